"""The pages of a case: opened, filled with people, agreed how to decide, told in a log; shut for who has no seat."""

import re
from datetime import timedelta

import pytest

from climserv.storage.cases import cases
from climserv.storage.clock import utc_now
from climserv.storage.needs.needs import save_need

NEED = {"need": "maize", "question": {"en": "When can we plant maize?"}, "who": {"decides": ["household heads"]}}


@pytest.fixture
def amina(client, people):
    return people.sign_in(client, "meteorologist", "Met service")


@pytest.fixture
def grower(app, people):
    """A second browser, of a grower: (client, account)."""
    browser = app.test_client()
    return browser, people.sign_in(browser, "member", "Growers")


def opened(client, **form) -> str:
    answer = client.post("/cases/", data={"title": "When do we plant?", "area": "Mbeere", **form})
    assert answer.status_code == 303, answer.text
    return answer.location


def text_of(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_an_empty_list_says_what_a_case_is(client, amina):
    assert "Your cases will stand here" in text_of(client, "/cases/")


def test_who_opens_a_case_finds_it_with_the_one_thing_to_do_next(client, amina):
    case = opened(client)
    assert "When do we plant?" in text_of(client, "/cases/")
    page = text_of(client, case)
    assert "Bring the need that this is about to the table" in page
    assert "leads" in page


def test_a_case_is_shut_for_who_has_no_seat_in_it(client, amina, grower, app):
    case, (stranger, _) = opened(client), grower
    for who in (stranger, app.test_client()):
        for page in ("", "/people", "/agreement", "/log", "/export"):
            assert who.get(case + page).status_code in (302, 404), page
        assert who.post(case + "/blocks/need", data={"action": "enter"}).status_code == 404


def test_a_case_without_a_question_is_refused_with_what_was_typed(client, amina):
    answer = client.post("/cases/", data={"title": " "})
    assert answer.status_code == 422
    assert "title" in answer.text


def test_a_need_of_ones_own_gives_the_case_its_question(app, grower):
    client, account = grower
    with app.extensions["climserv"].database.session() as session:
        need = save_need(session, account, NEED)
    case = opened(client, title="", need=need.need_id)
    page = text_of(client, case)
    assert "When can we plant maize?" in page
    assert "Say which groups take part" in page
    assert "household heads decides" in text_of(client, case + "/people")


def with_both_sides(client, grower) -> str:
    case = opened(client)
    answer = client.post(case + "/people", data={"sign_in": grower[1].sign_in, "side": "user", "role": "participant"})
    assert answer.status_code == 303, answer.text
    return case


TERMS = {"decision_rule": "by consent", "quorum_user": "1", "quorum_producer": "1", "reply_days": "14",
         "fallback": "one more session", "exit": "by saying so"}  # fmt: skip


def consent(client, case):
    page = text_of(client, case + "/agreement")
    address = re.search(r'action="(/cases/[^"]+/agreement/[^"]+)"', page).group(1)
    to = re.search(r'name="to" value="([^"]+)"', page).group(1)
    return client.post(address, data={"action": "consent", "to": to}), address


def test_both_sides_agree_how_to_decide_before_it_holds(client, amina, grower):
    case, (theirs, _) = with_both_sides(client, grower), grower
    assert client.post(case + "/agreement", data=TERMS).status_code == 303
    _, address = consent(client, case)
    refused = client.post(address, data={"action": "adopt"})
    assert refused.status_code == 400
    assert "nobody of the user side has consented" in refused.text
    assert consent(theirs, case)[0].status_code == 303
    assert client.post(address, data={"action": "adopt"}).status_code == 303
    assert "In force" in text_of(theirs, case + "/agreement")


def test_what_waits_longer_than_was_agreed_is_told_on_the_page_of_the_case(app, client, amina, grower):
    case, home = with_both_sides(client, grower), app.extensions["climserv"]
    client.post(case + "/agreement", data=TERMS)
    _, address = consent(client, case)
    consent(grower[0], case)
    client.post(address, data={"action": "adopt"})
    case_id = case.rpartition("/")[2]
    with home.database.session() as session:
        _state, me = cases.see_case(session, home.cases, grower[1], case_id)
        cases.do(session, home.cases, case_id, me.id, "contribution", "note", data={"words": "and the seed?"})
    assert "than you agreed" not in text_of(client, case)
    home.clock = lambda: utc_now() + timedelta(days=15)
    assert "One remark waits longer" in text_of(client, case)


def test_an_agreement_that_cannot_be_kept_says_so(client, amina):
    case = opened(client)
    answer = client.post(case + "/agreement", data={**TERMS, "quorum_user": "", "reply_days": "0"})
    assert answer.status_code == 400
    assert "a side has no quorum" in answer.text
    assert "no time for answers" in answer.text


def test_a_block_is_entered_anywhere_and_left_out_only_with_a_reason(client, amina):
    case = opened(client)
    assert client.post(case + "/blocks/delivery", data={"action": "enter"}).status_code == 303
    assert client.post(case + "/blocks/common_ground", data={"action": "skip"}).status_code == 400
    skipped = client.post(case + "/blocks/common_ground", data={"action": "skip", "reason": "they know each other"})
    assert skipped.status_code == 303
    page = text_of(client, case)
    assert "they know each other" in page
    assert client.post(case + "/blocks/nowhere", data={"action": "enter"}).status_code == 400


def test_parties_bring_and_want_and_empty_corners_show(client, amina):
    case = opened(client)
    assert "no group of those who decide" in text_of(client, case + "/people")
    coop = {"name": "Mbeere growers", "kind": "farmer group", "side": "user", "assets": "a gauge\n\nelders",
            "wants": "to plant once"}  # fmt: skip
    assert client.post(case + "/parties", data=coop).status_code == 303
    page = text_of(client, case + "/people")
    assert "a gauge; elders" in page
    assert "no group of those who decide" not in page


def test_somebody_without_an_account_is_added_by_name_and_nobody_without_either(client, amina):
    case = opened(client)
    mama = {"name": "Mama Njeri", "group": "women’s group", "side": "user", "role": "participant"}
    assert client.post(case + "/people", data=mama).status_code == 303
    assert "Mama Njeri" in text_of(client, case + "/people")
    assert client.post(case + "/people", data={**mama, "name": ""}).status_code == 400
    assert client.post(case + "/people", data={**mama, "sign_in": "nobody"}).status_code == 400


def test_a_role_changes_with_a_reason_and_only_by_who_steers(client, amina, grower):
    case, (theirs, _) = with_both_sides(client, grower), grower
    page = text_of(client, case + "/people")
    places = re.findall(r'action="(/cases/[^"]+/people/[^"]+)"', page)
    change = {"side": "user", "role": "helper", "reason": "she reads to others"}
    answers = [theirs.post(one, data=change).status_code for one in places]
    assert set(answers) == {400}
    assert {client.post(one, data=change).status_code for one in places[1:]} == {303}
    assert "she reads to others" in text_of(client, case + "/log")


def test_the_log_tells_everything_and_that_it_is_whole(client, amina):
    case = opened(client)
    page = text_of(client, case + "/log")
    assert "none has been changed" in page
    answer = client.get(case + "/export")
    assert answer.status_code == 200
    assert answer.data.count(b"\n") == 1 + page.count('id="e-')


def test_a_script_in_a_title_is_only_text(client, amina):
    case = opened(client, title="<script>alert(1)</script>?")
    assert "<script>alert(1)" not in text_of(client, case)
    assert "<script>alert(1)" not in text_of(client, "/cases/")


def test_a_case_begun_as_another_takes_its_method_and_nobodys_words(client, amina):
    first = opened(client)
    client.post(first + "/blocks/delivery", data={"action": "enter"})
    client.post(first + "/people", data={"name": "Mama Njeri", "side": "user", "role": "participant"})
    second = opened(client, title="When do we sow millet?", area="Kollo", like=first.split("/")[2])
    page = text_of(client, second)
    assert "How did another case go about it?" in page
    assert "Blocks: Bringing it to people" in page
    assert "Njeri" not in page + text_of(client, second + "/people")
    assert "Mbeere" not in page


def test_nobody_begins_from_a_case_they_have_no_seat_in(client, amina, grower):
    theirs = opened(grower[0])
    assert client.post("/cases/", data={"title": "Ours", "like": theirs.split("/")[2]}).status_code == 422
