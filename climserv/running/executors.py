"""Executors: where blocks are computed. The same plan runs in this process or on a `dask.distributed` cluster.

Both hand each finished block over as soon as it is there and forget it, so that memory does not grow with the blocks.
"""

import pickle
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from ..vocabulary.problems import Problem, Refused
from .arenas import share_one
from .blocks.blocks import Block, Numbers, compute_block
from .blocks.chain import Watch, unwatched
from .blocks.reading import Readings
from .keeping.stages import Stages
from .planning.plan import Plan

CONNECT_SECONDS = 5
# How often blocks that were lost with dying workers are handed out again, beyond what the scheduler does by itself.
ROUNDS = 3


class Cancelled(Exception):  # noqa: N818 - somebody's wish, not an error
    """The run was asked to stop."""


@dataclass(frozen=True)
class Work:
    """What every block is computed with."""

    plan: Plan
    stages: Stages | None
    trials: bool
    readings: Readings | None = None

    def compute(self, block: Block, watch: Watch = unwatched, threads: int = 1) -> Numbers:
        beside = {"trials": self.trials, "readings": self.readings, "watch": watch, "threads": threads}
        return compute_block(self.plan, block, self.stages, **beside)


# Takes a finished block; answers False when the run shall stop.
Deliver = Callable[[Block, Numbers], bool]


def run_here(work: Work, blocks: Sequence[Block], deliver: Deliver, workers: int) -> None:
    """On threads of this process; numbers are delivered one at a time, in the thread that called.

    Half of the threads read at a time: the others compute meanwhile and give back what they are done with. Reading
    takes less time than computing, so that nobody waits for long, and fewer whole blocks are held. Where there are
    fewer blocks than threads, several threads work on each.
    """
    import dask.threaded
    from dask.callbacks import Callback

    share_one()
    finished: dict[int, Numbers] = {}
    threads = max(1, workers // len(blocks))
    readers = threading.Semaphore(max(1, (workers + 1) // 2))

    def in_turn(what: int | str) -> AbstractContextManager:
        return readers if what == "read" else nullcontext()

    def compute(number: int) -> int:
        finished[number] = work.compute(blocks[number], in_turn, threads)
        return number

    def hand_over(_key, number, *_) -> None:
        if not deliver(blocks[number], finished.pop(number)):
            raise Cancelled

    # Dask sorts tasks by their names as text. Neighbours must stay neighbours: they share what is read ahead.
    graph = {f"block-{number:09d}": (compute, number) for number in range(len(blocks))}
    with Callback(posttask=hand_over):
        dask.threaded.get(graph, list(graph), num_workers=workers)


def run_on_cluster(work: Work, blocks: Sequence[Block], deliver: Deliver, address: str) -> None:
    """On the workers of a scheduler; what a dying worker held is computed again by another."""
    try:
        from distributed import Client
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker
    except ImportError:
        what = "a cluster was named, and what speaks with clusters is not installed"
        next_step = "Install climserv with the extra `cluster`, or leave the setting empty"
        raise Refused(Problem("cluster.extra", "CLIMSERV_DASK_SCHEDULER", what, address, "", next_step)) from None

    try:
        client = Client(address, set_as_default=False, timeout=CONNECT_SECONDS, name="climserv")
    except (OSError, TimeoutError, ValueError) as error:
        what = f"the cluster does not answer ({type(error).__name__})"
        next_step = "Start its scheduler, or leave CLIMSERV_DASK_SCHEDULER empty to compute on this machine"
        raise Refused(Problem("cluster.none", "CLIMSERV_DASK_SCHEDULER", what, address, "", next_step)) from None
    with client:
        _wait_for_workers(client, address)
        left = list(blocks)
        for last in [False] * (ROUNDS - 1) + [True]:
            try:
                left = _one_round(client, work, left, deliver)
            except (KilledWorker, FutureCancelledError) as error:
                if last:
                    what = "workers of the cluster died again and again while they computed"
                    next_step = "Give them more memory, or ask for a smaller area"
                    raise Refused(
                        Problem("cluster.killed", "CLIMSERV_DASK_SCHEDULER", what, str(error)[:200], "", next_step)
                    ) from error
                left = error.left
            if not left:
                return


def _wait_for_workers(client, address: str) -> None:
    """A cluster that has just started may still have none; one that has none is told."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError:
        what, next_step = "the cluster has no worker", "Start workers with the scheduler's address, or leave it empty"
        raise Refused(Problem("cluster.empty", "CLIMSERV_DASK_SCHEDULER", what, address, "", next_step)) from None


def _one_round(client, work: Work, blocks: Sequence[Block], deliver: Deliver) -> list[Block]:
    """Hand out blocks and deliver what comes back; an error of a lost worker carries the blocks that are `left`."""
    from distributed import as_completed

    # Every worker holds the plan: the one that dies must not take it along.
    plan = client.scatter(pickle.dumps(replace(work, readings=None)), broadcast=True, hash=False)
    futures = {client.submit(_on_worker, plan, block, pure=False, retries=2): block for block in blocks}
    left = dict.fromkeys(blocks)
    try:
        for future in as_completed(futures, loop=client.loop):
            block = futures[future]
            try:
                numbers = future.result()
            except BaseException as error:
                error.left = list(left)
                raise
            future.release()
            del left[block]
            if not deliver(block, numbers):
                raise Cancelled
    finally:
        client.cancel(list(futures))
    return list(left)


_unpacked: tuple[bytes, Work] | None = None
_unpacking = threading.Lock()


def _on_worker(packed: bytes, block: Block) -> Numbers:
    """One block in a worker's process, where the plan is unpacked once."""
    global _unpacked
    with _unpacking:
        if _unpacked is None or _unpacked[0] != packed:
            _unpacked = (packed, pickle.loads(packed))  # noqa: S301 - packed by our own process, sent by our scheduler
        work = _unpacked[1]
    return work.compute(block)
