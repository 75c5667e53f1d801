"""What there is to offer: recipes, and data each with the observations that may adjust them, put into classes once."""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from ..catalogue.card import Card
from ..recipes.model import Recipe
from .area import Area, boxes_apart_km
from .judging import Judge
from .rules.facts import Data, card_facts
from .rules.space_rules import FARTHEST_KM

# More observations than these are not tried for one dataset: the finest near the place.
MOST_REFERENCES = 4


class Shelf:
    """Recipes and data as the rules see them; `judge` remembers what was found of them."""

    def __init__(
        self,
        recipes: Iterable[Recipe],
        cards: Iterable[Card],
        judge: Judge | None = None,
        before: "Shelf | None" = None,
    ):
        self.recipes = tuple(sorted(recipes, key=lambda recipe: (recipe.id, -recipe.version)))
        self.cards = tuple(sorted(cards, key=lambda card: card.dataset))
        self.judge = judge or Judge()
        self._records = tuple((card.dataset, card.bounds) for card in self.cards if _is_record(card))
        # Which observations are near a place is the same as long as none comes, goes or moves.
        same = before is not None and before._records == self._records
        self._near: dict[tuple[float, ...], frozenset[str]] = before._near if same else {}

    @cached_property
    def recipe_classes(self) -> tuple[tuple[Recipe, dict[str, int]], ...]:
        return tuple((recipe, self.judge.recipe_classes(recipe)) for recipe in self.recipes)

    @cached_property
    def data_classes(self) -> tuple[tuple[tuple[Data, dict[str, int]], ...], ...]:
        """Of each dataset, itself with each of its references, and their classes."""
        by_name = {card.dataset: card for card in self.cards}
        return tuple(
            tuple((data, self.judge.data_classes(data)) for data in _with_references(card, by_name))
            for card in self.cards
        )

    def data_for(
        self, area: Area | None, datasets: Collection[str] | None = None
    ) -> list[tuple[tuple[Data, dict[str, int]], ...]]:
        """Of each dataset, itself with the observations near an area that may adjust it, at most a few.

        datasets   only these; None: all
        Where no observation is near, the first stays, and the rules say that it is far.
        """
        classes = self.data_classes
        if datasets is not None:
            classes = tuple(several for several in classes if several[0][0].card.dataset in datasets)
        if area is None:
            return [several[:1] for several in classes]
        near = self._near_to(area.bounds)
        return [
            several
            if len(several) == 1
            else tuple(one for one in several if one[0].reference.dataset in near)[:MOST_REFERENCES] or several[:1]
            for several in classes
        ]

    def _near_to(self, bounds: tuple[float, float, float, float]) -> frozenset[str]:
        held = self._near.get(bounds)
        if held is None:
            held = frozenset(name for name, other in self._records if boxes_apart_km(bounds, other) <= FARTHEST_KM)
            self._near[bounds] = held
        return held

    @property
    def data(self) -> Iterator[Data]:
        return (data for several in self.data_classes for data, _ in several)


def _is_record(card: Card) -> bool:
    return card_facts(card).group == "record"


def _with_references(card: Card, by_name: dict[str, Card]) -> list[Data]:
    """A dataset with the observations its card names first, then every other that is near and shares years with it.

    Those that tell smaller places apart stand before others, then those with more years to train on, then by name.
    Records are not adjusted: they stand as they are.
    """
    named = by_name.get(card.reference or "")
    found = [Data(card, named)] if named is not None else []
    if not _is_record(card):
        others = [Data(card, one) for one in by_name.values() if one is not named and _may_adjust(one, card)]
        found += sorted(others, key=lambda d: (card_facts(d.reference).km, -len(d.training), d.reference.dataset))
    return found or [Data(card)]


def _may_adjust(reference: Card, card: Card) -> bool:
    return (
        _is_record(reference)
        and reference.step == card.step
        and not set(reference.variables).isdisjoint(card.variables)
        and reference.made_for_demonstration == card.made_for_demonstration
        and boxes_apart_km(reference.bounds, card.bounds) <= FARTHEST_KM
        and Data(card, reference).training is not None
    )
