"""Wet days, sums, the wettest days, rain of a wet day, thresholds of each day: by hand, plainly, and by law."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.methods.calendars import season_so_far
from climserv.methods.seasons.amounts import rain_per_wet_day, seasonal_total, wettest_days
from climserv.methods.seasons.counting import days_above_each, wet_days
from climserv.methods.seasons.onset import rainy_season_onset
from climserv.methods.seasons.rules import OPERATORS, least_passing
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Refused

from ..series import days_between
from .fillings import NAN, may, one

HAPPENED, NOT, UNKNOWN = Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN, Outcome.UNKNOWN
COMPARE = {">": np.greater, ">=": np.greater_equal, "<": np.less, "<=": np.less_equal}
RAIN = st.lists(st.sampled_from([0.0, 0.3, 1.0, 2.5, 17.0, NAN]), min_size=12, max_size=12)
SEASON = may(3, 9, 12)
INSIDE = slice(2, 9)


def rule_of(days, missing):
    """Outcome of a count under a rule for missing days."""
    gone = int(np.isnan(days).sum())
    return gone <= (0 if missing == "any" else missing) and gone < len(days)


@given(st.floats(0, 500, width=32), st.floats(0, 500), st.sampled_from(OPERATORS))
def test_one_comparison_stands_for_each_operator(value, threshold, operator):
    passes = (np.float32(value) >= least_passing(threshold, operator)) == (operator in (">", ">="))
    assert passes == COMPARE[operator](float(value), threshold)


@given(RAIN, st.sampled_from(OPERATORS), st.sampled_from([0.3, 1.0, 17.0]), st.sampled_from(["any", 0, 2, 7]))
def test_wet_days_as_numpy_counts_them(rain, operator, wet_day, missing):
    inside = np.array(rain[INSIDE])
    known = inside[~np.isnan(inside)]
    number, outcome = one(wet_days([rain], SEASON, wet_day=wet_day, operator=operator, missing=missing))
    if rule_of(inside, missing):
        assert (number, outcome) == (COMPARE[operator](known, wet_day).sum(), HAPPENED)
    else:
        assert (number, outcome) == (None, UNKNOWN)


@pytest.mark.parametrize("threshold", [0.85, 0.1, 2.54])
def test_a_threshold_is_itself_after_a_conversion_of_units(threshold):
    rain = (np.full((1, 12), threshold) / 86400).astype(np.float32) * np.float32(86400)
    assert [one(wet_days(rain, SEASON, wet_day=threshold, operator=op))[0] for op in OPERATORS] == [0, 7, 0, 7]


@given(RAIN, st.sampled_from(["any", 0, 2, 7]))
def test_sums_as_numpy_adds_them(rain, missing):
    inside = np.array(rain[INSIDE], np.float32)
    known = inside[~np.isnan(inside)].astype(np.float64)
    total, outcome = one(seasonal_total([rain], SEASON, missing=missing))
    mean, of_mean = one(rain_per_wet_day([rain], SEASON, missing=missing))
    if not rule_of(inside, missing):
        assert (total, outcome, mean, of_mean) == (None, UNKNOWN, None, UNKNOWN)
        return
    assert (total, outcome) == (np.float32(known.sum()), HAPPENED)
    wet = known[known >= 1]
    assert of_mean == (HAPPENED if wet.size else NOT)
    assert mean == (pytest.approx(wet.mean()) if wet.size else None)


@pytest.mark.parametrize("day", [2, 6, 8])
def test_the_wettest_days_on_either_side_of_a_missing_one(day):
    """Windows before and after the missing day compete: the larger is told, wherever it lies."""
    rain = [0.0, 0, 1, 3, 5, NAN, 2, 4, 9, 0, 0, 0]
    rain[day] += 20
    value, begin, outcome = (part[0, 0] for part in wettest_days([rain], SEASON, days=2, missing=1))
    best = max((rain[n] + rain[n + 1], -n) for n in range(2, 8) if not np.isnan(rain[n] + rain[n + 1]))
    assert (value, begin + 2, outcome) == (best[0], -best[1], HAPPENED)


@settings(max_examples=200)
@given(RAIN, st.integers(1, 8), st.sampled_from(["any", 1, 3, 7]))
def test_the_wettest_days_as_every_window_gives_them(rain, days, missing):
    inside = np.array(rain[INSIDE], np.float32).astype(np.float64)
    windows = [inside[n : n + days].sum() for n in range(7 - days + 1)]
    known = [total for total in windows if not np.isnan(total)]
    value, day, outcome = (part[0, 0] for part in wettest_days([rain], SEASON, days=days, missing=missing))
    if days > 7:
        assert (np.isnan(value), np.isnan(day), outcome) == (True, True, NOT)
    elif rule_of(inside, missing) and known:
        assert outcome == HAPPENED
        assert value == pytest.approx(max(known))
        assert windows[int(day)] == pytest.approx(max(known))
        assert all(np.isnan(total) or total < max(known) * (1 - 1e-6) for total in windows[: int(day)])
    else:
        assert (np.isnan(value), np.isnan(day), outcome) == (True, True, UNKNOWN)


@given(RAIN, st.integers(1, 6))
def test_more_days_never_bring_less_rain(rain, days):
    rain = [0.0 if np.isnan(x) else x for x in rain]
    fewer, more = (one(wettest_days([rain], SEASON, days=n)[::2])[0] for n in (days, days + 1))
    assert fewer <= more
    assert more <= one(seasonal_total([rain], SEASON))[0]


@given(RAIN, st.sampled_from(OPERATORS), st.lists(st.sampled_from([0.3, 1.0, 2.0, NAN]), min_size=3, max_size=3))
def test_a_threshold_for_each_group(rain, operator, thresholds):
    group = np.arange(12) % 3
    inside, own = np.array(rain[INSIDE]), np.array(thresholds)[group[INSIDE]]
    number, outcome = one(days_above_each([rain], SEASON, [thresholds], group, operator=operator))
    if np.isnan(inside).any() or np.isnan(own).any():
        assert (number, outcome) == (None, UNKNOWN)
    else:
        assert (number, outcome) == (COMPARE[operator](np.float32(inside), np.float32(own)).sum(), HAPPENED)


def test_a_season_without_a_known_day_is_unknown_under_every_rule():
    empty = np.full((1, 12), np.nan)
    for missing in ("any", 99):
        assert one(wet_days(empty, SEASON, missing=missing)) == (None, UNKNOWN)
        assert one(seasonal_total(empty, SEASON, missing=missing)) == (None, UNKNOWN)
        assert one(wettest_days(empty, SEASON, missing=missing)[::2]) == (None, UNKNOWN)


def test_a_season_so_far_counts_the_days_there_are_and_calls_no_event_off():
    days = days_between((2001, 5, 1), (2001, 5, 12))
    now = season_so_far(*zip(*days, strict=True), start=(5, 6), end=(7, 31), calendar="standard")
    dry, wet = [0.0] * 12, [0.0] * 8 + [12.0, 12.0, 3.0, 0.0]
    assert (now.so_far.tolist(), now.present.tolist(), now.labels) == ([True], [7], ["2001"])
    assert one(seasonal_total([wet], now)) == (27, HAPPENED)
    rule = {"amount": 20, "window": 3, "look_ahead": 0}
    assert one(rainy_season_onset([dry], now, **rule)) == (None, UNKNOWN)
    assert one(rainy_season_onset([wet], now, **rule)) == (3, HAPPENED)
    # With a look-ahead of 10 days the start is not certain yet; nor is it when the days so far were not all there.
    assert one(rainy_season_onset([wet], now, **{**rule, "look_ahead": 10, "dry_spell": 5})) == (None, UNKNOWN)
    late = days_between((2001, 5, 8), (2001, 5, 12))
    assert len(season_so_far(*zip(*late, strict=True), start=(5, 6), end=(7, 31), calendar="standard")) == 0


@pytest.mark.parametrize("calendar", ["standard", "noleap", "360_day"])
def test_a_season_so_far_over_new_year(calendar):
    days = [(2000, 12, 29), (2000, 12, 30), *([(2000, 12, 31)] if calendar != "360_day" else []), (2001, 1, 1)]
    now = season_so_far(*zip(*days, strict=True), start=(12, 30), end=(2, 10), calendar=calendar)
    length = {"standard": 43, "noleap": 43, "360_day": 41}[calendar]
    assert (now.labels, now.present.tolist(), now.length.tolist()) == (["2000-01"], [len(days) - 1], [length])
    ended = season_so_far(*zip(*days, strict=True), start=(12, 30), end=(1, 1), calendar=calendar)
    assert len(ended) == 0


def test_wrong_use_is_refused_with_all_faults_at_once():
    for function, wrong, faults in (
        (wet_days, {"operator": "=>", "missing": "some", "wet_day": -1}, 3),
        (rain_per_wet_day, {"operator": "<", "missing": -1, "wet_day": NAN}, 3),
        (wettest_days, {"days": 0, "missing": "few"}, 2),
        (seasonal_total, {"missing": "few"}, 1),
    ):
        with pytest.raises(Refused) as refusal:
            function([[0] * 12], SEASON, **wrong)
        assert len(refusal.value.problems) == faults
