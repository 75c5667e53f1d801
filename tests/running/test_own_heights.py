"""Temperature brought to the height of the place, as files tell it (orog): from files to the numbers of a run."""

from pathlib import Path

import netCDF4
import numpy as np
import pytest

from climserv.data.opening import open_file
from climserv.running.blocks.blocks import Block, Reading, _Work
from climserv.running.computing import compute
from climserv.running.keeping.stages import Stages
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused

RECIPE = """\
recipe: warm_up_there
version: 1
title: {en: Warm up there}
question: {en: "How warm is it in the village?"}
authors: [A. Author]
answers: {metric: hot_days, time: [year], space: {from: point, upto: ward}, horizons: [past, projection]}
inputs:
  highest: {variable: tasmax, record: 10 year}
  observed: {variable: tasmax, record: 10 year, role: [observation, station], optional: true}
steps:PLACED
  - height_correction: {of: highest}
  - adjust: {of: highest, to: observed, when: observed, kind: "+"}
  - hot_days: {of: highest, threshold: 290 K, operator: ">", season: {from: 01-01, to: 12-31}}
  - ensemble: {statement: at_least, at: [3 day]}
outputs: [hot_days]
limits: [{en: Air is not skin.}]
references: [None yet.]
"""


def days(path, side, values, height=None, *, unit="m", years=4):
    """Daily temperatures on side x side cells of one square degree, and how high the cells lie."""
    with netCDF4.Dataset(path, "w") as file:
        for name, axis, units in (
            ("time", np.arange(365 * years), "days since 2001-01-01"),
            ("lat", (np.arange(side) + 0.5) / side, "degrees_north"),
            ("lon", 30 + (np.arange(side) + 0.5) / side, "degrees_east"),
        ):
            file.createDimension(name, len(axis))
            file.createVariable(name, "f8", (name,))[:] = axis
            file[name].units = units
        file["time"].calendar = "noleap"
        warm = file.createVariable("tasmax", "f4", ("time", "lat", "lon"))
        warm.setncatts({"units": "K", "standard_name": "air_temperature", "cell_methods": "time: maximum"})
        warm[:] = values
        if height is not None:
            file.createVariable("orog", "f4", ("lat", "lon"))[:] = height
            file["orog"].setncatts({"units": unit, "standard_name": "surface_altitude"})
    return str(path)


@pytest.fixture
def plan(shelf, tmp_path):
    def made(model, observed=None, placed="", beside=()):
        path = tmp_path / "recipe.yaml"
        path.write_text(RECIPE.replace("PLACED", placed))
        return make_plan(
            Order(str(path), (",".join([model, *beside]),), observed, baseline="2001-2002", period="2003-2004"), shelf
        )

    return made


def series_of(plan, stages=None):
    """What the step gives of the model's own days, over all cells."""
    number = next(n for n, strand in enumerate(plan.strands) if strand.projected)
    block = Block(number, range(len(plan.selection.index)))
    work = _Work(Reading(plan, block), plan.components[0], slice(0, None), stages)
    years = plan.strands[number].periods["future"]
    chain = work.taken(years, years, plan.baseline, raw=True)
    return chain.values["highest"].values


def test_each_cell_is_moved_from_its_own_height_to_that_of_the_place(plan, tmp_path):
    """One cell at 1000 m over four at 0, 500, 1500 and 2000 m: by hand 6.5, 3.25, -3.25 and -6.5 K."""
    coarse = days(tmp_path / "model.nc", 1, 290.0, 1.0, unit="km")
    fine = days(tmp_path / "observed.nc", 2, 290.0, [[0, 500], [1500, 2000]])
    made = plan(coarse, fine)
    found = series_of(made)
    order = made.selection.index[made.tiles.turn]
    np.testing.assert_allclose(found[np.argsort(order), 0], [296.5, 293.25, 286.75, 283.5], atol=1e-4)
    assert found.shape == (4, 730)
    assert compute(made).summary


def fixed(path, side, height, model="", shift=0.0):
    """Heights in a file without time, rows from north to south."""
    with netCDF4.Dataset(path, "w") as file:
        for name, axis, units in (
            ("lat", ((np.arange(side) + 0.5) / side + shift)[::-1], "degrees_north"),
            ("lon", 30 + (np.arange(side) + 0.5) / side, "degrees_east"),
        ):
            file.createDimension(name, side)
            file.createVariable(name, "f8", (name,))[:] = axis
            file[name].units = units
        if model:
            file.source_id = model
        file.createVariable("orog", "f4", ("lat", "lon"))[:] = np.broadcast_to(height, (side, side))[::-1]
        file["orog"].setncatts({"units": "m", "standard_name": "surface_altitude"})
    return str(path)


def test_heights_may_come_in_a_file_of_their_own(plan, tmp_path):
    """The same numbers as with orog beside the values, whichever way its rows run; told, and among the files."""
    fine = days(tmp_path / "observed.nc", 2, 290.0, [[0, 500], [1500, 2000]])
    within = series_of(plan(days(tmp_path / "model.nc", 2, 290.0, [[100, 200], [300, 900]]), fine))
    model = days(tmp_path / "model.nc", 2, 290.0)
    orog = fixed(tmp_path / "orog_fx_some-model.nc", 2, [[100, 200], [300, 900]])
    made = plan(model, fine, beside=[orog])
    np.testing.assert_array_equal(series_of(made), within)
    assert any("orog_fx_some-model.nc tells how high" in note for note in made.notes)
    assert "orog_fx_some-model.nc" in {fact.name for fact in made.sources[0].files}
    assert compute(made).summary


@pytest.mark.parametrize("wrong", [{"side": 3}, {"shift": 0.1}, {"model": "another"}])
def test_heights_of_other_cells_or_another_model_are_refused(plan, tmp_path, wrong):
    model, fine = (days(tmp_path / name, 2, 290.0, 0.0) for name in ("model.nc", "observed.nc"))
    with netCDF4.Dataset(model, "a") as file:
        file.setncatts({"source_id": "one", "experiment_id": "ssp245", "mip_era": "CMIP6"})
    told = {"side": 2, "height": 0.0, **wrong}
    with pytest.raises(Refused, match="of other cells, or of another model"):
        plan(model, fine, beside=[fixed(tmp_path / "orog_fx_x.nc", **told)])


def test_two_heights_of_one_cell_and_none_in_the_file_are_refused(plan, tmp_path):
    model, fine = (days(tmp_path / name, 2, 290.0, 10.0) for name in ("model.nc", "observed.nc"))
    orog = fixed(tmp_path / "orog_fx_x.nc", 2, 20.0)
    with pytest.raises(Refused, match="two heights are told"):
        plan(model, fine, beside=[orog])
    with netCDF4.Dataset(orog, "a") as file:
        file.renameVariable("orog", "other")
        file["other"].delncattr("standard_name")
    with pytest.raises(Refused, match="tells none"):
        plan(model, fine, beside=[orog])


def test_the_height_comes_with_the_weights_of_the_temperature(plan, tmp_path):
    """Rows of cells, by turns at 0 and at 800 m: the mean of two stands at 400 m."""
    source = days(tmp_path / "model.nc", 4, 290.0, np.array([0, 800, 0, 800])[:, None])
    target = days(tmp_path / "observed.nc", 2, 290.0, 0.0)
    found = series_of(plan(source, target, "\n  - regrid: {of: highest, method: conservative}"))
    np.testing.assert_allclose(found, 290 + 0.0065 * 400, atol=0.01)


def test_what_is_kept_is_not_taken_for_other_heights(plan, tmp_path):
    stages, model = Stages(tmp_path / "stages", 10**9), days(tmp_path / "model.nc", 1, 290.0, 1000.0)
    fine = days(tmp_path / "observed.nc", 1, 290.0, 0.0)
    assert series_of(plan(model, fine), stages).mean() == pytest.approx(296.5, abs=1e-3)
    higher = days(tmp_path / "other.nc", 1, 290.0, 2000.0)
    assert series_of(plan(model, higher), stages).mean() == pytest.approx(283.5, abs=1e-3)


def test_without_heights_the_run_is_refused_and_told_what_to_add(plan, tmp_path):
    without = days(tmp_path / "model.nc", 1, 290.0)
    with pytest.raises(Refused, match=r"model\.nc.*do not tell how high.*orog") as refusal:
        plan(without, days(tmp_path / "observed.nc", 1, 290.0, 0.0))
    assert [problem.code for problem in refusal.value.problems] == ["height.none"]


def test_after_another_step_it_comes_too_late(plan, tmp_path):
    model = days(tmp_path / "model.nc", 1, 290.0, 0.0)
    model_like = days(tmp_path / "observed.nc", 1, 291.0, 0.0)
    with pytest.raises(Refused, match="before anything else"):
        plan(model, model_like, "\n  - lapse_rate: {of: highest, from_height: 1 m, to_height: 2 m}")


def test_a_field_that_changes_with_time_is_no_height(tmp_path):
    path = days(tmp_path / "model.nc", 1, 290.0)
    with netCDF4.Dataset(path, "a") as file:
        file.createVariable("orog", "f4", ("time", "lat", "lon"))[:] = 1.0
        file["orog"].setncatts({"units": "m", "standard_name": "surface_altitude"})
    assert open_file(Path(path)).piece.heights() is None
