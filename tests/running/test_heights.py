"""The step that takes temperature to another height: its numbers, its bounds, and that it is for temperature only."""

import numpy as np
import pytest

from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.running.blocks.values import Arguments, Days, Series
from climserv.running.functions.regridding import to_another_height
from climserv.vocabulary.problems import Refused

UPHILL = """\
recipe: hot_up_there
version: 1
title: {en: Hot up there}
question: {en: "How many days are hot in the village?"}
authors: [A. Author]
answers: {metric: hot_days, time: [season], space: {from: point, upto: ward}, horizons: [past]}
inputs:
  highest: {variable: VARIABLE}
parameters:
  threshold: {default: 25 degC, from: 10 degC, to: 45 degC, ask: {en: How hot?}}
steps:
  - lapse_rate: {of: highest, from_height: 800 m, to_height: TO}
  - hot_days: {of: highest, threshold: $threshold, operator: ">", season: {from: 11-01, to: 02-28}}
  - ensemble: {statement: at_least, at: [3 day]}
limits: [{en: Air is not skin.}]
references: [None yet.]
"""


def written(variable="tasmax", to="1800 m"):
    return fill(read_recipe(UPHILL.replace("VARIABLE", variable).replace("TO", to), "uphill.yaml"))


def test_the_numbers():
    days = Days("noleap", *np.array([[2001] * 3, [1] * 3, [1, 2, 3]]))
    series = Series(np.array([[290.0, np.nan, 295.0]], np.float32), days, "tas", "K")
    arguments = Arguments({"from_height": "800 m", "to_height": "1.8 km", "rate": "6.5 K/km"})
    found = to_another_height({"of": series}, arguments, None)
    np.testing.assert_allclose(found.values, [[283.5, np.nan, 288.5]])
    assert (found.variable, found.unit) == ("tas", "K")


def test_the_standard_rate_is_filled_in_and_told():
    filled = written()
    assert filled.steps[0].arguments["rate"] == "6.5 K/km"
    assert filled.conventions["height"] == "from 800 m to 1800 m by 6.5 K/km, the same in every month"


@pytest.mark.parametrize(("change", "got"), [({"variable": "pr"}, "pr"), ({"to": "1800 km"}, "1800 km")])
def test_rain_and_heights_that_are_none_are_refused(change, got):
    with pytest.raises(Refused, match=got):
        written(**change)
