"""Findings: what is wrong or strange in a file, with the places and days where it was seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...vocabulary.problems import Problem
from ...vocabulary.sentences import phrase
from ..pieces import Piece

SEVERITIES = ("error", "warning", "note")

# Examples in the words of a finding, and places in its list.
SHOWN, LISTED = 3, 50


@dataclass(frozen=True)
class Finding:
    """One finding.

    severity  "error" keeps data from being used, "warning" is to be looked at, "note" is good to know
    variable  canonical name; empty where it concerns the whole file
    places    names or coordinates of the cells it was seen at, the first 50
    dates     first and last day it was seen on, in the file's own calendar
    count     how often: days counted at each place
    """

    severity: str
    problem: Problem
    variable: str = ""
    places: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    count: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        more = {"variable": self.variable, "places": list(self.places), "dates": list(self.dates), "count": self.count}
        return {"severity": self.severity, **self.problem.as_dict(), **more}


@dataclass(frozen=True)
class Block:
    """Values of some cells over the whole time axis, float32 (cell, time) in the file's unit; missing as NaN."""

    piece: Piece
    variable: str
    member: int
    cells: np.ndarray
    values: np.ndarray

    @property
    def unit(self) -> str:
        return self.piece.units[self.variable].text

    def place(self, cell: int) -> str:
        return self.piece.cells.label(int(self.cells[cell]))

    def where(self, cell: int, time: int) -> dict[str, Any]:
        """The place and day of one value, for a message."""
        return phrase("place_on", place=self.place(cell), day=self.piece.dates.iso(time))

    def said(self, cell: int, time: int) -> dict[str, Any]:
        value, day = f"{self.values[cell, time]:.6g}", self.piece.dates.iso(time)
        return phrase("value_at", value=value, unit=self.unit, place=self.place(cell), day=day)


def first_few(examples: Sequence[Any]) -> list[Any]:
    """The first examples, and whether there are more."""
    return [*examples[:SHOWN], *(["..."] if len(examples) > SHOWN else [])]


class Sightings:
    """How often something was seen, where and when, with the first examples."""

    def __init__(self, piece: Piece):
        self.piece = piece
        self.count = 0
        self.cells: set[int] = set()
        self.examples: list[Any] = []
        self._span = (len(piece.dates), -1)

    def add(self, faulty: np.ndarray, cells: np.ndarray, say: Callable[[int, int], Any]) -> None:
        """Count True in `faulty` (cell, time); `say(cell, time)` is one of them, for a message."""
        seen = int(faulty.sum())
        if not seen:
            return
        self.count += seen
        self.cells |= {int(cells[c]) for c in np.flatnonzero(faulty.any(axis=1))}
        days = np.flatnonzero(faulty.any(axis=0))
        self._span = (min(self._span[0], int(days[0])), max(self._span[1], int(days[-1])))
        if len(self.examples) < SHOWN:
            for cell, time in np.argwhere(faulty)[: SHOWN - len(self.examples)].tolist():
                self.examples.append(say(cell, time))

    @property
    def got(self) -> list[Any]:
        return [*self.examples, *(["..."] if self.count > len(self.examples) else [])]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(self.piece.cells.label(cell) for cell in sorted(self.cells)[:LISTED])

    @property
    def dates(self) -> tuple[str, ...]:
        first, last = self._span
        return (self.piece.dates.iso(first), self.piece.dates.iso(last)) if self.count else ()

    def finding(self, severity: str, variable: str, problem: Problem) -> Finding:
        return Finding(severity, problem, variable, self.places, self.dates, self.count)
