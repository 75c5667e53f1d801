"""A worker of what-ifs beside the pages, as `climserv serve` starts one."""

import threading
from contextlib import contextmanager

from climserv.running.jobs.jobs import Kind
from climserv.running.jobs.worker import work
from climserv.storage.clock import utc_now


@contextmanager
def what_if_worker(app, desk, settings):
    """`desk` answers what is asked of `app` until the end; `settings` say where the bell is."""
    stop = threading.Event()
    settings.instance.mkdir(parents=True, exist_ok=True)
    thread = threading.Thread(
        target=work,
        args=(app.extensions["climserv"].jobs, lambda job, report: desk.answer(job.order, report)),
        kwargs={"worker": "w", "clock": utc_now, "stop": stop, "log": print, "kinds": (Kind.WHAT_IF,),
                "bell": settings.bell},
    )  # fmt: skip
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
