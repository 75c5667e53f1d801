"""What is asked: a need as it comes, and the area that it names."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..catalogue.places import Place
from ..needs.loading import load_need, need_from_dict
from ..needs.need import Need
from ..needs.similar import bounds_of_geometry
from ..vocabulary.problems import Problem, did_you_mean, refuse_if
from .area import Area, area_of_box, area_of_shape, share_inside


def read_need(need: Need | Mapping[str, Any] | Path | str) -> Need:
    if isinstance(need, Need):
        return need
    if isinstance(need, Mapping):
        read, problems = need_from_dict(need)
        refuse_if(problems)
        return read
    return load_need(need)


def area_of(need: Need, places: Mapping[str, Place]) -> tuple[Area | None, list[Problem]]:
    """The area of a need: what was drawn, a place that is known, or a box in degrees."""
    named, shape = need.space.place, need.space.geometry
    if shape is not None:
        # Drawn goes before known: it is the nearer answer.
        return area_of_shape(shape, bounds_of_geometry(need), _name_of(named, places)), []
    if named is None:
        return None, []
    if named in places:
        place = places[named]
        return Area(place.id, place.name, place.geometry, place.bounds, place.made_for_demonstration), []
    box = area_of_box(named)
    if box is not None:
        return box, likely_slip(box, places)
    allowed = ", ".join([*sorted(places), "or west,south,east,north in degrees"])
    what = "there is no such place"
    return None, [Problem("place.unknown", "space.place", what, named, allowed, did_you_mean(named, places))]


def _name_of(named: str | None, places: Mapping[str, Place]) -> dict[str, str] | None:
    """The name people gave what they drew; sides in degrees are none, and an id is that of its place."""
    if named is None or area_of_box(named) is not None:
        return None
    return places[named].name if named in places else {"en": named, "fr": named}


def likely_slip(area: Area, places: Mapping[str, Place]) -> list[Problem]:
    """A box far from every place we know that would lie on one with its numbers the other way round."""
    if any(share_inside(area.bounds, place.bounds) > 0 for place in places.values()) or area.id in places:
        return []
    west, south, east, north = area.bounds
    slips = {
        "latitude and longitude changed": (south, west, north, east),
        "east instead of west": (-east, south, -west, north),
        "north instead of south": (west, -north, east, -south),
        "both signs changed": (-east, -north, -west, -south),
    }
    for words, bounds in slips.items():
        for place in sorted(places.values(), key=lambda one: one.id):
            if share_inside(bounds, place.bounds) > 0:
                name, box = place.name["en"], ",".join(f"{side:g}" for side in bounds)
                step = f"Did you mean {box}, with {words}, which lies in {name}?"
                return [Problem("place.slip", "space.place", "nothing we know lies here", area.id, "", step)]
    return []
