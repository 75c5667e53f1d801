"""Heat stress of animals: the temperature-humidity index (THI), days of stress and the load that builds up.

The index exists in two forms, for degrees Celsius and for degrees Fahrenheit, and papers print them without units.
Celsius fed to the Fahrenheit form gives 32 to 39 on days when a cow gives less milk: plausible to look at, and wrong.
So kelvin come in here, the form is inside, and what cannot be is refused.
"""

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons
from ..kelvin import kelvin_problems
from ..seasons.counting import count_days
from ..seasons.rules import OPERATORS, least_passing, missing_problems, settle
from ..seasons.runs import AT_EDGES, LONGEST, measure_runs

_WARM = 293.15  # K; no air this warm has an index below 50, however dry
_COOLEST_THI = 50.0


def temperature_humidity_index(tas, hurs):
    """THI of each day: (1.8 T + 32) - (0.55 - 0.0055 RH) (1.8 T - 26), T in degC and RH in %.

    tas       (cell, time) float32, daily mean, or highest for the worst of the day [K]
    hurs      (cell, time) float32, daily mean, or lowest with the highest temperature [%]
    missing   a day without one of the two is missing
    returns   (cell, time) float32, no unit
    refused   temperatures that are no kelvin, humidity as a share from 0 to 1 or above 110 %
    source    National Research Council (1971), A Guide to Environmental Research on Animals; used for dairy cattle in
              Habimana et al. (2024), Animals 14, 1914

    25 degC with 60 %, 28 with 65 %, 30 with 70 %, 33 with 60 %:

    >>> temperature_humidity_index([[298.15, 301.15, 303.15, 306.15]], [[60, 65, 70, 60]]).round(1).tolist()
    [[72.80000305175781, 77.69999694824219, 81.4000015258789, 84.0999984741211]]
    >>> temperature_humidity_index([[25.0]], [[60.0]])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    climserv.vocabulary.problems.Refused: temperature_humidity_index, tas: these are no temperatures in kelvin. Got: ...
    """
    here = "temperature_humidity_index, "
    tas = cells_by_time(tas, here + "tas")
    hurs = cells_by_time(hurs, here + "hurs")
    if tas.shape != hurs.shape:
        what = "temperature and humidity must be of the same cells and days"
        raise Refused(Problem("array.shape", here + "hurs", what, str(hurs.shape), str(tas.shape)))
    refuse_if(kelvin_problems(tas, here + "tas") + humidity_problems(hurs, here + "hurs"))
    thi = np.empty_like(tas)
    _index(tas, hurs, thi)
    return thi


def thi_problems(thi, tas, where: str = "THI") -> list[Problem]:
    """What shows that an index came out of the form for the other unit: below 50 on a day warmer than 20 degC.

    thi, tas  of the same shape; tas [K]

    >>> [problem.code for problem in thi_problems([39.0], [303.15])]
    ['thi.unit']
    >>> thi_problems([81.4], [303.15])
    []
    """
    thi, tas = np.asarray(thi, np.float64), np.asarray(tas, np.float64)
    wrong = (tas > _WARM) & (thi < _COOLEST_THI)
    if not wrong.any():
        return []
    what = "an index this low on a warm day comes from degrees Celsius in the formula for Fahrenheit"
    got = f"{thi[wrong][0]:.4g} at {tas[wrong][0]:.5g} K"
    return [Problem("thi.unit", where, what, got, "50 or more above 20 degC", "Compute it from tas in K and hurs in %")]


def heat_stress_days(thi, seasons: Seasons, *, threshold: float, operator: str = ">=", missing="any", tas=None):
    """Days of each season on which the index is at or above a threshold.

    thi       (cell, time) float32, from `temperature_humidity_index`
    threshold THI, such as 72 in general or 76 of the user's own; the literature disagrees. A part in a million off is
              equal to it
    operator  ">=" or ">" ("<" and "<=" count days of relief)
    missing   "any", or how many days may be missing
    tas       (cell, time) [K], optional: an index that cannot belong to it is refused (`thi_problems`)
    returns   value (cell, season) float32 [day]; outcome (cell, season) uint8
    source    as `temperature_humidity_index`

    >>> march = seasons_of([(2001, 3, d) for d in range(1, 6)], (3, 1), (3, 5))
    >>> [found.tolist() for found in heat_stress_days([[71, 76, 75.9, 80, 70]], march, threshold=76)]
    [[[2.0]], [[1]]]
    """
    values = _checked("heat_stress_days", thi, seasons, threshold, operator, OPERATORS, tas, missing)
    return count_days(values, seasons, least_passing(threshold, operator, 1e-6), operator, missing, "thi")


def heat_stress_load(thi, seasons: Seasons, *, threshold: float, missing="any", tas=None):
    """Heat that builds up: the sum of THI units above a threshold, over the days of each season.

    thi, threshold, missing, tas  as `heat_stress_days`; a missing day that is allowed adds nothing
    returns   value (cell, season) float32 [THI day]; outcome (cell, season) uint8
    source    as `temperature_humidity_index`; that the load decides, not the day: doi 10.3389/fanim.2022.946592

    >>> march = seasons_of([(2001, 3, d) for d in range(1, 6)], (3, 1), (3, 5))
    >>> [found.tolist() for found in heat_stress_load([[71, 76, 75.5, 80, 70]], march, threshold=75)]
    [[[6.5]], [[1]]]
    """
    values = _checked("heat_stress_load", thi, seasons, threshold, ">=", OPERATORS, tas, missing)
    shape = (values.shape[0], len(seasons))
    load, absent = np.empty(shape, np.float64), np.empty(shape, np.int32)
    days = integers(seasons.present)
    _load(values, integers(seasons.first), days, float(threshold), load, absent)
    return settle(load, absent, days, missing)


def longest_heat_stress(
    thi, seasons: Seasons, *, threshold: float, operator: str = ">=", at_edges: str = "cut", missing="exact", tas=None
):
    """Longest run of days of each season on which the index is at or above a threshold.

    thi, threshold, tas  as `heat_stress_days`; operator ">=" or ">"
    at_edges  "cut" or "whole", as `seasons.spells.longest_dry_spell`
    missing   "exact": a missing day makes the season unknown only when it could change the answer; or "any"
    returns   value (cell, season) float32 [day]; outcome (cell, season) uint8
    source    as `temperature_humidity_index`

    >>> march = seasons_of([(2001, 3, d) for d in range(1, 7)], (3, 1), (3, 6))
    >>> [found.tolist() for found in longest_heat_stress([[77, 76, 75, 80, 70, 78]], march, threshold=76)]
    [[[2.0]], [[1]]]
    """
    refuse_if(
        one_of(at_edges, AT_EDGES, "longest_heat_stress, at_edges")
        + one_of(missing, ("exact", "any"), "longest_heat_stress, missing")
    )
    values = _checked("longest_heat_stress", thi, seasons, threshold, operator, (">=", ">"), tas)
    least = least_passing(threshold, operator, 1e-6)
    exact, whole = missing == "exact", at_edges == "whole"
    return measure_runs(values, seasons, least, True, what=LONGEST, whole=whole, exact=exact)


def _checked(name, thi, seasons, threshold, operator, operators, tas, missing="any"):
    here = name + ", "
    refuse_if(
        one_of(operator, operators, here + "operator")
        + at_least(threshold, 0, here + "threshold")
        + missing_problems(missing, here + "missing")
    )
    values = cells_by_time(thi, here + "thi", len(seasons.season))
    if tas is not None:
        refuse_if(thi_problems(values, cells_by_time(tas, here + "tas", values.shape[1]), here + "thi"))
    return values


def humidity_problems(hurs, where: str) -> list[Problem]:
    """A problem when known values are no relative humidity in %, such as shares from 0 to 1.

    >>> [problem.code for problem in humidity_problems(np.array([0.4, 0.9]), "hurs")]
    ['thi.percent']
    """
    known = hurs[~np.isnan(hurs)]
    if not known.size or (known.min() >= 0 and known.max() <= 110 and (known.max() > 1.1 or known.max() == 0)):
        return []
    got = f"{known.min():.4g} to {known.max():.4g}"
    mend = "Multiply a share from 0 to 1 by 100"
    return [Problem("thi.percent", where, "this is no relative humidity in %", got, "0 to 110 %", mend)]


@njit(cache=True, nogil=True)
def _index(tas, hurs, thi):
    for cell in range(tas.shape[0]):
        for at in range(tas.shape[1]):
            warmth = 1.8 * (np.float64(tas[cell, at]) - 273.15)
            thi[cell, at] = (warmth + 32.0) - (0.55 - 0.0055 * np.float64(hurs[cell, at])) * (warmth - 26.0)


@njit(cache=True, nogil=True)
def _load(thi, first, days, threshold, load, absent):
    for cell in range(thi.shape[0]):
        for season in range(first.size):
            row = thi[cell, first[season] : first[season] + days[season]]
            amount, gone = 0.0, 0
            for at in range(row.size):
                above = np.float64(row[at]) - threshold
                gone += above != above
                amount += above if above > 0.0 else 0.0
            load[cell, season] = amount
            absent[cell, season] = gone
