"""The book of this site: the recipes that came with the program, those of its folder, and those in its database."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from .config import Settings
from .recipes.book import Book, load_book, shipped_book
from .storage.database import newest_revision, open_database
from .storage.parameter_sets import settings_of
from .storage.permissions import Who
from .storage.recipe_reading import database_book
from .vocabulary.problems import Problem, Refused


def folder_of(settings: Settings) -> Path:
    """Where who looks after the site may put recipe files of its own."""
    return settings.instance / "recipes"


def folder_book(settings: Settings) -> tuple[Book, tuple[Problem, ...]]:
    """The recipes of the site's folder, and what is wrong in it; with a fault, none of them is taken."""
    folder = folder_of(settings)
    if not folder.is_dir():
        return Book(()), ()
    try:
        return load_book(folder), ()
    except Refused as refused:
        return Book(()), refused.problems


def folder_state(settings: Settings) -> tuple:
    """Changes whenever a file of the folder does."""
    paths = sorted(folder_of(settings).glob("*.yaml"))
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in paths)


def house_book(session: Session, settings: Settings, who: Who | None = None) -> Book:
    """The book as a site in service sees it; with `who`, their own sound drafts, too."""
    return shipped_book().with_more(folder_book(settings)[0]).with_more(database_book(session, who))


def open_book(settings: Settings) -> Book:
    """The book as the command line sees it, which shows no drafts; raises `Refused` for faults in the folder."""
    here, problems = folder_book(settings)
    if problems:
        raise Refused(problems)
    book = load_book().with_more(here)
    if not _has_database(settings):
        return book
    database = open_database(settings.database)
    try:
        if database.revision() != newest_revision():
            return book
        with database.reading() as session:
            return book.with_more(database_book(session))
    finally:
        database.close()


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
