"""A need against every recipe and dataset: what fits, what a step bridges, what wants talking over, what cannot be.

There is no score. Offers stand in the order of their worst axis; those that compute what was asked for before those
that may serve instead; then of what is lost in all, where each finding loses by its verdict (a step 1, a talk 3, a
`cannot` 30) and a tenth for each doubling of size or other measure of how far it is off; then of recipe, version
(newest first) and dataset by name. Those that lose stay, with their reasons.

Monotone: a finer need, or a coarser dataset, never turns `cannot` into anything else, nor a talk into a fit. Between
the two fits (`meets`, `meets_after_step`) a change of scale may go either way: what must be put together is a step.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..catalogue.card import Card
from ..catalogue.catalogue import Catalogue, open_catalogue
from ..catalogue.places import Place, Places, load_places
from ..config import read_settings
from ..needs.loading import load_need, need_from_dict, need_to_dict
from ..needs.missing import missing
from ..needs.need import Need
from ..recipes.book import Book, shipped_book
from ..recipes.filling import fill
from ..recipes.model import Recipe
from ..vocabulary.problems import Problem, Refused, did_you_mean, refuse_if
from ..vocabulary.scales import kilometres, parse_length
from .area import Area, area_of_box
from .case import Case, Settled
from .periods import chosen_period
from .rules import verdicts
from .verdicts import AXES, CANNOT, Verdict, rank


@dataclass(frozen=True)
class Offer:
    """What one recipe on one dataset can do for the need; `order` is what a run of it needs."""

    recipe: str
    version: int
    recipe_title: dict[str, str]
    dataset: str
    dataset_title: dict[str, str]
    reference: str | None
    made_for_demonstration: bool
    verdicts: dict[str, Verdict]
    order: dict[str, Any]
    runnable: bool

    @property
    def worst(self) -> str:
        """The worst verdict of the three axes."""
        return max((self.verdicts[axis].value for axis in AXES), key=rank)

    @property
    def loss(self) -> float:
        """What is lost in all, by the rule at the head of this module: it only settles the order."""
        return round(sum(self.verdicts[axis].loss for axis in AXES), 6)

    @property
    def answers(self) -> bool:
        """Whether it computes what was asked for, and not something that may serve instead."""
        return any(found.code == "metric.same" for found in self.verdicts["metric"].findings)

    def as_dict(self) -> dict[str, Any]:
        return {
            "recipe": {"id": self.recipe, "version": self.version, "title": dict(self.recipe_title)},
            "dataset": {"id": self.dataset, "title": dict(self.dataset_title)},
            "reference": self.reference,
            "made_for_demonstration": self.made_for_demonstration,
            "worst": self.worst,
            "verdicts": {axis: self.verdicts[axis].as_dict() for axis in AXES},
            "order": dict(self.order),
            "runnable": self.runnable,
        }


@dataclass(frozen=True)
class MatchReport:
    """All offers for a need, best first, and what in the need stands in the way of matching it."""

    need: Need
    offers: tuple[Offer, ...]
    problems: tuple[Problem, ...]

    @property
    def best(self) -> Offer | None:
        return self.offers[0] if self.offers else None

    @property
    def met(self) -> bool:
        """Whether some offer has no axis that cannot be served."""
        return any(offer.worst != CANNOT for offer in self.offers)

    def as_dict(self) -> dict[str, Any]:
        return {
            "schema": "climserv.match/1",
            "need": self.need.need,
            "question": dict(self.need.question),
            "met": self.met,
            "offers": [offer.as_dict() for offer in self.offers],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def match(
    need: Need | Mapping[str, Any] | Path | str,
    recipes: Book | Iterable[Recipe] | None = None,
    catalogue: Catalogue | Iterable[Card] | None = None,
    places: Places | Iterable[Place] | None = None,
) -> MatchReport:
    """Set a need (record, plain data or YAML file) against recipes, datasets and places; by default all we have.

    Raises `Refused` when the need itself cannot be read; what is only missing from it is in the report.
    """
    need = _need(need)
    book = tuple(shipped_book() if recipes is None else recipes)
    cards = {card.dataset: card for card in (open_catalogue(read_settings()) if catalogue is None else catalogue)}
    known = {place.id: place for place in (load_places() if places is None else places)}
    area, problems = _area(need, known)
    record = need_to_dict(need)
    offers = [
        _offer(Case(need, settled, card, cards.get(card.reference or ""), area), record)
        for settled in (_settled(need, recipe) for recipe in book)
        for card in cards.values()
    ]
    offers.sort(key=_place_in_line)
    return MatchReport(need, tuple(offers), (*problems, *_gaps(need), *_levels_the_wrong_way(need)))


def _place_in_line(offer: Offer) -> tuple:
    return rank(offer.worst), not offer.answers, offer.loss, offer.recipe, -offer.version, offer.dataset


def _need(need: Need | Mapping[str, Any] | Path | str) -> Need:
    if isinstance(need, Need):
        return need
    if isinstance(need, Mapping):
        read, problems = need_from_dict(need)
        refuse_if(problems)
        return read
    return load_need(need)


def _area(need: Need, places: Mapping[str, Place]) -> tuple[Area | None, list[Problem]]:
    """The area a need names: a place that is known, or a box in degrees."""
    named = need.space.place
    if named is None:
        return None, []
    if named in places:
        place = places[named]
        return Area(place.id, place.name, place.geometry, place.bounds, place.made_for_demonstration), []
    box = area_of_box(named)
    if box is not None:
        return box, []
    allowed = ", ".join([*sorted(places), "or west,south,east,north in degrees"])
    what = "there is no such place"
    return None, [Problem("place.unknown", "space.place", what, named, allowed, did_you_mean(named, places))]


def _gaps(need: Need) -> list[Problem]:
    """What the three axes cannot be matched without, as problems with the field they belong to."""
    return [
        Problem(
            "need.missing", gap.field, f"this is not known yet: {gap.words['en']}", next_step="Say it, or talk it over"
        )
        for gap in missing(need, "match_metric")
    ]


def _levels_the_wrong_way(need: Need) -> list[Problem]:
    """A threshold finer than the goal says two things at once; it is matched as written, and told."""
    levels = need.space.resolution
    asked = [
        (name, getattr(levels, name)) for name in ("threshold", "breakthrough", "goal") if getattr(levels, name, None)
    ]
    sizes = [kilometres(parse_length(text, where=name)) for name, text in asked]
    if sizes == sorted(sizes, reverse=True):
        return []
    got = ", ".join(f"{name} {text}" for name, text in asked)
    what = "the coarsest that is of use must not be finer than what is wished"
    return [Problem("need.levels", "space.resolution", what, got, "threshold 25 km, breakthrough 5 km, goal 1 km")]


def _settled(need: Need, recipe: Recipe) -> Settled:
    """The recipe set to the need's numbers, once for all datasets; numbers of another metric are not its own."""
    defaults = fill(recipe, {})
    if need.metric.is_ != recipe.answers.metric:
        return Settled(recipe, {}, None, defaults, ())
    settings = dict(need.metric.with_)
    try:
        return Settled(recipe, settings, fill(recipe, settings), defaults, ())
    except Refused as refused:
        return Settled(recipe, settings, None, defaults, refused.problems)


def _offer(case: Case, record: dict[str, Any]) -> Offer:
    found = verdicts(case)
    made = any(card.made_for_demonstration for card in (case.card, case.reference) if card is not None)
    possible = all(verdict.value != CANNOT for verdict in found.values())
    return Offer(
        recipe=case.recipe.id,
        version=case.recipe.version,
        recipe_title=case.recipe.title,
        dataset=case.card.dataset,
        dataset_title=case.card.title,
        reference=case.reference.dataset if case.reference else None,
        made_for_demonstration=made,
        verdicts=found,
        order=_order(case, record),
        # A draft answers the need's own question: not another metric, not with numbers the recipe refuses.
        runnable=possible and case.settled.filled is not None and case.area is not None,
    )


def _order(case: Case, record: dict[str, Any]) -> dict[str, Any]:
    """What a run is asked, in the words of `climserv run`; the settings are the need's, the rest the recipe's own."""
    years, training = chosen_period(case), case.training
    return {
        "recipe": case.recipe.id,
        "data": [case.card.dataset],
        "reference": case.reference.dataset if case.reference and training else None,
        "settings": dict(case.settled.settings) if case.settled.filled else {},
        "area": case.area.id if case.area else None,
        "period": str(years) if years else None,
        "baseline": str(training) if training and case.group == "model" else None,
        "need": record,
    }
