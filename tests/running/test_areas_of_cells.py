"""An area out of a large grid: sea makes no season unknown, and nothing is held for cells that nobody asked for."""

import netCDF4
import numpy as np
import pytest

from climserv.running.computing import compute
from climserv.running.execution import execute
from climserv.running.planning.memory import Need
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.outcomes import Outcome

YEARS = 12
LATS, LONS = np.arange(0, 8, 0.5), np.arange(20, 60, 0.5)


def write(path, change=lambda values: None, model=""):
    """Twelve years of temperature: warmer to the east, by a degree a column."""
    random = np.random.default_rng(len(model))
    with netCDF4.Dataset(path, "w") as file:
        if model:
            file.setncatts({"source_id": model, "experiment_id": "ssp245"})
        for name, size in (("time", 365 * YEARS), ("lat", len(LATS)), ("lon", len(LONS))):
            file.createDimension(name, size)
        time = file.createVariable("time", "i4", ("time",))
        time.setncatts({"units": "days since 1991-01-01", "calendar": "noleap"})
        time[:] = np.arange(365 * YEARS)
        for name, unit, axis in (("lat", "degrees_north", LATS), ("lon", "degrees_east", LONS)):
            file.createVariable(name, "f8", (name,)).units = unit
            file[name][:] = axis
        values = 285 + 0.2 * np.arange(len(LONS)) + 8 * random.random((365 * YEARS, len(LATS), len(LONS)))
        change(values)
        file.createVariable("tasmax", "f4", ("time", "lat", "lon"), fill_value=1e20).units = "K"
        file["tasmax"][:] = np.ma.masked_invalid(values)
    return str(path)


def sea(values):
    """The two columns of the area to the east."""
    values[:, :, 3:6] = np.nan


def order(*data, **more):
    # Four rows of five columns, the eastern three of them sea.
    return Order("hot_days", data, settings={"threshold": "20 degC"}, area="20.3,1.8,22.7,3.7", **more)


@pytest.fixture(scope="module")
def coast(tmp_path_factory):
    folder = tmp_path_factory.mktemp("coast")
    return write(folder / "observed.nc", sea), write(folder / "model.nc", model="M")


def test_the_middle_of_a_coast_is_that_of_its_land(coast, shelf):
    plan = make_plan(order(coast[0]), shelf)
    result = compute(plan)
    land = result.grid["outcome"].isel(member=0, period=0, season=0).values == Outcome.HAPPENED
    assert 0 < land.sum() < len(plan.selection.index)
    assert (result.places["outcome"] == Outcome.HAPPENED).all()
    for season in range(YEARS):
        days = np.sort(result.grid["value"].isel(member=0, period=0, season=season).values[land])
        assert result.places["value"].values[0, 0, season, 0] in days[[len(days) // 2 - 1, len(days) // 2]]
    left = len(plan.selection.index) - land.sum()
    assert any(f"{left} of {len(plan.selection.index)} cells" in note for note in result.notes)


def test_models_are_of_the_same_cells_as_the_observations(coast, shelf):
    plan = make_plan(order(coast[1], reference=coast[0], period="1991-2002", baseline="1991-2002"), shelf)
    raw = compute(make_plan(order(coast[1]), shelf))
    assert not any("left out of its middle" in note for note in raw.notes)
    beside = compute(plan)
    assert (beside.places["outcome"].sel(period="1991-2002") == Outcome.HAPPENED).all()


def test_one_missing_day_does_not_make_a_cell_sea(tmp_path, shelf):
    def one_day(values):
        values[::365, :, 3:6] = np.nan
        values[365 * 3 + 160, :, 3:6] = np.nan

    result = compute(make_plan(order(write(tmp_path / "gaps.nc", one_day)), shelf))
    assert not any("left out of its middle" in note for note in result.notes)
    assert result.places["outcome"].values[0, 0, 3, 0] == Outcome.UNKNOWN


def test_nothing_is_held_for_the_rest_of_the_grid(coast, shelf):
    plan = make_plan(order(coast[0]), shelf)
    result = compute(plan)
    assert plan.target.shape == (len(LATS), len(LONS))
    # The area's rows and columns, and one more on each side where there is one, so that cells keep their size.
    assert dict(result.grid.sizes) | {"lat": 6, "lon": 7} == dict(result.grid.sizes)
    assert result.grid.lat.values.tolist() == LATS[3:9].tolist()
    assert result.grid.lon.values.tolist() == LONS[:7].tolist()
    whole = execute(plan, memory_limit="4 GB")
    expected = np.concatenate([one.periods["record", "hot_days"][0] for one in whole.values()])
    inside = result.grid["outcome"].isel(member=0, period=0).values[0] != 255
    found = result.grid["value"].isel(member=0, period=0).values[:, inside].T
    np.testing.assert_array_equal(found, expected[np.argsort(plan.tiles.turn)])
    assert Need(plan, 2).cells == len(plan.selection.index)
