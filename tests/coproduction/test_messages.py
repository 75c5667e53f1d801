"""Messages: only the product's numbers, checked by another, read back, sent once released; no hindsight of today."""

import pytest
from hall import FACTS, codes, open_hall, ready

from climserv.coproduction.looking_back.messages import Message, message_id
from climserv.vocabulary.problems import Refused

NUMBERS = ["21", "30", "7", "10", "5"]
TEXT = "The rains had started by 5 November in 21 of 30 years."


@pytest.fixture
def version(told):
    """A product that lacks nothing, not yet released: the hash of its version."""
    return ready(open_hall(told))


def drafts(told, version, channel="radio", who="amina", text=TEXT, mark="", **more):
    id = message_id(version, channel, "en", mark)
    told.does(who, "message", "draft", id, data={"text": text, "numbers": NUMBERS} | more)
    return id


def refused(told, *act, **more) -> list[str]:
    with pytest.raises(Refused) as caught:
        told.does(*act, **more)
    return codes(caught)


def test_a_message_goes_out_checked_and_released(told, version):
    id = drafts(told, version)
    assert refused(told, "amina", "message", "check", id) == ["message.own"]
    told.does("wanjiru", "message", "check", id)
    assert refused(told, "amina", "message", "send", id) == ["message.not_released"]
    told.does("peter", "release", "release", version, data=FACTS)
    told.does("amina", "message", "send", id)
    assert [(one.product, one.channel, one.language, one.state) for one in told.state.of(Message).values()] == [
        (version, "radio", "en", "sent")
    ]


@pytest.mark.parametrize(
    ("channel", "text", "more", "code"),
    [
        ("radio", "In 22 of 30 years.", {}, "message.numbers"),
        ("sms", "so " * 60, {}, "message.long"),
        ("pigeon", TEXT, {}, "message.product"),
        ("note", TEXT, {}, "message.rule"),
        ("note", TEXT, {"advice": ["onset"]}, "message.hindsight"),
        ("note", TEXT, {"advice": ["something else"]}, "message.hindsight"),
    ],
)
def test_what_a_message_may_not_say_is_refused(told, version, channel, text, more, code):
    with pytest.raises(Refused) as caught:
        drafts(told, version, channel, text=text, **more)
    assert codes(caught) == [code]


def test_a_note_of_the_day_by_a_rule_that_needs_no_later_day(told, version):
    one, other = (drafts(told, version, "note", advice=["odds"], mark=day) for day in ("2026-10-24", "2026-10-30"))
    assert one != other
    assert told.state.find(Message, one).channel == "note"


def test_other_words_are_checked_and_read_back_again(told, version):
    id = drafts(told, version)
    told.does("wanjiru", "message", "check", id)
    first = told.state.find(Message, id).tips[0]
    heard = {"asked": 5, "understood": 4, "heard": "a promise", "to": first}
    told.does("njeri", "message", "read_back", id, data=heard)
    assert told.state.find(Message, id).last_read_back.heard == "a promise"
    assert refused(told, "amina", "message", "edit", id, data={"text": TEXT, "numbers": NUMBERS}) == ["move.reason"]
    other = {"text": TEXT + " Not sure.", "numbers": NUMBERS}
    told.does("amina", "message", "edit", id, data=other, reason="one heard a promise")
    now = told.state.find(Message, id)
    assert (now.state, now.last_read_back) == ("draft", None)
    assert refused(told, "njeri", "message", "read_back", id, data=heard) == ["message.old_words"]
    too_many = heard | {"understood": 6, "to": now.tips[0]}
    assert refused(told, "njeri", "message", "read_back", id, data=too_many) == ["message.count"]
