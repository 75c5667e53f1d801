"""The map of a gridded product on its page: the picture, its size, and what it shows in words."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask_babel import gettext

from climserv.products.words.phrases import scenario

from ..languages import name_of
from .page import Page

FILE = "map.png"
PIXELS_A_POINT = 2  # The picture is drawn for sharp screens.
_HEAD = struct.Struct(">8s4x4sII")


@dataclass(frozen=True)
class Map:
    """`panels` name the maps in the picture; `language` is that of the words in it, "" when it is the page's."""

    name: str
    width: int
    height: int
    words: str
    panels: tuple[str, ...]
    language: str


def map_of(product: Mapping, folder: str | Path, page: Page) -> Map | None:
    """The product's map; None where there is none, or no picture that can be read."""
    size = _size(Path(folder) / FILE) if FILE in product["files"] else None
    if size is None:
        return None
    panels = tuple(_panels(page))
    said = {"place": page.place_line, "what": page.measure, "when": page.condition_words, "panels": "; ".join(panels)}
    words = gettext(
        "Map of %(place)s: how many years in ten count, cell by cell. %(what)s: %(when)s. %(panels)s.", **said
    )
    drawn_in = product["languages"][0]
    return Map(FILE, *size, words, panels, "" if drawn_in == page.language else name_of(drawn_in, page.language))


def _panels(page: Page) -> list[str]:
    """As the map has them: the record, then each scenario's years ahead."""
    record = page.statement.get("record_period")
    found = [gettext("on record, %(years)s", years=record)] if record else []
    periods = {group: page.period_of(group, "future") or page.period_of(group, "baseline") for group in page.groups()}
    return found + [f"{scenario(group, page.language)}, {period}" for group, period in periods.items() if period]


def _size(path: Path) -> tuple[int, int] | None:
    """Width and height on the page, so that nothing jumps while the picture loads."""
    try:
        with path.open("rb") as file:
            mark, kind, width, height = _HEAD.unpack(file.read(_HEAD.size))
    except (OSError, struct.error):
        return None
    if mark != b"\x89PNG\r\n\x1a\n" or kind != b"IHDR":
        return None
    return width // PIXELS_A_POINT, height // PIXELS_A_POINT
