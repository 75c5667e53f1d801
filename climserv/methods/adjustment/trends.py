"""The trend of a series within each group, as a straight line, and how far it stands from the training mean."""

import numpy as np
from numba import njit

from .groups import Groups

# A line through rain may fall to nothing and below: it is kept above this share of the group's mean.
LEAST_SHARE = 0.1
_MOST = np.float32(np.finfo(np.float32).max)
_NONE = np.zeros(0)


def group_means(values, groups: Groups) -> np.ndarray:
    """Mean of each group's days that are not missing, window counted in: (cell, group) float64."""
    found = np.empty((values.shape[0], groups.count))
    _means(values, *groups.order, groups.window // 2, found)
    return found


def distance_from_training(values, groups: Groups, means, *, kind: str, degree: int) -> np.ndarray:
    """How far the trend of each day's group stands from the training mean: (cell, time) float64.

    A line by least squares over the days of the group, window counted in; degree 0 takes their mean. Kind "+": trend
    minus mean; kind "*": trend divided by mean, the trend being kept at a tenth of the group's own mean or more.
    """
    found = np.empty(values.shape)
    # Counted in years from the middle of the axis, so that sums of squares stay small.
    year = (groups.days - groups.days.mean()) / 365.0 if len(groups) else _NONE
    rule = (groups.window // 2, kind == "*", degree > 0)
    _distances(values, *groups.order, year, groups.number, means, rule, found)
    return found


@njit(cache=True, nogil=True)
def _sums(row, order, begins, year, own):
    """For each group: days, sum of values, of years, of their product, of squared years."""
    own[:] = 0.0
    for group in range(begins.size - 1):
        for i in range(begins[group], begins[group + 1]):
            value = np.float64(row[order[i]])
            if abs(value) <= _MOST:
                own[group, 0] += 1.0
                own[group, 1] += value
                if year.size:
                    t = year[order[i]]
                    own[group, 2] += t
                    own[group, 3] += value * t
                    own[group, 4] += t * t


@njit(cache=True, nogil=True)
def _of_window(own, group, half, sums):
    """The sums of a group and its neighbours, always added in the same order."""
    sums[:] = 0.0
    for other in range(group - half, group + half + 1):
        for i in range(5):
            sums[i] += own[other % own.shape[0], i]


@njit(cache=True, nogil=True)
def _means(values, order, begins, half, found):
    own, sums, no_years = np.empty((begins.size - 1, 5)), np.empty(5), np.empty(0)
    for cell in range(values.shape[0]):
        _sums(values[cell], order, begins, no_years, own)
        for group in range(begins.size - 1):
            _of_window(own, group, half, sums)
            found[cell, group] = sums[1] / sums[0] if sums[0] > 0 else np.nan


@njit(cache=True, nogil=True)
def _distances(values, order, begins, year, number, means, rule, found):
    half, times, sloped = rule
    groups = begins.size - 1
    own, sums, lines = np.empty((groups, 5)), np.empty(5), np.empty((groups, 3))
    for cell in range(values.shape[0]):
        _sums(values[cell], order, begins, year, own)
        for group in range(groups):
            _of_window(own, group, half, sums)
            count = max(sums[0], 1.0)
            mean, middle = sums[1] / count, sums[2] / count
            spread = sums[4] - sums[2] * middle
            slope = (sums[3] - sums[2] * mean) / spread if sloped and spread > 1e-9 else 0.0
            lines[group, 0], lines[group, 1], lines[group, 2] = mean, slope, middle
        for at in range(values.shape[1]):
            mean, slope, middle = lines[number[at]]
            trend, taught = mean + slope * (year[at] - middle), means[cell, number[at]]
            if not times:
                found[cell, at] = trend - taught
            else:
                # Without rain in training, or now, there is nothing to compare.
                trend = max(trend, LEAST_SHARE * mean)
                found[cell, at] = trend / taught if trend > 0.0 and taught > 0.0 else 1.0
