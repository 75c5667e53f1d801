"""Reckoning: daily values out of hourly ones, rates out of amounts and of sums that run on."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..vocabulary.variables import VARIABLES
from .cells import Cells
from .dates import Dates
from .file_units import FileUnit
from .pieces import Member, Piece

# Values read in one go: some 16 MB.
_VALUES_AT_ONCE = 4_000_000

# A sum that runs on falls back by this share at most when it is only rounded (float32); more is a new start.
_ROUNDED = 1e-5

_REDUCE = {"mean": np.mean, "sum": np.sum, "max": np.max, "min": np.min}


@dataclass(frozen=True)
class Way:
    """How one canonical variable is reckoned from what stands in the file.

    parts    file variables, under their names in the inner piece; several are added
    how      within a day: "mean", "sum", "max" or "min"
    running  the file has sums since some start: differences are taken; a day with a new start is missing
    amount   the file has the amount of each step: divided by the days of a month, dekad or year
    starts   for each of the dates the place of its first stamp, -1 where the day is incomplete
    """

    parts: tuple[str, ...]
    how: str
    starts: np.ndarray
    running: bool = False
    amount: bool = False


class ReckonedPiece(Piece):
    """A piece whose values are reckoned from another one, which has a value for each stamp of the file.

    needed   how many stamps make one of `dates`
    follows  whether the next stamp comes one step later, for each stamp; asked of running sums
    """

    def __init__(
        self,
        inner: Piece,
        *,
        dates: Dates,
        units: Mapping[str, FileUnit],
        ways: Mapping[str, Way],
        needed: int,
        follows: np.ndarray,
    ):
        self.inner, self.dates, self.units, self._ways = inner, dates, dict(units), dict(ways)
        self._needed, self._follows = needed, follows
        self.where, self.modelled = inner.where, inner.modelled
        self.members: tuple[Member, ...] = inner.members
        self.cells: Cells = inner.cells

    def chunk(self, variable):
        return self.inner.chunk(self._ways[variable].parts[0])

    def values(self, variable, member, cells, times, *, unit=None):
        way, unit = self._ways[variable], unit or VARIABLES[variable].unit
        out = np.full((len(cells), len(times)), np.nan, np.float32)
        starts = way.starts[times]
        whole = np.flatnonzero(starts >= 0)
        width = self._needed + (1 if way.running else 0)
        at_once = max(1, _VALUES_AT_ONCE // (width * max(1, len(cells))))
        for first in range(0, len(whole), at_once):
            some = whole[first : first + at_once]
            out[:, some] = self._reckoned(way, member, cells, starts[some], unit)
        if way.amount and self.step != "day":
            out /= self.dates.lengths()[times].astype(np.float32)
        return out

    def _reckoned(self, way: Way, member: int, cells: np.ndarray, starts: np.ndarray, unit: str) -> np.ndarray:
        """Values (cell, day) of days whose first stamps are `starts`."""
        width = self._needed + (1 if way.running else 0)
        stamps, back = np.unique(starts[:, None] + np.arange(width), return_inverse=True)
        total = 0.0
        for part in way.parts:
            held = self.inner.values(part, member, cells, stamps, unit=unit).astype(np.float64)
            held = held[:, back.reshape(len(starts), width)]
            total = total + (self._differences(held, starts) if way.running else _REDUCE[way.how](held, axis=2))
        return total

    def _differences(self, sums: np.ndarray, starts: np.ndarray) -> np.ndarray:
        """What running sums (cell, day, stamp) grew by in each day; a new start or a gap makes it missing."""
        grown = np.diff(sums, axis=2)
        rounded = (grown < 0) & (grown >= -_ROUNDED * np.abs(sums[..., :-1]))
        grown[rounded] = 0
        grown[grown < 0] = np.nan
        gap = ~self._follows[starts[:, None] + np.arange(self._needed)].all(axis=1)
        grown[:, gap] = np.nan
        return grown.sum(axis=2)
