"""A recipe that comes is told to those whose need it serves; each person sees it for themselves."""

import re

import pytest

from .need_records import save
from .recipe_pages import begin, offer, text_of

NEW = "New: “How many hot days are there in each month?” can now be answered after a step."


@pytest.fixture
def author(app, people):
    client = app.test_client()
    people.sign_in(client, "meteorologist", "Service")
    return client


@pytest.fixture
def peer(app, people):
    client = app.test_client()
    people.sign_in(client, "meteorologist", "Service")
    return client


def publish(app, author, peer):
    """A recipe of hot days by month comes into the book."""
    text = re.sub(r"time: \[", "time: [month, ", text_of(called="hot_days_by_month"), count=1)
    address = begin(author, text)
    offer(app, author, peer, address)


def test_the_owners_are_told_when_a_recipe_comes_and_see_it_once(app, client, people, author, peer):
    need_id = save(app, people.sign_in(client, "member", "Growers"), need="hot-months")
    assert "Nothing we have can answer this honestly yet." in client.get(f"/needs/{need_id}/match").text
    assert "What is new for you?" not in client.get("/").text
    publish(app, author, peer)
    home = client.get("/").text
    assert NEW in home
    assert f'href="/needs/{need_id}/match"' in home
    assert NEW in client.get("/needs/").text
    assert "fits after a step" in client.get(f"/needs/{need_id}/match").text
    ids = re.findall(r'name="notice" value="(\d+)"', home)
    answer = client.post("/news/seen", data={"notice": ids, "next": "/needs/"})
    assert answer.headers["Location"] == "/needs/"
    assert NEW not in client.get("/").text
    assert NEW in client.get("/news/").text


def test_others_are_not_told(app, client, people, author, peer):
    save(app, people.add("member", "Growers"), need="hot-months")
    stranger, nobody = app.test_client(), app.test_client()
    people.sign_in(stranger, "member", "Others")
    publish(app, author, peer)
    for one in (stranger, nobody, author):
        assert NEW not in one.get("/").text
    assert NEW not in stranger.get("/news/").text
    people.sign_in(client, "member", "Growers")
    assert NEW in client.get("/").text


def test_the_page_of_news_teaches_while_it_is_empty(client, sign_in_as):
    sign_in_as("member")
    assert "News of your needs will stand here." in client.get("/news/").text


@pytest.mark.parametrize("given", [["x"], ["999999999999999999999"], ["-1"], ["12345"], []])
def test_what_is_no_notice_of_theirs_is_left_alone(client, sign_in_as, given):
    sign_in_as("member")
    assert (
        client.post("/news/seen", data={"notice": given, "next": "https://elsewhere.example/"}).headers["Location"]
        == "/news/"
    )
