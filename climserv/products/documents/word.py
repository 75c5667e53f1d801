"""Documents as DOCX: headings, lists and tables that are such, to be written on and read aloud by a screen reader."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

STYLES = {"h1": "Title", "h2": "Heading 1", "p": "Normal", "li": "List Bullet", "sub": "List Bullet 2"}
FONT = "Noto Sans"
# Old enough for every zip, and no clock in what is written.
ALWAYS = (1980, 1, 1, 0, 0, 0)


def docx(lines: Iterable[tuple[str, Any]], title: str, language: str) -> bytes:
    """The lines as a document; the same bytes for the same lines."""
    document = Document()
    _set_up(document, title, language)
    for what, words in lines:
        if what == "table":
            _table(document, words)
        elif what != "data":
            document.add_paragraph(_allowed(words), style=STYLES[what])
    written = io.BytesIO()
    document.save(written)
    return _without_clock(written.getvalue())


def _set_up(document, title: str, language: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    for name in ("Title", "Heading 1"):
        document.styles[name].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:ascii"), FONT)
    tongue = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): language})
    normal.element.get_or_add_rPr().append(tongue)
    told = document.core_properties
    told.title, told.author, told.comments, told.language = title[:255], "climserv", "", language
    told.created = told.modified = datetime(*ALWAYS, tzinfo=UTC).replace(tzinfo=None)


def _table(document, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            run = cell.paragraphs[0].add_run(_allowed(words))
            run.bold, run.font.size = not number, Pt(9)
    document.add_paragraph()


def _allowed(words: str) -> str:
    """Without the signs that XML cannot hold."""
    return "".join(sign for sign in words if sign >= " " or sign in "\t\n")


def _without_clock(written: bytes) -> bytes:
    """The same file with its parts dated alike: python-docx stamps them with the hour."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, ALWAYS), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
