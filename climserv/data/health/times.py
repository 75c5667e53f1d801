"""Time: gaps of the axis, and whether the file's name tells the days that are in it."""

import re
from collections.abc import Collection, Iterator

from ...vocabulary.sentences import phrase, told
from ..pieces import Piece
from .finding import Finding, first_few

# From this many gaps at the same time of year on, a file is one of a season.
_SEASONS = 3

# The first and last day in a name such as tas_day_MODEL_19910101-20101231.nc.
_PERIOD = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})?-(\d{4})(\d{2})(\d{2})?(?!\d)")

# A file may begin or end this many days apart from what its name says: bounds and calendars shift a day or two.
_NEAR = 32


def gap_findings(piece: Piece, leave_out: Collection[tuple[str, str]] = ()) -> Iterator[Finding]:
    """Gaps of the axis, from the last day before to the first day after, but for those already told of."""
    gaps = [gap for gap in piece.dates.gaps() if gap not in leave_out]
    if not gaps:
        return
    seen = first_few([phrase("from_to", first=first, last=last) for first, last in gaps])
    dates = (gaps[0][0], gaps[-1][1])
    months = {(last[5:7], first[5:7]) for last, first in gaps}
    if len(gaps) >= _SEASONS and len(months) == 1:
        problem = told("time.season", piece.where, times=len(gaps), seen=seen)
        yield Finding("note", problem, dates=dates, count=len(gaps))
        return
    problem = told("time.gap", piece.where, times=len(gaps), seen=seen)
    yield Finding("warning", problem, dates=dates, count=len(gaps))


def name_findings(piece: Piece) -> Iterator[Finding]:
    """A file's name that promises days which the file does not hold: perhaps only a part was fetched."""
    found = _PERIOD.search(piece.where)
    if not found or not len(piece.dates):
        return
    first = _days(found[1], found[2], found[3] or "01")
    last = _days(found[4], found[5], found[6] or "30")
    held = piece.dates.iso(0), piece.dates.iso(-1)
    late = _days(*held[0].split("-")) - first
    early = last - _days(*held[1].split("-"))
    if piece.step == "day" and max(late, early) > _NEAR:
        problem = told("time.name", piece.where, first=held[0], last=held[1], named=found[0])
        yield Finding("note", problem, dates=held)


def _days(year: str, month: str, day: str) -> int:
    """A rough running number of days, the same for all calendars to within a week over a century."""
    return int(year) * 365 + int(month) * 30 + int(day)
