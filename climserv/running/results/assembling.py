"""Assembling: from the blocks' numbers to labelled arrays by member, period, season and place; each is held once.

xarray is imported when there is something to label: while blocks are computed its 80 MB are theirs.
"""

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from ...methods.calendars import date_after
from ...methods.ensembles import middle
from ...vocabulary.metrics import METRICS
from ...vocabulary.outcomes import NOT_A_SEASON, Outcome
from ...vocabulary.seasons import MonthDay, Years
from ..blocks.blocks import Block, Numbers
from ..planning.plan import Plan

if TYPE_CHECKING:
    import xarray as xr

Seasonal = tuple[np.ndarray, np.ndarray]

# With fewer, a cell of which none is known may still hold data.
_FEWEST_SEASONS = 5


class Collected:
    """What comes out of the blocks, each put where it belongs as soon as it is there: memory for the results, once.

    places are sites, or the cells of the grid; `facts` are summed, `facts_of` those of each
            strand; `excluded` the seasons left out, by member
    """

    def __init__(self, plan: Plan):
        self.plan = plan
        self.periods = period_labels(plan)
        longest = max(len(years) for strand in plan.strands for years in strand.periods.values())
        self.window, self._where = _window(plan)
        shape = tuple(axis.stop - axis.start for axis in self.window)
        full = (len(plan.strands), len(self.periods), longest, *shape)
        self.whole = {
            name: (np.full(full, np.nan, np.float32), np.full(full, NOT_A_SEASON, np.uint8))
            for name in plan.filled.outputs
        }
        self._beside: dict[tuple[int, str, str], Seasonal] = {}
        self.labels: dict[tuple[int, str, str], list[str]] = {}
        self.facts: Counter = Counter()
        self.facts_of: dict[int, Counter] = {}
        self._excluded: dict[tuple[int, int], list[str]] = {}
        self._weights: dict[str, np.ndarray] = {}

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
        self.facts_of.setdefault(block.strand, Counter()).update(numbers.facts)
        self._excluded[block.strand, block.cells.start] = numbers.excluded

    def cells(self, strand: int, role: str, name: str) -> Seasonal:
        """(cell, season) value and outcome of one strand and period, the half-record check among them."""
        if (strand, role, name) in self._beside:
            return self._beside[strand, role, name]
        one = self.plan.strands[strand]
        spot = self._spot(strand, role, len(self.plan.shown(one, one.periods[role])))
        value, outcome = (array[spot][:, *self._where].T for array in self.whole[name])
        return value, outcome

    def weights(self, name: str) -> np.ndarray:
        """(cell) what each counts in the area's middle: nothing where one of the strands never knows an answer.

        Such cells are sea, or beside the land that a source covers: unknown for ever, and not for want of a day. All
        strands leave them out, so that models and observations are of the same cells.
        """
        if name not in self._weights:
            there = [self._known(strand, name) for strand in range(len(self.plan.strands))]
            never = ~np.logical_and.reduce([known for known in there if known.any()] or [[True]])
            weights = np.where(never, 0.0, self.plan.selection.weights)
            self._weights[name] = weights if weights.any() else self.plan.selection.weights
        return self._weights[name]

    def _known(self, strand: int, name: str) -> np.ndarray:
        """(cell) whether any season of a strand is known; yes where there are too few seasons to say never."""
        outcomes = [self.cells(strand, role, name)[1] for role in self.plan.strands[strand].periods]
        seasons = sum(int((outcome != NOT_A_SEASON).any(axis=0).sum()) for outcome in outcomes)
        if seasons < _FEWEST_SEASONS:
            return np.ones(len(self.plan.selection.index), bool)
        return np.any(
            [np.isin(one, (Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN)).any(axis=1) for one in outcomes], axis=0
        )

    def notes(self, name: str) -> list[str]:
        """What must be said of the cells that are left out of the area's middle."""
        if self.plan.target.kind == "sites":
            return []
        cells, left = len(self.plan.selection.index), int((self.weights(name) == 0).sum())
        said = f"{left} of {cells} cells of the area are left out of its middle: no season of them is known, as of sea"
        return [said] if left else []

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


def _window(plan: Plan) -> tuple[tuple[slice, ...], tuple[np.ndarray, ...]]:
    """The rows and columns of the target that hold the area, with one more on every side, and its cells in there."""
    if plan.target.kind != "grid":
        count = len(plan.selection.index)
        return (slice(0, count),), (np.arange(count),)
    where = np.unravel_index(plan.selection.index, plan.target.shape)
    ends = [(int(at.min()), int(at.max())) for at in where]
    window = tuple(
        slice(max(0, low - 1), min(size, high + 2)) for (low, high), size in zip(ends, plan.target.shape, strict=True)
    )
    return window, tuple(at - axis.start for at, axis in zip(where, window, strict=True))


def at_places(plan: Plan, seasonal: Seasonal, output: str, weights: np.ndarray | None = None) -> Seasonal:
    """(cell, season) to (place, season): sites stay themselves, a grid becomes its area's middle value.

    weights  (cell) what each counts, as `Collected.weights` gives it; default: its share of the area
    """
    if plan.target.kind == "sites":
        return seasonal
    value, outcome = seasonal
    weights = plan.selection.weights if weights is None else weights
    # Some cells may have no season in a year that others have: no start, so no end.
    real = (outcome != NOT_A_SEASON).any(axis=0)
    area_value = np.full((1, value.shape[1]), np.nan, np.float32)
    area_outcome = np.full((1, value.shape[1]), NOT_A_SEASON, np.uint8)
    if real.any():
        area_value[0, real], area_outcome[0, real] = middle(
            value[:, real], outcome[:, real], weights, never=METRICS[plan.filled.metric_of(output)].never
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
) -> "tuple[xr.Dataset, xr.Dataset | None]":
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
            here = at_places(plan, collected.cells(number, role, output), output, collected.weights(output))
            if not sites:
                places[0][number, at, span], places[1][number, at, span] = here[0].T, here[1].T
            season_labels[at, span] = collected.labels[number, role, output]
            season_years[at, span] = np.arange(shown.first, shown.last + 1)
            if start is not None:
                dates[number, at, span] = dates_of(here, shown, start, plan.calendar(strand)).T
    coords = _coordinates(plan, labels, season_labels, season_years)
    grid = whole if gridded and plan.target.kind == "grid" else None
    return _places_dataset(plan, places, dates, coords), _grid_dataset(plan, grid, collected.window, coords)


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


def _places_dataset(plan: Plan, places: Seasonal, dates: np.ndarray, coords: dict) -> "xr.Dataset":
    import xarray as xr

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


def _grid_dataset(plan: Plan, grid: Seasonal | None, window: tuple[slice, ...], coords: dict) -> "xr.Dataset | None":
    if grid is None:
        return None
    import xarray as xr

    dims = ("member", "period", "season", "lat", "lon")
    axes = {"lat": ("lat", plan.target.lats[window[0]]), "lon": ("lon", plan.target.lons[window[1]])}
    return xr.Dataset({"value": (dims, grid[0]), "outcome": (dims, grid[1])}, {**coords, **axes})
