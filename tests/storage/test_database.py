"""Opening, migrating and refusing databases; what a transaction promises."""

import subprocess
import sys
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from climserv.storage.database import Database, newest_revision, open_database, upgrade
from climserv.storage.events import append_event
from climserv.storage.models import Base, Event, Organisation, User
from climserv.vocabulary.problems import Refused


def test_the_migrations_make_exactly_the_tables_of_the_models(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_changes_nothing(database_url, database, anna):
    assert upgrade(database_url) == newest_revision()
    with database.reading() as session:
        assert session.get(User, anna.id).sign_in == "anna"


def test_two_processes_may_upgrade_the_same_new_database_at_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'deep' / 'new.sqlite'}"
    _upgrade_twice_at_once(url)


def test_two_processes_may_upgrade_the_same_new_postgresql_at_once(postgres_url):
    _upgrade_twice_at_once(postgres_url)


def _upgrade_twice_at_once(url):
    program = "import sys; from climserv.storage.database import upgrade; upgrade(sys.argv[1])"
    started = [subprocess.Popen([sys.executable, "-c", program, url]) for _ in range(2)]
    assert [process.wait(timeout=60) for process in started] == [0, 0]
    database = open_database(url)
    database.refuse_unless_migrated()
    database.close()


def test_an_empty_database_is_refused_with_the_command_that_mends_it(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with pytest.raises(Refused, match=r"this database is empty.*climserv db upgrade"):
        database.refuse_unless_migrated()
    database.close()


def test_a_database_of_another_version_is_refused(database_url, database):
    try:
        _stand_at(database, "9999")
        with pytest.raises(Refused, match=r"of another version of climserv.*9999"):
            database.refuse_unless_migrated()
        with pytest.raises(Refused, match=r"made by a newer climserv.*9999"):
            upgrade(database_url)
    finally:
        _stand_at(database, newest_revision())


def _stand_at(database, revision):
    with database.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("not an address", "not an address of a database"),
        ("sqlite://", "SQLite or PostgreSQL"),
        ("mysql://root:hush@localhost/x", "SQLite or PostgreSQL"),
        ("sqlite:////no/such/folder/at/all/x.sqlite", "folder of this database is not there"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(url, says):
    with pytest.raises(Refused, match=says) as refused:
        open_database(url)
    assert "hush" not in str(refused.value)


def test_a_silent_server_is_named_without_its_password():
    database = open_database("postgresql://climserv:hush@127.0.0.1:1/climserv?connect_timeout=2")
    with pytest.raises(Refused, match="cannot be used") as refused:
        database.refuse_unless_migrated()
    assert "hush" not in str(refused.value)
    database.close()


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "notes.sqlite"
    path.write_text("These are only notes about rain. " * 50)
    with pytest.raises(Refused, match="cannot be used: file is not a database"):
        upgrade(f"sqlite:///{path}")


def test_the_short_name_of_postgresql_is_understood():
    database = open_database("postgres://climserv@127.0.0.1:1/climserv")
    assert database.engine.url.drivername == "postgresql+psycopg"
    database.close()


def test_an_error_undoes_the_change_and_its_event(database, broken_session, anna, clock):
    before = _counts(database)
    with broken_session() as session:
        session.add(Organisation(name="Half written", created_at=clock()))
        append_event(session, anna, "organisation", 1, "added", clock=clock)
        assert _counts_in(session) == (before[0] + 1, before[1] + 1)
    assert _counts(database) == before


def _counts(database):
    with database.reading() as session:
        return _counts_in(session)


def _counts_in(session):
    return tuple(session.scalar(select(func.count()).select_from(table)) for table in (Organisation, Event))


@pytest.mark.parametrize("statement", ["UPDATE event SET reason = 'other'", "DELETE FROM event"])
def test_the_database_itself_refuses_to_rewrite_events(database, anna, statement):
    with pytest.raises(DBAPIError, match="only ever added to"), database.session() as session:
        session.execute(text(statement))


def test_an_event_in_hand_cannot_be_changed_either(database, anna):
    with pytest.raises(RuntimeError, match="only ever added to"), database.session() as session:
        session.scalars(select(Event)).first().reason = "other"


def test_a_reading_session_refuses_to_write(database, clock):
    with pytest.raises(RuntimeError, match="only reads"), database.reading() as session:
        session.add(Organisation(name="Never", created_at=clock()))
    assert _counts(database)[0] == 0


def test_readers_do_not_wait_for_a_writer(database, anna, clock):
    with database.session() as writing:
        writing.add(Organisation(name="Slow", created_at=clock()))
        writing.flush()
        with database.reading() as session:
            assert session.scalars(select(Organisation.name)).all() == ["Growers"]


def test_writers_take_turns_and_lose_nothing(database, clock):
    """Each reads and then writes: the very order in which a careless SQLite transaction fails half way."""

    def add_ten(name):
        for number in range(10):
            with database.session() as session:
                session.scalars(select(Organisation)).all()
                session.add(Organisation(name=f"{name} {number}", created_at=clock()))

    threads = [threading.Thread(target=add_ten, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _counts(database)[0] == 30


def test_what_points_nowhere_is_refused_on_both_databases(database, clock):
    with pytest.raises(IntegrityError), database.session() as session:
        append_event(session, 4711, "need", "x", "written", clock=clock)


def test_times_come_back_in_utc_and_without_a_zone_are_refused(database, clock):
    from datetime import datetime, timedelta, timezone

    nairobi = datetime(2026, 3, 1, 9, 0, tzinfo=timezone(timedelta(hours=3)))
    with database.session() as session:
        session.add(Organisation(name="East", created_at=nairobi))
    with database.reading() as session:
        kept = session.scalars(select(Organisation)).one().created_at
    assert kept == clock() == nairobi
    assert kept.utcoffset() == timedelta(0)
    with pytest.raises(Exception, match="without a time zone"), database.session() as session:
        session.add(Organisation(name="Nowhere", created_at=datetime(2026, 3, 1)))  # noqa: DTZ001


def test_sqlite_keeps_a_write_ahead_log(sqlite_file):
    database: Database = open_database(f"sqlite:///{sqlite_file}")
    with database.reading() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
    database.close()
