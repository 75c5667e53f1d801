"""Execution: the blocks of a plan on Dask, with progress, cancelling, and a memory bound kept."""

import math
import os
from collections.abc import Callable
from functools import partial

from ..vocabulary.problems import Problem, Refused
from ..vocabulary.units import parse_quantity
from .blocks import Block, Numbers, compute_block
from .kept import KeptBlocks, block_name
from .plan import Plan
from .reading import Readings

# done, total, what is being done; answers False when the run shall stop.
Progress = Callable[[int, int, str], bool]

# Arrays of the whole time axis that one block holds at its peak: as read, adjusted twice, sorted, tried.
COPIES = 10
LARGEST_BLOCK = 256  # cells; more gives no speed and coarser progress

# One part in so many of the memory limit holds what is read ahead for the blocks that follow: the observations, the
# strand that is being worked on, and the next one that another worker has begun.
_READ_AHEAD, _GROUPS_HELD = 4, 3


class Cancelled(Exception):  # noqa: N818 - somebody's wish, not an error
    """The run was asked to stop."""


def make_blocks(plan: Plan, memory_limit: str, workers: int) -> list[Block]:
    """Tile the selection so that all workers stay within the memory limit; refused when even one cell cannot."""
    a_cell = _longest(plan) * 4 * COPIES
    fits = int(_bytes(memory_limit) * (1 - 1 / _READ_AHEAD) / workers // a_cell)
    if fits < 1:
        need = f"{math.ceil(a_cell * workers / (1 - 1 / _READ_AHEAD) / 1e6)} MB"
        what = "one cell's record does not fit into the memory limit"
        raise Refused(Problem("memory.limit", "CLIMSERV_MEMORY_LIMIT", what, memory_limit, f"at least {need}"))
    size = min(LARGEST_BLOCK, fits)
    total = len(plan.selection.index)
    return [
        Block(number, range(first, min(first + size, total)))
        for number in range(len(plan.strands))
        for first in range(0, total, size)
    ]


def make_readings(plan: Plan, memory_limit: str, blocks: list[Block]) -> Readings:
    """How many cells are read at once: whole blocks of them, and as many as the share of the memory holds."""
    size = max(len(block.cells) for block in blocks)
    fits = int(_bytes(memory_limit) / _READ_AHEAD / _GROUPS_HELD // (_longest(plan) * 4))
    return Readings(max(1, fits // size) * size, _GROUPS_HELD)


def _longest(plan: Plan) -> int:
    return max(len(strand.piece.dates.year) for strand in plan.strands)


def _bytes(memory_limit: str) -> float:
    return float(parse_quantity(memory_limit, where="CLIMSERV_MEMORY_LIMIT", like="byte").to("byte"))


def execute(
    plan: Plan,
    *,
    memory_limit: str,
    kept: KeptBlocks | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> dict[Block, Numbers]:
    """Compute every block of `plan`; raises `Cancelled` when `progress` answers False."""
    import dask.threaded
    from dask.callbacks import Callback

    workers = workers or os.cpu_count() or 1
    blocks = make_blocks(plan, memory_limit, workers)
    readings = make_readings(plan, memory_limit, blocks)
    done = 0

    def report(key, *_):
        nonlocal done
        done += 1
        following = blocks[min(done, len(blocks) - 1)]
        if progress is not None and not progress(done, len(blocks), plan.strands[following.strand].name):
            raise Cancelled

    if progress is not None and not progress(0, len(blocks), plan.strands[blocks[0].strand].name):
        raise Cancelled
    # Dask sorts tasks by their names as text. Neighbours must stay neighbours: they share what is read ahead.
    graph = {
        f"block-{i:09d}": (partial(_compute_or_fetch, plan, block, kept, readings),) for i, block in enumerate(blocks)
    }
    with Callback(posttask=report):
        answers = dask.threaded.get(graph, list(graph), num_workers=workers)
    return dict(zip(blocks, answers, strict=True))


def _compute_or_fetch(plan: Plan, block: Block, kept: KeptBlocks | None, readings: Readings) -> Numbers:
    if kept is None:
        return compute_block(plan, block, readings)
    name = block_name(plan, block)
    numbers = kept.get(name)
    if numbers is None:
        numbers = compute_block(plan, block, readings)
        kept.put(name, numbers)
    return numbers
