"""A fold takes what is legal at its place, sets the rest aside with the reason, and never raises."""

import pytest

from climserv.coproduction.cases import Case
from climserv.coproduction.folding import applied, fold
from climserv.coproduction.logbook.events import erased, make_event
from climserv.coproduction.logbook.log import Log, merge
from climserv.coproduction.people.people import Person
from climserv.coproduction.people.working_agreements import WorkingAgreement, agreement_in_force
from climserv.vocabulary.problems import Refused

TERMS = {
    "decision_rule": "consent", "quorum": {"user": 8, "producer": 2}, "reply_days": 14,
    "fallback": "one more session, then a majority on each side", "exit": "any day",
}  # fmt: skip


def test_the_fold_of_the_log_is_the_state_as_it_grew(told):
    assert fold(told.log) == fold(Log.of(reversed(told.log.ordered)))
    assert fold(told.log).of(Person) == told.state.of(Person)
    assert told.state.find(Case, "mbeere").title == "When do we plant?"
    assert [one.action for one in told.state.story("case", "mbeere")] == ["open"]


def test_an_older_state_is_not_changed_by_what_comes_after(told):
    before, people = told.state, dict(told.state.of(Person))
    told.add("njeri", "user")
    assert before.of(Person) == people
    assert "njeri" in told.state.of(Person)


def test_of_two_moves_made_apart_the_one_that_no_longer_fits_is_kept_beside(told):
    hall = told.parted("hall")
    closing = told.does("amina", "case", "close", "mbeere", reason="nobody came")
    forming = hall.does("amina", "case", "form", "mbeere")
    assert closing.at <= forming.at
    state = fold(merge(told.log, hall.log))
    assert state.find(Case, "mbeere").state == "closed"
    assert list(state.set_aside) == [forming.id]
    assert state.set_aside[forming.id].problems[0].allowed == "reopen"


def test_a_second_joining_with_the_same_name_is_set_aside_with_the_reason(told):
    hall = told.parted("hall")
    first = told.does("njeri", "person", "join", "njeri", data={"side": "user", "role": "participant"})
    second = hall.does("njeri", "person", "join", "njeri", data={"side": "producer", "role": "participant"})
    state = fold(merge(told.log, hall.log))
    assert first.at <= second.at
    assert [problem.code for problem in state.set_aside[second.id].problems] == ["move.not_now"]
    assert state.find(Person, "njeri").side == "user"


def test_two_edits_apart_are_two_versions_until_one_follows_both(told):
    told.does("amina", "working_agreement", "propose", "how", data=TERMS)
    hall = told.parted("hall")
    mine = told.does("amina", "working_agreement", "edit", "how", data=TERMS | {"reply_days": 7})
    yours = hall.does("wanjiru", "working_agreement", "edit", "how", data=TERMS | {"reply_days": 30})
    both = type(told)(log=merge(told.log, hall.log), place="both", turns=told.turns)
    how = both.state.find(WorkingAgreement, "how")
    assert {(one.number, one.hash) for one in how.standing} == {(2, mine.hash), (2, yours.hash)}
    assert how.in_conflict
    assert not both.state.set_aside
    third = both.does("wanjiru", "working_agreement", "edit", "how", data=TERMS | {"reply_days": 14})
    how = both.state.find(WorkingAgreement, "how")
    assert (how.in_conflict, how.latest.number, how.latest.hash, len(how.versions)) == (False, 3, third.hash, 4)


def test_an_edit_needs_consent_again_and_only_then_the_case_is_active(told):
    first = told.does("amina", "working_agreement", "propose", "how", data=TERMS)
    told.does("wanjiru", "working_agreement", "consent", "how", data={"to": first.hash})
    second = told.does("amina", "working_agreement", "edit", "how", data=TERMS | {"reply_days": 7})
    with pytest.raises(Refused, match="no longer on the table"):
        told.does("amina", "working_agreement", "consent", "how", data={"to": first.hash})
    told.does("amina", "working_agreement", "consent", "how", data={"to": second.hash})
    with pytest.raises(Refused, match="nobody of the user side"):
        told.does("peter", "working_agreement", "adopt", "how")
    with pytest.raises(Refused, match="for others to do"):
        told.does("peter", "working_agreement", "consent", "how", data={"to": second.hash})
    told.does("amina", "case", "form", "mbeere")
    with pytest.raises(Refused, match="no working agreement"):
        told.does("amina", "case", "activate", "mbeere")
    told.does(
        "peter",
        "working_agreement",
        "consent",
        "how",
        data={"to": second.hash, "witness": "Njeri"},
        on_behalf_of="wanjiru",
        channel="spoken",
    )
    told.does("peter", "working_agreement", "adopt", "how")
    told.does("amina", "case", "activate", "mbeere")
    assert agreement_in_force(told.state).terms["reply_days"] == 7


def test_erasing_words_leaves_side_role_and_everything_else(told):
    told.does("wanjiru", "person", "describe", "wanjiru", data={"name": "Wanjirũ", "shown": "name"})
    told.does("wanjiru", "person", "erase", "wanjiru")
    log = Log.of(erased(one) if one.action == "describe" else one for one in told.log.ordered)
    assert log.verify() == []
    state = fold(log)
    assert not state.set_aside
    gone = state.find(Person, "wanjiru")
    assert (gone.state, gone.side, gone.name, gone.has_voice) == ("erased", "user", "", False)
    assert state.of(Person) == told.state.of(Person)


def test_even_a_log_of_nothing_but_tombstones_folds(told):
    told.does("amina", "working_agreement", "propose", "how", data=TERMS)
    log = Log.of(erased(one) for one in told.log.ordered)
    state = fold(log)
    assert log.verify() == []
    assert state.find(Case, "mbeere").title == ""


def foreign(told, **more):
    given = {
        "id": "f" * 32, "case": "mbeere", "at": told.log.ordered[-1].at, "who": "amina", "entity": "person",
        "entity_id": "x", "action": "add", "from_state": "", "to_state": "active", "after": told.log.heads,
        "salt": "s", "data": {"side": "user", "role": "participant"},
    }  # fmt: skip
    return make_event(**given | more)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"entity": "prophecy"}, "move.entity"),
        ({"case": "kollo"}, "move.case"),
        ({"to_state": "erased"}, "move.moved_on"),
        ({"data": {"side": {"a": 1}, "role": ["lead"]}}, "person.side"),
        (
            {"entity": "working_agreement", "action": "propose", "to_state": "draft", "version": 1,
             "data": TERMS | {"quorum": "eight"}},
            "move.unreadable",
        ),
        (
            {"entity": "working_agreement", "action": "propose", "to_state": "draft", "version": 4, "data": TERMS},
            "move.version",
        ),
        (
            {"entity": "party", "to_state": "present",
             "data": {"name": "x", "kind": "ngo", "side": "user", "assets": 5}},
            "move.unreadable",
        ),
    ],
)  # fmt: skip
def test_what_came_from_elsewhere_is_set_aside_not_raised(told, more, code):
    event = foreign(told, **more)
    state = applied(told.state, event)
    assert state.set_aside[event.id].problems[0].code == code
    assert state.heads == (event.hash,)


def test_an_event_that_has_not_seen_all_cannot_be_added_at_the_end(told):
    with pytest.raises(Refused, match="has not seen"):
        applied(told.state, foreign(told, after=()))
