"""The years of a run: which are asked about, which are trained on, and whether the data have them."""

from collections.abc import Iterable, Sequence

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.seasons import Years, parse_years

# The length of a climate normal (WMO-No. 1203); shorter ones are used where the record is shorter, and stated.
NORMAL = 30


def spans(years: Iterable[int]) -> list[Years]:
    """The unbroken runs of `years`, in order: 1995-2014 and 2020-2099."""
    found: list[Years] = []
    for year in sorted({int(y) for y in years}):
        if found and year == found[-1].last + 1:
            found[-1] = Years(found[-1].first, year)
        else:
            found.append(Years(year, year))
    return found


def whole_years(year: np.ndarray, month: np.ndarray) -> set[int]:
    """Years of which both January and December are there."""
    return set(np.unique(year[month == 1]).tolist()) & set(np.unique(year[month == 12]).tolist())


def covered(period: Years, have: set[int]) -> bool:
    return all(year in have for year in range(period.first, period.last + 1))


def read_period(text: str, have: set[int], *, where: str, of: str) -> Years:
    """The years of `text`; refused when the data do not hold all of them."""
    period = parse_years(text, where=where)
    if not covered(period, have):
        holds = ", ".join(str(span) for span in spans(have)) or "no whole year"
        what = f"the period lies outside the data ({of})"
        raise Refused(Problem("period.outside", where, what, str(period), holds, "Choose years within these"))
    return period


def choose_baseline(common: set[int]) -> Years | None:
    """The last thirty (or fewer) years of the first unbroken run that model and observations share.

    The first run, because in files with a gap it is the historical part; the years after it are already a scenario.
    """
    runs = spans(common)
    if not runs:
        return None
    first = runs[0]
    return Years(max(first.first, first.last - NORMAL + 1), first.last)


def baseline_asked(asked: str | None, recipe: Sequence[str], where: str) -> str | None:
    """The baseline of an order, or that of its recipe (the years that its steps compare with); they must be one.

    recipe  the years that steps of the recipe name; where  what the recipe is called
    """
    every = list(dict.fromkeys(([str(parse_years(asked, where="--baseline"))] if asked else []) + list(recipe)))
    if len(every) > 1:
        what = "one run compares with one baseline"
        raise Refused(Problem("period.baselines", where, what, ", ".join(every), "", "Name the same years everywhere"))
    return every[0] if every else None


def refuse_gap(baseline: Years, period: Years) -> None:
    """Refuse years that cannot show when a climate emerges: all from the baseline to the end must be computed."""
    if not (baseline.first <= period.first <= baseline.last + 1 and period.last > baseline.last):
        what = "the time of emergence needs all years from the baseline on"
        allowed = f"years from {baseline.last + 1} on"
        advice = f"Ask for --period {baseline.last + 1}-{max(period.last, baseline.last + 1)}"
        raise Refused(Problem("period.gap", "--period", what, f"{period} after {baseline}", allowed, advice))


def choose_period(have: set[int], after: Years | None) -> Years:
    """2041-2070 where the data hold it, else their last thirty years."""
    middle = Years(2041, 2070)
    if after is not None and after.last < middle.first and covered(middle, have):
        return middle
    last = spans(have)[-1]
    return Years(max(last.first, last.last - NORMAL + 1), last.last)
