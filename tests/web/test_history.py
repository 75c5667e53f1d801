"""The history graph: bars say what the record says, and every kind of year is drawn as itself."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.vocabulary.outcomes import Outcome
from web.products.history import STATEMENTS, draw, state_of

SEASONS = [
    ["1991", 3.0, "happened"],
    ["1992", 0.0, "happened"],
    ["1993", None, "did_not_happen"],
    ["1994", None, "unknown"],
    ["1995", 5.0, "happened"],
]


def drawn(statement="at_least", condition=3.0, seasons=SEASONS, size=(340, 250), never="after"):
    return draw(
        seasons, statement=statement, condition=lambda label: condition, line=condition,
        label_value=lambda value: f"{value:g} days", size=size, never=never,
    )  # fmt: skip


def test_years_are_counted_not_counted_or_unknown():
    assert [bar.state for bar in drawn().bars] == ["counted", "not_counted", "not_counted", "unknown", "counted"]
    # A season without a start counts as late, and stays out of "by".
    assert [b.state for b in drawn("later_than").bars] == [
        "not_counted", "not_counted", "counted", "unknown", "counted",
    ]  # fmt: skip
    assert [b.state for b in drawn("by").bars][:3] == ["counted", "counted", "not_counted"]


def test_values_below_zero_hang_from_it():
    """A drought index: the driest year has the longest bar, and the threshold lies below zero."""
    history = drawn(condition=-1.0, statement="fewer_than", seasons=[
        ["1991", -1.8, "happened"], ["1992", -0.5, "happened"], ["1993", 2.0, "happened"],
    ])  # fmt: skip
    driest, dry, wet = history.bars
    zero = next(y for y, label in history.up if label == "0 days")
    assert driest.y == dry.y == zero == pytest.approx(wet.y + wet.height, abs=0.11)
    assert driest.height > dry.height
    assert zero < history.threshold < driest.y + driest.height <= history.bottom


def test_taller_is_more_zero_is_seen_and_never_has_no_height():
    bars = {bar.label: bar for bar in drawn().bars}
    assert bars["1995"].height > bars["1991"].height > bars["1992"].height > 0
    assert bars["1993"].never
    assert bars["1993"].height == 0
    assert bars["1994"].height == 0
    assert bars["1995"].words == "5 days"


def test_the_line_stands_at_its_value():
    picture = drawn()
    reaching = next(bar for bar in picture.bars if bar.label == "1991")
    assert picture.threshold == pytest.approx(reaching.y, abs=0.11)


@given(
    st.lists(
        st.tuples(st.sampled_from([o.word for o in Outcome]), st.integers(0, 120)), min_size=1, max_size=90
    ),
    st.sampled_from(sorted(STATEMENTS)),
    st.integers(0, 100),
    st.sampled_from(["after", "before", "least"]),
)  # fmt: skip
def test_every_bar_stays_in_its_frame_and_counts_as_the_engine_does(values, statement, condition, never):
    import numpy as np

    from climserv.methods.ensembles import count

    words = {outcome.word: outcome for outcome in Outcome}
    seasons = [[str(1900 + i), float(v) if o == "happened" else None, o] for i, (o, v) in enumerate(values)]
    picture = drawn(statement, float(condition), seasons, never=never)
    for bar in picture.bars:
        assert picture.left <= bar.x
        assert bar.x + bar.width <= picture.right + 0.2
        assert picture.top - 2 <= bar.y <= picture.bottom + 0.2
    value = np.array([v if v is not None else np.nan for _, v, _ in seasons], np.float32)
    outcome = np.array([words[o] for *_, o in seasons], np.uint8)
    true, valid, unknown = count(value, outcome, statement, float(condition), never)
    states = [bar.state for bar in picture.bars]
    assert (states.count("counted"), len(states) - states.count("unknown")) == (int(true), int(valid))
    assert states.count("unknown") == int(unknown)


@pytest.mark.parametrize("years", [5, 31, 80, 150])
def test_year_labels_never_touch(years):
    seasons = [[str(1900 + i), 1.0, "happened"] for i in range(years)]
    across = [x for x, _ in drawn(seasons=seasons).across]
    assert across
    assert all(b - a >= 40 for a, b in pairwise(across))


def test_a_value_that_is_missing_is_unknown_whatever_its_outcome_says():
    assert state_of(None, "happened", "at_least", 1) == "unknown"
