"""The tools of a case: sheets, the game, minutes, promises, looking back, what is kept of oneself."""

import json
import re

import pytest

from climserv.coproduction.meeting.sessions import Session
from climserv.coproduction.people.people import Person
from climserv.coproduction.sheets.sheet_kinds import KINDS
from climserv.coproduction.sheets.sheets import Sheet
from climserv.storage.cases import cases


@pytest.fixture
def amina(client, people):
    return people.sign_in(client, "meteorologist", "Met service")


@pytest.fixture
def grower(app, people):
    """A second browser, of a grower: (client, account)."""
    browser = app.test_client()
    return browser, people.sign_in(browser, "member", "Growers")


@pytest.fixture
def case(client, amina, grower) -> str:
    """The address of a case that Amina leads, and in which the grower takes part."""
    address = client.post("/cases/", data={"title": "When do we plant?", "area": "Mbeere"}).location
    client.post(address + "/people", data={"sign_in": grower[1].sign_in, "side": "user", "role": "participant"})
    return address


def text_of(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


def sends(client, address, **form):
    answer = client.post(address, data=form)
    assert answer.status_code == 303, answer.text
    return answer


def state_of(app, case):
    house = app.extensions["climserv"]
    with house.database.reading() as session:
        return house.cases.read(session, case.rsplit("/", 1)[1]).state


def hold_session(app, case, account) -> str:
    """A session, held and closed, in which the grower said something; its id."""
    house, case_id = app.extensions["climserv"], case.rsplit("/", 1)[1]
    with house.database.session() as session:
        person = cases.seat_of(session, account, case_id).person
        start = {"type": "free", "starts": "2026-08-12T14:00"}
        held = cases.do(session, house.cases, case_id, person, "session", "plan", data=start).entity_id
        cases.do(session, house.cases, case_id, person, "session", "open", entity_id=held)
        said = {"words": "the valley is drier", "language": "en"}
        cases.do(session, house.cases, case_id, person, "contribution", "note", data=said, meeting=held)
        cases.do(session, house.cases, case_id, person, "session", "close", entity_id=held)
    return held


@pytest.mark.parametrize("kind", KINDS)
def test_every_sheet_is_offered_printed_blank_and_filled(client, case, kind):
    title = KINDS[kind].title["en"]
    assert title in text_of(client, case + "/sheets")
    assert title in text_of(client, f"{case}/sheets/{kind}/blank")
    page = text_of(client, f"{case}/sheets/{kind}")
    assert all(f'name="0.{field.name}"' in page for field in KINDS[kind].rows)
    assert len(page) < 100_000


def test_a_sheet_from_paper_is_entered_with_whose_word_it_is(app, client, case, grower):
    person = next(one for one in state_of(app, case).of(Person).values() if one.side == "user")
    form = {
        "head.by": "elders",
        "0.year": "1984",
        "2.year": "2000",
        "whose": person.id,
        "channel": "paper",
        "paper": "3",
    }
    sends(client, case + "/sheets/bad_years", **form)
    (sheet,) = state_of(app, case).of(Sheet).values()
    assert (sheet.by, [row["year"] for row in sheet.rows]) == (person.id, [1984, 2000])
    page = text_of(client, case + "/sheets/bad_years")
    assert "from paper sheet 3" in page
    sends(client, case + "/sheets/bad_years", **{"head.by": "women", "0.year": "2000"})
    assert "Remembered by more than one group" in text_of(client, case + "/sheets/bad_years")


def test_what_is_refused_stays_typed_and_says_which_row(client, case):
    answer = client.post(case + "/sheets/bad_years", data={"head.by": "elders", "0.year": "1984", "1.year": "long ago"})
    assert answer.status_code == 400
    assert "row 2, Year" in answer.text
    assert 'value="long ago"' in answer.text
    assert 'value="elders"' in answer.text


def test_more_rows_keep_what_was_typed_and_nothing_is_kept_yet(app, client, case):
    form = {"head.by": "elders", "0.year": "1984", "2.year": "", "more": "yes", "paper": "3"}
    answer = client.post(case + "/sheets/bad_years", data=form)
    assert answer.status_code == 200
    assert 'value="1984"' in answer.text
    assert 'value="elders"' in answer.text
    assert 'name="7.year"' in answer.text
    assert not state_of(app, case).of(Sheet)


def test_a_sheet_is_changed_with_a_reason_and_taken_back(app, client, case):
    sends(client, case + "/sheets/glossary", **{"0.term": "normal", "0.users": "enough", "0.producers": "middle third"})
    (sheet,) = state_of(app, case).of(Sheet)
    assert 'value="middle third"' in text_of(client, f"{case}/sheets/glossary?change={sheet}")
    changed = {"0.term": "normal", "0.users": "enough for maize", "0.producers": "middle third"}
    sends(client, case + "/sheets/glossary", sheet=sheet, reason="said better", **changed)
    assert "enough for maize" in text_of(client, case + "/sheets/glossary")
    sends(client, f"{case}/sheets/glossary/{sheet}/back", reason="not for here")
    assert "enough for maize" not in text_of(client, case + "/sheets/glossary")


def test_there_is_no_sheet_of_another_name_and_none_for_strangers(app, client, case):
    assert client.get(case + "/sheets/horoscope").status_code == 404
    pages = ("sheets", "sheets/glossary", "game", "promises", "review", "report", "me", "me.json")
    for page in pages:
        assert app.test_client().get(f"{case}/{page}").status_code in (302, 404), page


def test_a_group_plays_a_round(client, case, grower):
    sends(client, case + "/game", action="start")
    game = re.search(r'name="game" value="(\w+)"', text_of(client, case + "/game")).group(1)
    sends(client, case + "/game", game=game, action="draw", forecast="yes", regional="6")
    page = text_of(grower[0], case + "/game")
    assert "The regional die shows 6" in page
    assert "0.444" in page
    sends(grower[0], case + "/game", game=game, action="choose", prepare="yes")
    sends(client, case + "/game", game=game, action="choose", prepare="no")
    sends(client, case + "/game", game=game, action="settle", local="4")
    page = text_of(client, case + "/game")
    assert "1 of 2" in page
    assert "4 beans" in page


def test_minutes_are_shown_agreed_by_both_sides_and_taken_along(app, client, case, amina, grower):
    held = hold_session(app, case, amina)
    address = f"{case}/sessions/{held}/minutes"
    assert "the valley is drier" in text_of(client, address)
    assert "Qu’a-t-on dit" in text_of(client, address + "?lang=fr")
    sends(client, address, action="show")
    to = re.search(r'name="to" value="(\w+)"', text_of(client, address)).group(1)
    sends(client, address, action="agree", to=to)
    assert client.post(address, data={"action": "settle"}).status_code == 400
    sends(grower[0], address, action="agree", to=to)
    sends(client, address, action="settle")
    assert state_of(app, case).find(Session, held).state == "minutes_agreed"
    for form in ("md", "html"):
        assert to in text_of(client, f"{address}.{form}?lang=sw")
    assert client.get(address + ".exe").status_code == 404


def test_minutes_that_the_log_has_left_behind_are_not_agreed_to(app, client, case, amina):
    held = hold_session(app, case, amina)
    address = f"{case}/sessions/{held}/minutes"
    sends(client, address, action="show")
    to = state_of(app, case).find(Session, held).minutes
    house, case_id = app.extensions["climserv"], case.rsplit("/", 1)[1]
    with house.database.session() as session:
        person = cases.seat_of(session, amina, case_id).person
        late = {"words": "one thing more", "language": "en"}
        cases.do(session, house.cases, case_id, person, "contribution", "note", data=late, meeting=held)
    assert client.post(address, data={"action": "agree", "to": to}).status_code == 400
    assert "changed since these minutes were shown" in text_of(client, address)


def test_a_promise_is_made_moved_and_kept(client, case):
    form = {"text": "read the gauge", "side": "user", "owner": "Njeri", "due": "2020-08-10", "task": "radio"}
    sends(client, case + "/promises", **form)
    page = text_of(client, case + "/promises")
    assert "late" in page
    assert "Only one side has promised" in page
    address = re.search(r'action="([^"]+/promises/\w+)"', page).group(1)
    refused = client.post(address, data={"action": "renegotiate", "due": "2020-09-10"})
    assert refused.status_code == 400
    assert "This cannot be done as it stands" in refused.text
    assert refused.text.count('value="2020-09-10"') == 1
    sends(client, address, action="renegotiate", due="2020-09-10", reason="the gauge broke")
    sends(client, address, action="keep", asked="5", understood="4")
    assert "4 of 5 could say the message back" in text_of(client, case + "/promises")


def test_both_sides_look_back_on_screen_and_paper(client, case, grower):
    assert text_of(client, case + "/review/paper?side=user").count("<li value=") == 10
    sends(client, case + "/review", action="open", season="2026", why="the first year")
    review = re.search(r'name="review" value="(\w+)"', text_of(client, case + "/review")).group(1)
    sends(grower[0], case + "/review", action="answer", review=review, in_time="yes", did="planted on the 3rd")
    sends(client, case + "/review", action="answer", review=review, cannot="rain on one field")
    slips = {"slips.trust.user.yes": "3", "slips.trust.producer.no": "1"}
    sends(client, case + "/review", action="count", review=review, **slips)
    page = text_of(client, case + "/review")
    assert "planted on the 3rd" in page
    assert "rain on one field" in page
    assert "fewer than five slips" in page


def test_an_outcome_counts_when_somebody_else_confirms_it(client, case, grower):
    story = {"change": "we plant two kinds", "matters": "seed is left", "helped": "the odds on the radio"}
    sends(client, case + "/report/stories", action="tell", **story)
    page = text_of(grower[0], case + "/report")
    assert "not confirmed yet" in page
    known = re.search(r'name="story" value="(\w+)"', page).group(1)
    own = client.post(case + "/report/stories", data={"action": "confirm", "story": known, "reason": "I know"})
    assert own.status_code == 400
    sends(grower[0], case + "/report/stories", action="confirm", story=known, reason="I saw it")
    assert "I saw it" in text_of(client, case + "/report")


def test_who_has_been_in_a_session_reflects_on_it(app, client, case, amina):
    held = hold_session(app, case, amina)
    assert "How was the session for you?" in text_of(client, f"{case}/sessions/{held}/reflect")
    sends(client, f"{case}/sessions/{held}/reflect", new="odds", next="bring the elders")


def test_somebody_takes_their_part_along_and_is_forgotten(app, client, case, grower):
    browser, account = grower
    told = json.loads(browser.get(case + "/me.json").text)
    assert any(one["said"].get("name") == account.name for one in told["acts"])
    assert browser.post(case + "/me/erase").status_code == 400
    sends(browser, case + "/me/erase", sure="yes")
    assert browser.get(case + "/me").status_code in (302, 404)
    gone = next(one for one in state_of(app, case).of(Person).values() if one.side == "user")
    assert (gone.state, gone.name) == ("erased", "")


def test_a_busy_week_of_the_calendar_asks_who_plans_a_session_for_a_reason(app, client, amina, case):
    house, case_id = app.extensions["climserv"], case.rsplit("/", 1)[1]
    weeding = {"what": "weeding", "kind": "work", "from": "11-01", "to": "11-30", "busy": "yes"}
    with house.database.session() as session:
        person = cases.seat_of(session, amina, case_id).person
        content = {"kind": "calendar", "head": {}, "rows": [weeding]}
        cases.do(session, house.cases, case_id, person, "sheet", "record", data=content)
    plan = {"type": "free", "day": "2026-11-12", "hour": "14:00", "hours": "2"}
    refused = client.post(case + "/sessions/new", data=plan)
    assert refused.status_code == 422
    assert "people are busy on that day: weeding" in refused.text
    sends(client, case + "/sessions/new", **plan, reason="the rains are late this year")
