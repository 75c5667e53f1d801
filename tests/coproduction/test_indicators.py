"""Indicators: each worked out by hand from a small log, and nothing where there is nothing to count."""

from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import START
from hall import FACTS, open_hall, ready, remark

from climserv.coproduction.looking_back import indicators
from climserv.coproduction.looking_back.indicators import Share


def test_of_an_empty_case_nothing_is_made_up(told):
    assert indicators.reply_days(told.state) is None
    assert indicators.answered(told.state) == Share(0, 0)
    assert indicators.set_by_users(told.state) == Share(0, 0)
    assert indicators.promises_kept(told.state, START) == {}
    assert indicators.hours(told.state) == {}


def test_the_days_to_a_reply_are_a_median_of_first_answers(told):
    for days, id in ((1, "a"), (2, "b"), (9, "c")):
        remark(told, id, who="wanjiru")
        made = told.log.ordered[-1].at
        told.does("amina", "contribution", "park", id, reason="later", at=made + timedelta(days=days))
        told.does("amina", "contribution", "take_up", id, reason="now", at=made + timedelta(days=days))
        told.does("amina", "contribution", "not_use", id, reason="no", at=made + timedelta(days=days + 50))
    remark(told, "waiting", who="wanjiru")
    assert indicators.reply_days(told.state) == pytest.approx(2)
    assert indicators.answered(told.state) == Share(3, 4)


def test_parameters_count_as_users_own_once_a_user_has_set_or_changed_them(told):
    given = {"kind": "parameters", "title": "onset", "content_hash": "1"}
    told.does("amina", "subject", "table", "p", data=given | {"parameters": {"spell": 20, "dry": 10, "search": 20}})
    assert indicators.set_by_users(told.state) == Share(0, 3)
    told.does("wanjiru", "subject", "edit", "p", data={"parameters": {"spell": 25, "dry": 10, "search": 20},
                                                       "content_hash": "2", "summary": "more"})  # fmt: skip
    assert indicators.set_by_users(told.state) == Share(1, 3)


def test_hours_are_those_of_the_session_and_of_the_way(told):
    open_hall(told)
    told.does("wanjiru", "attendance", "cost", "s1:wanjiru", data={"travel_hours": 2})
    planned = told.does(
        "peter", "session", "plan", "s2", data={"type": "free", "starts": "2026-08-13T14:00", "hours": 3}
    )
    told.does("peter", "session", "open", "s2")
    told.does("peter", "attendance", "arrive", "s2:amina")
    assert planned
    assert indicators.hours(told.state) == {"bridge": 0, "producer": 3, "user": 2}


def test_who_is_missing_is_said_only_of_groups_of_five(told):
    open_hall(told, users=tuple(f"u{n}" for n in range(10)), producers=())
    for n in range(10):
        told.does("peter", "person", "describe", f"u{n}", data={"gender": "woman" if n < 5 else "man"})
    targets = {"woman": 0.6, "man": 0.4}
    found = indicators.representation_gap(told.state, "gender", targets)
    assert found == pytest.approx({"woman": -0.1, "man": 0.1})
    told.does("peter", "person", "describe", "u0", data={"gender": "man"})
    assert indicators.representation_gap(told.state, "gender", targets) == {"woman": None, "man": None}


def test_a_release_is_in_time_up_to_its_day(told):
    version = ready(open_hall(told))
    told.does("amina", "release", "release", version, data=FACTS)
    day = told.log.ordered[-1].at.date()
    assert indicators.in_time(told.state, [("product", day)]) == Share(1, 1)
    assert indicators.in_time(told.state, [("product", day - timedelta(days=1)), ("other", date(2030, 1, 1))]) == Share(
        0, 2
    )


def test_promises_and_understanding_come_with_what_they_are_shares_of(told):
    data = {"text": "read it", "side": "user", "owner": "radio", "due": "2026-08-10", "task": "radio"}
    told.does("wanjiru", "commitment", "promise", "p", data=data)
    told.does("wanjiru", "commitment", "keep", "p", data={"asked": 5, "understood": 4})
    assert indicators.promises_kept(told.state, datetime(2026, 9, 1, tzinfo=UTC)) == {"user": Share(1, 1)}
    assert indicators.said_back(told.state) == Share(4, 5)
