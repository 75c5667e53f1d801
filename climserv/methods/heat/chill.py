"""Winter chill for fruit trees: chill units (Utah) and chill portions (Dynamic model), from daily extremes.

Both count hours, so each day is given 24 temperatures by the curve of Linvill: from sunrise a half sine wave that
starts at the day's lowest and would reach its highest two hours before sunset, then after sunset a fall with the
logarithm of the hours down to the next day's lowest at sunrise. The hour 0 of a day is its sunrise. After the last day
of the record, and where the next day is missing, the day's own lowest stands for the next one's.
"""

import math

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import cells_by_time, integers
from ..calendars import Seasons
from ..kelvin import kelvin_problems
from ..seasons.rules import missing_problems, settle
from ..water.sun import daylight_hours

_FREEZING = 273.15
# The Dynamic model's constants: energies as temperatures [K], rates [1/hour], the slope and middle of the step [K].
_E0, _E1, _A0, _A1, _SLOPE, _STEP = 4153.5, 12888.8, 139500.0, 2.567e18, 1.6, 277.0


def hourly_temperature(tasmin, tasmax, *, latitude, day):
    """Temperatures of the 24 hours from sunrise on, of each day.

    tasmin, tasmax  (cell, time) float32, daily [K]; where they are the wrong way round they change places
    latitude  (cell) or one number [degree north]
    day       (time) the day of the year, 1 to 366, see `water.sun.solar_day`
    missing   a day without one of its extremes is missing; its neighbours are not
    returns   (cell, time, 24) float32 [K]
    source    Linvill (1990), HortScience 25, 14-16; the night begins at the sunset temperature, without a step

    At the equator the sun sets after 12 hours: the highest is due after 8 of them.

    >>> hours = hourly_temperature([[280, 280]], [[290, 290]], latitude=0, day=[80, 81])
    >>> [round(float(hours[0, 0, hour]), 1) for hour in (0, 8, 12, 23)]
    [280.0, 290.0, 287.1, 280.2]
    """
    low, high, hours, column = _days("hourly_temperature", tasmin, tasmax, latitude, day)
    found = np.empty((*low.shape, 24), np.float32)
    _all_hours(low, high, hours, column, found)
    return found


def chill_units(tasmin, tasmax, seasons: Seasons, *, latitude, day, missing="any"):
    """Chill units of the Utah model: hours, each weighed by how well it is for the buds' rest.

    tasmin, tasmax, latitude, day  as `hourly_temperature`
    weights   of an hour up to 1.4 degC 0; up to 2.4 1/2; up to 9.1 1; up to 12.4 1/2; up to 15.9 0; up to 18 -1/2;
              warmer -1
    missing   "any": one missing day makes the season unknown; a number: so many may be missing, and add nothing
    returns   value (cell, season) float32, below 0 where warm hours prevail; outcome (cell, season) uint8
    source    Richardson, Seeley and Walker (1974), HortScience 9, 331-332; xclim ends the -1/2 at 17.9 degC

    A day of 5 degC all day long has 24.

    >>> january = seasons_of([(2001, 1, d) for d in range(1, 4)], (1, 1), (1, 3))
    >>> cool = [[278.15, 278.15, 278.15]]
    >>> [found.tolist() for found in chill_units(cool, cool, january, latitude=45, day=[1, 2, 3])]
    [[[72.0]], [[1]]]
    """
    return _chill("chill_units", True, tasmin, tasmax, seasons, latitude, day, missing)


def chill_portions(tasmin, tasmax, seasons: Seasons, *, latitude, day):
    """Chill portions of the Dynamic model: what cold builds up, warmth may undo until a portion is complete.

    tasmin, tasmax, latitude, day  as `hourly_temperature`
    missing   one missing day makes the season unknown, as the build-up cannot be followed across it
    returns   value (cell, season) float32 [portions]; each season begins with nothing built up; outcome (cell, season)
              uint8
    source    Fishman, Erez and Couvillon (1987), Journal of Theoretical Biology 124, 473-483 and 126, 309-321; the
              hourly form and its constants: Erez et al. (1990), Acta Horticulturae 276, 165-174

    Some 29 hours at 6 degC make one portion.

    >>> winter = seasons_of(days_between((2001, 1, 1), (2001, 1, 30)), (1, 1), (1, 30))
    >>> cool = np.full((1, 30), 279.15)
    >>> round(float(chill_portions(cool, cool, winter, latitude=45, day=np.arange(1, 31))[0][0, 0]), 1)
    24.6
    """
    return _chill("chill_portions", False, tasmin, tasmax, seasons, latitude, day, "any")


def _chill(name, units, tasmin, tasmax, seasons, latitude, day, missing):
    refuse_if(missing_problems(missing, name + ", missing"))
    low, high, hours, column = _days(name, tasmin, tasmax, latitude, day, len(seasons.season))
    days = integers(seasons.present)
    shape = (low.shape[0], len(seasons))
    total, absent = np.empty(shape, np.float64), np.empty(shape, np.int32)
    axis = (integers(seasons.first), days, integers(seasons.reach))
    _sum_chill(low, high, hours, column, *axis, units, total, absent)
    return settle(total, absent, days, missing)


def _days(name, tasmin, tasmax, latitude, day, length=None):
    """Extremes as the kernels take them, hours of daylight (latitude, 366) and the column of each day in them."""
    low = cells_by_time(tasmin, name + ", tasmin", length)
    high = cells_by_time(tasmax, name + ", tasmax", length)
    latitude = np.atleast_1d(np.asarray(latitude, np.float64))
    column = np.rint(np.asarray(day, np.float64)).astype(np.int32) - 1
    problems = []
    if low.shape != high.shape:
        what = "tasmin and tasmax must be of the same cells"
        problems.append(Problem("array.shape", name + ", tasmax", what, str(high.shape), str(low.shape)))
    if latitude.shape not in ((1,), (low.shape[0],)):
        what = "a latitude for each cell"
        problems.append(Problem("array.shape", name + ", latitude", what, str(latitude.shape), f"({low.shape[0]},)"))
    if column.shape != (low.shape[1],) or (column.size and (column.min() < 0 or column.max() > 365)):
        what = "a day of the year for each day"
        problems.append(
            Problem("array.shape", name + ", day", what, str(column.shape), f"{low.shape[1]} days, 1 to 366")
        )
    refuse_if(problems + kelvin_problems(low, name + ", tasmin") + kelvin_problems(high, name + ", tasmax"))
    hours = np.ascontiguousarray(daylight_hours(latitude[:, None], np.arange(1, 367)[None, :]))
    return low, high, hours, column


@njit(cache=True, nogil=True)
def _hour(low, high, next_low, hour, light):
    """Temperature so many hours after sunrise of a day with `light` hours of sun."""
    if hour < light:
        return low + (high - low) * math.sin(math.pi * hour / (light + 4.0))
    sunset = low + (high - low) * math.sin(math.pi * light / (light + 4.0))
    return sunset - (sunset - next_low) / math.log(25.0 - light) * math.log(hour + 1.0 - light)


@njit(cache=True, nogil=True)
def _extremes(tasmin, tasmax, at, reach):
    """Lowest and highest of a day and the next day's lowest; not a number when the day is missing.

    reach  one past the last position that follows the day without a hole: the one there is no next day
    """
    one, other = np.float64(tasmin[at]), np.float64(tasmax[at])
    low, high = min(one, other), max(one, other)
    if one != one or other != other:
        return np.nan, np.nan, np.nan
    if at + 1 < reach:
        one, other = np.float64(tasmin[at + 1]), np.float64(tasmax[at + 1])
        if one == one and other == other:
            return low, high, min(one, other)
    return low, high, low


@njit(cache=True, nogil=True)
def _all_hours(tasmin, tasmax, hours, column, found):
    for cell in range(tasmin.shape[0]):
        light = hours[cell if hours.shape[0] > 1 else 0]
        for at in range(tasmin.shape[1]):
            # Some calendars skip a day of the sun's year, so a step of two is the next day, too.
            follows = at + 1 < column.size and 1 <= (column[at + 1] - column[at]) % 366 <= 2
            low, high, next_low = _extremes(tasmin[cell], tasmax[cell], at, at + 2 if follows else at + 1)
            for hour in range(24):
                found[cell, at, hour] = _hour(low, high, next_low, hour, light[column[at]])


@njit(cache=True, nogil=True)
def _utah(temperature):
    celsius = temperature - _FREEZING
    if celsius <= 1.4:
        return 0.0
    if celsius <= 2.4:
        return 0.5
    if celsius <= 9.1:
        return 1.0
    if celsius <= 12.4:
        return 0.5
    if celsius <= 15.9:
        return 0.0
    return -0.5 if celsius <= 18.0 else -1.0


@njit(cache=True, nogil=True)
def _dynamic(temperature, before, built):
    """One hour of the Dynamic model: what is built up after it, and the portion it completes.

    before  the share of what is complete that is kept for good, at the hour before
    """
    step = math.exp(_SLOPE * _STEP * (temperature - _STEP) / temperature)
    kept = step / (1.0 + step)
    balance = _A0 / _A1 * math.exp((_E1 - _E0) / temperature)
    rate = _A1 * math.exp(-_E1 / temperature)
    left = built if built < 1.0 else built - built * before
    built = balance - (balance - left) * math.exp(-rate)
    return built, kept, built * kept if built >= 1.0 else 0.0


@njit(cache=True, nogil=True)
def _sum_chill(tasmin, tasmax, hours, column, first, days, reach, units, total, absent):
    for cell in range(tasmin.shape[0]):
        light = hours[cell if hours.shape[0] > 1 else 0]
        for season in range(first.size):
            amount, gone, built, before = 0.0, 0, 0.0, 0.0
            begin = first[season]
            for at in range(begin, begin + days[season]):
                low, high, next_low = _extremes(tasmin[cell], tasmax[cell], at, reach[season])
                if low != low:
                    gone += 1
                    continue
                for hour in range(24):
                    temperature = _hour(low, high, next_low, hour, light[column[at]])
                    if units:
                        amount += _utah(temperature)
                    elif at == begin and hour == 0:
                        # The first hour only sets the scene: nothing is built up before it.
                        _, before, _ = _dynamic(temperature, 0.0, 0.0)
                    else:
                        built, before, portion = _dynamic(temperature, before, built)
                        amount += portion
            total[cell, season] = amount
            absent[cell, season] = gone
