"""Units that the numbers belie: Celsius labelled Kelvin, metres labelled millimetres, scale and offset gone wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ...vocabulary.sentences import either, phrase, told
from ...vocabulary.units import conversion, measures_the_same
from ...vocabulary.variables import VARIABLES
from ..pieces import Piece, impossible
from .finding import Block, Finding

# Fewer values than this tell nothing of a unit.
_LEAST_VALUES = 20


@dataclass(frozen=True)
class Usual:
    """Where the mean and the highest value of a record lie, in the unit people read, and the units files use."""

    mean: tuple[float, float]
    highest: tuple[float, float]
    units: tuple[str, ...]


_TEMPERATURE = Usual((-70, 50), (-60, 65), ("K", "degC", "degF"))

USUAL = {
    "pr": Usual((0.003, 60), (0.5, 2000), ("mm/day", "kg m-2 s-1", "m/day", "inch/day", "mm/hour", "m s-1")),
    "tas": _TEMPERATURE,
    "tasmin": _TEMPERATURE,
    "tasmax": _TEMPERATURE,
    "evspsblpot": Usual((0.1, 15), (0.5, 30), ("mm/day", "kg m-2 s-1", "m/day", "inch/day")),
    "hurs": Usual((3, 100), (5, 110), ("%", "1")),
    "sfcWind": Usual((0.1, 30), (0.5, 75), ("m/s", "km/hour", "knot")),
    "rsds": Usual((5, 450), (20, 600), ("W m-2", "J m-2 day-1", "MJ m-2 day-1", "kJ m-2 day-1")),
    "ps": Usual((450, 1080), (450, 1100), ("hPa", "Pa", "kPa")),
}


@dataclass
class Numbers:
    """Count, sum and extremes of some values, in the unit of the file."""

    count: int = 0
    sum: float = 0.0
    low: float = np.inf
    high: float = -np.inf

    def add(self, values: np.ndarray) -> None:
        there = values[np.isfinite(values)]
        if there.size:
            self.count += there.size
            self.sum += float(there.sum(dtype=np.float64))
            self.low, self.high = min(self.low, float(there.min())), max(self.high, float(there.max()))

    def fit(self, variable: str, unit: str) -> bool:
        """Whether the numbers make sense when they are taken to be in `unit`."""
        known, usual = VARIABLES[variable], USUAL[variable]
        factor, offset = conversion(unit, known.display)
        back = conversion(known.unit, known.display)
        least, most = (bound * back[0] + back[1] for bound in impossible(variable))
        mean, low, high = (value * factor + offset for value in (self.sum / self.count, self.low, self.high))
        believable = usual.mean[0] <= mean <= usual.mean[1] and usual.highest[0] <= high <= usual.highest[1]
        return believable and least <= low and high <= most

    def others(self, variable: str, unit: str) -> list[str]:
        """Units in which the numbers make sense, when they make none in their own."""
        if self.count < _LEAST_VALUES or self.fit(variable, unit):
            return []
        known = VARIABLES[variable]
        own = conversion(unit, known.unit)
        return [
            other
            for other in USUAL[variable].units
            if measures_the_same(other, known.unit)
            and not np.allclose(conversion(other, known.unit), own)
            and self.fit(variable, other)
        ]

    @property
    def said(self) -> dict:
        numbers = {"low": self.low, "high": self.high, "mean": self.sum / self.count}
        return phrase("numbers", **{name: f"{number:.4g}" for name, number in numbers.items()})


class UnitGuess:
    """The unit in which a variable would make sense; of stations each on its own, as each has its own writer."""

    def __init__(self, piece: Piece, variable: str):
        self.piece, self.variable = piece, variable
        self.all = Numbers()
        self.sites = [Numbers() for _ in range(len(piece.cells))] if piece.cells.kind == "sites" else []

    def look(self, block: Block) -> None:
        self.all.add(block.values)
        if self.sites:
            for number, cell in enumerate(block.cells.tolist()):
                self.sites[cell].add(block.values[number])

    def findings(self) -> Iterator[Finding]:
        unit = self.piece.units[self.variable].text
        looks = [numbers.others(self.variable, unit) for numbers in self.sites]
        if any(looks) and not all(looks):
            for cell, others in enumerate(looks):
                if others:
                    label = self.piece.cells.label(cell)
                    yield self._finding(self.sites[cell], unit, others, (label,))
        elif others := self.all.others(self.variable, unit):
            yield self._finding(self.all, unit, others, ())

    def _finding(self, numbers: Numbers, unit: str, others: list[str], places: tuple[str, ...]) -> Finding:
        own, (least, most) = conversion(unit, VARIABLES[self.variable].unit), impossible(self.variable)
        low, high = (value * own[0] + own[1] for value in (numbers.low, numbers.high))
        severity = "error" if low < least or high > most else "warning"
        values = {"name": self.variable, "unit": unit, "looks": either(others), "seen": numbers.said}
        if places:
            problem = told("unit.values:place", self.piece.where, **values, place=places[0])
        else:
            problem = told("unit.values", self.piece.where, **values)
        dates = self.piece.dates.iso(0), self.piece.dates.iso(-1)
        return Finding(severity, problem, self.variable, places, dates, numbers.count)
