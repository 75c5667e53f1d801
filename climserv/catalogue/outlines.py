"""The outline of a place: made of what was drawn or walked, checked, and measured, before it says where a need is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from ..vocabulary.problems import Problem, Refused
from ..vocabulary.scales import KM_PER_DEGREE
from ..vocabulary.sphere import EARTH_RADIUS_KM, great_circle_km
from .earth import Country, countries_of, km_from_land, land_share
from .tracks import Pair, Track

# The largest country has 17 million km2; what is larger is a slip of the hand.
LARGEST_KM2 = 18e6
# Further than this from any land no island was forgotten.
ISLAND_KM = 100.0
# An outline has at most so many corners; more are smoothed away.
MOST_CORNERS = 1500
# A walked track is closed when its ends lie this near, as a share of its length.
GAP = 0.1
# Loops of a walked track that may be left out, as a share of the surface.
LOOPS = 0.05
# A circle has so many corners.
CORNERS = 48
SMALLEST_KM, LARGEST_KM = 0.01, 500.0


@dataclass(frozen=True)
class Outline:
    """A place as GeoJSON; `name` as its file gives it, `mended` what was done to it, by name."""

    geometry: dict[str, Any]
    name: str = ""
    mended: tuple[str, ...] = ()

    @property
    def is_point(self) -> bool:
        return self.geometry["type"] == "Point"

    @cached_property
    def km2(self) -> float:
        """The surface on the sphere [km2]; 0 of a point."""
        return 0.0 if self.is_point else abs(sum(_km2_of(rings) for rings in _polygons(self.geometry)))

    @cached_property
    def width_km(self) -> float:
        """The longer side of the box around it [km]."""
        west, south, east, north = bounds_of(self.geometry)
        across = great_circle_km((south + north) / 2, west, (south + north) / 2, east)
        return max(across, (north - south) * KM_PER_DEGREE)

    @cached_property
    def middle(self) -> Pair:
        """A point of it, near its middle, longitude first."""
        import shapely
        from shapely.geometry import shape

        point = shapely.point_on_surface(shape(self.geometry))
        return point.x, point.y

    @cached_property
    def countries(self) -> tuple[Country, ...]:
        return countries_of(self.geometry)

    @cached_property
    def turned_in(self) -> Country | None:
        """Of what touches no land: the country it lies in with longitude and latitude changed, if in any."""
        turned = _turned(self.geometry) if km_from_land(self.geometry) > 0 else None
        return next(iter(countries_of(turned)), None) if turned is not None else None

    @cached_property
    def land_share(self) -> float:
        return land_share(self.geometry)


def bounds_of(geometry: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """West, south, east and north of a GeoJSON point or of polygons."""
    if geometry["type"] == "Point":
        lon, lat = geometry["coordinates"][:2]
        return lon, lat, lon, lat
    lons, lats = zip(*(pair[:2] for rings in _polygons(geometry) for pair in rings[0]), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def checked(geometry: Mapping[str, Any], where: str, name: str = "", mended: tuple[str, ...] = ()) -> Outline:
    """The outline of a GeoJSON geometry; raises `Refused` with what is wrong and what to do."""
    import shapely
    from shapely.geometry import shape

    try:
        made = shape(geometry)
        kind, empty = made.geom_type, made.is_empty
    except (shapely.errors.ShapelyError, AttributeError, KeyError, TypeError, ValueError, IndexError):
        kind, empty = "", True
    if kind not in ("Point", "Polygon", "MultiPolygon") or empty:
        allowed = "a point or an area"
        raise Refused(Problem("outline.unreadable", where, "this is no place that can be read", kind, allowed))
    _refuse_off_earth(made.bounds, where)
    if not shapely.is_valid(made):
        what, next_step = "its line crosses itself, so nobody can tell what lies inside", "Draw it again, once around"
        raise Refused(Problem("outline.crosses", where, what, "", "", next_step))
    plain, smoothed = _plain(made)
    outline = Outline(plain, name, (*mended, "smoothed") if smoothed else mended)
    if outline.km2 > LARGEST_KM2 or made.bounds[2] - made.bounds[0] > 180:
        got, next_step = f"{outline.km2 / 1e6:.0f} million km2", "Draw the area that shares one decision"
        raise Refused(Problem("outline.large", where, "this is larger than any country", got, "", next_step))
    _refuse_sea(outline, where)
    return outline


def _refuse_off_earth(bounds: tuple[float, float, float, float], where: str) -> None:
    west, south, east, north = bounds
    if -180 <= west <= east <= 180 and -90 <= south <= north <= 90:
        return
    got = f"{west:g} to {east:g}, {south:g} to {north:g}"
    if -90 <= west <= east <= 90 and -180 <= south <= north <= 180:
        what, next_step = "latitude and longitude stand the other way round", "Put the longitude first"
        raise Refused(Problem("outline.swapped", where, what, got, "longitude, then latitude", next_step))
    what, next_step = "these numbers are no degrees", "Export it as WGS 84 (EPSG:4326), in longitude and latitude"
    raise Refused(Problem("outline.degrees", where, what, got, "-180 to 180, and -90 to 90", next_step))


def _refuse_sea(outline: Outline, where: str) -> None:
    km = km_from_land(outline.geometry)
    if km <= ISLAND_KM:
        return
    if (country := outline.turned_in) is not None:
        values = {"km": f"{km:.0f}", "country": country.code}
        what = f"this lies in the sea, {km:.0f} km from land; with its numbers the other way round it would be on land"
        next_step = "Put the longitude first, or choose the place on the map"
        raise Refused(Problem("outline.sea_swapped", where, what, "", "", next_step, values))
    what = f"this lies in the sea, {km:.0f} km from the nearest land on our map"
    raise Refused(Problem("outline.sea", where, what, "", "", "Choose a place on land", values={"km": f"{km:.0f}"}))


def _turned(geometry: dict[str, Any]) -> dict[str, Any] | None:
    """The geometry with longitude and latitude changed; None where that is no place on Earth."""
    west, _south, east, _north = bounds_of(geometry)
    if not -90 <= west <= east <= 90:
        return None
    if geometry["type"] == "Point":
        lon, lat = geometry["coordinates"][:2]
        return {"type": "Point", "coordinates": [lat, lon]}
    turned = [[[[lat, lon] for lon, lat, *_ in ring] for ring in rings] for rings in _polygons(geometry)]
    return {"type": "MultiPolygon", "coordinates": turned}


def outline_of_track(track: Track, where: str) -> Outline:
    """The outline of a file: its areas, else the area walked around, else the one around its points, else its point."""
    import shapely

    if track.polygons:
        for pair in track.pairs:
            _refuse_off_earth((pair[0], pair[1], pair[0], pair[1]), where)
        shapes = [_closed(rings, where) for rings in track.polygons]
        # One outline that crosses itself is told so; several that touch are one area.
        made = shapes[0] if len(shapes) == 1 or not all(map(shapely.is_valid, shapes)) else shapely.union_all(shapes)
        return checked(shapely.geometry.mapping(made), where, track.name)
    if track.lines:
        return _walked(track, where)
    if len(track.points) == 1:
        return checked({"type": "Point", "coordinates": list(track.points[0])}, where, track.name)
    around = shapely.convex_hull(shapely.MultiPoint(track.points))
    if around.geom_type != "Polygon":
        what, next_step = "two points make no area", "Give one point, or three and more around the place"
        raise Refused(Problem("track.two_points", where, what, f"{len(track.points)}", "", next_step))
    return checked(shapely.geometry.mapping(around), where, track.name, ("around_points",))


def _closed(rings: list[list[Pair]], where: str) -> Any:
    import shapely

    if any(len(ring) < 3 for ring in rings):
        what = "this is no place that can be read"
        raise Refused(Problem("outline.unreadable", where, what, "an outline of two corners", "three corners or more"))
    return shapely.Polygon(rings[0], rings[1:])


def _walked(track: Track, where: str) -> Outline:
    """The area that was walked around: each track must come back to where it began."""
    import shapely

    parts, loops = [], False
    for line in (line for line in track.lines if len(line) > 3):
        _refuse_off_earth((*map(min, zip(*line, strict=True)), *map(max, zip(*line, strict=True))), where)
        length = sum(great_circle_km(a[1], a[0], b[1], b[0]) for a, b in pairwise(line))
        gap = great_circle_km(line[0][1], line[0][0], line[-1][1], line[-1][0])
        if gap > GAP * length:
            what = "this track does not come back to where it began, so it encloses no area"
            got, next_step = f"its ends lie {gap:.2g} km apart", "Walk around the place until you are where you began"
            raise Refused(Problem("track.open", where, what, got, "", next_step, {"km": f"{gap:.2g}"}))
        whole = shapely.Polygon(line)
        valid = shapely.make_valid(whole)
        largest = max(shapely.get_parts(valid), key=lambda part: part.area)
        # A receiver wanders: small loops where one stood still are not part of the place.
        if largest.area < (1 - LOOPS) * valid.area:
            what, next_step = "its line crosses itself, so nobody can tell what lies inside", "Walk once around"
            raise Refused(Problem("outline.crosses", where, what, "", "", next_step))
        loops |= not shapely.is_valid(whole)
        parts.append(largest)
    if not parts:
        raise Refused(Problem("track.empty", where, "this file holds no place", "", "a track of four points or more"))
    made = shapely.union_all(parts)
    return checked(shapely.geometry.mapping(made), where, track.name, ("loops",) if loops else ())


def circle(lon: float, lat: float, km: float) -> dict[str, Any]:
    """A circle of this radius [km] around a point, as GeoJSON."""
    up = km / KM_PER_DEGREE
    aside = up / max(math.cos(math.radians(lat)), 0.01)
    turns = (2 * math.pi * n / CORNERS for n in range(CORNERS))
    ring = [[round(lon + aside * math.cos(t), 5), round(lat + up * math.sin(t), 5)] for t in turns]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _plain(made: Any) -> tuple[dict[str, Any], bool]:
    """GeoJSON of two numbers a corner, a metre fine, with no more corners than are kept; whether any were left out."""
    import shapely
    from shapely.geometry import mapping

    flat = shapely.force_2d(made)
    least, smoothed = 1e-5, False
    while shapely.get_num_coordinates(flat) > MOST_CORNERS:
        flat, smoothed, least = _without_specks(shapely.simplify(flat, least), least), True, least * 2
    geometry = mapping(flat)
    return {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}, smoothed


def _without_specks(made: Any, size: float) -> Any:
    """An area without its smallest islands, and never without its largest."""
    import shapely

    parts = shapely.get_parts(made)
    if len(parts) == 1:
        return made
    largest = max(parts, key=lambda part: part.area)
    return shapely.MultiPolygon([part for part in parts if part is largest or part.area >= size**2])


def _rounded(part: Any) -> Any:
    return round(part, 5) if isinstance(part, int | float) else [_rounded(one) for one in part]


def _polygons(geometry: Mapping[str, Any]) -> list[list]:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])


def _km2_of(rings: list[list]) -> float:
    """The surface of one polygon on the sphere [km2]: its outer ring without its holes."""
    outside, *holes = (abs(_ring_km2(ring)) for ring in rings)
    return outside - sum(holes)


def _ring_km2(ring: list) -> float:
    """The surface in a ring, strip by strip to the equator (Chamberlain and Duquette, JPL 07-3, 2007)."""
    total = 0.0
    for (lon, lat, *_), (next_lon, next_lat, *_) in pairwise(ring):
        strip = 2 + math.sin(math.radians(lat)) + math.sin(math.radians(next_lat))
        total += math.radians(next_lon - lon) * strip
    return total * EARTH_RADIUS_KM**2 / 2
