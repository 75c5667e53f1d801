"""Placing: which cell of a source each target cell takes, or what share of several."""

import hashlib
from collections import OrderedDict

import numpy as np

from ...data.opening import Cells
from ...methods.regridding.conservative import conservative
from ...methods.regridding.points import bilinear
from ...methods.regridding.sphere import EARTH_RADIUS_KM, great_circle_km
from ...methods.regridding.weights import Weights
from ...vocabulary.problems import Problem, Refused
from ..blocks.coarse import Between

# A station series stands for its surroundings, not for the next region.
FARTHEST_SITE_KM = 100.0

# A mean over less than half of a cell stands for none of it; as in `apply_weights`.
HALF = 0.5 - 1e-9

# Distances worked out in one go: some 30 MB an array.
_DISTANCES_AT_ONCE = 4_000_000


def nearest_cells(target: Cells, source: Cells, index: np.ndarray, *, of: str) -> np.ndarray:
    """For each target cell in `index`, the source cell it takes: the site of the same name, else the nearest.

    Nearest, not interpolated: averaging neighbouring cells makes rain too frequent and too light, and the adjustment
    that follows brings each cell to its own climate. Refused when the target lies outside the source.
    """
    if target.kind == "sites" and source.kind == "sites":
        known = {name: number for number, name in enumerate(source.names)}
        names = [target.names[i] for i in index]
        if all(name in known for name in names):
            return np.array([known[name] for name in names], dtype=np.intp)
    lat, lon = target.lat[index], target.lon[index]
    if not (np.isfinite(lat).all() and np.isfinite(source.lat).all()):
        what = "the sites of data and observations have other names, and not all say where they lie"
        raise Refused(
            Problem("sites.unplaced", of, what, next_step="Give both the same names, or latitude and longitude")
        )
    if target.kind == source.kind == "grid" and _same_places(target, source):
        return index.astype(np.intp)
    nearest, distance = _nearest(lat, lon, source)
    if (distance > _reach_km(source)).any():
        extent = f"{source.lon.min():g}..{source.lon.max():g} E, {source.lat.min():g}..{source.lat.max():g} N"
        got = f"{lon.min():g}..{lon.max():g} E, {lat.min():g}..{lat.max():g} N"
        raise Refused(Problem("area.outside", of, "the data do not reach the places asked for", got, extent))
    return nearest.astype(np.intp)


def weights_between(target: Cells, source: Cells, method: str, *, of: str) -> Weights | None:
    """Weights of all target cells, made once for a pair of grids; None where each takes one cell, or is one itself."""
    if method == "nearest" or source is target:
        return None
    if method == "bilinear":
        if source.kind != "grid":
            raise _not_possible(of, "between cells without axes nothing can be interpolated", source.kind)
        return bilinear((source.lats, source.lons), (target.lat, target.lon), rim="constant")
    areas = [cells.edges if cells.kind == "grid" else cells.corners for cells in (source, target)]
    if None in [None if area is None else 0 for area in areas]:
        raise _not_possible(of, "shares of area need cells that tile a surface", f"{source.kind} to {target.kind}")
    key = tuple(_shape_key(area) for area in areas)
    if key not in _MADE:
        _MADE[key] = conservative(*areas)
        while len(_MADE) > _MOST_MADE:
            _MADE.popitem(last=False)
    return _MADE[key]


def between_grids(
    target: Cells, source: Cells, index: np.ndarray, *, of: str, around_km: float | None = None
) -> Between:
    """Weights both ways between a coarse source and fine observations; refused where these do not fill its cells.

    index      the fine cells asked for
    around_km  with analogs: the coarse cells within this distance of those around the fine ones make the domain
    """
    to_fine = weights_between(target, source, "bilinear", of=of)
    to_coarse = weights_between(source, target, "conservative", of=of)
    if to_fine is None or to_coarse is None:
        what = "these data are on the grid of the observations already"
        raise Refused(Problem("downscale.cells", of, what, next_step="Use adjust instead"))
    some, around = to_fine.part(index)
    filled = to_coarse.covered[around] >= HALF
    taught = np.bincount(some.rows, some.shares * filled[some.columns], minlength=len(some))
    if (taught < HALF).any():
        got = f"{int((~filled).sum())} of the {len(around)} cells around are not half filled"
        what = "the observations do not fill the cells of these data around the area, which they must teach"
        raise Refused(
            Problem("downscale.cover", of, what, got, "", "Name observations of a larger region, or use adjust")
        )
    return Between(to_fine, to_coarse, None if around_km is None else _domain(source, around, to_coarse, around_km))


def _domain(source: Cells, around: np.ndarray, to_coarse: Weights, reach_km: float) -> np.ndarray:
    """The coarse cells that the observations fill, of those around and up to a distance from them."""
    filled = np.flatnonzero(to_coarse.covered >= HALF)
    lat, lon = source.lat, source.lon
    nearest = [
        great_circle_km(lat[some, None], lon[some, None], lat[None, around], lon[None, around]).min(axis=1)
        for some in np.array_split(filled, 1 + len(filled) * len(around) // _DISTANCES_AT_ONCE)
    ]
    return filled[np.concatenate(nearest) <= reach_km]


# Weights of many members between the same two grids are the same: they are kept by the grids' numbers.
_MADE: OrderedDict[tuple, Weights] = OrderedDict()
_MOST_MADE = 8


def _shape_key(area) -> str:
    arrays = area if isinstance(area, tuple) else (area,)
    return hashlib.sha256(b"".join(np.ascontiguousarray(one, "<f8").tobytes() for one in arrays)).hexdigest()


def _not_possible(of: str, what: str, got: str) -> Refused:
    return Refused(Problem("regrid.cells", of, what, got, "", "Use regrid: {method: nearest}"))


def _same_places(one: Cells, other: Cells) -> bool:
    return np.array_equal(one.lats, other.lats) and np.array_equal(one.lons, other.lons)


def _nearest(lat: np.ndarray, lon: np.ndarray, source: Cells) -> tuple[np.ndarray, np.ndarray]:
    """The nearest cell of a source to each place, and how far it is [km]; a few places at a time, to save memory."""
    nearest, distance = np.empty(len(lat), np.intp), np.empty(len(lat))
    at_once = max(1, _DISTANCES_AT_ONCE // len(source))
    for first in range(0, len(lat), at_once):
        some = slice(first, first + at_once)
        away = great_circle_km(lat[some, None], lon[some, None], source.lat[None, :], source.lon[None, :])
        nearest[some] = away.argmin(axis=1)
        distance[some] = away.min(axis=1)
    return nearest, distance


def _reach_km(source: Cells) -> float:
    """How far from a cell's centre its value may be used: half the cell's diagonal, with a little room for rounding."""
    if source.kind == "sites":
        return FARTHEST_SITE_KM
    if source.kind == "mesh":
        return _mesh_reach_km(source)
    if len(source.lats) < 2 or len(source.lons) < 2:
        return FARTHEST_SITE_KM
    diagonal = np.hypot(np.diff(source.lats).max(), np.diff(source.lons).max())
    return float(np.deg2rad(diagonal / 2 * 1.05) * EARTH_RADIUS_KM)


def _mesh_reach_km(source: Cells) -> float:
    """The farthest that a corner lies from its centre; between cells that stand apart there is nothing."""
    if source.corners is None:
        return FARTHEST_SITE_KM
    corner_lon, corner_lat = source.corners[..., 0], source.corners[..., 1]
    away = great_circle_km(source.lat[:, None], source.lon[:, None], corner_lat, corner_lon)
    return float(away.max()) * 1.05
