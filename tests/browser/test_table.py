"""The product on the table in a browser: a number moved with the keyboard, a line drawn across the years, a remark."""

import re

import pytest
from playwright.sync_api import expect

from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.running.planning.order import Order
from climserv.storage.database import open_database
from climserv.storage.products import register_product

from .conftest import METEOROLOGIST

ORDER = Order("rainy_season_onset", ("embu-observed",), area="lower-embu")


@pytest.fixture
def product(site):
    """A product on the shelf of the site: its id."""
    folder = make_product(ORDER, settings=site.settings)
    record, database = read_product(folder), open_database(site.settings.database)
    with database.session() as session:
        register_product(session, record, folder, public=True)
    database.close()
    return record["id"]


def test_a_number_is_moved_and_a_line_is_drawn_with_the_keyboard(signed_in, product, axe):
    page = signed_in(METEOROLOGIST, width=1280)
    page.goto("/cases/")
    page.fill("#title", "When do we plant?")
    page.fill("#area", "Lower Embu")
    page.click("main form button.primary")
    page.wait_for_url("**/cases/when-*")
    page.goto(f"{page.url}/table")
    page.select_option("#product", product)
    page.click("main form button.primary >> nth=0")
    page.wait_for_url("**/table/*")

    slider = page.locator("#p-amount-slider")
    slider.focus()
    slider.press("ArrowRight")
    came = page.locator("#tried")
    expect(came.locator("text=21 mm")).to_be_visible()
    expect(page.locator("#p-amount")).to_have_value("21")
    expect(came.locator(".raw")).to_have_count(2)
    assert came.locator(".cells rect").count() > 100

    line = page.get_by_role("slider", name="Your own line")
    line.focus()
    line.press("Home")
    sides = page.locator("[data-sides] dd strong")
    expect(sides).to_have_count(2)
    least = [int(text) for text in sides.all_inner_texts()]
    assert sum(least) == 30
    line.press("End")
    most = [int(text) for text in sides.all_inner_texts()]
    assert sum(most) == 30
    assert most[0] > least[0]
    # The server counts as the script does.
    day, month = page.input_value("#line_day"), page.input_value("#line_month")
    address = page.url.partition("#")[0]
    page.goto(f"{address}?line_day={day}&line_month={month}")
    assert [int(text) for text in sides.all_inner_texts()] == most

    page.get_by_role("button", name="Say why you draw it there").click()
    assert re.fullmatch(r"level:\d+(\.0)?", page.input_value("#about"))
    page.fill("#words", "after this it is too late for us")
    page.click("#say button.primary")
    expect(page.locator("#years .lines")).to_contain_text("after this it is too late for us")
    axe(page)
