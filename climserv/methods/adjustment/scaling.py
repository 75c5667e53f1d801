"""Scaling: the mean of a group of days is brought to that of the observations, and the spread about it as well.

  linear_scaling    kind "+" adds the reference's mean less the model's; kind "*" multiplies by their ratio
  variance_scaling  kind "+": the mean first, as linear scaling does it; then the distance of each day from the mean of
                    its group in the series that is adjusted is multiplied by the ratio of the two spreads (standard
                    deviations), so that the model's change of the mean is kept

Means are those of the group's days that are there, window counted in. With "bilinear" a day lies between the middles of
two groups, and so do its shift, its ratio and its mean; "linear" and "nearest" take the day's own group.

Ratios. A ratio is at most `most`; where it is cut there, every day that is moved by it is counted as capped. A month in
which the model had no rain at all in training has no ratio: rain on such a month's days stays as it is. A model that
never varies has no ratio of spreads: its days are shifted only. The bound on adjusted rain is that of the room.

Dry days (kind "*"). A day below `wet_day` has no rain, in reference, training and series alike, before the means are
taken and after the scaling; nothing is drawn at random, so the number of wet days stays the model's, but for those
that fall below `wet_day`.
"""

from types import MappingProxyType

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem

from ..arrays import at_least, integers
from .groups import Groups
from .table import FACTS, Lesson, Method, Rule

_CAPPED, _BEYOND, _DRY_BEFORE, _DRY_AFTER, _UNTRAINED = 1, 2, 3, 4, 5
_MOST = np.float32(np.finfo(np.float32).max)
_NAN = np.float32(np.nan)
_MEAN, _SPREAD, _LOWEST, _HIGHEST = 0, 1, 2, 3
_GROUP, _RANGE = ("cell", "group"), ("cell", "group", "end")
_LEARNS = {"reference": _GROUP, "historical": _GROUP, "reference_range": _RANGE, "historical_range": _RANGE}
_SPREADS = {"reference_spread": _GROUP, "historical_spread": _GROUP}


def moments(values, groups: Groups, wet) -> np.ndarray:
    """Mean, spread, lowest and highest of each group's days, window counted in: (cell, group, 4) float64.

    values  (cell, time) float32; what is not a finite number is missing
    wet     a day with less counts as 0; the lowest number when no day is dry
    """
    found = np.empty((values.shape[0], groups.count, 4))
    _moments(values, *groups.order, groups.window // 2, np.float32(wet), found)
    return found


def _learn(lesson: Lesson, spreads: bool = False) -> dict[str, np.ndarray]:
    found = {}
    for name in ("reference", "historical"):
        groups = lesson.ref_groups if name == "reference" else lesson.hist_groups
        of_groups = moments(getattr(lesson, name), groups, lesson.rule.wet)
        found[name] = of_groups[..., _MEAN]
        found[f"{name}_range"] = np.ascontiguousarray(of_groups[..., _LOWEST:])
        if spreads:
            found[f"{name}_spread"] = of_groups[..., _SPREAD]
    return {name: np.ascontiguousarray(array) for name, array in found.items()}


def _learn_spreads(lesson: Lesson) -> dict[str, np.ndarray]:
    return _learn(lesson, spreads=True)


def _ratio(above, below, most: float):
    """A bounded ratio, 1 where there is nothing to divide by, and where it was cut."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = np.where(below > 0, above / below, np.where(np.isnan(above + below), np.nan, 1.0))
    return np.minimum(ratio, most), ratio > most


def _scale(trained, values, groups: Groups):
    """Linear scaling."""
    reference, historical, rule = trained.found["reference"], trained.found["historical"], trained.rule
    if rule.times:
        ratio, cut = _ratio(reference, historical, rule.options["most"])
        return _moved(trained, values, groups, np.zeros_like(ratio), ratio, np.zeros_like(ratio), cut)
    shift = reference - historical
    return _moved(
        trained, values, groups, np.zeros_like(shift), np.ones_like(shift), shift, np.zeros(shift.shape, bool)
    )


def _scale_variance(trained, values, groups: Groups):
    """Variance scaling."""
    found = trained.found
    ratio, cut = _ratio(found["reference_spread"], found["historical_spread"], trained.rule.options["most"])
    centre = np.ascontiguousarray(moments(values, groups, trained.rule.wet)[..., _MEAN])
    return _moved(trained, values, groups, centre, ratio, found["reference"] - found["historical"], cut)


def _moved(trained, values, groups: Groups, centre, ratio, shift, cut):
    rule, counts, adjusted = trained.rule, np.zeros(len(FACTS), np.int64), np.empty_like(values)
    number = integers(groups.number, np.int16)
    axis = (number, number, number, np.zeros(len(groups)))
    if rule.interpolation == "bilinear":
        below, above, part = groups.between
        axis = (number, integers(below, np.int16), integers(above, np.int16), part)
    learned = (np.ascontiguousarray(centre), np.ascontiguousarray(ratio), np.ascontiguousarray(shift), cut)
    extents = tuple(np.require(trained.found[f"{name}_range"], None, "C") for name in ("reference", "historical"))
    _move(values, axis, learned, extents, (rule.times, rule.wet, rule.growth), adjusted, counts)
    return adjusted, counts


def _check_most(rule: Rule) -> list[Problem]:
    return at_least(rule.options["most"], 1, "adjust, most")


LINEAR_SCALING = Method(
    _learn, _scale, MappingProxyType(_LEARNS), options=MappingProxyType({"most": 10.0}), check=_check_most
)
VARIANCE_SCALING = Method(
    _learn_spreads,
    _scale_variance,
    MappingProxyType({**_LEARNS, **_SPREADS}),
    kinds=("+",),
    options=MappingProxyType({"most": 10.0}),
    check=_check_most,
)


@njit(cache=True, nogil=True)
def _moments(values, order, begins, half, wet, found):
    """Sums of each group, then of its window; always added in the same order. Counted from the cell's first value, so
    that a small spread about a high mean keeps its digits."""
    groups = begins.size - 1
    own = np.empty((groups, 5))
    for cell in range(values.shape[0]):
        origin = 0.0
        for at in range(values.shape[1]):
            if abs(values[cell, at]) <= _MOST:
                origin = np.float64(values[cell, at])
                break
        for group in range(groups):
            days, total, squares, low, high = 0.0, 0.0, 0.0, np.inf, -np.inf
            for i in range(begins[group], begins[group + 1]):
                single = values[cell, order[i]]
                if abs(single) <= _MOST:
                    value = 0.0 if single < wet else np.float64(single)
                    days, total, squares = days + 1.0, total + (value - origin), squares + (value - origin) ** 2
                    low, high = min(low, value), max(high, value)
            own[group, 0], own[group, 1], own[group, 2] = days, total, squares
            own[group, 3], own[group, 4] = low, high
        for group in range(groups):
            days, total, squares, low, high = 0.0, 0.0, 0.0, np.inf, -np.inf
            for other in range(group - half, group + half + 1):
                near = own[other % groups]
                days, total, squares = days + near[0], total + near[1], squares + near[2]
                low, high = min(low, near[3]), max(high, near[4])
            if days == 0.0:
                found[cell, group, :] = np.nan
                continue
            found[cell, group, 0] = origin + total / days
            rest = squares - total * total / days
            # What rounding leaves of a series that never varies is no spread.
            found[cell, group, 1] = np.sqrt(rest / days) if rest > 1e-12 * squares else 0.0
            found[cell, group, 2], found[cell, group, 3] = low, high


@njit(cache=True, nogil=True)
def _between(nodes, below, above, part):
    return nodes[below] + (nodes[above] - nodes[below]) * part if part != 0.0 else nodes[below]


@njit(cache=True, nogil=True)
def _move(values, axis, learned, extents, rule, adjusted, counts):
    """Each day: centre + (value - centre) x ratio + shift."""
    number, below, above, part = axis
    centres, ratios, shifts, cut = learned
    ref_extent, hist_extent = extents
    times, wet, growth = rule
    for cell in range(values.shape[0]):
        centre, ratio, shift = centres[cell], ratios[cell], shifts[cell]
        for at in range(values.shape[1]):
            single, group = values[cell, at], np.int64(number[at])
            adjusted[cell, at] = _NAN
            if not (abs(single) <= _MOST):
                continue
            if ratio[group] != ratio[group] or shift[group] != shift[group]:
                counts[_UNTRAINED] += 1
                continue
            counts[0] += 1
            one, other, across = np.int64(below[at]), np.int64(above[at]), part[at]
            whole = ratio[one] + ratio[other] + shift[one] + shift[other] + centre[one] + centre[other]
            if whole != whole:
                one, other, across = group, group, 0.0
            raw = np.float64(single)
            if single < wet:
                counts[_DRY_BEFORE] += 1
                raw = 0.0
            elif raw < hist_extent[cell, group, 0] or raw > hist_extent[cell, group, 1]:
                counts[_BEYOND] += 1
            middle = _between(centre, one, other, across)
            moved = middle + (raw - middle) * _between(ratio, one, other, across) + _between(shift, one, other, across)
            capped = cut[cell, group] and raw != middle
            if times:
                bound = max(np.float64(single), growth * ref_extent[cell, group, 1])
                if moved > bound:
                    moved, capped = bound, True
                if moved < wet:
                    moved = 0.0
                    counts[_DRY_AFTER] += 1
            if capped:
                counts[_CAPPED] += 1
            adjusted[cell, at] = np.float32(moved)
