"""What a recipe claims of itself, and what its steps, inputs and cases must have, told with its line."""

import pytest

from climserv.recipes.checking.claims import SPEAKS_OF
from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.vocabulary.scales import HORIZONS

from .small import SMALL, told

ANSWERS = "answers: {metric: hot_days, time: [season], space: {from: point, upto: district}, horizons: [past]}"
STEP = '  - hot_days: {threshold: $threshold, operator: ">", season: {from: 05-01, to: 09-30}}\n'
PARAMETER = "  threshold: {default: 20 degC, from: 10 degC, to: 40 degC, ask: {en: How warm?}}\n"

TESTS = """\
tests:
  - about: three warm days
    set: {threshold: 25 degC}
    at: {lat: -0.5, elevation: 1200 m}
    given:
      tasmax: {from: 2000-01-01, unit: degC, days: ["10*200", "30*3 nan", "10*162"]}
    expect:
      - {season: 2000, value: 3 day, within: 1 day}
      - {statement: at_least, at: 10 day, true: 0, of_years: 1}
"""

CLAIMS = {
    "hours of daily data": ("time: [season]", "time: [hour]", ["6: answers, time, entry 1: the inputs are daily"]),
    "months of a season of five": (
        "time: [season]", "time: [season, month]",
        [("6: answers, time, entry 2: one value for a season of 153 days cannot tell anything finer. Got: month. "
         "Allowed: season, year, decade.")],
    ),
    "a scale twice": ("time: [season]", "time: [season, season]", ["6: answers, time, entry 2: this entry is there"]),
    "a horizon twice": ("[past]", "[past, past]", ["6: answers, horizons, entry 2: this entry is there already"]),
    "from the larger to the smaller": (
        "{from: point, upto: district}", "{from: 50 km, upto: village}",
        ["6: answers, space, from: the finest is larger than the largest, village (3 km). Got: 50 km."],
    ),
    "points of a climate model": (
        "horizons: [past]", "horizons: [past, projection]",
        [("6: answers, space, from: without a step that adjusts to observations a model tells nothing finer than its "
         "cells. Got: from: point for projection. Allowed: 1 km or more.")],
    ),
    "a projection from gauges": (
        "{tasmax: {variable: tasmax}}", "{tasmax: {variable: tasmax, role: [station]}}", [],
    ),
    "a value in use of another kind": (
        "ask: {en: How warm?}", "ask: {en: How warm?}, in_use: [{value: 3 mm, by: Somebody, source: A book}]",
        ["9: parameter threshold, in_use, entry 1, value: this does not measure the same thing as degC. Got: 3 mm."],
    ),
    "a value in use that nobody could take": (
        "ask: {en: How warm?}", "ask: {en: How warm?}, in_use: [{value: 45 degC, by: Somebody, source: A book}]",
        [("9: parameter threshold, in_use, entry 1, value: a value in use is out of the bounds, so nobody could take it"
         ". Got: 45 degC. Allowed: 10 degC to 40 degC.")],
    ),
    "a fixed parameter that users may change": (
        "ask: {en: How warm?}", "ask: {en: How warm?}, provisional: false, changed_by: [users]",
        ["9: parameter threshold: nobody may change a parameter that is not provisional"],
    ),
    "a group of people that is none": (
        "ask: {en: How warm?}", "ask: {en: How warm?}, changed_by: [usrs]",
        [("9: parameter threshold, changed_by, entry 1: no such group of people. Got: usrs. Allowed: users, producers. "
         "Did you mean users?")],
    ),
    "a language of a local name": (
        "ask: {en: How warm?}", "ask: {en: How warm?}, local: {swahili: [joto]}",
        ["9: parameter threshold, local: this is not a language code. Got: swahili."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", CLAIMS)
def test_a_claim_that_goes_too_far(fault):
    old, new, expected = CLAIMS[fault]
    assert SMALL.count(old) == 1
    text = SMALL.replace(old, new)
    found = told(text) if expected else []
    if not expected:
        read_recipe(text, "it.yaml")
    assert len(found) == len(expected), found
    for said, words in zip(found, expected, strict=True):
        assert said.startswith(f"it.yaml:{words}")


def test_gauges_tell_nothing_of_a_projection():
    text = SMALL.replace("{variable: tasmax}", "{variable: tasmax, role: [station]}")
    text = text.replace("horizons: [past]", "horizons: [past, projection]").replace("from: point", "from: 5 km")
    (said,) = told(text)
    assert "answers, horizons, entry 2: input tasmax is station only, which tells nothing of this horizon" in said
    assert "Allowed: past, now, years." in said


def test_hindsight_cannot_serve_the_next_days(texts):
    text = texts["rainy_season_onset"]
    (said,) = told(text.replace("horizons: [past, projection]", "horizons: [past, days]"))
    assert "a recipe that uses hindsight needs days that have not come yet" in said


def test_what_learns_needs_years(texts):
    (said,) = told(
        texts["rainy_season_onset"].replace(
            "rain: {variable: pr, step: day, record: 20 year}", "rain: {variable: pr, step: day, record: 5 year}"
        )
    )
    assert "input rain, record: adjust learns from the years of this input" in said
    assert "Got: 5 year. Allowed: 10 year or more." in said


def test_a_step_that_is_read_before_it_is_made():
    text = SMALL.replace(STEP, "  - season_length: {start: onset, end: onset}\n  - onset: {of: tasmax}\n" + STEP)
    found = told(text)
    assert any("step 1 (season_length), start: step 2 gives this only later" in said for said in found)


def test_a_step_cannot_read_itself():
    text = SMALL.replace("  - ensemble: {", "  - season_length: {start: season_length, end: hot_days}\n  - ensemble: {")
    found = told(text)
    assert any("(season_length), start: step 2 gives this only later" in said for said in found), found


def test_days_are_counted_from_dates_only(texts):
    text = texts["rainy_season_onset"].replace(
        "  - ensemble:", "  - seasonal_rain: {of: rain, season: {from: 10-01, to: 12-15}}\n"
        "  - season_length: {start: seasonal_rain, end: onset}\n  - ensemble:"
    )  # fmt: skip
    found = told(text)
    assert any("season_length needs a date here, which seasonal_rain is not" in said for said in found), found


def test_a_recipe_that_would_take_weeks_is_refused(texts):
    """Twenty crops in one recipe: a minute and more for a single cell."""
    step = (
        "  - crop_yield: {of: rain, et0: et0, tasmin: tn, tasmax: tx, planting: planting_day, crop: Maize, "
        "soil: Loam, start: 50 percent, co2: 400 ppm}\n    as: crop_%d\n"
    )
    crops = "".join(step % number for number in range(20))
    text = SMALL.replace(
        "{tasmax: {variable: tasmax}}",
        "{rain: {variable: pr}, et0: {variable: evspsblpot}, tn: {variable: tasmin}, tx: {variable: tasmax}}",
    ).replace("metric: hot_days", "metric: crop_yield")
    text = text.replace("parameters:\n" + PARAMETER, "")
    text = text.replace(STEP, "  - planting_day: {of: rain, season: {from: 03-01, to: 03-02}}\n" + crops)
    text = text.replace("at: [10 day]", "at: [3 tonne/hectare]")
    text += f"outputs: [{', '.join(f'crop_{number}' for number in reversed(range(20)))}]\n"
    found = told(text)
    assert any("30 years of one cell would take too long" in said for said in found), found[:3]


GOLDEN = {
    "an input that there is not": (
        "tasmax: {from: 2000",
        "tasmx: {from: 2000",
        "given, tasmx: the recipe has no such input",
    ),
    "a unit of something else": (
        "unit: degC",
        "unit: mm",
        "given, tasmax, unit: this does not measure tasmax. Got: mm.",
    ),
    "a day that is no number": ("30*3 nan", "30*3 x", "is not the value of a day. Got: x."),
    "more days than a record": ("10*200", "10*99999", "a series is a few years at most. Got: 100165 days."),
    "a date that is none": ("from: 2000-01-01", "from: 2000-13-01", "from: this is not a date. Got: 2000-13-01."),
    "a setting out of bounds": ("threshold: 25 degC", "threshold: 99 degC", "set, threshold: this is out of bounds"),
    "a setting that there is not": ("set: {threshold", "set: {thresh", "set, thresh: no such parameter. Got: thresh."),
    "a value of another kind": ("value: 3 day", "value: 3 mm", "value: this does not measure the same thing as day"),
    "two things at once": (
        "season: 2000, value",
        "statement: by, season: 2000, value",
        "does not say what must come out",
    ),
    "an output that there is not": (
        "{season: 2000,",
        "{of: hot, season: 2000,",
        "of: the recipe has no such output. Got: hot.",
    ),
    "a value of what did not happen": (
        "value: 3 day",
        "outcome: unknown, value: 3 day",
        "only what happened has a value",
    ),
    "a place that is none": ("lat: -0.5", "lat: 95", "lat: this is too large. Got: 95. Allowed: 90 or less."),
    "a statement of dates": (
        "statement: at_least",
        "statement: by",
        "statement: this does not fit hot_days, which is a count",
    ),
    "true more often than known": ("true: 0", "true: 3", "true: it cannot be true in more years than there are"),
    "a count of no years": ("of_years: 1", "of_years: 0", "a count of no years proves nothing"),
    "a field misspelt": ("about: three", "abuot: three", "no such field. Got: abuot."),
}


METRIC = "metric: days_above_percentile"
LEARNS = '  - days_above_percentile: {percentile: 90 percent, operator: ">", season: {from: 06-01, to: 08-31}}\n'


@pytest.mark.parametrize(
    ("variable", "said"),
    [
        (
            "tasmax",
            "input tasmax: days_above_percentile learns from the years of this input, and no least record is named",
        ),
        (
            "tasmax, record: 5 year",
            "input tasmax, record: days_above_percentile learns from the years of this input, and so",
        ),
    ],
)
def test_what_learns_from_years_names_how_many(variable, said):
    text = SMALL.replace("{variable: tasmax}", f"{{variable: {variable}}}").replace("metric: hot_days", METRIC)
    text = text.replace(STEP, LEARNS).replace(f"parameters:\n{PARAMETER}", "")
    (found,) = told(text)
    assert said in found
    read_recipe(text.replace(f"{{variable: {variable}}}", "{variable: tasmax, record: 20 year}"), "it.yaml")


def test_every_horizon_is_judged():
    assert set(SPEAKS_OF) == set(HORIZONS)


def test_a_case_that_fits_is_read():
    (case,) = read_recipe(SMALL + TESTS, "it.yaml").tests
    values = case.given["tasmax"].values()
    assert len(values) == 366
    assert values[199:204] == [10, 30, 30, 30, pytest.approx(float("nan"), nan_ok=True)]


@pytest.mark.parametrize("fault", GOLDEN)
def test_a_case_that_does_not_fit(fault):
    old, new, expected = GOLDEN[fault]
    assert TESTS.count(old) == 1
    found = told(SMALL + TESTS.replace(old, new))
    assert any("test 1" in said and expected in said for said in found), found


def test_what_changes_no_number_changes_no_hash():
    plain = fill(read_recipe(SMALL, "it.yaml")).sha256
    more = SMALL.replace(
        "ask: {en: How warm?}",
        "ask: {en: How warm?}, changed_by: [users], local: {sw: [joto]}, in_use: [{value: 25 degC, by: A, source: B}]",
    )
    assert fill(read_recipe(more + TESTS, "it.yaml")).sha256 == plain
    recipe = read_recipe(more, "it.yaml")
    assert recipe.parameters["threshold"].changers == ("users",)
    assert fill(read_recipe(SMALL.replace("20 degC", "21 degC"), "it.yaml")).sha256 != plain


def test_who_may_change_what():
    assert read_recipe(SMALL, "it.yaml").parameters["threshold"].changers == ("users", "producers")
    fixed = SMALL.replace("ask: {en: How warm?}", "ask: {en: How warm?}, provisional: false, changed_by: []")
    assert read_recipe(fixed, "it.yaml").parameters["threshold"].changers == ()
