"""The book of this site: the recipes that came with the program, those of its folder, and those in its database."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from .config import Settings, read_settings
from .recipes.book import Book, read_book, shipped_book
from .storage.database import newest_revision, open_database
from .storage.permissions import Who
from .storage.recipes.parameter_sets import settings_of
from .storage.recipes.recipe_reading import database_book
from .vocabulary.problems import Problem, Refused


def folder_of(settings: Settings) -> Path:
    """Where who looks after the site may put recipe files of its own."""
    return settings.instance / "recipes"


def folder_book(settings: Settings) -> Book:
    """The recipes of the site's folder; `problems` tells of the files that are left out."""
    folder = folder_of(settings)
    return read_book(folder) if folder.is_dir() else Book(())


def folder_state(settings: Settings) -> tuple:
    """Changes whenever a file of the folder does."""
    paths = sorted(folder_of(settings).glob("*.yaml"))
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in paths)


def house_book(session: Session, settings: Settings, who: Who | None = None) -> Book:
    """The book as a site in service sees it; with `who`, their own sound drafts, too.

    What is published in the database never changes, so it stands before a file of the same version.
    """
    return shipped_book().with_more(database_book(session, who)).with_more(folder_book(settings))


def open_book(settings: Settings) -> Book:
    """The book as the command line sees it, which shows no drafts."""
    if _has_database(settings):
        database = open_database(settings.database)
        try:
            if database.revision() == newest_revision():
                with database.reading() as session:
                    return house_book(session, settings)
        finally:
            database.close()
    return shipped_book().with_more(folder_book(settings))


def site_book() -> Book:
    """The book of this machine's site, as `CLIMSERV_INSTANCE` and the other settings of the environment say.

    For `climserv.run(..., book=climserv.site_book())` and `climserv.match(..., book=...)` in a notebook: with the
    recipes of its folder, and those that are published in its database.
    """
    return open_book(read_settings())


def set_words(settings: Settings, book: Book, recipe: str, name: str, instead: Iterable[str] = ()) -> list[str]:
    """The values of a named set of parameters as `--set` takes them, without those that `instead` sets itself."""
    if not _has_database(settings):
        what = "this site has no database, so no named sets of parameters"
        raise Refused(Problem("set.unknown", "--set-of", what, name, "", "Give the values with --set"))
    database = open_database(settings.database)
    try:
        database.refuse_unless_migrated()
        with database.reading() as session:
            values = settings_of(session, book.recipe(recipe), name)
    finally:
        database.close()
    taken = {word.partition("=")[0].strip() for word in instead}
    return [f"{parameter}={value}" for parameter, value in values.items() if parameter not in taken]


def _has_database(settings: Settings) -> bool:
    """Whether there is one: looking must not make one."""
    address = settings.database
    return not address.startswith("sqlite:///") or Path(address.removeprefix("sqlite:///")).is_file()
