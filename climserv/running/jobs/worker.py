"""The worker: takes jobs from the queue one by one, keeps saying that it lives, hands in the product or the reason."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ...vocabulary.problems import Refused
from .jobs import Job, Kind

BEAT_SECONDS = 5.0
LOOK_SECONDS = 0.5
# How often the bell is looked at; a look at the time of one file costs nothing.
LISTEN_SECONDS = 0.02

# A database that is locked or starts anew is asked again after so long, this often, before its answer is given up.
AGAIN_SECONDS = 2.0
_TIMES = 5

# What the asker reads when something broke that is not theirs to mend; the trace is in the worker's own log.
BROKE = (
    "Something broke while this was computed; it is not your doing. Ask again, or tell the people who run this site."
)


class Queue(Protocol):
    """What a worker needs of the jobs table; `climserv.storage.jobs.JobQueue` is the real one."""

    def claim(self, worker: str, now: datetime, kinds: Sequence[Kind] | None = None) -> Job | None: ...

    def beat(self, job_id: int, worker: str, done: float, total: float, text: str, now: datetime) -> bool: ...

    def hand_back(self, job_id: int, worker: str) -> bool: ...

    def finish(self, job_id: int, worker: str, product_id: str) -> bool: ...

    def finish_check(self, job_id: int, worker: str, result: dict) -> bool: ...

    def fail(self, job_id: int, worker: str, message: str) -> bool: ...


class Stopped(Exception):  # noqa: N818 - somebody's wish, not an error
    """The job was cancelled, taken away, or the worker is told to stop."""


@dataclass
class _Beats:
    """Reports progress at once, and again every few seconds: a long step must not look like a dead worker."""

    queue: Queue
    job: Job
    worker: str
    clock: Callable[[], datetime]
    stop: threading.Event
    log: Callable[[str], None]
    latest: tuple[float, float, str] = (0, 0, "")
    lost: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def report(self, done: float, total: float, text: str) -> bool:
        """Tell the queue; False when the job is no longer ours, or the worker shall end.

        A queue that cannot be told just now is told the next time: the job goes on meanwhile.
        """
        with self.lock:
            self.latest = (done, total, text)
            try:
                if not self.lost.is_set() and not self.queue.beat(self.job.id, self.worker, *self.latest, self.clock()):
                    self.lost.set()
            except Exception as error:
                self.log(f"job {self.job.id}: the queue could not be told of it: {error}")
        return not (self.lost.is_set() or self.stop.is_set())

    def repeat(self) -> None:
        while not self.ended.wait(BEAT_SECONDS) and not self.lost.is_set():
            self.report(*self.latest)


def work(
    queue: Queue,
    execute: Callable[[Job, Callable[[float, float, str], bool]], str | dict],
    *,
    worker: str,
    clock: Callable[[], datetime],
    stop: threading.Event,
    log: Callable[[str], None],
    until_empty: bool = False,
    kinds: Sequence[Kind] | None = None,
    bell: Path | None = None,
) -> None:
    """Take jobs until `stop` is set (or, with `until_empty`, until none waits).

    `execute(job, report)` computes one job and answers the product's id, or what a check found; it raises `Refused`
    for what the asker can mend, and `Stopped` when `report` answered False. A worker told to stop hands its job back.

    kinds  the kinds of jobs to take; None: all
    bell   a file that is touched when a job was added on this machine; then the queue is looked at right away
    """
    while not stop.is_set():
        rung = _rung(bell)
        try:
            job = queue.claim(worker, clock()) if kinds is None else queue.claim(worker, clock(), kinds)
        except Exception as error:
            if until_empty:
                raise
            # A worker that ended here would leave all who ask after it without an answer, and nobody would know.
            log(f"the queue cannot be asked: {error}")
            stop.wait(AGAIN_SECONDS)
            continue
        if job is not None:
            _do(queue, job, execute, worker, clock, stop, log)
        elif until_empty:
            return
        else:
            _wait(stop, bell, rung)


def ring(bell: Path) -> None:
    """Tell the workers of this machine that a job was added; those on others find it when they look."""
    bell.touch()


def _rung(bell: Path | None) -> int:
    """When the bell was rung last; 0 when there is none."""
    try:
        return bell.stat().st_mtime_ns if bell is not None else 0
    except OSError:
        return 0


def _wait(stop: threading.Event, bell: Path | None, rung: int) -> None:
    """Until it is time to look at the queue, the bell rings, or the worker shall stop."""
    if bell is None:
        stop.wait(LOOK_SECONDS)
        return
    for _ in range(round(LOOK_SECONDS / LISTEN_SECONDS)):
        if stop.wait(LISTEN_SECONDS) or _rung(bell) != rung:
            return


def _do(queue, job, execute, worker, clock, stop, log) -> None:
    beats = _Beats(queue, job, worker, clock, stop, log)
    pulse = threading.Thread(target=beats.repeat, daemon=True)
    pulse.start()
    log(f"job {job.id}: started, attempt {job.attempts}")
    try:
        made = execute(job, beats.report)
    except Stopped:
        if stop.is_set() and _told(lambda: queue.hand_back(job.id, worker), log):
            log(f"job {job.id}: handed back, because this worker ends")
        else:
            log(f"job {job.id}: stopped, it was cancelled or taken up by another worker")
    except Refused as refusal:
        message = str(refusal)
        _told(lambda: queue.fail(job.id, worker, message), log)
        log(f"job {job.id}: refused: {message}")
    except Exception:
        import traceback

        _told(lambda: queue.fail(job.id, worker, BROKE), log)
        log(f"job {job.id}: failed\n{traceback.format_exc()}")
    else:
        if isinstance(made, dict):
            _told(lambda: queue.finish_check(job.id, worker, made), log)
            log(f"job {job.id}: answered")
        else:
            _told(lambda: queue.finish(job.id, worker, made), log)
            log(f"job {job.id}: done, product {made}")
    finally:
        beats.ended.set()
        pulse.join()


def _told(tell: Callable[[], bool | None], log: Callable[[str], None]) -> bool:
    """Tell the queue how a job ended, again when it cannot be told just now; what stays untold is taken up anew."""
    for _ in range(_TIMES):
        try:
            return bool(tell())
        except Refused as refusal:
            log(f"the queue refuses: {refusal}")
            return False
        except Exception as error:
            log(f"the queue could not be told of an end: {error}")
            time.sleep(AGAIN_SECONDS)
    return False
