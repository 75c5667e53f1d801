"""A recipe as its readers see it: what it answers, what they may move, what it cannot tell."""

import re
from collections.abc import Mapping

from flask import Response
from flask_babel import gettext as _
from flask_babel import ngettext

from climserv.products.words.phrases import quantity
from climserv.recipes.checking import examine
from climserv.recipes.filling import FilledRecipe, fill
from climserv.recipes.model import Parameter, Recipe
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES
from climserv.vocabulary.texts import text_in
from climserv.vocabulary.variables import VARIABLES

from ..products.computation import setting_words
from .themes import THEME_OF

_MONTH_DAY = re.compile(r"\d\d-\d\d")

LANGUAGE_NAMES = {"en": "English", "fr": "français", "sw": "Kiswahili", "es": "español"}


def show_line(recipe: Recipe, language: str) -> dict:
    """A recipe in the list of the book."""
    answers = recipe.answers
    return {
        "id": recipe.id, "version": recipe.version, "question": text_in(recipe.question, language),
        "title": text_in(recipe.title, language), "metric": text_in(METRICS[answers.metric].label, language),
        "horizons": ", ".join(text_in(HORIZONS[one].label, language) for one in answers.horizons),
        "variables": _variables(recipe, language), "hindsight": bool(recipe.uses_hindsight),
        "theme": THEME_OF[answers.metric], "searched": _searched(recipe, language),
    }  # fmt: skip


def show_recipe(recipe: Recipe, language: str) -> dict:
    """Everything of one recipe, in words."""
    filled = fill(recipe)
    answers = recipe.answers
    return {
        **show_line(recipe, language),
        "steps_of_time": ", ".join(text_in(TIME_SCALES[one].label, language) for one in answers.time),
        "finest": measured(answers.space.finest, language),
        "largest": text_in(SPATIAL_SCALES[answers.space.upto].label, language),
        "sites": answers.sites,
        "inputs": [_input(name, one, language) for name, one in recipe.inputs.items()],
        "parameters": [_parameter(filled, name, one, language) for name, one in recipe.parameters.items()],
        "conventions": filled.convention_sentences(language),
        "limits": [text_in(limit, language) for limit in recipe.limits],
        "references": recipe.references, "authors": recipe.authors,
        "languages": [LANGUAGE_NAMES.get(code, code) for code in recipe.question],
        "metric_code": answers.metric, "hindsight": filled.uses_hindsight, "sha256": filled.sha256,
        "tests": [case.about for case in recipe.tests],
    }  # fmt: skip


def _searched(recipe: Recipe, language: str) -> str:
    """Everything in which words are looked for: in the language of the page and in English, and its id."""
    about = [recipe.question, recipe.title, METRICS[recipe.answers.metric].label, *recipe.limits]
    words = [text_in(one, code) for one in about for code in dict.fromkeys((language, "en"))]
    return " ".join([*words, _variables(recipe, language), recipe.id.replace("_", " ")])


def measured(text: object, language: str) -> str:
    """A quantity with its unit in the reader's words."""
    number, _space, unit = str(text).partition(" ")
    if unit == "year":
        return ngettext("%(num)s year", "%(num)s years", int(number)) if number.isdigit() else f"{number} {_('years')}"
    if unit == "degree":
        return f"{number}°"
    said = quantity(str(text), language)
    return said.replace("/day", _("/day")).replace("degC", "°C")


def _variables(recipe: Recipe, language: str) -> str:
    needed = dict.fromkeys(one.variable for one in recipe.inputs.values() if not one.optional)
    return ", ".join(text_in(VARIABLES[name].label, language) for name in needed)


def _input(name: str, one, language: str) -> dict:
    return {
        "name": name, "variable": text_in(VARIABLES[one.variable].label, language),
        "record": measured(one.record, language) if one.record else "", "optional": one.optional,
        "observed": bool(set(one.role) & {"observation", "station"}),
    }  # fmt: skip


def _parameter(filled: FilledRecipe, name: str, one: Parameter, language: str) -> dict:
    def said(value: object) -> str:
        return said_setting(filled.metric, name, value, language)

    value = str(filled.parameters[name])
    _number, _space, unit = value.partition(" ")
    return {
        "kind": "day" if _MONTH_DAY.fullmatch(value) else "other", "unit": unit,
        "unit_words": measured(f"2 {unit}", language).removeprefix("2").strip(),
        "name": name, "ask": text_in(one.ask, language), "default": said(filled.parameters[name]),
        "low": said(one.low) if one.low is not None else "", "high": said(one.high) if one.high is not None else "",
        "choices": [(choice, said(choice)) for choice in one.choices or ()], "open": one.provisional,
        "value": value,
        "others": [said(choice) for choice in one.choices or () if choice != filled.parameters[name]],
        "in_use": [
            {"value": said(used.value), "by": used.by, "source": used.source} for used in one.in_use
        ],
    }  # fmt: skip


def said_setting(metric: str, name: str, value: object, language: str) -> str:
    """The value of a parameter as people say it."""
    if str(value).endswith(" day"):
        return measured(value, language)
    said = setting_words(metric, name, str(value), language)
    return measured(said, language) if said == str(value) else said


def state_words() -> Mapping[str, str]:
    """The states of a version, for readers."""
    return {
        "draft": _("being written"),
        "tested": _("tested"),
        "peer_checked": _("checked by a second meteorologist"),
        "offered": _("offered to needs"),
        "in_use": _("in use"),
        "deprecated": _("no longer to be used"),
    }


def name_of(version, language: str) -> str:
    """What a version is called while its text may still have faults: its question, else its title, else its id."""
    recipe, _problems = examine(version.text, version.recipe_id)
    return text_in(recipe.question, language) if recipe else version.recipe_id.replace("_", " ")


def as_file(recipe_id: str, text: str) -> Response:
    """The text of a recipe, to be kept as a file."""
    answer = Response(text, mimetype="text/yaml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{recipe_id}.yaml"'
    return answer
