"""Reading: the daily values of a run, read once for many blocks, whatever its files keep together.

A file kept a day a chunk would be unpacked whole for every block, were each block read by itself. So blocks that follow
one another are read as one: within a share of the memory limit, all cells of a strand at once, which for a district is
mostly the whole of it. Then each chunk is unpacked once a strand; where the cells are too many for that, once for each
group of them.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import numpy as np

from ..data.opening import Piece
from ..vocabulary.seasons import Years
from .functions import WORKED_IN


@dataclass
class Series:
    """Daily values of one block on their time axis, as the cell-wise steps see them."""

    values: np.ndarray
    calendar: str
    year: np.ndarray
    month: np.ndarray
    day: np.ndarray

    def within(self, first: int, last: int) -> "Series":
        """The days of these years, both counted; a copy."""
        here = (self.year >= first) & (self.year <= last)
        return Series(self.values[:, here], self.calendar, self.year[here], self.month[here], self.day[here])

    def of(self, cells: slice) -> "Series":
        """Some of its cells; no copy."""
        return Series(self.values[cells], self.calendar, self.year, self.month, self.day)


def read_series(piece: Piece, variable: str, member: int, cells: np.ndarray, years: list[Years]) -> Series:
    """The days of `years` in the unit steps work in, cells in the order asked; each source cell is read once."""
    dates = piece.dates
    wanted = np.zeros(len(dates.year), bool)
    for span in years:
        wanted |= (dates.year >= span.first) & (dates.year <= span.last)
    distinct, back = np.unique(cells, return_inverse=True)
    values = piece.read(variable, member, distinct, np.flatnonzero(wanted), unit=WORKED_IN.get(variable))
    values = (
        np.ascontiguousarray(values[back]) if len(distinct) < len(cells) or (back[:-1] > back[1:]).any() else values
    )
    return Series(values, dates.calendar, dates.year[wanted], dates.month[wanted], dates.day[wanted])


@dataclass
class Readings:
    """What was read for groups of cells, kept for the blocks that follow; the oldest is let go first.

    together  cells that are read at once
    kept      groups that are held
    """

    together: int
    kept: int
    _held: OrderedDict[Hashable, Series] = field(default_factory=OrderedDict)
    _reading: dict[Hashable, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def series(self, name: Hashable, positions: range, total: int, read: Callable[[slice], Series]) -> Series:
        """The series of some of `total` cells; `name` tells this strand from others, `read` reads a group of it."""
        first = positions.start // self.together * self.together
        if positions.stop > first + self.together:
            return read(slice(positions.start, positions.stop))
        name = (name, first)
        with self._lock:
            lock = self._reading.setdefault(name, threading.Lock())
        # Who comes while the group is read waits for it, instead of reading it again.
        with lock:
            with self._lock:
                whole = self._held.get(name)
                if whole is not None:
                    self._held.move_to_end(name)
            if whole is None:
                whole = read(slice(first, min(first + self.together, total)))
                self._keep(name, whole)
        return whole.of(slice(positions.start - first, positions.stop - first))

    def _keep(self, name: Hashable, whole: Series) -> None:
        with self._lock:
            self._held[name] = whole
            while len(self._held) > self.kept:
                self._held.popitem(last=False)
