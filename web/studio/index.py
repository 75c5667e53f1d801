"""The recipe book, and for meteorologists what they are writing and what colleagues ask them to look at."""

from flask import render_template, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_login import current_user

from climserv.storage.permissions import may
from climserv.storage.recipe_reading import checks_for, drafts_of

from ..house import house
from ..languages import language
from . import blueprint
from .showing import name_of, show_line, state_words


@blueprint.get("/")
def index() -> str:
    may_write = may(current_user, "recipe.write")
    drafts, waiting = _mine() if may_write else ([], [])
    recipes = sorted((show_line(recipe, language()) for recipe in house().book), key=lambda one: one["question"])
    return render_template("studio/index.html", recipes=recipes, may_write=may_write, drafts=drafts, waiting=waiting)


def _mine() -> tuple[list[dict], list[dict]]:
    words = state_words()
    with house().database.reading() as session:
        drafts = [
            {"title": name_of(version, language()), "state": words[version.state],
             "saved": format_datetime(version.changed_at, "d MMMM y, HH:mm"),
             "link": url_for("studio.version", recipe_id=version.recipe_id, number=version.number)}
            for version in drafts_of(session, current_user)
        ]  # fmt: skip
        waiting = [
            {"title": name_of(check.version, language()),
             "asked": _("%(name)s asks", name=check.asker.name),
             "link": url_for("studio.version", recipe_id=check.version.recipe_id, number=check.version.number)}
            for check in checks_for(session, current_user)
        ]  # fmt: skip
    return drafts, waiting
