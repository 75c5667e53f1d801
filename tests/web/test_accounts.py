"""Signing in and out, guessing, and the language of the pages."""

import re

import pytest

from climserv.storage.accounts import change_password, get_user
from climserv.storage.events import history
from climserv.storage.sign_in_tries import MOST_FROM_ONE_PLACE, WINDOW

from .conftest import PASSWORD

WRONG = "do not belong together"


def sign_in(client, name, password=PASSWORD, **more):
    return client.post("/accounts/sign-in", data={"sign_in": name, "password": password, **more})


def signed_in(client):
    return "Sign out" in client.get("/").text


def test_signing_in_and_out(client, people, database):
    user = people.add()
    assert not signed_in(client)
    answer = sign_in(client, user.sign_in.upper())
    assert (answer.status_code, answer.location) == (303, "/")
    assert signed_in(client)
    assert user.name in client.get("/").text
    answer = client.post("/accounts/sign-out")
    assert (answer.status_code, answer.location) == (303, "/")
    assert not signed_in(client)
    with database.reading() as session:
        assert [event.action for event in history(session, "account", user.id)] == ["added", "signed in"]


def test_nobody_is_signed_out_by_following_a_link(client, sign_in_as):
    sign_in_as()
    assert client.get("/accounts/sign-out").status_code == 405
    assert signed_in(client)


def test_who_is_signed_in_already_goes_straight_on(client, sign_in_as):
    sign_in_as()
    assert client.get("/accounts/sign-in?next=/needs/").location == "/needs/"


def without_token(page: str) -> str:
    """The forgery token is signed with the time, so it may differ between two answers."""
    return re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", page)


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(client, people):
    user = people.add()
    wrong_password, wrong_name = sign_in(client, user.sign_in, "guess"), sign_in(client, "nobody", "guess")
    assert wrong_password.status_code == wrong_name.status_code == 401
    assert WRONG in wrong_password.text
    assert without_token(wrong_password.text.replace(user.sign_in, "nobody")) == without_token(wrong_name.text)
    assert not signed_in(client)


@pytest.mark.parametrize("data", [{}, {"sign_in": "\0"}, {"password": "x"}, {"sign_in": "é" * 5000, "password": "\0"}])
def test_odd_forms_are_only_wrong(client, data):
    assert client.post("/accounts/sign-in", data=data).status_code == 401


def test_what_was_typed_is_shown_again_but_never_the_password(client):
    answer = sign_in(client, '"><b>anna', "my secret guess")
    assert "&#34;&gt;&lt;b&gt;anna" in answer.text
    assert "my secret guess" not in answer.text


@pytest.mark.parametrize("exists", [True, False])
def test_after_five_wrong_guesses_even_the_right_password_waits(app, client, people, exists):
    name = people.add().sign_in if exists else "nobody"
    answers = [sign_in(client, name, f"guess {n}").status_code for n in range(MOST_FROM_ONE_PLACE + 1)]
    assert answers == [401] * MOST_FROM_ONE_PLACE + [429]
    answer = sign_in(client, name)
    assert answer.status_code == 429
    assert "Wait a quarter of an hour" in answer.text
    assert not signed_in(client)
    house = app.extensions["climserv"]
    real = house.clock
    house.clock = lambda: real() + WINDOW * 1.1
    assert sign_in(client, name).status_code == (303 if exists else 401)


def test_another_member_behind_the_same_address_may_still_sign_in(client, people):
    anna, bob = people.add(), people.add()
    for _ in range(MOST_FROM_ONE_PLACE + 1):
        sign_in(client, anna.sign_in, "guess")
    assert sign_in(client, bob.sign_in).status_code == 303


def test_guesses_count_in_every_process(app, people):
    """Two applications on one database stand for two worker processes."""
    from web import create_app

    house = app.extensions["climserv"]
    other = create_app(house.settings, house.database)
    other.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    name = people.add().sign_in
    clients = [app.test_client(), other.test_client()]
    answers = [sign_in(clients[n % 2], name, "guess").status_code for n in range(MOST_FROM_ONE_PLACE + 1)]
    assert answers[-1] == 429
    # Both read the same key file, so a cookie of one is good in the other.
    assert other.secret_key == app.secret_key


def test_the_way_goes_on_to_where_somebody_wanted_to_be(client, people):
    user = people.add()
    form = client.get("/accounts/sign-in?next=/needs/new")
    assert 'name="next" value="/needs/new"' in form.text
    assert sign_in(client, user.sign_in, next="/needs/new").location == "/needs/new"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil", "javascript:x"]
)
def test_nobody_is_sent_to_a_strangers_page(client, people, target):
    user = people.add()
    assert sign_in(client, user.sign_in, next=target).location == "/"
    assert client.get("/accounts/sign-in", query_string={"next": target}).location == "/"
    answer = client.post("/accounts/language", data={"language": "fr", "next": target})
    assert answer.location == "/"


def test_signing_in_begins_a_new_session(client, people):
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        session["csrf_token"] = "known to somebody else"
    sign_in(client, people.add().sign_in)
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != "known to somebody else"


def test_a_new_password_signs_everybody_out(client, database, sign_in_as):
    user = sign_in_as()
    with database.session() as session:
        change_password(session, get_user(session, user.id), "four other dry words")
    assert not signed_in(client)


@pytest.mark.parametrize("carried", ["", "1", "1:", "1:wrong", "x:y", "-1:z", "99999999999999999999:z", "²:z"])
def test_a_cookie_that_names_nobody_is_nobody(client, sign_in_as, carried):
    sign_in_as()
    with client.session_transaction() as session:
        session["_user_id"] = carried
    assert client.get("/").status_code == 200
    assert not signed_in(client)


def test_the_language_follows_the_browser_until_somebody_chooses(client):
    assert '<html lang="fr">' in client.get("/", headers={"Accept-Language": "fr-CA, en;q=0.5"}).text
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "de"}).text
    assert '<html lang="en">' in client.get("/").text
    answer = client.post("/accounts/language", data={"language": "fr", "next": "/accounts/sign-in?"})
    assert (answer.status_code, answer.location) == (303, "/accounts/sign-in")
    assert '<html lang="fr">' in client.get("/", headers={"Accept-Language": "en"}).text


def test_the_chosen_language_is_kept_in_the_account_and_comes_back_with_it(app, client, database, sign_in_as):
    user = sign_in_as()
    client.post("/accounts/language", data={"language": "fr"})
    with database.reading() as session:
        assert get_user(session, user.id).language == "fr"
    elsewhere = app.test_client()
    assert '<html lang="en">' in elsewhere.get("/").text
    sign_in(elsewhere, user.sign_in)
    assert '<html lang="fr">' in elsewhere.get("/").text
    elsewhere.post("/accounts/sign-out")
    assert '<html lang="fr">' in elsewhere.get("/").text


@pytest.mark.parametrize("language", ["", "de", "../fr", "fr\n"])
def test_a_language_we_do_not_have_is_refused(client, language):
    assert client.post("/accounts/language", data={"language": language}).status_code == 400
