"""Assembling: from the blocks' numbers to labelled arrays by member, period, season and place; each is held once."""

from collections import Counter

import numpy as np
import xarray as xr

from ..methods.calendars import date_after
from ..methods.ensembles import middle
from ..vocabulary.metrics import METRICS
from ..vocabulary.outcomes import NOT_A_SEASON, Outcome
from ..vocabulary.seasons import MonthDay, Years
from .blocks import Block, Numbers
from .plan import Plan

Seasonal = tuple[np.ndarray, np.ndarray]


class Collected:
    """What comes out of the blocks, each put where it belongs as soon as it is there: memory for the results, once.

    places are sites, or the cells of the grid; `facts` are summed, `excluded` the seasons left out, by member
    """

    def __init__(self, plan: Plan):
        self.plan = plan
        self.periods = period_labels(plan)
        longest = max(len(years) for strand in plan.strands for years in strand.periods.values())
        shape = plan.target.shape if plan.target.kind == "grid" else (len(plan.selection.index),)
        full = (len(plan.strands), len(self.periods), longest, *shape)
        self.whole = {
            name: (np.full(full, np.nan, np.float32), np.full(full, NOT_A_SEASON, np.uint8))
            for name in plan.filled.outputs
        }
        self._where = (
            np.unravel_index(plan.selection.index, plan.target.shape)
            if plan.target.kind == "grid"
            else (np.arange(len(plan.selection.index)),)
        )
        self._beside: dict[tuple[int, str, str], Seasonal] = {}
        self.labels: dict[tuple[int, str, str], list[str]] = {}
        self.facts: Counter = Counter()
        self._excluded: dict[tuple[int, int], list[str]] = {}

    def take(self, block: Block, numbers: Numbers) -> None:
        """Put one block's numbers away, in any order of blocks."""
        strand = self.plan.strands[block.strand]
        here = self.plan.tiles.turn[block.cells.start : block.cells.stop]
        for (role, name), seasonal in numbers.periods.items():
            if role in strand.periods:
                spot = self._spot(block.strand, role, seasonal[0].shape[1])
                for array, values in zip(self.whole[name], seasonal, strict=True):
                    array[spot][:, *(axis[here] for axis in self._where)] = values.T
            else:
                for array, values in zip(self._room(block.strand, role, name, seasonal), seasonal, strict=True):
                    array[here] = values
        for key, names in numbers.labels.items():
            self.labels[(block.strand, *key)] = names
        self.facts.update(numbers.facts)
        self._excluded[block.strand, block.cells.start] = numbers.excluded

    def cells(self, strand: int, role: str, name: str) -> Seasonal:
        """(cell, season) value and outcome of one strand and period, the half-record check among them."""
        if (strand, role, name) in self._beside:
            return self._beside[strand, role, name]
        one = self.plan.strands[strand]
        spot = self._spot(strand, role, len(self.plan.shown(one, one.periods[role])))
        value, outcome = (array[spot][:, *self._where].T for array in self.whole[name])
        return value, outcome

    @property
    def excluded(self) -> tuple[str, ...]:
        found = (
            f"{self.plan.strands[strand].name}: {label}"
            for (strand, _), labels in sorted(self._excluded.items())
            for label in labels
        )
        return tuple(dict.fromkeys(found))

    def _spot(self, strand: int, role: str, seasons: int) -> tuple:
        at = list(self.periods).index(str(self.plan.strands[strand].periods[role]))
        return strand, at, slice(0, seasons)

    def _room(self, strand: int, role: str, name: str, seasonal: Seasonal) -> Seasonal:
        key = (strand, role, name)
        if key not in self._beside:
            shape = (len(self.plan.selection.index), seasonal[0].shape[1])
            self._beside[key] = (np.full(shape, np.nan, np.float32), np.full(shape, NOT_A_SEASON, np.uint8))
        return self._beside[key]


def at_places(plan: Plan, seasonal: Seasonal, output: str) -> Seasonal:
    """(cell, season) to (place, season): sites stay themselves, a grid becomes its area's middle value."""
    if plan.target.kind == "sites":
        return seasonal
    value, outcome = seasonal
    # Some cells may have no season in a year that others have: no start, so no end.
    real = (outcome != NOT_A_SEASON).any(axis=0)
    area_value = np.full((1, value.shape[1]), np.nan, np.float32)
    area_outcome = np.full((1, value.shape[1]), NOT_A_SEASON, np.uint8)
    if real.any():
        area_value[0, real], area_outcome[0, real] = middle(
            value[:, real], outcome[:, real], plan.selection.weights, never=METRICS[plan.filled.metric_of(output)].never
        )
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
    labels = collected.periods
    whole = collected.whole[output]
    sites = plan.target.kind == "sites"
    shape = (*whole[0].shape[:3], len(plan.selection.index) if sites else 1)
    places = whole if sites else (np.full(shape, np.nan, np.float32), np.full(shape, NOT_A_SEASON, np.uint8))
    dates = np.full(shape, "", dtype="U10")
    season_labels = np.full((len(labels), shape[2]), "", dtype="U9")
    season_years = np.zeros(season_labels.shape, np.int32)
    for number, strand in enumerate(plan.strands):
        for role, years in strand.periods.items():
            shown = plan.shown(strand, years)
            at, span = list(labels).index(str(years)), slice(0, len(shown))
            here = at_places(plan, collected.cells(number, role, output), output)
            if not sites:
                places[0][number, at, span], places[1][number, at, span] = here[0].T, here[1].T
            season_labels[at, span] = collected.labels[number, role, output]
            season_years[at, span] = np.arange(shown.first, shown.last + 1)
            if start is not None:
                dates[number, at, span] = dates_of(here, shown, start, plan.calendar(strand)).T
    coords = _coordinates(plan, labels, season_labels, season_years)
    grid = whole if gridded and plan.target.kind == "grid" else None
    return _places_dataset(plan, places, dates, coords), _grid_dataset(plan, grid, coords)


def dates_of(seasonal: Seasonal, years: Years, start: MonthDay, calendar: str) -> np.ndarray:
    """ISO dates of values that count days from `start`, in the data's own calendar; "" where nothing happened."""
    value, outcome = seasonal
    text = np.full(value.shape, "", dtype="U10")
    for place, season in zip(*np.nonzero(outcome == Outcome.HAPPENED), strict=True):
        year = years.first + int(season)
        text[place, season] = date_after(year, start, value[place, season], calendar)
    return text


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
