"""A site for each journey: a fresh SQLite, the real application, and a worker that is run between two requests."""

import shutil

import pytest

from climserv.config import Settings
from climserv.storage.database import open_database

from .village import Village


@pytest.fixture
def village(tmp_path, sqlite_file, quick_passwords, monkeypatch):
    """The people of a journey with their browsers. Nobody waits for a worker: it works when it is told to."""
    from web import create_app

    monkeypatch.setattr("web.runs.waiting.WAIT_SECONDS", 0)
    shutil.copy(sqlite_file, tmp_path / "climserv.sqlite")
    settings = Settings(instance=tmp_path / "instance", database_url=f"sqlite:///{tmp_path / 'climserv.sqlite'}")
    database = open_database(settings.database)
    app = create_app(settings, database)
    # Forgery protection has tests of its own; here nobody carries tokens.
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    yield Village(app, settings, tmp_path)
    database.close()
