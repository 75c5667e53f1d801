"""Bringing recipes from files: some texts, or a zip of a book; each becomes a draft of who brings it."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user, login_required

from climserv.recipes.versions.sharing import LARGEST_BOOK, Brought, read_book, read_one
from climserv.storage.permissions import refuse_unless
from climserv.storage.recipes import recipes
from climserv.vocabulary.problems import Problem, Refused, refuse_if
from climserv.vocabulary.yaml_text import LARGEST

from ..house import house
from ..saying import said
from . import blueprint

MOST_FILES = 40
"""Loose files at once; more of them come as a zip."""


@blueprint.get("/bring")
@login_required
def bring() -> str:
    refuse_unless(current_user, "recipe.write")
    return render_template("studio/bring.html", problems=[])


@blueprint.post("/bring")
@login_required
def brought() -> Response | tuple[str, int]:
    """Take files in; what has faults is taken as it is, to be mended in the editor. A zip comes whole or not at all."""
    refuse_unless(current_user, "recipe.write")
    request.max_content_length = LARGEST_BOOK + LARGEST
    files = [file for file in request.files.getlist("file") if file.filename]
    try:
        found = _read(files)
        with house().database.session() as session:
            made = recipes.bring(session, current_user, found, clock=house().clock)
            places = [{"recipe_id": one.recipe_id, "number": one.number} for one in made]
            faults = sum(one.faults > 0 for one in made)
    except Refused as refused:
        problems = [{"field": "file", "text": said(problem)} for problem in refused.problems]
        return render_template("studio/bring.html", problems=problems), 422
    flash(_words(len(places), len(found) - len(places), faults), "good")
    if len(places) == 1:
        return redirect(url_for("studio.version", **places[0]), 303)
    return redirect(url_for("studio.index"), 303)


def _read(files) -> list[Brought]:
    if not files:
        raise Refused(Problem("recipe.no_file", "", _("No file was chosen"), "", "", _("Choose one, or several")))
    if len(files) > MOST_FILES:
        what, next_step = _("These are too many files at once"), _("Put them into a zip")
        raise Refused(Problem("recipe.files", "", what, str(len(files)), _("up to %(n)s", n=MOST_FILES), next_step))
    found, problems = [], []
    for file in files:
        content = file.read(LARGEST_BOOK + 1)
        name = file.filename.replace("\\", "/").rpartition("/")[2][:100]
        try:
            found += read_book(content, name) if content[:2] == b"PK" else [read_one(content, name)]
        except Refused as refused:
            problems += refused.problems
    refuse_if(problems)
    return found


def _words(made: int, known: int, faults: int) -> str:
    words = []
    if made:
        words.append(
            ngettext("%(num)s recipe is a draft of yours now.", "%(num)s recipes are drafts of yours now.", made)
        )
    if known:
        words.append(ngettext("%(num)s stood here already.", "%(num)s stood here already.", known))
    if faults:
        words.append(ngettext("%(num)s has to be mended.", "%(num)s have to be mended.", faults))
    return " ".join(words)
