"""Runs on meshes and over the date line, and the step that a recipe needs."""

import netCDF4
import numpy as np
import pytest

from climserv.config import Settings
from climserv.data.places.cells import mesh_cells
from climserv.products.making import make_product
from climserv.running.computing import compute
from climserv.running.planning.order import Order
from climserv.running.planning.placing import nearest_cells
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused

YEARS = 12
SETTINGS = {"threshold": "27 degC"}


def write(path, lats, lons, values, *, mesh, units="days since 2001-01-01", days=None):
    """Highest temperatures (time, row, column) [K] on the same places, as a mesh or as a grid; noleap."""
    with netCDF4.Dataset(path, "w") as file:
        for name, size in (("time", len(values)), ("y", values.shape[1]), ("x", values.shape[2])):
            file.createDimension(name, size)
        time = file.createVariable("time", "f8", ("time",))
        time.setncatts({"units": units, "calendar": "noleap"})
        time[:] = np.arange(len(values)) + 0.5 if days is None else days
        for name, axis, dims in (("lat", lats, ("y",)), ("lon", lons, ("x",))):
            held = np.meshgrid(lats, lons, indexing="ij")[name == "lon"] if mesh else axis
            variable = file.createVariable(name, "f8", ("y", "x") if mesh else dims)
            variable.units = "degrees_north" if name == "lat" else "degrees_east"
            variable[:] = held
        variable = file.createVariable("tasmax", "f4", ("time", "y", "x"))
        variable.setncatts({"units": "K", "standard_name": "air_temperature", "cell_methods": "time: maximum"})
        variable[:] = values
    return path


@pytest.fixture(scope="module")
def summers():
    days = np.arange(365 * YEARS)
    season = 292 + 10 * np.sin((days % 365 - 100) / 365 * 2 * np.pi)
    noise = np.random.default_rng(5).normal(0, 3, (len(days), 4, 5))
    return (season[:, None, None] + noise + np.arange(5)).astype(np.float32)


def test_a_mesh_gives_the_numbers_that_the_same_places_give_as_a_grid(tmp_path, shelf, summers):
    lats, lons = np.arange(51.0, 53, 0.5), np.arange(0.0, 2.5, 0.5)
    results = []
    for mesh in (True, False):
        path = write(tmp_path / f"{mesh}.nc", lats, lons, summers, mesh=mesh)
        order = Order("hot_days", (str(path),), area="0.35,51.3,1.9,52.2", settings=SETTINGS)
        results.append(compute(make_plan(order, shelf)))
    ours, theirs = results
    np.testing.assert_array_equal(ours.places["value"], theirs.places["value"])
    assert ours.summary == theirs.summary
    assert ours.grid is None
    assert theirs.grid is not None
    assert float(ours.places.lat[0]) == pytest.approx(float(theirs.places.lat[0]), abs=1e-3)


def test_a_product_of_a_mesh_has_no_map_and_says_its_resolution(tmp_path, summers):
    path = write(tmp_path / "a.nc", np.arange(51.0, 53, 0.5), np.arange(0.0, 2.5, 0.5), summers, mesh=True)
    order = Order("hot_days", (str(path),), area="0.35,51.3,1.9,52.2", settings=SETTINGS)
    folder = make_product(order, settings=Settings(instance=tmp_path), out=tmp_path / "product")
    assert not (folder / "map.png").exists()
    assert (folder / "table.csv").exists()
    # Half a degree at 52 degrees north: 56 km by 34 km.
    assert "44 km" in (folder / "product.json").read_text(encoding="utf-8")


def test_an_area_over_the_date_line_lies_there(tmp_path, shelf, summers):
    lons = np.array([179.0, 179.5, 180.0, 180.5, 181.0])
    path = write(tmp_path / "a.nc", np.arange(51.0, 53, 0.5), lons, summers, mesh=False)
    order = Order("hot_days", (str(path),), area="179.3,51.2,-179.3,52.1", settings=SETTINGS)
    result = compute(make_plan(order, shelf))
    assert len(result.area.index) == 3 * 3
    assert abs(float(result.places.lon[0])) == pytest.approx(180, abs=1e-6)


def test_monthly_data_are_refused_for_a_recipe_of_days(tmp_path, shelf, summers):
    path = write(tmp_path / "a.nc", np.array([51.0, 52]), np.array([0.0, 1]), summers[:24, :2, :2], mesh=False,
                 days=np.arange(24) * 30.4 + 14)  # fmt: skip
    with pytest.raises(Refused, match="the data are monthly"):
        make_plan(Order("hot_days", (str(path),)), shelf)


def test_a_mesh_is_reached_as_far_as_its_cells_do():
    lats, lons = np.meshgrid([0.0, 1, 2], [10.0, 11, 12], indexing="ij")
    mesh = mesh_cells(lats, lons)
    near, far = mesh_cells([[0.3, 1.4]], [[10.4, 11.6]]), mesh_cells([[4.0, 1.0]], [[10.0, 11.0]])
    assert nearest_cells(near, mesh, np.arange(2), of="model").tolist() == [0, 5]
    with pytest.raises(Refused, match="do not reach"):
        nearest_cells(far, mesh, np.arange(2), of="model")
