"""The map: in how many years in ten the answer's statement was true, cell by cell; cells are drawn as cells."""

from dataclasses import dataclass

import matplotlib
import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from ...vocabulary.outcomes import NOT_A_SEASON
from ..counts import OBSERVED, Counts
from ..words.phrases import event, say
from .drawing import HURTS, INK, PAPER, QUIET, SMALL, TEXT, WIDTH, new_figure, our_style, wrapped
from .yearly import counts_on_grid

_PANEL_GAP, _PANEL_HEAD = 0.34, 0.46


@dataclass(frozen=True)
class Panel:
    """One map: years true and valid (lat, lon) of one member group in one period."""

    title: str
    true: np.ndarray
    valid: np.ndarray


def make_map(result, counts: Counts, language: str, *, demo: str = "") -> Figure:
    """Observed, and one panel for each scenario's future, on one scale from 0 to 10 years in 10."""
    panels = _panels(result, counts, language)
    lats, lons = (result.grid[name].values.astype(float) for name in ("lat", "lon"))
    inside = _covered(result)
    box = _box(inside, lats, lons)
    with our_style():
        columns = min(2, len(panels))
        rows = -(-len(panels) // columns)
        wide = (WIDTH - 0.72 - 0.16 - 0.5 * (columns - 1)) / columns
        high = min(wide * (box[3] - box[2]) / (box[1] - box[0]) / np.cos(np.deg2rad(lats.mean())), 2 * wide)
        words = event(result.metric, counts.statement, language)
        lines = wrapped(say(language, "map.title", event=words), size=12)
        top = 0.14 + 0.23 * len(lines) + (0.24 if demo else 0)
        figure = new_figure(top + rows * (high + _PANEL_GAP + _PANEL_HEAD) + 0.95)
        y = _head(figure, lines, demo)
        for i, panel in enumerate(panels):
            x = 0.72 + (i % columns) * (wide + 0.5)
            bottom = y - (i // columns) * (high + _PANEL_GAP + _PANEL_HEAD) - _PANEL_HEAD - high
            size = figure.get_figheight()
            axes = figure.add_axes((x / WIDTH, bottom / size, wide / WIDTH, high / size), facecolor=PAPER)
            _draw(axes, panel, lats, lons, box, result.area.geometry, inside)
            axes.tick_params(labelleft=i % columns == 0)
        _scale(figure, panels, inside, language)
    return figure


def _head(figure: Figure, lines: list[str], demo: str) -> float:
    """The title, and that it is made for demonstration; gives the height [inches] below them."""
    size = figure.get_figheight()
    y = size - 0.14
    for line in lines:
        figure.text(0.12 / WIDTH, y / size, line, va="top", size=12, weight="bold")
        y -= 0.23
    if demo:
        figure.text(0.12 / WIDTH, y / size, demo, va="top", size=SMALL, color=HURTS, weight="bold")
        y -= 0.24
    return y


def _panels(result, counts: Counts, language: str) -> list[Panel]:
    asked = [(OBSERVED, counts.record_period)] if counts.record_period else []
    asked += [(group, counts.period(group, "future") or counts.period(group, "baseline")) for group in counts.scenarios]
    panels = []
    for group, period in asked:
        if period is None:
            continue
        key = "map.observed" if group == OBSERVED else "map.models"
        true, valid = counts_on_grid(result, counts.statement, group, period)
        title = say(language, key, period=f"\n{period}", group=group).replace(" \n", "\n")
        panels.append(Panel(title, true, valid))
    return panels


def _covered(result) -> np.ndarray:
    """Cells (lat, lon) that belong to the area: any member has a season there."""
    outcome = result.grid["outcome"].transpose("lat", "lon", "member", "period", "season").values
    return (outcome != NOT_A_SEASON).any(axis=(2, 3, 4))


def edges(centres: np.ndarray) -> np.ndarray:
    """Edges halfway between centres; a single cell is a twentieth of a degree wide."""
    if len(centres) == 1:
        return np.array([centres[0] - 0.025, centres[0] + 0.025])
    middle = (centres[1:] + centres[:-1]) / 2
    return np.r_[2 * centres[0] - middle[0], middle, 2 * centres[-1] - middle[-1]]


def _box(inside: np.ndarray, lats: np.ndarray, lons: np.ndarray) -> tuple[float, float, float, float]:
    """West, east, south, north of the cells of the area, with one cell of room."""
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    y, x = edges(lats), edges(lons)
    room = 0.3 * float(x[1] - x[0])
    return x[columns[0]] - room, x[columns[-1] + 1] + room, y[rows[0]] - room, y[rows[-1] + 1] + room


def _draw(axes, panel: Panel, lats, lons, box, geometry, inside) -> None:
    known = panel.valid > 0
    share = np.divide(10 * panel.true, panel.valid, out=np.full(panel.true.shape, np.nan), where=known)
    x, y = edges(lons), edges(lats)
    colours, norm = _colours()
    axes.pcolormesh(x, y, np.ma.masked_invalid(share), cmap=colours, norm=norm, edgecolors=PAPER, linewidth=0.3)
    for row, column in zip(*np.nonzero(inside & ~known), strict=True):
        corner, width, height = (x[column], y[row]), x[column + 1] - x[column], y[row + 1] - y[row]
        empty = {"facecolor": "white", "edgecolor": QUIET, "hatch": "////", "linewidth": 0}
        axes.add_patch(Rectangle(corner, width, height, **empty))
    for ring in outlines(geometry):
        axes.plot(*np.asarray(ring, float)[:, :2].T, color="white", linewidth=2.6)
        axes.plot(*np.asarray(ring, float)[:, :2].T, color=INK, linewidth=1.3)
    axes.set_xlim(box[:2])
    axes.set_ylim(box[2:])
    axes.set_title(panel.title, size=TEXT, loc="left", weight="bold", pad=4)
    axes.locator_params(nbins=3)
    axes.ticklabel_format(useOffset=False)
    axes.tick_params(labelsize=SMALL)
    for side in ("top", "right"):
        axes.spines[side].set_visible(True)


def outlines(geometry: dict | None) -> list:
    """The rings of a GeoJSON geometry; points and nothing give none."""
    if not geometry:
        return []
    if geometry["type"] == "GeometryCollection":
        return [ring for part in geometry["geometries"] for ring in outlines(part)]
    polygons = {"Polygon": [geometry.get("coordinates")], "MultiPolygon": geometry.get("coordinates")}
    return [ring for polygon in polygons.get(geometry["type"], []) for ring in polygon]


def _colours():
    return matplotlib.colormaps["cividis"].resampled(10), BoundaryNorm(np.arange(0, 11), 10)


def _scale(figure: Figure, panels: list[Panel], inside: np.ndarray, language: str) -> None:
    size = figure.get_figheight()
    colours, norm = _colours()
    axes = figure.add_axes((0.72 / WIDTH, 0.52 / size, (WIDTH - 1.1) / WIDTH, 0.16 / size))
    bar = figure.colorbar(ScalarMappable(norm, colours), cax=axes, orientation="horizontal", ticks=range(0, 11, 2))
    bar.set_label(say(language, "map.scale"), size=SMALL)
    bar.ax.tick_params(labelsize=SMALL)
    if any((inside & (panel.valid == 0)).any() for panel in panels):
        entry = Patch(facecolor="white", edgecolor=QUIET, hatch="////", label=say(language, "map.unknown"))
        figure.legend(handles=[entry], loc="lower right", frameon=False, fontsize=SMALL, borderaxespad=0.1)
