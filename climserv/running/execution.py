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
from .stages import Stages

# done, total, what is being done; answers False when the run shall stop.
Progress = Callable[[int, int, str], bool]

# Arrays of the whole time axis that one block holds at its peak: as read, adjusted twice, sorted, tried.
COPIES = 10
LARGEST_BLOCK = 256  # cells; more gives no speed and coarser progress


class Cancelled(Exception):  # noqa: N818 - somebody's wish, not an error
    """The run was asked to stop."""


def make_blocks(plan: Plan, memory_limit: str, workers: int) -> list[Block]:
    """Tile the selection so that all workers stay within the memory limit; refused when even one cell cannot."""
    days = max(len(strand.piece.dates.year) for strand in plan.strands)
    a_cell = days * 4 * COPIES
    limit = parse_quantity(memory_limit, where="CLIMSERV_MEMORY_LIMIT", like="byte").to("byte")
    fits = int(limit / workers // a_cell)
    if fits < 1:
        need = f"{math.ceil(a_cell * workers / 1e6)} MB"
        what = "one cell's record does not fit into the memory limit"
        raise Refused(Problem("memory.limit", "CLIMSERV_MEMORY_LIMIT", what, memory_limit, f"at least {need}"))
    size = min(LARGEST_BLOCK, fits)
    total = len(plan.selection.index)
    return [
        Block(number, range(first, min(first + size, total)))
        for number in range(len(plan.strands))
        for first in range(0, total, size)
    ]


def execute(
    plan: Plan,
    *,
    memory_limit: str,
    kept: KeptBlocks | None = None,
    stages: Stages | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    trials: bool = True,
) -> dict[Block, Numbers]:
    """Compute every block of `plan`; raises `Cancelled` when `progress` answers False.

    kept    finished blocks, so that a killed run resumes
    stages  daily series, so that a changed threshold starts from them
    trials  try the adjustment on years it did not learn from, too
    """
    import dask.threaded
    from dask.callbacks import Callback

    workers = workers or os.cpu_count() or 1
    blocks = make_blocks(plan, memory_limit, workers)
    done = 0

    def report(key, *_):
        nonlocal done
        done += 1
        following = blocks[min(done, len(blocks) - 1)]
        if progress is not None and not progress(done, len(blocks), plan.strands[following.strand].name):
            raise Cancelled

    if progress is not None and not progress(0, len(blocks), plan.strands[blocks[0].strand].name):
        raise Cancelled
    graph = {
        ("block", i): (partial(compute_or_fetch, plan, block, kept, stages, trials),) for i, block in enumerate(blocks)
    }
    with Callback(posttask=report):
        answers = dask.threaded.get(graph, list(graph), num_workers=workers)
    return dict(zip(blocks, answers, strict=True))


def compute_or_fetch(plan: Plan, block: Block, kept: KeptBlocks | None, stages: Stages | None, trials: bool) -> Numbers:
    """One block's numbers: as they were kept, else computed and kept."""
    if kept is None:
        return compute_block(plan, block, stages, trials=trials)
    name = block_name(plan, block)
    numbers = kept.get(name)
    if numbers is None:
        numbers = compute_block(plan, block, stages, trials=trials)
        kept.put(name, numbers)
    return numbers
