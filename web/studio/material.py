"""On what a recipe can be tried: the data, the observations and the places there are."""

from flask import request

from climserv.recipes.model import Recipe
from climserv.storage.recipes.parameter_sets import list_sets
from climserv.vocabulary.texts import text_in

from ..house import house
from ..languages import language
from .movers import movers

OBSERVED = ("observation", "station")


def material(recipe: Recipe | None) -> dict:
    """The lists of the form; what was chosen already stays chosen."""
    cards = [card for card in house().catalogue if _serves(card, recipe)]
    named = [(card.dataset, text_in(card.title, language())) for card in cards]
    return {
        "datasets": named,
        "references": [(id_, title) for (id_, title), card in zip(named, cards, strict=True) if card.role in OBSERVED],
        "chosen": request.form,
        "numbers": movers(recipe, language()) if recipe else [], "sets": _sets(recipe),
        "places": [(place.id, text_in(place.name, language())) for place in house().places.places],
    }  # fmt: skip


def _sets(recipe: Recipe | None) -> list[tuple[str, str]]:
    """The named sets of the recipe's numbers that are kept on this site."""
    if recipe is None:
        return []
    with house().database.reading() as session:
        return [(one.name, one.title or one.name) for one in list_sets(session, recipe.id)]


def _serves(card, recipe: Recipe | None) -> bool:
    """Whether it holds what the recipe must have; all serve while that cannot be read."""
    if recipe is None:
        return True
    needed = {one.variable for one in recipe.inputs.values() if not one.optional}
    return needed <= set(card.variables)
