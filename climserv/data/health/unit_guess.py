"""Units that the numbers belie: Celsius labelled Kelvin, metres labelled millimetres, scale and offset gone wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ...vocabulary.problems import Problem
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


class UnitGuess:
    """Mean and extremes of a variable, and the unit in which they would make sense."""

    def __init__(self, piece: Piece, variable: str):
        self.piece, self.variable = piece, variable
        self.count, self.sum, self.low, self.high = 0, 0.0, np.inf, -np.inf

    def look(self, block: Block) -> None:
        there = block.values[np.isfinite(block.values)]
        if there.size:
            self.count += there.size
            self.sum += float(there.sum(dtype=np.float64))
            self.low, self.high = min(self.low, float(there.min())), max(self.high, float(there.max()))

    def fits(self, unit: str, *, to: str) -> bool:
        """Whether the numbers make sense when they are taken to be in `unit`."""
        factor, offset = conversion(unit, to)
        usual, (low, high) = USUAL[self.variable], impossible(self.variable)
        back = conversion(VARIABLES[self.variable].unit, to)
        mean = self.sum / self.count * factor + offset
        lowest, highest = self.low * factor + offset, self.high * factor + offset
        believable = usual.mean[0] <= mean <= usual.mean[1] and usual.highest[0] <= highest <= usual.highest[1]
        return believable and low * back[0] + back[1] <= lowest and highest <= high * back[0] + back[1]

    def findings(self) -> Iterator[Finding]:
        known, unit = VARIABLES[self.variable], self.piece.units[self.variable].text
        if self.count < _LEAST_VALUES or self.fits(unit, to=known.display):
            return
        own = conversion(unit, known.unit)
        others = [
            other
            for other in USUAL[self.variable].units
            if measures_the_same(other, known.unit)
            and not np.allclose(conversion(other, known.unit), own)
            and self.fits(other, to=known.display)
        ]
        if not others:
            return
        low, high = impossible(self.variable)
        lowest, highest = (value * own[0] + own[1] for value in (self.low, self.high))
        severity = "error" if lowest < low or highest > high else "warning"
        what = f"{self.variable} is labelled {unit}, and its numbers look like {' or '.join(others)}"
        got = f"{self.low:.4g}..{self.high:.4g}, mean {self.sum / self.count:.4g}"
        next_step = "Correct the unit, or scale_factor and add_offset, whichever is wrong"
        problem = Problem("unit.values", self.piece.where, what, got, " or ".join(others), next_step)
        dates = self.piece.dates
        yield Finding(severity, problem, self.variable, (), (dates.iso(0), dates.iso(-1)), self.count)
