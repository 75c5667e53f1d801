"""What came of warnings: the four counts, their worth, and the trigger a group can live with."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.verification.decisions import (
    DecisionTable,
    decision_table,
    expense,
    relative_value,
    triggers,
)
from climserv.vocabulary.four_counts import share_with_interval
from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Refused

counts = st.integers(0, 30)
DICE = list(product(range(1, 7), repeat=2))
FLOODS = [sum(pair) >= 10 for pair in DICE]


@pytest.mark.parametrize(
    ("warning", "expected"),
    [
        ([False] * 36, 0.667),
        ([first >= 5 for first, _ in DICE], 0.444),
        (FLOODS, 0.167),
    ],
)
def test_paying_for_predictions(warning, expected):
    """The game's three ways of playing: no information, the regional die, and knowing."""
    assert expense(decision_table(warning, FLOODS), cost=1, loss=4)["by_warning"] == pytest.approx(expected, abs=5e-4)


def test_the_regional_die_is_worth_four_ninths():
    table = decision_table([first >= 5 for first, _ in DICE], FLOODS)
    assert expense(table, cost=1, loss=4)["value"] == pytest.approx(4 / 9)


@given(counts, counts, counts, counts, st.floats(0.01, 0.99))
def test_no_warning_is_worth_more_than_knowing(a, b, c, d, ratio):
    (value,) = relative_value(DecisionTable(a, b, c, d), [ratio])
    assert np.isnan(value) or value <= 1 + 1e-12


@given(counts, counts, counts, counts, st.floats(0.01, 0.99))
def test_the_formula_of_hit_and_false_alarm_rates_gives_the_same(a, b, c, d, ratio):
    """Richardson's equation in rates, against ours in expenses."""
    if not (a + c and b + d):
        return
    base, hits, alarms = (a + c) / (a + b + c + d), a / (a + c), b / (b + d)
    by_rates = min(ratio, base) - alarms * ratio * (1 - base) + hits * base * (1 - ratio) - base
    (value,) = relative_value(DecisionTable(a, b, c, d), [ratio])
    assert value == pytest.approx(by_rates / (min(ratio, base) - base * ratio), abs=1e-9)


@given(st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.sampled_from([0, 1, 2])), min_size=1, max_size=40))
def test_every_year_is_counted_once(years):
    warning, event = (np.array(column, np.uint8) for column in zip(*years, strict=True))
    table = decision_table(warning, event)
    assert table.years + table.unknown == len(years)
    assert table.unknown == sum(0 in pair for pair in years)


@given(st.integers(0, 200), st.integers(1, 200))
def test_the_interval_holds_the_share(count, of):
    count = min(count, of)
    share, low, high = share_with_interval(count, of)
    assert 0 <= low <= share <= high <= 1
    assert high - low > share_with_interval(10 * count, 10 * of)[2] - share_with_interval(10 * count, 10 * of)[1]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30), st.floats(0, 1), st.floats(0, 1))
def test_the_first_trigger_is_the_best(years, in_vain, miss):
    probability, event = zip(*years, strict=True)
    found = triggers(probability, np.array(event), in_vain=in_vain, miss=miss)
    tolerable = [one for one in found if one.tolerable]
    assert found[: len(tolerable)] == tolerable
    assert [one.table.fail_to_act for one in tolerable] == sorted(one.table.fail_to_act for one in tolerable)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_a_higher_trigger_acts_no_more_often(years):
    probability, event = zip(*years, strict=True)
    found = sorted(triggers(probability, np.array(event), in_vain=1, miss=1), key=lambda one: one.probability)
    actions = [one.table.actions for one in found]
    assert actions == sorted(actions, reverse=True)


def test_what_a_group_accepts_is_compared_in_whole_years():
    """3 in 15 years is exactly 2 in 10, though 0.2 * 15 is not 3 in binary."""
    probability = np.full(15, 0.5)
    event = np.array([False] * 3 + [True] * 12)
    (one,) = triggers(probability, event, in_vain=0.2, miss=0)
    assert one.table.in_vain == 3
    assert one.tolerable


def test_where_nothing_is_known_there_is_no_verdict_and_it_comes_last():
    event = np.array([Outcome.UNKNOWN, Outcome.DID_NOT_HAPPEN], np.uint8)
    found = triggers([0.5, np.nan], event, in_vain=0.1, miss=0.1)
    assert [(one.table.years, one.tolerable) for one in found] == [(0, None)]
    found = triggers([0.5, 0.2], event, in_vain=0.0, miss=0.0, candidates=[0.1, 0.5])
    assert [(one.probability, one.tolerable) for one in found] == [(0.5, True), (0.1, False)]
    none = triggers([0.5], event[:1], in_vain=1, miss=1, candidates=[0.1, 0.5])
    assert [one.tolerable for one in none] == [None, None]


@pytest.mark.parametrize("event", [[1, 0, 1, 0, 0], [1.0, 0.0, np.nan, 0.0, 1.0], np.array([1, 0, 7, 0, 1], np.uint8)])
def test_numbers_are_no_outcomes(event):
    """0 would be UNKNOWN, so every year in which it did not come would go out of the count."""
    for asked in (
        lambda: decision_table([True] * 5, event),
        lambda: decision_table(event, [True] * 5),
        lambda: triggers([0.1, 0.3, 0.6, 0.8, 0.9], event, in_vain=0.25, miss=0.25),
    ):
        with pytest.raises(Refused, match=r"booleans nor outcomes.*event == 1|no outcome"):
            asked()


def test_a_season_that_does_not_exist_is_in_none_of_the_four():
    table = decision_table([True, True], np.array([1, NOT_A_SEASON], np.uint8))
    assert (table.years, table.unknown) == (1, 1)


def test_refusals_say_what_was_given():
    with pytest.raises(Refused, match=r"Got: 0\.5 to 1\.2"):
        relative_value(DecisionTable(1, 1, 1, 1), [0.5, 1.2])
    with pytest.raises(Refused, match=r"Got: 1\.5 to 1\.5"):
        triggers([1.5], np.array([True]), in_vain=0, miss=0)


def test_a_year_without_a_forecast_counts_as_unknown():
    (one,) = triggers([0.5, np.nan], np.array([True, True]), in_vain=0, miss=0)
    assert (one.table.years, one.table.unknown) == (1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: expense(DecisionTable(1, 1, 1, 1), cost=-1, loss=0),
        lambda: relative_value(DecisionTable(1, 1, 1, 1), [1.2]),
        lambda: decision_table([True], [True, False]),
        lambda: triggers([1.5], np.array([True]), in_vain=0, miss=0),
    ],
)
def test_wrong_use_is_refused(wrong):
    with pytest.raises(Refused):
        wrong()


def test_no_years_have_no_worth():
    assert np.isnan(expense(DecisionTable(0, 0, 0, 0), cost=1, loss=2)["value"])
    assert np.isnan(share_with_interval(0, 0)).all()
