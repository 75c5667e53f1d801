"""Cells: where numbers stand; a grid with its axes in order, a mesh without axes, or named sites."""

from dataclasses import dataclass

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.unseen import without_unseen


@dataclass(frozen=True)
class Cells:
    """Places of one piece of data.

    kind           "grid", "mesh" (rotated pole, curvilinear, unstructured: places without axes) or "sites"
    names          names of sites as written in the file; empty for a grid and a mesh
    lat, lon       (cell) degrees, longitudes -180..180; NaN where a site's place is not told
    shape          (lat, lon) of a grid, (row, column) or (cell,) of a mesh, (site,); cells are in C order over it, the
                   latitudes and longitudes of a grid ascending, the rows and columns of a mesh as in the file
    lats, lons     the axes of a grid; empty for sites and a mesh; `lons` go on beyond 180 over the date line
    record         (first year, last year) with any value, for each site; empty for a grid and a mesh
    edges          edges of the rows and of the columns of a grid, each one longer than its axis
    corners        (cell, corner, longitude and latitude) of a mesh [degrees], the longitudes of one cell on one side of
                   the date line; None where the file neither gives nor allows to derive them
    """

    kind: str
    names: tuple[str, ...]
    lat: np.ndarray
    lon: np.ndarray
    shape: tuple[int, ...]
    lats: np.ndarray
    lons: np.ndarray
    record: tuple[tuple[int, int], ...] = ()
    edges: tuple[np.ndarray, np.ndarray] | None = None
    corners: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.lat)

    def label(self, index: int) -> str:
        """What to call a cell in a message: the site's name, or its coordinates."""
        if self.names:
            return self.names[index]
        return f"{self.lat[index]:.6g} N, {self.lon[index]:.6g} E"

    @property
    def gridded(self) -> bool:
        """Whether the cells tile a surface: a grid or a mesh."""
        return self.kind != "sites"

    @property
    def spacing_km(self) -> float:
        """How wide a cell of a mesh with corners is [km], in the middle of all: the root of its surface."""
        lon, lat = self.corners[..., 0], self.corners[..., 1]
        # The surface of a polygon by its corners in turn.
        turned = np.abs(np.sum(lon * np.roll(lat, -1, 1) - np.roll(lon, -1, 1) * lat, axis=1)) / 2
        return float(np.median(np.sqrt(turned * np.cos(np.deg2rad(self.lat)))) * 111.2)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the cells with their edges [degrees]; NaN when no place is told."""
        if self.edges is not None:
            rows, columns = self.edges
            return float(columns[0]), float(rows[0]), float(columns[-1]), float(rows[-1])
        if self.corners is not None:
            lon, lat = self.corners[..., 0], self.corners[..., 1]
            return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())
        told = np.isfinite(self.lat) & np.isfinite(self.lon)
        if not told.any():
            return (np.nan,) * 4
        lat, lon = self.lat[told], self.lon[told]
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())


def site_cells(names, lat, lon, record=()) -> Cells:
    """Named sites at points [degrees]."""
    lat, lon = np.asarray(lat, np.float64), signed_longitudes(np.asarray(lon, np.float64))
    none = np.empty(0)
    return Cells(
        "sites", tuple(without_unseen(str(name)) for name in names), lat, lon, (len(lat),), none, none, tuple(record)
    )


def grid_cells(lats, lons, lat_edges=None, lon_edges=None) -> Cells:
    """A grid over ascending axes [degrees]; edges halfway between centres where the file gives none."""
    lats, lons = np.asarray(lats, np.float64), np.asarray(lons, np.float64)
    # An axis with one value has no width of its own: the other axis lends it one.
    width = (
        float(np.median(np.diff(lats))) if len(lats) > 1 else float(np.median(np.diff(lons))) if len(lons) > 1 else 0
    )
    rows = _halfway(lats, width) if lat_edges is None else np.asarray(lat_edges, np.float64)
    columns = _halfway(lons, width) if lon_edges is None else np.asarray(lon_edges, np.float64)
    lat, lon = np.meshgrid(lats, lons, indexing="ij")
    edges = (np.clip(np.round(rows, 9), -90, 90), np.round(columns, 9))
    return Cells("grid", (), lat.ravel(), signed_longitudes(lon.ravel()), (len(lats), len(lons)), lats, lons, (), edges)


def _halfway(axis: np.ndarray, width: float) -> np.ndarray:
    if len(axis) == 1:
        return np.array([axis[0] - width / 2, axis[0] + width / 2])
    middle = (axis[1:] + axis[:-1]) / 2
    return np.concatenate(([2 * axis[0] - middle[0]], middle, [2 * axis[-1] - middle[-1]]))


def signed_longitudes(lon: np.ndarray) -> np.ndarray:
    """Longitudes as -180..180; 180 itself stays."""
    return np.where(lon > 180, lon - 360, lon)


def plain_numbers(values: np.ndarray) -> np.ndarray:
    """Degrees without the noise of single precision: 37.400001526 was written as 37.4.

    The fewest decimals, up to five, that all values keep within the precision of float32; as they are where none do.
    """
    values = np.asarray(values, np.float64)
    noise = np.spacing(np.abs(values).astype(np.float32)).astype(np.float64)
    for decimals in range(6):
        rounded = np.round(values, decimals)
        if (np.abs(rounded - values) <= noise).all():
            return rounded
    return values


def order_axis(values: np.ndarray, *, of: str, where: str) -> tuple[np.ndarray, np.ndarray]:
    """An axis ascending (longitudes as -180..180), and for each of its values the place in the file.

    The longitudes of a region over the date line go on beyond 180 degrees, so that neighbours stay neighbours.
    """
    values = plain_numbers(values)
    # Some go on beyond 360 where a region lies over 0 degrees: 350, 355, 360, 365.
    limit = (-90, 90) if of == "latitude" else (-180, 540)
    _refuse_no_degrees(values, limit, of, where)
    values = values if of == "latitude" else signed_longitudes(values)
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    same = np.flatnonzero(np.diff(ordered) <= 1e-9)
    if of == "longitude" and len(ordered) > 1 and ordered[-1] - ordered[0] >= 360 - 1e-9:
        # -180 and 180 are one meridian.
        same = np.append(same, len(ordered) - 1)
    if same.size:
        got = ", ".join(f"{ordered[i]:g}" for i in same[:3].tolist())
        next_step = "Drop the repeated row or column"
        raise Refused(Problem("grid.axis", where, f"a {of} stands twice", got, f"each {of} once", next_step))
    if of == "longitude" and (seam := _seam(ordered)):
        ordered, order = np.concatenate((ordered[seam:], ordered[:seam] + 360)), np.roll(order, -seam)
    return ordered, order


def _seam(lons: np.ndarray) -> int:
    """Where the longitudes of a region over the date line start; 0 for any other axis."""
    if len(lons) < 2:
        return 0
    steps = np.diff(lons)
    widest, over = int(steps.argmax()), lons[0] + 360 - lons[-1]
    usual = float(np.median(np.append(np.delete(steps, widest), over)))
    return widest + 1 if steps[widest] > 3 * usual and over <= 1.5 * usual else 0


def _refuse_no_degrees(values: np.ndarray, limit: tuple[float, float], of: str, where: str) -> None:
    if not np.isfinite(values).all() or values.min() < limit[0] or values.max() > limit[1]:
        got = f"{np.nanmin(values):g}..{np.nanmax(values):g}" if np.isfinite(values).any() else "missing values"
        what = f"the {of}s are no {of}s in degrees"
        raise Refused(Problem("grid.axis", where, what, got, f"{limit[0]}..{limit[1]} degrees"))


def mesh_cells(lat: np.ndarray, lon: np.ndarray, corners: np.ndarray | None = None, *, where: str = "") -> Cells:
    """Cells that have a latitude and a longitude each [degrees], (row, column) or (cell,).

    corners  (..., corner, 2) longitude and latitude; derived halfway between the centres of a (row, column) mesh where
             not given, None for unstructured points
    """
    lat, lon = np.asarray(lat, np.float64), np.asarray(lon, np.float64)
    _refuse_no_degrees(lat, (-90, 90), "latitude", where)
    _refuse_no_degrees(lon, (-180, 540), "longitude", where)
    if corners is None and lat.ndim == 2 and min(lat.shape) > 1:
        corners = _corners_between(lat, lon)
    centre = signed_longitudes(lon).ravel()
    if corners is not None:
        corners = np.array(corners, np.float64).reshape(len(centre), -1, 2)
        # The corners of a cell lie on its side of the date line; they may go beyond 180 degrees.
        corners[..., 0] -= 360 * np.round((corners[..., 0] - centre[:, None]) / 360)
    none = np.empty(0)
    return Cells("mesh", (), lat.ravel(), centre, lat.shape, none, none, (), None, corners)


def _corners_between(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """Corners (row, column, 4, 2) halfway between centres, carried on at the rim; on the sphere, so poles are none."""
    a, b = np.deg2rad(lat), np.deg2rad(lon)
    points = np.stack((np.cos(a) * np.cos(b), np.cos(a) * np.sin(b), np.sin(a)), axis=-1)
    for axis in (0, 1):
        points = np.moveaxis(points, axis, 0)
        points = np.concatenate((2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]))
        points = np.moveaxis((points[1:] + points[:-1]) / 2, 0, axis)
    x, y, z = np.moveaxis(points / np.linalg.norm(points, axis=-1, keepdims=True), -1, 0)
    nodes = np.stack((np.rad2deg(np.arctan2(y, x)), np.rad2deg(np.arcsin(np.clip(z, -1, 1)))), axis=-1)
    return np.stack((nodes[:-1, :-1], nodes[:-1, 1:], nodes[1:, 1:], nodes[1:, :-1]), axis=2)
