"""Previews: the same numbers as a run, within limits; what would take a week is refused, what takes too long stops."""

import netCDF4
import numpy as np
import pytest

from climserv.asking import Desk
from climserv.config import Settings, shipped
from climserv.running.computing import compute
from climserv.running.executors import Cancelled
from climserv.running.jobs.jobs import Kind
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.running.previewing import Limits, preview, shortened
from climserv.running.watching import Stopwatch, TimeOver, memory_held
from climserv.storage.clock import utc_now
from climserv.storage.database import open_database, upgrade
from climserv.storage.jobs import JobQueue
from climserv.vocabulary.problems import Refused
from climserv.working import work_on_jobs

HOT = (shipped("recipes") / "hot_days.yaml").read_text(encoding="utf-8")
SUFFOLK = {"data": ("suffolk-cmip6",), "reference": "suffolk-observed", "settings": {"threshold": "24 degC"}}

YIELD = """\
recipe: my_yield
version: 1
title: {en: Yield}
question: {en: What will the maize yield?}
authors: [A. Author]
answers: {metric: crop_yield, time: [season], space: {from: point, upto: ward}, horizons: [past]}
inputs:
  rain: {variable: pr}
  et0: {variable: evspsblpot}
  tasmin: {variable: tasmin}
  tasmax: {variable: tasmax}
parameters:
  amount: {default: 20 mm, from: 5 mm, to: 60 mm, ask: {en: How much rain?}}
steps:
  - onset:
      of: rain
      amount: $amount
      window: 3 day
      wet_day: 1 mm/day
      operator: ">="
      wet_days: 1
      anchor: first_wet_day
      dry_spell: 10 day
      look_ahead: 0 day
      search: {from: 01-01, to: 03-31}
  - crop_yield:
      {of: rain, et0: et0, tasmin: tasmin, tasmax: tasmax, planting: onset, crop: Maize, soil: Loam, start: 50 percent,
       co2: 400 ppm}
  - ensemble: {statement: at_least, at: [2 tonne/hectare]}
limits: [{en: A cell is not a field.}]
references: [None yet.]
"""


class Clock:
    """Seconds that go on by so much at each look."""

    def __init__(self, step=0.0):
        self.now, self.step = 0.0, step

    def __call__(self):
        self.now += self.step
        return self.now


@pytest.fixture
def desk(tmp_path):
    return Desk(Settings(instance=tmp_path))


def ask(desk, *, text=HOT, recipe="hot_days", **order):
    limits = {name: order.pop(name) for name in ("years", "members", "seconds") if name in order}
    asked = {"order": Order(recipe, text=text, **{**SUFFOLK, **order}).as_dict(), **limits}
    return desk.preview(asked, lambda *_: True)


def refused(desk, **how):
    with pytest.raises(Refused) as refusal:
        ask(desk, **how)
    (problem,) = refusal.value.problems
    return problem


def test_a_preview_gives_the_numbers_of_a_run(desk, shelf):
    """All years and members asked for: the counts are those of `climserv run`."""
    made = ask(desk, years=40, members=20)
    result = compute(make_plan(Order("hot_days", **SUFFOLK), shelf), trials=False)
    assert [{**row, "output": "hot_days"} for row in result.summary] == made["counts"]
    assert made["answer"]["en"].startswith("In 2041-2070, ")
    assert made["notes"] == list(result.notes)


def test_fewer_years_and_members_give_the_same_numbers_of_those(desk):
    few, all_ = (ask(desk, reference=None, years=years, members=members) for years, members in ((4, 2), (40, 20)))
    of_all = {(row["member"], row["season"]): row["value"] for row in all_["years"]}
    assert {row["period"] for row in few["years"]} == {"2011-2014", "2067-2070"}
    assert len(few["years"]) == 2 * 2 * 4
    assert all(row["value"] == of_all[row["member"], row["season"]] for row in few["years"])
    assert {"Shown for 2 of 6 model runs", "Shown for the last 4 years of each period"} <= set(few["notes"])


def test_it_tells_each_step_its_time_and_what_was_reckoned(desk):
    made = ask(desk)
    assert [(one["what"], one["step"]) for one in made["timings"]] == [
        ("open", 0), ("read", 0), ("adjust", 1), ("hot_days", 2), ("count", 0),
    ]  # fmt: skip
    assert sum(one["seconds"] for one in made["timings"]) == pytest.approx(made["seconds"], rel=0.2)
    assert made["expected"]["seconds"] > 0
    assert made["expected"]["bytes"] > 0
    assert made["conventions"]["en"]
    assert made["outputs"][0]["answer_at"] == "1 day"
    assert made["map"] is None


def test_a_grid_has_a_map(desk):
    text = (shipped("recipes") / "rainy_season_onset.yaml").read_text(encoding="utf-8")
    order = {"data": ("embu-models",), "reference": "embu-observed", "settings": {}, "area": "lower-embu"}
    made = ask(desk, text=text, recipe="rainy_season_onset", **order)
    cells = made["area"]["cells"]
    assert cells > 1
    assert len(made["map"]["lat"]) == len(made["map"]["lon"]) == cells
    for panel in made["map"]["panels"]:
        assert len(panel["true"]) == len(panel["valid"]) == cells
        assert all(true <= valid for true, valid in zip(panel["true"], panel["valid"], strict=True))
    assert made["map"]["panels"][0]["group"] == "observed"


def test_where_an_adjustment_looks_at_all_years_none_is_left_out(shelf):
    """Its numbers would be others than those of a run."""
    plan = make_plan(Order("hot_days", **SUFFOLK), shelf)
    few = shortened(plan, Limits(years=3, members=1))
    assert few.strands == plan.strands[:2]
    assert few.baseline == plan.baseline
    assert few.notes[len(plan.notes) :] == ("Shown for 1 of 6 model runs",)


def test_mistakes_of_the_text_come_back_with_their_lines(desk):
    problem = refused(desk, text=HOT.replace("operator: $operator", "operator: $operatr"))
    assert problem.where.startswith("hot_days.yaml:")
    assert "Did you mean $operator?" in str(problem)


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """Two years on four million cells: dimensions only, no value was ever written."""
    path = tmp_path_factory.mktemp("country") / "country.nc"
    with netCDF4.Dataset(path, "w") as file:
        for name, size in (("time", 730), ("lat", 2000), ("lon", 2000)):
            file.createDimension(name, size)
            file.createVariable(name, "f8", (name,))
        file["time"].setncatts({"units": "days since 2001-01-01", "calendar": "noleap"})
        file["time"][:] = np.arange(730)
        for name, unit, end in (("lat", "degrees_north", 20), ("lon", "degrees_east", 40)):
            file[name].units = unit
            file[name][:] = end - 20 + np.arange(2000) * 0.01
        units = {"pr": "mm/day", "evspsblpot": "mm/day", "tasmin": "degC", "tasmax": "degC"}
        for name, unit in units.items():
            chunks = {"chunksizes": (730, 10, 10), "fill_value": np.float32(np.nan)}
            file.createVariable(name, "f4", ("time", "lat", "lon"), **chunks).units = unit
    return path


def test_what_would_take_a_week_is_refused_before_anything_is_read(desk, country):
    order = {"data": (str(country),), "reference": None, "settings": {}}
    desk.settings = Settings(instance=desk.settings.instance, data_roots=(str(country.parent),))
    problem = refused(desk, text=YIELD, recipe="my_yield", **order)
    assert problem.code == "preview.cost"
    assert "a preview may take 20 seconds and 256 MB, and this would take more. Got: about 10 days" in str(problem)
    assert "an area of at most " in problem.allowed


def test_it_stops_when_the_time_is_over(shelf):
    """The clock goes on by two seconds at each look: it is over at the first step that begins after twenty."""
    plan = make_plan(Order("hot_days", **SUFFOLK), shelf)
    blocks = []
    with pytest.raises(Refused) as refusal:
        preview(lambda: plan, Limits(), clock=Clock(2.0), progress=lambda *at: blocks.append(at) or True)
    assert "the preview was stopped: it took longer than 20 seconds. Got: at " in str(refusal.value)
    assert 0 < len(blocks) < len(plan.strands)


def test_who_no_longer_waits_can_cancel(shelf):
    plan = make_plan(Order("hot_days", **SUFFOLK), shelf)
    with pytest.raises(Cancelled):
        preview(lambda: plan, Limits(), clock=Clock(), progress=lambda done, *_: done < 1)


@pytest.mark.parametrize(("name", "number"), [("years", 0), ("members", 10**9), ("seconds", 3600), ("years", "ten")])
def test_limits_themselves_have_limits(desk, name, number):
    problem = refused(desk, **{name: number})
    assert (problem.code, problem.where) == ("preview.limit", f"preview, {name}")


def test_a_step_within_another_is_not_counted_twice():
    clock = Clock(1.0)
    watch = Stopwatch(clock, until=1000.0, memory=memory_held)
    with watch(1), watch(0):
        pass
    assert sum(watch.seconds.values()) == clock.now - 3  # looks before, after, and one after the last step
    assert watch.highest > 1e6
    watch.until = 0.0
    with pytest.raises(TimeOver), watch(2):
        pytest.fail("nothing begins when the time is over")


def test_the_worker_answers_previews_and_proofs(tmp_path):
    settings = Settings(instance=tmp_path)
    upgrade(settings.database)
    queue = JobQueue(open_database(settings.database), utc_now)
    order = Order("hot_days", text=HOT, **SUFFOLK).as_dict()
    shown = queue.add({"order": order, "members": 1}, kind=Kind.PREVIEW)
    proven = queue.add({"text": HOT.replace("value: 3 day}", "value: 2 day}"), "name": "mine.yaml"}, kind=Kind.PROOF)
    work_on_jobs(settings, until_empty=True, beside=None, log=lambda _: None)
    assert queue.get(shown).result["recipe"]["id"] == "hot_days"
    told = queue.get(proven).result
    assert (told["sound"], told["tests"]["run"], told["tests"]["passed"]) == (False, 4, 3)
    assert told["tests"]["failed"][0]["where"].startswith("mine.yaml:")
