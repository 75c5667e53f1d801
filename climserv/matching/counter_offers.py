"""Counter-offers: the smallest changes that would meet a need, found by search over the axes.

For every recipe and dataset the smallest changes are sought axis by axis that bring the axis to the goal; what they
come to together is a counter-offer, unless a smaller part of it does as well, here or elsewhere. So none of them holds
a change that could be left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from ..recipes.model import Recipe
from .asking import area_of
from .changes import Change, changed, go_together, no_larger, smallest, subsets
from .judging import Asked
from .ladders import gauges, metric_changes, space_changes, time_changes
from .offers import Offer
from .rules.facts import Data, recipe_facts
from .rules.rules import AXIS_OF, PARTS
from .rules.verdicts import AXES, VALUES
from .shelf import Shelf
from .words.words_of_changes import joined

FITS, TALK, NOT = VALUES.index("meets_after_step"), VALUES.index("dialogue"), VALUES.index("cannot")
# More changes than this on an axis, or in all, are another need.
MOST_ON_AN_AXIS, MOST_IN_ALL = 2, 4


@dataclass(frozen=True)
class CounterOffer:
    """Changes that would turn the verdict, and what would serve then.

    becomes   the worst verdict of the three axes once the need says so
    """

    changes: tuple[Change, ...]
    becomes: str
    recipe: str
    dataset: str
    reference: str | None

    @property
    def words(self) -> dict[str, str]:
        return joined([one.words for one in self.changes])

    def as_dict(self) -> dict[str, Any]:
        return {
            "changes": [one.as_dict() for one in self.changes], "words": self.words, "becomes": self.becomes,
            "recipe": self.recipe, "dataset": self.dataset, "reference": self.reference,
        }  # fmt: skip


def counter_offers(asked: Asked, shelf: Shelf, offers: list[Offer], *, most: int = 6) -> list[CounterOffer]:
    """The smallest changes that turn the best verdict: to what fits, else from what cannot be to what wants a talk.

    None where the best offer fits already, or nothing helps.
    """
    best = offers[0].rank if offers else NOT
    for goal in (FITS, TALK):
        if goal < best and (found := _search(asked, shelf, goal)):
            return found[:most]
    return []


def _search(asked: Asked, shelf: Shelf, goal: int) -> list[CounterOffer]:
    options = {
        "time": _options(asked, list(time_changes(asked, shelf))),
        "space": _options(asked, list(space_changes(asked, shelf))),
        "metric": _options(asked, list(metric_changes(asked, shelf))),
    }
    search = _Search(shelf, options, goal)
    found = [one for recipe, data, own in _offered(asked, shelf) for one in search.of(recipe, data, own)]
    kept = smallest(found, key=lambda one: one.changes)
    told = {one.words["en"]: one for one in sorted(kept, key=_by_loss, reverse=True)}
    return sorted(told.values(), key=_by_loss)


def _by_loss(one: CounterOffer) -> tuple:
    """What gives the metric asked for stands before what gives another; then the fewest and smallest changes."""
    another = any(change.code == "metric" for change in one.changes)
    return another, len(one.changes), sum(change.rung for change in one.changes), one.words["en"], one.recipe


def _options(asked: Asked, changes: list[Change]) -> list[tuple[tuple[Change, ...], Asked]]:
    """Every way to take some changes of one axis, and what would be asked then."""
    found = []
    for some in subsets(changes, MOST_ON_AN_AXIS):
        need = changed(asked.need, some) if some else asked.need
        moved = any(path == "space.place" for one in some for path, _ in one.sets)
        found.append((some, replace(asked, need=need, area=area_of(need, {})[0] if moved else asked.area)))
    return found


def _offered(asked: Asked, shelf: Shelf) -> Iterator[tuple[Recipe, Data, tuple[Change, ...]]]:
    """What is on the shelf, and what would be there with readings of one's own."""
    # Of equal changes those are told that lead to the metric itself: they come first.
    for recipe in sorted(shelf.recipes, key=lambda one: shelf.judge.nearness(asked, one)):
        for data in shelf.data:
            yield recipe, data, ()
        promised = gauges(asked, shelf, recipe_facts(recipe).every_variable)
        for gauge in promised:
            yield recipe, Data(gauge.brings), (gauge,)
            for data in shelf.data:
                if data.facts.group == "model":
                    yield recipe, Data(data.card, gauge.brings), (gauge,)


class _Search:
    """Looks for the smallest options of each axis, for one recipe and dataset after the other."""

    def __init__(self, shelf: Shelf, options: dict, goal: int):
        self.judge, self.options, self.goal = shelf.judge, options, goal
        self._classes: dict[tuple, dict] = {}
        self._known: dict[tuple, list] = {}
        self._needs = {
            axis: [self.judge.need_classes(asked) for _, asked in several] for axis, several in options.items()
        }

    def of(self, recipe: Recipe, data: Data, own: tuple[Change, ...]) -> Iterator[CounterOffer]:
        axes = [self._smallest(axis, recipe, data) for axis in self.options]
        for parts in product(*axes):
            changes = (*own, *(one for some, _ in parts for one in some))
            if 0 < len(changes) <= MOST_IN_ALL and go_together(changes):
                worst = max(rank for _, rank in parts)
                reference = data.reference.dataset if data.reference else None
                yield CounterOffer(changes, VALUES[worst], recipe.id, data.card.dataset, reference)

    def _smallest(self, axis: str, recipe: Recipe, data: Data) -> list[tuple[tuple[Change, ...], int]]:
        """The smallest ways to bring this axis of this offer to the goal."""
        of_recipe, of_data = self._of("recipe", recipe), self._of("data", data)
        parts = _PARTS[axis]
        key = (axis, *(of_recipe[part] for part in parts), *(of_data[part] for part in parts))
        if key not in self._known:
            found: list[tuple[tuple[Change, ...], int]] = []
            for (some, asked), of_need in zip(self.options[axis], self._needs[axis], strict=True):
                if any(no_larger(other, some) for other, _ in found):
                    continue
                rank = self._rank(parts, of_need, of_recipe, of_data, asked, recipe, data)
                if rank <= self.goal:
                    found.append((some, rank))
            self._known[key] = smallest(found, key=lambda one: one[0])
        return self._known[key]

    def _rank(self, parts, of_need, of_recipe, of_data, asked, recipe, data) -> int:
        worst = 0
        for part in parts:
            weight = self.judge.weight(part, (of_need[part], of_recipe[part], of_data[part]), asked, recipe, data)
            worst = max(worst, weight.rank)
        return worst

    def _of(self, kind: str, thing) -> dict[str, int]:
        key = (kind, id(thing)) if kind == "recipe" else (kind, *thing.name)
        if key not in self._classes:
            self._classes[key] = (
                self.judge.recipe_classes(thing) if kind == "recipe" else self.judge.data_classes(thing)
            )
        return self._classes[key]


_PARTS = {axis: tuple(part for part in PARTS if AXIS_OF[part] == axis) for axis in AXES}
