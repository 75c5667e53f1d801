"""Heat, cold and growth of crops; heat stress of animals and chill of fruit trees."""

import numpy as np

from ...methods.calendars import Timeline
from ...methods.heat.cattle import (
    heat_stress_days,
    heat_stress_load,
    longest_heat_stress,
    temperature_humidity_index,
)
from ...methods.heat.chill import chill_portions
from ...methods.heat.days import frost_days, hot_days, hot_nights
from ...methods.heat.degree_days import degree_days
from ...methods.heat.frost import first_autumn_frost, last_spring_frost
from ...methods.heat.growing import growing_season_length
from ...methods.heat.percentiles import day_columns, percentile_of_days
from ...methods.heat.waves import heat_waves
from ...methods.seasons.counting import days_above_each
from ...methods.water.sun import solar_day
from ...vocabulary.seasons import parse_month_day
from ..blocks.values import Arguments, Context, Seasonal
from .each_season import each_season


def _counting(method):
    """The function of a method that counts days of one variable past a threshold."""

    def count(values, arguments: Arguments, context: Context) -> Seasonal:
        return each_season(
            method,
            values["of"],
            arguments,
            threshold=arguments.number("threshold", "K"),
            operator=arguments["operator"],
            missing=arguments["missing"],
        )

    return count


def _finding(method):
    """The function of a method that finds a frost date."""

    def find(values, arguments: Arguments, context: Context) -> Seasonal:
        asked = {"threshold": arguments.number("threshold", "K"), "operator": arguments["operator"]}
        return each_season(method, values["of"], arguments, "search", **asked)

    return find


def _stressing(method, *names):
    """The function of a measure of heat stress."""

    def measure(values, arguments: Arguments, context: Context) -> Seasonal:
        tas = values["tas"]
        seasons = tas.seasons(*arguments.season())
        index = temperature_humidity_index(tas.values, values["hurs"].values)
        more = {name: arguments[name] for name in names}
        return Seasonal(*method(index, seasons, threshold=arguments.number("threshold", "1"), **more), seasons)

    return measure


def sum_degree_days(values, arguments: Arguments, context: Context) -> Seasonal:
    return each_season(
        degree_days,
        values["of"],
        arguments,
        lower=arguments.number("lower", "K"),
        upper=arguments.number("upper", "K"),
        missing=arguments["missing"],
    )


def measure_growing_season(values, arguments: Arguments, context: Context) -> Seasonal:
    middle = parse_month_day(arguments["middle"], where="middle")
    return each_season(
        growing_season_length,
        values["of"],
        arguments,
        middle=(middle.month, middle.day),
        threshold=arguments.number("threshold", "K"),
        operator=arguments["operator"],
        window=arguments.days("window"),
    )


def count_heat_wave_days(values, arguments: Arguments, context: Context) -> Seasonal:
    series, nights = values["of"], values.get("tasmin")
    seasons = series.seasons(*arguments.season())
    too = {} if nights is None else {
        "tasmin": nights.values, "night_threshold": arguments.number("night_threshold", "K"),
    }  # fmt: skip
    found = heat_waves(
        series.values,
        seasons,
        measure="days",
        threshold=arguments.number("threshold", "K"),
        days=arguments.days("days"),
        operator=arguments["operator"],
        **too,
    )
    return Seasonal(*found, seasons)


def _line(series) -> Timeline:
    return Timeline(series.calendar, series.year, series.month, series.day)


def count_days_above_percentile(values, arguments: Arguments, context: Context) -> Seasonal:
    series = values["of"]
    seasons = series.seasons(*arguments.season())
    if "thresholds" not in context.learnt:
        known = context.training["of"]
        context.learnt["thresholds"] = percentile_of_days(
            known.values, _line(known), q=arguments.number("percentile", "percent") / 100,
            window=arguments.days("window"),
        )  # fmt: skip
    thresholds = context.learnt["thresholds"]
    columns = day_columns(_line(series))
    found = days_above_each(
        series.values, seasons, thresholds, columns, operator=arguments["operator"], missing=arguments["missing"]
    )
    return Seasonal(*found, seasons)


def sum_chill(values, arguments: Arguments, context: Context) -> Seasonal:
    tasmin = values["tasmin"]
    seasons = tasmin.seasons(*arguments.season())
    day = solar_day(_line(tasmin))
    latitude = np.asarray(context.lat, np.float64)
    value, outcome = chill_portions(
        tasmin.values, values["tasmax"].values, seasons, latitude=np.nan_to_num(latitude), day=day
    )
    nowhere = np.isnan(latitude)
    value[nowhere], outcome[nowhere] = np.nan, 0
    return Seasonal(value, outcome, seasons)


FUNCTIONS = {
    "hot_days": _counting(hot_days),
    "hot_nights": _counting(hot_nights),
    "frost_days": _counting(frost_days),
    "last_spring_frost": _finding(last_spring_frost),
    "first_autumn_frost": _finding(first_autumn_frost),
    "degree_days": sum_degree_days,
    "growing_season_length": measure_growing_season,
    "heat_wave_days": count_heat_wave_days,
    "days_above_percentile": count_days_above_percentile,
    "heat_stress_days": _stressing(heat_stress_days, "operator"),
    "longest_heat_stress": _stressing(longest_heat_stress, "operator"),
    "heat_stress_load": _stressing(heat_stress_load),
    "chill_portions": sum_chill,
}
