"""Memory that is given back is free at once, and what lies beside it stays."""

import sys

import numpy as np
import pytest

from climserv.running.arenas import give_back, share_one


def resident() -> int:
    """Bytes that this process holds."""
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="others keep the memory until the array is let go")
def test_only_the_part_that_is_given_back_is_let_go():
    assert share_one() in (True, False)
    values = np.ones((64, 1_000_001), np.float32)
    before = resident()
    give_back(values[16:48])
    assert before - resident() > 100_000_000
    assert (values[:16] == 1).all()
    assert (values[48:] == 1).all()


def test_what_is_smaller_than_a_page_or_lies_apart_is_left_alone():
    few, every_second = np.ones(10, np.float32), np.ones((2000, 2000), np.float32)
    give_back(few)
    give_back(every_second[:, ::2])
    assert (few == 1).all()
    assert (every_second == 1).all()
