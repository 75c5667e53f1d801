"""Winters over Iberia: a global model and a regional one with a rotated pole, brought to the NCEP grid.

The files are opened here by hand, so that the numbers stand apart from our own reading of them.
"""

from dataclasses import dataclass

import netCDF4
import numpy as np
import pytest
import shapely

from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.conservative import area_means, conservative
from climserv.methods.regridding.points import nearest
from climserv.methods.regridding.resolution import Resolution, effective_resolution, grid_spacing_km, mesh_spacing_km
from climserv.methods.regridding.sphere import EARTH_RADIUS_KM, box_surfaces_km2, great_circle_km

DAYS = 120
CNRM = "{}_day_CNRM-CM5_historical_r1i1p1_198212-200202_DJF.nc"
RACMO = "{}_EUR-44_ICHEC-EC-EARTH_historical_r1i1p1_KNMI-RACMO22E_day_198212-200202_DJF.nc"
NCEP = "{}_day_NCEP-NCAR-R1_198212-200202_DJF.nc"


@dataclass
class Source:
    """values (cell, time), centres (lat, lon) of the cells, and their edges or corners."""

    values: np.ndarray
    centres: tuple
    surface: object


def edges_of(axis):
    middle = (axis[1:] + axis[:-1]) / 2
    return np.concatenate(([2 * axis[0] - middle[0]], middle, [2 * axis[-1] - middle[-1]]))


def corners_of(lat, lon):
    """Halfway between four centres, carried on at the rim: plain degrees, far from pole and date line."""
    nodes = np.stack((lon, lat), axis=-1)
    for axis in (0, 1):
        nodes = np.moveaxis(nodes, axis, 0)
        nodes = np.concatenate((2 * nodes[:1] - nodes[1:2], nodes, 2 * nodes[-1:] - nodes[-2:-1]))
        nodes = np.moveaxis((nodes[1:] + nodes[:-1]) / 2, 0, axis)
    around = (nodes[:-1, :-1], nodes[:-1, 1:], nodes[1:, 1:], nodes[1:, :-1])
    return np.stack(around, axis=2).reshape(-1, 4, 2)


def opened(shared_data, name, variable):
    with netCDF4.Dataset(shared_data / "iberia_djf" / name.format(variable)) as file:
        file.set_auto_maskandscale(True)
        values = np.ma.filled(file[variable][:DAYS].astype(np.float32), np.nan)
        lat, lon = (np.asarray(file[axis][:], np.float64) for axis in ("lat", "lon"))
    values = np.ascontiguousarray(values.reshape(DAYS, -1).T)
    if lat.ndim == 2:
        return Source(values, (lat.ravel(), lon.ravel()), corners_of(lat, lon))
    y, x = np.meshgrid(lat, lon, indexing="ij")
    return Source(values, (y.ravel(), x.ravel()), (edges_of(lat), edges_of(lon)))


@pytest.fixture(scope="module")
def winters(shared_data):
    if not (shared_data / "iberia_djf").is_dir():
        pytest.skip("the winters over Iberia are not among the real files")
    names = {"cnrm": CNRM, "racmo": RACMO, "ncep": NCEP}
    return {key: opened(shared_data, name, "pr") for key, name in names.items()}


def tiles(surface):
    """Polygons on the plane of longitude and sin(latitude), made without our own code."""
    if isinstance(surface, tuple):
        rows, columns = surface
        return [
            shapely.box(*np.deg2rad(columns[i : i + 1]), *np.sin(np.deg2rad(rows[j : j + 1])),
                        *np.deg2rad(columns[i + 1 : i + 2]), *np.sin(np.deg2rad(rows[j + 1 : j + 2])))
            for j in range(len(rows) - 1) for i in range(len(columns) - 1)
        ]  # fmt: skip
    return [
        shapely.Polygon([(np.deg2rad(lon), np.sin(np.deg2rad(lat))) for lon, lat in corners]) for corners in surface
    ]


@pytest.mark.parametrize("model", ["cnrm", "racmo"])
def test_some_cells_against_every_overlap_cut_one_by_one(winters, model):
    source, target = winters[model], winters["ncep"]
    weights = conservative(source.surface, target.surface)
    found = apply_weights(weights, source.values, least_covered=0)
    pieces, wholes = tiles(source.surface), tiles(target.surface)
    for cell in (0, 9, 20, 27, 47):
        share = np.array([piece.intersection(wholes[cell]).area for piece in pieces]) / wholes[cell].area
        assert weights.covered[cell] == pytest.approx(share.sum(), abs=1e-6)
        if share.sum() > 0:
            np.testing.assert_allclose(found[cell], share @ source.values / share.sum(), rtol=1e-5, atol=1e-9)


@pytest.mark.parametrize("model", ["cnrm", "racmo"])
def test_all_the_rain_that_falls_inside_arrives(winters, model):
    """The sum over the NCEP cells is that of the model over the same ground, day by day."""
    source, target = winters[model], winters["ncep"]
    weights = conservative(source.surface, target.surface)
    found = apply_weights(weights, source.values, least_covered=0).astype(np.float64)
    arrived = (box_surfaces_km2(*target.surface) * weights.covered) @ np.nan_to_num(found)
    rows, columns = np.deg2rad(target.surface[0]), np.deg2rad(target.surface[1])
    domain = shapely.box(columns[0], np.sin(rows[0]), columns[-1], np.sin(rows[-1]))
    fallen = np.array([tile.intersection(domain).area for tile in tiles(source.surface)]) * EARTH_RADIUS_KM**2
    np.testing.assert_allclose(arrived, fallen @ source.values.astype(np.float64), rtol=1e-6)


def test_the_nearest_cell_keeps_the_rain_of_its_days(winters):
    source, target = winters["racmo"], winters["ncep"]
    weights = nearest(source.centres, target.centres, farthest_km=40)
    away = great_circle_km(*(x[:, None] for x in target.centres), *source.centres)
    taken = np.full(len(target.values), -1)
    taken[weights.rows] = weights.columns
    assert (taken[away.min(1) > 40] == -1).all()
    assert (taken >= 0).sum() > 30
    for cell in np.flatnonzero(taken >= 0):
        assert away[cell, taken[cell]] == pytest.approx(away[cell].min())
    found = apply_weights(weights, source.values)
    assert found[taken >= 0].tobytes() == source.values[taken[taken >= 0]].tobytes()
    # A mean over 200 km drizzles on more days and never pours: that is what conservative means are, not a fault.
    mean = apply_weights(conservative(source.surface, target.surface), source.values, least_covered=0.9)
    both = (taken >= 0) & ~np.isnan(mean).any(axis=1)
    assert both.sum() > 15
    assert (mean[both] >= 1).mean() > (found[both] >= 1).mean()
    assert mean[both].max() < found[both].max()


def test_what_lies_outside_the_regional_model_is_missing(winters):
    source, target = winters["racmo"], winters["ncep"]
    weights = conservative(source.surface, target.surface)
    outline = shapely.union_all(tiles(source.surface))
    for cell, tile in enumerate(tiles(target.surface)):
        assert weights.covered[cell] == pytest.approx(tile.intersection(outline).area / tile.area, abs=1e-6)
    missing = np.isnan(apply_weights(weights, source.values)).all(axis=1)
    assert (missing == (weights.covered < 0.5)).all()


def test_the_mean_of_the_plateau_is_nearly_the_same_from_every_grid(winters):
    """A district mean through the model's cells is that through the NCEP cells made of them, but for their width."""
    plateau = shapely.box(-6, 39, -1, 42.5)
    source, target = winters["racmo"], winters["ncep"]
    direct = apply_weights(area_means(source.surface, [plateau]), source.values)[0]
    coarse = apply_weights(conservative(source.surface, target.surface), source.values)
    by_ncep = apply_weights(area_means(target.surface, [plateau]), coarse)[0]
    assert np.isfinite(direct).all()
    assert np.corrcoef(direct, by_ncep)[0, 1] > 0.95


def test_resolution_is_carried(winters):
    spacing = grid_spacing_km(*winters["ncep"].surface)
    model = mesh_spacing_km(winters["racmo"].surface)
    assert 45 < model < 52
    assert 175 < spacing < 195
    coarse = effective_resolution(Resolution(model, model), "conservative", spacing_km=spacing)
    assert coarse.signal == spacing
    back = effective_resolution(coarse, "bilinear", spacing_km=model)
    assert back.signal == spacing
