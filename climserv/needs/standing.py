"""How a need stands: a decision or only awareness, drafted or confirmed, guessed or said; and where it contradicts
itself. All of it follows from the record; none of it hinders saving."""

from ..vocabulary.problems import Problem
from ..vocabulary.seasons import days_between, parse_month_day
from ..vocabulary.texts import plain_word
from .levels import disordered_levels
from .need import Need

DRAFTED, CONFIRMED = "drafted", "confirmed"


def is_awareness(need: Need) -> bool:
    """With one way to act there is nothing to decide: people want to be aware, and the answer says so."""
    return len({plain_word(option) for option in need.decision.options}) == 1


def is_guess(need: Need) -> bool:
    """Whether what is measured was guessed from words and nobody has said yet that it is right."""
    metric = need.metric
    return bool(metric.is_ and metric.guessed_from and not metric.confirmed_by)


def confirmed_by_another(need: Need) -> bool:
    """Whether somebody other than the writer is said to have confirmed it; spelling and accents do not make another."""
    origin = need.origin
    if not origin.confirmed_by:
        return False
    return plain_word(origin.confirmed_by) != plain_word(origin.recorded_by or "")


def state_of(need: Need) -> str:
    """`confirmed` once another person has said that it is right; `drafted` till then, and while it holds a guess."""
    return CONFIRMED if confirmed_by_another(need) and not is_guess(need) else DRAFTED


def contradictions(need: Need) -> list[Problem]:
    """What cannot all be true, each with its field: kept as it was written, and to be talked over."""
    return [*disordered_levels(need), *_late_deadline(need), *_past_year(need), *_years_named(need)]


def _late_deadline(need: Need) -> list[Problem]:
    """A deadline of their own that lies after the decision is taken, within half a year."""
    window = need.decision.by
    if not need.decision.deadline or window is None or not (window.to or window.from_):
        return []
    deadline = parse_month_day(need.decision.deadline, where="")
    last = parse_month_day(window.to or window.from_, where="")
    late = days_between(last, deadline)
    if not 0 < late < 183:
        return []
    return [Problem(
        "need.deadline_late", "decision.deadline", "the answer is asked for after the decision is taken",
        str(deadline), f"{last} or before", "Say when the answer must be there, or when you decide",
    )]  # fmt: skip


def _past_year(need: Need) -> list[Problem]:
    """A decision of one year that lies after all the years it is about."""
    window, years = need.decision.by, need.time.period_of_interest
    if window is None or window.year is None or not years or int(years[-4:]) >= window.year:
        return []
    if need.time.horizon == "past":
        return []
    return [Problem(
        "need.years_gone", "time.period_of_interest", "the years asked about are over before the decision is taken",
        years, f"years from {window.year} on", "Or say that it is about the years on record",
    )]  # fmt: skip


def _years_named(need: Need) -> list[Problem]:
    """Who remembers a year, or how bad it was, of a year that is not among the bad ones."""
    named = dict.fromkeys(need.bad_years_by, "bad_years_by") | dict.fromkeys(need.worst_first, "worst_first")
    return [
        Problem("need.year_unnamed", where, "this year is not among the bad years", year,
                ", ".join(need.bad_years) or "a bad year", "Add the year, and what happened in it")
        for year, where in named.items() if year not in need.bad_years
    ]  # fmt: skip
