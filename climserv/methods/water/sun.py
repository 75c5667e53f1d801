"""The sun above the atmosphere: radiation and day length by latitude and day of the year (FAO-56, chapter 3).

The day of the year is FAO's, 1 to 365, in a year that turns once in 365 days. Calendars of 365 and 366 days keep their
own day number, as FAO does; a day of the 360-day calendar stands at the same share of the year, so its 30 June is
between FAO's days 181 and 182, and its sun neither lags nor leads by five days in December.
"""

import numpy as np

from climserv.vocabulary.problems import refuse_if

from ..arrays import integers
from ..calendars import Timeline, calendar_rule, day_number
from .bounds import place_problems

SOLAR_CONSTANT = 0.0820  # MJ m-2 min-1
# One day of one megajoule on a square metre, in watts on that square metre.
WATTS = 1e6 / 86400.0


def solar_day(line: Timeline) -> np.ndarray:
    """The day of FAO's year that each day of a time axis is.

    line     a time axis of any calendar
    returns  (time) float64, 1 to 366; fractions in the 360-day calendar
    source   Allen et al. (1998), FAO Irrigation and Drainage Paper 56, equations 23 and 24; the scaling of 360 days is
             ours, so that both kinds of year put the same share of the year at the same sun

    >>> line = Timeline("noleap", [2001, 2001], [1, 12], [1, 31])
    >>> solar_day(line).tolist()
    [1.0, 365.0]
    >>> [round(day, 2) for day in solar_day(Timeline("360_day", [2001, 2001], [1, 12], [1, 30])).tolist()]
    [1.01, 364.99]
    """
    first = day_number(line.year, np.ones_like(line.month), np.ones_like(line.day), line.calendar)
    day = (line.number - first + 1).astype(np.float64)
    if calendar_rule(line.calendar) == "360_day":
        return (day - 0.5) * (365.0 / 360.0) + 0.5
    return day


def declination_and_distance(day) -> tuple[np.ndarray, np.ndarray]:
    """Declination of the sun [rad] and inverse relative distance to it, on days of FAO's year (equations 23, 24).

    source   Allen et al. (1998), FAO-56, equations 23 and 24
    """
    turn = 2.0 * np.pi * np.asarray(day, np.float64) / 365.0
    return 0.409 * np.sin(turn - 1.39), 1.0 + 0.033 * np.cos(turn)


def sunset_angle(latitude, day):
    """Sunset hour angle [rad], 0 where the sun stays down and pi where it stays up; with it the latitude [rad], the
    declination [rad] and the inverse relative distance (equation 25).

    source   Allen et al. (1998), FAO-56, equation 25
    """
    refuse_if(place_problems("sun, ", latitude))
    declination, distance = declination_and_distance(day)
    phi = np.deg2rad(np.asarray(latitude, np.float64))
    return np.arccos(np.clip(-np.tan(phi) * np.tan(declination), -1.0, 1.0)), phi, declination, distance


def sun_by_latitude(latitude, day):
    """The sun of many cells, each latitude and day of the year worked out once.

    latitude  (cell) [degree north]; day  (time) day of FAO's year
    returns   radiation above [MJ m-2] and daylight [hour], (latitude, day of the year) float64; which of its days each
              day is, (time), and which of its latitudes each cell is, (cell)

    source    Allen et al. (1998), FAO-56, equations 21 and 34

    >>> radiation, daylight, which, row = sun_by_latitude([-20, 0, -20], [246, 247, 246])
    >>> round(float(radiation[row[2], which[2]]), 1), radiation.shape, row.tolist(), which.tolist()
    (32.2, (2, 2), [0, 1, 0], [0, 1, 0])
    """
    places, row = np.unique(np.asarray(latitude, np.float64), return_inverse=True)
    days, which = np.unique(np.asarray(day, np.float64), return_inverse=True)
    radiation = extraterrestrial_radiation(places[:, None], days) / WATTS
    return radiation, daylight_hours(places[:, None], days), integers(which), integers(row)


def extraterrestrial_radiation(latitude, day):
    """Radiation of a day above the atmosphere, on level ground.

    latitude  [degree north], -90 to 90; with `day` it follows numpy's rules of shapes
    day       day of FAO's year, see `solar_day`
    returns   [W m-2], the mean of the day; 0 where the sun does not rise
    source    Allen et al. (1998), FAO-56, equation 21; example 8

    FAO-56 example 8: 3 September at 20 degrees south has 32.2 MJ m-2.

    >>> round(float(extraterrestrial_radiation(-20, 246)) / WATTS, 1)
    32.2
    """
    sunset, phi, declination, distance = sunset_angle(latitude, day)
    high = sunset * np.sin(phi) * np.sin(declination) + np.cos(phi) * np.cos(declination) * np.sin(sunset)
    return WATTS * 24.0 * 60.0 / np.pi * SOLAR_CONSTANT * distance * np.maximum(high, 0.0)


def daylight_hours(latitude, day):
    """Hours from sunrise to sunset.

    latitude, day  as in `extraterrestrial_radiation`
    returns        [hour], 0 to 24
    source         Allen et al. (1998), FAO-56, equation 34; example 9

    FAO-56 example 9: the same day has 11.7 hours.

    >>> round(float(daylight_hours(-20, 246)), 1)
    11.7
    """
    return 24.0 / np.pi * sunset_angle(latitude, day)[0]
