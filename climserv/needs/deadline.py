"""When information must be there: the start of the decision window, less the time people need before it."""

import math
from datetime import date, timedelta

from ..vocabulary.seasons import MonthDay, parse_month_day
from ..vocabulary.units import parse_quantity
from .need import Need


def information_deadline(need: Need) -> MonthDay | None:
    """The last day of the year on which information is still of use; None while window or lead are not known.

    The deadline a group set itself goes before the computed one. Counted in a year without 29 February.
    """
    decision = need.decision
    if decision.deadline:
        return parse_month_day(decision.deadline, where="decision.deadline")
    if decision.by is None or not decision.by.from_ or not decision.lead:
        return None
    start = parse_month_day(decision.by.from_, where="decision.by.from")
    days = math.ceil(parse_quantity(decision.lead, where="decision.lead", like="day").to("day"))
    # 2001 has no 29 February; whole years back bring the same day again.
    day = date(2001, start.month, start.day) - timedelta(days=days % 365)
    return MonthDay(day.month, day.day)


def set_date(need: Need) -> date | None:
    """The very day of the deadline of a decision that is taken once; None for one that comes every year."""
    by, latest = need.decision.by, information_deadline(need)
    if by is None or by.year is None or latest is None:
        return None
    # Information that must be there before a window early in the year falls in the year before it.
    start = by.from_ or by.to
    earlier = start is not None and str(latest) > start
    return date(by.year - earlier, latest.month, latest.day)


def next_deadline(need: Need, today: date) -> date | None:
    """The next day by which information must be there, today or later; None where it is not known, or over."""
    latest, once = information_deadline(need), set_date(need)
    if latest is None or once is not None:
        return once if once is not None and once >= today else None
    return min(day for year in (today.year, today.year + 1) if (day := date(year, latest.month, latest.day)) >= today)


def is_over(need: Need, today: date) -> bool:
    """Whether a decision that is taken once has been taken, or could no longer be helped."""
    by, once = need.decision.by, set_date(need)
    if once is not None:
        return once < today
    if by is None or by.year is None:
        return False
    end = by.to or by.from_ or "12-31"
    # A window over New Year ends in the year after it began.
    crosses = by.from_ is not None and end < by.from_
    last = parse_month_day(end, where="decision.by.to")
    return date(by.year + crosses, last.month, last.day) < today
