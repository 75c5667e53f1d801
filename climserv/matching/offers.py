"""Offers: what each recipe on each dataset can do for a need, best first.

There is no score. Offers stand in the order of their worst axis; those that compute what was asked for before those
that give it beside another, and those before what may serve instead; then of what is lost in all, where each finding
loses by its verdict (a step 1, a talk 3, a `cannot` 30) and a tenth for each doubling of size or other measure of how
far it is off; then of recipe, version (newest first) and dataset by name. Of the observations that may adjust a
dataset near the place the best by the same rule is taken (`Judge.besides`); the others stay beside it.
Those that lose stay, with their reasons.
"""

from functools import cached_property
from operator import attrgetter
from typing import Any

from ..needs.loading import need_to_dict
from .judging import Asked, Beside, Judge, Several
from .periods import chosen_period
from .rules.rules import AXIS_OF, PARTS
from .rules.verdicts import AXES, CANNOT, VALUES, Verdict
from .shelf import Shelf


class Offer:
    """What one recipe on one dataset can do for the need; `order` is what a run of it needs.

    rank     that of its worst axis, and `loss`, what is lost in all
    nearness 0 when it gives the metric asked for, 1 when beside another or by a step, 2 for all else
    reach    what is still to be done until it reaches people: licence, languages, ways; no axis, and it hinders nothing
    """

    def __init__(self, seen: "_Seen", recipe: tuple, beside: Beside, several: Several, nearness: int, sums: tuple):
        self._seen, self._several = seen, several
        self._recipe, self._of_recipe = recipe
        self._data, self._of_data = beside[0]
        self.nearness = nearness
        self.rank, self.loss = sums

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict of each axis: time, space, metric."""
        return {axis: self._verdict(axis) for axis in AXES}

    @cached_property
    def reach(self) -> Verdict:
        return self._verdict("reach")

    def _verdict(self, axis: str) -> Verdict:
        need, recipe, data, judge = self._seen.classes, self._of_recipe, self._of_data, self._seen.judge
        asks = {"metric": judge.asks(self._seen.asked, self._recipe)}
        numbers = [(need[asks.get(p, p)], recipe[asks.get(p, p)], data[p]) for p in _PARTS_OF[axis]]
        return judge.verdict((axis, *numbers), self._seen.asked, self._recipe, self._data)

    @cached_property
    def rivals(self) -> "list[Offer]":
        """The same recipe and dataset with other observations near the place, as they stand on the shelf."""
        seen, mine = self._seen, (self._recipe, self._of_recipe)
        others = [(one,) for one in self._several if one[0] is not self._data]
        return _offers_of(seen, mine, others, [()] * len(others), self.nearness, ({}, {}))

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
    def bridges(self) -> list[dict[str, Any]]:
        """The steps of a run beside the recipe's own: before them for what the data lack, after them for the metric."""
        found = [one for one in self.verdicts["metric"].findings if one.code in _BRIDGED]
        return [step for one in found for step in one.evidence["steps"]]

    @property
    def runnable(self) -> bool:
        """Whether a draft can be made: of the need's own question, with numbers and data as they are."""
        settled = self._seen.judge.settled(self._seen.asked.need, self._recipe)
        drafted = _NO_DRAFT.isdisjoint(self.verdicts["metric"].codes)
        return self.worst != CANNOT and settled.filled is not None and self._seen.asked.area is not None and drafted

    @cached_property
    def order(self) -> dict[str, Any]:
        """What a run is asked, in the words of `climserv run`; the settings are the need's, the rest the recipe's."""
        case = self._seen.judge.case(self._seen.asked, self._recipe, self._data)
        years, training = chosen_period(case), case.training
        return {
            "recipe": self.recipe,
            "data": [self.dataset],
            "reference": self.reference if training else None,
            "settings": dict(case.settled.settings) if case.settled.filled else {},
            "area": case.area.written if case.area else None,
            "period": str(years) if years else None,
            "baseline": str(training) if training and case.group == "model" else None,
            "need": self._seen.record,
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
    seen, known = _Seen(asked, shelf.judge), ({}, {})
    groups, offers = shelf.data_for(asked.area), []
    for recipe in shelf.recipe_classes:
        offers += _offers_of(seen, recipe, groups, groups, shelf.judge.nearness(asked, recipe[0]), known)
    # The shelf is in the order of names, and sorting keeps the order of equals.
    offers.sort(key=attrgetter("loss"))
    offers.sort(key=attrgetter("rank", "nearness"))
    return offers


def _offers_of(seen: "_Seen", recipe: tuple, groups, several, nearness: int, known: tuple[dict, dict]) -> list[Offer]:
    besides = seen.judge.besides(seen.asked, seen.classes, *recipe, groups, known[0])
    sums = seen.judge.sums(seen.asked, seen.classes, *recipe, besides, known[1])
    return [Offer(seen, recipe, *each, nearness, sum_) for *each, sum_ in zip(besides, several, sums, strict=True)]


class _Seen:
    """A need as all its offers see it."""

    def __init__(self, asked: Asked, judge: Judge):
        self.asked, self.judge, self.classes = asked, judge, judge.need_classes(asked)

    @cached_property
    def record(self) -> dict[str, Any]:
        return need_to_dict(self.asked.need)


_BRIDGED = ("metric.variables.derived", "metric.derivable", "metric.second")
# What an author must write first, and what another metric would be a draft of.
_NO_DRAFT = frozenset(("metric.variables.author", "metric.related"))
_PARTS_OF = {axis: tuple(part for part in PARTS if AXIS_OF[part] == axis) for axis in (*AXES, "reach")}
