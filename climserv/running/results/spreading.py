"""Spreading: what is said of all members of a scenario together, place by place; rows beside the counts of years."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np

from ...recipes.graph import FilledStep
from ...vocabulary.metrics import Metric
from ...vocabulary.seasons import MonthDay, days_later
from ..blocks.values import Arguments
from ..functions import forecasts, members
from ..functions.members import Sample, Stretch, Told
from .result import OBSERVED
from .summarising import member_groups

if TYPE_CHECKING:
    import xarray as xr

FUNCTIONS = {**members.FUNCTIONS, **forecasts.FUNCTIONS}

# Told periods of one member: label of each by its role.
Roles = dict[str, str]


def spread(
    places: "xr.Dataset", steps: Sequence[FilledStep], roles: Sequence[Roles], metric: Metric, start: MonthDay | None
) -> list[dict]:
    """Rows of what the steps say of one output: place, member_group, period, statement, condition, value, unit, members
    (how many of the group are known) and words.

    places  as in `Result`; roles  of each member, the labels of its periods by role
    start   for dates: the day that values count from; values are then told as a day, too
    A value is None where none can be given.
    """
    rows = []
    arrays = places.transpose("place", "member", "period", "season")
    for place, name in enumerate(places["place"].values):
        for group, numbers in member_groups(places).items():
            sample = _sample(arrays.isel(place=place), numbers, roles, metric, group)
            for step in steps:
                told = FUNCTIONS[step.op](sample, Arguments(step.arguments))
                rows += [{"place": str(name), "member_group": group, **_row(one, start)} for one in told]
    return rows


def _sample(place: "xr.Dataset", numbers: list[int], roles: Sequence[Roles], metric: Metric, group: str) -> Sample:
    periods = _periods(place, numbers, roles)
    models, scenarios = ([str(place[key].values[n]) for n in numbers] for key in ("model", "scenario"))
    whole = group == str(place["group"].values[numbers[0]]) and str(place["kind"].values[numbers[0]]) != OBSERVED
    found = [number for number, kind in enumerate(place["kind"].values) if str(kind) == OBSERVED]
    beside = _periods(place, found[:1], roles) if found else {}
    observed = beside.get("baseline", beside.get("record"))
    return Sample(tuple(models), tuple(scenarios), periods, metric.unit, metric.never, whole, observed)


def _periods(place: "xr.Dataset", numbers: list[int], roles: Sequence[Roles]) -> dict[str, Stretch]:
    """The told periods of some members, by role."""
    labels = [str(label) for label in place["period"].values]
    value, outcome = place["value"].values[numbers], place["outcome"].values[numbers]
    periods = {}
    for role, label in roles[numbers[0]].items():
        at = labels.index(label)
        years = place["season_year"].values[at]
        there = years > 0
        periods[role] = Stretch(label, years[there], value[:, at, there].astype(np.float64), outcome[:, at, there])
    return periods


def _row(told: Told, start: MonthDay | None) -> dict:
    """Plain data; as many digits as float32 carries, the same in every file."""
    row = asdict(told)
    value, moment = row.pop("value"), row.pop("moment")
    known = np.isfinite(value)
    if known and moment and start is not None:
        row["words"] = f"{days_later(start, round(value))} {row['words']}".strip()
    return {**row, "value": float(f"{value:.7g}") if known else None}
