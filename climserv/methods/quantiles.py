"""Exact empirical quantiles, without sorting what is not asked for.

The values of a series are spread over bins that rise with the value; only the bins in which a wanted rank falls are
sorted. So a quantile costs a few passes over the values instead of a sort, and it is the quantile, not an estimate.

The definition is that of numpy.nanquantile's default (type 7 of Hyndman and Fan, 1996): quantile q of n values lies at
place q (n - 1) of the sorted values, counted from 0, on a straight line between the two next to it.
"""

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, refuse_if

from .arrays import cells_by_time

_MOST = np.float32(np.finfo(np.float32).max)
_FEW = 8
_TOP = np.float32(np.inf)
_MOST_BINS = 1 << 15


def exact_quantiles(values, q) -> np.ndarray:
    """Quantiles of each cell's series, missing days left out.

    values   (cell, time) float32, any unit; what is not a finite number is missing
    q        shares from 0 to 1, in any order
    returns  (cell, quantile) float64, not a number where every day is missing; the same number as
             numpy.nanquantile gives for the same values held as float64
    source   Hyndman and Fan (1996), The American Statistician 50, 361-365, type 7

    Five days, one of them missing: place 0.9 x 3 = 2.7 of 1 2 4 8 is 4 + 0.7 x 4.

    >>> exact_quantiles([[4, 1, float("nan"), 8, 2]], [0.5, 0.9]).round(6).tolist()
    [[3.0, 6.8]]
    """
    shares = np.atleast_1d(np.asarray(q, dtype=np.float64))
    refuse_if(share_problems(shares, "exact_quantiles, q"))
    values = cells_by_time(values, "exact_quantiles, values")
    length = values.shape[1]
    whole = (np.array([0, 1], np.int32), np.array([0], np.int32), np.array([length], np.int32))
    return quantiles_of_runs(values, whole, shares)[0][:, 0, :]


def share_problems(shares, where: str) -> list[Problem]:
    """A problem when shares do not lie between 0 and 1."""
    if shares.ndim == 1 and shares.size and (shares >= 0).all() and (shares <= 1).all():
        return []
    return [Problem("argument.bounds", where, "a share out of bounds", str(shares.tolist()), "0 to 1")]


def quantiles_of_runs(values, runs, shares, wet_day: float | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Quantiles (cell, group, share) and range (cell, group, 2) of each group of days, float64.

    values   (cell, time) float32, contiguous
    runs     first (group + 1), begin and end (run): the days of group g are those from begin[r] to end[r], for each
             run r from first[g] to first[g + 1]
    wet_day  days below it stand on a straight ramp from 0 to it; None when no day is dry

    source   Hyndman and Fan (1996), The American Statistician 50, 361-365, definition 7
    """
    shares = np.asarray(shares, np.float64)
    groups, most = runs[0].size - 1, longest_group(runs)
    found = np.full((values.shape[0], groups, shares.size), np.nan)
    extent = np.full((values.shape[0], groups, 2), np.nan)
    wet = -_MOST if wet_day is None else np.float32(wet_day)
    _quantiles_of_runs(values, *runs, shares, wet, room_for(most), found, extent)
    return found, extent


def ends_of_runs(values, runs, nodes: int, wet_day: float | None = None, room=None):
    """Where each of `nodes` equal shares of a group's values begins, by rank; equal values go to one share together.

    Share k holds the ranks nearest to (k + 0.5) / nodes. Values, runs and wet_day as in `quantiles_of_runs`.
    returns  lowest (cell, group, node + 1) float32: a value that is not dry belongs to the last share whose lowest is
             not above it; numbers (cell, group, 2) int32, how many days are not dry and how many are; extent (cell,
             group, 2) float32, lowest and highest of those that are not dry
    """
    groups, room = runs[0].size - 1, room_for(longest_group(runs)) if room is None else room
    lowest = np.empty((values.shape[0], groups, nodes + 1), np.float32)
    numbers = np.zeros((values.shape[0], groups, 2), np.int32)
    extent = np.zeros((values.shape[0], groups, 2), np.float32)
    least = np.zeros((groups, nodes + 1), np.int64)
    wet = -_MOST if wet_day is None else np.float32(wet_day)
    _ends_of_runs(values, *runs, wet, room, lowest, numbers, extent, least)
    return lowest, numbers, extent


def room_for(most: int) -> tuple[np.ndarray, ...]:
    """Where values are spread; made once for many calls."""
    packed, spread = np.zeros((2, most + _FEW), np.float32)
    return packed, np.empty(most, np.uint32), spread, np.empty(bins_for(most) + 2, np.int32), np.empty(_FEW, np.float32)


def longest_group(runs) -> int:
    """Days of the group that has most of them."""
    first, begin, end = runs
    days = np.concatenate([[0], np.cumsum(end - begin, dtype=np.int64)])
    return max(1, int(np.diff(days[first]).max(initial=0)))


def bins_for(most: int) -> int:
    """How many bins serve so many values: about one each."""
    return min(_MOST_BINS, max(64, 1 << (int(most) - 1).bit_length()))


@njit(cache=True, nogil=True)
def _gather(row, begin, end, first, last, wet, packed):
    """The values of one group that are neither missing nor dry, packed; how many, and how many are dry."""
    kept, dry = 0, 0
    for run in range(first, last):
        days = row[begin[run] : end[run]]
        room = packed[kept : kept + days.size]
        whole = 0
        for i in range(days.size):
            room[i] = days[i]
            whole += np.int32((days[i] >= wet) & (days[i] <= _MOST))
        if whole == days.size:
            kept += whole
            continue
        to = 0
        for i in range(days.size):
            value = days[i]
            room[to] = value
            to += np.int64((value >= wet) & (value <= _MOST))
            dry += np.int64((value < wet) & (value >= -_MOST))
        kept += whole
    return kept, dry


@njit(cache=True, nogil=True)
def _extent(packed, size):
    """Lowest and highest of the first `size` values; four at a time, so that they need not wait for one another."""
    low0 = low1 = low2 = low3 = packed[0]
    high0 = high1 = high2 = high3 = packed[0]
    i = 0
    while i + 4 <= size:
        a, b, c, d = packed[i], packed[i + 1], packed[i + 2], packed[i + 3]
        low0, high0 = (a if a < low0 else low0), (a if a > high0 else high0)
        low1, high1 = (b if b < low1 else low1), (b if b > high1 else high1)
        low2, high2 = (c if c < low2 else low2), (c if c > high2 else high2)
        low3, high3 = (d if d < low3 else low3), (d if d > high3 else high3)
        i += 4
    while i < size:
        a = packed[i]
        low0, high0 = (a if a < low0 else low0), (a if a > high0 else high0)
        i += 1
    return min(min(low0, low1), min(low2, low3)), max(max(high0, high1), max(high2, high3))


@njit(cache=True, nogil=True)
def _binning(low, high, limit):
    """What turns a value into its bin: bits(value + lift) - base, shifted; bins rise with the value.

    Positive numbers are spread by their bits, that is by their logarithm, which suits rain; where some are negative
    all are lifted into one power of two first, where bits rise as the number does.
    """
    lift = np.float32(0.0) if low >= 0 else np.float32((high - low) - low)
    base = np.float32(low + lift).view(np.uint32)
    span = np.float32(high + lift).view(np.uint32) - base
    shift = np.uint32(0)
    while (span >> shift) >= np.uint32(limit):
        shift += np.uint32(1)
    return lift, base, shift, np.int64(span >> shift) + 1


@njit(cache=True, nogil=True)
def _spread(packed, size, lift, base, shift, bins, places, starts, spread):
    """Values by bin, one bin after the other; `starts` tells where each begins, and its next where it stops."""
    for i in range(size):
        places[i] = (np.float32(packed[i] + lift).view(np.uint32) - base) >> shift
    for i in range(bins + 2):
        starts[i] = 0
    # Counted two places on, so that filling the bins leaves each start where it belongs.
    for i in range(size):
        starts[places[i] + np.uint32(2)] += np.int32(1)
    total = np.int32(0)
    for i in range(2, bins + 2):
        total += starts[i]
        starts[i] = total
    for i in range(size):
        bin_ = places[i] + np.uint32(1)
        to = starts[bin_]
        spread[np.uint32(to)] = packed[i]
        starts[bin_] = to + np.int32(1)


@njit(cache=True, nogil=True)
def _less(one, other):
    return one if one < other else other


@njit(cache=True, nogil=True)
def _more(one, other):
    return other if one < other else one


@njit(cache=True, nogil=True)
def _sort_few(spread, begin, size, few):
    """Up to eight values in order, in `few`: Batcher's network, the same steps whatever they are, nothing to guess."""
    for i in range(_FEW):
        few[i] = spread[begin + i] if i < size else _TOP
    a, b, c, d, e, f, g, h = few[0], few[1], few[2], few[3], few[4], few[5], few[6], few[7]
    a, b, c, d = _less(a, b), _more(a, b), _less(c, d), _more(c, d)
    e, f, g, h = _less(e, f), _more(e, f), _less(g, h), _more(g, h)
    a, c, b, d = _less(a, c), _more(a, c), _less(b, d), _more(b, d)
    e, g, f, h = _less(e, g), _more(e, g), _less(f, h), _more(f, h)
    b, c, f, g = _less(b, c), _more(b, c), _less(f, g), _more(f, g)
    a, e, b, f = _less(a, e), _more(a, e), _less(b, f), _more(b, f)
    c, g, d, h = _less(c, g), _more(c, g), _less(d, h), _more(d, h)
    c, e, d, f = _less(c, e), _more(c, e), _less(d, f), _more(d, f)
    b, c, d, e, f, g = _less(b, c), _more(b, c), _less(d, e), _more(d, e), _less(f, g), _more(f, g)
    few[0], few[1], few[2], few[3], few[4], few[5], few[6], few[7] = a, b, c, d, e, f, g, h


@njit(cache=True, nogil=True)
def _sort_between(spread, begin, end):
    """Sort a stretch in place, over wide steps first."""
    step = 1
    while 3 * step < end - begin:
        step = 3 * step + 1
    while True:
        for i in range(begin + step, end):
            value, j = spread[i], i
            while j - step >= begin and spread[j - step] > value:
                spread[j] = spread[j - step]
                j -= step
            spread[j] = value
        if step == 1:
            return
        step = (step - 1) // 3


@njit(cache=True, nogil=True)
def _ramp(place, dry, wet):
    """The value a dry day stands for: the dry days of a group lie evenly between 0 and the wet day."""
    return np.float64(wet) * (place + 0.5) / dry


@njit(cache=True, nogil=True)
def _bin_of(value, binning):
    lift, base, shift = binning
    return np.int64((np.float32(value + lift).view(np.uint32) - base) >> shift)


@njit(cache=True, nogil=True)
def _pick(spread, starts, size, dry, wet, binning, shares, few, found):
    """Values at the wanted places; sorts no bin but theirs."""
    days = size + dry
    for k in range(shares.size):
        place = shares[k] * (days - 1)
        low = int(place)
        high = min(low + 1, days - 1)
        part = place - low
        if low < dry:
            below = _ramp(low, dry, wet)
            above = _ramp(high, dry, wet)
            if high >= dry:
                begin, end = starts[0], starts[_bin_of(spread[0], binning) + 1]
                above = spread[begin]
                for i in range(begin, end):
                    above = min(above, spread[i])
                above = np.float64(above)
        else:
            low -= dry
            high -= dry
            begin = np.int64(starts[_bin_of(spread[low], binning)])
            end = np.int64(starts[_bin_of(spread[high], binning) + 1])
            if end - begin <= _FEW:
                _sort_few(spread, begin, end - begin, few)
                below, above = np.float64(few[low - begin]), np.float64(few[high - begin])
            else:
                _sort_between(spread, begin, end)
                below, above = np.float64(spread[low]), np.float64(spread[high])
        # The nearer end leads, as in numpy: so the last place gives the last value, to the bit.
        found[k] = below + (above - below) * part if part < 0.5 else above - (above - below) * (1.0 - part)


@njit(cache=True, nogil=True)
def _quantiles_of_runs(values, first, begin, end, shares, wet, room, found, extent):
    packed, places, spread, ends, few = room
    limit = ends.size - 2
    for cell in range(values.shape[0]):
        row = values[cell]
        for group in range(first.size - 1):
            size, dry = _gather(row, begin, end, first[group], first[group + 1], wet, packed)
            if size + dry == 0:
                continue
            lift, base, shift = np.float32(0.0), np.uint32(0), np.uint32(0)
            if size:
                low, high = _extent(packed, size)
                lift, base, shift, bins = _binning(low, high, limit)
                _spread(packed, size, lift, base, shift, bins, places, ends, spread)
                extent[cell, group, 0], extent[cell, group, 1] = low, high
            else:
                extent[cell, group, 1] = _ramp(dry - 1, dry, wet)
            if dry:
                extent[cell, group, 0] = _ramp(0, dry, wet)
            _pick(spread, ends, size, dry, wet, (lift, base, shift), shares, few, found[cell, group])


@njit(cache=True, nogil=True)
def _node_of(middle, days, nodes):
    """The node nearest to a rank; `middle` is twice the rank, so that equal values can share half a rank."""
    share = 0.5 * middle / (days - 1) if days > 1 else 0.5
    return int(min(max(share * nodes - 0.5, 0.0), nodes - 1.0) + 0.5)


@njit(cache=True, nogil=True)
def _lower_ranks(days, nodes, least):
    """For each node the lowest doubled rank that is nearest to it or to a higher one."""
    least[0] = 0
    for k in range(1, nodes):
        middle = max(0, min(int(2.0 * (days - 1) * k / nodes), 2 * days - 1))
        while middle > 0 and _node_of(middle - 1, days, nodes) >= k:
            middle -= 1
        while middle < 2 * days - 1 and _node_of(middle, days, nodes) < k:
            middle += 1
        least[k] = middle
    least[nodes] = 2 * days


@njit(cache=True, nogil=True)
def _lower_ends(spread, starts, size, dry, binning, least, few, lowest):
    """The lowest wet value of each node; sorts only the bins in which they lie."""
    nodes = least.size - 1
    lowest[0], lowest[nodes] = -_TOP, _TOP
    for k in range(1, nodes):
        rank = (least[k] + 1) // 2 - dry
        if rank < 0 or rank >= size:
            lowest[k] = -_TOP if rank < 0 else _TOP
            continue
        bin_ = _bin_of(spread[rank], binning)
        begin, end = np.int64(starts[bin_]), np.int64(starts[bin_ + 1])
        if end - begin <= _FEW:
            _sort_few(spread, begin, end - begin, few)
            value, low, same = few[rank - begin], begin, 0
            for i in range(_FEW):
                low += np.int64(few[i] < value)
                same += np.int64(few[i] == value)
        else:
            _sort_between(spread, begin, end)
            value, low, same = spread[rank], begin, 0
            for i in range(begin, end):
                low += np.int64(spread[i] < value)
                same += np.int64(spread[i] == value)
        # Equal values share the middle of their ranks, and so one node.
        belongs = 2 * (low + dry) + same - 1 >= least[k]
        lowest[k] = value if belongs else np.nextafter(value, _TOP)


@njit(cache=True, nogil=True)
def _ends_of_runs(values, first, begin, end, wet, room, lowest, numbers, extent, least):
    packed, places, spread, starts, few = room
    for cell in range(values.shape[0]):
        for group in range(first.size - 1):
            size, dry = _gather(values[cell], begin, end, first[group], first[group + 1], wet, packed)
            # Most cells have as many days as the one before.
            if size + dry > 0 and (cell == 0 or size + dry != least[group, -1] // 2):
                _lower_ranks(size + dry, least.shape[1] - 1, least[group])
            numbers[cell, group, 0], numbers[cell, group, 1] = size, dry
            lift, base, shift = np.float32(0.0), np.uint32(0), np.uint32(0)
            if size:
                low, high = _extent(packed, size)
                lift, base, shift, bins = _binning(low, high, starts.size - 2)
                _spread(packed, size, lift, base, shift, bins, places, starts, spread)
                extent[cell, group, 0], extent[cell, group, 1] = low, high
            if size + dry:
                _lower_ends(spread, starts, size, dry, (lift, base, shift), least[group], few, lowest[cell, group])
