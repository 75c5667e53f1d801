"""What strangers write goes into pages, tables and messages as text, and as nothing else."""

import csv

import pytest

import climserv as cs
from climserv.config import Settings
from climserv.recipes.loading import read_recipe
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.spreadsheets import as_text

from ..conftest import ROOT

SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://example.org","rain")'
LONG = "Gouver" + "nement" * 40
STATIONS = (FORMULA, f"Gao{SCRIPT}", "Agadez\u202e gpj.exe", LONG)


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    """A recipe and a table of gauges, of which every word is meant ill."""
    folder = tmp_path_factory.mktemp("hostile")
    text = (ROOT / "recipes" / "wet_days.yaml").read_text(encoding="utf-8").split("\ntests:")[0]
    lines = text.split("\n")
    title, question = lines.index("title:") + 1, lines.index("question:") + 1
    lines[title] = f"  en: '{FORMULA}'"
    lines[question] = f"  en: '{SCRIPT} \"><img src=x onerror=alert(1)> {LONG}?'"
    (folder / "evil.yaml").write_text("\n".join(lines), encoding="utf-8")
    with open(folder / "gauges.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("station", "lat", "lon", "date", "rain (mm)"))
        for number, name in enumerate(STATIONS):
            for year in (2001, 2002, 2003):
                for month in range(1, 13):
                    for day in range(1, 29 if month == 2 else 31 if month in (4, 6, 9, 11) else 32):
                        table.writerow((name, 10 + number, 5, f"{year}-{month:02d}-{day:02d}", day % 4))
    settings = Settings(instance=folder / "instance")
    return cs.run(folder / "evil.yaml", data=folder / "gauges.csv", settings=settings)


def test_no_page_holds_markup_of_theirs(product):
    pages = [*product.folder.glob("*.html"), *product.folder.glob("*.svg")]
    assert len(pages) >= 2
    for page in [path.read_text(encoding="utf-8") for path in pages] + [product._repr_html_()]:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page
    bulletin = (product.folder / "bulletin.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in bulletin
    assert "overflow-wrap: break-word" in bulletin


def test_no_cell_of_a_table_is_a_formula(product):
    for name in ("table.csv", "summary.csv"):
        with open(product.folder / name, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert {row["place"] for row in rows} >= {f"'{FORMULA}", "Agadez gpj.exe", LONG}
        for row in rows:
            for column, cell in row.items():
                assert not cell.startswith(("=", "+", "@", "\t")), (column, cell)
                assert column in ("lat", "lon", "value", "condition") or not cell.startswith("-"), (column, cell)


def test_numbers_stay_numbers(product):
    with open(product.folder / "table.csv", encoding="utf-8", newline="") as file:
        assert {float(row["lat"]) for row in csv.DictReader(file)} == {10, 11, 12, 13}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1+1", "\uff20SUM"])
def test_every_sign_that_begins_a_formula_is_known(text):
    assert as_text(text) == f"'{text}"
    assert as_text(f"Agadez {text}") == f"Agadez {text}"


def test_a_recipe_that_turns_the_letters_is_refused():
    text = (ROOT / "recipes" / "wet_days.yaml").read_text(encoding="utf-8")
    with pytest.raises(Refused, match=r"a character that nobody sees. Got: U\+202E"):
        read_recipe(text.replace("  en: ", "  en: \u202e", 1), "evil.yaml")
