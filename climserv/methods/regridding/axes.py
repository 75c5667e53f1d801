"""Axes and edges of grids as handed to the makers of weights: checked once, in one manner."""

import numpy as np

from climserv.vocabulary.problems import Problem, refuse_if

# Files round their edges; a pole that is passed by less than this is the pole.
_SLACK = 1e-6


def checked_edges(edges, where: str) -> tuple[np.ndarray, np.ndarray]:
    """Edges of rows and columns [degrees]; refused when they do not rise, or cover a place twice."""
    rows, columns = (np.asarray(axis, np.float64) for axis in edges)
    refuse_if(_rising(rows, f"{where}, latitude edges", 2) + _rising(columns, f"{where}, longitude edges", 2))
    refuse_if(_on_earth(rows, columns, where))
    return np.clip(rows, -90, 90), columns


def checked_axes(axes, where: str) -> tuple[np.ndarray, np.ndarray]:
    """Centres of rows and columns [degrees]; refused when they do not rise."""
    lats, lons = (np.asarray(axis, np.float64) for axis in axes)
    refuse_if(_rising(lats, f"{where}, latitudes", 1) + _rising(lons, f"{where}, longitudes", 1))
    refuse_if(_on_earth(lats, lons, where))
    return lats, lons


def checked_points(points, where: str) -> tuple[np.ndarray, np.ndarray]:
    """Latitudes and longitudes of points [degrees], as one row each; not a number where a place is not told."""
    lat, lon = (np.asarray(part, np.float64).ravel() for part in points)
    problems = []
    if lat.shape != lon.shape:
        what = "each point needs a latitude and a longitude"
        problems = [Problem("grid.points", where, what, f"{lat.size} latitudes, {lon.size} longitudes")]
    elif (np.abs(lat) > 90 + _SLACK).any() or np.isinf(lon).any():
        got = f"{np.nanmin(lat):g}..{np.nanmax(lat):g}"
        problems = [Problem("grid.points", where, "these are no latitudes in degrees", got, "-90..90")]
    refuse_if(problems)
    return lat, lon


def _rising(axis: np.ndarray, where: str, least: int) -> list[Problem]:
    if axis.ndim == 1 and axis.size >= least and np.isfinite(axis).all() and (np.diff(axis) > 0).all():
        return []
    got = f"{np.array2string(axis, threshold=6)}" if axis.ndim == 1 else f"shape {axis.shape}"
    what = "this is no rising row of degrees"
    next_step = "Turn a descending axis and its values round first"
    return [Problem("grid.axis", where, what, got, f"{least} or more numbers, each above the last", next_step)]


def _on_earth(rows: np.ndarray, columns: np.ndarray, where: str) -> list[Problem]:
    found = []
    if rows[0] < -90 - _SLACK or rows[-1] > 90 + _SLACK:
        got = f"{rows[0]:g}..{rows[-1]:g}"
        found.append(Problem("grid.axis", f"{where}, latitudes", "beyond a pole", got, "-90..90 degrees"))
    if columns[-1] - columns[0] > 360 + _SLACK:
        got = f"{columns[0]:g}..{columns[-1]:g}"
        what = "more than once around the Earth, so that some places are there twice"
        found.append(Problem("grid.axis", f"{where}, longitudes", what, got, "at most 360 degrees"))
    return found


def no_overlap(source: tuple[float, ...], target: tuple[float, ...], where: str) -> Problem:
    """Source and target (west, south, east, north) have no place in common."""
    got, have = (f"longitude {w:.6g}..{e:.6g}, latitude {s:.6g}..{n:.6g}" for w, s, e, n in (target, source))
    next_step = "Choose a target within the data, or data that reach there"
    return Problem("area.outside", where, "the data do not reach the target", got, f"within {have}", next_step)
