"""The three methods that map quantiles: their rows of the table. What they compute is said at the top of the room."""

from types import MappingProxyType

import numpy as np

from climserv.vocabulary.problems import Problem

from ..arrays import integers, one_of
from ..quantiles import quantiles_of_runs
from .groups import Groups
from .moving import BILINEAR, LINEAR, NEAREST, map_by_value, shift_by_rank
from .nearest import shift_nearest
from .ranks import quantiles_of_windows, ranks_of_days
from .table import FACTS, Lesson, Method, Rule
from .trends import distance_from_training, group_means

# Cells whose ranks stay in the cache until they are used.
_AT_ONCE = 4
_HOW = {"nearest": NEAREST, "linear": LINEAR, "bilinear": BILINEAR}
_NODES = ("cell", "group", "quantile")
_RANGE = ("cell", "group", "end")
_LEARNS = {"reference": _NODES, "historical": _NODES, "reference_range": _RANGE, "historical_range": _RANGE}


def learn_quantiles(lesson: Lesson) -> dict[str, np.ndarray]:
    """Quantiles and range of each group, of both series."""
    found = {}
    shares = (np.arange(lesson.rule.quantiles) + 0.5) / lesson.rule.quantiles
    of_reference = lesson.once(
        "quantiles", lambda: _quantiles(lesson.reference, lesson.ref_groups, shares, lesson.rule)
    )
    # Others read what is kept, and groups that cannot teach are blotted out of what is given.
    found["reference"], found["reference_range"] = (array.copy() for array in of_reference)
    of_model = _quantiles(lesson.historical, lesson.hist_groups, shares, lesson.rule)
    found["historical"], found["historical_range"] = of_model
    return found


def _quantiles(values, groups: Groups, shares, rule: Rule):
    if groups.window > 1:
        return quantiles_of_windows(values, groups, shares, rule.wet)
    return quantiles_of_runs(values, groups.runs, shares, rule.wet_day if rule.times else None)


def _learn_with_means(lesson: Lesson) -> dict[str, np.ndarray]:
    return {**learn_quantiles(lesson), "historical_mean": group_means(lesson.historical, lesson.hist_groups)}


def _learned(trained):
    names = ("reference", "historical", "reference_range", "historical_range")
    return tuple(np.require(trained.found[name], np.float64, ["C", "W"]) for name in names)


def _axis(trained, groups: Groups):
    """Group of each day, and what it lies between; of no use without bilinear interpolation, but of the same kind."""
    number = integers(groups.number, np.int16)
    if trained.rule.interpolation != "bilinear":
        return number, number, number, np.zeros(0)
    below, above, part = groups.between
    return number, integers(below, np.int16), integers(above, np.int16), part


def _keys(trained, groups: Groups):
    days = np.zeros(len(groups), np.int64) if groups.days is None else groups.days
    return trained.rule.seed, integers(trained.cells, np.int64), integers(days, np.int64)


def _shift(trained, values, groups: Groups):
    """Quantile delta mapping."""
    rule, counts = trained.rule, np.zeros(len(FACTS), np.int64)
    learned, keys = _learned(trained), _keys(trained, groups)
    if rule.interpolation == "nearest" and groups.window == 1:
        bounds = (rule.times, np.float32(rule.wet), rule.growth)
        return shift_nearest(values, groups.runs, learned, bounds, keys, counts), counts
    adjusted, taught = np.empty_like(values), np.empty(groups.count, np.bool_)
    axis, bounds = _axis(trained, groups), _bounds(rule)
    for first in range(0, len(values), _AT_ONCE):
        few = slice(first, first + _AT_ONCE)
        here, (seed, cells, days) = tuple(part[few] for part in learned), keys
        ranked = ranks_of_days(values[few], groups, np.float32(rule.wet), seed, cells[few], days)
        shift_by_rank(values[few], axis, groups.order, ranked, here, bounds, taught, adjusted[few], counts)
    return adjusted, counts


def _bounds(rule: Rule):
    return rule.times, _HOW[rule.interpolation], np.float32(rule.wet), rule.growth


def _map(trained, values, groups: Groups, shifts=None):
    """Quantile mapping."""
    counts, shifts = np.zeros(len(FACTS), np.int64), np.zeros((len(values), 0)) if shifts is None else shifts
    adjusted, taught = np.empty_like(values), np.empty(groups.count, np.bool_)
    learned, keys, bounds = _learned(trained), _keys(trained, groups), _bounds(trained.rule)
    map_by_value(values, _axis(trained, groups), shifts, learned, bounds, keys, taught, adjusted, counts)
    return adjusted, counts


def _map_without_trend(trained, values, groups: Groups):
    """Detrended quantile mapping."""
    means, rule = np.require(trained.found["historical_mean"], np.float64, ["C", "W"]), trained.rule
    shifts = distance_from_training(values, groups, means, kind=rule.kind, degree=rule.options["degree"])
    return _map(trained, values, groups, shifts)


def _check_degree(rule: Rule) -> list[Problem]:
    return one_of(rule.options["degree"], (0, 1), "adjust, degree")


QUANTILE_MAPPING = Method(learn_quantiles, _map, MappingProxyType(_LEARNS))
QUANTILE_DELTA_MAPPING = Method(learn_quantiles, _shift, MappingProxyType(_LEARNS))
DETRENDED_QUANTILE_MAPPING = Method(
    _learn_with_means,
    _map_without_trend,
    MappingProxyType({**_LEARNS, "historical_mean": ("cell", "group")}),
    options=MappingProxyType({"degree": 1}),
    check=_check_degree,
    dated=("applying",),
)
