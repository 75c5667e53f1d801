"""The start of the rains: by hand, by law, and against every filling of the missing days."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.methods.seasons.onset import ANCHORS, OPERATORS, rainy_season_onset
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Refused

from ..series import CALENDARS, dated, days_between, days_of_years, seasons_of, slow_onset

NAN = float("nan")
RULE = {"amount": 20, "window": 3, "wet_day": 1, "dry_spell": 4, "look_ahead": 8}


def search_of(length, days):
    """A search of the first `length` days of May in a record of `days` days."""
    return seasons_of(days_between((2001, 5, 1), (2001, 6, 30))[:days], (5, 1), (5, length))


def onset_of(rain, length, **rule):
    day, outcome = rainy_season_onset([rain], search_of(length, len(rain)), **{**RULE, **rule})
    return (None if np.isnan(day[0, 0]) else int(day[0, 0])), Outcome(outcome[0, 0])


# Window 0-2 has 22 mm (dry, wet, wet); then a wet day in every four.
GOOD = [0, 12, 10, 0, 0, 3, 0, 0, 0, 5, 0, 0, 0, 2, 0, 0]


@pytest.mark.parametrize(("anchor", "day"), [("first_wet_day", 1), ("window_start", 0), ("window_end", 2)])
def test_the_anchor_says_which_day_of_the_first_good_window_is_told(anchor, day):
    assert onset_of(GOOD, 5, anchor=anchor) == (day, Outcome.HAPPENED)


def test_the_anchor_never_changes_which_window_is_kept():
    rain = [0, 12, 10, 0, 0, 0, 0, 0, 9, 0.5, 13, 2, 0, 2, 0, 2, 0, 2, 2, 2, 2]
    found = [onset_of(rain, 10, anchor=anchor)[0] for anchor in ("window_start", "first_wet_day", "window_end")]
    assert found == [8, 8, 10]


def test_rain_of_days_that_are_not_wet_counts_in_the_sum():
    assert onset_of([0.9, 18.2, 0.9, *[2] * 8], 1) == (1, Outcome.HAPPENED)
    assert onset_of([0.9, 18.1, 0.9, *[2] * 8], 1) == (None, Outcome.DID_NOT_HAPPEN)


def test_a_wet_day_of_exactly_the_amount_is_the_operators_business():
    rain = [20, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]
    assert onset_of(rain, 1, operator=">=") == (0, Outcome.HAPPENED)
    assert onset_of(rain, 1, operator=">") == (None, Outcome.DID_NOT_HAPPEN)


def test_more_than_nothing_is_not_nothing_or_more():
    rain = [21, 0, 0, 0.1, 0, 0, 0, 0.1, 0, 0, 0]
    assert onset_of(rain, 1, wet_day=0, operator=">") == (0, Outcome.HAPPENED)
    assert onset_of([21, 0, 0, 0, 0, *rain[5:]], 1, wet_day=0, operator=">") == (None, Outcome.DID_NOT_HAPPEN)
    assert onset_of([21, *[0] * 10], 1, wet_day=0, operator=">=") == (0, Outcome.HAPPENED)


@pytest.mark.parametrize("threshold", [0.85, 0.1, 1.0, 2.54])
@pytest.mark.parametrize("seconds", [1.0, 86400.0])
def test_a_threshold_is_itself_after_a_conversion_of_units(threshold, seconds):
    """0.85 mm is stored as kg m-2 s-1 in float32 and comes back a step off: it is 0.85 mm all the same."""
    stored = np.full(11, threshold) / seconds
    rain = stored.astype(np.float32) * np.float32(seconds)
    rule = {"amount": 3 * threshold, "wet_day": threshold, "wet_days": 3}
    assert onset_of(rain, 1, operator=">=", **rule) == (0, Outcome.HAPPENED)
    assert onset_of(rain, 1, operator=">", **rule) == (None, Outcome.DID_NOT_HAPPEN)


def test_least_wet_days_of_a_window():
    rain = [0, 25, 0, 0, 11, 11, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2]
    assert onset_of(rain, 6, wet_days=1) == (1, Outcome.HAPPENED)
    assert onset_of(rain, 6, wet_days=2) == (4, Outcome.HAPPENED)
    assert onset_of(rain, 6, wet_days=3) == (None, Outcome.DID_NOT_HAPPEN)


def test_a_dry_spell_counts_from_the_day_after_the_window_and_must_end_in_the_look_ahead():
    # The only window that reaches 40 mm holds its first three days; four dry days follow on days 3 to 6.
    assert onset_of([20, 20, 0, 0, 0, 0, 0, 5, 5, 5, 5], 1, amount=40) == (None, Outcome.DID_NOT_HAPPEN)
    # Days 2 to 5 are four dry days too, but day 2 is in the window.
    assert onset_of([20, 20, 0, 0, 0, 0, 5, 5, 5, 5, 5], 1, amount=40) == (0, Outcome.HAPPENED)
    # A run that begins in the look-ahead (its last days are 9 and 10) and goes on after it lies not wholly in it.
    rain = [20, 20, 0, 5, 5, 5, 5, 5, 0, 0, 0, 0, 0]
    assert onset_of(rain, 1, amount=40, look_ahead=8) == (0, Outcome.HAPPENED)
    assert onset_of(rain, 1, amount=40, look_ahead=9) == (None, Outcome.DID_NOT_HAPPEN)


def test_without_a_look_ahead_the_rule_needs_no_hindsight():
    rain = [0, 25, 0, *[0] * 10]
    assert onset_of(rain, 5, look_ahead=0) == (1, Outcome.HAPPENED)
    assert onset_of(rain, 5) == (None, Outcome.DID_NOT_HAPPEN)


def test_window_and_look_ahead_may_run_past_the_end_of_the_search_but_must_begin_in_it():
    rain = [0, 0, 0, 0, 0, 0, 25, 3, 3, 3, 3, 3, 3, 3, 3, 3]
    assert onset_of(rain, 5) == (6, Outcome.HAPPENED)
    assert onset_of(rain, 4) == (None, Outcome.DID_NOT_HAPPEN)


def test_rain_before_the_search_does_not_help():
    search = seasons_of(days_between((2001, 4, 29), (2001, 6, 30)), (5, 1), (5, 3))
    rain = np.zeros((1, 63))
    rain[0, 1:4] = 15, 4, 0.5
    assert rainy_season_onset(rain, search, **RULE)[1].tolist() == [[Outcome.DID_NOT_HAPPEN]]


class TestMissingDays:
    """What is known when rain is missing."""

    def test_a_missing_day_before_a_dry_record_makes_the_start_unknown(self):
        assert onset_of([NAN, *GOOD], 5) == (None, Outcome.UNKNOWN)

    def test_a_missing_day_that_cannot_make_an_earlier_window_changes_nothing(self):
        """Four dry days follow the missing one whatever it held."""
        assert onset_of([NAN, 0, 0, 0, 0, 0, 0, *GOOD], 12) == (8, Outcome.HAPPENED)

    def test_a_missing_day_after_the_kept_look_ahead_changes_nothing(self):
        assert onset_of([*GOOD, NAN, NAN], 5) == (1, Outcome.HAPPENED)

    def test_a_missing_day_in_the_look_ahead_matters_only_if_it_can_join_a_dry_spell(self):
        assert onset_of([0, 12, 10, 3, NAN, 3, 3, 3, 3, 3, 3], 1) == (1, Outcome.HAPPENED)
        assert onset_of([0, 12, 10, 3, 0, NAN, 0, 0, 3, 3, 3], 1) == (None, Outcome.UNKNOWN)

    def test_a_search_with_a_missing_day_can_still_be_known_to_have_failed(self):
        assert onset_of([0, NAN, 0, *[0] * 13], 4) == (None, Outcome.DID_NOT_HAPPEN)

    def test_a_window_sure_without_its_missing_day_is_kept(self):
        """Whatever day 2 held, days 0 and 1 have enough, and the date is that of day 0."""
        assert onset_of([12, 12, NAN, 3, 3, 3, 3, 3, 3, 3, 3], 3) == (0, Outcome.HAPPENED)

    def test_the_first_wet_day_may_be_unknown_when_the_window_is_sure(self):
        rain = [NAN, 12, 12, 3, 3, 3, 3, 3, 3, 3, 3]
        assert onset_of(rain, 1) == (None, Outcome.UNKNOWN)
        assert onset_of(rain, 1, anchor="window_start") == (0, Outcome.HAPPENED)

    def test_the_end_of_the_record_is_missing(self):
        assert onset_of(GOOD[:11], 5) == (1, Outcome.HAPPENED)
        assert onset_of(GOOD[:7], 5) == (None, Outcome.UNKNOWN)

    def test_a_year_without_any_day_is_unknown_not_failed(self):
        assert onset_of([NAN] * 20, 5) == (None, Outcome.UNKNOWN)

    def test_days_after_a_hole_in_the_axis_do_not_follow(self):
        days = days_between((2001, 5, 1), (2001, 5, 6)) + days_between((2005, 5, 1), (2005, 5, 20))
        rain = np.full((1, len(days)), 3.0)
        rain[0, 4] = 25
        _, outcome = rainy_season_onset(rain, seasons_of(days, (5, 1), (5, 5)), **RULE)
        assert outcome.tolist() == [[Outcome.UNKNOWN, Outcome.DID_NOT_HAPPEN]]


NINE = st.lists(st.sampled_from([0.0, 0.4, 1.0, 2.0, 6.0, NAN]), min_size=9, max_size=9)
RULES = st.fixed_dictionaries(
    {
        "amount": st.sampled_from([1, 2, 3, 6.4, 8]),
        "window": st.integers(1, 3),
        "wet_day": st.sampled_from([0.4, 1.0]),
        "operator": st.sampled_from(OPERATORS),
        "wet_days": st.integers(1, 2),
        "anchor": st.sampled_from(ANCHORS),
        "dry_spell": st.integers(1, 3),
        "look_ahead": st.integers(0, 4),
    }
)
# Amounts that stand for every amount: none, on either side of each threshold, and more than any.
FILLINGS = (0.0, 0.4, 1.0, 1.9, 6.0, 100.0)


@settings(max_examples=150)
@given(NINE, RULES)
def test_known_means_the_same_under_every_filling_of_the_missing_days(rain, rule):
    """A record of nine days, a search of three; four missing at most, so that all fillings can be tried."""
    holes = [day for day, amount in enumerate(rain) if np.isnan(amount)][:4]
    rain = [0.0 if np.isnan(amount) and day not in holes else amount for day, amount in enumerate(rain)]
    answers = set()
    for filling in product(FILLINGS, repeat=len(holes)):
        filled = list(rain)
        for day, amount in zip(holes, filling, strict=True):
            filled[day] = amount
        answers.add(slow_onset(filled, 3, **rule))
    found, outcome = onset_of(rain, 3, **rule)
    if len(answers) > 1:
        assert (found, outcome) == (None, Outcome.UNKNOWN)
    elif answers == {None}:
        assert (found, outcome) == (None, Outcome.DID_NOT_HAPPEN)
    else:
        assert ({found}, outcome) == (answers, Outcome.HAPPENED)


LONG = st.lists(st.sampled_from([0.0, 0.0, 0.5, 1.0, 4.0, 12.0, 30.0, NAN]), min_size=24, max_size=24)


def late(answer):
    """The day as a number that sorts: what did not happen comes last."""
    day, outcome = answer
    return {Outcome.HAPPENED: day, Outcome.DID_NOT_HAPPEN: 99, Outcome.UNKNOWN: None}[outcome]


@given(LONG, RULES, st.floats(0, 20))
def test_a_larger_amount_never_comes_earlier(rain, rule, more):
    small, large = (late(onset_of(rain, 12, **{**rule, "amount": rule["amount"] + x})) for x in (0, more))
    assert small is None or large is None or small <= large


@given(LONG, RULES, st.integers(0, 23), st.floats(0, 30))
def test_more_rain_on_any_day_never_comes_later(rain, rule, day, more):
    wetter = list(rain)
    wetter[day] += more
    before, after = late(onset_of(rain, 12, **rule)), late(onset_of(wetter, 12, **rule))
    assert before is None or after is None or after <= before


@given(LONG, RULES, st.integers(1, 3))
def test_a_longer_dry_spell_is_easier_to_avoid(rain, rule, more):
    strict, easy = (late(onset_of(rain, 12, **{**rule, "dry_spell": rule["dry_spell"] + x})) for x in (0, more))
    assert strict is None or easy is None or easy <= strict


@given(st.lists(LONG, min_size=3, max_size=3), RULES, st.permutations(range(3)))
def test_cells_know_nothing_of_each_other(rain, rule, order):
    search = search_of(12, 24)
    day, outcome = rainy_season_onset(rain, search, **rule)
    mixed_day, mixed_outcome = rainy_season_onset([rain[cell] for cell in order], search, **rule)
    assert mixed_day.tobytes() == day[list(order)].tobytes()
    assert mixed_outcome.tobytes() == outcome[list(order)].tobytes()
    alone = rainy_season_onset([rain[1]], search, **rule)
    assert alone[0].tobytes() == day[[1]].tobytes()


@pytest.mark.parametrize("calendar", CALENDARS)
def test_a_season_over_new_year_in_every_calendar(calendar):
    days = days_of_years(range(2000, 2003), calendar)
    rain = np.array([[25.0 if (m, d) == (1, 4) else 2.0 * (m in (1, 2)) for _, m, d in days]])
    search = seasons_of(days, (12, 1), (1, 20), calendar)
    day, outcome = rainy_season_onset(rain, search, **RULE)
    assert (outcome == Outcome.HAPPENED).all()
    assert [dated(search, n, day[0, n]) for n in range(2)] == ["2001-01-02", "2002-01-02"]


def test_wrong_use_is_refused_with_all_faults_at_once():
    with pytest.raises(Refused) as refusal:
        onset_of(GOOD, 5, operator="<", anchor="middle", window=0, wet_days=0, amount=NAN)
    assert len(refusal.value.problems) == 5
