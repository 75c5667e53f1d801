"""What if over HTTP: a real server and its worker, asked by POST as a browser asks, until the counts are there."""

import http.cookiejar
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from .county import County, county
from .process import ROOT

NAME, WORDS = "amina", "four dry short words"


class Browser:
    """One browser with its cookies; it sends the token of the last form that it saw."""

    def __init__(self, address: str):
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self._token = ""

    def ask(self, path: str, accept: str = "text/html", **form: str) -> str:
        body = urllib.parse.urlencode({**form, "csrf_token": self._token}).encode() if form else None
        request = urllib.request.Request(self.address + path, body, {"Accept": accept})  # noqa: S310 - our own server
        with self._opener.open(request, timeout=120) as answer:
            text = answer.read().decode()
        if token := re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text):
            self._token = token.group(1)
        return text

    def counts(self, path: str, **settings: str) -> dict:
        """The answer in plain data; where it takes long, looked for again as the page does."""
        told = json.loads(self.ask(path, "application/json", **settings))
        while "outputs" not in told:
            if told["state"] not in ("waiting", "running"):
                raise RuntimeError(told)
            told = json.loads(self.ask(f"{path}/{told['run']}", "application/json"))
        return told


def processor_seconds(process: int) -> float:
    """What a process and its children have used of the processor; Linux tells it."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    # A child belongs to the thread that started it.
    children = [
        child for file in Path(f"/proc/{process}/task").glob("*/children") for child in file.read_text().split()
    ]
    own = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor_seconds(int(child)) for child in children)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """Address and number of `climserv serve` on a new instance, its worker beside it; both end with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "climserv", "serve", "--port", str(port)]
    told = {"CLIMSERV_INSTANCE": str(folder / "instance"), "CLIMSERV_DATA_ROOTS": str(folder)}
    process = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **told}, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)  # fmt: skip
    try:
        if not any("climserv is at" in line for line in process.stdout):
            raise RuntimeError("the server did not start")
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


def product_of(here: County) -> str:
    """The product of a run that the server's worker makes for a new user."""
    from climserv.running.jobs.worker import ring
    from climserv.storage import accounts
    from climserv.storage.database import open_database
    from climserv.storage.jobs import JobQueue

    database = open_database(here.settings.database)
    with database.session() as session:
        accounts.add_user(session, sign_in=NAME, name="Amina", password=WORDS, role="meteorologist")
    jobs = JobQueue(database)
    number = jobs.add(here.order.as_dict(), by=1)
    ring(here.settings.bell)
    while (job := jobs.get(number)).open:
        time.sleep(0.1)
    if not job.product_id:
        raise RuntimeError(job.message)
    return job.product_id


def what_if_web(quick: bool) -> dict:
    """50 x 50 cells, 5 members, 30 years ahead and 30 before: seconds from sending a new amount of rain to the counts.

    The 95th percentile of at least twenty amounts, none asked twice.
    """
    asked, here = 24 if quick else 60, county(quick)
    with served(here.folder) as (address, server):
        page = f"/products/{product_of(here)}/what-if"
        browser = Browser(address)
        browser.ask("/accounts/sign-in")
        browser.ask("/accounts/sign-in", sign_in=NAME, password=WORDS)
        browser.ask(page)
        seconds, used = [], processor_seconds(server)
        for amount in np.linspace(10, 50, asked):
            before = time.perf_counter()
            browser.counts(page, amount=f"{amount:.1f}")
            seconds.append(time.perf_counter() - before)
        used = processor_seconds(server) - used
    slow = float(np.quantile(seconds, 0.95))
    return {
        "name": "what_if_web",
        "unit": "s, 95th percentile",
        "ours": round(slow, 3),
        "median": round(float(np.median(seconds)), 3),
        "first": round(seconds[0], 3),
        # On a machine that others use too, this tells more than the clock.
        "cpu_seconds_each": round(used / asked, 3),
        "asked": asked,
        "threads": 2,
    }
