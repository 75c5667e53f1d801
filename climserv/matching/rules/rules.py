"""The table of rules: each has a part and a source, and says one thing.

The rules of a part read the same of need, recipe and data (`judging`): the place and the scale are both of the axis
space, what is computed and how it is adjusted both of the axis metric; what reaches people is of none.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from . import delivery_rules, metric_rules, reach_rules, sources, space_rules, time_rules
from .case import Case
from .verdicts import AXES, Finding, Verdict, verdict_of

AXIS_OF = {
    "time": "time", "place": "space", "near": "space", "scale": "space", "metric": "metric", "adjust": "metric",
    "reach": "reach",
}  # fmt: skip
PARTS = tuple(AXIS_OF)


@dataclass(frozen=True)
class Rule:
    """One rule: `check` gives its finding, several, or none where it has nothing to say."""

    name: str
    part: str
    source: dict[str, str]
    check: Callable[[Case], Finding | list[Finding] | None]

    @property
    def axis(self) -> str:
        return AXIS_OF[self.part]


def _rule(part: str, check: Callable, source: dict[str, str]) -> Rule:
    return Rule(check.__name__, part, source, check)


RULES: tuple[Rule, ...] = (
    _rule("time", time_rules.horizon, sources.PREDICTABILITY),
    _rule("time", time_rules.claimed, sources.ENVELOPE),
    # That nobody can name a day to come is read before anything about steps of time.
    _rule("time", time_rules.period, sources.NORMALS_AND_PERIODS),
    _rule("time", time_rules.time_scale, sources.ADDING_UP),
    _rule("time", time_rules.data_step, sources.ADDING_UP),
    _rule("time", time_rules.record_length, sources.LEAST_RECORD),
    _rule("time", time_rules.few_models, sources.FEW_MODELS),
    _rule("time", time_rules.one_scenario, sources.SCENARIOS),
    _rule("time", delivery_rules.deadline, sources.IN_TIME),
    _rule("time", delivery_rules.forecast_lead, sources.LEAD),
    _rule("time", delivery_rules.step_level, sources.WMO_LEVELS),
    _rule("time", delivery_rules.timeliness, sources.WMO_LEVELS),
    _rule("time", delivery_rules.certainty, sources.VERIFICATION),
    _rule("place", space_rules.cover, sources.COVER),
    _rule("place", space_rules.sea, sources.SEA),
    _rule("near", space_rules.reference, sources.NEAR),
    _rule("scale", space_rules.level, sources.WMO_LEVELS),
    _rule("scale", space_rules.scale, sources.CELL),
    _rule("scale", space_rules.beyond, sources.ENVELOPE),
    _rule("scale", space_rules.change, sources.NO_DETAIL),
    _rule("scale", space_rules.contrasts, sources.KNOWN_HERE),
    _rule("scale", space_rules.made, sources.MADE),
    _rule("metric", metric_rules.same_metric, sources.METRICS),
    _rule("metric", metric_rules.variables, sources.INPUTS),
    _rule("metric", metric_rules.settings, sources.BOUNDS),
    _rule("metric", metric_rules.conventions, sources.CONVENTIONS),
    _rule("adjust", metric_rules.adjustment, sources.ADJUSTMENT),
    _rule("metric", metric_rules.unconfirmed, sources.GUESS),
    _rule("metric", metric_rules.unsure, sources.PROVISIONAL),
    _rule("metric", metric_rules.hindsight, sources.HINDSIGHT),
    _rule("reach", reach_rules.licence, sources.LICENCE),
    _rule("reach", reach_rules.language, sources.LANGUAGE),
    _rule("reach", reach_rules.channel, sources.CHANNEL),
)
_OF_PART = {part: tuple(rule for rule in RULES if rule.part == part) for part in PARTS}


def findings_of(part: str, case: Case) -> list[Finding]:
    """What the rules of one part find, in the order of the table, each with its source."""
    return [replace(one, source=rule.source) for rule in _OF_PART[part] for one in _found(rule, case)]


def weighed(part: str, case: Case) -> list[Finding]:
    """The same without their sources, where only verdicts and losses are read."""
    return [one for rule in _OF_PART[part] for one in _found(rule, case)]


def _found(rule: Rule, case: Case) -> list[Finding]:
    one = rule.check(case)
    return one if isinstance(one, list) else [one] if one is not None else []


def verdicts(case: Case) -> dict[str, Verdict]:
    """The verdict of each axis: time, space, metric."""
    found: dict[str, list[Finding]] = {axis: [] for axis in AXES}
    for part in PARTS:
        if AXIS_OF[part] in found:
            found[AXIS_OF[part]] += findings_of(part, case)
    return {axis: verdict_of(axis, findings) for axis, findings in found.items()}
