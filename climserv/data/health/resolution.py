"""Resolution of numbers: written in whole degrees or in steps of five millimetres, they tell less than they seem to."""

from collections.abc import Iterator

import numpy as np

from ...vocabulary.sentences import told
from ..pieces import Piece
from .finding import Block, Finding

# Steps that are looked for, coarsest first, and from which step on it is worth a warning.
_STEPS = (10.0, 5.0, 2.0, 1.0)
_COARSE = {"hurs": 10.0}

# Units in which such a step means anything.
_UNITS = ("degC", "degF", "K", "mm", "mm/day", "mm day-1", "mm d-1", "%", "m/s", "m s-1", "W m-2", "hPa")

_LEAST_VALUES, _AT_ONCE = 100, 20_000


class Resolution:
    """Keeps a sample of the values and finds the step in which nearly all of them are written."""

    def __init__(self, piece: Piece, variable: str):
        self.piece, self.variable = piece, variable
        self.sample: list[np.ndarray] = []
        self.on = piece.units[variable].text in _UNITS

    def look(self, block: Block) -> None:
        if not self.on or len(self.sample) >= 20:
            return
        values = block.values.ravel()[:: max(1, block.values.size // _AT_ONCE)]
        self.sample.append(values[np.isfinite(values) & (values != 0)])

    def findings(self) -> Iterator[Finding]:
        values = np.concatenate(self.sample) if self.sample else np.zeros(0)
        if values.size < _LEAST_VALUES or len(np.unique(values)) < 3:
            return
        step = next((step for step in _STEPS if _in_steps(values, step) >= 0.995), None)
        if step is None:
            return
        unit = self.piece.units[self.variable].text
        severity = "warning" if step >= _COARSE.get(self.variable, 5.0) else "note"
        problem = told("value.precision", self.piece.where, name=self.variable, step=f"{step:g}", unit=unit)
        yield Finding(severity, problem, self.variable)


def _in_steps(values: np.ndarray, step: float) -> float:
    """The share of values that are whole multiples of a step, other than none."""
    multiple = np.rint(values / step)
    return float(((np.abs(values / step - multiple) < 1e-4) & (multiple != 0)).mean())
