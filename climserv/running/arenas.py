"""Arenas: memory given back to the threads that follow, or to the machine, as soon as nobody needs it."""

import ctypes
import mmap
import sys
from functools import cache

import numpy as np

# From malloc.h of the GNU C library.
_M_ARENA_MAX = -8
# From mman.h of Linux.
_MADV_DONTNEED = 4


@cache
def share_one() -> bool:
    """Let threads that are started from now on share one arena; whether this C library knows of arenas.

    By itself it gives each thread its own, which keeps what the thread has freed for that thread alone. Blocks hold
    few, large arrays: threads seldom wait for one another here, and what one has freed the next takes up.
    """
    try:
        return ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1) == 1
    except (AttributeError, OSError, TypeError):
        return False


def give_back(values: np.ndarray) -> None:
    """Let the machine have the memory of numbers that nobody reads again, though more of their array is still in use.

    Afterwards they are undefined. What shares a page with others stays, and so does all where the system is not Linux.
    """
    library = _with_advice()
    if library is None or not values.flags.c_contiguous:
        return
    first = -(-values.ctypes.data // mmap.PAGESIZE) * mmap.PAGESIZE
    last = (values.ctypes.data + values.nbytes) // mmap.PAGESIZE * mmap.PAGESIZE
    if last > first:
        library.madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), _MADV_DONTNEED)


@cache
def _with_advice() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform == "linux" else None
