"""The two acts: training and applying, the same for every method of the table."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from climserv.vocabulary.problems import Problem, did_you_mean, refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from .groups import Groups, as_groups
from .methods import METHODS
from .table import FACTS, INTERPOLATIONS, KINDS, Lesson, Method, Once, Rule, each_time
from .taught import LEAST_DAYS, raised, refuse_slips, untaught
from .trained import Trained

_NAN = float("nan")
_HERE = "adjust, "


def train(
    reference,
    historical,
    ref_groups,
    hist_groups,
    *,
    method: str,
    kind: str,
    quantiles: int = 50,
    wet_day: float = 0.0,
    seed: int = 0,
    cells=None,
    interpolation: str = "linear",
    growth: float = 3.0,
    least_days: int = LEAST_DAYS,
    once: Once = each_time,
    judge: Callable[[Mapping[str, int]], None] = refuse_slips,
    **options,
) -> Trained:
    """Learn, for each cell and group of days, what separates the model from the reference in the training period.

    reference, historical    (cell, time) float32, one unit; each has its own time axis, any two calendars
    ref_groups, hist_groups  (time) the days' groups, from `make_groups`; or bare months, 1 to 12
    method, kind             see the room: METHODS, KINDS
    interpolation            of the quantile functions: "linear", "nearest" or "bilinear", see the room
    wet_day                  kind "*": a day with less is dry [unit of the data]; 0 treats no day as dry
    seed, cells              key the random order of dry days; `cells` are the cells' numbers in the whole grid, so that
                             cutting it into blocks changes nothing; needed where there are dry days
    growth                   kind "*": the bound on adjusted values, see the room
    least_days               a group with fewer days, window counted in, of the reference or of the model teaches
                             nothing: its values become missing, and are counted
    once                     keeps what is found of the reference alone, for the next model that is held against the
                             same days of the same cells by the same rule; see `Once`
    judge                    given the tally that tells whether units slipped; the default refuses at once. Whoever
                             trains a grid in parts adds the tallies up, and asks `taught.slips` of all of it
    options                  the method's own, such as `degree` of detrended_quantile_mapping
    returns                  Trained
    source                   the room names that of each method: Panofsky and Brier (1958); Cannon, Sobie and Murdock
                             (2015), doi 10.1175/JCLI-D-14-00754.1; Lange (2019), doi 10.5194/gmd-12-3055-2019 ...

    A model 2 K too warm, in one January of four days each:

    >>> trained = train([[280, 281, 282, 283]], [[282, 283, 284, 285]], [1] * 4, [1] * 4,
    ...                 method="quantile_mapping", kind="+", quantiles=4, least_days=1)
    >>> adjusted, facts = apply(trained, [[283.5, 290.0, float("nan")]], [1, 1, 1])
    >>> adjusted.tolist(), facts["values"], facts["beyond_training"]
    ([[281.5, 288.0, nan]], 2, 1)
    """
    refuse_if(
        _wrong_rule(method, kind, interpolation, quantiles, wet_day, growth, options)
        + at_least(least_days, 1, _HERE + "least_days")
    )
    row, ref, hist = METHODS[method], as_groups(ref_groups), as_groups(hist_groups)
    reference = cells_by_time(reference, _HERE + "reference", len(ref))
    historical = cells_by_time(historical, _HERE + "historical", len(hist))
    count = reference.shape[0]
    rule = Rule(
        method=method,
        kind=kind,
        group=ref.name,
        window=ref.window,
        interpolation=interpolation,
        quantiles=int(quantiles),
        wet_day=float(np.float32(wet_day)) if kind == "*" else 0.0,
        growth=float(growth),
        seed=int(seed),
        least_days=int(least_days),
        options={**row.options, **options},
    )
    refuse_if(_unfit(row, rule, ref, hist, (reference, historical), cells))
    numbers = integers(np.arange(count) if cells is None else cells, np.int64)
    return Trained(_learnt(row, Lesson(reference, historical, ref, hist, rule, once), judge), numbers, rule)


def apply(trained: Trained, values, groups, *, days=None) -> tuple[np.ndarray, dict[str, int]]:
    """Adjust a series with what training found.

    trained  of the same cells
    values   (cell, time) float32, unit of the training data, any calendar; for methods that rank, one period
    groups   (time) as in training
    days     (time) int, the number of each day (`Timeline.number`); needed where there are dry days and bare months
    returns  adjusted (cell, time) float32, and facts, all counts: `values` adjusted (missing ones apart), `capped` at
             the bound, `beyond_training` outside the range of the training period, `dry_before`, `dry_after`,
             `without_training` (made missing), `below_zero` what rounding left there, taken as 0 (kind "*")
    source   as in `train`, for each method

    >>> trained = train([[0, 0, 4, 8]], [[0, 1, 2, 4]], [7] * 4, [7] * 4, method="quantile_delta_mapping", kind="*",
    ...                 quantiles=4, wet_day=0.5, cells=[0], interpolation="nearest", least_days=1)
    >>> adjusted, facts = apply(trained, [[0, 2, 4, 8]], [7] * 4, days=range(4))
    >>> [round(float(rain), 1) for rain in adjusted[0]], facts["dry_before"], facts["dry_after"]
    ([0.0, 1.5, 7.6, 16.0], 1, 1)
    """
    groups, rule = as_groups(groups, days), trained.rule
    values = cells_by_time(values, _HERE + "values", len(groups))
    refuse_if(
        _unlike(len(trained.cells), values.shape[0], "values")
        + _other_groups(rule, groups, "values")
        + _undated(METHODS[rule.method], "applying", rule.wet_day, groups)
    )
    values, below_zero, problems = raised(values, rule, "values")
    refuse_if(problems)
    adjusted, counts = METHODS[rule.method].move(trained, values, groups)
    return adjusted, {**dict(zip(FACTS, counts.tolist(), strict=True)), "below_zero": below_zero}


def _learnt(row: Method, lesson: Lesson, judge: Callable[[Mapping[str, int]], None]) -> dict[str, np.ndarray]:
    """What the method finds, and nothing for the groups that cannot teach."""
    reference, _, below = raised(lesson.reference, lesson.rule, "reference")
    historical, _, also_below = raised(lesson.historical, lesson.rule, "historical")
    refuse_if(below + also_below)
    lesson = replace(lesson, reference=reference, historical=historical)
    lost, tally = untaught(lesson)
    judge(tally)
    found = row.learn(lesson)
    for array in found.values():
        array[lost] = _NAN
    return found


def shares(facts: dict[str, int]) -> dict[str, float]:
    """Each count as a share of the values that were there; not a number when there were none.

    >>> shares({"values": 4, "capped": 1, "beyond_training": 0, "dry_before": 2, "dry_after": 2,
    ...         "without_training": 0, "below_zero": 0})["capped"]
    0.25
    """
    there = facts["values"] + facts["without_training"]
    return {name: facts[name] / there if there else _NAN for name in FACTS if name != "values"}


def _wrong_rule(method, kind, interpolation, quantiles, wet_day, growth, options) -> list[Problem]:
    row = METHODS.get(method)
    problems = (
        one_of(method, METHODS, _HERE + "method")
        + one_of(kind, row.kinds if row else KINDS, _HERE + "kind")
        + one_of(interpolation, row.interpolations if row else INTERPOLATIONS, _HERE + "interpolation")
        + at_least(quantiles, 1, _HERE + "quantiles")
        + at_least(wet_day, 0, _HERE + "wet_day")
        + at_least(growth, 1, _HERE + "growth")
    )
    for name in options if row else ():
        if name not in row.options:
            what, allowed = f"{method} has no such option", ", ".join(row.options) or "none"
            problems.append(
                Problem("adjust.option", _HERE + name, what, name, allowed, did_you_mean(name, row.options))
            )
    return problems


def _unfit(row: Method, rule: Rule, ref: Groups, hist: Groups, series, cells) -> list[Problem]:
    """What does not fit together in what training is given."""
    count = series[0].shape[0]
    return (
        _unlike(count, series[1].shape[0], "historical")
        + _other_groups(rule, hist, "historical")
        + _unkeyed(cells, count, rule.wet_day)
        + [problem for groups in (ref, hist) for problem in _undated(row, "training", 0.0, groups)]
        + (row.check(rule) if row.check else [])
    )


def _unlike(expected: int, found: int, name: str) -> list[Problem]:
    if expected == found:
        return []
    what = "the reference and the model must have the same cells"
    return [Problem("array.cells", f"adjust, {name}", what, f"{found} cells", f"{expected} cells")]


def _other_groups(rule: Rule, groups: Groups, name: str) -> list[Problem]:
    expected, found = f"{rule.group}, window {rule.window}", f"{groups.name}, window {groups.window}"
    if expected == found:
        return []
    return [Problem("adjust.groups", _HERE + name, "all series are cut into the same groups", found, expected)]


def _unkeyed(cells, count: int, wet_day: float) -> list[Problem]:
    if wet_day > 0 and (cells is None or len(cells) != count):
        what = "dry days are put in an order that hangs on the cell's number, and the numbers are not there"
        got = "none" if cells is None else f"{len(cells)} numbers"
        return [Problem("adjust.cells", "adjust, cells", what, got, f"{count} numbers, of the whole grid")]
    return []


def _undated(row: Method, act: str, wet_day: float, groups: Groups) -> list[Problem]:
    days, count = groups.days, len(groups)
    if (wet_day > 0 or act in row.dated) and (days is None or len(days) != count):
        what = (
            "dry days are put in an order that hangs on the day's number" if wet_day > 0 else "the method needs dates"
        )
        got = "none" if days is None else f"{len(days)} numbers"
        allowed = f"{count} numbers, such as Timeline.number"
        return [Problem("adjust.days", "adjust, days", f"{what}, and the numbers are not there", got, allowed)]
    return []
