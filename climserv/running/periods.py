"""The years of a run: which are asked about, which are trained on, and whether the data have them."""

from collections.abc import Iterable

import numpy as np

from ..vocabulary.problems import Problem, Refused
from ..vocabulary.seasons import Years, parse_years

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


def choose_period(have: set[int], after: Years | None) -> Years:
    """2041-2070 where the data hold it, else their last thirty years."""
    middle = Years(2041, 2070)
    if after is not None and after.last < middle.first and covered(middle, have):
        return middle
    last = spans(have)[-1]
    return Years(max(last.first, last.last - NORMAL + 1), last.last)
