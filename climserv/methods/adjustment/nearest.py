"""Quantile delta mapping with the nearest node, for groups that do not overlap: the fastest way, and why.

The node of a value hangs on its rank, and a rank rises with the value: so the values of a group fall into as many
stretches as there are nodes, and all that is needed are the stretches' lower ends. Those are found as quantiles are
(bins, of which only the wanted ones are sorted); then each value, in the order of time, finds its stretch by its bin
and at most a comparison or two. Nothing is sorted as a whole and no day is looked up out of turn.

Dry days have ranks by lot. They are put in order only when the lot matters: when some of them become wet.
"""

import numpy as np
from numba import njit

from ..quantiles import ends_of_runs, longest_group, room_for

_CAPPED, _BEYOND, _DRY_BEFORE, _DRY_AFTER, _UNTRAINED = 1, 2, 3, 4, 5
_MOST = np.float32(np.finfo(np.float32).max)
_NAN = np.float32(np.nan)
_TOP = np.float32(np.inf)
_BINS = 512
# Cells whose series and results stay in the cache from the first look at them to the second.
_AT_ONCE = 4
_HALF = np.uint64(33)
_PER_KEY = 2.0**-31
_LOW = np.uint64(0xFFFFFFFF)


def shift_nearest(values, runs, learned, rule, keyed, counts) -> np.ndarray:
    """Each value moved by the correction at the node nearest to its rank; facts are added to `counts`.

    runs     as in `quantiles_of_runs`
    learned  reference and historical (cell, group, quantile), their ranges (cell, group, 2), float64
    rule     times (kind "*"), wet_day (float32; the lowest number when no day is dry), growth
    keyed    seed, cells (cell), days (time)
    """
    times, wet, _ = rule
    nodes, most = learned[0].shape[2], longest_group(runs)
    room = (
        np.empty(_BINS + 1, np.uint32),
        np.empty(nodes, np.float64),
        np.empty(most + 1, np.float32),
        np.empty((2, most + 1), np.int32),
        np.empty((2, most), np.uint64),
        np.empty(2 * most + 4, np.int32),
        np.empty(nodes + 1, np.int64),
    )
    adjusted, spread = np.empty_like(values), room_for(most)
    for first in range(0, len(values), _AT_ONCE):
        few = slice(first, first + _AT_ONCE)
        found = ends_of_runs(values[few], runs, nodes, wet if times else None, spread)
        here, keys = tuple(part[few] for part in learned), (keyed[0], keyed[1][few], keyed[2])
        _shift(values[few], *runs, found, here, rule, keys, room, adjusted[few], counts)
    return adjusted


@njit(cache=True, nogil=True)
def _mixed(bits):
    """splitmix64: neighbouring inputs give unrelated outputs.

    It stands in `ranks` and `moving` again: compiled code kept on disk looks at the file of its own kernel only, so a
    kernel that called it from here would go on with an old one after a change.
    """
    bits = bits + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


@njit(cache=True, nogil=True)
def _key_of_cell(seed, cell):
    return _mixed(_mixed(np.uint64(seed)) ^ np.uint64(cell))


@njit(cache=True, nogil=True)
def random_key(seed, cell, day):
    """A random integer of 31 bits for a day of a cell."""
    return np.uint32(_mixed(_key_of_cell(seed, cell) ^ np.uint64(day)) >> _HALF)


@njit(cache=True, nogil=True)
def chances(seed, cells, days, chance):
    """A number between 0 and 1 for each cell and day, whatever block they are in."""
    for cell in range(chance.shape[0]):
        key_of_cell = _key_of_cell(seed, cells[cell])
        for at in range(chance.shape[1]):
            key = _mixed(key_of_cell ^ np.uint64(days[at])) >> _HALF
            chance[cell, at] = (np.float64(key) + 0.5) * _PER_KEY


@njit(cache=True, nogil=True)
def _sift(row, begin, end, first, last, wet, packed, places, dry_places, out):
    """The same where some are missing or dry, with the places of the wet and of the dry ones; how many of each.

    Fills the group of `out` with 0 on dry days, else with not a number.
    """
    kept, dry = 0, 0
    for run in range(first, last):
        days, there = row[begin[run] : end[run]], out[begin[run] : end[run]]
        for i in range(days.size):
            there[i] = np.float32(0.0) if (days[i] < wet) & (days[i] >= -_MOST) else _NAN
        for at in range(begin[run], end[run]):
            value = row[at]
            packed[kept], places[kept], dry_places[dry] = value, at, at
            kept += np.int64((value >= wet) & (value <= _MOST))
            dry += np.int64((value < wet) & (value >= -_MOST))
    return kept, dry


@njit(cache=True, nogil=True)
def _node_table(lowest, low, high, node_of_bin):
    """For each bin of values a node that is not above that of any of them; how a value becomes its bin;
    whether some bin holds the ends of two nodes.

    Bins rise with the value as in `methods/quantiles`.
    """
    lift = np.float32(0.0) if low >= 0 else np.float32((high - low) - low)
    base = np.float32(low + lift).view(np.uint32)
    span = np.float32(high + lift).view(np.uint32) - base
    shift = np.uint32(0)
    while (span >> shift) >= np.uint32(_BINS):
        shift += np.uint32(1)
    bins, bin_, crowded, before = np.int64(span >> shift) + 1, 0, False, 0
    for k in range(1, lowest.size):
        until = bins
        if lowest[k] <= low:
            until = 0
        elif lowest[k] <= high:
            until = np.int64((np.float32(lowest[k] + lift).view(np.uint32) - base) >> shift) + 1
            crowded |= until == before
            before = until
        while bin_ < until:
            node_of_bin[bin_] = k - 1
            bin_ += 1
    return lift, base, shift, crowded


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
def _add_to_all(row, begin, end, first, last, binning, node_of_bin, lowest, change, out):
    """Kind "+", every day of the group there: in the order of time."""
    lift, base, shift, crowded = binning
    for run in range(first, last):
        days, there = row[begin[run] : end[run]], out[begin[run] : end[run]]
        for i in range(days.size):
            value = days[i]
            k = node_of_bin[(np.float32(value + lift).view(np.uint32) - base) >> shift]
            # Counted, not guessed at: where no bin holds two ends, one comparison tells.
            k += np.uint32(value >= lowest[k + np.uint32(1)])
            there[i] = value + change[k]
        if crowded:
            for i in range(days.size):
                value = days[i]
                k = node_of_bin[(np.float32(value + lift).view(np.uint32) - base) >> shift]
                while value >= lowest[k + np.uint32(1)]:
                    k += np.uint32(1)
                there[i] = value + change[k]


@njit(cache=True, nogil=True)
def _change_some(packed, places, size, binning, node_of_bin, lowest, change, rule, bound, out, counts):
    """The days that are there and not dry, of either kind."""
    lift, base, shift, _ = binning
    times, wet, _ = rule
    for i in range(size):
        value = packed[i]
        k = node_of_bin[(np.float32(value + lift).view(np.uint32) - base) >> shift]
        while value >= lowest[k + np.uint32(1)]:
            k += np.uint32(1)
        if times:
            out[places[i]] = _settle(value * change[k], np.float64(value), bound, wet, counts)
        else:
            out[places[i]] = value + change[k]


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
def _dry_factor(reference, historical):
    return reference / historical if historical > 0.0 else 1.0


@njit(cache=True, nogil=True)
def _become_wet(dry, least, reference, historical, growth, highest, wet):
    """From which to which place among the dry days of a group some become wet; the same twice when none does.

    Dry days lie evenly between 0 and the wet day. Of those of one node the last has the highest value.
    """
    first, last, bound = dry, 0, growth * highest
    for k in range(reference.size):
        low, high = (least[k] + 1) // 2, min((least[k + 1] + 1) // 2, dry)
        if low >= high:
            continue
        value = np.float64(wet) * (high - 0.5) / dry
        moved = min(value * _dry_factor(reference[k], historical[k]), max(value, bound))
        if np.float32(moved) >= wet:
            first, last = min(first, low), high
    return (first, last) if first < last else (0, 0)


@njit(cache=True, nogil=True)
def _draw_lots(places, dry, from_, to, keyed, packed, spread, starts):
    """Places of the dry days of a group in a random order, which is true from one rank to another.

    Keys are spread evenly, so one bin for each day holds about one key.
    """
    key_of_cell, days = keyed
    bits = 1
    while (1 << bits) < dry and (1 << bits) < starts.size - 2:
        bits += 1
    shift = np.uint64(63 - bits)
    for i in range((1 << bits) + 2):
        starts[i] = 0
    for i in range(dry):
        key = _mixed(key_of_cell ^ np.uint64(days[places[i]])) >> _HALF
        packed[i] = (key << np.uint64(32)) | np.uint64(places[i])
        starts[(packed[i] >> shift) + np.uint64(2)] += 1
    for i in range(2, (1 << bits) + 2):
        starts[i] += starts[i - 1]
    for i in range(dry):
        bin_ = (packed[i] >> shift) + np.uint64(1)
        spread[starts[bin_]] = packed[i]
        starts[bin_] += 1
    begin = np.int64(starts[spread[from_] >> shift])
    end = np.int64(starts[(spread[to - 1] >> shift) + np.uint64(1)])
    for i in range(begin + 1, end):
        key, j = spread[i], i
        while j > begin and spread[j - 1] > key:
            spread[j] = spread[j - 1]
            j -= 1
        spread[j] = key


@njit(cache=True, nogil=True)
def _wet_some(lots, dry, from_, to, least, reference, historical, rule, bound, out, counts):
    """Dry days by lot: each takes the value of its place among them."""
    _, wet, _ = rule
    step = np.float64(wet) / dry
    counts[_DRY_AFTER] += dry - (to - from_)
    for k in range(reference.size):
        factor = _dry_factor(reference[k], historical[k])
        for i in range(max((least[k] + 1) // 2, from_), min((least[k + 1] + 1) // 2, to)):
            value = (i + 0.5) * step
            out[np.int64(lots[i] & _LOW)] = _settle(value * factor, value, bound, wet, counts)


@njit(cache=True, nogil=True)
def _empty(row, begin, end, first, last, out, counts):
    """No training days: every value of the group becomes missing, and is counted."""
    for run in range(first, last):
        for at in range(begin[run], end[run]):
            counts[_UNTRAINED] += abs(row[at]) <= _MOST
            out[at] = _NAN


@njit(cache=True, nogil=True)
def _beyond(row, begin, end, first, last, wet, extent):
    """How many values that are neither missing nor dry lie outside the training range."""
    found = 0
    for run in range(first, last):
        days = row[begin[run] : end[run]]
        for i in range(days.size):
            outside = (days[i] < extent[0]) | (days[i] > extent[1])
            found += np.int64(outside & (days[i] >= wet) & (days[i] <= _MOST))
    return found


@njit(cache=True, nogil=True)
def _shift_some(row, begin, end, a, b, lowest, binning, learned, rule, key, room, out, counts):
    """A group in which days are missing or dry, or whose products are bounded."""
    node_of_bin, change, packed, (places, dry_places), (keys, lots), starts, least = room
    ref, hist, highest = learned
    _, wet, growth = rule
    size, dry = _sift(row, begin, end, a, b, wet, packed, places, dry_places, out)
    bound = growth * highest
    _change_some(packed, places, size, binning, node_of_bin, lowest, change, rule, bound, out, counts)
    if dry == 0:
        return
    _lower_ranks(size + dry, ref.size, least)
    from_, to = _become_wet(dry, least, ref, hist, growth, highest, wet)
    if from_ < to:
        _draw_lots(dry_places, dry, from_, to, key, keys, lots, starts)
    _wet_some(lots, dry, from_, to, least, ref, hist, rule, bound, out, counts)


@njit(cache=True, nogil=True)
def _shift(values, first, begin, end, found, learned, rule, keyed, room, adjusted, counts):
    lowest, numbers, extent = found
    reference, historical, ref_extent, hist_extent = learned
    times, wet, _ = rule
    seed, cells, days = keyed
    node_of_bin, change = room[0], room[1]
    for cell in range(values.shape[0]):
        row, out = values[cell], adjusted[cell]
        key = (_key_of_cell(seed, cells[cell]), days)
        for group in range(first.size - 1):
            ref, hist = reference[cell, group], historical[cell, group]
            a, b = first[group], first[group + 1]
            if not (ref[0] == ref[0] and hist[0] == hist[0]):
                _empty(row, begin, end, a, b, out, counts)
                continue
            size, dry = numbers[cell, group]
            low, high = extent[cell, group]
            counts[0] += size + dry
            counts[_DRY_BEFORE] += dry
            if low < hist_extent[cell, group, 0] or high > hist_extent[cell, group, 1]:
                counts[_BEYOND] += _beyond(row, begin, end, a, b, wet, hist_extent[cell, group])
            binning = _node_table(lowest[cell, group], low, high, node_of_bin)
            _changes(ref, hist, times, wet, change)
            there = 0
            for run in range(a, b):
                there += end[run] - begin[run]
            if size == there and not times:
                _add_to_all(row, begin, end, a, b, binning, node_of_bin, lowest[cell, group], change, out)
            else:
                here = (ref, hist, ref_extent[cell, group, 1])
                _shift_some(row, begin, end, a, b, lowest[cell, group], binning, here, rule, key, room, out, counts)
