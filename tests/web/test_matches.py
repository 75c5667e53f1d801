"""The match page: a verdict on each axis in words and shape, and a draft asked for by a button."""

import re
from datetime import UTC, datetime

import pytest

from climserv.config import shipped
from climserv.needs.loading import load_need, need_to_dict
from climserv.running.planning.order import Order
from climserv.storage.needs.needs import save_need
from web.matches.evidence import NAMES, figures

from .need_records import save


@pytest.fixture
def sample(app, people):
    """Save a sample need for a person; its id."""

    def save(person, name="suffolk-wheat-flowering"):
        record = need_to_dict(load_need(shipped("sample_data") / "needs" / f"{name}.yaml"))
        with app.extensions["climserv"].database.session() as session:
            return save_need(session, person, record).need_id

    return save


def offers_in(page: str) -> list[str]:
    return re.findall(r'<article class="offer[ a-z]*">.*?</article>', page, flags=re.DOTALL)


def test_each_offer_says_when_where_and_what_in_words_and_shapes(client, sign_in_as, sample):
    need_id = sample(sign_in_as("member"))
    page = client.get(f"/needs/{need_id}/match").text
    assert "How often will our wheat flower in the heat" in page
    offers = offers_in(page)
    assert offers
    for offer in offers:
        assert re.findall(r"<dt>(When|Where|What)</dt>", offer) == ["When", "Where", "What"]
        words = re.findall(r'class="word [a-z-]+"><svg class="shape".*?</svg>([^<]+)</span>', offer, flags=re.DOTALL)
        assert len(words) == 3
        assert set(words) <= {"fits", "fits after a step", "let us talk", "cannot"}
        assert all(reason.strip() for reason in re.findall(r'<span class="reason">([^<]*)', offer))


def test_what_does_not_fit_is_told_and_never_offered(client, sign_in_as, sample):
    need_id = sample(sign_in_as("member"), "tanga-dairy-roof")
    page = client.get(f"/needs/{need_id}/match").text
    assert "Nothing we have can answer this honestly yet." in page
    assert "What does not fit, and why" in page
    assert all(">cannot</span>" in offer for offer in offers_in(page))
    assert "Make a first draft" not in page


def test_a_draft_is_queued_with_what_the_run_needs(client, sign_in_as, sample, app):
    person = sign_in_as("member")
    need_id = sample(person)
    page = client.get(f"/needs/{need_id}/match").text
    offer = re.search(r'name="offer" value="([^"]+)"', page)[1]
    answer = client.post(f"/needs/{need_id}/match", data={"offer": offer, "version": "1"})
    assert answer.status_code == 303
    run_id = int(re.fullmatch(r"/runs/(\d+)", answer.headers["Location"])[1])
    job = app.extensions["climserv"].jobs.get(run_id)
    order = Order.from_dict(job.order)
    assert (job.need_id, job.asked_by) == (need_id, person.id)
    assert order.recipe == "hot_days"
    assert order.data == ("suffolk-cmip6",)
    assert order.settings["threshold"] == "24 degC"
    assert order.need["need"] == need_id
    # Pressing twice asks once.
    again = client.post(f"/needs/{need_id}/match", data={"offer": offer, "version": "1"})
    assert again.headers["Location"] == answer.headers["Location"]
    assert "A draft under way" in client.get(f"/needs/{need_id}/match").text


@pytest.mark.parametrize(
    ("offer", "version"), [("hot_days|9|nothing", "1"), ("", "1"), ("hot_days|1|suffolk-cmip6", "7")]
)
def test_what_is_no_longer_offered_is_not_run(client, sign_in_as, sample, app, offer, version):
    need_id = sample(sign_in_as("member"))
    answer = client.post(f"/needs/{need_id}/match", data={"offer": offer, "version": version})
    assert answer.headers["Location"] == f"/needs/{need_id}/match"
    assert app.extensions["climserv"].jobs.waiting() == []


def test_who_only_reads_sees_the_match_and_no_button(client, people, sample, app):
    need_id = sample(people.add("member", "Growers"))
    people.sign_in(client, "meteorologist", "Service")
    page = client.get(f"/needs/{need_id}/match").text
    assert offers_in(page)
    assert "Make a first draft" not in page
    assert client.post(f"/needs/{need_id}/match", data={"offer": "x", "version": "1"}).status_code == 403
    assert app.extensions["climserv"].jobs.waiting() == []


def test_what_is_missing_leads_to_the_field_where_it_is_said(client, sign_in_as, app):
    person = sign_in_as("member")
    with app.extensions["climserv"].database.session() as session:
        need_id = save_need(session, person, {"need": "bare", "question": {"en": "What now?"}}).need_id
    page = client.get(f"/needs/{need_id}/match").text
    fields = re.findall(rf'href="/needs/{need_id}\?field=([^"]+)"', page)
    assert {"space.place", "metric.is"} <= set(fields)
    for field in fields:
        asked = client.get(f"/needs/{need_id}?field={field}")
        anchor = asked.headers["Location"].partition("#")[2]
        assert anchor
        assert f'id="{anchor}"' in client.get(asked.headers["Location"]).text


def test_in_french_the_verdicts_are_french(client, sign_in_as, sample):
    need_id = sample(sign_in_as("member", language="fr"))
    page = client.get(f"/needs/{need_id}/match").text
    assert "À quelle fréquence notre blé" in page
    reasons = re.findall(r'<span class="reason">([^<]*)', page)
    assert any(" les " in reason or "Une " in reason or "La " in reason for reason in reasons)


@pytest.mark.parametrize("name", ["suffolk-wheat-flowering", "embu-maize-planting", "tanga-dairy-roof"])
def test_the_figures_behind_a_reason_have_names_in_the_readers_language(client, sign_in_as, sample, name):
    need_id = sample(sign_in_as("member", language="fr"), name)
    page = client.get(f"/needs/{need_id}/match").text
    named = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]*)</dd>", page))
    assert named
    with client.application.test_request_context(headers={"Accept-Language": "fr"}):
        known = {str(words) for words in NAMES.values()}
    assert set(named) <= known
    values = set(named.values())
    assert not values & {"True", "False", "None", "observation", "rainy_season_onset", "sub_county", "season", "day"}
    # Every finding that is shown says something.
    said = re.findall(
        r"</svg><div>(?:<span[^>]*>)?([^<]*)", re.search(r'<ul class="axes">.*', page, flags=re.DOTALL)[0]
    )
    assert said
    assert all(text.strip() for text in said)


def test_figures_are_written_as_the_reader_writes_them(app):
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        assert dict(figures({"km": 6774.3, "share": 0.25, "asked": "season", "missing": []}, "fr")) == {
            "distance (km)": "6\u202f774,3", "part du lieu couverte": "25\xa0%", "demandé": "saisons",
        }  # fmt: skip


@pytest.mark.parametrize(("year", "late"), [(2025, True), (2027, False)])
def test_a_deadline_is_judged_by_the_day_of_the_house(client, sign_in_as, app, year, late):
    app.extensions["climserv"].clock = lambda: datetime(2026, 3, 1, tzinfo=UTC)
    decision = {"what": "shade the nursery", "by": {"from": "06-01", "to": "06-30", "year": year}, "lead": "14 day"}
    need_id = save(app, sign_in_as("member"), time={"scale": "season", "horizon": "past"}, decision=decision)
    page = client.get(f"/needs/{need_id}/match").text
    assert ("is over" in page) is late
