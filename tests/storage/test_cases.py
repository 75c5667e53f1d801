"""Cases in the database: every act one row that stays, words that can go, people who come by a code, copies."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from climserv.coproduction.cases import Case
from climserv.coproduction.dialogue.contributions import Contribution
from climserv.coproduction.people.people import Person
from climserv.storage.cases import case_files, case_people, cases
from climserv.storage.cases.case_logs import CaseLogs
from climserv.storage.cases.case_models import CaseEvent, CaseSeat
from climserv.storage.database import open_database, upgrade
from climserv.storage.permissions import NotAllowed, NotThere
from climserv.vocabulary.problems import Refused


@pytest.fixture
def logs():
    return CaseLogs()


@pytest.fixture
def amina(add_person):
    return add_person("amina", "meteorologist", "Met service")


@pytest.fixture
def case_id(database, logs, amina, clock):
    with database.session() as session:
        return cases.open_case(session, logs, amina, "When do we plant?", data={"area": "Mbeere"}, clock=clock)


def did(database, logs, case_id, person, *act, **more):
    with database.session() as session:
        return cases.do(session, logs, case_id, person, *act, **more)


def seen(database, logs, case_id):
    with database.reading() as session:
        return logs.read(session, case_id)


def coded(session, logs, case_id, amina) -> str:
    """The code of a session that is planned."""
    me = cases.see_case(session, logs, amina, case_id)[1].id
    cases.do(session, logs, case_id, me, "session", "plan", entity_id="first",
             data={"type": "free", "starts": "2026-08-12T14:00"})  # fmt: skip
    return case_people.give_code(session, case_id, "first")


def person_of(database, logs, who, case_id):
    with database.reading() as session:
        return cases.see_case(session, logs, who, case_id)[1]


def test_who_opens_a_case_leads_it_on_their_side_and_finds_it_again(database, logs, amina, case_id, anna):
    with database.reading() as session:
        ((case, me),) = cases.cases_of(session, logs, amina)
        state, _ = cases.see_case(session, logs, amina, case_id)
        assert cases.cases_of(session, logs, anna) == []
        with pytest.raises(NotThere):
            cases.see_case(session, logs, anna, case_id)
        with pytest.raises(NotThere):
            cases.see_case(session, logs, None, case_id)
    assert (case.title, case.area, case.state) == ("When do we plant?", "Mbeere", "proposed")
    assert (me.side, me.role, me.name) == ("producer", "lead", "Amina")
    assert state.set_aside == {}


def test_a_visitor_opens_no_case(database, logs):
    with database.session() as session, pytest.raises(NotAllowed):
        cases.open_case(session, logs, None, "Anything")


def test_an_act_that_is_not_legal_leaves_no_row(database, logs, amina, case_id):
    me, before = person_of(database, logs, amina, case_id), seen(database, logs, case_id).number
    with pytest.raises(Refused) as refused:
        did(database, logs, case_id, me.id, "case", "close", entity_id=case_id)
    assert [one.code for one in refused.value.problems] == ["move.reason"]
    assert seen(database, logs, case_id).number == before


def test_what_one_process_wrote_another_reads_on(database, logs, amina, case_id, clock):
    elsewhere = CaseLogs()
    assert seen(database, elsewhere, case_id).state.find(Case, case_id).area == "Mbeere"
    me = person_of(database, logs, amina, case_id)
    did(database, logs, case_id, me.id, "case", "describe", entity_id=case_id, data={"area": "Embu"}, clock=clock)
    assert seen(database, elsewhere, case_id).state.find(Case, case_id).area == "Embu"


def test_two_who_write_at_once_each_see_what_the_other_wrote(database, logs, amina, case_id):
    """Two processes, each with logs of its own: no act is lost, none is set aside, the log is one line."""
    me = person_of(database, logs, amina, case_id).id

    def write(name: str) -> None:
        own = CaseLogs()
        for number in range(8):
            did(database, own, case_id, me, "contribution", "note", data={"words": f"{name} {number}"})

    with ThreadPoolExecutor(2) as both:
        list(both.map(write, ("here", "there")))
    kept = seen(database, CaseLogs(), case_id)
    assert len(kept.state.of(Contribution)) == 16
    assert not kept.state.set_aside
    assert all(len(event.after) == 1 for event in kept.log.ordered[1:])
    assert seen(database, logs, case_id).state.of(Contribution) == kept.state.of(Contribution)


def test_what_is_undone_is_in_no_copy(database, logs, amina, case_id):
    me = person_of(database, logs, amina, case_id)
    with database.session() as session:
        cases.do(session, logs, case_id, me.id, "case", "describe", entity_id=case_id, data={"area": "Nowhere"})
        assert logs.read(session, case_id).state.find(Case, case_id).area == "Nowhere"
        session.rollback()
    assert seen(database, logs, case_id).state.find(Case, case_id).area == "Mbeere"


def test_the_database_itself_keeps_the_events(database, logs, case_id):
    for statement in (
        "DELETE FROM case_event",
        "UPDATE case_event SET reason = 'otherwise'",
        "UPDATE case_event SET who = '', data = NULL, salt = NULL, reason = ''",
        "UPDATE case_event SET data = NULL",
    ):
        with pytest.raises(DBAPIError), database.session() as session:
            session.execute(text(statement))
    assert seen(database, CaseLogs(), case_id).log.verify() == []


def test_somebody_joins_by_the_code_and_comes_back_with_the_pin(database, logs, amina, case_id):
    with database.session() as session:
        code = coded(session, logs, case_id, amina)
        assert case_people.give_code(session, case_id, "first") == code
        come = case_people.join(session, logs, code.lower(), name="  Mama  Njeri ", side="user", group="women")
    with database.session() as session:
        with pytest.raises(Refused, match="of this name"):
            case_people.join(session, logs, code, name="mama njeri", side="user")
        again = case_people.come_back(session, logs, f"{code[:3]} {code[3:]}", name="Mama Njeri", pin=come.pin)
        with pytest.raises(Refused, match="nobody here"):
            case_people.come_back(session, logs, code, name="Mama Njeri", pin="x" + come.pin[1:])
        assert (again.person, again.case_id, again.session) == (come.person, case_id, "first")
        case_people.take_code(session, case_id, "first")
        with pytest.raises(Refused, match="no session"):
            case_people.session_of_code(session, code)
    njeri = seen(database, logs, case_id).state.find(Person, come.person)
    assert (njeri.side, njeri.role, njeri.name, njeri.group) == ("user", "participant", "Mama Njeri", "women")


def test_nobody_makes_themselves_the_facilitator(database, logs, amina, case_id):
    with database.session() as session:
        code = coded(session, logs, case_id, amina)
        with pytest.raises(Refused) as refused:
            case_people.join(session, logs, code, name="Njeri", side="user", role="facilitator")
    assert [one.code for one in refused.value.problems] == ["person.role_not_yours"]


def erased_njeri(database, logs, case_id, amina):
    with database.session() as session:
        code = coded(session, logs, case_id, amina)
        njeri = case_people.join(session, logs, code, name="Njeri", side="user").person
    seen(database, logs, case_id)
    with database.session() as session:
        case_people.erase(session, logs, case_id, njeri, by=njeri)
    return njeri


def test_who_is_erased_is_in_no_row_and_still_counted(database, logs, amina, case_id):
    elsewhere = CaseLogs()
    seen(database, elsewhere, case_id)
    njeri = erased_njeri(database, logs, case_id, amina)
    for copy in (logs, elsewhere, CaseLogs()):
        kept = seen(database, copy, case_id)
        gone = kept.state.find(Person, njeri)
        assert (gone.state, gone.name, gone.side) == ("erased", "", "user")
        assert kept.log.verify() == []
    with database.reading() as session:
        assert session.query(CaseSeat).filter_by(person=njeri).count() == 0
        assert "Njeri" not in str([(row.data, row.reason) for row in session.query(CaseEvent)])


@pytest.fixture
def hall(tmp_path):
    """The same server on a laptop's own network: another database."""
    address = f"sqlite:///{tmp_path / 'hall.sqlite'}"
    upgrade(address)
    database = open_database(address)
    yield database
    database.close()


def exported(database, logs, case_id):
    with database.reading() as session:
        return case_files.export_case(session, logs, case_id)


def imported(database, logs, content):
    with database.session() as session:
        return case_files.import_case(session, logs, content)


def test_a_case_goes_to_the_hall_and_home_without_loss_and_without_counting_twice(database, logs, amina, case_id, hall):
    there = CaseLogs()
    first = imported(hall, there, exported(database, logs, case_id))
    assert (first.case_id, first.known, first.conflicts) == (case_id, 0, 0)
    me = person_of(database, logs, amina, case_id).id
    did(hall, there, case_id, me, "case", "form", entity_id=case_id)
    did(hall, there, case_id, me, "case", "describe", entity_id=case_id, data={"area": "lower Embu"})
    did(database, logs, case_id, me, "case", "describe", entity_id=case_id, data={"mode": "immersive"})
    content = exported(hall, there, case_id)
    home = imported(database, logs, content)
    assert (home.added, home.conflicts) == (2, 1)  # At home it was still only proposed.
    again = imported(database, logs, content)
    assert (again.added, again.erased) == (0, 0)
    back = imported(hall, there, exported(database, logs, case_id))
    assert back.added == 1
    assert exported(database, logs, case_id) == exported(hall, there, case_id)


def test_an_erasure_travels_and_a_lost_word_does_not(database, logs, amina, case_id, hall):
    before, there = exported(database, logs, case_id), CaseLogs()
    njeri = erased_njeri(database, logs, case_id, amina)
    with_her = exported(database, logs, case_id)
    imported(hall, there, with_her)
    assert seen(hall, there, case_id).state.find(Person, njeri).name == ""
    lines = [json.loads(line) for line in before.splitlines()]
    lost = [one | {"data": None, "salt": None, "reason": ""} if "seal" in one else one for one in lines]
    done = imported(database, logs, "\n".join(map(json.dumps, lost)).encode())
    assert done.erased == 0
    assert exported(database, logs, case_id) == with_her


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda lines: [], "case.file"),
        (lambda lines: lines[:-1], "case.file"),
        (lambda lines: [lines[0], b"[" * 100_000, *lines[2:]], "case.file"),
        (lambda lines: [lines[0], b'{"id": 1}', *lines[2:]], "case.file"),
        (lambda lines: [lines[0], lines[1].replace(b"When do we plant?", b"Who pays?"), *lines[2:]], "event.seal"),
        (lambda lines: [lines[0].replace(b'"version":1', b'"version":9'), *lines[1:]], "case.file"),
    ],
)  # fmt: skip
def test_a_spoilt_file_is_refused_and_nothing_is_taken(database, logs, case_id, hall, spoil, code):
    lines = exported(database, logs, case_id).splitlines()
    with pytest.raises(Refused) as refused:
        imported(hall, CaseLogs(), b"\n".join(spoil(lines)))
    assert code in {one.code for one in refused.value.problems}
    with pytest.raises(NotThere):
        seen(hall, CaseLogs(), case_id)


def test_a_row_changed_behind_our_back_is_noticed(database, logs, case_id, hall):
    imported(hall, CaseLogs(), exported(database, logs, case_id))
    with hall.session() as session:
        session.execute(text("DROP TRIGGER case_event_no_update"))
        session.execute(update(CaseEvent).where(CaseEvent.action == "describe").values(who="somebody else"))
    problems = seen(hall, CaseLogs(), case_id).log.verify()
    assert {one.code for one in problems} == {"event.hash"}
