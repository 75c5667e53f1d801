"""Promises of both sides: kept, moved with a reason, dropped with a reason; and the delivery that users carry."""

from datetime import UTC, date, datetime

import pytest
from hall import codes

from climserv.coproduction.looking_back.commitments import Commitment, kept_by_side, one_sided
from climserv.coproduction.looking_back.services import consultative, understood
from climserv.vocabulary.problems import Refused

DATA = {"text": "read the gauge", "side": "user", "owner": "the women’s group", "due": "2026-08-10"}
LATER = datetime(2026, 9, 1, tzinfo=UTC)


def promise(told, id="p", who="wanjiru", **more):
    told.does(who, "commitment", "promise", id, data=DATA | more)


def test_a_promise_is_late_after_its_day_and_not_on_it(told):
    promise(told)
    kept = told.state.find(Commitment, "p")
    assert [kept.is_late(date(2026, 8, day)) for day in (10, 11)] == [False, True]


def test_a_new_day_needs_a_reason_and_the_old_one_stays(told):
    promise(told)
    with pytest.raises(Refused) as caught:
        told.does("wanjiru", "commitment", "renegotiate", "p", data={"due": "2026-08-20"})
    assert codes(caught) == ["move.reason"]
    told.does("wanjiru", "commitment", "renegotiate", "p", data={"due": "2026-08-20"}, reason="the gauge broke")
    kept = told.state.find(Commitment, "p")
    assert (kept.dues, kept.due, kept.why) == (("2026-08-10",), "2026-08-20", "the gauge broke")
    assert not kept.is_late(date(2026, 8, 15))


def test_a_promise_is_dropped_only_with_a_reason_and_can_be_taken_up(told):
    promise(told)
    with pytest.raises(Refused):
        told.does("wanjiru", "commitment", "drop", "p")
    told.does("wanjiru", "commitment", "drop", "p", reason="the well is dry")
    told.does("wanjiru", "commitment", "reopen", "p", reason="it rained")
    told.does("wanjiru", "commitment", "keep", "p")
    assert told.state.find(Commitment, "p").kept_in_time


@pytest.mark.parametrize(
    ("wrong", "code"), [({"due": "soon"}, "commitment.due"), ({"side": "observer"}, "commitment.side")]
)
def test_a_promise_has_a_side_and_a_day(told, wrong, code):
    with pytest.raises(Refused) as caught:
        promise(told, **wrong)
    assert codes(caught) == [code]


def test_kept_promises_are_counted_by_side_and_what_is_not_due_counts_nowhere(told):
    promise(told, "kept")
    promise(told, "late")
    promise(told, "ahead", due="2027-01-01")
    promise(told, "theirs", "amina", side="producer", owner="met service")
    told.does("wanjiru", "commitment", "keep", "kept")
    told.does("amina", "commitment", "drop", "theirs", reason="no money")
    assert kept_by_side(told.state, LATER) == {"producer": (0, 1), "user": (1, 2)}


def test_promises_of_one_side_only_are_seen(told):
    assert one_sided(told.state) == ""
    promise(told)
    assert one_sided(told.state) == "user"
    promise(told, "theirs", "amina", side="producer", owner="met service")
    assert one_sided(told.state) == ""


def test_a_service_without_a_task_of_the_users_is_consultative_until_one_is_filled(told):
    promise(told, "sms", "amina", side="producer", owner="met service", task="sms")
    promise(told, "not delivery")
    assert consultative(told.state)
    promise(told, "radio", task="radio")
    assert not consultative(told.state)
    told.does("wanjiru", "commitment", "drop", "radio", reason="the reader moved away")
    assert consultative(told.state)


def test_a_receipt_says_how_many_could_say_the_message_back(told):
    promise(told, task="radio")
    with pytest.raises(Refused) as caught:
        told.does("wanjiru", "commitment", "keep", "p", data={"asked": 5, "understood": 6})
    assert codes(caught) == ["commitment.receipt"]
    told.does("wanjiru", "commitment", "keep", "p", data={"asked": 5, "understood": 4})
    assert understood(told.state) == (4, 5)
