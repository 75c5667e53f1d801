"""What the map of the picker asks for: the places known here, and a drawn or sent place told back in words."""

import json

from flask import Response, jsonify, request
from flask_login import login_required

from climserv.catalogue.outlines import Outline
from climserv.vocabulary.texts import text_in

from ..house import house
from ..languages import language
from . import blueprint
from .choosing import Chosen, chosen
from .countries import known_names
from .telling import outline_words, problem_words


@blueprint.get("/known.json")
@login_required
def known() -> Response:
    """The places known here with their outlines, and the names of the countries, in the language of the page."""
    places = [
        {"type": "Feature", "id": place.id, "geometry": place.geometry,
         "properties": {"name": text_in(place.name, language())}}
        for place in house().places
    ]  # fmt: skip
    return jsonify(places=places, countries=known_names(language()))


@blueprint.post("/told")
@login_required
def told() -> tuple[Response, int]:
    """What stands in the picker now, read and told back; nothing is saved."""
    found = chosen(request.form, request.files, language())
    answer = {
        "words": chosen_words(found),
        "problems": [problem_words(one, language()) or str(one) for one in found.problems],
    }
    if found.outline is not None:
        answer |= {"name": found.place, "geometry": found.outline.geometry}
    return jsonify(answer), 422 if found.problems else 200


def chosen_words(found: Chosen) -> str:
    """Where a chosen place lies and how large it is; of a known one also who drew it."""
    if found.outline is not None:
        return outline_words(found.outline, house().places, language())
    if found.place not in house().places:
        return ""
    place = house().places.place(found.place)
    size = outline_words(Outline(place.geometry), house().places, language())
    return f"{size} {text_in(place.note, language())}".strip()


@blueprint.app_template_global("picked_place")
def picked_place(place: str, geometry: str) -> dict:
    """What the picker shows of a need's two fields: the line of the list, the name, the words, the shape."""
    known = house().places
    # Sides in degrees, or the name of a place that nobody knows here, stay in the list as they are.
    picked = {"choice": place, "name": "", "geometry": "", "words": "", "shape": None, "other": ""}
    if geometry:
        picked |= {"choice": "drawn", "name": "" if place in known else place, "geometry": geometry}
        found = chosen({"space.place": "drawn", "space.geometry": geometry}, {}, language())
        if found.outline is not None:
            picked |= {"words": chosen_words(found), "shape": found.outline.geometry,
                       "geometry": json.dumps(found.outline.geometry)}  # fmt: skip
    elif place in known:
        one = known.place(place)
        picked |= {"shape": one.geometry, "words": chosen_words(Chosen(place))}
    elif place:
        picked["other"] = place
    return picked


@blueprint.app_template_global("place_groups")
def place_groups() -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The list of the picker: the places known here by name, and the countries."""
    places = [(place.id, text_in(place.name, language())) for place in house().places]
    return sorted(places, key=lambda pair: pair[1].casefold()), known_names(language())
