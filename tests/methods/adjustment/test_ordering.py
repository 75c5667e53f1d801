"""After adjustment tasmin <= tas <= tasmax and humidity within its bounds, whatever the adjustment did."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from climserv.methods.adjustment.ordering import day_shape, from_day_shape, put_in_order, within_bounds
from climserv.vocabulary.problems import Refused

degrees = st.floats(200, 330, width=32)
days = arrays(np.float32, (3, 6), elements=degrees)


@given(days)
def test_any_three_series_come_back_in_order_with_the_numbers_they_had(three):
    ordered = put_in_order(*three)
    assert (ordered[0] <= ordered[1]).all()
    assert (ordered[1] <= ordered[2]).all()
    np.testing.assert_array_equal(np.sort(three, axis=0), ordered[:3])
    assert ordered[3] == ((three[0] > three[1]) | (three[1] > three[2])).sum()


@given(days, st.integers(0, 2))
def test_a_missing_one_stays_missing_and_the_others_are_in_order(three, hole):
    three[hole, 2] = np.nan
    ordered = np.stack(put_in_order(*three)[:3])
    assert np.isnan(ordered[hole, 2])
    low, high = (ordered[k, 2] for k in range(3) if k != hole)
    assert low <= high


@given(
    arrays(np.float32, 8, elements=degrees),
    arrays(np.float32, 8, elements=st.floats(-5, 40, width=32)),
    arrays(np.float32, 8, elements=st.floats(-0.5, 1.5, width=32)),
)
def test_temperatures_made_from_their_range_are_always_in_order(tas, spread, place):
    tasmin, tasmax = from_day_shape(tas, spread, place)
    assert (tasmin <= tas).all()
    assert (tas <= tasmax).all()


@given(days)
def test_taking_a_day_apart_and_putting_it_together_gives_it_back(three):
    tasmin, tas, tasmax = np.sort(three, axis=0)
    low, high = from_day_shape(tas, *day_shape(tasmin, tas, tasmax))
    np.testing.assert_allclose(low, tasmin, atol=1e-4)
    np.testing.assert_allclose(high, tasmax, atol=1e-4)


def test_what_is_given_out_of_order_teaches_nothing():
    spread, place = day_shape([290.0, 280.0], [285.0, 280.0], [280.0, 280.0])
    assert np.isnan([spread[0], place[0]]).all()
    assert (spread[1], place[1]) == (0.0, 0.5)


def test_missing_humidity_stays_missing():
    values, changed = within_bounds([np.nan, 120.0], 0, 100)
    assert np.isnan(values[0])
    assert (values[1], changed) == (100.0, 1)


def test_series_of_other_lengths_are_refused():
    with pytest.raises(Refused, match="same days"):
        put_in_order([1.0], [1.0, 2.0], [3.0, 4.0])
