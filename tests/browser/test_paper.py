"""What a group prints to write on: each sheet on one page of A4, in the language with the longest words, script off."""

import re

import pytest

from climserv.coproduction.sheets.sheet_kinds import KINDS

from .conftest import METEOROLOGIST

pytestmark = pytest.mark.browser

UPRIGHT, LYING = (595, 842), (842, 595)
PAPER = {
    **{f"sheets/{name}/blank": LYING if len(kind.rows) > 5 else UPRIGHT for name, kind in KINDS.items()},
    "review/paper?side=user": UPRIGHT, "review/paper?side=producer": UPRIGHT, "review/slips": UPRIGHT,
    "game/paper": LYING,
}  # fmt: skip


def pages_of(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page of a PDF, in points."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", content)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def test_every_sheet_prints_on_one_page_of_a4_and_nothing_sticks_out(signed_in):
    page = signed_in(METEOROLOGIST, script=False)
    page.goto("/cases/")
    page.fill("input[name=title]", "Quand semer le mil et le sorgho dans la vallée ?")
    page.click("form[action$='/cases/'] button.primary, main form button.primary")
    case = page.url
    page.click(".languages summary")
    page.click("button[lang=fr]")
    for path, size in PAPER.items():
        page.goto(f"{case}/{path}")
        assert pages_of(page.pdf(prefer_css_page_size=True)) == [size], path
        page.emulate_media(media="print")
        # The width of the paper between its margins, at 96 dots an inch.
        page.set_viewport_size({"width": 1032 if size == LYING else 703, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, path
        page.emulate_media(media="null")
