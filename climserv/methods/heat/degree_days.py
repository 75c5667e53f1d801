"""Degree days: warmth above a lower cut-off and below an upper one, summed over a season."""

import math

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons
from ..kelvin import kelvin_problems, kelvin_threshold_problems
from ..seasons.rules import missing_problems, settle

METHODS = ("average", "cut_average", "single_triangle", "single_sine")


def degree_days(tas, seasons: Seasons, *, lower: float, upper: float = np.inf, missing="any"):
    """Degree days of the daily mean temperature: the sum of how far each day's mean lies above `lower`.

    tas       (cell, time) float32, daily [K]
    lower     [K]; a colder day counts nothing
    upper     [K]; a warmer day counts as one of `upper` (a horizontal cut-off)
    missing   "any": one missing day makes the season unknown; a number: so many may be missing, and add nothing
    returns   value (cell, season) float32 [K day]; outcome (cell, season) uint8
    source    McMaster and Wilhelm (1997), Agricultural and Forest Meteorology 87, 291-300: their first method

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 5)], (6, 1), (6, 4))
    >>> tas = [[280, 283, 288, 308]]
    >>> [found.tolist() for found in degree_days(tas, june, lower=283, upper=303)]
    [[[25.0]], [[1]]]
    """
    here = "degree_days, "
    refuse_if(_problems(lower, upper, missing, here))
    values = cells_by_time(tas, here + "tas", len(seasons.season))
    refuse_if(kelvin_problems(values, here + "tas"))
    days, total, absent = _room(values, seasons)
    _of_means(values, integers(seasons.first), days, float(lower), float(upper), total, absent)
    return settle(total, absent, days, missing)


def cold_degree_days(tas, seasons: Seasons, *, base: float, missing="any"):
    """The sum of how far each day's mean lies below a base: the cold that harms, such as rice while its pollen forms.

    tas       (cell, time) float32, daily [K]
    base      [K]; a warmer day counts nothing
    missing, returns  as `degree_days`
    source    Uchijima (1976), in Climate and Rice, IRRI, Los Banos: cooling degree-days of rice; with another base the
              heating degree days of the climate indices

    >>> july = seasons_of([(2001, 7, d) for d in range(1, 5)], (7, 1), (7, 4))
    >>> [found.tolist() for found in cold_degree_days([[290, 293, 295, 288]], july, base=293)]
    [[[8.0]], [[1]]]
    """
    here = "cold_degree_days, "
    refuse_if(kelvin_threshold_problems(base, here + "base") + missing_problems(missing, here + "missing"))
    values = cells_by_time(tas, here + "tas", len(seasons.season))
    refuse_if(kelvin_problems(values, here + "tas"))
    days, total, absent = _room(values, seasons)
    # Turned about zero, the cold below the base is the warmth above it.
    _of_means(-values, integers(seasons.first), days, -float(base), np.inf, total, absent)
    return settle(total, absent, days, missing)


def degree_days_within_day(
    tasmin,
    tasmax,
    seasons: Seasons,
    *,
    lower: float,
    upper: float = np.inf,
    method: str = "single_sine",
    missing="any",
):
    """Degree days that know how the temperature goes up and down within a day.

    tasmin, tasmax  (cell, time) float32, daily [K]; where they are the wrong way round they change places
    lower, upper    [K], cut-offs; the upper one is horizontal: warmth above it counts as warmth at it
    method    "average"          the middle of the two extremes, then cut off, as in `degree_days`
              "cut_average"      each extreme is cut off, then the middle is taken (maize, 10 and 30 degC)
              "single_triangle"  the area between the cut-offs under straight lines from lowest to highest and back
              "single_sine"      the area between the cut-offs under one sine wave
    missing   as in `degree_days`; a day is missing when either extreme is
    returns   value (cell, season) float32 [K day]; outcome (cell, season) uint8
    source    Baskerville and Emin (1969), Ecology 50, 514-517 (sine); Zalom et al. (1983), UC Cooperative Extension
              leaflet 21373 (triangle, sine, horizontal cut-off); McMaster and Wilhelm (1997), Agricultural and Forest
              Meteorology 87, 291-300 (averages)

    A day from 278 to 298 K over a base of 283 K: its middle is 5 above; with the night cut off at the base, 7.5. A
    triangle is above the base for three quarters of the day, by 7.5 on average.

    >>> june = seasons_of([(2001, 6, 1)], (6, 1), (6, 1))
    >>> found = [degree_days_within_day([[278]], [[298]], june, lower=283, method=name)[0] for name in METHODS]
    >>> [round(float(value[0, 0]), 3) for value in found]
    [5.0, 7.5, 5.625, 6.09]
    """
    here = "degree_days_within_day, "
    refuse_if(_problems(lower, upper, missing, here) + one_of(method, METHODS, here + "method"))
    low = cells_by_time(tasmin, here + "tasmin", len(seasons.season))
    high = cells_by_time(tasmax, here + "tasmax", len(seasons.season))
    if low.shape != high.shape:
        what = "tasmin and tasmax must be of the same cells"
        raise Refused(Problem("array.shape", here + "tasmax", what, str(high.shape), str(low.shape)))
    days, total, absent = _room(low, seasons)
    rule = (float(lower), float(upper), METHODS.index(method))
    _of_extremes(low, high, integers(seasons.first), days, rule, total, absent)
    return settle(total, absent, days, missing)


def _problems(lower, upper, missing, here):
    return (
        kelvin_threshold_problems(lower, here + "lower")
        + (kelvin_threshold_problems(upper, here + "upper") if upper != np.inf else [])
        + at_least(upper, lower, here + "upper")
        + missing_problems(missing, here + "missing")
    )


def _room(values, seasons):
    shape = (values.shape[0], len(seasons))
    return integers(seasons.present), np.empty(shape, np.float64), np.empty(shape, np.int32)


@njit(cache=True, nogil=True)
def _of_means(values, first, days, lower, upper, total, absent):
    most = upper - lower
    for cell in range(values.shape[0]):
        for season in range(first.size):
            row = values[cell, first[season] : first[season] + days[season]]
            amount, gone = 0.0, 0
            for at in range(row.size):
                above = np.float64(row[at]) - lower
                gone += above != above
                amount += min(above, most) if above > 0.0 else 0.0
            total[cell, season] = amount
            absent[cell, season] = gone


@njit(cache=True, nogil=True)
def _above(low, high, base, method):
    """Degree days above `base` of one day without an upper cut-off, under a triangle (2) or a sine wave (3)."""
    if high <= base:
        return 0.0
    middle = 0.5 * (low + high)
    if low >= base:
        return middle - base
    if method == 2:
        return (high - base) * (high - base) / (2.0 * (high - low))
    swing = 0.5 * (high - low)
    share = (base - middle) / swing
    return ((middle - base) * (0.5 * math.pi - math.asin(share)) + swing * math.sqrt(1.0 - share * share)) / math.pi


@njit(cache=True, nogil=True)
def _of_extremes(tasmin, tasmax, first, days, rule, total, absent):
    lower, upper, method = rule
    for cell in range(tasmin.shape[0]):
        for season in range(first.size):
            amount, gone = 0.0, 0
            for at in range(first[season], first[season] + days[season]):
                one, other = np.float64(tasmin[cell, at]), np.float64(tasmax[cell, at])
                if one != one or other != other:
                    gone += 1
                    continue
                low, high = min(one, other), max(one, other)
                if method == 0:
                    amount += min(max(0.5 * (low + high), lower), upper) - lower
                elif method == 1:
                    amount += 0.5 * (min(max(low, lower), upper) + min(max(high, lower), upper)) - lower
                else:
                    amount += _above(low, high, lower, method) - _above(low, high, upper, method)
            total[cell, season] = amount
            absent[cell, season] = gone
