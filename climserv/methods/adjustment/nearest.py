"""Quantile delta mapping with the nearest node, for groups that do not overlap: the fastest way, and why.

The node of a value hangs on its rank, and a rank rises with the value: so the values of a group fall into as many
stretches as there are nodes, and all that is needed are the stretches' lower ends. Those are found as quantiles are
(bins, of which only the wanted ones are sorted); then each value, in the order of time, finds its stretch by its bin
and at most a comparison or two. Nothing is sorted as a whole and no day is looked up out of turn.

Dry days have ranks by lot. They are put in order only when the lot matters: when some of them become wet.

The sort, the random keys and the bins stand in this file too: numba's cache looks at the file of a kernel only, and
would go on using one that has changed elsewhere.
"""

import numpy as np
from numba import njit

from ..quantiles import bins_for, longest_group

_CAPPED, _BEYOND, _DRY_BEFORE, _DRY_AFTER, _UNTRAINED = 1, 2, 3, 4, 5
_MOST = np.float32(np.finfo(np.float32).max)
_NAN = np.float32(np.nan)
_TOP = np.float32(np.inf)
_FEW = 8
_HALF = np.uint64(33)
_LOW = np.uint64(0xFFFFFFFF)
_DIGIT = np.uint64(2047)


def shift_nearest(values, runs, learned, rule, keyed, counts) -> np.ndarray:
    """Each value moved by the correction at the node nearest to its rank; facts are added to `counts`.

    runs     as in `quantiles_of_runs`
    learned  reference and historical (cell, group, quantile), their ranges (cell, group, 2), float64
    rule     times (kind "*"), wet_day (float32; the lowest number when no day is dry), growth
    keyed    seed, cells (cell), days (time)
    """
    most, nodes = longest_group(runs), learned[0].shape[2]
    bins, groups = bins_for(most), runs[0].size - 1
    room = (
        np.zeros((2, most + _FEW), np.float32),
        np.empty((2, bins + 2), np.int32),
        np.empty(_FEW, np.float32),
        np.zeros((groups, nodes + 1), np.int64),
        np.zeros(groups, np.int64),
        np.empty(nodes + 1, np.float32),
        np.empty(nodes + 1, np.int64),
        np.empty(nodes, np.float64),
        np.empty((2, most), np.uint64),
        np.empty((3, 2048), np.int64),
    )
    adjusted = np.empty_like(values)
    _shift(values, *runs, learned, rule, keyed, room, adjusted, counts)
    return adjusted


@njit(cache=True, nogil=True)
def _mixed(bits):
    """splitmix64: neighbouring inputs give unrelated outputs."""
    bits = bits + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


@njit(cache=True, nogil=True)
def random_key(seed, cell, day):
    """A random integer of 31 bits for a day of a cell."""
    mixed = _mixed(_mixed(_mixed(np.uint64(seed)) ^ np.uint64(cell)) ^ np.uint64(day))
    return np.uint32(mixed >> _HALF)


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
    """As in `methods/quantiles`: positive numbers by their bits, others lifted first."""
    lift = np.float32(0.0) if low >= 0 else np.float32((high - low) - low)
    base = np.float32(low + lift).view(np.uint32)
    span = np.float32(high + lift).view(np.uint32) - base
    shift = np.uint32(0)
    while (span >> shift) >= np.uint32(limit):
        shift += np.uint32(1)
    return lift, base, shift, np.int64(span >> shift) + 1


@njit(cache=True, nogil=True)
def _spread(packed, size, lift, base, shift, bins, starts, spread):
    """Values by bin, one bin after the other; `starts` tells where each begins, and its next where it stops."""
    for i in range(bins + 2):
        starts[i] = 0
    # Counted two places on, so that filling the bins leaves each start where it belongs.
    for i in range(size):
        starts[((np.float32(packed[i] + lift).view(np.uint32) - base) >> shift) + np.uint32(2)] += 1
    total = 0
    for i in range(2, bins + 2):
        total += starts[i]
        starts[i] = total
    for i in range(size):
        bin_ = ((np.float32(packed[i] + lift).view(np.uint32) - base) >> shift) + np.uint32(1)
        to = starts[bin_]
        spread[to] = packed[i]
        starts[bin_] = to + 1


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
def _bin_of(value, binning):
    lift, base, shift = binning
    return np.int64((np.float32(value + lift).view(np.uint32) - base) >> shift)


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
def _lower_ends(spread, starts, size, dry, binning, least, few, lowest, at_bin):
    """The lowest wet value of each node: what is below belongs to a lower one. Sorts only the bins in which they lie.

    `at_bin` tells in which bin each lies: -1 when every wet value is above, more than any when none is.
    """
    nodes = least.size - 1
    for k in range(1, nodes):
        rank = (least[k] + 1) // 2 - dry
        if rank < 0 or size == 0:
            lowest[k], at_bin[k] = -_TOP, -1
            continue
        if rank >= size:
            lowest[k], at_bin[k] = _TOP, starts.size
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
        lowest[k], at_bin[k] = (value if belongs else np.nextafter(value, _TOP)), bin_
    lowest[nodes], at_bin[nodes] = _TOP, starts.size


@njit(cache=True, nogil=True)
def _first_nodes(at_bin, bins, node_of_bin):
    """For each bin a node that is not above that of any of its values."""
    bin_ = 0
    for k in range(1, at_bin.size):
        last = min(at_bin[k] + 1, bins)
        while bin_ < last:
            node_of_bin[bin_] = k - 1
            bin_ += 1
    while bin_ < bins:
        node_of_bin[bin_] = at_bin.size - 2
        bin_ += 1


@njit(cache=True, nogil=True)
def _changes(reference, historical, times, wet, change):
    """What is added at each node, or the factor of wet days.

    A wet day is not divided by a dry one: where the model was dry the wet day itself stands in, or the reference where
    that is dry too, so that rain new to both stays as it is.
    """
    for k in range(change.size):
        if times:
            below = max(historical[k], min(np.float64(wet), reference[k]))
            change[k] = reference[k] / below if below > 0.0 else 1.0
        else:
            change[k] = reference[k] - historical[k]


@njit(cache=True, nogil=True)
def _add(row, begin, end, first, last, binning, node_of_bin, lowest, change, out):
    """Kind "+": every day of the group that is there."""
    lift, base, shift = binning
    for run in range(first, last):
        for at in range(begin[run], end[run]):
            value = row[at]
            if not ((value >= -_MOST) & (value <= _MOST)):
                out[at] = _NAN
                continue
            k = node_of_bin[(np.float32(value + lift).view(np.uint32) - base) >> shift]
            while value >= lowest[k + 1]:
                k += 1
            out[at] = value + change[k]


@njit(cache=True, nogil=True)
def _multiply(row, begin, end, first, last, binning, node_of_bin, lowest, change, bound, wet, out, counts):
    """Kind "*": every wet day; dry days become 0 here and are looked at again where some of them become wet."""
    lift, base, shift = binning
    for run in range(first, last):
        for at in range(begin[run], end[run]):
            value = row[at]
            if (value >= wet) & (value <= _MOST):
                k = node_of_bin[(np.float32(value + lift).view(np.uint32) - base) >> shift]
                while value >= lowest[k + 1]:
                    k += 1
                out[at] = _settle(value * change[k], np.float64(value), bound, wet, counts)
            else:
                out[at] = np.float32(0.0) if (value < wet) & (value >= -_MOST) else _NAN


@njit(cache=True, nogil=True)
def _settle(adjusted, raw, bound, wet, counts):
    """Bound a product, turn what is below the wet day into 0, and count."""
    most = max(raw, bound)
    if adjusted > most:
        adjusted = most
        counts[_CAPPED] += 1
    settled = np.float32(adjusted)
    if settled < wet:
        counts[_DRY_AFTER] += 1
        return np.float32(0.0)
    return settled


@njit(cache=True, nogil=True)
def _stays_dry(dry, days, reference, historical, bound, wet):
    """Whether no dry day of the group becomes wet, whatever its rank among them."""
    for i in range(dry):
        if np.float32(_of_dry(i, dry, days, reference, historical, bound, wet)) >= wet:
            return False
    return True


@njit(cache=True, nogil=True)
def _of_dry(place, dry, days, reference, historical, bound, wet):
    """The adjusted value of a dry day: dry days lie evenly between 0 and the wet day."""
    value = np.float64(wet) * (place + 0.5) / dry
    k = _node_of(2 * place, days, reference.size)
    moved = reference[k] * (value / historical[k]) if historical[k] > 0.0 else value
    return min(moved, max(value, bound))


@njit(cache=True, nogil=True)
def _draw_lots(row, begin, end, first, last, wet, keyed, packed, spare, digits):
    """Positions of the dry days of a group in a random order, each beneath its key: 31 bits, three digits of 11."""
    seed, cell, days = keyed
    size = 0
    for i in range(3):
        for digit in range(2048):
            digits[i, digit] = 0
    for run in range(first, last):
        for at in range(begin[run], end[run]):
            if (row[at] < wet) & (row[at] >= -_MOST):
                key = np.uint64(random_key(seed, cell, days[at]))
                for i in range(3):
                    digits[i, (key >> np.uint64(11 * i)) & _DIGIT] += 1
                packed[size] = (key << np.uint64(32)) | np.uint64(at)
                size += 1
    for i in range(3):
        total, shift = 0, np.uint64(32 + 11 * i)
        for digit in range(2048):
            here = digits[i, digit]
            digits[i, digit] = total
            total += here
        for j in range(size):
            digit = (packed[j] >> shift) & _DIGIT
            spare[digits[i, digit]] = packed[j]
            digits[i, digit] += 1
        packed, spare = spare, packed
    return packed


@njit(cache=True, nogil=True)
def _wet_some(lots, dry, days, reference, historical, bound, wet, out, counts):
    """Dry days by lot: each takes the value of its place among them."""
    for i in range(dry):
        moved = _of_dry(i, dry, days, reference, historical, bound, wet)
        at = np.int64(lots[i] & _LOW)
        value = np.float64(wet) * (i + 0.5) / dry
        out[at] = _settle(moved, value, bound, wet, counts)


@njit(cache=True, nogil=True)
def _empty(row, begin, end, first, last, out, counts):
    """No training days: every value of the group becomes missing, and is counted."""
    for run in range(first, last):
        for at in range(begin[run], end[run]):
            counts[_UNTRAINED] += abs(row[at]) <= _MOST
            out[at] = _NAN


@njit(cache=True, nogil=True)
def _note(packed, size, dry, low, high, extent, counts):
    """Count one group: there, dry, outside the training range."""
    counts[0] += size + dry
    counts[_DRY_BEFORE] += dry
    if size and (low < extent[0] or high > extent[1]):
        for i in range(size):
            counts[_BEYOND] += (packed[i] < extent[0]) | (packed[i] > extent[1])


@njit(cache=True, nogil=True)
def _shift(values, first, begin, end, learned, rule, keyed, room, adjusted, counts):
    reference, historical, ref_extent, hist_extent = learned
    times, wet, growth = rule
    seed, cells, days = keyed
    floats, tables, few, least, sizes, lowest, at_bin, change, lots, digits = room
    packed, spread = floats[0], floats[1]
    starts, node_of_bin = tables[0], tables[1]
    for cell in range(values.shape[0]):
        row, out = values[cell], adjusted[cell]
        for group in range(first.size - 1):
            ref, hist = reference[cell, group], historical[cell, group]
            a, b = first[group], first[group + 1]
            if not (ref[0] == ref[0] and hist[0] == hist[0]):
                _empty(row, begin, end, a, b, out, counts)
                continue
            size, dry = _gather(row, begin, end, a, b, wet, packed)
            if size + dry != sizes[group]:
                sizes[group] = size + dry
                _lower_ranks(size + dry, ref.size, least[group])
            low = high = np.float32(0.0)
            if size:
                low, high = _extent(packed, size)
            lift, base, shift, bins = _binning(low, high, starts.size - 2)
            if size:
                _spread(packed, size, lift, base, shift, bins, starts, spread)
            binning = (lift, base, shift)
            _lower_ends(spread, starts, size, dry, binning, least[group], few, lowest, at_bin)
            _first_nodes(at_bin, bins, node_of_bin)
            _changes(ref, hist, times, wet, change)
            _note(packed, size, dry, low, high, hist_extent[cell, group], counts)
            if not times:
                _add(row, begin, end, a, b, binning, node_of_bin, lowest, change, out)
                continue
            bound = growth * ref_extent[cell, group, 1]
            _multiply(row, begin, end, a, b, binning, node_of_bin, lowest, change, bound, wet, out, counts)
            if _stays_dry(dry, size + dry, ref, hist, bound, wet):
                counts[_DRY_AFTER] += dry
            else:
                key = (seed, cells[cell], days)
                drawn = _draw_lots(row, begin, end, a, b, wet, key, lots[0], lots[1], digits)
                _wet_some(drawn, dry, size + dry, ref, hist, bound, wet, out, counts)
