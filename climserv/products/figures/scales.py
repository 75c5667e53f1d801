"""The upright scale of a graph: dates or days, the answer's line, and the bands for what never came or is not known."""

from dataclasses import dataclass

import numpy as np

from ...vocabulary.outcomes import Outcome
from ...vocabulary.seasons import MonthDay, days_between, parse_month_day
from ..counts import Counts
from ..words.phrases import month_day, number, quantity, say

_MOST_TICKS = 6


@dataclass(frozen=True)
class Scale:
    """Heights in the metric's unit.

    at            the answer's line
    low, top      the ends; edge: where values end and bands begin
    base          where bars begin: at zero, those of dates at the low end
    never         height of the band of what did not happen; unknown: of what is not known
    ticks, bands  (height, label)
    yes, no       legend words for the years counted and the others
    """

    low: float
    top: float
    edge: float
    base: float
    at: float
    never: float
    unknown: float
    ticks: tuple[tuple[float, str], ...]
    bands: tuple[tuple[float, str], ...]
    yes: str
    no: str


def make_scale(result, counts: Counts, language: str) -> Scale:
    """One scale for all parts of a graph, so that heights compare."""
    statement, outcome = counts.statement, result.places["outcome"].values
    happened = result.places["value"].values[outcome == Outcome.HAPPENED]
    highest = max(float(happened.max(initial=0)), statement.at) + 1
    lowest = min(0.0, float(happened.min(initial=0)))
    if lowest < 0:
        lowest -= (highest - lowest) * 0.04
    edge = lowest + (highest - lowest) * 1.04
    step = (edge - lowest) * 0.15
    bands, heights, top = [], {}, edge
    for what, key in ((Outcome.DID_NOT_HAPPEN, "graph.never"), (Outcome.UNKNOWN, "graph.unknown")):
        heights[what] = top + step * 0.55
        if (outcome == what).any():
            bands.append((heights[what], say(language, key)))
            top += step
    ticks = _date_ticks(statement, highest, language) if statement.is_date else _number_ticks(lowest, highest)
    yes, no = _legend_words(statement, result.metric.unit, language)
    base = lowest if statement.is_date else 0.0
    never, unknown = heights[Outcome.DID_NOT_HAPPEN], heights[Outcome.UNKNOWN]
    return Scale(lowest, top, edge, base, statement.at, never, unknown, ticks, tuple(bands), yes, no)


def _legend_words(statement, unit: str, language: str) -> tuple[str, str]:
    date = month_day(statement.condition, language) if statement.is_date else ""
    values = {"n": quantity(f"{number(statement.at)} {unit}", language), "date": date}
    return tuple(say(language, f"graph.{statement.code}{end}", **values) for end in ("", ".other"))


def _number_ticks(low: float, high: float) -> tuple[tuple[float, str], ...]:
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000) if (high - low) / s <= _MOST_TICKS)
    first = np.ceil(low / step) * step
    return tuple((float(at), number(float(at))) for at in np.arange(first, high + 1e-9, step))


def _date_ticks(statement, high: float, language: str) -> tuple[tuple[float, str], ...]:
    """First days of months, and middles where there is room, as short dates; the answer's own date always stands."""
    start = parse_month_day(statement.start, where="search_start")
    days = (1,) if high > 31 * _MOST_TICKS / 2 else (1, 16)
    found = {statement.at: _short(parse_month_day(statement.condition, where="condition"), language)}
    apart = high / 9
    for month in range(1, 13):
        for day in days:
            at = float(days_between(start, MonthDay(month, day)))
            if at < high and abs(at - statement.at) > apart:
                found[at] = _short(MonthDay(month, day), language)
    return tuple(sorted(found.items()))


def _short(day: MonthDay, language: str) -> str:
    """`5 Nov`: the first three letters do in all our languages; four where French would confuse June and July."""
    number_of_day, _, month = month_day(str(day), language).replace(" de ", " ").partition(" ")
    return f"{number_of_day} {month[: 4 if month.lower().startswith('jui') else 3]}"
