"""Values that stand still: an instrument that is stuck, or a month's mean written on each of its days."""

from collections.abc import Iterator

import numpy as np

from ...vocabulary.sentences import phrase, told
from ...vocabulary.units import conversion
from ...vocabulary.variables import VARIABLES
from ..pieces import Piece
from .finding import Block, Finding, Sightings

# Days of the same value that are too many. Twenty is what the checks of the Global Historical Climatology Network use
# (Durre and others 2010, doi:10.1175/2010JAMC2375.1); the same amount of rain ten days on is stranger still.
DAYS = {"pr": 10}
_OTHERS = 20

# A trace may be written as the same small amount for weeks; only wet days count [mm a day].
_WET = 1.0


class Stuck:
    """Looks for runs of one value at one place; dry days, calm and saturated air may last."""

    def __init__(self, piece: Piece, variable: str):
        self.piece, self.variable = piece, variable
        self.days = DAYS.get(variable, _OTHERS)
        self.on = piece.step == "day" and len(piece.dates) >= self.days
        self.seen, self.runs = Sightings(piece), 0

    def look(self, block: Block) -> None:
        if not self.on:
            return
        values = block.values
        same = np.zeros(values.shape, bool)
        same[:, 1:] = values[:, 1:] == values[:, :-1]
        # Days before and after a gap of the axis are no neighbours.
        same[:, 1:] &= np.diff(self.piece.dates.numbers()) == 1
        if self.variable == "pr":
            factor, offset = conversion("mm/day", block.unit)
            same &= values >= _WET * factor + offset
        elif VARIABLES[self.variable].kind == "*":
            same &= values != 0
        if self.variable == "hurs":
            same &= values < 99.5
        place = np.arange(values.shape[1], dtype=np.int32)
        start = np.maximum.accumulate(np.where(same, 0, place), axis=1)
        # A run is counted at its last day.
        ends = np.ones(values.shape, bool)
        ends[:, :-1] = ~same[:, 1:]
        long = ends & (place - start + 1 >= self.days)

        def said(cell: int, time: int) -> dict:
            first, last = (self.piece.dates.iso(int(t)) for t in (start[cell, time], time))
            value = {"value": f"{values[cell, time]:.6g}", "unit": block.unit}
            return phrase("still_at", **value, place=block.place(cell), first=first, last=last)

        self.seen.add(long, block.cells, said)

    def findings(self) -> Iterator[Finding]:
        if self.seen.count:
            counts = {"days": self.days, "times": self.seen.count}
            problem = told("value.stuck", self.piece.where, name=self.variable, **counts, seen=self.seen.got)
            yield self.seen.finding("warning", self.variable, problem)
