"""Changes, agreement, robustness, emergence, warming levels: by hand and by law."""

import netCDF4
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from climserv.methods.ensembles.changes import (
    Robustness,
    agreement,
    change,
    period_mean,
    robustness,
    variability_threshold,
)
from climserv.methods.ensembles.emergence import running_mean, time_of_emergence, warming_level
from climserv.methods.ensembles.members import chance, one_model_one_vote, percentiles
from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Refused

changes = arrays(np.float64, st.integers(3, 12), elements=st.integers(-5, 5))


def test_a_mean_of_dates_is_not_made_where_the_event_did_not_happen():
    outcome = np.array([[1, 1, 1], [1, 2, 1], [1, 0, 0]], np.uint8)
    found = period_mean(np.array([[1.0, 2.0, 3.0]] * 3), outcome, least=2)
    assert found[0] == 2
    assert np.isnan(found[1:]).all()


@pytest.mark.parametrize(
    ("moved", "category"),
    [
        ([2, 2, 2, 2, 2], Robustness.ROBUST),
        ([2, 2, 2, 2, -2], Robustness.ROBUST),
        ([2, 2, 2, -2, -2], Robustness.CONFLICTING),
        ([2, 0.5, 0.5, 0.5, 0.5], Robustness.NO_CHANGE),
        ([2, 2, np.nan, np.nan, np.nan], Robustness.UNKNOWN),
    ],
)
def test_the_three_categories_of_the_atlas(moved, category):
    assert robustness(moved, np.ones(5)) == category


@given(changes)
def test_turning_every_change_round_turns_the_side_and_not_the_share(moved):
    share, side = agreement(moved)
    back, other = agreement(-moved)
    assert (share, side) == (back, -other)
    assert robustness(moved, np.ones(moved.shape)) == robustness(-moved, np.ones(moved.shape))


@given(changes, st.permutations(range(12)))
def test_the_order_of_members_does_not_matter(moved, order):
    moved, order = moved.astype(float), [place for place in order if place < len(moved)]
    assert percentiles(moved, [10, 50, 90]).tolist() == percentiles(moved[order], [10, 50, 90]).tolist()
    assert robustness(moved, np.ones(moved.shape)) == robustness(moved[order], np.ones(moved.shape))


@given(changes, st.integers(1, 4))
def test_counting_a_member_twice_is_giving_it_twice_the_weight(moved, times):
    share, _ = agreement(np.concatenate((moved, [moved[0]] * (times - 1))))
    weighted, _ = agreement(moved, [times] + [1] * (len(moved) - 1))
    assert share == pytest.approx(weighted)


def test_every_model_has_one_vote():
    weights = one_model_one_vote(["A", "A", "A", "B"])
    assert weights.tolist() == pytest.approx([1 / 6, 1 / 6, 1 / 6, 1 / 2])
    assert percentiles([0.0, 0.0, 0.0, 6.0], 75, weights) == pytest.approx(4.5)
    assert percentiles([0.0, 6.0], 75) == pytest.approx(4.5)
    assert percentiles([0.0, 0.0, 0.0, 6.0], 75) == pytest.approx(1.5)


@given(
    st.lists(st.tuples(st.integers(-9, 9), st.floats(0.1, 5)), min_size=1, max_size=8),
    st.integers(0, 7),
    st.lists(st.floats(0.1, 1), min_size=1, max_size=4),
)
def test_copies_that_share_a_weight_change_nothing(members, which, parts):
    """A member may come as several runs: as long as they share its weight, every percentile stays."""
    values, weights = (np.array(column, float) for column in zip(*members, strict=True))
    which, q = which % len(values), [0, 5, 25, 50, 75, 95, 100]
    shared = weights[which] * np.array(parts) / sum(parts)
    split = np.concatenate((np.delete(values, which), [values[which]] * len(parts)))
    found = percentiles(split, q, np.concatenate((np.delete(weights, which), shared)))
    assert found == pytest.approx(percentiles(values, q, weights), abs=1e-9)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=12, unique=True), st.floats(0.1, 9))
def test_equal_weights_give_definition_7(values, weight):
    q = [0, 10, 33, 50, 90, 100]
    expected = np.percentile(np.array(values, float), q)
    assert percentiles(values, q).tolist() == expected.tolist()
    assert percentiles(values, q, [weight] * len(values)) == pytest.approx(expected, abs=1e-9)


def test_the_middle_is_where_the_weight_is():
    """The review's examples: the old way put the middles at 7.5 and 1.51."""
    assert percentiles([0, 0, 0, 10, 20], 50, one_model_one_vote(list("AAABC"))) == pytest.approx(10)
    assert percentiles([1, 2, 3], 50, [0.98, 0.01, 0.01]) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("weights", [[-1, 1, 1], [2.0], [0, 0, 0], [1, 1, np.nan]])
def test_weights_that_cannot_be_used_are_refused(weights):
    for asked in (
        lambda: agreement([1.0, -1.0, 1.0], weights),
        lambda: robustness([1.0, -1.0, 1.0], np.ones(3), weights),
        lambda: percentiles([1.0, -1.0, 1.0], 50, weights),
    ):
        with pytest.raises(Refused, match="weights cannot be used"):
            asked()


def test_one_measure_of_ordinary_years():
    """Two numbers went into the line, so ten years tell as eight; xclim's choice, all ten, is asked for by name."""
    yearly = np.random.default_rng(2).normal(0, 1, 10)
    plain = variability_threshold(yearly, fitted=0)
    assert variability_threshold(yearly) == pytest.approx(plain * np.sqrt(10 / 8))


def test_a_percentile_of_nothing_is_nothing():
    assert np.isnan(percentiles([[np.nan, 1.0], [np.nan, 3.0]], 50)).tolist() == [True, False]


def test_a_chance_keeps_every_member_at_its_weight():
    holds, known = np.array([[1, 1, 0], [0, 0, 0]], bool), np.array([[1, 1, 1], [1, 0, 0]], bool)
    assert chance(holds, known) == pytest.approx(1 / 3)
    assert chance(holds, known, [3, 1]) == pytest.approx(0.5)


def test_percent_of_nothing_is_not_a_number():
    assert np.isnan(change(1.0, 0.0, kind="percent"))


@given(arrays(np.float64, (30,), elements=st.floats(-5, 5)), st.floats(-3, 3), st.floats(-10, 10))
def test_a_straight_line_is_no_variability(yearly, slope, level):
    """The threshold forgets the trend and the level, and keeps the spread."""
    moved = yearly + slope * np.arange(30) + level
    assert variability_threshold(moved) == pytest.approx(variability_threshold(yearly), abs=1e-9)


def test_emergence_by_hand():
    """Noise of half a degree, then three degrees more from 2021 on: five-year means pass one degree in 2019-2023."""
    yearly = np.array([0.0, 1.0] * 10 + [3.5] * 20)
    year, outcome = time_of_emergence(yearly, 2001, (2001, 2020), times=2, window=5)
    spread = yearly[:20] - np.polyval(np.polyfit(np.arange(20), yearly[:20], 1), np.arange(20))
    limit = 2 * np.sqrt((spread**2).sum() / 18)
    means = running_mean(yearly, 5) - 0.5
    assert outcome == Outcome.HAPPENED
    assert year == 2003 + np.flatnonzero(means > limit)[0]


@given(st.floats(0.5, 3), st.floats(0.0, 2))
def test_a_wider_limit_never_emerges_earlier(times, more):
    rng = np.random.default_rng(6)
    yearly = rng.normal(0, 1, 120) + np.linspace(0, 6, 120)
    early, first = time_of_emergence(yearly, 1981, (1981, 2010), times=times)
    late, second = time_of_emergence(yearly, 1981, (1981, 2010), times=times + more)
    assert second in (first, Outcome.DID_NOT_HAPPEN)
    assert second != Outcome.HAPPENED or late >= early


def test_a_climate_that_comes_back_has_not_emerged():
    yearly = np.concatenate((np.tile([0.0, 1.0], 15), np.full(30, 9.0), np.full(30, 0.5)))
    assert time_of_emergence(yearly, 1961, (1961, 1990))[1] == Outcome.DID_NOT_HAPPEN
    assert time_of_emergence(np.full(60, np.nan), 1961, (1961, 1990))[1] == Outcome.UNKNOWN


def test_years_outside_the_record_are_refused():
    with pytest.raises(Refused, match="baseline"):
        time_of_emergence(np.zeros(50), 1961, (1950, 1980))
    with pytest.raises(Refused, match="before industry"):
        warming_level(np.zeros(50), 1961, 2.0)


def test_a_missing_year_leaves_open_whether_the_level_was_reached_before():
    world = np.concatenate((np.zeros(60), np.linspace(0, 4, 100)))
    holed = world.copy()
    holed[70] = np.nan
    assert warming_level(world, 1850, 2.0)[1] == Outcome.HAPPENED
    assert warming_level(holed, 1850, 2.0)[1] == Outcome.UNKNOWN
    assert warming_level(world, 1850, 9.0)[1] == Outcome.DID_NOT_HAPPEN


def test_warming_levels_of_real_simulations(shared_data):
    """296 simulations: a higher level is never reached earlier, and each answer is held against the plain way."""
    with netCDF4.Dataset(shared_data / "gmst" / "IPCC_annual_global_tas.nc") as file:
        name = next(n for n, v in file.variables.items() if v.ndim == 2 and v.dtype.kind == "f")
        variable = file[name]
        values = np.ma.filled(variable[:].astype(float), np.nan)
        values = values.T if variable.dimensions[0] == "time" else values
    assert values.shape[-1] >= 200
    first = {level: warming_level(values, 1850, level) for level in (1.5, 2.0, 3.0)}
    for lower, higher in ((1.5, 2.0), (2.0, 3.0)):
        both = (first[lower][1] == Outcome.HAPPENED) & (first[higher][1] == Outcome.HAPPENED)
        assert both.sum() > 20
        assert (first[higher][0][both] >= first[lower][0][both]).all()
    for simulation in range(0, len(values), 37):
        series = values[simulation]
        means = [series[i : i + 20].mean() - series[:51].mean() for i in range(len(series) - 19)]
        plain = next((1850 + i for i, mean in enumerate(means) if mean >= 2.0), None)
        year, outcome = first[2.0][0][simulation], first[2.0][1][simulation]
        if outcome != Outcome.UNKNOWN:
            assert (None if np.isnan(year) else year) == plain
