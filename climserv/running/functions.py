"""The function behind each operation, resolved by our own table and never by a name in a recipe.

A cell-wise function takes the block's work and the step's filled arguments, and changes the work.
"""

from dataclasses import replace

from ..methods.adjustment import apply, train
from ..methods.calendars import day_number, seasons
from ..methods.heat.days import hot_days
from ..methods.seasons.onset import rainy_season_onset
from ..vocabulary.seasons import parse_month_day
from ..vocabulary.units import parse_quantity

# Rain is read and judged in mm/day, the unit of gauges and thresholds; temperature in K, as it is kept.
WORKED_IN = {"pr": "mm/day"}


def adjust(work, arguments) -> None:
    """Apply what the training years teach to the period's series; without a reference the series stays as it came."""
    lesson, series = work.lesson, work.series
    if lesson is None:
        return
    if "trained" not in lesson.learnt:
        lesson.learnt["trained"] = train(
            lesson.reference.values,
            lesson.historical.values,
            lesson.reference.month,
            lesson.historical.month,
            method=arguments["method"],
            kind=arguments["kind"],
            quantiles=arguments["quantiles"],
            wet_day=_number(arguments["wet_day"], "mm/day"),
            seed=arguments["seed"],
            cells=work.cell_ids,
        )
    days = day_number(series.year, series.month, series.day, series.calendar)
    adjusted, facts = apply(lesson.learnt["trained"], series.values, series.month, days=days)
    work.series = replace(series, values=adjusted)
    work.facts.update(facts)


def _season(work, ends) -> None:
    start, end = (parse_month_day(ends[key], where=key) for key in ("from", "to"))
    series = work.series
    work.seasons = seasons(series.year, series.month, series.day, start, end, series.calendar)


def count_hot_days(work, arguments) -> None:
    _season(work, arguments["season"])
    work.value, work.outcome = hot_days(
        work.series.values,
        work.seasons,
        threshold=_number(arguments["threshold"], "K"),
        operator=arguments["operator"],
        missing=arguments["missing"],
    )


def find_onset(work, arguments) -> None:
    _season(work, arguments["search"])
    work.value, work.outcome = rainy_season_onset(
        work.series.values,
        work.seasons,
        amount=_number(arguments["amount"], "mm"),
        window=_days(arguments["window"]),
        wet_day=_number(arguments["wet_day"], "mm/day"),
        operator=arguments["operator"],
        wet_days=arguments["wet_days"],
        anchor=arguments["anchor"],
        dry_spell=_days(arguments["dry_spell"]),
        look_ahead=_days(arguments["look_ahead"]),
    )


def _number(text: str, unit: str) -> float:
    return parse_quantity(text, where="step", like=unit).to(unit)


def _days(text: str) -> int:
    return round(_number(text, "day"))


CELL_WISE = {"adjust": adjust, "hot_days": count_hot_days, "onset": find_onset}
