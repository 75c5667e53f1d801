"""Writing a recipe: the editor and its saving, the check while one types, completion."""

from collections.abc import Mapping

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user, login_required

from climserv.recipes.checking import examine
from climserv.recipes.in_words import in_words
from climserv.recipes.writing.completing import complete as suggestions
from climserv.storage.permissions import refuse_unless
from climserv.storage.recipes.recipe_reading import see_version
from climserv.storage.recipes.recipes import next_draft, start_draft
from climserv.vocabulary.yaml_text import LARGEST

from ..errors import wants_json
from ..house import house
from ..languages import language
from . import blueprint
from .beginnings import BEGINNINGS, first_text
from .bench import Kept, bench_page, conflict_words, drawing_of, keep, text_sent
from .from_demand import CODE, start_from
from .told import NAME, told


@blueprint.get("/new")
@login_required
def new() -> str:
    refuse_unless(current_user, "recipe.write")
    start = start_from(request.args.getlist("need")) if "need" in request.args else None
    return render_template("studio/new.html", beginnings=BEGINNINGS.values(), recipes=list(house().book), start=start)


@blueprint.post("/new")
@login_required
def create() -> Response:
    """A draft: empty, from one of the beginnings, from a file, or the next version of a recipe of the book."""
    refuse_unless(current_user, "recipe.write")
    source = request.form.get("from", "")
    file, written = request.files.get("file"), None
    name = request.form.get("name", "").strip() or None
    if source == CODE and (start := start_from(request.form.getlist("need"))):
        written = start.text.replace(f"recipe: {start.name}\n", f"recipe: {name or start.name}\n", 1)
    with house().database.session() as session:
        if source in house().book:
            made = next_draft(session, current_user, source, clock=house().clock)
        else:
            text = _text_of(file) if file and file.filename else written or first_text(source)
            made = start_draft(session, current_user, text, name=name, clock=house().clock)
        place = {"recipe_id": made.recipe_id, "number": made.number}
    return redirect(url_for("studio.edit", **place), 303)


@blueprint.get("/<recipe_id>/<int:number>/edit")
@login_required
def edit(recipe_id: str, number: int) -> str:
    refuse_unless(current_user, "recipe.write")
    with house().database.reading() as session:
        text = see_version(session, current_user, recipe_id, number).text
    return bench_page(recipe_id, number, text)


@blueprint.post("/<recipe_id>/<int:number>/edit")
@login_required
def save(recipe_id: str, number: int):
    """Save the text, faults and all: nothing that was written is lost."""
    text = text_sent()
    saved = keep(recipe_id, number, text)
    if saved.newer:
        return _conflict(recipe_id, number, text, saved)
    words = _("Saved, with %(n)s", n=_count(told(examine(text, NAME)[1])))
    if wants_json():
        return jsonify(said=words, version=saved.number, conflict=False)
    if request.form.get("then") == "check":
        return bench_page(recipe_id, number, text, save=saved, said=words)
    flash(words, "good")
    return redirect(url_for("studio.edit", recipe_id=recipe_id, number=number), 303)


def _conflict(recipe_id: str, number: int, text: str, saved: Kept):
    """Both texts: what was written stays in the editor, and theirs stands beside it."""
    words = _("Somebody else saved in the meantime. What you wrote is not saved yet; nothing is lost.")
    if wants_json():
        shown = conflict_words(saved.newer, text)
        piece = render_template("studio/conflict.html", conflict=shown, recipe_id=recipe_id, number=number)
        return jsonify(said=words, conflict=True, html=piece, theirs=shown["theirs"], version=saved.number), 409
    return bench_page(recipe_id, number, text, save=saved, said=words), 409


@blueprint.post("/check")
@login_required
def check() -> Response:
    """Every problem of the text with its line, and its flow drawn; nothing is saved."""
    text = text_sent()
    recipe, problems = examine(text, NAME)
    drawn = render_template("studio/drawn.html", drawing=drawing_of(recipe, text))
    return jsonify(problems=told(problems), flow=drawn)


@blueprint.post("/complete")
@login_required
def complete() -> Response:
    """What could stand at a place of the text: a line (from 1) and a column (from 0)."""
    line, column = (request.form.get(name, 0, type=int) for name in ("line", "column"))
    found = suggestions(text_sent(), line, column)
    return jsonify([{**one, "about": in_words(one["about"], language())} for one in found])


def _text_of(file) -> str:
    return file.read(LARGEST + 1).decode("utf-8", errors="replace").replace("\r\n", "\n")


def _count(problems: list[Mapping]) -> str:
    if not problems:
        return _("no problem found")
    return ngettext("%(num)s problem", "%(num)s problems", len(problems))
