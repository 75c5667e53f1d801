"""Consent goes as far as it was given, and is taken back in one act."""

from datetime import UTC, datetime

import pytest

from climserv.coproduction.people.consents import Consent
from climserv.vocabulary.problems import Refused

IN_AUGUST = datetime(2026, 8, 20, tzinfo=UTC)
SPOKEN = {"on_behalf_of": "wanjiru", "channel": "spoken"}


def asked(told, **more):
    data = {"of": "wanjiru", "subject": "gauge 3", "scope": "producer"} | more
    told.does("amina", "consent", "ask", "c1", data=data)


def covers(told, scope, at=IN_AUGUST):
    return told.state.find(Consent, "c1").holds(scope, at)


def test_a_spoken_consent_is_entered_with_its_witness_and_taken_back_in_one_act(told):
    asked(told)
    with pytest.raises(Refused, match="no witness"):
        told.does("peter", "consent", "give", "c1", data={"form": "witnessed", "witness": "wanjiru"}, **SPOKEN)
    told.does("peter", "consent", "give", "c1", data={"form": "witnessed", "witness": "amina"}, **SPOKEN)
    assert covers(told, "case")
    assert covers(told, "producer")
    assert not covers(told, "research")
    told.does("peter", "consent", "withdraw", "c1", **SPOKEN)
    assert not covers(told, "case")


def test_nobody_consents_for_another(told):
    asked(told)
    for who in ("amina", "peter"):
        with pytest.raises(Refused, match="somebody else"):
            told.does(who, "consent", "give", "c1", data={"form": "written"})


def test_it_ends_with_its_last_day_and_not_before(told):
    asked(told, expires="2026-08-20")
    told.does("wanjiru", "consent", "give", "c1", data={"form": "spoken"})
    assert covers(told, "case")
    assert not covers(told, "case", datetime(2026, 8, 21, tzinfo=UTC))
    with pytest.raises(Refused, match="not run out"):
        told.does("", "consent", "expire", "c1", at=IN_AUGUST)
    told.does("", "consent", "expire", "c1", at=datetime(2026, 8, 21, tzinfo=UTC))
    assert told.state.find(Consent, "c1").state == "expired"


@pytest.mark.parametrize(("more", "what"), [({"scope": "everything"}, "no such scope"), ({"expires": "x"}, "last day")])
def test_what_is_asked_can_be_read(told, more, what):
    with pytest.raises(Refused, match=what):
        asked(told, **more)
