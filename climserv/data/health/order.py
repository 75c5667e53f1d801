"""Order between variables: the lowest temperature of a day is not above its mean, nor its mean above the highest."""

from collections.abc import Iterator, Sequence

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ..pieces import Piece
from .finding import Finding, Sightings
from .values import blocks

PAIRS = (("tasmin", "tasmax"), ("tasmin", "tas"), ("tas", "tasmax"))

# A rounding error of float32 apart they are equal [degC].
_SLACK = 1e-3


def order_findings(piece: Piece, pairs: Sequence[tuple[str, str]] = PAIRS) -> Iterator[Finding]:
    """Days on which the first variable of a pair is above the second."""
    for low, high in pairs:
        if low in piece.units and high in piece.units:
            yield from _crossed(piece, low, high)


def _crossed(piece: Piece, low_name: str, high_name: str) -> Iterator[Finding]:
    seen, times = Sightings(piece), np.arange(len(piece.dates))
    for member, cells in blocks(piece, low_name):
        try:
            low, high = (piece.values(name, member, cells, times, unit="degC") for name in (low_name, high_name))
        except Refused:
            # That a variable cannot be read is said where its values are looked at.
            return

        def said(cell, time, low=low, high=high, cells=cells):
            where = f"{piece.cells.label(int(cells[cell]))} on {piece.dates.iso(time)}"
            return f"{low[cell, time]:.4g} above {high[cell, time]:.4g} degC at {where}"

        seen.add(low > high + _SLACK, cells, said)
    if seen.count:
        what = f"{low_name} is above {high_name} on {seen.count} day(s) at {len(seen.cells)} place(s)"
        next_step = "Ask the source which of the two is wrong; both may have been adjusted apart"
        problem = Problem("value.order", piece.where, what, seen.got, f"{low_name} <= {high_name}", next_step)
        yield seen.finding("warning", low_name, problem)
