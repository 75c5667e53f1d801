"""Demand: what the needs that nobody meets are waiting for, put together into a list of work.

A gap is the least that would have to come for a need to be met: a recipe, a dataset, observations, or, where nobody can
know it, a talk. It is read off the findings of the offer that comes nearest.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..needs.deadline import information_deadline
from ..needs.need import Need
from ..recipes.model import Recipe
from ..vocabulary.metrics import METRICS
from ..vocabulary.seasons import MonthDay, days_between
from ..vocabulary.spreadsheet import text_cell
from .board import Board
from .facts import recipe_facts
from .judging import Asked
from .named_times import named_time
from .rules import findings_of
from .verdicts import CANNOT, Finding

# What must come when a rule says that it cannot be.
_KIND_OF = {
    "metric.other": "recipe", "time.scale.finer": "recipe", "time.level.coarse": "recipe",
    "time.horizon.not_claimed": "recipe", "space.sites.not_taken": "recipe",
    "metric.variables.missing": "dataset", "space.cover.outside": "dataset", "space.level.far": "dataset",
    "space.scale.far": "dataset", "time.step.coarser": "dataset", "time.period.outside": "dataset",
    "time.past.model": "observation", "time.past.forecast": "observation", "time.projection.record": "dataset",
    "time.days.none": "dataset", "time.forecast.not_so_far": "dataset", "time.hindcast": "dataset",
    "time.lead.short": "dataset", "time.timeliness.late": "observation",
}  # fmt: skip
KINDS = ("recipe", "dataset", "observation", "talk")


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: its kind, and what it must give; needs with equal gaps wait for the same."""

    kind: str
    metric: str
    scale: str
    horizon: str
    variables: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "metric": self.metric, "scale": self.scale, "horizon": self.horizon,
                "variables": list(self.variables)}  # fmt: skip


@dataclass(frozen=True)
class Work:
    """One line of the list of work: a gap, the needs that wait for it, the people they touch, the first deadline."""

    gap: Gap
    needs: tuple[str, ...]
    people: int
    deadline: MonthDay | None
    places: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        deadline = str(self.deadline) if self.deadline else None
        return {**self.gap.as_dict(), "needs": list(self.needs), "people": self.people, "deadline": deadline,
                "places": list(self.places)}  # fmt: skip


def gap_of(asked: Asked, board: Board) -> Gap | None:
    """What the need waits for; None where it is met."""
    best = board.best[asked.need.need]
    if best is not None and best.met:
        return None
    need = asked.need
    metric, scale, horizon = need.metric.is_ or "", need.time.scale or "", need.time.horizon or ""
    found = [] if best is None else _hindrances(asked, board, best)
    kinds = {_KIND_OF.get(one.code, "talk") for one in found} or {"recipe"}
    if _nobody_can(need):
        kinds = {"talk"}
    # What nobody can know is not served by any data; without a recipe, data alone serve nothing.
    kind = next(one for one in ("talk", *KINDS) if one in kinds)
    wanted = () if kind in ("recipe", "talk") else _variables(metric, best)
    return Gap(kind, metric, scale, horizon, wanted)


def _nobody_can(need: Need) -> bool:
    """A day or a year to come by its name: no recipe and no data will ever tell it."""
    asked, named = need.time.period_of_interest, named_time(need.time.period)
    one_year = asked is not None and asked[:4] == asked[-4:]
    return need.time.horizon == "projection" and (one_year or (asked is None and named is not None))


def _hindrances(asked: Asked, board: Board, best) -> list[Finding]:
    case = board.judge.case(asked, best.recipe, best.data)
    found = [one for part in ("time", "place", "near", "scale", "metric", "adjust") for one in findings_of(part, case)]
    return [one for one in found if one.value == CANNOT]


def _variables(metric: str, best) -> tuple[str, ...]:
    if best is not None:
        return recipe_facts(best.recipe).variables
    return METRICS[metric].variables if metric in METRICS else ()


def work_list(board: Board, today: MonthDay | None = None) -> list[Work]:
    """What is waited for: what most people wait for first, then most needs, then the first deadline, then by name.

    today   deadlines come round every year: the next after this day is the first; None: from 1 January
    """
    waiting: dict[Gap, list[Asked]] = defaultdict(list)
    for asked in board.unmet():
        waiting[gap_of(asked, board)].append(asked)
    lines = [_work(gap, several, today or MonthDay(1, 1)) for gap, several in waiting.items()]
    return sorted(lines, key=lambda w: (-w.people, -len(w.needs), _order(w.deadline, today), str(w.gap.as_dict())))


def _work(gap: Gap, several: list[Asked], today: MonthDay) -> Work:
    deadlines = [day for one in several if (day := information_deadline(one.need)) is not None]
    return Work(
        gap,
        tuple(sorted(one.need.need for one in several)),
        sum(one.need.who.people or 0 for one in several),
        min(deadlines, key=lambda day: days_between(today, day), default=None),
        tuple(sorted({one.area.id for one in several if one.area is not None})),
    )


def _order(deadline: MonthDay | None, today: MonthDay | None) -> int:
    return days_between(today or MonthDay(1, 1), deadline) if deadline else 366


def could_serve(board: Board, recipe: Recipe, **answers: Any) -> list[str]:
    """The needs that nobody meets and this recipe would, if its envelope gave `answers` (`time=("dekad",)`); by id."""
    envelope = recipe.answers.model_copy(update=answers)
    with_it = recipe.model_copy(update={"answers": envelope})
    tried = Board(board.unmet(), [with_it], board.shelf.cards)
    return sorted(name for name, best in tried.best.items() if best is not None and best.met)


def if_it_gave(board: Board, recipe: Recipe) -> list[dict[str, Any]]:
    """The producer's view: each single widening of the recipe's envelope, and the needs it would serve then."""
    now = set(could_serve(board, recipe))
    said = []
    for name, answers in _widenings(recipe):
        served = [need for need in could_serve(board, recipe, **answers) if need not in now]
        people = sum(board.needs[need].need.who.people or 0 for need in served)
        if served:
            said.append({"gave": name, "needs": served, "people": people})
    return sorted(said, key=lambda one: (-one["people"], -len(one["needs"]), one["gave"]))


def _widenings(recipe: Recipe):
    answers = recipe.answers
    for scale in ("day", "dekad", "month", "season", "year"):
        if scale not in answers.time:
            yield f"time: {scale}", {"time": (*answers.time, scale)}
    for horizon in ("past", "days", "now", "years", "projection"):
        if horizon not in answers.horizons:
            yield f"horizon: {horizon}", {"horizons": (*answers.horizons, horizon)}
    for size in ("0.1 km", "1 km", "5 km"):
        yield f"from: {size}", {"space": answers.space.model_copy(update={"finest": size})}
    if not answers.sites:
        yield "sites", {"sites": True}


def demand_csv(board: Board, sectors: Mapping[str, str]) -> str:
    """For a national framework's plan: a row for each sector, time scale and gap, with needs and people.

    sectors   need id to sector, as the organisations say it; a need without one is counted under ""
    """
    counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for asked in board.unmet():
        gap, need = gap_of(asked, board), asked.need
        told = counts[sectors.get(need.need, ""), gap.scale, f"{gap.kind}: {gap.metric}" if gap.metric else gap.kind]
        told[0], told[1] = told[0] + 1, told[1] + (need.who.people or 0)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("sector", "time_scale", "gap", "needs", "people"))
    writer.writerows((*map(text_cell, key), *told) for key, told in sorted(counts.items()))
    return out.getvalue()
