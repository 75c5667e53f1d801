"""The compiled half of `adjustment`: one cell and month at a time. What it computes is said there.

The sort and the random keys live in this file and not beside it: numba's cache looks at the file of a kernel only, and
would go on using a sort that has changed elsewhere.
"""

import numpy as np
from numba import njit

_CAPPED, _BEYOND, _DRY_BEFORE, _DRY_AFTER, _UNTRAINED = 1, 2, 3, 4, 5
_PER_KEY = 2.0**-31
_SIGN = np.uint32(0x80000000)
_ALL = np.uint32(0xFFFFFFFF)
_HALF = np.uint64(33)


@njit(cache=True, nogil=True)
def float_key(bits):
    """The bits of a float32 as an unsigned integer that sorts as the number does."""
    return bits ^ (_ALL if bits & _SIGN else _SIGN)


@njit(cache=True, nogil=True)
def _mixed(bits):
    """splitmix64: neighbouring inputs give unrelated outputs."""
    bits = bits + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


@njit(cache=True, nogil=True)
def random_key(seed, cell, day):
    """A random integer of 31 bits for a day of a cell: below the key of every positive number."""
    mixed = _mixed(_mixed(_mixed(np.uint64(seed)) ^ np.uint64(cell)) ^ np.uint64(day))
    return np.uint32(mixed >> _HALF)


def room_to_sort(most: int) -> tuple[np.ndarray, ...]:
    """Keys and days to sort, as many spare ones, and counters; made outside the kernels, which compile sooner so."""
    keys, spare_keys = np.empty((2, most), np.uint32)
    days, spare_days = np.empty((2, most), np.int32)
    return keys, days, spare_keys, spare_days, np.empty((4, 256), np.int32)


@njit(cache=True, nogil=True)
def sort_days(keys, days, size, spare_keys, spare_days, counts):
    """Sort the first `size` of `keys`, carrying `days` along; days of equal keys keep their order.

    Byte by byte from the lowest. A byte that all keys share is skipped: temperatures share their highest.
    The other arrays are from `room_to_sort`; the result is back in `keys` and `days`.
    """
    for byte in range(4):
        for value in range(256):
            counts[byte, value] = 0
    for i in range(size):
        key = keys[i]
        for byte in range(4):
            counts[byte, (key >> np.uint32(8 * byte)) & np.uint32(255)] += 1
    swapped = False
    for byte in range(4):
        shift = np.uint32(8 * byte)
        if counts[byte, (keys[0] >> shift) & np.uint32(255)] == size:
            continue
        total = 0
        for value in range(256):
            here = counts[byte, value]
            counts[byte, value] = total
            total += here
        for i in range(size):
            value = (keys[i] >> shift) & np.uint32(255)
            to = counts[byte, value]
            spare_keys[to], spare_days[to] = keys[i], days[i]
            counts[byte, value] = to + 1
        keys, spare_keys = spare_keys, keys
        days, spare_days = spare_days, days
        swapped = not swapped
    if swapped:
        for i in range(size):
            spare_keys[i], spare_days[i] = keys[i], days[i]


def quantiles_by_month(values, order, begins, quantiles: int, wet_day: float):
    """Quantiles (cell, 12, quantile) and range (cell, 12, 2) of each month, float64; dry days stand on the ramp."""
    found = np.full((values.shape[0], 12, int(quantiles)), np.nan)
    extent = np.full((values.shape[0], 12, 2), np.nan)
    room, no_days = room_to_sort(longest_month(begins)), np.zeros(values.shape[1], np.int64)
    _train(values, values.view(np.uint32), order, begins, wet_day, no_days, room, found, extent)
    return found, extent


def longest_month(begins) -> int:
    """Days of the month that has most of them."""
    return max(1, int(np.diff(begins).max()))


@njit(cache=True, nogil=True)
def _ramp(place, dry, wet_day):
    """The value a dry day stands for: the dry days of a month lie evenly between 0 and the wet day."""
    return wet_day * (place + 0.5) / dry


@njit(cache=True, nogil=True)
def _gather(row, bits, order, begin, end, wet_day, seed, cell, days, keys, places):
    """Keys of the days of one month that are not missing, and how many there are and how many of them are dry."""
    size, dry = 0, 0
    for i in range(begin, end):
        at = order[i]
        value = row[at]
        if value != value:
            continue
        if value < wet_day:
            keys[size] = random_key(seed, cell, days[at])
            dry += 1
        else:
            keys[size] = float_key(bits[at])
        places[size] = at
        size += 1
    return size, dry


@njit(cache=True, nogil=True)
def _sorted_value(row, places, i, dry, wet_day):
    return _ramp(i, dry, wet_day) if i < dry else np.float64(row[places[i]])


@njit(cache=True, nogil=True)
def _train(values, bits, order, begins, wet_day, no_days, room, found, extent):
    keys, places, spare_keys, spare_places, bins = room
    quantiles = found.shape[2]
    for cell in range(values.shape[0]):
        row = values[cell]
        for month in range(12):
            size, dry = _gather(
                row, bits[cell], order, begins[month], begins[month + 1], wet_day, 0, 0, no_days, keys, places
            )
            if size == 0:
                continue
            sort_days(keys, places, size, spare_keys, spare_places, bins)
            for k in range(quantiles):
                place = (k + 0.5) / quantiles * (size - 1)
                low = int(place)
                high = low + 1 if low + 1 < size else low
                below = _sorted_value(row, places, low, dry, wet_day)
                above = _sorted_value(row, places, high, dry, wet_day)
                found[cell, month, k] = below + (above - below) * (place - low)
            extent[cell, month, 0] = _sorted_value(row, places, 0, dry, wet_day)
            extent[cell, month, 1] = _sorted_value(row, places, size - 1, dry, wet_day)


@njit(cache=True, nogil=True)
def _at_share(nodes, share, nearest):
    """A quantile function, known at its nodes, at one share; constant beyond the first and the last node."""
    last = nodes.size - 1
    place = min(max(share * nodes.size - 0.5, 0.0), float(last))
    if nearest:
        return nodes[int(place + 0.5)]
    low = int(place)
    below, above = nodes[low], nodes[min(low + 1, last)]
    return below + (above - below) * (place - low)


@njit(cache=True, nogil=True)
def _corrected(value, reference, historical, times, wet_day):
    """`value` moved by what separates the reference from the model.

    A wet day is not divided by a dry one: where the model was dry the wet day itself stands in, or the reference
    where that is dry too, so that rain new to both stays as it is.
    """
    if not times:
        return value + (reference - historical)
    if value >= wet_day:
        historical = max(historical, min(wet_day, reference))
    return reference * (value / historical) if historical > 0.0 else value


@njit(cache=True, nogil=True)
def _settle(adjusted, raw, highest, times, wet_day, growth, counts):
    """Bound a product, turn what is below the wet day into 0, and count."""
    if not times:
        return adjusted
    most = max(raw, growth * highest)
    if adjusted > most:
        adjusted = most
        counts[_CAPPED] += 1
    if np.float32(adjusted) < wet_day:
        adjusted = 0.0
        counts[_DRY_AFTER] += 1
    return adjusted


@njit(cache=True, nogil=True)
def _note(raw, extent, wet_day, counts):
    """Count one raw value: there, dry, outside the training range."""
    counts[0] += 1
    if raw < wet_day:
        counts[_DRY_BEFORE] += 1
    elif raw < extent[0] or raw > extent[1]:
        counts[_BEYOND] += 1


@njit(cache=True, nogil=True)
def _trained(ref, hist):
    return ref[0] == ref[0] and hist[0] == hist[0]


@njit(cache=True, nogil=True)
def _empty_month(row, order, begin, end, out, counts):
    """No training days: every value of the month becomes missing, and is counted."""
    for i in range(begin, end):
        at = order[i]
        if row[at] == row[at]:
            counts[_UNTRAINED] += 1
        out[at] = np.nan


@njit(cache=True, nogil=True)
def _shift_month(row, places, size, dry, learned, rule, out, counts):
    """Move the sorted days of one month, each by the correction at its own rank."""
    ref, hist, highest, extent = learned
    times, nearest, wet_day, growth = rule
    step = 1.0 / (size - 1) if size > 1 else 0.0
    i = 0
    while i < size:
        raw = row[places[i]]
        last = i
        # Equal wet values share one rank; dry days have each their own.
        while i >= dry and last + 1 < size and row[places[last + 1]] == raw:
            last += 1
        share = 0.5 * (i + last) * step if size > 1 else 0.5
        value = _sorted_value(row, places, i, dry, wet_day)
        moved = _corrected(value, _at_share(ref, share, nearest), _at_share(hist, share, nearest), times, wet_day)
        for j in range(i, last + 1):
            _note(raw, extent, wet_day, counts)
            out[places[j]] = _settle(moved, raw, highest, times, wet_day, growth, counts)
        i = last + 1


@njit(cache=True, nogil=True)
def shift_values(values, bits, order, begins, learned, rule, keyed, room, adjusted, counts):
    """Quantile delta mapping: each value is moved by the correction at its own rank."""
    reference, historical, ref_extent, hist_extent = learned
    seed, cells, days = keyed
    keys, places, spare_keys, spare_places, bins = room
    for cell in range(values.shape[0]):
        row, out = values[cell], adjusted[cell]
        for month in range(12):
            begin, end = begins[month], begins[month + 1]
            here = (
                reference[cell, month],
                historical[cell, month],
                ref_extent[cell, month, 1],
                hist_extent[cell, month],
            )
            if not _trained(here[0], here[1]):
                _empty_month(row, order, begin, end, out, counts)
                continue
            for i in range(begin, end):
                out[order[i]] = np.nan
            size, dry = _gather(row, bits[cell], order, begin, end, rule[2], seed, cells[cell], days, keys, places)
            if size > 0:
                sort_days(keys, places, size, spare_keys, spare_places, bins)
                _shift_month(row, places, size, dry, here, rule, out, counts)


@njit(cache=True, nogil=True)
def _node_below(nodes, value):
    """Number of the last node that is not above `value`; -1 when all are."""
    low, high = 0, nodes.size
    while low < high:
        half = (low + high) // 2
        if nodes[half] <= value:
            low = half + 1
        else:
            high = half
    return low - 1


@njit(cache=True, nogil=True)
def _mapped(value, ref, hist, times, nearest, wet_day):
    """One value looked up among the model's quantiles."""
    k, last = _node_below(hist, value), hist.size - 1
    if k < 0 or k == last:
        k = max(k, 0)
        return _corrected(value, ref[k], hist[k], times, wet_day)
    below, above = hist[k], hist[k + 1]
    if nearest:
        k = k if value - below <= above - value else k + 1
        return _corrected(value, ref[k], hist[k], times, wet_day)
    return ref[k] + (ref[k + 1] - ref[k]) * ((value - below) / (above - below))


@njit(cache=True, nogil=True)
def map_values(values, bits, order, begins, learned, rule, keyed, room, adjusted, counts):
    """Quantile mapping: each value is looked up in the model's training climate."""
    reference, historical, ref_extent, hist_extent = learned
    times, nearest, wet_day, growth = rule
    seed, cells, days = keyed
    for cell in range(values.shape[0]):
        row, out = values[cell], adjusted[cell]
        for month in range(12):
            begin, end = begins[month], begins[month + 1]
            ref, hist = reference[cell, month], historical[cell, month]
            if not _trained(ref, hist):
                _empty_month(row, order, begin, end, out, counts)
                continue
            for i in range(begin, end):
                at = order[i]
                raw = row[at]
                if raw != raw:
                    out[at] = np.nan
                    continue
                value = np.float64(raw)
                if raw < wet_day:
                    value = wet_day * (random_key(seed, cells[cell], days[at]) + 0.5) * _PER_KEY
                _note(raw, hist_extent[cell, month], wet_day, counts)
                moved = _mapped(value, ref, hist, times, nearest, wet_day)
                out[at] = _settle(moved, raw, ref_extent[cell, month, 1], times, wet_day, growth, counts)
