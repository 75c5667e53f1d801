"""Small maps drawn on the server: areas and counted points over the land, as SVG that needs no script and prints."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from climserv.catalogue.earth import land_in
from climserv.matching.asking import area_of
from climserv.vocabulary.texts import text_in

from . import blueprint
from .countries import country_name

# The drawing is this large in its own units; a unit is about a pixel of a phone.
WIDTH, HEIGHT = 320, 200
# Never nearer than this [degrees across]: a border or a coast must be in sight, or nobody knows where it is.
NEAREST = 8.0
# Wider than this, and the coasts of the whole world are shown.
WIDEST = 130.0
# Room around what is shown, as a share of it; a mark smaller than so many units is ringed.
ROOM = 0.35
SMALL = 14.0
# Countries with less than this share of the drawing are not named.
NAMED = 0.02
# About half the width of a letter, and the height of a line of names, so that none is cut off at a side.
HALF_LETTER, LINE = 2.8, 10.0
LEAST_RADIUS, MOST_RADIUS = 9.0, 26.0


@dataclass(frozen=True)
class Mark:
    """One thing on a map: `geometry` is GeoJSON; a `count` makes it a circle of that surface with the number in it."""

    words: str
    geometry: Mapping[str, Any]
    count: int | None = None
    href: str = ""


@dataclass(frozen=True)
class Shape:
    """A mark as it is drawn: a path, the middle, and the radius of its ring or circle (0: the path is enough)."""

    words: str
    path: str
    x: float
    y: float
    radius: float
    count: int | None
    href: str


@dataclass(frozen=True)
class Map:
    """What the macro `area_map` shows. `land` is empty on a map of the world: its coasts are a file of their own."""

    width: int
    height: int
    land: str
    world: str
    names: tuple[tuple[float, float, str], ...]
    shapes: tuple[Shape, ...]


class _View:
    """From degrees to units of the drawing; degrees of longitude shrink away from the equator, as they do outside."""

    def __init__(self, bounds: tuple[float, float, float, float]):
        west, south, east, north = bounds
        middle, up = (west + east) / 2, (south + north) / 2
        self.shrink = math.cos(math.radians(min(abs(up), 75)))
        across = max((east - west) * self.shrink, (north - south) * WIDTH / HEIGHT)
        across = max(across * (1 + ROOM), NEAREST * self.shrink)
        self.world = across > WIDEST
        if self.world:
            self.shrink, self.unit, self.height = 1.0, WIDTH / 360, WIDTH // 2
            self.west, self.north = -180.0, 90.0
            return
        self.unit, self.height = WIDTH / across, HEIGHT
        self.west = middle - across / self.shrink / 2
        self.north = up + HEIGHT / self.unit / 2

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = (lon - self.west) * self.shrink * self.unit, (self.north - lat) * self.unit
        return round(float(x), 1), round(float(y), 1)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        east = self.west + WIDTH / self.unit / self.shrink
        return self.west, self.north - self.height / self.unit, east, self.north

    def path(self, shape: Any) -> str:
        """The outline of a shape, no finer than can be seen."""
        import shapely

        pieces = []
        for ring in _rings(shapely.simplify(shape, 0.4 / self.unit)):
            points = " ".join(f"{x:g},{y:g}" for x, y in (self.at(*pair[:2]) for pair in ring.coords[:-1]))
            pieces.append(f"M{points}z")
        return "".join(pieces)


def _rings(shape: Any) -> Iterable[Any]:
    import shapely

    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon" and not part.is_empty:
            yield part.exterior
            yield from part.interiors


@blueprint.app_template_global("draw_map")
def draw_map(marks: Iterable[Mark | Mapping[str, Any]], language: str = "en") -> Map | None:
    """A map that holds all marks (`Mark`, or a mapping with its fields); None when there are none."""
    import shapely
    from shapely.geometry import shape

    given = [mark if isinstance(mark, Mark) else Mark(**mark) for mark in marks]
    if not given:
        return None
    shapes = [shape(mark.geometry) for mark in given]
    view = _View(tuple(shapely.total_bounds(shapes)))
    most = max((mark.count or 0 for mark in given), default=0)
    drawn = [_drawn(mark, one, view, most) for mark, one in zip(given, shapes, strict=True)]
    # Large ones first, so that none hides a smaller one.
    drawn.sort(key=lambda one: -one.radius)
    if view.world:
        return Map(WIDTH, view.height, "", f"scale({view.unit:.4f}) translate(180 90)", (), tuple(drawn))
    held = land_in(*view.bounds)
    land = "".join(view.path(piece) for _, piece in held)
    return Map(WIDTH, view.height, land, "", _names(held, shapes, view, language), tuple(drawn))


def _drawn(mark: Mark, shape: Any, view: _View, most: int) -> Shape:
    west, south, east, north = shape.bounds
    (left, low), (right, high) = view.at(west, south), view.at(east, north)
    x, y = round((left + right) / 2, 1), round((low + high) / 2, 1)
    if mark.count is not None:
        radius = max(LEAST_RADIUS, MOST_RADIUS * math.sqrt(mark.count / most)) if most else LEAST_RADIUS
        return Shape(mark.words, "", x, y, round(radius, 1), mark.count, mark.href)
    small = max(right - left, low - high) < SMALL
    return Shape(mark.words, view.path(shape), x, y, SMALL if small else 0.0, None, mark.href)


def _names(held: list, shapes: list, view: _View, language: str) -> tuple[tuple[float, float, str], ...]:
    """The names of the countries in sight, each where it has most room beside what is marked."""
    import shapely

    west, south, east, north = view.bounds
    least = NAMED * (east - west) * (north - south)
    marked = shapely.union_all([shapely.box(*shape.bounds) for shape in shapes]).buffer(SMALL / view.unit)
    largest: dict[Any, Any] = {}
    for country, whole in held:
        piece = shapely.difference(whole, marked)
        if piece.area > max(least, largest[country].area if country in largest else 0):
            largest[country] = piece
    named = []
    for country, piece in largest.items():
        line = shapely.maximum_inscribed_circle(piece, tolerance=0.1)
        (x, y), name = view.at(*line.coords[0]), country_name(country, language)
        half = len(name) * HALF_LETTER
        if 2 * half < WIDTH / 2:
            named.append((min(max(x, half), WIDTH - half), min(max(y, LINE), HEIGHT - LINE), name))
    return tuple(named)


def box_geometry(bounds: tuple[float, float, float, float]) -> dict[str, Any]:
    """GeoJSON of a box of degrees; of a point where it has no size."""
    west, south, east, north = bounds
    if (west, south) == (east, north):
        return {"type": "Point", "coordinates": [west, south]}
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def where_of(need: Any, places: Iterable[Any], language: str) -> dict[str, Any] | None:
    """The map of a need's place and its words, as its pages show them; None where the place is not known."""
    area, _problems = area_of(need, {place.id: place for place in places})
    if area is None:
        return None
    name = text_in(area.name, language)
    return {"map": draw_map([Mark(name, area.geometry)], language), "name": name}
