"""Many needs against all there is, kept up to date: the best offer of each, and what is matched again after a change.

For each need the best offer is the first that `offers_for` would give, found without writing the others down: recipes
that the rules cannot tell apart are asked once, and recipes for another metric only where none gives the one asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ...catalogue.card import Card
from ...recipes.model import Recipe
from ...vocabulary.metrics import METRICS
from ..deriving import DERIVED_METRICS
from ..judging import Asked, Judge
from ..rules.facts import Data, recipe_facts
from ..rules.verdicts import CANNOT, VALUES
from ..shelf import Shelf

_NOT = VALUES.index(CANNOT)


@dataclass(frozen=True, slots=True)
class Best:
    """The best offer for a need; `key` is its place in line."""

    key: tuple
    recipe: Recipe
    data: Data

    @property
    def worst(self) -> str:
        return VALUES[self.key[0]]

    @property
    def met(self) -> bool:
        return self.key[0] < _NOT


class Board:
    """Needs by id, each with its best offer; `change` puts other recipes and data on the shelf."""

    def __init__(
        self,
        needs: Iterable[Asked],
        recipes: Iterable[Recipe],
        cards: Iterable[Card],
        judge: Judge | None = None,
    ):
        self.judge = judge or Judge()
        self.shelf = Shelf(recipes, cards, self.judge)
        self.needs = {asked.need.need: asked for asked in needs}
        self._classes = {name: self.judge.need_classes(asked) for name, asked in self.needs.items()}
        self._of_metric: dict[str | None, list] = {}
        self.best: dict[str, Best | None] = {name: self._best(name) for name in self.needs}
        # What was read off a best offer, kept as long as it stands (`gaps.waiting_of`).
        self.read_off: dict[str, tuple] = {}

    def change(self, *, recipes: Iterable[Recipe] | None = None, cards: Iterable[Card] | None = None) -> set[str]:
        """Match again with other recipes or data; the ids of the needs whose best offer, or its verdict, is another.

        What did not change is not asked again: a need whose best offer is still there is set against the new only.
        """
        before, was = self.shelf, dict(self.best)
        self.shelf = Shelf(
            before.recipes if recipes is None else recipes, before.cards if cards is None else cards, self.judge, before
        )
        self._of_metric = {}
        old, new = _pairs_of(before), _pairs_of(self.shelf)
        fresh_recipes = [r for r in self.shelf.recipe_classes if not any(r[0] is one for one in before.recipes)]
        fresh_data = frozenset(name for name, _ in new if any(_differs(n, old, new) for n in new if n[0] == name))
        for name, best in was.items():
            there = best is not None and _there(best, self.shelf, new)
            self.best[name] = self._better(name, best, fresh_recipes, fresh_data) if there else self._best(name)
        return {name for name, best in self.best.items() if _told(best) != _told(was[name])}

    def put(self, asked: Asked) -> Best | None:
        """A need that is new or has been written anew."""
        name = asked.need.need
        self.needs[name], self._classes[name] = asked, self.judge.need_classes(asked)
        self.best[name] = self._best(name)
        return self.best[name]

    def copy(self) -> "Board":
        """The same as it stands now, to be changed while others still read this one."""
        other = Board([], (), ())
        other.judge, other.shelf, other._of_metric = self.judge, self.shelf, dict(self._of_metric)
        other.needs, other._classes, other.best = dict(self.needs), dict(self._classes), dict(self.best)
        other.read_off = dict(self.read_off)
        return other

    def unmet(self) -> list[Asked]:
        """The needs that nothing serves, by id."""
        return [self.needs[name] for name in sorted(self.needs) if (b := self.best[name]) is None or not b.met]

    def _best(self, name: str) -> Best | None:
        tiers = self._tiers_of(self.needs[name].need.metric.is_)
        return self._through(name, tiers, None, None)

    def _through(self, name: str, tiers, data, best: Best | None) -> Best | None:
        """Tier by tier, as long as a later one may hold a better offer.

        What may serve instead wants a talk at least, and stands behind what gives the metric; other metrics cannot
        serve at all.
        """
        for at, tier in enumerate(tiers):
            best = self._among(name, tier, data, best)
            if best is not None and _is_last(best, at):
                break
        return best

    def _better(self, name: str, best: Best, recipes, data) -> Best | None:
        """The best of what there was and what is new."""
        metric = self.needs[name].need.metric.is_
        if recipes:
            fresh = _tiers(metric, self.shelf, recipes)
            best = self._through(name, fresh, None, best)
        if data:
            best = self._through(name, self._tiers_of(metric), data, best)
        return best

    def _tiers_of(self, metric: str | None) -> list[list]:
        if metric not in self._of_metric:
            self._of_metric[metric] = _tiers(metric, self.shelf)
        return self._of_metric[metric]

    def _among(self, name: str, recipes, data, best: Best | None) -> Best | None:
        """The best of `best` and what these recipes can do on these data."""
        asked, of_need, judge, known = self.needs[name], self._classes[name], self.judge, ({}, {})
        groups = self._groups(name, data)
        for recipe, of_recipe in recipes:
            close = judge.nearness(asked, recipe)
            besides = judge.besides(asked, of_need, recipe, of_recipe, groups, known[0])
            sums = judge.sums(asked, of_need, recipe, of_recipe, besides, known[1])
            for ((each, _), _, _), (worst, loss) in zip(besides, sums, strict=True):
                if best is None or (worst, close) <= best.key[:2]:
                    key = (worst, close, loss, recipe.id, -recipe.version, each.card.dataset)
                    if best is None or key < best.key:
                        best = Best(key, recipe, each)
        return best

    def _groups(self, name: str, datasets: frozenset[str] | None):
        """The data as they stand for the place of a need; only some, where only some are new."""
        return self.shelf.data_for(self.needs[name].area, datasets)


def _tiers(metric: str | None, shelf: Shelf, recipes=None) -> list[list]:
    """Recipes that give the metric, those that give what may be talked over, one of each kind of the others."""
    recipes = shelf.recipe_classes if recipes is None else recipes
    asked = METRICS.get(metric or "")
    if asked is None:
        return [list(recipes)]
    gives, talk, others = [], [], {}
    for recipe, classes in recipes:
        facts, given = recipe_facts(recipe), METRICS[recipe.answers.metric]
        if (
            given.code == asked.code
            or asked.code in facts.defaults.metrics
            or (asked.code, given.code) in DERIVED_METRICS
        ):
            gives.append((recipe, classes))
        elif given.code in asked.related or asked.code in given.related:
            talk.append((recipe, classes))
        else:
            # Recipes are sorted by name: the first of a kind stands before the others of it.
            alike = tuple(classes[part] for part in ("time", "place", "scale", "reach"))
            others.setdefault((alike, facts.variables, facts.every_variable), (recipe, classes))
    return [gives, talk, list(others.values())]


def _is_last(best: Best, tier: int) -> bool:
    gives = best.key[1] < 2
    return (gives and best.met) or (tier > 0 and (gives or best.met))


def _pairs_of(shelf: Shelf) -> dict[tuple[str, str], Data]:
    return {data.name: data for data in shelf.data}


def _differs(name: tuple[str, str], old, new) -> bool:
    return name not in old or not _same(new[name], old)


def _same(data: Data, pairs: dict[tuple[str, str], Data]) -> bool:
    held = pairs[data.name]
    return held.card is data.card and held.reference is data.reference


def _there(best: Best, shelf: Shelf, pairs: dict[tuple[str, str], Data]) -> bool:
    known = any(recipe is best.recipe for recipe in shelf.recipes)
    return known and best.data.name in pairs and _same(best.data, pairs)


def _told(best: Best | None) -> tuple | None:
    return None if best is None else (best.key, best.data.name)
