"""Heat waves, heat stress of animals, percentiles as thresholds: by hand, plainly, by law."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.methods.calendars import Timeline
from climserv.methods.heat.cattle import (
    heat_stress_days,
    heat_stress_load,
    longest_heat_stress,
    temperature_humidity_index,
    thi_problems,
)
from climserv.methods.heat.percentiles import DAYS, day_columns, percentile_of_days, percentile_of_groups
from climserv.methods.heat.waves import MEASURES, heat_waves
from climserv.methods.seasons.counting import days_above_each
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Refused

from ..seasons.fillings import NAN, assert_exact, every_answer, few_holes, may, one
from ..series import CALENDARS, days_of_years, seasons_of

HAPPENED, NOT, UNKNOWN = Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN, Outcome.UNKNOWN
SEASON = may(2, 9, 10)
HEAT = st.lists(st.sampled_from([300.0, 308.0, 308.15, 310.0, NAN]), min_size=10, max_size=10)


def slow_waves(hot, measure, days):
    """Runs of hot days from day 1 to 8, word by word."""
    runs, begin = [], None
    for day in range(1, 10):
        if day < 9 and hot[day]:
            begin = day if begin is None else begin
        elif begin is not None:
            runs.append((begin - 1, day - begin))
            begin = None
    runs = [run for run in runs if run[1] >= days]
    if measure == "first_day":
        return float(runs[0][0]) if runs else None
    lengths = [length for _, length in runs]
    return float({"number": len(lengths), "days": sum(lengths), "longest": max(lengths, default=0)}[measure])


@settings(max_examples=200)
@given(HEAT, HEAT, st.booleans(), st.sampled_from(["days", "longest", "first_day"]), st.integers(1, 4))
def test_a_heat_wave_is_known_when_every_filling_says_the_same(tasmax, tasmin, with_nights, measure, days):
    tasmax, holes = few_holes(tasmax, most=3, instead=300.0)
    tasmin, night_holes = few_holes(tasmin, most=3, instead=300.0)
    answers = set()

    def under(nights):
        def slow(heat):
            hot = [x > 308.1 and (not with_nights or y > 308.1) for x, y in zip(heat, nights, strict=True)]
            return slow_waves(hot, measure, days)

        answers.update(every_answer(tasmax, holes, (290.0, 320.0), slow))

    every_answer(tasmin, night_holes if with_nights else [], (290.0, 320.0), under)
    nights = {"tasmin": [tasmin], "night_threshold": 308.1} if with_nights else {}
    found = heat_waves([tasmax], SEASON, measure=measure, threshold=308.1, days=days, **nights)
    assert_exact(one(found), answers)


@given(HEAT, st.integers(1, 4))
def test_the_number_of_heat_waves(tasmax, days):
    number, outcome = one(heat_waves([tasmax], SEASON, measure="number", threshold=308.1, days=days))
    if np.isnan(tasmax[1:9]).any():
        assert (number, outcome) == (None, UNKNOWN)
    else:
        assert (number, outcome) == (slow_waves([x > 308.1 for x in tasmax], "number", days), HAPPENED)


@pytest.mark.parametrize(("operator", "days"), [(">", 0), (">=", 8)])
def test_a_day_at_the_threshold_is_the_operators_business(operator, days):
    at = np.full((1, 10), 35 + 273.15)
    assert one(heat_waves(at, SEASON, measure="days", threshold=308.15, operator=operator)) == (days, HAPPENED)
    nights = {"tasmin": np.full((1, 10), 298.15), "night_threshold": 25 + 273.15}
    assert one(heat_waves(at, SEASON, measure="days", threshold=308.15, operator=operator, **nights))[0] == days


def test_wrong_use_of_heat_waves_is_refused_with_all_faults_at_once():
    with pytest.raises(Refused) as refusal:
        heat_waves([[300.0] * 10], SEASON, measure="size", threshold=-1, days=0, operator="<", night_threshold=290)
    assert len(refusal.value.problems) == 5
    assert set(MEASURES) == {"number", "days", "longest", "first_day"}


@pytest.mark.parametrize(
    ("celsius", "humidity", "thi"), [(25, 60, 72.8), (28, 65, 77.7), (30, 70, 81.4), (33, 60, 84.1)]
)
def test_the_index_of_known_days(celsius, humidity, thi):
    found = temperature_humidity_index([[celsius + 273.15]], [[humidity]])
    assert round(float(found[0, 0]), 1) == thi
    assert thi_problems(found, [[celsius + 273.15]]) == []


@pytest.mark.parametrize(
    ("tas", "hurs", "code"),
    [
        ([[25.0, 30.0]], [[60.0, 70.0]], "temperature.kelvin"),
        ([[77.0, 86.0]], [[60.0, 70.0]], "temperature.kelvin"),
        ([[298.15, 303.15]], [[0.6, 0.7]], "thi.percent"),
        ([[298.15, 303.15]], [[60, 140]], "thi.percent"),
    ],
)
def test_the_unit_trap_is_refused(tas, hurs, code):
    with pytest.raises(Refused) as refusal:
        temperature_humidity_index(tas, hurs)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_an_index_from_celsius_in_the_fahrenheit_form_is_refused():
    """It gives 32 to 39 where 72.8 to 84.1 is right."""
    celsius, humidity = np.array([25.0, 28, 30, 33]), np.array([60.0, 65, 70, 60])
    wrong = celsius - (0.55 - 0.55 * humidity / 100) * (celsius - 58)
    assert wrong.min() > 30
    assert wrong.max() < 40
    for function in (heat_stress_days, heat_stress_load, longest_heat_stress):
        with pytest.raises(Refused, match="degrees Celsius in the formula for Fahrenheit"):
            function([wrong], may(1, 4, 4), threshold=36, tas=[celsius + 273.15])


def test_air_warmer_than_twenty_degrees_never_has_an_index_below_fifty():
    tas, hurs = np.meshgrid(np.linspace(293.15, 330, 60), np.linspace(0.0, 100, 60))
    assert temperature_humidity_index(tas, hurs).min() > 60


THI = st.lists(st.sampled_from([60.0, 71.9, 72.0, 76.0, 83.5, NAN]), min_size=10, max_size=10)


@given(THI, st.sampled_from([72.0, 76.0, 80.0]), st.floats(0, 5))
def test_days_load_and_run_above_a_threshold(thi, threshold, more):
    inside = np.array(thi[1:9])
    number, outcome = one(heat_stress_days([thi], SEASON, threshold=threshold))
    load, of_load = one(heat_stress_load([thi], SEASON, threshold=threshold))
    run, of_run = one(longest_heat_stress([thi], SEASON, threshold=threshold))
    if np.isnan(inside).any():
        assert (outcome, of_load) == (UNKNOWN, UNKNOWN)
        return
    assert (outcome, of_load, of_run) == (HAPPENED, HAPPENED, HAPPENED)
    assert number == (inside >= threshold).sum()
    assert load == pytest.approx(np.clip(inside - threshold, 0, None).sum())
    assert run == slow_waves([x >= threshold for x in thi], "longest", 1)
    assert one(heat_stress_days([thi], SEASON, threshold=threshold + more))[0] <= number
    assert one(heat_stress_load([thi], SEASON, threshold=threshold + more))[0] <= load


ANY_YEAR = days_of_years([2000], "all_leap")


def test_a_percentile_needs_days_beyond_it():
    assert np.isnan(percentile_of_groups([[5.0]], [0], q=0.9, groups=1)).all()
    ten = np.arange(10.0)[None]
    assert percentile_of_groups(ten, [0] * 10, q=0.9, groups=1).tolist() == [[np.float32(8.1)]]
    assert np.isnan(percentile_of_groups(ten[:, 1:], [0] * 9, q=0.9, groups=1)).all()
    assert percentile_of_groups([[5.0]], [0], q=0.9, groups=1, least=1).tolist() == [[5.0]]


def test_days_that_the_baselines_calendar_lacks_borrow_from_the_day_before():
    for calendar, lacking in (("noleap", (2, 29)), ("360_day", (1, 31)), ("360_day", (12, 31))):
        line = Timeline(calendar, *zip(*days_of_years(range(2000, 2003), calendar), strict=True))
        values = np.arange(line.number.size, dtype=np.float32)[None]
        found = percentile_of_days(values, line, q=0.5)[0]
        column = (lacking[0] - 1) * 31 + lacking[1] - 1
        assert found[column] == found[column - 1]


def test_a_group_outside_the_table_is_unknown():
    june = seasons_of([(2001, 6, d) for d in range(1, 5)], (6, 1), (6, 4))
    for group in ([-1, -1, 1, 1], [0, 0, 2000, 1]):
        assert days_above_each([[1, 2, 3, 4]], june, [[0, 3]], group)[1].tolist() == [[UNKNOWN]]
    with pytest.raises(Refused, match="of the same cells"):
        days_above_each([[1, 2, 3, 4]] * 2, june, [[0, 3]], [0, 0, 1, 1])


@pytest.mark.parametrize("calendar", CALENDARS)
def test_percentiles_of_each_day_are_numpys(calendar, rng):
    days = days_of_years(range(2000, 2009), calendar)
    line = Timeline(calendar, *zip(*days, strict=True))
    values = rng.normal(285, 5, (2, len(days))).astype(np.float32)
    values[0, rng.integers(0, len(days), 40)] = np.nan
    found = percentile_of_days(values, line, q=0.9, window=5)
    assert found.shape == (2, DAYS)
    for month, day in ((1, 1), (2, 28), (6, 15), (12, 30)):
        near = [n + k for n, date in enumerate(days) if date[1:] == (month, day) for k in range(-2, 3)]
        near = [n for n in near if 0 <= n < len(days)]
        expected = np.nanquantile(values[:, near].astype(np.float64), 0.9, axis=1)
        np.testing.assert_allclose(found[:, (month - 1) * 31 + day - 1], expected, rtol=1e-7)
    in_use = np.unique(np.append(day_columns(line), day_columns(Timeline("all_leap", *zip(*ANY_YEAR, strict=True)))))
    assert np.isnan(np.delete(found, np.append(in_use, 59 + 1), axis=1)).all()
    assert not np.isnan(found[:, in_use]).any()
    year = seasons_of(days, (1, 1), (12, 31), calendar)
    share = days_above_each(values[1:], year, found[1:], day_columns(line))[0].mean() / 365
    assert 0.05 < share < 0.12


def test_days_across_a_hole_are_no_neighbours():
    line = Timeline("noleap", [2001, 2001, 2001, 2002], [1, 1, 1, 1], [1, 2, 3, 3])
    found = percentile_of_days([[1, 2, 3, 100]], line, q=0.5, window=3)
    assert found[0, :3].tolist() == [1.5, 2, 3]


def test_percentiles_of_months_seasons_and_all_days(rng):
    values = rng.normal(0, 1, (3, 500)).astype(np.float32)
    group = rng.integers(-1, 4, 500)
    found = percentile_of_groups(values, group, q=0.25, groups=5)
    for one_group in range(4):
        expected = np.quantile(values[:, group == one_group].astype(np.float64), 0.25, axis=1)
        np.testing.assert_allclose(found[:, one_group], expected, rtol=1e-6)
    assert np.isnan(found[:, 4]).all()


def test_wrong_use_of_percentiles_is_refused_with_all_faults_at_once():
    line = Timeline("noleap", [2001], [1], [1])
    with pytest.raises(Refused) as refusal:
        percentile_of_days([[1.0]], line, q=90, window=4)
    assert len(refusal.value.problems) == 2
