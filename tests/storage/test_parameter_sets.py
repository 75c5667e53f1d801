"""Named sets of parameters: checked against the recipe's bounds, kept version by version."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from climserv.recipes.loading import read_recipe
from climserv.storage.events import history
from climserv.storage.permissions import NotAllowed
from climserv.storage.recipes import parameter_sets as sets
from climserv.vocabulary.problems import Refused

from .recipe_texts import text_of

RECIPE = read_recipe(text_of(), "it.yaml")


@pytest.fixture
def rule(database, clock, anna):
    with database.session() as session:
        return sets.save_set(
            session, anna, RECIPE, "Embu farmers' rule", {"threshold": "300.15 K"}, authors="Women of Embu", clock=clock
        )


def test_a_set_is_kept_in_the_units_of_the_recipe_with_who_wrote_it(database, anna, rule):
    assert (rule.name, rule.number, rule.settings) == ("embu-farmers-rule", 1, {"threshold": "27 degC"})
    with database.reading() as session:
        assert sets.settings_of(session, RECIPE, "embu-farmers-rule") == {"threshold": "27 degC"}
        (event,) = history(session, "parameter_set", "warm_days/embu-farmers-rule")
    assert (event.who, event.action, event.version) == (anna.id, "written", 1)


def test_each_change_is_a_new_version_and_the_same_again_is_none(database, clock, anna, rule):
    with database.session() as session:
        again = {"threshold": "27 degC"}
        same = sets.save_set(session, anna, RECIPE, rule.title, again, authors="Women of Embu", clock=clock)
        assert same.id == rule.id
        later = sets.save_set(session, anna, RECIPE, "Embu farmers' rule", {"threshold": "29 degC"}, clock=clock)
        assert (later.name, later.number) == (rule.name, 2)
        assert [one.number for one in sets.list_sets(session, "warm_days")] == [2]
        assert [one.settings["threshold"] for one in sets.set_versions(session, "warm_days", rule.name)] == [
            "27 degC", "29 degC",
        ]  # fmt: skip
        assert sets.settings_of(session, RECIPE, rule.name, 1) == {"threshold": "27 degC"}


@pytest.mark.parametrize(
    ("title", "settings", "says"),
    [
        ("Hot", {"threshold": "50 degC"}, "out of bounds"),
        ("Hot", {"treshold": "25 degC"}, "Did you mean threshold"),
        ("Hot", {}, "nothing is set"),
        ("!!!", {"threshold": "25 degC"}, "has no name"),
        ("x" * 201, {"threshold": "25 degC"}, "cannot be kept"),
    ],
)
def test_what_the_recipe_does_not_take_is_refused(database, anna, title, settings, says):
    with pytest.raises(Refused, match=says), database.session() as session:
        sets.save_set(session, anna, RECIPE, title, settings)


def test_a_later_version_of_the_recipe_may_not_take_it_any_more(database, rule):
    narrower = read_recipe(text_of(version=2).replace("to: 40 degC", "to: 26 degC"), "it.yaml")
    with pytest.raises(Refused, match="out of bounds"), database.reading() as session:
        sets.settings_of(session, narrower, rule.name)
    with pytest.raises(Refused, match="Did you mean embu-farmers-rule"), database.reading() as session:
        sets.settings_of(session, RECIPE, "embu-farmer-rule")


def test_visitors_name_no_sets_and_nobody_changes_one(database, rule):
    with pytest.raises(NotAllowed), database.session() as session:
        sets.save_set(session, None, RECIPE, "Mine", {"threshold": "25 degC"})
    for statement in ("UPDATE parameter_set SET title = 'x'", "DELETE FROM parameter_set"):
        with pytest.raises(DBAPIError, match="only ever added"), database.session() as session:
            session.execute(text(statement))
