"""What tests of the studio share: a draft of the book's recipe, and a worker of tries beside the page."""

import re
import threading
from contextlib import contextmanager

from climserv.asking import Desk
from climserv.running.jobs.jobs import Kind
from climserv.running.jobs.worker import work
from climserv.storage.clock import utc_now


def begin(client, source="hot_days", **more) -> str:
    """Start a draft; the address of its editor."""
    made = client.post("/recipes/new", data={"from": source, **more})
    assert made.status_code == 303, made.text
    return made.location


def text_of(page: str) -> str:
    """The text that stands in the editor of a page."""
    from html import unescape

    return unescape(re.search(r"<textarea id=\"text\"[^>]*>(.*?)</textarea>", page, re.DOTALL)[1])


def save_number(page: str) -> str:
    return re.search(r'name="from_version" value="(\d+)"', page)[1]


@contextmanager
def worker_of_tries(app, settings):
    """A worker of previews, comparisons and golden cases, as `climserv serve` starts one."""
    stop, desk = threading.Event(), Desk(settings)
    settings.instance.mkdir(parents=True, exist_ok=True)
    do = {Kind.PREVIEW: desk.preview, Kind.COMPARE: desk.compare, Kind.PROOF: desk.prove}
    thread = threading.Thread(
        target=work,
        args=(app.extensions["climserv"].jobs, lambda job, report: do[job.kind](job.order, report)),
        kwargs={"worker": "w", "clock": utc_now, "stop": stop, "log": print, "kinds": tuple(do),
                "bell": settings.bell},
    )  # fmt: skip
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
