"""A step that a match names is really taken: what the data lack is computed before the recipe's own steps."""

import numpy as np
import pytest

from climserv.matching.matching import match
from climserv.ordering import order_of
from climserv.recipes.book import Book, Kept, load_book
from climserv.recipes.bridging import bridged
from climserv.recipes.loading import read_recipe
from climserv.recipes.versions.states import State
from climserv.running.computing import compute
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan

HEAD = """\
recipe: warmth_of_beans
version: 3
title: {en: Warmth for beans, fr: Chaleur pour les haricots}
question: {en: Is it warm enough?, fr: Fait-il assez chaud ?}
authors: [Somebody]
answers: {metric: degree_days, time: [season], space: {from: 0.05 degree, upto: district}, horizons: [past, projection]}
"""
REST = """\
  - degree_days: {of: warmth, lower: 8 degC, upper: 30 degC, season: {from: 10-01, to: 11-30}}
  - ensemble: {statement: at_least, at: [500 K day], answer_at: 500 K day}
limits: [{en: A mean hides the night., fr: Une moyenne cache la nuit.}]
references: [Made up for a test.]
"""
OF_MEANS = HEAD + "inputs: {warmth: {variable: tas, step: day, record: 20 year}}\nsteps:\n" + REST
BY_HAND = (
    HEAD + "inputs: {low: {variable: tasmin, step: day}, high: {variable: tasmax, step: day}}\nsteps:\n"
    "  - mean_temperature: {of: low, tasmax: high}\n    as: warmth\n" + REST
)
NEED = {
    "need": "beans", "time": {"scale": "season", "horizon": "past"},
    "space": {"place": "lower-embu", "scale": "district"},
    "metric": {"is": "degree_days", "confirmed_by": "chair", "sure": "yes"},
}  # fmt: skip


@pytest.fixture(scope="module")
def book():
    recipe = read_recipe(OF_MEANS, "warmth_of_beans.yaml")
    return Book((recipe,), {(recipe.id, recipe.version): Kept(OF_MEANS, State.OFFERED, "database")})


def offers(book, need=NEED):
    return {offer.dataset: offer for offer in match(need, book).offers}


def test_the_draft_of_an_offer_takes_the_step_that_was_named(book, shelf):
    offer = offers(book)["embu-observed"]
    assert offer.bridges == [{"operation": "mean_temperature", "gives": "tas", "from": ["tasmax", "tasmin"]}]
    assert [one["words"]["en"] for one in offer.steps if one["step"] == "metric.variables.derived"] == [
        "The first draft begins with this step (mean_temperature), and says so."
    ]
    assert offer.runnable
    order = Order.from_dict(order_of(offer, book))
    assert (order.recipe, order.version) == ("warmth_of_beans", 3)
    got = compute(make_plan(order, shelf))
    by_hand = compute(make_plan(Order.from_dict({**order.as_dict(), "text": BY_HAND}), shelf))
    np.testing.assert_array_equal(got.places["value"], by_hand.places["value"])
    assert np.isfinite(got.places["value"]).any()


def test_the_recipe_says_what_was_not_measured():
    step = {"operation": "mean_temperature", "gives": "tas", "from": ["tasmax", "tasmin"]}
    recipe = read_recipe(bridged(OF_MEANS, [step]), "bridged")
    told = recipe.limits[-1]
    assert told["en"].startswith("Temperature was not measured but computed from")
    assert set(told) == {"en", "fr"}
    assert (recipe.id, recipe.version, recipe.limits[0]) == ("warmth_of_beans", 3, {
        "en": "A mean hides the night.", "fr": "Une moyenne cache la nuit.",
    })  # fmt: skip


def test_models_want_a_version_of_their_own(book):
    need = {**NEED, "time": {"scale": "season", "horizon": "projection", "period_of_interest": "2041-2070"}}
    offer = offers(book, need)["embu-models"]
    assert not offer.runnable
    (words,) = [one["words"]["en"] for one in offer.steps if one["step"] == "metric.variables.author"]
    assert words.startswith("Ask the recipe's author for a version that adjusts highest temperature")


def test_a_metric_that_another_holds_is_computed_last_and_said_to_be(shelf):
    need = {
        **NEED, "need": "dry-third", "time": {"scale": "season", "horizon": "projection",
                                              "period_of_interest": "2041-2070"},
        "metric": {"is": "rain_rank", "with": {"season_start": "10-01", "season_end": "11-15"}},
    }  # fmt: skip
    book = load_book()
    (offer,) = (one for one in match(need, book).offers
                if (one.recipe, one.dataset) == ("seasonal_rain_at_two_degrees", "embu-models"))  # fmt: skip
    assert [one["step"] for one in offer.steps if one["operations"]] == ["metric.derivable"]
    assert offer.runnable
    order = Order.from_dict(order_of(offer, book))
    # The season is the group's, in whatever is counted of it.
    assert order.settings == {"season_start": "10-01", "season_end": "11-15"}
    got = compute(make_plan(order, shelf))
    assert got.metric.code == "rain_rank"
    own = next(one for one in match(need, book).offers
               if (one.recipe, one.dataset) == ("seasonal_rain", "embu-models"))  # fmt: skip
    by_hand = compute(make_plan(Order.from_dict(order_of(own, book)), shelf))
    # There the author gives it second, and a draft puts it first.
    assert [one.code for one in by_hand.answers] == ["rain_rank", "seasonal_rain"]
    np.testing.assert_array_equal(got.places["value"], by_hand.places["value"])
    assert got.filled.limits[-1]["en"].endswith("a step that the author of the recipe did not write.")


def test_evapotranspiration_falls_back_on_temperatures():
    text = OF_MEANS.replace("variable: tas,", "variable: evspsblpot,")
    step = {"operation": "hargreaves", "gives": "evspsblpot", "from": ["tasmax", "tasmin"]}
    water = text.replace("metric: degree_days", "metric: reference_evapotranspiration_total")
    assert "hargreaves: {of: tasmin, tasmax: tasmax}" in bridged(water, [step])
