"""The table of rules: each has an axis and a source, and says one thing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from . import metric_rules, space_rules, time_rules
from .case import Case
from .verdicts import AXES, Finding, Verdict, verdict_of


@dataclass(frozen=True)
class Rule:
    """One rule: `check` gives its finding, several, or none where it has nothing to say."""

    name: str
    axis: str
    source: str
    check: Callable[[Case], Finding | list[Finding] | None]


def _rule(axis: str, check: Callable, source: str) -> Rule:
    return Rule(check.__name__, axis, source, check)


WMO_LEVELS = "WMO Rolling Review of Requirements: threshold, breakthrough and goal"
WMO_NORMALS = "WMO-No. 1203 (2017), WMO Guidelines on the Calculation of Climate Normals"

RULES: tuple[Rule, ...] = (
    _rule(
        "time", time_rules.horizon, "Predictability: a projection is not a forecast of given years (IPCC AR6, glossary)"
    ),
    _rule("time", time_rules.claimed, "The recipe's envelope, as its author declares it"),
    _rule("time", time_rules.time_scale, "Adding up loses nothing that was asked; taking apart invents"),
    _rule("time", time_rules.data_step, "Adding up loses nothing that was asked; taking apart invents"),
    _rule("time", time_rules.period, f"{WMO_NORMALS}; 20-year periods as in IPCC AR6"),
    _rule("time", time_rules.record_length, "The recipe's least record, as its author declares it"),
    _rule("time", time_rules.few_models, "A range of few models is narrower than the true one"),
    _rule("space", space_rules.cover, "Data speak of where they are"),
    _rule("space", space_rules.level, WMO_LEVELS),
    _rule("space", space_rules.scale, "A cell no smaller than the place cannot tell the place from its neighbours"),
    _rule("space", space_rules.beyond, "The recipe's envelope, as its author declares it"),
    _rule("space", space_rules.change, "Statistical adjustment adds no local detail to the change itself"),
    _rule("space", space_rules.contrasts, "What people of the place know goes before a grid's mean"),
    _rule("space", space_rules.made, "Made data say so wherever they are offered"),
    _rule("metric", metric_rules.same_metric, "The vocabulary of metrics"),
    _rule("metric", metric_rules.variables, "The recipe's inputs, as its author declares them"),
    _rule("metric", metric_rules.settings, "The recipe's parameters and bounds, as its author declares them"),
    _rule("metric", metric_rules.conventions, "A metric's definition carries its conventions"),
    _rule("metric", metric_rules.adjustment, f"Biased models miscount thresholds; {WMO_NORMALS}"),
    _rule("metric", metric_rules.unconfirmed, "A guess from words is marked until somebody of the group confirms it"),
    _rule("metric", metric_rules.unsure, "A provisional number is marked until the group is sure"),
    _rule("metric", metric_rules.hindsight, "A rule that looks ahead is right for history and unknown on the day"),
)


def verdicts(case: Case) -> dict[str, Verdict]:
    """The verdict of each axis: time, space, metric."""
    found: dict[str, list[Finding]] = {axis: [] for axis in AXES}
    for rule in RULES:
        found[rule.axis] += _several(rule.check(case))
    return {axis: verdict_of(axis, findings) for axis, findings in found.items()}


def _several(result: Finding | list[Finding] | None) -> Iterable[Finding]:
    if result is None:
        return ()
    return result if isinstance(result, list) else (result,)
