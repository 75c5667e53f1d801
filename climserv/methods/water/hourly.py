"""Reference evapotranspiration of an hour: FAO-56, chapter 4, "ETo calculated with hourly data"."""

import numpy as np

from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least
from .bounds import place_problems, refuse_hourly_megajoules, weather_problems
from .sun import SOLAR_CONSTANT, sunset_angle

_HOUR = 0.0036  # MJ m-2 in an hour of one W m-2


def hourly_reference_evapotranspiration(
    temperature,
    hurs,
    wind,
    rsds,
    *,
    latitude,
    longitude,
    day,
    hour,
    utc_offset,
    altitude=0.0,
    wind_height: float = 2.0,
    night_share: float = 0.8,
):
    """FAO-56 Penman-Monteith reference evapotranspiration of single hours.

    temperature  [K], hurs [%], wind [m s-1] at `wind_height` [m], rsds [W m-2]: means of the hour; numpy's rules of
                 shapes hold for all of them and for the place
    latitude, longitude  [degree north, degree east]
    day          day of FAO's year, see `solar_day`
    hour         the middle of the hour by the clock, 14.5 for 14:00 to 15:00
    utc_offset   of that clock [hour]
    altitude     [m]
    night_share  Rs / Rso while the sun is down, which FAO takes from the hours before sunset: 0.4 to 0.6 where it is
                 humid, 0.7 to 0.8 where it is dry
    refused      weather and places that cannot be in these units (`bounds.BOUNDS`), as for whole days; radiation
                 that in every hour of sun is darker than under the darkest cloud: it is in MJ m-2
    returns      [mm/hour] float64, below zero where dew falls; not a number where an input is missing
    source       Allen et al. (1998), FAO-56, equations 28 to 33, 45, 46 and 53; example 19

    FAO-56 example 19, N'Diaye in Senegal on 1 October: 0.00 mm from 2 to 3 o'clock, 0.63 mm from 14 to 15 o'clock.

    >>> place = dict(latitude=16 + 13 / 60, longitude=-(16 + 15 / 60), day=274, utc_offset=-1, altitude=8)
    >>> night = hourly_reference_evapotranspiration(301.15, 90, 1.9, 0, hour=2.5, **place)
    >>> day = hourly_reference_evapotranspiration(311.15, 52, 3.3, 2.450 / 0.0036, hour=14.5, **place)
    >>> abs(round(float(night), 2)), round(float(day), 2)
    (0.0, 0.63)
    """
    here = "hourly_reference_evapotranspiration, "
    refuse_if(
        weather_problems(here, temperature=temperature, hurs=hurs, wind=wind, **{"hourly rsds": rsds})
        + place_problems(here, latitude, altitude)
        + at_least(wind_height, 0.5, here + "wind_height")
    )
    celsius = np.asarray(temperature, np.float64) - 273.15
    above = _radiation_above(latitude, longitude, np.asarray(day, np.float64), hour, utc_offset)
    solar = np.asarray(rsds, np.float64) * _HOUR
    refuse_hourly_megajoules(*np.broadcast_arrays(solar, above), here)
    clear = (0.75 + 2e-5 * np.asarray(altitude, np.float64)) * above
    up = above > 0.0
    share = np.where(up, np.clip(solar / np.where(up, clear, 1.0), 0.3, 1.0), night_share)
    saturated = 0.6108 * np.exp(17.27 * celsius / (celsius + 237.3))
    vapour = saturated * np.asarray(hurs, np.float64) / 100.0
    glow = 4.903e-9 / 24.0 * (celsius + 273.16) ** 4
    net = 0.77 * solar - glow * (0.34 - 0.14 * np.sqrt(vapour)) * (1.35 * share - 0.35)
    soil = np.where(up, 0.1, 0.5) * net
    gamma = 0.665e-3 * 101.3 * ((293.0 - 0.0065 * np.asarray(altitude, np.float64)) / 293.0) ** 5.26
    slope = 4098.0 * saturated / (celsius + 237.3) ** 2
    speed = np.asarray(wind, np.float64)
    if wind_height != 2:
        speed = speed * (4.87 / np.log(67.8 * wind_height - 5.42))
    drying = gamma * 37.0 / (celsius + 273.0) * speed * (saturated - vapour)
    return (0.408 * slope * (net - soil) + drying) / (slope + gamma * (1.0 + 0.34 * speed))


def _radiation_above(latitude, longitude, day, hour, utc_offset):
    """Radiation of one hour above the atmosphere [MJ m-2]; 0 while the sun is down. The hour in which it rises or sets
    counts the part that it is up.
    """
    sunset, phi, declination, distance = sunset_angle(latitude, day)
    b = 2.0 * np.pi * (day - 81.0) / 364.0
    season = 0.1645 * np.sin(2.0 * b) - 0.1255 * np.cos(b) - 0.025 * np.sin(b)
    by_sun = np.asarray(hour) + (np.asarray(longitude, np.float64) / 15.0 - utc_offset) + season
    middle = np.pi / 12.0 * ((by_sun - 12.0 + 12.0) % 24.0 - 12.0)
    begin, end = (np.clip(middle + half, -sunset, sunset) for half in (-np.pi / 24.0, np.pi / 24.0))
    high = (end - begin) * np.sin(phi) * np.sin(declination)
    high += np.cos(phi) * np.cos(declination) * (np.sin(end) - np.sin(begin))
    return np.maximum(720.0 / np.pi * SOLAR_CONSTANT * distance * high, 0.0)
