"""What many tests share."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

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


@pytest.fixture
def postgres_url():
    """The address of an empty schema of its own on the PostgreSQL that CLIMSERV_TEST_POSTGRES names."""
    import psycopg

    server = os.environ.get("CLIMSERV_TEST_POSTGRES")
    if not server:
        reason = "CLIMSERV_TEST_POSTGRES names no PostgreSQL to test on"
        if os.environ.get("CI") == "true":
            pytest.fail(reason + "; in CI the same tests must run on both databases")
        pytest.skip(reason)
    schema = f"test_{uuid4().hex}"
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        try:
            yield f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{schema}"
        finally:
            connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path) -> str:
    """A migrated, empty database: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "climserv.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_file"), path)
        return f"sqlite:///{path}"
    from climserv.storage.database import upgrade

    url = request.getfixturevalue("postgres_url")
    upgrade(url)
    return url


@pytest.fixture
def database(database_url):
    from climserv.storage.database import open_database

    opened = open_database(database_url)
    yield opened
    opened.close()
