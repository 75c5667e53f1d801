"""The function behind each operation, resolved by our own table and never by a name in a recipe.

A cell-wise function takes the block's work and the step's filled arguments, and changes the work.
"""

import numpy as np

from ..methods.adjustment import apply, train
from ..methods.calendars import seasons
from ..methods.counting import hot_days
from ..methods.onset import rainy_season_onset
from ..vocabulary.seasons import parse_month_day
from ..vocabulary.units import parse_quantity

# Rain comes in canonical kg m-2 s-1 and is judged in mm/day, the unit of gauges and thresholds.
SECONDS_A_DAY = 86400.0
# What a gauge wrote as 1.0 mm must be 1.0 again after the trip through kg m-2 s-1 in float32.
RAIN_DIGITS = 5


def in_mm_a_day(rain: np.ndarray) -> np.ndarray:
    """Rain from kg m-2 s-1 to mm/day, rounded to a hundred-thousandth of a millimetre."""
    return np.round(rain * np.float64(SECONDS_A_DAY), RAIN_DIGITS).astype(np.float32)


def adjust(work, arguments) -> None:
    """Train on the baseline, apply to the whole series; without a reference the series stays as it came."""
    if work.reference is None or work.training is None:
        return
    ours, theirs = work.series, work.reference
    mine = (ours.year >= work.training.first) & (ours.year <= work.training.last)
    their = (theirs.year >= work.training.first) & (theirs.year <= work.training.last)
    multiplies = arguments["kind"] == "*"
    scale = in_mm_a_day if multiplies else np.asarray
    trained = train(
        scale(theirs.values[:, their]),
        scale(ours.values[:, mine]),
        theirs.month[their],
        ours.month[mine],
        method=arguments["method"],
        kind=arguments["kind"],
        quantiles=arguments["quantiles"],
        wet_day=_number(arguments["wet_day"], "mm/day"),
        seed=arguments["seed"],
    )
    raise NotImplementedError(trained, apply)


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
        in_mm_a_day(work.series.values),
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
