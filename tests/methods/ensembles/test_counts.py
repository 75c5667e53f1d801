"""Counts of years, and the middle of an area, with the three outcomes kept apart."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.ensembles import STATEMENTS, count, middle
from climserv.methods.ensembles.counts import NEVER
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Refused

U, H, N = Outcome.UNKNOWN, Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN
NAN = float("nan")

DAYS = np.array([10, 15, 16, NAN, NAN, 30, NAN], np.float32)
KNOWN = np.array([H, H, H, N, U, H, NOT_A_SEASON], np.uint8)


@pytest.mark.parametrize(
    ("statement", "years"),
    [("by", 2), ("later_than", 3), ("at_least", 3), ("more_than", 2), ("fewer_than", 2)],
)
def test_ten_years_by_hand(statement, years):
    """Days 10, 15, 16, 30, one that did not happen, one unknown, one no season; told at day 15."""
    assert [int(n) for n in count(DAYS, KNOWN, statement, 15)] == [years, 5, 1]


def test_every_statement_is_told_by_hand():
    assert set(STATEMENTS) == {"by", "later_than", "at_least", "more_than", "fewer_than"}


def test_counts_run_along_the_last_axis():
    true, valid, unknown = count(np.stack([DAYS, DAYS]), np.stack([KNOWN, KNOWN]), "by", 15)
    assert (true.tolist(), valid.tolist(), unknown.tolist()) == ([2, 2], [5, 5], [1, 1])


def test_a_limit_with_a_fraction_is_itself():
    assert count(np.array([0.1], np.float32), np.array([H]), "by", 0.1)[0] == 1


def test_an_unknown_statement_is_refused():
    with pytest.raises(Refused, match="later_than"):
        count(DAYS, KNOWN, "about", 15)


def test_a_spring_without_frost_has_its_last_frost_before_every_date():
    """One frost on day 100, two springs without any: none is later than day 130, all are over by then."""
    frost = np.array([100, NAN, NAN], np.float32), np.array([H, N, N], np.uint8)
    never = METRICS["last_spring_frost"].never
    assert [int(n) for n in count(*frost, "later_than", 130, never)] == [0, 3, 0]
    assert [int(n) for n in count(*frost, "by", 130, never)] == [3, 3, 0]
    assert [int(n) for n in count(*frost, "later_than", 130)] == [2, 3, 0]
    pair = frost[0][:, None], frost[1][:, None]
    assert middle(*pair, [1, 1, 1], never=never)[1].tolist() == [N]
    assert middle(*pair, [3, 1, 1], never=never)[0].tolist() == [100]
    unknown = np.array([[H], [N], [U]], np.uint8)
    assert middle(pair[0], unknown, [1, 1, 1], never=never)[1].tolist() == [U]
    assert middle(pair[0], unknown, [1, 3, 1], never=never)[1].tolist() == [N]


def test_a_number_of_what_did_not_happen_is_never_reached():
    for never in NEVER:
        assert [int(count(DAYS, KNOWN, s, 0, never)[0]) for s in ("fewer_than", "at_least")] == [1, 5 - 1]
    with pytest.raises(Refused, match="never"):
        count(DAYS, KNOWN, "by", 3, "sometimes")


outcomes = st.sampled_from([U, H, N, NOT_A_SEASON])


@given(st.lists(st.tuples(outcomes, st.integers(0, 40)), min_size=1, max_size=30), st.integers(0, 40))
def test_early_and_late_make_the_whole(years, at):
    outcome = np.array([o for o, _ in years], np.uint8)
    value = np.array([day if o == H else NAN for o, day in years], np.float32)
    for one, other in (("by", "later_than"), ("at_least", "fewer_than")):
        (true, valid, unknown), (false, valid_too, _) = count(value, outcome, one, at), count(value, outcome, other, at)
        assert true + false == valid == valid_too
        assert valid + unknown + (outcome == NOT_A_SEASON).sum() == len(years)


def middle_of(cells, weights):
    """The middle of one season from (outcome, value) pairs."""
    value = np.array([[v if o == H else NAN] for o, v in cells], np.float32)
    found, outcome = middle(value, np.array([[o] for o, _ in cells], np.uint8), weights)
    return (None if np.isnan(found[0]) else float(found[0])), int(outcome[0])


@pytest.mark.parametrize(
    ("cells", "weights", "expected"),
    [
        ([(H, 3), (H, 9), (H, 5)], [1, 1, 1], (5, H)),
        ([(H, 3), (H, 9)], [1, 1], (3, H)),
        ([(H, 3), (H, 9), (H, 5)], [1, 5, 1], (9, H)),
        # What did not happen comes after every date.
        ([(H, 3), (N, 0), (H, 5)], [1, 1, 1], (5, H)),
        ([(H, 3), (N, 0), (N, 0)], [1, 1, 1], (None, N)),
        # An unknown cell may stand anywhere.
        ([(H, 3), (U, 0), (H, 5)], [1, 1, 1], (None, U)),
        ([(H, 4), (U, 0), (H, 4)], [1, 1, 1], (4, H)),
        ([(N, 0), (U, 0), (N, 0)], [1, 1, 1], (None, N)),
        ([(U, 0)], [1], (None, U)),
        # No weight and no season are no voice.
        ([(H, 3), (U, 0), (H, 5)], [1, 0, 1], (3, H)),
        ([(H, 3), (NOT_A_SEASON, 0), (H, 5)], [1, 9, 1], (3, H)),
        ([(NOT_A_SEASON, 0)], [1], (None, NOT_A_SEASON)),
    ],
)
def test_the_middle_by_hand(cells, weights, expected):
    assert middle_of(cells, weights) == expected


some_cells = st.lists(
    st.tuples(st.sampled_from([U, H, H, H, N]), st.integers(0, 5), st.integers(1, 4)), min_size=1, max_size=6
)


@given(some_cells, st.randoms())
def test_the_order_of_cells_is_no_matter(cells, random):
    mixed = random.sample(cells, len(cells))
    first, second = (middle_of([c[:2] for c in some], [c[2] / 7 for c in some]) for some in (cells, mixed))
    assert first == second


@given(some_cells)
def test_a_known_middle_is_the_same_wherever_the_unknown_cells_stand(cells):
    weights = [c[2] for c in cells]
    holes = [place for place, cell in enumerate(cells) if cell[0] == U][:3]
    cells = [(N, 0) if c[0] == U and place not in holes else c[:2] for place, c in enumerate(cells)]
    answers = set()
    for filling in product([*((H, day) for day in range(-1, 7)), (N, 0)], repeat=len(holes)):
        filled = list(cells)
        for place, cell in zip(holes, filling, strict=True):
            filled[place] = cell
        answers.add(middle_of(filled, weights))
    assert middle_of(cells, weights) == (answers.pop() if len(answers) == 1 else (None, U))


@pytest.mark.parametrize("weights", [[1, 1], [1, -1, 1], [0, 0, 0], [1, NAN, 1]])
def test_weights_that_weigh_nothing_are_refused(weights):
    with pytest.raises(Refused, match="weights"):
        middle_of([(H, 1), (H, 2), (H, 3)], weights)


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=12), st.sampled_from([0.1, 0.25, 0.5, 2 / 3, 0.9, 1.0]))
def test_another_share_of_the_area_is_the_inverse_of_its_distribution(values, share):
    value = np.array(values, np.float32)[:, None]
    found, outcome = middle(value, np.full(value.shape, H, np.uint8), np.ones(len(values)), share=share)
    assert outcome[0] == H
    assert found[0] == np.quantile(value, share, method="inverted_cdf")
