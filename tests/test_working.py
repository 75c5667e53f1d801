"""The worker as a process: killed in the middle of a run, which another worker then takes up and finishes."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest

from climserv.config import Settings
from climserv.running.jobs.jobs import STALE_AFTER, State
from climserv.running.jobs.worker import work
from climserv.running.planning.order import Order
from climserv.serving import environment
from climserv.storage.clock import utc_now
from climserv.storage.database import open_database, upgrade
from climserv.storage.jobs import JobQueue
from climserv.storage.products import get_product
from climserv.working import execute_job

EMBU = Order("rainy_season_onset", ("embu-models",), "embu-observed", area="lower-embu")


@pytest.fixture
def settings(tmp_path):
    made = Settings(instance=tmp_path)
    upgrade(made.database)
    return made


def wait_for(condition, seconds=120):
    """Look again and again until it holds; a process of its own cannot be waited for otherwise."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "this took too long"
        threading.Event().wait(0.05)


def test_a_killed_workers_run_is_taken_up_again(settings):
    database = open_database(settings.database)
    queue = JobQueue(database)
    number = queue.add(EMBU.as_dict())
    worker = subprocess.Popen([sys.executable, "-m", "climserv", "work"], env=environment(settings))
    try:
        wait_for(lambda: queue.get(number).done >= 1)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert queue.get(number).state is State.RUNNING
    assert queue.claim("too early") is None
    kept = set((settings.store_folder / "blocks").glob("*.npz"))
    assert kept
    log = []
    work(
        queue,
        lambda job, report: execute_job(job, report, settings, database),
        worker="second",
        clock=lambda: utc_now() + STALE_AFTER + timedelta(seconds=1),
        stop=threading.Event(),
        log=log.append,
        until_empty=True,
    )
    job = queue.get(number)
    assert (job.state, job.attempts) == (State.DONE, 2), log
    assert kept <= set((settings.store_folder / "blocks").glob("*.npz"))
    with database.reading() as session:
        assert os.path.isfile(os.path.join(get_product(session, job.product_id).folder, "product.json"))


def test_a_worker_told_to_end_lets_go_and_ends(settings):
    command = [sys.executable, "-m", "climserv", "work", "--until-empty"]
    assert subprocess.run(command, env=environment(settings), timeout=60).returncode == 0


def test_what_cannot_be_run_fails_with_the_sentence_that_mends_it(settings):
    database = open_database(settings.database)
    queue = JobQueue(database)
    number = queue.add(Order("hot_days", ("suffolk-cmip6",), period="2011-2030").as_dict())
    work(
        queue,
        lambda job, report: execute_job(job, report, settings, database),
        worker="only",
        clock=utc_now,
        stop=threading.Event(),
        log=lambda line: None,
        until_empty=True,
    )
    job = queue.get(number)
    assert job.state is State.FAILED
    assert "1995-2014, 2020-2099" in job.message
