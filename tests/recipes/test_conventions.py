"""Conventions: each recipe states all that its metric asks for, and says it in English and French."""

import string

import pytest

from climserv.recipes.filling import fill
from climserv.recipes.operations import OPERATIONS
from climserv.vocabulary.metrics import METRICS


def test_every_convention_of_the_metric_is_stated(book):
    for recipe in book:
        filled = fill(recipe)
        asked = {*METRICS[filled.metric].conventions, "season_label", "incomplete_seasons", "missing", "outcome"}
        assert asked <= set(filled.conventions)
        assert all(isinstance(value, str) and value for value in filled.conventions.values())


def test_what_is_stated_is_what_was_set(onset):
    stated = fill(
        onset, {"amount": "2.5 cm", "operator": ">", "anchor": "window_end", "search_end": "02-15"}
    ).conventions
    assert stated["amount"] == "25 mm"
    assert stated["operator"] == ">"
    assert stated["anchor"] == "window_end"
    assert stated["search_end"] == "02-15"
    assert stated["season_label"] == "both years, such as 2000-01"
    assert stated["hindsight"].startswith("yes: uses the 20 day after the window")
    assert stated["adjustment"].startswith("quantile_delta_mapping, *, by month")


def test_without_a_look_ahead_no_hindsight_is_stated(onset):
    filled = fill(onset, {"look_ahead": "0 day"})
    assert filled.conventions["hindsight"].startswith("no")
    said = filled.convention_sentences("en")
    assert "No test is made of dry days that follow." in said
    assert "The rule can be used on the day itself; it cannot tell a false start." in said


def test_the_sentences_of_hot_days(hot_days):
    said = fill(hot_days, {"threshold": "27.5 degC", "operator": ">=", "season_start": "12-01", "season_end": "01-31"})
    assert said.convention_sentences("en")[1:3] == [
        "A day is hot when its highest temperature is at or above 27.5 °C.",
        "Days are counted from 1 December to 31 January, both included.",
    ]
    assert said.convention_sentences("fr")[1:3] == [
        "Un jour est chaud quand sa température maximale est supérieure ou égale à 27,5 °C.",
        "Les jours sont comptés du 1er décembre au 31 janvier inclus.",
    ]


def test_the_sentences_of_the_onset(onset):
    filled = fill(onset, {"window": "1 day", "look_ahead": "10 day", "wet_day": "0.85 mm/day"})
    said = "\n".join(filled.convention_sentences("en"))
    assert "the rain of 1 day in a row adds up to 20 mm or more, with 1 wet day or more among them" in said
    assert "A day is wet when its rain is at or above 0.85 mm/day" in said
    assert "when 10 days in a row, or more, without a wet day lie within the 10 days after the window" in said
    french = "\n".join(filled.convention_sentences("fr"))
    assert "la pluie de 1 jour de suite atteint 20 mm ou plus" in french
    assert "supérieure ou égale à 0,85 mm/jour" in french


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sentences_are_whole(book, language):
    for recipe in book:
        for sentence in fill(recipe).convention_sentences(language):
            assert sentence[0].isupper()
            assert sentence.endswith(".")
            assert not set(sentence) & set("{}_")


def test_both_languages_say_the_same_things():
    """Where there is a sentence in one language there is one in the other, and it tells the same arguments."""
    for operation in OPERATIONS.values():
        for convention in operation.conventions:
            if convention.sentence:
                assert set(convention.sentence) == {"en", "fr"}
                told = [{_stem(field) for field in _fields(text)} for text in convention.sentence.values()]
                assert told[0] == told[1]


def _fields(template: str) -> list[str]:
    return [field for _, field, _, _ in string.Formatter().parse(template) if field]


def _stem(field: str) -> str:
    return field.removesuffix("_en").removesuffix("_fr")
