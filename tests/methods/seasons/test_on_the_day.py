"""The start on the day itself, and the longest dry spell after a date: by hand, over all fillings, and by law."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.calendars import season_so_far
from climserv.methods.seasons.dry_after import longest_dry_spell_after
from climserv.methods.seasons.on_the_day import onset_on_the_day
from climserv.methods.seasons.onset import rainy_season_onset
from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Refused

from .fillings import NAN, assert_exact, every_answer, few_holes, may, one

AMOUNTS = [0.0, 0.6, 4.0, 9.0, 21.0]
RAIN = st.lists(st.sampled_from([*AMOUNTS, NAN]), min_size=12, max_size=12)
SEARCH = may(3, 9, 12)
RULE = {"amount": 20, "window": 3, "wet_days": 2}


def first_by_hand(series):
    """Days 3 to 9 of May, counted from 0; only rain from day 3 on counts."""
    for day in range(2, 9):
        last = [rain for at, rain in enumerate(series) if max(2, day - 2) <= at <= day]
        if sum(last) >= 20 and sum(rain >= 1 for rain in last) >= 2:
            return day - 2
    return None


@given(RAIN)
def test_it_is_known_just_where_every_filling_agrees(rain):
    rain, holes = few_holes(rain)
    found = one(onset_on_the_day([rain], SEARCH, **RULE))
    assert_exact(found, every_answer(rain, holes, [0.0, 4.0, 50.0], first_by_hand))


@given(RAIN, st.integers(0, 6), st.sampled_from(AMOUNTS))
def test_no_day_that_follows_can_change_it(rain, after, later):
    day, outcome = one(onset_on_the_day([rain], SEARCH, **RULE))
    if outcome == Outcome.HAPPENED and day < after:
        changed = rain[: 2 + after] + [later] * (10 - after)
        assert one(onset_on_the_day([changed], SEARCH, **RULE)) == (day, outcome)


@given(st.lists(st.sampled_from(AMOUNTS), min_size=12, max_size=12))
def test_it_is_the_end_of_the_first_window_where_that_began_after_the_first_day(rain):
    search = may(1, 9, 12)
    day, outcome = one(onset_on_the_day([rain], search, **RULE))
    end, known = one(rainy_season_onset([rain], search, **RULE, anchor="window_end", look_ahead=0))
    if outcome == Outcome.HAPPENED and day > 2:
        assert (end, known) == (day, outcome)


def test_rain_before_the_search_does_not_count_and_one_day_may_be_enough():
    # 15 mm fall before the third of May, 6 mm on it: together 21, yet it is too early.
    assert one(onset_on_the_day([[0, 15, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0]], SEARCH, amount=20, window=3)) == (None, 2)
    assert one(onset_on_the_day([[0, 0, 25, 0, 0, 0, 0, 0, 0, 0, 0, 0]], SEARCH, amount=20, window=3)) == (0, 1)
    # A day with exactly 1 mm is no wet day under >, so there is one wet day only.
    rain = [[0, 0, 1, 19, 0, 0, 0, 0, 0, 0, 0, 0]]
    assert one(onset_on_the_day(rain, SEARCH, **RULE)) == (1, 1)
    assert one(onset_on_the_day(rain, SEARCH, **RULE, operator=">")) == (None, 2)


def test_days_to_come_are_not_known():
    running = season_so_far([2001] * 6, [5] * 6, list(range(1, 7)), (5, 1), (5, 31), "standard")
    assert one(onset_on_the_day([[0, 0, 8, 0, 0, 0]], running, amount=20, window=3)) == (None, Outcome.UNKNOWN)
    assert one(onset_on_the_day([[0, 0, 8, 14, 0, 0]], running, amount=20, window=3)) == (3, Outcome.HAPPENED)


def longest_by_hand(series):
    """Planted on day 2 of the season that begins on 3 May: days 6 to 10 of May are looked at."""
    longest = run = 0
    for rain in series[6:11]:
        run = run + 1 if rain < 1 else 0
        longest = max(longest, run)
    return longest


@given(RAIN)
def test_the_longest_spell_of_the_stretch_is_known_where_every_filling_agrees(rain):
    rain, holes = few_holes(rain)
    found = one(longest_dry_spell_after([rain], SEARCH, [[2]], [[1]], wait=2, days=5))
    assert_exact(found, every_answer(rain, holes, [0.0, 4.0], longest_by_hand))


def test_what_was_not_planted_counts_as_nothing_and_days_after_the_record_are_not_known():
    rain = np.zeros((1, 12))
    for known, told in ((2, NOT_A_SEASON), (0, Outcome.UNKNOWN), (NOT_A_SEASON, NOT_A_SEASON)):
        assert one(longest_dry_spell_after(rain, SEARCH, [[2]], [[known]], days=5)) == (None, told)
    assert one(longest_dry_spell_after(rain, SEARCH, [[2]], [[1]], wait=4, days=5)) == (None, Outcome.UNKNOWN)
    assert one(longest_dry_spell_after(rain, SEARCH, [[2]], [[1]], wait=3, days=5)) == (5, Outcome.HAPPENED)


def test_wrong_use_is_refused_all_at_once():
    with pytest.raises(Refused) as refusal:
        onset_on_the_day(np.zeros((1, 12)), SEARCH, amount=-1, window=0, operator="<")
    assert len(refusal.value.problems) == 3
    with pytest.raises(Refused) as refusal:
        longest_dry_spell_after(np.zeros((1, 12)), SEARCH, [[2]], [[1]], wait=-1, days=0, operator="=")
    assert len(refusal.value.problems) == 3
