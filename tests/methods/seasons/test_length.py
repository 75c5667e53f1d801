"""The length of the season, and the dry spell after planting: outcomes, pairs of searches, every filling."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.methods.ensembles import count
from climserv.methods.seasons.dry_after import dry_spell_after
from climserv.methods.seasons.length import aligned, paired, rainy_season, season_length
from climserv.methods.seasons.onset import rainy_season_onset
from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Refused

from ..series import CALENDARS, days_between, days_of_years, seasons_of
from .fillings import NAN, assert_exact, every_answer, few_holes, may, one

HAPPENED, NOT, UNKNOWN = Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN, Outcome.UNKNOWN
YEAR = days_between((2001, 1, 1), (2001, 12, 31))
RAINS, DRY = seasons_of(YEAR, (5, 1), (7, 31)), seasons_of(YEAR, (9, 1), (11, 30))


def length(start, end, **rule):
    (onset, known), (closing, ended) = start, end
    return one(season_length(RAINS, [[onset]], [[known]], DRY, [[closing]], [[ended]], **rule))


def test_what_becomes_of_each_pair_of_outcomes():
    assert length((30, HAPPENED), (10, HAPPENED)) == (103, HAPPENED)
    assert length((NAN, NOT), (10, HAPPENED)) == (None, NOT)
    assert length((NAN, NOT), (NAN, UNKNOWN)) == (None, NOT)
    assert length((NAN, UNKNOWN), (10, HAPPENED)) == (None, UNKNOWN)
    assert length((30, HAPPENED), (NAN, UNKNOWN)) == (None, UNKNOWN)
    assert length((30, HAPPENED), (NAN, NOT)) == (184, HAPPENED)
    assert length((30, HAPPENED), (NAN, NOT), not_ended="did_not_happen") == (None, UNKNOWN)
    assert length((200, HAPPENED), (10, HAPPENED)) == (None, UNKNOWN)
    assert length((30, HAPPENED), (NAN, NOT_A_SEASON)) == (None, UNKNOWN)
    assert length((NAN, NOT), (NAN, NOT_A_SEASON)) == (None, NOT)


def test_the_longest_rains_are_not_counted_as_the_shortest():
    """It rains from 11 May to 31 December; and a year without rains is a short one that has no end."""
    rain = np.zeros((2, len(YEAR)), np.float32)
    rain[0, 130:] = 8
    start = {"amount": 20, "window": 3, "look_ahead": 0}
    found = rainy_season(rain, RAINS, DRY, start=start, end={"days": 10})
    for cell, fewer in ((0, 0), (1, 1)):
        pair = found.length[cell], found.length_outcome[cell]
        assert [int(n) for n in count(*pair, "fewer_than", 90, never="least")] == [fewer, 1, 0]
    assert found.length[0] == 204  # the last day of the search, 30 November, is included
    assert found.end_outcome.tolist() == [[NOT], [NOT_A_SEASON]]
    ended = [int(n) for n in count(found.end[1], found.end_outcome[1], "later_than", 30)]
    assert ended == [0, 0, 0]


@pytest.mark.parametrize("calendar", CALENDARS)
def test_starts_in_october_end_in_the_next_year(calendar):
    days = days_of_years(range(2000, 2004), calendar)
    starts, ends = seasons_of(days, (10, 1), (12, 15), calendar), seasons_of(days, (2, 1), (4, 30), calendar)
    found, later = paired(starts, ends)
    assert found.tolist() == [1, 2, 3, -1]
    assert later.tolist() == [120 if calendar == "360_day" else 123] * 3 + [0]
    onset, known = np.array([[5, 6, NAN, 8]], np.float32), np.array([[HAPPENED, HAPPENED, NOT, HAPPENED]])
    after, outcome = aligned(starts, ends, onset, known)
    assert outcome.tolist() == [[UNKNOWN, HAPPENED, HAPPENED, NOT]]
    assert after[0, 1] == 5 - later[0]
    value, outcome = season_length(starts, onset, known, ends, np.full((1, 4), 20), np.full((1, 4), HAPPENED))
    assert outcome.tolist() == [[HAPPENED, HAPPENED, NOT, UNKNOWN]]
    assert value[0, 0] == later[0] + 20 - 5


def test_a_search_for_the_end_that_opens_with_the_one_for_the_start_is_its_own():
    starts, ends = seasons_of(YEAR, (5, 1), (7, 31)), seasons_of(YEAR, (5, 1), (12, 31))
    assert [part.tolist() for part in paired(starts, ends)] == [[0], [0]]


def test_the_next_years_search_for_the_end_is_never_borrowed():
    """The record of 2001 stops in August: its search for the end is not whole, and that of 2002 is not its own."""
    days = days_between((2001, 4, 1), (2001, 8, 15)) + days_between((2002, 1, 1), (2002, 12, 31))
    starts, ends = seasons_of(days, (5, 1), (7, 31)), seasons_of(days, (5, 1), (12, 31))
    assert paired(starts, ends)[0].tolist() == [-1, 0]


def test_no_search_for_the_end_on_the_axis_is_unknown():
    short = days_between((2001, 4, 1), (2001, 8, 31))
    starts, ends = seasons_of(short, (5, 1), (7, 31)), seasons_of(short, (9, 1), (11, 30))
    rain = np.full((2, len(short)), 9.0)
    found = rainy_season(rain, starts, ends, start={"amount": 20, "window": 3, "look_ahead": 0}, end={})
    assert found.onset_outcome.tolist() == [[HAPPENED]] * 2
    assert found.end_outcome.tolist() == found.length_outcome.tolist() == [[UNKNOWN]] * 2


def test_the_end_of_a_rainy_season_comes_after_its_start():
    """A dry June is no end of rains that start in July, when both are searched from May on."""
    rain = np.zeros((1, len(YEAR)))
    rain[0, 190:280] = 6
    starts, ends = seasons_of(YEAR, (5, 1), (8, 31)), seasons_of(YEAR, (5, 1), (11, 30))
    found = rainy_season(rain, starts, ends, start={"amount": 15, "window": 3}, end={"days": 20})
    assert [part.tolist() for part in (found.onset, found.end, found.length)] == [[[70]], [[160]], [[90]]]


def slow_after(rain, planted, within, dry_spell):
    """First day of `dry_spell` dry days in a row, one of the `within` days after the planting; season from day 2."""
    days = range(2 + planted + 1, 2 + planted + 1 + within)
    return next((float(d - 2) for d in days if all(x < 1 for x in rain[d : d + dry_spell])), None)


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from([0.0, 0.0, 1.0, 7.0, NAN]), min_size=14, max_size=14),
    st.integers(0, 3),
    st.integers(1, 4),
    st.integers(1, 4),
)
def test_a_dry_spell_after_planting_is_known_when_every_filling_says_the_same(rain, planted, within, dry_spell):
    rain, holes = few_holes(rain)
    answers = every_answer(rain, holes, (0.0, 0.9, 1.0, 9.0), lambda x: slow_after(x, planted, within, dry_spell))
    found = dry_spell_after([rain], may(3, 5, 14), [[planted]], [[1]], within=within, dry_spell=dry_spell)
    assert_exact(one(found), answers)


def test_where_nothing_was_planted_no_spell_can_follow():
    rain, season = [[0.0] * 14], may(3, 5, 14)
    rule = {"within": 3, "dry_spell": 2}
    assert one(dry_spell_after(rain, season, [[NAN]], [[NOT]], **rule)) == (None, NOT_A_SEASON)
    assert one(dry_spell_after(rain, season, [[NAN]], [[UNKNOWN]], **rule)) == (None, UNKNOWN)
    assert one(dry_spell_after(rain, season, [[NAN]], [[HAPPENED]], **rule)) == (None, UNKNOWN)


@given(st.lists(st.sampled_from([0.0, 0.0, 1.0]), min_size=14, max_size=14), st.integers(1, 4), st.integers(1, 3))
def test_a_longer_watch_never_finds_fewer_dry_spells(rain, within, more):
    fewer, others = (
        one(dry_spell_after([rain], may(3, 5, 14), [[1]], [[1]], within=days, dry_spell=2))[1]
        for days in (within, within + more)
    )
    assert fewer != HAPPENED or others == HAPPENED


@given(st.lists(st.sampled_from([0.0, 0.0, 2.0, 12.0, 25.0]), min_size=31, max_size=31))
def test_a_start_told_with_hindsight_never_fails_and_never_comes_first(rain):
    """Its failures are none by construction, so it may not be compared, as advice, with a rule used on the day."""
    search, rule = may(1, 15, 31), {"amount": 20, "window": 2, "anchor": "window_end", "dry_spell": 4}
    on_the_day = rainy_season_onset([rain], search, look_ahead=0, **rule)
    told_later = rainy_season_onset([rain], search, look_ahead=10, **rule)
    failed = dry_spell_after([rain], search, *told_later, within=10 - 4 + 1, dry_spell=4)
    assert one(failed)[1] == (NOT if one(told_later)[1] == HAPPENED else NOT_A_SEASON)
    if one(told_later)[1] == HAPPENED:
        assert one(on_the_day)[0] <= one(told_later)[0]


def test_wrong_use_is_refused():
    with pytest.raises(Refused) as refusal:
        dry_spell_after([[0] * 14], may(3, 5, 14), [[1]], [[1]], within=0, dry_spell=0, wet_day=-1, operator="<")
    assert len(refusal.value.problems) == 4
    with pytest.raises(Refused, match="for each cell and season"):
        dry_spell_after([[0] * 14], may(3, 5, 14), [[1, 2]], [[1, 1]], within=3, dry_spell=3)
    with pytest.raises(Refused):
        length((30, HAPPENED), (10, HAPPENED), not_ended="guess")
    with pytest.raises(Refused, match="of their own seasons"):
        season_length(RAINS, [[1, 2]], [[1, 1]], DRY, [[1]], [[1]])
