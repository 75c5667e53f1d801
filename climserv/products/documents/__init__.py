"""Documents: lines of a text as a page to read, to print, to send or to write on; every form tells the same.

Web pages and Markdown need nothing. PDF is laid out by ReportLab (BSD licence, needs only Pillow, which Matplotlib
brings) and DOCX by python-docx (MIT licence, on lxml); both are loaded when the first such page is asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from . import plain

Line = tuple[str, Any]
"""What it is and its words: `h1`, `h2`, `p`, `li`, `sub` (under the last), `table` (rows, the first is the head), and
`data` (a name and a text that programs read, which paper leaves out)."""


@dataclass(frozen=True)
class Form:
    """One form of a document: its media type, and what writes it from lines, a title and a language."""

    media_type: str
    write: Callable[[Iterable[Line], str, str], bytes]


def _pdf(lines: Iterable[Line], title: str, language: str) -> bytes:
    from .pages import pdf

    return pdf(lines, title, language)


def _docx(lines: Iterable[Line], title: str, language: str) -> bytes:
    from .word import docx

    return docx(lines, title, language)


FORMS = {
    "html": Form("text/html", plain.html),
    "md": Form("text/markdown", plain.markdown),
    "pdf": Form("application/pdf", _pdf),
    "docx": Form("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
}
