"""Events cannot be changed unseen, and can be erased without breaking a hash."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from climserv.coproduction.logbook.events import erased, event_from, make_event, verify_event
from climserv.vocabulary.problems import Refused

GIVEN = {
    "id": "a" * 32,
    "case": "mbeere",
    "at": datetime(2026, 8, 3, 9, tzinfo=UTC),
    "who": "wanjiru",
    "entity": "person",
    "entity_id": "wanjiru",
    "action": "describe",
    "from_state": "active",
    "to_state": "active",
    "after": ("ff", "00"),
    "salt": "pepper",
    "data": {"name": "Wanjirũ", "languages": ["ki", "sw"]},
    "reason": "she told us",
}
OTHER = {"at": datetime(2026, 8, 3, 10, tzinfo=UTC), "after": ("11",), "version": 2}


def codes(problems):
    return [problem.code for problem in problems]


def test_an_event_as_made_has_nothing_wrong():
    assert verify_event(make_event(**GIVEN)) == []


@pytest.mark.parametrize("name", sorted(make_event(**GIVEN).as_dict()))
def test_every_field_is_held_by_a_hash(name):
    event = make_event(**GIVEN)
    changed = OTHER.get(name, {"name": "Somebody"} if name == "data" else "other")
    assert codes(verify_event(replace(event, **{name: changed})))


def test_words_can_be_erased_and_the_hash_still_holds():
    event = make_event(**GIVEN)
    bare = erased(event)
    assert verify_event(bare) == []
    assert (bare.hash, bare.said, bare.reason) == (event.hash, {}, "")
    assert "Wanjir" not in str(bare.as_dict())


def test_half_an_erasure_is_told():
    event = make_event(**GIVEN)
    assert codes(verify_event(replace(event, data=None))) == ["event.half_erased"]
    assert codes(verify_event(replace(event, salt=None))) == ["event.seal"]


def test_the_same_words_have_another_seal_under_another_salt():
    assert make_event(**GIVEN).seal != make_event(**GIVEN | {"salt": "other"}).seal


def test_plain_data_brings_the_same_event_back():
    event = make_event(**GIVEN)
    assert event_from(event.as_dict()) == event


def test_one_moment_has_one_hash_in_every_zone():
    nairobi = GIVEN["at"].astimezone(timezone(timedelta(hours=3)))
    assert make_event(**GIVEN | {"at": nairobi}).hash == make_event(**GIVEN).hash


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"at": datetime(2026, 8, 3, 9)}, "event.time"),  # noqa: DTZ001
        ({"data": {"rain": float("nan")}}, "event.data"),
        ({"data": {"rain": {1, 2}}}, "event.data"),
    ],
)
def test_what_cannot_be_written_is_refused(given, code):
    with pytest.raises(Refused) as refused:
        make_event(**GIVEN | given)
    assert codes(refused.value.problems) == [code]
