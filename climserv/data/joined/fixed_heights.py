"""Heights in a file of their own, beside the days of a set: CMIP's `orog_fx_*.nc`, which knows no time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...vocabulary.problems import Problem, Refused, refuse_if
from ..files.blocks import BlockPiece
from ..files.headers import MODEL_ATTRIBUTES
from ..files.netcdf_header import NetCDFHeader, opened, trouble
from ..meaning.file_heights import height_of
from ..meaning.file_places import places_of
from ..pieces import Piece
from ..places.cells import Cells
from .sets import same_places

_NAME = re.compile(r"^orog_|_fx[_.]", re.IGNORECASE)
# Two files may tell one height with other digits [m].
_ALIKE = 1.0
_NEXT = "Take the orog of the same model and grid, or leave the file out"


@dataclass(frozen=True)
class FixedHeights:
    """The height of each cell [m] of a model's grid; the model is empty where the file does not name it."""

    where: str
    model: str
    cells: Cells
    metres: np.ndarray

    def are_of(self, piece: Piece) -> bool:
        """Whether they are of the very cells of a piece, and of no other model than it."""
        models = {member.model for member in piece.members} - {""}
        return same_places(self.cells, piece.cells) and (not self.model or not models or models == {self.model})


class _Timeless(NetCDFHeader):
    """A header without time: along nothing ("") there are no dimensions."""

    def dimensions(self, name):
        return super().dimensions(name) if name else ()


def apart(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The files of days, and those that are named as heights are; of heights alone nothing is set apart."""
    fixed = [path for path in paths if path.suffix == ".nc" and _NAME.search(path.name)]
    days = [path for path in paths if path not in fixed]
    return (days, fixed) if days else (list(paths), [])


def read_fixed(path: Path) -> FixedHeights:
    """The heights of a file; raises `Refused` when it tells none, or not of which places."""
    try:
        with opened(path) as file:
            header = _Timeless(file, path)
            places = places_of(header, "", "latitude and longitude", [], set())
            held, model = height_of(header, places.axes), header.attribute(*MODEL_ATTRIBUTES)
    except (OSError, RuntimeError, IndexError) as error:
        what = "the heights in this file cannot be read"
        raise Refused(Problem("height.file", path.name, what, trouble(error, path), "", _NEXT)) from None
    if held is None:
        what, allowed = "this file is named as heights are, and tells none", "orog, surface_altitude [m]"
        raise Refused(Problem("height.file", path.name, what, ", ".join(header.told), allowed, _NEXT))
    piece = BlockPiece(
        header.reader, where=path.name, members=(), cells=places.cells, dates=None, units={}, holdings={},
        rows=places.rows, columns=places.columns, positions=np.empty(0, int), picks=(), height=held,
    )  # fmt: skip
    return FixedHeights(path.name, model, places.cells, piece.heights())


def lay_beside(pieces: Sequence[Piece], fixed: Iterable[FixedHeights]) -> list[str]:
    """Give each piece the heights of its own cells; notes. Raises `Refused` for heights of other cells or models."""
    notes, problems = [], []
    for heights in fixed:
        its = [piece for piece in pieces if heights.are_of(piece)]
        if not its:
            what = "these heights are of other cells, or of another model, than the data beside them"
            got = f"{heights.model or 'a model that is not named'}, {_size(heights.cells)}"
            allowed = "; ".join(dict.fromkeys(f"{_models(piece)}, {_size(piece.cells)}" for piece in pieces))
            problems.append(Problem("height.cells", heights.where, what, got, allowed, _NEXT))
        for piece in its:
            known = piece.heights()
            if known is not None and (np.abs(known - heights.metres) > _ALIKE).any():
                what = "two heights are told of the same cells"
                problems.append(Problem("height.twice", heights.where, what, piece.where, "", "Name one of them"))
            piece.heights_beside = heights.metres
        if its:
            notes.append(f"{heights.where} tells how high the cells lie")
    refuse_if(problems)
    return notes


def _models(piece: Piece) -> str:
    return ", ".join(sorted({member.model for member in piece.members} - {""})) or piece.where


def _size(cells: Cells) -> str:
    return f"{' x '.join(map(str, cells.shape))} cells"
