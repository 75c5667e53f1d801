"""What somebody did with their own hand is not undone by others: not in their name, not on a laptop, not by a clock."""

from datetime import timedelta

import pytest
from conftest import START
from hall import agree_on, answer, ask, codes, edit, open_hall, ready, remark, sign, table

from climserv.coproduction.deciding.minority import minority_views
from climserv.coproduction.deciding.objections import Objection
from climserv.coproduction.deciding.rounds import Round, passed_on
from climserv.coproduction.deciding.sign_offs import QUESTIONS, Kind, SignOff
from climserv.coproduction.dialogue.contributions import Contribution
from climserv.coproduction.dialogue.subjects import State as Tabled
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.erasing import meant_to_be_erased
from climserv.coproduction.folding import fold
from climserv.coproduction.logbook.events import make_event
from climserv.coproduction.logbook.log import Log, merge
from climserv.vocabulary.problems import Refused

HARM = {"harm": "poor families plant dry", "mend": "compare dry planting"}
FOR_MUGO = {"on_behalf_of": "mugo", "channel": "spoken"}


def refused(told, *act, **more) -> list[str]:
    with pytest.raises(Refused) as caught:
        told.does(*act, **more)
    return codes(caught)


def objected(told, **how):
    """A round in which Mugo objects, by his own hand or as told in `how`."""
    version = table(open_hall(told))
    ask(told, version)
    told.does("peter" if how else "mugo", "objection", "raise", "r1:mugo", data=HARM, **how)
    for person in ("wanjiru", "njeri", "amina"):
        answer(told, person, "consent")


def test_an_objection_is_closed_and_reworded_in_the_name_of_its_author(told):
    objected(told)
    mild = {"harm": "none worth telling", "mend": "nothing"}
    for action, data in (("close", {"met": "he agreed"}), ("raise", mild)):
        assert refused(told, "peter", "objection", action, "r1:mugo", data=data, **FOR_MUGO) == ["person.own_hand"]
    assert told.state.find(Objection, "r1:mugo").harm == HARM["harm"]


def test_an_objection_that_was_written_down_for_somebody_can_be_mended_for_them(told):
    objected(told, **FOR_MUGO)
    told.does("peter", "objection", "close", "r1:mugo", data={"met": "dry planting is compared"}, **FOR_MUGO)
    assert told.state.find(Objection, "r1:mugo").state == "closed"


@pytest.mark.parametrize(
    ("action", "data"), [("reword", {"words": "all is well"}), ("withdraw", None), ("label", {"labels": []})]
)
def test_a_remark_is_changed_or_taken_back_by_the_clerk(told, action, data):
    remark(open_hall(told), "c1", who="mugo")
    assert refused(told, "peter", "contribution", action, "c1", data=data, **FOR_MUGO) == ["person.own_hand"]
    assert refused(told, "peter", "contribution", action, "c1", data=data) == ["move.not_yours"]
    assert told.state.find(Contribution, "c1").words == "valley and hill should not be one line"


def test_one_hand_signs_for_both_sides(told):
    version = ready(open_hall(told))
    told.does("wanjiru", "sign_off", "take_back", f"meaning:{version}", reason="to try")
    question = {"question": QUESTIONS[Kind.MEANING]["en"]}
    for_her = {"data": question, "on_behalf_of": "wanjiru", "channel": "spoken"}
    assert refused(told, "amina", "sign_off", "give", f"meaning:{version}", **for_her) == [
        "sign_off.side", "sign_off.same_person",
    ]  # fmt: skip
    told.does("amina", "sign_off", "take_back", f"science:{version}", reason="to try")
    told.does("peter", "sign_off", "give", f"science:{version}", data={"question": QUESTIONS[Kind.SCIENCE]["en"]},
              on_behalf_of="amina", channel="paper")  # fmt: skip
    assert refused(told, "peter", "sign_off", "give", f"meaning:{version}", **for_her) == ["sign_off.same_person"]
    sign(told, version, "wanjiru", "meaning")
    assert told.state.find(SignOff, f"meaning:{version}").signer == "wanjiru"


def test_who_came_by_a_code_calls_themself_a_producer_and_signs(told):
    version = ready(open_hall(told))
    told.does("amina", "sign_off", "take_back", f"science:{version}", reason="to try")
    told.does("dr x", "person", "join", "dr x", data={"side": "producer", "role": "participant"})
    question = {"question": QUESTIONS[Kind.SCIENCE]["en"]}
    assert refused(told, "dr x", "sign_off", "give", f"science:{version}", data=question) == ["sign_off.unplaced"]
    placed = {"side": "producer", "role": "participant"}
    told.does("peter", "person", "place", "dr x", data=placed, reason="of the university, known to us")
    sign(told, version, "dr x", "science")


def test_who_facilitates_makes_themself_a_voter(told):
    voter = {"side": "user", "role": "participant"}
    assert refused(told, "peter", "person", "place", "peter", data=voter, reason="to vote") == ["person.own_place"]
    for_amina = {"on_behalf_of": "amina", "channel": "spoken"}
    assert refused(told, "peter", "person", "place", "peter", data=voter, reason="to vote", **for_amina) == [
        "person.own_place"
    ]  # fmt: skip


def test_a_fork_with_its_clock_turned_back_settles_a_round_before_the_objection(told):
    """The laptop's clock stands a year back: in the merged order its round has passed before anybody objects."""
    version = table(open_hall(told))
    ask(told, version)
    for person in ("wanjiru", "njeri", "amina"):
        answer(told, person, "consent")
    told.does("peter", "round", "reveal", "r1")
    laptop = told.parted("laptop")
    laptop.does("peter", "round", "pass", "r1", at=START - timedelta(days=365))
    told.does("mugo", "objection", "raise", "r1:mugo", data=HARM)
    state = fold(merge(told.log, laptop.log))
    assert state.find(Round, "r1").state == "passed"
    assert len(state.set_aside) == 1
    [view] = minority_views(state, state.find(Round, "r1"))
    assert (view.words, view.mend, view.overruled, view.side) == (HARM["harm"], HARM["mend"], True, "user")


@pytest.mark.parametrize(("first", "second"), [("home", "laptop"), ("laptop", "home")])
def test_words_said_apart_from_the_act_that_takes_them_back_go_as_well(told, first, second):
    """Whichever of the two comes first in the order: a reword after the withdrawal is set aside, and still goes."""
    remark(open_hall(told), "c1", who="mugo")
    told.does("mugo", "person", "describe", "mugo", data={"name": "Mugo Njagi"})
    at = {first: START + timedelta(days=1), second: START + timedelta(days=2)}
    laptop = told.parted("laptop")
    again = laptop.does("mugo", "contribution", "reword", "c1", data={"words": "the hill is mine"}, at=at["laptop"])
    name = laptop.does("mugo", "person", "describe", "mugo", data={"name": "Mugo wa Njagi"}, at=at["laptop"])
    told.does("mugo", "contribution", "withdraw", "c1", at=at["home"])
    told.does("mugo", "person", "erase", "mugo", at=at["home"])
    state = fold(merge(told.log, laptop.log))
    assert {again.id, name.id} <= meant_to_be_erased(state)


def test_an_act_that_could_not_be_read_back_is_not_written(told):
    plan = {"type": "free", "starts": "20260812T14:00"}
    assert refused(told, "peter", "session", "plan", "s9", data=plan) == ["session.starts"]
    open_hall(told)
    for minutes in (-1, 10**12):
        data = {"phase": "A", "minutes": minutes}
        assert refused(told, "peter", "session", "phase", "s1", data=data) == ["session.long"]
    endless = {"decision_rule": "c", "quorum": {"user": 1, "producer": 1}, "reply_days": 10**12, "fallback": "f",
               "exit": "e"}  # fmt: skip
    assert refused(told, "peter", "working_agreement", "propose", "w9", data=endless) == ["agreement.reply_days"]


def test_a_forged_number_does_not_break_the_case(told):
    open_hall(told)
    forged = make_event(
        id="f" * 32, case="mbeere", at=START, who="peter", entity="attendance", entity_id="s1:mugo", action="cost",
        from_state="here", to_state="here", after=told.log.heads, salt="s", data={"travel_hours": 10**400},
    )  # fmt: skip
    state = fold(Log.of((*told.log.ordered, forged)))
    assert [one.code for one in state.set_aside[forged.id].problems] == ["move.unreadable"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"data": {"words": "x" * 6000}}, "event.long"),
        ({"data": {"words": "x", "kind": {"deep": ["y" * 5001]}}}, "event.long"),
        ({"data": {"words": "nul \0"}}, "event.letter"),
        ({"data": {"words": "half \ud83d"}}, "event.letter"),
        ({"channel": "carrier pigeon"}, "move.channel"),
        ({"session": "of another case"}, "move.session"),
        ({"entity_id": "c" * 81}, "event.form"),
        ({"entity_id": "c\n1"}, "event.form"),
    ],
)
def test_what_no_database_or_page_could_keep_is_refused(told, more, code):
    given = {"entity_id": "c1", "data": {"words": "rain"}} | more
    assert refused(told, "wanjiru", "contribution", "note", **given) == [code]


def test_an_edit_and_a_consent_made_apart_end_with_the_edit_unconsented(told):
    table(open_hall(told), "draft")
    hall_copy = told.parted("hall")
    agree_on(hall_copy, "draft")
    edit(told, "draft", "wanjiru")
    state = fold(merge(told.log, hall_copy.log))
    draft = state.find(Subject, "draft")
    assert passed_on(state, draft.fixed.hash) is None
    assert draft.state != Tabled.AGREED
