"""The recipe book, and for meteorologists what they are writing and what colleagues ask them to look at."""

import re
from dataclasses import replace

from flask import Response, flash, render_template, request, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_login import current_user

from climserv.recipes.versions.sharing import export_book
from climserv.storage.permissions import may
from climserv.storage.recipes.recipe_reading import checks_for, drafts_of
from climserv.vocabulary.problems import Problem

from ..house import house
from ..languages import language
from . import blueprint
from .showing import name_of, show_line, state_words
from .themes import by_theme, found

LONGEST_SEARCH = 100
_FOLDERS = re.compile(r"(?<=\s)/(?:[^/\s]+/)+")


@blueprint.get("/")
def index() -> str:
    may_write = may(current_user, "recipe.write")
    drafts, waiting = _mine() if may_write else ([], [])
    for problem in house().book.problems if may_write else ():
        flash(_("A recipe is left out of the book until it is mended. %(problem)s", problem=_plain(problem)), "bad")
    lines = sorted((show_line(recipe, language()) for recipe in house().book), key=lambda one: one["question"])
    words = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    shown = found(lines, words)
    return render_template(
        "studio/index.html", themes=by_theme(shown), count=len(shown), all_of=len(lines), words=words,
        may_write=may_write, drafts=drafts, waiting=waiting,
    )  # fmt: skip


def _plain(problem: Problem) -> Problem:
    """Without the folders of this machine."""
    return replace(problem, where=problem.where.rpartition("/")[2], what=_FOLDERS.sub("", problem.what))


@blueprint.get("/book.zip")
def book_zip() -> Response:
    """Every published version of every recipe, as files in a zip."""
    book = house().book
    packed = export_book((one.id, one.version, book.text(one)) for one in book.recipes if book.text(one))
    answer = Response(packed, mimetype="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="recipes.zip"'
    return answer


def _mine() -> tuple[list[dict], list[dict]]:
    words = state_words()
    with house().database.reading() as session:
        drafts = [
            {"title": name_of(version, language()), "state": words[version.state], "number": version.number,
             "saved": format_datetime(version.changed_at, "d MMMM y, HH:mm"), "faults": version.faults,
             "link": url_for("studio.version", recipe_id=version.recipe_id, number=version.number)}
            for version in drafts_of(session, current_user)
        ]  # fmt: skip
        waiting = [
            {"title": name_of(check.version, language()), "asker": check.asker.name, "note": check.note,
             "link": url_for("studio.version", recipe_id=check.version.recipe_id, number=check.version.number)}
            for check in checks_for(session, current_user)
        ]  # fmt: skip
    return drafts, waiting
