"""The application on a fresh database, a browser's stand-in, and a quick way to be somebody."""

from dataclasses import dataclass, field
from itertools import count

import pytest
from jinja2 import FileSystemBytecodeCache

from climserv.config import Settings
from climserv.storage import accounts

PASSWORD = "three dry words"


@pytest.fixture(autouse=True)
def _quick(quick_passwords) -> None:
    """Hundreds of accounts are made here."""


@pytest.fixture
def settings(tmp_path, database_url) -> Settings:
    return Settings(instance=tmp_path / "instance", database_url=database_url)


@pytest.fixture(scope="session")
def templates_once(tmp_path_factory) -> FileSystemBytecodeCache:
    """Templates are compiled once for all tests, not once for each application."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings, database, templates_once):
    from web import create_app

    made = create_app(settings, database)
    made.jinja_env.bytecode_cache = templates_once
    # Forgery protection has tests of its own (test_security.py); the others need not carry tokens.
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return made


@pytest.fixture
def client(app):
    return app.test_client()


@dataclass
class People:
    """Makes accounts and signs them in. The same organisation name is the same organisation."""

    app: object
    numbers: count = field(default_factory=lambda: count(1))

    def add(self, role="member", organisation="Growers of Suffolk", language=None, password=PASSWORD):
        """A stored account."""
        with self.app.extensions["climserv"].database.session() as session:
            group = None
            if organisation:
                group = accounts.get_organisation(session, organisation)
                group = group or accounts.add_organisation(session, organisation)
            return accounts.add_user(
                session, sign_in=f"{role}-{next(self.numbers)}", name=f"A {role}", password=password, role=role,
                organisation=group, language=language,
            )  # fmt: skip

    def sign_in(self, client, role="member", organisation="Growers of Suffolk", language=None):
        """Sign `client` in as a new person of that role; the person."""
        user = self.add(role, organisation, language)
        answer = client.post("/accounts/sign-in", data={"sign_in": user.sign_in, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return user


@pytest.fixture
def people(app) -> People:
    return People(app)


@pytest.fixture
def sign_in_as(people, client):
    """`sign_in_as("member", "Growers of Suffolk")` signs the client in as a new person; the stored account."""

    def sign_in(role="member", organisation="Growers of Suffolk", language=None):
        return people.sign_in(client, role, organisation, language)

    return sign_in
