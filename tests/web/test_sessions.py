"""Sessions on the web: planned, begun, led from a desk, spoken in from phones and paper, told to all who follow."""

import re

import pytest

from climserv.storage.cases.case_models import CaseEvent, SessionCode

PLAN = {"type": "trigger", "day": "2026-12-02", "hour": "10:00", "hours": "3", "place": "Siakago hall"}
ACT = "ab" * 16


@pytest.fixture
def amina(client, people):
    """The browser that leads: a meteorologist's."""
    people.sign_in(client, "meteorologist", "Met service")
    return client


@pytest.fixture
def case(amina) -> str:
    return amina.post("/cases/", data={"title": "When do we plant?"}).location


@pytest.fixture
def meeting(amina, case) -> str:
    """An open session; its address."""
    where = planned(amina, case)
    assert amina.post(where + "/moves", data={"action": "open"}).status_code == 303
    return where


@pytest.fixture
def guest(app, meeting):
    """A phone that has come in by the code."""
    return come_in(app)


def planned(client, case, **more) -> str:
    answer = client.post(case + "/sessions/new", data={**PLAN, **more})
    assert answer.status_code == 303, answer.text
    return answer.location


def code_of(app) -> str:
    with app.extensions["climserv"].database.reading() as session:
        return session.query(SessionCode).one().code


def come_in(app, name="Njeri", side="user"):
    phone = app.test_client()
    assert phone.post(f"/join/{code_of(app)}", data={"name": name, "side": side}).status_code == 200
    return phone


def page(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


def count(app, **which) -> int:
    with app.extensions["climserv"].database.reading() as session:
        return session.query(CaseEvent).filter_by(**which).count()


def test_a_session_is_planned_with_the_agenda_of_its_kind(amina, case):
    assert "Which years were bad" in page(amina, case + "/sessions/new")
    where = planned(amina, case)
    assert amina.get(where).location.endswith("/desk")
    desk = page(amina, where + "/desk")
    assert "Which years were bad, and who remembers?" in desk
    assert "Siakago hall" in desk
    assert where in page(amina, case)


def test_a_session_in_a_busy_week_asks_for_a_reason_and_keeps_what_was_typed(amina, case):
    busy = {"busy_what": "harvest", "busy_from": "2026-11-20", "busy_to": "2026-12-10"}
    refused = amina.post(case + "/sessions/new", data={**PLAN, **busy})
    assert refused.status_code == 422
    assert "people are busy on that day: harvest" in refused.text
    assert "Siakago hall" in refused.text
    where = planned(amina, case, **busy, reason="the hall is free then only")
    assert "harvest" in page(amina, where + "/desk")


@pytest.mark.parametrize(("field", "typed", "says"), [("day", "", "starts"), ("hours", "long", "cannot be read")])
def test_a_day_or_hours_that_cannot_be_read_are_told(amina, case, field, typed, says):
    refused = amina.post(case + "/sessions/new", data={**PLAN, field: typed})
    assert refused.status_code == 422
    assert says in refused.text


def test_a_planned_session_is_changed_with_the_reason(app, amina, case):
    where = planned(amina, case)
    amina.post(where + "/moves", data={"action": "invite"})
    early = come_in(app)
    form = {"day": "2026-12-09", "hour": "14:00", "hours": "2", "place": "Kiritiri school", "languages": ["en", "sw"],
            "step": ["choose", "bad_years"], "place-choose": "2", "place-bad_years": "1", "own": "We walk the fields",
            "reason": "the bridge is out"}  # fmt: skip
    assert amina.get(where + "/change").text.count('name="step"') == 5
    refused = amina.post(where + "/change", data={**form, "reason": " "})
    assert refused.status_code == 422
    assert "Kiritiri school" in refused.text
    assert "We walk the fields" in refused.text
    assert early.post(where + "/change", data=form).status_code == 422
    assert amina.post(where + "/change", data=form).status_code == 303
    desk = page(amina, where + "/desk")
    for told in ("2026-12-09, 14:00", "Kiritiri school", "We walk the fields"):
        assert told in desk
    assert desk.index("Which years were bad") < desk.index("We walk the fields")
    assert "From which level is it a danger?" not in desk
    assert "Kiritiri school" in page(early, where + "/phone")
    assert "the bridge is out" in page(amina, case + "/log")
    amina.post(where + "/moves", data={"action": "open"})
    assert amina.post(where + "/change", data=form).status_code == 422


def test_a_session_that_moves_into_a_busy_week_still_says_so(amina, case):
    busy = {"busy_what": "harvest", "busy_from": "2026-11-20", "busy_to": "2026-12-10"}
    where = planned(amina, case, **busy, day="2026-10-02")
    form = {"day": "2026-12-02", "hours": "2", "step": "bad_years", "reason": "the hall is free then only"}
    assert "People are busy then" not in page(amina, where + "/desk")
    assert amina.post(where + "/change", data=form).status_code == 303
    assert "People are busy then: harvest" in page(amina, where + "/desk")


def test_the_code_lives_from_the_invitation_to_the_end(app, amina, case):
    where = planned(amina, case)
    assert amina.post(where + "/moves", data={"action": "invite"}).status_code == 303
    code = code_of(app)
    assert code in page(amina, where + "/desk")
    assert 'class="qr"' in page(amina, where + "/projector")
    assert amina.post(where + "/moves", data={"action": "cancel"}).status_code == 400
    for move in ("open", "close"):
        assert amina.post(where + "/moves", data={"action": move}).status_code == 303
    assert app.test_client().get(f"/join/{code}").status_code == 404


def test_the_question_and_the_step_are_on_every_screen_and_only_who_steers_changes_them(amina, meeting, guest):
    for form in ({"action": "phase", "phase": "bad_years", "minutes": "45"}, {"action": "ask", "question": "When?"}):
        assert amina.post(meeting + "/desk", data=form).status_code == 303
    for client, screen in ((amina, "/desk"), (amina, "/projector"), (guest, "/phone"), (guest, "/projector")):
        text = page(client, meeting + screen)
        assert "When?" in text
        assert "data-ends" in text
    assert "In which year was it bad" in page(amina, meeting + "/desk")
    assert guest.post(meeting + "/desk", data={"action": "ask", "question": "Why?"}).status_code == 400
    assert guest.get(meeting + "/desk").location.endswith("/phone")


def test_a_step_gets_five_minutes_more_and_the_next_is_at_hand(amina, meeting):
    amina.post(meeting + "/desk", data={"action": "phase", "phase": "bad_years", "minutes": "45"})
    desk = page(amina, meeting + "/desk")
    assert re.search(r'name="phase" value="bad_years"><input type="hidden" name="minutes" value="50"', desk)
    assert "Next: From which level is it a danger?" in desk
    assert f'href="{meeting}/minutes"' in desk


def test_the_wall_shows_a_round_and_keeps_what_is_hidden(amina, case, meeting, guest):
    asked = {"kind": "sense_check", "privacy": "open", "question": "Is 1984 a bad year?",
             "session": meeting.rpartition("/")[2]}  # fmt: skip
    address = amina.post(case + "/rounds", data=asked).location
    assert "Give my answer" in page(guest, meeting + "/phone")
    guest.post(address + "/answers", data={"value": "concerned", "words": "the seed was gone"})
    assert "You have answered." in page(guest, meeting + "/phone")
    wall = page(amina, meeting + "/projector")
    assert "1 answer" in wall
    assert "still without an answer: those who make the information" in wall
    assert "the seed was gone" not in wall
    amina.post(address + "/answers", data={"value": "good"})
    amina.post(address + "/moves", data={"action": "reveal"})
    assert "the seed was gone" in page(amina, meeting + "/projector")


def test_what_is_said_on_a_phone_is_on_the_desk_and_on_the_wall_only_when_opened(amina, meeting, guest):
    said = guest.post(meeting + "/phone", data={"words": "1984 was worst", "kind": "memory", "act": ACT})
    assert said.status_code == 303
    assert "1984 was worst" in page(amina, meeting + "/desk")
    assert "1984 was worst" not in page(amina, meeting + "/projector")
    assert "1984 was worst" in page(amina, meeting + "/projector?remarks=1")
    assert "1984 was worst" in page(amina, meeting + "/phone")


def test_what_a_phone_sends_twice_is_written_once(app, meeting, guest):
    form = {"words": "1984 was worst", "act": ACT}
    for _ in range(2):
        answer = guest.post(meeting + "/phone", data=form, headers={"Accept": "application/json"})
        assert answer.json == {"ok": True, "act": ACT}
    assert count(app, entity="contribution") == 1


def test_nobody_takes_the_mark_of_another(app, meeting, guest):
    guest.post(meeting + "/phone", data={"words": "mine", "act": ACT})
    other = come_in(app, "Sarah")
    answer = other.post(meeting + "/phone", data={"words": "not mine", "act": ACT})
    assert answer.status_code == 422
    assert "not mine" in answer.text
    assert count(app, entity="contribution") == 1


def test_other_words_from_a_page_gone_back_to_are_another_remark(app, amina, meeting, guest):
    for words in ("1984 was worst", "and 2000"):
        assert guest.post(meeting + "/phone", data={"words": words, "act": ACT}).status_code == 303
    desk = page(amina, meeting + "/desk")
    assert count(app, entity="contribution") == 2
    assert "1984 was worst" in desk
    assert "and 2000" in desk


def test_a_remark_that_is_refused_stays_in_its_box(meeting, guest):
    answer = guest.post(meeting + "/phone", data={"words": "x" * 1001, "kind": "memory"})
    assert answer.status_code == 422
    assert "x" * 1001 in answer.text


def test_a_remark_told_under_its_own_terms_stays_among_those(amina, meeting, guest):
    guest.post(meeting + "/phone", data={"words": "where the women go", "label": "women_only"})
    guest.post(meeting + "/phone", data={"words": "birds come early", "label": "community_only", "shown": "none"})
    own = page(guest, meeting + "/phone")
    assert "where the women go" in own
    for told in set(re.findall(r"/where/([0-9a-f]{32})", own)):
        assert "where the women go" not in page(amina, f"{meeting.split('/sessions/')[0]}/where/{told}")
    desk = page(amina, meeting + "/desk")
    assert "where the women go" not in desk
    assert "for the community only" in desk


def remark(client, meeting) -> str:
    return re.search(r'id="c-([0-9a-f]{32})"', page(client, meeting + "/desk")).group(1)


def test_each_answer_reaches_who_said_it_and_tells_where_the_remark_went(amina, meeting, guest):
    guest.post(meeting + "/phone", data={"words": "1984 was worst"})
    one = f"{meeting}/remarks/{remark(amina, meeting)}"
    assert guest.post(one, data={"action": "park", "reason": ""}).status_code == 400
    assert amina.post(one, data={"action": "use", "reason": ""}).status_code == 400
    assert amina.post(one, data={"action": "use", "reason": "1984 is a bad year"}).status_code == 303
    assert "used" in page(guest, meeting + "/phone")
    way = re.search(r'href="([^"]+/where/[^"]+)"', page(guest, meeting + "/phone")).group(1)
    assert "1984 is a bad year" in page(guest, way)


def test_a_remark_is_parked_with_a_reason_and_taken_up_again(amina, meeting, guest):
    guest.post(meeting + "/phone", data={"words": "and the price of seed?"})
    one = f"{meeting}/remarks/{remark(amina, meeting)}"
    assert amina.post(one, data={"action": "park", "reason": "next time"}).status_code == 303
    assert "next time" in page(guest, meeting + "/phone")
    assert amina.post(one, data={"action": "take_up", "reason": "now"}).status_code == 303


def test_who_said_it_takes_it_back_and_its_words_are_gone(app, amina, meeting, guest):
    guest.post(meeting + "/phone", data={"words": "not for this hall"})
    one = f"{meeting}/remarks/{remark(amina, meeting)}"
    assert amina.post(one + "/own", data={"action": "withdraw"}).status_code == 400
    assert guest.post(one + "/own", data={"action": "withdraw"}).status_code == 303
    assert "not for this hall" not in page(guest, meeting + "/phone")
    assert "not for this hall" not in page(amina, meeting + "/desk")


def test_the_desk_knows_who_has_not_been_heard(app, amina, meeting, guest):
    come_in(app, "Sarah")
    guest.post(meeting + "/phone", data={"words": "1984"})

    silent = re.findall(r'name="person" value="([0-9a-f]+)"', page(amina, meeting + "/desk"))
    assert len(silent) == 2
    for person in silent:
        assert amina.post(meeting + "/people", data={"action": "speak", "person": person}).status_code == 303
    assert "Not heard yet" not in page(amina, meeting + "/desk")


def test_a_helper_writes_down_what_people_without_a_phone_say(app, amina, meeting, guest):
    form = {"name": "Mama Wangari", "side": "user", "words": "the river dried", "channel": "spoken", "act": ACT}
    for _ in range(2):
        assert amina.post(meeting + "/enter", data=form).status_code == 303
    assert count(app, entity="contribution") == 1
    desk = page(amina, meeting + "/desk")
    assert "Mama Wangari" in desk
    assert "written down by A meteorologist" in desk
    nobody = amina.post(meeting + "/enter", data={"words": "the river dried"})
    assert nobody.status_code == 422
    assert "the river dried" in nobody.text
    assert guest.get(meeting + "/enter").status_code == 404


def test_what_is_asked_of_the_group_stands_on_the_phones_and_the_desk(amina, case, meeting, guest):
    asked = {"kind": "sense_check", "privacy": "open", "question": "Is 1984 a bad year?",
             "session": meeting.rpartition("/")[2]}  # fmt: skip
    answer = amina.post(case + "/rounds", data=asked)
    assert answer.status_code == 303, answer.text
    for client, screen in ((amina, "/desk"), (guest, "/phone")):
        assert answer.location in page(client, meeting + screen)
        assert "Is 1984 a bad year?" in page(client, meeting + screen)


def test_who_follows_is_told_by_number_and_kind_of_thing(app, amina, meeting, guest):
    news = guest.get(meeting + "/changes").json
    assert news["number"] == max(news["parts"].values())
    assert news["parts"]["session"] > 0
    stranger = app.test_client()
    for screen in ("/changes", "/live", "/phone", "/projector"):
        assert stranger.get(meeting + screen).status_code == 404


def test_a_line_kept_open_tells_the_same_and_lines_are_few(app, amina, meeting, monkeypatch):
    from web.sessions import live

    monkeypatch.setattr(live, "LONGEST", 0.0)
    first = amina.get(meeting + "/live")
    assert first.mimetype == "text/event-stream"
    assert "bye" in first.text
    monkeypatch.setattr(live, "_OPEN", live.BoundedSemaphore(1))
    with live._OPEN:
        assert amina.get(meeting + "/live").status_code == 204


def test_a_session_that_is_not_there_is_told(amina, case):
    for screen in ("", "/desk", "/phone", "/projector", "/enter"):
        assert amina.get(f"{case}/sessions/nothing{screen}").status_code == 404
