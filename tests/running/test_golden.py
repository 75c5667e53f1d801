"""Golden cases go through the engine itself: what passes, what fails and in which words, what a run would refuse."""

import re

import numpy as np
import pytest

from climserv.config import shipped
from climserv.recipes.loading import read_recipe
from climserv.running.computing import compute
from climserv.running.golden import failures
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.running.proving import prove, prove_file

ONSET = (shipped("recipes") / "rainy_season_onset.yaml").read_text(encoding="utf-8").split("\n# Worked by hand")[0]
HOT = (shipped("recipes") / "hot_days.yaml").read_text(encoding="utf-8").split("\n# Worked by hand")[0]
RAINS = "0*4 12 9 0 0*4 5 0*4 5 0*4 5 0*4 5 0*55"


def told(text, tests):
    """What the first case of a recipe's text gives instead."""
    return [str(problem) for problem in failures(read_recipe(f"{text}\ntests:\n{tests}", "it.yaml"), 1)]


def onset(expect, days=RAINS, more=""):
    given = f'rain: {{from: 2000-10-01, unit: mm/day, days: "{days}"}}'
    return told(ONSET, f"  - about: a clean start\n    given: {{{given}}}\n    {more}\n    expect: [{expect}]\n")


def hot(expect, days, *, first="2001-06-01", unit="degC", more=""):
    given = f'tasmax: {{from: {first}, unit: {unit}, days: "{days}"{more}}}'
    return told(HOT, f"  - about: june\n    given: {{{given}}}\n    expect: [{expect}]\n")


@pytest.mark.parametrize("path", sorted(shipped("recipes").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_golden_cases_of_the_book(path):
    proof = prove_file(path)
    assert [str(problem) for problem in (*proof.problems, *proof.failed)] == []
    assert proof.run == proof.passed > 0


def test_what_is_as_expected_says_nothing():
    assert onset("{season: 2000, value: 2000-10-05}, {statement: by, at: 15 day, true: 1, of_years: 1}") == []


WHERE = "recipe rainy_season_onset v1, test 1 (a clean start): "


@pytest.mark.parametrize(
    ("expect", "what"),
    [
        ("{season: 2000, value: 2000-10-09}", "season 2000: expected 9 October 2000, got 5 October 2000 (happened)."),
        ("{season: 2000, outcome: unknown}", "season 2000: expected unknown, got 5 October 2000 (happened)."),
        (
            "{season: 2001, value: 2001-10-09}",
            "season 2001: expected 9 October 2001, but there is no such season (the seasons of these series are 2000).",
        ),
        (
            "{statement: by, at: 15 day, true: 0, of_years: 1}",
            "onset, by 10-16: expected 0 of 1 years, got 1 of 1.",
        ),
    ],
)
def test_each_failure_is_told_in_words(expect, what):
    assert onset(expect) == [WHERE + what]


def test_a_case_that_takes_too_long_is_stopped():
    """Each look at the clock is ten seconds later."""
    later = iter(range(0, 10_000, 10))
    given = f"given: {{rain: {{from: 2000-10-01, unit: mm/day, days: '{RAINS}'}}}}"
    case = f"  - about: a clean start\n    {given}\n    expect: [{{season: 2000, value: 2000-10-05}}]\n"
    recipe = read_recipe(f"{ONSET}\ntests:\n{case}", "it.yaml")
    (said,) = map(str, failures(recipe, 1, clock=lambda: next(later)))
    assert said.startswith(f"{WHERE}the case was stopped: it took longer than 60 seconds. Got: at ")
    assert said.endswith("Give it fewer years.")


def test_cases_of_a_file_have_one_time_together():
    later = iter(range(0, 100_000, 250))
    text = (shipped("recipes") / "rainy_season_onset.yaml").read_text(encoding="utf-8")
    proof = prove(text, "it.yaml", clock=lambda: next(later))
    assert proof.run == len(proof.failed) > 2
    assert "the case was not computed: those before it took 240 seconds" in str(proof.failed[-1])


def test_a_case_that_is_reckoned_to_take_too_long_is_not_begun():
    """Forty years of five crops are twenty-two seconds, as the crop declares its cost; none of them is grown."""
    crop = (shipped("recipes") / "crop_yield_aquacrop.yaml").read_text(encoding="utf-8").split("\ntests:")[0]
    one = re.search(r"  - crop_yield:\n(?:      .*\n)+    version: 1\n", crop)[0]
    names = [f"crop_{number}" for number in range(5)]
    crop = crop.replace(one, "".join(f"{one}    as: {name}\n" for name in names))
    crop = crop.replace("- ensemble: {", "- ensemble: {of: crop_0, ").replace(
        "\nuses_hind", f"\noutputs: [{', '.join(names)}]\nuses_hind"
    )
    days = {"rain": ("mm/day", 5), "tasmin": ("degC", 14), "tasmax": ("degC", 28)}
    given = ", ".join(
        f"{name}: {{from: 1961-01-01, unit: {unit}, days: {value}*14600}}" for name, (unit, value) in days.items()
    )
    case = f"  - about: forty years\n    given: {{{given}}}\n    expect: [{{season: 1961, outcome: unknown}}]\n"
    (said,) = told(crop, case)
    assert "test 1 (forty years): this would take too much. Got: about 2" in said


def test_dates_may_be_near():
    assert onset("{season: 2000, value: 2000-10-07, within: 2 day}") == []
    assert len(onset("{season: 2000, value: 2000-10-07, within: 1 day}")) == 1


def test_all_failures_are_told():
    assert len(onset("{season: 2000, value: 2000-10-09}, {statement: by, at: 15 day, true: 0, of_years: 1}")) == 2


def test_amounts_fail_with_their_unit_and_unknown_years_are_told():
    assert hot("{season: 2001, value: 4 day}", "28*3 20*27") == [
        "recipe hot_days v1, test 1 (june): season 2001: expected 4 day, got 3 day (happened)."
    ]
    assert hot("{statement: at_least, at: 1 day, true: 1, of_years: 1}", "28*3 nan 20*26") == [
        "recipe hot_days v1, test 1 (june): hot_days, at_least 1 day: expected 1 of 1 years, got 0 of 0, 1 unknown."
    ]


def test_a_season_that_is_not_whole_is_left_out_as_in_a_run():
    (what,) = hot("{season: 2001, value: 3 day}", "28*3 20*26")
    assert what.endswith("there is no such season (left out, not complete: 2001 (29 of 30 days)).")


def test_calendars_have_their_own_days():
    days, more = "28*30", ", calendar: 360_day"
    assert hot("{season: 2001, value: 30 day}", days, more=more) == []
    assert "no such day in the calendar noleap" in hot(
        "{season: 2001, value: 3 day}", days, first="2001-02-29", more=", calendar: noleap"
    )[0]  # fmt: skip


def test_what_cannot_be_true_is_refused_as_in_a_run():
    (what,) = hot("{season: 2001, value: 30 day}", "28*29 999")
    assert what.startswith("recipe hot_days v1, test 1 (june), given, site: tasmax cannot be so. Got: 999 degC on")


def test_heights_that_nothing_asks_for_are_not_passed_over():
    (what,) = onset("{season: 2000, value: 2000-10-05}", more="at: {elevation: 1200 m}")
    assert "no operation asks how high a site lies. Got: 1200 m" in what


def test_observations_make_the_series_a_models_that_is_adjusted():
    """The model is 2 K too cold in every year: adjusted, its Junes are as hot as those observed."""
    days = {"tasmax": "24*365 26*365", "reference": "26*365 28*365"}
    given = ", ".join(
        f'{name}: {{from: 2001-01-01, unit: degC, days: "{one} {one}", calendar: noleap}}' for name, one in days.items()
    )
    case = "  - about: june\n    given: {" + given + "}\n    set: {threshold: 27 degC}\n"
    expect = "    expect: [{season: 2001, value: 0 day}, {season: 2002, value: 30 day}, "
    counts = "{statement: at_least, at: 1 day, true: 2, of_years: 4}]\n"
    assert told(HOT, case + expect + counts) == []


def test_observations_of_other_years_are_refused_as_in_a_run():
    one = 'unit: degC, days: "20*365", calendar: noleap}'
    given = f"tasmax: {{from: 2001-01-01, {one}, reference: {{from: 2011-01-01, {one}"
    case = f"  - about: june\n    given: {{{given}}}\n    expect: [{{season: 2001, value: 0 day}}]\n"
    assert "share no years: nothing to train on or compare with" in told(HOT, case)[0]


CATTLE = """\
recipe: stress
version: 1
title: {en: Stress}
question: {en: How many days are hard on cattle?}
authors: [A. Author]
answers: {metric: heat_stress_days, time: [season], space: {from: point, upto: ward}, horizons: [past]}
inputs: {tas: {variable: tas}, hurs: {variable: hurs}}
parameters:
  threshold: {default: 76 1, from: 60 1, to: 90 1, ask: {en: How hard?}}
steps:
  - heat_stress_days: {tas: tas, hurs: hurs, threshold: $threshold, operator: ">=", season: {from: 06-01, to: 06-30}}
  - ensemble: {statement: at_least, at: [3 day]}
limits: [{en: Air is not skin.}]
references: [None yet.]
"""


def test_series_of_other_days_have_nothing_in_common():
    given = 'tas: {from: 2001-06-01, unit: degC, days: "30*30"}, hurs: {from: %s, unit: percent, days: "80*30"}'
    case = "  - about: june\n    given: {" + given + "}\n    expect: [{season: 2001, value: 30 day}]\n"
    assert told(CATTLE, case % "2001-06-01") == []
    assert "the series have no day in common. Got: " in told(CATTLE, case % "2001-07-01")[0]


def test_a_case_gives_what_a_run_on_the_same_numbers_gives(tmp_path, shelf):
    """Two years of rain through `climserv run`, from a file, and as a case: one answer."""
    rain = np.random.default_rng(5).gamma(0.2, 20, 730).round(1)
    path = tmp_path / "gauge.csv"
    days = np.datetime64("2001-01-01") + np.arange(730)
    lines = [f"{day},{value}" for day, value in zip(days, rain, strict=True)]
    path.write_text("date,pr (mm/day)\n" + "\n".join(lines) + "\n")
    places = compute(make_plan(Order("rainy_season_onset", (str(path),)), shelf)).places
    dates = [str(date) for date in places["date"].values.ravel()]
    assert all(dates)
    values = " ".join(str(value) for value in rain)
    case = (
        f'  - about: gauge\n    given: {{rain: {{from: 2001-01-01, unit: mm/day, days: "{values}"}}}}\n'
        f"    expect: [{{season: 2001, value: {dates[0]}}}, {{season: 2002, value: {dates[1]}}}]\n"
    )
    assert told(ONSET, case) == []


def test_a_proof_tells_lines_and_counts():
    case = '  - about: {}\n    given: {{tasmax: {{from: 2001-06-01, unit: degC, days: "28*3 20*27"}}}}\n'
    tests = [case.format("right") + "    expect: [{season: 2001, value: 3 day}]"]
    tests.append(case.format("wrong") + "    expect: [{season: 2001, value: 4 day}]")
    text = "\n".join([HOT, "tests:", *tests]) + "\n"
    proof = prove(text, "it.yaml")
    line = text.splitlines().index("  - about: wrong") + 1
    assert [str(problem).split(": recipe")[0] for problem in proof.failed] == [f"it.yaml:{line}"]
    assert (proof.sound, proof.run, proof.passed) == (False, 2, 1)
    assert proof.sentence() == "1 of 2 golden tests passed, 1 failed"
    assert prove(text, "it.yaml", tests=False).sentence(False) == "sound; 2 golden tests not run"
    assert prove(HOT, "it.yaml").untested
    faulty = prove(text.replace("operator: $operator", "operator: $operatr"), "it.yaml")
    assert (faulty.sound, faulty.run, faulty.recipe) == (False, 0, None)
    assert faulty.sentence() == "1 mistake"
