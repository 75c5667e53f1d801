"""Reading ahead: blocks that follow one another are read as one, and nothing is read twice."""

import threading
from collections import Counter

import netCDF4
import numpy as np
import pytest

from climserv.data.files.blocks import BlockPiece
from climserv.running.blocks.reading import Readings
from climserv.running.blocks.values import Days, Series
from climserv.running.execution import execute
from climserv.running.planning import memory
from climserv.running.planning.memory import sizes
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan


def hot_file(path, chunks, *, years=1, size=(100, 120)):
    """Days of 300 K; a grid of a quarter of a degree."""
    with netCDF4.Dataset(path, "w") as file:
        axes = {"time": (np.arange(365 * years), "days since 2001-01-01"),
                "lat": (np.arange(size[0]) / 4, "degrees_north"),
                "lon": (30 + np.arange(size[1]) / 4, "degrees_east")}  # fmt: skip
        for name, (axis, units) in axes.items():
            file.createDimension(name, len(axis))
            file.createVariable(name, "f8", (name,))[:] = axis
            file[name].units = units
        file["time"].calendar = "noleap"
        hot = file.createVariable("tasmax", "i2", tuple(axes), chunksizes=chunks, zlib=True, complevel=1)
        hot.setncatts({"units": "K", "standard_name": "air_temperature", "cell_methods": "time: maximum"})
        hot[:] = 300
    return str(path)


@pytest.mark.parametrize("chunks", [(1, 8, 9), (100, 2, 3)])
def test_a_run_of_many_blocks_unpacks_each_value_once(shelf, tmp_path, monkeypatch, chunks):
    """A day a chunk is read ahead for all blocks; small chunks are what the blocks follow."""
    monkeypatch.setattr(memory, "LARGEST_BLOCK", 6)
    plan = make_plan(Order("hot_days", (hot_file(tmp_path / "hot.nc", chunks, years=2, size=(8, 9)),)), shelf)
    read, calls, values = Counter(), [], BlockPiece.values

    def counting(self, variable, member, cells, times, *, unit=None):
        calls.append(len(cells))
        for cell in cells.tolist():
            for year in set(self.dates.year[times].tolist()):
                read[(self.where, member, cell, year)] += 1
        return values(self, variable, member, cells, times, unit=unit)

    monkeypatch.setattr(BlockPiece, "values", counting)
    blocks = execute(plan, memory_limit="4 GB", workers=1)
    assert len(blocks) >= 12
    assert len({cell for _, _, cell, _ in read}) == 72
    assert {key: n for key, n in read.items() if n > 1} == {}
    assert (calls == [72]) == (chunks[0] == 1)


def test_what_is_read_at_once_fits_into_its_share_of_the_memory(shelf, tmp_path):
    plan = make_plan(Order("hot_days", (hot_file(tmp_path / "hot.nc", (1, 100, 120)),)), shelf)
    for limit, bytes_ in (("8 MB", 8e6), ("400 MB", 4e8)):
        size, readings = sizes(plan, limit, 1)
        assert readings.together % size == 0
        assert readings.together == size or readings.kept * readings.together * 365 * 4 <= bytes_ / 4


@pytest.mark.parametrize(("chunks", "area", "said"), [
    ((1, 100, 120), "30,0,31,1", True),
    ((1, 100, 120), "30,0,60,25", False),
    ((50, 10, 10), "30,0,31,1", False),
])  # fmt: skip
def test_it_is_said_where_whole_fields_are_unpacked_for_a_few_cells(shelf, tmp_path, chunks, area, said):
    hot_file(tmp_path / "hot.nc", chunks)
    notes = make_plan(Order("hot_days", (str(tmp_path / "hot.nc"),), area=area), shelf).notes
    assert any("hot.nc keeps each field in one piece: all 12000 cells" in note for note in notes) == said


def some(cells: slice) -> Series:
    day = np.array([1])
    return Series(np.arange(cells.start, cells.stop)[:, None], Days("standard", day + 2000, day, day), "pr", "mm/day")


def test_each_group_is_read_once_and_the_oldest_let_go():
    asked = []

    def read(cells):
        asked.append((cells.start, cells.stop))
        return some(cells)

    readings = Readings(together=4, kept=2)
    for first in range(0, 10, 2):
        found = readings.series("a", range(first, first + 2), 10, read)
        assert found.values.ravel().tolist() == [first, first + 1]
    assert asked == [(0, 4), (4, 8), (8, 10)]
    readings.series("a", range(4, 6), 10, read)
    assert len(asked) == 3
    readings.series("b", range(4, 6), 10, read)
    readings.series("a", range(8, 10), 10, read)
    assert asked[3:] == [(4, 8), (8, 10)]


def test_who_comes_while_a_group_is_read_waits_for_it():
    asked, begun, go_on = [], threading.Event(), threading.Event()

    def slowly(cells):
        asked.append(cells)
        begun.set()
        assert go_on.wait(10)
        return some(cells)

    readings, found = Readings(together=4, kept=2), []
    threads = [
        threading.Thread(target=lambda at=at: found.append(readings.series("a", range(at, at + 2), 4, slowly)))
        for at in (0, 2)
    ]
    threads[0].start()
    assert begun.wait(10)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join()
    assert len(asked) == 1
    assert sorted(series.values.ravel().tolist() for series in found) == [[0, 1], [2, 3]]


def test_a_group_that_cannot_be_read_is_tried_again():
    def never(_):
        raise OSError("no disk")

    readings = Readings(together=4, kept=2)
    with pytest.raises(OSError, match="no disk"):
        readings.series("a", range(2), 4, never)
    assert readings.series("a", range(2), 4, some).values.ravel().tolist() == [0, 1]
