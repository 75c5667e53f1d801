"""Blocks of files: few, contiguous reads of what is asked and little more, converted after they are cut out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from ..meaning.file_units import FileUnit
from ..pieces import Member, Piece
from ..places.cells import Cells
from ..times.dates import Dates
from .chunks import grouped, times_held
from .headers import Reader
from .large_chunks import LARGE
from .packing import Packing
from .runs import MOST_READ

# Days converted at a time: what is transposed stays in the processor's cache.
_DAYS_AT_ONCE = 512


# A chunk is held as it is packed, inflated, and with the bytes of its numbers together.
_HELD_TIMES = 3


@dataclass(frozen=True)
class Holding:
    """Where a canonical variable stands in a file.

    axes      the role of each dimension: "time", "row", "column", or a fixed place such as a single height
    together  values along each dimension that the file keeps in one chunk; None where any part reads alike
    width     bytes of one value
    """

    name: str
    axes: tuple[str | int, ...]
    packing: Packing
    together: tuple[int, ...] | None
    width: int

    def along(self, role: str) -> int:
        """The length of a chunk along one role; 1 for a role that the variable does not run along."""
        return dict(zip(self.axes, self.together or (), strict=False)).get(role, 1)

    @property
    def chunk(self) -> tuple[int, ...] | None:
        """Cells that the file keeps together, in the manner of the cells' shape."""
        return tuple(self.along(role) for role in ("row", "column") if role in self.axes and self.together) or None


class BlockPiece(Piece):
    """A piece that stays in its file until a block of it is asked for; may travel to another process.

    What is read for one block: of numbers that lie in the file as they are, less than twice the bytes asked; of chunks,
    each one that is touched, whole and once. A chunk is the least that can be unpacked, so this is how near to the
    bytes asked a chunked file can come.

    rows, columns   for each row and column of the cells, its place in the file; sites have one row
    positions       for each day of `dates`, its place in the file, -1 for a day the file leaves out
    picks           for each member, its place along each member dimension
    height          where the heights of the cells stand, and factor and offset to metres; None: nowhere
    """

    def __init__(
        self,
        reader: Reader,
        *,
        where: str,
        members: tuple[Member, ...],
        cells: Cells,
        dates: Dates,
        units: Mapping[str, FileUnit],
        holdings: Mapping[str, Holding],
        rows: np.ndarray,
        columns: np.ndarray,
        positions: np.ndarray,
        picks: tuple[Mapping[str, int], ...],
        modelled: bool = False,
        height: tuple[Holding, tuple[float, float]] | None = None,
    ):
        self._reader, self.where = reader, where
        self.members, self.cells, self.dates, self.units = members, cells, dates, dict(units)
        self._holdings, self._rows, self._columns = dict(holdings), rows, columns
        self._positions, self._picks, self.modelled, self._height = positions, picks, modelled, height

    def chunk(self, variable):
        return self._holdings[variable].chunk

    def unpacked(self, variable):
        holding = self._holdings[variable]
        whole = _HELD_TIMES * prod(holding.together or (0,)) * holding.width
        least = min(whole, _HELD_TIMES * LARGE)
        return least if least < whole and self._reader.cuts(holding.name) else whole

    def _heights(self):
        return self._read_heights

    @cached_property
    def _read_heights(self) -> np.ndarray | None:
        if self._height is None:
            return None
        holding, (factor, offset) = self._height
        spans = {"row": self._rows, "column": self._columns}
        index = tuple(slice(0, int(spans[axis].max()) + 1) if axis in spans else 0 for axis in holding.axes)
        raw = np.asarray(next(iter(self._reader.read(holding.name, [index]))))
        left = [axis for axis in holding.axes if axis in spans]
        for axis in spans:
            if axis not in left:
                raw, left = raw[None], [axis, *left]
        raw = raw.transpose([left.index(axis) for axis in spans])
        metres = holding.packing.unpack(raw).astype(np.float64) * factor + offset
        return metres[np.ix_(self._rows, self._columns)].ravel()

    def values(self, variable, member, cells, times, *, unit=None):
        holding = self._holdings[variable]
        factor, offset = self.line(variable, unit)
        width = self.cells.shape[-1]
        row, column = self._rows[cells // width], self._columns[cells % width]
        there = np.flatnonzero(self._positions[times] >= 0)
        out = np.empty((len(cells), len(times)), np.float32)
        if len(there) < len(times):
            out[:] = np.nan
        place = self._positions[times[there]]
        parts = _parts(holding, row, column, place)
        asked = [(row[block], column[block], place[days]) for days, block in parts]
        for (days, block), box, raw in zip(parts, asked, self._read_boxes(holding, member, asked), strict=True):
            inside = [axis - axis.min() for axis in box]
            self._convert(raw, inside[:2], inside[2], holding.packing, factor, offset, (out, block, there[days]))
        return out

    def _read_boxes(self, holding: Holding, member: int, asked) -> Iterator[np.ndarray]:
        """Each box in one contiguous read, as a view (row, column, time)."""
        indices = [_index(holding, self._picks[member], *box) for box in asked]
        left = [axis for axis in holding.axes if axis in ("row", "column", "time")]
        for raw in self._reader.read(holding.name, indices):
            yield _view(raw, left)

    @staticmethod
    def _convert(raw, picked, days, packing: Packing, factor, offset, target) -> None:
        """Unpack, convert and turn a box (row, column, time) into its part of the block (cell, time)."""
        out, block, at = target
        rows, columns = picked
        whole = (
            len(rows) == raw.shape[0] * raw.shape[1] and (rows * raw.shape[1] + columns == np.arange(len(rows))).all()
        )
        runs, fills = (_run(block), _run(at), _run(days)), packing.as_they_are(raw.dtype)
        by_days = raw.strides[2] == max(raw.strides)
        if whole and by_days and fills is not None and all(isinstance(run, slice) for run in runs):
            from .turned import turn_into

            lines = raw[:, :, runs[2]].transpose(2, 0, 1).reshape(len(days), len(rows))
            turn_into(lines, *fills, float(factor), float(offset), out[runs[:2]])
            return
        for start in range(0, len(days), _DAYS_AT_ONCE):
            some, to = days[start : start + _DAYS_AT_ONCE], at[start : start + _DAYS_AT_ONCE]
            first = some.min()
            part = raw[:, :, first : some.max() + 1]
            part = part.reshape(len(rows), -1) if whole else part[rows, columns]
            values = packing.unpack(part[:, _run(some - first)])
            if factor != 1 or offset != 0:
                values = values.astype(np.float64) * factor + offset
            if isinstance(_run(block), slice) or isinstance(_run(to), slice):
                out[_run(block), _run(to)] = values
            else:
                out[np.ix_(block, to)] = values


def _parts(holding: Holding, row, column, place) -> list[tuple[np.ndarray, np.ndarray]]:
    """Days and cells of each part to be read, in the order in which no chunk is needed again once it is done with."""
    parts = [(days, cells) for days in boxes(np.zeros_like(place), place) for cells in boxes(row, column)]
    if not parts or holding.together is None:
        return parts
    held = times_held(prod(holding.together) * holding.width) * holding.along("time")
    spans = list(grouped(place // held))
    return [
        (span[days], tile[cells])
        for tile in grouped(row // holding.along("row"), column // holding.along("column"))
        for span in spans
        for days in boxes(np.zeros_like(place[span]), place[span])
        for cells in boxes(row[tile], column[tile])
    ]


def _index(holding: Holding, picks: Mapping[str, int], row, column, place) -> tuple[slice | int, ...]:
    """The smallest part of a variable that holds a box."""
    spans = {"row": row, "column": column, "time": place}
    index = []
    for axis in holding.axes:
        if axis in spans:
            index.append(slice(int(spans[axis].min()), int(spans[axis].max()) + 1))
        else:
            index.append(picks[axis] if isinstance(axis, str) else axis)
    return tuple(index)


def _view(raw: np.ndarray, left: list[str]) -> np.ndarray:
    # Sites have no row of their own, a single point neither row nor column.
    for axis in ("row", "column"):
        if axis not in left:
            raw, left = raw[None], [axis, *left]
    return raw.transpose([left.index(axis) for axis in ("row", "column", "time")])


def _run(places: np.ndarray) -> np.ndarray | slice:
    """A slice where places follow one another, which is read and written much faster than single places."""
    first = int(places[0])
    return slice(first, first + len(places)) if (np.diff(places) == 1).all() else places


def boxes(row: np.ndarray, column: np.ndarray) -> list[np.ndarray]:
    """Split places into boxes, each read in one go and holding at most `MOST_READ` times what is asked of it.

    Returned as positions within `row` and `column`. A box is cut where its widest empty strip is, so that cells on both
    sides of the seam of a 0..360 grid become two boxes and not the whole globe.
    """
    done, waiting = [], [np.arange(len(row))] if len(row) else []
    while waiting:
        some = waiting.pop()
        r, c = row[some], column[some]
        size = (int(r.max() - r.min()) + 1) * (int(c.max() - c.min()) + 1)
        if size <= MOST_READ * len(some):
            done.append(some)
            continue
        axis = r if _widest(r) > _widest(c) or (_widest(r) == _widest(c) and np.ptp(r) > np.ptp(c)) else c
        before = axis < _cut(axis)
        waiting += [some[~before], some[before]]
    return done


def _widest(axis: np.ndarray) -> int:
    return int(np.diff(np.unique(axis)).max(initial=0))


def _cut(axis: np.ndarray) -> int:
    """The value before which to cut: after the widest empty strip, the most central of equals."""
    distinct = np.unique(axis)
    steps = np.diff(distinct)
    widest = np.flatnonzero(steps == steps.max())
    return int(distinct[1:][widest[len(widest) // 2]])
