"""Conventions: each recipe states all that its metric asks for, and says it in four languages."""

import json
import string

import pytest

from climserv.recipes.filling import fill
from climserv.recipes.operations import OPERATIONS
from climserv.recipes.stated_words import ENDS, LANGUAGES
from climserv.recipes.stating import day_words, quantity_words, sentence_in
from climserv.recipes.writing.granted import taken_for_granted
from climserv.vocabulary.metrics import METRICS

from ..conftest import ROOT


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_whole(book, language):
    for recipe in book:
        for sentence in fill(recipe).convention_sentences(language):
            assert sentence[0].isupper()
            assert sentence.endswith(".")
            assert not set(sentence) & set("{}_")


def test_all_languages_say_the_same_things():
    """Where there is a sentence in one language there is one in the others, and it tells the same arguments."""
    for name, operation in OPERATIONS.items():
        for convention in operation.conventions:
            if convention.sentence:
                said = sentence_in(convention.sentence)
                assert set(said) == set(LANGUAGES), (name, convention.key)
                for language, text in said.items():
                    assert _facts(text, language) == _facts(said["en"], "en"), (name, language)
        for argument in operation.parameters:
            for words in argument.words.values():
                assert set(sentence_in(words)) == set(LANGUAGES), (name, argument.name)


@pytest.mark.parametrize("language", ["sw", "es"])
def test_no_sentence_is_kept_that_is_no_longer_said(language):
    table = json.loads((ROOT / "climserv" / "recipes" / f"conventions.{language}.json").read_text(encoding="utf-8"))
    own = OPERATIONS.own.values()
    said = {one.sentence["en"] for operation in own for one in operation.conventions if one.sentence}
    words = {one["en"] for operation in own for argument in operation.parameters for one in argument.words.values()}
    assert set(table) <= said | words


def test_quantities_are_written_as_each_language_writes_them():
    assert [quantity_words("3 day", language) for language in LANGUAGES] == ["3 days", "3 jours", "siku 3", "3 días"]
    assert [quantity_words("0.85 mm/day", one) for one in ("sw", "es")] == ["0.85 mm/siku", "0,85 mm/día"]
    assert quantity_words("3 month", "en") == "3 months"
    assert [day_words("10-01", one) for one in ("fr", "sw", "es")] == ["1er octobre", "1 Oktoba", "1 de octubre"]


def test_a_mean_of_one_day_is_not_told(book):
    told = [fill(book.recipe(name)).convention_sentences("en") for name in ("fire_weather_days", "cocoa_dry_days")]
    assert [[one for one in said if "the mean of" in one] for said in told] == [
        [],
        ["Each value is the mean of 30 days up to the day."],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_operation_takes_for_granted_names_its_arguments(language):
    for name, operation in OPERATIONS.own.items():
        names = {argument.name for argument in operation.parameters}
        for sentence in taken_for_granted(operation, language):
            assert not set(sentence) & set("{}"), (name, sentence)
            for word in sentence.split("`")[1::2]:
                assert word.split(".")[0] in names | set(ENDS), (name, word)
    assert "`threshold`" in taken_for_granted(OPERATIONS["hot_days"], language)[0]


def _fields(template: str) -> list[str]:
    return [field for _, field, _, _ in string.Formatter().parse(template) if field]


def _facts(text: str, language: str) -> set[str]:
    return {field.removesuffix(f"_{language}") for field in _fields(text)}
