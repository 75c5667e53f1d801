"""What the rules ask of a recipe, a dataset and its reference again and again, worked out once for each."""

import weakref
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from ...catalogue.card import Card
from ...recipes.model import Recipe
from ...recipes.operations import OPERATIONS
from ...recipes.places import place_words
from ...recipes.resolving import parts_of, resolve
from ...vocabulary.problems import Problem
from ...vocabulary.scales import kilometres, parse_length
from ...vocabulary.seasons import Years
from ...vocabulary.units import parse_quantity
from ..years import shared_years

# The years a climate normal spans, and the least for which odds are counted (WMO-No. 1203; IPCC uses 20-year means).
NORMAL_YEARS = 30
LEAST_YEARS = 20

# The season of a group: it is the same in whatever is counted of it.
SEASON = ("season_start", "season_end")

GROUPS = {
    "observation": "record",
    "station": "record",
    "projection": "model",
    "forecast": "forecast",
    "hindcast": "hindcast",
}

T = TypeVar("T")


class Remembered(Generic[T]):
    """A function of one object that is worked out once for each object, and forgotten with it."""

    def __init__(self, work_out: Callable[[Any], T]):
        self._work_out = work_out
        self._held: dict[int, tuple[weakref.ref, T]] = {}

    def __call__(self, thing: Any) -> T:
        held = self._held.get(id(thing))
        # A number is used again for another object when the first is gone.
        if held is not None and held[0]() is thing:
            return held[1]
        value = self._work_out(thing)
        number = id(thing)
        self._held[number] = (weakref.ref(thing, lambda _: self._held.pop(number, None)), value)
        return value


@dataclass(frozen=True)
class Filling:
    """A recipe with its numbers set, as far as matching looks: no step is run, nothing is stated.

    metrics  what its outputs give, the one that answers first
    """

    parameters: dict[str, str]
    uses_hindsight: bool
    metrics: tuple[str, ...]


def filling(recipe: Recipe, settings: dict[str, str]) -> tuple[Filling | None, tuple[Problem, ...]]:
    """The recipe with `settings` over its defaults, or why it refuses them."""
    resolved = resolve(parts_of(recipe), settings)
    if resolved.found:
        return None, tuple(
            replace(problem, where=f"{recipe.name}, {place_words(path)}") for path, problem in resolved.found
        )
    steps = {step.name: step for step in resolved.steps}
    return Filling(
        {name: str(resolved.values[name]) for name in recipe.parameters},
        any(step.looks_ahead for step in resolved.steps),
        tuple(OPERATIONS[steps[name].op].metric or recipe.answers.metric for name in resolved.outputs),
    ), ()


@dataclass(frozen=True)
class RecipeFacts:
    """What of a recipe is the same for every need.

    variables, every_variable   those it cannot do without; all it may read, of observations too
    least_record                in years; None where its author asks for none
    """

    recipe: Recipe
    defaults: Filling
    finest_km: float
    variables: tuple[str, ...]
    every_variable: tuple[str, ...]
    least_record: int | None
    step: str

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages in which its title and question are told."""
        return frozenset(self.recipe.title) & frozenset(self.recipe.question)


def _of_recipe(recipe: Recipe) -> RecipeFacts:
    inputs = recipe.inputs.values()
    records = [parse_quantity(one.record, where="inputs").to("year") for one in inputs if one.record]
    defaults, _ = filling(recipe, {})
    return RecipeFacts(
        recipe,
        defaults or Filling({}, bool(recipe.uses_hindsight), (recipe.answers.metric,)),
        kilometres(parse_length(recipe.answers.space.finest, where="answers.space.from")),
        tuple(sorted({one.variable for one in inputs if not one.optional})),
        tuple(sorted({one.variable for one in inputs})),
        round(max(records)) if records else None,
        "day" if any(one.step == "day" for one in inputs) else next(iter(inputs)).step,
    )


recipe_facts = Remembered(_of_recipe)


@dataclass(frozen=True)
class CardFacts:
    """What of a dataset is the same for every need; `lead_days`, `delay_days` are None where the card says neither."""

    card: Card
    group: str
    km: float
    is_point: bool
    years: tuple[Years, ...]
    models: int
    scenarios: tuple[str, ...]
    lead_days: float | None
    delay_days: float | None


def _of_card(card: Card) -> CardFacts:
    return CardFacts(
        card,
        GROUPS[card.role],
        kilometres(parse_length(card.effective_resolution, where="effective_resolution")),
        card.resolution == "point",
        card.years,
        len(card.models),
        card.scenarios,
        _days(card.lead),
        _days(card.delay),
    )


def _days(text: str | None) -> float | None:
    return parse_quantity(text, where="card", like="day").to("day") if text else None


card_facts = Remembered(_of_card)


@dataclass(frozen=True)
class Data:
    """A dataset, and the observations it is adjusted to, if there are any."""

    card: Card
    reference: Card | None = None

    @cached_property
    def facts(self) -> CardFacts:
        return card_facts(self.card)

    @cached_property
    def training(self) -> Years | None:
        """The years on which models can be adjusted: the first unbroken run both hold, at most a normal."""
        if self.reference is None:
            return None
        return shared_years(self.facts.years, card_facts(self.reference).years, longest=NORMAL_YEARS)

    @property
    def name(self) -> tuple[str, str]:
        return self.card.dataset, self.reference.dataset if self.reference else ""
