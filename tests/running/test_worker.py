"""The worker's loop, on a queue in memory; the real queue is tested in tests/storage."""

import threading
import time
from datetime import UTC, datetime

import pytest

from climserv.running.jobs import worker as worker_module
from climserv.running.jobs.jobs import Job, State
from climserv.running.jobs.worker import BROKE, Stopped, work
from climserv.vocabulary.problems import Problem, Refused


class ListQueue:
    """One job after another; remembers what it was told."""

    def __init__(self, *jobs, cancelled=()):
        self.jobs, self.cancelled = list(jobs), set(cancelled)
        self.beats, self.finished, self.failed, self.handed_back = [], {}, {}, []

    def claim(self, worker, now):
        return self.jobs.pop(0) if self.jobs else None

    def beat(self, job_id, worker, done, total, text, now):
        self.beats.append((job_id, done, total, text))
        return job_id not in self.cancelled

    def finish(self, job_id, worker, product_id):
        self.finished[job_id] = product_id

    def hand_back(self, job_id, worker):
        self.handed_back.append(job_id)
        return True

    def fail(self, job_id, worker, message):
        self.failed[job_id] = message


def job(number):
    return Job(number, State.RUNNING, {"recipe": "hot_days"})


def do(queue, execute, stop=None):
    clock = lambda: datetime(2026, 1, 1, tzinfo=UTC)  # noqa: E731
    lines = []
    work(queue, execute, worker="w", clock=clock, stop=stop or threading.Event(), log=lines.append, until_empty=True)
    return lines


def test_a_job_is_computed_and_handed_in():
    queue = ListQueue(job(1), job(2))
    do(queue, lambda job, report: report(1, 2, "half") and f"product-{job.id}")
    assert queue.finished == {1: "product-1", 2: "product-2"}
    assert (1, 1, 2, "half") in queue.beats


def test_a_refusal_reaches_the_asker_as_written_and_the_worker_lives_on():
    def execute(job, report):
        if job.id == 1:
            raise Refused(Problem("period.outside", "--period", "the period lies outside the data"))
        return "product-2"

    queue = ListQueue(job(1), job(2))
    do(queue, execute)
    assert queue.failed == {1: "--period: the period lies outside the data."}
    assert queue.finished == {2: "product-2"}


def test_a_crash_gives_plain_words_to_the_asker_and_the_trace_to_the_log():
    queue = ListQueue(job(1))
    lines = do(queue, lambda job, report: 1 / 0)
    assert queue.failed == {1: BROKE}
    assert "ZeroDivisionError" in "\n".join(lines)


def test_a_cancelled_job_is_neither_finished_nor_failed():
    def execute(job, report):
        if not report(1, 2, "half"):
            raise Stopped
        return "never"

    queue = ListQueue(job(1), cancelled={1})
    do(queue, execute)
    assert queue.finished == queue.failed == {}


def test_a_worker_told_to_stop_hands_its_job_back():
    stop = threading.Event()

    def execute(job, report):
        stop.set()
        if not report(1, 2, "half"):
            raise Stopped
        return "never"

    queue = ListQueue(job(1), job(2))
    do(queue, execute, stop)
    assert queue.handed_back == [1]
    assert [waiting.id for waiting in queue.jobs] == [2]


def test_a_long_step_keeps_beating(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(worker_module, "BEAT_SECONDS", 0.01)
    queue = ListQueue(job(1))

    def execute(job, report):
        report(1, 3, "a long step")
        until = time.monotonic() + 5
        while len(queue.beats) < 4 and time.monotonic() < until:
            threading.Event().wait(0.005)
        return "product"

    do(queue, execute)
    assert queue.beats.count((1, 1, 3, "a long step")) >= 3


class Hiccup(ListQueue):
    """A queue that cannot be asked or told once, as a database that is locked."""

    def __init__(self, where, *jobs):
        super().__init__(*jobs)
        self.where = where

    def _once(self, where):
        if self.where == where:
            self.where = None
            raise RuntimeError("database is locked")

    def claim(self, worker, now):
        self._once("claim")
        return super().claim(worker, now)

    def beat(self, *what):
        self._once("beat")
        return super().beat(*what)

    def finish(self, *what):
        self._once("finish")
        super().finish(*what)

    def fail(self, *what):
        self._once("fail")
        super().fail(*what)


@pytest.mark.parametrize("where", ["claim", "beat", "finish", "fail"])
def test_a_queue_that_fails_once_ends_no_worker_and_loses_no_job(where, monkeypatch):
    monkeypatch.setattr(worker_module, "BEAT_SECONDS", 0.01)
    monkeypatch.setattr(worker_module, "AGAIN_SECONDS", 0.01)
    queue, stop, lines = Hiccup(where, job(1), job(2)), threading.Event(), []

    def execute(job, report):
        assert report(1, 3, "half")
        told, until = len(queue.beats), time.monotonic() + 5
        while len(queue.beats) < told + 2 and time.monotonic() < until:
            time.sleep(0.005)
        # The pulse goes on after the hiccup.
        assert len(queue.beats) >= told + 2
        if job.id == 1:
            raise ValueError
        stop.set()
        return "product-2"

    clock = lambda: datetime(2026, 1, 1, tzinfo=UTC)  # noqa: E731
    work(queue, execute, worker="w", clock=clock, stop=stop, log=lines.append)
    assert (queue.failed, queue.finished) == ({1: BROKE}, {2: "product-2"})
    assert "database is locked" in "\n".join(lines)


def test_a_queue_that_is_gone_is_told_to_who_waits_for_its_end():
    with pytest.raises(RuntimeError, match="database is locked"):
        do(Hiccup("claim", job(1)), lambda job, report: "product")
