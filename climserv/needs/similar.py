"""Needs that are alike: the same three axes, and areas that overlap; so that two groups may hear of each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..vocabulary.metrics import METRICS
from ..vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES
from ..vocabulary.seasons import parse_years
from ..vocabulary.texts import plain_word, text_in
from .need import Need

Bounds = tuple[float, float, float, float]
BoundsOf = Callable[[Need], Bounds | None]

# Sizes of place that are neighbours in the table can share an answer; farther ones ask for another.
_SIZES = {code: place for place, code in enumerate(SPATIAL_SCALES)}


@dataclass(frozen=True)
class Likeness:
    """Another need that is alike: its id, how much of the smaller area both share (0 to 1), and why, by language."""

    other: str
    shared: float
    reasons: dict[str, tuple[str, ...]]


_REASONS = {
    "en": ("both ask for: {metric}", "both think in {scale}, of {horizon}", "both are about {place}",
           "their places overlap by {share} of the smaller one"),
    "fr": ("les deux demandent : {metric}", "les deux pensent en {scale}, pour {horizon}",
           "les deux concernent {place}",
           "leurs lieux se recouvrent à {share} du plus petit"),
    "sw": ("zote zinauliza: {metric}", "zote ni za {scale}, kuhusu {horizon}", "zote ni za {place}",
           "maeneo yao yanakutana kwa {share} ya lililo dogo"),
    "es": ("ambas piden: {metric}", "ambas piensan en {scale}, para {horizon}", "ambas tratan de {place}",
           "sus lugares se superponen en {share} del menor"),
}  # fmt: skip


def likeness(one: Need, other: Need, bounds_of: BoundsOf) -> Likeness | None:
    """How far `other` is like `one`; None unless time, place and metric agree and the areas overlap.

    bounds_of   west, south, east, north of a need's place; None where it is not known: then only the same name counts
    """
    if one.need == other.need or not _same_metric(one, other) or not _same_time(one, other):
        return None
    if not _same_size(one, other):
        return None
    shared = _overlap(one, other, bounds_of)
    return Likeness(other.need, shared, _reasons(one, other, shared)) if shared > 0 else None


def similar_needs(need: Need, others: Iterable[Need], bounds_of: BoundsOf) -> list[Likeness]:
    """Those of `others` that are like `need`, most shared area first, then by id."""
    found = (likeness(need, other, bounds_of) for other in others)
    return sorted((one for one in found if one is not None), key=lambda one: (-one.shared, one.other))


def _same_metric(one: Need, other: Need) -> bool:
    return one.metric.is_ is not None and one.metric.is_ == other.metric.is_


def _same_time(one: Need, other: Need) -> bool:
    said = (one.time.scale, one.time.horizon)
    if None in said or said != (other.time.scale, other.time.horizon):
        return False
    years, others = one.time.period_of_interest, other.time.period_of_interest
    if not years or not others:
        return True
    first, second = parse_years(years, where=""), parse_years(others, where="")
    return first.first <= second.last and second.first <= first.last


def _same_size(one: Need, other: Need) -> bool:
    sizes = (one.space.scale, other.space.scale)
    return None not in sizes and abs(_SIZES[sizes[0]] - _SIZES[sizes[1]]) <= 1


def _overlap(one: Need, other: Need, bounds_of: BoundsOf) -> float:
    """The share of the smaller box that both hold; places of the same name share all."""
    names = {plain_word(need.space.place or "") for need in (one, other)}
    if len(names) == 1 and names != {""}:
        return 1.0
    first, second = bounds_of(one), bounds_of(other)
    if first is None or second is None:
        return 0.0
    shared = 1.0
    for low, high in ((0, 2), (1, 3)):
        length = min(first[high], second[high]) - max(first[low], second[low])
        if length < 0:
            return 0.0
        # A point, or a line, lies in the other wholly once it lies in it.
        smaller = min(first[high] - first[low], second[high] - second[low])
        shared *= min(1.0, length / smaller) if smaller > 0 else 1.0
    return shared


def bounds_of_geometry(need: Need) -> Bounds | None:
    """The box around what was drawn, or of `west,south,east,north`; None for the id of a place."""
    shape = need.space.geometry
    if shape is None:
        return _box(need.space.place or "")
    found: list[tuple[float, float]] = []
    _points(shape["coordinates"], found)
    lons, lats = zip(*found, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _box(text: str) -> Bounds | None:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return (west, south, east, north) if west <= east and south <= north else None


def _points(part: list, found: list[tuple[float, float]]) -> None:
    if isinstance(part[0], int | float):
        found.append((part[0], part[1]))
        return
    for inner in part:
        _points(inner, found)


def _reasons(one: Need, other: Need, shared: float) -> dict[str, tuple[str, ...]]:
    told = {}
    for language, (metric, time, same, overlap) in _REASONS.items():
        where = same if shared == 1 and one.space.place == other.space.place else overlap
        values = {
            "metric": text_in(METRICS[one.metric.is_].label, language),
            "scale": text_in(TIME_SCALES[one.time.scale].label, language),
            "horizon": text_in(HORIZONS[one.time.horizon].label, language),
            "place": (one.space.place or "").replace("-", " "),
            "share": f"{shared:.0%}",
        }
        told[language] = tuple(text.format(**values) for text in (metric, time, where))
    return told
