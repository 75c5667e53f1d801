"""What weather can be, by the name and unit that the methods of water take it in: wrong units are refused.

The bounds are wide, so that no day on Earth is refused; a number outside them, or an infinite one, is of another unit.
Some units stay within them. Their traps look at the whole: humidity that is a share of 1 on every day, vapour pressure
on warm days as low as that of the polar night, and radiation that comes on no day to what a dull day brings.
"""

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, refuse_if

from ..kelvin import LEAST, MOST

_KELVIN = (LEAST, MOST, "K", "Give temperatures in K: degC + 273.15")
_PERCENT = (0.0, 110.0, "%", "Multiply a share from 0 to 1 by 100")
_PASCAL = "Give pressures in Pa: hPa x 100, kPa x 1000"
_WATT = "Give energy in W m-2: MJ m-2 of a day / 0.0864, of an hour / 0.0036"
_METRES = "Give heights in m"
# Least, most, unit and the way out. Packed files round: wind and radiation may lie a little below zero.
BOUNDS = {
    **dict.fromkeys(("tasmin", "tasmax", "tas", "dew_point", "temperature"), _KELVIN),
    **dict.fromkeys(("hurs", "hurs_max", "hurs_min"), _PERCENT),
    "vapour_pressure": (0.0, 12_000.0, "Pa", _PASCAL),
    "ps": (30_000.0, 110_000.0, "Pa", _PASCAL),
    "wind": (-0.01, 120.0, "m s-1", "Give the speed of the wind in m s-1, without direction"),
    "rsds": (-1.0, 700.0, "W m-2", _WATT),
    "hourly rsds": (-5.0, 1500.0, "W m-2", _WATT),
    "net_radiation": (-500.0, 700.0, "W m-2", _WATT),
    "soil_heat": (-500.0, 500.0, "W m-2", _WATT),
    "sunshine": (0.0, 24.0, "hours", "Give sunshine in hours of the day"),
    "altitude": (-500.0, 9000.0, "m", _METRES),
    "latitude": (-90.0, 90.0, "degrees", "Give latitudes in degrees north"),
}
# Humidity in percent is above this on some day; as a share of 1 it never is.
_SHARE_OF_ONE = 1.1
# Air holds more than this [Pa] on some day above freezing; in hPa its numbers stay below.
_DRIEST, _FREEZING = 60.0, 273.15
# Of the radiation above, the brightest day brings at least this part to the ground; in MJ its number stays below.
# Days with less above than so much [MJ m-2] are too dark to tell.
_DARKEST, _DUSK = 0.07, 5.0
# The same of single hours [MJ m-2 above]: a thundercloud lets more through than this, and MJ m-2 never read as much.
_DARKEST_HOUR, _DUSK_HOUR = 0.005, 0.5


def weather_problems(here: str, **given) -> list[Problem]:
    """Problems of weather that cannot be, by its name in `BOUNDS`; missing values (not a number) are none.

    >>> [problem.got for problem in weather_problems("et0, ", wind=[[2, -3]], hurs=[[0.5, 0.9]], ps=[[1e5]])]
    ['-3 to 2 m s-1', '0.5 to 0.9 %']
    """
    problems = []
    for name, values in given.items():
        least, most, unit, step = BOUNDS[name]
        low, high = _extent(values)
        fault = not (least <= low and high <= most) and low == low
        if unit == "%":
            fault |= 0 < high <= _SHARE_OF_ONE
        if fault:
            where, what = here + name.split()[-1], "there is no such weather on Earth in this unit"
            got, allowed = f"{low:g} to {high:g} {unit}", f"{least:g} to {most:g} {unit}"
            problems.append(Problem("weather.bounds", where, what, got, allowed, step))
    return problems


def place_problems(here: str, latitude, altitude=None) -> list[Problem]:
    """Problems of a place; one that is not known has no sun, so it is refused, too."""
    problems = []
    for name, values in (("latitude", latitude), ("altitude", altitude)):
        if values is None:
            continue
        values = np.asarray(values, np.float64)
        least, most, unit, step = BOUNDS[name]
        wrong = ~((values >= least) & (values <= most))
        if wrong.any():
            got, allowed = str(values[wrong].flat[0]), f"{least:g} to {most:g} {unit}"
            problems.append(Problem(name, here + name, f"no such {name}", got, allowed, step))
    return problems


def refuse_dry_pascals(vapour, tasmin, here: str) -> None:
    """Refuse vapour pressures in hPa or kPa: as Pa, they are of drier air than there is above freezing."""
    (_, most), (_, warmest) = _extent(vapour), _extent(tasmin)
    if most < _DRIEST and warmest > _FREEZING:
        what, allowed = "air above freezing is never as dry as this", f"above {_DRIEST:g} Pa on some day"
        where = here + "vapour_pressure"
        refuse_if([Problem("weather.bounds", where, what, f"at most {most:g} Pa", allowed, _PASCAL)])


def refuse_megajoules(rsds, radiation, which, row, here: str) -> None:
    """Refuse solar radiation in MJ m-2 a day: as W m-2, it is darker on every day than the darkest of days.

    radiation  (latitude, day of the year) above the atmosphere [MJ m-2]; `which` of its days each day is, `row` of its
               latitudes each cell is
    """
    cell, most = _darkest(rsds, radiation, which, row)
    if cell >= 0:
        what, got = "no day is as bright as a dull day is", f"at most {most:g} W m-2, in cell {cell}"
        allowed = f"above {_DARKEST:.0%} of what is above the atmosphere, on some day"
        refuse_if([Problem("weather.bounds", here + "rsds", what, got, allowed, _WATT)])


def refuse_hourly_megajoules(solar, above, here: str) -> None:
    """Refuse solar radiation in MJ m-2 an hour: read as W m-2 it is darker than any cloud, whenever the sun is up.

    solar, above  [MJ m-2] of each hour on the ground, from what was given, and above the atmosphere
    """
    lit = (above > _DUSK_HOUR) & (solar > 0.0)
    if lit.any() and (solar[lit] <= _DARKEST_HOUR * above[lit]).all():
        what, got = "no hour is as bright as under the darkest cloud", f"at most {solar[lit].max() / 0.0036:g} W m-2"
        allowed = f"above {_DARKEST_HOUR:.1%} of what is above the atmosphere, in some hour of the day"
        refuse_if([Problem("weather.bounds", here + "rsds", what, got, allowed, _WATT)])


def _extent(values) -> tuple[float, float]:
    """Least and most of what is known; not a number where nothing is."""
    values = np.asarray(values)
    if not values.size:
        return np.nan, np.nan
    flat = values.reshape(-1)
    return float(np.fmin.reduce(flat)), float(np.fmax.reduce(flat))


@njit(cache=True, nogil=True)
def _darkest(rsds, radiation, which, row):
    """The first cell whose known days are all too dark, though none is all dark, and its most; (-1, 0) when none is.
    A cell is left at its first bright day, so this reads next to nothing.
    """
    for cell in range(rsds.shape[0]):
        above, most, bright = radiation[row[cell]], 0.0, False
        for day in range(rsds.shape[1]):
            light, sky = np.float64(rsds[cell, day]), above[which[day]]
            if sky < _DUSK:
                continue
            if light * 0.0864 > _DARKEST * sky:
                bright = True
                break
            if light > most:
                most = light
        if most > 0.0 and not bright:
            return cell, most
    return -1, 0.0
