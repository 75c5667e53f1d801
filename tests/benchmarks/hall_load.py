"""A hall of phones on the real server, with the engine at work: who writes, and how soon the others see it.

Run it by hand, `python -m tests.benchmarks.hall_load`, beside nothing else: it prints figures and asserts no times.
A hundred phones ask for news as the page's script does and fetch the list when there is some; twenty-five remarks are
sent within ten seconds, while two facilitators edit the same thing on the table and the worker makes one product after
the other. Told: the time from sending a remark to each other phone having it, what was lost, faults, runs carried out.
"""

import http.cookiejar
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

from waitress import create_server

from climserv.config import Settings
from climserv.coproduction.dialogue.subjects import Subject
from climserv.running.planning.order import Order
from climserv.serving import THREADS, environment
from climserv.storage import accounts
from climserv.storage.cases.case_models import SessionCode
from climserv.storage.database import open_database, upgrade
from web import create_app

PHONES, REMARKS, SECONDS, EVERY = 100, 25, 10.0, 0.6
EDITS, RUNS = 10, 40
PASSWORD = "four dry short words"


@dataclass
class Phone:
    """One browser with its cookies."""

    address: str
    seen: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)

    def __post_init__(self) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def ask(self, path: str, **form) -> str:
        body = urllib.parse.urlencode(form).encode() if form else None
        try:
            with self.opener.open(self.address + path, body, timeout=30) as answer:
                return answer.read().decode()
        except OSError as fault:
            self.faults.append(f"{path}: {fault}")
            return ""

    def follow(self, meeting: str, over: threading.Event) -> None:
        """As live.js does: ask each 0.6 s, fetch the list of remarks when something was said."""
        last = 0
        while not over.wait(EVERY):
            news = json.loads(self.ask(meeting + "/changes") or "{}")
            number = news.get("parts", {}).get("contribution", 0)
            if number > last:
                last = number
                for mark in re.findall(r"remark-\d+-", self.ask(meeting + "/said")):
                    self.seen.setdefault(mark, monotonic())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = made(Path(folder))
        server = create_server(app, host="127.0.0.1", port=0, threads=THREADS)
        threading.Thread(target=server.run, daemon=True).start()
        with busy_engine(app):
            measured(app, f"http://127.0.0.1:{server.effective_port}")
        server.close()


@contextmanager
def busy_engine(app) -> Iterator[None]:
    """A worker as `climserv serve` starts one, with more runs waiting than it can carry out meanwhile."""
    house = app.extensions["climserv"]
    for amount in range(RUNS):
        order = Order("rainy_season_onset", ("embu-models",), "embu-observed", {"amount": f"{10 + amount} mm"},
                      area="37.5,-0.7,37.7,-0.6")  # fmt: skip
        last = house.jobs.add(order.as_dict())
    first = last - RUNS + 1
    command = [sys.executable, "-m", "climserv", "work", "--beside", str(os.getpid())]
    quiet = subprocess.DEVNULL
    worker = subprocess.Popen(command, env=environment(house.settings), stdout=quiet, stderr=quiet)
    while house.jobs.get(first).open:
        sleep(0.5)
    before = _done(house, first)
    yield
    print(f"the engine carried out {_done(house, first) - before} runs meanwhile, and was in the middle of another")
    worker.terminate()
    worker.wait(timeout=30)


def _done(house, first: int) -> int:
    return sum(not house.jobs.get(number).open for number in range(first, first + RUNS))


def made(folder: Path):
    """The application on a new instance with two facilitators; forgery tokens are left out, as they cost nothing."""
    settings = Settings(instance=folder)
    upgrade(settings.database)
    database = open_database(settings.database)
    with database.session() as session:
        for name in ("amina", "peter"):
            accounts.add_user(session, sign_in=name, name=name.title(), password=PASSWORD, role="facilitator")
    app = create_app(settings, database)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def measured(app, address: str) -> None:
    desks, case, meeting, thing = opened(address)
    with app.extensions["climserv"].database.reading() as session:
        code = session.query(SessionCode).one().code
    phones = [Phone(address) for _ in range(PHONES)]
    began = monotonic()
    for number, phone in enumerate(phones):
        phone.ask(f"/join/{code}", name=f"phone {number}", side="user")
    print(f"{PHONES} phones came in, one after the other, in {monotonic() - began:.1f} s")
    over, sent = threading.Event(), {}
    followers = [threading.Thread(target=phone.follow, args=(meeting, over)) for phone in phones]
    writers = [threading.Thread(target=write, args=(phones[n], meeting, n, sent)) for n in range(REMARKS)]
    writers += [threading.Thread(target=edit, args=(desk, thing, n)) for n, desk in enumerate(desks)]
    for one in followers + writers:
        one.start()
    for one in writers:
        one.join()
    sleep(3 * EVERY)
    over.set()
    for one in followers:
        one.join()
    tell([*phones, *desks], sent)
    tell_of_the_thing(app, case.rpartition("/")[2], thing.rpartition("/")[2])


def opened(address: str) -> tuple[list[Phone], str, str, str]:
    """Two desks of an open session, and the addresses of its case, of itself, and of the thing on its table."""
    desks = [Phone(address), Phone(address)]
    for desk, name in zip(desks, ("amina", "peter"), strict=True):
        desk.ask("/accounts/sign-in", sign_in=name, password=PASSWORD)
    desk = desks[0]
    desk.ask("/cases/", title="When do we plant?")
    case = re.search(r'href="(/cases/[^"/]+)"', desk.ask("/cases/")).group(1)
    desk.ask(case + "/people", sign_in="peter", side="bridge", role="facilitator")
    desk.ask(case + "/sessions/new", type="trigger", day="2026-12-02")
    page = desk.ask(case + "/table/recipes", recipe="rainy_season_onset")
    thing = re.search(rf'"({case}/table/[0-9a-f]{{32}})', page).group(1)
    meeting = re.search(rf'href="({case}/sessions/[0-9a-f]{{32}})"', desk.ask(case)).group(1)
    desk.ask(meeting + "/moves", action="open")
    desk.ask(meeting + "/desk", action="table", subjects=thing.rpartition("/")[2])
    return desks, case, meeting, thing


def edit(desk: Phone, thing: str, number: int) -> None:
    """The same thing on the table, changed again and again: each change is a version of its own."""
    for turn in range(EDITS):
        sleep(SECONDS / EDITS)
        desk.ask(thing + "/versions", summary=f"edit-{number}-{turn}", change="wording")


def tell_of_the_thing(app, case: str, thing: str) -> None:
    house = app.extensions["climserv"]
    with house.database.reading() as session:
        versions = house.cases.read(session, case).state.find(Subject, thing).versions
    edits = {one.content.get("summary") for one in versions if str(one.content.get("summary")).startswith("edit-")}
    print(f"{len(edits)} of {2 * EDITS} edits of the same thing are kept, in {len(versions)} versions")


def write(phone: Phone, meeting: str, number: int, sent: dict) -> None:
    sleep(number * SECONDS / REMARKS)
    mark = f"remark-{number}-"
    sent[mark] = monotonic()
    phone.ask(meeting + "/phone", words=f"{mark} the river dried", act=f"{number:032x}")


def tell(phones: list[Phone], sent: dict) -> None:
    waits = sorted(phone.seen[mark] - at for mark, at in sent.items() for phone in phones if mark in phone.seen)
    wanted = len(sent) * PHONES
    faults = [fault for phone in phones for fault in phone.faults]
    print(f"{len(waits)} of {wanted} seen; faults: {len(faults)} {faults[:3]}")
    print(f"seen after: median {waits[len(waits) // 2]:.2f} s, p95 {waits[int(len(waits) * 0.95)]:.2f} s, "
          f"longest {waits[-1]:.2f} s")  # fmt: skip


if __name__ == "__main__":
    main()
