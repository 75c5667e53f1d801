"""The page of a run: it tells what is being done, stops it, and leads to the product."""

from datetime import UTC, datetime, timedelta

import pytest

from climserv.storage.needs.needs import save_need
from climserv.storage.products import register_product

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
WORKER = "worker-1"


@pytest.fixture
def jobs(app):
    return app.extensions["climserv"].jobs


@pytest.fixture
def run(app, jobs):
    """Queue a run for a need of `person`; its id."""

    def add(person, order=None):
        with app.extensions["climserv"].database.session() as session:
            need_id = save_need(session, person, {"need": "n", "question": {"en": "When?"}}).need_id
        order = order or {"recipe": "hot_days", "data": [], "need": {"question": {"en": "When is it hot?"}}}
        return jobs.add(order, by=person.id, need_id=need_id)

    return add


def test_it_waits_then_runs_then_leads_to_the_product(client, sign_in_as, run, jobs, app):
    run_id = run(sign_in_as("member"))
    page = client.get(f"/runs/{run_id}").text
    assert "When is it hot?" in page
    assert "It begins in a moment." in page
    # Without script the page looks again by itself.
    assert '<noscript><meta http-equiv="refresh"' in page

    jobs.claim(WORKER, NOW)
    jobs.beat(run_id, WORKER, 3, 12, "CanESM5-ssp245", NOW + timedelta(seconds=1))
    page = client.get(f"/runs/{run_id}").text
    assert 'value="0.250"' in page
    assert "CanESM5-ssp245, block 4 of 12" in page
    assert "Started at 09:30" in page
    state = client.get(f"/runs/{run_id}/state.json").json
    assert (state["share"], state["next"]) == (0.25, None)
    assert "CanESM5-ssp245" in state["doing"]

    product = {"id": "a" * 64, "title": {"en": "When?"}, "recipe": {"id": "hot_days"}}
    with app.extensions["climserv"].database.session() as session:
        register_product(session, product, "nowhere", "n", run_id)
    jobs.finish(run_id, WORKER, "a" * 64)
    assert client.get(f"/runs/{run_id}/state.json").json["next"] == f"/runs/{run_id}"
    assert client.get(f"/runs/{run_id}").headers["Location"] == f"/products/{'a' * 64}"


def test_it_says_how_many_are_before_it(client, sign_in_as, run, jobs):
    person = sign_in_as("member")
    jobs.add({"recipe": "first"}, by=person.id)
    page = client.get(f"/runs/{run(person)}").text
    assert "One other run is before it." in page


def test_stopping_it_is_one_button(client, sign_in_as, run, jobs):
    run_id = run(sign_in_as("member"))
    assert "Stop this" in client.get(f"/runs/{run_id}").text
    assert client.post(f"/runs/{run_id}/cancel").status_code == 303
    assert jobs.get(run_id).state == "cancelled"
    page = client.get(f"/runs/{run_id}").text
    assert "This was stopped." in page
    assert "refresh" not in page
    assert client.post(f"/runs/{run_id}/cancel").status_code == 400


def test_a_failure_says_why_and_what_to_do(client, sign_in_as, run, jobs):
    run_id = run(sign_in_as("member"))
    jobs.claim(WORKER, NOW)
    jobs.fail(run_id, WORKER, "period: 2041-2070 lies outside the data.")
    page = client.get(f"/runs/{run_id}").text
    assert "This could not be made." in page
    assert "2041-2070 lies outside the data." in page
    assert "What you can do" in page
    assert 'href="/needs/n/match"' in page


def test_others_may_look_but_not_stop_and_strangers_see_nothing(client, people, run, jobs):
    run_id = run(people.add("member", "One"))
    people.sign_in(client, "meteorologist", "Service")
    assert "Stop this" not in client.get(f"/runs/{run_id}").text
    assert client.post(f"/runs/{run_id}/cancel").status_code == 403
    client.post("/accounts/sign-out")
    people.sign_in(client, "member", "Two")
    assert client.get(f"/runs/{run_id}").status_code == 404
    assert client.get(f"/runs/{run_id}/state.json").status_code == 404
    assert jobs.get(run_id).state == "queued"


def test_it_says_how_long_it_took_last_time(client, sign_in_as, run, jobs, app):
    person = sign_in_as("member")
    first = run(person)
    jobs.claim(WORKER, datetime.now(UTC) - timedelta(minutes=3))
    product = {"id": "b" * 64, "title": {"en": "When?"}, "recipe": {"id": "hot_days"}}
    with app.extensions["climserv"].database.session() as session:
        register_product(session, product, "nowhere", "n", first)
    jobs.beat(first, WORKER)
    jobs.finish(first, WORKER, "b" * 64)
    again = jobs.add({"recipe": "hot_days", "data": ["x"]}, by=person.id, need_id="n")
    assert "Last time it took 3 minutes." in client.get(f"/runs/{again}").text
