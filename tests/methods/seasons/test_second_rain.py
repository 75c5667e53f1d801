"""The second rain: by hand, over all fillings of missing days, and never before the first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.seasons.on_the_day import onset_on_the_day
from climserv.methods.seasons.second_rain import second_rain_on_the_day
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Refused

from .fillings import NAN, assert_exact, every_answer, few_holes, may, one

AMOUNTS = [0.0, 0.6, 4.0, 9.0, 21.0]
RAIN = st.lists(st.sampled_from([*AMOUNTS, NAN]), min_size=12, max_size=12)
SEARCH = may(3, 9, 12)
RULE = {"amount": 12, "window": 2, "within": 4}


def second_by_hand(series):
    """Days 3 to 9 of May, counted from 0: two sums of 12 mm in 2 days that share no day, at most 4 days apart."""
    for day in range(3, 9):
        for first in range(max(2, day - 4), day):
            early = sum(series[max(2, first - 1) : first + 1])
            late = sum(series[max(first + 1, day - 1) : day + 1])
            if early >= 12 and late >= 12:
                return day - 2
    return None


@given(RAIN)
def test_it_is_known_just_where_every_filling_agrees(rain):
    rain, holes = few_holes(rain)
    assert_exact(
        one(second_rain_on_the_day([rain], SEARCH, **RULE, wet_day=0)),
        every_answer(rain, holes, [0.0, 4.0, 50.0], second_by_hand),
    )


@given(RAIN)
def test_it_never_comes_before_the_first(rain):
    first, _ = one(onset_on_the_day([rain], SEARCH, amount=12, window=2))
    second, outcome = one(second_rain_on_the_day([rain], SEARCH, **RULE))
    if outcome == Outcome.HAPPENED and first is not None:
        assert first < second


def test_a_first_rain_that_no_second_follows_in_time_is_waited_from_no_longer():
    rain = [0, 0, 15, 0, 0, 0, 14, 0, 13, 0, 0, 0]
    assert one(second_rain_on_the_day([rain], SEARCH, amount=12, window=2, within=2)) == (6, Outcome.HAPPENED)


def test_what_cannot_be_is_refused():
    with pytest.raises(Refused) as caught:
        second_rain_on_the_day([[0] * 12], SEARCH, amount=-1, window=0, within=0, operator="<")
    assert len(caught.value.problems) == 4
