"""A need against every recipe and dataset: what fits, what a step bridges, what wants talking over, what cannot be.

Monotone: a finer need, or a coarser dataset, never turns `cannot` into anything else, nor a talk into a fit. Between
the two fits (`meets`, `meets_after_step`) a change of scale may go either way: what must be put together is a step.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from ..catalogue.card import Card
from ..catalogue.catalogue import Catalogue, open_catalogue
from ..catalogue.places import Place, Places, load_places
from ..config import read_settings
from ..needs.missing import missing
from ..needs.need import Need
from ..needs.standing import contradictions
from ..recipes.book import Book, book_with
from ..recipes.model import Recipe
from ..vocabulary.problems import Problem
from .asking import area_of, read_need
from .counter_offers import CounterOffer, counter_offers
from .judging import Asked
from .offers import Offer, offers_for
from .rules.verdicts import CANNOT
from .shelf import Shelf


@dataclass(frozen=True)
class MatchReport:
    """All offers for a need, best first, and what in the need stands in the way of matching it."""

    asked: Asked
    shelf: Shelf
    offers: tuple[Offer, ...]
    problems: tuple[Problem, ...]

    @property
    def need(self) -> Need:
        return self.asked.need

    @cached_property
    def counter_offers(self) -> list[CounterOffer]:
        """The smallest changes to the need that would turn the verdict; sought when somebody asks."""
        return counter_offers(self.asked, self.shelf, list(self.offers))

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
            "counter_offers": [offer.as_dict() for offer in self.counter_offers],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def match(
    need: Need | Mapping[str, Any] | Path | str,
    recipes: Book | Iterable[Recipe] | None = None,
    catalogue: Catalogue | Iterable[Card] | None = None,
    places: Places | Iterable[Place] | None = None,
    *,
    book: Book | Path | str | None = None,
    today: date | None = None,
) -> MatchReport:
    """Set a need (record, plain data or YAML file) against recipes, datasets and places; by default all we have.

    book    instead of `recipes`: a folder of recipe files, one file, or the book of a site (`climserv.site_book()`),
            each beside the recipes that came with the program
    today   the day of the asking: a deadline before it is over; None where the day must not matter
    Raises `Refused` when the need itself cannot be read; what is only missing from it is in the report.
    """
    need = read_need(need)
    shelf = Shelf(
        book_with(book) if recipes is None else recipes,
        open_catalogue(read_settings()) if catalogue is None else catalogue,
    )
    known = {place.id: place for place in (load_places() if places is None else places)}
    area, problems = area_of(need, known)
    asked = Asked(need, area, today)
    return MatchReport(asked, shelf, tuple(offers_for(asked, shelf)), (*problems, *_gaps(need), *contradictions(need)))


def _gaps(need: Need) -> list[Problem]:
    """What the three axes cannot be matched without, as problems with the field they belong to."""
    return [
        Problem(
            "need.missing", gap.field, f"this is not known yet: {gap.words['en']}", next_step="Say it, or talk it over"
        )
        for gap in missing(need, "match_metric")
    ]
