"""Behind proxies: who asks is told by as many of them as are ours, and by nobody else."""

from dataclasses import replace

import pytest
from flask import request
from waitress import create_server
from werkzeug.test import Client

from climserv.serving import ways_of_waitress
from climserv.storage.sign_in_tries import MOST_FROM_ONE_PLACE
from web import create_app

FORGED = "203.0.113.7, 198.51.100.4, 192.0.2.1"


@pytest.fixture
def behind(settings, database):
    """The application behind so many proxies, and what it took for address and scheme of each request."""

    def make(proxies):
        app = create_app(replace(settings, trusted_proxies=proxies), database)
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        seen = []
        app.before_request(lambda: seen.append((request.remote_addr, request.scheme, request.host)) or None)
        return app, seen

    return make


@pytest.mark.parametrize(
    ("proxies", "address", "scheme"),
    [(0, "127.0.0.1", "http"), (1, "192.0.2.1", "https"), (2, "198.51.100.4", "http"), (4, "127.0.0.1", "http")],
)
def test_only_our_own_proxies_are_believed(behind, proxies, address, scheme):
    app, seen = behind(proxies)
    headers = {"X-Forwarded-For": FORGED, "X-Forwarded-Proto": "http, https", "X-Forwarded-Host": "evil.example"}
    app.test_client().get("/accounts/sign-in", headers=headers)
    assert seen == [(address, scheme, "localhost")]


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "192.0.2.1")])
def test_the_real_server_lets_the_headers_in_only_from_our_proxies(behind, settings, proxies, address):
    app, seen = behind(proxies)
    ways = ways_of_waitress(replace(settings, trusted_proxies=proxies))
    server = create_server(app, host="127.0.0.1", port=0, threads=1, **ways)
    try:
        # What the server calls for each request, with what it does to the headers before the application sees them.
        asking = Client(server.application)
        answer = asking.get(
            "/accounts/sign-in", headers={"X-Forwarded-For": FORGED}, environ_base={"REMOTE_ADDR": "127.0.0.1"}
        )
        assert answer.status_code == 200
        answer.close()
    finally:
        server.close()
        server.task_dispatcher.shutdown()
    assert [one[0] for one in seen] == [address]


@pytest.mark.parametrize(("proxies", "last"), [(0, 429), (1, 401)])
def test_a_forged_address_does_not_buy_more_guesses(behind, people, proxies, last):
    name, client = people.add().sign_in, behind(proxies)[0].test_client()
    answers = [
        client.post(
            "/accounts/sign-in", data={"sign_in": name, "password": "guess"},
            headers={"X-Forwarded-For": f"203.0.113.{n}"},
        ).status_code
        for n in range(MOST_FROM_ONE_PLACE + 1)
    ]  # fmt: skip
    assert answers == [401] * MOST_FROM_ONE_PLACE + [last]
