"""Requirement levels: threshold, breakthrough, goal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.needs.levels import LEVELS, REQUIREMENTS, Level, disordered_levels, levels_of
from climserv.needs.loading import need_from_dict, need_to_dict

SAID = {
    "space": {"resolution": {"threshold": "25 km", "breakthrough": "0.05 degree", "goal": "1 km"}},
    "levels": {
        "step": {"threshold": "month", "breakthrough": "dekad", "goal": "1 day"},
        "lead": {"threshold": "1 week", "goal": "30 day"},
        "certainty": {"threshold": "6 in 10", "goal": "80 %"},
        "timeliness": {"breakthrough": "12 hour"},
    },
}


def made(record):
    need, problems = need_from_dict({"need": "made", **record})
    assert problems == []
    return need


def test_levels_are_read_as_numbers_with_the_way_that_is_better():
    levels = levels_of(made(SAID))
    assert list(levels) == list(REQUIREMENTS)
    assert levels["resolution"] == Level("km", "smaller", 25, pytest.approx(5.56), 1)
    assert levels["step"] == Level("day", "smaller", 30, 10, 1)
    assert levels["lead"] == Level("day", "larger", 7, None, 30)
    assert levels["certainty"] == Level("1", "larger", 0.6, None, 0.8)
    assert levels["timeliness"] == Level("day", "smaller", None, 0.5, None)
    assert levels_of(made({})) == {}


def test_levels_are_kept_as_written_and_come_back_the_same():
    need = made(SAID)
    assert need_from_dict(need_to_dict(need)) == (need, [])
    assert need_to_dict(need)["levels"]["certainty"] == {"threshold": "6 in 10", "goal": "80 %"}


def test_a_value_reaches_the_best_level_it_satisfies():
    level = Level("km", "smaller", threshold=25, breakthrough=5, goal=1)
    assert [level.reached(v) for v in (30, 25, 5, 0.5)] == ["below", "threshold", "breakthrough", "goal"]
    lead = Level("day", "larger", threshold=7, goal=30)
    assert [lead.reached(v) for v in (3, 7, 29, 30)] == ["below", "threshold", "threshold", "goal"]
    assert Level("day", "larger").reached(3) == ""


@pytest.mark.parametrize(
    ("levels", "where"),
    [
        ({"step": {"threshold": "soon"}}, "levels.step.threshold"),
        ({"step": {"goal": "0 day"}}, "levels.step.goal"),
        ({"lead": {"goal": "5 km"}}, "levels.lead.goal"),
        ({"certainty": {"goal": "often"}}, "levels.certainty.goal"),
        ({"certainty": {"goal": "120 %"}}, "levels.certainty.goal"),
        ({"timelines": {}, "timeliness": {"goal": "soon"}}, "levels.timeliness.goal"),
    ],
)
def test_what_is_no_level_is_told_where_it_stands(levels, where):
    _, problems = need_from_dict({"need": "a", "levels": levels})
    assert [p.where for p in problems] == [where]


@pytest.mark.parametrize(
    ("levels", "where"),
    [
        ({"step": {"threshold": "day", "goal": "month"}}, ["levels.step.goal"]),
        ({"lead": {"threshold": "30 day", "breakthrough": "7 day"}}, ["levels.lead.breakthrough"]),
        ({"certainty": {"threshold": "80 %", "goal": "5 in 10"}}, ["levels.certainty.goal"]),
        ({"lead": {"threshold": "7 day", "breakthrough": "7 day"}}, []),
    ],
)
def test_levels_that_go_the_wrong_way_are_kept_and_told(levels, where):
    need = made({"levels": levels})
    assert [problem.where for problem in disordered_levels(need)] == where


@given(st.lists(st.integers(1, 400), min_size=3, max_size=3), st.integers(0, 500), st.integers(0, 500))
def test_a_better_value_never_reaches_a_lower_level(numbers, one, other):
    order = ("below", *LEVELS)
    for better in ("smaller", "larger"):
        level = Level("km", better, *sorted(numbers, reverse=better == "smaller"))
        worse, best = sorted((one, other), reverse=better == "smaller")
        assert order.index(level.reached(worse)) <= order.index(level.reached(best))
