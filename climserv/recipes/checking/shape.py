"""The first pass: fields that are missing, unknown, or of the wrong kind, in our five parts."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from ...vocabulary.problems import Problem, did_you_mean
from ..cases import Case, Expected, Given, Place
from ..model import Answers, Input, InUse, Parameter, Recipe, Space
from ..parameters import Path
from ..shapes import Part
from ..values import shown

# What stands at which place of a file, to answer a misspelt field with the nearest.
_MODELS: tuple[tuple[Path, type[Part]], ...] = (
    ((), Recipe),
    (("answers",), Answers),
    (("answers", "space"), Space),
    (("inputs", "*"), Input),
    (("parameters", "*"), Parameter),
    (("parameters", "*", "in_use", "*"), InUse),
    (("tests", "*"), Case),
    (("tests", "*", "at"), Place),
    (("tests", "*", "given", "*"), Given),
    (("tests", "*", "expect", "*"), Expected),
)

_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "dict_type": "names with values",
    "model_type": "names with values",
    "tuple_type": "a list",
}

# What is too small, too large or too long, and what would be right, by pydantic's name of it.
_SIZES = {
    "too_short": ("this is empty", "one entry at least"),
    "too_long": ("these are too many", "up to {max_length}"),
    "string_too_short": ("this text is empty", ""),
    "string_too_long": ("this text is too long", "up to {max_length} characters"),
    "greater_than_equal": ("this is too small", "{ge} or more"),
    "less_than_equal": ("this is too large", "{le} or less"),
}


def shape_faults(error: ValidationError, raw: object) -> Iterator[tuple[Path, Problem]]:
    """Every fault that pydantic found, with its path into the file."""
    told = set()
    for fault in error.errors(include_url=False):
        # Pydantic counts only the entries it could read; those it could not are told of themselves.
        if fault["type"] == "too_short" and fault["input"]:
            continue
        path = _path(fault["loc"], raw)
        # Where several kinds are allowed, each objects; one is enough.
        if (path, fault["type"] in _KINDS) in told:
            continue
        told.add((path, fault["type"] in _KINDS))
        yield path, _problem(fault, path)


def _path(loc: tuple[str | int, ...], raw: object) -> Path:
    """Pydantic's place without what is none in the file: the mark of a key, the name of one kind among several."""
    path: list[str | int] = []
    for number, part in enumerate(loc):
        if part == "[key]":
            continue
        holds = part in raw if isinstance(raw, dict) else isinstance(raw, list) and isinstance(part, int)
        last = number == len(loc) - 1
        if not holds and not (last and isinstance(raw, dict)):
            continue
        path.append(part)
        raw = raw[part] if holds and (isinstance(raw, dict) or part < len(raw)) else None
    return tuple(path)


def _problem(fault: dict[str, Any], path: Path) -> Problem:
    context = fault.get("ctx", {})
    if "next_step" in context:
        return Problem(**context)
    kind, got = fault["type"], fault["input"]
    seen = "" if isinstance(got, dict | list) else shown(got)
    if kind == "extra_forbidden":
        known = _fields(path[:-1])
        near = did_you_mean(str(path[-1]), known)
        return Problem("recipe.field", "", "no such field", shown(path[-1]), ", ".join(known), near)
    if kind == "missing":
        return Problem("recipe.missing", "", "this field is missing")
    if kind in _SIZES:
        what, allowed = _SIZES[kind]
        seen = str(context["actual_length"]) if kind == "too_long" else seen
        return Problem("recipe.size", "", what, seen, allowed.format(**context))
    if kind == "literal_error":
        return Problem("recipe.value", "", "this value is not known", seen, context["expected"].replace("'", ""))
    quoted = f'"{seen}"' if isinstance(got, str) else seen
    what = f"this must be {_KINDS[kind]}" if kind in _KINDS else fault["msg"].lower()
    return Problem("recipe.type", "", what, quoted)


def _fields(path: Path) -> list[str]:
    """The names a field may have at a place, as they are written in files."""
    for pattern, model in _MODELS:
        if len(pattern) == len(path) and all(one in ("*", part) for one, part in zip(pattern, path, strict=True)):
            return [field.alias or name for name, field in model.model_fields.items()]
    return []
