"""Named sets of a recipe's numbers, such as the farmers' rule of a place: shown, and saved, on the recipe's page."""

import re

from babel.dates import get_month_names
from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from flask_login import current_user, login_required

from climserv.recipes.model import Recipe
from climserv.storage.permissions import refuse_unless
from climserv.storage.recipes.parameter_sets import list_sets, save_set, set_versions
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.texts import text_in

from ..house import house
from ..languages import language
from ..saying import said
from . import blueprint
from .reading import newest_of
from .showing import said_setting, show_recipe

LONGEST_VALUE = 100
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


def shown_sets(recipe: Recipe, language: str) -> list[dict]:
    """The newest of each named set, with its values beside the question each answers, and its earlier versions."""
    with house().database.reading() as session:
        return [
            {**_shown(recipe, one, language),
             "earlier": [_shown(recipe, old, language) for old in reversed(set_versions(session, recipe.id, one.name))
                         if old.number < one.number]}
            for one in list_sets(session, recipe.id)
        ]  # fmt: skip


def _shown(recipe: Recipe, one, language: str) -> dict:
    values = [
        {"ask": text_in(recipe.parameters[name].ask, language) if name in recipe.parameters else name,
         "value": said_setting(recipe.answers.metric, name, value, language),
         "other": name not in recipe.parameters or str(recipe.parameters[name].default) != str(value)}
        for name, value in one.settings.items()
    ]  # fmt: skip
    return {
        "name": one.name, "title": one.title or one.name, "number": one.number, "authors": one.authors,
        "values": values, "saver": one.saver.name, "when": format_date(one.saved_at, "long"),
        "recipe_number": one.recipe_number,
    }  # fmt: skip


@blueprint.get("/<recipe_id>/sets/new")
@login_required
def new_set(recipe_id: str) -> str:
    """The form, with the recipe's own numbers; or with those of a set that is to be changed."""
    refuse_unless(current_user, "parameters.write")
    recipe = newest_of(recipe_id)
    with house().database.reading() as session:
        kept = {one.name: one for one in list_sets(session, recipe_id)}
        one = kept.get(request.args.get("of", ""))
        values = {f"set.{name}": value for name, value in one.settings.items()} if one else {}
        begun = {**values, "title": one.title, "authors": one.authors, "name": one.name} if one else {}
    return _form(recipe, begun)


@blueprint.post("/<recipe_id>/sets/new")
@login_required
def keep_set(recipe_id: str) -> Response | tuple[str, int]:
    refuse_unless(current_user, "parameters.write")
    recipe, form = newest_of(recipe_id), request.form
    settings = {
        name: value
        for name, one in recipe.parameters.items()
        if one.provisional and (value := _sent(form, name, str(one.default)))
    }
    try:
        with house().database.session() as session:
            kept = save_set(
                session, current_user, recipe, form.get("title", "").strip(), settings, name=form.get("name") or None,
                authors=form.get("authors", "").strip(), clock=house().clock,
            )  # fmt: skip
            words = _("Kept as “%(title)s”, version %(n)s.", title=kept.title, n=kept.number)
    except Refused as refused:
        problems = [{"field": _field(problem), "text": said(problem)} for problem in refused.problems]
        written = {**form, **{f"set.{name}": value for name, value in settings.items()}}
        return _form(recipe, written, problems), 422
    flash(words, "good")
    return redirect(url_for("studio.show", recipe_id=recipe_id, _anchor="sets"), 303)


def _sent(form, name: str, default: str) -> str:
    """A value as recipes write it: a day and a month are one, and a bare number has the unit of the default."""
    value = form.get(f"set.{name}", "").strip()[:LONGEST_VALUE]
    if value.isdecimal() and (month := form.get(f"set.{name}.month", "")[:2]):
        return f"{month}-{int(value):02d}"
    _number, _space, unit = default.partition(" ")
    return f"{value} {unit}" if unit and _NUMBER.fullmatch(value) else value


def _field(problem) -> str:
    """Where in the form a problem stands."""
    return "title" if problem.code in ("set.name", "set.words") else ""


def _form(recipe: Recipe, values, problems=()) -> str:
    return render_template(
        "studio/set.html",
        recipe=show_recipe(recipe, language()),
        values=values,
        problems=list(problems),
        months=[(f"{number:02d}", name) for number, name in get_month_names("wide", locale=get_locale()).items()],
    )
