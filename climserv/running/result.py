"""What a run gives: seasonal values with their outcomes, counted; still arrays, not yet files."""

from dataclasses import dataclass, field

import xarray as xr

from ..data.opening import Source
from ..data.places.areas import Selection
from ..recipes.filling import FilledRecipe
from ..vocabulary.metrics import Metric
from .order import Order

OBSERVED = "observed"


@dataclass(frozen=True)
class Result:
    """One run's numbers.

    places   dims (member, period, season, place): `value` float32, `outcome` uint8 (255: no such season),
             `date` ISO text or ""; coordinates kind, model, scenario, group (member), period_role (period),
             season_label and season_year (period, season), lat and lon (place)
    grid     the same `value` and `outcome` on (member, period, season, lat, lon); None for stations
    summary  one row a place, member group, period and condition, as in `summary.csv`
    """

    order: Order
    filled: FilledRecipe
    metric: Metric
    sources: tuple[Source, ...]
    reference: Source | None
    places: xr.Dataset
    grid: xr.Dataset | None
    summary: list[dict]
    adjustment: dict
    skill: dict
    area: Selection
    notes: tuple[str, ...] = field(default=())
