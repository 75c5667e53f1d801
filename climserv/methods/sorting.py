"""Sorting the days of one cell and month, and random keys that depend on nothing but (seed, cell, day)."""

import numpy as np
from numba import njit

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
