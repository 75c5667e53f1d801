"""A small recipe with a golden test, as text, under any name and number."""

SOUND = """\
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
  - hot_days: {threshold: $threshold, operator: ">", season: {from: 05-01, to: 05-05}}
  - ensemble: {statement: at_least, at: [2 day]}
limits: [{en: Air is not skin.}]
references: [None yet.]
tests:
  - about: two days are warmer than any threshold
    given: {tasmax: {from: 2000-01-01, unit: degC, days: "10*121 41 10 41 3*242"}}
    expect: [{season: 2000, value: 2 day}]
"""


def text_of(name="warm_days", version=1, threshold="20 degC"):
    text = SOUND.replace("recipe: warm_days", f"recipe: {name}").replace("version: 1", f"version: {version}")
    return text.replace("default: 20 degC", f"default: {threshold}")
