"""Overlaps: which cells of two surfaces meet, and how much of the target each source cell covers."""

import numpy as np
import shapely

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from .axes import no_overlap
from .polygons import Flat
from .sphere import turns_between
from .weights import Weights, weights_of

_TURN = 2 * np.pi
# Pairs cut in one go: some 100 MB of polygons.
_PAIRS_AT_ONCE = 100_000
# A sliver of less than this part of the target is two sides that are one, rounded twice.
_ONE_SIDE = 1e-9


def overlap_shares(source: Flat, target: Flat, *, method: str, where: str) -> Weights:
    """Weights by the exact overlap of polygons; the source is looked up in a tree, turned around the Earth as needed.

    A cell that spans a pole cannot be drawn on the map. One in the source is left out when the target does not come
    near it; otherwise, and when it is in the target, both are refused.

    source   Jones (1999), Monthly Weather Review 127, 2204-2210 (first order)
    """
    refuse_if(_undrawn(source, target, where))
    refuse_if(_poles(source, target, where))
    tree = shapely.STRtree(source.shapes)
    west, _, east, _ = shapely.total_bounds(source.shapes)
    low, _, high, _ = shapely.total_bounds(target.shapes)
    surface = shapely.area(target.shapes)
    found = []
    for turns in turns_between(low, high, west, east, _TURN):
        shift = np.array([_TURN * turns, 0.0])
        moved = shapely.transform(target.shapes, shift.__add__) if turns else target.shapes
        here, there = tree.query(moved)
        for first in range(0, len(here), _PAIRS_AT_ONCE):
            some = slice(first, first + _PAIRS_AT_ONCE)
            row, column = here[some], there[some]
            share = shapely.area(shapely.intersection(moved[row], source.shapes[column])) / surface[row]
            kept = share > _ONE_SIDE
            found.append((row[kept], column[kept], share[kept]))
    parts = tuple(np.concatenate(part) for part in zip(*found, strict=True)) if found else (np.empty(0),) * 3
    if not parts[0].size:
        raise Refused(no_overlap(source.bounds, target.bounds, where))
    return weights_of(*parts, targets=len(target), sources=len(source), method=method)


def _undrawn(source: Flat, target: Flat, where: str) -> list[Problem]:
    what = "no cell has corners, or all span a pole"
    return [
        Problem("grid.corners", f"{where}, {name}", what, next_step="Use nearest, which needs centres only")
        for name, flat in (("source", source), ("target", target))
        if shapely.is_empty(flat.shapes).all()
    ]


def _poles(source: Flat, target: Flat, where: str) -> list[Problem]:
    """Cells that span a pole and matter."""
    found = []
    _, south, _, north = target.bounds
    for name, flat in (("source", source), ("target", target)):
        polar = flat.polar
        near = (
            ~np.isnan(polar) if name == "target" else ((polar > 0) & (polar < north)) | ((polar < 0) & (polar > south))
        )
        if near.any():
            what = f"{int(near.sum())} cells of the {name} span a pole, where their surfaces cannot be cut"
            next_step = "Leave the cells around the pole out, or use nearest"
            found.append(Problem("grid.pole", f"{where}, {name}", what, next_step=next_step))
    return found
