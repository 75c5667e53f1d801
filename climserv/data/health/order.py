"""Order between variables: the lowest temperature of a day is not above its mean, nor its mean above the highest."""

from collections.abc import Iterator

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ..pieces import Piece
from .finding import Finding, Sightings
from .values import blocks

PAIRS = (("tasmin", "tasmax"), ("tasmin", "tas"), ("tas", "tasmax"))

# A rounding error of float32 apart they are equal [degC].
_SLACK = 1e-3


def order_findings(lower: Piece, upper: Piece) -> Iterator[Finding]:
    """Days on which a variable of `lower` is above one of `upper`; the two may be the same piece."""
    pairs = [(low, high) for low, high in PAIRS if low in lower.units and high in upper.units]
    if not pairs or not _stand_together(lower, upper):
        return
    mine, theirs = _shared_days(lower, upper)
    if len(mine):
        for pair in pairs:
            yield from _crossed(lower, upper, pair, mine, theirs)


def _stand_together(lower: Piece, upper: Piece) -> bool:
    if lower is upper:
        return True
    a, b = lower.cells, upper.cells
    alike = a.kind == b.kind and a.shape == b.shape and lower.dates.calendar == upper.dates.calendar
    places = alike and np.allclose((a.lat, a.lon), (b.lat, b.lon), atol=1e-4, equal_nan=True)
    return places and len(lower.members) == len(upper.members)


def _shared_days(lower: Piece, upper: Piece) -> tuple[np.ndarray, np.ndarray]:
    _, mine, theirs = np.intersect1d(lower.dates.numbers(), upper.dates.numbers(), return_indices=True)
    return mine, theirs


def _crossed(lower: Piece, upper: Piece, pair, mine, theirs) -> Iterator[Finding]:
    low_name, high_name = pair
    seen = Sightings(lower)
    for member, cells in blocks(lower):
        try:
            low = lower.values(low_name, member, cells, mine, unit="degC")
            high = upper.values(high_name, member, cells, theirs, unit="degC")
        except Refused:
            # That this variable cannot be read is said where its values are looked at.
            return

        def said(cell, time, low=low, high=high, cells=cells):
            where = f"{lower.cells.label(int(cells[cell]))} on {lower.dates.iso(int(mine[time]))}"
            return f"{low[cell, time]:.4g} above {high[cell, time]:.4g} degC at {where}"

        crossed = low > high + _SLACK
        faulty = np.zeros((len(cells), len(lower.dates)), bool)
        faulty[:, mine] = crossed
        back = {int(day): place for place, day in enumerate(mine)}
        seen.add(faulty, cells, lambda cell, day, said=said, back=back: said(cell, back[day]))
    if seen.count:
        where = lower.where if lower is upper else f"{lower.where} and {upper.where}"
        what = f"{low_name} is above {high_name} on {seen.count} day(s) at {len(seen.cells)} place(s)"
        next_step = "Ask the source which of the two is wrong; both may have been adjusted apart"
        problem = Problem("value.order", where, what, seen.got, f"{low_name} <= {high_name}", next_step)
        yield seen.finding("warning", low_name, problem)
