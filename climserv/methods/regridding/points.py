"""Weights at points: the nearest cell by great circle, and bilinear between the cells of a grid.

For other grids the points are the centres of the target cells; for stations they are the stations themselves.
"""

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import at_least, one_of
from .axes import checked_axes, checked_points
from .sphere import EARTH_RADIUS_KM, unit_vectors
from .weights import Weights, weights_of

RIMS = ("missing", "constant")
# Two distances that differ by less than this part are one distance, rounded twice: the first cell is taken.
_SAME = 1e-12
_SLACK = 1e-9


def nearest(source, target, *, farthest_km: float, usable=None, heights=None, km_per_100_m: float = 10.0) -> Weights:
    """Weights that take the nearest source cell, whole, to each target point.

    source, target  (lat, lon) of the cells' centres [degrees], one row each, any grid, mesh or sites
    farthest_km     a target further than this from every source cell has none and is missing
    usable          (source cell) bool: cells that may be taken, such as those over land; all when None
    heights         (source cell heights, target heights) [m]: the distance then counts height as well, so that a
                    station in a valley takes a valley cell a little further off; `farthest_km` still limits the
                    distance on the ground alone. A cell or point whose height is not known is not used
    km_per_100_m    with heights: as how many kilometres a difference of 100 m counts, our own rule; the distance is the
                    root of the sum of both squares
    returns         Weights with one share of 1, or none. Of cells equally near the first is taken
    source          nearest neighbour on the sphere; heights as in our own rule above

    Nothing is averaged, so rain keeps its frequency and its extremes. Nothing is won: the detail stays the source's.

    >>> nearest(([0, 0, 0], [10, 11, 359]), ([0.1, 0, 0], [0.1, 10.5, 100]), farthest_km=150).columns.tolist()
    [2, 0]
    >>> land = [True, False, True]
    >>> nearest(([0, 0, 0], [10, 11, 12]), ([0], [11.2]), farthest_km=120, usable=land).columns.tolist()
    [2]
    >>> nearest(([0, 0], [10, 10.2]), ([0], [10]), farthest_km=50, heights=([1500, 300], [250])).columns.tolist()
    [1]
    """
    here = "nearest, "
    refuse_if(at_least(farthest_km, 0, here + "farthest_km") + at_least(km_per_100_m, 0, here + "km_per_100_m"))
    lat, lon = checked_points(source, here + "source")
    to_lat, to_lon = checked_points(target, here + "target")
    may = np.isfinite(lat) & np.isfinite(lon)
    if usable is not None:
        may &= _as_long(usable, len(lat), here + "usable").astype(bool)
    asked = np.flatnonzero(np.isfinite(to_lat) & np.isfinite(to_lon))
    level, to_level = np.zeros(len(lat)), np.zeros(len(to_lat))
    if heights is not None:
        scale = km_per_100_m / 100 / EARTH_RADIUS_KM
        level = _as_long(heights[0], len(lat), here + "source heights").astype(np.float64) * scale
        to_level = _as_long(heights[1], len(to_lat), here + "target heights").astype(np.float64) * scale
        may &= np.isfinite(level)
        asked = asked[np.isfinite(to_level[asked])]
    cells = np.flatnonzero(may)
    # Cells by latitude, so that those of a band lie side by side; as written where they are on one parallel.
    cells = cells[np.argsort(lat[cells], kind="stable")]
    found = np.full(len(to_lat), -1, np.int64)
    reach = 2 * float(np.sin(min(float(farthest_km) / EARTH_RADIUS_KM, np.pi) / 2))
    if cells.size and asked.size:
        some = np.empty(asked.size, np.int64)
        places, wanted = unit_vectors(lat[cells], lon[cells]), unit_vectors(to_lat[asked], to_lon[asked])
        _nearest(places, level[cells], cells, wanted, to_level[asked], (reach * (1 + _SLACK)) ** 2, some)
        found[asked] = some
    row = np.flatnonzero(found >= 0)
    return weights_of(row, found[row], np.ones(row.size), targets=len(to_lat), sources=len(lat), method="nearest")


def bilinear(axes, target, *, rim: str = "missing") -> Weights:
    """Weights of the four cells of a grid around each target point.

    axes    (latitudes, longitudes) of the cells' centres [degrees], each rising; longitudes of any convention. When
            they go around the Earth the last column is the first one's neighbour
    target  (lat, lon) of the points [degrees], one row each
    rim     a point beyond the outermost centres: "missing" gives none, nothing is extrapolated; "constant" gives the
            value at the nearest place between the centres to a point no further out than half a step, so still in the
            grid's outermost cells
    returns Weights; shares are products of the two distances, which sum to 1
    source  Press, Teukolsky, Vetterling and Flannery (2007), Numerical Recipes, 3rd edition, section 3.6

    Missing neighbours: `apply_weights` leaves them out and scales the others up while they hold `least_covered` of the
    shares or more; with 1 a point is missing as soon as one of its neighbours is. The detail stays the source's: means
    of neighbours are smoother than the cells, rain above all (more wet days, lower extremes).

    >>> weights = bilinear(([0, 1], [10, 11]), ([0.25], [10.5]))
    >>> weights.columns.tolist(), weights.shares.tolist()
    ([0, 1, 2, 3], [0.375, 0.375, 0.125, 0.125])
    >>> around = [[0, 1], [0, 90, 180, 270]]
    >>> bilinear(around, ([0], [-45])).columns.tolist(), len(bilinear(around, ([1.2], [0])).columns)
    ([0, 3], 0)
    >>> bilinear(around, ([1.2], [0]), rim="constant").columns.tolist()
    [4]
    """
    refuse_if(one_of(rim, RIMS, "bilinear, rim"))
    lats, lons = checked_axes(axes, "bilinear")
    lat, lon = checked_points(target, "bilinear, target")
    held = rim == "constant"
    wide = len(lons)
    low, high, share, inside = _between(lats, lat, held)
    west, east, part, across = _between(*_cyclic(lons, lon), held)
    row = np.flatnonzero(inside & across)
    low, high, share, west, east, part = (x[row] for x in (low, high, share, west % wide, east % wide, part))
    rows, columns = (np.stack(pairs, axis=1) for pairs in ((low, low, high, high), (west, east, west, east)))
    up, right = np.stack((1 - share, share), axis=1), np.stack((1 - part, part), axis=1)
    shares = (up[:, :, None] * right[:, None, :]).reshape(-1, 4)
    kept = shares > _SLACK
    target = np.broadcast_to(row[:, None], kept.shape)[kept]
    sizes = {"targets": len(lat), "sources": len(lats) * wide}
    return weights_of(target, (rows * wide + columns)[kept], shares[kept], **sizes, method="bilinear")


def _cyclic(lons, lon) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes with the first column once more at the end when they go around, and points moved onto them.

    They go around when the gap that is left is no wider than one and a half of their median step: a wide step within a
    region's axis says nothing of the other side of the Earth.
    """
    steps = np.sort(np.diff(lons))
    if len(lons) > 2 and lons[0] + 360 - lons[-1] <= 1.5 * steps[(steps.size - 1) // 2]:
        lons = np.append(lons, lons[0] + 360)
    # Points at the middle of the axis or half a turn to either side.
    middle = (lons[0] + lons[-1]) / 2
    return lons, lon - 360 * np.round((lon - middle) / 360)


def _between(axis, at, held: bool):
    """For each place the axis values on both sides, the share of the second, and whether it lies on the axis."""
    reach = _steps(axis) / 2 if held else np.zeros(2)
    inside = (at >= axis[0] - reach[0] - _SLACK) & (at <= axis[-1] + reach[1] + _SLACK)
    low = np.clip(np.searchsorted(axis, at, side="right") - 1, 0, max(0, len(axis) - 2))
    high = np.minimum(low + 1, len(axis) - 1)
    step = np.where(high > low, axis[high] - axis[low], 1.0)
    share = (at - axis[low]) / step * (high > low)
    # A place on a row by all but rounding is on it, and one beyond the last row is held there.
    share = np.where(share < _SLACK, 0.0, np.where(share > 1 - _SLACK, 1.0, share))
    return low, high, np.where(inside, share, 0.0), inside


def _steps(axis) -> np.ndarray:
    """First and last step of an axis; an axis with one value has none."""
    return np.diff(axis)[[0, -1]] if len(axis) > 1 else np.zeros(2)


def _as_long(values, length: int, where: str) -> np.ndarray:
    values = np.asarray(values).ravel()
    if len(values) != length:
        refuse_if([Problem("array.cells", where, "one for each cell is needed", str(len(values)), str(length))])
    return values


@njit(cache=True, nogil=True)
def _nearest(places, level, names, wanted, to_level, reach, found):
    """From the latitude of each point outwards, until latitude alone is further than the best so far."""
    count = places.shape[0]
    for point in range(wanted.shape[0]):
        x, y, z = wanted[point]
        low, high = 0, count
        while low < high:
            half = (low + high) // 2
            if places[half, 2] < z:
                low = half + 1
            else:
                high = half
        best, name = np.inf, -1
        up, down = low, low - 1
        while True:
            rise = places[up, 2] - z if up < count else np.inf
            fall = z - places[down, 2] if down >= 0 else np.inf
            step = min(rise, fall)
            limit = min(best * (1 + _SAME), reach)
            if step * step > limit or step == np.inf:
                break
            at = up if rise <= fall else down
            if rise <= fall:
                up += 1
            else:
                down -= 1
            ground = (places[at, 0] - x) ** 2 + (places[at, 1] - y) ** 2 + (places[at, 2] - z) ** 2
            if ground > reach:
                continue
            away = ground + (level[at] - to_level[point]) ** 2
            if away < best * (1 - _SAME) or name < 0:
                best, name = away, names[at]
            elif away <= best * (1 + _SAME) and names[at] < name:
                name = names[at]
        found[point] = name
