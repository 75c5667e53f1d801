"""How far the rain met what a crop needed: WRSI, for a planting date or for each one, and water to plant on.

A missing day of rain is filled twice, with none and with all that can fall; the share of water is known where both
agree, and whether it reaches a threshold is known where both say the same. A day without ET0 leaves it unknown. The
index has its outcome, whether it is known; whether it reaches a threshold is asked of a function of its own.
"""

import numpy as np

from climserv.vocabulary.outcomes import NOT_A_SEASON
from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least as not_below
from ..arrays import cells_by_time, integers
from ..calendars import Seasons
from ..seasons.rules import EQUAL_WITHIN
from . import bucket
from .balance import alike, begins, crop_arrays, rules, share_problems, soil_problems
from .crops import Crop

_NAN = float("nan")


def water_requirement_satisfaction(
    rain,
    et0,
    seasons: Seasons,
    *,
    planting,
    crop: Crop,
    available: float,
    start: float,
    deep: float = 1.0,
    adjust: bool = False,
    runoff_above: float | None = None,
):
    """Water requirement satisfaction index (WRSI) of each season: 100 x sum of ETa / sum of ETc.

    rain, et0   (cell, time) float32 [mm a step]; a step is a day, or a dekad with dekadal sums and a crop whose stages
                are in dekads
    seasons     of that time axis; of dekads they come from `seasons_in_periods`
    planting    day (step) of the season, one for all; or the pair (day, outcome) of `rainy_season_onset`. What is no
                day of the season is refused or unknown, see `planting_days`
    available, start, deep, adjust, runoff_above  as in `soil_water_balance`
    returns     value (cell, season) float32 [%], not a number where unknown; outcome (cell, season) uint8: HAPPENED
                where the value is known, else UNKNOWN. A season without planting is DID_NOT_HAPPEN
    source      Frere and Popov (1979), FAO Plant Production and Protection Paper 17; Senay and Verdin (2003), Canadian
                Journal of Remote Sensing 29, 687-692; Verdin and Klaver (2002), Hydrological Processes 16, 1617-1630.
                FEWS NET's bucket is this one with adjust=False: ETa = ETc while the bucket holds at least (1 - p) of
                what it can hold, else in proportion to what it holds; maize has stages of 16, 28, 32 and 24 % of the
                season and coefficients of 0.3, 1.2 and 0.35

    >>> dekads = seasons_of([(2001, 5, d) for d in range(1, 5)], (5, 1), (5, 4))  # four steps
    >>> millet = Crop(stages=(4, 0, 0, 0), kc=(1.0, 1.0, 1.0), depletion=0.5)
    >>> rule = dict(planting=0, crop=millet, available=80, start=0.0)
    >>> water_requirement_satisfaction([[60, 20, 0, 0]], [[40] * 4], dekads, **rule)
    (array([[50.]], dtype=float32), array([[1]], dtype=uint8))
    >>> [x.tolist() for x in water_requirement_satisfaction([[60, 20, np.nan, 0]], [[40] * 4], dekads, **rule)]
    [[[nan]], [[0]]]
    """
    soil = (crop, available, start, deep, adjust, runoff_above)
    return _of_planting(rain, et0, seasons, planting, soil, _NAN, "water_requirement_satisfaction, ")


def requirement_reached(
    rain,
    et0,
    seasons: Seasons,
    *,
    at_least: float,
    planting,
    crop: Crop,
    available: float,
    start: float,
    deep: float = 1.0,
    adjust: bool = False,
    runoff_above: float | None = None,
):
    """Whether the WRSI of each season reaches a threshold: known of more seasons than the index itself.

    at_least  [%]; FEWS NET takes below 50 for a crop that failed
    others    as in `water_requirement_satisfaction`
    returns   (cell, season) uint8: HAPPENED where the index reaches it, whatever rain the missing days had,
              DID_NOT_HAPPEN where it cannot, or nothing was planted; else UNKNOWN
    source    as in `water_requirement_satisfaction`

    >>> dekads = seasons_of([(2001, 5, d) for d in range(1, 5)], (5, 1), (5, 4))  # four steps
    >>> millet = Crop(stages=(4, 0, 0, 0), kc=(1.0, 1.0, 1.0), depletion=0.5)
    >>> rule = dict(planting=0, crop=millet, available=80, start=0.0)
    >>> requirement_reached([[60, 20, np.nan, 0]], [[40] * 4], dekads, at_least=50, **rule).tolist()
    [[1]]
    """
    here, soil = "requirement_reached, ", (crop, available, start, deep, adjust, runoff_above)
    refuse_if(not_below(at_least, 0, here + "at_least"))
    return _of_planting(rain, et0, seasons, planting, soil, float(at_least), here)[1]


def _of_planting(rain, et0, seasons, planting, soil, bar, here):
    rain, et0, of_crop, rule = _ready(rain, et0, seasons, soil, here)
    begin, planted = begins(planting, seasons, rain.shape[0], here)
    value, outcome = np.empty(begin.shape, np.float32), np.empty(begin.shape, np.uint8)
    bucket.satisfaction(rain, et0, begin, planted, integers(seasons.reach), of_crop, rule, bar, value, outcome)
    return value, outcome


def _ready(rain, et0, seasons, soil, here):
    """Series, crop and rules as the kernels take them."""
    crop, available, start, deep, adjust, runoff_above = soil
    refuse_if(soil_problems(here, available, start, deep, runoff_above))
    rain = cells_by_time(rain, here + "rain", len(seasons.season))
    et0 = alike(et0, rain, here + "et0")
    return rain, et0, crop_arrays(crop, available, start, deep), rules(crop, adjust, runoff_above)


def satisfaction_by_planting_day(
    rain,
    et0,
    seasons: Seasons,
    *,
    crop: Crop,
    available: float,
    start: float,
    deep: float = 1.0,
    adjust: bool = False,
    runoff_above: float | None = None,
):
    """WRSI of a crop planted on each day of each season.

    rain, et0, ...  as in `water_requirement_satisfaction`; the soil holds `start` on whatever day it is planted
    seasons         the candidates: every day of each season
    returns         value (cell, season, day) float32 [%]; outcome (cell, season, day) uint8: HAPPENED or UNKNOWN, and
                    NOT_A_SEASON on the last days of the axis where a season is shorter than the longest
    source          as in `water_requirement_satisfaction`

    >>> days = [(2001, 5, d) for d in range(1, 7)]
    >>> window = seasons_of(days, (5, 1), (5, 3))
    >>> bean = Crop(stages=(2, 0, 0, 0), kc=(1.0, 1.0, 1.0), depletion=0.0)
    >>> soil = dict(crop=bean, available=10, start=0.0)
    >>> value, outcome = satisfaction_by_planting_day([[0, 5, 5, 10, 0, 0]], [[10] * 6], window, **soil)
    >>> value.round(1).tolist(), outcome.tolist()
    ([[[25.0, 50.0, 75.0]]], [[[1, 1, 1]]])
    """
    soil = (crop, available, start, deep, adjust, runoff_above)
    return _by_planting_day(rain, et0, seasons, soil, _NAN, "satisfaction_by_planting_day, ")


def requirement_reached_by_planting_day(
    rain,
    et0,
    seasons: Seasons,
    *,
    at_least: float,
    crop: Crop,
    available: float,
    start: float,
    deep: float = 1.0,
    adjust: bool = False,
    runoff_above: float | None = None,
):
    """Whether the WRSI of a crop planted on each day of each season reaches a threshold.

    at_least  [%], as in `requirement_reached`; others as in `satisfaction_by_planting_day`
    returns   (cell, season, day) uint8, NOT_A_SEASON where a season has no such day
    source    as in `water_requirement_satisfaction`

    >>> window = seasons_of([(2001, 5, d) for d in range(1, 7)], (5, 1), (5, 3))
    >>> bean = Crop(stages=(2, 0, 0, 0), kc=(1.0, 1.0, 1.0), depletion=0.0)
    >>> soil = dict(crop=bean, available=10, start=0.0)
    >>> rain, et0 = [[0, 5, 5, 10, 0, 0]], [[10] * 6]
    >>> requirement_reached_by_planting_day(rain, et0, window, at_least=60, **soil).tolist()
    [[[2, 2, 1]]]
    """
    here, soil = "requirement_reached_by_planting_day, ", (crop, available, start, deep, adjust, runoff_above)
    refuse_if(not_below(at_least, 0, here + "at_least"))
    return _by_planting_day(rain, et0, seasons, soil, float(at_least), here)[1]


def _by_planting_day(rain, et0, seasons, soil, bar, here):
    rain, et0, of_crop, rule = _ready(rain, et0, seasons, soil, here)
    value, outcome = by_day(rain.shape[0], seasons)
    axis = (integers(seasons.first), integers(seasons.length), integers(seasons.reach))
    bucket.satisfaction_by_day(rain, et0, *axis, of_crop, rule, bar, value, outcome)
    return value, outcome


def by_day(cells: int, seasons: Seasons) -> tuple[np.ndarray, np.ndarray]:
    """Room for an answer of each day of each season, empty where a season has no such day."""
    shape = (cells, len(seasons), int(max(seasons.length, default=0)))
    return np.full(shape, np.nan, np.float32), np.full(shape, NOT_A_SEASON, np.uint8)


def planting_water(
    rain,
    et0,
    seasons: Seasons,
    *,
    amount: float,
    capacity: float,
    kc: float = 0.3,
    depletion: float = 0.0,
    start: float = 0.0,
    runoff_above: float | None = None,
):
    """First day of each season at whose end the soil has stored the water to plant on.

    rain, et0  (cell, time) float32 [mm/day]
    seasons    from the day on which the soil holds `start`, to the date by which the water must be there
    amount     water to plant on [mm], at most `capacity` [mm], which is what the soil can hold for the seed
    kc         of bare soil; it dries by kc x ET0, and slower in proportion once `depletion` of its water is gone
    start      share of `capacity` it holds before the first day, 0 to 1
    returns    day (cell, season) float32 [day after the first], not a number when none; outcome (cell, season) uint8:
               HAPPENED, DID_NOT_HAPPEN by the last day, UNKNOWN when missing days of rain or ET0 could change it.
               A pair that can be given as `planting`
    source     Stern and Cooper (2011), Experimental Agriculture 47, 241-266 (planting once the soil holds enough); the
               bucket is that of `soil_water_balance`

    >>> may = seasons_of([(2001, 5, d) for d in range(1, 6)], (5, 1), (5, 5))
    >>> rule = dict(amount=20, capacity=50, kc=0.5)
    >>> [x.tolist() for x in planting_water([[8, 0, 9, 0, 0]], [[4] * 5], may, **rule)]
    [[[nan]], [[2]]]
    >>> [x.tolist() for x in planting_water([[8, 0, 9, 7, 0]], [[4] * 5], may, **rule)]
    [[[3.0]], [[1]]]
    """
    here = "planting_water, "
    problems = share_problems(here, start=start, depletion=depletion) + not_below(amount, 0, here + "amount")
    problems += not_below(capacity, amount, here + "capacity") + not_below(kc, 0, here + "kc")
    refuse_if(problems + soil_problems(here, capacity, start, 1.0, runoff_above))
    rain = cells_by_time(rain, here + "rain", len(seasons.season))
    et0 = alike(et0, rain, here + "et0")
    shape = (rain.shape[0], len(seasons))
    day, outcome = np.empty(shape, np.float32), np.empty(shape, np.uint8)
    soil = (float(capacity), float(kc), float(start))
    rule = (float(depletion), False, np.inf if runoff_above is None else float(runoff_above), False)
    axis = (integers(seasons.first), integers(seasons.length), integers(seasons.reach))
    bucket.first_stored(rain, et0, *axis, soil, rule, float(amount) * (1.0 - EQUAL_WITHIN), day, outcome)
    return day, outcome
