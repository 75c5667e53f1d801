"""What many tests share."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

# Two wheels bring a libldap each, eccodes' and psycopg's; the process crashes at its end when eccodes' comes first.
# A worker opens its database before any GRIB file, and so do the tests.
import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real climate files beside the checkout: never committed, present in CI."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of real climate files is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory) -> Path:
    """A migrated SQLite database that nobody writes to: tests take copies, which is quicker than migrating anew."""
    from climserv.storage.database import upgrade

    path = tmp_path_factory.mktemp("migrated") / "climserv.sqlite"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The address of the PostgreSQL to test on. In CI it must be there: the same tests run on both databases."""
    server = os.environ.get("CLIMSERV_TEST_POSTGRES")
    if not server:
        reason = "CLIMSERV_TEST_POSTGRES names no PostgreSQL to test on"
        if os.environ.get("CI") == "true":
            pytest.fail(reason + ", and in CI there must be one")
        pytest.skip(reason)
    return server


@contextmanager
def _own_schema(server: str) -> Iterator[str]:

    schema = f"test_{uuid4().hex}"
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        try:
            yield f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{schema}"
        finally:
            connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture
def postgres_url(postgres_server) -> Iterator[str]:
    """The address of an empty PostgreSQL database, as good as new."""
    with _own_schema(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_migrated(postgres_server) -> Iterator[str]:
    """A migrated PostgreSQL database that the tests empty and use one after another."""
    from climserv.storage.database import upgrade

    with _own_schema(postgres_server) as url:
        upgrade(url)
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path) -> str:
    """A migrated, empty database: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "climserv.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_file"), path)
        return f"sqlite:///{path}"
    url = request.getfixturevalue("postgres_migrated")
    _empty(url)
    return url


def _empty(url: str) -> None:

    from climserv.storage.models import Base

    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")


@pytest.fixture
def database(database_url):
    from climserv.storage.database import open_database

    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def quick_passwords(monkeypatch) -> None:
    """Argon2 with its smallest settings: real hashes, without the slowness that protects real people."""
    from argon2 import PasswordHasher

    from climserv.storage import accounts

    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    dummy = quick.hash("nobody has this password")
    monkeypatch.setattr(accounts, "password_hasher", lambda: quick)
    monkeypatch.setattr(accounts, "_dummy_hash", lambda: dummy)
