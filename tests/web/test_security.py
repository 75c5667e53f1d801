"""Headers, cookies, forgery protection, the key, and where `next` may lead."""

import os
import re
import stat
import subprocess
import sys

import pytest

from climserv.config import Settings
from climserv.vocabulary.problems import Refused
from web.security import HEADERS, safe_next, secret_key

from .addresses import ADDRESSES
from .conftest import PASSWORD


@pytest.fixture
def guarded(app):
    """A client of the application with its forgery protection on, as people meet it."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app.test_client()


def token_of(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


@pytest.mark.parametrize("path", ["/", "/accounts/sign-in", "/nowhere", "/nowhere.json", "/static/styles/tokens.css"])
def test_every_answer_carries_the_headers(client, path):
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    answer.close()


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/", "/accounts/sign-in", "/nowhere"])
def test_no_page_has_inline_scripts_or_styles_or_strangers(client, path):
    page = client.get(path).text
    assert not re.findall(r"<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.findall(r"<script(?![^>]*\ssrc=)", page)
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)


def test_cookies_are_for_this_site_only_and_secure_only_over_https(client, people):
    user = people.add()
    data = {"sign_in": user.sign_in, "password": PASSWORD}
    plain = client.post("/accounts/sign-in", data=data).headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    https = client.post("/accounts/sign-in", data=data, base_url="https://localhost").headers["Set-Cookie"]
    assert "Secure" in https


def test_pages_of_somebody_signed_in_are_not_kept_by_the_browser(client, sign_in_as):
    assert "Cache-Control" not in client.get("/").headers
    sign_in_as()
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"


def test_a_form_without_its_token_is_refused_and_nothing_happens(guarded, people):
    user = people.add()
    answer = guarded.post("/accounts/sign-in", data={"sign_in": user.sign_in, "password": PASSWORD})
    assert answer.status_code == 400
    assert "This form can no longer be sent" in answer.text
    assert "Sign out" not in guarded.get("/").text


def test_a_form_with_its_token_is_taken_and_the_token_of_another_is_not(app, guarded, people):
    user = people.add()
    data = {"sign_in": user.sign_in, "password": PASSWORD}
    stranger = app.test_client()
    foreign = token_of(stranger.get("/accounts/sign-in"))
    mine = token_of(guarded.get("/accounts/sign-in"))
    assert guarded.post("/accounts/sign-in", data={**data, "csrf_token": foreign}).status_code == 400
    assert guarded.post("/accounts/sign-in", data={**data, "csrf_token": mine}).status_code == 303


def test_every_form_that_changes_something_asks_for_a_token(app):
    """Each address that takes a POST, without a token: refused before anything is looked at."""
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    posts = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]
    assert len(posts) >= 3
    for rule in posts:
        path = rule.build({name: ADDRESSES[name] for name in rule.arguments})[1]
        answer = client.post(path, headers={"Accept": "application/json"})
        assert answer.status_code == 400, path
        assert answer.json["problems"][0]["code"] == "form.token"


def test_a_token_lasts_as_long_as_the_form_lies_open(app, monkeypatch):
    assert app.config["WTF_CSRF_TIME_LIMIT"] is None


def test_the_key_is_made_once_and_for_the_owner_alone(tmp_path):
    settings = Settings(instance=tmp_path / "new" / "instance")
    old = os.umask(0)
    try:
        key = secret_key(settings)
    finally:
        os.umask(old)
    path = settings.instance / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(key) == 64
    assert secret_key(settings) == key
    assert [file.name for file in settings.instance.iterdir()] == ["secret_key"]
    assert secret_key(Settings(instance=tmp_path / "other")) != key


def test_processes_that_start_together_agree_on_the_key(tmp_path):
    program = (
        "import sys; from pathlib import Path; from climserv.config import Settings; "
        "from web.security import secret_key; print(secret_key(Settings(instance=Path(sys.argv[1]))))"
    )
    given = [sys.executable, "-c", program, str(tmp_path)]
    started = [subprocess.Popen(given, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert len({process.communicate(timeout=60)[0] for process in started}) == 1


def test_a_key_of_the_settings_is_used_and_a_short_one_refused(tmp_path):
    assert secret_key(Settings(instance=tmp_path, secret_key="k" * 32)) == "k" * 32
    assert not (tmp_path / "secret_key").exists()
    with pytest.raises(Refused, match="too short") as refused:
        secret_key(Settings(instance=tmp_path, secret_key="hush"))
    assert "hush" not in str(refused.value)
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(Refused, match="Delete this file"):
        secret_key(Settings(instance=tmp_path))


@pytest.mark.parametrize("target", ["/", "/needs/", "/needs/x?page=2&y=a%20b#top", "/a//b", "/needs/@home", "/a:b"])
def test_a_path_on_this_site_is_followed(target):
    assert safe_next(target, "/else") == target


@pytest.mark.parametrize(
    "target",
    [
        None, "", "needs", "https://evil.example", "http:/evil.example", "//evil.example", "///evil.example",
        "/\\evil.example", "\\/evil.example", "/\t/evil.example", "/\n/evil.example", " /needs", "/ needs",
        "javascript:alert(1)", "data:text/html,x", "//[", "/\x00", "/\x7f/evil",
    ],
)  # fmt: skip
def test_everything_else_is_not(target):
    assert safe_next(target, "/else") == "/else"
