"""The places of a file: a grid with axes, a mesh without, or sites, and where they stand in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.sentences import note
from ..files.headers import Header
from ..places.cells import Cells, grid_cells, mesh_cells, order_axis, plain_numbers, signed_longitudes, site_cells
from ..places.rotated import rotated_places

_LATITUDE = {"degrees_north", "degree_north", "degree_n", "degrees_n", "degreen", "degreesn"}
_LONGITUDE = {"degrees_east", "degree_east", "degree_e", "degrees_e", "degreee", "degreese"}

# Variables along a site dimension that hold the sites' names, best first.
_SITE_NAMES = ("station_name", "location", "station", "site", "name", "station_id", "id")

# Dimensions along which models without axes (ICON, CAM-SE, FESOM, MPAS, UGRID) keep their cells.
_CELL_DIMENSIONS = (
    "cell", "cells", "ncell", "ncells", "ncol", "ncol_d", "nod2", "i", "values", "gridcell", "rgrid", "cell_dim",
    "mesh2d_nfaces", "nmesh2d_face", "nface", "faces",
)  # fmt: skip


@dataclass(frozen=True)
class Places:
    """The cells of a file and where they stand in it; `axes` gives the role of each of their dimensions."""

    cells: Cells
    axes: Mapping[str, str]
    rows: np.ndarray
    columns: np.ndarray


def places_of(header: Header, time: str, wanted: str, notes: list[tuple[str, str]], others: set[str]) -> Places:
    """The cells of a file; `others` are dimensions known to be something else (time, members)."""
    lat = header.coordinate("latitude", _LATITUDE, ("lat", "latitude", "nav_lat", "xlat"))
    lon = header.coordinate("longitude", _LONGITUDE, ("lon", "longitude", "long", "nav_lon", "xlong"))
    if (lat is None or lon is None) and (rotated := rotated_places(header)):
        lats, lons, axes = rotated
        notes.append(("", note("rotated")))
        cells = mesh_cells(lats, lons, where=header.where)
        return Places(cells, {axes[0]: "row", axes[1]: "column"}, *(np.arange(length) for length in lats.shape))
    if lat is None or lon is None:
        return _unplaced(header, time, wanted, notes, others)
    dims = header.dimensions(lat), header.dimensions(lon)
    # WRF repeats the places of its cells at each time.
    if all(len(d) > 1 and d[0] in header.dimensions(time) for d in dims):
        dims = dims[0][1:], dims[1][1:]
    if max(map(len, dims)) > 1:
        return _mesh(header, (lat, lon), dims, wanted)
    if dims[0] == dims[1]:
        if dims[0] and (dims[0][0].lower() in _CELL_DIMENSIONS or _vertices(header, lat, dims[0]) is not None):
            return _mesh(header, (lat, lon), dims, wanted)
        return _sites(header, lat, lon, dims[0])
    if () in dims:
        what = "only one of latitude and longitude has a dimension"
        raise Refused(Problem("grid.axis", header.where, what, str(dims), wanted))
    lats, rows = order_axis(header.numbers(lat), of="latitude", where=f"{header.where}: {lat}")
    lons, columns = order_axis(header.numbers(lon), of="longitude", where=f"{header.where}: {lon}")
    edges = _edges(header, lat, lats, rows), _edges(header, lon, lons, columns)
    return Places(grid_cells(lats, lons, *edges), {dims[0][0]: "row", dims[1][0]: "column"}, rows, columns)


def _unplaced(header: Header, time: str, wanted: str, notes: list[tuple[str, str]], others: set[str]) -> Places:
    """One series without a place, as cut out of a grid; anything more needs latitude and longitude."""
    along = header.dimensions(time)[0]
    spread = {
        d for n in header.told if along in header.dimensions(n) and n not in header.helpers
        for d in header.dimensions(n) if header.sizes[d] > 1
    } - {along, *others}  # fmt: skip
    if spread:
        next_step = "Add latitude and longitude with units degrees_north and degrees_east"
        raise Refused(
            Problem("grid.none", header.where, "the file has no latitude and longitude", ", ".join(sorted(spread)),
                    wanted, next_step)
        )  # fmt: skip
    name = Path(header.where).stem
    notes.append(("", note("one_site", name=name)))
    return Places(site_cells([name], [np.nan], [np.nan]), {}, np.zeros(1, np.int64), np.zeros(1, np.int64))


def _mesh(header: Header, names: tuple[str, str], dims: tuple[tuple[str, ...], ...], wanted: str) -> Places:
    """Cells with a latitude and a longitude each: rotated pole, curvilinear, unstructured."""
    lat, lon = names
    if sorted(dims[0]) != sorted(dims[1]) or len(dims[0]) > 2:
        what = "latitudes and longitudes do not run along the same dimensions"
        raise Refused(Problem("grid.axis", header.where, what, f"{dims[0]} and {dims[1]}", wanted))
    values = []
    for name, own in zip(names, dims, strict=True):
        numbers = header.numbers(name)
        if numbers.ndim > len(own):
            if numbers.shape[0] > 1 and not np.allclose(numbers, numbers[:1], atol=1e-4, equal_nan=True):
                what = f"{name} changes with time: the grid moves"
                raise Refused(Problem("grid.moving", header.where, what, "", "places that stay", "Cut one place out"))
            numbers = numbers[0]
        values.append(numbers if own == dims[0] else numbers.T)
    lats, lons = values
    corners = _vertices(header, lat, dims[0]), _vertices(header, lon, dims[0])
    given = None if corners[0] is None or corners[1] is None else np.stack((corners[1], corners[0]), axis=-1)
    cells = mesh_cells(lats, lons, given, where=header.where)
    if len(dims[0]) == 1:
        return Places(cells, {dims[0][0]: "column"}, np.zeros(1, np.int64), np.arange(len(cells)))
    rows, columns = (np.arange(length) for length in lats.shape)
    return Places(cells, {dims[0][0]: "row", dims[0][1]: "column"}, rows, columns)


def _vertices(header: Header, name: str, dims: tuple[str, ...]) -> np.ndarray | None:
    """The corners of each cell (..., corner) of one coordinate, where the file gives three or more."""
    helper = str(header.told[name].get("bounds", ""))
    if helper not in header.told or len(header.dimensions(helper)) != len(dims) + 1:
        return None
    own, shape = header.dimensions(helper), header.shape(helper)
    if own[:-1] != dims or shape[-1] < 3:
        return None
    corners = header.numbers(helper)
    return corners if np.isfinite(corners).all() else None


def _edges(header: Header, name: str, axis: np.ndarray, order: np.ndarray) -> np.ndarray | None:
    """Edges from the bounds of an axis, where these meet without gaps and hold the centres."""
    bounds = header.bounds(name, len(axis))
    if bounds is None or not np.isfinite(bounds).all():
        return None
    # Bounds go along when a longitude is written as -180..180.
    centre = header.numbers(name)[order]
    bounds = np.sort(bounds[order], axis=1) + (axis - centre)[:, None]
    meet = np.allclose(bounds[1:, 0], bounds[:-1, 1], atol=1e-4)
    if not meet or (bounds[:, 0] > axis).any() or (bounds[:, 1] < axis).any():
        return None
    return np.concatenate((bounds[:, 0], bounds[-1:, 1]))


def _sites(header: Header, lat: str, lon: str, dims: tuple[str, ...]) -> Places:
    lats, lons = (plain_numbers(np.atleast_1d(header.numbers(name))) for name in (lat, lon))
    lons = signed_longitudes(lons)
    names = _site_names(header, dims) or [f"{a:.6g} N, {b:.6g} E" for a, b in zip(lats, lons, strict=True)]
    if len(set(names)) < len(names):
        twice = ", ".join(sorted({n for n in names if names.count(n) > 1})[:3])
        raise Refused(Problem("sites.twice", header.where, "two sites have one name", twice, "a name for each site"))
    axes = {dims[0]: "column"} if dims else {}
    return Places(site_cells(names, lats, lons), axes, np.zeros(1, np.int64), np.arange(len(names)))


def _site_names(header: Header, dims: tuple[str, ...]) -> list[str] | None:
    texts = [n for n in header.told if textual(header, n) and header.dimensions(n)[: len(dims)] == dims]
    texts.sort(
        key=lambda n: (header.told[n].get("cf_role") != "timeseries_id", _rank(n.lower(), (*dims, *_SITE_NAMES)), n)
    )
    if not dims:
        texts = [name for name in texts if name.lower() in _SITE_NAMES]
    return header.words(texts[0]) if texts else None


def textual(header: Header, name: str) -> bool:
    """Whether a variable holds texts."""
    kind = header.dtype(name)
    return kind is str or kind.kind in "SUT"


def _rank(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)
