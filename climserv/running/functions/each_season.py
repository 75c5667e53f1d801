"""What most methods ask for: the days of a series, by its seasons or from a date that each season has."""

from collections.abc import Callable

from ..blocks.values import Arguments, Seasonal, Series


def each_season(method: Callable, series: Series, arguments: Arguments, name: str = "season", **asked) -> Seasonal:
    """What a method finds in each season of a step; `name` is the argument that tells its first and last day."""
    seasons = series.seasons(*arguments.season(name))
    return Seasonal(*method(series.values, seasons, **asked), seasons)


def from_each_start(method: Callable, series: Series, start: Seasonal, **asked) -> Seasonal:
    """What a method finds from the start of each season on, such as planting."""
    return Seasonal(*method(series.values, start.seasons, start.value, start.outcome, **asked), start.seasons)
