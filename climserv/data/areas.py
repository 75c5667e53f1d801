"""Areas: which cells a place, a box, a shape or a site's name stands for, and how much each counts."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import box, mapping, shape

from ..vocabulary.problems import Problem, Refused, did_you_mean
from ..vocabulary.texts import text_in
from .cells import Cells

# A station stands for its surroundings; a point further away than this is asked of other data.
NEAREST_SITE_KM = 25.0
KM_PER_DEGREE = 111.2

# A GeoJSON file larger than this is no outline of a place.
LARGEST = 20_000_000

_BOX = re.compile(r"^\s*[-+\d.]+(\s*,\s*[-+\d.eE]+){3}\s*$")
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

    area    a site's name; "west,south,east,north"; the path of a GeoJSON file; GeoJSON; the id of a place; None: all
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
        note = _joined(note, "the outline crosses itself; it was mended")
    if geometry.area == 0:
        geometry = geometry.representative_point()
    select = _select_sites if cells.kind == "sites" else _select_grid
    index, weights, more = select(cells, geometry, name)
    return Selection(index, weights, name, mapping(geometry), _joined(note, more))


def _everything(cells: Cells) -> Selection:
    surface = np.ones(len(cells)) if cells.kind == "sites" else _surfaces(cells).ravel()
    total = surface.sum()
    weights = surface / total if total > 0 else np.full(len(cells), 1 / len(cells))
    name = cells.names[0] if len(cells) == 1 and cells.names else "all"
    return Selection(np.arange(len(cells)), weights, name, None)


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def _asked(area: str | Mapping[str, Any], cells: Cells, places: Any) -> tuple[Any, str, str]:
    """The geometry that was asked for, its name, and what must be said of it."""
    if not isinstance(area, str):
        return _from_geojson(dict(area), "area")
    if _BOX.match(area):
        return _from_box(area), area.replace(" ", ""), ""
    if area.lower().endswith((".geojson", ".json")):
        return _from_file(Path(area))
    if places is not None and area in places:
        place = places.place(area)
        note = "this outline was made for demonstration" if place.made_for_demonstration else ""
        return shape(place.geometry), text_in(place.name, "en"), note
    known = [*cells.names, *(place.id for place in places or ())]
    allowed = "a site, a place, west,south,east,north or a GeoJSON file"
    allowed += f"; known: {', '.join(known[:20])}" if known else ""
    raise Refused(Problem("area.unknown", "area", "there is no such area", area, allowed, did_you_mean(area, known)))


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
    except ValueError as error:
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
    merged = shapes[0] if len(shapes) == 1 else shapely.union_all([shapely.make_valid(s) for s in shapes])
    note = f"{len(shapes)} outlines are taken as one area" if len(shapes) > 1 else ""
    return merged, names[0] if len(names) == 1 and names[0] else "area", note


def _shape(geometry: Any, where: str) -> Any:
    try:
        found = shape(geometry)
    except (shapely.errors.ShapelyError, AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise Refused(Problem("area.geojson", where, "this outline cannot be read", str(error))) from None
    if found.is_empty or found.geom_type not in ("Point", "Polygon", "MultiPolygon"):
        allowed = "Point, Polygon or MultiPolygon"
        raise Refused(Problem("area.geojson", where, "this shape is no area", found.geom_type, allowed))
    west, south, east, north = found.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        got = f"{west:g}..{east:g}, {south:g}..{north:g}"
        next_step = "Export it as WGS 84 (EPSG:4326)"
        what = "these are no degrees of longitude (-180..180) and latitude"
        raise Refused(Problem("area.crs", where, what, got, "", next_step))
    return found


def _select_sites(cells: Cells, geometry: Any, name: str) -> tuple[np.ndarray, np.ndarray, str]:
    told = np.isfinite(cells.lat) & np.isfinite(cells.lon)
    if not told.any():
        names = ", ".join(cells.names[:20])
        what = "the sites of the data have names and no coordinates, so no area can be cut from them"
        raise Refused(Problem("area.sites", "area", what, name, f"a site: {names}"))
    points = shapely.points(cells.lon, cells.lat)
    inside = np.flatnonzero(told & shapely.intersects(geometry, points))
    if inside.size:
        return inside, np.full(inside.size, 1 / inside.size), ""
    if geometry.geom_type == "Point":
        off_lon = (cells.lon - geometry.x) * np.cos(np.deg2rad(geometry.y))
        distance = np.where(told, np.hypot(off_lon, cells.lat - geometry.y), np.inf) * KM_PER_DEGREE
        nearest = int(distance.argmin())
        if distance[nearest] <= NEAREST_SITE_KM:
            note = f"{name} is {distance[nearest]:.0f} km from the site {cells.names[nearest]}, which stands for it"
            return np.array([nearest]), np.ones(1), note
    raise Refused(_outside(cells, geometry, name))


def _select_grid(cells: Cells, geometry: Any, name: str) -> tuple[np.ndarray, np.ndarray, str]:
    rows, columns = cells.edges
    if geometry.geom_type == "Point":
        return _cell_at(cells, geometry, name)
    west, south, east, north = geometry.bounds
    row = np.flatnonzero((rows[1:] >= south) & (rows[:-1] <= north))
    column = np.flatnonzero((columns[1:] >= west) & (columns[:-1] <= east))
    row, column = (axis.ravel() for axis in np.meshgrid(row, column, indexing="ij"))
    tiles = shapely.box(columns[column], rows[row], columns[column + 1], rows[row + 1])
    flat = tiles if (shapely.area(tiles) > 0).all() else shapely.centroid(tiles)
    shared = (
        shapely.area(shapely.intersection(tiles, geometry)) if flat is tiles else shapely.intersects(flat, geometry)
    )
    there = np.flatnonzero(shared > 0)
    if not there.size:
        raise Refused(_outside(cells, geometry, name))
    index = row[there] * cells.shape[1] + column[there]
    whole = shapely.area(tiles)[there] if flat is tiles else 1.0
    surface = shared[there] / whole * np.maximum(_surfaces(cells).ravel()[index], 1e-300)
    note = _grid_note(cells, geometry, name, float(shared.sum()), index) if flat is tiles else ""
    return index, surface / surface.sum(), note


def _grid_note(cells: Cells, geometry: Any, name: str, covered: float, index: np.ndarray) -> str:
    notes = []
    if (outside := 1 - covered / geometry.area) > 0.005:
        notes.append(f"{100 * outside:.0f} % of {name} lies outside the data")
    size = float(np.median(np.diff(cells.edges[0])) * np.median(np.diff(cells.edges[1])))
    if geometry.area < size:
        cell = "the cell it lies in" if len(index) == 1 else f"the {len(index)} cells it touches"
        notes.append(f"{name} is smaller than a cell of the data; its numbers are those of {cell}")
    return _joined(*notes)


def _cell_at(cells: Cells, point: Any, name: str) -> tuple[np.ndarray, np.ndarray, str]:
    rows, columns = cells.edges
    if not (rows[0] <= point.y <= rows[-1] and columns[0] <= point.x <= columns[-1]):
        raise Refused(_outside(cells, point, name))
    row = min(int(np.searchsorted(rows, point.y, side="right")) - 1, cells.shape[0] - 1)
    column = min(int(np.searchsorted(columns, point.x, side="right")) - 1, cells.shape[1] - 1)
    index = row * cells.shape[1] + column
    return np.array([index]), np.ones(1), f"{name} is a point; its numbers are those of the cell it lies in"


def _surfaces(cells: Cells) -> np.ndarray:
    """Surface of each cell of a grid on the sphere, (lat, lon), up to a constant."""
    rows, columns = cells.edges
    return np.diff(np.sin(np.deg2rad(rows)))[:, None] * np.diff(columns)[None, :]


def _outside(cells: Cells, geometry: Any, name: str) -> Problem:
    asked, have = _extent(geometry.bounds), _extent(cells.bounds)
    sites = f" (sites {', '.join(cells.names[:5])})" if cells.kind == "sites" else ""
    next_step = "Choose an area within the data, or data that reach there"
    return Problem("area.outside", "area", f"{name} lies outside the data", asked, f"within {have}{sites}", next_step)


def _extent(bounds: tuple[float, float, float, float]) -> str:
    west, south, east, north = bounds
    return f"longitude {west:.4g}..{east:.4g}, latitude {south:.4g}..{north:.4g}"
