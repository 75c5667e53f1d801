"""Turning days into series in one compiled pass gives what unpacking, converting and turning one by one give."""

import numpy as np
import pytest

from climserv.data.files.packing import Packing
from climserv.data.files.turned import turn_into


@pytest.mark.parametrize(("factor", "offset"), [(1.0, 0.0), (86400.0, 0.0), (1.0, 273.15)])
@pytest.mark.parametrize("fills", [(), (1e20,), (1e20, -999.0)])
def test_one_pass_gives_what_three_give(factor, offset, fills):
    days = np.random.default_rng(4).normal(0, 1, (37, 5)).astype(np.float32)
    days[3, 2], days[36, 4], days[8, 0], days[9, 1] = 1e20, -999, np.nan, -0.0
    packing = Packing(fills=fills)
    values = packing.unpack(days.T)
    if factor != 1 or offset != 0:
        values = values.astype(np.float64) * factor + offset
    series = np.full((5, 40), 7, np.float32)
    turn_into(days, *packing.as_they_are(days.dtype), factor, offset, series[:, 2:39])
    np.testing.assert_array_equal(series[:, 2:39], values.astype(np.float32))
    assert (series[:, [0, 1, 39]] == 7).all()


def test_what_is_packed_or_bounded_is_left_to_the_three():
    for packing in (Packing(scale=0.1), Packing(add=1), Packing(low=0), Packing(fills=(1, 2, 3))):
        assert packing.as_they_are(np.dtype("f4")) is None
    assert Packing().as_they_are(np.dtype("i2")) is None
    assert Packing().as_they_are(np.dtype(">f4")) is None
