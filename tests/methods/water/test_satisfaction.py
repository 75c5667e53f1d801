"""Water satisfaction and planting: by hand, by law, and against every filling of the missing days."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.methods.water.balance import soil_water_balance
from climserv.methods.water.crops import Crop
from climserv.methods.water.planting import (
    chances,
    crop_success,
    no_long_dry_spell,
    rain_by_planting_day,
    rain_enough_by_planting_day,
    season_long_enough,
)
from climserv.methods.water.satisfaction import (
    planting_water,
    requirement_reached,
    requirement_reached_by_planting_day,
    satisfaction_by_planting_day,
    water_requirement_satisfaction,
)
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Refused

from ..series import days_between, days_of_years, seasons_of

NAN = float("nan")
DAYS = days_between((2001, 5, 1), (2001, 5, 12))
MAY = seasons_of(DAYS, (5, 1), (5, 6))
MILLET = Crop(stages=(1, 2, 2, 1), kc=(0.4, 1.2, 0.5), depletion=0.5, roots=(0.1, 0.4))
SOIL = {"available": 60.0, "start": 0.3, "deep": 0.3}
FILLINGS = (0.0, 1.0, 4.0, 9.0, 30.0, 500.0)
RAIN = st.lists(st.sampled_from([0.0, 0.0, 2.0, 6.0, 20.0, NAN]), min_size=12, max_size=12)
ET0 = [3.0, 6.0, 9.0, 2.0, 7.0, 5.0, 8.0, 4.0, 6.0, 3.0, 9.0, 5.0]


def fillings(rain, least=4):
    """The series with every filling of its missing days, `least` of them at most; the rest are made dry."""
    holes = [day for day, amount in enumerate(rain) if np.isnan(amount)][:least]
    rain = [0.0 if np.isnan(amount) and day not in holes else amount for day, amount in enumerate(rain)]
    filled = []
    for filling in product(FILLINGS, repeat=len(holes)):
        one = list(rain)
        for day, amount in zip(holes, filling, strict=True):
            one[day] = amount
        filled.append(one)
    return [NAN if day in holes else amount for day, amount in enumerate(rain)], np.array(filled, np.float32)


@settings(max_examples=40)
@given(RAIN, st.integers(0, 5), st.booleans(), st.sampled_from([30.0, 60.0, 90.0]))
def test_what_is_known_of_wrsi_holds_under_every_filling(rain, planting, adjust, bar):
    rain, filled = fillings(rain)
    et0 = np.tile(np.float32(ET0), (len(filled), 1))
    rule = {"planting": planting, "crop": MILLET, "adjust": adjust, **SOIL}
    books = soil_water_balance(filled, et0, MAY, **rule)
    shares = 100 * books.evapotranspiration[:, 0] / books.requirement[:, 0]
    value, outcome = water_requirement_satisfaction([rain], [ET0], MAY, **rule)
    reached = requirement_reached([rain], [ET0], MAY, at_least=bar, **rule)
    if outcome[0, 0] == Outcome.HAPPENED:
        np.testing.assert_allclose(shares, value[0, 0], rtol=1e-6)
    else:
        assert np.isnan(value[0, 0])
        assert np.ptp(shares) > 0
    assert (outcome == Outcome.HAPPENED).tolist() == (~np.isnan(value)).tolist()
    if np.isclose(shares, bar).any():
        return
    known = {Outcome.HAPPENED: {True}, Outcome.DID_NOT_HAPPEN: {False}, Outcome.UNKNOWN: {True, False}}
    assert set((shares >= bar).tolist()) == known[Outcome(reached[0, 0])]


@given(RAIN, st.integers(0, 11), st.floats(0, 40), st.booleans(), st.sampled_from([8.0, 60.0]))
def test_more_rain_never_satisfies_less(rain, day, more, adjust, available):
    wetter = list(np.nan_to_num(rain))
    wetter[day] += more
    both = [np.nan_to_num(rain), wetter]
    rule = {"crop": MILLET, "adjust": adjust, **SOIL, "available": available}
    value, _ = satisfaction_by_planting_day(both, [ET0] * 2, MAY, **rule)
    assert (value[1] >= value[0] - 1e-4).all()


@given(RAIN)
def test_each_planting_day_is_that_day_alone(rain):
    by_day, known = satisfaction_by_planting_day([rain], [ET0], MAY, crop=MILLET, **SOIL)
    reached = requirement_reached_by_planting_day([rain], [ET0], MAY, crop=MILLET, at_least=50, **SOIL)
    for day in range(6):
        rule = {"planting": day, "crop": MILLET, **SOIL}
        value, outcome = water_requirement_satisfaction([rain], [ET0], MAY, **rule)
        assert value[0, 0].tobytes() == by_day[0, 0, day].tobytes()
        assert outcome[0, 0] == known[0, 0, day]
        assert requirement_reached([rain], [ET0], MAY, at_least=50, **rule)[0, 0] == reached[0, 0, day]


def test_a_known_share_below_a_threshold_has_happened():
    """50 % reaches no 60 %, and is a value all the same."""
    dekads = seasons_of(days_between((2001, 5, 1), (2001, 5, 4)), (5, 1), (5, 4))
    millet = Crop(stages=(4, 0, 0, 0), kc=(1.0, 1.0, 1.0), depletion=0.5)
    rule = {"planting": 0, "crop": millet, "available": 80, "start": 0.0}
    value, outcome = water_requirement_satisfaction([[60, 20, 0, 0]], [[40] * 4], dekads, **rule)
    assert (value.item(), outcome.item()) == (50, Outcome.HAPPENED)
    assert requirement_reached([[60, 20, 0, 0]], [[40] * 4], dekads, at_least=60, **rule) == Outcome.DID_NOT_HAPPEN
    holed = [[60, 20, NAN, 0]]
    value, outcome = water_requirement_satisfaction(holed, [[40] * 4], dekads, **rule)
    assert outcome == Outcome.UNKNOWN
    assert requirement_reached(holed, [[40] * 4], dekads, at_least=50, **rule) == Outcome.HAPPENED
    with pytest.raises(Refused, match="at_least"):
        requirement_reached(holed, [[40] * 4], dekads, at_least=NAN, **rule)


YEARS = days_of_years([2001, 2002], "noleap")
SPRING = seasons_of(YEARS, (3, 1), (5, 31), "noleap")
LATE_RAIN = np.where(np.arange(730) >= 670, 50.0, 0.0)[None]
LONG = Crop(stages=(40, 0, 0, 0), kc=(1.0, 1.0, 1.0), depletion=0.5)
SPRING_SOIL = {"crop": LONG, "available": 100.0, "start": 0.0}


@pytest.mark.parametrize("planting", [-100, -5, 10.7, NAN, math.inf, 92, 400])
def test_a_day_that_is_none_of_the_season_is_refused(planting):
    for method in (water_requirement_satisfaction, soil_water_balance):
        with pytest.raises(Refused, match="planting"):
            method(LATE_RAIN, np.full((1, 730), 5.0), SPRING, planting=planting, **SPRING_SOIL)


@pytest.mark.parametrize("day", [NAN, -1.0, -100.0, 400.0, math.inf])
def test_planting_at_an_impossible_day_is_unknown_and_never_reads_the_end_of_the_record(day):
    pair = (np.array([[day, 5.0]]), np.ones((1, 2)))
    et0 = np.full((1, 730), 5.0)
    value, outcome = water_requirement_satisfaction(LATE_RAIN, et0, SPRING, planting=pair, **SPRING_SOIL)
    assert outcome.tolist() == [[Outcome.UNKNOWN, Outcome.HAPPENED]]
    assert np.isnan(value).tolist() == [[True, False]]
    books = soil_water_balance(LATE_RAIN, et0, SPRING, planting=pair, **SPRING_SOIL)
    assert np.isnan(books.end).tolist() == [[True, False]]
    assert pair[1].tolist() == [[1, 1]]


def test_part_of_a_day_is_refused_and_an_onset_told_late_is_not():
    et0 = np.full((1, 730), 5.0)
    late = (np.array([[94.0, 91.0]]), np.ones((1, 2)))
    assert (water_requirement_satisfaction(LATE_RAIN, et0, SPRING, planting=late, **SPRING_SOIL)[1] == 1).all()
    part = (np.array([[10.5, 91.0]]), np.ones((1, 2)))
    with pytest.raises(Refused, match="whole day"):
        water_requirement_satisfaction(LATE_RAIN, et0, SPRING, planting=part, **SPRING_SOIL)


def test_unplanted_unknown_and_past_the_record():
    rule = {"crop": MILLET, **SOIL}
    for outcome in (Outcome.UNKNOWN, Outcome.DID_NOT_HAPPEN):
        pair = (np.array([[NAN]]), np.array([[outcome]]))
        assert water_requirement_satisfaction([[9] * 12], [ET0], MAY, planting=pair, **rule)[1] == outcome
    ends = seasons_of(DAYS, (5, 7), (5, 12))
    _, outcome = satisfaction_by_planting_day([[9] * 12], [ET0], ends, **rule)
    assert outcome.tolist() == [[[1, 0, 0, 0, 0, 0]]]
    et0 = [*ET0[:3], NAN, *ET0[4:]]
    _, outcome = satisfaction_by_planting_day([[9] * 12], [et0], MAY, **rule)
    assert outcome.tolist() == [[[0, 0, 0, 0, 1, 1]]]


def test_the_bucket_of_fews_net():
    """Senay and Verdin (2003), by hand: a bucket of 100 mm, critical at 45 mm, four dekads with WR of 40 mm each.

    30: 30 < 45, AET = 30 / 45 x 40 = 26.67, left 3.33. 20: 23.33 / 45 x 40 = 20.74, left 2.59.
    150: full, AET 40, left 100 of 112.59. 0: AET 40. Sum 127.41 of 160 is 79.6 %.
    """
    dekads = seasons_of(days_between((2001, 5, 1), (2001, 5, 4)), (5, 1), (5, 4))
    maize = Crop(stages=(4, 0, 0, 0), kc=(1.0, 1.0, 1.0), depletion=0.55)
    value, _ = water_requirement_satisfaction(
        [[30, 20, 150, 0]], [[40] * 4], dekads, planting=0, crop=maize, available=100, start=0
    )
    assert value[0, 0] == pytest.approx(79.63, abs=0.005)


STORE = {"amount": 12.0, "capacity": 30.0, "kc": 0.5, "depletion": 0.2}


@settings(max_examples=40)
@given(RAIN, st.sampled_from([8.0, 12.0, 25.0]))
def test_planting_water_is_known_when_every_filling_says_the_same(rain, amount):
    rain, filled = fillings(rain)
    rule = {**STORE, "amount": amount}
    days, outcomes = planting_water(filled, np.tile(np.float32(ET0), (len(filled), 1)), MAY, **rule)
    assert (outcomes != Outcome.UNKNOWN).all()
    answers = {None if np.isnan(day) else float(day) for day in days[:, 0]}
    day, outcome = planting_water([rain], [ET0], MAY, **rule)
    if len(answers) > 1:
        assert outcome[0, 0] == Outcome.UNKNOWN
    else:
        assert outcome[0, 0] == (Outcome.DID_NOT_HAPPEN if answers == {None} else Outcome.HAPPENED)
        assert ({None} if np.isnan(day[0, 0]) else {float(day[0, 0])}) == answers


def test_missing_et0_may_have_been_any():
    rain, et0 = [20.0, *[0.0] * 11], [NAN, *ET0[1:]]
    assert planting_water([rain], [et0], MAY, **STORE)[1] == Outcome.UNKNOWN
    rain = [40.0, 20.0, *[0.0] * 10]
    assert planting_water([rain], [[ET0[0], NAN, *ET0[2:]]], MAY, **STORE)[0] == 0


@settings(max_examples=40)
@given(RAIN, st.integers(1, 4), st.integers(0, 2), st.sampled_from([">=", ">"]))
def test_dry_spells_after_planting_against_every_filling(rain, dry_spell, after, operator):
    rain, filled = fillings(rain)
    rule = {"days": 5, "dry_spell": dry_spell, "after": after, "wet_day": 2.0, "operator": operator}
    outcome = no_long_dry_spell([rain], MAY, **rule)[0, 0]
    for day in range(6):
        answers = set()
        for one in filled:
            days = one[day + after : day + after + 5]
            if len(days) < 5:
                continue
            wet = days >= 2.0 if operator == ">=" else days > 2.0
            answers.add(all(wet[k : k + dry_spell].any() for k in range(6 - dry_spell)))
        known = {frozenset([True]): 1, frozenset([False]): 2, frozenset([True, False]): 0}
        if answers:
            assert outcome[day] == known[frozenset(answers)]


@given(RAIN, st.integers(1, 4), st.floats(0, 60))
def test_rain_against_a_requirement(rain, days, requirement):
    value, known = rain_by_planting_day([rain], MAY, days=days)
    outcome = rain_enough_by_planting_day([rain], MAY, days=days, requirement=requirement)
    assert (known == Outcome.HAPPENED).tolist() == (~np.isnan(value)).tolist()
    for day in range(6):
        part = np.array(rain[day : day + days])
        there = np.nansum(part)
        if np.isnan(part).any():
            assert np.isnan(value[0, 0, day])
            assert outcome[0, 0, day] in ((1,) if there > requirement else (0, 1))
        else:
            assert value[0, 0, day] == there
            assert outcome[0, 0, day] == (1 if there >= requirement * (1 - 1e-6) else 2)


def test_the_length_of_the_rains():
    end = (np.array([[NAN], [NAN], [8.0]]), np.array([[0], [2], [1]]))
    assert season_long_enough(MAY, days=5, end=end).tolist() == [[[0] * 6], [[1] * 6], [[1, 1, 1, 1, 1, 2]]]
    start = (np.array([[2.0], [NAN], [NAN]]), np.array([[1], [2], [0]]))
    found = season_long_enough(MAY, days=5, end=end, start=start)
    assert found.tolist() == [[[2, 2, 0, 0, 0, 0]], [[2] * 6], [[0, 0, 0, 0, 0, 2]]]
    with pytest.raises(Refused) as refusal:
        season_long_enough(MAY, days=0, end=(np.zeros((3, 1)), np.zeros((2, 1))))
    assert len(refusal.value.problems) == 2


def test_three_conditions_alone_and_together_in_a_calendar_of_360_days():
    days = days_of_years(range(2000, 2003), "360_day")
    window = seasons_of(days, (12, 1), (12, 5), "360_day")
    rain = np.array([[12.0 if m in (12, 1) and d % 4 == 1 else 0.0 for _, m, d in days]])
    water = rain_enough_by_planting_day(rain, window, days=40, requirement=110)
    spell = no_long_dry_spell(rain, window, days=20, dry_spell=4)
    length = season_long_enough(window, days=40, end=(np.full((1, len(window)), 41.0), np.ones((1, len(window)))))
    together = crop_success(water, length, spell)
    assert water.tolist() == [[[1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [0] * 5]]
    assert length[0, 0].tolist() == [1, 1, 1, 2, 2]
    assert together[0, 0].tolist() == [1, 1, 1, 2, 2]
    share, known, unknown = chances(together)
    assert known.tolist() == [[2, 2, 2, 3, 3]]
    assert unknown.tolist() == [[1, 1, 1, 0, 0]]
    assert share.tolist() == [[1, 1, 1, 0, 0]]


def test_cutting_the_cells_changes_no_byte():
    rng = np.random.default_rng(7)
    rain = np.where(rng.random((5, 12)) < 0.2, NAN, rng.gamma(0.5, 9, (5, 12))).astype(np.float32)
    et0 = np.tile(np.float32(ET0), (5, 1))
    rule = {"crop": MILLET, **SOIL}
    whole = satisfaction_by_planting_day(rain, et0, MAY, **rule)
    for cell in range(5):
        alone = satisfaction_by_planting_day(rain[[cell]], et0[[cell]], MAY, **rule)
        assert [x[0].tobytes() for x in alone] == [x[cell].tobytes() for x in whole]
