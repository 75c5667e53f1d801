"""What is said of recipes is said in other languages, too: operations and arguments of ours, and problems of a file."""

import json
import re

import pytest

from climserv.recipes.checking import examine
from climserv.recipes.graph import GIVES
from climserv.recipes.in_words import in_words, place_in_words, problem_in_words
from climserv.recipes.operations import OPERATIONS
from climserv.recipes.writing.documenting import allowed
from climserv.vocabulary.problems import Problem

from ..conftest import ROOT
from .test_twelve import FAULTY

TABLES = {
    language: json.loads((ROOT / "climserv" / "recipes" / f"words.{language}.json").read_text(encoding="utf-8"))
    for language in ("fr", "sw", "es")
}
TABLE = TABLES["fr"]


@pytest.mark.parametrize("language", TABLES)
def test_every_operation_and_argument_of_ours_has_words(language):
    """Word for word: what only looks like another text must not be told by half."""
    for name, operation in OPERATIONS.own.items():
        assert operation.about in TABLES[language], name
        for argument in operation.parameters:
            assert argument.about in TABLES[language], (name, argument.name)
    assert set(GIVES.values()) <= set(TABLES[language])


@pytest.mark.parametrize("language", TABLES)
def test_what_may_stand_in_an_argument_is_told_in_other_words(language):
    for name, operation in OPERATIONS.own.items():
        for argument in operation.parameters:
            told = in_words(allowed(argument), language)
            assert not re.search(r"\b(the|such as|or|of|an)\b", told) or argument.choices, (
                name,
                argument.name,
                told,
            )


def test_all_languages_have_words_for_the_same_texts():
    assert set(TABLES["sw"]) == set(TABLES["fr"]) == set(TABLES["es"])


def test_no_words_are_kept_for_what_is_no_longer_said():
    """A text in the table stands in the code: word for word, or with what changes in its braces."""
    code = " ".join(
        re.sub(r"\"\s*\n\s*f?\"", "", path.read_text(encoding="utf-8")) for path in (ROOT / "climserv").rglob("*.py")
    )
    code = code.replace("\\'", "'")
    own = [argument for operation in OPERATIONS.own.values() for argument in operation.parameters]
    said = {one.about for one in (*OPERATIONS.own.values(), *own)}
    for text in set(TABLE) - said:
        longest = max(re.split(r"\{\w+\}", text), key=len)
        assert longest[:16] in code, text


def test_what_changes_stands_in_both_languages():
    for english, other in (pair for table in TABLES.values() for pair in table.items()):
        assert set(re.findall(r"\{(\w+)\}", other)) <= set(re.findall(r"\{(\w+)\}", english)), english
    for french in TABLE.values():
        assert not re.search(r"(?<![\u00a0 \w]) ?[?!;]|[^\u00a0]\?$", french), french


@pytest.mark.parametrize("language", ["sw", "es"])
def test_twelve_faults_are_told_in_swahili_and_spanish(language):
    told = [problem_in_words(problem, language) for problem in examine(FAULTY, "it.yaml")[1]]
    english = re.compile(r"\b(the|this|Got|Allowed|Did|such as|must)\b")
    assert len(told) == 12
    assert [one for one in told if english.search(one)] == []


def test_twelve_faults_are_told_in_french():
    told = [problem_in_words(problem, "fr") for problem in examine(FAULTY, "it.yaml")[1]]
    assert len(told) == 12
    english = re.compile(r"\b(the|this|Got|Allowed|Did|Use|such as|must)\b")
    assert [one for one in told if english.search(one.split("Permis")[0])] == []
    assert told[0].startswith("it.yaml:4: question\u00a0: la langue en manque")
    assert told[-1].endswith("Vouliez-vous dire ensemble\u00a0?")


@pytest.mark.parametrize(
    ("where", "said"),
    [("step 2 (adjust), kind", "étape 2 (adjust), kind"), ("parameter step, default", "paramètre step, default")],
)
def test_names_of_the_file_stay_as_they_are(where, said):
    assert place_in_words(where, "fr") == said


def test_what_has_no_words_is_said_in_english():
    problem = Problem("x", "step 1 (onset)", "a thing nobody thought of", "3")
    assert problem_in_words(problem, "fr") == "étape 1 (onset)\u00a0: a thing nobody thought of. Reçu\u00a0: 3."
    assert problem_in_words(problem, "sw") == "hatua ya 1 (onset): a thing nobody thought of. Kilichopokelewa: 3."
    assert problem_in_words(problem, "de") == str(problem)
