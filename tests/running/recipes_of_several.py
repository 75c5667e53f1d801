"""A recipe with two inputs of two variables and three outputs, as an author would write it."""

SEVERAL = """\
recipe: rain_and_heat
version: 1
title: {en: Rain and heat}
question: {en: "When do the rains start, and is it too hot then?"}
authors: [A. Author]
answers: {metric: rainy_season_onset, time: [season], space: {from: point, upto: ward}, horizons: [past]}
inputs:
  rain: {variable: pr, record: 20 year}
  tasmax: {variable: tasmax, record: 20 year}
  ref_rain: {variable: pr, role: [observation, station], optional: true, record: 20 year}
  ref_tasmax: {variable: tasmax, role: [observation, station], optional: true, record: 20 year}
parameters:
  amount: {default: 20 mm, from: 5 mm, to: 60 mm, ask: {en: How much rain?}}
  threshold: {default: 25 degC, from: 10 degC, to: 45 degC, ask: {en: How hot?}}
steps:
  - adjust: {of: rain, to: ref_rain, when: ref_rain, kind: "*"}
  - adjust: {of: tasmax, to: ref_tasmax, when: ref_tasmax, kind: "+"}
  - hot_days: {of: tasmax, threshold: $threshold, operator: ">", season: {from: 11-01, to: 02-28}}
  - hot_days: {of: tasmax, threshold: 35 degC, operator: ">", season: {from: 06-01, to: 06-30}}
    as: very_hot
  - onset:
      of: rain
      amount: $amount
      window: 3 day
      wet_day: 1 mm/day
      operator: ">="
      wet_days: 1
      anchor: first_wet_day
      dry_spell: 10 day
      look_ahead: 0 day
      search: {from: 10-01, to: 01-15}
  - ensemble: {statement: by, at: [30 day, 60 day], answer_at: 30 day}
  - ensemble: {of: hot_days, statement: at_least, at: [3 day]}
outputs: [onset, hot_days, very_hot]
limits: [{en: Air is not skin.}]
references: [None yet.]
"""
