"""Trend-preserving quantile mapping in the manner of ISIMIP3BASD: what the reference would be in the period that is
adjusted is made first, from the model's change of each quantile; distributions fitted to it and to the model do the
rest.

  1. Temperature (`normal`): the straight line of each group's days is taken away, in all three series, and what was
     taken from the series that is adjusted is given back at the end, so its trend is kept.
  2. Values at an end of what they can be (dry days; humidity within a ten-thousandth of 0 or 100) are set apart; their
     share in the reference changes as it does in the model, and stays between 0 and 1.
  3. The reference's quantiles of what lies between are moved by the model's change of the same quantile:
       normal        x + (F - H)
       gamma, weibull  a mixture: x F / H (a factor from 0.01 to 100) where the model's past is as high as the
                     reference, x + (F - H) where it is less than a ninth of it, between the two a smooth passage
       logit_normal  in the share of the way to that end of the range to which the model moves, so never beyond it
  4. Both, the model now and the reference as it would be, are fitted; a value goes to where its share lies.

`distribution`: "normal" (kind "+": temperature), "gamma" (kind "*": rain, above `wet_day`), "weibull" (kind "*": wind),
"logit_normal" (kind "+": humidity, from `low` to `high`), "auto": normal or gamma, by the kind.

Where fewer than two different values can be fitted, values are moved by the difference or ratio of the means. A group
without rain in the model's past takes the reference as it was; without rain in the reference, the model as it is.
Which dry days become wet where the model is too dry hangs on (seed, cell, day) only. The bound on rain is the room's.
A missing day changes the share of dry days of its group by one day in them, and the fits a little: of the other days
one, at the edge of the lot, may go from 0 to just over `wet_day` or back, however large `wet_day` is.

Source: Lange (2019), Geoscientific Model Development 12, 3055-3070, doi 10.5194/gmd-12-3055-2019. Ours is
ISIMIP3BASD-style and differs: quantiles stand at `quantiles` nodes of what lies between the ends, and the fits are to
these nodes, by L-moments for gamma and Weibull (there: maximum likelihood, all days); humidity is logit-normal (there:
beta); a trend is always taken away (there: where it is significant); the number of days at an end is kept in the mean
(there: to the day); the likelihood of single events is not adjusted; fitted shares are the same in training and later.
"""

from types import MappingProxyType

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem

from ..arrays import integers, one_of
from ..distributions import GAMMA, LOGIT_NORMAL, NORMAL, WEIBULL, fit_nodes, move_between
from ..quantiles import quantiles_of_runs
from .groups import Groups
from .nearest import chances
from .ranks import quantiles_of_windows
from .scaling import moments
from .table import FACTS, Lesson, Method, Rule
from .trends import distance_from_training, group_means

DISTRIBUTIONS = MappingProxyType({"normal": "+", "logit_normal": "+", "gamma": "*", "weibull": "*"})
_FAMILY = {"normal": NORMAL, "gamma": GAMMA, "weibull": WEIBULL, "logit_normal": LOGIT_NORMAL}
_AUTO = {"+": "normal", "*": "gamma"}
# Within this share of its range a bounded value is at its end.
_AT_END = 1e-4
_LOWEST = -np.finfo(np.float32).max
_CAPPED, _BEYOND, _DRY_BEFORE, _DRY_AFTER, _UNTRAINED = 1, 2, 3, 4, 5


def _family(rule: Rule) -> str:
    asked = rule.options["distribution"]
    return _AUTO[rule.kind] if asked == "auto" else asked


def _ends(rule: Rule) -> tuple[float, float]:
    """A value at or beyond one of these is at an end of what it can be."""
    if rule.times:
        return (float(np.nextafter(np.float32(rule.wet_day), np.float32(0))) if rule.wet_day > 0 else 0.0), np.inf
    if _family(rule) == "logit_normal":
        low, high = float(rule.options["low"]), float(rule.options["high"])
        return low + _AT_END * (high - low), high - _AT_END * (high - low)
    return -np.inf, np.inf


def _learn(lesson: Lesson) -> dict[str, np.ndarray]:
    found, rule = {}, lesson.rule
    for name in ("reference", "historical"):
        values, groups = getattr(lesson, name), lesson.ref_groups if name == "reference" else lesson.hist_groups
        values, _ = _without_trend(values, groups, rule)
        found[name], found[f"{name}_share"] = _seen(values, groups, rule)
        whole = moments(getattr(lesson, name), groups, _LOWEST)
        found[f"{name}_range"] = np.ascontiguousarray(whole[..., 2:])
    return found


def _without_trend(values, groups: Groups, rule: Rule):
    """The series about the mean of each group, and what was taken from it."""
    if _family(rule) != "normal":
        return values, None
    away = distance_from_training(values, groups, group_means(values, groups), kind="+", degree=1)
    return (values - away).astype(np.float32), away


def _seen(values, groups: Groups, rule: Rule) -> tuple[np.ndarray, np.ndarray]:
    """Quantiles of what lies between the ends, and the share of days at each end."""
    low, high = _ends(rule)
    missing = ~np.isfinite(values)
    shares = np.stack(
        [moments(np.where(missing, np.nan, at).astype(np.float32), groups, _LOWEST)[..., 0]
         for at in (values <= low, values >= high)],
        axis=-1,
    )  # fmt: skip
    between = np.where((values > low) & (values < high), values, np.float32(np.nan))
    places = (np.arange(rule.quantiles) + 0.5) / rule.quantiles
    if groups.window > 1:
        return quantiles_of_windows(between, groups, places, np.float32(_LOWEST))[0], shares
    return quantiles_of_runs(between, groups.runs, places)[0], shares


def move_quantiles(reference, historical, future, *, family: str, low: float = 0.0, high: float = 100.0) -> np.ndarray:
    """What quantiles of the reference become when they change as the model's do: the second step's pseudo-observations.

    reference, historical, future  (...), the same quantile of each, one unit
    family   "normal" (additive), "gamma" or "weibull" (mixed), "logit_normal" (bounded by low and high)
    returns  (...) float64; the reference where the model's are missing, the future where the reference is
    source   Lange (2019), Geoscientific Model Development 12, 3055-3070, equations 4 to 8

    A model that doubles; one that did not rain a ninth of what fell; humidity half of the way to its upper end:

    >>> move_quantiles([4.0, 20.0], [8.0, 2.0], [16.0, 5.0], family="gamma").tolist()
    [8.0, 23.0]
    >>> move_quantiles([60.0], [80.0], [90.0], family="logit_normal").tolist()
    [80.0]
    """
    x, h, f = (np.asarray(values, np.float64) for values in (reference, historical, future))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if family == "normal":
            moved = x + (f - h)
        elif family == "logit_normal":
            down = low + (x - low) * (f - low) / (h - low)
            up = high - (high - x) * (high - f) / (high - h)
            moved = np.where(f < h, down, np.where(f > h, up, x + 0.0 * f))
        else:
            times = x * np.clip(f / h, 0.01, 100.0)
            part = np.where(h >= x, 1.0, np.where(x >= 9.0 * h, 0.0, 0.5 * (1.0 + np.cos((x / h - 1.0) * np.pi / 8.0))))
            moved = part * times + (1.0 - part) * np.maximum(x + f - h, 0.0)
    moved = np.where(np.isnan(moved), x, moved)
    return np.where(np.isnan(x), f, moved)


def move_shares(reference, historical, future) -> np.ndarray:
    """A share of the reference, such as that of dry days, changed as the model's is, and kept between 0 and 1.

    reference, historical, future  (...), shares from 0 to 1
    returns  (...) float64; not a number where the reference or the model's past is missing
    source   Lange (2019), Geoscientific Model Development 12, 3055-3070, section 4.1

    >>> move_shares([0.6, 0.5, 0.8], [0.4, 0.8, 0.4], [0.2, 0.9, 0.4]).round(3).tolist()
    [0.3, 0.75, 0.8]
    """
    x, h, f = (np.asarray(values, np.float64) for values in (reference, historical, future))
    with np.errstate(divide="ignore", invalid="ignore"):
        down, up = x * f / h, 1.0 - (1.0 - x) * (1.0 - f) / (1.0 - h)
    return np.where(f < h, down, np.where(f > h, up, x + 0.0 * h))


def _fits(nodes, rule: Rule):
    """Parameters of what lies between the ends, from its lower end where the family has one."""
    family = _family(rule)
    if family == "logit_normal":
        low, high = rule.options["low"], rule.options["high"]
        with np.errstate(divide="ignore", invalid="ignore"):
            return fit_nodes(np.log((nodes - low) / (high - nodes)), LOGIT_NORMAL)
    origin = rule.wet_day if rule.times else 0.0
    return fit_nodes(nodes - origin, _FAMILY[family])


def _move(trained, values, groups: Groups):
    rule, found = trained.rule, trained.found
    family, counts = _family(rule), np.zeros(len(FACTS), np.int64)
    bounds = {"low": rule.options["low"], "high": rule.options["high"]}
    series, away = _without_trend(values, groups, rule)
    now, shares = _seen(series, groups, rule)
    would_be = move_quantiles(found["reference"], found["historical"], now, family=family, **bounds)
    shares_would_be = move_shares(found["reference_share"], found["historical_share"], shares)
    shares_would_be = _possible(shares_would_be, would_be)
    ends, origin = _ends(rule), rule.wet_day if rule.times else 0.0
    handed, ends = _as_fitted(series, ends, origin, rule)
    levels = np.stack([_as_fitted(nodes.mean(axis=-1), ends, origin, rule)[0] for nodes in (now, would_be)])
    chance, moved = np.empty(values.shape), np.empty(values.shape)
    chances(rule.seed, integers(trained.cells, np.int64), integers(groups.days, np.int64), chance)
    masses = np.stack([shares, shares_would_be])
    move_between(
        handed, integers(groups.number, np.int16), chance, _FAMILY[family], ends,
        _fits(now, rule), _fits(would_be, rule), masses, levels, moved,
    )  # fmt: skip
    moved = _as_values(moved, origin, rule)
    if away is not None:
        moved += away
    adjusted = np.empty_like(values)
    extents = tuple(np.require(found[f"{name}_range"], None, "C") for name in ("reference", "historical"))
    bound = (rule.times, np.float32(rule.wet), rule.growth)
    _settle(values, moved, integers(groups.number, np.int16), extents, bound, adjusted, counts)
    return adjusted, counts


def _possible(shares, nodes):
    """Where nothing is known of what lies between the ends, all days are at the lower one."""
    nothing = np.isnan(nodes[..., 0]) & ~np.isnan(shares[..., 0])
    shares[nothing] = (1.0, 0.0)
    return shares


def _as_fitted(values, ends, origin: float, rule: Rule):
    """Values and ends on the axis on which they are fitted: above the wet day, or as logits."""
    values = np.asarray(values, np.float64)
    if _family(rule) != "logit_normal":
        return values - origin, (ends[0] - origin, ends[1] - origin)
    low, high = rule.options["low"], rule.options["high"]
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.clip(values, low, high)
        logits = np.log((inside - low) / (high - inside))
        # A missing value stays missing; the very ends are far out, but numbers.
        logits = np.where(np.isfinite(values), np.clip(logits, -1e6, 1e6), np.nan)
        ends = tuple(float(np.log((end - low) / (high - end))) for end in ends)
    return logits, ends


def _as_values(moved, origin: float, rule: Rule):
    """Back on the axis of the values; the ends as the values they are."""
    if _family(rule) == "logit_normal":
        low, high = rule.options["low"], rule.options["high"]
        with np.errstate(over="ignore"):
            return low + (high - low) / (1.0 + np.exp(-moved))
    if rule.times:
        return np.where(np.isneginf(moved), 0.0, moved + origin)
    return moved


def _check(rule: Rule) -> list[Problem]:
    here, options = "adjust, ", rule.options
    problems = one_of(options["distribution"], ("auto", *DISTRIBUTIONS), here + "distribution")
    if not problems and options["distribution"] != "auto" and DISTRIBUTIONS[options["distribution"]] != rule.kind:
        what, right = "this distribution is for the other kind", DISTRIBUTIONS[options["distribution"]]
        got = f'{options["distribution"]} with kind "{rule.kind}"'
        problems.append(Problem("adjust.distribution", here + "distribution", what, got, f'kind "{right}"'))
    if not options["low"] < options["high"]:
        what = "the lower bound must be below the upper one"
        got = f"{options['low']} to {options['high']}"
        problems.append(Problem("argument.bounds", here + "low", what, got, "low < high"))
    return problems


_NODES, _END = ("cell", "group", "quantile"), ("cell", "group", "end")
_LEARNS = {"reference": _NODES, "historical": _NODES}
_LEARNS |= {f"{name}_{what}": _END for name in ("reference", "historical") for what in ("share", "range")}
TREND_PRESERVING = Method(
    _learn,
    _move,
    MappingProxyType(_LEARNS),
    interpolations=("linear", "nearest"),
    options=MappingProxyType({"distribution": "auto", "low": 0.0, "high": 100.0}),
    check=_check,
    dated=("training", "applying"),
)


@njit(cache=True, nogil=True)
def _settle(values, moved, number, extents, rule, adjusted, counts):
    """Bound what was multiplied, turn what is below the wet day into 0, and count."""
    ref_extent, hist_extent = extents
    times, wet, growth = rule
    for cell in range(values.shape[0]):
        for at in range(values.shape[1]):
            raw, group, value = np.float64(values[cell, at]), np.int64(number[at]), moved[cell, at]
            adjusted[cell, at] = np.float32(value)
            if not np.isfinite(raw):
                continue
            if value != value:
                counts[_UNTRAINED] += 1
                continue
            counts[0] += 1
            if raw < wet:
                counts[_DRY_BEFORE] += 1
            elif raw < hist_extent[cell, group, 0] or raw > hist_extent[cell, group, 1]:
                counts[_BEYOND] += 1
            if not times:
                continue
            bound = max(raw, growth * ref_extent[cell, group, 1])
            if value > bound:
                value = bound
                counts[_CAPPED] += 1
            if np.float32(value) < wet:
                value = 0.0
                counts[_DRY_AFTER] += 1
            adjusted[cell, at] = np.float32(value)
