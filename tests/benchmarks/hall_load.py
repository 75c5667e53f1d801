"""A hall of phones on the real server: who writes, and how soon the others see it.

Run it by hand, `python -m tests.benchmarks.hall_load`, beside nothing else: it prints figures and asserts no times.
A hundred phones ask for news as the page's script does and fetch the list when there is some; twenty-five remarks are
sent within ten seconds. Told: the time from sending a remark to each other phone having it, lost remarks, faults.
"""

import http.cookiejar
import json
import re
import tempfile
import threading
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

from waitress import create_server

from climserv.config import Settings
from climserv.serving import THREADS
from climserv.storage import accounts
from climserv.storage.cases.case_models import SessionCode
from climserv.storage.database import open_database, upgrade
from web import create_app

PHONES, REMARKS, SECONDS, EVERY = 100, 25, 10.0, 0.6


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
        measured(app, f"http://127.0.0.1:{server.effective_port}")
        server.close()


def made(folder: Path):
    """The application on a new instance with one facilitator; forgery tokens are left out, as they cost nothing."""
    settings = Settings(instance=folder)
    upgrade(settings.database)
    database = open_database(settings.database)
    with database.session() as session:
        accounts.add_user(session, sign_in="amina", name="Amina", password="four dry short words", role="facilitator")
    app = create_app(settings, database)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def measured(app, address: str) -> None:
    desk = Phone(address)
    desk.ask("/accounts/sign-in", sign_in="amina", password="four dry short words")
    desk.ask("/cases/", title="When do we plant?")
    case = re.search(r'href="(/cases/[^"/]+)"', desk.ask("/cases/")).group(1)
    desk.ask(case + "/sessions/new", type="trigger", day="2026-12-02")
    meeting = re.search(rf'href="({case}/sessions/[0-9a-f]{{32}})"', desk.ask(case)).group(1)
    desk.ask(meeting + "/moves", action="open")
    with app.extensions["climserv"].database.reading() as session:
        code = session.query(SessionCode).one().code
    phones = [Phone(address) for _ in range(PHONES)]
    began = monotonic()
    for number, phone in enumerate(phones):
        phone.ask(f"/join/{code}", name=f"phone {number}", side="user")
    print(f"{PHONES} phones came in, one after the other, in {monotonic() - began:.1f} s")
    over, sent = threading.Event(), {}
    followers = [threading.Thread(target=phone.follow, args=(meeting, over)) for phone in phones]
    for one in followers:
        one.start()
    writers = [threading.Thread(target=write, args=(phones[n], meeting, n, sent)) for n in range(REMARKS)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    sleep(3 * EVERY)
    over.set()
    for one in followers:
        one.join()
    tell(phones, sent)


def write(phone: Phone, meeting: str, number: int, sent: dict) -> None:
    sleep(number * SECONDS / REMARKS)
    mark = f"remark-{number}-"
    sent[mark] = monotonic()
    phone.ask(meeting + "/phone", words=f"{mark} the river dried", act=f"{number:032x}")


def tell(phones: list[Phone], sent: dict) -> None:
    waits = sorted(phone.seen[mark] - at for mark, at in sent.items() for phone in phones if mark in phone.seen)
    wanted = len(sent) * len(phones)
    faults = [fault for phone in phones for fault in phone.faults]
    print(f"{len(waits)} of {wanted} seen; faults: {len(faults)} {faults[:3]}")
    print(f"seen after: median {waits[len(waits) // 2]:.2f} s, p95 {waits[int(len(waits) * 0.95)]:.2f} s, "
          f"longest {waits[-1]:.2f} s")  # fmt: skip


if __name__ == "__main__":
    main()
