"""Seasons and spells of rain."""

from ...methods.seasons.amounts import rain_of_heavy_days, seasonal_total, wettest_days
from ...methods.seasons.cessation import cessation, dry_soil_cessation
from ...methods.seasons.counting import wet_days
from ...methods.seasons.dry_after import dry_spell_after, longest_dry_spell_after
from ...methods.seasons.drying import drying_days
from ...methods.seasons.length import aligned, season_length
from ...methods.seasons.on_the_day import onset_on_the_day
from ...methods.seasons.onset import false_starts, rainy_season_onset
from ...methods.seasons.ranks import rank_in_record
from ...methods.seasons.second_rain import second_rain_on_the_day
from ...methods.seasons.signs import drought_signs
from ...methods.seasons.spells import longest_dry_spell
from ..blocks.values import Arguments, Context, Seasonal
from .each_season import each_season, from_each_start


def find_onset(values, arguments: Arguments, context: Context) -> Seasonal:
    return each_season(rainy_season_onset, values["of"], arguments, "search", **_start(arguments))


def find_onset_on_the_day(values, arguments: Arguments, context: Context) -> Seasonal:
    return each_season(
        onset_on_the_day,
        values["of"],
        arguments,
        "search",
        amount=arguments.number("amount", "mm"),
        window=arguments.days("window"),
        wet_days=arguments["wet_days"],
        **_wet(arguments),
    )


def find_second_rain(values, arguments: Arguments, context: Context) -> Seasonal:
    series = values["of"]
    seasons = series.seasons(*arguments.season("search"))
    found = second_rain_on_the_day(
        series.values,
        seasons,
        amount=arguments.number("amount", "mm"),
        window=arguments.days("window"),
        within=arguments.days("within"),
        wet_days=arguments["wet_days"],
        **_wet(arguments),
    )
    return Seasonal(*found, seasons)


def _wet(arguments: Arguments) -> dict:
    """What a wet day is."""
    return {"wet_day": arguments.number("wet_day", "mm/day"), "operator": arguments["operator"]}


def count_false_starts(values, arguments: Arguments, context: Context) -> Seasonal:
    series = values["of"]
    seasons = series.seasons(*arguments.season("search"))
    number, outcome, _, _ = false_starts(series.values, seasons, **_start(arguments))
    return Seasonal(number, outcome, seasons)


def _start(arguments: Arguments) -> dict:
    return {
        "amount": arguments.number("amount", "mm"),
        "window": arguments.days("window"),
        "wet_day": arguments.number("wet_day", "mm/day"),
        "operator": arguments["operator"],
        "wet_days": arguments["wet_days"],
        "anchor": arguments["anchor"],
        "dry_spell": arguments.days("dry_spell"),
        "look_ahead": arguments.days("look_ahead"),
    }


def _after(values, seasons) -> dict:
    """The start that the end is searched after, if a step names one."""
    start = values.get("after")
    if start is None:
        return {}
    day, outcome = aligned(start.seasons, seasons, start.value, start.outcome)
    return {"after": day, "after_outcome": outcome}


def find_cessation(values, arguments: Arguments, context: Context) -> Seasonal:
    series = values["of"]
    seasons = series.seasons(*arguments.season("search"))
    found = cessation(
        series.values,
        seasons,
        rule=arguments["rule"],
        amount=arguments.number("amount", "mm"),
        days=arguments.days("days"),
        operator=arguments["operator"],
        **_after(values, seasons),
    )
    return Seasonal(*found, seasons)


def find_dry_soil(values, arguments: Arguments, context: Context) -> Seasonal:
    series, lost = values["of"], values.get("evapotranspiration")
    seasons = series.seasons(*arguments.season("search"))
    found = dry_soil_cessation(
        series.values,
        seasons,
        capacity=arguments.number("capacity", "mm"),
        evaporation=arguments.number("loss", "mm/day") if lost is None else lost.values,
        initial=arguments.number("initial", "mm"),
        run_up=arguments.days("run_up"),
        left=arguments.number("left", "mm"),
        days=arguments.days("days"),
        **_after(values, seasons),
    )
    return Seasonal(*found, seasons)


def measure_season(values, arguments: Arguments, context: Context) -> Seasonal:
    start, end = values["start"], values["end"]
    found = season_length(
        start.seasons, start.value, start.outcome, end.seasons, end.value, end.outcome,
        not_ended=arguments["not_ended"],
    )  # fmt: skip
    return Seasonal(*found, start.seasons)


def find_longest_dry_spell(values, arguments: Arguments, context: Context) -> Seasonal:
    return each_season(
        longest_dry_spell,
        values["of"],
        arguments,
        wet_day=arguments.number("wet_day", "mm/day"),
        operator=arguments["operator"],
    )


def find_dry_spell_after(values, arguments: Arguments, context: Context) -> Seasonal:
    return from_each_start(
        dry_spell_after,
        values["of"],
        values["planted"],
        within=arguments.days("within"),
        dry_spell=arguments.days("dry_spell"),
        wet_day=arguments.number("wet_day", "mm/day"),
        operator=arguments["operator"],
    )


def find_longest_after(values, arguments: Arguments, context: Context) -> Seasonal:
    return from_each_start(
        longest_dry_spell_after,
        values["of"],
        values["planted"],
        wait=arguments.days("wait"),
        days=arguments.days("days"),
        **_wet(arguments),
    )


def _counting(threshold: str):
    """The function that counts the days of rain past a threshold."""

    def count(values, arguments: Arguments, context: Context) -> Seasonal:
        return each_season(
            wet_days,
            values["of"],
            arguments,
            wet_day=arguments.number(threshold, "mm/day"),
            operator=arguments["operator"],
            missing=arguments["missing"],
        )

    return count


def sum_heavy_rain(values, arguments: Arguments, context: Context) -> Seasonal:
    return each_season(
        rain_of_heavy_days,
        values["of"],
        arguments,
        heavy=arguments.number("heavy", "mm/day"),
        operator=arguments["operator"],
        missing=arguments["missing"],
    )


def count_drying_days(values, arguments: Arguments, context: Context) -> Seasonal:
    return each_season(
        drying_days,
        values["of"],
        arguments,
        **_wet(arguments),
        run=arguments.days("run"),
        humidity=values["hurs"].values if "hurs" in values else None,
        damp=arguments.number("damp", "%"),
    )


def rank_rain(values, arguments: Arguments, context: Context) -> Seasonal:
    series, past = values["of"], context.training["of"]
    seasons, earlier = (one.seasons(*arguments.season()) for one in (series, past))
    if "totals" not in context.learnt:
        context.learnt["totals"] = seasonal_total(past.values, earlier, missing=arguments["missing"])
    total = seasonal_total(series.values, seasons, missing=arguments["missing"])
    return Seasonal(*rank_in_record(*total, *context.learnt["totals"]), seasons)


def count_drought_signs(values, arguments: Arguments, context: Context) -> Seasonal:
    return each_season(
        drought_signs,
        values["of"],
        arguments,
        least_rain=arguments.number("least_rain", "mm"),
        dry_spell=arguments.days("dry_spell"),
        **_wet(arguments),
    )


def sum_rain(values, arguments: Arguments, context: Context) -> Seasonal:
    return each_season(seasonal_total, values["of"], arguments, missing=arguments["missing"])


def find_wettest_days(values, arguments: Arguments, context: Context) -> Seasonal:
    series = values["of"]
    seasons = series.seasons(*arguments.season())
    most, _, outcome = wettest_days(series.values, seasons, days=arguments.days("days"), missing=arguments["missing"])
    return Seasonal(most, outcome, seasons)


FUNCTIONS = {
    "onset": find_onset,
    "onset_on_the_day": find_onset_on_the_day,
    "second_rain": find_second_rain,
    "false_starts": count_false_starts,
    "cessation": find_cessation,
    "dry_soil_cessation": find_dry_soil,
    "season_length": measure_season,
    "longest_dry_spell": find_longest_dry_spell,
    "dry_spell_after": find_dry_spell_after,
    "longest_dry_spell_after": find_longest_after,
    "seasonal_rain": sum_rain,
    "rain_rank": rank_rain,
    "heavy_rain_days": _counting("heavy"),
    "heavy_rain": sum_heavy_rain,
    "drying_days": count_drying_days,
    "drought_signs": count_drought_signs,
    "wet_days": _counting("wet_day"),
    "wettest_days": find_wettest_days,
}
