"""The page of a version: its path, the one next thing, the check by a colleague, remarks, differences, who sees it."""

import re

import pytest

from climserv.recipes.versions.states import Action, State
from web.studio.next_step import Standing, next_step, path

from .recipe_pages import begin, bring, do, offer, pass_tests, text_of

AUTHOR = {Action.SAVE, Action.TEST, Action.COMMENT}


@pytest.fixture
def pair(app, people):
    """Two meteorologists at their browsers: the author, and the colleague; with their accounts."""
    author, peer = app.test_client(), app.test_client()
    author.who = people.sign_in(author, "meteorologist")
    peer.who = people.sign_in(peer, "meteorologist")
    return author, peer


def next_of(page: str) -> str:
    """The one sentence that says what is to be done, and the primary actions of the page."""
    return page.split('<h2 id="next">')[1].split("</h2>")[0]


def primary(page: str) -> list[str]:
    """The words of all primary buttons and links."""
    found = re.findall(r'class="button primary"[^>]*>(.*?)</(?:a|button)>', page, re.DOTALL)
    return [re.sub(r"<svg.*?</svg>", "", words).strip() for words in found]


@pytest.mark.parametrize(
    ("at", "do_"),
    [
        (Standing("draft", AUTHOR, faults=2), "write"),
        (Standing("draft", AUTHOR), "write"),
        (Standing("draft", AUTHOR, cases=3), "test"),
        (Standing("draft", AUTHOR, cases=3, tests=False), "write"),
        (Standing("draft", {Action.COMMENT}, cases=3), ""),
        (Standing("tested", AUTHOR | {Action.ASK}, cases=3, tests=True), "ask"),
        (Standing("tested", AUTHOR | {Action.ASK}, cases=3, tests=True, waits_for=""), ""),
        (Standing("tested", AUTHOR | {Action.ASK}, cases=3, tests=True, waits_for="Kofi"), ""),
        (Standing("tested", {Action.COMMENT, Action.APPROVE, Action.DECLINE}), "answer"),
        (Standing("peer_checked", AUTHOR | {Action.OFFER}), "offer"),
        (Standing("peer_checked", {Action.COMMENT}), ""),
        (Standing("offered", set(), may_write=True), "next"),
        (Standing("in_use", set()), "read"),
        (Standing("deprecated", set(), may_write=True), "read"),
    ],
)
def test_there_is_one_next_thing_for_each_standing(app, at, do_):
    with app.test_request_context():
        step = next_step(at)
    assert step["do"] == do_
    assert step["words"].endswith(".")


@pytest.mark.parametrize("state", list(State))
def test_the_path_has_what_is_behind_before_what_is_ahead(app, state):
    with app.test_request_context():
        stations = [one["at"] for one in path(state)]
    assert stations == sorted(stations, key=["behind", "here", "ahead"].index)
    assert stations.count("here") == (0 if state in (State.IN_USE, State.DEPRECATED) else 1)


def test_a_version_is_led_from_its_first_text_to_the_book(app, pair):
    author, peer = pair
    address = begin(author, text_of().replace("metric: hot_days", "metric: hot_dais"))
    assert primary(author.get(address).text) == ["Go on writing"]
    author.post(f"{address}/edit", data={"text": text_of(), "from_version": 1})
    assert primary(author.get(address).text) == ["Run its golden cases"]
    pass_tests(app, address, passed=False)
    page = author.get(address).text
    assert primary(page) == ["Go on writing"]
    assert "1 of 2 give what was worked out by hand." in page
    pass_tests(app, address)
    assert primary(author.get(address).text) == ["Ask for a check"]
    do(author, address, "ask", of=peer.who.id, reason="Is the <b>threshold</b> right?")
    assert primary(author.get(address).text) == []
    assert f"Waiting for the answer of {peer.who.name}." in next_of(author.get(address).text)

    asked = peer.get("/recipes/").text
    assert "Colleagues ask you to check" in asked
    assert "Is the &lt;b&gt;threshold&lt;/b&gt; right?" in asked
    page = peer.get(address).text
    assert primary(page) == ["Approve"]
    assert "2 of 2 give what was worked out by hand." in page
    assert "Is the &lt;b&gt;threshold&lt;/b&gt; right?" in page
    assert do(peer, address, "approve", reason=" ", save=2).status_code == 400
    do(peer, address, "approve", reason="As in the paper.", save=2)
    assert primary(author.get(address).text) == ["Offer it to needs"]
    assert "As in the paper." in author.get(address).text
    do(author, address, "offer")
    assert primary(author.get(address).text) == ["Write the next version"]
    assert 'href="/recipes/hot_days_here"' in app.test_client().get("/recipes/").text


def test_what_is_sent_back_is_a_draft_with_the_reason(app, pair):
    author, peer = pair
    address = begin(author)
    pass_tests(app, address)
    do(author, address, "ask")
    do(peer, address, "decline", reason="The season is another one there.", save=1)
    page = author.get(address).text
    assert "The season is another one there." in page
    assert page.split('aria-current="step"')[1].startswith("><span>written")


def test_nobody_approves_of_a_text_that_they_have_not_read(app, pair):
    author, peer = pair
    address = begin(author)
    pass_tests(app, address)
    do(author, address, "ask")
    answer = do(peer, address, "approve", reason="Sound.", save=0)
    assert answer.status_code == 400
    assert "the text has changed since you read it" in answer.text
    assert primary(peer.get(address).text) == ["Approve"]


@pytest.mark.parametrize("action", ["ask", "comment", "approve", "decline", "offer", "deprecate", "join"])
@pytest.mark.parametrize("role", [None, "member", "facilitator", "meteorologist"])
def test_drafts_are_of_their_authors_only(app, people, pair, role, action):
    address = begin(pair[0])
    other = app.test_client()
    if role:
        people.sign_in(other, role)
    for page in (address, f"{address}/read", f"{address}/recipe.yaml", f"{address}/edit"):
        assert other.get(page).status_code in ((302,) if role is None else (403, 404)), page
    answer = do(other, address, action, reason="I was here.", line=0, of=1, save=1)
    assert answer.status_code == (401 if role is None else 404)
    assert "I was here." not in pair[0].get(address).text


@pytest.mark.parametrize("role", [None, "member", "facilitator", "meteorologist"])
def test_what_is_offered_is_open_to_everybody_and_changed_by_nobody(app, people, pair, role):
    author, peer = pair
    address = begin(author)
    offer(app, author, peer, address)
    reader = app.test_client()
    if role:
        people.sign_in(reader, role)
    page = reader.get(address).text
    assert "As its users read it" in page
    assert reader.get(f"{address}/read").status_code == 200
    assert ("/do/comment" in page) == (role == "meteorologist")
    assert ("/do/deprecate" in page) == (role == "meteorologist")
    assert ("/compare" in page or "/preview" in page) == (role == "meteorologist")
    assert "Go on writing" not in page
    expected = {None: 401, "meteorologist": 303}.get(role, 403)
    assert do(reader, address, "comment", reason="But why so?", line=1).status_code == expected
    assert ("But why so?" in author.get(address).text) == (role == "meteorologist")


def test_remarks_stand_at_their_line_and_stay_when_the_text_moves_on(pair):
    author, _ = pair
    address = begin(author)
    lines = text_of().splitlines()
    place = next(n for n, line in enumerate(lines, start=1) if "default: 27 degC" in line)
    do(author, address, "comment", line=place, reason="Thirty for millet & sorghum?")
    do(author, address, "comment", line=0, reason="A good beginning.")
    at_line = author.get(address).text.split(f'id="line-{place}"')[1].split("<li id=")[0]
    assert "Thirty for millet &amp; sorghum?" in at_line
    assert "A good beginning." not in at_line
    author.post(f"{address}/edit", data={"text": text_of().replace("27 degC", "29 degC"), "from_version": 1})
    page = author.get(address).text
    earlier = page.split("Said of earlier texts")[1]
    assert "<code>default: 27 degC</code>" in earlier
    assert "Thirty for millet" in earlier
    assert "Thirty for millet" not in page.split("Said of earlier texts")[0]
    answer = do(author, address, "comment", line=len(lines) + 1, reason="Beyond the end.")
    assert answer.status_code == 400


def test_differences_are_told_in_words_since_any_version(app, people, pair):
    author, peer = pair
    first = begin(author)
    offer(app, author, peer, first)
    for number, value in ((2, "29 degC"), (3, "33 degC")):
        answer = author.post("/recipes/new", data={"from": "hot_days_here"})
        assert answer.headers["Location"] == f"/recipes/hot_days_here/{number}/edit"
        text = text_of(number=number).replace("default: 27 degC", f"default: {value}")
        author.post(f"/recipes/hot_days_here/{number}/edit", data={"text": text, "from_version": 1})
    page = author.get("/recipes/hot_days_here/3").text
    assert "What changed since version 2" in page
    assert "29 °C" in page.split('id="changes"')[1].split("Line by line")[0]
    page = author.get("/recipes/hot_days_here/3?since=1").text
    changes = page.split('id="changes"')[1].split('id="cases"')[0]
    assert "What changed since version 1" in page
    assert "27 °C" in changes.split("Line by line")[0]
    assert "default: 33 degC" in changes.split("Line by line")[1]
    people.sign_in(stranger := app.test_client(), "meteorologist")
    assert stranger.get("/recipes/hot_days_here/1?since=2").text.count("29 degC") == 0


def test_two_write_and_neither_of_them_checks(app, people, pair):
    author, second = pair
    address = begin(author)
    do(author, address, "join", of=second.who.id)
    assert primary(second.get(address).text) == ["Run its golden cases"]
    pass_tests(app, address)
    do(author, address, "ask")
    page = second.get(address).text
    assert "/do/approve" not in page
    assert do(second, address, "approve", reason="Ours is sound.", save=1).status_code == 403
    third = app.test_client()
    people.sign_in(third, "meteorologist")
    assert primary(third.get(address).text) == ["Approve"]


def test_the_history_tells_each_step_with_its_reason(app, pair):
    author, peer = pair
    address = begin(author)
    offer(app, author, peer, address)
    do(peer, address, "deprecate", reason="Superseded.", instead="no_such_recipe")
    assert "Superseded." not in author.get(address).text
    do(peer, address, "deprecate", reason="Superseded.", instead="")
    history = author.get(address).text.split('id="history"')[1]
    steps = ["taken out of service", "offered", "approved", "a check was asked for", "golden cases passed", "begun"]
    assert [history.index(f"· {step}") for step in steps] == sorted(history.index(f"· {step}") for step in steps)
    assert "“Superseded.”" in history


def test_a_page_of_a_version_stays_light(pair):
    address = begin(pair[0], text_of("crop_success", "crop_success_here"))
    assert len(pair[0].get(address).data) < 100_000
    assert bring(pair[0], text_of("crop_success", "crop_success_here")).headers["Location"] == "/recipes/"


def test_the_first_page_leads_to_the_book_and_to_what_waits(app, pair):
    author, peer = pair
    address = begin(author)
    pass_tests(app, address)
    assert "asks you to check" not in peer.get("/").text
    do(author, address, "ask", of=peer.who.id)
    assert "1 colleague asks you to check a recipe." in peer.get("/").text
    for client in (author, app.test_client()):
        page = client.get("/").text
        assert "asks you to check" not in page
        assert '<a href="/recipes/">See which questions can be answered already</a>' in page
