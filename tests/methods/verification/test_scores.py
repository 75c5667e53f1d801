"""Scores by law: what is perfect scores as the record says, and nothing scores beyond its bounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from climserv.methods.verification.reliability import brier_parts, reliability
from climserv.methods.verification.scores import (
    SCORES,
    brier_score,
    brier_score_fair,
    continuous_ranked_probability_score,
    correlation,
    mean_error,
    ranked_probability_score,
    relative_operating_characteristic,
    skill,
)
from climserv.vocabulary.problems import Refused

values = st.floats(-50, 50, width=32)
years = st.lists(st.tuples(st.sampled_from(np.linspace(0, 1, 11).tolist()), st.booleans()), min_size=2, max_size=60)


@given(arrays(np.float64, (12,), elements=st.integers(-50, 50)))
def test_a_perfect_forecast_gets_the_perfect_score(observed):
    for name in ("mean_error", "mean_absolute_error", "root_mean_square_error"):
        assert SCORES[name].function(observed, observed) == SCORES[name].perfect
    score = SCORES["correlation"].function(observed, observed)
    assert np.isnan(score) if np.ptp(observed) == 0 else score == pytest.approx(1)


@given(years)
def test_the_parts_of_the_brier_score_sum_to_it(cases):
    probability, event = (np.array(column, float) for column in zip(*cases, strict=True))
    parts = brier_parts(probability, event)
    assert parts["score"] == pytest.approx(float(brier_score(probability, event)), abs=1e-12)
    assert min(parts["reliability"], parts["resolution"]) >= 0
    assert parts["uncertainty"] <= 0.25


@given(years)
def test_calling_everything_off_by_one_turns_the_curve_over(cases):
    probability, event = (np.array(column, float) for column in zip(*cases, strict=True))
    area = relative_operating_characteristic(probability, event)
    turned = relative_operating_characteristic(1 - probability, event)
    assert np.isnan(area) if event.min() == event.max() else area + turned == pytest.approx(1)


@given(arrays(np.float64, (4, 7), elements=values), arrays(np.float64, (4,), elements=values))
def test_crps_against_every_pair_written_out(members, observed):
    for fair in (True, False):
        pairs = 7 * 6 if fair else 49
        plain = [
            np.abs(m - o).mean() - np.abs(m[:, None] - m[None, :]).sum() / (2 * pairs)
            for m, o in zip(members, observed, strict=True)
        ]
        found = continuous_ranked_probability_score(members, observed, fair=fair)
        assert found == pytest.approx(np.mean(plain), abs=1e-9)


@given(arrays(np.float64, (5,), elements=values), arrays(np.float64, (5,), elements=values))
def test_crps_of_one_member_is_its_absolute_error(member, observed):
    found = continuous_ranked_probability_score(member[:, None], observed, fair=False)
    assert found == pytest.approx(np.abs(member - observed).mean())


def test_two_categories_give_the_brier_score():
    probability = np.array([0.1, 0.4, 0.8, 1.0])
    event = np.array([0, 1, 1, 0])
    ranked = ranked_probability_score(np.stack([1 - probability, probability], axis=-1), event)
    assert ranked == pytest.approx(float(brier_score(probability, event)))


def test_the_fair_score_does_not_punish_a_small_ensemble():
    """Members and event drawn alike: the fair score of 3 members is, on average, that of very many."""
    rng = np.random.default_rng(8)
    chance = rng.uniform(size=20_000)
    event = rng.uniform(size=20_000) < chance
    few, many = ((rng.uniform(size=(20_000, size)) < chance[:, None]).sum(axis=1) for size in (3, 200))
    fair = [float(brier_score_fair(yes, np.full(20_000, size), event)) for yes, size in ((few, 3), (many, 200))]
    plain = float(brier_score(few / 3, event))
    assert fair[0] == pytest.approx(fair[1], abs=0.006)
    assert plain > fair[1] + 0.04


def test_a_missing_case_is_left_out_and_touches_no_other():
    assert mean_error([[1.0, np.nan], [2.0, 5.0]], [[0.0, 1.0], [np.nan, 4.0]]).tolist() == [1.0, 1.0]
    with_hole = continuous_ranked_probability_score([[1.0, 3.0, np.nan], [0.0, 0.0, 0.0]], [2.0, np.nan], fair=False)
    assert float(with_hole) == 0.5
    assert np.isnan(mean_error([np.nan], [1.0]))
    assert np.isnan(relative_operating_characteristic([0.5], [1]))
    assert np.isnan(correlation([1.0, 1.0], [2.0, 3.0]))
    assert np.isnan(skill(0.1, 0.0))


def test_groups_by_edges_count_every_case_once():
    rng = np.random.default_rng(4)
    probability = rng.uniform(size=300)
    event = rng.uniform(size=300) < probability
    found = reliability(probability, event, edges=np.linspace(0, 1, 6))
    assert found.cases.sum() == 300
    assert len(found.cases) == 5
    assert np.abs(found.forecast - found.observed).max() < 0.2


@pytest.mark.parametrize(
    "wrong",
    [lambda: brier_score([1.2], [1]), lambda: ranked_probability_score([[0.5, 0.2]], [0])],
)
def test_what_is_no_probability_is_refused(wrong):
    with pytest.raises(Refused):
        wrong()


def test_which_of_two_scores_is_better():
    assert SCORES["brier_score"].improves(0.1, on=0.2)
    assert SCORES["correlation"].improves(0.9, on=0.2)
    assert SCORES["mean_error"].improves(-0.1, on=0.3)
    assert not SCORES["mean_error"].improves(-0.4, on=0.3)


EVENT = np.array([1.0, 0.0, np.nan, 1.0, 0.0])
CHANCE = np.array([0.9, 0.2, 0.4, 0.6, 0.7])


@pytest.mark.parametrize(
    "score",
    [
        brier_score,
        lambda chance, event: brier_score_fair(chance * 10, np.full(5, 10), event),
        relative_operating_characteristic,
        lambda chance, event: brier_parts(chance, event)["score"],
    ],
)
def test_an_event_is_the_same_told_as_number_outcome_or_boolean(score):
    outcome = np.array([1, 2, 0, 1, 2], np.uint8)
    assert score(CHANCE, outcome) == pytest.approx(score(CHANCE, EVENT))
    known = np.array([0, 1, 3, 4])
    assert score(CHANCE[known][[0, 1, 2, 3, 3]], EVENT[known][[0, 1, 2, 3, 3]] == 1) == pytest.approx(
        score(CHANCE[known][[0, 1, 2, 3, 3]], EVENT[known][[0, 1, 2, 3, 3]])
    )
    for wrong in ([2, 1, 0, 1, 2], [0.5] * 5, np.array([9, 1, 0, 1, 2], np.uint8)):
        with pytest.raises(Refused, match=r"no event|no outcome"):
            score(CHANCE, wrong)


@pytest.mark.parametrize("category", [3, -2])
def test_a_category_that_does_not_exist_is_refused(category):
    with pytest.raises(Refused, match="no such category"):
        ranked_probability_score([[0.2, 0.3, 0.5]], [category])
