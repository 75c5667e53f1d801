"""The rules about time and metric, one by one, and the table itself."""

import pytest
from match_making import (
    HERE,
    HOT,
    HOT_SETTINGS,
    ONSET,
    ONSET_SETTINGS,
    answering,
    made_card,
    made_case,
    made_models,
    made_need,
)

from climserv.matching.rules.rules import RULES, verdicts
from climserv.matching.rules.verdicts import AXES, VALUES
from climserv.matching.words.words import WORDS

NOW = {"scale": "season", "horizon": "now"}
OBSERVED = made_card()


def values(case):
    return {axis: verdict.value for axis, verdict in verdicts(case).items()}


def value(axis, need, recipe=HOT, card=OBSERVED, reference=None, area=HERE):
    return verdicts(made_case(need, recipe, card, reference, area))[axis].value


# --- time


@pytest.mark.parametrize(
    ("horizon", "role", "expected"),
    [
        ("past", "observation", "meets"), ("past", "station", "meets"), ("past", "projection", "cannot"),
        ("past", "forecast", "cannot"), ("past", "hindcast", "dialogue"),
        ("days", "observation", "cannot"), ("days", "projection", "cannot"), ("days", "forecast", "meets"),
        ("days", "hindcast", "cannot"),
        ("now", "observation", "dialogue"), ("now", "projection", "dialogue"), ("now", "forecast", "dialogue"),
        ("now", "hindcast", "dialogue"),
        ("years", "observation", "dialogue"), ("years", "projection", "dialogue"), ("years", "forecast", "cannot"),
        ("projection", "observation", "cannot"), ("projection", "projection", "meets"),
        ("projection", "forecast", "cannot"), ("projection", "hindcast", "cannot"),
    ],
)  # fmt: skip
def test_what_can_be_known_how_far_ahead(horizon, role, expected):
    period = {"period_of_interest": "2041-2070"} if horizon == "projection" else {}
    need = made_need(time={"scale": "season", "horizon": horizon} | period)
    recipe = answering(HOT, horizons=("past", "days", "now", "years", "projection"))
    card = made_models() if role == "projection" else made_card(role=role)
    assert value("time", need, recipe, card, OBSERVED) == expected


@pytest.mark.parametrize(
    ("asked", "offered", "expected"),
    [
        ("season", ("season",), "meets"), ("year", ("season",), "meets_after_step"),
        ("season", ("dekad",), "meets_after_step"), ("dekad", ("season",), "cannot"), ("day", ("month",), "cannot"),
        ("hour", ("day",), "cannot"), ("decade", ("season",), "meets"), ("year", ("season", "year"), "meets"),
        (None, ("season",), "dialogue"),
    ],
)  # fmt: skip
def test_putting_together_is_a_step_and_taking_apart_is_not(asked, offered, expected):
    need = made_need(time={"scale": asked, "horizon": "past"})
    assert value("time", need, answering(HOT, time=offered)) == expected


@pytest.mark.parametrize(("step", "expected"), [("hour", "meets_after_step"), ("day", "meets"), ("month", "cannot")])
def test_daily_recipes_want_daily_data(step, expected):
    assert value("time", made_need(time={"scale": "season", "horizon": "past"}), card=made_card(step=step)) == expected


@pytest.mark.parametrize(
    ("asked", "expected", "says"),
    [
        ("2041-2070", "meets", "30 years"), ("2051-2070", "meets", "20 years"),
        ("2041-2059", "dialogue", "19 years"), ("2050-2050", "cannot", "given year such as 2050"),
        ("2045-2080", "meets_after_step", "hold 2045-2070"), ("2060-2099", "dialogue", "11 years"),
        ("2081-2099", "cannot", "none of 2081-2099"), (None, "meets_after_step", "2041-2070"),
    ],
)  # fmt: skip
def test_no_projection_names_a_year_and_twenty_make_odds(asked, expected, says):
    need = made_need(time={"scale": "season", "horizon": "projection", "period_of_interest": asked})
    found = verdicts(made_case(need, HOT, made_models(), OBSERVED))["time"]
    assert found.value == expected
    assert says in found.reason["en"]


def test_the_fourteenth_of_may_2050_cannot_be_had():
    time = {"scale": "day", "horizon": "projection", "period": "14 May 2050", "period_of_interest": "2050-2050"}
    found = verdicts(made_case(made_need(time=time), HOT, made_models(), OBSERVED))["time"]
    assert found.value == "cannot"
    assert "No projection names a given year such as 2050." in found.reason["en"]
    assert "2041-2060" in found.remedy["en"] or "2040-2059" in found.remedy["en"]


def test_a_short_record_is_said():
    need = made_need(time={"scale": "season", "horizon": "past"})
    found = verdicts(made_case(need, HOT, made_card(period="2011-2020")))["time"]
    assert found.value == "dialogue"
    assert "10 years; the recipe wants 20" in found.reason["en"]


def test_past_years_must_be_on_record():
    for asked, expected in (
        ("1995-2014", "meets"),
        ("1981-2010", "meets_after_step"),
        ("1951-1980", "cannot"),
        ("1995-2010", "dialogue"),
        ("1997-1997", "dialogue"),
    ):
        need = made_need(time={"scale": "season", "horizon": "past", "period_of_interest": asked})
        assert value("time", need) == expected


def test_a_recipe_is_not_run_on_what_its_author_does_not_answer_for():
    assert value("time", made_need(), answering(HOT, horizons=("past",)), made_models(), OBSERVED) == "cannot"


def test_few_models_are_said_whatever_the_verdict():
    found = verdicts(made_case(made_need(), HOT, made_models(count=3), OBSERVED))["time"]
    assert found.value == "meets"
    assert "only 3 models" in found.reason["en"]
    assert "3 models" not in verdicts(made_case(made_need(), HOT, made_models(count=5), OBSERVED))["time"].reason["en"]


# --- metric


def test_related_metrics_may_serve_after_a_talk_and_others_not():
    need = made_need(metric="heat_stress_days", settings={})
    found = verdicts(made_case(need, HOT, OBSERVED))["metric"]
    assert found.value == "dialogue"
    assert "relative humidity (hurs)" in found.remedy["en"]
    assert value("metric", need, ONSET) == "cannot"


def test_variables_must_be_there():
    found = verdicts(made_case(made_need(), HOT, made_card(variables=["pr"])))["metric"]
    assert found.value == "cannot"
    assert found.evidence["metric.variables.missing"]["missing"] == ["tasmax"]


@pytest.mark.parametrize(
    ("settings", "expected", "says"),
    [
        (HOT_SETTINGS, "meets", "threshold 30 °C"),
        (HOT_SETTINGS | {"threshold": "86 degF"}, "meets", "86 °F"),
        (HOT_SETTINGS | {"threshold": "60 degC"}, "dialogue", "10 degC – 45 degC"),
        (HOT_SETTINGS | {"threshold": "30"}, "dialogue", "threshold 30 (10 degC"),
        (HOT_SETTINGS | {"threshold": "30 mm"}, "dialogue", "threshold"),
        (HOT_SETTINGS | {"humidity": "60 percent"}, "dialogue", "numbers of yours: humidity 60 %."),
        ({"threshold": "30 degC"}, "meets_after_step", "counted above it"),
        ({"operator": ">"}, "dialogue", "27 °C"),
        ({}, "dialogue", "counts with 27 °C"),
    ],
)
def test_the_group_s_own_numbers(settings, expected, says):
    found = verdicts(made_case(made_need(settings=settings), HOT, OBSERVED))["metric"]
    assert found.value == expected
    assert says in found.reason["en"]


def test_models_want_observations_to_be_adjusted_with():
    need = made_need()
    assert value("metric", need, card=made_models(), reference=OBSERVED) == "meets"
    assert value("metric", need, card=made_models(), reference=made_card(period="2005-2020")) == "dialogue"
    assert value("metric", need, card=made_models(), reference=made_card(variables=["pr"])) == "dialogue"
    found = verdicts(made_case(need, HOT, made_models()))["metric"]
    assert found.value == "dialogue"
    assert "no observations to adjust" in found.reason["en"]


def test_guesses_and_provisional_numbers_are_said_but_computed():
    need = made_need(asked={"is": "hot_days", "with": HOT_SETTINGS, "sure": "no"})
    found = verdicts(made_case(need, HOT, OBSERVED))["metric"]
    assert found.value == "meets"
    assert "not confirmed by anyone yet" in found.reason["en"]
    assert "provisional" in found.reason["en"]


def test_a_rule_that_looks_ahead_says_so_when_asked_about_this_season():
    need = made_need(metric="rainy_season_onset", time=NOW)
    assert "cannot be known on the day" in verdicts(made_case(need, ONSET, OBSERVED))["metric"].reason["en"]
    without = ONSET_SETTINGS | {"look_ahead": "0 day"}
    need = made_need(metric="rainy_season_onset", settings=without, time=NOW)
    assert "cannot be known on the day" not in verdicts(made_case(need, ONSET, OBSERVED))["metric"].reason["en"]


def test_a_metric_nobody_named_yet_is_talked_over():
    assert value("metric", made_need(asked={"words": {"en": "too hot"}})) == "dialogue"


# --- the table itself


def test_every_rule_has_an_axis_a_source_and_a_reason_to_be():
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.axis in (*AXES, "reach")
        assert rule.source
        assert rule.check.__doc__


def test_every_sentence_is_there_in_both_languages():
    for code, (reason_en, reason_fr, remedy_en, remedy_fr) in WORDS.items():
        assert bool(reason_en) == bool(reason_fr), code
        assert bool(remedy_en) == bool(remedy_fr), code


def test_a_verdict_is_plain_data_with_reason_and_remedy():
    found = verdicts(made_case(made_need(), HOT, made_models(), OBSERVED))
    for axis in AXES:
        plain = found[axis].as_dict()
        assert plain["value"] in VALUES
        assert set(plain["reason"]) == set(plain["remedy"]) == {"en", "fr", "sw", "es"}
        assert all(plain["reason"].values())
        assert all(plain["remedy"].values())
        assert plain["evidence"]


def test_a_variable_that_a_recipe_can_do_without_may_lack():
    extra = HOT.inputs["reference"].model_copy(update={"variable": "hurs"})
    recipe = HOT.model_copy(update={"inputs": HOT.inputs | {"reference": extra}})
    found = verdicts(made_case(made_need(time={"scale": "season", "horizon": "past"}), recipe, OBSERVED))["metric"]
    assert "metric.variables.missing" not in found.evidence
    assert found.value != "cannot"
