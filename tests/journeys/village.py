"""The people of a journey, each with a browser: what they do, they do through the pages that the site offers them."""

import re
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from yaml import safe_dump

from climserv.adding import add_dataset
from climserv.catalogue.drafting import Said
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.people.people import Person
from climserv.running.jobs.worker import work
from climserv.storage import accounts
from climserv.storage.cases.case_models import SessionCode
from climserv.working import execute_job
from tests.web.need_pages import fields_of

PASSWORD = "three dry words"
ID = r"[0-9a-f]{32}"


class Village:
    """`here["wanjiru"]` is her browser. `posts` expects to be let through, `refused` to be told why not."""

    def __init__(self, app, settings, folder: Path):
        self.app, self.settings, self.folder = app, settings, folder
        self.house = app.extensions["climserv"]
        self.browsers, self.accounts, self.case = {}, {}, ""
        self.house.clock = lambda: self.now
        self.now = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)

    def __getitem__(self, who: str):
        return self.browsers[who]

    # --- people

    def comes(self, who: str, organisation: str, role: str = "member", language: str = "en") -> None:
        """Somebody with an account, signed in."""
        with self.house.database.session() as session:
            home = accounts.get_organisation(session, organisation) or accounts.add_organisation(session, organisation)
            self.accounts[who] = accounts.add_user(
                session, sign_in=who, name=who.title(), password=PASSWORD, role=role, organisation=home,
                language=language,
            )  # fmt: skip
        self.browsers[who] = self.app.test_client()
        answer = self[who].post("/accounts/sign-in", data={"sign_in": who, "password": PASSWORD})
        assert answer.status_code == 303

    def opens(self, who: str, title: str, **form) -> None:
        self.case = self[who].post("/cases/", data={"title": title, **form}).location

    def seats(self, by: str, side: str, role: str = "participant", *people: str) -> None:
        for who in people:
            self.posts(by, "/people", sign_in=who, side=side, role=role)

    def joins(self, meeting: str, who: str, side: str = "user", group: str = "") -> None:
        """Somebody without an account comes in by the code on the wall."""
        with self.house.database.reading() as session:
            code = session.query(SessionCode).filter_by(session=meeting.split("/")[-1]).one().code
        self.browsers[who] = self.app.test_client()
        form = {"name": who.title(), "side": side, "group": group}
        assert self[who].post(f"/join/{code}", data=form).status_code == 200

    # --- pages

    def posts(self, who: str, path: str, /, **form) -> str:
        """Where a form leads, below the case's address (or of the site where the path begins with two slashes)."""
        answer = self[who].post(self._address(path), data=form)
        assert answer.status_code == 303, (path, answer.status_code, told(answer.text))
        return answer.location.removeprefix(self.case)

    def refused(self, who: str, path: str, /, **form) -> str:
        answer = self[who].post(self._address(path), data=form)
        assert answer.status_code in (400, 422), (path, answer.status_code)
        return told(answer.text)

    def reads(self, who: str, path: str = "") -> str:
        answer = self[who].get(self._address(path))
        assert answer.status_code == 200, (path, answer.status_code, told(answer.text))
        return answer.text

    def _address(self, path: str) -> str:
        return path[1:] if path.startswith("//") else self.case + path

    @property
    def state(self) -> CaseState:
        with self.house.database.reading() as session:
            return self.house.cases.read(session, self.case.rsplit("/", 1)[1]).state

    def of(self, kind: type) -> list:
        return list(self.state.of(kind).values())

    def subject(self, path: str) -> Subject:
        """A thing on the table by the path of its page."""
        return self.state.find(Subject, path.rsplit("/", 1)[1])

    def person(self, who: str) -> str:
        """The id of somebody in the case."""
        return next(one.id for one in self.of(Person) if one.name == who.title())

    # --- time and machines

    def later(self, **time) -> None:
        self.now += timedelta(**time)

    def brings_data(self, dataset: str, path: Path, **said) -> list[dict]:
        """The operator adds a file to the catalogue; what the health check found in it."""
        known = {"role": "station", "licence": "CC-BY-4.0", "redistribution": True, "origin": "made for a test"}
        added = add_dataset([path], Said(dataset, **known | said), self.settings, today=self.now.date())
        return list(added.findings)

    def works(self) -> None:
        """A worker takes every job that waits."""

        def execute(job, report):
            return execute_job(job, report, self.settings, self.house.database)

        work(self.house.jobs, execute, worker="w", clock=lambda: self.now, stop=threading.Event(), log=print,
             until_empty=True, bell=self.settings.bell)  # fmt: skip

    def product_of(self, run: str) -> str:
        """The product that a run made."""
        job = self.house.jobs.get(int(run.rsplit("/", 1)[1]))
        assert job.product_id, job.message
        return job.product_id

    # --- what many journeys do alike

    def agrees_how(self, by: str, spoken: str, adopts: str, **terms) -> None:
        """A working agreement, version 1: a yes of one's own, one said aloud before a witness; brought into force."""
        self.posts(by, "/agreement", **terms)
        page = self.reads(by, "/agreement")
        address = re.search(r'action="(/cases/[^"]+/agreement/[^"]+)"', page)[1].removeprefix(self.case)
        to = re.search(r'name="to" value="([^"]+)"', page)[1]
        self.posts(by, address, action="consent", to=to)
        aloud = {"action": "consent", "to": to, "whose": self.person(spoken), "channel": "spoken"}
        assert "nobody is named who heard this yes" in self.refused(adopts, address, **aloud)
        self.posts(adopts, address, **aloud, witness="the ward extension officer")
        assert "the ward extension officer heard it" in told(self.reads(by, "/agreement"))
        self.posts(adopts, address, action="adopt")

    def consents(self, scribe: str, whose: str, subject: str, scope: str, witness: str) -> None:
        """Somebody is asked for something of theirs, and says yes aloud before a witness."""
        self.posts(scribe, "/consents", of=self.person(whose), subject=subject, scope=scope)
        page = self.reads(scribe, "/consents")
        address = re.search(r'action="(/cases/[^"]+/consents/[^"]+)"', page)[1].removeprefix(self.case)
        given = {"action": "give", "form": "witnessed", "whose": self.person(whose), "channel": "spoken"}
        assert "no witness is named" in self.refused(scribe, address, **given)
        self.posts(scribe, address, **given, witness=witness)
        assert f"heard by {witness}" in told(self.reads(whose, "/consents"))

    def meets(self, by: str, /, **plan) -> str:
        """A session, planned and open: its path."""
        where = self.posts(by, "/sessions/new", **plan)
        self.posts(by, where + "/moves", action="open")
        return where

    def takes_in(self, who: str, record: dict) -> str:
        """A need, brought as a file: its id."""
        return re.search(r"/needs/([a-z0-9-]+)", self.posts(who, "//needs/bring", text=safe_dump(record)))[1]

    def changes_need(self, who: str, need: str, **fields: str) -> None:
        """Some fields of a need in its form; all else stays as the page has it."""
        form = fields_of(self.reads(who, f"//needs/{need}/all"))
        for name, value in fields.items():
            form.setlist(name, [value])
        assert self[who].post(f"/needs/{need}", data=form).status_code == 303

    def makes(self, who: str, need: str, recipe: str, data: str) -> str:
        """A first draft of what is offered for a need, asked for from the page of the match: the product."""
        page = self.reads(who, f"//needs/{need}/match")
        version = re.search(r'name="version" value="(\d+)"', page)[1]
        offer = next(one for one in re.findall(r'name="offer" value="([^"]+)"', page)
                     if one.startswith(f"{recipe}|") and one.endswith(f"|{data}"))  # fmt: skip
        run = self.posts(who, f"//needs/{need}/match", offer=offer, version=version)
        self.works()
        return self.product_of(run)

    def fills(self, who: str, kind: str, rows: list[dict], head: dict | None = None, **form) -> None:
        """A sheet, entered row by row."""
        form |= {f"head.{name}": words for name, words in (head or {}).items()}
        form |= {f"{n}.{name}": words for n, row in enumerate(rows) for name, words in row.items()}
        self.posts(who, f"/sheets/{kind}", **form)

    def asks(self, by: str, subject: str = "", /, **form) -> str:
        """A round: its path; of consent to what lies there unless told otherwise."""
        asked = {"kind": "consent", "privacy": "open", "question": "May it stand?", "subject": subject.split("/")[-1]}
        return self.posts(by, "/rounds", **asked | form)

    def answers(self, path: str, value: str, *people: str, **words) -> None:
        for who in people:
            self.posts(who, path + "/answers", value=value, **words)

    def consent_passes(self, by: str, subject: str, *people: str) -> None:
        """Everybody consents, it is shown, it passes, and what lies there is agreed."""
        path = self.asks(by, subject)
        self.answers(path, "consent", *people)
        self.posts(by, path + "/moves", action="reveal")
        self.posts(by, path + "/moves", action="pass")
        self.posts(by, subject + "/moves", action="agree")

    def hears_and_agrees(self, subject: str, *users: str) -> None:
        """What lies there: heard from the users, the remark answered, consented to by both sides."""
        self.posts("peter", subject + "/moves", action="open_feedback")
        said = self.remarks(users[0], subject, "so we say it here")
        self.posts("amina", f"{subject}/remarks/{said}", action="use")
        self.posts("peter", subject + "/moves", action="close_feedback")
        self.consent_passes("peter", subject, *users, "otieno", "amina")

    def remarks(self, who: str, subject: str, words: str) -> str:
        """A remark pinned to what lies there: its id."""
        before = set(re.findall(rf"/where/({ID})", self.reads(who, subject)))
        self.posts(who, subject + "/remarks", words=words)
        return (set(re.findall(rf"/where/({ID})", self.reads(who, subject))) - before).pop()

    def version(self, subject: str, who: str) -> str:
        """The hash of the version on the table."""
        return re.search(r"/signing/([0-9a-f]{64})", self.reads(who, subject))[1]

    def signs(self, who: str, version: str, kind: str) -> None:
        """A sign-off under the question that the page shows."""
        page = self.reads(who, f"/signing/{version}")
        question = re.search(rf'value="{kind}"><input type="hidden" name="question" value="([^"]+)"', page)[1]
        self.posts(who, f"/signing/{version}", kind=kind, action="give", question=question)


def told(page: str) -> str:
    """The words of a page's main part, without marks."""
    main = page.partition("<main")[2] or page
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())
