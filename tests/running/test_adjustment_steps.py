"""Steps that adjust: each method from a recipe, variables together, temperatures in their order."""

import numpy as np
import pytest
from recipes_of_several import SEVERAL

from climserv.methods.adjustment import METHODS, apply, make_groups, train
from climserv.methods.calendars import Timeline
from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.recipes.operations import OPERATIONS
from climserv.running.blocks.values import Arguments, Context, Days, Series
from climserv.running.computing import compute
from climserv.running.functions.adjustment import FUNCTIONS
from climserv.running.planning.order import Order
from climserv.running.planning.plan import make_plan
from climserv.vocabulary.problems import Refused

_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
_EACH = """\
  - adjust: {of: rain, to: ref_rain, when: ref_rain, kind: "*"}
  - adjust: {of: tasmax, to: ref_tasmax, when: ref_tasmax, kind: "+"}
"""
TOGETHER = SEVERAL.replace(
    _EACH, "  - adjust_together: {of: [rain, tasmax], to: [ref_rain, ref_tasmax], when: ref_rain, iterations: 3}\n"
)


def days_of(first, last):
    days = [(y, m + 1, d + 1) for y in range(first, last + 1) for m in range(12) for d in range(_LENGTHS[m])]
    return Days("noleap", *np.array(days).T)


def weather(seed, days, mean, spread, variable):
    noise = np.random.default_rng(seed).normal(mean, spread, (2, len(days)))
    noise[:, 5] = np.nan
    return Series(noise.astype(np.float32), days, variable, "K")


def call(name, values, training, **arguments):
    given = {a.name: a.default for a in OPERATIONS[name].parameters if a.default not in (None, "")} | arguments
    context = Context(np.array([7, 9]), np.zeros(2), np.zeros(2), training=training)
    return FUNCTIONS[name](values, Arguments(given), context), context.facts


PAST, LATER = days_of(1991, 1993), days_of(2041, 2043)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("group", "window"), [("month", "1 day"), ("day_of_year", "31 day")])
def test_a_step_is_the_method_itself(method, group, window):
    observed, past = weather(1, PAST, 283, 3, "tas"), weather(2, PAST, 285, 4, "tas")
    series = weather(3, LATER, 288, 4, "tas")
    rule = {"method": method, "kind": "+", "group": group, "window": window}
    found, facts = call("adjust", {"of": series, "to": observed}, {"of": past}, **rule)
    groups = [make_groups(Timeline("noleap", d.year, d.month, d.day), group, int(window[:-4])) for d in (PAST, LATER)]
    taught = train(observed.values, past.values, groups[0], groups[0], method=method, kind="+", seed=1, cells=[7, 9])
    expected, counted = apply(taught, series.values, groups[1])
    assert found.values.tobytes() == expected.tobytes()
    assert facts == counted


def test_humidity_stays_within_what_it_can_be():
    observed, past = weather(1, PAST, 80, 12, "hurs"), weather(2, PAST, 60, 12, "hurs")
    for series in (observed, past):
        np.clip(series.values, 0, 100, out=series.values)
    values = {"of": weather(3, LATER, 85, 10, "hurs"), "to": observed}
    found, facts = call("adjust", values, {"of": past}, kind="+")
    assert np.nanmax(found.values) == 100
    assert facts["capped"] > 0
    found, _ = call("adjust", values, {"of": past}, kind="+", method="trend_preserving", distribution="logit_normal")
    assert np.nanmax(found.values) <= 100


def test_variables_adjusted_together_keep_the_numbers_of_each_alone():
    def pair(seed, days, turn):
        tas = weather(seed, days, 285, 4, "tas")
        noise = weather(seed + 100, days, 0, 4, "")
        hurs = np.clip(60 + turn * 3 * (tas.values - 285) + noise.values, 0, 100)
        return tas, tas.holding(hurs.astype(np.float32), variable="hurs")

    observed, past, later = pair(1, PAST, -1), pair(2, PAST, 0.2), pair(3, LATER, 0.2)
    found, _ = call("adjust_together", {"of": later, "to": observed}, {"of": past})
    for number, name in enumerate(("tas", "hurs")):
        alone, _ = call("adjust", {"of": later[number], "to": observed[number]}, {"of": past[number]}, kind="+")
        assert found[number].variable == name
        months = LATER.month == 7
        ours, theirs = (np.sort(x.values[:, months], axis=1) for x in (found[number], alone))
        np.testing.assert_array_equal(ours, theirs)

    def tie(tas, hurs):
        return np.corrcoef(tas.values[0, 6:], hurs.values[0, 6:])[0, 1]

    assert tie(*observed) < -0.8
    assert tie(*later) > 0
    assert tie(*found) < -0.7


@pytest.mark.parametrize("three", [True, False])
def test_the_lowest_temperature_is_never_above_the_highest(three):
    def temperatures(seed, days, mean, spread):
        middle, above, below = (
            weather(seed + n, days, m, s, "tas") for n, m, s in ((0, mean, 4), (1, 0, 3), (2, 0, 3))
        )
        low = middle.holding(middle.values - np.abs(below.values) * spread, variable="tasmin")
        high = middle.holding(middle.values + np.abs(above.values) * spread, variable="tasmax")
        return (low, middle, high) if three else (low, high)

    values = {"of": temperatures(1, LATER, 290, 1), "to": temperatures(4, PAST, 284, 3)}
    found, facts = call("adjust_temperatures", values, {"of": temperatures(7, PAST, 286, 1)})
    low, *_, high = (series.values for series in found)
    there = ~np.isnan(low)
    assert (low[there] <= high[there]).all()
    assert np.array_equal(there, ~np.isnan(values["of"][0].values))
    assert [series.variable for series in found] == [series.variable for series in values["of"]]
    observed = np.nanmean(values["to"][-1].values - values["to"][0].values)
    assert np.nanmean(high - low) == pytest.approx(observed, rel=0.05)
    assert facts["values"] > 0


def test_order_is_mended_and_counted():
    days = days_of(2001, 2001)
    low, middle, high = (weather(n, days, 280 + n, 2, "tas") for n in range(3))
    found, facts = call("put_in_order", {"of": (low, middle, high)}, {})
    ordered = np.stack([series.values for series in found])
    assert (np.diff(ordered[:, :, 6:], axis=0) >= 0).all()
    assert facts["put_in_order"] > 0


@pytest.mark.parametrize(
    "wrong",
    [
        'kind: "+", method: variance_scaling, window: 3 day',
        'kind: "+", window: 4 day, group: day_of_year',
        'kind: "+", distribution: gamma, method: trend_preserving',
        'kind: "+", distribution: normal',
        'kind: "+", interpolation: bilinear, method: trend_preserving',
        'kind: "+", distribution: logit_normal, method: trend_preserving',
    ],
)
def test_what_a_method_cannot_is_refused_before_any_data_is_read(wrong):
    with pytest.raises(Refused):
        read_recipe(SEVERAL.replace('when: ref_tasmax, kind: "+"', f"when: ref_tasmax, {wrong}"), "it.yaml")


@pytest.mark.parametrize(
    "wrong",
    ["to: [ref_tasmax, ref_rain], when: ref_rain", "to: [ref_rain], when: ref_rain", "to: [ref_rain, ref_tasmax]"],
)
def test_several_are_adjusted_each_to_its_like(wrong):
    step = f"  - adjust_together: {{of: [rain, tasmax], {wrong}}}\n"
    with pytest.raises(Refused):
        read_recipe(SEVERAL.replace(_EACH, step), "it.yaml")


def test_a_recipe_adjusts_rain_and_heat_together(shared_data, shelf, tmp_path):
    assert TOGETHER != SEVERAL
    assert fill(read_recipe(TOGETHER, "it.yaml")).conventions["adjustment_together"].endswith("by month")
    path = tmp_path / "together.yaml"
    path.write_text(TOGETHER)
    files = {"data": (str(shared_data / "CanESM2_1950-2100.nc"),), "reference": str(shared_data / "ahccd_1950-2013.nc")}
    result = compute(make_plan(Order(str(path), **files, baseline="1981-2010", period="2041-2050"), shelf))
    assert result.adjustment["made"]
    assert result.adjustment["method"] == "adjust_together"


def test_two_temperatures_are_ordered_without_a_mean():
    days = days_of(2001, 2001)
    low, high = weather(3, days, 288, 4, "tasmin"), weather(4, days, 290, 4, "tasmax")
    found, facts = call("put_in_order", {"of": (low, high)}, {})
    out = low.values > high.values
    assert facts["put_in_order"] == out.sum() > 0
    np.testing.assert_array_equal(found[0].values, np.where(out, high.values, low.values))
    np.testing.assert_array_equal(found[1].values, np.where(out, low.values, high.values))
