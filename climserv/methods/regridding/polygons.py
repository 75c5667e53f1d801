"""Cells and areas as polygons on the flat, equal-area map: x is the longitude, y the sine of the latitude.

On this map every surface is true, and the sides of grid cells are straight. The sides of mesh cells are taken as
straight on it too: next to great circles, 0.1 % (at 28 N) to 0.7 % (at 64 N) of the ground of cells of 0.44 degrees
changes hands, and their surfaces stay true to 1 in 30 000. Neighbours share one side: nothing is counted twice or lost.
"""

from dataclasses import dataclass

import numpy as np
import shapely

from climserv.vocabulary.problems import Problem, Refused

# Sides of areas are straight in degrees, so they bend on the map; a side is cut into pieces no longer than this.
_PIECE_DEGREES = 0.1
# A cell that spans more longitude than this lies on a pole or next to it.
_NARROW_DEGREES = 90.0


@dataclass(frozen=True)
class Flat:
    """A surface of cells on the map.

    shapes  (cell) polygons, longitudes in radians; empty where a cell has no corners, or spans a pole
    polar   (cell) degrees: the latitude nearest to the equator of a cell that spans a pole, else not a number
    """

    shapes: np.ndarray
    polar: np.ndarray

    def __len__(self) -> int:
        return len(self.shapes)

    @property
    def bounds(self) -> tuple[float, ...]:
        """West, south, east, north [degrees]."""
        west, south, east, north = shapely.total_bounds(self.shapes)
        west, east = np.rad2deg([west, east])
        south, north = np.rad2deg(np.arcsin(np.clip([south, north], -1, 1)))
        return float(west), float(south), float(east), float(north)


def boxes(rows: np.ndarray, columns: np.ndarray) -> Flat:
    """The cells of a grid by its edges [degrees], in C order over (lat, lon)."""
    y, x = np.sin(np.deg2rad(rows)), np.deg2rad(columns)
    south, west = (axis.ravel() for axis in np.meshgrid(y[:-1], x[:-1], indexing="ij"))
    north, east = (axis.ravel() for axis in np.meshgrid(y[1:], x[1:], indexing="ij"))
    return Flat(shapely.box(west, south, east, north), np.full(len(west), np.nan))


def flat_cells(corners, where: str) -> Flat:
    """The cells of a mesh by their corners (cell, corner, 2), longitude and latitude [degrees].

    Corners that are not in their order around the cell are put in order; a cell without corners covers nothing.
    """
    corners = np.array(corners, np.float64)
    if corners.ndim != 3 or corners.shape[1] < 3 or corners.shape[2] != 2:
        allowed = "(cell, corner, 2), longitude and latitude; a grid is a tuple of its edges"
        raise Refused(Problem("array.shape", where, "these are no corners", str(corners.shape), allowed))
    lon, lat = corners[..., 0], corners[..., 1]
    told = np.isfinite(corners).all(axis=(1, 2))
    if (np.abs(lat[told]) > 90 + 1e-6).any():
        got = f"{lat[told].min():g}..{lat[told].max():g}"
        raise Refused(Problem("grid.corners", where, "these are no latitudes in degrees", got, "-90..90"))
    lon -= 360 * np.round((lon - lon[:, :1]) / 360)
    spanning = told & (np.ptp(lon, axis=1) > _NARROW_DEGREES)
    polar = np.where(spanning, np.where(lat.mean(axis=1) > 0, lat.min(axis=1), lat.max(axis=1)), np.nan)
    shapes = np.full(len(corners), shapely.Polygon(), object)
    drawn = told & ~spanning
    points = np.stack((np.deg2rad(lon[drawn]), np.sin(np.deg2rad(lat[drawn]))), axis=-1)
    shapes[drawn] = _in_order(shapely.polygons(points))
    return Flat(shapes, polar)


def _in_order(shapes: np.ndarray) -> np.ndarray:
    crossed = ~shapely.is_valid(shapes)
    shapes[crossed] = shapely.convex_hull(shapes[crossed])
    # A cell whose corners lie on one line has no surface.
    shapes[shapely.get_type_id(shapes) != 3] = shapely.Polygon()
    return shapes


def flat_areas(areas, names) -> tuple[Flat, list[Problem]]:
    """Areas (shapely, degrees) on the map, and what is wrong with them."""
    shapes, problems = np.empty(len(areas), object), []
    for number, area in enumerate(areas):
        name = str(names[number]) if len(names) else f"area {number}"
        area = area if shapely.is_valid(area) else shapely.make_valid(area)
        west, south, east, north = area.bounds if not area.is_empty else (0, 0, 0, 0)
        if area.area == 0:
            what = "this has no surface; take the cells of a point with `nearest` or `bilinear`"
            problems.append(Problem("area.surface", "area_means", what, name))
        elif not (-90 <= south <= north <= 90 and east - west <= 360):
            what = "these are no degrees of longitude and latitude"
            problems.append(Problem("area.crs", "area_means", what, f"{west:g}..{east:g}, {south:g}..{north:g}"))
        else:
            shapes[number] = shapely.transform(shapely.segmentize(area, _PIECE_DEGREES), _to_map)
    return Flat(shapes, np.full(len(areas), np.nan)), problems


def _to_map(points: np.ndarray) -> np.ndarray:
    radians = np.deg2rad(points)
    return np.stack((radians[:, 0], np.sin(radians[:, 1])), axis=-1)
