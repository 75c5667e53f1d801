"""A chosen place told back in words: where it lies, how large it is, what was done to it; and what is wrong with it."""

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from climserv.catalogue.earth import COAST_KM, Country, km_from_land
from climserv.catalogue.outlines import Outline
from climserv.matching.area import Area, holds
from climserv.vocabulary.problems import Problem
from climserv.vocabulary.texts import text_in

from .countries import country_name

HECTARES = 100.0
ACRES = 247.105
# Below this [km2] people count in hectares and acres.
FARM_KM2 = 20.0
# An area with less land than this has its sea told.
MOSTLY_LAND = 0.9

_MENDED = {
    "smoothed": _l("Its line was smoothed a little, to keep it light."),
    "loops": _l("Small loops of the track were left out."),
    "around_points": _l("It is the area around the points of the file."),
}
_WHAT = {
    "track.large": _l("This file is too large; keep only the one track, up to 0.9 MB."),
    "track.packed": _l("This is a packed file. Save it as KML, not as KMZ, or unpack it."),
    "track.empty": _l("This file holds no place: no track of four points or more, no waypoint, no outline."),
    "track.points": _l("This file holds too many points, more than 50,000. Keep only the one track."),
    "track.unreadable": _l("This file cannot be read. GPX, KML and GeoJSON can; export it again from the device."),
    "track.doctype": _l("This file declares things of its own, which no GPS device writes. Export it again."),
    "track.two_points": _l("Two points make no area. Give one point, or three and more around the place."),
    "track.open": _l(
        "This track does not come back to where it began: its ends lie %(km)s km apart. "
        "Walk around the place until you are where you began, or draw it on the map."
    ),
    "outline.unreadable": _l("This is no place that can be read. Draw it on the map, or take a file."),
    "outline.swapped": _l("Latitude and longitude stand the other way round. Put the longitude first."),
    "outline.degrees": _l("These numbers are no degrees. Export the file again in longitude and latitude (WGS 84)."),
    "outline.crosses": _l("Its line crosses itself, so nobody can tell what lies inside. Draw it again, once around."),
    "outline.large": _l("This is larger than any country. Draw the area that shares one decision."),
    "outline.sea": _l("This lies in the sea, %(km)s km from the nearest land on our map. Choose a place on land."),
    "outline.radius": _l("A place is between 0.01 and 500 km around its middle."),
    "place.unknown": _l("There is no such place. Choose one from the list, or draw it."),
}


def problem_words(problem: Problem, language: str) -> str:
    """A problem of a place in the reader's language; "" where it is of something else."""
    if problem.code == "outline.sea_swapped":
        country = country_name(Country(problem.values["country"], ""), language)
        return _(
            "This lies in the sea, %(km)s km from land. With its two numbers the other way round it would lie in "
            "%(country)s: put the longitude first, or choose the place on the map.",
            km=problem.values["km"], country=country,
        )  # fmt: skip
    text = _WHAT.get(problem.code)
    return str(text) % problem.values if text is not None else ""


def outline_words(outline: Outline, places, language: str) -> str:
    """Where an outline lies and how large it is, in a few sentences."""
    said = [_lies(outline, places, language)]
    if not outline.is_point:
        said.append(_size(outline))
        if outline.land_share < MOSTLY_LAND and outline.countries:
            said.append(
                _("On our map %(percent)s percent of it is sea.", percent=round(100 * (1 - outline.land_share)))
            )
    km = km_from_land(outline.geometry)
    if km > COAST_KM:
        said.append(_("Our map shows no land here, the nearest %(km)s km away: is it a small island?", km=round(km)))
    if outline.turned_in is not None:
        country = country_name(outline.turned_in, language)
        said.append(
            _("With its two numbers the other way round it would lie in %(country)s: which is right?", country=country)
        )
    said += [str(_MENDED[name]) for name in outline.mended]
    return " ".join(said)


def _lies(outline: Outline, places, language: str) -> str:
    """In which known place and country its middle lies."""
    names = [text_in(place.name, language) for place in places if _in_place(outline, place)]
    countries = [country_name(country, language) for country in outline.countries]
    where = [*names[:1], *countries[:3]]
    if not where:
        return _("Off the coast, on our map.")
    # A known place often has its country in its name.
    where = where[:1] if len(where) == 2 and names and countries[0] in where[0] else where
    words = ", ".join(where) if names else _between(where, outline.is_point)
    return _("A point in %(where)s.", where=words) if outline.is_point else _("An area in %(where)s.", where=words)


def _between(countries: list[str], is_point: bool) -> str:
    if len(countries) == 1:
        return countries[0]
    if is_point:
        return _("%(one)s, near %(other)s", one=countries[0], other=countries[1])
    return _("%(one)s and %(other)s", one=", ".join(countries[:-1]), other=countries[-1])


def _in_place(outline: Outline, place) -> bool:
    area = Area(place.id, place.name, place.geometry, place.bounds)
    return not area.is_point and holds(area, outline.middle)


def _size(outline: Outline) -> str:
    across = _rounded(outline.width_km)
    if outline.km2 < FARM_KM2:
        return _(
            "It has %(hectares)s hectares (%(acres)s acres, %(km2)s km²).", km2=_rounded(outline.km2),
            hectares=_rounded(outline.km2 * HECTARES), acres=_rounded(outline.km2 * ACRES),
        )  # fmt: skip
    return _("It has %(km2)s km², and is %(km)s km across.", km2=_rounded(outline.km2), km=across)


def _rounded(number: float) -> str:
    """Two or three figures, as people say them."""
    digits = 0 if number >= 100 else 1 if number >= 10 else 2
    return format_decimal(round(number, digits) if number < 1000 else float(f"{number:.3g}"))
