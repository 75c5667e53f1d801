"""Made needs, cards, recipes and places, small enough to see at a glance what a rule compares."""

from dataclasses import replace
from functools import cache

from climserv.catalogue.card import Card
from climserv.catalogue.places import Place
from climserv.matching.area import Area
from climserv.matching.rules.case import Case, Settled
from climserv.matching.rules.facts import filling
from climserv.needs.loading import need_from_dict
from climserv.recipes.book import load_book

BOOK = load_book()
HOT = BOOK.recipe("hot_days")
ONSET = BOOK.recipe("rainy_season_onset")

# A square of about 22 km in an empty place of the ocean, so that nothing shipped covers it.
SQUARE = {"type": "Polygon", "coordinates": [[[0.1, 0.1], [0.3, 0.1], [0.3, 0.3], [0.1, 0.3], [0.1, 0.1]]]}
HERE = Area("here", {"en": "Here", "fr": "Ici"}, SQUARE, (0.1, 0.1, 0.3, 0.3))
PLACE = Place("here", {"en": "Here", "fr": "Ici"}, SQUARE, False, (0.1, 0.1, 0.3, 0.3), "ward")

ONSET_SETTINGS = {
    "amount": "20 mm", "window": "3 day", "wet_day": "1 mm/day", "operator": ">=", "wet_days": "1",
    "anchor": "first_wet_day", "dry_spell": "10 day", "look_ahead": "20 day", "search_start": "10-01",
    "search_end": "12-15",
}  # fmt: skip
HOT_SETTINGS = {"threshold": "30 degC", "operator": ">", "season_start": "06-01", "season_end": "06-30"}


def made_need(*, metric="hot_days", settings=None, asked=None, **parts):
    """A need for the square, for seasons of 2041-2070; `parts` and `asked` (the metric) replace it."""
    own = {"hot_days": HOT_SETTINGS, "rainy_season_onset": ONSET_SETTINGS}.get(metric, {})
    given = {"is": metric, "with": own if settings is None else settings, "sure": "yes", "confirmed_by": "chair"}
    record = {
        "need": "made",
        "time": {"scale": "season", "horizon": "projection", "period_of_interest": "2041-2070"},
        "space": {"place": "here", "scale": "district"},
        "metric": asked or given,
    }
    need, problems = need_from_dict(record | parts)
    assert problems == []
    return need


def made_card(dataset="made", **parts):
    """A grid of 5 km over the square: observations 1991-2020 unless said otherwise."""
    card = {
        "dataset": dataset, "title": {"en": dataset, "fr": dataset}, "about": {"en": "for tests"},
        "role": "observation", "variables": ["pr", "tasmax"], "step": "day", "resolution": "5 km",
        "effective_resolution": "5 km", "period": "1991-2020", "bounds": [0, 0, 1, 1], "calendars": ["standard"],
        "made_by": {"generator": "none", "seed": 1, "part": "none"},
        "licence": {"id": "x", "name": "x", "redistribution": True, "source": "x"},
        "origin": {"en": "made in a test"}, "limits": [{"en": "made in a test"}],
    }  # fmt: skip
    return Card.model_validate(card | parts)


def made_models(dataset="models", *, count=5, resolution="25 km", **parts):
    """Models 1991-2020 and 2021-2070, adjustable to the card `made`."""
    members = [{"id": f"m{n}", "model": f"m{n}", "scenario": "s", "calendar": "standard"} for n in range(count)]
    own = {
        "role": "projection", "members": members, "period": "1991-2070", "resolution": resolution,
        "effective_resolution": resolution, "reference": "made",
    }  # fmt: skip
    return made_card(dataset, **own | parts)


@cache
def filled(recipe_id, settings):
    return filling(BOOK.recipe(recipe_id), dict(settings))


def settled(need, recipe):
    """As the matcher settles a recipe, but also for recipes whose steps the vocabulary cannot compute yet."""
    computed = ONSET if recipe.answers.metric == "rainy_season_onset" else HOT
    defaults, _ = filled(computed.id, ())
    defaults = replace(defaults, metrics=(recipe.answers.metric,))
    settings = dict(need.metric.with_) if need.metric.is_ == recipe.answers.metric else {}
    of_need, problems = filled(computed.id, tuple(settings.items()))
    return Settled(recipe, settings, of_need, defaults, problems)


def made_case(need, recipe, card, reference=None, area=HERE, today=None):
    return Case(need, settled(need, recipe), card, reference, area, today)


def answering(recipe, **answers):
    """The recipe with other answers in its envelope."""
    return recipe.model_copy(update={"answers": recipe.answers.model_copy(update=answers)})
