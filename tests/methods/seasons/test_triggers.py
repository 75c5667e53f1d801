"""Heavy rain, drying days, ranks and signs of drought: by hand, over all fillings, by law, and as peers count them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.seasons.amounts import rain_of_heavy_days, seasonal_total
from climserv.methods.seasons.drying import drying_days
from climserv.methods.seasons.ranks import rank_in_record
from climserv.methods.seasons.signs import drought_signs
from climserv.methods.seasons.spells import days_in_dry_spells
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Refused

from .fillings import NAN, assert_exact, every_answer, few_holes, may, one

RAIN = st.lists(st.sampled_from([0.0, 0.6, 4.0, 13.0, NAN]), min_size=12, max_size=12)
SEASON = may(3, 9, 12)
INSIDE = slice(2, 9)


@given(RAIN, st.sampled_from([0.6, 4.0, 12.7]))
def test_heavy_rain_and_the_rest_are_all_rain(rain, heavy):
    found, outcome = one(rain_of_heavy_days([rain], SEASON, heavy=heavy))
    days = np.array(rain[INSIDE])
    if np.isnan(days).any():
        assert (found, outcome) == (None, Outcome.UNKNOWN)
        return
    assert found == pytest.approx(days[days >= heavy - 1e-6].sum())
    assert found <= one(seasonal_total([rain], SEASON))[0] + 1e-5


def signs_by_hand(series):
    days = series[INSIDE]
    longest = run = 0
    for rain in days:
        run = run + 1 if rain < 1 else 0
        longest = max(longest, run)
    return int(sum(days) < 15) + int(longest >= 3)


@given(RAIN)
def test_signs_are_known_just_where_every_filling_agrees(rain):
    rain, holes = few_holes(rain)
    found = one(drought_signs([rain], SEASON, least_rain=15, dry_spell=3))
    # A filling between nothing and very much may be the one that differs: 0.5 mm is dry and still adds up.
    assert_exact(found, every_answer(rain, holes, [0.0, 1.0, 100.0], signs_by_hand))


@given(st.lists(st.sampled_from([0.0, 0.6, 4.0, 13.0]), min_size=12, max_size=12), st.integers(0, 11))
def test_more_rain_never_adds_a_sign(rain, day):
    more = [*rain[:day], rain[day] + 5, *rain[day + 1 :]]
    drier, wetter = (one(drought_signs([one_], SEASON, least_rain=15, dry_spell=3))[0] for one_ in (rain, more))
    assert wetter <= drier


def drying_by_hand(pairs):
    """Days without 1 mm in air of 70 % at most, two in a row or more."""
    total = run = 0
    for rain, humidity in [*pairs[INSIDE], (9.0, 99.0)]:
        if rain < 1 and humidity <= 70:
            run += 1
            continue
        total += run if run >= 2 else 0
        run = 0
    return total


@given(RAIN, st.lists(st.sampled_from([50.0, 70.0, 71.0, NAN]), min_size=12, max_size=12))
def test_a_day_known_to_be_wet_or_damp_needs_nothing_else(rain, humidity):
    rain, holes = few_holes(rain, 3)
    humidity, damp_holes = few_holes(humidity, 3, 50.0)
    answers = set()
    for wet in every_answer(rain, holes, [0.0, 9.0], tuple):
        for damp in every_answer(humidity, damp_holes, [50.0, 90.0], tuple):
            answers.add(drying_by_hand(list(zip(wet, damp, strict=True))))
    found = one(drying_days([rain], SEASON, run=2, humidity=[humidity], damp=70.0))
    assert_exact(found, answers)


@given(RAIN, st.integers(1, 4))
def test_without_humidity_they_are_days_in_dry_spells(rain, run):
    assert one(drying_days([rain], SEASON, run=run)) == one(days_in_dry_spells([rain], SEASON, days=run))


@given(st.lists(st.integers(0, 9), min_size=10, max_size=40), st.integers(0, 9))
def test_ranks_are_those_of_scipy(record, value):
    from scipy.stats import percentileofscore

    known = np.ones((1, len(record)))
    found, outcome = rank_in_record([[value]], [[1]], [record], known)
    assert outcome.tolist() == [[1]]
    assert found[0, 0] == pytest.approx(percentileofscore(record, value, kind="mean"), rel=1e-6)


def test_of_thirty_different_seasons_ten_are_in_each_third():
    record, known = np.arange(30.0)[None], np.ones((1, 30), np.uint8)
    rank, _ = rank_in_record(record, known, record, known)
    assert (rank < 100 / 3).sum() == 10
    assert (rank > 200 / 3).sum() == 10
    assert rank[0, 0] == pytest.approx(100 * 0.5 / 30)


def test_a_record_too_short_has_no_ranks_and_an_unknown_season_none_either():
    record, known = np.arange(12.0)[None], np.ones((1, 12), np.uint8)
    known[0, :3] = 0
    assert rank_in_record([[5]], [[1]], record, known)[1].tolist() == [[Outcome.UNKNOWN]]
    # The unknown three are not counted: of the other nine (3 to 11) two are below 5, and 5 itself counts half.
    rank, outcome = rank_in_record([[5, 5]], [[1, 0]], record, known, least_seasons=9)
    assert outcome.tolist() == [[1, 0]]
    assert rank[0, 0] == pytest.approx(100 * 2.5 / 9)
    with pytest.raises(Refused, match="of the same cells"):
        rank_in_record([[5]], [[1]], np.zeros((2, 12)), np.ones((2, 12)))


def test_wrong_use_is_refused_all_at_once():
    rain = np.zeros((1, 12))
    for refused, problems in (
        (lambda: drying_days(rain, SEASON, run=0, operator="<"), 2),
        (lambda: drought_signs(rain, SEASON, least_rain=-1, dry_spell=0), 2),
        (lambda: rain_of_heavy_days(rain, SEASON, heavy=-1, operator="="), 2),
    ):
        with pytest.raises(Refused) as refusal:
            refused()
        assert len(refusal.value.problems) == problems
