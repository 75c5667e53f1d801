"""Filling a recipe: what is set, what is refused, and the hash that names the whole."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.seasons import parse_month_day
from climserv.vocabulary.units import parse_quantity

from .small import SMALL

UNHURRIED = settings(deadline=None, max_examples=40)


def told(recipe, **given_settings) -> list[str]:
    with pytest.raises(Refused) as refusal:
        fill(recipe, given_settings)
    return [str(problem) for problem in refusal.value.problems]


def step(filled, op):
    return next(one.arguments for one in filled.steps if one.op == op)


def test_the_defaults_of_the_onset(onset):
    """The names and numbers that the design fixes, and the first rains of the short season in Embu."""
    filled = fill(onset)
    assert filled.parameters == {
        "amount": "20 mm", "window": "3 day", "wet_day": "1 mm/day", "operator": ">=", "wet_days": "1",
        "anchor": "first_wet_day", "dry_spell": "10 day", "look_ahead": "20 day", "search_start": "10-01",
        "search_end": "12-15",
    }  # fmt: skip
    assert [one.op for one in filled.steps] == ["adjust", "onset", "ensemble"]
    assert step(filled, "onset")["search"] == {"from": "10-01", "to": "12-15"}
    assert step(filled, "adjust")["kind"] == "*"
    assert step(filled, "ensemble") == {
        "statement": "by", "at": ["15 day", "35 day", "50 day"], "answer_at": "35 day"
    }  # fmt: skip
    assert filled.metric == "rainy_season_onset"
    assert filled.uses_hindsight


def test_the_defaults_of_hot_days(hot_days):
    filled = fill(hot_days)
    assert filled.parameters == {
        "threshold": "27 degC", "operator": ">", "season_start": "06-01", "season_end": "06-30"
    }  # fmt: skip
    assert step(filled, "hot_days") == {
        "of": "tasmax", "threshold": "27 degC", "operator": ">", "season": {"from": "06-01", "to": "06-30"},
        "missing": "any",
    }  # fmt: skip
    assert step(filled, "ensemble")["at"] == ["1 day", "3 day", "5 day"]
    assert not filled.uses_hindsight


def test_a_default_of_an_operation_is_written_out(onset):
    """What a step leaves out is in the filled recipe all the same: it decides numbers."""
    assert step(fill(onset), "adjust") == {
        "of": "rain", "to": "reference", "when": "reference", "method": "quantile_delta_mapping", "kind": "*",
        "group": "month", "window": "1 day", "interpolation": "linear", "distribution": "auto", "quantiles": 50,
        "wet_day": "0.1 mm/day", "seed": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "canonical"),
    [
        ("amount", "2 cm", "20 mm"),
        ("amount", " 20,5 mm ", "20.5 mm"),
        ("amount", "1 inch", "25.4 mm"),
        ("window", "48 hour", "2 day"),
        ("window", "1 week", "7 day"),
        ("wet_day", "0.85 mm/day", "0.85 mm/day"),
        ("wet_days", "2", "2"),
        ("wet_days", 2, "2"),
        ("search_start", "9-5", "09-05"),
        ("look_ahead", "0 day", "0 day"),
        ("anchor", "window_end", "window_end"),
    ],
)
def test_settings_become_canonical(onset, name, value, canonical):
    """Quantities are told in the recipe's own unit, whole numbers as numbers, dates as month-day."""
    assert fill(onset, {name: value}).parameters[name] == canonical


def test_kelvin_are_told_in_the_recipe_s_degrees(hot_days):
    assert fill(hot_days, {"threshold": "303.15 K"}).parameters["threshold"] == "30 degC"
    assert fill(hot_days, {"threshold": "86 degF"}).parameters["threshold"] == "30 degC"


def test_hindsight_comes_from_the_steps(onset):
    """Without looking ahead there is none, whatever the file claims of its defaults."""
    assert not fill(onset, {"look_ahead": "0 day"}).uses_hindsight
    assert fill(onset, {"look_ahead": "30 day"}).uses_hindsight


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("amount", "3", "a number needs its unit. Got: 3."),
        ("amount", "100 mm", "this is out of bounds. Got: 100 mm. Allowed: 5 mm to 60 mm."),
        ("amount", "4.9 mm", "this is out of bounds. Got: 4.9 mm. Allowed: 5 mm to 60 mm."),
        ("amount", "0 mm", "this is out of bounds. Got: 0 mm. Allowed: 5 mm to 60 mm."),
        ("amount", "20 mm/day", "this does not measure the same thing as mm. Got: 20 mm/day."),
        ("amount", "20 rods of oats", "this unit is not known"),
        ("amount", "much", "this is not a quantity. Got: much."),
        ("amount", "$window", "this is not a quantity. Got: $window."),
        ("window", "36 hour", "this must be a whole number of days. Got: 36 hour. Allowed: such as 3 day."),
        ("wet_days", "two", "this must be a whole number without a unit. Got: two."),
        ("wet_days", "99", "this is out of bounds. Got: 99. Allowed: 1 to 10."),
        ("anchor", "window_strat", "this is not one of the choices. Got: window_strat."),
        ("search_start", "02-29", "this is not a day of the year. Got: 02-29."),
        ("search_start", "October", "this is not a day of the year. Got: October."),
    ],
)
def test_a_setting_that_cannot_be(onset, name, value, words):
    (said,) = told(onset, **{name: value})
    assert said.startswith(f"recipe rainy_season_onset v1, setting {name}: {words}")


def test_all_settings_are_judged_at_once(onset):
    said = told(onset, amuont="20 mm", amount="20", wet_day="1 mm", anchor="window_strat")
    assert [line.split(": ")[0].removeprefix("recipe rainy_season_onset v1, ") for line in said] == [
        "setting amuont", "setting amount", "setting wet_day", "setting anchor"
    ]  # fmt: skip
    assert said[0].endswith("Did you mean amount?")
    assert said[3].endswith("Did you mean window_start?")


def test_settings_must_fit_one_another(onset):
    said = told(onset, look_ahead="5 day", wet_days="4")
    assert (
        "step 2 (onset), wet_days: there cannot be more wet days than the window has days. Got: 4 in 3 day." in said[0]
    )
    assert "step 2 (onset), dry_spell: a dry spell this long does not fit" in said[1]
    assert fill(onset, {"window": "4 day", "wet_days": "4", "look_ahead": "10 day"})


def test_bounds_hold_exactly_at_their_ends(hot_days):
    """The ends belong to the range, in any unit: rounding on the way must not shut them out."""
    for end in ("10 degC", "283.15 K", "50 degF", "45 degC", "318.15 K", "113 degF"):
        assert fill(hot_days, {"threshold": end})
    assert told(hot_days, threshold="318.16 K")


def test_a_hash_names_the_whole_filled_recipe(onset, hot_days):
    filled = fill(onset)
    assert len(filled.sha256) == 64
    assert filled.sha256 == fill(onset, {}).sha256 != fill(hot_days).sha256
    assert filled.sha256 == fill(onset, {"amount": "20 mm", "window": "3 day"}).sha256
    assert json.loads(json.dumps(filled.as_dict())) == filled.as_dict()


def test_what_a_filled_recipe_holds(onset):
    """All that is needed to run it again and to say what it is."""
    filled = fill(onset, {"amount": "25 mm"})
    record = filled.as_dict()
    assert record["schema"] == "climserv.filled_recipe/1"
    assert (record["recipe"], record["version"]) == ("rainy_season_onset", 1)
    assert record["parameters"] == filled.parameters
    assert record["conventions"] == filled.conventions
    assert record["steps"][1] == {"op": "onset", "version": 1, "arguments": filled.steps[1].arguments}
    assert record["inputs"]["reference"]["role"] == ["observation", "station"]
    assert record["answers"]["space"] == {"from": "0.05 degree", "upto": "district"}
    assert record["uses_hindsight"] is True
    assert {"title", "question", "authors", "metric", "limits", "references"} <= set(record)


def test_the_order_of_a_file_does_not_matter():
    other = SMALL.replace("{en: Warm days}", "{fr: Jours doux, en: Warm days}")
    same = SMALL.replace("{en: Warm days}", "{en: Warm days, fr: Jours doux}")
    assert other != same
    assert fill(read_recipe(other, "a.yaml")).sha256 == fill(read_recipe(same, "b.yaml")).sha256


def test_days_are_told_in_days_whatever_the_file_says(texts):
    text = texts["rainy_season_onset"].replace("default: 3 day\n", "default: 72 hour\n")
    recipe = read_recipe(text, "it.yaml")
    assert fill(recipe).parameters["window"] == "3 day"
    assert fill(recipe, {"window": "96 hour"}).parameters["window"] == "4 day"


CHANGES = {
    "amount": "21 mm", "window": "4 day", "wet_day": "1.05 mm/day", "operator": ">", "wet_days": "2",
    "anchor": "window_start", "dry_spell": "9 day", "look_ahead": "21 day", "search_start": "10-02",
    "search_end": "12-16",
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_every_parameter_changes_the_hash(onset, name):
    """So none can be lost on the way to the steps either."""
    changed, plain = fill(onset, {name: CHANGES[name]}), fill(onset)
    assert changed.sha256 != plain.sha256
    assert changed.steps != plain.steps


def test_equal_amounts_have_one_hash(onset):
    one = fill(onset, {"amount": "25 mm", "window": "2 day", "wet_day": "2.4 mm/day", "search_start": "09-01"})
    same = fill(onset, {"amount": "2.5 cm", "window": "48 hour", "wet_day": "0.1 mm/hour", "search_start": "9-1"})
    assert one.sha256 == same.sha256


@UNHURRIED
@given(order=st.permutations(sorted(CHANGES)))
def test_the_order_of_settings_does_not_matter(onset, order):
    assert fill(onset, {name: CHANGES[name] for name in order}).sha256 == fill(onset, CHANGES).sha256


@UNHURRIED
@given(tenths=st.integers(50, 600))
def test_millimetres_and_centimetres_are_one(onset, tenths):
    one, same = fill(onset, {"amount": f"{tenths / 10} mm"}), fill(onset, {"amount": f"{tenths / 100} cm"})
    assert one.sha256 == same.sha256
    assert parse_quantity(one.parameters["amount"], where="").to("mm") == pytest.approx(tenths / 10)


@UNHURRIED
@given(values=st.dictionaries(st.sampled_from(sorted(CHANGES)), st.text(max_size=10)))
def test_whatever_is_set_is_taken_or_refused(onset, values):
    try:
        filled = fill(onset, values)
    except Refused as refusal:
        filled = None
        places = {problem.where for problem in refusal.problems}
    if filled is None:
        assert places
    else:
        assert all(parse_month_day(filled.parameters[end], where="") for end in ("search_start", "search_end"))
