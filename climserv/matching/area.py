"""The area a need is about, and how it lies against the data: plain geometry on longitudes and latitudes."""

import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..catalogue.earth import km_from_land
from ..vocabulary.scales import KM_PER_DEGREE
from ..vocabulary.sphere import great_circle_km

Bounds = tuple[float, float, float, float]
_DRAWN = "drawn-"
_NAMELESS = {"en": "the area drawn", "fr": "le lieu dessiné", "sw": "eneo lililochorwa", "es": "el lugar dibujado"}


@dataclass(frozen=True)
class Area:
    """Where: an id or a box as written, its names, GeoJSON geometry and bounds (west, south, east, north).

    drawn   it is nobody's known place: a box that was typed, or a shape drawn or read from a file
    """

    id: str
    name: dict[str, str]
    geometry: dict[str, Any]
    bounds: Bounds
    made_for_demonstration: bool = False
    drawn: bool = False

    @property
    def is_point(self) -> bool:
        return self.geometry.get("type") == "Point"

    @property
    def written(self) -> str:
        """As a run is asked for it: the id of a place, a box, or the shape as GeoJSON."""
        if not self.id.startswith(_DRAWN):
            return self.id
        feature = {"type": "Feature", "properties": {"name": self.name["en"]}, "geometry": self.geometry}
        return json.dumps(feature, ensure_ascii=False)

    @cached_property
    def km_at_sea(self) -> float:
        """How far from the nearest land it lies [km]; 0 for a known place, which its people know better than a map."""
        return km_from_land(self.geometry) if self.drawn else 0.0

    @property
    def width_km(self) -> float:
        """The longer side of the box around it [km]."""
        west, south, east, north = self.bounds
        middle = math.cos(math.radians((south + north) / 2))
        return max((north - south) * KM_PER_DEGREE, (east - west) * KM_PER_DEGREE * middle)


def area_of_box(text: str) -> Area | None:
    """The area of `west,south,east,north` in degrees; None when the text is no such box."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        return None
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    name = {"en": text, "fr": text}
    return Area(text, name, {"type": "Polygon", "coordinates": [ring]}, (west, south, east, north), drawn=True)


def area_of_shape(geometry: dict[str, Any], bounds: Bounds, name: dict[str, str] | None) -> Area:
    """The area that was drawn or read from a file; `name` by language, as people gave it."""
    digest = hashlib.sha256(json.dumps(geometry, sort_keys=True).encode()).hexdigest()
    return Area(_DRAWN + digest[:12], name or _NAMELESS, geometry, bounds, drawn=True)


def share_inside(area: Bounds, data: Bounds) -> float:
    """The share of the area's box that lies in the data's box, 0 to 1; sides without extent count as inside or out."""
    shares = []
    for low, high in ((0, 2), (1, 3)):
        start, end = max(area[low], data[low]), min(area[high], data[high])
        if end < start:
            return 0.0
        length = area[high] - area[low]
        shares.append((end - start) / length if length > 0 else 1.0)
    return shares[0] * shares[1]


def distance_km(bounds: Bounds, point: tuple[float, float]) -> float:
    """How far a point (lon, lat) lies from a box [km], by the great circle to its nearest place; 0 inside."""
    west, south, east, north = bounds
    lon, lat = point
    return great_circle_km(lat, lon, min(max(lat, south), north), min(max(lon, west), east))


def boxes_apart_km(one: Bounds, other: Bounds) -> float:
    """From the nearest corner or side of a box to another box [km]; 0 where they touch."""
    if share_inside(one, other) > 0 or share_inside(other, one) > 0:
        return 0.0
    lon = min(max((one[0] + one[2]) / 2, other[0]), other[2])
    lat = min(max((one[1] + one[3]) / 2, other[1]), other[3])
    return distance_km(one, (lon, lat))


def holds(area: Area, point: tuple[float, float]) -> bool:
    """Whether a point (lon, lat) lies in the area; of polygons, holes are outside."""
    geometry = area.geometry
    if geometry["type"] == "Point":
        return tuple(geometry["coordinates"][:2]) == point
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return any(_in_ring(rings[0], point) and not any(_in_ring(hole, point) for hole in rings[1:]) for rings in polygons)


def _in_ring(ring: list[list[float]], point: tuple[float, float]) -> bool:
    """Even-odd rule: a line to the east crosses the ring an odd number of times."""
    lon, lat = point
    return sum(_crosses(a, b, lon, lat) for a, b in _sides(ring)) % 2 == 1


def _crosses(a: list[float], b: list[float], lon: float, lat: float) -> bool:
    if (a[1] > lat) == (b[1] > lat):
        return False
    return lon < a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0])


def _sides(ring: list[list[float]]) -> Iterator[tuple[list[float], list[float]]]:
    return zip(ring, ring[1:] + ring[:1], strict=True)
