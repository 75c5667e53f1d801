"""From a need to its answer on a phone, as a cooperative member walks it: with script, and without."""

import re

import pytest

from climserv.products.reading import read_product

from .conftest import PASSWORD, SIGN_IN

pytestmark = pytest.mark.browser
SLOW = 120_000


def fill_in(page, question: str) -> None:
    """Write down a need about the rains in lower Embu, half of it left open."""
    page.fill("[id='question']", question)
    page.fill("[id='decision.what']", "plant maize")
    page.fill("[id='decision.options']", "plant at first rain\nwait for the second rain")
    page.select_option("[name='decision.by.from.day']", "01")
    page.select_option("[name='decision.by.from.month']", label="October")
    page.select_option("[name='decision.by.to.day']", "30")
    page.select_option("[name='decision.by.to.month']", label="November")
    page.fill("[name='decision.lead.number']", "2")
    page.select_option("[name='decision.lead.unit']", "week")
    page.fill("[id='who.decides']", "household heads")
    page.select_option("[id='time.horizon']", "past")
    page.select_option("[id='time.scale']", "season")
    page.select_option("[id='space.place']", "lower-embu")
    page.select_option("[id='space.scale']", "district")
    page.check("[name='metric.is'][value='rainy_season_onset']")
    page.fill("[name='with.rainy_season_onset.amount.number']", "20")
    page.fill("[name='with.rainy_season_onset.window.number']", "3")
    page.select_option("[id='tolerance.in_vain']", "2 in 10")
    page.check("[name='not_yet'][value='tolerance.miss']")
    page.check("[name='reach.languages'][value='en']")


def no_sideways_scrolling(page) -> None:
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, page.url


def walk(page, question: str, script: bool) -> None:
    page.goto("/")
    page.click("text=We have a decision to make")
    page.fill("#sign_in", SIGN_IN)
    page.fill("#password", PASSWORD)
    page.click("main button.primary")
    # The door leads on to where it said, after the sign-in.
    page.wait_for_selector("h1:has-text('Write down a need')")
    fill_in(page, question)
    page.click("text=Save and see what fits")

    page.wait_for_url("**/match")
    assert page.text_content("h1") == question
    assert "plant maize" in page.text_content(".notebook")
    assert page.locator(".offer .word").count() >= 3
    if script:
        no_sideways_scrolling(page)
    page.click(".axes .button.primary:has-text('Make a first draft')")

    page.wait_for_url("**/runs/*")
    assert page.locator("progress").count() == 1
    assert page.text_content("[data-doing]").strip()
    page.wait_for_url("**/products/*", timeout=SLOW)
    assert page.text_content("h1") == question
    said = page.text_content(".answer .said")
    count = re.search(r"(\d+) of (\d+) years", said)
    assert count, said
    assert page.get_attribute(".ten svg", "aria-label") == count[0]
    assert "Made for demonstration" in page.text_content(".made-banner")
    assert page.locator(".chart.narrow .counted").count() == int(count[1])
    if script:
        no_sideways_scrolling(page)


def test_with_script_on_a_phone(open_page, site):
    page = open_page(width=360)
    walk(page, "When can we plant maize safely?", script=True)
    # What the page says is what the folder holds.
    product_id = page.url.rsplit("/", 1)[1]
    record = read_product(site.settings.store_folder / "products" / product_id)
    assert page.text_content(".answer .said") == record["answer"]["en"]
    assert record["parameters"]["amount"] == "20 mm"


def test_without_script_on_a_phone(open_page):
    page = open_page(width=360, script=False)
    walk(page, "When may we sow without fear?", script=False)


def test_the_need_grows_as_a_sentence_and_saves_itself(signed_in):
    page = signed_in(width=1280)
    page.goto("/needs/new")
    page.fill("[id='question']", "Is it too hot to flower?")
    page.fill("[id='decision.what']", "choose a variety")
    page.wait_for_selector(".growing .notebook em:has-text('choose a variety')")
    page.check("[name='metric.is'][value='hot_days']")
    assert page.is_visible("[id='with.hot_days.threshold']")
    assert not page.is_visible("[id='with.rainy_season_onset.amount']")
    page.click("[name='then'][value='stay']")
    page.wait_for_selector("[data-said]:has-text('Saved, as version 1')")
    page.fill("[id='decision.what']", "choose a variety of wheat")
    page.focus("[id='space.place']")  # Going on to another part saves.
    page.wait_for_selector("[data-said]:has-text('Saved, as version 2')")
    page.reload()
    assert page.input_value("[id='decision.what']") == "choose a variety of wheat"
    # Typing and pressing the button at once: the saving by itself and the one by the button do not fight.
    page.fill("[id='decision.what']", "choose a variety of barley")
    page.focus("[id='time.period_of_interest']")
    page.fill("[id='decision.options']", "wait\nact")
    page.click("[name='then'][value='match']")
    page.wait_for_url("**/match")
    assert "choose a variety of barley" in page.text_content(".notebook")
    assert "wait or act" in page.text_content(".notebook")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_their_screen_and_can_be_touched(signed_in, width, scheme):
    page = signed_in(width=width, color_scheme=scheme)
    for path in ("/", "/needs/", "/needs/new", "/needs/new?example=suffolk-wheat-flowering", "/needs/bring"):
        page.goto(path)
        no_sideways_scrolling(page)
        small = page.evaluate(
            """() => [...document.querySelectorAll("a.button, button, select, input, summary, .choice")]
                .filter((e) => e.offsetParent && !["checkbox", "radio", "hidden"].includes(e.type))
                .filter((e) => e.getBoundingClientRect().height < 44)
                .map((e) => e.outerHTML.slice(0, 120))"""
        )
        assert small == [], path
        assert page.evaluate("document.fonts.check('16px \"Noto Sans\"')")


def test_with_reduced_motion_nothing_moves(open_page):
    page = open_page(width=360, reduced_motion="reduce")
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.querySelector('.door')).transitionDuration") == "0s"
