"""Every page of cases, sessions, deciding and sheets: it answers, and its first load is light."""

import re

import pytest

from climserv.config import Settings
from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.running.planning.order import Order
from climserv.storage.products import register_product

from .deciding_hall import Hall

LIGHT = 100_000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    settings = Settings(instance=tmp_path_factory.mktemp("instance"))
    folder = make_product(Order("rainy_season_onset", ("embu-observed",), area="lower-embu"), settings=settings)
    return read_product(folder), folder


@pytest.fixture
def hall(app, people, made):
    """A case in the middle of its work: a session goes on, a remark lies on the product, a round is open."""
    record, folder = made
    with app.extensions["climserv"].database.session() as session:
        register_product(session, record, folder, public=True)
    here = Hall(app, people)
    subject = here.tables(record["id"])
    meeting = here.posts(here.peter, "/sessions/new", type="trigger", day="2026-12-02", place="Siakago hall")
    here.posts(here.peter, meeting + "/moves", action="open")
    here.posts(here.peter, meeting + "/desk", action="table", subjects=subject.rpartition("/")[2])
    here.posts(here.peter, meeting + "/desk", action="phase", phase="bad_years", minutes="45")
    here.posts(here.peter, subject + "/moves", action="open_feedback")
    here.posts(here.njeri, subject + "/remarks", words="the valley is later than the hill")
    for words in ("1984 was worst", "and the price of seed?", "the river dried") * 8:
        here.posts(here.wanjiru, meeting + "/phone", words=words)
    here.asks(subject, session=meeting.rpartition("/")[2])
    return here


def weight(client, page) -> int:
    """The bytes of a page and of all that it loads from here, as a browser gets them."""
    fetched = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page.text))
    total = len(page.data)
    for path in fetched:
        with client.get(path, headers={"Accept-Encoding": "gzip"}) as answer:
            total += len(answer.data)
    return total


def test_every_page_answers_and_is_under_100_kilobytes(hall):
    heavy = {}
    for address in hall.pages():
        for who in (hall.peter, hall.njeri):
            page = who.get(address, follow_redirects=True)
            assert page.status_code in (200, 404), (address, page.status_code)
            assert who is hall.njeri or page.status_code == 200, address
            heavy[address] = max(heavy.get(address, 0), weight(who, page))
    assert len(heavy) > 30
    assert {address: size for address, size in heavy.items() if size >= LIGHT} == {}
