"""What if, from the page: the form, a worker's answer beside the old counts, refusals, and the same as JSON."""

import re

import pytest

from climserv.asking import Desk
from climserv.config import Settings
from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.running.jobs.jobs import State
from climserv.running.planning.order import Order
from climserv.storage.products import register_product

from .what_if_worker import what_if_worker

ORDER = Order("rainy_season_onset", ("embu-models",), "embu-observed", area="37.5,-0.7,37.7,-0.6")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One real product, and the desk of a worker that kept its series."""
    settings = Settings(instance=tmp_path_factory.mktemp("instance"))
    return read_product(folder := make_product(ORDER, settings=settings)), folder, Desk(settings)


@pytest.fixture
def address(app, made):
    record, folder, _ = made
    with app.extensions["climserv"].database.session() as session:
        register_product(session, record, folder, public=True)
    return f"/products/{record['id']}/what-if"


@pytest.fixture
def worker(app, made, settings):
    with what_if_worker(app, made[2], settings):
        yield


def test_the_form_holds_the_settings_that_were_used(client, sign_in_as, address, made):
    assert client.get(address).status_code in (302, 303, 401)
    sign_in_as("member")
    page = client.get(address).text
    assert 'name="amount" value="20 mm"' in page
    assert "made-banner" in page
    assert "<option selected>first_wet_day</option>" in page
    assert address in client.get(f"/products/{made[0]['id']}").text


def test_the_new_counts_stand_beside_the_old(client, sign_in_as, address, worker, made):
    sign_in_as("member")
    asked = client.post(address, data={"amount": "45 mm"})
    assert asked.status_code == 303
    page = client.get(asked.location).text
    assert "<strong>45 mm</strong> (before: 20 mm)" in page
    assert "http-equiv" not in page
    assert "made-banner" in page
    # Every count of the product stands there with the new one beside it, and the answer's own as ten icons.
    rows = re.findall(r"<td><strong>(\d+)</strong> of (\d+)</td><td><strong>(\d+)</strong> of \2</td>", page)
    assert sorted((int(old), int(of)) for old, of, _ in rows) == sorted(
        (row["years_true"], row["years_valid"]) for row in made[0]["counts"]
    )
    assert any(int(new) < int(old) for old, _, new in rows)
    assert page.count('class="ten"') >= 2


def test_the_same_settings_give_the_counts_of_the_product(client, sign_in_as, address, worker, made):
    sign_in_as("member")
    told = client.post(address, data={}, headers={"Accept": "application/json"}).json
    assert told["state"] == State.DONE
    assert told["outputs"][0]["summary"] == told["before"]["summary"] == made[0]["counts"]


def test_what_the_recipe_refuses_is_told_on_the_form(client, sign_in_as, address):
    sign_in_as("member")
    page = client.post(address, data={"amount": "500 mm"})
    assert page.status_code == 422
    assert '<span class="wrong" id="amount-wrong">This is out of bounds.</span>' in page.text
    assert 'value="500 mm"' in page.text
    assert page.text.count('class="wrong"') == 1


def test_a_bare_number_has_the_unit_that_stands_beside_its_box(client, sign_in_as, address, worker):
    sign_in_as("member")
    asked = client.post(address, data={"amount": "45"}, headers={"Accept": "application/json"}).json
    assert asked["parameters"]["amount"] == "45 mm"
    assert "marked below" in client.post(address, data={"amount": "many"}).text


def test_without_a_worker_the_page_looks_again(client, sign_in_as, address, monkeypatch):
    monkeypatch.setattr("web.runs.waiting.WAIT_SECONDS", 0.0)
    sign_in_as("member")
    asked = client.post(address, data={"amount": "30 mm"})
    assert 'http-equiv="refresh"' in client.get(asked.location).text
    sign_in_as("member", organisation="Others")
    assert client.get(asked.location).status_code == 404
