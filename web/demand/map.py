"""Where people wait: needs counted by place, few enough to be told apart on a small map, and as a table beside it."""

from collections import defaultdict

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from climserv.catalogue.earth import countries_of
from climserv.matching.area import Area
from climserv.matching.demand.demand import people_of
from climserv.matching.judging import Asked
from climserv.vocabulary.texts import text_in

from ..languages import language
from ..places.countries import country_name
from ..places.drawing import box_geometry, draw_map

# More circles than these hide each other; places are then put together in squares of so many degrees.
MOST_MARKS, SQUARES = 30, (0.25, 1, 2.5, 5, 10, 30)


def place_words(area: Area) -> str:
    """The name of an area; of a box that nobody gave one, the country it lies in."""
    name = text_in(area.name, language())
    if name != area.id:
        return name
    countries = [country_name(one, language()) for one in countries_of(box_geometry(area.bounds))]
    return _("a place in %(country)s", country=countries[0]) if countries else _("a place at sea")


def places_of(several: list[Asked], groups: dict[str, int]) -> list[dict]:
    """Places with their needs and people, the most needs first; needs without a place are not on it."""
    found = [one for one in several if one.area is not None]
    together = {}
    for square in SQUARES:
        together = _by_square(found, square)
        if len(together) <= MOST_MARKS:
            break
    rows = [_row(near, groups) for near in together.values()]
    return sorted(rows, key=lambda row: (-row["needs"], -row["people"], row["name"]))


def map_of(rows: list[dict]):
    marks = [
        {"words": f"{row['name']}: {row['words']}", "count": row["needs"],
         "geometry": {"type": "Point", "coordinates": list(row["at"])}}
        for row in rows
    ]  # fmt: skip
    return draw_map(marks, language()) if marks else None


def _by_square(several: list[Asked], degrees: float) -> dict[tuple[int, int], list[Asked]]:
    found: dict[tuple[int, int], list[Asked]] = defaultdict(list)
    for one in several:
        lon, lat = _middle(one)
        found[int(lon // degrees), int(lat // degrees)].append(one)
    return found


def _middle(asked: Asked) -> tuple[float, float]:
    west, south, east, north = asked.area.bounds
    return (west + east) / 2, (south + north) / 2


def _row(near: list[Asked], groups: dict[str, int]) -> dict:
    areas = list({one.area.id: one.area for one in near}.values())
    names = [place_words(area) for area in areas[:2]]
    middles = [_middle(one) for one in near]
    name, more = ", ".join(dict.fromkeys(names)), len(areas) - len(names)
    if more:
        name = ngettext("%(places)s and one more", "%(places)s and %(num)s more", more, places=name)
    people = people_of(near, groups)
    return {
        "name": name, "needs": len(near), "people": people, "people_words": format_decimal(people) if people else "–",
        "words": ngettext("one need", "%(num)s needs", len(near)),
        "at": tuple(sum(side) / len(middles) for side in zip(*middles, strict=True)),
    }  # fmt: skip
