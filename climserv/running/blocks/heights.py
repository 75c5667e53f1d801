"""Heights: that for which each cell's temperature stands in the data, and that of the place which it is brought to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...data.opening import Source
from ...methods.regridding.applying import apply_weights
from ...recipes.filling import FilledRecipe
from ...recipes.graph import names_read
from ...vocabulary.problems import Problem, refuse_if

if TYPE_CHECKING:
    from ..planning.plan import Plan, Strand

_STEP = "height_correction"


def moved_by_height(filled: FilledRecipe) -> list[str]:
    """The inputs that steps bring to the height of the place."""
    return [str(step.arguments["of"]) for step in filled.steps if step.op == _STEP]


def heights_of(plan: "Plan", strand: "Strand", name: str, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(cell) heights [m] that an input stands for, and of the cells at some positions of the plan's selection.

    The first come with the same weights as the input itself.
    """
    ids = plan.selection.index[positions]
    target = (plan.reference or plan.sources[0]).pieces[0].heights()[ids]
    own = strand.piece.heights()
    if name not in strand.weights:
        return own[strand.cells[positions]], target
    some, cells = strand.weights[name].part(ids)
    return apply_weights(some, own[cells][:, None].astype(np.float32))[:, 0].astype(np.float64), target


def refuse_without_heights(filled: FilledRecipe, strands: Sequence["Strand"], target: Source) -> None:
    """Raise `Refused` where data tell no heights that a step needs, or where it comes too late."""
    if not moved_by_height(filled):
        return
    where, problems = f"recipe {filled.id} v{filled.version}", []
    pieces = {id(piece): piece for piece in (*(one.piece for one in strands), *target.pieces)}
    for piece in pieces.values():
        if piece.heights() is None:
            what = "these data do not tell how high their cells lie"
            advice = "Name the file of heights beside the data (CMIP: orog_fx_*.nc), or put orog beside the values"
            problems.append(Problem("height.none", piece.where, what, "", "orog, surface_altitude [m]", advice))
    touched: set[str] = set()
    for number, step in enumerate(filled.steps):
        name = str(step.arguments.get("of"))
        if step.op == _STEP and (name in touched or name not in filled.inputs or step.name != name):
            what = "temperature is brought to another height before anything else is done with it but to place it"
            at, advice = f"{where}, step {number + 1} ({step.op})", "Let it follow the input, or its `regrid`"
            problems.append(Problem("height.order", at, what, name, ", ".join(filled.inputs), advice))
        if step.op != "regrid":
            touched |= {one for names in names_read(step.op, step.arguments).values() for one in names}
    refuse_if(problems)
