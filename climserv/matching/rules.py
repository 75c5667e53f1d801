"""The table of rules: each has a part and a source, and says one thing.

The rules of a part read the same of need, recipe and data (`judging`): the place and the scale are both of the axis
space, what is computed and how it is adjusted both of the axis metric; what reaches people is of none.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import delivery_rules, metric_rules, reach_rules, space_rules, time_rules
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
    source: str
    check: Callable[[Case], Finding | list[Finding] | None]

    @property
    def axis(self) -> str:
        return AXIS_OF[self.part]


def _rule(part: str, check: Callable, source: str) -> Rule:
    return Rule(check.__name__, part, source, check)


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
    _rule("time", time_rules.one_scenario, "Scenarios are no forecasts, and none is likelier (IPCC AR6, glossary)"),
    _rule("time", delivery_rules.deadline, "Information after the decision, or before the data, is of no use"),
    _rule("time", delivery_rules.forecast_lead, "A forecast ends at its lead, as its maker declares it"),
    _rule("time", delivery_rules.step_level, WMO_LEVELS),
    _rule("time", delivery_rules.timeliness, WMO_LEVELS),
    _rule("time", delivery_rules.certainty, f"{WMO_LEVELS}; what comes true is known from verification only"),
    _rule("place", space_rules.cover, "Data speak of where they are"),
    _rule("near", space_rules.reference, "Observations more than 50 km away are of other weather (as of a station)"),
    _rule("scale", space_rules.level, WMO_LEVELS),
    _rule("scale", space_rules.scale, "A cell no smaller than the place cannot tell the place from its neighbours"),
    _rule("scale", space_rules.beyond, "The recipe's envelope, as its author declares it"),
    _rule("scale", space_rules.change, "Statistical adjustment adds no local detail to the change itself"),
    _rule("scale", space_rules.contrasts, "What people of the place know goes before a grid's mean"),
    _rule("scale", space_rules.made, "Made data say so wherever they are offered"),
    _rule("metric", metric_rules.same_metric, "The vocabulary of metrics"),
    _rule("metric", metric_rules.variables, "The recipe's inputs, as its author declares them"),
    _rule("metric", metric_rules.settings, "The recipe's parameters and bounds, as its author declares them"),
    _rule("metric", metric_rules.conventions, "A metric's definition carries its conventions"),
    _rule("adjust", metric_rules.adjustment, f"Biased models miscount thresholds; {WMO_NORMALS}"),
    _rule("metric", metric_rules.unconfirmed, "A guess from words is marked until somebody of the group confirms it"),
    _rule("metric", metric_rules.unsure, "A provisional number is marked until the group is sure"),
    _rule("metric", metric_rules.hindsight, "A rule that looks ahead is right for history and unknown on the day"),
    _rule("reach", reach_rules.licence, "The licence, as the card of the data states it"),
    _rule("reach", reach_rules.language, "The languages of the recipe's own texts"),
    _rule("reach", reach_rules.channel, "What a product holds (design: message, bulletin, table)"),
)
_OF_PART = {part: tuple(rule.check for rule in RULES if rule.part == part) for part in PARTS}


def findings_of(part: str, case: Case) -> list[Finding]:
    """What the rules of one part find, in the order of the table."""
    found: list[Finding] = []
    for check in _OF_PART[part]:
        one = check(case)
        if isinstance(one, list):
            found += one
        elif one is not None:
            found.append(one)
    return found


def verdicts(case: Case) -> dict[str, Verdict]:
    """The verdict of each axis: time, space, metric."""
    found: dict[str, list[Finding]] = {axis: [] for axis in AXES}
    for part in PARTS:
        if AXIS_OF[part] in found:
            found[AXIS_OF[part]] += findings_of(part, case)
    return {axis: verdict_of(axis, findings) for axis, findings in found.items()}
