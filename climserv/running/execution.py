"""Execution: the blocks of a plan, with progress, cancelling, resuming, and a memory bound kept."""

import os
from collections.abc import Callable

from .blocks.blocks import Block, Numbers
from .executors import Cancelled, Work, run_here, run_on_cluster
from .keeping.kept import KeptBlocks, block_name
from .keeping.stages import Stages
from .planning.memory import sizes
from .planning.plan import Plan

__all__ = ["Cancelled", "Progress", "execute", "make_blocks"]

# done, total, what is being done; answers False when the run shall stop.
Progress = Callable[[int, int, str], bool]


def make_blocks(plan: Plan, memory_limit: str, workers: int) -> list[Block]:
    """Tile the selection so that all workers stay within the memory limit; refused when even one cell cannot.

    Strand by strand; where cells are read together, all strands of these come before the next cells.
    """
    size, readings = sizes(plan, memory_limit, workers)
    ranges = plan.tiles.blocks(size)
    groups = [ranges] if readings is None else readings.in_turn(ranges)
    return [Block(number, cells) for group in groups for number in range(len(plan.strands)) for cells in group]


def execute(
    plan: Plan,
    *,
    memory_limit: str,
    kept: KeptBlocks | None = None,
    stages: Stages | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    trials: bool = True,
    scheduler: str = "",
    take: Callable[[Block, Numbers], None] | None = None,
) -> dict[Block, Numbers]:
    """Compute every block of `plan`; raises `Cancelled` when `progress` answers False.

    kept       finished blocks, so that a killed run resumes
    stages     daily series, so that a changed threshold starts from them
    trials     try the adjustment on years it did not learn from, too
    scheduler  address of a `dask.distributed` scheduler; default: threads of this process
    take       given each finished block, in any order; without it all are held and given back
    """
    workers = workers or os.cpu_count() or 1
    blocks = make_blocks(plan, memory_limit, workers)
    held: dict[Block, Numbers] = {}
    take = take or held.__setitem__
    done = 0

    def go_on() -> bool:
        following = blocks[min(done, len(blocks) - 1)]
        return progress is None or progress(done, len(blocks), plan.strands[following.strand].name)

    def deliver(block: Block, numbers: Numbers, *, new: bool = True) -> bool:
        nonlocal done
        if new and kept is not None:
            kept.put(block_name(plan, block, trials=trials), numbers)
        take(block, numbers)
        done += 1
        return go_on()

    if not go_on():
        raise Cancelled
    left = []
    for block in blocks:
        numbers = kept.get(block_name(plan, block, trials=trials)) if kept is not None else None
        if numbers is None:
            left.append(block)
        elif not deliver(block, numbers, new=False):
            raise Cancelled
    work = Work(plan, stages, trials, sizes(plan, memory_limit, workers)[1])
    if left and scheduler:
        run_on_cluster(work, left, deliver, scheduler)
    elif left:
        run_here(work, left, deliver, workers)
    return {block: held[block] for block in blocks} if held else held
