"""The keyboard alone leads everywhere, and one always sees where one is."""

import re

import pytest

from .conftest import PASSWORD, SIGN_IN

pytestmark = pytest.mark.browser
MOST_STEPS = 140

# What has the focus: whether a line is drawn round it, and whether anything lies over it.
WHERE = """() => {
  const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
  const label = e.closest("label") ?? (e.id && document.querySelector(`label[for="${CSS.escape(e.id)}"]`));
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const top = document.elementFromPoint(x, y);
  return {
    name: e.name ?? "", id: e.id, words: (e.textContent || e.getAttribute("aria-label") || "").trim(),
    tag: e.tagName, label: label?.textContent ?? "",
    outlined: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
    seen: Boolean(top) && (e === top || e.contains(top) || top.contains(e)),
    inside: x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight,
  };
}"""


def tab_to(page, wanted) -> dict:
    """Press Tab until `wanted(where)`; every stop on the way must be seen."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        where = page.evaluate(WHERE)
        told = f"{page.url}: {where}"
        assert where["tag"] != "BODY", f"the end of the page: {page.url}"
        assert where["outlined"], told
        assert where["inside"] and where["seen"], told  # noqa: PT018 - one sentence: it is seen
        if wanted(where):
            return where
    pytest.fail(f"never reached on {page.url}")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("script", [True, False])
def test_from_home_to_a_saved_need_without_a_mouse(open_page, width, script):
    page = open_page(width=width, script=script, color_scheme="dark" if width == 360 else "light")
    page.goto("/")
    tab_to(page, lambda at: at["words"].startswith("We have a decision to make"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/sign-in?**")
    tab_to(page, lambda at: at["id"] == "sign_in")
    page.keyboard.type(SIGN_IN)
    tab_to(page, lambda at: at["id"] == "password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('What do you want to know?')")
    tab_to(page, lambda at: at["id"] == "question")
    page.keyboard.type("Which hands are on the keys?")
    tab_to(page, lambda at: at["words"] == "Next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask/decision")
    page.goto(page.url.replace("/ask/decision", "/ask/window"))
    tab_to(page, lambda at: at["name"] == "decision.by.from.day")
    page.keyboard.type("15")
    tab_to(page, lambda at: at["name"] == "decision.by.from.month")
    page.keyboard.type("Oct")
    # The rest of the screen is walked through: every field can be reached and is seen.
    tab_to(page, lambda at: at["words"] == "Save and stop")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/needs/which-hands-are-on-the-keys(-\d+)?$"))
    assert "Which hands are on the keys?" in page.text_content("h1")
    assert "15 October" in page.text_content(".notebook")
    assert "Saved, as version 2" in page.text_content("main")


@pytest.mark.parametrize("screen", ["wrong", "today"])
def test_numbers_and_rows_are_answered_by_the_keyboard_alone(signed_in, screen):
    page = signed_in(width=360)
    page.goto("/needs/new")
    page.fill("#question", f"May it go wrong: {screen}?")
    page.click("button.primary[name='then']")
    page.wait_for_url("**/ask/decision")
    page.goto(page.url.replace("/ask/decision", f"/ask/{screen}"))
    if screen == "wrong":
        tab_to(page, lambda at: at["name"] == "tolerance.in_vain")
        page.keyboard.press("ArrowRight")
        assert page.input_value("[name='tolerance.in_vain']:checked") == "1 in 10"
    else:
        tab_to(page, lambda at: at["name"] == "knowledge.existing_sources.0.source")
        page.keyboard.type("radio")
        tab_to(page, lambda at: at["name"] == "knowledge.existing_sources.0.trusted")
    tab_to(page, lambda at: at["words"] == "Next")


def test_the_skip_link_is_seen_and_leads_past_the_menu(open_page):
    page = open_page(width=360)
    page.goto("/accounts/sign-in")
    first = tab_to(page, lambda at: True)
    assert first["words"] == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    after = tab_to(page, lambda at: True)
    assert after["id"] == "sign_in"


def test_faults_are_led_to_and_from_there_to_their_field(signed_in):
    page = signed_in(width=360)
    page.goto("/needs/new")
    page.fill("#question", "How soon?")
    page.click("button.primary[name='then']")
    page.wait_for_url("**/ask/decision")
    page.goto(page.url.replace("/ask/decision", "/ask/lead"))
    tab_to(page, lambda at: at["name"] == "decision.lead.number")
    page.keyboard.type("soon")
    page.keyboard.press("Enter")
    page.wait_for_selector("#problems")
    assert page.evaluate("document.activeElement.id") == "problems"
    tab_to(page, lambda at: at["tag"] == "A")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "decision.lead"
