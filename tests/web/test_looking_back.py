"""Looking back over the web: refusals beside their form with what was typed, reflections, indicators, the report."""

import re

import pytest

from climserv.coproduction.people.people import Person
from climserv.coproduction.sheets.sheet_kinds import KINDS
from climserv.products.documents import FORMS
from climserv.storage.cases import cases

from .deciding_hall import Hall

STORY = {"change": "two kinds of maize", "matters": "seed is left", "helped": "the odds"}


@pytest.fixture
def hall(app, people):
    return Hall(app, people)


@pytest.fixture
def meeting(app, hall) -> str:
    """The path of a session that is over, in which six growers were; they are called g0 to g5."""
    house, case_id = app.extensions["climserv"], hall.case.rsplit("/", 1)[1]
    with house.database.session() as session:
        lead = next(one.id for one in house.cases.read(session, case_id).state.of(Person).values() if one.leads)
        start = {"type": "free", "starts": "2026-08-12T14:00", "hours": 2}
        held = cases.do(session, house.cases, case_id, lead, "session", "plan", data=start).entity_id
        cases.do(session, house.cases, case_id, lead, "session", "open", entity_id=held)
        for n in range(6):
            words = {"name": f"g{n}", "gender": "woman"}
            cases.seat(session, house.cases, case_id, lead, f"g{n}", side="user", role="participant", words=words)
            cases.do(session, house.cases, case_id, lead, "attendance", "arrive", entity_id=f"{held}:g{n}")
        cases.do(session, house.cases, case_id, lead, "session", "close", entity_id=held)
    return f"/sessions/{held}"


def test_three_questions_are_answered_by_phone_and_paper_and_shown_from_five_on(hall, meeting):
    assert "How was the session for you?" in hall.reads(hall.wanjiru, meeting + "/phone")
    assert hall.reads(hall.peter, meeting + "/reflect/paper").count("<li value=") == 6
    for n in range(4):
        hall.posts(hall.peter, meeting + "/reflect", whose=f"g{n}", channel="paper", new=f"the {n}th odd")
    page = hall.reads(hall.peter, meeting + "/reflect")
    assert "4 of 6 who were there have looked back." in page
    assert "the 3th odd" not in page
    hall.posts(hall.wanjiru, meeting + "/reflect", new="the moon", next="bring the elders")
    page = hall.reads(hall.njeri, meeting + "/reflect")
    assert "the 3th odd" in page
    assert "bring the elders" in page
    assert ">the moon</textarea>" in hall.reads(hall.wanjiru, meeting + "/reflect")


def test_what_is_refused_stands_beside_its_form_with_all_that_was_typed(hall, meeting):
    page = hall.refused(hall.peter, meeting + "/reflect", whose="g1", channel="screen", new="more odds")
    assert 'role="alert"' in page
    assert ">more odds</textarea>" in page
    assert '<option value="g1" selected>' in page

    page = hall.refused(hall.peter, "/review", action="open", season="Long rains 2026")
    assert "there is nothing to compare with" in page
    assert 'value="Long rains 2026"' in page
    hall.posts(hall.peter, "/review", action="open", season="2026", why="the first")
    review = re.search(r'name="review" value="(\w+)"', hall.reads(hall.peter, "/review")).group(1)
    page = hall.refused(hall.peter, "/review", action="answer", review=review, whose="g1", channel="screen",
                        side="user", in_time="partly", did="planted late")  # fmt: skip
    assert 'value="partly" checked' in page
    assert ">planted late</textarea>" in page
    page = hall.refused(hall.peter, "/review", action="count", review=review, **{"slips.trust.user.yes": "many"})
    assert 'value="many"' in page
    assert "these slips cannot be counted so" in page

    hall.posts(hall.wanjiru, "/report/stories", action="tell", **STORY)
    page = hall.reads(hall.wanjiru, "/report")
    known = re.findall(r'name="story" value="(\w+)"', hall.reads(hall.amina, "/report"))[0]
    page = hall.refused(hall.wanjiru, "/report/stories", action="confirm", story=known, reason="I did it myself")
    assert "who tells a story cannot confirm it" in page
    page = hall.refused(hall.wanjiru, "/report/stories", action="tell", change="three kinds now")
    assert ">three kinds now</textarea>" in page

    hall.posts(hall.peter, "/game", action="start")
    game = re.search(r'name="game" value="(\w+)"', hall.reads(hall.peter, "/game")).group(1)
    page = hall.refused(hall.peter, "/game", action="draw", game=game, forecast="yes", regional="7")
    assert "a die does not show this" in page
    assert 'value="7"' in page
    page = hall.refused(hall.peter, "/sheets/glossary/nothing/back", reason="not ours")
    assert "What do our words mean?" in page


def test_how_somebody_is_counted_is_theirs_to_say_or_entered_from_a_list(app, hall, meeting):
    hall.posts(hall.njeri, "/me", name="Njeri", group="hill", gender="woman", age_band="25_to_39", shown="group")
    hall.posts(hall.peter, "/me", person="g0", name="g0", group="valley", gender="man")
    house = app.extensions["climserv"]
    with house.database.reading() as session:
        people = house.cases.read(session, hall.case.rsplit("/", 1)[1]).state.of(Person)
    assert (people["g0"].group, people["g0"].gender) == ("valley", "man")
    assert any((one.gender, one.shown_as) == ("woman", "hill") for one in people.values())
    # Njeri is no scribe: what she sends is about herself.
    hall.posts(hall.njeri, "/me", person="g0", name="Njeri W.")
    with house.database.reading() as session:
        assert house.cases.read(session, hall.case.rsplit("/", 1)[1]).state.of(Person)["g0"].name == "g0"


def test_the_indicators_stand_on_a_page_and_the_report_is_taken_along_in_every_form(hall, meeting):
    page = hall.reads(hall.funder, "/indicators")
    assert "Does the work do good?" in page
    assert "6 people" in page
    assert len(page) < 100_000
    hall.posts(hall.peter, "/report/meant", outcomes="half choose after hearing the odds")
    hall.posts(hall.wanjiru, "/report/stories", action="tell", **STORY)
    for form, document in FORMS.items():
        answer = hall.funder.get(f"{hall.case}/report.{form}?lang=es")
        assert (answer.status_code, answer.mimetype) == (200, document.media_type)
    told = hall.reads(hall.funder, "/report.md?lang=es")
    assert "half choose after hearing the odds" in told
    assert "Relatos que nadie más confirma" in told
    assert hall.funder.get(hall.case + "/report.exe").status_code == 404


def test_seasons_on_a_sheet_become_skill(hall):
    rows = {"0.year": "2020", "0.said": "7", "0.acted": "yes", "0.came": "yes",
            "1.year": "2021", "1.said": "2", "1.acted": "no", "1.came": "no"}  # fmt: skip
    hall.posts(hall.peter, "/sheets/outcomes", **{"head.event": "late rains", "head.whose": "local"}, **rows)
    page = hall.reads(hall.wanjiru, "/indicators")
    assert "late rains (local knowledge): 2 seasons. About 10 are needed" in page
    assert "acted, and it came 1" in page


def test_every_page_of_paper_is_there(hall):
    for path in [*(f"/sheets/{kind}/blank" for kind in KINDS), "/review/paper?side=producer", "/review/slips",
                 "/game/paper"]:  # fmt: skip
        assert "paper.css" in hall.reads(hall.wanjiru, path)
