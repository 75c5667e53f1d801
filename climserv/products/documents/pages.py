"""Documents as PDF, A4, in a typeface that is embedded, so that they look alike on every machine."""

import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

FONTS = Path(__file__).parent / "fonts"
PLAIN, BOLD = "NotoSans", "NotoSans-Bold"
INK, SOFT, RULE = HexColor("#1d1a16"), HexColor("#555555"), HexColor("#bbbbbb")
MARGIN, FOOT = 20 * mm, 12 * mm
# What ReportLab leaves free left and right of the text in a page's frame [pt].
PADDING = 12
# Signs that the typeface does not draw, and how they are written with those that it does.
WRITTEN = str.maketrans({"→": "->", "\u202f": "\u00a0", "☐": "[  ]", "≥": "at least ", "\u2011": "-"})
LACKING = {
    "en": "%d letters are not in the typeface of this page and stand as boxes; the other forms hold them.",
    "fr": "%d lettres manquent à la police de cette page et figurent en carrés\u00a0; les autres formats les ont.",
    "sw": "Herufi %d hazimo katika aina ya maandishi ya ukurasa huu; zipo katika miundo mingine.",
    "es": "%d letras no están en la tipografía de esta página y salen como cuadros; los otros formatos las tienen.",
}


def pdf(lines: Iterable[tuple[str, Any]], title: str, language: str) -> bytes:
    """The lines as pages; the same bytes for the same lines. Letters that the typeface lacks are counted at the end."""
    styles, letters = _styles(), _letters()
    flow, lacking = [], 0
    for what, words in lines:
        if what != "data":
            lacking += sum(sign not in letters for sign in _all_of(words).translate(WRITTEN))
            flow.append(_flowing(what, words, styles))
    if lacking:
        flow += [Spacer(1, 4 * mm), Paragraph(LACKING.get(language, LACKING["en"]) % lacking, styles["sub"])]
    paper = io.BytesIO()
    # Invariant: no clock and no random number in the file.
    document = SimpleDocTemplate(
        paper, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN + FOOT / 2,
        title=title, author="climserv", lang=language, invariant=1,
    )  # fmt: skip

    def foot(canvas, _document) -> None:
        canvas.setFont(PLAIN, 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(MARGIN, FOOT, _fitting(title.translate(WRITTEN), A4[0] - 2 * MARGIN - 20 * mm))
        canvas.drawRightString(A4[0] - MARGIN, FOOT, str(canvas.getPageNumber()))

    document.build(flow, onFirstPage=foot, onLaterPages=foot)
    return paper.getvalue()


def _flowing(what: str, words: Any, styles: dict[str, ParagraphStyle]) -> Flowable:
    if what == "table":
        return _table(words, styles)
    bullet = {"li": "•", "sub": "–"}.get(what)
    return Paragraph(_marked(words), styles[what], bulletText=bullet)


def _table(rows: Sequence[Sequence[str]], styles: dict[str, ParagraphStyle]) -> Table:
    head, *others = rows
    cells = [[Paragraph(_marked(cell), styles["th"]) for cell in head]]
    cells += [[Paragraph(_marked(cell), styles["td"]) for cell in row] for row in others]
    # The first column says what a row is about, and is the widest.
    wide = (A4[0] - 2 * MARGIN - PADDING) / (len(head) + 1)
    return Table(
        cells, colWidths=[2 * wide] + [wide] * (len(head) - 1), repeatRows=1, spaceBefore=4, spaceAfter=6,
        style=[("GRID", (0, 0), (-1, -1), 0.5, RULE), ("VALIGN", (0, 0), (-1, -1), "TOP"),
               ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4)],
    )  # fmt: skip


def _styles() -> dict[str, ParagraphStyle]:
    body = ParagraphStyle("p", fontName=PLAIN, fontSize=10.5, leading=15, textColor=INK, spaceAfter=4, splitLongWords=1)
    listed = {"leftIndent": 12, "bulletIndent": 2, "bulletFontName": PLAIN}
    return {
        "p": body,
        "h1": ParagraphStyle("h1", body, fontName=BOLD, fontSize=19, leading=24, spaceAfter=6),
        "h2": ParagraphStyle("h2", body, fontName=BOLD, fontSize=13, leading=18, spaceBefore=10, keepWithNext=1),
        "li": ParagraphStyle("li", body, **listed),
        "sub": ParagraphStyle("sub", body, **listed | {"leftIndent": 26, "bulletIndent": 16}, fontSize=9.5, leading=13,
                              textColor=SOFT),
        "th": ParagraphStyle("th", body, fontName=BOLD, fontSize=8.5, leading=11, spaceAfter=2),
        "td": ParagraphStyle("td", body, fontSize=8.5, leading=11, spaceAfter=2),
    }  # fmt: skip


def _marked(words: str) -> str:
    return escape(words.translate(WRITTEN), quote=False)


def _all_of(words: Any) -> str:
    return words if isinstance(words, str) else "".join(cell for row in words for cell in row)


@lru_cache(maxsize=1)
def _letters() -> frozenset[str]:
    """The signs that both weights draw, once they are known to ReportLab."""
    faces = [TTFont(PLAIN, FONTS / "noto-sans-regular.ttf"), TTFont(BOLD, FONTS / "noto-sans-bold.ttf")]
    for face in faces:
        pdfmetrics.registerFont(face)
    drawn = set.intersection(*(set(face.face.charToGlyph) for face in faces))
    return frozenset(map(chr, drawn)) | {"\n"}


def _fitting(words: str, width: float) -> str:
    """As much of the words as goes on one line of this width [pt], with dots where some are cut."""
    while words and pdfmetrics.stringWidth(words, PLAIN, 8) > width:
        words = words.rstrip("… ")[:-1] + "…"
    return words
