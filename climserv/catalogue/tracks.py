"""What a GPS device or a map program writes, read safely: GPX, KML and GeoJSON as points and lines of degrees.

A file comes from anybody. XML with a document type is refused, so that no entity is ever opened; size, depth and
number of points are limited.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from ..vocabulary.problems import Problem, Refused

LARGEST = 900_000
MOST_POINTS = 50_000
DEEPEST = 60

Pair = tuple[float, float]
_FORMATS = "GPX, KML or GeoJSON"
_GPX_POINTS = ("wpt", "trkpt", "rtept")
_GPX_LINES = ("trkseg", "rte")
_KML_LINES = ("LineString", "LinearRing")


@dataclass
class Track:
    """What a file holds, longitude first.

    name      what the file calls itself, where it does
    points    single points, such as waypoints
    lines     tracks and routes, in the order they were walked
    polygons  outlines as rings, the outer one first
    """

    name: str = ""
    points: list[Pair] = field(default_factory=list)
    lines: list[list[Pair]] = field(default_factory=list)
    polygons: list[list[list[Pair]]] = field(default_factory=list)

    @property
    def pairs(self) -> list[Pair]:
        rings = [ring for polygon in self.polygons for ring in polygon]
        return [*self.points, *(pair for line in [*self.lines, *rings] for pair in line)]


def read_track(name: str, content: bytes) -> Track:
    """The points, lines and outlines of a file; raises `Refused` where it cannot be read."""
    if len(content) > LARGEST:
        got, allowed = f"{len(content) / 1e6:.1f} MB", f"{LARGEST / 1e6:.1f} MB"
        raise Refused(Problem("track.large", name, "this file is too large", got, allowed, "Keep the one track"))
    if content[:4] == b"PK\x03\x04":
        what, next_step = "this is a packed file", "Save it as KML, not as KMZ, or unpack it"
        raise Refused(Problem("track.packed", name, what, "a zip file", _FORMATS, next_step))
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    found = _geojson(name, content) if start in (b"{", b"[") else _xml(name, content)
    pairs = found.pairs
    if not pairs:
        allowed = "a track, waypoints or an outline"
        raise Refused(Problem("track.empty", name, "this file holds no place", "", allowed))
    if len(pairs) > MOST_POINTS:
        raise Refused(
            Problem("track.points", name, "this file holds too many points", f"{len(pairs)}", f"{MOST_POINTS}")
        )
    return found


def _unreadable(name: str, why: object) -> Refused:
    what = "this file cannot be read as a track or an outline"
    return Refused(Problem("track.unreadable", name, what, str(why), _FORMATS, "Export it again from the device"))


class _Reader:
    """Takes the places out of GPX and KML as the parser comes by them."""

    def __init__(self, name: str):
        self.name, self.found = name, Track()
        self.path: list[str] = []
        self.text: list[str] = []
        self.line: list[Pair] = []
        self.rings: list[list[Pair]] = []

    def refuse_doctype(self, *_: Any) -> None:
        what = "this file declares things of its own (a document type), which no GPS device writes"
        raise Refused(Problem("track.doctype", self.name, what, "", _FORMATS, "Export it again from the device"))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.path.append(tag.rpartition(" ")[2])
        self.text.clear()
        if len(self.path) > DEEPEST:
            raise _unreadable(self.name, "nested too deep")
        here = self.path[-1]
        if here in _GPX_POINTS and "lat" in attributes and "lon" in attributes:
            pair = float(attributes["lon"]), float(attributes["lat"])
            (self.found.points if here == "wpt" else self.line).append(pair)

    def data(self, text: str) -> None:
        self.text.append(text)

    def end(self, _tag: str) -> None:
        here, text = self.path.pop(), "".join(self.text).strip()
        if here == "name" and text and not self.found.name:
            self.found.name = text[:100]
        elif here in _GPX_LINES:
            self._keep_line()
        elif here == "coordinates":
            self._coordinates(text)
        elif here == "Polygon":
            self.found.polygons += [self.rings] if self.rings else []
            self.rings = []
        self.text.clear()

    def _keep_line(self) -> None:
        self.found.lines += [self.line] if self.line else []
        self.line = []

    def _coordinates(self, text: str) -> None:
        pairs = [(float(lon), float(lat)) for lon, lat, *_ in (one.split(",") for one in text.split())]
        if "Polygon" in self.path:
            self.rings.append(pairs)
        elif self.path and self.path[-1] in _KML_LINES:
            self.found.lines.append(pairs)
        else:
            self.found.points += pairs


def _xml(name: str, content: bytes) -> Track:
    reader = _Reader(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    parser.EntityDeclHandler = reader.refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.data
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _unreadable(name, error) from None
    return reader.found


def _geojson(name: str, content: bytes) -> Track:
    found = Track()
    try:
        record = json.loads(content)
        features = record["features"] if record["type"] == "FeatureCollection" else [record]
        for feature in features:
            is_feature = feature["type"] == "Feature"
            _geometry(feature["geometry"] if is_feature else feature, found)
            called = (feature.get("properties") or {}).get("name") if is_feature else None
            found.name = found.name or (called[:100] if isinstance(called, str) else "")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise _unreadable(name, error) from None
    return found


def _geometry(geometry: dict[str, Any], found: Track) -> None:
    kind = geometry["type"]
    if kind == "GeometryCollection":
        for one in geometry["geometries"]:
            _geometry(one, found)
        return
    coordinates = geometry["coordinates"]
    several = coordinates if kind.startswith("Multi") else [coordinates]
    if kind.endswith("Point"):
        found.points += _pairs(several)
    elif kind.endswith("LineString"):
        found.lines += [_pairs(line) for line in several]
    elif kind.endswith("Polygon"):
        found.polygons += [[_pairs(ring) for ring in polygon] for polygon in several]
    else:
        raise ValueError(kind)


def _pairs(points: Iterable[Any]) -> list[Pair]:
    return [(float(point[0]), float(point[1])) for point in points]
