"""Dry and wet spells: by hand, by law, and against every filling of the missing days."""

from itertools import groupby

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.methods.seasons import spells
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Refused

from ..series import CALENDARS, days_of_years, seasons_of
from .fillings import NAN, assert_exact, every_answer, few_holes, may, one

HAPPENED, NOT, UNKNOWN = Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN, Outcome.UNKNOWN
# The season is days 3 to 8 of a record of 12: spells may go on over both its edges.
BEGIN, END, RECORD = 3, 9, 12


def season():
    return may(BEGIN + 1, END, RECORD)


def runs(rain, *, wet=False, wet_day=1.0, whole=False):
    """(first day, length) of the spells of the season, days counted from the season's first."""
    found, at = [], 0
    for is_wet, group in groupby(rain, lambda x: x >= wet_day):
        length = len(list(group))
        first, last = at, at + length
        at = last
        if not whole:
            first, last = max(first, BEGIN), min(last, END)
        if is_wet == wet and first < END and last > BEGIN and last > first:
            found.append((first - BEGIN, last - first, first == 0 or last == len(rain)))
    return found


def slow(measure, rain, *, wet=False, whole=False, days=1, nth=1):
    spells_of_it = runs(rain, wet=wet, whole=whole)
    if whole and any(leaves for *_, leaves in spells_of_it):
        return "unknown"
    long = [(first, length) for first, length, _ in spells_of_it if length >= days]
    if measure == "longest":
        return float((sorted((length for _, length in long), reverse=True) + [0] * nth)[nth - 1])
    if measure == "start":
        return float(long[nth - 1][0]) if len(long) >= nth else None
    return float(len(long) if measure == "number" else sum(length for _, length in long))


FUNCTIONS = {
    "longest": spells.longest_dry_spell,
    "days": spells.days_in_dry_spells,
    "start": spells.dry_spell_start,
    "number": spells.dry_spells,
}
RAIN = st.lists(st.sampled_from([0.0, 0.0, 0.4, 1.0, 3.0, NAN]), min_size=RECORD, max_size=RECORD)
NO_HOLES = st.lists(st.sampled_from([0.0, 0.0, 0.4, 1.0, 3.0]), min_size=RECORD, max_size=RECORD)


@settings(max_examples=200)
@given(RAIN, st.sampled_from(["longest", "days", "start"]), st.booleans(), st.integers(1, 3))
def test_known_means_the_same_under_every_filling_of_the_missing_days(rain, measure, whole, days):
    rain, holes = few_holes(rain, most=5)
    asked = {} if measure == "longest" else {"days": days}
    answers = every_answer(rain, holes, (0.0, 0.9, 1.0, 50.0), lambda full: slow(measure, full, whole=whole, **asked))
    if "unknown" in answers:
        answers = {1, 2}
    found = FUNCTIONS[measure]([rain], season(), at_edges="whole" if whole else "cut", **asked)
    assert_exact(one(found), answers)


@settings(max_examples=200)
@given(NO_HOLES, st.sampled_from(list(FUNCTIONS)), st.booleans(), st.integers(1, 3), st.integers(1, 3))
def test_the_plain_way_finds_the_same(rain, measure, whole, days, nth):
    asked = {} if measure == "longest" else {"days": days}
    if measure in ("longest", "start"):
        asked["nth"] = nth
    answer = slow(measure, rain, whole=whole, **asked)
    found = one(FUNCTIONS[measure]([rain], season(), at_edges="whole" if whole else "cut", **asked))
    assert found == ((None, UNKNOWN) if answer == "unknown" else (answer, NOT if answer is None else HAPPENED))


@given(RAIN, st.booleans())
def test_the_longest_wet_spell(rain, whole):
    rain, holes = few_holes(rain)
    answers = every_answer(rain, holes, (0.0, 1.0), lambda filled: slow("longest", filled, wet=True, whole=whole))
    if "unknown" in answers:
        answers = {1, 2}
    assert_exact(one(spells.longest_wet_spell([rain], season(), at_edges="whole" if whole else "cut")), answers)


@pytest.mark.parametrize("nth", [1, 2])
def test_a_missing_day_and_the_second_longest(nth):
    """Were day 5 dry, the two spells of two days would be one of five: the second longest falls from 2 to 1."""
    rain = [9, 9, 9, 0, 0, NAN, 0, 0, 9, 9, 9, 9]
    assert one(spells.longest_dry_spell([rain], season(), nth=nth)) == (None, UNKNOWN)
    rain = [9, 9, 9, 0, 0, 0, 9, NAN, 9, 9, 9, 9]
    assert one(spells.longest_dry_spell([rain], season(), nth=nth)) == ((3, HAPPENED) if nth == 1 else (None, UNKNOWN))
    assert one(spells.longest_dry_spell([rain], season(), nth=nth, missing="any")) == (None, UNKNOWN)


@given(NO_HOLES, st.integers(0, RECORD - 1), st.floats(0, 5))
def test_more_rain_never_lengthens_a_dry_spell(rain, day, more):
    wetter = list(rain)
    wetter[day] += more
    before, after = (one(spells.longest_dry_spell([x], season()))[0] for x in (rain, wetter))
    assert after <= before


@given(NO_HOLES)
def test_a_whole_spell_is_never_shorter_than_its_part_in_the_season(rain):
    cut, whole = (one(spells.longest_dry_spell([rain], season(), at_edges=edges))[0] for edges in ("cut", "whole"))
    assert whole is None or whole >= cut


@pytest.mark.parametrize("calendar", CALENDARS)
def test_a_spell_over_new_year_in_every_calendar(calendar):
    """Dry from 20 December to 10 January: cut, 11 or 12 days of December and 10 of January; whole, all of it."""
    days = days_of_years(range(2000, 2003), calendar)
    dry = {(12, d) for d in range(20, 32)} | {(1, d) for d in range(1, 11)}
    rain = [[0.0 if (month, day) in dry else 5.0 for _, month, day in days]]
    in_december = 11 if calendar == "360_day" else 12
    over = seasons_of(days, (11, 1), (3, 31), calendar)
    assert spells.longest_dry_spell(rain, over)[0].tolist() == [[in_december + 10] * 2]
    years = seasons_of(days, (1, 1), (12, 31), calendar)
    assert spells.longest_dry_spell(rain, years)[0].tolist() == [[in_december] * 3]
    value, outcome = spells.longest_dry_spell(rain, years, at_edges="whole")
    # The record begins and ends in a dry spell of which nobody knows the length.
    assert outcome.tolist() == [[UNKNOWN, HAPPENED, UNKNOWN]]
    assert value[0, 1] == in_december + 10


def test_an_all_missing_year_has_no_dry_days_and_no_wet_ones():
    empty = np.full((1, RECORD), np.nan)
    for function in (spells.longest_dry_spell, spells.longest_wet_spell):
        assert one(function(empty, season())) == (None, UNKNOWN)


def test_wrong_use_is_refused_with_all_faults_at_once():
    with pytest.raises(Refused) as refusal:
        spells.dry_spell_start(
            [[0] * RECORD], season(), days=0, operator="<", at_edges="torn", missing="some", wet_day=-1
        )
    assert len(refusal.value.problems) == 5
    with pytest.raises(Refused):
        spells.dry_spells([[0] * RECORD], season(), days=2, missing="exact")
    with pytest.raises(Refused):
        spells.longest_dry_spell([[0] * RECORD], season(), nth=0)
