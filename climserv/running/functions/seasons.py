"""Seasons and spells of rain."""

from ...methods.seasons.onset import rainy_season_onset
from ..values import Arguments, Context, Seasonal


def find_onset(values, arguments: Arguments, context: Context) -> Seasonal:
    series = values["of"]
    seasons = series.seasons(*arguments.season("search"))
    found = rainy_season_onset(
        series.values,
        seasons,
        amount=arguments.number("amount", "mm"),
        window=arguments.days("window"),
        wet_day=arguments.number("wet_day", "mm/day"),
        operator=arguments["operator"],
        wet_days=arguments["wet_days"],
        anchor=arguments["anchor"],
        dry_spell=arguments.days("dry_spell"),
        look_ahead=arguments.days("look_ahead"),
    )
    return Seasonal(*found, seasons)


FUNCTIONS = {"onset": find_onset}
