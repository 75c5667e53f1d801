"""Effective resolution: the finest detail that data hold, which a finer grid does not better.

Two numbers, both distances: `climatology`, the detail of the long-term mean, and `signal`, the detail of what changes
from day to day and with the climate. They part where a model's change is put on the detail of a reference.

The rules, by step (`RULES`):

  conservative, nearest, bilinear, area_means   the coarser of the source's and the target's spacing
  lapse_rate     the source's: heights add their own detail to the numbers, and no weather
  adjustment     climatology of the reference, signal of the source
  bcsd, analogs  climatology of the reference; signal the coarser of the source's and the spacing of the coarse grid

A model's own numbers start as its grid's spacing (`grid_spacing_km`, `mesh_spacing_km`), which flatters it: a model
resolves several times that (Skamarock 2004, doi 10.1175/MWR2830.1; Klaver et al. 2020, doi 10.1002/asl.952). Where that
is known, or `rebuildable_km` shows it, start from it.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numba import njit

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least, cells_by_time, one_of, share
from .axes import checked_edges
from .polygons import flat_cells
from .sphere import EARTH_RADIUS_KM, KM_PER_DEGREE, box_surfaces_km2, great_circle_km

# What a step needs beside the source: the spacing of its target or coarse grid, the resolution of its reference.
RULES = {
    "conservative": ("spacing_km",),
    "nearest": ("spacing_km",),
    "bilinear": ("spacing_km",),
    "area_means": ("spacing_km",),
    "lapse_rate": (),
    "adjustment": ("reference",),
    "bcsd": ("spacing_km", "reference"),
    "analogs": ("spacing_km", "reference"),
}


@dataclass(frozen=True)
class Resolution:
    """climatology, signal  [km], see the module.

    >>> Resolution(111.195, 222.39).degrees
    (1.0, 2.0)
    """

    climatology: float
    signal: float

    @property
    def degrees(self) -> tuple[float, float]:
        """Both as degrees of latitude."""
        return round(self.climatology / KM_PER_DEGREE, 4), round(self.signal / KM_PER_DEGREE, 4)


def effective_resolution(
    data: Resolution, step: str, *, spacing_km: float | None = None, reference: Resolution | None = None
) -> Resolution:
    """The resolution of what a step gives, carried from that of what it takes.

    data        of what the step takes
    step        one of `RULES`
    spacing_km  of the target grid, the area's own width for `area_means` [km]; for `bcsd` and `analogs` of the coarse
                grid on which the model was adjusted
    reference   of the reference, for `adjustment`, `bcsd` and `analogs`
    source      rules of our own, after Maraun and Widmann (2018), Statistical Downscaling and Bias Correction for
                Climate Research, on what adjustment to finer observations can and cannot add

    A model of 100 km on a grid of 25 km stays one of 100 km; on the detail of a reference it shows 10 km of climate:

    >>> model = Resolution(100, 100)
    >>> effective_resolution(model, "bilinear", spacing_km=25)
    Resolution(climatology=100, signal=100)
    >>> effective_resolution(model, "bcsd", spacing_km=150, reference=Resolution(10, 10))
    Resolution(climatology=10, signal=150)
    """
    here = "effective_resolution, "
    refuse_if(one_of(step, RULES, here + "step"))
    given = {"spacing_km": spacing_km, "reference": reference}
    what = f"the resolution after {step} hangs on this"
    refuse_if([Problem("argument.missing", here + name, what) for name in RULES[step] if given[name] is None])
    if step == "lapse_rate":
        return data
    climatology = data.climatology if reference is None else reference.climatology
    signal = data.signal if spacing_km is None else max(data.signal, spacing_km)
    if "reference" not in RULES[step]:
        climatology = max(data.climatology, spacing_km)
    return Resolution(climatology, signal)


def grid_spacing_km(lat_edges, lon_edges) -> float:
    """How wide the cells of a grid are [km], by its edges [degrees]: the median of the root of their surfaces.

    source   our own rule: the side of a square as large as the middle cell

    >>> round(grid_spacing_km([-1, 0, 1], [0, 1, 2]), 1)
    111.2
    """
    return float(np.median(np.sqrt(box_surfaces_km2(*checked_edges((lat_edges, lon_edges), "grid_spacing_km")))))


def mesh_spacing_km(corners) -> float:
    """How wide the cells of a mesh are [km], by their corners (cell, corner, 2): the median of the root of surfaces.

    source   our own rule: the side of a square as large as the middle cell
    """
    surfaces = shapely.area(flat_cells(corners, "mesh_spacing_km").shapes)
    return float(np.median(np.sqrt(surfaces[surfaces > 0])) * EARTH_RADIUS_KM)


def correlation_distance_km(values, lat, lon, *, threshold: float = 0.5, most_steps: int = 12) -> float:
    """The distance at which neighbours no longer agree: a rough check, for data of one kind side by side.

    values      (cell, time) float32, daily anomalies; not a number is left out
    lat, lon    (row, column) [degrees] of the cells, in C order: a grid or a mesh
    threshold   0 to 1: the distance sought is where the mean correlation of cells so many steps apart, along rows and
                along columns, falls below this (straight lines between steps; 1 at no distance)
    most_steps  steps that are tried
    returns     [km], the mean of rows and columns; infinity when they agree as far as tried

    Weather itself is wide: some 500 km for temperature, 100 for rain. Data that agree much further than others of the
    same variable and region are interpolated from a coarser grid. What `rebuildable_km` finds is nearer to resolution.

    source      our own rule; a rough check, no estimate of a decorrelation length
    """
    values, lat, lon = _field(values, lat, lon, "correlation_distance_km")
    refuse_if(share(threshold, "correlation_distance_km, threshold"))
    refuse_if(at_least(most_steps, 1, "correlation_distance_km, most_steps"))
    found = []
    for axis in (0, 1):
        series, places = np.moveaxis(values, axis, 0), [np.moveaxis(x, axis, 0) for x in (lat, lon)]
        before, at, beyond = 1.0, 0.0, np.inf
        for step in range(1, min(most_steps, len(series) - 1) + 1):
            agree = _mean_correlation(np.ascontiguousarray(series[:-step]), np.ascontiguousarray(series[step:]))
            away = float(great_circle_km(*(x[:-step] for x in places), *(x[step:] for x in places)).mean())
            if not agree >= threshold:
                beyond = at + (away - at) * (before - threshold) / (before - agree)
                break
            before, at = agree, away
        found.append(beyond)
    return float(np.mean(found))


def rebuildable_km(values, lat, lon, *, lost: float = 0.01, most_steps: int = 12) -> float:
    """The widest spacing from which the fields can be had back: how far apart the cells could be without a loss.

    values      (cell, time) float32, daily values or anomalies; a cell with a missing value on a day is left out then
    lat, lon    (row, column) [degrees] of the cells, in C order: a grid or a mesh
    lost        0 to 1: share of the variance in space, along a row or a column, that may be lost
    most_steps  widest spacing that is tried, in cells
    returns     [km], the mean of rows and columns; the spacing of the cells when every cell matters

    Only every n-th cell is kept, from each start in turn, and the others are had back by straight lines between the
    kept ones or from the nearest kept one. The largest n that loses no more than `lost` counts, times the spacing: so
    fields that were interpolated, or filled with the nearest value, from a grid n cells wide are found to be so.
    A warm front is smooth, so honest data of temperature also give two or three cells; much more is borrowed detail.

    source      our own rule: what straight lines between fewer cells give back
    """
    values, lat, lon = _field(values, lat, lon, "rebuildable_km")
    refuse_if(share(lost, "rebuildable_km, lost") + at_least(most_steps, 2, "rebuildable_km, most_steps"))
    found = []
    for axis in (0, 1):
        # (line, time, cell along the line): one line after the other.
        lines = np.ascontiguousarray(np.moveaxis(values, 2, 1) if axis == 1 else np.transpose(values, (1, 2, 0)))
        places = [np.moveaxis(x, axis, 0) for x in (lat, lon)]
        step = float(great_circle_km(*(x[:-1] for x in places), *(x[1:] for x in places)).mean())
        widest = 1
        for every in range(2, min(most_steps, (lines.shape[2] - 1) // 2) + 1):
            if min(_loss(lines, every, first) for first in range(every)) <= lost:
                widest = every
        found.append(widest * step)
    return float(np.mean(found))


def _field(values, lat, lon, where: str):
    """Values as (row, column, time), with the places."""
    values = cells_by_time(values, f"{where}, values")
    lat, lon = np.asarray(lat, np.float64), np.asarray(lon, np.float64)
    if lat.ndim != 2 or lat.shape != lon.shape or lat.size != len(values) or min(lat.shape) < 3:
        got, allowed = f"{lat.shape}, {lon.shape}, {len(values)} cells", "(row, column), three or more of each"
        raise Refused(Problem("array.shape", f"{where}, lat, lon", "the cells are no field", got, allowed))
    return values.reshape(*lat.shape, -1), lat, lon


@njit(cache=True, nogil=True)
def _mean_correlation(one, other):
    """Mean over pairs of cells of the correlation of their days; pairs without variance are left out."""
    total, pairs = 0.0, 0
    for row in range(one.shape[0]):
        for cell in range(one.shape[1]):
            a, b = one[row, cell], other[row, cell]
            n, x, y, xx, yy, xy = 0, 0.0, 0.0, 0.0, 0.0, 0.0
            for day in range(a.size):
                p, q = np.float64(a[day]), np.float64(b[day])
                if p == p and q == q:
                    n += 1
                    x, y, xx, yy, xy = x + p, y + q, xx + p * p, yy + q * q, xy + p * q
            spread = (xx - x * x / n) * (yy - y * y / n) if n > 1 else 0.0
            if spread > 0.0:
                total += (xy - x * y / n) / np.sqrt(spread)
                pairs += 1
    return total / pairs if pairs else np.nan


@njit(cache=True, nogil=True)
def _loss(lines, every, first):
    """Share of the variance along lines that is lost when only every so many cells are kept; the better of two ways."""
    straight, nearest, whole = 0.0, 0.0, 0.0
    for line in range(lines.shape[0]):
        for day in range(lines.shape[1]):
            row = lines[line, day]
            low = first
            mean, size = 0.0, 0
            for cell in range(row.size):
                if row[cell] == row[cell]:
                    mean += row[cell]
                    size += 1
            mean = mean / size if size else 0.0
            while low + every < row.size:
                a, b = np.float64(row[low]), np.float64(row[low + every])
                for off in range(every):
                    value = np.float64(row[low + off])
                    if value != value or a != a or b != b:
                        continue
                    between = value - (a + (b - a) * off / every)
                    step = value - (a if 2 * off < every else b)
                    straight += between * between
                    nearest += step * step
                    whole += (value - mean) ** 2
                low += every
    return min(straight, nearest) / whole if whole > 0.0 else 0.0
