"""Writing into a recipe's text: only what is meant changes; comments, order and every other line stay."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.recipes.writing.rewriting import add, arrange, line_of_change, put
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.yaml_text import read_yaml

BOOK = sorted((Path(__file__).parents[2] / "recipes").glob("*.yaml"))
SMALL = """\
# who wrote this
recipe: small   # its name
title: {en: Small}

inputs:   # what goes in
  rain: {variable: rainfall}   # daily

  # the last of them
steps:
  - adjust: {of: rain}
    version: 1
  # the answer
  - wet_days: {of: rain}

limits: [{en: None}]
"""


def lines_kept(before: str, after: str) -> bool:
    """Whether every line of the text is still there, in its order."""
    rest = iter(after.split("\n"))
    return all(line in rest for line in before.split("\n"))


def test_a_step_goes_where_it_is_wanted_and_nothing_else_moves():
    text = add(SMALL, ("steps",), {"seasonal_rain": {"of": "rain", "season": {"from": "06-01", "to": "08-31"}}}, at=1)
    assert lines_kept(SMALL, text)
    names = [next(iter(step)) for step in read_yaml(text, "").value["steps"]]
    assert names == ["adjust", "seasonal_rain", "wet_days"]
    assert line_of_change(SMALL, text) == 12
    assert text.split("\n")[11].startswith("  - seasonal_rain:")
    assert lines_kept(SMALL, add(SMALL, ("steps",), {"spi": {}}, at=0))
    assert next(iter(read_yaml(add(SMALL, ("steps",), {"spi": {}}), "").value["steps"][-1])) == "spi"


def test_an_input_goes_below_the_last_one():
    text = put(SMALL, ("inputs", "heat"), {"variable": "tasmax", "record": "20 year"})
    assert lines_kept(SMALL, text)
    assert "  rain: {variable: rainfall}   # daily\n  heat: {variable: tasmax, record: 20 year}\n" in text


def test_a_group_that_was_not_there_stands_in_the_order_of_the_book():
    text = put(SMALL, ("parameters", "amount"), {"default": "20 mm", "ask": {"en": "How much?"}})
    assert lines_kept(SMALL, text)
    assert list(read_yaml(text, "").value) == ["recipe", "title", "inputs", "parameters", "steps", "limits"]


def test_a_title_in_brackets_stays_in_them():
    text = put(SMALL, ("title", "fr"), "Petit, mais bon")
    assert "title: {en: Small, fr: 'Petit, mais bon'}\n" in text
    assert "title: {en: 'Less: more'}\n" in put(SMALL, ("title", "en"), "Less: more")


def test_empty_headings_are_filled():
    text = "recipe: a\nquestion: {en: }\ninputs:\n\nsteps:\n"
    assert "question: {en: 'How much?'}\n" in put(text, ("question", "en"), "How much?")
    assert "inputs:\n  rain: {variable: pr}\n\nsteps:\n" in put(text, ("inputs", "rain"), {"variable": "pr"})
    assert put(text, ("recipe",), "b").startswith("recipe: b\n")
    assert read_yaml(add(text, ("steps",), {"spi": {"of": "rain"}}), "").value["steps"] == [{"spi": {"of": "rain"}}]
    assert read_yaml(put("", ("inputs", "rain"), {"variable": "pr"}), "").value == {
        "inputs": {"rain": {"variable": "pr"}}
    }


def test_a_long_text_is_folded():
    long = "A grid cell is not a field: what falls on one slope may miss the next, and the data do not tell. " * 3
    text = put(SMALL, ("limits",), [{"en": long.strip()}])
    assert max(map(len, text.split("\n"))) < 130


def test_a_text_that_is_not_yaml_is_refused_with_its_line():
    with pytest.raises(Refused, match="recipe:2"):
        put("recipe: [\nx: }", ("title", "en"), "A")


@pytest.mark.parametrize("path", BOOK, ids=lambda path: path.stem)
def test_the_recipes_of_the_book_keep_every_line(path):
    text = path.read_text(encoding="utf-8")
    assert lines_kept(text, put(text, ("inputs", "another"), {"variable": "tasmin"}))
    assert lines_kept(text, put(text, ("parameters", "another"), {"default": "1 day", "ask": {"en": "How long: now?"}}))
    assert lines_kept(text, add(text, ("steps",), {"seasonal_rain": {"of": "x"}}, at=1))
    assert lines_kept(text, add(text, ("limits",), {"en": "One more: this.", "fr": "Une autre : celle-ci."}))
    again = put(text, ("question", "en"), "Is it so, or: not?")
    # A question may have been folded over two lines, and stands on one now.
    assert len(set(text.split("\n")) - set(again.split("\n"))) <= 3
    assert len(set(again.split("\n")) - set(text.split("\n"))) == 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from([("title", "en"), ("inputs", "a"), ("answers", "horizons"), ("recipe",)]))
def test_any_words_read_back_or_are_refused(words, path):
    try:
        text = put(SMALL, path, words)
    except Refused:
        return
    value = read_yaml(text, "").value
    for key in path:
        value = value[key]
    assert value == words


STEPS = """\
recipe: it
steps:
  # the first
  - a: {x: 1}
    version: 1
  - b:
      y: 2   # beside

  # of the third
  # in two lines
  - c: {z: 3}
# below
limits: []
"""


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0), (0, 2), (2,), (1, 2, 0)])
def test_entries_are_arranged_and_comments_go_with_them(order):
    value, new = read_yaml(STEPS, "it").value, arrange(STEPS, ("steps",), order)
    assert read_yaml(new, "it").value == {**value, "steps": [value["steps"][number] for number in order]}
    assert ("# the first\n  - a:" in new) == (0 in order)
    assert ("# in two lines\n  - c:" in new) == (2 in order)
    assert "# below\nlimits: []" in new


def test_a_list_on_one_line_is_arranged_too():
    assert arrange("steps: [{a: 1}, {b: 2}]\n", ("steps",), (1, 0)) == "steps: [{b: 2}, {a: 1}]\n"
