"""People and needs to try the writers with."""

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from climserv.storage import accounts
from climserv.storage.jobs import JobQueue
from climserv.storage.needs import needs

START = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)
PASSWORD = "three dry words"


@pytest.fixture(autouse=True)
def _quick(quick_passwords) -> None:
    """Hundreds of accounts are made here."""


@dataclass
class Clock:
    """Stands still until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **time) -> datetime:
        self.now += timedelta(**time)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def add_person(database, clock):
    """`add_person("anna", "member", "Growers")`; the same organisation name is the same organisation."""

    def add(sign_in, role="member", organisation="Growers"):
        with database.session() as session:
            group = None
            if organisation:
                group = accounts.get_organisation(session, organisation)
                group = group or accounts.add_organisation(session, organisation, clock=clock)
            return accounts.add_user(
                session, sign_in=sign_in, name=sign_in.title(), password=PASSWORD, role=role, organisation=group,
                clock=clock,
            )  # fmt: skip

    return add


@pytest.fixture
def anna(add_person):
    return add_person("anna")


@pytest.fixture
def need(database, clock, anna):
    """A need of Anna's, in its first version."""
    with database.session() as session:
        return needs.save_need(session, anna, {"need": "planting", "question": {"en": "When?"}}, clock=clock)


@pytest.fixture
def queue(database, clock) -> JobQueue:
    return JobQueue(database, clock)


class BrokenOffError(Exception):
    """Something that goes wrong after the work is done."""


@pytest.fixture
def broken_session(database):
    """`with broken_session() as session:` a transaction in which something fails at the very end."""

    @contextmanager
    def broken():
        with suppress(BrokenOffError), database.session() as session:
            yield session
            session.flush()
            raise BrokenOffError

    return broken
