"""Coarse cells beside a block: what a `downscale` step reads of the model's own grid, and of the observations there.

The coarse stage of a downscaling is worked out for the few cells of the source that a block of fine cells lies between,
its halo; each coarse cell depends on itself alone, so that blocks that share one find the same numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...methods.regridding.applying import apply_weights
from ...methods.regridding.weights import Weights
from .values import Series

# Fine cells of the observations that are read at once for their means over coarse cells.
AT_ONCE = 2000


@dataclass(frozen=True, eq=False)
class Between:
    """Weights between the two grids: `to_fine` interpolates, `to_coarse` gives the means of the observations.

    domain  the coarse cells whose weather is compared, where days are looked for by their analogs
    """

    to_fine: Weights
    to_coarse: Weights
    domain: np.ndarray | None = None


@dataclass(frozen=True)
class Coarse:
    """The coarse cells around some fine ones.

    cells     their numbers in the source's grid
    model     the model there, all years that are read; observed  the observations there, over the baseline
    weights   from them to the fine cells
    """

    cells: np.ndarray
    model: Series
    observed: Series
    weights: Weights


Read = Callable[[np.ndarray], Series]


def around(between: Between, ids: np.ndarray, read_model: Read, read_observed: Read) -> Coarse:
    """The coarse cells around the fine cells `ids`; the readers give whole series of some cells of each grid."""
    weights, cells = between.to_fine.part(ids)
    return Coarse(cells, read_model(cells), means(between.to_coarse, cells, read_observed), weights)


def of_part(whole: Coarse, between: Between, ids: np.ndarray) -> Coarse:
    """The same of some of the fine cells that `whole` is for."""
    weights, cells = between.to_fine.part(ids)
    at = np.searchsorted(whole.cells, cells)
    model, observed = (one.holding(one.values[at]) for one in (whole.model, whole.observed))
    return Coarse(cells, model, observed, weights)


def means(to_coarse: Weights, cells: np.ndarray, read: Read) -> Series:
    """Means over coarse cells, a few at a time: a coarse cell may hold thousands of fine ones."""
    each = np.diff(to_coarse.starts)[cells]
    turn = np.cumsum(each) // AT_ONCE
    found = []
    for some in np.split(cells, np.flatnonzero(np.diff(turn)) + 1):
        weights, needed = to_coarse.part(some)
        series = read(needed)
        found.append(series.holding(apply_weights(weights, series.values)))
    return found[0].holding(np.concatenate([one.values for one in found])) if found else read(cells)
