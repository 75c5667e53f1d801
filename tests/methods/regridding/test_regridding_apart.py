"""Cells that stand apart: every hundredth cell of a regional model over Africa, with its own corners."""

import netCDF4
import numpy as np
import pytest

from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.conservative import conservative
from climserv.methods.regridding.points import nearest
from climserv.methods.regridding.resolution import mesh_spacing_km

NAME = "tas_AFR-22_MPI-M-MPI-ESM-LR_historical_r1i1p1_GERICS-REMO2015_v1_day_19960101-20001231.nc"


@pytest.fixture(scope="module")
def remo(shared_data):
    path = shared_data / "rotated_cordex" / NAME
    if not path.is_file():
        pytest.skip("the cells over Africa are not among the real files")
    with netCDF4.Dataset(path) as file:
        corners = np.stack([np.asarray(file[f"{axis}_vertices"][:], np.float64) for axis in ("lon", "lat")], axis=-1)
        centres = tuple(np.asarray(file[axis][:], np.float64).ravel() for axis in ("lat", "lon"))
        values = np.ascontiguousarray(np.asarray(file["tas"][:30]).reshape(30, -1).T)
    return values, centres, corners.reshape(-1, 4, 2)


def test_nothing_is_made_up_between_them(remo):
    values, (lat, lon), corners = remo
    assert mesh_spacing_km(corners) == pytest.approx(23.2, abs=0.1)
    degree = np.arange(-50, 61, 1.0), np.arange(-40, 71, 1.0)
    weights = conservative(corners, degree)
    assert weights.covered.max() < 0.1
    assert np.isnan(apply_weights(weights, values)).all()
    row, column = np.searchsorted(degree[0], lat) - 1, np.searchsorted(degree[1], (lon + 180) % 360 - 180) - 1
    found = apply_weights(weights, values, least_covered=0.01)[row * 110 + column]
    np.testing.assert_allclose(found, values, rtol=1e-6)


def test_a_place_takes_the_cell_it_lies_in_or_none(remo):
    _, (lat, lon), _ = remo
    near = nearest((lat, lon), (lat + 0.1, lon), farthest_km=16)
    assert near.columns.tolist() == list(range(len(lat)))
    assert nearest((lat, lon), (lat + 5, lon + 5), farthest_km=16).columns.size == 0
