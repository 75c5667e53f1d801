"""Weather between bounds, ripeness and hot days of a stage in recipes: what they say, refuse and give."""

import numpy as np
import pytest

from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.running.blocks.values import Arguments, Context, Days, Series
from climserv.running.computing import compute
from climserv.running.functions.growth import FUNCTIONS
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused

WITHIN = """\
recipe: window
version: 1
title: {en: Window}
question: {en: "How many days are right?"}
authors: [A. Author]
answers: {metric: favourable_days, time: [month, season], space: {from: point, upto: ward}, horizons: [past]}
inputs:
  rain: {variable: pr}
  hottest: {variable: tasmax}
parameters:
  most: {default: 30 degC, from: 10 degC, to: 45 degC, ask: {en: How hot?}}
steps:
  - favourable_days:
      rain: rain
      tasmax: hottest
      BOUNDS
      over: 30 day
      season: {from: 01-01, to: 01-31}
  - ensemble: {statement: at_least, at: [5 day]}
limits: [{en: Air is not skin.}]
references: [None yet.]
"""
BOUNDS = "rain_from: 1.5 mm/day\n      tasmax_from: 20 degC\n      tasmax_to: $most"


def window(bounds=BOUNDS):
    return WITHIN.replace("BOUNDS", bounds)


def test_bounds_are_told_as_they_are_set():
    filled = fill(read_recipe(window(), "window.yaml"), {"most": "32.5 degC"})
    assert filled.conventions["bounds"] == "rain 1.5 mm/day to .., tasmax 20 degC to 32.5 degC"
    said = filled.convention_sentences("en")
    assert "rain at least 1.5 mm/day, highest temperature from 20 °C to 32.5 °C." in said[0]
    assert "Each value is the mean of 30 days up to the day." in said[1]
    french = filled.convention_sentences("fr")[0]
    assert "pluie au moins 1,5 mm/jour, température maximale de 20 °C à 32,5 °C." in french


@pytest.mark.parametrize(
    ("bounds", "what"),
    [
        ("rain_from: 1 mm/day", "tasmax has no bounds"),
        ("rain_to: 1 mm/day\n      tasmax_to: $most\n      hurs_to: 40 %", "hurs is bounded, and not named"),
        ("rain_from: 5 mm/day\n      rain_to: 2 mm/day\n      tasmax_to: $most", "the lower bound is above the upper"),
    ],
)
def test_bounds_that_say_nothing_are_refused(bounds, what):
    with pytest.raises(Refused) as refusal:
        read_recipe(window(bounds), "window.yaml")
    assert what in str(refusal.value)


def test_a_step_that_looks_at_nothing_is_refused():
    text = window().replace("      rain: rain\n      tasmax: hottest\n", "").replace("      " + BOUNDS + "\n", "")
    with pytest.raises(Refused, match="no variable is named"):
        read_recipe(text, "window.yaml")


def test_means_of_january_read_december_in_a_whole_run(tmp_path, shelf):
    """The first year asked for reads the December before it: it is known, and the same as within a longer period."""
    path = tmp_path / "window.yaml"
    path.write_text(window())
    found = {
        first: compute(make_plan(Order(str(path), ("embu-observed",), period=f"{first}-2000"), shelf)).answers[0].places
        for first in (1997, 1999)
    }
    late, early = (found[first]["value"].values[0, 0, :, 0] for first in (1999, 1997))
    assert (found[1999]["outcome"].values == 1).all()
    assert late.shape == (2,)
    np.testing.assert_array_equal(late, early[-2:])
    assert 0 < early.mean() < 31


def test_humidity_as_a_share_would_be_dry_on_every_day_and_is_refused():
    days = Days("standard", np.full(31, 2001), np.full(31, 1), np.arange(1, 32))
    share = Series(np.full((1, 31), 0.8, np.float32), days, "hurs", "%")
    arguments = Arguments(
        {"hurs_to": "40 %", "over": "1 day", "run": "1 day", "season": {"from": "01-01", "to": "01-31"}}
    )
    context = Context(np.arange(1), np.zeros(1), np.zeros(1))
    with pytest.raises(Refused, match="no relative humidity in %"):
        FUNCTIONS["adverse_days"]({"hurs": share}, arguments, context)
    percent = share.holding(share.values * 50)
    assert FUNCTIONS["adverse_days"]({"hurs": percent}, arguments, context).value.tolist() == [[31]]


def test_more_warmth_takes_more_days(shelf):
    """A hundred degree days more take between 100 / 26 and 100 / 5 days in this warmth."""
    order = Order("crop_maturity", ("embu-observed",), settings={"amount": "1400 K day"}, period="1995-1996")
    result = compute(make_plan(order, shelf)).answers[0].places
    value, outcome = result["value"].values, result["outcome"].values
    assert (outcome == 1).all()
    more = {"amount": "1500 K day"}
    later = compute(make_plan(Order("crop_maturity", ("embu-observed",), settings=more, period="1995-1996"), shelf))
    wait = later.answers[0].places["value"].values - value
    assert wait.min() >= 4
    assert wait.max() <= 20
