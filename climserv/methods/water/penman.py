"""Kernels of the FAO-56 Penman-Monteith equation. Arrays that were not given have no rows.

Each loop does one thing to a piece of a row without a branch, so that the compiler can take several days at once.
"""

import math

import numpy as np
from numba import njit

PIECE = 256
# What a fall-back stood in for, one bit each; the order of FALL_BACKS in evaporation.py.
HUMIDITY, SUNSHINE, RANGE, WIND, PRESSURE = 1, 2, 4, 8, 16
_SIXTH, _24TH, _120TH, _720TH = 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0
_DAY_SECONDS = 0.0864  # MJ m-2 day-1 in one W m-2


@njit(cache=True, nogil=True, error_model="numpy")
def _saturation(celsius):
    """Saturation vapour pressure [kPa], equation 11. The exponential is a series and six squarings: within 1e-7
    between -90 and 60 degC, and many days at once.
    """
    x = 17.27 * celsius / (celsius + 237.3) * 0.015625
    series = 1.0 + x * (1.0 + x * (0.5 + x * (_SIXTH + x * (_24TH + x * (_120TH + x * _720TH)))))
    series *= series
    series *= series
    series *= series
    series *= series
    series *= series
    series *= series
    return 0.6108 * series


@njit(cache=True, nogil=True, error_model="numpy")
def _at_most(value, bound):
    """The smaller of two; a value that is not a number stays one."""
    return bound if value > bound else value


@njit(cache=True, nogil=True, error_model="numpy")
def _actual_vapour(humidity, cell, begin, size, cold, drier, e_high, e_low, vapour):
    """Actual vapour pressure [kPa] from the best source there is."""
    pressure, dew, high, low, mean = humidity
    if pressure.shape[0]:
        row = pressure[cell, begin : begin + size]
        for i in range(size):
            vapour[i] = np.float64(row[i]) * 0.001
    elif dew.shape[0]:
        row = dew[cell, begin : begin + size]
        for i in range(size):
            vapour[i] = _saturation(np.float64(row[i]) - 273.15)
    elif high.shape[0] and low.shape[0]:
        row, other = high[cell, begin : begin + size], low[cell, begin : begin + size]
        for i in range(size):
            vapour[i] = 0.005 * (e_low[i] * np.float64(row[i]) + e_high[i] * np.float64(other[i]))
    elif high.shape[0]:
        row = high[cell, begin : begin + size]
        for i in range(size):
            vapour[i] = 0.01 * e_low[i] * np.float64(row[i])
    elif mean.shape[0]:
        row = mean[cell, begin : begin + size]
        for i in range(size):
            vapour[i] = 0.005 * (e_low[i] + e_high[i]) * np.float64(row[i])
    else:
        for i in range(size):
            vapour[i] = _saturation(cold[i] - drier)


@njit(cache=True, nogil=True, error_model="numpy")
def _solar(light, cell, begin, size, above, hours, clear, warm, cold, krs, solar):
    """Solar radiation [MJ m-2 day-1] from the best source there is."""
    shortwave, sunshine = light
    if shortwave.shape[0]:
        row = shortwave[cell, begin : begin + size]
        for i in range(size):
            solar[i] = np.float64(row[i]) * _DAY_SECONDS
    elif sunshine.shape[0]:
        row = sunshine[cell, begin : begin + size]
        for i in range(size):
            solar[i] = (0.25 + 0.5 * _at_most(np.float64(row[i]) / max(hours[i], 1e-9), 1.0)) * above[i]
    else:
        for i in range(size):
            solar[i] = _at_most(krs * math.sqrt(warm[i] - cold[i]) * above[i], clear[i])


@njit(cache=True, nogil=True, error_model="numpy")
def _mend(light, cell, begin, size, still, drier, krs, used, vapour, solar, speed):
    """Put FAO's fall-backs where a day of a variable is missing, and note which."""
    shortwave, sunshine = light
    above, hours, clear, warm, cold = still
    for i in range(size):
        if math.isnan(vapour[i]):
            vapour[i] = _saturation(cold[i] - drier)
            used[i] |= HUMIDITY
        if math.isnan(speed[i]):
            speed[i] = 2.0
            used[i] |= WIND
        if math.isnan(solar[i]):
            used[i] |= RANGE
            solar[i] = _at_most(krs * math.sqrt(warm[i] - cold[i]) * above[i], clear[i])
            if shortwave.shape[0] and sunshine.shape[0]:
                bright = np.float64(sunshine[cell, begin + i])
                if bright == bright:
                    used[i] = (used[i] & ~RANGE) | SUNSHINE
                    solar[i] = (0.25 + 0.5 * _at_most(bright / max(hours[i], 1e-9), 1.0)) * above[i]


@njit(cache=True, nogil=True, error_model="numpy")
def _net(budget, cell, begin, size, above, clear, solar, vapour, warm, cold, net):
    """Net radiation less the heat that goes into the soil [MJ m-2 day-1], equations 38 to 40."""
    given, soil = budget
    if given.shape[0]:
        row = given[cell, begin : begin + size]
        for i in range(size):
            net[i] = np.float64(row[i]) * _DAY_SECONDS
    else:
        for i in range(size):
            share = min(max(solar[i] / max(clear[i], 1e-9), 0.3), 1.0)
            cloud = 1.35 * (share if above[i] > 0.0 else 0.5) - 0.35
            hot, cool = warm[i] + 273.16, cold[i] + 273.16
            glow = 4.903e-9 * 0.5 * (hot * hot * (hot * hot) + cool * cool * (cool * cool))
            net[i] = 0.77 * solar[i] - glow * (0.34 - 0.14 * math.sqrt(vapour[i])) * cloud
    if soil.shape[0]:
        row = soil[cell, begin : begin + size]
        for i in range(size):
            net[i] -= np.float64(row[i]) * _DAY_SECONDS


@njit(cache=True, nogil=True, error_model="numpy")
def _evaporation(mean, e_high, e_low, vapour, net, speed, gamma, size, out):
    """Equation 6, and none below zero."""
    for i in range(size):
        slope = 4098.0 * _saturation(mean[i]) / ((mean[i] + 237.3) * (mean[i] + 237.3))
        dry = 0.5 * (e_high[i] + e_low[i]) - vapour[i]
        dry = 0.0 if dry < 0.0 else dry
        above = 0.408 * slope * net[i] + gamma[i] * 900.0 / (mean[i] + 273.0) * speed[i] * dry
        out[i] = above / (slope + gamma[i] * (1.0 + 0.34 * speed[i]))


@njit(cache=True, nogil=True, error_model="numpy")
def _count(out, used, size, counts):
    """Days computed, raised to zero and missing, and days of each fall-back; none below zero stays."""
    done, low = 0, 0
    for i in range(size):
        done += out[i] == out[i]
        low += out[i] < 0.0
    for i in range(size):
        out[i] = np.float32(0.0) if out[i] < 0.0 else out[i]
    counts[0] += done
    counts[1] += size - done
    counts[2] += low
    if used.size:
        for i in range(size):
            for bit in range(5):
                counts[3 + bit] += out[i] == out[i] and (used[i] >> bit) & 1


@njit(cache=True, nogil=True, error_model="numpy")
def _fill_air(air, cell, begin, size, cold, warm, mean, e_low, e_high):
    """Temperatures [degC] and saturation vapour pressures [kPa]."""
    low, high, middle = air
    coldest, warmest = low[cell, begin : begin + size], high[cell, begin : begin + size]
    for i in range(size):
        cold[i] = np.float64(coldest[i]) - 273.15
        warm[i] = np.float64(warmest[i]) - 273.15
        mean[i] = 0.5 * (cold[i] + warm[i])
        e_low[i], e_high[i] = _saturation(cold[i]), _saturation(warm[i])
    if middle.shape[0]:
        row = middle[cell, begin : begin + size]
        for i in range(size):
            mean[i] = np.float64(row[i]) - 273.15


@njit(cache=True, nogil=True, error_model="numpy")
def _fill_wind(wind, pressure, cell, begin, size, factor, constant, fall_back, used, speed, gamma):
    """Wind at 2 m [m s-1] and the psychrometric constant [kPa degC-1]."""
    for i in range(size):
        speed[i], gamma[i] = 2.0, constant
    if wind.shape[0]:
        row = wind[cell, begin : begin + size]
        for i in range(size):
            speed[i] = np.float64(row[i]) * factor
    if pressure.shape[0]:
        row = pressure[cell, begin : begin + size]
        for i in range(size):
            gamma[i] = np.float64(row[i]) * 0.665e-6
    if pressure.shape[0] and fall_back:
        for i in range(size):
            if math.isnan(gamma[i]):
                gamma[i] = constant
                used[i] |= PRESSURE


@njit(cache=True, nogil=True, error_model="numpy")
def penman_monteith(air, humidity, wind, light, budget, pressure, place, sun, rule, out, counts):
    """`place`: clear-sky share and psychrometric constant of the altitude, by cell. `sun`: radiation above and hours of
    day (latitude, day of the year), which of its days a day is, and which of its latitudes a cell is. `rule`: wind
    factor, krs, how much drier than tasmin the air is, whether to fall back on missing days.
    """
    clear_share, psychrometric = place
    radiation, daylight, which, row = sun
    factor, krs, drier, fall_back = rule
    room = np.empty((12, PIECE))
    cold, warm, mean, e_low, e_high, vapour = room[0], room[1], room[2], room[3], room[4], room[5]
    above, hours, clear, solar, speed, gamma = room[6], room[7], room[8], room[9], room[10], room[11]
    net, used = np.empty(PIECE), np.zeros(PIECE if fall_back else 0, np.uint8)
    cells, days = air[0].shape
    for cell in range(cells):
        sky, light_hours = radiation[row[cell]], daylight[row[cell]]
        for begin in range(0, days, PIECE):
            size = min(PIECE, days - begin)
            used[:] = 0
            _fill_air(air, cell, begin, size, cold, warm, mean, e_low, e_high)
            constant = psychrometric[cell]
            _fill_wind(wind, pressure, cell, begin, size, factor, constant, fall_back, used, speed, gamma)
            for i in range(size):
                above[i], hours[i] = sky[which[begin + i]], light_hours[which[begin + i]]
                clear[i] = clear_share[cell] * above[i]
            _actual_vapour(humidity, cell, begin, size, cold, drier, e_high, e_low, vapour)
            _solar(light, cell, begin, size, above, hours, clear, warm, cold, krs, solar)
            if fall_back:
                still = (above, hours, clear, warm, cold)
                _mend(light, cell, begin, size, still, drier, krs, used, vapour, solar, speed)
            _net(budget, cell, begin, size, above, clear, solar, vapour, warm, cold, net)
            piece = out[cell, begin : begin + size]
            _evaporation(mean, e_high, e_low, vapour, net, speed, gamma, size, piece)
            _count(piece, used, size, counts)


@njit(cache=True, nogil=True, error_model="numpy")
def hargreaves_samani(low, high, middle, sun, out, counts):
    """FAO-56 equation 52, none below zero; `sun` as for `penman_monteith`."""
    radiation, _, which, row = sun
    cells, days = low.shape
    none = np.zeros(0, np.uint8)
    for cell in range(cells):
        sky = radiation[row[cell]]
        for day in range(days):
            cold, warm = np.float64(low[cell, day]), np.float64(high[cell, day])
            mean = np.float64(middle[cell, day]) if middle.shape[0] else 0.5 * (cold + warm)
            swing = math.sqrt(warm - cold)
            out[cell, day] = 0.0023 * 0.408 * sky[which[day]] * (mean - 273.15 + 17.8) * swing
        _count(out[cell], none, days, counts)
