"""The door to the database: SQLite in a file by default, PostgreSQL when that is outgrown."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from ..vocabulary.problems import Problem, Refused

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 15
_READING = "climserv_reading"
_UPGRADE_LOCK = 7_310_482


class Database:
    """An open database.

    session()   one transaction that may write: committed at the end, undone when anything is raised
    reading()   one transaction that only reads: never waits for writers; writing in it is an error
    """

    def __init__(self, engine: Engine):
        self.engine = engine
        self._reader = engine.execution_options(
            **{_READING: True}, **({"postgresql_readonly": True} if engine.dialect.name == "postgresql" else {})
        )

    @contextmanager
    def session(self) -> Iterator[Session]:
        # Objects stay readable after the transaction: pages show them when it is long over.
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self._reader, expire_on_commit=False, autoflush=False) as session:
            event.listen(session, "before_flush", _refuse_writing)
            yield session
            session.flush()

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    def revision(self) -> str | None:
        """The migration this database stands at; None when it has none of our tables."""
        with _reachable(self.engine.url), self._reader.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.scalar(text("SELECT version_num FROM alembic_version"))

    def refuse_unless_migrated(self) -> None:
        """`Refused`, with the command that mends it, unless the tables are those this program was written for."""
        found = self.revision()
        if found != newest_revision():
            what = "this database is empty" if found is None else "this database is of another version of climserv"
            raise Refused(
                Problem(
                    "database.migration",
                    self.engine.url.render_as_string(hide_password=True),
                    what,
                    got=found or "",
                    allowed=newest_revision(),
                    next_step="Run: climserv db upgrade",
                )
            )

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str) -> Database:
    """Open the database at `url` (SQLAlchemy's way of writing it). Creates no tables: `upgrade` does that."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        folder = Path(address.database).parent
        if not folder.is_dir():
            where = address.render_as_string()
            raise Refused(
                Problem("database.folder", where, "the folder of this database is not there", str(folder), "",
                        "Run: climserv db upgrade")
            )  # fmt: skip
    return Database(_engine(address))


def upgrade(url: str) -> str:
    """Bring the database at `url` to the newest tables, creating it when it is a new SQLite file; the revision."""
    from alembic import command

    address = _address(url)
    if address.get_backend_name() == "sqlite":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = _engine(address)
    try:
        with _reachable(address):
            if engine.dialect.name == "sqlite":
                _keep_a_write_ahead_log(engine)
            with engine.begin() as connection:
                if engine.dialect.name == "postgresql":
                    # `serve` and `work` may start together; the second waits and finds the work done.
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
                config = _alembic()
                config.attributes["connection"] = connection
                _refuse_unknown_revision(connection, address)
                command.upgrade(config, "head")
    finally:
        engine.dispose()
    return newest_revision()


def _refuse_unknown_revision(connection: Connection, address: URL) -> None:
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    found = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(_alembic()).walk_revisions()}
    if found is not None and found not in known:
        where = address.render_as_string(hide_password=True)
        what = "this database was made by a newer climserv, or by another program"
        raise Refused(Problem("database.newer", where, what, found, newest_revision(), "Install the newest climserv"))


@cache
def newest_revision() -> str:
    """The revision this program was written for."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_alembic()).get_current_head()


def _alembic() -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    # Given outright, or Alembic warns that it guesses how to split the path.
    config.set_main_option("path_separator", "os")
    return config


def _address(url: str) -> URL:
    where = "CLIMSERV_DATABASE_URL"
    allowed = "sqlite:////folder/climserv.sqlite or postgresql://name:password@host/database"
    try:
        address = make_url(url)
    except ArgumentError as error:
        # The address may hold a password, so it is not repeated.
        raise Refused(Problem("database.url", where, "this is not an address of a database", "", allowed)) from error
    if address.drivername in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+psycopg")
    if address.drivername == "postgresql+psycopg":
        return address
    if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
        return address
    got = address.render_as_string(hide_password=True)
    raise Refused(Problem("database.url", where, "climserv keeps its data in SQLite or PostgreSQL", got, allowed))


def _engine(address: URL) -> Engine:
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(address, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise Refused(
            Problem("database.driver", "CLIMSERV_DATABASE_URL", "the driver for PostgreSQL is not installed", "", "",
                    "Run: pip install 'climserv[postgres]'")
        ) from error  # fmt: skip


def _set_up_sqlite(connection: Any, record: ConnectionPoolEntry) -> None:
    # Without this the driver begins transactions by itself, late and never for reading.
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its turn at the start. If it began as a reader it could find, half way,
    # that another had written in between, and waiting would not help it.
    reading = connection.get_execution_options().get(_READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _keep_a_write_ahead_log(engine: Engine) -> None:
    """Readers and one writer side by side; the file remembers it, so this is done once, at the upgrade."""
    raw = engine.raw_connection()
    try:
        raw.driver_connection.execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def only_reads(session: Session) -> bool:
    """Whether this session is one of `reading()`."""
    return bool(session.connection().get_execution_options().get(_READING))


def _refuse_writing(session: Session, context: Any, instances: Any) -> None:
    raise RuntimeError("this session only reads; use database.session() to write")


@contextmanager
def _reachable(address: URL) -> Iterator[None]:
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:  # the second from below SQLAlchemy, as it connects
        where = address.render_as_string(hide_password=True)
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise Refused(
            Problem("database.unreachable", where, f"this database cannot be used: {reason}", "", "",
                    "Check that it is running and that CLIMSERV_DATABASE_URL is right")
        ) from error  # fmt: skip
