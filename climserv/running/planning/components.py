"""Components: parts of a recipe that share no value, such as what is made of rain and what is made of warmth.

A block takes one after the other, so that it holds the inputs of one at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...recipes.filling import FilledRecipe
from ...recipes.graph import FilledStep, names_read
from ...recipes.operations import OPERATIONS
from .lineage import Parts


@dataclass(frozen=True)
class Component:
    """What hangs together: inputs and outputs by name, and the steps between them as in `Parts`."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    parts: Parts


def components_of(filled: FilledRecipe, parts: Parts, variables: Mapping[str, str]) -> tuple[Component, ...]:
    """The components that give outputs, in the order of these; inputs of one variable stay together, and are read once.

    variables  of every input that is read, observations among them
    """
    of_steps = [_names(step) for step in filled.steps]
    of_variables = [[name for name in variables if variables[name] == one] for one in dict.fromkeys(variables.values())]
    sets: list[set[str]] = []
    for names in [*of_steps, *of_variables]:
        apart = [one for one in sets if one.isdisjoint(names)]
        sets = [*apart, set(names).union(*(one for one in sets if not one.isdisjoint(names)))]
    found = {}
    for output in filled.outputs:
        names = next(one for one in sets if output in one)
        found.setdefault(id(names), names)
    return tuple(_component(filled, parts, variables, of_steps, names) for names in found.values())


def _names(step: FilledStep) -> list[str]:
    """What a step reads and gives; a step over members joins nothing, as it is taken when all cells are done."""
    read = [name for names in names_read(step.op, step.arguments).values() for name in names]
    return [step.name] if OPERATIONS[step.op].over_members else [step.name, *read]


def _component(
    filled: FilledRecipe, parts: Parts, variables: Mapping[str, str], of_steps: Sequence[list[str]], names: set[str]
) -> Component:
    def here(numbers: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(number for number in numbers if names.issuperset(of_steps[number]))

    return Component(
        tuple(name for name in variables if name in names),
        tuple(name for name in filled.outputs if name in names),
        Parts(here(parts.daily), here(parts.rest), tuple(name for name in parts.kept if name in names)),
    )
