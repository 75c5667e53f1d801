"""The map on which a place is chosen, in a real browser under the real content policy."""

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def press(page, across: float, down: float) -> None:
    box = page.locator("[data-place-map]").bounding_box()
    page.locator("[data-place-map]").click(position={"x": box["width"] * across, "y": box["height"] * down})


def test_a_place_is_touched_looked_for_and_drawn_on_the_map(signed_in):
    page = signed_in(width=360)
    page.goto("/needs/new")
    page.fill("textarea[name=question]", "When can we plant beans by the river?")
    page.click("main button.primary")
    page.goto(re.sub(r"/ask/.*", "/ask/place", page.url))
    expect(page.locator("[data-place]")).to_have_attribute("data-ready", "yes")
    told, chosen = page.locator("[data-place-told]"), page.locator("[name='space.place']")

    # A touch chooses a country, and the list says the same.
    press(page, 0.55, 0.5)
    expect(chosen).to_have_value(re.compile("country:[A-Z]{2}"))
    expect(told).to_contain_text("km across")

    # A few letters and Enter choose without the map; accents do not matter.
    page.fill("[data-place-search]", "lower em")
    page.keyboard.press("Enter")
    expect(chosen).to_have_value("lower-embu")

    # Corner after corner, then closed: told back from the server, and in the fields that are sent.
    page.click("[data-tool=draw]")
    for across, down in ((0.3, 0.3), (0.7, 0.3), (0.5, 0.7)):
        press(page, across, down)
    page.click("[data-tool=close]")
    expect(chosen).to_have_value("drawn")
    expect(told).to_contain_text("Kenya")
    drawn = json.loads(page.locator("[name='space.geometry']").input_value())
    assert len(drawn["coordinates"][0]) == 4
    page.get_by_role("button", name="Next", exact=True).click()
    page.wait_for_url("**/ask/size")
    page.goto(re.sub(r"/ask/.*", "/read", page.url))
    expect(page.locator(".area-map")).to_be_visible()
    expect(page.locator(".area-map figcaption")).to_have_text("our place in Kenya")


def test_the_map_is_passed_with_the_tab_key_and_a_crossing_line_is_told(signed_in):
    page = signed_in(width=1280)
    page.goto("/needs/new")
    page.fill("textarea[name=question]", "When can we plant millet?")
    page.click("main button.primary")
    page.goto(re.sub(r"/ask/.*", "/ask/place", page.url))
    expect(page.locator("[data-place]")).to_have_attribute("data-ready", "yes")
    page.locator("[data-place-map]").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("() => !document.activeElement.closest('[data-place-map]')")
    page.click("[data-tool=draw]")
    for across, down in ((0.4, 0.4), (0.6, 0.6), (0.6, 0.4), (0.4, 0.6)):
        press(page, across, down)
    page.click("[data-tool=close]")
    expect(page.locator("[data-place-told]")).to_contain_text("crosses itself")
