"""Pins: to what exactly a remark is pinned, as a form offers it, as the log keeps it, and as people read it back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from climserv.coproduction.dialogue.anchors import Anchor
from climserv.needs.field_words import FIELD_WORDS
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.texts import text_in

from ..languages import language
from ..products.page import Page
from . import shown, years

WHOLE = "whole"
LONGEST_CODE = 120


@dataclass(frozen=True)
class Pinnable:
    """What of a thing on the table can be spoken about, by code, such as `parameter:amount`, with its words.

    groups   for a list to choose from: the words of a group, and its codes
    lines    of a product's message, by name
    """

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    words: Mapping[str, str]
    lines: Mapping[str, str] = field(default_factory=dict)

    def said(self, code: str) -> str:
        return self.words.get(code, "")


def pinnable(content: Mapping[str, Any], record: Mapping | None, page: Page | None, parts: tuple = ()) -> Pinnable:
    """What can be pinned to: settings, years and lines of an answer; fields of a need (`parts` of its sentences)."""
    words, groups, lines = {WHOLE: _("all of it")}, [("", (WHOLE,))], {}

    def add(heading: str, found: Mapping[str, str]) -> None:
        if found:
            words.update(found)
            groups.append((heading, tuple(found)))

    add(_("a setting"), {f"parameter:{name}": label for name, label in shown.labels_of(content).items()})
    fields = dict.fromkeys(part.field for part in parts if part.field)
    add(_("a part of the need"), {f"field:{name}": field_words(name) for name in fields})
    if page is not None and record is not None:
        lines = lines_of(page)
        add(_("a line of the answer"), {f"line:{name}": short(text) for name, text in lines.items()})
        labels = dict.fromkeys(row[0] for history in page.histories() for row in history["rows"])
        add(_("a year"), {f"year:{label}": label for label in labels})
    return Pinnable(tuple(groups), words, lines)


def lines_of(page: Page) -> dict[str, str]:
    """The lines that a product says, by name: the answer, what stands beside it, and what it cannot tell."""
    found = {"answer": page.text("answer")}
    found |= {f"aside-{n}": text for n, text in enumerate(page.texts("asides"), 1)}
    found |= {f"outlook-{n}": text for n, text in enumerate(page.texts("outlook"), 1)}
    found["definition"] = page.text("definition")
    found["cannot_tell"] = text_in(page.product["trust"].get("cannot_tell", {}), page.language)
    found |= {f"limit-{n}": text_in(one, page.language) for n, one in enumerate(page.product.get("limits", ()), 1)}
    return {name: text for name, text in found.items() if text}


def anchor_of(code: str, subject: str, version: str) -> dict[str, Any]:
    """The anchor that a code of the form stands for; what is no code is kept as the name of a line."""
    kind, _colon, rest = code[:LONGEST_CODE].partition(":")
    anchor: dict[str, Any] = {"kind": kind or WHOLE, "of": subject, "version": version}
    if kind in ("parameter", "field", "line"):
        return anchor | {"name": rest}
    if kind == "year":
        return anchor | {"name": rest, "x": _number(rest[:4])}
    if kind == "level":
        return anchor | {"y": _number(rest)}
    if kind == "place":
        lat, _comma, lon = rest.partition(",")
        return anchor | {"x": _number(lon), "y": _number(lat)}
    return anchor


def code_of(anchor: Anchor) -> str:
    """The code of the form for an anchor."""
    if anchor.kind in ("parameter", "field", "line"):
        return f"{anchor.kind}:{anchor.name}"
    if anchor.kind == "year":
        return f"year:{anchor.name or round(anchor.x or 0)}"
    if anchor.kind == "level":
        return f"level:{anchor.y:g}"
    return f"place:{anchor.y:g},{anchor.x:g}" if anchor.kind == "place" else WHOLE


def about(anchor: Anchor | None, known: Pinnable, record: Mapping | None) -> str:
    """What a remark is about, in words; "" where it is about all of it."""
    if anchor is None or anchor.kind == WHOLE:
        return ""
    if anchor.kind == "line":
        return short(known.lines.get(anchor.name, anchor.name))
    if anchor.kind == "level":
        line = years.line_of(record, anchor.y) if record else f"{anchor.y:g}"
        return _("a line at %(line)s", line=line)
    if anchor.kind == "place":
        return place_words(anchor.y, anchor.x)
    return known.said(code_of(anchor)) or anchor.name


def offered(code: str, known: Pinnable, record: Mapping | None) -> str:
    """The words of a code that is asked for in an address; "" for what there is not."""
    if code in known.words:
        return known.words[code]
    anchor = anchor_of(code, "", "")
    place = Anchor(anchor["kind"], "", "", "", anchor.get("x"), anchor.get("y"))
    complete = {"level": place.y is not None, "place": None not in (place.x, place.y)}.get(place.kind, False)
    try:
        return about(place, known, record) if complete else ""
    except (Refused, OverflowError):
        return ""


def place_words(lat: float, lon: float) -> str:
    """Where a place lies: `0.55° S, 37.65° E`."""
    north = _("N") if lat >= 0 else _("S")
    east = _("E") if lon >= 0 else _("W")
    return f"{format_decimal(abs(lat))}° {north}, {format_decimal(abs(lon))}° {east}"


def field_words(name: str) -> str:
    """What a field of a need is called."""
    known = FIELD_WORDS.get(name) or next((texts for path, texts in FIELD_WORDS.items() if path.startswith(name)), None)
    return text_in(known, language()) if known else name.replace(".", " ").replace("_", " ")


def short(text: str, longest: int = 90) -> str:
    """The beginning of a line, up to a whole word."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e6 else None
