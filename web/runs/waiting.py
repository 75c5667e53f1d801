"""Waiting for a quick job: a page may hold its thread for a few seconds, then it looks again by itself."""

import time

from climserv.running.jobs.jobs import Job
from climserv.running.jobs.worker import ring

from ..house import house

# A warm answer takes well under a second.
WAIT_SECONDS, LOOK_SECONDS = 4.0, 0.02


def wait(number: int) -> Job:
    """Wake the worker, and the job as it is when it has ended or the time is over."""
    ring(house().settings.bell)
    until = time.monotonic() + WAIT_SECONDS
    job = house().jobs.get(number)
    while job.open and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)
        job = house().jobs.get(number)
    return job
