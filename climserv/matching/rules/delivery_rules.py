"""The rules of the time axis about deadlines and levels: whether an answer can be there, and be new, when it counts."""

import math
from datetime import date, timedelta

from ...needs.deadline import set_date
from ...needs.levels import Level
from ...vocabulary.scales import TIME_SCALES
from ...vocabulary.texts import decimals
from ...vocabulary.units import parse_quantity
from .case import Case
from .verdicts import CANNOT, DIALOGUE, MEETS, Finding


def deadline(case: Case) -> Finding | None:
    """A decision taken once has a deadline: not in the past, and not before the years asked about have been lived."""
    day = set_date(case.need)
    if day is None:
        return None
    values, evidence = {"deadline": str(day)}, {"deadline": str(day), "today": str(case.today or "")}
    if case.today is not None and day < case.today:
        return Finding("time.deadline.past", CANNOT, values, evidence)
    asked = case.asked_years
    if case.need.time.horizon == "past" and asked is not None and asked.last >= day.year:
        there = str(date(asked.last + 1, 1, 1) + timedelta(days=math.ceil(case.data.delay_days or 0)))
        values |= {"asked": str(asked), "there": there}
        return Finding("time.deadline.before_data", CANNOT, values, evidence | {"there": there})
    return Finding("time.deadline.kept", MEETS, values, evidence)


def forecast_lead(case: Case) -> Finding | None:
    """A forecast ends at its lead: what must be known earlier than that cannot be known from it."""
    if case.group != "forecast" or case.need.time.horizon not in ("days", "now"):
        return None
    level, lead = case.levels.get("lead"), case.need.decision.lead
    asked = _least(level) or (parse_quantity(lead, where="decision.lead").to("day") if lead else None)
    if not asked:
        return None
    have = case.data.lead_days
    evidence = {"asked_days": asked, "lead_days": have}
    values = {"asked": _days(asked), "have": _days(have or 0)}
    if have is None:
        return Finding("time.lead.unknown", DIALOGUE, values, evidence)
    if have < asked:
        return Finding("time.lead.short", CANNOT, values, evidence, 1 - have / asked)
    return Finding("time.lead.enough", MEETS, values, evidence)


def step_level(case: Case) -> Finding | None:
    """The time step of the answer against the levels a group gave: what is coarser than the threshold is of no use."""
    level = case.levels.get("step")
    asked = _least(level)
    if asked is None:
        return None
    have = min(TIME_SCALES[code].days for code in case.recipe.answers.time)
    evidence = {"answer_days": have, **_said(level)}
    values = {"have": _days(have), "level": _days(asked)}
    # Months and years are as long as they are: a twentieth is no difference.
    if have > asked * 1.05:
        return Finding("time.level.coarse", CANNOT, values, evidence, math.log2(have / asked))
    wished = min(number for number in _said(level).values())
    return Finding("time.level.meets", MEETS, values, evidence, max(0.0, math.log2(have / wished)))


def timeliness(case: Case) -> Finding | None:
    """How soon after the day the values are there, where the answer is about days that are just over."""
    level = case.levels.get("timeliness")
    asked = _least(level)
    if asked is None or case.group == "model":
        return None
    have = case.data.delay_days
    evidence, values = {"delay_days": have, **_said(level)}, {"asked": _days(asked), "have": _days(have or 0)}
    if have is None:
        return Finding("time.timeliness.unknown", DIALOGUE, values, evidence)
    if have > asked:
        return Finding("time.timeliness.late", CANNOT, values, evidence, math.log2(have / asked) if asked else 1.0)
    return Finding("time.timeliness.kept", MEETS, values, evidence)


def certainty(case: Case) -> Finding | None:
    """How often it must come right is counted in the product, and cannot be promised before."""
    asked = _least(case.levels.get("certainty"))
    if asked is None:
        return None
    return Finding("time.certainty", MEETS, {"asked": f"{asked * 10:.2g}"}, {"asked_share": asked}, note=True)


def _least(level: Level | None) -> float | None:
    """The level below which it is of no use: the threshold, else the laxest that is said."""
    if level is None:
        return None
    return next(iter(_said(level).values()), None)


def _said(level: Level) -> dict[str, float]:
    """The levels that are said, the laxest first."""
    return {name: n for name in ("threshold", "breakthrough", "goal") if (n := getattr(level, name)) is not None}


def _days(count: float) -> dict[str, str]:
    number = f"{count:.3g}"
    return {
        "en": f"{number} day{'' if count == 1 else 's'}",
        "fr": f"{decimals(number, 'fr')} jour{'s' * (count >= 2)}",
        "sw": f"siku {number}",
        "es": f"{decimals(number, 'es')} día{'' if count == 1 else 's'}",
    }
