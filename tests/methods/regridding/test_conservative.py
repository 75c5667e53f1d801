"""Conservative weights: sums over surfaces are kept, whatever the longitudes are called."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.conservative import area_means, conservative
from climserv.methods.regridding.sphere import EARTH_RADIUS_KM, box_surfaces_km2
from climserv.vocabulary.problems import Refused

MIDDLES = (np.arange(300) + 0.5) / 300


def rising(low, high, most):
    inner = st.lists(st.floats(low + 0.1, high - 0.1), max_size=most, unique_by=lambda x: round(x, 2))
    return inner.map(lambda found: np.array([low, *sorted(found), high]))


def corners_of(rows, columns):
    """A grid told as a mesh: (cell, 4, 2)."""
    south, west = (x.ravel() for x in np.meshgrid(rows[:-1], columns[:-1], indexing="ij"))
    north, east = (x.ravel() for x in np.meshgrid(rows[1:], columns[1:], indexing="ij"))
    pairs = ((west, south), (east, south), (east, north), (west, north))
    return np.stack([np.stack(pair, axis=-1) for pair in pairs], axis=1)


def turned_mesh(lat, lon, size, rows, columns, angle):
    """A mesh of squares around a place, turned by an angle: neighbours share their sides."""
    y, x = np.meshgrid(
        size * (np.arange(rows + 1) - rows / 2), size * (np.arange(columns + 1) - columns / 2), indexing="ij"
    )
    turn = np.deg2rad(angle)
    nodes = np.stack((lon + x * np.cos(turn) - y * np.sin(turn), lat + x * np.sin(turn) + y * np.cos(turn)), axis=-1)
    around = (nodes[:-1, :-1], nodes[:-1, 1:], nodes[1:, 1:], nodes[1:, :-1])
    return np.stack(around, axis=2).reshape(-1, 4, 2)


def mesh_surfaces(corners):
    """On the map of longitude and sin(latitude), as the weights take them."""
    points = np.stack((np.deg2rad(corners[..., 0]), np.sin(np.deg2rad(corners[..., 1]))), axis=-1)
    return shapely.area(shapely.polygons(points)) * EARTH_RADIUS_KM**2


@given(rising(-90, 90, 6), rising(-180, 180, 8), rising(-90, 90, 5), rising(0, 360, 6))
def test_the_sum_over_the_earth_is_kept(from_rows, from_columns, to_rows, to_columns):
    weights = conservative((from_rows, from_columns), (to_rows, to_columns))
    np.testing.assert_allclose(weights.covered, 1, rtol=1e-9)
    values = np.random.default_rng(1).uniform(0, 30, (weights.sources, 3)).astype(np.float32)
    found = apply_weights(weights, values)
    before, after = (box_surfaces_km2(*e) for e in ((from_rows, from_columns), (to_rows, to_columns)))
    np.testing.assert_allclose(after @ found.astype(float), before @ values.astype(float), rtol=1e-6)


def test_a_constant_stays_constant_and_a_trend_is_kept_by_surface():
    weights = conservative(
        (np.arange(-90, 91, 2.5), np.arange(0, 361, 2.5)), (np.arange(-90, 91, 10), np.arange(-180, 181, 20))
    )
    assert (apply_weights(weights, np.full((weights.sources, 2), 288.15)) == np.float32(288.15)).all()


@pytest.mark.parametrize("shift", [-720, -360, 0, 360])
def test_longitudes_may_be_counted_from_anywhere(shift):
    rows, columns, target = [10, 12, 15], np.arange(-10, 31, 2.0), np.arange(-7, 20, 3.0)
    expected = conservative((rows, columns), (rows, target))
    found = conservative((rows, columns + shift), (rows, target))
    assert found.columns.tolist() == expected.columns.tolist()
    np.testing.assert_allclose(found.shares, expected.shares, rtol=1e-12)


def test_a_global_source_has_no_seam():
    weights = conservative(([0, 10], np.arange(0, 361, 30)), ([0, 10], [-45, -15, 15, 45]))
    assert weights.columns.tolist() == [10, 11, 0, 11, 0, 1]
    np.testing.assert_allclose(weights.shares, 0.5)


def test_edges_that_differ_by_rounding_make_no_slivers():
    fine = np.cumsum([0, *[0.1] * 30])
    weights = conservative((fine, fine), (np.arange(0, 3.1, 0.3), np.arange(0, 3.1, 0.3)))
    assert (np.diff(weights.starts) == 9).all()


def test_partly_covered_targets_know_it():
    weights = conservative(([0, 1], [0, 1]), ([0, 1], [-1, 0.25, 2]))
    np.testing.assert_allclose(weights.covered, [0.2, 0.75 / 1.75])
    assert np.isnan(apply_weights(weights, [[3.0]])).all()
    assert apply_weights(weights, [[3.0]], least_covered=0).ravel().tolist() == [3.0, 3.0]


def test_a_grid_told_as_a_mesh_has_the_same_weights():
    source = (np.arange(-30, 31, 7.5), np.arange(150, 221, 10.0))
    target = (np.arange(-20, 21, 5.0), np.arange(-200, -159, 4.0))
    expected = conservative(source, target)
    for pair in ((corners_of(*source), target), (source, corners_of(*target))):
        found = conservative(*pair)
        assert found.columns.tolist() == expected.columns.tolist()
        np.testing.assert_allclose(found.shares, expected.shares, rtol=1e-9)


@settings(max_examples=15)
@given(st.floats(-60, 60), st.sampled_from([0, 179.7, -180, 45]), st.floats(0, 90), st.floats(0.3, 3))
def test_the_sum_over_a_turned_mesh_is_kept(lat, lon, angle, size):
    corners = turned_mesh(lat, lon, size, 6, 7, angle)
    rows, columns = np.arange(lat - 16, lat + 17, 2.0), np.arange(lon - 16, lon + 17, 2.0)
    weights = conservative(corners, (rows, columns))
    values = np.random.default_rng(1).uniform(0, 30, (42, 1)).astype(np.float32)
    found = apply_weights(weights, values, least_covered=0)
    after = box_surfaces_km2(rows, columns) * weights.covered
    before = mesh_surfaces(corners)
    np.testing.assert_allclose(after.sum(), before.sum(), rtol=1e-7)
    np.testing.assert_allclose(after @ np.nan_to_num(found), before @ values, rtol=1e-5)
    back = conservative((rows, columns), corners)
    np.testing.assert_allclose(back.covered, 1, rtol=1e-7)


def test_some_overlaps_counted_by_points():
    """Brute force: points strewn evenly over a target cell, each in one cell of the mesh."""
    corners = turned_mesh(40, -3, 0.5, 8, 8, 30)
    weights = conservative(corners, ([39, 40, 41], [-4, -3, -2]))
    tiles = shapely.polygons(corners)
    y, x = np.meshgrid(40 + MIDDLES, -4 + MIDDLES, indexing="ij")
    share = np.cos(np.deg2rad(y.ravel()))
    tree = shapely.STRtree(tiles)
    point, cell = tree.query(shapely.points(x.ravel(), y.ravel()), predicate="within")
    counted = np.bincount(cell, share[point], minlength=64) / share.sum()
    found = np.zeros(64)
    found[weights.columns[weights.rows == 2]] = weights.shares[weights.rows == 2]
    np.testing.assert_allclose(found, counted, atol=2e-3)


def test_corners_on_both_sides_of_the_date_line_are_of_one_cell():
    corners = corners_of([0.0, 1], [179.0, 181, 183])
    corners[..., 0] = (corners[..., 0] + 180) % 360 - 180
    weights = conservative(corners, ([0, 1], [-180, -179, -178]))
    assert weights.columns.tolist() == [0, 1]
    np.testing.assert_allclose(weights.covered, 1)


def test_corners_in_the_wrong_order_are_put_in_order():
    corners = corners_of([0, 1], [0, 1])[:, [0, 2, 1, 3]]
    assert conservative(corners, ([0, 1], [0, 1])).covered.round(9).tolist() == [1]


def test_cells_without_corners_cover_nothing():
    corners = corners_of([0.0, 1], [0.0, 1, 2])
    corners[1] = np.nan
    weights = conservative(corners, ([0, 1], [0, 1, 2]))
    assert weights.covered.round(9).tolist() == [1, 0]
    with pytest.raises(Refused, match="no cell"):
        conservative(np.full((2, 4, 2), np.nan), ([0, 1], [0, 1]))


def test_a_cell_over_the_pole_is_refused_only_where_it_matters():
    polar = np.array([[[0, 88], [90, 88], [180, 88], [-90, 88]]], float)
    corners = np.concatenate((polar, corners_of([40, 42], [0, 2])))
    assert conservative(corners, ([40, 41], [0, 1])).columns.tolist() == [1]
    with pytest.raises(Refused, match="span a pole"):
        conservative(corners, ([40, 89], [0, 1]))
    with pytest.raises(Refused, match="target span a pole"):
        conservative(([40, 89], [0, 1]), corners)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (([2, 1, 0], [0, 1]), "no rising row"),
        (([0, 1], [0, 200, 361]), "more than once around"),
        (([0, 95], [0, 1]), "beyond a pole"),
        (([0, 1], [50, 60]), "do not reach"),
        (np.zeros((3, 2)), "no corners"),
    ],
)
def test_surfaces_that_cannot_be_meant_are_refused(source, message):
    with pytest.raises(Refused, match=message):
        conservative(source, ([0, 1], [0, 1]))


class TestAreas:
    """Means of districts are weights like all others."""

    def test_the_areas_that_tile_a_cell_share_it(self):
        grid = (np.arange(0, 6.0), np.arange(10, 16.0))
        areas = [shapely.Polygon([(11, 1), (14, 1), (11, 4)]), shapely.Polygon([(14, 1), (14, 4), (11, 4)])]
        weights = area_means(grid, areas)
        np.testing.assert_allclose(weights.covered, 1)
        whole = area_means(grid, [shapely.box(11, 1, 14, 4)])
        surface = [shapely.area(a) for a in areas]
        assert surface[0] == surface[1]
        both = np.zeros(25)
        np.add.at(both, weights.columns, weights.shares / 2)
        np.testing.assert_allclose(both[whole.columns], whole.shares, rtol=3e-3)  # the upper one is narrower on Earth

    def test_a_box_is_a_cell(self):
        grid = (np.arange(-10, 11, 2.0), np.arange(0, 361, 5.0))
        box = conservative(grid, ([-3, 4], [-7, 12]))
        area = area_means(grid, [shapely.box(-7, -3, 12, 4)])
        assert area.columns.tolist() == box.columns.tolist()
        np.testing.assert_allclose(area.shares, box.shares, rtol=1e-9)

    def test_over_the_date_line_in_two_pieces_or_in_one(self):
        grid = (np.arange(-20, -9.0), np.arange(170, 191.0))
        pieces = shapely.union_all([shapely.box(178, -18, 180, -15), shapely.box(-180, -18, -179, -15)])
        one, two = area_means(grid, [shapely.box(178, -18, 181, -15)]), area_means(grid, [pieces])
        assert one.columns.tolist() == two.columns.tolist()
        np.testing.assert_allclose(two.shares, one.shares, rtol=1e-9)

    def test_what_is_no_area_or_elsewhere_is_refused_by_name(self):
        grid = ([0, 1], [0, 1])
        with pytest.raises(Refused, match="Embu"):
            area_means(grid, [shapely.Point(0.5, 0.5)], names=["Embu"])
        with pytest.raises(Refused, match=r"outside.*Kisumu"):
            area_means(grid, [shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6)], names=["Embu", "Kisumu"])

    def test_partly_outside_and_self_crossing(self):
        weights = area_means(([0, 1], [0, 1]), [shapely.box(0.5, 0, 1.5, 1)])
        np.testing.assert_allclose(weights.covered, 0.5)
        bow = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
        np.testing.assert_allclose(area_means(([0, 1], [0, 1]), [bow]).covered, 1)
