"""Scales, outcomes, problems and texts: the small tables that everything else speaks in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Problem, Refused, did_you_mean, refuse_if
from climserv.vocabulary.scales import HORIZONS, KM_PER_DEGREE, SPATIAL_SCALES, TIME_SCALES, kilometres, parse_length
from climserv.vocabulary.texts import text_in
from climserv.vocabulary.variables import VARIABLES


def test_scales_stand_from_fine_to_coarse():
    widths, lengths = [s.km for s in SPATIAL_SCALES.values()], [s.days for s in TIME_SCALES.values()]
    assert widths == sorted(set(widths))
    assert lengths == sorted(set(lengths))


@pytest.mark.parametrize("table", [SPATIAL_SCALES, TIME_SCALES, HORIZONS, METRICS, VARIABLES])
def test_every_word_stands_under_its_own_name_in_english_and_french(table):
    for name, word in table.items():
        assert name == getattr(word, "code", None) or name == word.name
        assert {"en", "fr"} <= set(word.label)


def test_metrics_are_made_of_known_variables_and_relate_to_known_metrics():
    for metric in METRICS.values():
        assert set(metric.variables) <= set(VARIABLES) | {"orog"}
        assert set(metric.related) <= set(METRICS) - {metric.code}


@pytest.mark.parametrize(
    ("written", "km"),
    [("5 km", 5), ("0.05 degree", 0.05 * KM_PER_DEGREE), ("point", 0), ("250 m", 0.25), ("0,5 °", 55.6)],
)
def test_lengths_compare_in_kilometres(written, km):
    assert kilometres(parse_length(written, where="here")) == pytest.approx(km)


@pytest.mark.parametrize("written", ["5 day", "5", "5 mm/day", "50 %", "near", 5])
def test_what_is_no_length_is_refused(written):
    with pytest.raises(Refused):
        parse_length(written, where="resolution")


def test_three_outcomes_fit_a_byte_beside_the_fill_value():
    assert [outcome.word for outcome in Outcome] == ["unknown", "happened", "did_not_happen"]
    assert NOT_A_SEASON not in list(Outcome)
    assert all(0 <= outcome < NOT_A_SEASON <= 255 for outcome in Outcome)


def test_a_problem_says_its_parts_in_order_and_once():
    problem = Problem("unit.dimension", "threshold", "this is no heat", "20 mm", "30 degC", "Write a temperature")
    assert str(problem) == "threshold: this is no heat. Got: 20 mm. Allowed: 30 degC. Write a temperature."
    assert str(Problem("x", "", "this is wrong")) == "this is wrong."
    assert str(Problem("x", "here", "wrong", next_step="Is it meant?")).endswith(" Is it meant?")


parts = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)


@given(st.builds(Problem, parts, parts, parts, parts, parts, parts))
def test_no_part_of_a_problem_is_lost(problem):
    said = str(problem)
    assert all(part in said for name, part in problem.as_dict().items() if name != "code")
    assert Problem(**problem.as_dict()) == problem


def test_problems_are_raised_once_and_together():
    refuse_if([])
    problems = [Problem("a", "one", "wrong"), Problem("b", "two", "wrong")]
    with pytest.raises(Refused) as refusal:
        refuse_if(iter(problems))
    assert refusal.value.problems == tuple(problems)
    assert str(refusal.value) == "one: wrong.\ntwo: wrong."


def test_a_near_name_is_offered_and_a_far_one_is_not():
    assert did_you_mean("hot_day", ["rainy_season_onset", "hot_days"]) == "Did you mean hot_days?"
    assert did_you_mean("frost", ["rainy_season_onset", "hot_days"]) == ""


@pytest.mark.parametrize(
    ("texts", "language", "said"),
    [({"en": "rain", "fr": "pluie"}, "fr", "pluie"), ({"en": "rain", "fr": "pluie"}, "sw", "rain"),
     ({"fr": "pluie"}, "sw", "pluie"), ({"en": "rain", "fr": ""}, "fr", "rain"), ({}, "en", "")],
)  # fmt: skip
def test_a_text_falls_back_honestly(texts, language, said):
    assert text_in(texts, language) == said
