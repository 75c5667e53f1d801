"""The need on paper: a blank form for two A4 pages, and filled sheets typed in with whose word they are."""

import pytest

from climserv.needs.paper_questions import QUESTIONS
from climserv.storage.events import history
from climserv.storage.needs.needs import get_need

from .need_pages import saved_id

NUMBER = {question.field: number for number, question in enumerate(QUESTIONS, 1)}


def answer(field: str) -> str:
    return f"answer.{NUMBER[field]}"


SHEET = {
    "sheet": "3", "on_behalf_of": "Mama Wanjiru", "recorded_by": "the extension officer",
    answer("question"): "When can we plant?", answer("decision.options"): "plant dry\nwait",
    answer("decision.lead"): "2 weeks", answer("time.horizon"): "past", answer("reach.channels"): ["radio", "sms"],
    answer("who.does") + ".unknown": "1", answer("tolerance.in_vain"): "2",
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_anybody_may_print_the_blank_form(client, language):
    page = client.get("/needs/paper", headers={"Accept-Language": language}).text
    assert page.count('class="sheet"') == 2
    for question in QUESTIONS:
        words = question.words[language].replace("'", "&#39;").replace(" ?", "\u00a0?")
        assert words.split("\u00a0")[0] in page
    assert page.count("☐") >= len(QUESTIONS)


def test_a_sheet_is_taken_in_as_the_word_of_who_filled_it(client, sign_in_as, app):
    sign_in_as("member")
    need_id = saved_id(client.post("/needs/paper/enter", data=SHEET))
    with app.extensions["climserv"].database.reading() as session:
        record = get_need(session, need_id).record
        event = history(session, "need", need_id)[0]
    assert record["origin"]["sheet"] == "3"
    assert record["origin"]["on_behalf_of"] == "Mama Wanjiru"
    assert record["origin"]["recorded_by"] == "the extension officer"
    assert (event.channel, event.on_behalf_of) == ("paper", "Mama Wanjiru")
    assert record["decision"]["options"] == ["plant dry", "wait"]
    assert record["reach"]["channels"] == ["radio", "sms"]
    assert record["tolerance"]["in_vain"] == "2 in 10"
    assert "who.does" in record["unknown"]
    assert "nobody but its writer" in client.get(f"/needs/{need_id}").text, "typing it in confirms nothing"
    assert "written down on behalf of Mama Wanjiru" in client.get(f"/needs/{need_id}/history").text


@pytest.mark.parametrize("missing", ["sheet", "on_behalf_of"])
def test_a_sheet_without_whose_word_it_is_is_not_taken_in_and_nothing_is_lost(client, sign_in_as, missing):
    sign_in_as("member")
    answered = client.post("/needs/paper/enter", data=SHEET | {missing: ""})
    assert answered.status_code == 422
    assert "When can we plant?" in answered.text
    assert f'href="#{missing}"' in answered.text


def test_what_cannot_be_read_is_told_at_its_question(client, sign_in_as):
    sign_in_as("member")
    answered = client.post("/needs/paper/enter", data=SHEET | {answer("decision.lead"): "soon"})
    assert answered.status_code == 422
    assert f'href="#{answer("decision.lead")}"' in answered.text
    assert 'value="soon"' in answered.text
    assert "wait</textarea>" in answered.text


def test_who_may_not_write_needs_types_in_no_sheets(client, sign_in_as):
    sign_in_as("meteorologist")
    assert client.get("/needs/paper/enter").status_code == 403
    assert client.post("/needs/paper/enter", data=SHEET).status_code == 403
