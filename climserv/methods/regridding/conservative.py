"""Conservative weights: the share of a target cell is the share of its surface that a source cell covers.

Grids of rows and columns are separable: the overlap of two cells is that of their latitudes, measured in sin(lat),
times that of their longitudes. Every other surface (rotated pole, curvilinear) is cut as polygons, see `overlaps`.

source  Jones (1999), Monthly Weather Review 127, 2204-2210 (first order)
"""

import numpy as np

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from .axes import checked_edges, no_overlap
from .overlaps import overlap_shares
from .polygons import boxes, flat_areas, flat_cells
from .sphere import turns_between
from .weights import Weights, weights_of

_WHERE = "conservative"
# Two edges that differ by less than this part of a cell are one edge, rounded twice.
_ONE_EDGE = 1e-9


def conservative(source, target) -> Weights:
    """Conservative weights: each source cell by the surface it shares with the target.

    source, target  each either a grid, (latitude edges, longitude edges) [degrees], both rising; or a mesh, corners
                    (cell, corner, 2) longitude and latitude [degrees]; cells in C order over (lat, lon)
    returns         Weights, of cells in the same orders
    source          Jones (1999), Monthly Weather Review 127, 2204-2210 (first order)

    Longitudes may be of any convention, 0..360, -180..180 or on beyond 180; a cell may lie over 0 or 180 degrees. A
    source around the whole Earth has no seam. Where the source covers a target in part the shares sum to that part.
    Refused: axes that do not rise, more than 360 degrees of longitude, no place in common.

    Four cells of 90 degrees onto one that lies over 180 degrees:

    >>> rows = [0, 30]
    >>> weights = conservative((rows, [0, 90, 180, 270, 360]), (rows, [-200, -135]))
    >>> weights.columns.tolist(), weights.shares.round(3).tolist()
    ([1, 2], [0.308, 0.692])
    >>> conservative((rows, [0, 90]), (rows, [-10, 10])).covered.tolist()
    [0.5]

    The lower half of a band holds more surface:

    >>> conservative(([0, 30, 60], [0, 1]), ([0, 60], [0, 1])).shares.round(3).tolist()
    [0.577, 0.423]
    """
    if isinstance(source, tuple) and isinstance(target, tuple):
        return _of_grids(source, target)
    surfaces = [_surface(each, name) for each, name in ((source, "source"), (target, "target"))]
    return overlap_shares(*surfaces, method="conservative", where=_WHERE)


def _surface(given, name: str):
    where = f"{_WHERE}, {name}"
    if isinstance(given, tuple):
        return boxes(*checked_edges(given, where))
    return flat_cells(given, where)


def _of_grids(source, target) -> Weights:
    from_rows, from_columns = checked_edges(source, f"{_WHERE}, source")
    to_rows, to_columns = checked_edges(target, f"{_WHERE}, target")
    rows = _shared(np.deg2rad(from_rows), np.deg2rad(to_rows), sine=True)
    columns = _shared(from_columns, to_columns, turn=360.0)
    if not rows[0].size or not columns[0].size:
        bounds = [(c[0], r[0], c[-1], r[-1]) for r, c in ((from_rows, from_columns), (to_rows, to_columns))]
        raise Refused(no_overlap(*bounds, _WHERE))
    across, wide = len(to_columns) - 1, len(from_columns) - 1
    row, column = (rows[i][:, None] * width + columns[i][None, :] for i, width in ((0, across), (1, wide)))
    share = rows[2][:, None] * columns[2][None, :]
    targets, sources = (len(to_rows) - 1) * across, (len(from_rows) - 1) * wide
    return weights_of(
        row.ravel(), column.ravel(), share.ravel(), targets=targets, sources=sources, method="conservative"
    )


def _shared(source, target, *, sine: bool = False, turn: float = 0.0):
    """Pairs of cells of two axes that overlap: target, source, and the share of the target."""
    around = turns_between(source[0], source[-1], target[0], target[-1], turn) if turn else (0,)
    found = [_shared_once(source + turn * k, target, sine) for k in around]
    return tuple(np.concatenate(part) for part in zip(*found, strict=True)) if found else (np.empty(0, np.intp),) * 3


def _shared_once(source, target, sine: bool):
    """Every piece between neighbouring edges of both axes lies in one cell of each, or in none."""
    cuts = np.unique(np.concatenate((source, target)))
    low, high = cuts[:-1], cuts[1:]
    middle = (low + high) / 2
    here, there = np.searchsorted(target, middle) - 1, np.searchsorted(source, middle) - 1
    inside = (here >= 0) & (here < target.size - 1) & (there >= 0) & (there < source.size - 1)
    low, high, here, there = low[inside], high[inside], here[inside], there[inside]
    share = _width(low, high, sine) / _width(target[here], target[here + 1], sine)
    kept = share > _ONE_EDGE
    return here[kept], there[kept], share[kept]


def _width(low, high, sine: bool):
    """high - low, or sin(high) - sin(low), written so that narrow bands lose no digits."""
    return 2 * np.cos((low + high) / 2) * np.sin((high - low) / 2) if sine else high - low


def area_means(surface, areas, *, names=()) -> Weights:
    """Weights of the mean of each area: one row an area, the shares by surface.

    surface a grid or a mesh, as `source` in `conservative`
    areas   polygons (shapely), longitude and latitude [degrees], their sides straight on the map as in GeoJSON
    names   what to call the areas in messages
    returns Weights; `covered` is the part of each area that the surface covers
    source  zonal means by exact cell fractions, as in exactextract (Baston 2018-, github.com/isciences/exactextract);
            ours by true surface within the cell too

    An area over the date line may go on beyond 180 degrees or lie in two pieces. Outlines that cross themselves are
    mended. Refused: points and lines (`nearest` and `bilinear` are for these), an area outside the surface.

    >>> import shapely
    >>> district = shapely.box(0.5, 0, 2, 1)
    >>> area_means(([0, 1], [0, 1, 2]), [district]).shares.round(4).tolist()
    [0.3333, 0.6667]
    """
    flat, problems = flat_areas(areas, names)
    refuse_if(problems)
    weights = overlap_shares(_surface(surface, "surface"), flat, method="area_means", where="area_means")
    outside = np.flatnonzero(weights.covered == 0)
    called = [str(names[i]) if len(names) else f"area {i}" for i in outside.tolist()]
    what = "this area lies outside the data"
    refuse_if([Problem("area.outside", "area_means", what, name) for name in called])
    return weights
