"""Rain that was summed up since some start: it hardly ever falls from one day to the next."""

from collections.abc import Iterator

import numpy as np

from ...vocabulary.sentences import told
from ..pieces import Piece
from .finding import Block, Finding

# Daily rain falls about as often as it rises; a sum falls only where it starts again.
_LEAST_RISES, _RISES_TO_A_FALL = 10, 10


class Accumulated:
    """Looks for sums in rain and evaporation."""

    def __init__(self, piece: Piece, variable: str):
        self.piece, self.variable = piece, variable
        self.summed, self.plain, self.example = 0, 0, {}
        self.on = variable in ("pr", "evspsblpot")

    def look(self, block: Block) -> None:
        if not self.on or block.values.shape[1] < _LEAST_RISES:
            return
        with np.errstate(invalid="ignore"):
            steps = np.diff(block.values, axis=1)
            rises, falls = (steps > 0).sum(axis=1), (steps < 0).sum(axis=1)
        moves = rises + falls >= _LEAST_RISES
        summed = moves & (rises >= _RISES_TO_A_FALL * falls)
        self.summed += int(summed.sum())
        self.plain += int((moves & ~summed).sum())
        if summed.any() and not self.example:
            cell = int(np.flatnonzero(summed)[0])
            last = int(np.flatnonzero(np.isfinite(block.values[cell]))[-1])
            self.example = block.said(cell, last)

    def findings(self) -> Iterator[Finding]:
        if not self.summed or self.summed < 9 * self.plain:
            return
        problem = told("unit.accumulated", self.piece.where, name=self.variable, seen=self.example)
        yield Finding("error", problem, self.variable, (), (self.piece.dates.iso(0), self.piece.dates.iso(-1)))
