"""The land of the earth and its countries, roughly: enough to say that an area lies in the sea, or in which country.

Outlines are Natural Earth's at 1:10 million (SOURCE.toml), simplified by some 5 km; borders are drawn as that map has
them and say nothing about any country's status. What lies nearer to land than `COAST_KM` is never called sea: the
outlines are rough, and the smallest islands are on no map of this size.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ...vocabulary.scales import KM_PER_DEGREE
from ...vocabulary.sphere import great_circle_km

# Land this near and an area may have a part of it [km].
COAST_KM = 25.0
# A border this near may lie on the other side of an area [degrees].
BORDER = 0.05
# Land so far from the mainland is not meant by the name of its country [degrees of longitude].
FAR_AWAY = 60.0
# Less of an area than this share is the roughness of a border.
SLIVER = 0.02
# Shapes end at 180 degrees; what lies beyond is looked for on the other side.
_ROUND = (0.0, 360.0, -360.0)


@dataclass(frozen=True)
class Country:
    """One country: its ISO 3166 code of two letters, empty where it has none, and its name in English."""

    code: str
    name: str


@dataclass(frozen=True)
class _Earth:
    """Every piece of land as a shape, the country of each, and a tree to find them by."""

    pieces: tuple[Any, ...]
    countries: tuple[Country, ...]
    tree: Any


def km_from_land(geometry: Mapping[str, Any]) -> float:
    """How far a GeoJSON geometry lies from the nearest land [km]; 0 where it touches land."""
    import shapely
    from shapely.affinity import translate

    asked, earth = _shape(geometry), _earth()
    best = math.inf
    for turn in _ROUND:
        moved = translate(asked, turn) if turn else asked
        near = earth.tree.query(_widened(moved, COAST_KM), predicate="intersects")
        if len(near) == 0 and not turn:
            near = earth.tree.query_nearest(moved)
        for n in near:
            (lon, lat), (land_lon, land_lat) = shapely.shortest_line(moved, earth.pieces[n]).coords
            best = min(best, great_circle_km(lat, lon, land_lat, land_lon))
        if best == 0:
            break
    return best


def countries_of(geometry: Mapping[str, Any]) -> tuple[Country, ...]:
    """The countries a GeoJSON geometry lies in, those with most of it first; of slivers only where there is no more.

    A point so near to a border that the map cannot tell lies in both.
    """
    import shapely

    asked, earth = _shape(geometry), _earth()
    held: dict[Country, float] = {}
    for n in earth.tree.query(asked.buffer(BORDER), predicate="intersects"):
        piece, country = earth.pieces[n], earth.countries[n]
        # A point has no surface: there its distance counts.
        share = shapely.intersection(piece, asked).area or -shapely.distance(piece, asked)
        held[country] = max(share, held.get(country, share)) if share <= 0 else held.get(country, 0.0) + share
    if max(held.values(), default=0) > SLIVER * asked.area > 0:
        held = {country: share for country, share in held.items() if share > SLIVER * asked.area}
    return tuple(sorted(held, key=lambda country: (-held[country], country.name)))


def land_share(geometry: Mapping[str, Any]) -> float:
    """The share of an area that is land, 0 to 1; of a point 1 or 0."""
    import shapely

    asked, earth = _shape(geometry), _earth()
    found = [earth.pieces[n] for n in earth.tree.query(asked, predicate="intersects")]
    if not found or asked.area == 0:
        return float(bool(found))
    return min(1.0, shapely.intersection(shapely.union_all(found), asked).area / asked.area)


def land_in(west: float, south: float, east: float, north: float) -> list[tuple[Country, Any]]:
    """The pieces of land in a box of degrees, cut at its sides, for drawing them."""
    import shapely

    earth = _earth()
    found = sorted(earth.tree.query(shapely.box(west, south, east, north)))
    cut = ((earth.countries[n], shapely.clip_by_rect(earth.pieces[n], west, south, east, north)) for n in found)
    return [(country, piece) for country, piece in cut if not piece.is_empty]


def known_countries() -> tuple[Country, ...]:
    """Every country that has a code, by code."""
    by_code = {one.code: one for one in _earth().countries if one.code}
    return tuple(by_code[code] for code in sorted(by_code))


def country_geometry(code: str) -> dict[str, Any] | None:
    """The land of a country as GeoJSON; what lies half a world away from its mainland, or beyond 180°, is left out."""
    import shapely
    from shapely.geometry import mapping

    earth = _earth()
    pieces = [piece for piece, country in zip(earth.pieces, earth.countries, strict=True) if country.code == code]
    if not pieces:
        return None
    middle = max(pieces, key=lambda piece: piece.area).centroid.x
    near = [part for part in shapely.get_parts(pieces) if abs(part.centroid.x - middle) < FAR_AWAY]
    # An atoll may be no more than a line on this map.
    areas = [part for part in near if part.geom_type == "Polygon"] or [part.buffer(BORDER / 5) for part in near]
    return dict(mapping(shapely.union_all(areas)))


def _shape(geometry: Mapping[str, Any]) -> Any:
    import shapely
    from shapely.geometry import shape

    made = shape(geometry)
    return made if shapely.is_valid(made) else shapely.make_valid(made)


def _widened(asked: Any, km: float) -> Any:
    """The box around a shape, wider by so many km on each side."""
    import shapely

    west, south, east, north = asked.bounds
    up = km / KM_PER_DEGREE
    aside = up / max(math.cos(math.radians(max(abs(south), abs(north)))), 0.01)
    return shapely.box(west - aside, south - up, east + aside, north + up)


@cache
def _earth() -> _Earth:
    """Read at first use. Shapely too is imported where it is used: what asks nothing of the map starts sooner."""
    import shapely

    topology = json.loads((files(__package__) / "countries.json").read_text(encoding="utf-8"))
    arcs = [_arc(arc, *topology["transform"]["scale"]) for arc in topology["arcs"]]
    pieces, countries = [], []
    for one in topology["objects"]["countries"]["geometries"]:
        country = Country(one["id"], one["properties"]["name"])
        for rings in one["arcs"]:
            parts = _within_180(shapely.make_valid(_polygon([_ring(ring, arcs) for ring in rings])))
            pieces.extend(parts)
            countries.extend([country] * len(parts))
    return _Earth(tuple(pieces), tuple(countries), shapely.STRtree(pieces))


def _polygon(rings: list[list[tuple[float, float]]]) -> Any:
    import shapely

    outside, *holes = (ring for ring in rings if len(ring) >= 4)
    return shapely.Polygon(outside, holes)


def _arc(steps: list[list[int]], across: float, up: float) -> list[tuple[float, float]]:
    """The points of a TopoJSON arc, written as steps from each to the next."""
    x = y = 0
    points = []
    for dx, dy in steps:
        x, y = x + dx, y + dy
        points.append((x * across, y * up))
    return points


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """A ring put together of arcs; a negative number is an arc run backwards."""
    ring: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return _unrolled(ring)


def _unrolled(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A ring over the date line without its leap; one around the pole goes by the pole."""
    turn, last, unrolled = 0.0, ring[0][0], []
    for lon, lat in ring:
        turn += 360.0 if lon - last < -180 else -360.0 if lon - last > 180 else 0.0
        last = lon
        unrolled.append((lon + turn, lat))
    if turn:
        pole = math.copysign(90.0, unrolled[0][1])
        unrolled += [(unrolled[-1][0], pole), (unrolled[0][0], pole), unrolled[0]]
    return unrolled


def _within_180(shape: Any) -> list[Any]:
    """The parts of a shape, cut at the date line; of an outline that was mended, lines are left over too."""
    import shapely
    from shapely.affinity import translate

    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return list(shapely.get_parts(shape)) if shape.geom_type == "GeometryCollection" else [shape]
    cut = (shapely.clip_by_rect(translate(shape, turn), -180, -90, 180, 90) for turn in _ROUND)
    return [part for one in cut for part in shapely.get_parts(one) if not part.is_empty]
