"""A meteorologist writes a recipe from an empty editor until it answers a need; a colleague has checked it."""

import re

import pytest

from .conftest import COLLEAGUE, METEOROLOGIST
from .test_journeys import no_sideways_scrolling
from .test_keyboard import tab_to

pytestmark = pytest.mark.browser
SLOW = 60_000

RECIPE = """\
recipe: NAME
version: 1
title: {en: Hot days while the beans stand}
question: {en: How many days are too hot for our beans?}
authors: [Maëlle Kaboré]
answers: {metric: hot_days, time: [season], space: {from: 0.05 degree, upto: district}, horizons: [past]}
inputs: {tasmax: {variable: tasmax, step: day, record: 20 year}}
parameters:
  threshold: {default: 28 degC, from: 20 degC, to: 40 degC, ask: {en: From what heat on do your beans suffer?}}
steps:
  - hot_days: {threshold: $threshold, operator: ">", season: {from: 10-01, to: 11-30}}
  - ensemble: {statement: at_least, at: [10 day], answer_at: 10 day}
limits: [{en: A thermometer in the shade is not a leaf in the sun.}]
references: [Made up for a test.]
tests:
  - about: two days are hotter than any threshold
    given: {tasmax: {from: 2001-01-01, unit: degC, days: "10*280 41 10 41 10*82"}}
    expect: [{season: 2001, value: 2 day}]
"""
MISTAKES = {"metric: hot_days": "metric: hot_dais", "threshold: $threshold": "threshold: $treshold"}
NEED = """\
need: NEED
question: {en: QUESTION}
decision: {what: sow beans or wait, options: [sow, wait], by: {from: 08-01, to: 09-15}, lead: 2 weeks}
who: {decides: [growers]}
time: {scale: season, horizon: past, period: October and November of each year}
space: {place: lower-embu, scale: district}
metric: {is: hot_days, with: {threshold: 30 degC}}
tolerance: {in_vain: 4 in 10, miss: 2 in 10}
reach: {languages: [en], channels: [meeting]}
"""


def faulty(text: str) -> str:
    for sound, wrong in MISTAKES.items():
        assert sound in text
        text = text.replace(sound, wrong)
    return text


def write(page, text: str) -> None:
    """Put the whole text into the editor, as one who pastes it; without script it is a plain field."""
    if page.locator("[data-editor]").is_visible():
        page.click("[data-editor]")
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        page.keyboard.insert_text(text)
    else:
        page.fill("#text", text)


def begin(page, name: str) -> None:
    page.goto("/")
    page.click("nav >> text=Recipes")
    page.click("text=Write a recipe")
    page.fill("#name", name)
    page.select_option("#from", label="An empty page")
    page.click("main form .button.primary")
    page.wait_for_url(f"**/recipes/{name}/1/edit")
    assert page.input_value("#text").strip() == ""


def write_it(page, name: str, script: bool) -> None:
    """From the empty page to a saved text without a fault; its two mistakes are told with their lines on the way."""
    begin(page, name)
    text = RECIPE.replace("NAME", name)
    write(page, faulty(text))
    if not script:
        page.click("button[value=check]")
    told = page.locator("[data-problems] .fault")
    told.nth(1).wait_for()
    assert told.count() == 2
    for (sound, wrong), one in zip(MISTAKES.items(), told.all_text_contents(), strict=True):
        line = 1 + next(n for n, words in enumerate(faulty(text).splitlines()) if wrong in words)
        assert re.match(rf"line {line}\b", one.strip()), one
        assert f"Did you mean {sound.partition(': ')[2]}?" in one
    write(page, text)
    page.click("button[value=save]")
    page.wait_for_selector("[data-problems]:has-text('No problem found.')")
    page.wait_for_selector("text=Saved, with no problem found")


def preview(page) -> None:
    page.select_option("#data", "embu-observed")
    page.select_option("#area", "lower-embu")
    page.locator("button[data-try]").first.click()
    shown = page.locator("[data-tried], main").first
    shown.locator("svg.chart").first.wait_for(timeout=SLOW)
    assert re.search(r"\d+ of \d+ years", shown.text_content())


def lead_to_the_book(author, peer, address: str, note: str) -> None:
    """Golden cases, the question to the colleague, their answer, the offer."""
    author.goto(address)
    author.click("text=Run its golden cases")
    author.wait_for_selector("text=/golden cases? hold/", timeout=SLOW)
    author.goto(address)
    author.select_option("#of", label="Kofi Mensah")
    author.fill("#note", note)
    author.click("text=Ask for a check")
    author.wait_for_selector("h2:has-text('Waiting for the answer of Kofi Mensah.')")

    peer.goto("/recipes/")
    assert note in peer.text_content("section:has(#waiting)")
    peer.click(f"section:has(#waiting) a[href='{address}']")
    peer.fill("#remark", "Where does this number come from?")
    peer.fill("#line", "9")
    peer.click("text=Say it")
    assert "Where does this number come from?" in peer.text_content("#line-9")
    no_sideways_scrolling(peer)
    peer.fill("#why", "The case is right, and the number is what the group says.")
    peer.click("button:has-text('Approve')")
    peer.wait_for_selector("[aria-current=step]:has-text('checked by a colleague')")

    author.goto(address)
    assert "The case is right" in author.text_content("section:has(#history)")
    author.click("text=Offer it to needs")
    author.wait_for_selector("[aria-current=step]:has-text('offered to needs')")


def offers_for_a_need(page, need: str) -> list[str]:
    """The titles of what is offered to a group that asks about hot days."""
    page.goto("/needs/bring")
    page.fill("#text", NEED.replace("NEED", need).replace("QUESTION", f"Too hot for {need}?"))
    page.click("main form .button.primary")
    page.wait_for_selector("h1")
    page.goto(f"/needs/{need}/match")
    offered = page.locator("section:has(#fits) .offer h3, section:has(#beside) .offer h3")
    return [title.strip() for title in offered.all_text_contents()]


def test_from_an_empty_editor_to_the_match_of_a_need(signed_in):
    author, peer, member = signed_in(METEOROLOGIST, width=1280), signed_in(COLLEAGUE, width=360), signed_in(width=360)
    title, name = "Hot days while the beans stand", "hot_days_of_beans"
    assert title not in offers_for_a_need(member, "beans-before")
    write_it(author, name, script=True)
    preview(author)
    first = f"/recipes/{name}/1"
    lead_to_the_book(author, peer, first, "Is the threshold right for Embu?")
    assert title in offers_for_a_need(member, "beans-after")

    # The next thought is the next version: beside the first one, the years that differ are seen.
    author.goto(first)
    author.click("text=Write the next version")
    author.wait_for_url(f"**/recipes/{name}/2/edit")
    second = RECIPE.replace("NAME", name).replace("version: 1", "version: 2", 1).replace("default: 28", "default: 30")
    write(author, second)
    author.click("button[value=save]")
    author.wait_for_selector("text=Saved, with no problem found")
    author.goto(f"/recipes/{name}/2")
    assert "30 °C" in author.text_content("section:has(#changes)")
    author.select_option("#data", "embu-observed")
    author.select_option("#area", "lower-embu")
    author.click("button:has-text('Set side by side')")
    author.wait_for_selector("tr.differs", state="attached", timeout=SLOW)
    lead_to_the_book(author, peer, f"/recipes/{name}/2", "It now begins at 30 degrees.")
    member.goto(f"/recipes/{name}")
    assert "30 °C" in member.text_content("#numbers + dl")
    member.goto(f"{first}/read")
    assert "28 °C" in member.text_content("#numbers + dl")
    no_sideways_scrolling(member)


def test_without_script_it_is_written_and_checked_the_same(signed_in):
    author, peer = (signed_in(who, width=360, script=False) for who in (METEOROLOGIST, COLLEAGUE))
    write_it(author, "hot_days_of_peas", script=False)
    preview(author)
    lead_to_the_book(author, peer, "/recipes/hot_days_of_peas/1", "Please look at the season.")


def test_the_book_is_searched_and_read_by_keyboard_alone(open_page):
    page = open_page(width=360)
    page.goto("/recipes/")
    tab_to(page, lambda at: at["id"] == "q")
    page.keyboard.type("frost spring")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recipes/?q=frost+spring*")
    tab_to(page, lambda at: at["words"].startswith("Until when must frost be feared"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/recipes/last_spring_frost")
    no_sideways_scrolling(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_the_studio_fit_and_can_be_touched(signed_in, width, scheme):
    page = signed_in(METEOROLOGIST, width=width, color_scheme=scheme)
    for path in ("/recipes/", "/recipes/?q=frost", "/recipes/hot_days", "/recipes/hot_days/sets/new",
                 "/recipes/new", "/recipes/bring", "/recipes/operations/onset"):  # fmt: skip
        page.goto(path)
        no_sideways_scrolling(page)
        small = page.evaluate(
            """() => [...document.querySelectorAll("a.button, button, select, input, summary")]
                .filter((e) => e.offsetParent && e.type !== "hidden" && e.getBoundingClientRect().height < 44)
                .map((e) => e.outerHTML.slice(0, 120))"""
        )
        assert small == [], path
