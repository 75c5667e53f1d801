"""Weights at points: nearest and bilinear."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.points import bilinear, nearest
from climserv.methods.regridding.sphere import great_circle_km
from climserv.vocabulary.problems import Refused

PLACES = st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 360)), min_size=1, max_size=30)


def turned(places):
    lat, lon = zip(*places, strict=True)
    return np.array(lat), np.array(lon)


@given(PLACES, PLACES, st.sampled_from([100, 2000, 30000]))
def test_the_nearest_is_the_nearest(source, target, farthest):
    source, target = turned(source), turned(target)
    found = nearest(source, target, farthest_km=farthest)
    away = great_circle_km(target[0][:, None], target[1][:, None], source[0], source[1])
    for number, row in enumerate(away):
        taken = found.columns[found.starts[number] : found.starts[number + 1]]
        if not taken.size:
            assert row.min() > farthest * (1 - 1e-6)
        else:
            assert row[taken[0]] <= min(row.min() + 1e-3, farthest * (1 + 1e-6))


def test_of_cells_equally_near_the_first_is_taken_whatever_the_order_of_the_search():
    square = ([1, -1, 1, -1], [1, 1, -1, -1])
    assert nearest(square, ([0], [0]), farthest_km=500).columns.tolist() == [0]
    assert nearest(square, ([0], [0]), farthest_km=500, usable=[0, 1, 1, 1]).columns.tolist() == [1]


def test_places_that_are_not_told_have_none_and_are_none():
    nan = float("nan")
    found = nearest(([nan, 0], [0, 5]), ([0, nan], [0.1, 1]), farthest_km=1000)
    assert (found.starts.tolist(), found.columns.tolist()) == ([0, 1, 1], [1])
    found = nearest(([0, 0], [0, 1]), ([0], [0]), farthest_km=1000, heights=([nan, 10], [10]))
    assert found.columns.tolist() == [1]


def test_heights_count_but_not_beyond_the_farthest():
    source, station = ([0, 0, 0], [0.1, 0.3, 2.0]), ([0], [0])
    heights = ([2000, 900, 300], [300])
    assert nearest(source, station, farthest_km=300, heights=heights, km_per_100_m=0).columns.tolist() == [0]
    assert nearest(source, station, farthest_km=300, heights=heights, km_per_100_m=10).columns.tolist() == [1]
    assert nearest(source, station, farthest_km=300, heights=heights, km_per_100_m=100).columns.tolist() == [2]
    assert nearest(source, station, farthest_km=100, heights=heights, km_per_100_m=100).columns.tolist() == [1]


def test_a_cut_of_the_targets_changes_nothing(rng):
    source = rng.uniform(-40, 40, (2, 200))
    target = rng.uniform(-40, 40, (2, 60))
    whole = nearest(source, target, farthest_km=900)
    parts = [nearest(source, target[:, some], farthest_km=900) for some in (slice(0, 17), slice(17, 60))]
    assert np.concatenate([part.columns for part in parts]).tolist() == whole.columns.tolist()


def test_a_plane_is_kept_by_bilinear_weights(rng):
    lats, lons = np.sort(rng.uniform(-30, 30, 7)), np.sort(rng.uniform(0, 60, 9))
    lat, lon = rng.uniform(lats[0], lats[-1], 50), rng.uniform(lons[0], lons[-1], 50)
    y, x = np.meshgrid(lats, lons, indexing="ij")
    plane = (280 + 0.5 * y - 0.2 * x + 0.01 * x * y).ravel()[:, None]
    found = apply_weights(bilinear((lats, lons), (lat, lon - 360)), plane)
    np.testing.assert_allclose(found[:, 0], 280 + 0.5 * lat - 0.2 * lon + 0.01 * lat * lon, rtol=3e-7)


def test_centres_keep_their_values_and_nothing_is_extrapolated():
    lats, lons = np.array([0.0, 1, 2]), np.array([10.0, 11, 12])
    y, x = (axis.ravel() for axis in np.meshgrid(lats, lons, indexing="ij"))
    same = bilinear((lats, lons), (y, x))
    assert same.columns.tolist() == list(range(9))
    assert (same.shares == 1).all()
    beyond = bilinear((lats, lons), ([2.2, -0.2, 1, 1], [11, 11, 9.8, 12.3]))
    assert beyond.columns.size == 0
    held = bilinear((lats, lons), ([2.2, -0.2, 1, 1, 1], [11, 11, 9.8, 12.3, 12.6]), rim="constant")
    assert held.columns.tolist() == [7, 1, 3, 5]
    assert (held.shares == 1).all()


@pytest.mark.parametrize("first", [-180, 0, 5])
def test_around_the_earth_the_last_column_is_the_neighbour_of_the_first(first):
    lons = first + np.arange(0, 360, 30.0)
    wave = np.tile(lons, 2)[:, None] % 360
    weights = bilinear(([0, 1], lons), ([0.5] * 3, [first + 345.0, first - 15, first + 3]))
    np.testing.assert_allclose(weights.covered, 1)
    assert weights.columns[:4].tolist() == [0, 11, 12, 23]
    assert weights.columns[4:8].tolist() == [0, 11, 12, 23]
    assert np.isfinite(apply_weights(weights, wave)).all()


def test_a_region_with_uneven_steps_does_not_go_around_the_earth():
    for last in (200.0, 230.0):
        beyond = bilinear(([0, 1], [0.0, 1.0, last]), ([0.5, 0.5], [-80.0, 300.0]))
        assert beyond.columns.size == 0
    uneven = np.array([0.0, 80, 180, 270])
    np.testing.assert_allclose(bilinear(([0, 1], uneven), ([0.5], [-45])).covered, 1)


def test_a_missing_neighbour_is_left_out_or_makes_the_point_missing():
    weights = bilinear(([0, 1], [0, 1]), ([0.25], [0.25]))
    values = [[4.0], [np.nan], [4.0], [8.0]]
    assert np.isnan(apply_weights(weights, values, least_covered=1)).all()
    expected = (4 * 0.5625 + 4 * 0.1875 + 8 * 0.0625) / 0.8125
    np.testing.assert_allclose(apply_weights(weights, values), [[expected]], rtol=1e-6)


def test_an_axis_with_one_value():
    weights = bilinear(([5.0], [0, 1]), ([5, 5.1], [0.5, 0.5]))
    assert (weights.starts.tolist(), weights.columns.tolist()) == ([0, 2, 2], [0, 1])


def test_wrong_use_is_refused():
    with pytest.raises(Refused, match="no rising row"):
        bilinear(([1, 0], [0, 1]), ([0], [0]))
    with pytest.raises(Refused, match="missing, constant"):
        bilinear(([0, 1], [0, 1]), ([0], [0]), rim="guess")
    with pytest.raises(Refused, match="a latitude and a longitude"):
        nearest(([0, 1], [0]), ([0], [0]), farthest_km=10)
    with pytest.raises(Refused, match="one for each cell"):
        nearest(([0], [0]), ([0], [0]), farthest_km=10, usable=[True, False])
