"""A product in a notebook, in a real browser: it reads in the light and in the dark, and nothing in it runs."""

import json
import shutil

import pytest

import climserv as cs
from climserv.config import Settings

from ..conftest import ROOT

pytestmark = pytest.mark.browser
HOSTILE = "<script>document.title = 'run'</script><img src=x onerror=\"document.title='run'\">\"'&"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A product of a recipe file, without the server."""
    made = tmp_path_factory.mktemp("notebook")
    data = ROOT / "sample_data" / "suffolk_observed.nc"
    settings = Settings(instance=made / "instance")
    cs.run(ROOT / "recipes" / "hot_days.yaml", data=data, out=made / "product", settings=settings)
    return made / "product"


@pytest.mark.parametrize(
    ("scheme", "paper", "ink"),
    [("light", "rgb(255, 255, 255)", "rgb(17, 17, 17)"), ("dark", "rgb(17, 17, 17)", "rgb(238, 238, 238)")],
)
@pytest.mark.parametrize("width", [360, 1280])
def test_it_reads_in_the_light_and_in_the_dark(browser, folder, tmp_path, scheme, paper, ink, width):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    inside = cs.open_product(folder)._repr_html_()
    page.set_content(f'<body style="background: {paper}; color: {ink}">{inside}</body>')
    shown = page.locator(".climserv-product")
    assert shown.locator("h3").inner_text() == "How many days are too hot for the crop while it flowers?"
    assert "of 31 years" in shown.locator("p").first.inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('.climserv-product dd')).color") == ink
    assert page.evaluate("document.querySelector('.climserv-product img').naturalWidth") > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown.locator("summary", has_text="What it takes for granted").click()
    assert shown.locator("li").first.is_visible()
    assert page.locator(".xr-wrap").is_visible()
    page.screenshot(path=tmp_path / f"{scheme}-{width}.png", full_page=True)
    page.close()


def test_what_a_recipe_says_is_text_and_never_runs(browser, folder, tmp_path):
    hostile = shutil.copytree(folder, tmp_path / "hostile")
    record = json.loads((hostile / "product.json").read_text(encoding="utf-8"))
    record["title"] = record["answer"] = {"en": HOSTILE}
    record["limits"] = [{"en": HOSTILE}]
    record["conventions_in_words"] = {"en": [HOSTILE]}
    record["asides"] = {"en": [HOSTILE]}
    record["made_for_demonstration"], record["demonstration"] = True, {"en": HOSTILE}
    record["recipe"]["id"] = record["software"]["version"] = HOSTILE
    record["trust"] = {name: {"en": HOSTILE} for name in record["trust"]}
    (hostile / "product.json").write_text(json.dumps(record), encoding="utf-8")
    page = browser.new_page()
    page.set_content(cs.open_product(hostile)._repr_html_())
    assert page.title() == ""
    assert page.locator(".climserv-product script").count() == 0
    assert page.locator(".climserv-product img").count() == 1
    assert page.locator(".climserv-product h3").inner_text() == HOSTILE
    page.close()
