"""A chain: the values of one block and one period on their way through the steps of a recipe."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from ...recipes.graph import FilledStep, names_read
from ...recipes.operations import OPERATIONS
from ..functions import CELL_WISE
from .coarse import Coarse
from .domain import Domain
from .values import Arguments, Context, Value


@dataclass(frozen=True)
class Cells:
    """Which cells a block holds: their numbers in the whole target, and where they lie.

    coarse  gives the cells of the source around them, for an input by its name; domain, all whose weather is compared;
            heights, the height that it stands for and that of the cells [m]
    """

    ids: np.ndarray
    lat: np.ndarray
    lon: np.ndarray
    coarse: Callable[[str], Coarse] | None = None
    domain: Callable[[str], Domain] | None = None
    heights: Callable[[str], tuple[np.ndarray, np.ndarray]] | None = None


# Stands around a step (by its number) or a reading ("read"): whoever wants to know how long each takes gives one.
Watch = Callable[[int | str], AbstractContextManager]


# Gives what was found under a name before, or finds and keeps it.
Keep = Callable[[str, Callable[[], tuple]], tuple]


def unwatched(_: int | str) -> AbstractContextManager:
    """Nobody looks at the clock."""
    return nullcontext()


@dataclass
class Chain:
    """Values by name on their way; `facts` are what each step counted, by the step's number."""

    steps: Sequence[FilledStep]
    values: dict[str, Value]
    cells: Cells
    years: tuple[int, int]
    lessons: "Lessons"
    facts: dict[int, Counter] = field(default_factory=dict)
    watch: Watch = unwatched

    def take(self, numbers: Iterable[int]) -> "Chain":
        """Take these steps, in their order."""
        for number in numbers:
            with self.watch(number):
                self._take(number)
        return self

    def _take(self, number: int) -> None:
        step = self.steps[number]
        function = CELL_WISE.get(step.op)
        named = named_values(step, self.values)
        # Of a component that is not here nothing is there.
        if function is None or not named:
            return
        cells = self.cells
        known = {"coarse": cells.coarse, "domain": cells.domain, "heights": cells.heights}
        context = Context(cells.ids, cells.lat, cells.lon, self.years, **known)
        if OPERATIONS[step.op].learns:
            training, learnt = self.lessons.of(number)
            context = replace(context, training=training, learnt=learnt)
        given = function(named, Arguments(step.arguments), context)
        self.facts[number] = context.facts
        several = given if isinstance(given, tuple) else (given,)
        self.values |= dict(zip(changed_by(step), several, strict=True))


@dataclass
class Lessons:
    """What the steps of a block learn from the training years, for all its periods.

    read  gives the inputs over the training years, those of the observations among them; called when it is needed
    once  gives for a step what keeps its findings of the observations alone, for the members that follow
    """

    steps: Sequence[FilledStep]
    read: Callable[[], dict[str, Value]]
    cells: Cells
    years: tuple[int, int]
    training: dict[int, Mapping[str, Value]] = field(default_factory=dict)
    learnt: dict[int, dict[str, object]] = field(default_factory=dict)
    at: int = 0
    watch: Watch = unwatched
    once: Callable[[int], Keep | None] | None = None

    @cached_property
    def chain(self) -> Chain:
        """The training years on their own way; what they count is nobody's count."""
        return Chain(self.steps, self.read(), self.cells, self.years, self, watch=self.watch)

    def of(self, number: int) -> tuple[Mapping[str, Value], dict[str, object]]:
        """The values of a step over the training years, taken through the steps before it, and what it learnt."""
        while self.at < number:
            self.at += 1
            self.chain.take([self.at - 1])
        if number not in self.training:
            self.training[number] = named_values(self.steps[number], self.chain.values) or {}
        if number not in self.learnt:
            keep = self.once(number) if self.once is not None else None
            self.learnt[number] = {} if keep is None else {"once": keep}
        return self.training[number], self.learnt[number]

    def close(self) -> None:
        """Forget everything; nothing is learnt any more."""
        self.training.clear()
        self.learnt.clear()
        self.__dict__.pop("chain", None)
        self.read = _nothing


def changed_by(step: FilledStep) -> list[str]:
    """The names that hold something else after a step."""
    of = step.arguments.get("of")
    return of if OPERATIONS[step.op].rebinds and isinstance(of, list) else [step.name]


def _nothing() -> dict[str, Value]:
    return {}


def named_values(step: FilledStep, values: Mapping[str, Value]) -> dict[str, Value] | None:
    """The values that a step reads, by argument; None when one is not there that it cannot do without."""
    found: dict[str, Value] = {}
    for name, names in names_read(step.op, step.arguments).items():
        argument = OPERATIONS[step.op].argument(name)
        if all(one in values for one in names):
            found[name] = values[names[0]] if argument.kind == "input" else tuple(values[one] for one in names)
        elif argument.default is None or name == "of":
            return None
    return found


def reached(steps: Sequence[FilledStep], inputs: Sequence[str]) -> set[str]:
    """The names of all values that there are in the end when these inputs are there."""
    there = dict.fromkeys(inputs, ())
    for step in steps:
        if named_values(step, there) is not None:
            there[step.name] = ()
    return set(there)
