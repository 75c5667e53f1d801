"""What a run gives: seasonal values with their outcomes, counted; still arrays, not yet files."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...data.opening import Source
from ...data.places.areas import Selection
from ...recipes.filling import FilledRecipe
from ...vocabulary.metrics import Metric
from ..planning.order import Order

if TYPE_CHECKING:
    import xarray as xr

OBSERVED = "observed"


@dataclass(frozen=True)
class Answer:
    """The numbers of one output beside the main one.

    code     what tables call it: its metric, or its name in the recipe where two outputs are of one metric
    start    the day that dates count from, as month-day; "" for other kinds
    places, grid, summary, spreads  as in `Result`; no summary where the recipe does not count it
    """

    name: str
    code: str
    metric: Metric
    start: str
    places: "xr.Dataset"
    grid: "xr.Dataset | None"
    summary: list[dict]
    spreads: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """One run's numbers.

    places   dims (member, period, season, place): `value` float32, `outcome` uint8 (255: no such season),
             `date` ISO text or ""; coordinates kind, model, scenario, group (member), period_role (period),
             season_label and season_year (period, season), lat and lon (place)
    grid     the same `value` and `outcome` on (member, period, season, lat, lon); None for stations
    summary  one row a place, member group, period and condition, as in `summary.csv`
    spreads  one row a place, member group, period and statement over members: percentiles, changes, agreement
    so_far   the season still running on the last day of the observations, see `so_far.tell_so_far`
    code     what tables call the main output
    others   the outputs beside the main one, in the recipe's order
    """

    order: Order
    filled: FilledRecipe
    metric: Metric
    sources: tuple[Source, ...]
    reference: Source | None
    places: "xr.Dataset"
    grid: "xr.Dataset | None"
    summary: list[dict]
    adjustment: dict
    skill: dict
    area: Selection
    notes: tuple[str, ...] = field(default=())
    code: str = ""
    others: tuple[Answer, ...] = field(default=())
    spreads: list[dict] = field(default_factory=list)
    so_far: list[dict] = field(default_factory=list)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All outputs, the main one first."""
        filled = self.filled
        main = filled.outputs[0] if filled.outputs else self.metric.code
        start = filled.season(main)["from"] if self.metric.kind == "date" else ""
        code = self.code or self.metric.code
        own = Answer(main, code, self.metric, start, self.places, self.grid, self.summary, self.spreads)
        return (own, *self.others)
