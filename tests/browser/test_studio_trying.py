"""The editor of a recipe in a real browser: typing, completion, forms, previews, what-ifs, two writers; no script."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import METEOROLOGIST

pytestmark = pytest.mark.browser
SLOW = 90_000


def begin(page, source: str) -> str:
    """Start the next version of a recipe of the book; the address of its editor."""
    page.goto("/recipes/new")
    page.select_option("#from", source)
    page.click("main form .actions button.primary")
    page.wait_for_url("**/edit")
    return page.url


def text_in(page) -> str:
    return page.locator("#text").input_value()


def saved(page) -> None:
    page.wait_for_selector("[data-said]:has-text('Saved')")


def go_to_line(page, start: str) -> None:
    """Put the cursor at the end of the first line that begins so, by the keyboard."""
    number = next(n for n, line in enumerate(text_in(page).split("\n")) if line.startswith(start))
    page.click(".cm-content")
    page.keyboard.press("Control+Home")
    for _ in range(number):
        # By the lines of the text, not of the screen: long ones are folded.
        page.keyboard.press("End")
        page.keyboard.press("End")
        page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("End")


def no_sideways_scrolling(page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_typing_is_completed_checked_and_saved_by_itself(signed_in):
    page = signed_in(METEOROLOGIST, width=1280)
    begin(page, "hot_nights")
    page.wait_for_selector(".cm-content")
    go_to_line(page, "steps:")
    page.keyboard.press("Enter")
    page.keyboard.type("  - dry_spell_af")
    # By a press on it: the editor lets Enter go by for a moment, so that nobody takes a word by accident.
    page.click(".cm-tooltip-autocomplete li:has-text('dry_spell_after')")
    expect(page.locator("#text")).to_have_value(re.compile("  - dry_spell_after: "))
    # What is missing in it is told with its line, and a press leads there.
    link = page.locator("[data-problems] a").first
    link.wait_for()
    line = int(link.get_attribute("data-go"))
    assert text_in(page).split("\n")[line - 1].startswith("  - dry_spell_after")
    page.wait_for_selector(".cm-lint-marker-error")
    saved(page)
    # F1 tells of the operation on the line; Tab leaves the editor.
    link.click()
    page.keyboard.press("F1")
    page.wait_for_selector("#operation-name:has-text('dry_spell_after')")
    page.click(".cm-content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.saver') !== null")
    # What was typed is taken back, and the page loaded again has what was saved.
    page.click(".cm-content")
    for _ in range(8):
        page.keyboard.press("Control+z")
    page.keyboard.press("Control+s")
    saved(page)
    before = text_in(page)
    page.reload()
    assert text_in(page) == before


def test_a_form_is_filled_in_with_the_keyboard_and_its_step_stands_in_the_text(signed_in):
    page = signed_in(METEOROLOGIST, width=1280)
    begin(page, "hot_days")
    before = text_in(page)
    page.locator("[data-forms-side] > summary").press("Enter")
    page.locator(".form-menu button").first.press("Enter")
    page.fill("#find", "hot days")
    page.press("#find", "Enter")
    page.locator(".operations button:has-text('frost')").first.wait_for(state="detached")
    page.locator(".operations button:has-text('hot_days')").first.press("Enter")
    page.wait_for_selector(".manual")
    page.fill("[id='arg.threshold']", "33")
    page.select_option("[id='arg.operator']", ">=")
    page.fill("[id='arg.season.from']", "06-01")
    page.press("[id='arg.season.from']", "Enter")
    page.wait_for_selector(".note:has-text('Nothing was written')")
    page.fill("[id='arg.season.to']", "06-15")
    page.fill("[id='as']", "hottest")
    page.press("[id='as']", "Enter")
    page.wait_for_selector("[data-said]:has-text('Written into line')")
    after = text_in(page)
    assert len(after) > len(before)
    assert "threshold: 33 degC" in after
    assert "as: hottest" in after
    # It is one change, and is taken back as one.
    page.keyboard.press("Control+z")
    assert text_in(page) == before


@pytest.mark.parametrize("width", [1280, 360])
def test_a_preview_and_a_moved_number_without_leaving_the_page(signed_in, width):
    page = signed_in(METEOROLOGIST, width=width)
    address = begin(page, "hot_days")
    page.select_option("#data", "embu-models")
    page.select_option("#reference", "embu-observed")
    page.select_option("#area", "lower-embu")
    page.click(".cm-content")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-move]", timeout=SLOW)
    assert page.locator(".came .chart").count() >= 3
    assert page.locator(".came .cells svg").count() >= 1
    no_sideways_scrolling(page)
    page.click("[data-open] summary")
    # The slider moves its box; when it is let go, the worker counts anew.
    slider = page.locator("#set-threshold-slider")
    for _ in range(6):
        slider.press("ArrowRight")
    page.wait_for_selector(".came small:has-text('before: 27 degC')", timeout=SLOW)
    expect(page.locator("#set-threshold")).to_have_value("30 degC")
    page.wait_for_selector("tr.differs:has-text('30')", timeout=SLOW)
    # The text on the page, saved or not, stands beside the version before.
    page.select_option("#other", "1")
    page.click("button:has-text('Set side by side')")
    page.wait_for_selector(".versions-beside", timeout=SLOW)
    assert page.locator("h3:has-text('2041-2070')").count() >= 1
    no_sideways_scrolling(page)
    assert page.url == address


def test_two_tabs_that_write_at_once_lose_nothing(signed_in):
    one = signed_in(METEOROLOGIST, width=1280)
    address = begin(one, "late_blight_days")
    other = one.context.new_page()
    other.goto(address)
    for page, words in ((one, "# first hand"), (other, "# second hand")):
        page.wait_for_selector(".cm-content")
        page.click(".cm-content")
        page.keyboard.press("Control+End")
        page.keyboard.type(f"\n{words}")
    one.bring_to_front()
    one.keyboard.press("Control+s")
    saved(one)
    other.bring_to_front()
    other.keyboard.press("Control+s")
    other.wait_for_selector("[data-mine]")
    assert "second hand" in text_in(other)
    other.click("[data-mine]")
    saved(other)
    one.bring_to_front()
    one.click(".cm-content")
    one.keyboard.type("#")
    one.keyboard.press("Control+s")
    one.wait_for_selector("[data-theirs]")
    one.click("[data-theirs]")
    assert text_in(one) == text_in(other)


def test_without_script_the_same_is_pages_and_forms(signed_in):
    page = signed_in(METEOROLOGIST, script=False)
    begin(page, "frost_days")
    assert page.locator("#text").is_visible()
    page.click("[data-forms-side] > summary")
    page.click(".form-menu button:has-text('Data that go in')")
    page.fill("[id='in.name']", "soil")
    page.select_option("[id='in.variable']", "tasmax")
    page.click("text=Write it into the recipe")
    assert "Written into line" in page.text_content("[data-said]")
    assert "  soil: {variable: tasmax}" in text_in(page)
    page.click(".form-menu button >> nth=0")
    page.fill("#find", "spell")
    page.click("[data-enter]")
    page.click(".operations button >> nth=0")
    page.wait_for_selector(".manual")
    page.fill("#text", text_in(page).replace("  soil: {variable: tasmax}\n", ""))
    page.select_option("#data", "embu-models")
    page.select_option("#reference", "embu-observed")
    page.click("[data-try] >> nth=0")
    page.wait_for_url("**/tried/*")
    page.wait_for_selector("[data-move]", timeout=SLOW)
    page.click("[data-open] summary")
    page.click("text=What if?")
    page.wait_for_selector("text=Now:", timeout=SLOW)
