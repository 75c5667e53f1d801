"""Places: named points and areas from GeoJSON files, for choosing where."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import config
from ..vocabulary.problems import Problem, did_you_mean, refuse_if, unknown_name
from ..vocabulary.scales import SPATIAL_SCALES

# Shapes we can use, and how deep their points lie in nested lists.
_GEOMETRIES = {"Point": 0, "Polygon": 2, "MultiPolygon": 3}
_PROPERTIES = ("name", "scale", "note", "made_for_demonstration")


@dataclass(frozen=True)
class Place:
    """One place.

    name, note   texts by language; the note says who drew it and how far to trust it
    geometry     GeoJSON geometry, longitudes -180..180
    bounds       west, south, east, north in degrees
    scale        spatial scale code such as `ward` or `district`
    """

    id: str
    name: dict[str, str]
    geometry: dict[str, Any]
    made_for_demonstration: bool
    bounds: tuple[float, float, float, float]
    scale: str
    note: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Places:
    """All places of some files, sorted by id."""

    places: tuple[Place, ...]

    def place(self, name: str) -> Place:
        """The place with this id; raises `Refused` with the nearest id when there is none."""
        for place in self.places:
            if place.id == name:
                return place
        raise unknown_name("place.unknown", "places", "place", name, (place.id for place in self.places))

    def __contains__(self, name: object) -> bool:
        return any(place.id == name for place in self.places)

    def __iter__(self) -> Iterator[Place]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def load_places(*folders: Path) -> Places:
    """All features of the `*.geojson` files in the folders (default: the shipped ones); all faults told at once."""
    chosen = [Path(folder) for folder in folders] or [config.shipped("sample_data") / "places"]
    found: dict[str, Place] = {}
    problems: list[Problem] = []
    for folder in chosen:
        if not folder.is_dir():
            problems.append(Problem("places.folder", str(folder), "there is no such folder of places"))
            continue
        for path in sorted(folder.glob("*.geojson")):
            for place in _read_file(path, problems):
                if place.id in found:
                    problems.append(Problem("place.twice", f"{path}: {place.id}", "another place has this id already"))
                found.setdefault(place.id, place)
    refuse_if(problems)
    return Places(tuple(found[name] for name in sorted(found)))


def _read_file(path: Path, problems: list[Problem]) -> list[Place]:
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        problems.append(Problem("places.json", str(path), f"this is not GeoJSON: {error}"))
        return []
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        problems.append(Problem("places.json", str(path), "this is not a GeoJSON FeatureCollection"))
        return []
    read = (_read_feature(feature, f"{path}: feature {n}", problems) for n, feature in enumerate(features, 1))
    return [place for place in read if place is not None]


def _read_feature(feature: Any, where: str, problems: list[Problem]) -> Place | None:
    told = len(problems)
    feature = _mapping(feature)
    properties, geometry = _mapping(feature.get("properties")), _mapping(feature.get("geometry"))
    if not isinstance(feature.get("id"), str):
        problems.append(Problem("place.id", where, "a place needs an id", str(feature.get("id"))))
    allowed = ", ".join(_PROPERTIES)
    problems.extend(
        Problem("place.field", f"{where}: {name}", "no such property", name, allowed, did_you_mean(name, _PROPERTIES))
        for name in sorted(set(properties) - set(_PROPERTIES))
    )
    if not (_is_text(properties.get("name")) and properties["name"].get("en")):
        problems.append(Problem("place.name", f"{where}: name", "a place needs its name in English, as {en: ...}"))
    if not _is_text(properties.get("note", {})):
        problems.append(Problem("place.note", f"{where}: note", "a note is text by language, as {en: ...}"))
    made = properties.get("made_for_demonstration", False)
    if not isinstance(made, bool):
        at = f"{where}: made_for_demonstration"
        problems.append(Problem("place.made", at, "this is neither true nor false", str(made), "true or false"))
    if str(properties.get("scale")) not in SPATIAL_SCALES:
        got, allowed = str(properties.get("scale")), ", ".join(SPATIAL_SCALES)
        problems.append(Problem("place.scale", f"{where}: scale", "this is no spatial scale", got, allowed))
    bounds = _bounds(geometry)
    if bounds is None:
        got, allowed = str(geometry.get("type")), f"{', '.join(_GEOMETRIES)} with longitudes -180..180"
        problems.append(Problem("place.geometry", f"{where}: geometry", "this shape cannot be used", got, allowed))
    if len(problems) > told:
        return None
    note = properties.get("note", {})
    return Place(feature["id"], properties["name"], geometry, made, bounds, properties["scale"], note)


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _bounds(geometry: dict[str, Any]) -> tuple[float, float, float, float] | None:
    if geometry.get("type") not in _GEOMETRIES:
        return None
    try:
        points = list(_points(geometry["coordinates"], _GEOMETRIES[geometry["type"]]))
        lon, lat = [point[0] for point in points], [point[1] for point in points]
        bounds = (min(lon), min(lat), max(lon), max(lat))
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    west, south, east, north = bounds
    return bounds if -180 <= west <= east <= 180 and -90 <= south <= north <= 90 else None


def _points(coordinates: list, depth: int) -> Iterator[tuple[float, float]]:
    if depth == 0:
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _points(part, depth - 1)
