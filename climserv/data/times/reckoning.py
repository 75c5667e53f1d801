"""Reckoning: daily values out of hourly ones, rates out of amounts and of sums that run on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from ...vocabulary.variables import VARIABLES
from ..meaning.file_units import FileUnit
from ..pieces import Member, Piece
from ..places.cells import Cells
from .dates import Dates

# Values read in one go: some 16 MB.
_VALUES_AT_ONCE = 4_000_000

# A sum that runs on falls back by this share at most when it is only rounded (float32); more is a new start.
_ROUNDED = 1e-5

_REDUCE = {"mean": np.mean, "sum": np.sum, "max": np.max, "min": np.min}


@dataclass(frozen=True)
class Way:
    """How one canonical variable is reckoned from what stands in the file.

    parts       file variables, under their names in the inner piece; several are added
    how         within a day: "mean", "sum", "max" or "min"
    running     the file has sums since some start: differences are taken; a day with a new start is missing
    amount      the file has the amount of each step: divided by the days of a month, dekad or year
    starts      for each of the dates the place of its first stamp, -1 where the day is incomplete
    unfinished  the day that lacks only the stamp after the file's last one, and its first stamp; None: there is none
    """

    parts: tuple[str, ...]
    how: str
    starts: np.ndarray
    running: bool = False
    amount: bool = False
    unfinished: tuple[int, int] | None = None


class ReckonedPiece(Piece):
    """A piece whose values are reckoned from another one, which has a value for each stamp of the file.

    needed   how many stamps make one of `dates`
    seconds  when each stamp is; only differences mean something
    """

    def __init__(
        self,
        inner: Piece,
        *,
        dates: Dates,
        units: Mapping[str, FileUnit],
        ways: Mapping[str, Way],
        needed: int,
        seconds: np.ndarray,
    ):
        self.inner, self.dates, self.units, self._ways = inner, dates, dict(units), dict(ways)
        self._needed, self._ends = needed, (int(seconds[0]), int(seconds[-1]))
        steps = np.diff(seconds)
        self._step = float(np.median(steps)) if len(steps) else 0.0
        # Whether the next stamp comes one step later; asked of running sums.
        self._follows = np.append(steps == self._step, False)
        self._after: Piece | None = None
        self.where, self.modelled = inner.where, inner.modelled
        self.members: tuple[Member, ...] = inner.members
        self.cells: Cells = inner.cells

    def chunk(self, variable):
        return self.inner.chunk(self._ways[variable].parts[0])

    def unpacked(self, variable):
        return max(self.inner.unpacked(one) for one in self._ways[variable].parts)

    def carry_on(self, after: Piece) -> None:
        """Let the file that follows this one without a gap give the stamp that the last day lacks.

        Only one of the same scenario: the past is shared by several, each with another day after it.
        """
        if not isinstance(after, ReckonedPiece) or after._ends[0] - self._ends[1] != self._step:
            return
        if _who(after) != _who(self) or len(after.cells) != len(self.cells) or self._after is not None:
            return
        for variable, way in self._ways.items():
            if way.unfinished and variable in after.units and after._ways[variable].parts == way.parts:
                starts = way.starts.copy()
                starts[way.unfinished[0]] = way.unfinished[1]
                self._ways[variable] = replace(way, starts=starts, unfinished=None)
                self._after = after.inner
        if self._after is not None:
            # A copy: pieces of a set share equal arrays.
            self._follows = np.append(self._follows[:-1], True)

    def _heights(self):
        return self.inner.heights()

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
            held = self._stamps(part, member, cells, stamps, unit).astype(np.float64)
            held = held[:, back.reshape(len(starts), width)]
            total = total + (self._differences(held, starts) if way.running else _REDUCE[way.how](held, axis=2))
        return total

    def _stamps(self, part: str, member: int, cells: np.ndarray, stamps: np.ndarray, unit: str) -> np.ndarray:
        """Values (cell, stamp) as they stand in the file; the one after the last is the first of the next file."""
        if stamps[-1] < len(self._follows):
            return self.inner.values(part, member, cells, stamps, unit=unit)
        own = self.inner.values(part, member, cells, stamps[:-1], unit=unit)
        return np.concatenate((own, self._after.values(part, member, cells, np.zeros(1, np.intp), unit=unit)), 1)

    def _differences(self, sums: np.ndarray, starts: np.ndarray) -> np.ndarray:
        """What running sums (cell, day, stamp) grew by in each day; a new start or a gap makes it missing."""
        grown = np.diff(sums, axis=2)
        rounded = (grown < 0) & (grown >= -_ROUNDED * np.abs(sums[..., :-1]))
        grown[rounded] = 0
        grown[grown < 0] = np.nan
        gap = ~self._follows[starts[:, None] + np.arange(self._needed)].all(axis=1)
        grown[:, gap] = np.nan
        return grown.sum(axis=2)


def _who(piece: Piece) -> list[tuple[str, ...]]:
    """Who the members are; an id may be no more than the file's name."""
    return [(member.model, member.scenario, member.init, member.run) for member in piece.members]
