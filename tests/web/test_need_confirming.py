"""A need is read aloud and confirmed by another person; each change makes a draft of it, and a draft is loud."""

import pytest

from climserv.storage.events import history
from climserv.storage.needs.needs import get_need

from .need_pages import saved_id

FORM = {"written_in": "en", "question": "When can we plant?", "decision.what": "plant maize", "who.decides": "elders"}
DRAFT = "nobody but its writer has said yet"


@pytest.fixture
def written(client, people):
    people.sign_in(client, "member")
    return saved_id(client.post("/needs/new", data=FORM))


def yes(client, need_id, version=1, **more):
    return client.post(f"/needs/{need_id}/read", data={"version": version, "who": "me"} | more)


def test_a_draft_is_loud_wherever_the_need_is_shown(client, written):
    for path in (f"/needs/{written}", f"/needs/{written}/read", f"/needs/{written}/match"):
        page = client.get(path).text
        assert DRAFT in page
        assert "This is a draft: nobody else has confirmed it yet." in page
    assert "Draft" in client.get("/needs/").text


def test_ones_own_yes_leaves_a_draft_and_anothers_confirms(client, people, written):
    assert 'name="who" value="me"' not in client.get(f"/needs/{written}/read").text
    page = client.post(f"/needs/{written}/read", data={"version": 1, "who": "me"}, follow_redirects=True).text
    assert "It stays a draft" in page
    assert DRAFT in page
    client.post("/accounts/sign-out")
    people.sign_in(client, "member")
    assert 'name="who" value="me"' in client.get(f"/needs/{written}/read").text
    assert yes(client, written).status_code == 303
    page = client.get(f"/needs/{written}/read").text
    assert "Confirmed by A member" in page
    assert "This is a draft" not in page
    assert "someone other than the writer" not in client.get(f"/needs/{written}").text
    client.post(f"/needs/{written}", data=FORM | {"decision.what": "plant beans", "from_version": "1"})
    assert DRAFT in client.get(f"/needs/{written}").text, "each change makes a draft of it again"


def test_a_yes_from_a_meeting_is_recorded_with_who_said_it_and_how(client, written, app):
    answer = yes(client, written, who="other", on_behalf_of="chair of the women’s group", channel="meeting")
    assert answer.status_code == 303
    page = client.get(f"/needs/{written}/read").text
    assert "Confirmed by chair of the women’s group" in page
    assert "in a meeting, read aloud" in page
    with app.extensions["climserv"].database.reading() as session:
        event = history(session, "need", written)[-1]
    assert (event.on_behalf_of, event.channel) == ("chair of the women’s group", "meeting")


@pytest.mark.parametrize("missing", ["on_behalf_of", "channel"])
def test_a_yes_of_somebody_else_says_whose_and_how(client, written, missing):
    said = {"who": "other", "on_behalf_of": "the chair", "channel": "phone"} | {missing: ""}
    answer = yes(client, written, **said)
    assert answer.status_code == 422
    assert f'href="#{missing}"' in answer.text
    assert DRAFT in client.get(f"/needs/{written}").text


def test_naming_oneself_is_no_other_person(client, written):
    yes(client, written, who="other", on_behalf_of="A  Member", channel="meeting")
    assert DRAFT in client.get(f"/needs/{written}").text


def test_what_was_read_is_what_is_confirmed(client, people, written):
    client.post(f"/needs/{written}", data=FORM | {"decision.what": "plant beans", "from_version": "1"})
    client.post("/accounts/sign-out")
    people.sign_in(client, "member")
    assert yes(client, written, version=1).status_code == 422
    assert DRAFT in client.get(f"/needs/{written}").text


def test_a_guess_is_confirmed_before_the_need_is(client, people, written):
    data = {
        "metric.words": "when the rains start",
        "written_in": "en",
        "guess": "rainy_season_onset",
        "from_version": 1,
    }
    client.post(f"/needs/{written}/ask/measure", data=data)
    client.post("/accounts/sign-out")
    people.sign_in(client, "member")
    assert "only a guess" in client.get(f"/needs/{written}/read").text
    assert yes(client, written, version=2).status_code == 422


@pytest.mark.parametrize("role", ["meteorologist", "facilitator"])
def test_only_the_group_confirms(client, people, written, role):
    client.post("/accounts/sign-out")
    people.sign_in(client, role, "Another house")
    page = client.get(f"/needs/{written}/read").text
    assert "plant maize" in page
    assert 'name="who"' not in page
    assert yes(client, written).status_code == 403


def test_the_history_says_what_changed_in_words_and_one_sitting_is_one_entry(client, people, written):
    client.post(f"/needs/{written}", data=FORM | {"decision.what": "plant beans", "from_version": "1"})
    client.post(f"/needs/{written}/ask/lead",
                data={"decision.lead.number": "2", "decision.lead.unit": "week", "from_version": "2"})  # fmt: skip
    client.post("/accounts/sign-out")
    people.sign_in(client, "member")
    yes(client, written, version=3)
    client.post(f"/needs/{written}", data=FORM | {"decision.what": "sow beans", "from_version": "3"})
    page = client.get(f"/needs/{written}/history").text
    assert "versions 1 to 3, one sitting" in page
    assert "read aloud, and said to be right" in page
    assert "<del>plant beans</del> <ins>sow beans</ins>" in page
    assert "<ins>2 weeks</ins>" in page
    assert page.index("sow beans") < page.index("read aloud") < page.index("one sitting"), "the newest first"


def test_others_read_no_older_words_of_a_group_that_closed_its_need(client, people, written):
    client.post("/accounts/sign-out")
    people.sign_in(client, "meteorologist", "Another house")
    assert "plant maize" not in client.get(f"/needs/{written}/history").text
    client.post("/accounts/sign-out")
    people.sign_in(client, "member", "Others")
    for page in ("read", "history", "split", "merge", "all", "ask/lead"):
        assert client.get(f"/needs/{written}/{page}").status_code == 404


def test_a_need_is_split_into_two_that_say_where_they_come_from(client, written):
    page = client.get(f"/needs/{written}/split").text
    assert 'name="one.decision.what"' in page
    assert 'value="plant maize"' in page
    data = {"written_in": "en", "one.question": "When do men sow?", "two.question": "When do women sow?",
            "one.who.decides": "men", "two.who.decides": "women", "reason": "women sow later"}  # fmt: skip
    answer = client.post(f"/needs/{written}/split", data=data)
    assert answer.headers["Location"] == "/needs/when-do-men-sow"
    page = client.get("/needs/when-do-women-sow").text
    assert "split from" in page
    assert "plant maize" in page, "what was not changed is taken over"
    assert "split into" in client.get(f"/needs/{written}").text
    assert "women sow later" in client.get(f"/needs/{written}/history").text


def test_others_do_not_learn_from_a_history_into_what_a_need_was_split_and_why(client, people, written):
    data = {"written_in": "en", "one.question": "When do men sow?", "two.question": "Which seed do the women keep?",
            "reason": "the women decide alone"}  # fmt: skip
    assert client.post(f"/needs/{written}/split", data=data).status_code == 303
    assert yes(client, written).status_code == 303
    client.post("/accounts/sign-out")
    people.sign_in(client, "meteorologist", "Another house")
    page = client.get(f"/needs/{written}/history").text
    assert "said to be right" in page
    assert "which-seed" not in page
    assert "decide alone" not in page


def test_two_parts_that_say_the_same_are_no_split(client, written):
    data = {"written_in": "en", "one.question": "Same?", "two.question": "Same?"}
    answer = client.post(f"/needs/{written}/split", data=data)
    assert answer.status_code == 422
    assert "Both parts say the same" in answer.text


def test_needs_are_merged_and_what_was_not_said_alike_is_talked_over(client, written, app):
    other = saved_id(client.post("/needs/new", data=FORM | {"question": "When to sow?", "decision.what": "sow beans"}))
    assert client.post(f"/needs/{written}/merge", data={"name": "Nothing"}).status_code == 422
    answer = client.post(f"/needs/{written}/merge", data={"other": other, "name": "Planting together"})
    made = saved_id(answer)
    page = client.get(f"/needs/{made}").text
    assert "merged from" in page
    assert "sow beans" in page
    assert "Not said alike by all" in page
    client.post(f"/needs/{made}/settled", data={"field": "decision.what"})
    with app.extensions["climserv"].database.reading() as session:
        left = {one["field"] for one in get_need(session, made).record.get("differences", ())}
        assert "decision.what" not in left
        assert get_need(session, written).number == 1, "the needs it is made of stay as they were"
