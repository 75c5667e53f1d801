"""Rounds are counted once, shown when they may be, and pass by the working agreement."""

import pytest
from hall import TERMS, answer, ask, codes, edit, open_hall, table

from climserv.coproduction.deciding.counting import count, shown_to_all, sides_silent, yet_to_answer
from climserv.coproduction.deciding.deciding import reasons_not_to_pass
from climserv.coproduction.deciding.minority import minority_views
from climserv.coproduction.deciding.responses import Response
from climserv.coproduction.deciding.rounds import Round, passed_on
from climserv.vocabulary.problems import Refused

MEND = {"harm": "poor families plant dry", "mend": "compare dry planting"}


def the(told, id="r1") -> Round:
    return told.state.find(Round, id)


def test_a_sense_check_is_hidden_until_every_side_present_has_answered(told):
    ask(open_hall(told), table(told), kind="sense_check")
    answer(told, "wanjiru", "good")
    answer(told, "njeri", "concerned")
    told.does("njeri", "response", "explain", "r1:njeri", data={"words": "dry planting is missing"}, session="s1")
    assert shown_to_all(told.state, the(told)) is None
    assert minority_views(told.state, the(told)) == []
    assert sides_silent(told.state, the(told)) == ["producer"]
    assert yet_to_answer(told.state, the(told)) == {"user": 1, "producer": 2}
    with pytest.raises(Refused, match="has not answered yet"):
        told.does("peter", "round", "reveal", "r1")
    answer(told, "amina", "good")
    told.does("peter", "round", "reveal", "r1")
    assert shown_to_all(told.state, the(told)) == {"producer": {"good": 1}, "user": {"concerned": 1, "good": 1}}
    [view] = minority_views(told.state, the(told))
    assert (view.word, view.words, view.side) == ("concerned", "dry planting is missing", "user")
    told.does("peter", "round", "close", "r1")
    assert the(told).state == "closed"


def test_one_objection_amended_and_passed_on_the_new_version(told):
    first = table(open_hall(told))
    ask(told, first)
    with pytest.raises(Refused, match="what harm it fears"):
        answer(told, "mugo", "object")
    told.does("mugo", "objection", "raise", "r1:mugo", data=MEND)
    answer(told, "mugo", "object")
    for person in ("wanjiru", "amina"):
        answer(told, person, "consent")
    told.does("peter", "round", "reveal", "r1")
    told.does("peter", "round", "hold", "r1")
    second = edit(told)
    told.does("peter", "round", "fail", "r1", reason="amended: dry planting is compared")
    assert passed_on(told.state, first) is None
    ask(told, second, "r2")
    answer(told, "mugo", "reservation", "r2")
    told.does("mugo", "response", "explain", "r2:mugo", data={"words": "does not know our soils"}, session="s1")
    for person in ("wanjiru", "amina"):
        answer(told, person, "consent", "r2")
    told.does("peter", "round", "reveal", "r2")
    told.does("peter", "round", "pass", "r2")
    assert passed_on(told.state, second).id == "r2"
    assert [view.words for view in minority_views(told.state, the(told))] == ["poor families plant dry"]
    assert [view.words for view in minority_views(told.state, the(told, "r2"))] == ["does not know our soils"]


def test_an_objection_that_its_author_closes_no_longer_holds_the_round(told):
    ask(open_hall(told), table(told))
    told.does("mugo", "objection", "raise", "r1:mugo", data=MEND)
    for person, value in (("mugo", "object"), ("wanjiru", "consent"), ("amina", "consent")):
        answer(told, person, value)
    told.does("peter", "round", "reveal", "r1")
    told.does("peter", "round", "hold", "r1")
    told.does("mugo", "objection", "close", "r1:mugo", data={"met": "shown beside"})
    told.does("peter", "round", "pass", "r1")
    [view] = minority_views(told.state, the(told))
    assert (view.met, view.overruled) == ("shown beside", False)


def test_a_fallback_needs_a_majority_on_each_side(told):
    ask(open_hall(told), table(told))
    for person in ("mugo", "njeri"):
        told.does(person, "objection", "raise", f"r1:{person}", data=MEND)
        answer(told, person, "object")
    for person in ("wanjiru", "amina", "otieno"):
        answer(told, person, "consent")
    told.does("peter", "round", "reveal", "r1")
    told.does("peter", "round", "hold", "r1")
    told.does("peter", "round", "fall_back", "r1", reason="one more session was held")
    assert [one.code for one in reasons_not_to_pass(told.state, the(told))] == ["round.majority"]
    answer(told, "njeri", "stand_aside")
    assert [one.code for one in reasons_not_to_pass(told.state, the(told))] == ["round.majority"]
    answer(told, "njeri", "consent")
    told.does("peter", "round", "pass", "r1")
    assert sum(view.overruled for view in minority_views(told.state, the(told))) == 2


def test_hands_are_kept_apart_and_never_added_to_names(told):
    ask(open_hall(told), table(told))
    told.does("peter", "heads", "count", "s1:user", data={"people": 20})
    answer(told, "wanjiru", "consent")
    answer(told, "amina", "consent")
    told.does("peter", "hands", "count", "r1:user", data={"counts": {"consent": 17, "stand_aside": 3}})
    counted = count(told.state, the(told))
    assert counted.named == {"user": {"consent": 1}, "producer": {"consent": 1}}
    assert counted.hands == {"user": {"consent": 17, "stand_aside": 3}}
    assert (counted.people("user"), counted.people("producer")) == (20, 1)
    with pytest.raises(Refused, match="more hands than people"):
        told.does("peter", "hands", "count", "r1:user", data={"counts": {"consent": 24}})
    told.does("peter", "round", "reveal", "r1")
    told.does("peter", "round", "pass", "r1")


def test_hands_that_object_without_a_word_hold_the_round(told):
    ask(open_hall(told), table(told))
    told.does("peter", "hands", "count", "r1:user", data={"counts": {"consent": 2, "object": 1}})
    answer(told, "amina", "consent")
    told.does("peter", "round", "reveal", "r1")
    with pytest.raises(Refused, match="an objection stands"):
        told.does("peter", "round", "pass", "r1")
    told.does("peter", "round", "hold", "r1")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("dots", {"A": 2, "B": 1}, {"A": 2, "B": 2}),
        ("dots", {"A": 3}, {"C": 1}),
        ("score", {"A": 3, "B": 3}, {"A": 4}),
        ("score", {"A": 0}, {"A": -1}),
        ("score", {"B": 1}, {"B": True}),
        ("score", {"B": 1}, "B"),
    ],
)
def test_dots_and_scores_stay_within_what_each_person_has(told, kind, good, bad):
    ask(open_hall(told), table(told), kind=kind, options=["A", "B"], most=3)
    with pytest.raises(Refused, match="no such answer"):
        answer(told, "wanjiru", bad)
    answer(told, "wanjiru", good)
    assert count(told.state, the(told)).named == {"user": good}


def test_answers_of_one_side_only_are_shown_without_names_and_not_under_five(told):
    ask(open_hall(told), table(told), kind="sense_check", privacy="side_only")
    for person in ("wanjiru", "njeri", "amina"):
        answer(told, person, "concerned")
    told.does("amina", "response", "explain", "r1:amina", data={"words": "our gauge is far away"}, session="s1")
    told.does("peter", "round", "reveal", "r1")
    assert shown_to_all(told.state, the(told)) is None
    # Answers without words are not told one by one either: that would be the count.
    [view] = minority_views(told.state, the(told))
    assert (view.words, view.side, view.name) == ("our gauge is far away", "", "")


def test_of_sides_with_two_and_three_only_all_together_is_shown(told):
    ask(open_hall(told), table(told), kind="sense_check", privacy="side_only")
    for person in ("wanjiru", "njeri", "mugo", "amina", "otieno"):
        answer(told, person, "good")
    told.does("peter", "round", "reveal", "r1")
    assert shown_to_all(told.state, the(told)) == {"": {"good": 5}}


def test_an_answer_can_be_taken_back_and_given_again_while_the_round_is_open(told):
    ask(open_hall(told), table(told))
    answer(told, "wanjiru", "consent")
    told.does("wanjiru", "response", "take_back", "r1:wanjiru")
    assert count(told.state, the(told)).answered == {}
    answer(told, "wanjiru", "reservation")
    assert [one.value for one in told.state.find(Response, "r1:wanjiru").earlier] == ["consent", None]
    answer(told, "amina", "consent")
    told.does("peter", "round", "reveal", "r1")
    with pytest.raises(Refused, match="takes no answers"):
        answer(told, "njeri", "consent")


def test_who_is_not_in_the_session_does_not_answer_and_the_quorum_is_that_of_the_opening(told):
    ask(open_hall(told), table(told))
    told.add("kamau", "user")
    with pytest.raises(Refused, match="not in the session"):
        answer(told, "kamau", "consent")
    assert the(told).quorum == TERMS["quorum"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "lottery"}, "round.no_such"),
        ({"privacy": "whispered"}, "round.no_such"),
        ({"kind": "dots", "options": ["A"], "most": 3}, "round.options"),
        ({"kind": "dots", "options": ["A", "B"]}, "round.options"),
        ({"kind": "hands", "options": ["A", "B"], "privacy": "secret"}, "round.not_secret"),
        ({"privacy": "secret", "hidden": False}, "round.not_secret"),
        ({"version": "0" * 64}, "round.version"),
    ],
)
def test_a_round_that_cannot_be_held_is_not_opened(told, more, code):
    version = table(open_hall(told))
    with pytest.raises(Refused) as caught:
        ask(told, **{"version": version} | more)
    assert codes(caught) == [code]
