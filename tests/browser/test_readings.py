"""A farmer types ten gauge readings on a phone-sized page without JavaScript."""

import pytest

from climserv.catalogue.catalogue import open_catalogue

from .test_journeys import no_sideways_scrolling

pytestmark = pytest.mark.browser


def begin_gauge(page, name: str) -> None:
    page.click("text=Observations")
    page.click("text=Add a rain gauge")
    page.fill("#place", name)
    page.fill("#lat", "-0.51")
    page.fill("#lon", "37.46")
    page.fill("#consent_by", "Njeru")
    page.check("[name='consent_form'][value='spoken']")
    page.fill("#consent_witness", "Wanjiru")
    page.check("[name='consent_scope'][value='runs']")
    page.click("text=Keep it and write down readings")
    page.wait_for_selector(f"h1:has-text('{name}')")


def test_ten_gauge_readings_on_a_phone_without_javascript(signed_in, site):
    page = signed_in(width=360, script=False)
    begin_gauge(page, "The school")
    no_sideways_scrolling_without_script(page)
    days = [page.input_value(f"[id='day.{n}']") for n in range(1, 11)]
    assert days == sorted(days)
    amounts = ["0", "12.5", "", "3", "", "0,4", "a lot", "0", "7", "22"]
    for n, amount in enumerate(amounts, 1):
        page.fill(f"[id='value.{n}']", amount)
    page.check("[name='trace.5']")
    page.click("text=Keep these readings")
    assert "is no amount" in page.text_content("#problems")
    assert "is no amount" in page.text_content("[id='wrong.7']")
    assert [page.input_value(f"[id='value.{n}']") for n in range(1, 11)] == amounts
    assert page.is_checked("[name='trace.5']")
    no_sideways_scrolling_without_script(page)
    page.fill("[id='value.7']", "1.5")
    page.click("text=Keep these readings")
    assert "9 readings are kept." in page.text_content("main")
    assert page.locator("table.kept tbody tr").count() == 9
    (card,) = [card for card in open_catalogue(site.settings) if card.dataset.startswith("contributed-")]
    table = (site.settings.instance / "contributed" / card.files[0].path).read_text()
    assert len(table.splitlines()) == 10

    # The same day again is asked about, replaced with a word, and in the end all is withdrawn.
    page.fill("[id='day.1']", days[1])
    page.fill("[id='value.1']", "13")
    page.click("text=Keep these readings")
    page.check("[name='sure']")
    page.fill("#note", "misread")
    no_sideways_scrolling_without_script(page)
    page.click("text=Keep these readings")
    assert "One reading is replaced." in page.text_content("main")
    page.click("text=Withdraw the consent")
    page.check("#agreed")
    page.click("main button.primary")
    page.wait_for_selector("h1:has-text('What do we measure')")
    assert not [card for card in open_catalogue(site.settings) if card.dataset.startswith("contributed-")]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_observations_fit_in_french_too(signed_in, width):
    page = signed_in(width=width)
    begin_gauge(page, f"Post {width}")
    address = page.url
    page.click(".languages summary")
    page.click("button[value='fr']")
    page.wait_for_selector("text=Se déconnecter")
    for path in (address, f"{address}/sheet", f"{address}/withdraw", "/observations/", "/observations/new"):
        page.goto(path)
        no_sideways_scrolling(page)
    page.click(".languages summary")
    page.click("button[value='en']")
    page.wait_for_selector("text=Sign out")


def no_sideways_scrolling_without_script(page) -> None:
    """Nothing on the page reaches beyond its right edge; asked from outside, for pages without a script."""
    for box in (element.bounding_box() for element in page.locator("main input, main table, main button").all()):
        assert box is None or box["x"] + box["width"] <= page.viewport_size["width"]
