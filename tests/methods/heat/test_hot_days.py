"""Hot days: the threshold's own day, missing days, and what more warmth does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from climserv.methods.heat.days import hot_days
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Refused

from ..series import CALENDARS, days_between, days_of_years, seasons_of

JUNE = seasons_of(days_between((2001, 6, 1), (2001, 6, 10)), (6, 1), (6, 10))


def test_a_ten_day_june_by_hand():
    degrees = np.array([[20, 26.9, 27, 27.1, 30, 12, 27, 28, 35, 20]], np.float32)
    kelvin = (degrees.astype(np.float64) + 273.15).astype(np.float32)
    value, outcome = hot_days(kelvin, JUNE, threshold=27 + 273.15, operator=">")
    assert (value.tolist(), outcome.tolist()) == ([[4.0]], [[Outcome.HAPPENED]])
    assert hot_days(kelvin, JUNE, threshold=27 + 273.15, operator=">=")[0].tolist() == [[6.0]]
    assert hot_days(kelvin, JUNE, threshold=27 + 273.15, operator="<")[0].tolist() == [[4.0]]
    assert hot_days(kelvin, JUNE, threshold=27 + 273.15, operator="<=")[0].tolist() == [[6.0]]


@pytest.mark.parametrize("tenths", range(-300, 500, 7))
def test_the_day_exactly_at_the_threshold_counts_for_at_least_whatever_the_unit(tenths):
    degrees = np.full((1, 10), tenths / 10, np.float32)
    kelvin = (degrees.astype(np.float64) + 273.15).astype(np.float32)
    assert hot_days(kelvin, JUNE, threshold=tenths / 10 + 273.15, operator=">=")[0] == 10
    assert hot_days(kelvin, JUNE, threshold=tenths / 10 + 273.15, operator=">")[0] == 0


def test_no_hot_day_is_zero_and_a_missing_day_is_unknown():
    cold = np.full((2, 10), 280, np.float32)
    cold[1, 3] = np.nan
    value, outcome = hot_days(cold, JUNE, threshold=300)
    assert outcome.tolist() == [[Outcome.HAPPENED], [Outcome.UNKNOWN]]
    assert value[0, 0] == 0
    assert np.isnan(value[1, 0])


def test_an_all_missing_year_is_not_a_year_without_heat():
    value, outcome = hot_days(np.full((1, 10), np.nan), JUNE, threshold=300)
    assert np.isnan(value).all()
    assert outcome.tolist() == [[Outcome.UNKNOWN]]


@pytest.mark.parametrize("calendar", CALENDARS)
def test_a_season_over_new_year_in_every_calendar(calendar):
    days = days_of_years(range(2000, 2003), calendar)
    hot = np.array([[310.0 if (month, day) in {(12, 25), (1, 5), (6, 1)} else 280.0 for _, month, day in days]])
    found = seasons_of(days, (12, 1), (1, 20), calendar)
    value, outcome = hot_days(hot, found, threshold=300)
    assert value.tolist() == [[2.0, 2.0]]
    assert (outcome == Outcome.HAPPENED).all()


def test_wrong_use_is_refused_with_all_faults_at_once():
    with pytest.raises(Refused) as refusal:
        hot_days(np.zeros((1, 10)), JUNE, threshold=300, operator="=>", missing="some")
    assert len(refusal.value.problems) == 2
    with pytest.raises(Refused, match=r"\(cell, time\) with 10 days"):
        hot_days(np.zeros((1, 9)), JUNE, threshold=300)


temperatures = arrays(np.float32, (3, 10), elements=st.floats(250, 330, width=32) | st.just(np.float32("nan")))


@given(temperatures, st.floats(260, 320), st.floats(0, 10), st.sampled_from([">", ">="]))
def test_a_higher_threshold_never_gives_more_days(tasmax, threshold, more, operator):
    low, known = hot_days(tasmax, JUNE, threshold=threshold, operator=operator)
    high, known_too = hot_days(tasmax, JUNE, threshold=threshold + more, operator=operator)
    np.testing.assert_array_equal(known, known_too)
    assert (high[known == Outcome.HAPPENED] <= low[known == Outcome.HAPPENED]).all()


@given(temperatures, st.permutations(range(3)))
def test_cells_know_nothing_of_each_other(tasmax, order):
    value, outcome = hot_days(tasmax, JUNE, threshold=290)
    for place, cell in enumerate(order):
        alone = hot_days(tasmax[[cell]], JUNE, threshold=290)
        mixed = hot_days(tasmax[list(order)], JUNE, threshold=290)
        assert alone[0].tobytes() == value[[cell]].tobytes() == mixed[0][[place]].tobytes()
        assert alone[1].tobytes() == outcome[[cell]].tobytes() == mixed[1][[place]].tobytes()
