"""Documents as Markdown, and as one web page that needs nothing else. What people wrote never becomes markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any

MARKS = {"h1": "# ", "h2": "\n## ", "p": "\n", "li": "- ", "sub": "    - "}
LISTED = ("li", "sub")
STYLE = (
    "body{font:1.05rem/1.5 'Noto Sans',sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1d1a16;"
    "overflow-wrap:anywhere}h1{line-height:1.2}h2{margin:1.6rem 0 .4rem;border-bottom:1px solid #bbb}"
    "ul{padding-left:1.2rem}.under{margin-left:1.5rem;list-style:none;color:#555}pre{white-space:pre-wrap;font-size:.8rem}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.2rem .4rem;text-align:left;"
    "vertical-align:top}@page{size:A4;margin:18mm}@media print{body{margin:0;max-width:none}h2{break-after:avoid}"
    "li,tr{break-inside:avoid}details{display:none}}"
)


def markdown(lines: Iterable[tuple[str, Any]], title: str, language: str) -> bytes:
    """The lines in Markdown."""
    return ("\n".join(_marked(what, words) for what, words in lines) + "\n").encode()


def _marked(what: str, words: Any) -> str:
    if what == "table":
        return "\n" + "\n".join(_table(words))
    if what == "data":
        name, text = words
        return f"\n```json {name}\n{text}\n```"
    return MARKS[what] + _plain(words)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield "| " + " | ".join(_plain(cell) for cell in row) + " |"
        if not number:
            yield "|" + " --- |" * len(row)


def _plain(words: str) -> str:
    """Words on one line, with the signs that Markdown would read as its own made plain."""
    marked = re.sub(r"([\\`*_{}\[\]<>#|&~])", r"\\\1", " ".join(words.split()))
    # What begins a line may also be taken for a list, a number of one, or a rule.
    return re.sub(r"^(?:(\d+)(?=[.)])|(?=[-+=]))", r"\1\\", marked)


def html(lines: Iterable[tuple[str, Any]], title: str, language: str) -> bytes:
    """The lines as one page, for reading and for printing."""
    body = []
    for listed, several in groupby(lines, key=lambda line: line[0] in LISTED):
        told = [_tagged(what, words) for what, words in several]
        body += ["<ul>", *told, "</ul>"] if listed else told
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    top = f'<!doctype html><html lang="{escape(language)}"><head>{head}<style>{STYLE}</style></head><body>'
    return (top + "\n".join(body) + "</body></html>\n").encode()


def _tagged(what: str, words: Any) -> str:
    if what == "table":
        head, *rows = words
        told = "".join(f"<tr>{_cells(row, 'td')}</tr>" for row in rows)
        return f"<table><thead><tr>{_cells(head, 'th')}</tr></thead><tbody>{told}</tbody></table>"
    if what == "data":
        name, text = words
        return (
            f'<details><summary>{escape(name)}</summary><pre data-name="{escape(name)}">{escape(text)}</pre></details>'
        )
    if what == "sub":
        return f'<li class="under">{escape(words)}</li>'
    return f"<{what}>{escape(words)}</{what}>"


def _cells(row: Sequence[str], tag: str) -> str:
    return "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
