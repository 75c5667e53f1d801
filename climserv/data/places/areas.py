"""Areas: which cells a place, a box, a shape or a site's name stands for, and how much each counts."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry import MultiPoint, Point, box, mapping, shape

from ...vocabulary.problems import Problem, Refused, did_you_mean, refuse_if
from ...vocabulary.texts import text_in
from ..files.paths import outside
from .cells import Cells
from .selecting import joined, surfaces, under

# A GeoJSON file larger than this is no outline of a place.
LARGEST = 20_000_000

_BOX = re.compile(r"^\s*[-+\d.]+(\s*,\s*[-+\d.eE]+){3}\s*$")
_POINTS = re.compile(r"^\s*[-+\d.]+\s*,\s*[-+\d.]+\s*(;\s*[-+\d.]+\s*,\s*[-+\d.]+\s*)*;?\s*$")
_LONGITUDE_LATITUDE = ("CRS84", "4326")


@dataclass(frozen=True)
class Selection:
    """Cells that stand for an area.

    index     positions of the cells, rising
    weights   share of each cell in the area, summing to 1: by surface for a grid, equal for sites
    geometry  GeoJSON geometry that was asked for; None for everything and for a site's name
    note      what a reader must know: smaller than a cell, partly outside the data, mended
    """

    index: np.ndarray
    weights: np.ndarray
    name: str
    geometry: dict | None
    note: str = ""


def select_cells(cells: Cells, area: str | Mapping[str, Any] | None, places: Any = None) -> Selection:
    """The cells of an area.

    area    a site's name; "west,south,east,north"; points "lon,lat; lon,lat"; the path of a GeoJSON file; GeoJSON,
            also as text; the id of a place; None: all
    places  the known places, found by id
    Raises `Refused` where the area lies outside the data, with both extents.
    """
    if area is None:
        return _everything(cells)
    if isinstance(area, str) and area in cells.names:
        return Selection(np.array([cells.names.index(area)]), np.ones(1), area, None)
    geometry, name, note = _asked(area, cells, places)
    if not shapely.is_valid(geometry):
        geometry = shapely.make_valid(geometry)
        note = joined(note, "the outline crosses itself; it was mended")
    if geometry.area == 0 and geometry.geom_type != "MultiPoint":
        geometry = geometry.representative_point()
    index, weights, more = under(cells, geometry, name)
    return Selection(index, weights, name, mapping(geometry), joined(note, more))


def refuse_outline_outside(area: object, roots: Sequence[Path] | None) -> None:
    """Raise `Refused` where an area is a file that lies in none of the folders that may be read; None: any may."""
    if roots is not None and _is_file(area):
        refuse_if(outside(Path(str(area)), roots))


def _is_file(area: object) -> bool:
    return isinstance(area, str) and area.lower().endswith((".geojson", ".json"))


def _everything(cells: Cells) -> Selection:
    surface = surfaces(cells)
    total = surface.sum()
    weights = surface / total if total > 0 else np.full(len(cells), 1 / len(cells))
    name = cells.names[0] if len(cells) == 1 and cells.names else "all"
    return Selection(np.arange(len(cells)), weights, name, None)


def _asked(area: str | Mapping[str, Any], cells: Cells, places: Any) -> tuple[Any, str, str]:
    """The geometry that was asked for, its name, and what must be said of it."""
    if not isinstance(area, str):
        return _from_geojson(dict(area), "area")
    if area.lstrip().startswith("{"):
        return _from_geojson(_read_text(area), "area")
    if _BOX.match(area):
        return _from_box(area), area.replace(" ", ""), ""
    if _POINTS.match(area):
        return _from_points(area), area.replace(" ", ""), ""
    if _is_file(area):
        return _from_file(Path(area))
    if places is not None and area in places:
        place = places.place(area)
        note = "this outline was made for demonstration" if place.made_for_demonstration else ""
        return shape(place.geometry), text_in(place.name, "en"), note
    known = [*cells.names, *(place.id for place in places or ())]
    allowed = "a site, a place, west,south,east,north, points lon,lat; lon,lat or a GeoJSON file"
    allowed += f"; known: {', '.join(known[:20])}" if known else ""
    raise Refused(Problem("area.unknown", "area", "there is no such area", area, allowed, did_you_mean(area, known)))


def _read_text(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(Problem("area.geojson", "area", f"this is not GeoJSON: {error}")) from None


def _from_points(text: str) -> Any:
    """One point, or several: longitude first, as in the bounds of a box and in GeoJSON."""
    allowed = "longitude,latitude in degrees, several with ; between, such as 37.5,-0.6; 37.7,-0.5"
    try:
        points = [tuple(float(part) for part in pair.split(",")) for pair in text.split(";") if pair.strip()]
    except ValueError:
        raise Refused(Problem("area.points", "area", "these are no points", text, allowed)) from None
    if not all(-180 <= lon <= 360 and -90 <= lat <= 90 for lon, lat in points):
        raise Refused(Problem("area.points", "area", "these are no points in degrees", text, allowed))
    points = [(lon - 360 if lon > 180 else lon, lat) for lon, lat in points]
    return Point(points[0]) if len(points) == 1 else MultiPoint(points)


def _from_box(text: str) -> Any:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise Refused(_bad_box(text)) from None
    if not (-180 <= west <= 360 and -180 <= east <= 360 and -90 <= south < north <= 90) or west == east:
        raise Refused(_bad_box(text))
    if east - west == 360:
        west, east = -180, 180
    west, east = (lon - 360 if lon > 180 else lon for lon in (west, east))
    if west < east:
        return box(west, south, east, north)
    # Over the date line: a piece on either side.
    return shapely.union_all([box(west, south, 180, north), box(-180, south, east, north)])


def _bad_box(text: str) -> Problem:
    allowed = "west,south,east,north in degrees, such as 37.4,-0.9,37.9,-0.4"
    return Problem("area.box", "area", "these are no bounds of an area", text, allowed)


def _from_file(path: Path) -> tuple[Any, str, str]:
    try:
        if path.stat().st_size > LARGEST:
            got, allowed = f"{path.stat().st_size // 10**6} MB", f"{LARGEST // 10**6} MB"
            raise Refused(Problem("area.large", path.name, "the outline is too large", got, allowed, "Simplify it"))
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(Problem("file.missing", path.name, "this file cannot be read", error.strerror or "")) from None
    except (ValueError, RecursionError) as error:
        raise Refused(Problem("area.geojson", path.name, f"this is not GeoJSON: {error}")) from None
    geometry, name, note = _from_geojson(record, path.name)
    return geometry, name if name != "area" else path.stem, note


def _from_geojson(record: Any, where: str) -> tuple[Any, str, str]:
    """Geometry, name and note of a GeoJSON geometry, feature or collection; several features are one area."""
    if not isinstance(record, dict) or "type" not in record:
        raise Refused(Problem("area.geojson", where, "this is not GeoJSON", type(record).__name__, "a GeoJSON object"))
    said = json.dumps(record.get("crs") or {})
    if record.get("crs") and not any(code in said for code in _LONGITUDE_LATITUDE):
        next_step = "Export it as WGS 84 (EPSG:4326)"
        raise Refused(Problem("area.crs", where, "the outline is not in longitude and latitude", said, "", next_step))
    features = record.get("features") if record["type"] == "FeatureCollection" else [record]
    shapes, names = [], []
    for feature in features or []:
        of_feature = isinstance(feature, dict) and feature.get("type") == "Feature"
        shapes.append(_shape(feature.get("geometry") if of_feature else feature, where))
        properties = (feature.get("properties") or {}) if of_feature else {}
        name = properties.get("name")
        names.append(text_in(name, "en") if isinstance(name, dict) else str(name or ""))
    if not shapes:
        raise Refused(Problem("area.geojson", where, "the file holds no outline", "", "at least one feature"))
    if len({one.geom_type.endswith("Point") for one in shapes}) > 1:
        what = "points and outlines stand together; it cannot be told how much a point shall count"
        raise Refused(Problem("area.mixed", where, what, "", "points, or outlines", "Keep one kind"))
    merged = shapes[0] if len(shapes) == 1 else shapely.union_all([shapely.make_valid(s) for s in shapes])
    several = len(shapes) > 1 and not shapes[0].geom_type.endswith("Point")
    note = f"{len(shapes)} outlines are taken as one area" if several else ""
    return merged, names[0] if len(names) == 1 and names[0] else "area", note


def _shape(geometry: Any, where: str) -> Any:
    try:
        found = shape(geometry)
    except (shapely.errors.ShapelyError, AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise Refused(Problem("area.geojson", where, "this outline cannot be read", str(error))) from None
    if found.is_empty or found.geom_type not in ("Point", "MultiPoint", "Polygon", "MultiPolygon"):
        allowed = "Point, MultiPoint, Polygon or MultiPolygon"
        raise Refused(Problem("area.geojson", where, "this shape is no area", found.geom_type, allowed))
    west, south, east, north = found.bounds
    if west >= 0 and 180 < east <= 360:
        found = _signed(found)
        west, south, east, north = found.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        got = f"{west:g}..{east:g}, {south:g}..{north:g}"
        next_step = "Export it as WGS 84 (EPSG:4326)"
        what = "these are no degrees of longitude (-180..180, or 0..360) and latitude"
        raise Refused(Problem("area.crs", where, what, got, "", next_step))
    return found


def _signed(geometry: Any) -> Any:
    """A shape with longitudes 0..360 as one with -180..180, cut at the date line where it lies over it."""
    if geometry.bounds[0] >= 180:
        return translate(geometry, -360)
    valid = shapely.make_valid(geometry)
    here, beyond = (shapely.intersection(valid, box(low, -90, low + 180, 90)) for low in (0, 180))
    return shapely.union_all([here, translate(beyond, -360)])
