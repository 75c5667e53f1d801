"""Taking one's part along and being forgotten: what goes, what stays, in minutes, reports and exports."""

import io
import json

import docx
import pytest

from climserv.coproduction.looking_back.indicators import came
from climserv.coproduction.people.people import Person
from climserv.storage.cases import cases
from climserv.storage.cases.case_files import export_case, import_case

from .deciding_hall import Hall
from .test_minutes import settle

NAME, GROUP = "Wanjiru wa Kamau", "Siakago women of the hill"


@pytest.fixture
def hall(app, people):
    return Hall(app, people)


def state_of(app, hall):
    house = app.extensions["climserv"]
    with house.database.reading() as session:
        return house.cases.read(session, hall.case.rsplit("/", 1)[1]).state


@pytest.fixture
def held(app, hall) -> str:
    """The path of agreed minutes of a session in which Wanjiru, named and described, spoke and told a story."""
    house, case_id = app.extensions["climserv"], hall.case.rsplit("/", 1)[1]
    hall.posts(hall.wanjiru, "/me", name=NAME, group=GROUP, gender="woman", age_band="40_to_59", languages="Kikuyu, sw",
               shown="name")  # fmt: skip
    with house.database.session() as session:
        me = cases.seat_of(session, hall.grower, case_id).person
        start = {"type": "free", "starts": "2026-08-12T14:00"}
        lead = next(one.id for one in house.cases.read(session, case_id).state.of(Person).values() if one.leads)
        meeting = cases.do(session, house.cases, case_id, lead, "session", "plan", data=start).entity_id
        cases.do(session, house.cases, case_id, lead, "session", "open", entity_id=meeting)
        cases.do(session, house.cases, case_id, me, "attendance", "arrive", entity_id=f"{meeting}:{me}")
        said = {"words": "the valley is drier", "language": "en"}
        cases.do(session, house.cases, case_id, me, "contribution", "note", data=said, meeting=meeting)
        cases.do(session, house.cases, case_id, lead, "session", "close", entity_id=meeting)
    hall.posts(hall.wanjiru, "/report/stories", change="two kinds", matters="seed is left", helped="the odds")
    page = hall.reads(hall.amina, "/report")
    known = page.split('name="story" value="')[1].split('"')[0]
    hall.posts(hall.amina, "/report/stories", action="confirm", story=known, reason="I saw it")
    settle(hall, f"/sessions/{meeting}/minutes")
    return f"/sessions/{meeting}/minutes"


def all_that_goes_out(hall, held) -> str:
    """The text of every page and file that names people, as another member of the case gets it."""
    paths = [held, held + ".html", held + ".md", "/report", "/report.html", "/report.md", "/log", "", "/export",
             "/indicators", "/people", "/review"]  # fmt: skip
    told = [hall.reads(hall.amina, path) for path in paths]
    for path in (held + ".docx", "/report.docx"):
        document = docx.Document(io.BytesIO(hall.amina.get(hall.case + path).data))
        told.append("\n".join(one.text for one in document.paragraphs))
    return "\n".join(told)


def test_who_takes_their_part_along_gets_all_of_it_and_nothing_of_others(hall, held):
    told = json.loads(hall.reads(hall.wanjiru, "/me.json"))
    said = [one["said"] for one in told["acts"]]
    assert any(one.get("words") == "the valley is drier" for one in said)
    assert any(one.get("name") == NAME and one.get("gender") == "woman" for one in said)
    assert any(one.get("change") == "two kinds" for one in said)
    assert not any("I saw it" in one["reason"] for one in told["acts"])
    assert NAME not in hall.reads(hall.amina, "/me.json")


def test_who_is_forgotten_stands_nowhere_and_what_they_said_stays(app, hall, held):
    before = all_that_goes_out(hall, held)
    assert NAME in before
    assert len(came(state_of(app, hall))) == 1
    page = hall.refused(hall.wanjiru, "/me/erase")
    assert "it is not said that you are sure" in page
    assert "What is kept of me?" in page
    answer = hall.wanjiru.post(hall.case + "/me/erase", data={"sure": "yes"})
    assert answer.status_code == 303
    after = all_that_goes_out(hall, held)
    for words in (NAME, GROUP, "Kikuyu", "40_to_59"):
        assert words not in after
    assert after.count("the valley is drier") >= 3
    assert "two kinds" in after
    # Minutes that both sides agreed to stay agreed; counts stay; the browser is nobody here any more.
    assert "Agreed to by both sides." in hall.reads(hall.amina, held)
    assert len(came(state_of(app, hall))) == 1
    assert hall.wanjiru.get(hall.case + "/me.json").status_code in (302, 404)


def test_a_case_taken_elsewhere_before_learns_of_it_when_it_comes_home(app, hall, held):
    house, case_id = app.extensions["climserv"], hall.case.rsplit("/", 1)[1]
    with house.database.reading() as session:
        copy = export_case(session, house.cases, case_id)
    assert NAME.encode() in copy
    hall.wanjiru.post(hall.case + "/me/erase", data={"sure": "yes"})
    with house.database.session() as session:
        import_case(session, house.cases, copy)
    assert NAME not in all_that_goes_out(hall, held)
