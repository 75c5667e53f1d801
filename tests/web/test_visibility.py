"""Who may see a need: what its group chose, walked over each role, organisation and page that shows some of it."""

import pytest

from climserv.config import Settings
from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.running.planning.order import Order
from climserv.storage.models import NeedVersion
from climserv.storage.needs.needs import get_need, list_needs, save_need, see_need
from climserv.storage.permissions import OPENED_TO, VISITOR, Actor, NotThere
from climserv.storage.products import list_public_products, list_seen_products, register_product
from climserv.storage.visibility import may_see_need, open_needs, visibility_of

QUESTION = "When is it too hot for our wheat?"
OURS, THEIRS = "Growers of Suffolk", "Growers of Kent"

PEOPLE = {
    "visitor": None,
    "own member": ("member", OURS),
    "other member": ("member", THEIRS),
    "meteorologist": ("meteorologist", "Weather service"),
    "facilitator": ("facilitator", "Field school"),
}
# Written out by hand, not taken from the table of the code.
ALWAYS = {"own member", "meteorologist", "facilitator"}
MAY_SEE = {
    None: ALWAYS,
    "own": ALWAYS,
    "partners": ALWAYS | {"other member"},
    "public": set(PEOPLE),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One small real product."""
    need = {"need": "n", "question": {"en": QUESTION}}
    order = Order(recipe="hot_days", data=("suffolk-observed",), settings={"threshold": "24 degC"}, need=need)
    return make_product(order, settings=Settings(instance=tmp_path_factory.mktemp("instance")))


def record(visibility) -> dict:
    origin = {"origin": {"visibility": visibility}} if visibility else {}
    return {"need": "wheat", "question": {"en": QUESTION}, "decision": {"options": ["sow"]}} | origin


@pytest.fixture
def need(app, people, made):
    """A need with a waiting run, an ended run and a product, all of our organisation; the addresses of its pages."""

    def add(visibility):
        house, person = app.extensions["climserv"], people.add("member", OURS)
        product = read_product(made)
        with house.database.session() as session:
            need_id = save_need(session, person, record(visibility)).need_id
            register_product(session, product, made, need_id=need_id)
        run_id = house.jobs.add({"recipe": "hot_days", "data": [], "need": record(None)}, by=person.id, need_id=need_id)
        done = house.jobs.add({"recipe": "hot_days", "data": ["x"]}, by=person.id, need_id=need_id)
        house.jobs.claim("w")
        house.jobs.cancel(run_id, person)
        house.jobs.claim("w")
        house.jobs.finish(done, "w", product["id"])
        return {
            "match": f"/needs/{need_id}/match", "page": f"/needs/{need_id}", "yaml": f"/needs/{need_id}/need.yaml",
            "run": f"/runs/{run_id}", "state": f"/runs/{run_id}/state.json", "ended run": f"/runs/{done}",
            "product": f"/products/{product['id']}", "record": f"/products/{product['id']}/files/product.json",
        }  # fmt: skip

    return add


@pytest.mark.parametrize("visibility", MAY_SEE)
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_of_a_need_is_open_to_whom_its_group_chose(client, people, need, made, who, visibility):
    places = need(visibility)
    if PEOPLE[who]:
        people.sign_in(client, *PEOPLE[who])
    open_to_them = who in MAY_SEE[visibility]
    for name, address in places.items():
        answer = client.get(address, follow_redirects=open_to_them)
        if open_to_them:
            assert answer.status_code == 200, name
            answer.close()
        elif who == "visitor" and "/products/" not in address:
            # As for a need that there is not: nobody learns from outside what there is.
            gone = client.get(address.replace("wheat", "nothing").replace("runs/", "runs/99"))
            assert answer.status_code == gone.status_code == (401 if name == "state" else 302), name
        else:
            assert answer.status_code == 404, name
            assert QUESTION not in answer.text
    product = places["product"]
    lists = {"data": "/catalogue/datasets/suffolk-observed"} | ({"needs": "/needs/"} if PEOPLE[who] else {})
    for name, address in lists.items():
        looked_for = "/needs/wheat" if name == "needs" else product
        assert (looked_for in client.get(address).text) == open_to_them, name
    # The first page is the same for all: what everybody may see.
    assert (product in client.get("/").text) == (visibility == "public")


@pytest.mark.parametrize("visibility", ["partners", "public"])
@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "own member"])
def test_who_sees_a_need_of_others_changes_nothing_of_it(client, app, people, need, who, visibility):
    places = need(visibility)
    if PEOPLE[who]:
        people.sign_in(client, *PEOPLE[who])
    # A number without a metric is answered before anything is saved; it must not show the form to others either.
    for form in (
        {"question": "Ours now", "from_version": "1"},
        {"with.hot_days.threshold.number": "3", "from_version": "1"},
    ):
        answer = client.post(places["page"], data=form)
        assert answer.status_code in (401, 403, 404)
        assert QUESTION not in answer.text
    assert client.post(places["match"], data={"version": "1", "offer": "x"}).status_code in (401, 403, 404)
    assert client.post(f"{places['run']}/cancel").status_code in (401, 403, 404)
    with app.extensions["climserv"].database.reading() as session:
        assert get_need(session, "wheat").number == 1


@pytest.mark.parametrize("visibility", ["own", "partners", "public", None, "everyone", ["public"], 3])
def test_the_list_and_the_single_look_agree_whatever_was_kept(app, people, database, visibility):
    person = people.add("member", OURS)
    odd = [{"origin": {"visibility": visibility}}, {"origin": visibility}, {}]
    with database.session() as session:
        for number, more in enumerate(odd):
            save_need(session, person, {"need": f"n{number}", **more})
    who = [VISITOR, None, Actor(9, "member", person.organisation_id + 1), Actor(9, "member"), person,
           Actor(9, "meteorologist", 1), Actor(9, "facilitator", 1), Actor(9, "minister", 1)]  # fmt: skip
    with database.reading() as session:
        newest = session.query(NeedVersion).all()
        assert all(visibility_of(one.record) in OPENED_TO for one in newest)
        for one in who:
            listed = set(session.scalars(open_needs(one, "need.see")))
            assert listed == {version for version in newest if may_see_need(one, "need.see", version)}, one
            assert set(list_needs(session, one)) == listed


def test_a_group_that_changes_its_mind_hides_what_was_open_and_old_versions_stay_its_own(app, people, need, database):
    need("own")
    person, stranger = people.add("member", OURS), people.add("member", THEIRS)

    def change(visibility, number):
        with database.session() as session:
            save_need(session, person, record(visibility), "wheat", from_version=number)

    change("public", 1)
    with database.reading() as session:
        assert see_need(session, stranger, "wheat").number == 2
        assert len(list_public_products(session)) == 1
        assert len(list_seen_products(session, stranger)) == 1
        with pytest.raises(NotThere):
            see_need(session, stranger, "wheat", 1)
        assert see_need(session, person, "wheat", 1).number == 1
    change("own", 2)
    with database.reading() as session:
        for version in (None, 2):
            with pytest.raises(NotThere):
                see_need(session, stranger, "wheat", version)
        assert list_public_products(session) == list_seen_products(session, stranger) == []


@pytest.mark.parametrize("who", [who for who in PEOPLE if PEOPLE[who]])
def test_what_a_group_keeps_to_itself_is_in_nobody_elses_copy(client, app, people, who):
    known = {"local": [{"what": "The owl calls", "label": "community only"}, {"what": "Ants move", "label": "open"}]}
    with app.extensions["climserv"].database.session() as session:
        save_need(session, people.add("member", OURS), record("partners") | {"knowledge": known})
    people.sign_in(client, *PEOPLE[who])
    copy = client.get("/needs/wheat/need.yaml").text
    assert "Ants move" in copy
    assert ("The owl calls" in copy) == (who == "own member")
