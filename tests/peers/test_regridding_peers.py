"""Weights give what xarray-regrid, xarray and exactextract give, where the definition is the same."""

import warnings

import numpy as np
import pytest
import shapely

from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.conservative import area_means, conservative
from climserv.methods.regridding.points import bilinear, nearest

pytestmark = pytest.mark.peer
FINE = (np.arange(20, 40.1, 0.5), np.arange(-10, 20.1, 0.5))
COARSE = (np.arange(20, 40.1, 2.5), np.arange(-10, 20.1, 3.0))
DAYS = 6


@pytest.fixture(scope="module")
def xr():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import xarray
        import xarray_regrid  # noqa: F401 - it makes the accessor

        return xarray


def centres(edges):
    return tuple((axis[1:] + axis[:-1]) / 2 for axis in edges)


def field(xr, edges, values):
    lats, lons = centres(edges)
    axes = {"time": np.arange(values.shape[1]), "latitude": lats, "longitude": lons}
    return xr.DataArray(values.T.reshape(-1, len(lats), len(lons)), axes, ("time", "latitude", "longitude"))


def empty(xr, edges):
    lats, lons = centres(edges)
    return xr.Dataset(coords={"latitude": lats, "longitude": lons})


def cells(found):
    found = found.transpose("latitude", "longitude", "time").values
    return found.reshape(-1, found.shape[-1])


def some_values(rng, edges, missing=0.0):
    values = rng.normal(285, 6, ((len(edges[0]) - 1) * (len(edges[1]) - 1), DAYS)).astype(np.float32)
    values[rng.uniform(0, 1, values.shape) < missing] = np.nan
    return values


@pytest.fixture
def rng():
    return np.random.default_rng(3)


def test_conservative_means_are_those_of_xarray_regrid(xr, rng):
    values = some_values(rng, FINE)
    theirs = cells(field(xr, FINE, values).regrid.conservative(empty(xr, COARSE), latitude_coord="latitude"))
    np.testing.assert_allclose(apply_weights(conservative(FINE, COARSE), values), theirs, rtol=1e-6)


@pytest.mark.parametrize("part", [0.0, 0.5, 0.7])
def test_missing_values_are_left_out_as_xarray_regrid_does(xr, rng, part):
    """Its threshold is the part that may be missing, ours the part that must be there."""
    values = some_values(rng, FINE, missing=0.35)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        given = field(xr, FINE, values)
        theirs = given.regrid.conservative(
            empty(xr, COARSE), latitude_coord="latitude", skipna=True, nan_threshold=1 - part
        )
    ours, theirs = apply_weights(conservative(FINE, COARSE), values, least_covered=part), cells(theirs)
    # A part of exactly the threshold is a matter of rounding.
    assert (np.isnan(ours) == np.isnan(theirs)).mean() > 0.99
    both = ~np.isnan(ours) & ~np.isnan(theirs)
    assert both.any()
    np.testing.assert_allclose(ours[both], theirs[both], rtol=1e-6)


def test_bilinear_and_nearest_are_those_of_xarray(xr, rng):
    values = some_values(rng, COARSE)
    inside = (np.arange(22, 38.1, 0.7), np.arange(-8, 18.1, 0.7))
    lats, lons = centres(inside)
    y, x = (axis.ravel() for axis in np.meshgrid(lats, lons, indexing="ij"))
    given = field(xr, COARSE, values)
    ours = apply_weights(bilinear(centres(COARSE), (y, x)), values)
    np.testing.assert_allclose(ours, cells(given.interp(latitude=lats, longitude=lons)), rtol=1e-6)
    from_y, from_x = (axis.ravel() for axis in np.meshgrid(*centres(COARSE), indexing="ij"))
    ours = apply_weights(nearest((from_y, from_x), (y, x), farthest_km=500), values)
    theirs = cells(given.sel(latitude=lats, longitude=lons, method="nearest"))
    # Theirs is nearest in degrees along each axis, ours on the sphere: near the sides of cells they may differ.
    assert (ours == theirs).all(axis=1).mean() > 0.97


AREAS = [
    shapely.Polygon([(-4, 25), (6.3, 24.2), (8, 31.7), (1, 36), (-5.5, 30)]),
    shapely.Point(10, 30).buffer(2.2),
    shapely.box(0.1, 30.1, 0.3, 30.2),
    shapely.Polygon(shapely.box(-3, 25, 3, 31).exterior, [shapely.box(-1, 27, 1, 29).exterior]),
]


def test_means_of_areas_are_those_of_exactextract(rng):
    """Exactextract cuts cells on the plain map of degrees and takes the surface of the whole cell.

    Within a cell of half a degree the upper part is narrower, so the shares differ by a thousandth or so.
    """
    exactextract = pytest.importorskip("exactextract")
    values = some_values(rng, FINE)[:, 0]
    rows, columns = (len(axis) - 1 for axis in FINE)
    from exactextract.raster import NumPyRasterSource

    grid = np.flipud(values.reshape(rows, columns)).astype(np.float64)
    raster = NumPyRasterSource(grid, xmin=FINE[1][0], ymin=FINE[0][0], xmax=FINE[1][-1], ymax=FINE[0][-1])
    features = [
        {"type": "Feature", "properties": {"id": n}, "geometry": a.__geo_interface__} for n, a in enumerate(AREAS)
    ]
    found = exactextract.exact_extract(raster, features, ["cell_id", "coverage(coverage_weight=area_spherical_m2)"])
    weights = area_means(FINE, AREAS)
    for number, each in enumerate(found):
        ids = np.asarray(each["properties"]["cell_id"])
        share = np.asarray(next(v for name, v in each["properties"].items() if name.startswith("coverage")))
        theirs = np.zeros(values.size)
        theirs[(rows - 1 - ids // columns) * columns + ids % columns] = share / share.sum()
        ours = np.zeros(values.size)
        entries = slice(weights.starts[number], weights.starts[number + 1])
        ours[weights.columns[entries]] = weights.shares[entries]
        np.testing.assert_allclose(ours, theirs, atol=2e-3)
        assert abs(ours @ values - theirs @ values) < 2e-2
