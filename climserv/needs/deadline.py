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
