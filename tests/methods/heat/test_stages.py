"""Ripe by warmth, hot in flower, cold that harms, weather between bounds: by hand, by law, under every filling."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.methods.heat.days import middle_of_day
from climserv.methods.heat.degree_days import cold_degree_days, degree_days
from climserv.methods.heat.stages import degree_days_reached, hot_days_after
from climserv.methods.heat.within import days_within, mean_of_days
from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Refused

from ..seasons.fillings import NAN, assert_exact, every_answer, few_holes, may, one

HAPPENED, NOT, UNKNOWN = Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN, Outcome.UNKNOWN
SEASON = may(1, 10, 10)
WARMTH = st.lists(st.sampled_from([280.0, 285.0, 288.0, 295.0, NAN]), min_size=10, max_size=10)


def slow_ripe(tas, planted, amount, within):
    total = 0.0
    for day in range(planted, planted + within):
        total += min(max(tas[day] - 283.0, 0.0), 10.0)
        if total >= amount * (1 - 1e-6):
            return float(day)
    return None


@settings(max_examples=200)
@given(WARMTH, st.integers(0, 3), st.floats(1, 60), st.integers(1, 7))
def test_ripeness_is_known_when_every_filling_says_the_same(tas, planted, amount, within):
    tas, holes = few_holes(tas, instead=280.0)
    answers = every_answer(tas, holes, (280.0, 320.0), lambda filled: slow_ripe(filled, planted, amount, within))
    rule = {"amount": amount, "lower": 283.0, "upper": 293.0, "within": within}
    assert_exact(one(degree_days_reached([tas], SEASON, [[planted]], [[HAPPENED]], **rule)), answers)


def test_ripe_by_hand():
    # 5 K a day above 283 K: 20 K day are there on the fourth day from planting on day 2, which is day 5.
    tas = np.full((1, 10), 288.0)
    rule = {"amount": 20, "lower": 283, "within": 8}
    assert one(degree_days_reached(tas, SEASON, [[2]], [[HAPPENED]], **rule)) == (5, HAPPENED)
    assert one(degree_days_reached(tas, SEASON, [[2]], [[HAPPENED]], **{**rule, "within": 3})) == (None, NOT)
    # The record ends on day 9: 8 days from day 5 on would be needed to say that 40 K day were not reached.
    assert one(degree_days_reached(tas, SEASON, [[5]], [[HAPPENED]], **{**rule, "amount": 40}))[1] == UNKNOWN


@pytest.mark.parametrize(("known", "told"), [(UNKNOWN, UNKNOWN), (NOT, NOT_A_SEASON), (NOT_A_SEASON, NOT_A_SEASON)])
def test_what_was_not_planted_has_no_season(known, told):
    tas = np.full((1, 10), 288.0)
    assert one(degree_days_reached(tas, SEASON, [[2]], [[known]], amount=5, lower=283, within=3)) == (None, told)
    assert one(hot_days_after(tas, SEASON, [[2]], [[known]], wait=0, days=2, threshold=280)) == (None, told)


@given(WARMTH, st.integers(0, 9), st.integers(0, 5), st.integers(1, 5), st.sampled_from([">", ">="]))
def test_hot_days_of_a_stage(tasmax, planted, wait, days, operator):
    found = one(hot_days_after([tasmax], SEASON, [[planted]], [[HAPPENED]], wait=wait, days=days, threshold=288.0,
                               operator=operator))  # fmt: skip
    stage = tasmax[planted + wait : planted + wait + days]
    if len(stage) < days or np.isnan(stage).any():
        assert found == (None, UNKNOWN)
    else:
        hot = sum(day > 288 or (operator == ">=" and day == 288) for day in stage)
        assert found == (hot, HAPPENED)


@given(WARMTH, st.floats(270, 300))
def test_cold_and_warmth_about_a_base_are_the_departures_from_it(tas, base):
    cold, told = one(cold_degree_days([tas], SEASON, base=base))
    warmth, same = one(degree_days([tas], SEASON, lower=base))
    assert told == same
    if told == HAPPENED:
        assert warmth - cold == pytest.approx(float(np.sum(np.asarray(tas) - base)), abs=1e-3)
        assert cold >= 0


@pytest.mark.filterwarnings("ignore:The 'name' property")
def test_cold_as_xclim_adds_it_up():
    xclim = pytest.importorskip("xclim")
    xarray = pytest.importorskip("xarray")
    tas = 288 + 8 * np.sin(np.arange(10.0))
    days = {"time": xarray.date_range("2001-05-01", periods=10)}
    theirs = xclim.indices.heating_degree_days(
        xarray.DataArray(tas, days, ["time"], attrs={"units": "K"}), thresh="290 K", freq="YS"
    )
    assert one(cold_degree_days([tas], SEASON, base=290))[0] == pytest.approx(float(theirs[0]), rel=1e-6)


def slow_within(warm, wet, run):
    good = [283 <= a <= 290 and b >= 2 for a, b in zip(warm, wet, strict=True)]
    lengths = [len(part) for part in "".join(".#"[day] for day in good).split(".")]
    return float(sum(length for length in lengths if length >= run))


@settings(max_examples=200)
@given(WARMTH, st.lists(st.sampled_from([0.0, 2.0, 9.0, NAN]), min_size=10, max_size=10), st.integers(1, 3))
def test_days_within_are_known_when_every_filling_says_the_same(warm, wet, run):
    warm, warm_holes = few_holes(warm, most=3, instead=280.0)
    wet, wet_holes = few_holes(wet, most=3, instead=0.0)
    answers = set()

    def under(filled):
        answers.update(every_answer(wet, wet_holes, (0.0, 5.0), lambda rain: slow_within(filled, rain, run)))

    every_answer(warm, warm_holes, (280.0, 285.0), under)
    found = days_within([([warm], 283.0, 290.0), ([wet], 2.0, None)], SEASON, run=run)
    assert_exact(one(found), answers)


def test_bounds_count_and_a_part_in_a_million_is_nothing():
    rain = np.full((1, 10), 0.85, np.float32)
    assert one(days_within([(rain, 0.85, None)], SEASON)) == (10, HAPPENED)
    assert one(days_within([(rain, None, 0.85)], SEASON)) == (10, HAPPENED)
    assert one(days_within([(rain, 0.86, None)], SEASON)) == (0, HAPPENED)


def test_means_reach_back_before_the_season_and_not_over_the_start_of_the_record():
    # Days 1 to 5 of May have 0, 4, 2, 0, 4 mm; means of two days: -, 2, 3, 1, 2.
    rain = [[0, 4, 2, 0, 4]]
    assert one(days_within([(rain, 2, None)], may(2, 5, 5), over=2)) == (3, HAPPENED)
    assert one(days_within([(rain, 2, None)], may(1, 5, 5), over=2)) == (None, UNKNOWN)
    assert mean_of_days(rain, may(2, 5, 5), days=2)[0, 1:].tolist() == [2, 3, 1, 2]


@pytest.mark.parametrize(
    ("bounded", "what"),
    [
        ([], "nothing is looked at"),
        ([([[1] * 10], None, None)], "neither bound"),
        ([([[1] * 10], 3, 2)], "above the upper"),
        ([([[1] * 10], 0, 2), ([[1] * 10] * 2, 0, 2)], "same cells"),
    ],
)
def test_what_says_nothing_is_refused(bounded, what):
    with pytest.raises(Refused, match=what):
        days_within(bounded, SEASON)


def test_the_middle_of_a_day_lies_between_its_ends():
    low, high = np.float32([[280, 281, NAN]]), np.float32([[290, 284, 290]])
    assert middle_of_day(low, high)[0, :2].tolist() == [285, 282.5]
    assert np.isnan(middle_of_day(low, high)[0, 2])
    with pytest.raises(Refused, match="same cells"):
        middle_of_day(low, [[290, 290, 290]] * 2)


def test_degrees_celsius_are_refused():
    with pytest.raises(Refused, match="kelvin"):
        middle_of_day([[10.0]], [[20.0]])
    with pytest.raises(Refused, match="kelvin"):
        degree_days_reached([[20.0] * 10], SEASON, [[0]], [[1]], amount=10, lower=283, within=3)
    with pytest.raises(Refused, match="kelvin"):
        cold_degree_days([[20.0] * 10], SEASON, base=20)
