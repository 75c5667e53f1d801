"""Year by year: in which seasons the statement was true, by the same comparison that made the summary."""

import numpy as np

from ...methods.ensembles import count
from ...running.results.summarising import days_after
from ...vocabulary.outcomes import NOT_A_SEASON
from ...vocabulary.seasons import parse_month_day
from ..counts import OBSERVED, Statement


def holds(result, statement: Statement) -> np.ndarray:
    """int8 (member, period, season, place): 1 true, 0 false, -1 unknown or no such season."""
    places = result.places.transpose("member", "period", "season", "place")
    limit = _limits(result, statement)[..., None, None]
    value, outcome = places["value"].values[..., None], places["outcome"].values[..., None]
    true, valid, _ = count(value, outcome, statement.code, limit, result.metric.never)
    return np.where(valid == 1, true, -1).astype(np.int8)


def counts_on_grid(result, statement: Statement, group: str, period: str) -> tuple[np.ndarray, np.ndarray]:
    """Years true and years valid, int64 (lat, lon), pooled over the members of a group."""
    grid = result.grid.transpose("member", "period", "lat", "lon", "season")
    members = np.flatnonzero(grid["group"].values == group)
    at = list(grid["period"].values).index(period)
    limit = _limits(result, statement)[members, at][:, None, None, :]
    value, outcome = grid["value"].values[members, at], grid["outcome"].values[members, at]
    true, valid, _ = count(value, outcome, statement.code, limit, result.metric.never)
    return true.sum(axis=0), valid.sum(axis=0)


def _limits(result, statement: Statement) -> np.ndarray:
    """float64 (member, period, season): the condition as a number; a date counts in each member's own calendar."""
    places = result.places
    shape = tuple(places.sizes[name] for name in ("member", "period", "season"))
    limits = np.full(shape, statement.at, np.float64)
    if not statement.is_date:
        return limits
    start = parse_month_day(statement.start, where="search_start")
    calendars = member_calendars(result)
    years = places["season_year"].transpose("period", "season").values
    real = (places["outcome"].transpose("member", "period", "season", "place").values != NOT_A_SEASON).any(axis=-1)
    for member, period, season in zip(*np.nonzero(real), strict=True):
        calendar = calendars[str(places["member"].values[member])]
        year = int(years[period, season])
        limits[member, period, season] = days_after(start, statement.condition, year, calendar)
    return limits


def member_calendars(result) -> dict[str, str]:
    """The calendar each member's days are counted in."""
    observed = result.reference or result.sources[0]
    calendars = {
        member.id: piece.dates.calendar for s in result.sources for piece in s.pieces for member in piece.members
    }
    return calendars | {OBSERVED: observed.pieces[0].dates.calendar}
