"""Groups that ask nearly the same hear of each other, as far as each lets itself be seen, and may join."""

import re

import pytest

from .need_records import BY_MONTH, save

ASK, JOIN = "Ask to join", "Yes, we join"


@pytest.fixture
def two(app, people):
    """Two groups with needs alike, each with a browser: (client, need) of the first and of the second."""
    first, second = app.test_client(), app.test_client()
    mine = save(app, people.sign_in(first, "member", "Growers"), need="growers")
    theirs = save(app, people.sign_in(second, "member", "Women of Siakago"), need="siakago")
    return (first, mine), (second, theirs)


def match(client, need_id, **how) -> str:
    return client.get(f"/needs/{need_id}/match", **how).text


def join_in(page: str) -> str:
    return re.search(r'action="(/needs/[a-z-]+/joins/\d+)"', page)[1]


def test_a_group_is_told_who_asks_nearly_the_same_and_why(two):
    (_, _), (client, theirs) = two
    page = match(client, theirs)
    assert "Growers asks nearly the same." in page
    assert "both ask for: number of hot days in a season" in page
    assert ASK in page


def test_asked_answered_and_joined_with_news_on_both_sides(two):
    (client, mine), (other, theirs) = two
    asked = client.post(f"/needs/{mine}/joins", data={"other": theirs}, follow_redirects=True).text
    assert "Asked to join; their answer is still to come." in asked
    assert ASK not in asked
    news = other.get("/").text
    assert "Growers asks nearly the same as “How many hot days are there in each month?”. Would you join?" in news
    page = match(other, theirs)
    assert JOIN in page
    joined = other.post(join_in(page), data={"answer": "yes", "reason": "Karibu"}, follow_redirects=True).text
    assert "You have joined." in joined
    for one, need_id, name in ((client, mine, "Women of Siakago"), (other, theirs, "Growers")):
        page = match(one, need_id)
        assert "Joined: both groups see each other’s need" in page
        assert name in page
        # The page of the need tells the same.
        assert name in one.get(f"/needs/{need_id}").text
    assert "They say: Karibu" in match(client, mine)
    assert "Women of Siakago has joined with you" in client.get("/news/").text


def test_a_no_is_told_with_its_word_and_may_be_changed(two):
    (client, mine), (other, theirs) = two
    client.post(f"/needs/{mine}/joins", data={"other": theirs})
    where = join_in(match(other, theirs))
    other.post(where, data={"answer": "no", "reason": "We decide in May"})
    page = match(client, mine)
    assert "They do not join for now." in page
    assert "They say: We decide in May" in page
    assert "Join after all" in match(other, theirs)
    other.post(where, data={"answer": "yes"})
    assert "Joined: both groups" in match(client, mine)


def test_what_a_group_keeps_to_itself_is_told_to_nobody(app, people, two):
    (client, mine), _ = two
    closed = people.add("member", "Quiet ones")
    save(app, closed, {**BY_MONTH, "origin": {"visibility": "own"}}, need="secret")
    assert "Quiet ones" not in match(client, mine)
    answer = client.post(f"/needs/{mine}/joins", data={"other": "secret"}, follow_redirects=True).text
    assert "There is no such need, or it is not open to you." in answer
    assert "Quiet ones" not in answer


def test_who_hides_their_need_is_told_to_show_it_before_asking(app, people, two):
    (_, mine), _ = two
    client = app.test_client()
    hidden = save(app, people.sign_in(client, "member", "Quiet"), {**BY_MONTH, "origin": {}}, need="secret")
    page = match(client, hidden)
    assert "Growers asks nearly the same." in page
    assert "They may not see your need." in page
    assert ASK not in page
    refused = client.post(f"/needs/{hidden}/joins", data={"other": mine}, follow_redirects=True).text
    assert "The other group may not see this need." in refused


def test_others_neither_ask_nor_answer(app, people, two):
    (client, mine), (_, theirs) = two
    stranger = app.test_client()
    people.sign_in(stranger, "meteorologist", "Service")
    assert ASK not in match(stranger, mine)
    assert stranger.post(f"/needs/{mine}/joins", data={"other": theirs}).status_code == 303
    assert "Asked to join" not in match(client, mine)
    client.post(f"/needs/{mine}/joins", data={"other": theirs})
    where = f"/needs/{theirs}/joins/1"
    assert stranger.post(where, data={"answer": "yes"}).status_code == 403
    assert client.post(where, data={"answer": "yes"}).status_code == 403
    assert client.post(f"/needs/{mine}/joins/999", data={"answer": "yes"}).status_code == 404


def test_a_facilitator_asks_two_groups(app, people, two):
    (client, mine), (other, theirs) = two
    facilitator = app.test_client()
    people.sign_in(facilitator, "facilitator", "Bridge")
    facilitator.post(f"/needs/{mine}/joins", data={"other": theirs})
    for one, need_id in ((client, mine), (other, theirs)):
        one.post(join_in(match(one, need_id)), data={"answer": "yes"})
    assert "Joined: both groups" in match(client, mine)


def test_a_workshop_is_proposed_to_who_brings_people_together(app, people, two):
    when = {"what": "shade", "by": {"from": "10-01", "to": "11-30"}, "lead": "14 day"}
    client = app.test_client()
    person = people.add("member", "Growers")
    for name, group in (("north", person), ("south", people.add("member", "Others"))):
        save(app, group, need=name, decision=when)
    people.sign_in(client, "facilitator", "Bridge")
    page = client.get("/workshops/").text
    assert "2 groups ask about the number of hot days in a season, within 50 km, to decide in one season." in page
    assert "480 people" in page
    assert [name for name in ("north", "south", "growers") if f"/needs/{name}/match" in page] == ["north", "south"]
    assert "Workshops" in client.get("/").text
    people.sign_in(client, "member", "Growers")
    assert client.get("/workshops/").status_code == 403
