"""Time: gaps of the axis, and whether the file's name tells the days that are in it."""

import re
from collections.abc import Collection, Iterator

from ...vocabulary.problems import Problem
from ..pieces import Piece
from .finding import SHOWN, Finding

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
    got = "; ".join(f"{a} to {b}" for a, b in gaps[:SHOWN]) + ("; ..." if len(gaps) > SHOWN else "")
    dates = (gaps[0][0], gaps[-1][1])
    months = {(last[5:7], first[5:7]) for last, first in gaps}
    if len(gaps) >= _SEASONS and len(months) == 1:
        what = f"the file holds one season of each year and leaves out the rest, {len(gaps)} time(s)"
        yield Finding("note", Problem("time.season", piece.where, what, got), dates=dates, count=len(gaps))
        return
    what = f"the time axis has {len(gaps)} gap(s), from the last day before to the first after"
    next_step = "Right for a historical and a future part; else fetch the missing pieces"
    problem = Problem("time.gap", piece.where, what, got, "", next_step)
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
        what = "the file holds fewer days than its name says"
        problem = Problem("time.name", piece.where, what, f"{held[0]} to {held[1]}", found[0],
                          "Right for a part that was cut out; else fetch the file again")  # fmt: skip
        yield Finding("note", problem, dates=held)


def _days(year: str, month: str, day: str) -> int:
    """A rough running number of days, the same for all calendars to within a week over a century."""
    return int(year) * 365 + int(month) * 30 + int(day)
