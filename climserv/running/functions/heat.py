"""Heat, cold and growth of crops."""

from ...methods.heat.days import hot_days
from ..values import Arguments, Context, Seasonal


def count_hot_days(values, arguments: Arguments, context: Context) -> Seasonal:
    series = values["of"]
    seasons = series.seasons(*arguments.season())
    counted = hot_days(
        series.values,
        seasons,
        threshold=arguments.number("threshold", "K"),
        operator=arguments["operator"],
        missing=arguments["missing"],
    )
    return Seasonal(*counted, seasons)


FUNCTIONS = {"hot_days": count_hot_days}
