"""Blocks of NetCDF files: few, contiguous reads of what is asked and little more, one thread at a time."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import netCDF4
import numpy as np

from ..vocabulary.problems import Problem, Refused
from .cells import Cells
from .dates import Dates
from .file_units import FileUnit
from .pieces import Member, Piece

# The HDF5 library below netCDF4 is not safe to call from two threads.
LIBRARY_LOCK = threading.RLock()

# Days converted at a time: what is transposed stays in the processor's cache.
_DAYS_AT_ONCE = 512


@contextmanager
def opened(path: Path) -> Iterator[netCDF4.Dataset]:
    """The file, open for reading raw values; holds the library's lock.

    Closed again at once: it opens in milliseconds, and a file held open is locked against whoever made it.
    """
    with LIBRARY_LOCK, netCDF4.Dataset(str(path), mode="r") as file:
        file.set_auto_maskandscale(False)
        file.set_auto_chartostring(True)
        yield file


def file_state(path: Path) -> tuple[int, int] | None:
    """Size and time of the last change: a product must not mix two states of a file, nor tell the checksum of one."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


@dataclass(frozen=True)
class Packing:
    """How raw numbers of a file variable become numbers in its unit."""

    scale: float = 1.0
    add: float = 0.0
    fills: tuple[float, ...] = ()
    low: float = -np.inf
    high: float = np.inf
    unsigned: str = ""

    @property
    def plain(self) -> bool:
        return self.scale == 1 and self.add == 0

    def unpack(self, raw: np.ndarray) -> np.ndarray:
        """Numbers in the file's unit (float32 when the file has float32 unscaled, else float64), missing as NaN."""
        if self.unsigned:
            raw = raw.view(self.unsigned)
        missing = np.zeros(raw.shape, bool)
        for fill in self.fills:
            missing |= raw == raw.dtype.type(fill)
        if self.low > -np.inf or self.high < np.inf:
            missing |= (raw < self.low) | (raw > self.high)
        as_is = self.plain and raw.dtype == np.float32
        values = raw if as_is else raw.astype(np.float64) * self.scale + self.add
        if missing.any():
            values = np.where(missing, values.dtype.type(np.nan), values)
        return values


def packing_of(variable: netCDF4.Variable) -> Packing:
    """Packing from the attributes of CF: scale, offset, fill values, valid range."""
    told = {name: variable.getncattr(name) for name in variable.ncattrs()}
    fills = [float(f) for name in ("_FillValue", "missing_value") for f in np.atleast_1d(told.get(name, [])).tolist()]
    kind = variable.dtype.str[1:]
    if "_FillValue" not in told and kind in netCDF4.default_fillvals and variable.dtype.itemsize > 1:
        fills.append(float(netCDF4.default_fillvals[kind]))
    low, high = np.atleast_1d(told.get("valid_range", (-np.inf, np.inf))).tolist()
    low, high = float(told.get("valid_min", low)), float(told.get("valid_max", high))
    unsigned = ""
    if str(told.get("_Unsigned", "")).lower() == "true" and variable.dtype.kind == "i":
        unsigned = f"u{variable.dtype.itemsize}"
        size = 2 ** (8 * variable.dtype.itemsize)
        fills = [f % size for f in fills]
    scale, add = float(told.get("scale_factor", 1.0)), float(told.get("add_offset", 0.0))
    return Packing(scale, add, tuple(f for f in fills if not np.isnan(f)), low, high, unsigned)


@dataclass(frozen=True)
class Holding:
    """Where a canonical variable stands in a file.

    axes      the role of each dimension: "time", "row", "column", or a fixed place such as a single height
    """

    name: str
    axes: tuple[str | int, ...]
    packing: Packing
    chunk: tuple[int, ...] | None


class NetCDFPiece(Piece):
    """A piece that stays in its NetCDF file until a block of it is asked for; may travel to another process.

    rows, columns   for each row and column of the cells, its place in the file; sites have one row
    positions       for each day of `dates`, its place in the file, -1 for a day the file leaves out
    picks           for each member, its place along each member dimension
    """

    def __init__(
        self,
        path: Path,
        *,
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
    ):
        self.path, self.where, self._state = path, path.name, file_state(path)
        self.members, self.cells, self.dates, self.units = members, cells, dates, dict(units)
        self._holdings, self._rows, self._columns = dict(holdings), rows, columns
        self._positions, self._picks, self.modelled = positions, picks, modelled

    def chunk(self, variable):
        return self._holdings[variable].chunk

    def values(self, variable, member, cells, times, *, unit=None):
        holding = self._holdings[variable]
        factor, offset = self.line(variable, unit)
        out = np.full((len(cells), len(times)), np.nan, np.float32)
        width = self.cells.shape[-1]
        row, column = self._rows[cells // width], self._columns[cells % width]
        there = np.flatnonzero(self._positions[times] >= 0)
        place = self._positions[times[there]]
        parts = [(days, block) for days in boxes(np.zeros_like(place), place) for block in boxes(row, column)]
        asked = [(row[block], column[block], place[days]) for days, block in parts]
        for (days, block), box, raw in zip(parts, asked, self._read_boxes(holding, member, asked), strict=True):
            inside = [axis - axis.min() for axis in box]
            self._convert(raw, inside[:2], inside[2], holding.packing, factor, offset, (out, block, there[days]))
        return out

    def _read_boxes(self, holding: Holding, member: int, asked) -> list[np.ndarray]:
        """Each box in one contiguous read, as a view (row, column, time)."""
        if file_state(self.path) != self._state:
            next_step = "Run again, and leave the file alone meanwhile"
            raise Refused(
                Problem("file.changed", self.where, "the file was changed after it was opened", "", "", next_step)
            )
        try:
            with opened(self.path) as file:
                variable = file.variables[holding.name]
                return [self._read_box(variable, holding, self._picks[member], *box) for box in asked]
        except (RuntimeError, OSError, KeyError, IndexError) as error:
            what, next_step = f"a block of {holding.name} cannot be read", "Fetch the file again: it is damaged"
            raise Refused(Problem("file.damaged", self.where, what, str(error), "", next_step)) from None

    @staticmethod
    def _read_box(variable: netCDF4.Variable, holding: Holding, picks, row, column, place) -> np.ndarray:
        spans = {"row": row, "column": column, "time": place}
        index, left = [], []
        for axis in holding.axes:
            if axis in spans:
                index.append(slice(int(spans[axis].min()), int(spans[axis].max()) + 1))
                left.append(axis)
            else:
                index.append(picks[axis] if isinstance(axis, str) else axis)
        raw = np.asarray(variable[tuple(index)])
        # Sites have no row of their own, a single point neither row nor column.
        for axis in ("row", "column"):
            if axis not in left:
                raw, left = raw[None], [axis, *left]
        return raw.transpose([left.index(axis) for axis in ("row", "column", "time")])

    @staticmethod
    def _convert(raw, picked, days, packing: Packing, factor, offset, target) -> None:
        """Unpack, convert and turn a box (row, column, time) into its part of the block (cell, time)."""
        out, block, at = target
        rows, columns = picked
        whole = (
            len(rows) == raw.shape[0] * raw.shape[1] and (rows * raw.shape[1] + columns == np.arange(len(rows))).all()
        )
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


def _run(places: np.ndarray) -> np.ndarray | slice:
    """A slice where places follow one another, which is read and written much faster than single places."""
    first = int(places[0])
    return slice(first, first + len(places)) if (np.diff(places) == 1).all() else places


def boxes(row: np.ndarray, column: np.ndarray) -> list[np.ndarray]:
    """Split places into boxes, each read in one go and holding at most twice what is asked of it.

    Returned as positions within `row` and `column`. A box is cut where its widest empty strip is, so that cells on both
    sides of the seam of a 0..360 grid become two boxes and not the whole globe.
    """
    done, waiting = [], [np.arange(len(row))] if len(row) else []
    while waiting:
        some = waiting.pop()
        r, c = row[some], column[some]
        size = (int(r.max() - r.min()) + 1) * (int(c.max() - c.min()) + 1)
        if size <= 2 * len(some):
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
