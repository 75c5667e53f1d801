"""The studio by keyboard alone, and on a phone: writing leads in and out, and no page is wider than its screen."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import COLLEAGUE, METEOROLOGIST
from .test_journeys import no_sideways_scrolling
from .test_keyboard import tab_to
from .test_studio import RECIPE, SLOW

pytestmark = pytest.mark.browser


def editor_has_focus(page) -> bool:
    return page.evaluate("() => Boolean(document.activeElement.shadowRoot?.activeElement)")


def tab_into_editor(page) -> None:
    """The line round it is drawn within, so `tab_to` does not see it."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if editor_has_focus(page):
            return
    raise AssertionError("no Tab leads into the editor")


def test_a_recipe_is_written_mended_and_sent_to_a_colleague_by_keyboard_alone(signed_in):
    page = signed_in(METEOROLOGIST, width=1280)
    page.goto("/recipes/new")
    tab_to(page, lambda at: at["id"] == "name")
    page.keyboard.type("beans_by_keyboard")
    tab_to(page, lambda at: at["words"] == "Begin")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/recipes/beans_by_keyboard/1/edit$"))
    expect(page.locator("[data-editor]")).to_be_visible()

    # Into the editor, and out again: Tab does not trap, Shift and Tab lead back.
    tab_into_editor(page)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(
        RECIPE.replace("NAME", "beans_by_keyboard").replace("metric: hot_days", "metric: hot_dais")
    )
    page.keyboard.press("Tab")
    assert not editor_has_focus(page)
    page.keyboard.press("Shift+Tab")
    assert editor_has_focus(page)

    # The mistake is told, F8 leads to its line, and completion by keys mends it.
    expect(page.locator("[data-problems] .fault")).to_have_count(1)
    page.keyboard.press("F8")
    page.keyboard.press("Escape")
    assert editor_has_focus(page)
    page.keyboard.press("Control+Home")
    for _line in range(5):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    for _word in range(len("answers: {metric: hot_d")):
        page.keyboard.press("ArrowRight")
    for _letter in range(len("ais")):
        page.keyboard.press("Delete")
    page.keyboard.press("Control+Space")
    offered = page.locator(".cm-tooltip-autocomplete li")
    expect(offered.filter(has_text="hot_days_at_stage")).to_be_visible()
    page.keyboard.press("Escape")
    expect(offered).to_have_count(0)
    page.keyboard.type("ays")
    page.keyboard.press("Escape")
    expect(page.locator("[data-problems] .fault")).to_have_count(0)
    page.keyboard.press("Control+S")
    expect(page.locator("[data-said]")).to_contain_text("no problem found")

    # A problem of the list, the try below, and the colleague on the page of the version are reached with Tab.
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-tried]")).not_to_be_empty(timeout=SLOW)
    tab_to(page, lambda at: at["words"] == "Set side by side" or at["id"] == "years")
    page.goto("/recipes/beans_by_keyboard/1")
    tab_to(page, lambda at: "Run" in at["words"] and "golden" in at["words"])
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("golden case holds", timeout=SLOW)
    page.goto("/recipes/beans_by_keyboard/1")
    tab_to(page, lambda at: at["name"] == "of")
    page.keyboard.type(COLLEAGUE[:3])
    tab_to(page, lambda at: "Ask" in at["words"] and at["tag"] == "BUTTON")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("a check was asked for")


PAGES = [
    "/recipes/", "/recipes/?q=frost", "/recipes/?q=gouvernementalisationneringswetenschappelijk", "/recipes/new",
    "/recipes/bring", "/recipes/hot_days", "/recipes/seasonal_forecast_threshold", "/recipes/hot_days/sets/new",
    "/recipes/operations/adjust", "/recipes/operations/chance_from_hindcasts", "/recipes/operations/favourable_days",
]  # fmt: skip


def test_no_page_of_the_studio_is_wider_than_a_phone(signed_in):
    page = signed_in(METEOROLOGIST, width=360)
    for path in PAGES:
        page.goto(path)
        no_sideways_scrolling(page)
    page.goto("/recipes/new")
    page.select_option("#from", "hot_days")
    page.click("main button.primary")
    page.wait_for_url(re.compile(r"/recipes/hot_days/\d+/edit$"))
    no_sideways_scrolling(page)
    for form in ("step", "order", "input", "parameter", "words", "limits", "facts"):
        side = page.locator("[data-forms-side]")
        if not side.evaluate("one => one.open"):
            side.locator("summary").first.click()
        page.locator(f"[data-form-button][formaction$='/form/{form}']").first.click()
        expect(
            page.locator(f"[data-forms] [data-form-button][aria-current][formaction$='/form/{form}']")
        ).to_be_visible()
        no_sideways_scrolling(page)
    page.goto(page.url.replace("/edit", ""))
    no_sideways_scrolling(page)
