"""Forms of what goes in, of the numbers that people may move, and of the words of a recipe in each language."""

from collections.abc import Mapping

from flask_babel import gettext as _

from climserv.recipes.model import CHANGERS, ROLES
from climserv.recipes.writing.rewriting import add, put
from climserv.vocabulary.problems import Problem, Refused, refuse_if
from climserv.vocabulary.texts import text_in
from climserv.vocabulary.variables import VARIABLES
from climserv.vocabulary.yaml_text import examine_yaml

from ..languages import language
from .showing import LANGUAGE_NAMES

Sent = Mapping[str, str]

LONGEST = 2000  # characters of one text, as in a recipe


def show_input(_text: str, sent: Sent) -> dict:
    return {
        "variables": [(name, text_in(one.label, language())) for name, one in VARIABLES.items()], "roles": ROLES,
        "sent": sent,
    }  # fmt: skip


def write_input(text: str, sent: Sent) -> str:
    """The text with a further series that goes in."""
    name, variable = _one(sent, "in.name"), _one(sent, "in.variable")
    missing = [_missing(_("A name"), "rain")] if not name else []
    missing += [_missing(_("What it is"), "pr, tasmax")] if variable not in VARIABLES else []
    refuse_if(missing + _taken(text, "inputs", name))
    entry: dict[str, object] = {"variable": variable}
    if record := _one(sent, "in.record"):
        entry["record"] = _with_unit(record, "year")
    if (role := _one(sent, "in.role")) in ROLES:
        entry["role"] = ["observation", "station"] if role in ("observation", "station") else [role]
    if sent.get("in.optional"):
        entry["optional"] = True
    return put(text, ("inputs", name), entry)


def show_parameter(_text: str, sent: Sent) -> dict:
    return {"languages": LANGUAGE_NAMES, "changers": CHANGERS, "sent": sent}


def write_parameter(text: str, sent: Sent) -> str:
    """The text with a further parameter: its default and bounds, and the question put to people."""
    name, default = _one(sent, "par.name"), _number(_one(sent, "par.default"))
    asked = {code: words for code in LANGUAGE_NAMES if (words := _one(sent, f"par.ask.{code}"))}
    missing = [_missing(_("A name"), "amount")] if not name else []
    missing += [_missing(_("Its value"), "20 mm")] if default == "" else []
    missing += [_missing(_("The question, in English"), "How much rain is enough?")] if "en" not in asked else []
    refuse_if(missing + _taken(text, "parameters", name))
    ends = {end: _number(_one(sent, f"par.{end}")) for end in ("from", "to", "step")}
    entry = {"default": default, **{end: value for end, value in ends.items() if value != ""}}
    if choices := [one.strip() for one in _one(sent, "par.choices").split(",") if one.strip()]:
        entry["choices"] = choices
    if (changer := _one(sent, "par.changed_by")) in CHANGERS:
        entry["changed_by"] = [changer]
    return put(text, ("parameters", name), {**entry, "ask": asked})


def show_words(text: str, _sent: Sent) -> dict:
    value = _value(text)
    return {"languages": LANGUAGE_NAMES, "texts": {name: _words(value.get(name)) for name in ("title", "question")}}


def write_words(text: str, sent: Sent) -> str:
    """The text with title and question as they were changed; a language left empty stays as it was."""
    value = _value(text)
    for name in ("title", "question"):
        was = _words(value.get(name))
        for code in LANGUAGE_NAMES:
            words = _one(sent, f"{name}.{code}")
            if words and words != was.get(code, ""):
                text = put(text, (name, code), words)
    return text


def show_limits(text: str, _sent: Sent) -> dict:
    return {"languages": LANGUAGE_NAMES, "limits": _limits(text)}


def write_limits(text: str, sent: Sent) -> str:
    """The text with its limits as they were changed, and one more where one was written."""
    for number, was in enumerate(_limits(text)):
        for code in LANGUAGE_NAMES:
            words = _one(sent, f"limit.{number}.{code}")
            if words and words != was.get(code, ""):
                text = put(text, ("limits", number, code), words)
    new = {code: words for code in LANGUAGE_NAMES if (words := _one(sent, f"limit.new.{code}"))}
    if new and "en" not in new:
        raise Refused(_missing(_("The limit, in English"), "A grid cell is not a field."))
    return add(text, ("limits",), new) if new else text


def _limits(text: str) -> list[dict[str, str]]:
    limits = _value(text).get("limits")
    return [_words(one) for one in limits] if isinstance(limits, list) else []


def _value(text: str) -> dict:
    value = examine_yaml(text, "recipe")[0].value
    return value if isinstance(value, dict) else {}


def _words(value: object) -> dict[str, str]:
    return {code: str(words) for code, words in value.items() if words} if isinstance(value, dict) else {}


def _one(sent: Sent, name: str) -> str:
    """One field, its lines joined."""
    return " ".join(sent.get(name, "").split())[:LONGEST]


def _number(raw: str) -> str | int:
    return int(raw) if raw.lstrip("-").isdigit() and len(raw) < 10 else raw


def _with_unit(raw: str, unit: str) -> str:
    return f"{raw} {unit}" if raw.isdigit() else raw


def _missing(where: str, allowed: str) -> Problem:
    return Problem("value.missing", where, _("this must be given"), "", allowed)


def _taken(text: str, group: str, name: str) -> list[Problem]:
    there = _value(text).get(group)
    if not isinstance(there, dict) or name not in there:
        return []
    return [Problem("name.taken", name, _("this name stands in the recipe already"), "", ", ".join(there))]
