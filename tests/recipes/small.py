"""A recipe as small as can be, to spoil."""

import pytest

from climserv.recipes.loading import read_recipe
from climserv.vocabulary.problems import Refused

SMALL = """\
recipe: warm_days
version: 1
title: {en: Warm days}
question: {en: How many days are warm?}
authors: [A. Author]
answers: {metric: hot_days, time: [season], space: {from: point, upto: district}, horizons: [past]}
inputs: {tasmax: {variable: tasmax}}
parameters:
  threshold: {default: 20 degC, from: 10 degC, to: 40 degC, ask: {en: How warm?}}
steps:
  - hot_days: {threshold: $threshold, operator: ">", season: {from: 05-01, to: 09-30}}
  - ensemble: {statement: at_least, at: [10 day]}
limits: [{en: Air is not skin.}]
references: [None yet.]
"""


def told(text: str) -> list[str]:
    """The problems of a text, as people read them."""
    with pytest.raises(Refused) as refusal:
        read_recipe(text, "it.yaml")
    return [str(problem) for problem in refusal.value.problems]
