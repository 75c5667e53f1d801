"""BCSD as a step: the coarse stage on the models' cells, the fine one on those of the observations."""

import netCDF4
import numpy as np
import pytest

from climserv.config import shipped
from climserv.methods.adjustment import apply, train
from climserv.methods.adjustment.groups import make_groups
from climserv.methods.calendars import Timeline
from climserv.methods.regridding.analogs import apply_analogs, find_analogs
from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.conservative import conservative
from climserv.methods.regridding.disaggregation import (
    anomalies,
    climatology,
    on_climatology,
    spatial_disaggregation,
)
from climserv.methods.regridding.points import bilinear
from climserv.running import functions
from climserv.running.blocks import blocks, coarse
from climserv.running.blocks.once import Once
from climserv.running.computing import compute
from climserv.running.keeping.kept import block_name
from climserv.running.keeping.stages import Stages
from climserv.running.planning import memory
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused

WITH = '  - downscale: {of: rain, to: reference, when: reference, kind: "*"}\n'


FIRST, YEARS = 1981, 16
RAIN = {"standard_name": "precipitation_flux", "units": "kg m-2 s-1"}


def write(path, lats, lons, values, **about):
    with netCDF4.Dataset(path, "w") as file:
        for name, numbers, unit in (("lat", lats, "degrees_north"), ("lon", lons, "degrees_east")):
            file.createDimension(name, len(numbers))
            file.createVariable(name, "f8", (name,)).setncatts(
                {"units": unit, "standard_name": {"lat": "latitude"}.get(name, "longitude")}
            )
            file[name][:] = numbers
        file.createDimension("time", len(values))
        file.createVariable("time", "f8", ("time",)).setncatts(
            {"units": f"days since {FIRST}-01-01", "calendar": "noleap"}
        )
        file["time"][:] = np.arange(len(values))
        file.createVariable("pr", "f4", ("time", "lat", "lon")).setncatts(RAIN)
        file["pr"][:] = values / 86400
        file.setncatts(about)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A model of 4 x 4 cells of one degree, and observations of 12 x 12 of a third: wetter to the north."""
    folder, random = tmp_path_factory.mktemp("fine"), np.random.default_rng(4)
    time = FIRST, YEARS * 365
    rain = random.gamma(0.5, 8, (time[1], 4, 4)) * (random.random((time[1], 4, 4)) < 0.4)
    write(folder / "model.nc", np.arange(4) + 0.5, np.arange(4) + 30.5, rain, source_id="A", variant_label="r1i1p1f1",
          experiment_id="ssp245")  # fmt: skip
    detail = np.linspace(0.3, 3, 12)[:, None] * random.uniform(0.8, 1.2, (12, 12))
    fine = random.gamma(0.5, 6, (10 * 365, 12, 12)) * (random.random((10 * 365, 12, 12)) < 0.5) * detail
    fine[100:140, 3, 3] = np.nan
    write(folder / "observed.nc", (np.arange(12) + 0.5) / 3, 30 + (np.arange(12) + 0.5) / 3, fine)
    write(folder / "district.nc", (np.arange(3) + 1.5) / 3, 31 + (np.arange(3) + 0.5) / 3, fine[:, :3, :3])
    return folder


@pytest.fixture(scope="module")
def perfect(files):
    """A model that is the observations' means on its cells, and whose later years are the first ones again."""
    with netCDF4.Dataset(files / "observed.nc") as file:
        fine = np.ma.filled(file["pr"][:].astype(np.float64) * 86400, 0.0)
    coarse = fine.reshape(-1, 4, 3, 4, 3).mean(axis=(2, 4))
    write(files / "perfect.nc", np.arange(4) + 0.5, np.arange(4) + 30.5, np.concatenate([coarse, coarse[: 6 * 365]]),
          source_id="A", variant_label="r1i1p1f1", experiment_id="ssp245")  # fmt: skip
    return "perfect.nc"


@pytest.fixture
def planned(shelf, tmp_path, files):
    """Plans of the onset recipe with BCSD in the place of the adjustment."""
    text = (shipped("recipes") / "rainy_season_onset.yaml").read_text()
    begin, end = text.index("  - adjust:"), text.index("  - onset:")
    path = tmp_path / "bcsd.yaml"

    def plan(before="", reference="observed.nc", more="", model="model.nc"):
        path.write_text(text[:begin] + before + WITH.replace("}", more + "}") + text[end:])
        named = str(files / reference) if reference else None
        return make_plan(Order(str(path), (str(files / model),), named, area="30.4,0.4,32.6,2.4",
                               baseline="1981-1990", period="1991-1995"), shelf)  # fmt: skip

    return plan


def days(piece, years):
    dates = piece.dates
    here = (dates.year >= years.first) & (dates.year <= years.last)
    at = np.flatnonzero(here)
    line = Timeline(dates.calendar, dates.year[here], dates.month[here], dates.day[here])
    return slice(at[0], at[-1] + 1), line


def whole_region(plan, strand, years, analogs=0):
    """The same by the public methods, on all cells of both grids at once."""
    fine, model = plan.reference.pieces[0], strand.piece
    target, source = fine.cells, model.cells
    past_span, past_line = days(model, plan.baseline)
    seen_span, seen_line = days(fine, plan.baseline)
    span, line = days(model, years)

    def read(piece, cells, member, some):
        return piece.read("pr", member, np.arange(len(cells)), some, unit="mm/day")

    observed = read(fine, target, 0, seen_span)
    means = apply_weights(conservative(target.edges, source.edges), observed)
    trained = train(
        means, read(model, source, strand.member, past_span), make_groups(seen_line, "month"),
        make_groups(past_line, "month"), method="quantile_delta_mapping", kind="*", quantiles=50, wet_day=0.1, seed=1,
        cells=np.arange(len(source)),
    )  # fmt: skip
    adjusted, _ = apply(trained, read(model, source, strand.member, span), make_groups(line, "month"))
    climates = [climatology(one, seen_line.month - 1, groups=12) for one in (means, observed)]
    between = bilinear((source.lats, source.lons), (target.lat, target.lon), rim="constant")
    highest = np.fmax.reduce(observed, axis=1)
    if not analogs:
        found, _ = spatial_disaggregation(adjusted, *climates, between, line.month - 1, kind="*", highest=highest)
        return found[plan.selection.index]
    now = climatology(adjusted, line.month - 1, groups=12)
    moved, _ = spatial_disaggregation(now, *climates, between, np.arange(12), kind="*", highest=highest)
    seen, then = seen_line.month - 1, line.month - 1
    coarse, library = anomalies(adjusted, now, then, kind="*"), anomalies(means, climates[0], seen, kind="*")
    # Calendars of 365 days: the day of the year is the place in it.
    days_of = [np.arange(each.shape[1]) % 365 + 1 for each in (coarse, library)]
    looked_up = find_analogs(coarse, library, *days_of, analogs=analogs, shares=np.cos(np.deg2rad(source.lat)))
    away = apply_analogs(looked_up, anomalies(observed, climates[1], seen, kind="*"), lowest=0.0)
    found, _ = on_climatology(away, moved, then, kind="*", highest=highest)
    return np.where(found < np.float32(0.1), np.float32(0), found)[plan.selection.index]


def through_the_step(plan, number, years):
    read = blocks.Reading(plan, blocks.Block(number, range(len(plan.selection.index))))
    work = blocks._Work(read, plan.components[0], slice(None), None)
    return work.taken(years, years, plan.baseline).values["rain"].values


@pytest.mark.parametrize("analogs", [0, 1, 30])
def test_it_is_what_the_methods_give_on_the_whole_region(planned, analogs):
    plan = planned(more=f", method: analogs, analogs: {analogs}" if analogs else "")
    number, strand = next((n, s) for n, s in enumerate(plan.strands) if s.projected)
    years = strand.periods["future"]
    found = through_the_step(plan, number, years)
    expected = whole_region(plan, strand, years, analogs)[plan.tiles.turn]
    assert np.isfinite(expected).mean() > 0.9
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("method", ["bcsd", "analogs"])
def test_blocks_parts_and_stages_change_nothing(planned, monkeypatch, tmp_path, method):
    plan = planned(more=f", method: {method}")
    whole = compute(plan, stages=Stages(tmp_path / "stages", 10**9))
    again = compute(plan, stages=Stages(tmp_path / "stages", 10**9))
    monkeypatch.setattr(memory, "LARGEST_BLOCK", 3)
    monkeypatch.setattr(blocks, "PART", 2)
    monkeypatch.setattr(coarse, "AT_ONCE", 1)
    monkeypatch.setattr(functions.analogs, "_ONCE", Once(lambda held: len(held) > 1))
    pieces = compute(plan, workers=3)
    assert whole.grid.identical(pieces.grid)
    assert whole.grid.identical(again.grid)
    assert whole.adjustment == pieces.adjustment == again.adjustment
    assert whole.adjustment["method"] == method
    assert whole.skill["measured"]


def test_without_observations_models_stay_as_they_are(planned, shelf):
    raw = compute(planned(reference=None))
    assert not raw.adjustment["made"]


def test_the_detail_is_that_of_the_observations(planned):
    """Means of many years on each fine cell keep the ratios of the observed climatology, not those of the model."""
    plan = planned()
    strand = next(s for s in plan.strands if s.projected)
    found = np.nanmean(whole_region(plan, strand, strand.periods["baseline"]), axis=1)
    span, _ = days(plan.reference.pieces[0], plan.baseline)
    observed = plan.reference.pieces[0].read("pr", 0, plan.selection.index, span, unit="mm/day")
    assert np.corrcoef(np.log(found), np.log(np.nanmean(observed, axis=1)))[0, 1] > 0.9


def test_it_stands_first_and_needs_cells_that_are_filled(planned):
    with pytest.raises(Refused, match="do not fill the cells"):
        planned(reference="district.nc")
    with pytest.raises(Refused, match="before anything else is done with it"):
        planned('  - adjust: {of: rain, to: reference, when: reference, kind: "*"}\n')


def test_a_model_without_fault_gives_the_observed_days(planned, perfect):
    """Each day is its own analog, so the fine days come back; nearly, for ridge and quantiles are no identity."""
    plan = planned(model=perfect, more=", method: analogs, analogs: 1")
    number = next(n for n, one in enumerate(plan.strands) if one.projected)
    span, _ = days(plan.reference.pieces[0], plan.baseline)
    observed = plan.reference.pieces[0].read("pr", 0, plan.selection.index[plan.tiles.turn], span, unit="mm/day")
    found = through_the_step(plan, number, plan.baseline)
    wet = np.isfinite(found) & (observed > 1)
    assert wet.mean() > 0.2
    assert np.corrcoef(found[wet], observed[wet])[0, 1] > 0.99
    bilinear_only = through_the_step(planned(model=perfect), number, plan.baseline)
    assert np.corrcoef(bilinear_only[wet], observed[wet])[0, 1] < 0.8


def test_the_weather_is_compared_as_far_around_as_asked(planned):
    near, far = (planned(more=f", method: analogs, around: {km} km") for km in (0, 1000))
    cells = [one.strands[-1].between["rain"].domain for one in (near, far)]
    assert len(cells[0]) < len(cells[1]) == 16
    block = blocks.Block(len(near.strands) - 1, range(4))
    assert block_name(near, block) != block_name(far, block)
    assert set(cells[1]) > set(cells[0])


def test_what_is_compared_is_in_the_memory_that_is_told(planned):
    near, far = (memory.Need(planned(more=f", method: analogs, around: {km} km"), 2) for km in (0, 1000))
    plain = memory.Need(planned(), 2)
    assert plain.looked_up == 0 < near.looked_up < far.looked_up
    assert far.least - plain.least == 2 * far.looked_up
    assert far.of_block(far.block(far.least * 3)) <= far.least * 3 / 2


def test_gaps_that_leave_no_day_to_compare_are_told(planned, files, monkeypatch):
    monkeypatch.setattr(functions.analogs, "_ONCE", Once(lambda held: len(held) > 1))
    monkeypatch.setattr(functions.analogs, "_LEAST_THERE", 1.01)
    with pytest.raises(Refused, match="no coarse cell around the area has enough days"):
        compute(planned(more=", method: analogs"), workers=1)
