"""From a rank or a value to its adjusted value: the compiled half of the quantile family.

Quantile delta mapping is given each day's rank in its group, quantile mapping looks the value up. Both read quantile
functions that are known at nodes, of the day's own group or, with "bilinear", between those of two groups.
"""

import numpy as np
from numba import njit

_CAPPED, _BEYOND, _DRY_BEFORE, _DRY_AFTER, _UNTRAINED = 1, 2, 3, 4, 5
_MOST = np.float32(np.finfo(np.float32).max)
_NAN = np.float32(np.nan)
_PER_KEY = 2.0**-31
_HALF = np.uint64(33)
NEAREST, LINEAR, BILINEAR = 0, 1, 2


@njit(cache=True, nogil=True, forceinline=True)
def _mixed(bits):
    """splitmix64, as in `nearest`."""
    bits = bits + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


@njit(cache=True, nogil=True, forceinline=True)
def _corrected(value, reference, historical, times, wet):
    """`value` moved by what separates the reference from the model.

    A wet day is not divided by a dry one: where the model was dry the wet day itself stands in, or the reference
    where that is dry too, so that rain new to both stays as it is.
    """
    if not times:
        return value + (reference - historical)
    if value >= wet:
        historical = max(historical, min(np.float64(wet), reference))
    return value * (reference / historical) if historical > 0.0 else value


@njit(cache=True, nogil=True, forceinline=True)
def _settle(adjusted, raw, bound, times, wet, counts):
    """Bound a product, turn what is below the wet day into 0, and count."""
    if not times:
        return np.float32(adjusted)
    most = max(raw, bound)
    if adjusted > most:
        adjusted = most
        counts[_CAPPED] += 1
    settled = np.float32(adjusted)
    if settled < wet:
        counts[_DRY_AFTER] += 1
        return np.float32(0.0)
    return settled


@njit(cache=True, nogil=True, forceinline=True)
def _note(raw, extent, wet, counts):
    """Count one raw value: there, dry, outside the training range."""
    counts[0] += 1
    if raw < wet:
        counts[_DRY_BEFORE] += 1
    elif raw < extent[0] or raw > extent[1]:
        counts[_BEYOND] += 1


@njit(cache=True, nogil=True, forceinline=True)
def _beside(trained, number, below, above, part):
    """The two groups a day lies between and the share of the second; its own alone where either was not taught."""
    if trained[below] and trained[above]:
        return below, above, part
    return number, number, 0.0


@njit(cache=True, nogil=True, forceinline=True)
def _between(nodes, low, part, below, above, across):
    """A quantile function between two nodes of two groups."""
    high = low + 1 if low + 1 < nodes.shape[1] else low
    first = nodes[below, low] + (nodes[below, high] - nodes[below, low]) * part
    if across == 0.0:
        return first
    second = nodes[above, low] + (nodes[above, high] - nodes[above, low]) * part
    return first + (second - first) * across


@njit(cache=True, nogil=True)
def _taught(reference, historical, trained):
    for group in range(trained.size):
        trained[group] = reference[group, 0] == reference[group, 0] and historical[group, 0] == historical[group, 0]


@njit(cache=True, nogil=True, forceinline=True)
def _shift_one(raw, middle, at, group, numbers, ref, hist, axis, rule, trained, growth_bound, counts):
    """One value moved by the correction at its rank."""
    _, below, above, part = axis
    times, how, wet, _ = rule
    days, dry = numbers
    last = ref.shape[1] - 1
    share = 0.5 * middle / (days - 1) if days > 1 else 0.5
    place = min(max(share * (last + 1) - 0.5, 0.0), np.float64(last))
    value = np.float64(wet) * (0.5 * middle + 0.5) / dry if raw < wet else raw
    if how == NEAREST:
        k = int(place + 0.5)
        r, h = ref[group, k], hist[group, k]
    else:
        k = int(place)
        inside, one, other, across = place - k, group, group, 0.0
        if how == BILINEAR:
            one, other, across = _beside(trained, group, np.int64(below[at]), np.int64(above[at]), part[at])
        r = _between(ref, k, inside, one, other, across)
        h = _between(hist, k, inside, one, other, across)
    return _settle(_corrected(value, r, h, times, wet), raw, growth_bound, times, wet, counts)


@njit(cache=True, nogil=True)
def _add(row, ranks, order, begin, end, ref, hist, days, extent, straight, out, counts):
    """The days of one group, kind "+", within the group: the common case, with nothing asked twice."""
    nodes, there, beyond = ref.size, 0, 0
    most = np.float64(max(days - 1, 1))
    alone = 0.5 if days == 1 else 0.0
    low, high = extent[0], extent[1]
    for i in range(begin, end):
        at = order[i]
        middle = ranks[at]
        if middle < 0:
            out[at] = _NAN
            continue
        value = np.float64(row[at])
        place = (0.5 * middle / most + alone) * nodes - 0.5
        place = min(max(place, 0.0), nodes - 1.0)
        if straight:
            k = int(place)
            next_, inside = min(k + 1, nodes - 1), place - k
            r, h = ref[k] + (ref[next_] - ref[k]) * inside, hist[k] + (hist[next_] - hist[k]) * inside
            out[at] = np.float32(value + (r - h))
        else:
            k = int(place + 0.5)
            out[at] = np.float32(value + (ref[k] - hist[k]))
        there += 1
        beyond += np.int64((value < low) | (value > high))
    counts[0] += there
    counts[_BEYOND] += beyond


@njit(cache=True, nogil=True)
def _multiply(row, ranks, order, begin, end, ref, hist, here, extent, straight, wet, bound, out, counts):
    """The same for kind "*"."""
    days, dry = here
    nodes, most, alone = ref.size, np.float64(max(days - 1, 1)), 0.5 if days == 1 else 0.0
    there, dry_before, beyond, capped, dry_after, least = 0, 0, 0, 0, 0, np.float64(wet)
    for i in range(begin, end):
        at = order[i]
        middle = ranks[at]
        if middle < 0:
            out[at] = _NAN
            continue
        raw = np.float64(row[at])
        is_dry = raw < least
        there += 1
        dry_before += np.int64(is_dry)
        beyond += np.int64((not is_dry) & ((raw < extent[0]) | (raw > extent[1])))
        place = min(max((0.5 * middle / most + alone) * nodes - 0.5, 0.0), nodes - 1.0)
        k = int(place) if straight else int(place + 0.5)
        r, h = ref[k], hist[k]
        if straight:
            next_, inside = min(k + 1, nodes - 1), place - k
            r, h = r + (ref[next_] - r) * inside, h + (hist[next_] - h) * inside
        value = raw
        if is_dry:
            value = least * (0.5 * middle + 0.5) / dry
        else:
            h = max(h, min(least, r))
        moved = value * (r / h) if h > 0.0 else value
        limit = max(raw, bound)
        capped += np.int64(moved > limit)
        settled = np.float32(min(moved, limit))
        dry_after += np.int64(settled < wet)
        out[at] = settled if settled >= wet else np.float32(0.0)
    counts[0] += there
    counts[_DRY_BEFORE] += dry_before
    counts[_BEYOND] += beyond
    counts[_CAPPED] += capped
    counts[_DRY_AFTER] += dry_after


@njit(cache=True, nogil=True)
def shift_by_rank(values, axis, sorted_days, ranked, learned, rule, trained, adjusted, counts):
    """Quantile delta mapping: each value is moved by the correction at its own rank.

    Group by group, so that what was learnt of a group is looked up for all its days at once.
    """
    order, begins = sorted_days
    ranks, numbers = ranked
    reference, historical, ref_extent, hist_extent = learned
    wet, growth, plain = rule[2], rule[3], rule[1] != BILINEAR
    times, straight = rule[0], rule[1] == LINEAR
    for cell in range(values.shape[0]):
        ref, hist, row, out = reference[cell], historical[cell], values[cell], adjusted[cell]
        _taught(ref, hist, trained)
        for group in range(begins.size - 1):
            bound, extent = growth * ref_extent[cell, group, 1], hist_extent[cell, group]
            here = (np.int64(numbers[cell, group, 0]), np.int64(numbers[cell, group, 1]))
            a, b = begins[group], begins[group + 1]
            if plain and trained[group]:
                sorted_, taught = (row, ranks[cell], order, a, b), (ref[group], hist[group])
                if times:
                    _multiply(*sorted_, *taught, here, extent, straight, wet, bound, out, counts)
                else:
                    _add(*sorted_, *taught, here[0], extent, straight, out, counts)
                continue
            for i in range(a, b):
                at = np.int64(order[i])
                middle = ranks[cell, at]
                if middle < 0 or not trained[group]:
                    counts[_UNTRAINED] += middle >= 0
                    out[at] = _NAN
                    continue
                raw = np.float64(row[at])
                _note(raw, extent, wet, counts)
                out[at] = _shift_one(raw, middle, at, group, here, ref, hist, axis, rule, trained, bound, counts)


@njit(cache=True, nogil=True, forceinline=True)
def _node_below(nodes, value, below, above, across):
    """Number of the last node that is not above `value`; -1 when all are."""
    low, high = 0, nodes.shape[1]
    while low < high:
        half = (low + high) // 2
        if _between(nodes, half, 0.0, below, above, across) <= value:
            low = half + 1
        else:
            high = half
    return low - 1


@njit(cache=True, nogil=True, forceinline=True)
def _mapped(value, ref, hist, one, other, across, times, how, wet):
    """One value looked up among the model's quantiles."""
    k, last = _node_below(hist, value, one, other, across), hist.shape[1] - 1
    inside = 0 <= k < last
    k = max(k, 0)
    below = _between(hist, k, 0.0, one, other, across)
    r = _between(ref, k, 0.0, one, other, across)
    if not inside:
        return _corrected(value, r, below, times, wet)
    above = _between(hist, k + 1, 0.0, one, other, across)
    next_ = _between(ref, k + 1, 0.0, one, other, across)
    if how == NEAREST:
        if value - below <= above - value:
            return _corrected(value, r, below, times, wet)
        return _corrected(value, next_, above, times, wet)
    return r + (next_ - r) * ((value - below) / (above - below))


@njit(cache=True, nogil=True)
def map_by_value(values, axis, shifts, learned, rule, keyed, trained, adjusted, counts):
    """Quantile mapping: each value, freed of its trend, is looked up in the model's training climate.

    shifts  (cell, time) float64: what is taken from a value (kind "+") or what it is divided by, and given back; or of
            no days when there is no trend
    """
    number, below, above, part = axis
    reference, historical, ref_extent, hist_extent = learned
    times, how, wet, growth = rule
    seed, cells, days = keyed
    for cell in range(values.shape[0]):
        ref, hist = reference[cell], historical[cell]
        _taught(ref, hist, trained)
        key_of_cell = _mixed(_mixed(np.uint64(seed)) ^ np.uint64(cells[cell]))
        for at in range(values.shape[1]):
            single, group = values[cell, at], np.int64(number[at])
            adjusted[cell, at] = _NAN
            if not (single >= -_MOST) or single > _MOST:
                continue
            if not trained[group]:
                counts[_UNTRAINED] += 1
                continue
            raw = np.float64(single)
            _note(raw, hist_extent[cell, group], wet, counts)
            value = raw
            if raw < wet:
                key = _mixed(key_of_cell ^ np.uint64(days[at])) >> _HALF
                value = np.float64(wet) * (np.float64(key) + 0.5) * _PER_KEY
            one, other, across = group, group, 0.0
            if how == BILINEAR:
                one, other, across = _beside(trained, group, np.int64(below[at]), np.int64(above[at]), part[at])
            if shifts.shape[1] == 0:
                moved = _mapped(value, ref, hist, one, other, across, times, how, wet)
            elif times:
                shift = shifts[cell, at]
                moved = _mapped(value / shift, ref, hist, one, other, across, times, how, wet) * shift
            else:
                shift = shifts[cell, at]
                moved = _mapped(value - shift, ref, hist, one, other, across, times, how, wet) + shift
            bound = growth * ref_extent[cell, group, 1]
            adjusted[cell, at] = _settle(moved, raw, bound, times, wet, counts)
