"""The product on the table with a real worker: a number moved, a line drawn, remarks pinned, a trigger chosen."""

import re

import pytest

from climserv.asking import Desk
from climserv.config import Settings, shipped
from climserv.needs.loading import load_need, need_to_dict
from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.running.planning.order import Order
from climserv.storage.needs.needs import save_need
from climserv.storage.products import register_product

from .deciding_hall import Hall
from .what_if_worker import what_if_worker

NEED = need_to_dict(load_need(shipped("sample_data") / "needs" / "embu-maize-planting.yaml"))
ORDER = {"recipe": "rainy_season_onset", "data": ("embu-observed",), "area": "lower-embu", "need": NEED}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A product that anybody can act on, one that looks at later days, and the desk of a worker."""
    settings = Settings(instance=tmp_path_factory.mktemp("instance"))
    folders = [make_product(Order(**ORDER, settings=one), settings=settings) for one in ({"look_ahead": "0 day"}, {})]
    return [(read_product(one), one) for one in folders], Desk(settings)


@pytest.fixture
def hall(app, people):
    return Hall(app, people)


@pytest.fixture
def tabled(app, hall, made):
    """`tabled(0)` puts the product without hindsight on the table, `tabled(1)` the other: the path of its page."""

    def put(which=0):
        record, folder = made[0][which]
        with app.extensions["climserv"].database.session() as session:
            need = save_need(session, hall.grower, {**NEED, "visibility": {"scope": "partners"}})
            register_product(session, record, folder, need.need_id)
        return hall.tables(record["id"])

    return put


@pytest.fixture
def worker(app, made, settings):
    with what_if_worker(app, made[1], settings):
        yield


def remark_on(page: str, code: str) -> str:
    """Where on the page something was said about a part of the thing."""
    option = re.search(rf'<option value="{re.escape(code)}" selected>([^<]+)</option>', page)
    assert option, code
    return option.group(1)


def test_a_moved_number_shows_counts_years_and_map_beside_the_old(hall, tabled, worker):
    subject = tabled()
    there = hall.posts(hall.amina, subject + "/what-if", amount="45")
    page = hall.reads(hall.amina, there.partition("#")[0])
    before, now = map(int, re.findall(r'<span class="raw" aria-hidden="true"><strong>(\d+)</strong> of 30', page)[-2:])
    assert before > now
    lost = re.search(r"counted before, and not now: ([\d, ]+)<", page).group(1)
    assert len(lost.split(", ")) == before - now
    assert "fewer in" in page
    assert page.count('class="tenth-') + page.count('class="none"') > 100
    # The bad years of the need stand under both graphs.
    assert page.count("<title>1997: the need: floods") >= 2


def test_a_script_gets_the_same_piece_and_a_refusal_in_words(hall, tabled, worker):
    subject, json = tabled(), {"Accept": "application/json"}
    told = hall.amina.post(hall.case + subject + "/what-if", data={"amount": "45 mm"}, headers=json)
    assert told.status_code == 200
    assert not told.json["open"]
    assert "<!doctype" not in told.json["html"]
    assert "before: 20 mm" in told.json["html"]
    assert "before: 20 mm" in hall.amina.get(told.json["look"], headers=json).json["html"]
    refused = hall.amina.post(hall.case + subject + "/what-if", data={"amount": "500 mm"}, headers=json)
    assert refused.status_code == 400
    assert refused.json["problems"]


def test_what_was_tried_is_seen_on_every_screen_until_the_next_version(hall, tabled, worker):
    subject = tabled()
    hall.posts(hall.peter, "/sessions/new", type="free", day="2026-12-01", time="09:00", place="the hall")
    meeting = re.search(r"/sessions/[0-9a-f]{32}", hall.reads(hall.peter)).group()
    hall.posts(hall.peter, meeting + "/moves", action="open")
    hall.posts(hall.peter, meeting + "/desk", action="table", subjects=subject.rpartition("/")[2])
    wall = hall.reads(hall.funder, meeting + "/projector")
    assert "of 30 years by 5 November" in wall
    assert "before: 20 mm" not in wall
    run = re.search(r"tried=(\d+)", hall.posts(hall.amina, subject + "/what-if", amount="45")).group(1)
    hall.posts(hall.amina, subject + "/shown", tried=run)
    for screen in ("/projector", "/phone"):
        assert "<strong>45 mm</strong> (before: 20 mm)" in hall.reads(hall.wanjiru, meeting + screen)
    hall.posts(hall.amina, subject + "/versions", summary="other words", change="wording", title="When to plant?")
    assert "before: 20 mm" not in hall.reads(hall.funder, meeting + "/projector")
    for screen, who in (("/phone", hall.wanjiru), ("/desk", hall.peter)):
        assert "other words" in hall.reads(who, meeting + screen)


def test_while_it_is_counted_the_page_goes_to_another_address_to_look_again(hall, tabled, monkeypatch):
    """A refresh of an address with a fragment only scrolls."""
    monkeypatch.setattr("web.runs.waiting.WAIT_SECONDS", 0.0)
    subject = tabled()
    there = hall.posts(hall.amina, subject + "/what-if", amount="45").partition("#")[0]
    look = re.search(r'content="2;url=([^"]+)"', hall.reads(hall.amina, there)).group(1)
    assert look.partition("?")[0] != hall.case + subject
    assert hall.amina.get(look).location.partition("#")[0] == hall.case + there


def test_a_line_of_ones_own_counts_the_years_without_script(hall, tabled):
    subject = tabled(1)
    page = hall.reads(hall.njeri, subject + "?line_day=20&line_month=10")
    sides = re.findall(r"<dd><strong>(\d+)</strong> of (\d+) years<small>([^<]*)</small>", page)
    assert [int(of) for _n, of, _years in sides] == [30, 30]
    assert sum(int(n) for n, _of, _years in sides) == 30
    assert [len(years.split(", ")) for _n, _of, years in sides] == [int(n) for n, _of, _years in sides]
    assert "by 20 October" in page
    assert "Did not happen at all, and is counted among them: " in page
    wrong = hall.reads(hall.njeri, subject + "?line_day=31&line_month=11")
    assert 'value="31"' in wrong
    assert 'aria-describedby="line-wrong"' in wrong


@pytest.mark.parametrize(
    ("code", "words"),
    [("parameter:amount", "How much rain"), ("year:1997", "1997"), ("line:answer", "the rains had started"),
     ("level:19", "a line at 20 October"), ("place:-0.55,37.65", "0.55° S, 37.65° E")],
)  # fmt: skip
def test_a_remark_stands_at_what_it_is_pinned_to(hall, tabled, code, words):
    subject = tabled()
    assert words in remark_on(hall.reads(hall.njeri, f"{subject}?about={code}"), code)
    hall.posts(hall.njeri, subject + "/remarks", about=code, words="not as we know it", label="attribution",
               kind="local_sign")  # fmt: skip
    page = hall.reads(hall.amina, subject)
    # At its place and in the list; a place only where the map is shown.
    page = page[: page.index('id="requests"')]
    assert page.count("“not as we know it”") == (1 if code.startswith("place") else 2)
    said = page[page.index('id="remarks"') :]
    assert words in said
    assert "those who decide" in said
    assert "say whose it is" in said


def test_what_is_told_among_women_is_pinned_and_kept(hall, tabled):
    subject = tabled()
    hall.posts(hall.njeri, subject + "/remarks", about="year:1997", words="we hid the seed", label="women_only")
    assert "we hid the seed" in hall.reads(hall.njeri, subject)
    page = hall.reads(hall.amina, subject)
    assert "we hid the seed" not in page
    assert "kept among those it was said to" in page


def test_its_author_says_it_otherwise_and_the_first_words_stay(hall, tabled):
    subject = tabled()
    there = hall.posts(hall.njeri, subject + "/remarks", words="the vally is later")
    own = f"{subject}/remarks/{there.rpartition('r-')[2]}/own"
    hall.posts(hall.njeri, own, action="reword", words="the valley is later")
    page = hall.reads(hall.amina, subject)
    assert page.index("“the valley is later”") < page.index("“the vally is later”")
    refused = hall.refused(hall.wanjiru, own, action="reword", words="it is not")
    assert "for others to do" in refused
    assert "it is not" not in hall.reads(hall.njeri, subject)


def test_the_part_of_a_need_is_pointed_at(app, hall):
    with app.extensions["climserv"].database.session() as session:
        need = save_need(session, hall.grower, {**NEED, "visibility": {"scope": "partners"}})
    hall.posts(hall.wanjiru, "/table", need=need.need_id)
    subject = re.search(r"/table/[0-9a-f]{32}", hall.reads(hall.wanjiru)).group()
    hall.posts(hall.njeri, subject + "/remarks", about="field:tolerance.in_vain", words="never two years running")
    page = hall.reads(hall.amina, subject)
    assert page[: page.index('id="requests"')].count("“never two years running”") == 2


def test_the_trigger_is_chosen_with_dissent_and_never_by_hindsight(hall, tabled):
    subject = tabled()
    page = hall.reads(hall.wanjiru, subject + "/trigger?in_vain=2&miss=3&since=1991")
    rows = re.findall(r"<tr[^>]*><td>.*?</tr>", page, re.S)
    assert len(rows) > 4
    for row in rows:
        four = [int(n) for n in re.findall(r"<td>(\d+)</td>", row)]
        assert sum(four) == 30
        assert four[0] + four[2] == 3
        assert "times in 10" in row
    agreed = {"at": "11-05", "danger": "the seed dies", "in_vain": "2", "miss": "3", "since": "1991"}
    empty = hall.refused(hall.wanjiru, subject + "/trigger", **agreed | {"at": "", "dissent": "too late for the hill"})
    assert "too late for the hill" in empty
    hall.posts(hall.wanjiru, subject + "/trigger", **agreed, dissent="too late for the hill")
    page = hall.reads(hall.amina, subject + "/trigger")
    assert '<p class="said">after 5 November</p>' in page
    assert "Others see it otherwise: “too late for the hill”" in page


def test_a_rule_that_looks_ahead_is_no_trigger(hall, tabled):
    subject = tabled(1)
    page = hall.reads(hall.wanjiru, subject + "/trigger")
    assert "nobody can use it on the day itself" in page
    assert 'name="at"' not in page
    assert "nobody can act on it" in hall.refused(hall.wanjiru, subject + "/trigger", at="11-05", danger="x")
