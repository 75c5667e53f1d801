"""From two groups that ask the same to the recipe that serves both: they join, somebody makes it, both are told."""

import pytest
from playwright.sync_api import expect

from .conftest import COLLEAGUE, METEOROLOGIST, NEIGHBOUR
from .test_journeys import no_sideways_scrolling
from .test_studio import lead_to_the_book, write

pytestmark = pytest.mark.browser

NEED = """\
need: NAME
question: {en: QUESTION}
decision: {what: shade the seedlings, options: [shade, leave open], by: {from: 08-01, to: 09-15}, lead: 2 weeks}
who: {decides: [the committee], people: PEOPLE}
time: {scale: month, horizon: past, period: each month of the last thirty years}
space: {place: lower-embu, scale: district}
metric: {is: hot_days, with: {threshold: 30 degC}, sure: "yes", confirmed_by: the committee}
tolerance: {in_vain: 4 in 10, miss: 2 in 10}
reach: {languages: [en], channels: [meeting]}
origin: {visibility: partners}
"""
RECIPE = """\
recipe: hot_days_by_month
version: 1
title: {en: Hot days in a month of your choice}
question: {en: How many days are too hot for our seedlings?}
authors: [Maëlle Kaboré]
answers: {metric: hot_days, time: [month, season], space: {from: 0.05 degree, upto: district}, horizons: [past]}
inputs: {tasmax: {variable: tasmax, step: day, record: 20 year}}
parameters:
  threshold: {default: 28 degC, from: 20 degC, to: 40 degC, ask: {en: From what heat on do seedlings suffer?}}
  operator: {default: ">", choices: [">", ">="], ask: {en: Does a day with exactly this heat count?}}
steps:
  - hot_days: {threshold: $threshold, operator: $operator, season: {from: 10-01, to: 10-31}}
  - ensemble: {statement: at_least, at: [10 day], answer_at: 10 day}
limits: [{en: A thermometer in the shade is not a leaf in the sun.}]
references: [Made up for a test.]
tests:
  - about: two days are hotter than any threshold
    given: {tasmax: {from: 2001-01-01, unit: degC, days: "10*280 41 10 41 10*82"}}
    expect: [{season: 2001, value: 2 day}]
"""


def bring(page, name: str, question: str, people: int, axe) -> None:
    """Enter a need from a file and look at its match, which nothing can serve yet."""
    page.goto("/needs/bring")
    page.fill("#text", NEED.replace("NAME", name).replace("QUESTION", question).replace("PEOPLE", str(people)))
    page.click("main form .button.primary")
    expect(page.locator("h1")).to_have_text(question)
    axe(page)
    page.goto(f"/needs/{name}/match")
    expect(page.locator("main")).to_contain_text("Nothing we have can answer this honestly yet.")
    expect(page.locator("section:has(#losing) .word.cannot").first).to_be_visible()


def join(asking, answering) -> None:
    """The second group asks the first to join, which is told on its first page and says yes."""
    alike = asking.locator("section.alike")
    expect(alike).to_contain_text("Lower Embu maize cooperative asks nearly the same.")
    alike.get_by_text("Ask to join").click()
    expect(asking.locator("section.alike")).to_contain_text("their answer is still to come")
    answering.goto("/")
    answering.locator(".news a", has_text="Women of Siakago asks nearly the same").click()
    answering.fill("section.alike input[name=reason]", "Karibuni")
    answering.get_by_text("Yes, we join").click()
    expect(answering.locator("section.alike")).to_contain_text("Joined: both groups")
    asking.reload()
    expect(asking.locator("section.alike")).to_contain_text("They say: Karibuni")


def author_from_the_work_list(author, peer, axe) -> None:
    author.goto("/")
    author.click("nav >> text=Work list")
    line = author.locator(".work-lines > li", has_text="by months")
    expect(line).to_contain_text("2 needs of 2 groups, 360 people")
    axe(author)
    no_sideways_scrolling(author)
    line.get_by_text("Start a recipe from this").click()
    author.fill("#name", "hot_days_by_month")
    author.click("main form .button.primary")
    author.wait_for_url("**/recipes/hot_days_by_month/1/edit")
    # What the work list knows stands in the text already.
    assert "metric: hot_days" in author.input_value("#text")
    write(author, RECIPE)
    author.click("button[value=save]")
    author.wait_for_selector("text=Saved, with no problem found")
    lead_to_the_book(author, peer, "/recipes/hot_days_by_month/1", "Months are asked for by two groups.")


def test_two_groups_join_and_are_both_told_when_their_recipe_comes(signed_in, axe):
    first, second = signed_in(width=360), signed_in(NEIGHBOUR, width=1280)
    bring(first, "nursery-shade", "Which months are too hot for seedlings?", 240, axe)
    bring(second, "siakago-shade", "In which months must we shade the nursery?", 120, axe)
    # The part that is fetched once the page stands belongs to it.
    expect(second.locator(".counter-offer").first).to_be_visible()
    axe(second)
    join(second, first)
    axe(first)
    author, peer = signed_in(METEOROLOGIST, width=1280), signed_in(COLLEAGUE, width=360)
    author_from_the_work_list(author, peer, axe)
    for page, question in (
        (first, "Which months are too hot for seedlings?"),
        (second, "In which months must we shade the nursery?"),
    ):
        page.goto("/")
        page.locator(".news a", has_text=f"New: “{question}” can now be answered after a step.").click()
        offer = page.locator(".offer.first")
        expect(offer.locator("h3")).to_have_text("Hot days in a month of your choice")
        assert set(offer.locator(".word").all_text_contents()) == {"fits", "fits after a step"}
        axe(page)
        no_sideways_scrolling(page)
