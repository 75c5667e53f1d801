"""Checking a recipe file: the text, the shape, then what it means; everything wrong in it at once, with its line."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..vocabulary.problems import Problem, did_you_mean
from ..vocabulary.yaml_text import Marked, examine_yaml
from .cases import Case, Expected, Given, Place
from .model import Answers, Input, InUse, Parameter, Recipe, Space, Step
from .parameters import Path
from .resolving import Parts, resolve
from .shapes import Part
from .values import shown

_Model = TypeVar("_Model", bound=BaseModel)

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


def examine(text: str | bytes, name: str) -> tuple[Recipe | None, list[Problem]]:
    """The recipe in `text`, and every problem of it; `name` is what the problems call the file."""
    marked, problems = examine_yaml(text, name)
    if marked.value is None and problems:
        return None, problems
    if not isinstance(marked.value, dict):
        what = "a recipe is names with values"
        return None, [
            *problems,
            Problem("recipe.form", name, what, shown(marked.value), "recipe: hot_days, version: 1, ..."),
        ]
    try:
        recipe = Recipe.model_validate(marked.value)
    except ValidationError as error:
        recipe = None
        problems += [_place(path, problem, marked) for path, problem in _shape_faults(error, marked.value)]
    parts = _parts(marked.value) if recipe is None else parts_of(recipe)
    resolved = resolve(parts, {})
    problems += [_place(path, problem, marked) for path, problem in resolved.found]
    if not resolved.found:
        ahead = any(step.looks_ahead for step in resolved.steps)
        problems += [_place(("uses_hindsight",), problem, marked) for problem in _claim_faults(parts, ahead)]
    return recipe, sorted(problems, key=lambda problem: _line(problem, name))


def parts_of(recipe: Recipe) -> Parts:
    """The parts of a well-shaped recipe that steps speak of."""
    return Parts(recipe.inputs, recipe.parameters, recipe.steps, recipe.answers, recipe.uses_hindsight, recipe.outputs)


def place_words(path: Path) -> str:
    """A path as people say it: `step 2 (adjust), kind`, `parameter amount, default`."""
    match path:
        case ("steps", int(place), "version", *_):
            return f"step {place + 1}, version"
        case ("steps", int(place), str(operation), *rest):
            words = [f"step {place + 1} ({operation})", *rest]
        case ("steps", int(place)):
            words = [f"step {place + 1}"]
        case ("parameters" | "inputs" | "settings" as group, str(name), *rest):
            words = [f"{group[:-1]} {name}", *rest]
        case _:
            words = list(path)
    return ", ".join(f"entry {word + 1}" if isinstance(word, int) else str(word) for word in words)


def _claim_faults(parts: Parts, ahead: bool) -> Iterator[Problem]:
    """A rule that looks ahead is right for history and cannot be used on the day: the claim must be true."""
    if parts.uses_hindsight is None or parts.uses_hindsight == ahead:
        return
    what = (
        "the steps look ahead, so the recipe uses hindsight"
        if ahead
        else "no step looks ahead, so there is no hindsight"
    )
    right = "true" if ahead else "false"
    yield Problem("recipe.hindsight", "", what, shown(parts.uses_hindsight), f"uses_hindsight: {right}")


def _place(path: Path, problem: Problem, marked: Marked) -> Problem:
    words = place_words(path)
    place = marked.place_of(path)
    return replace(problem, where=f"{place}: {words}" if words else place)


def _line(problem: Problem, name: str) -> int:
    number = problem.where.removeprefix(f"{name}:").split(":")[0]
    return int(number) if number.isdigit() else 0


def _parts(raw: Mapping[str, Any]) -> Parts:
    """As much of a misshapen recipe as can be read, so that its other faults are found in the same pass."""
    claim = raw.get("uses_hindsight")
    steps, outputs = raw.get("steps"), raw.get("outputs")
    return Parts(
        {name: _read(Input, one) for name, one in _named(raw.get("inputs"))},
        {name: _read(Parameter, one) for name, one in _named(raw.get("parameters"))},
        tuple(_read(Step, one) for one in steps) if isinstance(steps, list) else (None,),
        _read(Answers, raw.get("answers")),
        claim if isinstance(claim, bool) else None,
        tuple(str(name) for name in outputs) if isinstance(outputs, list) else (),
    )


def _named(raw: object) -> list[tuple[str, object]]:
    return list(raw.items()) if isinstance(raw, dict) else []


def _read(model: type[_Model], raw: object) -> _Model | None:
    try:
        return model.model_validate(raw)
    except ValidationError:
        return None


def _shape_faults(error: ValidationError, raw: object) -> Iterator[tuple[Path, Problem]]:
    for fault in error.errors(include_url=False):
        # Pydantic counts only the entries it could read; those it could not are told of themselves.
        if fault["type"] == "too_short" and fault["input"]:
            continue
        path = tuple(part for part in fault["loc"] if part != "[key]")
        yield path, _shape_problem(fault, path, raw)


def _shape_problem(fault: dict[str, Any], path: Path, raw: object) -> Problem:
    """Pydantic's fault in our five parts."""
    context = fault.get("ctx", {})
    if "next_step" in context:
        return Problem(**context)
    kind, got = fault["type"], fault["input"]
    seen = "" if isinstance(got, dict | list) else shown(got)
    if kind == "extra_forbidden":
        known = _fields(path[:-1])
        return Problem(
            "recipe.field", "", "no such field", str(path[-1]), ", ".join(known), did_you_mean(path[-1], known)
        )
    if kind == "missing":
        return Problem("recipe.missing", "", "this field is missing")
    if kind in _SIZES:
        what, allowed = _SIZES[kind]
        seen = str(context["actual_length"]) if "actual_length" in context and kind == "too_long" else seen
        return Problem("recipe.size", "", what, seen, allowed.format(**context))
    if kind == "literal_error":
        return Problem("recipe.value", "", "this value is not known", seen, context["expected"].replace("'", ""))
    quoted = f'"{seen}"' if isinstance(got, str) else seen
    return Problem(
        "recipe.type", "", f"this must be {_KINDS[kind]}" if kind in _KINDS else fault["msg"].lower(), quoted
    )


def _fields(path: Path) -> list[str]:
    """The names a field may have at a place, as they are written in files."""
    for pattern, model in _MODELS:
        if len(pattern) == len(path) and all(one in ("*", part) for one, part in zip(pattern, path, strict=True)):
            return [field.alias or name for name, field in model.model_fields.items()]
    return []
