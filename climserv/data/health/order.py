"""Order between variables: the lowest temperature of a day is not above its mean, nor its mean above the highest."""

from collections.abc import Iterator, Sequence

import numpy as np

from ...vocabulary.problems import Refused
from ...vocabulary.sentences import phrase, told
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
            place, day = piece.cells.label(int(cells[cell])), piece.dates.iso(time)
            numbers = {"low": f"{low[cell, time]:.4g}", "high": f"{high[cell, time]:.4g}"}
            return phrase("above_at", **numbers, place=place, day=day)

        seen.add(low > high + _SLACK, cells, said)
    if seen.count:
        counts = {"days": seen.count, "places": len(seen.cells)}
        problem = told("value.order", piece.where, low=low_name, high=high_name, **counts, seen=seen.got)
        yield seen.finding("warning", low_name, problem)
