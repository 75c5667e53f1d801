"""Tiles: cells in the order in which files keep them together, so that each chunk of a file is decoded once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ...data.opening import Cells, Piece
from ...data.places.areas import Selection


@dataclass(frozen=True)
class Tiles:
    """The cells of a selection, tile by tile.

    turn    positions within the selection, the cells of a tile one after the other
    starts  where each tile begins in `turn`, and its length at the end
    """

    turn: np.ndarray
    starts: np.ndarray

    def blocks(self, most: int) -> list[range]:
        """Ranges of `turn` of at most so many cells, none over the edge of a tile; of one tile about equal."""
        found = []
        for first, last in pairwise(self.starts.tolist()):
            pieces = -(-(last - first) // most)
            edges = [first + (last - first) * n // pieces for n in range(pieces + 1)]
            found += [range(first, last) for first, last in pairwise(edges)]
        return found


def tiles_of(target: Cells, selection: Selection, pieces: Sequence[Piece], variables: Iterable[str]) -> Tiles:
    """Tiles as the files on the target's own grid are chunked; one tile where nothing tells of any."""
    count = len(selection.index)
    chunk = _chunk(target, pieces, list(variables)) if target.kind == "grid" else None
    if chunk is None or min(chunk) < 2:
        return Tiles(np.arange(count), np.array([0, count]))
    rows, columns = np.unravel_index(selection.index, target.shape)
    tile = (rows // chunk[0]) * (target.shape[1] // chunk[1] + 1) + columns // chunk[1]
    turn = np.argsort(tile, kind="stable")
    starts = np.flatnonzero(np.diff(tile[turn], prepend=-1, append=-1))
    return _with_small_ones_joined(Tiles(turn, starts))


def _chunk(target: Cells, pieces: Sequence[Piece], variables: list[str]) -> tuple[int, int] | None:
    """Rows and columns that most of the files keep together, of those on the target's grid."""
    for piece in reversed(pieces):
        if piece.cells.shape != target.shape or not variables or variables[0] not in piece.units:
            continue
        chunk = piece.chunk(variables[0])
        if chunk is not None and len(chunk) == 2:
            return int(chunk[0]), int(chunk[1])
    return None


# Less than this is not worth a block of its own: many small chunks are read together.
_FEWEST = 200


def _with_small_ones_joined(tiles: Tiles) -> Tiles:
    kept = [0]
    for start in tiles.starts[1:-1].tolist():
        if start - kept[-1] >= _FEWEST:
            kept.append(start)
    return Tiles(tiles.turn, np.array([*kept, int(tiles.starts[-1])]))
