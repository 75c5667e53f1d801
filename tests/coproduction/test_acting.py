"""Acting refuses with reasons, and what it lets through is never set aside."""

import pytest

from climserv.coproduction.acting import possible
from climserv.coproduction.people.people import Person
from climserv.vocabulary.problems import Refused

PLACED = {"side": "user", "role": "participant"}


def refused(told, *act, **more) -> list[str]:
    with pytest.raises(Refused) as caught:
        told.does(*act, **more)
    assert all(problem.what and problem.allowed and problem.next_step for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("act", "more", "codes"),
    [
        (("amina", "prophecy", "open", "x"), {}, ["move.entity"]),
        (("amina", "case", "pause", "mbeere"), {"reason": "sowing"}, ["move.not_now"]),
        (("wanjiru", "case", "form", "mbeere"), {}, ["move.not_yours"]),
        (("nobody", "case", "form", "mbeere"), {}, ["move.not_yours"]),
        (("amina", "case", "close", "mbeere"), {"reason": " "}, ["move.reason"]),
        (("peter", "person", "add", "njeri"), {"data": {"side": "user"}}, ["move.needs"]),
        (
            ("peter", "person", "add", "njeri"),
            {"data": {"side": "left", "role": "king"}},
            ["person.side", "person.role"],
        ),
        (("njeri", "person", "join", "njeri"), {"data": {"side": "user", "role": "lead"}}, ["person.role_not_yours"]),
        (("njeri", "person", "join", "otieno"), {"data": PLACED}, ["move.not_yours"]),
        (
            ("peter", "person", "add", "njeri"),
            {"data": {"side": ["user"], "role": ["lead"]}},
            ["person.side", "person.role"],
        ),
        (("amina", "person", "erase", "wanjiru"), {}, ["move.not_yours"]),
        (("wanjiru", "person", "erase", "amina"), {"on_behalf_of": "amina"}, ["move.scribe", "move.channel"]),
        (("amina", "case", "open", "kollo"), {"data": {"title": "x"}}, ["case.other"]),
    ],
)
def test_what_is_not_legal_is_refused_with_a_reason(told, act, more, codes):
    before = told.state
    assert refused(told, *act, **more) == codes
    assert told.state is before


def test_somebody_joins_and_a_helper_speaks_for_them(told):
    told.does("njeri", "person", "join", "njeri", data=PLACED)
    event = told.does("peter", "person", "erase", "njeri", on_behalf_of="njeri", channel="spoken")
    assert (event.who, event.person) == ("peter", "njeri")
    assert told.state.find(Person, "njeri").state == "erased"


def test_who_opened_a_case_leads_it_only_until_there_is_a_lead(told):
    told.does("amina", "person", "add", "grace", data={"side": "producer", "role": "lead"})
    told.does("grace", "person", "place", "amina", data={"side": "producer", "role": "participant"}, reason="left")
    assert refused(told, "amina", "case", "form", "mbeere") == ["move.not_yours"]
    told.does("grace", "case", "form", "mbeere")


def test_buttons_are_those_of_state_role_and_side(told):
    assert possible(told.state, "case", "mbeere", "amina") == ["describe", "form", "close"]
    assert possible(told.state, "case", "mbeere", "wanjiru") == []
    assert possible(told.state, "person", "wanjiru", "wanjiru") == ["describe", "erase"]
