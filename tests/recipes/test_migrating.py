"""Older forms of recipes are lifted one by one; what comes from the future is refused."""

import json

import pytest

from climserv.recipes.book import shipped_book
from climserv.recipes.filling import SCHEMA, fill
from climserv.recipes.loading import read_recipe
from climserv.recipes.versions import migrating
from climserv.recipes.versions.kept import filled_from
from climserv.vocabulary.problems import Refused

from .small import SMALL, told


def _second(table):
    """A made-up change of form: what was called `rain` is called `input` now."""
    return {**{name: one for name, one in table.items() if name != "rain"}, "input": table["rain"]}


def _third(table):
    return {**{name: one for name, one in table.items() if name != "limit"}, "limits": [table["limit"]]}


STEPS = {1: _second, 2: _third}


def test_each_form_is_lifted_to_the_next_until_today():
    old = {"rain": "pr", "limit": "none"}
    assert migrating.lift(old, 1, 3, STEPS, "x") == {"input": "pr", "limits": ["none"]}
    assert migrating.lift({"input": "pr", "limit": "none"}, 2, 3, STEPS, "x") == {"input": "pr", "limits": ["none"]}
    assert migrating.lift({"input": "pr"}, 3, 3, STEPS, "x") == {"input": "pr"}
    assert old == {"rain": "pr", "limit": "none"}


def test_the_future_and_the_forgotten_past_are_refused():
    with pytest.raises(Refused, match=r"x: this was written for a newer climserv\. Got: schema 4\. Allowed: up to 3"):
        migrating.lift({}, 4, 3, STEPS, "x")
    with pytest.raises(Refused, match="so old that it is no longer read"):
        migrating.lift({}, 1, 3, {2: _third}, "x")


def test_a_recipe_file_may_say_its_schema():
    assert read_recipe(f"schema: 1\n{SMALL}", "it.yaml") == read_recipe(SMALL, "it.yaml")
    assert told(f"schema: 2\n{SMALL}") == [
        "it.yaml:1: this was written for a newer climserv. Got: schema 2. Allowed: up to 1. Install the newest."
    ]
    for wrong in ("one", "0", "-1", "1.5", "true", "[1]"):
        assert "no number of a schema" in told(f"schema: {wrong}\n{SMALL}")[0]


def test_an_older_file_is_lifted_and_its_faults_keep_their_lines(monkeypatch):
    def renamed(table):
        return {"recipe" if name == "named" else name: one for name, one in table.items()}

    monkeypatch.setattr(migrating, "PRESENT", 2)
    monkeypatch.setattr(migrating, "FILES", {1: renamed})
    old = SMALL.replace("recipe: warm_days", "named: warm_days")
    assert read_recipe(old, "it.yaml").id == "warm_days"
    assert told(old.replace("$threshold", "$treshold"))[0].startswith("it.yaml:11: step 1 (hot_days), threshold")


def test_the_filled_recipe_of_a_product_reads_back_as_it_was():
    for recipe in shipped_book().recipes:
        filled = fill(recipe)
        table = json.loads(json.dumps(filled.as_dict(), sort_keys=True))
        read = filled_from(table, filled.sha256)
        assert (read.sha256, read.outputs) == (filled.sha256, filled.outputs)
        assert read.convention_sentences("fr") == filled.convention_sentences("fr")


def test_an_older_filled_recipe_is_lifted(monkeypatch):
    filled = fill(read_recipe(SMALL, "it.yaml"))
    old = {**filled.as_dict(), "measure": filled.metric}
    del old["metric"]

    def renamed(table):
        return {"metric" if name == "measure" else name: one for name, one in table.items()}

    monkeypatch.setattr(migrating, "SCHEMA", SCHEMA.replace("/1", "/2"))
    monkeypatch.setattr(migrating, "PRESENT_FILLED", 2)
    monkeypatch.setattr(migrating, "FILLED", {1: renamed})
    # What it hashed to then is not what it hashes to now: the new form is another text.
    assert filled_from(old, "the hash of then").sha256 == filled.sha256


def test_a_filled_recipe_that_was_changed_or_cannot_be_computed_today_is_refused():
    filled = fill(read_recipe(SMALL, "it.yaml"))
    table = filled.as_dict()
    with pytest.raises(Refused, match="was changed after it was made"):
        filled_from({**table, "title": {"en": "Other"}}, filled.sha256)
    older = [{**step, "version": 99} for step in table["steps"]]
    with pytest.raises(Refused, match=r"operation hot_days gives other numbers today.*\n.*operation ensemble"):
        filled_from({**table, "steps": older})
    with pytest.raises(Refused, match="newer climserv"):
        filled_from({**table, "schema": "climserv.filled_recipe/2"})
    for wrong in ({"schema": "other/1"}, {}, {"schema": SCHEMA, "steps": [], "recipe": "x"}):
        with pytest.raises(Refused, match="no filled recipe"):
            filled_from(wrong)
