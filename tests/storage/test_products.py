"""Products: known once, kept with their needs, open to those who may see them."""

import pytest

from climserv.storage import products
from climserv.storage.events import history
from climserv.storage.permissions import VISITOR, NotThere

ID = "a" * 64


def card(product_id=ID, **more):
    return {"id": product_id, "title": {"en": "How many hot days?"}, "recipe": {"id": "hot_days"}, **more}


def register(database, *given, **more):
    with database.session() as session:
        return products.register_product(session, *given, **more)


def test_a_product_is_known_with_its_need_and_run(database, need, anna, clock, queue):
    job = queue.add({"recipe": "hot_days"}, anna.id, need.need_id)
    register(database, card(made_for_demonstration=True), "products/aaa", need.need_id, job, by=anna, clock=clock)
    with database.reading() as session:
        row = products.get_product(session, ID)
        assert (row.title, row.recipe, row.folder) == ({"en": "How many hot days?"}, "hot_days", "products/aaa")
        assert (row.public, row.made_for_demonstration, row.registered_at) == (False, True, clock())
        assert [p.id for p in products.list_products_of_need(session, need.need_id)] == [ID]
        assert products.needs_of_product(session, ID) == [need.need_id]
        assert products.list_public_products(session) == []
        assert [e.action for e in history(session, "product", ID)] == ["registered"]
        assert [e.action for e in history(session, "need", need.need_id)] == ["written", "product made"]


def test_registering_again_adds_only_what_is_new(database, need, anna):
    for _ in range(2):
        register(database, card(), "x", need.need_id)
    register(database, card(), "moved", None, public=True)
    register(database, card(), "moved", None, public=False)
    with database.reading() as session:
        row = products.get_product(session, ID)
        assert (row.public, row.folder) == (True, "moved")
        assert products.needs_of_product(session, ID) == [need.need_id]
        assert [e.action for e in history(session, "product", ID)] == ["registered", "made public"]
        assert [e.action for e in history(session, "need", need.need_id)] == ["written", "product made"]


def test_an_error_undoes_the_product_and_its_events(database, broken_session, need):
    with broken_session() as session:
        products.register_product(session, card(), "x", need.need_id)
        assert len(history(session, "product", ID)) == 1
    with database.reading() as session:
        assert history(session, "product", ID) == []
        with pytest.raises(NotThere):
            products.get_product(session, ID)


def test_who_may_see_a_product(database, need, anna, add_person):
    sue, mina = add_person("sue", "member", "Dairy"), add_person("mina", "meteorologist", None)
    register(database, card(), "x", need.need_id)
    register(database, card("b" * 64), "y", public=True)
    for who, sees in ((anna, True), (mina, True), (sue, False), (VISITOR, False), (None, False)):
        with database.reading() as session:
            assert products.see_product(session, who, "b" * 64).folder == "y"
            if sees:
                assert products.see_product(session, who, ID).folder == "x"
            else:
                with pytest.raises(NotThere, match="not open to you"):
                    products.see_product(session, who, ID)


@pytest.mark.parametrize("product_id", ["", "b" * 64, "../../etc/passwd", "a\0", "a" * 500])
def test_a_product_that_is_not_there_is_said_to_be_not_there(database, product_id):
    register(database, card(), "x")
    with pytest.raises(NotThere, match="no such product"), database.reading() as session:
        products.get_product(session, product_id)


def test_lists_are_newest_first(database, need, clock):
    for letter in "abc":
        register(database, card(letter * 64), letter, need.need_id, public=True, clock=clock)
        clock.move(hours=1)
    with database.reading() as session:
        assert [p.folder for p in products.list_public_products(session)] == ["c", "b", "a"]
        assert [p.folder for p in products.list_products_of_need(session, need.need_id)] == ["c", "b", "a"]
