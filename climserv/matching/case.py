"""One need against one recipe, one dataset and its reference: what the rules look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..catalogue.card import Card
from ..needs.need import Need
from ..recipes.filling import FilledRecipe
from ..recipes.model import Recipe
from ..vocabulary.metrics import METRICS, Metric
from ..vocabulary.problems import Problem, Refused
from ..vocabulary.scales import kilometres, parse_length
from ..vocabulary.seasons import Years, parse_years
from .area import Area
from .years import shared_years

# The years a climate normal spans, and the least for which odds are counted (WMO-No. 1203; IPCC uses 20-year means).
NORMAL_YEARS = 30
LEAST_YEARS = 20

GROUPS = {
    "observation": "record",
    "station": "record",
    "projection": "model",
    "forecast": "forecast",
    "hindcast": "hindcast",
}


@dataclass(frozen=True)
class Settled:
    """A recipe set to a need's numbers: what came of it, or why it refuses. The same for every dataset."""

    recipe: Recipe
    settings: Mapping[str, str]
    filled: FilledRecipe | None
    defaults: FilledRecipe
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Case:
    """What every rule is given."""

    need: Need
    settled: Settled
    card: Card
    reference: Card | None
    area: Area | None

    @property
    def recipe(self) -> Recipe:
        return self.settled.recipe

    @property
    def group(self) -> str:
        """`record`, `model`, `forecast` or `hindcast`: what the data can speak of."""
        return GROUPS[self.card.role]

    @property
    def asked(self) -> Metric | None:
        return METRICS.get(self.need.metric.is_ or "")

    @property
    def given(self) -> Metric:
        return METRICS[self.recipe.answers.metric]

    @property
    def is_point(self) -> bool:
        return self.card.resolution == "point"

    @cached_property
    def asked_years(self) -> Years | None:
        """The years the need names, where it names any."""
        for text in (self.need.time.period_of_interest, self.need.time.period):
            if text and any(mark.isdigit() for mark in text):
                try:
                    return parse_years(text, where="time.period")
                except Refused:  # `period` is free words: only some are years
                    continue
        return None

    @cached_property
    def model_km(self) -> float:
        """The size of region the dataset itself can tell apart [km]."""
        return kilometres(parse_length(self.card.effective_resolution, where="effective_resolution"))

    @cached_property
    def local_km(self) -> float:
        """The size of place the answer can tell apart [km]: adjusted to observations, it has their local detail.

        Gridded data are not used finer than the recipe is honest for.
        """
        size = self.model_km
        if self.reference is not None:
            observed = kilometres(parse_length(self.reference.effective_resolution, where="effective_resolution"))
            size = min(size, observed)
        finest = kilometres(parse_length(self.recipe.answers.space.finest, where="answers.space.from"))
        return size if self.is_point else max(size, finest)

    @cached_property
    def training(self) -> Years | None:
        """The years on which models can be adjusted: the first unbroken run both hold, at most a normal."""
        if self.reference is None:
            return None
        return shared_years(self.card.years, self.reference.years, longest=NORMAL_YEARS)
