"""Twelve faults of twelve kinds in one file: all are told in one call, each with its line, without arrays."""

import json
import subprocess
import sys

FAULTY = """\
recipe: rains
version: 1
title: {en: Start of the rains}
question: {fr: Quand ?}
authors: [A. Author]
answers: {metric: rainy_season_onset, time: [seasn], space: {from: 5 km, upto: district}, horizons: [past]}
inputs:
  rain: {variable: pr, record: 20 year}
  reference: {variable: pr, role: [observation], optional: true, recrod: 20 year}
parameters:
  amount: {default: 80 mm, from: 5 mm, to: 60 mm, ask: {en: How much?}}
  window: {default: 3 mm, ask: {en: How many days?}}
  spare: {default: 1 day, ask: {en: What for?}}
steps:
  - adjust: {of: rain, kind: "+", to: reference, when: reference}
  - onset:
      amount: $amount
      window: $window
      wet_day: 1
      operator: "=>"
      wet_days: $wet_day
      anchor: frist_wet_day
      dry_spell: 10 day
      look_ahead: 20 day
      search: {from: 10-01, to: 12-15}
  - ensembel: {statement: by, at: [15 day]}
limits: [{en: A grid cell is not a field.}]
references: [Somebody 1982]
"""

TOLD = [
    (4, "question: the language en is missing"),
    (6, ("answers, time, entry 1: no such time scale. Got: seasn. Allowed: hour, day, dekad, month, season, year, "
        "decade. Did you mean season?")),
    (9, ("input reference, recrod: no such field. Got: recrod. Allowed: variable, step, record, role, optional. "
        "Did you mean record?")),
    (11, "parameter amount, default: the default is out of its own bounds. Got: 80 mm. Allowed: 5 mm to 60 mm."),
    (12, "parameter window, default: this does not measure the same thing as day. Got: 3 mm."),
    (13, "parameter spare: no step uses this parameter. Got: spare."),
    (15, "step 1 (adjust), kind: additive adjustment of rain can give negative rain. Got: kind: "),
    (19, "step 2 (onset), wet_day: a number needs its unit. Got: 1. Allowed: a quantity, such as '1 mm/day'."),
    (20, "step 2 (onset), operator: this is not one of the choices. Got: =>. Allowed: >, >=."),
    (21, "step 2 (onset), wet_days: no such parameter. Got: $wet_day. Allowed: $amount, $window, $spare."),
    (22, ("step 2 (onset), anchor: this is not one of the choices. Got: frist_wet_day. Allowed: first_wet_day, "
         "window_start, window_end. Did you mean first_wet_day?")),
    (26, "step 3 (ensembel): no such operation. Got: ensembel."),
]  # fmt: skip

ASKED = """
import json, sys
from climserv.recipes.checking import examine
told = [str(problem) for problem in examine(sys.stdin.read(), "rains.yaml")[1]]
heavy = [name for name in ("xarray", "dask", "numba", "netCDF4", "numpy", "xclim", "pint") if name in sys.modules]
print(json.dumps([told, heavy]))
"""


def test_twelve_faults_in_one_call_without_arrays():
    done = subprocess.run([sys.executable, "-c", ASKED], input=FAULTY, capture_output=True, text=True, check=True)
    told, heavy = json.loads(done.stdout)
    assert heavy == []
    assert len(told) == len(TOLD) == 12, told
    for said, (line, words) in zip(told, TOLD, strict=True):
        assert said.startswith(f"rains.yaml:{line}: {words}"), said
    assert told[-1].endswith("Did you mean ensemble?")
