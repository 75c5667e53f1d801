"""Versions of recipes as this person may read them: of the book, else their own drafts and what they check."""

from flask_login import current_user

from climserv.recipes.checking import examine
from climserv.recipes.model import Recipe
from climserv.recipes.versions.states import State
from climserv.storage.permissions import NotThere
from climserv.storage.recipes.recipe_reading import not_there, see_version
from climserv.vocabulary.problems import Refused

from ..house import house


def newest_of(recipe_id: str) -> Recipe:
    """The newest version of a recipe of the book that is offered, or the page that says there is none."""
    try:
        return house().book.recipe(recipe_id)
    except Refused as refused:
        raise NotThere(refused.problems) from None


def text_of(recipe_id: str, number: int) -> str:
    """The text of a version: of the book, else of the database."""
    book = house().book
    kept = book.kept.get((recipe_id, number))
    if kept is not None and kept.text:
        return kept.text
    with house().database.reading() as session:
        return see_version(session, current_user, recipe_id, number).text


def version_of(recipe_id: str, number: int) -> tuple[Recipe, State]:
    """One version, old or new, and its state; `NotThere` for a draft that cannot be read yet, too."""
    book = house().book
    if (recipe_id, number) in book.kept:
        return book.recipe(recipe_id, number), book.state(book.recipe(recipe_id, number))
    with house().database.reading() as session:
        version = see_version(session, current_user, recipe_id, number)
        recipe, state = examine(version.text, recipe_id)[0], State(version.state)
    if recipe is None:
        raise not_there(recipe_id)
    return recipe, state


def in_book(recipe_id: str, number: int) -> bool:
    return (recipe_id, number) in house().book.kept
