"""Heat waves: days in a row that are too hot, if asked with nights that give no relief.

Missing days. With `missing="exact"` a season is UNKNOWN only when the heat of a missing day could change the answer,
which is so when the answer differs between all missing days hot and none of them hot. That holds for the days in heat
waves, the longest and the first date; for their number one missing day makes the season unknown. Where one of day and
night is known not to be hot, the other may be missing: the day is no hot one.
"""

import numpy as np

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least, cells_by_time, one_of
from ..calendars import Seasons
from ..kelvin import kelvin_problems, kelvin_threshold_problems
from ..seasons.rules import least_warm
from ..seasons.runs import AT_EDGES, COUNT, DAYS, LONGEST, START, measure_runs

MEASURES = {"number": COUNT, "days": DAYS, "longest": LONGEST, "first_day": START}


def heat_waves(
    tasmax,
    seasons: Seasons,
    *,
    measure: str,
    threshold: float,
    days: int = 3,
    tasmin=None,
    night_threshold: float | None = None,
    operator: str = ">",
    at_edges: str = "cut",
    missing: str = "exact",
):
    """One measure of the heat waves of each season: `days` or more hot days in a row.

    tasmax    (cell, time) float32, daily [K]; a day is hot when it is `operator` `threshold`
    tasmin    (cell, time) float32, daily [K], or None; with it a day is hot only if its night is `operator`
              `night_threshold` too
    measure   "number" of heat waves; "days" in them; "longest" [day], 0 when no run has `days` days; "first_day" of the
              first one [day after the season's first]
    threshold, night_threshold  [K], rounded to float32 as the data were; operator ">" or ">="
    days      least length of a heat wave
    at_edges  "cut": the days within the season; "whole": all days of a wave that touches it
    missing   "exact" (see the module) or "any"
    returns   value (cell, season) float32; outcome (cell, season) uint8: DID_NOT_HAPPEN for "first_day" when there is
              no heat wave; its number, days and longest are then 0
    source    Perkins and Alexander (2013), Journal of Climate 26, 4500-4517: three days or more; thresholds are the
              user's here. xclim's `heat_wave_frequency` and its kin are the same with ">"

    >>> july = seasons_of([(2001, 7, d) for d in range(1, 11)], (7, 1), (7, 10))
    >>> tasmax = [[309, 309, 300, 309, 310, 311, 309, 300, 309, 300]]
    >>> [float(heat_waves(tasmax, july, measure=name, threshold=308.15)[0][0, 0]) for name in MEASURES]
    [1.0, 4.0, 4.0, 3.0]
    >>> tasmin = [[300, 300, 300, 300, 290, 300, 300, 300, 300, 300]]
    >>> found = heat_waves(
    ...     tasmax, july, measure="number", threshold=308.15, tasmin=tasmin, night_threshold=295.15)
    >>> [part.tolist() for part in found]
    [[[0.0]], [[1]]]
    """
    here = "heat_waves, "
    refuse_if(
        one_of(measure, MEASURES, here + "measure")
        + one_of(operator, (">", ">="), here + "operator")
        + one_of(at_edges, AT_EDGES, here + "at_edges")
        + one_of(missing, ("exact", "any"), here + "missing")
        + kelvin_threshold_problems(threshold, here + "threshold")
        + at_least(days, 1, here + "days")
        + _night_problems(tasmin, night_threshold, here)
    )
    heat = cells_by_time(tasmax, here + "tasmax", len(seasons.season))
    refuse_if(kelvin_problems(heat, here + "tasmax"))
    least = least_warm(threshold, operator)
    if tasmin is not None:
        nights = cells_by_time(tasmin, here + "tasmin", len(seasons.season))
        refuse_if(kelvin_problems(nights, here + "tasmin"))
        if nights.shape != heat.shape:
            what = "tasmin and tasmax must be of the same cells"
            raise Refused(Problem("array.shape", here + "tasmin", what, str(nights.shape), str(heat.shape)))
        heat, least = _both(heat, least, nights, least_warm(night_threshold, operator)), np.float32(0)
    exact, whole, what = missing == "exact" and measure != "number", at_edges == "whole", MEASURES[measure]
    return measure_runs(heat, seasons, least, True, what=what, shortest=days, whole=whole, exact=exact)


def _night_problems(tasmin, threshold, here):
    if tasmin is None and threshold is None:
        return []
    if tasmin is None or threshold is None:
        what = "nights and their threshold belong together"
        return [Problem("argument.pair", here + "night_threshold", what, str(threshold), "both or neither")]
    return kelvin_threshold_problems(threshold, here + "night_threshold")


def _both(heat, least, nights, least_night):
    """How far day and night are above what makes them hot, whichever is less; 0 or more when both are."""
    day, night = heat - least, nights - least_night
    # A day known not to be hot stays so when its night is missing, and the other way round.
    lesser = np.fmin(day, night)
    return np.where(lesser < 0, lesser, np.minimum(day, night))
