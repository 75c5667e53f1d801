"""What data let a recipe claim, worked out from the cards of the sample data; and claims beyond them, refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from climserv.catalogue.catalogue import load_catalogue
from climserv.recipes.loading import load_recipe
from climserv.recipes.writing.proposing import beyond, claims_of, propose

BOOK = Path(__file__).parents[2] / "recipes"


@pytest.fixture(scope="module")
def cards():
    return {card.dataset: card for card in load_catalogue()}


@pytest.fixture(scope="module")
def hot_days():
    return load_recipe(BOOK / "hot_days.yaml")


def test_models_adjusted_to_observations_bear_what_the_recipe_says(hot_days, cards):
    data = [cards["embu-models"]], [cards["embu-observed"]]
    found = propose(hot_days, *data)
    # The card of the models has 1991-2020 and 2041-2070, that of the observations 1991-2020: thirty years each.
    assert (found.horizons, found.finest, found.upto) == (("past", "projection"), "0.05 degree", "district")
    assert found.records == {"tasmax": 30, "reference": 30}
    assert list(beyond(hot_days, found, *data)) == []
    assert list(beyond(hot_days, claims_of(hot_days), *data)) == []
    english = " ".join(limit["en"] for limit in found.limits)
    assert "30 years (1991-2020); what happens less than once in 10 years" in english
    assert f"{len(cards['embu-models'].members)} runs" in english
    assert "made for demonstration" in english
    assert all(set(limit) == {"en", "fr"} for limit in found.limits)


def test_models_alone_do_not_speak_of_the_past_nor_of_a_village(hot_days, cards):
    data = [cards["embu-models"]]
    told = {problem.code: problem for problem in beyond(hot_days, claims_of(hot_days), data)}
    assert set(told) == {"claim.horizon", "claim.space"}
    assert (told["claim.horizon"].got, told["claim.horizon"].allowed) == ("past", "projection, years")
    assert (told["claim.space"].got, told["claim.space"].allowed) == ("0.05 degree", "1 degree or more")
    found = propose(hot_days, data)
    assert (found.horizons, found.finest) == (("projection",), "1 degree")
    # The observations are no part of these data.
    assert found.records == {"tasmax": 30}
    # Cells of 111 km are ten times too wide for a ward of 10 km.
    told = [one.code for one in beyond(hot_days, replace(found, upto="ward"), data)]
    assert told == ["claim.upto"]


def test_a_longer_record_than_there_is_cannot_be_asked_for(hot_days, cards):
    data = [cards["suffolk-observed"]]
    found = propose(hot_days, data)
    assert list(beyond(hot_days, found, data)) == []
    [told] = beyond(hot_days, replace(found, records={"tasmax": 40}), data)
    assert (told.code, told.got, told.allowed) == ("claim.record", "40 year", "up to 31 year")


def test_whatever_is_proposed_is_never_beyond_the_facts(cards):
    for path in BOOK.glob("*.yaml"):
        recipe = load_recipe(path)
        for card in cards.values():
            assert list(beyond(recipe, propose(recipe, [card]), [card])) == [], (recipe.id, card.dataset)
