"""Ranks of days within their group, and quantiles of groups with a window: a series is sorted once.

Groups that overlap, such as 31 days around each day of the year, would sort every value 31 times. Here all values of
a cell are ranked once. A window is then a row of bits, one for each rank: it slides from one day of the year to the
next by setting the bits of the days that enter and clearing those of the days that leave. How many bits are set below
a rank is the rank within the window; the place of the n-th bit is the n-th lowest value of the window.

Ranks are given doubled, so that equal values can share the middle of theirs. Dry days come first, in a random order
that hangs on (seed, cell, day) only.
"""

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

from .groups import Groups

_MOST = np.float32(np.finfo(np.float32).max)
_SIGN = np.uint32(0x80000000)
_ALL = np.uint32(0xFFFFFFFF)
_LOW = np.uint64(0xFFFFFFFF)
_ONE = np.uint64(1)
_DIGIT = np.uint64(2047)
# Place of the n-th set bit of each byte.
_IN_BYTE = np.array([([p for p in range(8) if byte >> p & 1] + [0] * 8)[:8] for byte in range(256)], np.uint8)


def ranks_of_days(values, groups: Groups, wet, seed: int, cells, days) -> tuple[np.ndarray, np.ndarray]:
    """Doubled rank of each day in its group (cell, time) int32, -1 for missing ones; and (cell, group, 2) int32, how
    many days of the group are there and how many of those are dry (window counted in)."""
    ranks = np.empty(values.shape, np.int32)
    numbers = np.zeros((values.shape[0], groups.count, 2), np.int32)
    room = _room(values.shape[1])
    order, begins = groups.order
    if groups.window > 1:
        _ranks_in_windows(values, order, begins, groups.window // 2, wet, (seed, cells, days), room, ranks, numbers)
    else:
        _ranks_in_groups(values, order, begins, wet, (seed, cells, days), room, ranks, numbers)
    return ranks, numbers


def quantiles_of_windows(values, groups: Groups, shares, wet) -> tuple[np.ndarray, np.ndarray]:
    """As `quantiles_of_runs`, for groups with a window; `wet` is the lowest number when no day is dry."""
    found = np.full((values.shape[0], groups.count, len(shares)), np.nan)
    extent = np.full((values.shape[0], groups.count, 2), np.nan)
    order, begins = groups.order
    no_days = np.zeros(values.shape[1], np.int64)
    room = _room(values.shape[1])
    _quantiles_of_windows(values, order, begins, groups.window // 2, wet, no_days, shares, room, found, extent)
    return found, extent


def _room(days: int):
    words = days // 64 + 2
    return (
        np.empty((2, days + 1), np.uint64),
        np.empty((3, 2048), np.int64),
        np.empty((3, days + 1), np.int32),
        np.zeros(words, np.uint64),
        np.zeros(2 << words.bit_length(), np.int32),
        np.empty(days + 1, np.float32),
    )


@intrinsic
def _bits_set(typingctx, word):
    """How many bits of a word are set: one instruction."""

    def code(context, builder, signature, args):
        return builder.zext(builder.ctpop(args[0]), ir.IntType(64))

    return types.int64(types.uint64), code


@njit(cache=True, nogil=True)
def _mixed(bits):
    """splitmix64, as in `nearest`."""
    bits = bits + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


@njit(cache=True, nogil=True)
def _gather(row, order, begin, end, wet, key_of_cell, days, packed):
    """Each day that is not missing beneath its sorting key; how many there are, and how many are dry.

    A dry day's key is random, of 31 bits: below that of every positive number.
    """
    size, dry = 0, 0
    for i in range(begin, end):
        at = order[i]
        value = row[at] + np.float32(0.0)
        if not (value >= -_MOST) or value > _MOST:
            continue
        if value < wet:
            key = _mixed(key_of_cell ^ np.uint64(days[at])) >> np.uint64(33)
            dry += 1
        else:
            bits = np.float32(value).view(np.uint32)
            key = np.uint64(bits ^ (_ALL if bits & _SIGN else _SIGN))
        packed[size] = (key << np.uint64(32)) | np.uint64(at)
        size += 1
    return size, dry


@njit(cache=True, nogil=True)
def _sort(packed, spare, size, digits):
    """Sort by the upper 32 bits, eleven at a time from the lowest; equal keys keep their order.

    A digit that all share is skipped: temperatures share their highest.
    """
    digits[:] = 0
    for i in range(size):
        key = packed[i] >> np.uint64(32)
        digits[0, key & _DIGIT] += 1
        digits[1, (key >> np.uint64(11)) & _DIGIT] += 1
        digits[2, key >> np.uint64(22)] += 1
    for step in range(3):
        shift = np.uint64(32 + 11 * step)
        starts = digits[step]
        if size and starts[(packed[0] >> shift) & _DIGIT] == size:
            continue
        total = 0
        for digit in range(2048):
            here = starts[digit]
            starts[digit] = total
            total += here
        for i in range(size):
            digit = (packed[i] >> shift) & _DIGIT
            spare[starts[digit]] = packed[i]
            starts[digit] += 1
        packed, spare = spare, packed
    return packed


@njit(cache=True, nogil=True)
def _equal_ranks(done, row, size, dry, first, last):
    """For each place among the sorted the first and the last place of the same value; dry days have each their own."""
    for i in range(dry):
        first[i] = last[i] = i
    i = dry
    while i < size:
        j = i
        key = done[i] >> np.uint64(32)
        while j + 1 < size and done[j + 1] >> np.uint64(32) == key:
            j += 1
        for k in range(i, j + 1):
            first[k], last[k] = i, j
        i = j + 1


@njit(cache=True, nogil=True)
def _ranks_in_groups(values, order, begins, wet, keyed, room, ranks, numbers):
    (packed, spare), digits, (first, last, _), _, _, _ = room
    seed, cells, days = keyed
    for cell in range(values.shape[0]):
        row = values[cell]
        key_of_cell = _mixed(_mixed(np.uint64(seed)) ^ np.uint64(cells[cell]))
        ranks[cell] = -1
        for group in range(begins.size - 1):
            size, dry = _gather(row, order, begins[group], begins[group + 1], wet, key_of_cell, days, packed)
            numbers[cell, group, 0], numbers[cell, group, 1] = size, dry
            done = _sort(packed, spare, size, digits)
            _equal_ranks(done, row, size, dry, first, last)
            for i in range(size):
                ranks[cell, np.int64(done[i] & _LOW)] = first[i] + last[i]


@njit(cache=True, nogil=True)
def _turn(bits, order, begins, group, place_of):
    """Set or clear the bits of a group's own days."""
    for i in range(begins[group], begins[group + 1]):
        place = place_of[order[i]]
        if place >= 0:
            bits[place >> 6] ^= _ONE << np.uint64(place & 63)


@njit(cache=True, nogil=True)
def _count_up(bits, below):
    """How many bits are set below each word."""
    total = 0
    for word in range(bits.size):
        below[word] = total
        total += _bits_set(bits[word])
    return total


@njit(cache=True, nogil=True)
def _set_below(bits, below, place):
    """How many bits are set below a place."""
    word = place >> 6
    return below[word] + _bits_set(bits[word] & ((_ONE << np.uint64(place & 63)) - _ONE))


@njit(cache=True, nogil=True)
def _set_bit(word, number):
    """Place of the bit of a word that has `number` set ones below it; by halves, with nothing to guess."""
    place = 0
    for half in (32, 16, 8):
        count = _bits_set(word & ((_ONE << np.uint64(half)) - _ONE))
        up = number >= count
        number -= count if up else 0
        word = word >> np.uint64(half if up else 0)
        place += half if up else 0
    return place + np.int64(_IN_BYTE[np.int64(word & np.uint64(255)), number & 7])


@njit(cache=True, nogil=True)
def _rank_cell(row, order, wet, key_of_cell, days, room):
    """Sort a cell's whole series: the sorted days, how many, how many dry, and the place of each day among them."""
    (packed, spare), digits, (_, _, place_of), _, _, _ = room
    size, dry = _gather(row, order, 0, order.size, wet, key_of_cell, days, packed)
    done = _sort(packed, spare, size, digits)
    place_of[:] = -1
    for i in range(size):
        place_of[np.int64(done[i] & _LOW)] = i
    return done, size, dry


@njit(cache=True, nogil=True)
def _ranks_in_windows(values, order, begins, half, wet, keyed, room, ranks, numbers):
    _, _, (first, last, place_of), bits, below, _ = room
    seed, cells, days = keyed
    groups = begins.size - 1
    for cell in range(values.shape[0]):
        row = values[cell]
        key_of_cell = _mixed(_mixed(np.uint64(seed)) ^ np.uint64(cells[cell]))
        done, size, dry = _rank_cell(row, order, wet, key_of_cell, days, room)
        _equal_ranks(done, row, size, dry, first, last)
        bits[:] = 0
        for group in range(-half, half):
            _turn(bits, order, begins, group % groups, place_of)
        for group in range(groups):
            _turn(bits, order, begins, (group + half) % groups, place_of)
            numbers[cell, group, 0] = _count_up(bits, below)
            numbers[cell, group, 1] = _set_below(bits, below, dry)
            for i in range(begins[group], begins[group + 1]):
                at = order[i]
                place = place_of[at]
                if place < 0:
                    ranks[cell, at] = -1
                    continue
                rank = _set_below(bits, below, first[place])
                equal = rank if first[place] == last[place] else _set_below(bits, below, last[place] + 1) - 1
                ranks[cell, at] = rank + equal
            _turn(bits, order, begins, (group - half) % groups, place_of)


@njit(cache=True, nogil=True)
def _ramp(place, dry, wet):
    """The value a dry day stands for: the dry days of a group lie evenly between 0 and the wet day."""
    return np.float64(wet) * (place + 0.5) / dry


@njit(cache=True, nogil=True)
def _word_of(below, steps, rank):
    """The word in which the bit of a rank lies: by halves, with nothing to guess."""
    word = 0
    for i in range(steps):
        ahead = word + (1 << (steps - 1 - i))
        word = ahead if below[ahead] <= rank else word
    return word


@njit(cache=True, nogil=True)
def _next_place(bits, word, place):
    """Place of the next set bit."""
    rest = bits[word] & ~((np.uint64(2) << np.uint64(place & 63)) - _ONE)
    while rest == 0:
        word += 1
        rest = bits[word]
    return 64 * word + _bits_set((rest & (~rest + _ONE)) - _ONE)


@njit(cache=True, nogil=True)
def _pick(bits, below, words, sorted_, total, dry, wet, shares, found):
    """Quantiles of one window. Each is looked for from where it was in the window before, which is near."""
    for k in range(shares.size):
        place = shares[k] * (total - 1)
        low = int(place)
        part = place - low
        high = min(low + 1, total - 1)
        if high < dry:
            under, over = _ramp(low, dry, wet), _ramp(high, dry, wet)
        else:
            # One step either way without a guess; seldom more.
            word = words[k]
            word += np.int64(below[word + 1] <= low) - np.int64(below[word] > low)
            while below[word] > low:
                word -= 1
            while below[word + 1] <= low:
                word += 1
            words[k] = word
            at = 64 * word + _set_bit(bits[word], low - below[word])
            ahead = _next_place(bits, word, at) if high > low else at
            under = np.float64(sorted_[at]) if low >= dry else _ramp(low, dry, wet)
            over = np.float64(sorted_[ahead])
        lower, upper = under + (over - under) * part, over - (over - under) * (1.0 - part)
        found[k] = lower if part < 0.5 else upper


@njit(cache=True, nogil=True)
def _ends(bits, below, steps, sorted_, total, dry, wet, extent):
    """Lowest and highest of one window."""
    for end, rank in enumerate((0, total - 1)):
        word = _word_of(below, steps, rank)
        at = 64 * word + _set_bit(bits[word], rank - below[word])
        extent[end] = np.float64(sorted_[at]) if rank >= dry else _ramp(rank, dry, wet)


@njit(cache=True, nogil=True)
def _quantiles_of_windows(values, order, begins, half, wet, no_days, shares, room, found, extent):
    _, _, (_, _, place_of), bits, below, sorted_ = room
    groups, steps, words = begins.size - 1, 0, np.zeros(shares.size, np.int64)
    while (1 << steps) < bits.size:
        steps += 1
    below[bits.size :] = 1 << 30
    for cell in range(values.shape[0]):
        row = values[cell]
        done, size, dry = _rank_cell(row, order, wet, np.uint64(0), no_days, room)
        for i in range(size):
            sorted_[i] = row[np.int64(done[i] & _LOW)]
        bits[:] = 0
        for group in range(-half, half):
            _turn(bits, order, begins, group % groups, place_of)
        for group in range(groups):
            _turn(bits, order, begins, (group + half) % groups, place_of)
            total = _count_up(bits, below)
            if total:
                here = _set_below(bits, below, dry)
                _pick(bits, below, words, sorted_, total, here, wet, shares, found[cell, group])
                _ends(bits, below, steps, sorted_, total, here, wet, extent[cell, group])
            _turn(bits, order, begins, (group - half) % groups, place_of)
