"""A whole hall: five browsers at once take an answer from the table over an objection to its release."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from climserv.config import shipped
from climserv.needs.loading import load_need, need_to_dict
from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.running.planning.order import Order
from climserv.storage.cases.case_models import SessionCode
from climserv.storage.database import open_database
from climserv.storage.needs.need_confirming import confirm_need
from climserv.storage.needs.needs import save_need
from climserv.storage.products import register_product
from web import create_app

from ..web.conftest import People
from ..web.deciding_hall import Hall

SLOW = 40_000
WORDS = "on our sand the seed dries before the second rain"
NEED = need_to_dict(load_need(shipped("sample_data") / "needs" / "embu-maize-planting.yaml"))


@dataclass
class Screens:
    """The five, each a browser of its own, and the addresses they look at."""

    desk: object
    wall: object
    maelle: object
    njeri: object
    sarah: object
    case: str
    subject: str
    meeting: str

    def everybody_sees(self, words: str) -> None:
        """Four by themselves; a phone without script by looking again."""
        for part in (self.desk.locator("#table-live"), self.wall.locator("#wall-live"), self.njeri.locator("#now")):
            expect(part).to_contain_text(words)
        self.sarah.reload()
        expect(self.sarah.locator("#now")).to_contain_text(words)


@pytest.fixture(scope="module")
def hall(site):
    """A case with a working agreement and a real product for a confirmed need; set up without a browser."""
    database = open_database(site.settings.database)
    app = create_app(site.settings, database)
    app.config.update(WTF_CSRF_ENABLED=False)
    made = Hall(app, People(app))
    folder = make_product(
        Order("rainy_season_onset", ("embu-observed",), area="lower-embu", need=NEED), settings=site.settings
    )
    record = read_product(folder)
    with database.session() as session:
        need = save_need(session, made.grower, {**NEED, "visibility": {"scope": "partners"}})
        register_product(session, record, folder, need.need_id)
        confirm_need(session, made.grower, need.need_id, need.number, on_behalf_of="Mama Njeri", channel="spoken")
    made.product, made.database = record["id"], database
    yield made
    database.close()


def begun(hall) -> str:
    """A session that goes on: its path."""
    meeting = hall.posts(hall.peter, "/sessions/new", type="trigger", day="2026-12-02", place="Siakago hall")
    hall.posts(hall.peter, meeting + "/moves", action="open")
    return meeting


def come_as(page, browser, hall, site):
    """The page is who that client is: it signed in, or joined, without a browser."""
    cookie = browser.get_cookie(hall.app.config["SESSION_COOKIE_NAME"])
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.address}])


@pytest.fixture
def screens(hall, open_page, site):
    """The session is open, the product lies on its table, and everybody has come in."""
    subject, meeting = hall.tables(hall.product), begun(hall)
    hall.posts(hall.peter, meeting + "/desk", action="table", subjects=subject.rpartition("/")[2])
    hall.posts(hall.amina, meeting + "/here")
    with hall.database.reading() as session:
        code = session.query(SessionCode).filter_by(session=meeting.rpartition("/")[2]).one().code

    def opened(browser, path, **how):
        page = open_page(**how)
        come_as(page, browser, hall, site)
        page.goto(hall.case + path)
        return page

    guests = {}
    for name in ("Njeri", "Sarah"):
        guests[name] = hall.app.test_client()
        assert guests[name].post(f"/join/{code}", data={"name": name, "side": "user"}).status_code == 200
    return Screens(
        desk=opened(hall.peter, meeting + "/desk", width=1280),
        wall=opened(hall.peter, meeting + "/projector", width=1920),
        maelle=opened(hall.amina, subject, width=1280),
        njeri=opened(guests["Njeri"], meeting + "/phone"),
        sarah=opened(guests["Sarah"], meeting + "/phone", script=False),
        case=hall.case, subject=hall.case + subject, meeting=hall.case + meeting,
    )  # fmt: skip


def test_five_screens_take_an_answer_over_an_objection_to_its_release(screens):
    a_number_is_moved(screens)
    a_remark_survives_two_minutes_without_net(screens)
    first = asked(screens, "May 45 mm stand for this season?")
    answered(screens, njeri="object", sarah="consent", maelle="consent")
    shown(screens, first)
    expect(screens.wall.locator("#wall-asked")).to_contain_text("poor families cannot wait")
    next_version(screens, "said now: for the hill", only_words=True)
    second = asked(screens, "And so, as it is written now?")
    answered(screens, njeri="consent", sarah="consent", maelle="reservation")
    shown(screens, second)
    screens.desk.click("text=Enter that it passed")
    expect(screens.njeri.locator("#round-stands")).to_contain_text("passed")
    both_sides_sign_and_it_goes_out(screens)


def a_number_is_moved(here):
    """Laid on the table as the next version, it stands on every screen, with what stood there before."""
    next_version(here, "as the hill was sown", amount="45 mm")
    here.everybody_sees("45 mm")
    expect(here.wall.locator("#wall-live")).to_contain_text("before: 20 mm")


def next_version(here, summary, amount="", only_words=False):
    page = here.maelle
    page.goto(here.subject)
    if amount:
        page.fill("#p-amount", amount)
    folded = page.locator("details:not([open]):has(#summary) > summary")
    if folded.count():
        folded.first.click()
    page.fill("#summary", summary)
    if only_words:
        page.get_by_label("Only words: consent is asked for again").check()
    page.click("text=Put this on the table as the next version")
    expect(here.wall.locator("#wall-live")).to_contain_text(summary)


def a_remark_survives_two_minutes_without_net(here):
    """It is pinned to the version that lies there, kept on the phone, sent once; and answered from the desk."""
    here.desk.goto(here.subject)
    here.desk.click("button[value=open_feedback]")
    here.njeri.clock.install()
    here.njeri.reload()
    here.njeri.click(".saying summary")
    here.njeri.select_option("#about", index=1)
    here.njeri.fill("#words", WORDS)
    here.njeri.context.set_offline(True)
    here.njeri.click("text=Say it")
    expect(here.njeri.locator(".outbox")).to_contain_text(WORDS)
    here.njeri.clock.fast_forward("02:00")
    expect(here.njeri.locator(".outbox")).to_contain_text("Kept on this phone")
    here.njeri.context.set_offline(False)
    here.njeri.clock.fast_forward("00:05")
    expect(here.njeri.locator(".outbox")).to_be_hidden()
    expect(here.njeri.locator("#mine-live li")).to_have_count(1)
    here.desk.goto(here.meeting + "/desk")
    remark = here.desk.locator("#remarks li", has_text=WORDS)
    expect(remark).to_have_count(1)
    expect(remark).to_contain_text("on: When can we plant maize safely?")
    remark.locator("summary").click()
    remark.locator("input[name=reason]").fill("we look at sand by itself next season")
    remark.get_by_text("Park it").click()
    here.desk.goto(here.subject)
    here.desk.click("button[value=close_feedback]")


def asked(here, question) -> str:
    """A consent round on what lies there; its address."""
    subject, meeting = (address.rpartition("/")[2] for address in (here.subject, here.meeting))
    here.desk.goto(f"{here.case}/rounds/new?subject={subject}&session={meeting}")
    here.desk.fill("#question", question)
    here.desk.click("text=Open the round")
    expect(here.desk.locator("h1")).to_have_text(question)
    expect(here.wall.locator("#wall-asked")).to_contain_text(question)
    return here.desk.url


def answered(here, **words):
    for who, chosen in words.items():
        page = getattr(here, who)
        page.goto(here.meeting + "/phone")
        page.locator(".answer-now a").first.click()
        page.check(f"input[name=value][value={chosen}] >> nth=0")
        if chosen == "object":
            page.fill("#me-harm", "poor families cannot wait")
            page.fill("#me-mend", "say that it is for the hill")
        page.click("button:text-is('Give my answer')")
        expect(page.locator(".answered")).to_be_visible()
        expect(here.wall.locator("#wall-asked")).not_to_contain_text("poor families")


def shown(here, address):
    here.desk.goto(here.meeting + "/desk")
    here.desk.locator("#glance-asked button.primary").click()
    expect(here.desk).to_have_url(address)
    expect(here.wall.locator("#wall-asked .tally").first).to_be_visible()


def who_facilitates_says_where_njeri_sits(here):
    """Who came by a code has said their side themself: before they sign for it, somebody else says so too."""
    here.desk.goto(here.meeting.partition("/sessions/")[0] + "/people")
    row = here.desk.locator("li", has_text="Njeri").first
    row.locator("summary").click()
    row.locator("input[name=reason]").fill("she grows maize in the valley")
    row.locator("button").click()
    expect(here.desk.locator("h1")).to_be_visible()


def both_sides_sign_and_it_goes_out(here):
    here.desk.goto(here.subject)
    here.desk.click("button[value=agree]")
    here.desk.click("text=Agreement and signatures")
    here.desk.click("text=Write this down as our agreement")
    signing = here.desk.url
    who_facilitates_says_where_njeri_sits(here)
    for page in (here.maelle, here.njeri):
        page.goto(signing)
        page.click("text=Yes: I sign")
    here.maelle.goto(here.subject)
    run = here.maelle.locator("a[href*='/runs/']")
    if run.count():
        run.click()
        here.maelle.wait_for_url("**/products/*", timeout=SLOW)
    here.desk.goto(signing)
    here.desk.click("text=What is missing for its release?")
    for box in here.desk.locator("input[name=checked]").all():
        box.check()
    here.desk.click("button:text-is('Release it')")
    expect(here.desk.locator("h1")).to_have_text("It is released")


def test_no_page_of_a_case_has_a_serious_fault(hall, open_page, site, axe):
    """Every page of cases, sessions, deciding and sheets, with a remark, a round and a thing on the table."""
    subject, meeting = hall.tables(hall.product), begun(hall)
    hall.posts(hall.peter, meeting + "/desk", action="table", subjects=subject.rpartition("/")[2])
    hall.posts(hall.peter, meeting + "/desk", action="phase", phase="bad_years", minutes="45")
    hall.posts(hall.peter, subject + "/moves", action="open_feedback")
    hall.posts(hall.wanjiru, subject + "/remarks", words=WORDS)
    hall.posts(hall.wanjiru, meeting + "/phone", words=WORDS)
    hall.asks(subject, session=meeting.rpartition("/")[2], privacy="open", kind="sense_check")
    page = open_page(width=360)
    come_as(page, hall.peter, hall, site)
    for address in hall.pages():
        assert page.goto(address).status == 200, address
        axe(page)
