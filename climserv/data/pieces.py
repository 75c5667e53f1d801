"""A piece: data of one calendar and one step on one set of cells, read block by block in canonical units."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..vocabulary.problems import Problem, Refused
from ..vocabulary.units import conversion
from ..vocabulary.variables import VARIABLES
from .meaning.file_units import MISSING_CODES, FileUnit
from .places.cells import Cells
from .times.dates import Dates

# Rain of a model may be a rounding error below zero; up to this share of the plausible maximum it is zero.
_ROUNDING = 1e-5

# A model may be colder than any place was, by so much [K].
_COLDER = 7.5


@dataclass(frozen=True)
class Member:
    """One member: a model under a scenario; for observations both are empty.

    init  the start of a forecast or hindcast (YYYY-MM-DD in its calendar); empty for anything else
    run   which run of the model, such as r1i1p1f1; empty where nothing tells it
    """

    id: str
    model: str = ""
    scenario: str = ""
    init: str = ""
    run: str = ""


class Piece(ABC):
    """Data of one calendar and one step (mostly daily) on one set of cells, for one or more members.

    units     how the numbers of each canonical variable are written in the file
    where     the file's name, for messages
    modelled  whether the file says of itself that a model made it
    heights_beside  of each cell [m], from a file of their own in the same set; None: there is no such file
    """

    modelled: bool = False
    heights_beside: np.ndarray | None = None
    members: tuple[Member, ...]
    cells: Cells
    dates: Dates
    units: Mapping[str, FileUnit]
    where: str

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(self.units)

    @property
    def step(self) -> str:
        """How often there is a value: "day", "dekad", "month" or "year"; hourly files are read as days."""
        return self.dates.step

    def read(
        self, variable: str, member: int, cells: np.ndarray, times: np.ndarray | slice, *, unit: str | None = None
    ) -> np.ndarray:
        """Daily values of some cells, float32 (cell, time), contiguous in time; missing days are NaN.

        cells   positions within `self.cells`; neighbours in the file are read together
        times   a slice of, or positions within, `self.dates`
        unit    default: the canonical one; another (`mm/day`) saves a second rounding where the file has it already
        Converted in float64 from the file's unit in one step. Rain a rounding error below zero is zero; values that
        cannot be true raise `Refused` with place and day, because they are most often a missing code or a wrong unit.
        """
        index = np.arange(len(self.dates))[times]
        chosen = np.asarray(cells, np.intp)
        values = self.values(variable, member, chosen, index, unit=unit)
        self._refuse_impossible(variable, values, chosen, index, unit or VARIABLES[variable].unit)
        return values

    @abstractmethod
    def values(
        self, variable: str, member: int, cells: np.ndarray, times: np.ndarray, *, unit: str | None = None
    ) -> np.ndarray:
        """As `read`, whatever the values are: for the health check."""

    def carry_on(self, after: "Piece") -> None:  # noqa: B027
        """Take from the piece that follows in a set what the last day lacks; most pieces lack nothing."""

    def chunk(self, variable: str) -> tuple[int, ...] | None:
        """Cells that the file keeps together, in the manner of `cells.shape`; None where any block reads alike."""
        return None

    def unpacked(self, variable: str) -> int:
        """Bytes held, beside what is asked, while a chunk of the file is unpacked."""
        return 0

    def heights(self) -> np.ndarray | None:
        """The height of each cell [m], float64; None where the data do not tell it."""
        return self.heights_beside if self.heights_beside is not None else self._heights()

    def _heights(self) -> np.ndarray | None:
        """As the data themselves tell them."""
        return None

    def line(self, variable: str, unit: str | None) -> tuple[float, float]:
        """Factor and offset from the file's unit to `unit` (default: canonical)."""
        return conversion(self.units[variable].text, unit or VARIABLES[variable].unit)

    def _refuse_impossible(self, variable: str, values, cells, times, unit: str) -> None:
        known = VARIABLES[variable]
        factor, offset = conversion(known.unit, unit)
        low, high = (bound * factor + offset for bound in impossible(variable))
        lowest, highest = (extreme.reduce(values, axis=None, initial=np.nan) for extreme in (np.fmin, np.fmax))
        if variable == "pr" and low <= lowest < 0:
            np.maximum(values, 0, out=values)
        if lowest < low or highest > high:
            faulty = (values < low) | (values > high)
            back = conversion(unit, known.display)
            raise Refused(self._impossible(variable, values, faulty, cells, times, back))

    def _impossible(self, variable, values, faulty, cells, times, back) -> Problem:
        known = VARIABLES[variable]
        cell, time = np.argwhere(faulty)[0]
        shown = values[cell, time] * back[0] + back[1]
        got = f"{shown:.6g} {known.display} on {self.dates.iso(int(times[time]))}, {int(faulty.sum())} such day(s)"
        to_file = conversion(known.display, self.units[variable].text)
        raw = shown * to_file[0] + to_file[1]
        code = next((c for c in MISSING_CODES if abs(raw - c) < 1e-3 * abs(c)), None)
        if code is not None:
            next_step = f"Declare {code:g} as missing (_FillValue), or leave the cell empty"
        else:
            next_step = f"Check the unit ({self.units[variable].text}) and the missing code with `climserv data check`"
        where = f"{self.where}, {self.cells.label(int(cells[cell]))}"
        shown_as = conversion(known.unit, known.display)
        low, high = (bound * shown_as[0] + shown_as[1] for bound in (known.low, known.high))
        limits = f"{low:g}..{high:g} {known.display}"
        return Problem("value.impossible", where, f"{variable} cannot be so", got, limits, next_step)


def impossible(variable: str) -> tuple[float, float]:
    """Values below and above these [canonical unit] cannot be true: some way outside the plausible."""
    known = VARIABLES[variable]
    if variable == "pr":
        # Twice the most that any place had in a day: 9999 mm is a code.
        return -_ROUNDING * known.high, 2 * known.high
    if known.kind == "*":
        # Dew is evaporation below zero, sunshine at night a little noise.
        return -0.1 * known.high, 5 * known.high
    margin = 0.2 * (known.high - known.low)
    if known.unit == "K":
        # No air was ever colder than -90 degC, and -99 is a code.
        return known.low - _COLDER, known.high + margin
    return known.low - margin, known.high + margin


@dataclass
class OpenedFile:
    """What opening a file gives.

    notes     what was taken for granted, with the variable it concerns ("": all of them)
    refused   why a variable is not offered, with its canonical name
    others    names in the file that are none of our variables
    """

    piece: Piece
    notes: list[tuple[str, str]]
    refused: list[tuple[str, Problem]]
    others: list[str]


class TablePiece(Piece):
    """A piece that is held in memory: stations from a table; `held` is (site, time) float64 in the file's units."""

    def __init__(self, where: str, member: Member, cells: Cells, dates: Dates, units: dict, held: dict):
        self.where, self.members, self.cells, self.dates = where, (member,), cells, dates
        self.units, self._held = units, held

    def values(self, variable, member, cells, times, *, unit=None):
        factor, offset = self.line(variable, unit)
        chosen = self._held[variable][np.ix_(cells, times)]
        return np.ascontiguousarray(chosen * factor + offset, dtype=np.float32)
