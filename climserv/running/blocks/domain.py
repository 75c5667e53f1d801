"""The domain of constructed analogs: the coarse cells whose weather is compared, the same for every block of a run."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...methods.regridding.weights import Weights
from ...vocabulary.seasons import Years
from ..planning.lineage import digest
from .coarse import means
from .record import read_series
from .values import Series

if TYPE_CHECKING:
    from ..planning.plan import Plan, Strand


@dataclass(frozen=True)
class Domain:
    """The coarse cells of one strand that are compared, and those of them around some fine cells.

    cells   their numbers in the source's grid, rising; lat, their latitudes [degrees]
    around  (coarse cell) numbers in the source's grid of those around the fine cells, as `weights` takes them; some may
            lie outside the domain
    name    the hash of all that is read
    read    (years, training) -> the model in both, and the observations over the training years, on `cells`
    """

    cells: np.ndarray
    lat: np.ndarray
    around: np.ndarray
    weights: Weights
    name: str
    read: Callable[[Years, Years], tuple[Series, Series, Series]]

    def beside(self, values: np.ndarray) -> np.ndarray:
        """Numbers of `cells`, for those around the fine cells; not a number where one lies outside."""
        at = np.minimum(np.searchsorted(self.cells, self.around), len(self.cells) - 1)
        return np.where((self.cells[at] == self.around)[:, None], values[at], np.float32(np.nan))


def domain_of(plan: "Plan", strand: "Strand", name: str, ids: np.ndarray) -> Domain:
    """The domain of an input of a strand, for some fine cells."""
    between, variable, beside = strand.between[name], plan.inputs[name], plan.reference.pieces[0]
    weights, around = between.to_fine.part(ids)
    cells = between.domain

    def read(years: Years, training: Years) -> tuple[Series, Series, Series]:
        there, past = (read_series(strand.piece, variable, strand.member, cells, [span]) for span in (years, training))
        fine = means(between.to_coarse, cells, lambda some: read_series(beside, variable, 0, some, [training]))
        return there, past, fine

    files = [[fact.sha256 for fact in source.files] for source in (strand.source, plan.reference)]
    piece = strand.source.pieces.index(strand.piece)
    told = digest([*files, piece, strand.member, variable, cells, between.to_coarse.sha256])
    return Domain(cells, strand.piece.cells.lat[cells], around, weights, told, read)
