"""Offers: what each recipe on each dataset can do for a need, best first.

There is no score. Offers stand in the order of their worst axis; those that compute what was asked for before those
that give it beside another, and those before what may serve instead; then of what is lost in all, where each finding
loses by its verdict (a step 1, a talk 3, a `cannot` 30) and a tenth for each doubling of size or other measure of how
far it is off; then of recipe, version (newest first) and dataset by name. Of the observations that may adjust a
dataset the best by the same rule is taken, of equals the one its card names, then by name; the others stay beside it.
Those that lose stay, with their reasons.
"""

from functools import cached_property
from typing import Any

from ..needs.loading import need_to_dict
from ..recipes.model import Recipe
from .facts import Data
from .judging import Asked
from .periods import chosen_period
from .shelf import Shelf
from .verdicts import AXES, CANNOT, VALUES, Verdict


def nearness(codes: frozenset[str]) -> int:
    """0 for what gives the metric asked for, 1 for what gives it beside another or by a step, 2 for all else."""
    return 0 if "metric.same" in codes else 1 if not _BESIDE.isdisjoint(codes) else 2


_BESIDE = frozenset({"metric.second", "metric.derivable"})


class Offer:
    """What one recipe on one dataset can do for the need; `order` is what a run of it needs.

    nearness 0 when it gives the metric asked for, 1 when beside another or by a step, 2 for all else
    reach    what is still to be done until it reaches people: licence, languages, ways; no axis, and it hinders nothing
    rivals   the same recipe and dataset with other observations to adjust with, best first
    """

    def __init__(self, asked: Asked, shelf: Shelf, recipe: Recipe, data: Data, verdicts: dict[str, Verdict]):
        self._asked, self._shelf, self._recipe, self._data = asked, shelf, recipe, data
        self.reach = verdicts.pop("reach")
        self.verdicts = verdicts
        self.rivals: tuple[Offer, ...] = ()
        time, space, metric = verdicts["time"], verdicts["space"], verdicts["metric"]
        self.rank = max(time.rank, space.rank, metric.rank)
        self.loss = round(time.loss + space.loss + metric.loss + self.reach.loss, 6)
        self.nearness = nearness(metric.codes)

    @property
    def recipe(self) -> str:
        return self._recipe.id

    @property
    def version(self) -> int:
        return self._recipe.version

    @property
    def recipe_title(self) -> dict[str, str]:
        return self._recipe.title

    @property
    def dataset(self) -> str:
        return self._data.card.dataset

    @property
    def dataset_title(self) -> dict[str, str]:
        return self._data.card.title

    @property
    def reference(self) -> str | None:
        return self._data.reference.dataset if self._data.reference else None

    @property
    def made_for_demonstration(self) -> bool:
        cards = (self._data.card, self._data.reference)
        return any(card.made_for_demonstration for card in cards if card is not None)

    @property
    def worst(self) -> str:
        """The worst verdict of the three axes."""
        return VALUES[self.rank]

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps that bridge, by name: what each finding that wants one says, and the operations it names."""
        found = [one for axis in AXES for one in self.verdicts[axis].findings if one.value == "meets_after_step"]
        return [{"step": one.code, "words": one.remedy, "operations": one.evidence.get("steps", [])} for one in found]

    @property
    def runnable(self) -> bool:
        """Whether a draft can be made: of the need's own question, with numbers and data as they are."""
        settled = self._shelf.judge.settled(self._asked.need, self._recipe)
        lacking = "metric.variables.derived" in self.verdicts["metric"].codes
        return self.worst != CANNOT and settled.filled is not None and self._asked.area is not None and not lacking

    @cached_property
    def order(self) -> dict[str, Any]:
        """What a run is asked, in the words of `climserv run`; the settings are the need's, the rest the recipe's."""
        case = self._shelf.judge.case(self._asked, self._recipe, self._data)
        years, training = chosen_period(case), case.training
        return {
            "recipe": self.recipe,
            "data": [self.dataset],
            "reference": self.reference if training else None,
            "settings": dict(case.settled.settings) if case.settled.filled else {},
            "area": case.area.id if case.area else None,
            "period": str(years) if years else None,
            "baseline": str(training) if training and case.group == "model" else None,
            "need": need_to_dict(self._asked.need),
        }

    def as_dict(self) -> dict[str, Any]:
        return {
            "recipe": {"id": self.recipe, "version": self.version, "title": dict(self.recipe_title)},
            "dataset": {"id": self.dataset, "title": dict(self.dataset_title)},
            "reference": self.reference,
            "other_references": [rival.reference for rival in self.rivals],
            "made_for_demonstration": self.made_for_demonstration,
            "worst": self.worst,
            "verdicts": {axis: self.verdicts[axis].as_dict() for axis in AXES},
            "reach": self.reach.as_dict(),
            "steps": self.steps,
            "order": dict(self.order),
            "runnable": self.runnable,
        }


def offers_for(asked: Asked, shelf: Shelf) -> list[Offer]:
    """Every offer for a need, best first."""
    need = shelf.judge.need_classes(asked)
    offers = []
    for recipe, of_recipe in shelf.recipe_classes:
        for several in shelf.data_classes:
            made = [
                Offer(asked, shelf, recipe, data, _verdicts(asked, shelf, need, recipe, of_recipe, data, of_data))
                for data, of_data in several
            ]
            if len(made) > 1:
                made.sort(key=_among_references)
                made[0].rivals = tuple(made[1:])
            offers.append(made[0])
    offers.sort(key=_place_in_line)
    return offers


def _verdicts(asked, shelf: Shelf, need, recipe: Recipe, of_recipe, data: Data, of_data) -> dict[str, Verdict]:
    """The verdicts of the axes and of reach; what is known of alike needs, recipes and data is looked up."""
    found, known = {}, shelf.judge.known
    for axis, parts in _PARTS_OF:
        key = (axis, *[number for part in parts for number in (need[part], of_recipe[part], of_data[part])])
        found[axis] = known.get(key) or shelf.judge.verdict(key, asked, recipe, data)
    return found


_PARTS_OF = (("time", ("time",)), ("space", ("place", "scale")), ("metric", ("metric",)), ("reach", ("reach",)))


def _among_references(offer: Offer) -> tuple:
    named = offer._data.card.reference
    return offer.rank, offer.nearness, offer.loss, offer.reference != named, offer.reference or ""


def _place_in_line(offer: Offer) -> tuple:
    return offer.rank, offer.nearness, offer.loss, offer.recipe, -offer.version, offer.dataset
