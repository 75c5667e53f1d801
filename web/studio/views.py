"""The recipe book for its readers: each recipe in its versions, and what can be done in a step."""

from functools import partial

from flask import Response, render_template, url_for
from flask_login import current_user, login_required

from climserv.recipes.in_words import in_words
from climserv.recipes.operations import OPERATIONS
from climserv.recipes.versions.states import OPEN
from climserv.recipes.writing.documenting import allowed
from climserv.recipes.writing.flow import flow
from climserv.storage.permissions import NotThere, may
from climserv.vocabulary.problems import unknown_name

from ..errors import sign_in_unless_open
from ..house import house
from ..languages import language
from . import blueprint
from .drawing import draw
from .manual import granted, told_in_english
from .reading import newest_of, text_of, version_of
from .sets import shown_sets
from .showing import as_file, show_recipe, state_words
from .widening import wider


@blueprint.get("/<recipe_id>")
def show(recipe_id: str) -> str:
    recipe = newest_of(recipe_id)
    return recipe_page(recipe, house().book.state(recipe))


@blueprint.get("/<recipe_id>/<int:number>/read")
@sign_in_unless_open
def read(recipe_id: str, number: int) -> str:
    """A version as its users read it: an older one, or a draft as it would stand in the book."""
    return recipe_page(*version_of(recipe_id, number))


def recipe_page(recipe, state) -> str:
    book = house().book
    versions = [
        {"number": one.version, "state": state_words()[book.state(one)], "open": book.state(one) in OPEN,
         "link": url_for("studio.read", recipe_id=one.id, number=one.version)}
        for one in reversed(book.recipes) if one.id == recipe.id
    ]  # fmt: skip
    newest = next((one["number"] for one in versions if one["open"]), None)
    return render_template(
        "studio/show.html", recipe=show_recipe(recipe, language()), drawing=draw(*flow(recipe)), code=str(state),
        state=state_words()[state], versions=versions, newest=newest, may_write=may(current_user, "recipe.write"),
        may_name=may(current_user, "parameters.write") and state in OPEN, sets=shown_sets(recipe, language()),
        wider=wider(recipe) if may(current_user, "recipe.write") and state in OPEN else None,
        described=(recipe.id, recipe.version) in book.kept and book.origin(recipe) == "database",
    )  # fmt: skip


@blueprint.get("/<recipe_id>/recipe.yaml")
def download(recipe_id: str) -> Response:
    recipe = newest_of(recipe_id)
    return as_file(recipe_id, text_of(recipe.id, recipe.version))


@blueprint.get("/operations/<name>")
@login_required
def operation(name: str) -> str:
    if name not in OPERATIONS:
        raise NotThere(unknown_name("operation.unknown", "", "operation", name, OPERATIONS).problems)
    one = OPERATIONS[name]
    return render_template(
        "studio/operation.html", one=one, told=partial(in_words, language=language()), allowed=allowed,
        granted=granted(one), english=told_in_english(one),
    )  # fmt: skip
