"""Lineage: a value is named by the hash of the step that gave it, its parents' names and the checksums of its inputs.

The steps of a recipe fall into two parts. The daily part gives series, and numbers of a cell, from daily series alone;
its values are kept as stages. The rest, thresholds and seasons, is taken from there: a change of it re-reads nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...recipes.filling import FilledRecipe
from ...recipes.graph import FilledStep, names_read
from ...recipes.operations import OPERATIONS
from ...vocabulary.seasons import Years
from ..keeping.code import code


@dataclass(frozen=True)
class Parts:
    """Numbers of the steps of the daily part and of the rest, and the daily values that the rest reads."""

    daily: tuple[int, ...]
    rest: tuple[int, ...]
    kept: tuple[str, ...]


def parts_of(filled: FilledRecipe) -> Parts:
    """The two parts of a recipe; a step stands in the daily part when all that it reads comes from there."""
    daily, there = [], set(filled.inputs)
    for number, step in enumerate(filled.steps):
        read = {name for names in names_read(step.op, step.arguments).values() for name in names}
        if OPERATIONS[step.op].gives in ("series", "static") and read <= there:
            daily.append(number)
            there.add(step.name)
    rest = [number for number in range(len(filled.steps)) if number not in daily]
    read = (names_read(filled.steps[number].op, filled.steps[number].arguments) for number in rest)
    kept = dict.fromkeys(name for one in read for names in one.values() for name in names if name in there)
    return Parts(tuple(daily), tuple(rest), tuple(kept))


def digest(value: object) -> str:
    """The hash of plain data; arrays count by their numbers."""

    def plain(one: object) -> object:
        if isinstance(one, np.ndarray):
            kind = "<f8" if one.dtype.kind == "f" else "<i8"
            return hashlib.sha256(one.astype(kind).tobytes()).hexdigest()
        return str(one)

    return hashlib.sha256(json.dumps(value, sort_keys=True, default=plain).encode()).hexdigest()


def names_of_values(
    filled: FilledRecipe, parts: Parts, inputs: Mapping[str, str], years: Years, training: Years
) -> tuple[dict[str, str], dict[int, str]]:
    """The name of every daily value of a block, and of the steps that were taken.

    inputs  the names of the inputs that are there: what they were read from, without their years
    """
    names = {name: digest([code(), source, str(years)]) for name, source in inputs.items()}
    steps: dict[int, str] = {}
    for number in parts.daily:
        step = filled.steps[number]
        parents = _parents(step, names)
        if parents is None:
            continue
        learnt = str(training) if OPERATIONS[step.op].learns else ""
        steps[number] = digest([code(), step.op, step.version, _settings(step), parents, learnt])
        of = step.arguments.get("of")
        if OPERATIONS[step.op].rebinds and isinstance(of, list):
            names |= {name: digest([steps[number], place]) for place, name in enumerate(of)}
        else:
            names[step.name] = steps[number]
    return names, steps


def _parents(step: FilledStep, names: Mapping[str, str]) -> dict[str, list[str]] | None:
    """The names of the values a step reads, by argument; None when it lacks one and is left out."""
    found = {}
    for argument, read in names_read(step.op, step.arguments).items():
        if all(name in names for name in read):
            found[argument] = [names[name] for name in read]
        elif OPERATIONS[step.op].argument(argument).default is None or argument == "of":
            return None
    return found


def _settings(step: FilledStep) -> dict[str, object]:
    """The arguments that are no names of values: those are told by what they stand for."""
    values = {one.name for one in OPERATIONS[step.op].parameters if one.names_values}
    return {name: value for name, value in step.arguments.items() if name not in values}
