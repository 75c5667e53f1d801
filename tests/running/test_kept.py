"""Kept blocks: named by everything that decides their numbers, and never in the way of a run."""

import dataclasses
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from climserv.running.computing import compute
from climserv.running.execution import execute, make_blocks
from climserv.running.keeping import code as code_module
from climserv.running.keeping import kept as kept_module
from climserv.running.keeping.kept import KeptBlocks, block_name
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan

EMBU = Order("hot_days", ("embu-models",), "embu-observed", area="37.5,-0.7,37.6,-0.6")


@pytest.fixture(scope="module")
def embu(shelf):
    return make_plan(EMBU, shelf)


@pytest.fixture(scope="module")
def finished(embu, tmp_path_factory):
    """The blocks of a whole run, and the run's answer."""
    folder = tmp_path_factory.mktemp("finished")
    return folder, compute(embu, kept=KeptBlocks(folder))


def test_a_block_knows_where_its_cells_lie(embu):
    # Chill and evaporation are of the latitude: the same cells of the same files on another grid are another block.
    north = dataclasses.replace(embu.target, lat=embu.target.lat + 0.2)
    block = make_blocks(embu, "4 GB", 1)[1]
    assert block_name(dataclasses.replace(embu, target=north), block) != block_name(embu, block)


def test_other_code_is_another_block(embu, tmp_path, monkeypatch):
    before = block_name(embu, block := make_blocks(embu, "4 GB", 1)[1])
    package = Path(code_module.__file__).parents[2]
    for room in ("methods", "running"):
        shutil.copytree(package / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(code_module, "__file__", str(tmp_path / "running" / "keeping" / "code.py"))
    plain = code_module.code.__wrapped__()
    assert plain == code_module.code.__wrapped__()
    with (tmp_path / "methods" / "quantiles.py").open("a") as file:
        file.write("\n# mended\n")
    mended = code_module.code.__wrapped__()
    assert mended != plain
    monkeypatch.setattr(kept_module, "code", lambda: mended)
    assert block_name(embu, block) != before


@pytest.mark.parametrize("damage", [lambda _: b"", lambda whole: whole[: len(whole) // 2], lambda _: b"PK" * 300,
                                    lambda whole: b"\0" * len(whole)])  # fmt: skip
def test_a_block_damaged_in_any_way_is_made_again(embu, finished, tmp_path, damage):
    folder, whole = finished
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    for path in tmp_path.glob("*.npz"):
        path.write_bytes(damage(path.read_bytes()))
    assert compute(embu, kept=KeptBlocks(tmp_path)).grid.identical(whole.grid)


def test_blocks_without_the_half_record_check_do_not_stand_for_those_with_it(embu, finished, tmp_path):
    kept = KeptBlocks(tmp_path)
    compute(embu, kept=kept, trials=False)
    assert compute(embu, kept=kept).skill == finished[1].skill


def test_a_full_disk_stops_no_run(embu, finished, tmp_path, monkeypatch):
    def full(file, **_arrays):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept_module.np, "savez", full)
    assert compute(embu, kept=KeptBlocks(tmp_path)).summary == finished[1].summary
    assert not list(tmp_path.iterdir())


def test_blocks_used_least_and_halves_of_the_dead_are_cleared(embu, finished, tmp_path):
    folder, _ = finished
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    paths = sorted(tmp_path.glob("*.npz"))
    for age, path in enumerate(paths):
        os.utime(path, (10_000 - age, 10_000 - age))
    (tmp_path / "dead.part").write_bytes(b"half")
    os.utime(tmp_path / "dead.part", (0, 0))
    (tmp_path / "alive.part").write_bytes(b"half")
    # The oldest is asked for, and so not the oldest any more.
    assert KeptBlocks(tmp_path).get(paths[-1].stem) is not None
    KeptBlocks(tmp_path, limit=paths[0].stat().st_size + paths[-1].stat().st_size)
    assert sorted(tmp_path.glob("*.npz")) == sorted([paths[0], paths[-1]])
    assert [path.name for path in tmp_path.glob("*.part")] == ["alive.part"]


def test_what_is_kept_is_what_was_computed(embu, finished):
    kept = KeptBlocks(finished[0])
    for block, numbers in execute(embu, memory_limit="4 GB").items():
        found = kept.get(block_name(embu, block))
        assert (found.labels, found.facts, found.excluded) == (numbers.labels, numbers.facts, numbers.excluded)
        for key, pair in numbers.periods.items():
            for one, other in zip(pair, found.periods[key], strict=True):
                np.testing.assert_array_equal(one, other)
