"""A real browser on the real application, with a real worker beside it; nothing is played."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from climserv.config import Settings
from climserv.storage import accounts
from climserv.storage.database import open_database, upgrade

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SIGN_IN, PASSWORD = "wanjiru", "four dry short words"
NEIGHBOUR = "sarah"
METEOROLOGIST, COLLEAGUE = "maelle", "kofi"
PATIENCE = 20_000


@dataclass(frozen=True)
class Site:
    """A running site: its address, its settings, and who may sign in."""

    address: str
    settings: Settings


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The application under waitress on a fresh SQLite instance, and `climserv work` as its own process."""
    from waitress import create_server

    from climserv.serving import environment
    from web import create_app
    from web.sessions.live import end_lines

    settings = Settings(instance=tmp_path_factory.mktemp("instance"))
    upgrade(settings.database)
    database = open_database(settings.database)
    with database.session() as session:
        group = accounts.add_organisation(session, "Lower Embu maize cooperative")
        accounts.add_user(
            session, sign_in=SIGN_IN, name="Wanjiru Njeru", password=PASSWORD, role="member", organisation=group
        )
        women = accounts.add_organisation(session, "Women of Siakago")
        accounts.add_user(
            session, sign_in=NEIGHBOUR, name="Sarah Muthoni", password=PASSWORD, role="member", organisation=women
        )
        service = accounts.add_organisation(session, "Meteorological service")
        for sign_in, name in ((METEOROLOGIST, "Maëlle Kaboré"), (COLLEAGUE, "Kofi Mensah")):
            accounts.add_user(
                session, sign_in=sign_in, name=name, password=PASSWORD, role="meteorologist", organisation=service
            )
    app = create_app(settings, database)
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    log = settings.instance / "worker.log"
    with log.open("w") as out:
        worker = subprocess.Popen(
            [sys.executable, "-m", "climserv", "work", "--beside", str(os.getpid())],
            env=environment(settings), stdout=out, stderr=out,
        )  # fmt: skip
        try:
            yield Site(f"http://127.0.0.1:{server.effective_port}", settings)
        finally:
            end_lines(app)
            worker.terminate()
            worker.wait(timeout=15)
            server.close()
            serving.join(timeout=10)
            database.close()


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("there is no Chromium, and in CI there must be one")
        pytest.skip("there is no Chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """One tab, and what it complained of."""

    page: object
    complaints: list

    def go(self, path: str) -> None:
        self.page.goto(path)


@pytest.fixture
def open_page(browser, site):
    """`open_page(width=360, script=False)` opens a tab; at the end, no page may have complained of anything."""
    visits, contexts = [], []

    def open_(width=360, script=True, **more):
        context = browser.new_context(
            base_url=site.address, viewport={"width": width, "height": 780}, java_script_enabled=script,
            locale="en-GB", **more,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        visit = Visit(page, [])
        page.on("console", lambda message: _is_complaint(message) and visit.complaints.append(message.text))
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on("request", lambda asked: _from_here(asked.url, site, visit))
        contexts.append(context)
        visits.append(visit)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [visit.complaints for visit in visits] == [[] for _ in visits]


@pytest.fixture(scope="session")
def axe():
    """`axe(page)` fails with what axe-core finds serious or critical on a page as it stands."""
    from axe_playwright_python.sync_playwright import Axe

    checker = Axe()

    def look(page) -> None:
        found = checker.run(page).response["violations"]
        told = [
            f"{one['impact']}: {one['help']}: {node['html'][:160]}"
            for one in found if one["impact"] in ("serious", "critical") for node in one["nodes"]
        ]  # fmt: skip
        assert told == [], page.url

    return look


def _is_complaint(message) -> bool:
    """Errors and warnings; but Chromium also notes what is meant: 422, mend this form; 409, two wrote; a net cut."""
    meant = any(words in message.text for words in ("status of 409", "status of 422", "ERR_INTERNET_DISCONNECTED"))
    return message.type in ("error", "warning") and not meant


def _from_here(url: str, site: Site, visit: Visit) -> None:
    """Nothing comes from anywhere but this site."""
    if not url.startswith((site.address, "data:")):
        visit.complaints.append(json.dumps({"fetched from elsewhere": url}))


@pytest.fixture
def signed_in(open_page):
    def sign_in(who=SIGN_IN, **how):
        page = open_page(**how)
        page.goto("/accounts/sign-in")
        page.fill("#sign_in", who)
        page.fill("#password", PASSWORD)
        page.click("main button.primary")
        page.wait_for_selector("text=Sign out")
        return page

    return sign_in
