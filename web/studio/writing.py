"""Writing a recipe: the editor and its saving, the check while one types, completion."""

from collections.abc import Mapping

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user, login_required

from climserv.recipes.checking import examine
from climserv.recipes.completing import complete as suggestions
from climserv.recipes.flow import flow
from climserv.recipes.model import Recipe
from climserv.recipes.operations import OPERATIONS
from climserv.storage.permissions import refuse_unless
from climserv.storage.recipe_reading import see_version
from climserv.storage.recipes import NewerSave, next_draft, save_draft, start_draft
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.yaml_text import LARGEST

from ..errors import wants_json
from ..house import house
from . import blueprint
from .beginnings import BEGINNINGS, first_text
from .drawing import draw
from .material import material
from .showing import state_words
from .told import NAME, told


@blueprint.get("/new")
@login_required
def new() -> str:
    refuse_unless(current_user, "recipe.write")
    return render_template("studio/new.html", beginnings=BEGINNINGS.values(), recipes=list(house().book))


@blueprint.post("/new")
@login_required
def create() -> Response:
    """A draft: empty, from one of the beginnings, from a file, or the next version of a recipe of the book."""
    refuse_unless(current_user, "recipe.write")
    source = request.form.get("from", "")
    file = request.files.get("file")
    with house().database.session() as session:
        if source in house().book:
            made = next_draft(session, current_user, source, clock=house().clock)
        else:
            text = _text_of(file) if file and file.filename else first_text(source)
            name = request.form.get("name", "").strip() or None
            made = start_draft(session, current_user, text, name=name, clock=house().clock)
        place = {"recipe_id": made.recipe_id, "number": made.number}
    return redirect(url_for("studio.edit", **place), 303)


@blueprint.get("/<recipe_id>/<int:number>/edit")
@login_required
def edit(recipe_id: str, number: int) -> str:
    refuse_unless(current_user, "recipe.write")
    with house().database.reading() as session:
        version = see_version(session, current_user, recipe_id, number)
        return _page(recipe_id, number, version.text, version.save_number, version.state)


@blueprint.post("/<recipe_id>/<int:number>/edit")
@login_required
def save(recipe_id: str, number: int):
    """Save the text, faults and all: nothing that was written is lost."""
    text = _lines(request.form.get("text", ""))
    started_from = request.form.get("from_version", 0, type=int)
    try:
        with house().database.session() as session:
            saved = save_draft(
                session, current_user, recipe_id, number, text, from_save=started_from, clock=house().clock
            )
            now, state = saved.save_number, saved.state
    except NewerSave as newer:
        words = _("Somebody else saved in the meantime. What you wrote stands below; theirs is on the version's page.")
        if wants_json():
            return jsonify(said=words, conflict=True), 409
        flash(words, "bad")
        return _page(recipe_id, number, text, newer.latest.save_number, newer.latest.state), 409
    words = _("Saved, with %(n)s", n=_count(told(examine(text, NAME)[1])))
    if wants_json():
        return jsonify(said=words, version=now, conflict=False)
    if request.form.get("then") == "check":
        return _page(recipe_id, number, text, now, state, said=words)
    flash(words, "good")
    return redirect(url_for("studio.edit", recipe_id=recipe_id, number=number), 303)


@blueprint.post("/check")
@login_required
def check() -> Response:
    """Every problem of the text with its line, and its flow drawn; nothing is saved."""
    recipe, problems = examine(_lines(request.form.get("text", "")), NAME)
    drawn = render_template("studio/drawn.html", drawing=_drawing(recipe))
    return jsonify(problems=told(problems), flow=drawn)


@blueprint.post("/complete")
@login_required
def complete() -> Response:
    """What could stand at a place of the text: a line (from 1) and a column (from 0)."""
    line, column = (request.form.get(name, 0, type=int) for name in ("line", "column"))
    return jsonify(suggestions(request.form.get("text", ""), line, column))


def _page(recipe_id: str, number: int, text: str, edit_number: int, state: str, said: str = "") -> str:
    recipe, problems = examine(text, NAME)
    operations = [{"name": one.name, "about": one.about} for one in OPERATIONS.values()]
    return render_template(
        "studio/edit.html", title=recipe_id.replace("_", " "), state=state_words()[state], text=text, said=said,
        edit=edit_number, problems=told(problems), drawing=_drawing(recipe), operations=operations,
        save_to=url_for("studio.save", recipe_id=recipe_id, number=number), recipe_id=recipe_id, number=number,
        try_at=url_for("studio.preview", recipe_id=recipe_id, number=number), try_word=_("Preview"), **material(recipe),
    )  # fmt: skip


def _drawing(recipe: Recipe | None):
    """The flow, as soon as the steps can be read together."""
    try:
        return draw(*flow(recipe)) if recipe is not None else None
    except Refused:
        return None


def _lines(text: str) -> str:
    """Browsers send lines that end in two characters."""
    return text.replace("\r\n", "\n")


def _text_of(file) -> str:
    return _lines(file.read(LARGEST + 1).decode("utf-8", errors="replace"))


def _count(problems: list[Mapping]) -> str:
    if not problems:
        return _("no problem found")
    return ngettext("%(num)s problem", "%(num)s problems", len(problems))
