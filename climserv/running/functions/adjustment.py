"""Adjustment of model data to observations: what the training years teach is applied to each period."""

import numpy as np

from ...methods.adjustment import FACTS, Trained, apply, each_time, train
from ...methods.adjustment.deltas import delta_change, train_change
from ...methods.adjustment.groups import Groups
from ...methods.adjustment.multivariate import apply_together, train_together
from ...methods.adjustment.ordering import day_shape, from_day_shape, put_in_order, within_bounds
from ...vocabulary.variables import VARIABLES
from ..blocks.values import Arguments, Context, Series
from . import units

# Beyond these a value cannot be; the plausible bounds of the vocabulary are wider.
_BOUNDS = {"hurs": (0.0, 100.0)}
_QDM = "quantile_delta_mapping"


def adjust(values, arguments: Arguments, context: Context) -> Series:
    """Without observations this step is not reached: the series stays as it came."""
    series: Series = values["of"]
    method, window = arguments["method"], arguments.days("window")
    if "trained" not in context.learnt:
        options = {"distribution": arguments["distribution"]} if method == "trend_preserving" else {}
        context.learnt["trained"] = _trained(
            values["to"], context.training["of"], arguments, context,
            method=method, kind=arguments["kind"], window=window, interpolation=arguments["interpolation"],
            once=context.learnt.get("once", each_time), **options,
        )  # fmt: skip
    return _adjusted(context.learnt["trained"], series, context)


def move_observed(values, arguments: Arguments, context: Context) -> Series:
    """The observed days of the training years, moved by the model's change from then to the years asked for."""
    asked, past = values["of"].within(*context.years), context.training["of"]
    groups = [_groups(series, arguments["group"]) for series in (asked, past, values["to"])]
    wet_day = arguments.number("wet_day", "mm/day") if asked.variable == "pr" else None
    trained = train_change(
        asked.values,
        past.values,
        *groups[:2],
        kind=arguments["kind"],
        wet_day=wet_day or 0.0,
        cells=context.cells,
        judge=units.told(context, asked.variable),
    )
    moved, facts = delta_change(values["to"].values, groups[2], trained)
    return values["to"].holding(_bounded(moved, facts, asked.variable, context))


def adjust_together(values, arguments: Arguments, context: Context) -> tuple[Series, ...]:
    """Each variable alone, then the order of its days."""
    all_of: tuple[Series, ...] = values["of"]
    if "trained" not in context.learnt:
        alone = [
            _trained(to, past, arguments, context, method=_QDM, kind=_kind(to.variable))
            for to, past in zip(values["to"], context.training["of"], strict=True)
        ]
        stacks = [_stack(found) for found in (values["to"], context.training["of"])]
        groups = [_groups(found[0], arguments["group"]) for found in (values["to"], context.training["of"])]
        options = {name: arguments[name] for name in ("iterations", "quantiles", "seed")}
        context.learnt["trained"] = alone, train_together(*stacks, *groups, **options)
    alone, together = context.learnt["trained"]
    adjusted = _stack([_adjusted(one, series, context) for one, series in zip(alone, all_of, strict=True)])
    ordered = apply_together(together, _stack(all_of), adjusted, _groups(all_of[0], arguments["group"]))
    return tuple(series.holding(found) for series, found in zip(all_of, ordered, strict=True))


def adjust_temperatures(values, arguments: Arguments, context: Context) -> tuple[Series, ...]:
    """The mean by differences, the range by ratios, the place of the mean in it by differences within 0 and 1."""
    parts = _shape_of_days(values["of"])
    if "trained" not in context.learnt:
        observed, past = _shape_of_days(values["to"]), _shape_of_days(context.training["of"])
        context.learnt["trained"] = [
            _trained(to, of, arguments, context, method=_QDM, kind=kind)
            for to, of, kind in zip(observed, past, "+*+", strict=True)
        ]
    moved = [_adjusted(one, part, context) for one, part in zip(context.learnt["trained"], parts, strict=True)]
    tasmin, tasmax = from_day_shape(*(part.values for part in moved))
    found = (tasmin, tasmax) if len(values["of"]) == 2 else (tasmin, moved[0].values, tasmax)
    return tuple(series.holding(each) for series, each in zip(values["of"], found, strict=True))


def order_temperatures(values, arguments: Arguments, context: Context) -> tuple[Series, ...]:
    """Each day's numbers in their order; without a mean it is missing throughout, and the two ends are ordered."""
    low, *mean, high = (series.values for series in values["of"])
    lowest, middle, highest, changed = put_in_order(low, mean[0] if mean else np.full_like(low, np.nan), high)
    context.facts["put_in_order"] += changed
    found = (lowest, middle, highest) if mean else (lowest, highest)
    return tuple(series.holding(each) for series, each in zip(values["of"], found, strict=True))


def _shape_of_days(temperatures: tuple[Series, ...]) -> tuple[Series, ...]:
    """Mean, range and place of the mean; without a mean, the middle of the two ends."""
    tasmin, tasmax = temperatures[0], temperatures[-1]
    mean = temperatures[1].values if len(temperatures) == 3 else tasmin.values + (tasmax.values - tasmin.values) / 2
    spread, place = day_shape(tasmin.values, mean, tasmax.values)
    # A day whose numbers are out of order has no shape, so nothing is made of it.
    mean = np.where(np.isnan(spread), np.float32(np.nan), mean)
    return tuple(tasmin.holding(part, variable="", unit="") for part in (mean, spread, place))


def _trained(to: Series, past: Series, arguments: Arguments, context: Context, *, window: int = 1, **rule) -> Trained:
    # A wet day is said in rain; wind and ranges of temperature have none.
    wet_day = arguments.number("wet_day", "mm/day") if to.variable == "pr" else None
    return train(
        to.values, past.values, *(_groups(series, arguments["group"], window) for series in (to, past)),
        quantiles=arguments["quantiles"], wet_day=wet_day or 0.0, seed=arguments["seed"], cells=context.cells,
        judge=units.told(context, to.variable), **rule,
    )  # fmt: skip


def _adjusted(trained: Trained, series: Series, context: Context) -> Series:
    adjusted, facts = apply(trained, series.values, _groups(series, trained.rule.group, trained.rule.window))
    return series.holding(_bounded(adjusted, facts, series.variable, context))


def _bounded(adjusted: np.ndarray, facts: dict[str, int], variable: str, context: Context) -> np.ndarray:
    """Within what the variable can be; what was counted is added up."""
    if variable in _BOUNDS:
        adjusted, beyond = within_bounds(adjusted, *_BOUNDS[variable])
        facts["capped"] += beyond
    for name in FACTS:
        context.facts[name] += facts[name]
    return adjusted


def _groups(series: Series, name: str, window: int = 1) -> Groups:
    return series.days.groups(name, window)


def _stack(several) -> np.ndarray:
    return np.stack([series.values for series in several])


def _kind(variable: str) -> str:
    return VARIABLES[variable].kind


FUNCTIONS = {
    "adjust": adjust,
    "delta_change": move_observed,
    "adjust_together": adjust_together,
    "adjust_temperatures": adjust_temperatures,
    "put_in_order": order_temperatures,
}
