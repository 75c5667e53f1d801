"""From an order to numbers: right against a plain count, and the same whatever the blocks and workers."""

import dataclasses
import threading

import netCDF4
import numpy as np
import pytest

from climserv.running import execution, executors
from climserv.running.blocks import blocks
from climserv.running.blocks.blocks import compute_block
from climserv.running.computing import compute
from climserv.running.execution import Cancelled, execute, make_blocks
from climserv.running.keeping.kept import KeptBlocks, block_name
from climserv.running.planning import memory
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Refused

BASELINE = ("baseline", "onset")
EMBU = Order("rainy_season_onset", ("embu-models",), "embu-observed", area="37.5,-0.7,37.7,-0.6")


@pytest.fixture(scope="module")
def embu(shelf):
    return make_plan(EMBU, shelf)


def test_unadjusted_counts_are_those_of_a_plain_loop_over_the_file(shelf, shared_data):
    path = shared_data / "CanESM2_1950-2100.nc"
    order = Order("hot_days", (str(path),), settings={"threshold": "25 degC"}, baseline="1981-2010", period="2041-2070")
    result = compute(make_plan(order, shelf))
    with netCDF4.Dataset(path) as file:
        time = file["time"]
        dates = netCDF4.num2date(time[:], time.units, time.calendar)
        june = np.array([d.month == 6 and 2041 <= d.year <= 2070 for d in dates])
        years = np.array([d.year for d in dates])[june]
        names = list(file["location"][:])
        values = file["tasmax"][:]
        values = values if file["tasmax"].dimensions[0] == "time" else values.T
    hot = values[june] > np.float32(298.15)
    future = result.places.sel(period="2041-2070", member="CanESM2-rcp85")
    for number, name in enumerate(names):
        expected = [int(hot[years == year, number].sum()) for year in range(2041, 2071)]
        assert future["value"].sel(place=str(name)).values.tolist() == expected
    assert result.adjustment["made"] is False


def test_every_member_keeps_its_calendar_and_gives_one_value_a_year(embu):
    assert [s.piece.dates.calendar for s in embu.strands[1:]] == ["standard", "noleap", "360_day"]
    result = compute(embu)
    assert result.places.sizes["season"] == 30
    models = result.places.isel(member=slice(1, None)).sel(period="2041-2070")
    assert np.isin(models["outcome"], [Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN]).all()
    observed = result.places.sel(member="observed", period="2041-2070")
    assert (observed["outcome"] == NOT_A_SEASON).all()


def test_blocks_and_workers_never_change_a_number(embu, monkeypatch):
    whole = compute(embu)
    monkeypatch.setattr(memory, "LARGEST_BLOCK", 3)
    assert len(make_blocks(embu, "4 GB", 2)) > len(embu.strands)
    monkeypatch.setattr(execution.os, "cpu_count", lambda: 5)
    pieces = compute(embu)
    assert whole.places.identical(pieces.places)
    assert whole.grid.identical(pieces.grid)
    assert whole.summary == pieces.summary
    assert whole.adjustment == pieces.adjustment
    assert whole.skill == pieces.skill


def test_parts_of_one_block_side_by_side_never_change_a_number(embu, monkeypatch):
    monkeypatch.setattr(blocks, "PART", 3)
    taken, take = set(), blocks._compute_part

    def watched(work, trials):
        if threading.get_ident() not in taken:
            taken.add(threading.get_ident())
            # Both threads are in a part before either goes on: else one might do them all.
            together.wait()
        return take(work, trials)

    together = threading.Barrier(2, timeout=60)
    block = make_blocks(embu, "4 GB", 1)[1]
    alone = compute_block(embu, block)
    monkeypatch.setattr(blocks, "_compute_part", watched)
    beside = compute_block(embu, block, threads=2)
    assert len(taken) == 2
    assert alone.facts == beside.facts
    assert alone.labels == beside.labels
    for key, pair in alone.periods.items():
        for one, other in zip(pair, beside.periods[key], strict=True):
            np.testing.assert_array_equal(one, other)


def test_few_blocks_have_several_threads_each(embu, monkeypatch):
    told = []
    monkeypatch.setattr(executors.Work, "compute", lambda work, block, watch, threads: told.append(threads))
    work = executors.Work(embu, None, True)
    executors.run_here(work, make_blocks(embu, "4 GB", 1)[:1], lambda *_: True, 2)
    executors.run_here(work, make_blocks(embu, "4 GB", 1)[:3], lambda *_: True, 2)
    assert told == [2, 1, 1, 1]


def test_the_middle_of_the_area_is_that_of_its_cells(embu):
    result = compute(embu)
    grid = result.grid.sel(member="made-A", period="2041-2070")
    area = result.places.sel(member="made-A", period="2041-2070").isel(place=0)
    inside = grid["outcome"].isel(season=0).values != NOT_A_SEASON
    assert inside.sum() == len(embu.selection.index)
    for season in range(30):
        days = grid["value"].isel(season=season).values[inside]
        never = grid["outcome"].isel(season=season).values[inside] == Outcome.DID_NOT_HAPPEN
        days[never] = np.inf
        low, high = np.quantile(days, [0.4, 0.6], method="nearest")
        value = float(area["value"].isel(season=season))
        assert low <= (np.inf if np.isnan(value) else value) <= high


def test_a_killed_run_takes_up_its_finished_blocks(embu, tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "LARGEST_BLOCK", 4)
    kept = KeptBlocks(tmp_path)
    with pytest.raises(Cancelled):
        execute(embu, memory_limit="4 GB", kept=kept, workers=1, progress=lambda done, total, text: done < 3)
    finished = {path.stem: path.stat().st_mtime_ns for path in tmp_path.glob("*.npz")}
    assert len(finished) >= 3
    resumed = execute(embu, memory_limit="4 GB", kept=kept)
    assert finished == {name: (tmp_path / f"{name}.npz").stat().st_mtime_ns for name in finished}
    fresh = execute(embu, memory_limit="4 GB")
    for block, numbers in fresh.items():
        for role, (value, outcome) in numbers.periods.items():
            np.testing.assert_array_equal(resumed[block].periods[role][0], value)
            np.testing.assert_array_equal(resumed[block].periods[role][1], outcome)
        assert resumed[block].facts == numbers.facts


def test_a_damaged_kept_block_is_computed_again(embu, tmp_path):
    kept = KeptBlocks(tmp_path)
    first = execute(embu, memory_limit="4 GB", kept=kept)
    block = list(first)[-1]
    (tmp_path / f"{block_name(embu, block)}.npz").write_bytes(b"PK\x03\x04 cut short")
    again = execute(embu, memory_limit="4 GB", kept=kept)
    np.testing.assert_array_equal(again[block].periods[BASELINE][0], first[block].periods[BASELINE][0])


def test_a_changed_threshold_or_year_is_another_block(shelf, embu):
    block = make_blocks(embu, "4 GB", 1)[0]
    names = {block_name(embu, block)}
    for change in ({"settings": {"amount": "25 mm"}}, {"baseline": "1991-2010"}, {"reference": None}):
        plan = make_plan(dataclasses.replace(EMBU, **change), shelf)
        names.add(block_name(plan, make_blocks(plan, "4 GB", 1)[0]))
    assert len(names) == 4


def test_what_does_not_fit_into_memory_is_refused_with_what_would(embu):
    with pytest.raises(Refused, match="memory limit") as refusal:
        make_blocks(embu, "100 kB", 2)
    assert "MB" in str(refusal.value)


def test_smaller_memory_makes_smaller_blocks(embu):
    many, few = make_blocks(embu, "12 MB", 1), make_blocks(embu, "4 GB", 1)
    assert max(len(b.cells) for b in many) < max(len(b.cells) for b in few)
    assert sum(len(b.cells) for b in many) == sum(len(b.cells) for b in few)


def test_the_adjustment_is_tried_on_years_it_did_not_learn_from(shelf, shared_data):
    files = (str(shared_data / "CanESM2_1950-2100.nc"),)
    order = Order("hot_days", files, str(shared_data / "ahccd_1950-2013.nc"), baseline="1951-2010", period="2041-2070")
    skill = compute(make_plan(order, shelf)).skill
    assert (skill["trained"], skill["tried"]) == ("1951-1980", "1981-2010")
    observed, adjusted, raw = (
        np.array([row[name][0] / row[name][1] for row in skill["rows"]]) for name in ("observed", "adjusted", "raw")
    )
    assert np.abs(adjusted - observed).mean() < np.abs(raw - observed).mean()


def test_problems_of_data_and_reference_are_told_together(shelf, tmp_path):
    with pytest.raises(Refused) as refusal:
        make_plan(Order("hot_days", (str(tmp_path / "a.nc"),), str(tmp_path / "b.nc")), shelf)
    assert len(refusal.value.problems) == 2
