"""Constructed analogs as a step: the days of a strand are looked up once, and made of fine days block by block.

Models are adjusted on their own cells to the means of the observations there. Of both, the anomalies from their own
monthly climatology are compared over the whole domain; so a warmer or wetter time is found by its weather. Each day's
analogs and their weights are then applied to the anomalies of the fine cells, on the fine climatology moved by the
change of the coarse one.
"""

from dataclasses import dataclass

import numpy as np

from ...methods.adjustment import apply, train
from ...methods.calendars import is_leap
from ...methods.regridding.analogs import Analogs, apply_analogs, find_analogs
from ...methods.regridding.disaggregation import anomalies, climatology, on_climatology, spatial_disaggregation
from ...vocabulary.problems import Problem, Refused
from ...vocabulary.seasons import Years
from ..blocks.domain import Domain
from ..blocks.once import Once
from ..blocks.values import Arguments, Context, Series

# Days of the year of all calendars are counted in one of so many days.
_YEAR = 365
# A cell with fewer of its days would leave few whole days to compare.
_LEAST_THERE = 0.8
# Strands' periods whose analogs are held in one process: a few MB each.
MOST_KEPT = 32


@dataclass(frozen=True)
class Found:
    """The analogs of a strand in some years, and the monthly climatology (coarse cell, 12) then and in these years."""

    analogs: Analogs
    then: np.ndarray
    now: np.ndarray


_ONCE: Once[Found] = Once(lambda held: len(held) > MOST_KEPT)


def by_analogs(values, arguments: Arguments, context: Context) -> Series:
    """Each fine day made of the fine days of the observations whose coarse fields rebuild the model's day."""
    series, fine, kind = values["of"], values["to"], arguments["kind"]
    domain, learnt = context.domain(arguments["of"]), context.learnt
    if "climate" not in learnt:
        learnt["climate"] = climatology(fine.values, fine.month - 1, groups=12)
        learnt["library"] = anomalies(fine.values, learnt["climate"], fine.month - 1, kind=kind)
        learnt["highest"] = np.fmax.reduce(fine.values, axis=1)
    years, training = (_years(one) for one in (series, context.training["of"]))
    settings = tuple(str(arguments[name]) for name in ("kind", "quantiles", "wet_day", "seed", "analogs", "within"))
    name = (domain.name, years, training, settings)
    found = _ONCE.get(name, lambda: _look_up(domain, years, training, arguments))
    moved, _ = spatial_disaggregation(
        domain.beside(found.now), domain.beside(found.then), learnt["climate"], domain.weights, np.arange(12),
        kind=kind, highest=learnt["highest"],
    )  # fmt: skip
    away = apply_analogs(found.analogs, learnt["library"], lowest=0.0 if kind == "*" else None)
    made, facts = on_climatology(away, moved, series.month - 1, kind=kind, highest=learnt["highest"])
    for fact, number in facts.items():
        context.facts[fact] += number
    if series.variable == "pr":
        # Weights share rain out over days on which little fell.
        made[made < np.float32(arguments.number("wet_day", "mm/day"))] = 0.0
    return series.holding(made)


def _look_up(domain: Domain, years: Years, training: Years, arguments: Arguments) -> Found:
    """The analogs of all days of a strand in some years, over the whole domain."""
    model, past, observed = domain.read(years, training)
    kind = arguments["kind"]
    wet_day = arguments.number("wet_day", "mm/day") if observed.variable == "pr" else 0.0
    trained = train(
        observed.values, past.values, observed.days.groups("month"), past.days.groups("month"),
        method="quantile_delta_mapping", kind=kind, quantiles=arguments["quantiles"], wet_day=wet_day,
        seed=arguments["seed"], cells=domain.cells,
    )  # fmt: skip
    adjusted, _ = apply(trained, model.values, model.days.groups("month"))
    sides = [(observed.values, observed.month - 1), (adjusted, model.month - 1)]
    then, now = (climatology(of, month, groups=12) for of, month in sides)
    library, fields = (
        anomalies(of, climate, month, kind=kind) for (of, month), climate in zip(sides, (then, now), strict=True)
    )
    found = find_analogs(
        fields, library, _day(model), _day(observed), days=_YEAR, analogs=arguments["analogs"],
        within=arguments.days("within"), shares=_shares(domain, fields, library),
    )  # fmt: skip
    return Found(found, then, now)


def _shares(domain: Domain, *of: np.ndarray) -> np.ndarray:
    """The surface of each cell; none of those that lack so many days, on either side, that few whole ones were left."""
    there = np.min([np.isfinite(one).mean(axis=1) for one in of], axis=0) >= _LEAST_THERE
    if not there.any():
        what = "no coarse cell around the area has enough days, of the model and of the observations, to compare"
        advice = "Name observations with fewer gaps, or use method: bcsd"
        raise Refused(Problem("analogs.domain", "downscale", what, "", f"{_LEAST_THERE:.0%} of the days", advice))
    return np.where(there, np.cos(np.deg2rad(domain.lat)), 0.0)


def _day(series: Series) -> np.ndarray:
    """(time) the day of the year, in a year of 365 days whatever the calendar."""
    long = np.where(is_leap(series.year, series.calendar), 366, 360 if series.calendar == "360_day" else 365)
    return 1 + (series.day_of_year - 1) * _YEAR // long


def _years(series: Series) -> Years:
    return Years(int(series.year[0]), int(series.year[-1]))
