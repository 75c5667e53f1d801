"""Seasons and heat in recipes: each operation filled, said in two languages, and computed by the engine."""

import numpy as np
import pytest

from climserv.methods.heat.cattle import heat_stress_days, temperature_humidity_index
from climserv.methods.kelvin import kelvin_threshold_problems
from climserv.methods.seasons.length import rainy_season
from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.recipes.operations import OPERATIONS
from climserv.running.blocks.values import Arguments, Context, Days, Series
from climserv.running.computing import compute
from climserv.running.functions import CELL_WISE
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.units import parse_quantity

RECIPE = """\
recipe: asked
version: 1
title: {{en: Asked}}
question: {{en: "What of the season?"}}
authors: [A. Author]
answers: {{metric: {metric}, time: [year], space: {{from: point, upto: ward}}, horizons: [past]}}
inputs:
{inputs}
parameters:
  spare: {{default: {moment}, ask: {{en: How many?}}}}
steps:
{steps}
  - ensemble: {{of: answer, statement: {statement}, at: [$spare]}}
limits: [{{en: A cell is not a field.}}]
references: [None yet.]
"""
ONSET = (
    "{of: rain, amount: 20 mm, window: 3 day, wet_day: 1 mm/day, operator: '>=', wet_days: 1, anchor: first_wet_day, "
    "dry_spell: 7 day, look_ahead: 20 day, search: {from: 05-01, to: 07-31}}"
)
END = "{of: rain, rule: dry_days, amount: 1 mm, days: 20 day, operator: '>=', search: {from: 09-01, to: 11-30}}"
SUMMER = "season: {from: 06-01, to: 09-30}"
WET, NIGHTS = "wet_day: 1 mm/day, operator: '>='", "night_threshold: 26 degC"
LESS, LATE = "fewer_than 9 day", "later_than 9 day"
# The metric, its statement, and the steps; the last step gives the answer.
ASKED = {
    "false_starts": ("fewer_than 1 1", [f"false_starts: {ONSET}"]),
    "rainy_season_end": (LATE, [f"onset: {ONSET}", "cessation: " + END.replace("of: rain", "of: rain, after: onset")]),
    "season_length": (LESS, [f"onset: {ONSET}", f"cessation: {END}", "season_length: {start: onset, end: cessation}"]),
    "longest_dry_spell": (
        LESS, [f"longest_dry_spell: {{of: rain, wet_day: 1 mm/day, operator: '>', {SUMMER}}}"],
    ),
    "dry_spell_after_planting": (
        "by 9 day",
        [
            f"onset: {ONSET}",
            f"dry_spell_after: {{of: rain, planted: onset, within: 20 day, dry_spell: 7 day, {WET}}}",
        ],
    ),
    "seasonal_rain": ("at_least 300 mm", [f"seasonal_rain: {{of: rain, {SUMMER}}}"]),
    "wet_days": (LESS, [f"wet_days: {{of: rain, wet_day: 20 mm/day, operator: '>=', {SUMMER}}}"]),
    "wettest_days": ("at_least 80 mm", [f"wettest_days: {{of: rain, days: 5 day, {SUMMER}}}"]),
    "hot_nights": (LESS, [f"hot_nights: {{of: tasmin, threshold: 27 degC, operator: '>', {SUMMER}}}"]),
    "frost_days": (LESS, [f"frost_days: {{of: tasmin, operator: '<', {SUMMER}}}"]),
    "last_spring_frost": (
        LATE, ["last_spring_frost: {of: tasmin, threshold: 12 degC, operator: '<=', search: {from: 01-01, to: 04-30}}"],
    ),
    "first_autumn_frost": (
        LATE, ["first_autumn_frost: {of: tasmin, threshold: 12 degC, operator: '<', search: {from: 10-01, to: 12-31}}"],
    ),
    "heat_wave_days": (
        LESS,
        [
            f"heat_wave_days: {{of: tasmax, tasmin: tasmin, threshold: 38 degC, {NIGHTS}, operator: '>', {SUMMER}}}",
        ],
    ),
    "days_above_percentile": (
        LESS, [f"days_above_percentile: {{of: tasmax, percentile: 90 percent, operator: '>', {SUMMER}}}"],
    ),
}  # fmt: skip
OTHERS = {
    "chill": ("chill_portions", "at_least 5 1", [f"chill_portions: {{tasmin: tasmin, tasmax: tasmax, {SUMMER}}}"]),
    "dry_soil": (
        "rainy_season_end", LATE,
        ["dry_soil_cessation: {of: rain, capacity: 60 mm, left: 5 mm, days: 3 day, search: {from: 09-01, to: 11-09}}"],
    ),
    "warmth": ("degree_days", "at_least 900 K day", [f"degree_days: {{of: tas, lower: 10 degC, {SUMMER}}}"]),
    "growing": (
        "growing_season_length", LESS,
        ["growing_season_length: {of: tas, operator: '>', middle: 07-01, season: {from: 01-01, to: 12-31}}"],
    ),
    "stress": (
        "heat_stress_days", LESS,
        [f"heat_stress_days: {{tas: tas, hurs: hurs, threshold: 76 1, operator: '>=', {SUMMER}}}"],
    ),
    "longest stress": (
        "longest_heat_stress", LESS,
        [f"longest_heat_stress: {{tas: tas, hurs: hurs, threshold: 76 1, operator: '>=', {SUMMER}}}"],
    ),
    "load": (
        "heat_stress_load", "at_least 50 1",
        [f"heat_stress_load: {{tas: tas, hurs: hurs, threshold: 76 1, {SUMMER}}}"],
    ),
}  # fmt: skip
EVERY = {name: (name, *asked) for name, asked in ASKED.items()} | OTHERS


def text_of(metric, statement, steps):
    """A recipe that asks this, with the inputs that its steps name."""
    variables = {"rain": "pr", "tasmin": "tasmin", "tasmax": "tasmax", "tas": "tas", "hurs": "hurs"}
    inputs = [
        f"  {n}: {{variable: {v}, record: 20 year}}"
        for n, v in variables.items()
        if any(f": {n}{end}" in step for step in steps for end in ",}")
    ]
    lines = [f"  - {step}" for step in steps]
    lines[-1] += "\n    as: answer"
    word, moment = statement.split(maxsplit=1)
    asked = {"metric": metric, "statement": word, "moment": moment}
    return RECIPE.format(**asked, inputs="\n".join(inputs), steps="\n".join(lines))


@pytest.mark.parametrize("name", EVERY)
def test_a_recipe_is_filled_and_says_what_it_takes_for_granted(name):
    filled = fill(read_recipe(text_of(*EVERY[name]), "asked.yaml"))
    assert {"missing", "outcome", "season_label", "incomplete_seasons"} <= set(filled.conventions)
    for language in ("en", "fr"):
        for sentence in filled.convention_sentences(language):
            assert sentence.endswith(".")
            assert not set(sentence) & set("{}_")


@pytest.mark.parametrize("name", ASKED)
def test_the_engine_computes_it_from_the_gauge_of_niamey(name, tmp_path, shared_data, shelf):
    path = tmp_path / "asked.yaml"
    path.write_text(text_of(*EVERY[name]))
    order = Order(str(path), (str(shared_data / "niger_daily_1940-1980.csv"),), period="1951-1960")
    result = compute(make_plan(order, shelf))
    outcome = result.answers[0].places["outcome"].values
    assert outcome.size == 2 * 10
    assert (outcome != 0).mean() > 0.4


def series(values, variable, unit):
    days = [(y, m, d) for y in range(1981, 1985) for m in range(1, 13) for d in range(1, 31)]
    return Series(np.asarray(values, np.float32), Days("360_day", *np.array(days).T), variable, unit)


def context():
    return Context(np.arange(2), np.array([-6.0, 40.0]), np.array([36.0, 0.0]))


def test_a_length_is_that_of_the_start_and_end_before_it():
    rng = np.random.default_rng(3)
    rain = series(np.where(rng.random((2, 4 * 360)) < 0.3, 9, 0), "pr", "mm/day")
    start = {
        "amount": "20 mm", "window": "3 day", "wet_day": "1 mm/day", "operator": ">=", "wet_days": 1,
        "anchor": "window_end", "dry_spell": "7 day", "look_ahead": "20 day",
        "search": {"from": "10-01", "to": "12-15"},
    }  # fmt: skip
    end = {
        "rule": "dry_days",
        "amount": "1 mm",
        "days": "5 day",
        "operator": ">=",
        "search": {"from": "02-01", "to": "04-30"},
    }
    onset = CELL_WISE["onset"]({"of": rain}, Arguments(start), context())
    ended = CELL_WISE["cessation"]({"of": rain, "after": onset}, Arguments(end), context())
    arguments = Arguments({"not_ended": "did_not_happen"})
    length = CELL_WISE["season_length"]({"start": onset, "end": ended}, arguments, context())
    found = rainy_season(
        rain.values, onset.seasons, ended.seasons,
        start={"amount": 20, "window": 3, "anchor": "window_end", "dry_spell": 7, "look_ahead": 20}, end={"days": 5},
    )  # fmt: skip
    assert length.value.tobytes() == found.length.tobytes()
    assert length.outcome.tobytes() == found.length_outcome.tobytes()
    assert (length.outcome == 1).any()


def test_heat_stress_is_that_of_the_index():
    rng = np.random.default_rng(4)
    tas = series(rng.normal(301, 3, (2, 4 * 360)), "tas", "K")
    hurs = series(rng.uniform(40, 95, (2, 4 * 360)), "hurs", "%")
    asked = {"threshold": "76 1", "operator": ">=", "season": {"from": "12-01", "to": "02-28"}}
    found = CELL_WISE["heat_stress_days"]({"tas": tas, "hurs": hurs}, Arguments(asked), context())
    index = temperature_humidity_index(tas.values, hurs.values)
    assert found.value.tobytes() == heat_stress_days(index, found.seasons, threshold=76)[0].tobytes()
    assert found.seasons.labels == ["1981-82", "1982-83", "1983-84"]


def test_chill_of_a_place_that_nobody_knows_is_unknown():
    cool = series(np.full((2, 4 * 360), 279), "tasmin", "K")
    asked = Arguments({"season": {"from": "01-01", "to": "02-28"}})
    values = {"tasmin": cool, "tasmax": cool}
    lost = Context(np.arange(2), np.array([np.nan, 40.0]), np.array([np.nan, 0.0]))
    found = CELL_WISE["chill_portions"](values, asked, lost)
    assert (found.outcome[0] == 0).all()
    assert (found.outcome[1] == 1).all()
    assert np.isnan(found.value[0]).all()


def test_degree_days_as_they_are_when_nothing_but_the_base_is_asked():
    warm = series(np.full((2, 4 * 360), 293.15), "tas", "K")
    operation = OPERATIONS["degree_days"]
    defaults = {one.name: one.default for one in operation.parameters if one.default}
    asked = Arguments({**defaults, "lower": "10 degC", "season": {"from": "06-01", "to": "06-30"}})
    found = CELL_WISE["degree_days"]({"of": warm}, asked, context())
    np.testing.assert_allclose(found.value, 300, atol=0.01)


@pytest.mark.parametrize(
    ("operation", "argument"),
    [
        (operation.name, argument)
        for operation in OPERATIONS.own.values()
        for argument in operation.parameters
        if argument.unit == "degC"
    ],
    ids=lambda part: getattr(part, "name", part),
)
def test_every_temperature_that_may_be_asked_is_one_that_methods_take(operation, argument):
    ends = [parse_quantity(f"{end} degC", where="").to("K") for end in (argument.low, argument.high)]
    if argument.default:
        ends.append(parse_quantity(argument.default, where="").to("K"))
    for kelvin in ends:
        assert kelvin_threshold_problems(kelvin, operation) == []
