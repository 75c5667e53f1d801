"""Files of a case brought by somebody who has changed them, or by a laptop that did not hear what was taken back."""

import json
from datetime import datetime

import pytest

from climserv.coproduction.logbook.events import make_event
from climserv.storage.cases import case_files, case_people, cases
from climserv.storage.cases.case_logs import CaseLogs
from climserv.storage.cases.case_models import CaseEvent
from climserv.storage.database import open_database, upgrade
from climserv.vocabulary.problems import Refused


@pytest.fixture
def home(database, add_person, clock):
    """(database, logs, id of a case)"""
    logs = CaseLogs()
    with database.session() as session:
        case_id = cases.open_case(session, logs, add_person("amina", "meteorologist", "Met service"), "When?",
                                  clock=clock)  # fmt: skip
    return database, logs, case_id


@pytest.fixture
def hall(tmp_path):
    """A laptop in a hall: another database."""
    address = f"sqlite:///{tmp_path / 'hall.sqlite'}"
    upgrade(address)
    database = open_database(address)
    yield database, CaseLogs()
    database.close()


def taken(place) -> bytes:
    database, logs, case_id = place
    with database.reading() as session:
        return case_files.export_case(session, logs, case_id)


def brought(place, content: bytes) -> case_files.Imported:
    database, logs = place[:2]
    with database.session() as session:
        return case_files.import_case(session, logs, content)


def did(place, person, *act, **more):
    with place[0].session() as session:
        return cases.do(session, place[1], place[2], person, *act, **more)


def test_what_was_said_on_a_laptop_of_what_is_taken_back_at_home_is_in_no_row_of_either(home, hall):
    database, logs, case_id = home
    njeri = cases.new_id()
    did(home, njeri, "person", "join", entity_id=njeri, data={"side": "user", "role": "participant"})
    did(home, njeri, "contribution", "note", entity_id="c1", data={"words": "where the spring is"})
    brought(hall, taken(home))
    laptop = (*hall, case_id)
    did(laptop, njeri, "person", "describe", entity_id=njeri, data={"name": "Njeri"})
    did(laptop, njeri, "contribution", "reword", entity_id="c1", data={"words": "the spring of the women"})
    did(home, njeri, "contribution", "withdraw", entity_id="c1")
    with database.session() as session:
        case_people.erase(session, logs, case_id, njeri, by=njeri)
    brought(home, taken(laptop))
    brought(laptop, taken(home))
    for place in (home, laptop):
        with place[0].reading() as session:
            rows = str([(row.data, row.reason) for row in session.query(CaseEvent)])
        assert "Njeri" not in rows
        assert "spring" not in rows
    assert taken(home) == taken(laptop)


@pytest.mark.parametrize(
    "forged",
    [
        {"at": "0001-01-01T00:00:00+14:00"},
        {"id": 7},
        {"who": None},
        {"entity_id": "x" * 81},
        {"action": "x" * 41},
        {"version": "two"},
        {"version": 10**12},
        {"after": [None]},
        {"reason": ["no"]},
        {"data": ["no"]},
        {"data": {"words": "half \ud83d"}},
        {"reason": "nul \0"},
        {"data": {"words": "x" * 5001}},
        {"at": "yesterday"},
        {"more": 1},
    ],
)
def test_an_event_of_another_form_is_refused_in_words_and_nothing_is_taken(home, hall, forged):
    lines = taken(home).decode().splitlines()
    event = json.dumps({**json.loads(lines[1]), **forged})
    with pytest.raises(Refused) as refused:
        brought(hall, "\n".join([lines[0], event, *lines[2:]]).encode())
    assert all(one.what and one.next_step for one in refused.value.problems)
    with hall[0].reading() as session:
        assert session.query(CaseEvent).count() == 0


def test_another_event_under_a_known_id_stops_the_whole_file(home):
    """Whoever forges a file cannot put other words under an act that is known here."""
    lines = [json.loads(line) for line in taken(home).splitlines()]
    first = lines[1]
    names = ("id", "case", "who", "entity", "entity_id", "action", "from_state", "to_state", "after")
    kept = {name: first[name] for name in names}
    other = make_event(**kept, at=datetime.fromisoformat(first["at"]), salt="s", data={"title": "Who pays?"})
    content = "\n".join(json.dumps(one) for one in (lines[0], other.as_dict(), *lines[2:])).encode()
    with pytest.raises(Refused) as refused:
        brought(home, content)
    assert {one.code for one in refused.value.problems} == {"log.tampered"}
