"""The schema that editors use: it takes every recipe of the book, and refuses what a schema can tell."""

import json

import jsonschema
import pytest

from climserv.recipes.operations import OPERATIONS
from climserv.recipes.writing.schema import schema
from climserv.vocabulary.yaml_text import read_yaml

from .small import SMALL


@pytest.fixture(scope="module")
def checker():
    whole = schema()
    jsonschema.Draft202012Validator.check_schema(whole)
    return jsonschema.Draft202012Validator(whole)


def faults(checker, text):
    return list(checker.iter_errors(read_yaml(text, "it.yaml").value))


def test_every_recipe_of_the_book_fits(checker, texts):
    for name, text in texts.items():
        assert not faults(checker, text), name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("recipe: warm_days", "recipe: Warm Days"),
        ("version: 1\n", "version: '1'\n"),
        ("{en: Warm days}", "{fr: Jours chauds}"),
        ("metric: hot_days", "metric: hot_dys"),
        ("time: [season]", "time: [fortnight]"),
        ("upto: district", "upto: planet"),
        ("variable: tasmax", "variable: tmax"),
        ("default: 20 degC", "standard: 20 degC"),
        ("- hot_days:", "- hot_dayz:"),
        ("operator: \">\"", "operator: \"=>\""),
        ("operator: \">\", ", ""),
        ("threshold: $threshold", "threshold: 20"),
        ("threshold: $threshold", "treshold: $threshold"),
        ("{from: 05-01, to: 09-30}", "{from: 05-01}"),
        ("{from: 05-01, to: 09-30}", "{from: may, to: 09-30}"),
        ("at: [10 day]", "at: 10 day"),
        ("limits: [{en: Air is not skin.}]", "limits: []"),
        ("  - ensemble:", "    ensemble:"),
        ("references:", "refrences:"),
    ],
)  # fmt: skip
def test_what_a_schema_can_tell_is_told(checker, old, new):
    assert not faults(checker, SMALL)
    assert old in SMALL
    assert faults(checker, SMALL.replace(old, new))


def test_it_holds_every_operation_with_words():
    whole = schema()
    for name, operation in OPERATIONS.items():
        told = whole["$defs"][f"step.{name}"]
        assert operation.about in told["description"]
        assert set(told["properties"]) == {one.name for one in operation.parameters}
    assert json.loads(json.dumps(whole)) == whole
