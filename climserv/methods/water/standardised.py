"""Standardised indices of months: how unusual the rain, or rain less evapotranspiration, of some months was.

Each month of the year has its own distribution, fitted to the sums over the last `months` months in the baseline years.
The share of it below a value becomes the value of the standard normal distribution with the same share below it: 0 is
the middle, -1.5 a drought of one year in fifteen.

  SPI   a gamma distribution for months with rain, and a share for those without. Zero rule "centre" (Stagge et al.,
        2015): with n0 dry ones among n, rain begins above the share n0 / (n + 1), and a dry month stands in the middle
        of the dry share, (n0 + 1) / (2 (n + 1)), so the index is finite, and its mean stays near 0, in the driest
        month. "upper": rain begins above n0 / n, where dry months stand too, as in McKee et al. A month that was
        never dry in the baseline stands at the lower bound when it is, below any rain.
        Methods: "thom" (Thom's maximum likelihood), "moments", "l_moments"
  SPEI  a generalised logistic (three-parameter log-logistic) distribution by unbiased L-moments
A month of fewer than four rainy ones, or whose values are all the same, cannot carry a distribution: its values are
ranked among those of the baseline, and counted as `by_rank`. The index is kept within +-`limit`, and what was cut is
counted.
"""

import numpy as np

from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Timeline
from ..distributions import standardise_balance, standardise_rain
from .periods import monthly_sums, running_sums

METHODS = ("thom", "moments", "l_moments")
ZEROS = ("centre", "upper")
FACTS = ("values", "capped", "zeros", "by_rank", "without_baseline")


def standardised_precipitation_index(
    rain,
    line: Timeline,
    *,
    months: int,
    baseline: tuple[int, int],
    method: str = "thom",
    zeros: str = "centre",
    limit: float = 3.0,
    least_years: int = 20,
    allowed: int = 0,
    reference=None,
):
    """SPI: how unusual the rain of the last `months` months was, for each month.

    rain        (cell, time) float32, daily [mm/day]
    line        its time axis, any calendar
    months      summed, the month itself counted: 3 for SPI-3
    baseline    first and last year of the calibration, both counted
    method      "thom", "moments", "l_moments"; zeros "centre" or "upper": see the module
    limit       the index is kept within it on both sides
    least_years a month with fewer known sums in the baseline has no index
    allowed     missing days a month may have, see `period_sums`; else a missing day makes each sum that holds its month
                missing, and no other
    reference   (series, line) that holds the baseline, where `rain` does not: a projection judged by its own past.
                None: `rain` itself
    returns     index (cell, month) float32, not a number where missing; the months (Periods); facts, counts of months:
                values, capped, zeros, by_rank, without_baseline
    source      McKee, Doesken and Kleist (1993); WMO-No. 1090 (2012), SPI User Guide; Thom (1958), Monthly Weather
                Review 86, 117-122; Stagge et al. (2015), International Journal of Climatology 35, 4027-4040

    Thirty years of a dry January: ten without rain stand in the middle of the dry third, at -0.93.

    >>> line = Timeline("360_day", np.repeat(range(1991, 2021), 30), [1] * 900, list(range(1, 31)) * 30)
    >>> rain = np.repeat([0.0, 1.0, 2.0] * 10, 30)[None] * np.repeat(np.linspace(1, 1.3, 30), 30)
    >>> index, months, facts = standardised_precipitation_index(rain, line, months=1, baseline=(1991, 2020))
    >>> round(float(index[0, 0]), 2), facts["values"], facts["zeros"], facts["capped"]
    (-0.93, 30, 10, 0)
    """
    here = "standardised_precipitation_index, "
    refuse_if(one_of(method, METHODS, here + "method") + one_of(zeros, ZEROS, here + "zeros"))
    learnt, sums, found = _sums(rain, line, months, baseline, limit, least_years, allowed, reference, here)
    for values in (learnt[0], sums[0]):
        if (values < 0).any():
            what = "rain below zero"
            refuse_if([Problem("rain.negative", here + "rain", what, str(np.nanmin(values)), "0 or more")])
    rule = (METHODS.index(method), zeros == "centre", max(int(least_years), 1), float(limit))
    index, counts = np.full(sums[0].shape, np.nan, np.float32), np.zeros(len(FACTS), np.int64)
    standardise_rain(*learnt, *sums, rule, index, counts)
    return index, found, dict(zip(FACTS, counts.tolist(), strict=True))


def standardised_precipitation_evapotranspiration_index(
    balance,
    line: Timeline,
    *,
    months: int,
    baseline: tuple[int, int],
    limit: float = 3.0,
    least_years: int = 20,
    allowed: int = 0,
    reference=None,
):
    """SPEI: how unusual rain less reference evapotranspiration of the last `months` months was, for each month.

    balance  (cell, time) float32, daily rain - ET0 [mm/day]
    line, months, baseline, limit, least_years, allowed, reference, returns  as in `standardised_precipitation_index`;
             `zeros` stays 0, as nothing is special about a balance of 0
    source   Vicente-Serrano, Begueria and Lopez-Moreno (2010), Journal of Climate 23, 1696-1718; Begueria et al.
             (2014), International Journal of Climatology 34, 3001-3023 (unbiased L-moments); Hosking (1990) for
             the distribution

    >>> line = Timeline("360_day", np.repeat(range(1991, 2021), 30), [1] * 900, list(range(1, 31)) * 30)
    >>> balance = np.repeat(np.linspace(-5, 5, 30), 30)[None]
    >>> rule = dict(months=1, baseline=(1991, 2020))
    >>> index, _, facts = standardised_precipitation_evapotranspiration_index(balance, line, **rule)
    >>> [round(float(x), 2) for x in index[0, [0, 120, 228, 348]]], facts["capped"]
    ([-1.58, -0.54, 0.54, 1.58], 0)
    """
    here = "standardised_precipitation_evapotranspiration_index, "
    learnt, sums, found = _sums(balance, line, months, baseline, limit, least_years, allowed, reference, here)
    index, counts = np.full(sums[0].shape, np.nan, np.float32), np.zeros(len(FACTS), np.int64)
    standardise_balance(*learnt, *sums, max(int(least_years), 3), float(limit), index, counts)
    return index, found, dict(zip(FACTS, counts.tolist(), strict=True))


def _sums(daily, line, months, baseline, limit, least_years, allowed, reference, here):
    """Running sums and the month of the year of each, of the baseline and of the series; and the months."""
    problems = [] if limit > 0 else [Problem("argument.bounds", here + "limit", "a number out of bounds", str(limit))]
    first, last = baseline
    if first > last:
        what = "the baseline ends before it begins"
        problems.append(Problem("argument.bounds", here + "baseline", what, f"{first}-{last}", "first-last year"))
    refuse_if(problems + at_least(months, 1, here + "months") + at_least(least_years, 1, here + "least_years"))
    sums, part, found = _months_of(daily, line, months, allowed, here + "rain")
    past = (sums, part, found) if reference is None else _months_of(*reference, months, allowed, here + "reference")
    if len(past[0]) != len(sums):
        what = "the reference must have the same cells"
        refuse_if([Problem("array.cells", here + "reference", what, f"{len(past[0])} cells", f"{len(sums)} cells")])
    usable = (past[2].year >= first) & (past[2].year <= last)
    learnt = np.ascontiguousarray(past[0][:, usable]), integers(past[1][usable])
    return learnt, (sums, part), found


def _months_of(daily, line, months, allowed, name: str):
    daily = cells_by_time(daily, name, len(line.number))
    sums, found = monthly_sums(daily, line, allowed=allowed)
    return running_sums(sums, int(months)), integers(found.part), found
