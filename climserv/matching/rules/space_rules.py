"""The rules of the space axis: whether the data are there, how fine they are, and what a mean would hide."""

from math import log2

from ...catalogue.earth import COAST_KM
from ...vocabulary.scales import SPATIAL_SCALES, kilometres, parse_length
from ...vocabulary.texts import decimals
from ..area import boxes_apart_km, distance_km, holds, share_inside
from ..words.words import LANGUAGES, listed
from .case import Case
from .verdicts import CANNOT, DIALOGUE, MEETS, STEP, Finding

# Coarser than asked by more than this, and nothing said about the place is about the place.
FAR = 10
# This much finer than the place, and its size no longer matters.
MUCH_FINER = 5
# Less of a place than this is not the place.
LEAST_SHARE = 0.1
# A place this small has the weather of a point in it; a point this near a place has its weather.
SMALL_KM = 25
NEAR_KM = 10
# A station series stands for its surroundings, not for the next region.
FARTHEST_KM = 50
# So far from the land on the map there may still be an island too small for it.
ISLAND_KM = 100


def _size(km: float) -> dict[str, str]:
    """A size as people write it, with their decimal sign."""
    text = f"{km:.0f} km" if km >= 10 else f"{km:.2g} km"
    return {language: decimals(text, language) for language in LANGUAGES}


def _doublings(have: float, wanted: float) -> float:
    """How many times the size asked for must be doubled to reach what there is."""
    return max(0.0, log2(have / wanted)) if have > 0 and wanted > 0 else 0.0


def cover(case: Case) -> Finding:
    """Whether the data hold the area at all; points and grids each in their way."""
    area = case.area
    if area is None:
        place = case.need.space.place
        code = "space.place.not_found" if place else "space.place.unknown"
        return Finding(code, DIALOGUE, {"place": place or ""}, {"place": place})
    if case.is_point:
        return _point(case)
    share = share_inside(area.bounds, case.card.bounds)
    evidence = {"area": list(area.bounds), "data": list(case.card.bounds), "share": round(share, 3)}
    if share == 0:
        km = boxes_apart_km(area.bounds, case.card.bounds)
        values, evidence = {"place": area.name, "km": f"{km:.0f}"}, evidence | {"km": round(km)}
        return Finding("space.cover.outside", CANNOT, values, evidence, _doublings(km, FARTHEST_KM))
    values = {"place": area.name, "percent": f"{share * 100:.0f}" if share >= 0.01 else "< 1"}
    if share < LEAST_SHARE:
        return Finding("space.cover.little", CANNOT, values, evidence)
    # Outlines are rough: a sliver of a hundredth outside is the drawing's.
    if share < 0.99:
        return Finding("space.cover.part", DIALOGUE, values, evidence, 1 - share)
    return Finding("space.cover.inside", MEETS, values, evidence)


def sea(case: Case) -> Finding | None:
    """Data of the land say nothing of the sea; a small island that no map shows is asked about, not refused."""
    area = case.area
    if area is None or area.km_at_sea <= COAST_KM:
        return None
    km = area.km_at_sea
    values, evidence = {"place": area.name, "km": f"{km:.0f}"}, {"km": round(km, 1), "coast_km": COAST_KM}
    if km <= ISLAND_KM:
        return Finding("space.sea.maybe", DIALOGUE, values, evidence)
    return Finding("space.sea", CANNOT, values, evidence)


def _point(case: Case) -> Finding:
    """A point against an area: one farm is not a county, and next door is not here."""
    area, (lon, lat, *_) = case.area, case.card.bounds
    inside = holds(area, (lon, lat)) or (area.is_point and distance_km(area.bounds, (lon, lat)) <= NEAR_KM)
    km, width = distance_km(area.bounds, (lon, lat)), area.width_km
    values = {"place": area.name, "km": f"{km:.0f}", "width": f"{width:.0f}"}
    evidence = {"point": [lon, lat], "holds_the_point": inside, "km": round(km, 1), "width_km": round(width, 1)}
    if not case.recipe.answers.sites:
        return Finding("space.sites.not_taken", CANNOT, values, evidence)
    if inside and area.is_point:
        return Finding("space.point.here", MEETS, values, evidence)
    if inside and width <= SMALL_KM:
        return Finding("space.point.holds", MEETS, values, evidence)
    if inside:
        return Finding("space.point.for_area", DIALOGUE, values, evidence, _doublings(width, SMALL_KM))
    if km <= FARTHEST_KM:
        return Finding("space.point.near", DIALOGUE, values, evidence, km / FARTHEST_KM)
    return Finding("space.cover.outside", CANNOT, values, evidence)


def reference(case: Case) -> Finding | None:
    """Observations adjust models at the place they were made, and near it."""
    if case.reference is None or case.area is None or case.group != "model":
        return None
    area, bounds = case.area, case.reference.bounds
    km = boxes_apart_km(area.bounds, bounds)
    values, evidence = {"place": area.name, "km": f"{km:.0f}"}, {"km": round(km, 1), "reference": list(bounds)}
    if km > FARTHEST_KM:
        return Finding("space.reference.far", DIALOGUE, values, evidence, km / FARTHEST_KM)
    return Finding("space.reference.near", MEETS, values, evidence, km / FARTHEST_KM)


def level(case: Case) -> Finding | None:
    """Effective resolution against the levels a group gave: threshold, breakthrough, goal."""
    levels = case.need.space.resolution
    if levels is None:
        return None
    asked = {name: text for name in ("threshold", "breakthrough", "goal") if (text := getattr(levels, name))}
    if not asked:
        return None
    km = {name: kilometres(parse_length(text, where=name)) for name, text in asked.items()}
    have = case.local_km
    least = km.get("threshold", km.get("breakthrough", km.get("goal", 0.0)))
    wished = min(km.get("breakthrough", least), least)
    evidence = {"data_km": round(have, 2), **{f"{name}_km": round(size, 2) for name, size in km.items()}}
    values = {"have": _size(have), "level": _size(least), "wished": _size(wished)}
    more = _doublings(have, min(km.values()))
    if have <= wished:
        return Finding("space.level.meets", MEETS, values | {"level": _size(wished)}, evidence, more)
    if have <= least:
        return Finding("space.level.useful", MEETS, values, evidence, more)
    far = have > FAR * least
    return Finding(f"space.level.{'far' if far else 'coarse'}", CANNOT if far else DIALOGUE, values, evidence, more)


def scale(case: Case) -> Finding:
    """Effective resolution against the size of place the decision is taken for."""
    asked = case.need.space.scale
    have = case.local_km
    if asked is None:
        return Finding("space.scale.unknown", DIALOGUE, {}, {"data_km": round(have, 2)})
    size = SPATIAL_SCALES[asked].km
    evidence = {"data_km": round(have, 2), "place_km": size, "asked": asked}
    values = {"have": _size(have), "scale": SPATIAL_SCALES[asked].label, "size": _size(size)}
    if have <= size / MUCH_FINER:
        return Finding("space.scale.fine", MEETS, values, evidence)
    if have < size:
        return Finding("space.scale.step", STEP, values, evidence)
    if have <= FAR * size:
        return Finding("space.scale.coarse", DIALOGUE, values, evidence, _doublings(have, size))
    return Finding("space.scale.far", CANNOT, values, evidence, _doublings(have, size))


def beyond(case: Case) -> Finding | None:
    """Larger than the recipe speaks of: part by part, side by side."""
    asked, upto = case.need.space.scale, case.recipe.answers.space.upto
    if asked is None or SPATIAL_SCALES[asked].km <= SPATIAL_SCALES[upto].km:
        return None
    values = {"scale": SPATIAL_SCALES[asked].label, "upto": SPATIAL_SCALES[upto].label}
    return Finding("space.scale.beyond", STEP, values, {"asked": asked, "upto": upto})


def change(case: Case) -> Finding | None:
    """Adjusting brings local detail from observations; the change itself stays as coarse as the model."""
    asked = case.need.space.scale
    if case.reference is None or asked is None or case.model_km <= SPATIAL_SCALES[asked].km:
        return None
    size = SPATIAL_SCALES[asked].km
    evidence = {"model_km": round(case.model_km, 1), "place_km": size}
    values = {"have": _size(case.model_km)}
    return Finding("space.change.coarse", DIALOGUE, values, evidence, _doublings(case.model_km, size))


def contrasts(case: Case) -> Finding | None:
    """What people know to differ within the area is a matter for talk, unless the data are as fine as a field."""
    known = case.need.space.contrasts
    if not known:
        return None
    evidence = {"contrasts": list(known), "data_km": round(case.local_km, 2)}
    if case.local_km <= SPATIAL_SCALES["plot"].km and not case.is_point:
        return Finding("space.contrasts.none", MEETS, {}, evidence)
    told = {language: listed(known, language) for language in LANGUAGES}
    values = {"contrasts": told, "have": _size(case.local_km)}
    return Finding("space.contrasts", DIALOGUE, values, evidence)


def made(case: Case) -> Finding | None:
    """Made data say so wherever they are offered, and stand behind real ones."""
    cards = [card for card in (case.card, case.reference) if card is not None and card.made_for_demonstration]
    if not cards:
        return None
    evidence = {"made_for_demonstration": [card.dataset for card in cards]}
    return Finding("space.made", MEETS, {}, evidence, 5, note=True)
