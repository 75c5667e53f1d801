"""What a golden case means: values typed by the metric, tolerances, seasons and counts that the recipe really has."""

import pytest

from climserv.recipes.golden import case_name, case_path, read_case
from climserv.recipes.loading import read_recipe
from climserv.vocabulary.problems import Refused

from .small import SMALL

GIVEN = 'given: {tasmax: {from: 2001-01-01, unit: degC, days: "20*400"}}'
AMOUNT = (
    SMALL.replace("metric: hot_days", "metric: degree_days")
    .replace("tasmax: {variable: tasmax}", "tas: {variable: tas}")
    .replace('hot_days: {threshold: $threshold, operator: ">", ', "degree_days: {lower: $threshold, ")
    .replace("at: [10 day]", "at: [300 K day]")
)


def case_of(expect, *, text=SMALL, more=""):
    given = GIVEN if text is SMALL else GIVEN.replace("tasmax", "tas")
    tests = f"tests:\n  - about: one\n    {given}\n    {more}\n    expect: [{expect}]\n"
    return read_case(read_recipe(text + tests, "it.yaml"), 1)


def refused(expect, **how):
    with pytest.raises(Refused) as refusal:
        case_of(expect, **how)
    return str(refusal.value)


def test_a_number_is_read_in_the_unit_of_the_metric():
    (one,) = case_of("{season: 2001, value: 2 week}").expected
    assert (one.output, one.season, one.value, one.unit, one.outcome) == ("hot_days", 2001, 14.0, "day", "happened")


def test_how_near_it_must_be_grows_with_the_number_and_may_be_said():
    (one,) = case_of("{season: 2001, value: 300 K day}", text=AMOUNT).expected
    assert one.within == pytest.approx(0.006)
    (one,) = case_of("{season: 2001, value: 300 K day, within: 0.5 K day}", text=AMOUNT).expected
    assert one.within == pytest.approx(0.5)
    (one,) = case_of("{season: 2001, value: 0 day}").expected
    assert one.within == 1e-4


def test_an_outcome_alone_asks_for_no_value():
    (one,) = case_of("{season: 2001, outcome: unknown}").expected
    assert (one.value, one.outcome) == (None, "unknown")


def test_a_case_sets_parameters():
    golden = case_of("{season: 2001, value: 3 day}", more="set: {threshold: 86 degF}")
    assert golden.filled.parameters["threshold"] == "30 degC"


def test_a_season_over_new_year_may_be_called_by_one_year_or_two():
    text = SMALL.replace("from: 05-01, to: 09-30", "from: 11-01, to: 02-28")
    given = "tests:\n  - about: one\n    " + GIVEN + "\n    expect: [{season: %s, value: 3 day}]\n"
    for written, year in (("2001", 2001), ("2001-02", 2001), ("1999-2000", 1999)):
        assert read_case(read_recipe(text + given % written, "it.yaml"), 1).expected[0].season == year
    with pytest.raises(Refused, match=r"expect, entry 1: .* Got: 2001-03. Allowed: 2001-02"):
        read_case(read_recipe(text + given % "2001-03", "it.yaml"), 1)


def test_a_season_within_a_year_bears_one():
    assert "Got: 2001-02. Allowed: 2001." in refused("{season: 2001-02, value: 3 day}")


def test_a_row_of_the_counts_is_found_by_what_it_says():
    for at in ("10 day", "240 hour"):
        (one,) = case_of(f"{{statement: at_least, at: {at}, true: 1, of_years: 2}}").expected
        assert one.counts == ("at_least", 0, 1, 2)


@pytest.mark.parametrize(
    ("statement", "at", "told"),
    [
        ("more_than", "10 day", "the recipe counts another statement of it. Got: more_than. Allowed: at_least"),
        ("at_least", "11 day", "the recipe does not count at this. Got: 11 day. Allowed: 10 day"),
        ("at_least", "soon", "the recipe does not count at this. Got: soon. Allowed: 10 day"),
    ],
)
def test_counts_that_the_recipe_does_not_make_are_refused(statement, at, told):
    assert told in refused(f"{{statement: {statement}, at: {at}, true: 1, of_years: 2}}")


def test_every_wrong_line_of_a_case_is_told_at_once():
    told = refused(
        "{season: 2001-02, value: 3 day}, {season: 2001, value: 3 day}, "
        "{statement: at_least, at: 9 day, true: 1, of_years: 1}"
    )
    assert [line.split(":")[0] for line in told.splitlines()] == [
        "recipe warm_days v1, test 1 (one), expect, entry 1", "recipe warm_days v1, test 1 (one), expect, entry 3",
    ]  # fmt: skip


def test_a_long_about_is_cut_in_the_name():
    tests = f"tests:\n  - about: >-\n      {'much ' * 40}\n    {GIVEN}\n    expect: [{{season: 2001, value: 3 day}}]\n"
    name = case_name(read_recipe(SMALL + tests, "it.yaml"), 1)
    assert len(name) < 110
    assert name.endswith("...)")
    assert case_path(1) == ("tests", 0)


@pytest.mark.parametrize(
    ("expect", "allowed"),
    [("value: 3 day, within: 400 day", "up to 3 day"), ("value: 0 day, within: 5 day", "up to 1 day")],
)
def test_a_case_that_nothing_could_fail_is_refused(expect, allowed):
    told = refused(f"{{season: 2001, {expect}}}")
    assert f"nothing could fail within so much. Got: {expect.rpartition(': ')[2]}. Allowed: {allowed}" in told
