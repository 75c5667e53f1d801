"""Assembling: from the blocks' numbers to labelled arrays by member, period, season and place."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import xarray as xr

from ..methods.calendars import date_after
from ..methods.ensembles import middle
from ..vocabulary.outcomes import NOT_A_SEASON, Outcome
from ..vocabulary.seasons import MonthDay, Years
from .blocks import Block, Numbers
from .plan import Plan

Seasonal = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Collected:
    """All blocks joined: for each strand, period role and output, (cell, season) arrays, labels, and summed facts."""

    cells: dict[tuple[int, str, str], Seasonal]
    labels: dict[tuple[int, str, str], list[str]]
    facts: Counter
    excluded: tuple[str, ...]


def collect(plan: Plan, numbers: dict[Block, Numbers]) -> Collected:
    """Join blocks in the order of their cells; facts are added in the same fixed order."""
    parts: dict[tuple[int, str, str], list[Seasonal]] = {}
    labels: dict[tuple[int, str, str], list[str]] = {}
    facts: Counter = Counter()
    excluded: dict[str, None] = {}
    for block in sorted(numbers, key=lambda b: (b.strand, b.cells.start)):
        answer = numbers[block]
        for key, seasonal in answer.periods.items():
            parts.setdefault((block.strand, *key), []).append(seasonal)
        for key, names in answer.labels.items():
            labels[(block.strand, *key)] = names
        facts.update(answer.facts)
        excluded |= dict.fromkeys(f"{plan.strands[block.strand].name}: {label}" for label in answer.excluded)
    cells = {
        key: (np.concatenate([v for v, _ in pieces]), np.concatenate([o for _, o in pieces]))
        for key, pieces in parts.items()
    }
    return Collected(cells, labels, facts, tuple(excluded))


def at_places(plan: Plan, seasonal: Seasonal) -> Seasonal:
    """(cell, season) to (place, season): sites stay themselves, a grid becomes its area's middle value."""
    if plan.target.kind == "sites":
        return seasonal
    value, outcome = seasonal
    real = (outcome != NOT_A_SEASON).all(axis=0)
    area_value = np.full((1, value.shape[1]), np.nan, np.float32)
    area_outcome = np.full((1, value.shape[1]), NOT_A_SEASON, np.uint8)
    if real.any():
        area_value[0, real], area_outcome[0, real] = middle(value[:, real], outcome[:, real], plan.selection.weights)
    return area_value, area_outcome


def period_labels(plan: Plan) -> dict[str, str]:
    """Label of each period and its role, in the order record, baseline, future; equal years are one period."""
    found: dict[str, str] = {}
    for role in ("record", "baseline", "future"):
        for strand in plan.strands:
            if role in strand.periods:
                found[str(strand.periods[role])] = role
    return found


def assemble(
    plan: Plan, collected: Collected, output: str, start: MonthDay | None, *, gridded: bool = True
) -> tuple[xr.Dataset, xr.Dataset | None]:
    """The `places` and `grid` of one output; `start` is the day that date values count from."""
    labels = period_labels(plan)
    places = _empty(plan, labels, (_place_count(plan),))
    grid = _empty(plan, labels, plan.target.shape) if gridded and plan.target.kind == "grid" else None
    dates = np.full(places[0].shape, "", dtype="U10")
    season_labels = np.full((len(labels), places[0].shape[2]), "", dtype="U9")
    season_years = np.zeros(season_labels.shape, np.int32)
    for (number, role, name), seasonal in collected.cells.items():
        strand = plan.strands[number]
        if role not in strand.periods or name != output:
            continue
        years = strand.periods[role]
        at = list(labels).index(str(years))
        here = at_places(plan, seasonal)
        span = slice(0, len(years))
        places[0][number, at, span], places[1][number, at, span] = here[0].T, here[1].T
        season_labels[at, span] = collected.labels[(number, role, output)]
        season_years[at, span] = np.arange(years.first, years.last + 1)
        if start is not None:
            dates[number, at, span] = dates_of(here, years, start, strand.piece.dates.calendar).T
        if grid is not None:
            _spread(plan, grid, (number, at), seasonal)
    coords = _coordinates(plan, labels, season_labels, season_years)
    return _places_dataset(plan, places, dates, coords), _grid_dataset(plan, grid, coords)


def dates_of(seasonal: Seasonal, years: Years, start: MonthDay, calendar: str) -> np.ndarray:
    """ISO dates of values that count days from `start`, in the data's own calendar; "" where nothing happened."""
    value, outcome = seasonal
    text = np.full(value.shape, "", dtype="U10")
    for place, season in zip(*np.nonzero(outcome == Outcome.HAPPENED), strict=True):
        year = years.first + int(season)
        text[place, season] = date_after(year, start, value[place, season], calendar)
    return text


def _place_count(plan: Plan) -> int:
    return len(plan.selection.index) if plan.target.kind == "sites" else 1


def _empty(plan: Plan, labels: dict[str, str], shape: tuple[int, ...]) -> Seasonal:
    longest = max(len(years) for strand in plan.strands for years in strand.periods.values())
    full = (len(plan.strands), len(labels), longest, *shape)
    return np.full(full, np.nan, np.float32), np.full(full, NOT_A_SEASON, np.uint8)


def _spread(plan: Plan, grid: Seasonal, at: tuple[int, int], seasonal: Seasonal) -> None:
    """Put (cell, season) values back on the grid; cells outside the area stay empty."""
    rows, columns = np.unravel_index(plan.selection.index, plan.target.shape)
    for array, values in zip(grid, seasonal, strict=True):
        array[at][: values.shape[1], rows, columns] = values.T


def _coordinates(plan: Plan, labels, season_labels, season_years) -> dict:
    members = [strand.piece.members[strand.member] for strand in plan.strands]
    kinds = ["projection" if strand.projected else "observed" for strand in plan.strands]
    scenarios = [m.scenario if s.projected else "" for m, s in zip(members, plan.strands, strict=True)]
    groups = [scenario or kind for scenario, kind in zip(scenarios, kinds, strict=True)]
    return {
        "member": ("member", [strand.name for strand in plan.strands]),
        "kind": ("member", kinds),
        "model": ("member", [m.model if s.projected else "" for m, s in zip(members, plan.strands, strict=True)]),
        "scenario": ("member", scenarios),
        "group": ("member", groups),
        "period": ("period", list(labels)),
        "period_role": ("period", list(labels.values())),
        "season_label": (("period", "season"), season_labels),
        "season_year": (("period", "season"), season_years),
    }


def _places_dataset(plan: Plan, places: Seasonal, dates: np.ndarray, coords: dict) -> xr.Dataset:
    dims = ("member", "period", "season", "place")
    if plan.target.kind == "sites":
        names = [plan.target.names[i] for i in plan.selection.index]
        lat, lon = plan.target.lat[plan.selection.index], plan.target.lon[plan.selection.index]
    else:
        names, weights = [plan.selection.name], plan.selection.weights
        lat = [np.average(plan.target.lat[plan.selection.index], weights=weights)]
        lon = [_middle_longitude(plan.target.lon[plan.selection.index], weights)]
    return xr.Dataset(
        {"value": (dims, places[0]), "outcome": (dims, places[1]), "date": (dims, dates)},
        {**coords, "place": ("place", names), "lat": ("place", lat), "lon": ("place", lon)},
    )


def _middle_longitude(lon: np.ndarray, weights: np.ndarray) -> float:
    """The mean longitude; that of an area over the date line lies there, and not on the other side of the world."""
    over = np.ptp(lon) > 180 and (np.abs(lon) > 90).all()
    middle = float(np.average(np.where(over & (lon < 0), lon + 360, lon), weights=weights))
    return middle - 360 if middle > 180 else middle


def _grid_dataset(plan: Plan, grid: Seasonal | None, coords: dict) -> xr.Dataset | None:
    if grid is None:
        return None
    dims = ("member", "period", "season", "lat", "lon")
    axes = {"lat": ("lat", plan.target.lats), "lon": ("lon", plan.target.lons)}
    return xr.Dataset({"value": (dims, grid[0]), "outcome": (dims, grid[1])}, {**coords, **axes})
