"""Reading ahead: blocks of files that keep more cells together than a block has are read as one.

Blocks follow the chunks of files (`tiles`), and a chunk is mostly unpacked for one block alone. A file kept a day a
chunk, or GRIB, which packs each field whole, would be unpacked anew for every block. There, blocks that follow one
another are read together, within a share of the memory limit: for a district mostly all cells of a strand at once.

Where a block has whole chunks, its strand is read for it alone, and only the observations are held for the strands that
follow: all strands of a block's cells come one after the other.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from itertools import groupby
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from ...data.opening import Piece
from .once import Once
from .values import Series

if TYPE_CHECKING:
    from ..planning.plan import Plan, Strand

# One part in so many of the memory limit holds what is read ahead for the blocks that follow.
SHARE = 4

# What is said of fields that are unpacked whole: only where they are large, and so many times larger than the area.
_LARGE_FIELD, _MUCH_LARGER = 10_000, 10

# What steps found of the observations is held up to so many bytes.
_BYTES_LEARNT = 24_000_000


class Readings:
    """What was read for groups of cells, kept for the blocks that follow; the oldest is let go first.

    together  cells that are read at once; 0: those of a block, and of the observations only
    kept      groups that are held, of one variable each
    learnt    what steps found of the observations alone, which all strands share
    """

    def __init__(self, together: int, kept: int):
        self.together, self.kept = together, kept
        self._held: Once[Series] = Once(lambda held: len(held) > kept)
        self.learnt: Once[tuple] = Once(_too_large)

    def in_turn(self, ranges: Sequence[range]) -> list[list[range]]:
        """Blocks of cells by the groups they are read in."""
        if not self.together:
            return [[cells] for cells in ranges]
        return [list(group) for _, group in groupby(ranges, lambda cells: cells.start // self.together)]

    def series(self, name: Hashable, positions: range, total: int, read: Callable[[slice], Series]) -> Series:
        """The series of some of `total` cells; `name` tells this strand from others, `read` reads a group of it."""
        together = self.together or len(positions)
        first = positions.start // together * together if self.together else positions.start
        if positions.stop > first + together:
            return read(slice(positions.start, positions.stop))
        whole = self._held.get((name, first), partial(read, slice(first, min(first + together, total))))
        return whole.holding(whole.values[positions.start - first : positions.stop - first])


def _too_large(held: Iterable[tuple]) -> bool:
    return sum(getattr(one, "nbytes", 0) for found in held for one in found) > _BYTES_LEARNT


def readings_for(plan: "Plan", bytes_a_cell: int, limit: float, block: int) -> Readings | None:
    """How many cells are read at once within a share of `limit` bytes; None where nothing is gained by it."""
    observed = len(set(plan.references.values())) if plan.adjusts else 0
    together = cells_together(plan)
    if together <= block:
        # What a worker still needs of a block that others have left, it holds itself.
        return Readings(0, observed) if observed and together > 1 else None
    # The observations, the strand that is being worked on, and the next one that another worker has begun.
    held = observed + 2 * len(set(plan.inputs.values()))
    fits = int(limit / SHARE / held // bytes_a_cell)
    return Readings(max(1, fits // block) * block, held)


def cells_together(plan: "Plan") -> int:
    """The most cells of which a file of the plan keeps a day in one piece."""
    pieces = [strand.piece for strand in plan.strands] + (list(plan.reference.pieces) if plan.reference else [])
    return max(_cells_together(piece, plan.inputs.values()) for piece in pieces)


def _cells_together(piece: Piece, variables: Iterable[str]) -> int:
    """The most cells of which a file keeps a day in one piece; one where any cell can be read by itself."""
    chunks = [piece.chunk(variable) for variable in variables if variable in piece.units]
    return max((prod(chunk) for chunk in chunks if chunk), default=1)


def unpacked_whole(strands: "Sequence[Strand]", variables: Sequence[str]) -> list[str]:
    """Sources of which far more is unpacked than asked, as of GRIB, which packs each field whole."""
    notes = []
    for strand in strands:
        together, cells = _cells_together(strand.piece, variables), len(strand.piece.cells)
        asked = len(np.unique(strand.cells))
        if together >= cells >= max(_LARGE_FIELD, _MUCH_LARGER * asked):
            of = f"{strand.source.name} keeps each field in one piece"
            notes.append(
                f"{of}: all {cells} cells are unpacked for the {asked} asked; a file cut to the area is faster"
            )
    return list(dict.fromkeys(notes))
