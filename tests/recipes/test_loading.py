"""Reading recipe files: what is right loads, what is wrong is told with its line."""

import tracemalloc

import pytest

from climserv.recipes.loading import check_recipe, load_recipe, read_recipe
from climserv.vocabulary.problems import Problem, Refused

from .small import SMALL, told

TWELVE = """\
recipe: Rainy Onset
version: "3"
title: {fr: Début des pluies}
question: {en: When do the rains start?}
authors: []
answers:
  metric: rainy_season_onst
  time: [season]
  space: {from: 5 day, upto: district}
  horizons: [past]
inputs:
  rain: {variable: pr, step: day}
  reference: {variable: pr, role: [observation], optional: true}
parameters:
  amount: {default: 80 mm, from: 5 mm, to: 60 mm, ask: {en: How much?}}
  window: {default: 3 mm, ask: {en: How many days?}}
  dry_spell: {default: 10, ask: {en: How many dry days?}}
  unasked: {default: 1 day, ask: {en: What for?}}
steps:
  - adjust: {kind: "+", to: reference, when: reference}
  - onset:
      of: rian
      amount: $amuont
      window: $window
      dry_spell: $dry_spell
      wet_dayz: 1
      wet_day: 1 mm/day
      operator: "=>"
      wet_days: 1
      anchor: first_wet_day
      look_ahead: 20 day
      search: {from: 10-01, to: 02-30}
  - ensembel: {statement: by, at: [15 day]}
limits: [{en: A grid cell is not a field.}]
references: [Somebody 1982]
colour: red
"""


def test_a_small_recipe_loads():
    recipe = read_recipe(SMALL, "it.yaml")
    assert (recipe.id, recipe.version, recipe.answers.metric) == ("warm_days", 1, "hot_days")
    assert [step.op for step in recipe.steps] == ["hot_days", "ensemble"]
    assert recipe.parameters["threshold"].low == "10 degC"
    assert recipe.inputs["tasmax"].step == "day"


def test_the_shipped_recipes_are_sound(texts):
    assert set(texts) >= {"hot_days", "rainy_season_onset"}
    for name, text in texts.items():
        assert read_recipe(text, name).id == name


def test_every_fault_at_once_with_its_line():
    """Eighteen faults in one file, of text, shape and meaning, in the order of their lines."""
    found = told(TWELVE)
    expected = [
        (1, "recipe: this cannot be a name. Got: Rainy Onset."),
        (2, "version: this must be a whole number. Got: \"3\"."),
        (3, "title: the language en is missing"),
        (5, "authors: this is empty"),
        (7, "answers, metric: no such metric. Got: rainy_season_onst."),
        (9, "answers, space, from: this is not a length. Got: 5 day."),
        (15, "parameter amount, default: the default is out of its own bounds. Got: 80 mm. Allowed: 5 mm to 60 mm."),
        (16, "parameter window, default: this does not measure the same thing as day. Got: 3 mm."),
        (17, "parameter dry_spell, default: a number needs its unit. Got: 10."),
        (18, "parameter unasked: no step uses this parameter. Got: unasked."),
        (20, "step 1 (adjust), kind: additive adjustment of rain can give negative rain. Got: kind: \"+\"."),
        (22, "step 2 (onset), of: no such input. Got: rian. Allowed: rain, reference. Did you mean rain?"),
        (23, "step 2 (onset), amount: no such parameter. Got: $amuont."),
        (26, "step 2 (onset), wet_dayz: onset has no such argument. Got: wet_dayz."),
        (28, "step 2 (onset), operator: this is not one of the choices. Got: =>. Allowed: >, >=."),
        (32, "step 2 (onset), search, to: this is not a day of the year. Got: 02-30."),
        (33, "step 3 (ensembel): no such operation. Got: ensembel."),
        (36, "colour: no such field. Got: colour."),
    ]  # fmt: skip
    assert len(found) == len(expected)
    for said, (line, words) in zip(found, expected, strict=True):
        assert said.startswith(f"it.yaml:{line}: {words}")


def test_the_message_of_the_house_style():
    (said,) = [line for line in told(TWELVE) if "additive" in line]
    assert said == (
        "it.yaml:20: step 1 (adjust), kind: additive adjustment of rain can give negative rain. "
        'Got: kind: "+". Use kind: "*".'
    )


def test_words_of_yaml_one_point_two():
    """`on`, `no` and month-days are text; `yes` is no truth."""
    text = SMALL.replace("title: {en: Warm days}", "title: {en: Warm days, no: Varme dager}")
    assert read_recipe(text, "it.yaml").title["no"] == "Varme dager"
    found = told(SMALL.replace("limits:", "uses_hindsight: yes\nlimits:"))
    assert found == ['it.yaml:13: uses_hindsight: this must be true or false. Got: "yes".']


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "it.yaml: nothing is written yet. Allowed: recipe: hot_days"),
        (b"- a\n- b\n", "it.yaml: a recipe is names with values"),
        (b"recipe: \xff\n", "it.yaml: this file is not UTF-8 text"),
        (b"recipe: [\n", "this is not YAML that can be read"),
        (b"recipe: a\n---\nrecipe: b\n", "it.yaml:2: a second document begins here"),
        (b"a: " + b"[" * 30000, "this is not YAML that can be read: this is nested more than"),
        (b"a: " + b"x" * 70000, "it.yaml: this file is too large. Got: > 64 kB. Allowed: up to 64 kB"),
    ],
)
def test_a_text_that_is_no_recipe(content, expected):
    with pytest.raises(Refused) as refusal:
        read_recipe(content, "it.yaml")
    assert expected in str(refusal.value)


def test_files(tmp_path):
    path = tmp_path / "warm_days.yaml"
    assert check_recipe(path) == [
        Problem("recipe.file", str(path), "this file cannot be read: no such file or directory")
    ]
    path.write_text(SMALL)
    assert check_recipe(path) == []
    assert load_recipe(path).id == "warm_days"
    path.write_text(SMALL.replace("version: 1", "version: x"))
    (problem,) = check_recipe(path)
    assert problem.where == f"{path}:2: version"
    with pytest.raises(Refused, match="this must be a whole number"):
        load_recipe(path)
    assert check_recipe(tmp_path)[0].code == "recipe.file"


def test_a_large_file_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(3 * 2**30)
    tracemalloc.start()
    (problem,) = check_recipe(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problem.code == "yaml.size"
    assert peak < 2**20
