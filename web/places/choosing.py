"""What the picker of a place sends, made into the two fields of a need: `space.place` and `space.geometry`.

The one list says what counts: a known place, a whole country, or what was drawn or came in a file. A file that is sent
goes before the list: who sends one means it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage, MultiDict

from climserv.catalogue.earth import country_geometry
from climserv.catalogue.outlines import LARGEST_KM, SMALLEST_KM, Outline, checked, circle, outline_of_track
from climserv.catalogue.tracks import LARGEST, read_track
from climserv.needs.written import LONGEST_LINE
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.said_quantities import read_number

from .countries import country_name, known_names

PLACE, GEOMETRY = "space.place", "space.geometry"
NAME, RADIUS, FILE = "space.place.name", "space.radius", "space.place.file"
DRAWN, COUNTRY = "drawn", "country:"


@dataclass(frozen=True)
class Chosen:
    """A place as it was chosen; `outline` is None for a known place, and where nothing was given."""

    place: str = ""
    outline: Outline | None = None
    problems: tuple[Problem, ...] = ()


def chosen(form: Mapping[str, str], files: Mapping[str, FileStorage], language: str) -> Chosen:
    """The place a form says, with every problem told and nothing of what was typed lost."""
    given, name = form.get(PLACE, "").strip(), form.get(NAME, "").strip()[:LONGEST_LINE]
    file = files.get(FILE)
    try:
        if file is not None and file.filename:
            content = file.stream.read(LARGEST + 1)
            file.close()
            outline = outline_of_track(read_track(file.filename, content), file.filename)
            outline = _widened(outline, form.get(RADIUS, ""), language)
            return Chosen(name or outline.name[:LONGEST_LINE] or our_place(outline, language), outline)
        if given.startswith(COUNTRY):
            return _country(given.removeprefix(COUNTRY), language)
        if given == DRAWN:
            outline = _drawn(form.get(GEOMETRY, ""), form.get(RADIUS, ""), language)
            return Chosen(name or our_place(outline, language), outline)
    except Refused as refused:
        # Told at the picker, whichever of its fields they are about.
        return Chosen(name, None, tuple(replace(problem, where=PLACE) for problem in refused.problems))
    return Chosen(given)


def settled(form: MultiDict, files: Mapping[str, FileStorage], language: str) -> tuple[MultiDict, list[Problem]]:
    """The fields of a form with the picker's own made into those of the need; the form itself where it has no picker.

    What cannot be used stays in the field of the outline as it was written, and is told.
    """
    if PLACE not in form and FILE not in files:
        return form, []
    found = chosen(form, files, language)
    made = MultiDict(form)
    made[PLACE] = found.place
    made[GEOMETRY] = json.dumps(found.outline.geometry) if found.outline else ""
    if found.problems and form.get(PLACE) == DRAWN:
        made[GEOMETRY] = form.get(GEOMETRY, "")
    return made, list(found.problems)


def our_place(outline: Outline | None, language: str) -> str:
    """What a place is called that nobody gave a name; "" where there is none."""
    if outline is None or not outline.countries:
        return ""
    return _("our place in %(where)s", where=country_name(outline.countries[0], language))


def _country(code: str, language: str) -> Chosen:
    geometry, names = country_geometry(code), known_names(language)
    if geometry is None or code not in names:
        raise Refused(Problem("place.unknown", PLACE, "there is no such country", code, "one of the list"))
    return Chosen(names[code], checked(geometry, PLACE, names[code]))


def _drawn(text: str, radius: str, language: str) -> Outline | None:
    if not text.strip():
        return None
    try:
        record: Any = json.loads(text)
    except (ValueError, RecursionError):
        next_step = "Draw the place on the map, or take a file"
        raise Refused(
            Problem(
                "outline.unreadable", GEOMETRY, "this is no place that can be read", text[:60], "GeoJSON", next_step
            )
        ) from None
    if isinstance(record, dict) and record.get("type") in ("Feature", "FeatureCollection"):
        return _widened(outline_of_track(read_track(GEOMETRY, text.encode()), GEOMETRY), radius, language)
    return _widened(checked(record, GEOMETRY), radius, language)


def _widened(outline: Outline, radius: str, language: str) -> Outline:
    """A point with its radius as a circle; everything else as it is."""
    if not outline.is_point or not radius.strip():
        return outline
    km = read_number(radius, where=RADIUS, language=language)
    if not SMALLEST_KM <= km <= LARGEST_KM:
        allowed = f"{SMALLEST_KM:g} to {LARGEST_KM:g} km"
        raise Refused(Problem("outline.radius", RADIUS, "a place is not that large", f"{km:g} km", allowed))
    lon, lat = outline.geometry["coordinates"]
    return checked(circle(lon, lat, km), GEOMETRY, outline.name)
