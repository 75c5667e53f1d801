"""From a need to its answer on a phone, as a cooperative member walks it: with script, and without."""

import re

import pytest
from playwright.sync_api import expect

from climserv.products.reading import read_product

from .conftest import PASSWORD, SIGN_IN

pytestmark = pytest.mark.browser
SLOW = 120_000


def answer(page, screen: str) -> None:
    """Go on from a screen, once its fields are filled, to whatever is asked next."""
    page.click("button.primary[name='then']")
    page.wait_for_url(f"**/ask/{screen}")


def fill_in(page, question: str, script: bool) -> None:
    """Write down a need about the rains in lower Embu, a question a screen, half of it left open."""
    page.fill("[id='question']", question)
    answer(page, "decision")
    page.fill("[id='decision.what']", "plant maize")
    answer(page, "options")
    page.fill("[id='decision.options']", "plant at first rain\nwait for the second rain")
    answer(page, "decides")
    page.fill("[id='who.decides']", "household heads")
    answer(page, "window")
    page.select_option("[name='decision.by.from.day']", "01")
    page.select_option("[name='decision.by.from.month']", label="October")
    page.select_option("[name='decision.by.to.day']", "30")
    page.select_option("[name='decision.by.to.month']", label="November")
    answer(page, "lead")
    page.fill("[name='decision.lead.number']", "2")
    page.select_option("[name='decision.lead.unit']", "week")
    if script:
        no_sideways_scrolling(page)
        expect(page.locator("[data-deadline] span").first).to_have_text("You need the answer by 17 September.")
    answer(page, "horizon")
    page.check("[name='time.horizon'][value='past']")
    answer(page, "scale")
    page.check("[name='time.scale'][value='season']")
    answer(page, "place")
    page.select_option("[id='space.place']", "lower-embu")
    answer(page, "size")
    page.check("[name='space.scale'][value='district']")
    answer(page, "measure")
    page.fill("[id='metric.words']", "when the rains start well enough to plant")
    answer(page, "counted")
    page.click("button[name='guess'][value='rainy_season_onset']")
    page.wait_for_url("**/ask/numbers")
    page.click("button[name='sure'][value='yes']")
    page.fill("[name='with.rainy_season_onset.amount.number']", "20 mm")
    page.fill("[name='with.rainy_season_onset.window.number']", "3")
    answer(page, "languages")
    page.check("[name='reach.languages'][value='en']")
    page.click("button[name='then'][value='pause']")
    page.wait_for_selector("h2:has-text('still missing')")


def no_sideways_scrolling(page) -> None:
    page.wait_for_load_state()
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, page.url


def walk(page, question: str, script: bool) -> None:
    page.goto("/")
    page.click("text=We have a decision to make")
    page.fill("#sign_in", SIGN_IN)
    page.fill("#password", PASSWORD)
    page.click("main button.primary")
    # The door leads on to where it said, after the sign-in.
    page.wait_for_selector("h1:has-text('What do you want to know?')")
    fill_in(page, question, script)
    page.click("text=See what fits")

    page.wait_for_url("**/match")
    assert page.text_content("h1") == question
    assert "plant maize" in page.text_content(".notebook")
    assert page.locator(".offer .word").count() >= 3
    if script:
        no_sideways_scrolling(page)
    page.click(".offer .button.primary:has-text('Make a first draft')")

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


def test_the_need_grows_as_a_sentence_saves_itself_and_is_found_again(signed_in):
    page = signed_in(width=360)
    page.goto("/needs/new")
    page.fill("[id='question']", "Is it too hot to flower?")
    answer(page, "decision")
    page.fill("[id='decision.what']", "choose a variety")
    expect(page.locator(".growing .notebook em").first).to_have_text("choose a variety")
    page.focus("text=How others said it")  # Leaving the field saves.
    expect(page.locator("[data-said]")).to_have_text("Saved, as version 2")
    page.reload()
    assert page.input_value("[id='decision.what']") == "choose a variety"
    # The connection goes: what was typed stays on the page, and is saved when it is back.
    page.context.set_offline(True)
    page.fill("[id='decision.what']", "choose a variety of wheat")
    page.click("button.primary[name='then']")
    expect(page.locator("[data-said]")).to_have_text("Not saved: no connection. Trying again.")
    assert page.input_value("[id='decision.what']") == "choose a variety of wheat"
    page.context.set_offline(False)
    page.wait_for_url("**/ask/options")
    expect(page.locator(".growing .notebook em").first).to_have_text("choose a variety of wheat")
    # Who comes back later is led on to the first question that is open.
    page.click(".way a")
    page.click("text=Go on: What could you do?")
    page.wait_for_url("**/ask/options")
    page.click("text=How others said it")
    page.click(".others .button >> nth=0")
    assert page.input_value("[id='decision.options']").strip()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_their_screen_and_can_be_touched(signed_in, width, scheme):
    page = signed_in(width=width, color_scheme=scheme)
    page.goto("/needs/new?example=suffolk-wheat-flowering")
    answer(page, "decision")
    need = page.url.removesuffix("/ask/decision")
    screens = [f"{need}/ask/{screen}" for screen in ("window", "counted", "wrong", "today", "levels")]
    own = [f"{need}{end}" for end in ("", "/all", "/read", "/history", "/split")]
    for path in ("/", "/needs/", "/needs/new", "/needs/bring", "/needs/paper", "/needs/paper/enter", *screens, *own):
        page.goto(path)
        no_sideways_scrolling(page)
        small = page.evaluate(
            """() => [...document.querySelectorAll("a.button, button, select, input, summary, .choice")]
                .filter((e) => e.offsetParent && !e.matches(".unseen"))
                .filter((e) => !["checkbox", "radio", "hidden"].includes(e.type))
                .filter((e) => e.getBoundingClientRect().height < 44)
                .map((e) => e.outerHTML.slice(0, 120))"""
        )
        assert small == [], path
        assert page.evaluate("document.fonts.check('16px \"Noto Sans\"')")


def test_with_reduced_motion_nothing_moves(open_page):
    page = open_page(width=360, reduced_motion="reduce")
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.querySelector('.door')).transitionDuration") == "0s"
