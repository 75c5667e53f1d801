"""Checking a recipe file: everything wrong in it at once, each with its line.

Four passes. `shape`: the fields. `graph` (`resolving`): what steps read and give, and the values of their arguments.
`meaning` (`rules` for one step, `claims` for the whole, `golden` for the cases that travel with it). `data`
(`against`): what the cards of named data sets allow; only this one needs more than the file.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.yaml_text import MOST_PROBLEMS, Marked, examine_yaml
from ..model import Answers, Input, Parameter, Recipe, Step
from ..places import line_of, placed, visible
from ..resolving import Parts, Resolved, parts_of, resolve
from ..values import shown
from ..versions.migrating import lift_file
from .claims import claim_faults
from .golden import case_faults
from .shape import shape_faults
from .unseen import unseen_faults

__all__ = ["examine"]

_Model = TypeVar("_Model", bound=BaseModel)


def examine(text: str | bytes, name: str) -> tuple[Recipe | None, list[Problem]]:
    """The recipe in `text`, and every problem of it; `name` is what the problems call the file."""
    recipe, problems = _examined(text, name)
    return recipe, [visible(problem) for problem in problems]


def _examined(text: str | bytes, name: str) -> tuple[Recipe | None, list[Problem]]:
    marked, problems = examine_yaml(text, name)
    if marked.value is None and problems:
        return None, problems
    if not isinstance(marked.value, dict):
        empty = marked.value is None
        what = "nothing is written yet" if empty else "a recipe is names with values"
        got = "" if empty else shown(marked.value)
        return None, [*problems, Problem("recipe.form", name, what, got, "recipe: hot_days, version: 1, and so on")]
    try:
        marked = replace(marked, value=lift_file(marked.value, marked.place_of(("schema",))))
    except Refused as refused:
        # What its other fields mean is not known.
        return None, [*problems, *refused.problems]
    recipe, found = _found(marked)
    problems = sorted([*problems, *(placed(path, one, marked) for path, one in found)], key=lambda p: line_of(p, name))
    if len(problems) > MOST_PROBLEMS:
        what, got = "there is more wrong than is told at once", f"{len(problems)} problems"
        problems = [*problems[:MOST_PROBLEMS], Problem("recipe.many", name, what, got, "", "Mend these first")]
    return recipe, problems


def _found(marked: Marked) -> tuple[Recipe | None, list[tuple[tuple[str | int, ...], Problem]]]:
    """The three passes that need only the file."""
    found = [*unseen_faults(marked.value)]
    try:
        recipe = Recipe.model_validate(marked.value)
    except ValidationError as error:
        recipe = None
        found += shape_faults(error, marked.value)
    parts = _parts(marked.value) if recipe is None else parts_of(recipe)
    resolved: Resolved = resolve(parts, {})
    found += resolved.found
    found += claim_faults(parts, resolved)
    if recipe is not None and not found:
        found += case_faults(recipe, parts, resolved)
    return recipe, found


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
