"""Looking back: two sides stored apart and shown together, paired with a baseline; secrets as counts; stories."""

import pytest
from hall import codes, open_hall

from climserv.coproduction.looking_back.outcome_stories import confirmed
from climserv.coproduction.looking_back.review_questions import FORMS, REFLECTIONS, SECRET
from climserv.coproduction.looking_back.reviews import (
    Review,
    change_since,
    secret_counts,
    side_by_side,
)
from climserv.vocabulary.problems import Refused

STORY = {"change": "we plant two kinds", "matters": "nobody lost all seed", "helped": "the odds were read on the radio"}


def review(told, id="r", **more):
    told.does("peter", "review", "open", id, data={"season": "2026", "why": "the first year"} | more)


def give(told, person, review="r", who=None, **answers):
    told.does(who or person, "review_answer", "give", f"{review}:{person}", data={"answers": answers},
              **({"on_behalf_of": person, "channel": "paper"} if who else {}))  # fmt: skip


def test_both_forms_have_ten_questions_in_four_languages():
    assert [len(form) for form in FORMS.values()] == [10, 10]
    for one in (*FORMS["user"], *FORMS["producer"], *REFLECTIONS, *SECRET):
        assert set(one.words) == {"en", "fr", "sw", "es"}
    assert (len(REFLECTIONS), {one.name for one in SECRET}) == (3, {"trust", "fair", "harm"})


def test_a_review_has_a_baseline_or_says_that_there_is_none(told):
    for wrong in ({"why": ""}, {"why": "", "baseline": "nowhere"}):
        with pytest.raises(Refused) as caught:
            review(told, **wrong)
        assert codes(caught) == ["review.baseline"]
    review(told, "before")
    review(told, why="", baseline="before")


def test_the_sides_are_stored_apart_and_shown_together(told):
    review(told)
    give(told, "wanjiru", who="peter", in_time="yes", did="planted late")
    give(told, "amina", in_time="no", cannot="rain on one field")
    shown = side_by_side(told.state, told.state.find(Review, "r"))
    assert (shown["user"]["in_time"], shown["producer"]["in_time"]) == ({"yes": 1}, {"no": 1})
    assert (shown["user"]["did"], shown["producer"]["cannot"]) == (["planted late"], ["rain on one field"])
    assert "cannot" not in shown["user"]


def test_a_later_sheet_of_the_same_person_takes_the_place(told):
    review(told)
    for value in ("no", "yes"):
        give(told, "wanjiru", in_time=value)
    assert side_by_side(told.state, told.state.find(Review, "r"))["user"]["in_time"] == {"yes": 1}


@pytest.mark.parametrize("answers", [{"in_time": "perhaps"}, {"trust": "no"}, {"cannot": "x"}, {"did": "x" * 1001}])
def test_only_the_questions_of_ones_side_are_answered(told, answers):
    review(told)
    with pytest.raises(Refused) as caught:
        give(told, "wanjiru", **answers)
    assert codes(caught) == ["review.answer"]


def test_answers_are_paired_by_person_with_those_before(told):
    review(told, "before")
    give(told, "wanjiru", "before", in_time="no")
    told.does("peter", "review", "close", "before")
    with pytest.raises(Refused) as caught:
        give(told, "wanjiru", "before", in_time="yes")
    assert codes(caught) == ["review.not_open"]
    review(told, baseline="before")
    told.add("njeri", "user")
    for person in ("wanjiru", "njeri"):
        give(told, person, in_time="yes")
    found = change_since(told.state, told.state.find(Review, "r"), "user", "in_time")
    assert found == {"wanjiru": ("no", "yes")}


def slips(told, user, producer):
    told.does("peter", "review", "count", "r", data={"counts": {"trust": {"user": user, "producer": producer}}})
    return secret_counts(told.state.find(Review, "r"), "trust")


def test_slips_are_split_by_side_only_from_five_on(told):
    review(told)
    assert slips(told, {"yes": 2}, {"no": 2}) == {}
    assert slips(told, {"yes": 5, "no": 1}, {"no": 4}) == {"": {"yes": 5, "no": 5}}
    assert slips(told, {"yes": 5, "no": 1}, {"no": 5}) == {"user": {"yes": 5, "no": 1}, "producer": {"no": 5}}


@pytest.mark.parametrize("counts", [{"did": {"": {"yes": 5}}}, {"trust": {"": {"yes": -1}}}, {"trust": {"me": {}}}])
def test_only_slips_of_the_secret_questions_are_counted(told, counts):
    review(told)
    with pytest.raises(Refused) as caught:
        told.does("peter", "review", "count", "r", data={"counts": counts})
    assert codes(caught) == ["review.count"]


def test_people_reflect_on_a_session_that_was_held_each_for_themselves(told):
    told.does("peter", "session", "plan", "s0", data={"type": "free", "starts": "2026-08-12T14:00"})
    with pytest.raises(Refused) as caught:
        told.does("wanjiru", "reflection", "give", "s0:wanjiru", data={"answers": {"new": "odds"}})
    assert codes(caught) == ["review.not_open"]
    open_hall(told)
    told.does("wanjiru", "reflection", "give", "s1:wanjiru", data={"answers": {"new": "odds"}})
    with pytest.raises(Refused) as caught:
        told.does("wanjiru", "reflection", "give", "s1:amina", data={"answers": {"new": "odds"}})
    assert codes(caught) == ["review.not_asked"]


def test_a_story_counts_once_somebody_else_has_confirmed_it(told):
    told.does("peter", "outcome_story", "tell", "o", data=STORY, on_behalf_of="wanjiru", channel="spoken")
    assert confirmed(told.state) == []
    with pytest.raises(Refused) as caught:
        told.does("wanjiru", "outcome_story", "confirm", "o", reason="I know")
    assert codes(caught) == ["outcome_story.own"]
    told.does("amina", "outcome_story", "confirm", "o", reason="the seed shop’s sales show it")
    assert [one.confirmed_by for one in confirmed(told.state)] == ["amina"]


def test_a_story_told_anew_is_confirmed_anew(told):
    told.does("wanjiru", "outcome_story", "tell", "o", data=STORY)
    told.does("amina", "outcome_story", "confirm", "o", reason="I saw it")
    told.does("wanjiru", "outcome_story", "retell", "o", data=STORY | {"change": "all plant two kinds"}, reason="more")
    assert confirmed(told.state) == []
