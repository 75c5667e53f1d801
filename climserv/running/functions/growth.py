"""Warmth told from planting, cold of a season, and days on which several things of the weather come together."""

from ...methods.heat.cattle import humidity_problems
from ...methods.heat.days import middle_of_day
from ...methods.heat.degree_days import cold_degree_days
from ...methods.heat.stages import degree_days_reached, hot_days_after
from ...methods.heat.within import days_within
from ...recipes.operations.weather import BOUNDED
from ...vocabulary.problems import refuse_if
from ..blocks.values import WORKED_IN, Arguments, Context, Seasonal, Series, unit_of
from .each_season import each_season, from_each_start


def take_middle(values, arguments: Arguments, context: Context) -> Series:
    middle = middle_of_day(values["of"].values, values["tasmax"].values)
    return values["of"].holding(middle, variable="tas")


def find_maturity(values, arguments: Arguments, context: Context) -> Seasonal:
    return from_each_start(
        degree_days_reached,
        values["of"],
        values["planting"],
        amount=arguments.number("amount", "K day"),
        lower=arguments.number("lower", "K"),
        upper=arguments.number("upper", "K"),
        within=arguments.days("within"),
    )


def count_hot_days_at_stage(values, arguments: Arguments, context: Context) -> Seasonal:
    return from_each_start(
        hot_days_after,
        values["of"],
        values["planting"],
        wait=arguments.days("wait"),
        days=arguments.days("days"),
        threshold=arguments.number("threshold", "K"),
        operator=arguments["operator"],
    )


def sum_cold(values, arguments: Arguments, context: Context) -> Seasonal:
    asked = {"base": arguments.number("base", "K"), "missing": arguments["missing"]}
    return each_season(cold_degree_days, values["of"], arguments, **asked)


def count_days_within(values, arguments: Arguments, context: Context) -> Seasonal:
    named = [name for name in BOUNDED if name in values]
    seasons = values[named[0]].seasons(*arguments.season())
    bounded = []
    refuse_if(humidity_problems(values["hurs"].values, "days_within, hurs") if "hurs" in named else [])
    for name in named:
        variable = BOUNDED[name][0][0]
        unit = WORKED_IN.get(variable, unit_of(variable))
        bounded.append((values[name].values, *(arguments.number(f"{name}_{end}", unit) for end in ("from", "to"))))
    found = days_within(bounded, seasons, over=arguments.days("over"), run=arguments.days("run"))
    return Seasonal(*found, seasons)


FUNCTIONS = {
    "mean_temperature": take_middle,
    "maturity": find_maturity,
    "hot_days_at_stage": count_hot_days_at_stage,
    "cold_degree_days": sum_cold,
    "favourable_days": count_days_within,
    "adverse_days": count_days_within,
}
