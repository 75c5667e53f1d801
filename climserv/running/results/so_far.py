"""So far: the season that is still running on the last day of the observations, a state of its own.

It is never counted among the years. What is counted or summed is a number so far; of an event (a start of the rains)
`happened` and `did_not_happen` are final, and `unknown` means not yet, or not known for missing days.
"""

from dataclasses import replace
from functools import partial

import numpy as np

from ...methods.calendars import Seasons, season_so_far
from ...recipes.graph import names_read
from ...recipes.operations import OPERATIONS
from ...vocabulary.metrics import METRICS
from ...vocabulary.outcomes import Outcome
from ...vocabulary.seasons import MonthDay, Years, days_later, parse_month_day
from ..blocks.blocks import PART
from ..blocks.chain import Cells, Chain, Lessons
from ..blocks.heights import heights_of
from ..blocks.record import read_series
from ..blocks.values import Days, Seasonal, Series
from ..planning.plan import Plan, Strand
from .assembling import Collected, at_places

# Steps that know a season so far: each is tested with one. Others, such as crops in stages, are not told.
KNOWN = frozenset({"hot_days", "onset", "seasonal_rain", "wet_days", "longest_dry_spell"})

# So many places are told in words.
_TOLD = 3


class Running(Days):
    """A time axis of which only the season still running on its last day is looked at."""

    def seasons(self, start: MonthDay, end: MonthDay) -> Seasons:
        line = (self.year, self.month, self.day)
        return self._once(("so far", start, end), lambda: season_so_far(*line, start, end, self.calendar))


def tell_so_far(plan: Plan, collected: Collected) -> list[dict]:
    """Rows of the season still running, by output and place; none where there is none, or nobody asked for it.

    output, place, season, last_day (ISO), present and length [days], value (None: nothing yet), unit, outcome, and day,
    the month-day of a date
    """
    strand = plan.strands[0]
    dates = strand.piece.dates
    asked = not strand.projected and strand.periods["record"].last >= int(dates.year[-1]) - 1
    names = [name for name in plan.filled.outputs if _known(plan, name)] if asked and not strand.weights else []
    rows = []
    last_day = "-".join(f"{int(part[-1]):02d}" for part in (dates.year, dates.month, dates.day))
    for name in names:
        found = _found(plan, strand, name)
        if found is not None:
            rows += _rows(plan, name, found, collected.weights(name), last_day)
    return rows


def notes_of(rows: list[dict]) -> tuple[str, ...]:
    """The same for readers of a product's notes, of a few places; the record has all."""
    notes = [
        f"Season {row['season']} is still running on {row['last_day']}, the last day of the observations "
        f"({row['present']} of {row['length']} days), and is not counted; {row['place']}, {row['output']}: {_said(row)}"
        for row in rows[:_TOLD]
    ]
    more = len(rows) - _TOLD
    return (*notes, *([f"The season still running: {more} more stand in product.json, so_far"] if more > 0 else []))


def _said(row: dict) -> str:
    if row["value"] is None:
        return "will not come" if row["outcome"] == Outcome.DID_NOT_HAPPEN.word else "not known yet"
    return f"on {row['day']}" if row["day"] else f"{row['value']:g} {row['unit']} so far"


def _known(plan: Plan, name: str) -> bool:
    """Whether an output is made by a step that knows seasons so far, straight from daily series that learn nothing."""
    step = plan.filled.step(name)
    read = {one for names in names_read(step.op, step.arguments).values() for one in names}
    steps = [plan.filled.steps[number] for number in plan.parts.daily]
    daily = {*plan.filled.inputs, *(one.name for one in steps)}
    learns = any(OPERATIONS[one.op].learns and OPERATIONS[one.op].argument("to") is None for one in steps)
    return step.op in KNOWN and read <= daily and not learns


def _found(plan: Plan, strand: Strand, name: str) -> Seasonal | None:
    """The running season of all cells; None when none is running."""
    last = int(strand.piece.dates.year[-1])
    parts, number = [], plan.filled.steps.index(plan.filled.step(name))
    for first in range(0, len(plan.selection.index), PART):
        here = slice(first, first + PART)
        ids = plan.selection.index[here]
        values = {}
        for one, variable in plan.inputs.items():
            series = read_series(strand.piece, variable, strand.member, strand.cells[here], [Years(last - 1, last)])
            values[one] = _running(series)
        heights = partial(heights_of, plan, strand, positions=np.arange(here.start, here.start + len(ids)))
        cells = Cells(ids, plan.target.lat[ids], plan.target.lon[ids], heights=heights)
        lessons = Lessons(plan.filled.steps, dict, cells, (last, last))
        chain = Chain(plan.filled.steps, values, cells, (last, last), lessons).take([*plan.parts.daily, number])
        parts.append(chain.values[name])
    if not len(parts[0].seasons):
        return None
    value, outcome = (np.concatenate([getattr(one, part) for one in parts]) for part in ("value", "outcome"))
    return replace(parts[0], value=value, outcome=outcome)


def _running(series: Series) -> Series:
    days = series.days
    return replace(series, days=Running(days.calendar, days.year, days.month, days.day))


def _rows(plan: Plan, name: str, found: Seasonal, weights: np.ndarray, last_day: str) -> list[dict]:
    metric, seasons = METRICS[plan.filled.metric_of(name)], found.seasons
    start = parse_month_day(plan.filled.season(name)["from"], where="season") if metric.kind == "date" else None
    values, outcomes = at_places(plan, (found.value, found.outcome), name, weights)
    sites = plan.target.kind == "sites"
    places = [plan.target.names[i] for i in plan.selection.index] if sites else [plan.selection.name]
    rows = []
    for place, value, outcome in zip(places, values[:, 0], outcomes[:, 0], strict=True):
        happened = outcome == Outcome.HAPPENED
        rows.append(
            {
                "output": name,
                "place": str(place),
                "season": seasons.labels[0],
                "last_day": last_day,
                "present": int(seasons.present[0]),
                "length": int(seasons.length[0]),
                "value": float(f"{float(value):.7g}") if happened else None,
                "unit": metric.unit,
                "outcome": Outcome(int(outcome)).word,
                "day": str(days_later(start, round(float(value)))) if happened and start else "",
            }
        )
    return rows
