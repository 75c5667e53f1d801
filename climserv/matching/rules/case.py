"""One need against one recipe, one dataset and its reference: what the rules look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ...catalogue.card import Card
from ...needs.levels import Level, levels_of
from ...needs.need import Need
from ...recipes.model import Recipe
from ...vocabulary.metrics import METRICS, Metric
from ...vocabulary.problems import Problem, Refused
from ...vocabulary.seasons import Years, days_between, parse_month_day, parse_years
from ..area import Area
from ..named_times import NamedTime, named_time
from .facts import (
    LEAST_YEARS,
    NORMAL_YEARS,
    SEASON,
    CardFacts,
    Data,
    Filling,
    RecipeFacts,
    Remembered,
    card_facts,
    recipe_facts,
)

__all__ = ["LEAST_YEARS", "NORMAL_YEARS", "Case", "Settled"]

_levels = Remembered(levels_of)


@dataclass(frozen=True)
class Settled:
    """A recipe set to a need's numbers: what came of it, or why it refuses. The same for every dataset."""

    recipe: Recipe
    settings: Mapping[str, str]
    filled: Filling | None
    defaults: Filling
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Case:
    """What every rule is given."""

    need: Need
    settled: Settled
    card: Card
    reference: Card | None
    area: Area | None
    today: date | None = None

    @property
    def recipe(self) -> Recipe:
        return self.settled.recipe

    @property
    def group(self) -> str:
        """`record`, `model`, `forecast` or `hindcast`: what the data can speak of."""
        return card_facts(self.card).group

    @property
    def asked(self) -> Metric | None:
        return METRICS.get(self.need.metric.is_ or "")

    @property
    def given(self) -> Metric:
        return METRICS[self.recipe.answers.metric]

    @property
    def is_point(self) -> bool:
        return card_facts(self.card).is_point

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
    def named_time(self) -> NamedTime | None:
        """The one day, month or year that the need names in its words, if it names one."""
        return named_time(self.need.time.period)

    @cached_property
    def season_days(self) -> int | None:
        """How long the season is that the need sets, where the recipe lets it be set [day]; None otherwise."""
        start, end = (self.need.metric.with_.get(name) for name in SEASON)
        if start is None or end is None or not self.recipe.parameters.keys() >= set(SEASON):
            return None
        try:
            first, last = parse_month_day(start, where=""), parse_month_day(end, where="")
        except Refused:  # told where its numbers are read
            return None
        return days_between(first, last) + 1

    @property
    def levels(self) -> dict[str, Level]:
        """The levels of its requirements, as numbers."""
        return _levels(self.need)

    @property
    def facts(self) -> RecipeFacts:
        return recipe_facts(self.recipe)

    @property
    def data(self) -> CardFacts:
        return card_facts(self.card)

    @property
    def model_km(self) -> float:
        """The size of region the dataset itself can tell apart [km]."""
        return self.data.km

    @cached_property
    def local_km(self) -> float:
        """The size of place the answer can tell apart [km]: adjusted to observations, it has their local detail.

        Gridded data are not used finer than the recipe is honest for.
        """
        size = self.model_km
        if self.reference is not None:
            size = min(size, card_facts(self.reference).km)
        return size if self.is_point else max(size, self.facts.finest_km)

    @cached_property
    def training(self) -> Years | None:
        """The years on which models can be adjusted: the first unbroken run both hold, at most a normal."""
        return Data(self.card, self.reference).training
