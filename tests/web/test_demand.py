"""The list of work: what people wait for, for whom it is open, and what can be begun from it."""

import csv
import io
from html import unescape

import pytest

from climserv.storage import accounts
from climserv.storage.needs.needs import save_need
from climserv.storage.recipes.recipe_reading import get_version

from .conftest import PASSWORD

FROST = {
    "question": {"en": "Will there be frost tonight?"},
    "decision": {"by": {"from": "06-01", "recurs": "yearly"}, "lead": "2 day"},
    "who": {"people": 420},
    "time": {"scale": "day", "horizon": "days"},
    "space": {"place": "-70.3,-16.0,-69.6,-15.4", "scale": "village"},
    "metric": {"is": "frost_days", "with": {"threshold": "-2 degC"}, "sure": "yes", "confirmed_by": "chair"},
    "knowledge": {"local": [{"what": "the old women smell it", "label": "women only"}]},
}
HEAT = {
    **FROST, "question": {"en": "=Is it too hot for the cows?"}, "who": {"people": 180},
    "time": {"scale": "year", "horizon": "projection", "period_of_interest": "2031-2060"},
    "metric": {"is": "heat_stress_days"}, "space": {"place": "tanga", "scale": "village"},
}  # fmt: skip


@pytest.fixture
def save(app, people):
    """`save(record, organisation)` keeps a need of a new member of it; its id."""

    def keep(record, organisation="Dairy of Tanga", visibility=None, sector=""):
        user = people.add("member", organisation)
        with app.extensions["climserv"].database.session() as session:
            if sector:
                accounts.choose_sector(session, user, user.organisation_id, sector)
            origin = {"origin": {"visibility": visibility}} if visibility else {}
            return save_need(session, user, {**record, **origin}).need_id

    return keep


def page(client, address="/demand/"):
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def test_an_empty_list_says_what_will_stand_there(client, sign_in_as):
    sign_in_as("meteorologist")
    assert "Nobody is waiting" in page(client)
    assert "No need has been written down yet" in page(client, "/demand/plan")


def test_a_meteorologist_reads_what_is_missing_for_whom_and_why(client, sign_in_as, save):
    need = save(FROST, "Alpaca keepers")
    save({**FROST, "who": {"people": 30}}, "Potato growers")
    sign_in_as("meteorologist")
    text = page(client)
    assert "A recipe for: number of days with frost in a season, by days, for the next days" in text
    assert "2 needs of 2 groups, 450 people" in text
    assert "30 May" in text
    assert "in " in text
    assert "Data are missing too" in text
    assert "Alpaca keepers" in text
    assert f"/needs/{need}/match" in text
    assert "smell" not in text


def test_what_a_group_keeps_to_itself_is_neither_told_nor_counted(client, sign_in_as, save):
    save(FROST, "Alpaca keepers")
    save(HEAT, "Dairy of Tanga", visibility="partners")
    sign_in_as("member", "Growers of Suffolk")
    text = page(client)
    assert "Alpaca" not in text
    assert "frost" not in text
    assert "Dairy of Tanga" in text
    assert "One need of one group, 180 people" in text


def test_the_groups_are_asked_once_and_told_beside_their_need(client, people, sign_in_as, save):
    member = people.add("member", "Millet union")
    need = save({**HEAT, "time": {"scale": "season", "horizon": "past"}, "metric": {"is": "wet_days"}}, "Millet union")
    sign_in_as("meteorologist", "Weather service")
    text = page(client)
    assert "Ask them for readings" in text
    asking = {"what": "readings", "need": need, "variable": ["pr", "<nothing>"]}
    assert client.post("/demand/ask", data=asking).status_code == 303
    assert "One group is told beside its need" in page(client)
    client.post("/demand/ask", data=asking)
    assert "You have asked them already" in page(client)
    assert client.post("/demand/ask", data={**asking, "what": "money"}).status_code == 400
    assert client.post("/demand/ask", data={**asking, "need": "nothing-there"}).status_code == 404
    client.post("/accounts/sign-out")
    client.post("/accounts/sign-in", data={"sign_in": member.sign_in, "password": PASSWORD})
    news = page(client, "/news/")
    assert news.count("A meteorologist (Weather service) asks for your own readings (rain)") == 1
    assert client.post("/demand/ask", data=asking).status_code == 403


def test_a_talk_is_asked_for_where_no_data_can_tell(client, people, sign_in_as, save):
    day = {"time": {"scale": "day", "horizon": "projection", "period": "14 May 2050"}}
    need = save({**FROST, **day}, "Alpaca keepers")
    sign_in_as("facilitator", "Workshop team")
    assert "Ask them for a talk" in page(client)
    assert client.post("/demand/ask", data={"what": "talk", "need": need}).status_code == 303
    member = people.add("member", "Alpaca keepers")
    client.post("/accounts/sign-out")
    client.post("/accounts/sign-in", data={"sign_in": member.sign_in, "password": PASSWORD})
    assert "would like to talk over “Will there be frost tonight?”" in page(client, "/news/")


def test_nobody_reads_it_without_signing_in(client):
    for address in ("/demand/", "/demand/plan", "/demand/plan.csv", "/demand/sectors"):
        assert client.get(address).status_code == 302


def test_the_list_is_filtered_and_put_in_order(client, sign_in_as, save):
    save(FROST, "Alpaca keepers")
    save(HEAT)
    sign_in_as("meteorologist")
    assert "A recipe for" not in page(client, "/demand/?kind=dataset")
    assert "Data of" not in page(client, "/demand/?metric=frost_days")
    assert "Nobody waits for this" in page(client, "/demand/?kind=observation")
    assert "2 needs wait" in page(client, "/demand/?kind=nonsense&order=nonsense&after=-5")
    by_people = page(client, "/demand/?order=people")
    assert by_people.index("A recipe for") < by_people.index("Data of")


def test_places_are_counted_on_the_map_and_in_the_table(client, sign_in_as, save):
    save(HEAT)
    save({**HEAT, "who": {"people": 20}})
    sign_in_as("meteorologist")
    text = page(client)
    assert "Tanga, Tanzania: 2 needs" in text
    assert '<th scope="row">Tanga, Tanzania</th><td class="number">2</td><td class="number">180</td>' in text


def test_a_recipe_is_begun_from_the_list_set_to_what_is_asked(app, client, sign_in_as, save):
    need = save(FROST, "Alpaca keepers")
    sign_in_as("meteorologist")
    assert f'href="/recipes/new?need={need}"' in page(client)
    text = page(client, f"/recipes/new?need={need}")
    assert "The work list asks for: number of days with frost" in text
    answer = client.post("/recipes/new", data={"from": "demand", "need": need, "name": "frost_tonight"})
    assert answer.headers["Location"] == "/recipes/frost_tonight/1/edit"
    with app.extensions["climserv"].database.reading() as session:
        written = get_version(session, "frost_tonight", 1).text
    assert "default: -2 degC" in written
    assert "metric: frost_days" in written
    assert "Asked for on the list of work: number of days with frost" in written
    assert "Alpaca" not in written
    assert "tonight?" not in written
    assert "smell" not in written


def test_what_no_single_step_gives_begins_with_its_headings(app, client, sign_in_as, save):
    need = save({**FROST, "metric": {"is": "crop_yield"}})
    sign_in_as("meteorologist")
    answer = client.post("/recipes/new", data={"from": "demand", "need": need})
    assert answer.headers["Location"] == "/recipes/crop_yield_by_day/1/edit"
    with app.extensions["climserv"].database.reading() as session:
        assert "metric: crop_yield" in get_version(session, "crop_yield_by_day", 1).text
    # The name is taken now, so another is proposed.
    assert 'value="crop_yield_by_day_2"' in page(client, f"/recipes/new?need={need}")


def test_of_needs_that_are_not_there_nothing_is_begun(client, sign_in_as):
    sign_in_as("meteorologist")
    assert "work list asks" not in page(client, "/recipes/new?need=nothing-of-the-kind")


def test_the_page_of_a_recipe_tells_its_maker_whom_more_would_serve(client, sign_in_as, save):
    save({**FROST, "time": {"scale": "dekad", "horizon": "past"}, "who": {"people": 33},
          "space": {"place": "embu", "scale": "district"}})  # fmt: skip
    assert "Whom could it serve" not in page(client, "/recipes/frost_days")
    sign_in_as("meteorologist")
    assert "If it answered by ten-day spells: one need, 33 people" in page(client, "/recipes/frost_days")
    assert "Nobody waits for what one change" in page(client, "/recipes/hot_days")


def test_the_table_of_the_plan_opens_in_a_spreadsheet_and_names_nobody(client, sign_in_as, save):
    save(HEAT, "=Dairy", sector="livestock")
    save(FROST, "Alpaca keepers")
    sign_in_as("meteorologist")
    answer = client.get("/demand/plan.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [(row["sector"], row["time_scale"], row["missing"], row["people"]) for row in rows] == [
        ("livestock and dairy", "years", "climate data", "180"), ("not said", "days", "a recipe", "420"),
    ]  # fmt: skip
    assert "Dairy of" not in answer.text
    assert "Alpaca" not in answer.text
    assert "=" not in answer.text


def test_the_plan_prints_with_its_checklist(client, sign_in_as, save):
    save(HEAT, sector="livestock")
    sign_in_as("meteorologist", language="fr")
    text = page(client, "/demand/plan")
    assert "élevage et lait" in text
    assert "Gouvernance" in text
    assert "☐ avancé" in text
    assert "Dairy" not in text.split("<main", 1)[1]


def test_a_group_says_its_own_sector_and_a_facilitator_helps(app, client, people, sign_in_as):
    other = people.add("member", "Others").organisation_id
    mine = sign_in_as("member").organisation_id
    assert "Others" not in page(client, "/demand/sectors")
    assert client.post("/demand/sectors", data={"organisation": mine, "sector": "crops"}).status_code == 303
    assert 'value="crops" selected' in page(client, "/demand/sectors")
    assert client.post("/demand/sectors", data={"organisation": other, "sector": "crops"}).status_code == 403
    assert client.post("/demand/sectors", data={"organisation": mine, "sector": "croops"}).status_code == 400
    client.post("/accounts/sign-out")
    sign_in_as("facilitator", "Workshop team")
    assert client.post("/demand/sectors", data={"organisation": other, "sector": "water"}).status_code == 303
    assert client.post("/demand/sectors", data={"organisation": 9999, "sector": "water"}).status_code == 404


@pytest.mark.parametrize(
    ("role", "doors"),
    [
        ("member", ("/needs/new", "/demand/", "/needs/")),
        ("meteorologist", ("/needs/", "/demand/", "/needs/")),
        ("facilitator", ("/needs/", "/demand/", "/workshops/")),
    ],
)
def test_each_door_of_the_first_page_leads_in(client, sign_in_as, role, doors):
    sign_in_as(role)
    text = page(client, "/")
    assert [part.split('"')[0] for part in text.split('class="door" href="')[1:]] == list(doors)
    for door in doors:
        assert client.get(door).status_code == 200
