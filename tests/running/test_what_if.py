"""What if: the answer of a fresh run, number for number, whatever is changed, and never of other files."""

import os
import threading

import netCDF4
import numpy as np
import pytest
from recipes_of_several import SEVERAL

from climserv.config import shipped
from climserv.data.files import file_facts
from climserv.running.blocks import blocks
from climserv.running.computing import compute
from climserv.running.execution import make_blocks
from climserv.running.keeping.stages import Stages
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.running.what_if import PlansKnown, what_if
from climserv.vocabulary.fingerprints import fingerprint
from climserv.vocabulary.problems import Refused

ONSET = Order("rainy_season_onset", ("embu-models",), "embu-observed", area="37.5,-0.7,37.6,-0.6")
CHANGES = [
    {"amount": "33.5 mm"}, {"window": "2 day"}, {"wet_day": "2.5 mm/day"}, {"operator": ">"}, {"wet_days": "2"},
    {"anchor": "window_end"}, {"dry_spell": "7 day"}, {"look_ahead": "0 day"}, {"look_ahead": "45 day"},
    {"search_start": "11-01", "search_end": "02-15"},
]  # fmt: skip


@pytest.fixture(scope="module")
def onset(shelf, tmp_path_factory):
    """A plan whose run has kept its series."""
    plan, stages = make_plan(ONSET, shelf), Stages(tmp_path_factory.mktemp("stages"), 1e9)
    compute(plan, stages=stages)
    return plan, stages


def alike(answers, result) -> None:
    assert len(answers) == len(result.answers)
    for answer, fresh in zip(answers, result.answers, strict=True):
        assert answer.places.identical(fresh.places)
        assert (answer.summary, answer.code, answer.start) == (fresh.summary, fresh.code, fresh.start)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_every_setting_answers_as_a_fresh_run(onset, shelf, change):
    plan, stages = onset
    fresh = compute(make_plan(Order(**{**ONSET.as_dict(), "data": ONSET.data, "settings": change}), shelf))
    alike(what_if(plan, change, stages=stages), fresh)


def test_several_outputs_answer_as_a_fresh_run(shelf, tmp_path):
    path = tmp_path / "several.yaml"
    path.write_text(SEVERAL)
    order = Order(str(path), ("embu-observed",), area="37.5,-0.7,37.6,-0.6")
    stages, change = Stages(tmp_path / "stages", 1e9), {"amount": "31 mm", "threshold": "27.5 degC"}
    compute(make_plan(order, shelf), stages=stages)
    fresh = make_plan(Order(str(path), order.data, area=order.area, settings=change), shelf)
    alike(what_if(make_plan(order, shelf), change, stages=stages), compute(fresh))


def test_how_an_input_is_placed_can_be_asked_too(shelf, tmp_path):
    text = (shipped("recipes") / "hot_days.yaml").read_text()
    how = "  how: {default: nearest, choices: [nearest, bilinear], ask: {en: How?, fr: Comment ?}}\n"
    text = text.replace("parameters:\n", "parameters:\n" + how)
    text = text.replace("steps:\n", "steps:\n  - regrid: {of: tasmax, method: $how}\n")
    path = tmp_path / "placed.yaml"
    path.write_text(text)
    order, asked = Order(str(path), ("embu-models",), "embu-observed", area=ONSET.area), {"how": "bilinear"}
    fresh = compute(make_plan(Order(str(path), order.data, order.reference, asked, order.area), shelf))
    plan = make_plan(order, shelf)
    alike(what_if(plan, asked, stages=None), fresh)
    alike(what_if(plan.with_settings(asked), {"how": "nearest"}, stages=None), compute(plan))


def test_a_value_that_the_recipe_does_not_take_is_refused_and_the_next_is_answered(onset):
    plan, stages = onset
    for wrong in ({"amount": "500 mm"}, {"amount": "many"}, {"amont": "20 mm"}, {"operator": "<"}):
        with pytest.raises(Refused):
            what_if(plan, wrong, stages=stages)
    assert what_if(plan, {}, stages=stages)[0].summary == compute(plan).summary


def test_two_at_once_get_their_own_answers(onset):
    plan, stages = onset
    asked = [{"amount": f"{amount} mm"} for amount in (10, 25, 40, 55)]
    alone = [what_if(plan, one, stages=stages)[0].summary for one in asked]
    found: dict[int, list] = {}

    def ask(number):
        found[number] = what_if(plan, asked[number], stages=Stages(stages.folder, 1e9))[0].summary

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(asked))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(len(asked))] == alone
    assert len({str(one) for one in alone}) == len(asked)


@pytest.fixture
def station(tmp_path):
    """A file of one warm cell, and how to write it anew with other numbers of the same size."""
    path = tmp_path / "station.nc"

    def write(seed):
        fresh = tmp_path / f"fresh-{seed}.nc"
        with netCDF4.Dataset(fresh, "w") as file:
            for name, size in (("time", 365 * 30), ("lat", 1), ("lon", 1)):
                file.createDimension(name, size)
            time = file.createVariable("time", "i4", ("time",))
            time.setncatts({"units": "days since 1981-01-01", "calendar": "noleap"})
            time[:] = np.arange(365 * 30)
            for name, unit, value in (("lat", "degrees_north", 50.0), ("lon", "degrees_east", 10.0)):
                file.createVariable(name, "f8", (name,)).units = unit
                file[name][:] = value
            file.createVariable("tasmax", "f4", ("time", "lat", "lon")).units = "K"
            file["tasmax"][:] = 290 + 10 * np.random.default_rng(seed).random((365 * 30, 1, 1))
        fresh.replace(path)

    write(1)
    return path, write


def test_a_plan_is_made_anew_when_a_file_was_replaced(shelf, tmp_path, station):
    _, write = station
    plans, stages = PlansKnown(lambda order: make_plan(order, shelf)), Stages(tmp_path / "stages", 1e9)
    # A pattern, of which nobody knows the time: only the files themselves tell.
    order = Order("hot_days", (str(tmp_path / "stat*.nc"),), settings={"threshold": "20 degC"})
    before = what_if(plans.plan(order), {}, stages=stages)[0].places
    assert plans.plan(order).sources is plans.plan(order).sources
    write(2)
    after = what_if(plans.plan(order), {}, stages=stages)[0].places
    assert after.identical(compute(make_plan(order, shelf)).places)
    assert not after.identical(before)


def test_the_same_size_and_time_are_not_the_same_file(station):
    path, write = station
    before, times = fingerprint(path), path.stat()
    write(2)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = fingerprint(path)
    assert (after.size, after.modified) == (before.size, before.modified)
    assert after.sha256 != before.sha256


def test_a_file_of_a_card_is_looked_at_again(shelf, station):
    path, write = station
    fact = file_facts.file_fact(path, "a" * 64)
    assert (fact.sha256, fact.unchanged) == ("a" * 64, True)
    write(2)
    assert not fact.unchanged
    with pytest.raises(Refused, match="changed after it was opened"):
        _ = fact.sha256


def test_nothing_is_kept_of_a_file_that_was_replaced_while_it_was_read(shelf, tmp_path, station, monkeypatch):
    path, write = station
    plan, read = (
        make_plan(Order("hot_days", (str(path),), settings={"threshold": "20 degC"}), shelf),
        blocks.read_series,
    )

    def replaced_meanwhile(*what):
        write(2)
        return read(*what)

    monkeypatch.setattr(blocks, "read_series", replaced_meanwhile)
    with pytest.raises(Refused, match="changed after it was opened"):
        blocks.compute_block(plan, make_blocks(plan, "4 GB", 1)[0], Stages(tmp_path / "stages", 1e9))
    assert not list((tmp_path / "stages").glob("*/*.zarr"))
