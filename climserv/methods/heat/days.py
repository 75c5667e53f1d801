"""Days that are hot, nights that give no relief, days of frost: counted by the kernel of `seasons.counting`."""

import numpy as np

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import cells_by_time, one_of
from ..calendars import Seasons
from ..kelvin import kelvin_problems, kelvin_threshold_problems
from ..seasons.counting import count_days
from ..seasons.rules import OPERATORS, least_warm, missing_problems


def hot_days(tasmax, seasons: Seasons, *, threshold: float, operator: str = ">", missing="any"):
    """Days of each season whose highest temperature is above a threshold.

    tasmax    (cell, time) float32, daily [K]
    threshold [K], rounded to float32 before it is compared, because the data were: so `>=` counts a day of exactly
              30 degC, which both sides hold as the float32 next to 303.15 K
    operator  ">" or ">=" ("<" and "<=" count cold days)
    missing   "any": one missing day makes the season unknown; a number: so many may be missing
    returns   value (cell, season) float32 [day], not a number where unknown; outcome (cell, season) uint8,
              HAPPENED for every season that could be counted, zero days included
    refused   data or a threshold that are no kelvin, here and in all methods of heat
    source    WMO-No. 1203 (2017), Guidelines on the Calculation of Climate Normals: days over a threshold

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 6)], (6, 1), (6, 5))
    >>> value, outcome = hot_days([[303.15, 300.0, 304.2, 303.15, 290.0]], june, threshold=303.15, operator=">=")
    >>> value.tolist(), outcome.tolist()
    ([[3.0]], [[1]])
    >>> hot_days([[303.15, 300.0, 304.2, 303.15, float("nan")]], june, threshold=303.15)[1].tolist()
    [[0]]
    """
    return _counted("hot_days", "tasmax", tasmax, seasons, threshold, operator, missing)


def hot_nights(tasmin, seasons: Seasons, *, threshold: float, operator: str = ">", missing="any"):
    """Days of each season whose lowest temperature stays above a threshold: nights without relief.

    tasmin    (cell, time) float32, daily [K]
    threshold [K]; 293.15 K with ">" gives the tropical nights of the climate indices
    operator, missing, returns  as `hot_days`
    source    Zhang et al. (2011), WIREs Climate Change 2, 851-870: TR

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 5)], (6, 1), (6, 4))
    >>> [found.tolist() for found in hot_nights([[293.15, 293.2, 295, 290]], june, threshold=293.15)]
    [[[2.0]], [[1]]]
    """
    return _counted("hot_nights", "tasmin", tasmin, seasons, threshold, operator, missing)


def frost_days(tasmin, seasons: Seasons, *, threshold: float = 273.15, operator: str = "<", missing="any"):
    """Days of each season whose lowest temperature is below freezing, or below the threshold a crop bears.

    tasmin    (cell, time) float32, daily [K]
    threshold [K]
    operator  "<" or "<="
    missing, returns  as `hot_days`
    source    Zhang et al. (2011), WIREs Climate Change 2, 851-870: FD

    >>> may = seasons_of([(2001, 5, d) for d in range(1, 5)], (5, 1), (5, 4))
    >>> [found.tolist() for found in frost_days([[273.15, 273.1, 270, 280]], may)]
    [[[2.0]], [[1]]]
    """
    return _counted("frost_days", "tasmin", tasmin, seasons, threshold, operator, missing)


def middle_of_day(tasmin, tasmax):
    """The middle of the lowest and highest temperature of each day, which stands for its mean where no other is kept.

    tasmin, tasmax  (cell, time) float32, daily [K]
    missing   a day without one of the two is missing
    returns   (cell, time) float32 [K]; on days that warm up slowly or cloud over it is off the mean of 24 hours
    source    WMO-No. 1203 (2017), Guidelines on the Calculation of Climate Normals: mean daily temperature

    >>> middle_of_day([[280, float("nan")]], [[290, 300]]).tolist()
    [[285.0, nan]]
    """
    here = "middle_of_day, "
    low = cells_by_time(tasmin, here + "tasmin")
    high = cells_by_time(tasmax, here + "tasmax", low.shape[1])
    refuse_if(kelvin_problems(low, here + "tasmin") + kelvin_problems(high, here + "tasmax"))
    if low.shape != high.shape:
        what = "tasmin and tasmax must be of the same cells"
        raise Refused(Problem("array.shape", here + "tasmax", what, str(high.shape), str(low.shape)))
    return np.float32(0.5) * (low + high)


def _counted(name, variable, values, seasons, threshold, operator, missing):
    here = name + ", "
    refuse_if(
        one_of(operator, OPERATORS, here + "operator")
        + kelvin_threshold_problems(threshold, here + "threshold")
        + missing_problems(missing, here + "missing")
    )
    values = cells_by_time(values, here + variable, len(seasons.season))
    refuse_if(kelvin_problems(values, here + variable))
    return count_days(values, seasons, least_warm(threshold, operator), operator, missing, here + variable)
