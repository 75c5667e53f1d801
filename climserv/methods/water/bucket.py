"""Kernels of the soil's water: one bucket, filled by rain and emptied by a crop, day by day.

Two fillings bound what is not known. Missing rain may have been any amount. More rain never leaves less water in the
bucket nor less evapotranspiration (it can take no more than the water left, so a wetter soil never ends the day drier
than a dry one), so no rain and endless rain give the least and the most that can be true.
"""

import math

import numpy as np
from numba import njit

ENDLESS = 1e6
_HAPPENED, _UNKNOWN, _NOT = 1, 0, 2


@njit(cache=True, nogil=True, error_model="numpy")
def _step(depletion, rain, demand, capacity, rule):
    """One day. Returns depletion [mm] at its end, evapotranspiration, percolation, runoff, irrigation [mm]."""
    share, adjust, runoff_above, refill = rule
    runoff = max(rain - runoff_above, 0.0)
    depletion -= rain - runoff
    if adjust:
        share = min(max(share + 0.04 * (5.0 - demand), 0.1), 0.8)
    ready = share * capacity
    irrigation = 0.0
    if refill and depletion > ready:
        irrigation, depletion = depletion, 0.0
    left = capacity - depletion
    taken = demand if depletion <= ready else demand * left / (capacity - ready)
    taken = max(min(taken, left), 0.0)
    depletion += taken
    percolation = max(-depletion, 0.0)
    return max(depletion, 0.0), taken, percolation, runoff, irrigation


@njit(cache=True, nogil=True, error_model="numpy")
def balance(rain, et0, given, begin, reach, crop, rule, totals, depletions):
    """The books of each season. `crop`: coefficients and capacity by day, share of its water that newly reached soil
    holds, share at planting. Totals: rain, irrigation, runoff, percolation, requirement, evapotranspiration, reached,
    water at start and end, waterings. Not a number where a day is missing, or the season runs past the record.
    """
    kc, capacity, deep, start = crop
    days = kc.size
    for cell in range(rain.shape[0]):
        for season in range(begin.shape[1]):
            first = begin[cell, season]
            totals[cell, season, :] = np.nan
            if depletions.shape[0]:
                depletions[cell, season, :] = np.nan
            if first < 0 or first + days > reach[season]:
                continue
            sums = np.zeros(10)
            sums[7] = start * capacity[0]
            depletion, before = capacity[0] - sums[7], capacity[0]
            for day in range(days):
                at = first + day
                grown = capacity[day] - before
                before = capacity[day]
                depletion += (1.0 - deep) * grown
                demand = kc[day] * np.float64(et0[cell, at])
                water = np.float64(given[cell, at]) if given.shape[0] else 0.0
                fallen = np.float64(rain[cell, at])
                if math.isnan(demand + water + fallen):
                    sums[:] = np.nan
                    break
                end, taken, percolation, runoff, asked = _step(depletion - water, fallen, demand, before, rule)
                depletion = end
                sums[0] += fallen
                sums[1] += water + asked
                sums[2] += runoff
                sums[3] += percolation
                sums[4] += demand
                sums[5] += taken
                sums[6] += deep * grown
                sums[9] += asked > 0.0
                if depletions.shape[0]:
                    depletions[cell, season, day] = depletion
            sums[8] = before - depletion + sums[0] * 0.0
            totals[cell, season, :] = sums


@njit(cache=True, nogil=True, error_model="numpy")
def _satisfied(rain, et0, first, reach, crop, rule):
    """Least and most share [%] of its requirement that a crop planted on day `first` can have had; (nan, nan) when
    the requirement is not known, or the crop does not stand within the record.
    """
    kc, capacity, deep, start = crop
    if first < 0 or first + kc.size > reach:
        return np.nan, np.nan
    dry = wet = (1.0 - start) * capacity[0]
    before, required, least, most, split = capacity[0], 0.0, 0.0, 0.0, False
    for day in range(kc.size):
        demand = kc[day] * np.float64(et0[first + day])
        fallen = np.float64(rain[first + day])
        if math.isnan(demand):
            return np.nan, np.nan
        added = (1.0 - deep) * (capacity[day] - before)
        before = capacity[day]
        missing = math.isnan(fallen)
        dry, taken, _, _, _ = _step(dry + added, 0.0 if missing else fallen, demand, before, rule)
        required += demand
        least += taken
        split |= missing
        if split:
            wet, taken, _, _, _ = _step(wet + added, ENDLESS if missing else fallen, demand, before, rule)
        else:
            wet = dry
        most += taken
    if required <= 0.0:
        return 100.0, 100.0
    return 100.0 * least / required, 100.0 * most / required


@njit(cache=True, nogil=True, error_model="numpy")
def _judge(least, most, at_least):
    """What is known of a share between two bounds, and the outcome: whether it is known where no threshold is given
    (not a number), else whether it reaches the threshold.
    """
    value = least if least == most else np.nan
    if math.isnan(at_least):
        return value, np.uint8(_HAPPENED if value == value else _UNKNOWN)
    if least >= at_least:
        return value, np.uint8(_HAPPENED)
    return value, np.uint8(_NOT if most < at_least else _UNKNOWN)


@njit(cache=True, nogil=True, error_model="numpy")
def satisfaction(rain, et0, begin, planted, reach, crop, rule, at_least, value, outcome):
    """Share of the requirement of the crop of each season; a crop that was not planted is not satisfied."""
    for cell in range(rain.shape[0]):
        for season in range(begin.shape[1]):
            value[cell, season] = np.nan
            outcome[cell, season] = planted[cell, season]
            if planted[cell, season] != _HAPPENED:
                continue
            least, most = _satisfied(rain[cell], et0[cell], begin[cell, season], reach[season], crop, rule)
            value[cell, season], outcome[cell, season] = _judge(least, most, at_least)


@njit(cache=True, nogil=True, error_model="numpy")
def satisfaction_by_day(rain, et0, first, length, reach, crop, rule, at_least, value, outcome):
    """The same for a crop planted on each day of each season."""
    for cell in range(rain.shape[0]):
        for season in range(first.size):
            for day in range(length[season]):
                begin = first[season] + day
                least, most = _satisfied(rain[cell], et0[cell], begin, reach[season], crop, rule)
                share, known = _judge(least, most, at_least)
                value[cell, season, day], outcome[cell, season, day] = share, known


@njit(cache=True, nogil=True, error_model="numpy")
def _first_day_of(rain, et0, first, days, reach, soil, rule, amount, wettest):
    """First day at whose end the soil holds `amount`; missing days as dry, or as wet, as days can be. -1: none."""
    capacity, kc, start = soil
    depletion = (1.0 - start) * capacity
    for day in range(days):
        fallen, asked = np.nan, np.nan
        if first + day < reach:
            fallen, asked = np.float64(rain[first + day]), np.float64(et0[first + day])
        if math.isnan(fallen):
            fallen = ENDLESS if wettest else 0.0
        if math.isnan(asked):
            asked = 0.0 if wettest else ENDLESS
        depletion, _, _, _, _ = _step(depletion, fallen, kc * asked, capacity, rule)
        if capacity - depletion >= amount:
            return day
    return -1


@njit(cache=True, nogil=True, error_model="numpy")
def first_stored(rain, et0, first, length, reach, soil, rule, amount, day, outcome):
    """First day of each season at whose end the bare soil holds `amount`."""
    for cell in range(rain.shape[0]):
        for season in range(first.size):
            where = (first[season], length[season], reach[season], soil, rule, amount)
            soonest = _first_day_of(rain[cell], et0[cell], *where, True)
            latest = _first_day_of(rain[cell], et0[cell], *where, False)
            day[cell, season] = np.nan
            if soonest != latest:
                outcome[cell, season] = _UNKNOWN
            elif latest < 0:
                outcome[cell, season] = _NOT
            else:
                outcome[cell, season], day[cell, season] = _HAPPENED, latest
