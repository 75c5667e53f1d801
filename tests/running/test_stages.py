"""Stages: the same numbers from kept series as from files, named by what went in, bounded, checked when opened."""

import dataclasses
import os
import resource
from pathlib import Path

import numpy as np
import pytest
import zarr

from climserv.running.blocks import blocks
from climserv.running.blocks.blocks import compute_block
from climserv.running.blocks.values import Days, Series
from climserv.running.execution import make_blocks
from climserv.running.keeping import stages as stages_module
from climserv.running.keeping.stages import Stages
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan

EMBU = Order("rainy_season_onset", ("embu-models",), "embu-observed", area="37.5,-0.7,37.7,-0.6")


@pytest.fixture(scope="module")
def embu(shelf):
    return make_plan(EMBU, shelf)


def some_days(count=40) -> Days:
    return Days("360_day", np.full(count, 2001), 1 + np.arange(count) // 30, 1 + np.arange(count) % 30)


def same(one, other) -> None:
    assert list(one.periods) == list(other.periods)
    for key, (value, outcome) in one.periods.items():
        np.testing.assert_array_equal(value, other.periods[key][0])
        np.testing.assert_array_equal(outcome, other.periods[key][1])
    assert (one.facts, one.labels, one.excluded) == (other.facts, other.labels, other.excluded)


def test_kept_series_give_the_same_numbers_and_nothing_is_read_again(embu, shelf, tmp_path, monkeypatch):
    stages = Stages(tmp_path, 1e9)
    for block in make_blocks(embu, "4 GB", 1)[:2]:
        plain = compute_block(embu, block)
        same(plain, compute_block(embu, block, stages))
        with monkeypatch.context() as patch:
            patch.setattr(blocks, "read_series", None)
            same(plain, compute_block(embu, block, Stages(tmp_path, 1e9)))


def test_a_changed_threshold_starts_from_the_stages(embu, shelf, tmp_path, monkeypatch):
    stages = Stages(tmp_path, 1e9)
    block = make_blocks(embu, "4 GB", 1)[1]
    compute_block(embu, block, stages)
    other = make_plan(dataclasses.replace(EMBU, settings={"amount": "30 mm"}), shelf)
    plain = compute_block(other, block)
    monkeypatch.setattr(blocks, "read_series", None)
    same(plain, compute_block(other, block, stages))


def test_another_adjustment_is_another_stage(embu, tmp_path):
    stages = Stages(tmp_path, 1e9)
    block = make_blocks(embu, "4 GB", 1)[1]
    compute_block(embu, block, stages)
    before = {path.name for path in tmp_path.glob("*/*.zarr")}
    compute_block(dataclasses.replace(embu, reference=None), block, stages, trials=False)
    assert len({path.name for path in tmp_path.glob("*/*.zarr")} - before) == 2


def test_a_stage_is_a_zarr_array_contiguous_in_time(tmp_path):
    values = np.arange(80, dtype=np.float32).reshape(2, 40)
    Stages(tmp_path, 1e6).put("ab" * 32, Series(values, some_days(), "pr", "mm/day"), {"x": {"values": 80}})
    found = zarr.open_array(next(tmp_path.glob("*/*.zarr")), mode="r")
    np.testing.assert_array_equal(found[:], values)
    assert found.attrs["unit"] == "mm/day"
    assert found.chunks == (2, 40)


def test_least_used_stages_go_when_there_are_too_many(tmp_path):
    stages = Stages(tmp_path, 3.5 * 320)
    for number in range(6):
        stages.put(f"{number:064d}", Series(np.zeros((2, 40), np.float32), some_days(), "pr", "mm/day"), {})
    assert 1 <= len(list(tmp_path.glob("*/*.zarr"))) <= 3
    stages.put("f" * 64, Series(np.zeros((20, 40), np.float32), some_days(), "pr", "mm/day"), {})
    assert stages.get("f" * 64, some_days()) is None


def test_a_full_disk_stops_no_run(embu, tmp_path, monkeypatch):
    class Full(np.ndarray):
        def tofile(self, file):
            Path(file).write_bytes(b"half")
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(stages_module.np, "ascontiguousarray", lambda values: np.asarray(values).view(Full))
    Stages(tmp_path, 1e6).put("a" * 64, Series(np.zeros((2, 40), np.float32), some_days(), "pr", "mm/day"), {})
    monkeypatch.undo()
    assert not list(tmp_path.glob("*/*")) + list(tmp_path.glob("*/.*"))
    (tmp_path / "aa").rmdir()
    (tmp_path / "aa").write_text("no folder can be made here")
    Stages(tmp_path, 1e6).put("a" * 64, Series(np.zeros((2, 40), np.float32), some_days(), "pr", "mm/day"), {})


def test_stages_do_not_use_up_the_files_a_process_may_open(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    many = len(list(Path("/proc/self/fd").iterdir())) + 60
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (many, hard))
        stages = Stages(tmp_path, 1e9)
        for number in range(many):
            value = Series(np.full((2, 40), number, np.float32), some_days(), "pr", "mm/day")
            stages.put(f"{number:064d}", value, {})
            assert stages.get(f"{number:064d}", some_days()) is not None
        for number in range(many):
            assert stages.get(f"{number:064d}", some_days()).value.values[1, 1] == number
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_stage_that_cannot_be_opened_just_now_is_left_alone(tmp_path, monkeypatch):
    stages = Stages(tmp_path, 1e6)
    stages.put("d" * 64, Series(np.zeros((2, 40), np.float32), some_days(), "pr", "mm/day"), {})
    with monkeypatch.context() as patch:
        patch.setattr(stages_module.np, "memmap", lambda *_, **__: (_ for _ in ()).throw(OSError(24, "Too many")))
        assert stages.get("d" * 64, some_days()) is None
    assert stages.get("d" * 64, some_days()) is not None


def test_two_workers_keep_to_the_limit_together_and_clear_what_the_dead_left(tmp_path):
    dead = tmp_path / "00" / ".making-dead"
    dead.mkdir(parents=True)
    os.utime(dead, (0, 0))
    workers = [Stages(tmp_path, 40 * 320) for _ in range(2)]
    for number in range(120):
        value = Series(np.zeros((2, 40), np.float32), some_days(), "pr", "mm/day")
        workers[number % 2].put(f"{number:064d}", value, {})
        # Each looks again after a twentieth of it.
        assert len(list(tmp_path.glob("*/*.zarr"))) <= 44
    assert not dead.exists()


def test_a_damaged_stage_is_not_there(tmp_path):
    stages = Stages(tmp_path, 1e6)
    stages.put("c" * 64, Series(np.zeros((2, 40), np.float32), some_days(), "pr", "mm/day"), {})
    assert Stages(tmp_path, 1e6).get("c" * 64, some_days()) is not None
    chunk = next(tmp_path.glob("*/*.zarr/c/0/0"))
    chunk.write_bytes(chunk.read_bytes()[:-8])
    assert Stages(tmp_path, 1e6).get("c" * 64, some_days()) is None
    assert not list(tmp_path.glob("*/*.zarr"))


@pytest.mark.parametrize("days", [40, 41])
@pytest.mark.parametrize("where", [0, 77, -1])
def test_one_other_bit_is_noticed(tmp_path, days, where):
    """Of as many bytes, also where these are no multiple of eight."""
    values = np.random.default_rng(2).random((1, days)).astype(np.float32)
    Stages(tmp_path, 1e6).put("d" * 64, Series(values, some_days(days), "pr", "mm/day"), {})
    chunk = next(tmp_path.glob("*/*.zarr/c/0/0"))
    plain = bytearray(chunk.read_bytes())
    plain[where] ^= 4
    chunk.write_bytes(plain)
    assert Stages(tmp_path, 1e6).get("d" * 64, some_days(days)) is None
    Stages(tmp_path, 1e6).put("d" * 64, Series(values, some_days(days), "pr", "mm/day"), {})
    again = Stages(tmp_path, 1e6).get("d" * 64, some_days(days))
    np.testing.assert_array_equal(again.value.values, values)
