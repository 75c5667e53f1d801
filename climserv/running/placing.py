"""Placing: which cell of a source each target cell takes."""

import numpy as np

from ..data.opening import Cells
from ..vocabulary.problems import Problem, Refused

EARTH_RADIUS_KM = 6371.0

# A station series stands for its surroundings, not for the next region.
FARTHEST_SITE_KM = 100.0


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
    distance = great_circle_km(lat[:, None], lon[:, None], source.lat[None, :], source.lon[None, :])
    nearest = distance.argmin(axis=1)
    if (distance[np.arange(len(index)), nearest] > _reach_km(source)).any():
        extent = f"{source.lon.min():g}..{source.lon.max():g} E, {source.lat.min():g}..{source.lat.max():g} N"
        got = f"{lon.min():g}..{lon.max():g} E, {lat.min():g}..{lat.max():g} N"
        raise Refused(Problem("area.outside", of, "the data do not reach the places asked for", got, extent))
    return nearest.astype(np.intp)


def _reach_km(source: Cells) -> float:
    """How far from a cell's centre its value may be used: half the cell's diagonal, with a little room for rounding."""
    if source.kind == "sites":
        return FARTHEST_SITE_KM
    if len(source.lats) < 2 or len(source.lons) < 2:
        return FARTHEST_SITE_KM
    diagonal = np.hypot(np.diff(source.lats).max(), np.diff(source.lons).max())
    return float(np.deg2rad(diagonal / 2 * 1.05) * EARTH_RADIUS_KM)


def great_circle_km(lat, lon, other_lat, other_lon) -> np.ndarray:
    """Distance on the sphere [km] between points in degrees; longitudes of any convention (haversine)."""
    lat, lon, other_lat, other_lon = (np.deg2rad(x) for x in (lat, lon, other_lat, other_lon))
    half = np.sin((other_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
