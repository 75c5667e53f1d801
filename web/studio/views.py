"""The recipe book for its readers: all recipes, one of them, and what can be done in a step."""

from flask import Response, render_template
from flask_login import current_user, login_required

from climserv.recipes.flow import flow
from climserv.recipes.operations import OPERATIONS
from climserv.storage.permissions import NotThere, may
from climserv.vocabulary.problems import Refused, unknown_name

from ..house import house
from ..languages import language
from . import blueprint
from .drawing import draw
from .showing import as_file, show_recipe, state_words


def recipe_of(recipe_id: str):
    """The newest version of a recipe of the book, or the page that says there is none."""
    try:
        return house().book.recipe(recipe_id)
    except Refused as refused:
        raise NotThere(refused.problems) from None


@blueprint.get("/<recipe_id>")
def show(recipe_id: str) -> str:
    recipe = recipe_of(recipe_id)
    return render_template(
        "studio/show.html", recipe=show_recipe(recipe, language()), drawing=draw(*flow(recipe)),
        may_write=may(current_user, "recipe.write"), state=state_words()[house().book.state(recipe)],
    )  # fmt: skip


@blueprint.get("/<recipe_id>/recipe.yaml")
def download(recipe_id: str) -> Response:
    return as_file(recipe_id, house().book.text(recipe_of(recipe_id)))


@blueprint.get("/operations/<name>")
@login_required
def operation(name: str) -> str:
    if name not in OPERATIONS:
        raise NotThere(unknown_name("operation.unknown", "", "operation", name, OPERATIONS).problems)
    return render_template("studio/operation.html", one=OPERATIONS[name])
