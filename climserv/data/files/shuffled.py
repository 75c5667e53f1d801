"""Numbers of four bytes whose bytes a file keeps apart, put together again: compiled, eight times faster than numpy.

A file of its own, so that only who unpacks chunks waits for the compiler to be imported.
"""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def put_together(first, second, third, fourth, words):
    """Bytes (number) uint8, the lowest first, to words (number) uint32."""
    for i in range(words.size):
        low = np.uint32(first[i]) | (np.uint32(second[i]) << np.uint32(8))
        words[i] = low | (np.uint32(third[i]) << np.uint32(16)) | (np.uint32(fourth[i]) << np.uint32(24))
