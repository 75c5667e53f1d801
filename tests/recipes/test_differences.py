"""Differences between two recipes, in the words that a meteorologist reads."""

from itertools import pairwise

import pytest

from climserv.recipes.book import shipped_book
from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.recipes.versions.difference_words import SENTENCES
from climserv.recipes.versions.differences import (
    GROUPS,
    differences,
    differences_of_texts,
    filled_differences,
    setting_differences,
)

from .small import SMALL

RAIN = """\
recipe: start
version: 1
title: {en: Start of the rains}
question: {en: When do the rains start?}
authors: [A. Author]
answers: {metric: rainy_season_onset, time: [season], space: {from: point, upto: district}, horizons: [past]}
inputs:
  rain: {variable: pr, record: 20 year}
  reference: {variable: pr, role: [observation, station], optional: true, record: 20 year}
parameters:
  amount: {default: 20 mm, from: 5 mm, to: 60 mm, step: 1 mm, ask: {en: How much rain?}}
  wet_day: {default: 0.85 mm/day, ask: {en: What is a wet day?}}
  comparison: {default: ">", ask: {en: Does it count?}}
  begin: {default: 09-01, ask: {en: From when?}}
steps:
  - adjust: {of: rain, method: quantile_delta_mapping, kind: "*", group: month, to: reference, when: reference}
  - onset: {of: rain, amount: $amount, window: 3 day, wet_day: $wet_day, operator: $comparison, wet_days: 1,
            anchor: first_wet_day, dry_spell: 10 day, look_ahead: 20 day, search: {from: $begin, to: 12-31}}
  - ensemble: {statement: by, at: [11-05]}
limits: [{en: A grid cell is not a field.}]
references: [None yet.]
"""


def _told(before, after, language="en"):
    found = differences(read_recipe(before, "a.yaml"), read_recipe(after, "b.yaml"))
    return [(one.group, one.words[language]) for one in found]


def _changed(text, *pairs):
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def test_a_threshold_is_told_together_with_how_it_is_compared():
    after = _changed(RAIN, ("default: 0.85 mm/day", "default: 1 mm/day"), ('default: ">"', 'default: ">="'))
    assert _told(RAIN, after) == [("answer", "wet day is now >= 1 mm/day, was > 0.85 mm/day")]
    assert _told(RAIN, after, "fr") == [("answer", "jour de pluie\u00a0: désormais >= 1 mm/jour, avant > 0,85 mm/jour")]
    assert _told(RAIN, _changed(RAIN, ('default: ">"', 'default: ">="'))) == [
        ("answer", "wet day is now >= 0.85 mm/day, was > 0.85 mm/day")
    ]


ADJUST, REFERENCE = (
    next(line for line in RAIN.splitlines(keepends=True) if line.startswith(start))
    for start in ("  - adjust", "  reference")
)
CASES = {
    "default": [("default: 20 mm", "default: 25 mm")],
    "bounds": [("to: 60 mm", "to: 80 mm")],
    "bounds gone": [("from: 5 mm, to: 60 mm, ", "")],
    "a day in a season": [("default: 09-01", "default: 10-01")],
    "written out": [("window: 3 day", "window: 5 day")],
    "hindsight": [("look_ahead: 20 day", "look_ahead: 0 day")],
    "no longer a parameter": [
        ("  amount: {default: 20 mm, from: 5 mm, to: 60 mm, step: 1 mm, ask: {en: How much rain?}}\n", ""),
        ("amount: $amount", "amount: 20 mm"),
    ],
    "step gone": [(ADJUST, ""), (REFERENCE, "")],
    "who may": [("step: 1 mm,", "step: 1 mm, changed_by: [users],")],
    "in use": [("step: 1 mm,", "step: 1 mm, in_use: [{value: 25 mm, by: AGRHYMET, source: S}],")],
    "record": [("pr, record: 20 year", "pr, record: 30 year")],
    "envelope": [("upto: district", "upto: country"), ("horizons: [past]", "horizons: [past, projection]")],
    "words": [("When do the rains start?", "When may we plant?"), ("A grid cell is not a field.", "A cell is wide.")],
    "text": [("A. Author", "B. Author"), ("None yet.", "WMO 2017")],
}  # fmt: skip
TOLD = {
    "default": [("answer", "amount is now 25 mm, was 20 mm")],
    "bounds": [("people", "amount may now be set from 5 mm to 80 mm, was from 5 mm to 60 mm")],
    "bounds gone": [("people", "amount may now be set without bounds, was from 5 mm to 60 mm")],
    "a day in a season": [("answer", "begin is now 1 October, was 1 September")],
    "written out": [("answer", "step 2 (onset): window is now 5 days, was 3 days")],
    "hindsight": [
        ("answer", "step 2 (onset): look ahead is now 0 days, was 20 days"),
        ("answer", "it no longer looks ahead: it can be used on the day itself"),
    ],
    "no longer a parameter": [("people", "parameter amount can no longer be set, was 20 mm")],
    "step gone": [
        ("answer", "step taken out: adjust (rain)"),
        ("answer", "input taken out: reference (pr)"),
    ],
    "who may": [("people", "amount may now be changed by users, was users and producers")],
    "in use": [("people", "amount: 25 mm (AGRHYMET) is also listed as in use")],
    "record": [("people", "input rain now needs 30 year of record, was 20 year")],
    "envelope": [
        ("people", "offered for another largest scale: now country, was district"),
        ("people", "offered for another horizon: now past, projection, was past"),
    ],
    "words": [
        ("people", "question (en): now “When may we plant?”, was “When do the rains start?”"),
        ("people", "limit taken out: “A grid cell is not a field.”"),
        ("people", "new limit: “A cell is wide.”"),
    ],
    "text": [
        ("text", "authors are now B. Author, were A. Author"),
        ("text", "reference taken out: None yet."),
        ("text", "new reference: WMO 2017"),
    ],
}


@pytest.mark.parametrize("case", CASES)
def test_each_kind_of_change_is_told_once_and_in_its_group(case):
    assert _told(RAIN, _changed(RAIN, *CASES[case])) == TOLD[case]


def test_the_same_recipe_differs_in_nothing_and_the_number_alone_is_no_difference():
    assert _told(RAIN, RAIN) == []
    assert _told(RAIN, RAIN.replace("version: 1", "version: 2")) == []


def test_two_parameters_that_change_alike_are_both_told():
    more = _changed(RAIN, ("window: 3 day", "window: $window"), ("dry_spell: 10 day", "dry_spell: $spell"))
    more = _changed(
        more,
        ("  begin:", "  window: {default: 3 day, ask: {en: W?}}\n  spell: {default: 3 day, ask: {en: S?}}\n  begin:"),
    )
    same = _changed(more, ("default: 3 day", "default: 5 day"))
    assert [words for _, words in _told(more, same)] == [
        "window is now 5 days, was 3 days", "spell is now 5 days, was 3 days",
    ]  # fmt: skip


def test_steps_that_change_places_are_told_as_moved():
    warm = next(line for line in SMALL.splitlines(keepends=True) if line.startswith("  - hot_days"))
    hotter = warm.replace("$threshold", "30 degC").rstrip() + "\n    as: hotter\n"
    named = "outputs: [hot_days, hotter]\n"
    before, after = SMALL.replace(warm, warm + hotter) + named, SMALL.replace(warm, hotter + warm) + named
    before, after = (text.replace("- ensemble: {", "- ensemble: {of: hot_days, ") for text in (before, after))
    assert len(_told(before, after)) == 1
    assert "as step 1, was as step 2" in _told(before, after)[0][1]


def test_filled_recipes_are_compared_without_their_texts():
    recipe = read_recipe(RAIN, "a.yaml")
    told = filled_differences(fill(recipe), fill(recipe, {"amount": "25 mm", "wet_day": "1 mm/day", "begin": "10-01"}))
    assert [one.words["en"] for one in told] == [
        "wet day is now > 1 mm/day, was > 0.85 mm/day",
        "amount is now 25 mm, was 20 mm",
        "begin is now 1 October, was 1 September",
    ]


def test_sets_of_parameters_are_compared_value_by_value():
    told = setting_differences({"amount": "20 mm", "begin": "09-01"}, {"amount": "25 mm", "wet_day": "1 mm/day"})
    assert [one.words["en"] for one in told] == [
        "amount is now 25 mm, was 20 mm",
        "begin is no longer set, was 1 September",
        "wet day is now 1 mm/day; it was not set",
    ]


def test_texts_with_faults_are_compared_line_by_line():
    compared = differences_of_texts(RAIN, "recipe: [\n")
    assert not compared.complete
    assert compared.found == ()
    assert compared.lines[0] == ("-", 1, "recipe: start")
    assert compared.lines[-1] == ("+", 1, "recipe: [")
    same = differences_of_texts(RAIN, RAIN.replace("default: 20 mm", "default: 21 mm"))
    assert same.complete
    assert [line for line in same.lines if line[0] != " "] == [
        (
            sign,
            11,
            f"  amount: {{default: {number} mm, from: 5 mm, to: 60 mm, step: 1 mm, ask: {{en: How much rain?}}}}",
        )
        for sign, number in (("-", 20), ("+", 21))
    ]


def test_any_two_recipes_of_the_book_can_be_set_side_by_side():
    recipes = shipped_book().recipes
    for before, after in pairwise(recipes):
        for one in differences(before, after):
            assert one.group in GROUPS
            assert all(one.words[language].strip() for language in ("en", "fr"))
            assert "{" not in one.words["fr"] + one.words["en"] or "{" in str(before) + str(after)


def test_every_sentence_is_in_both_languages_and_in_a_group():
    for group, words in SENTENCES.values():
        assert group in GROUPS
        assert set(words) == {"en", "fr"}


def test_texts_of_the_same_lines_again_and_again_are_laid_side_by_side_at_once():
    """Matching every line with every like one takes minutes, and the page of a version waits for it."""
    compared = differences_of_texts("a\nb\n" * 1900, "b\nb\na\n" * 1200)
    signs = [sign for sign, *_ in compared.lines]
    assert len(signs) - signs.count("+") == 3800
    assert len(signs) - signs.count("-") == 3600
