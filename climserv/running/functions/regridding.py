"""Bringing series to other heights and places; placing itself is decided by the plan."""

import numpy as np

from ...methods.adjustment import apply, train
from ...methods.regridding.disaggregation import climatology, spatial_disaggregation
from ...methods.regridding.elevation import lapse_rate_correction
from ..blocks.values import Arguments, Context, Series
from . import units
from .analogs import by_analogs


def to_another_height(values, arguments: Arguments, context: Context) -> Series:
    series = values["of"]
    cells = len(series.values)
    heights = (np.full(cells, arguments.number(name, "m")) for name in ("from_height", "to_height"))
    return series.holding(lapse_rate_correction(series.values, *heights, rate=arguments.number("rate", "K/m")))


def to_own_height(values, arguments: Arguments, context: Context) -> Series:
    """From the height that each cell of the data stands for to that of the place, as both are told by the data."""
    series = values["of"]
    source, target = context.heights(arguments["of"])
    return series.holding(lapse_rate_correction(series.values, source, target, rate=arguments.number("rate", "K/m")))


def placed(values, arguments: Arguments, context: Context) -> Series:
    """The plan has placed the series when it was read, by the method that this step names."""
    return values["of"]


def downscale(values, arguments: Arguments, context: Context) -> Series:
    """Adjusted on the source's own cells to the means of the observations there; then its anomalies on their detail,
    or days of the observations in its stead.
    """
    if arguments["method"] == "analogs":
        return by_analogs(values, arguments, context)
    series, fine, kind = values["of"], values["to"], arguments["kind"]
    coarse = context.coarse(arguments["of"])
    learnt = context.learnt
    if "trained" not in learnt:
        past, observed = (_within(one, context.training["of"]) for one in (coarse.model, coarse.observed))
        wet_day = arguments.number("wet_day", "mm/day") if fine.variable == "pr" else 0.0
        learnt["trained"] = train(
            observed.values, past.values, observed.days.groups("month"), past.days.groups("month"),
            method="quantile_delta_mapping", kind=kind, quantiles=arguments["quantiles"], wet_day=wet_day,
            seed=arguments["seed"], cells=coarse.cells, judge=units.told(context, fine.variable),
        )  # fmt: skip
        learnt["climates"] = [climatology(one.values, one.month - 1, groups=12) for one in (observed, fine)]
        learnt["highest"] = np.fmax.reduce(fine.values, axis=1)
    there = _within(coarse.model, series)
    adjusted, _ = apply(learnt["trained"], there.values, there.days.groups("month"))
    found, facts = spatial_disaggregation(
        adjusted, *learnt["climates"], coarse.weights, there.month - 1, kind=kind, highest=learnt["highest"]
    )
    # What the coarse cells count is not added: blocks share them.
    for name, number in facts.items():
        context.facts[name] += number
    return series.holding(found)


def _within(coarse: Series, like: Series) -> Series:
    """The coarse days of the years that another series has."""
    return coarse.within(int(like.year[0]), int(like.year[-1]))


FUNCTIONS = {
    "regrid": placed,
    "lapse_rate": to_another_height,
    "height_correction": to_own_height,
    "downscale": downscale,
}
