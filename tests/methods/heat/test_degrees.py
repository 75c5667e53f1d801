"""Degree days, chill, frost dates, growing season: by hand, plainly, by law, and under every filling."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.methods.heat.chill import chill_portions, chill_units, hourly_temperature
from climserv.methods.heat.degree_days import METHODS, degree_days, degree_days_within_day
from climserv.methods.heat.frost import first_autumn_frost, last_spring_frost
from climserv.methods.heat.growing import growing_season_length
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Refused

from ..seasons.fillings import NAN, assert_exact, every_answer, few_holes, may, one
from ..series import CALENDARS, days_of_years, seasons_of

HAPPENED, NOT, UNKNOWN = Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN, Outcome.UNKNOWN
DAY = may(1, 1, 1)
EXTREMES = st.tuples(st.floats(265, 315, width=32), st.floats(265, 315, width=32))


def of_day(low, high, **rule):
    return one(degree_days_within_day([[low]], [[high]], DAY, **rule))[0]


def curve(low, high, method, steps=20000):
    """Temperatures of a day, evenly spaced in time."""
    share = (np.arange(steps) + 0.5) / steps
    if method == "single_sine":
        return 0.5 * (low + high) + 0.5 * (high - low) * np.sin(2 * np.pi * share)
    return low + (high - low) * (1 - np.abs(2 * share - 1))


@given(EXTREMES, st.floats(270, 300), st.floats(0, 20), st.sampled_from(["single_triangle", "single_sine"]))
def test_the_areas_are_those_under_the_curve(extremes, lower, more, method):
    low, high = sorted(map(float, extremes))
    area = (np.clip(curve(low, high, method), lower, lower + more) - lower).mean()
    assert of_day(low, high, lower=lower, upper=lower + more, method=method) == pytest.approx(area, abs=2e-3)


@given(EXTREMES, st.floats(270, 300), st.sampled_from(METHODS))
def test_extremes_the_wrong_way_round_change_places(extremes, lower, method):
    one_way, other_way = (of_day(*pair, lower=lower, method=method) for pair in (extremes, extremes[::-1]))
    assert one_way == other_way


@given(EXTREMES, st.floats(270, 300), st.floats(0, 9), st.floats(0, 9), st.sampled_from(METHODS))
def test_a_higher_base_and_a_lower_top_never_give_more(extremes, lower, more, room, method):
    wide = of_day(*extremes, lower=lower, upper=lower + more + room, method=method)
    narrow = of_day(*extremes, lower=lower + more, upper=lower + more + room, method=method)
    low_top = of_day(*extremes, lower=lower, upper=lower + room, method=method)
    assert narrow <= wide + 1e-4
    assert low_top <= wide + 1e-4


def test_degree_days_of_means_with_missing_days():
    tas = [[280, 284, NAN, 300, 283]]
    season = may(1, 5, 5)
    assert one(degree_days(tas, season, lower=283)) == (None, UNKNOWN)
    assert one(degree_days(tas, season, lower=283, missing=1)) == (18, HAPPENED)
    assert one(degree_days(tas, season, lower=283, upper=293, missing=1)) == (11, HAPPENED)
    assert one(degree_days_within_day(tas, tas, season, lower=283, missing=1)) == (18, HAPPENED)


def slow_hours(low, high, following, light):
    """Linvill's curve, hour by hour from sunrise."""
    hours = []
    for hour in range(24):
        if hour < light:
            hours.append(low + (high - low) * math.sin(math.pi * hour / (light + 4)))
        else:
            sunset = low + (high - low) * math.sin(math.pi * light / (light + 4))
            hours.append(sunset - (sunset - following) / math.log(25 - light) * math.log(hour + 1 - light))
    return hours


def slow_portions(hours):
    """The Dynamic model as Erez wrote its spreadsheet, over hourly temperatures [K]."""
    portions, built = 0.0, 0.0
    for before, now in pairwise(hours):
        step = math.exp(1.6 * 277 * (before - 277) / before)
        left = built - built * step / (1 + step) if built >= 1 else built
        balance = 139500 / 2.567e18 * math.exp((12888.8 - 4153.5) / now)
        built = balance - (balance - left) * math.exp(-2.567e18 * math.exp(-12888.8 / now))
        step = math.exp(1.6 * 277 * (now - 277) / now)
        portions += built * step / (1 + step) if built >= 1 else 0
    return portions


def slow_units(hours):
    """Richardson's table, in degrees Celsius."""
    bounds, weights = (1.4, 2.4, 9.1, 12.4, 15.9, 18.0), (0, 0.5, 1, 0.5, 0, -0.5, -1)
    return sum(weights[np.searchsorted(bounds, hour - 273.15)] for hour in hours)


def test_chill_as_the_plain_way_counts_it(rng):
    low = (rng.normal(276, 4, 40)).astype(np.float32)
    high = low + rng.uniform(2, 14, 40).astype(np.float32)
    day = np.arange(1, 41)
    declination = 0.409 * np.sin(2 * np.pi * day / 365 - 1.39)
    light = 24 / np.pi * np.arccos(-np.tan(np.deg2rad(41)) * np.tan(declination))
    following = np.append(low[1:], low[-1])
    hours = [slow_hours(*map(float, each)) for each in zip(low, high, following, light, strict=True)]
    found = hourly_temperature([low], [high], latitude=41, day=day)
    np.testing.assert_allclose(found[0], hours, atol=2e-4)
    season = may(1, 31, 40)
    inside = [hour for each in hours[:31] for hour in each]
    place = {"latitude": 41, "day": day}
    assert one(chill_portions([low], [high], season, **place))[0] == pytest.approx(slow_portions(inside), rel=1e-6)
    assert one(chill_units([low], [high], season, **place))[0] == slow_units(inside)


def test_the_highest_is_due_two_hours_before_sunset_and_the_curve_has_no_step():
    hours = hourly_temperature([[280, 276]], [[290, 290]], latitude=0, day=[80, 81])[0, 0]
    assert hours.argmax() == 8
    assert hours[12] == pytest.approx(280 + 10 * math.sin(math.pi * 12 / 16), abs=0.01)
    assert hours[23] - 276 < hours[22] - hours[23] + 0.5


def test_a_missing_day_of_chill():
    cool = np.full((1, 6), 278.15)
    hole = cool.copy()
    hole[0, 2] = NAN
    place = {"latitude": 45, "day": np.arange(1, 7)}
    season = may(1, 6, 6)
    assert one(chill_units(hole, cool, season, **place)) == (None, UNKNOWN)
    assert one(chill_units(hole, cool, season, missing=1, **place)) == (5 * 24, HAPPENED)
    assert one(chill_portions(cool, hole, season, **place)) == (None, UNKNOWN)


def test_chill_refuses_what_does_not_fit():
    cool = np.full((2, 6), 278.15)
    for wrong in ({"latitude": [1, 2, 3], "day": np.arange(1, 7)}, {"latitude": 1, "day": np.arange(0, 6)}):
        with pytest.raises(Refused):
            chill_units(cool, cool, may(1, 6, 6), **wrong)


TEMPERATURES = st.lists(st.sampled_from([268.0, 273.15, 274.0, 280.0, NAN]), min_size=10, max_size=10)


@settings(max_examples=150)
@given(TEMPERATURES, st.sampled_from(["<", "<="]), st.booleans())
def test_frost_dates_are_known_when_every_filling_says_the_same(tasmin, operator, spring):
    tasmin, holes = few_holes(tasmin, instead=280.0)

    def slow(filled):
        frost = [d - 2 for d in range(2, 8) if filled[d] < 273.15 or (operator == "<=" and filled[d] == 273.15)]
        return float(frost[-1 if spring else 0]) if frost else None

    answers = every_answer(tasmin, holes, (250.0, 273.15, 290.0), slow)
    search = last_spring_frost if spring else first_autumn_frost
    stored = np.float32(tasmin)
    assert_exact(one(search([stored], may(3, 8, 10), operator=operator)), answers)


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from([270.0, 278.15, 285.0, 285.0, NAN]), min_size=12, max_size=12),
    st.integers(1, 3),
    st.integers(1, 11),
)
def test_a_growing_season_is_known_when_every_filling_says_the_same(tas, window, middle):
    tas, holes = few_holes(tas, instead=285.0)

    def slow(filled):
        warm = [x > 278.15 for x in filled]
        starts = [d for d in range(middle) if d + window <= 12 and all(warm[d : d + window])]
        if not starts:
            return None
        ends = [d for d in range(max(middle, starts[0]), 13 - window) if not any(warm[d : d + window])]
        return float((ends[0] if ends else 12) - starts[0])

    answers = every_answer(tas, holes, (260.0, 278.15, 299.0), slow)
    found = growing_season_length([np.float32(tas)], may(1, 12, 12), middle=(5, 1 + middle), window=window)
    assert_exact(one(found), answers)


@pytest.mark.parametrize("calendar", CALENDARS)
def test_a_growing_season_south_of_the_equator_in_every_calendar(calendar):
    days = days_of_years(range(2000, 2003), calendar)
    tas = [[285.0 if month >= 9 or month <= 4 else 270.0 for _, month, _ in days]]
    years = seasons_of(days, (7, 1), (6, 30), calendar)
    value, outcome = growing_season_length(tas, years, middle=(1, 1))
    assert (outcome == HAPPENED).all()
    opens = [sum((m >= 9 and y == year) or (m <= 4 and y == year + 1) for y, m, _ in days) for year in (2000, 2001)]
    assert value.tolist() == [opens]


def test_wrong_use_is_refused_with_all_faults_at_once():
    values = [[280.0] * 6]
    season = may(1, 6, 6)
    with pytest.raises(Refused) as refusal:
        degree_days_within_day(values, values, season, lower=290, upper=280, method="cosine", missing=-1)
    assert len(refusal.value.problems) == 3
    with pytest.raises(Refused, match="the middle is not in the season"):
        growing_season_length(values, season, middle=(7, 1))
    with pytest.raises(Refused):
        last_spring_frost(values, season, operator=">")
    with pytest.raises(Refused, match="of the same cells"):
        degree_days_within_day(values, values * 2, season, lower=280)
