"""Selecting: the cells under a shape and their weights, for grids, meshes and sites."""

from typing import Any

import numpy as np
import shapely
from shapely.affinity import translate

from ...vocabulary.problems import Problem, Refused
from .cells import Cells

# A station stands for its surroundings; a point further away than this is asked of other data.
NEAREST_SITE_KM = 25.0
KM_PER_DEGREE = 111.2

Chosen = tuple[np.ndarray, np.ndarray, str]


def under(cells: Cells, geometry: Any, name: str) -> Chosen:
    """Positions of the cells under a shape, their weights, and what must be said of them."""
    if geometry.geom_type == "MultiPoint":
        return _points(cells, geometry, name)
    if cells.kind == "sites":
        return _sites(cells, geometry, name)
    wrapped = _around_the_world(cells, geometry)
    if cells.kind == "mesh":
        return _mesh(cells, geometry, wrapped, name)
    return _grid(cells, geometry, wrapped, name)


def surfaces(cells: Cells) -> np.ndarray:
    """Surface of each cell on the sphere, (cell), up to a constant; equal for sites and for points without corners."""
    if cells.kind == "grid":
        rows, columns = cells.edges
        return (np.diff(np.sin(np.deg2rad(rows)))[:, None] * np.diff(columns)[None, :]).ravel()
    if cells.kind == "mesh" and cells.corners is not None:
        return shapely.area(shapely.polygons(cells.corners)) * np.cos(np.deg2rad(cells.lat))
    return np.ones(len(cells))


def joined(*notes: str) -> str:
    return "; ".join(dict.fromkeys(note for note in notes if note))


def outside(cells: Cells, geometry: Any, name: str) -> Problem:
    """An area that the data do not reach."""
    asked, have = _extent(geometry.bounds), _extent(cells.bounds)
    sites = f" (sites {', '.join(cells.names[:5])})" if cells.kind == "sites" else ""
    next_step = "Choose an area within the data, or data that reach there"
    return Problem("area.outside", "area", f"{name} lies outside the data", asked, f"within {have}{sites}", next_step)


def _extent(bounds: tuple[float, float, float, float]) -> str:
    west, south, east, north = bounds
    return f"longitude {west:.4g}..{east:.4g}, latitude {south:.4g}..{north:.4g}"


def _around_the_world(cells: Cells, geometry: Any) -> Any:
    """The shape, also where cells over the date line would meet it: one on 180 degrees reaches to both sides."""
    west, _, east, _ = cells.bounds
    copies = [geometry]
    if east > 180:
        copies.append(translate(geometry, 360))
    if west < -180:
        copies.append(translate(geometry, -360))
    return geometry if len(copies) == 1 else shapely.union_all(copies)


def _points(cells: Cells, geometry: Any, name: str) -> Chosen:
    """Each point's own cell or site; those that several points share count as often."""
    positions, notes, problems = [], [], []
    for number, point in enumerate(geometry.geoms, start=1):
        try:
            index, _, note = under(cells, point, f"point {number} of {name}")
        except Refused as refusal:
            problems += refusal.problems
        else:
            positions += index.tolist()
            notes.append(note)
    if problems:
        raise Refused(problems)
    index, times = np.unique(positions, return_counts=True)
    if cells.gridded:
        notes = [f"{name} is {len(positions)} points; each has the numbers of the cell it lies in"]
    return index, times / times.sum(), joined(*notes)


def _sites(cells: Cells, geometry: Any, name: str) -> Chosen:
    told = np.isfinite(cells.lat) & np.isfinite(cells.lon)
    if not told.any():
        names = ", ".join(cells.names[:20])
        what = "the sites of the data have names and no coordinates, so no area can be cut from them"
        raise Refused(Problem("area.sites", "area", what, name, f"a site: {names}"))
    inside = np.flatnonzero(told & shapely.intersects(geometry, shapely.points(cells.lon, cells.lat)))
    if inside.size:
        return inside, np.full(inside.size, 1 / inside.size), ""
    if geometry.geom_type == "Point":
        nearest, distance = _nearest(cells, geometry)
        if distance <= NEAREST_SITE_KM:
            note = f"{name} is {distance:.0f} km from the site {cells.names[nearest]}, which stands for it"
            return np.array([nearest]), np.ones(1), note
    raise Refused(outside(cells, geometry, name))


def _nearest(cells: Cells, point: Any) -> tuple[int, float]:
    """The nearest cell by its centre, and how far it is [km]."""
    off = np.abs(cells.lon - point.x) % 360
    east = np.minimum(off, 360 - off) * np.cos(np.deg2rad(point.y))
    distance = np.hypot(east, cells.lat - point.y) * KM_PER_DEGREE
    nearest = int(np.nanargmin(distance))
    return nearest, float(distance[nearest])


def _grid(cells: Cells, geometry: Any, wrapped: Any, name: str) -> Chosen:
    if geometry.geom_type == "Point":
        return _cell_at(cells, geometry, name)
    rows, columns = cells.edges
    west, south, east, north = wrapped.bounds
    row = np.flatnonzero((rows[1:] >= south) & (rows[:-1] <= north))
    column = np.flatnonzero((columns[1:] >= west) & (columns[:-1] <= east))
    row, column = (axis.ravel() for axis in np.meshgrid(row, column, indexing="ij"))
    tiles = shapely.box(columns[column], rows[row], columns[column + 1], rows[row + 1])
    flat = tiles if (shapely.area(tiles) > 0).all() else shapely.centroid(tiles)
    shared = shapely.area(shapely.intersection(tiles, wrapped)) if flat is tiles else shapely.intersects(flat, wrapped)
    there = np.flatnonzero(shared > 0)
    if not there.size:
        raise Refused(outside(cells, geometry, name))
    index = row[there] * cells.shape[1] + column[there]
    whole = shapely.area(tiles)[there] if flat is tiles else 1.0
    surface = shared[there] / whole * np.maximum(surfaces(cells)[index], 1e-300)
    size = float(np.median(np.diff(rows)) * np.median(np.diff(columns)))
    note = _tile_note(geometry, name, float(shared.sum()), size, len(index)) if flat is tiles else ""
    return index, surface / surface.sum(), note


def _tile_note(geometry: Any, name: str, covered: float, size: float, count: int) -> str:
    notes = []
    if (beyond := 1 - covered / geometry.area) > 0.005:
        notes.append(f"{100 * beyond:.0f} % of {name} lies outside the data")
    if geometry.area < size:
        cell = "the cell it lies in" if count == 1 else f"the {count} cells it touches"
        notes.append(f"{name} is smaller than a cell of the data; its numbers are those of {cell}")
    return joined(*notes)


def _cell_at(cells: Cells, point: Any, name: str) -> Chosen:
    rows, columns = cells.edges
    # A cell over the date line holds points of both sides.
    x = next((x for x in (point.x, point.x + 360, point.x - 360) if columns[0] <= x <= columns[-1]), None)
    if x is None or not rows[0] <= point.y <= rows[-1]:
        raise Refused(outside(cells, point, name))
    row = min(int(np.searchsorted(rows, point.y, side="right")) - 1, cells.shape[0] - 1)
    column = min(int(np.searchsorted(columns, x, side="right")) - 1, cells.shape[1] - 1)
    index = row * cells.shape[1] + column
    return np.array([index]), np.ones(1), f"{name} is a point; its numbers are those of the cell it lies in"


def _mesh(cells: Cells, geometry: Any, wrapped: Any, name: str) -> Chosen:
    if cells.corners is None:
        return _mesh_of_centres(cells, geometry, wrapped, name)
    west, south, east, north = wrapped.bounds
    lon, lat = cells.corners[..., 0], cells.corners[..., 1]
    near = (lon.max(1) >= west) & (lon.min(1) <= east) & (lat.max(1) >= south) & (lat.min(1) <= north)
    near = np.flatnonzero(near)
    tiles = shapely.make_valid(shapely.polygons(cells.corners[near]))
    if geometry.geom_type == "Point":
        inside = near[shapely.intersects(tiles, wrapped)]
        if not inside.size:
            raise Refused(outside(cells, geometry, name))
        return inside[:1], np.ones(1), f"{name} is a point; its numbers are those of the cell it lies in"
    shared = shapely.area(shapely.intersection(tiles, wrapped))
    there = np.flatnonzero(shared > 0)
    if not there.size:
        raise Refused(outside(cells, geometry, name))
    surface = shared[there] * np.cos(np.deg2rad(cells.lat[near[there]]))
    size = float(np.median(shapely.area(tiles[there])))
    note = _tile_note(geometry, name, float(shared.sum()), size, there.size)
    return near[there], surface / surface.sum(), note


def _mesh_of_centres(cells: Cells, geometry: Any, wrapped: Any, name: str) -> Chosen:
    """Cells without corners: those whose centre lies inside, else the nearest one if it is no further than a cell."""
    inside = np.flatnonzero(shapely.intersects(wrapped, shapely.points(cells.lon, cells.lat)))
    if inside.size and geometry.geom_type != "Point":
        note = f"the cells of the data have no corners; those whose centre lies in {name} count alike"
        return inside, np.full(inside.size, 1 / inside.size), note
    point = geometry.representative_point()
    nearest, distance = _nearest(cells, point)
    if distance > _spacing_km(cells, nearest):
        raise Refused(outside(cells, geometry, name))
    said = "is a point" if geometry.geom_type == "Point" else "holds the centre of no cell"
    return np.array([nearest]), np.ones(1), f"{name} {said}; its numbers are those of the nearest cell"


def _spacing_km(cells: Cells, index: int) -> float:
    """How far the nearest neighbour of a cell is [km]; nothing for one that is alone."""
    others = np.arange(len(cells)) != index
    off = np.abs(cells.lon[others] - cells.lon[index]) % 360
    east = np.minimum(off, 360 - off) * np.cos(np.deg2rad(cells.lat[index]))
    return float(np.hypot(east, cells.lat[others] - cells.lat[index]).min(initial=np.inf)) * KM_PER_DEGREE
