"""What the arguments of a step must mean together; a table of rules by operation, each a function of its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ..vocabulary.metrics import METRICS
from ..vocabulary.problems import Problem
from ..vocabulary.seasons import parse_month_day
from ..vocabulary.variables import VARIABLES
from .model import Input
from .operations import OPERATIONS, STATEMENTS, xclim
from .operations.adjustment import DISTRIBUTION_KINDS, METHOD_INTERPOLATIONS, METHOD_KINDS
from .operations.weather import BOUNDED
from .operations.xsdba import CLASSES, PREFIX, Peer
from .values import amount, is_month_day


@dataclass(frozen=True)
class Setting:
    """What a rule may look at beside the step itself.

    inputs     the recipe's inputs by name
    metric     the metric of the seasonal values that the step reads, empty when there is none
    season     the season of those values, when it is known
    variables  the canonical variable of each series that there is, by its name
    metrics    the metric of each seasonal value that there is, by its name; empty for those that have none
    """

    inputs: Mapping[str, Input]
    metric: str = ""
    season: Mapping[str, str] | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, str] = field(default_factory=dict)


# An argument's name, and what is wrong with it.
Finding = tuple[str, Problem]
Rule = Callable[[Mapping[str, object], Setting], Iterator[Finding]]


def adjusts_like_with_like(arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """Only the same variable can show what is wrong with a model's."""
    of, to = setting.inputs.get(arguments["of"]), setting.inputs.get(arguments["to"])
    if of and to and of.variable != to.variable:
        what = "the observations must be of the variable that is adjusted"
        yield "to", Problem("adjust.variable", "", what, f"{to.variable} for {of.variable}", of.variable)
    if to and not set(to.role) & {"observation", "station"}:
        what = f"input {arguments['to']} is not said to be observed"
        yield "to", Problem("adjust.role", "", what, ", ".join(to.role), "role: [observation, station]")


def adjusts_when_there_is_something(arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """An optional reference needs `when`; a required one makes `when` empty talk."""
    to, when = setting.inputs.get(arguments["to"]), arguments.get("when")
    if to and to.optional and when != arguments["to"]:
        what = f"input {arguments['to']} is optional, so the step must say when it is made"
        yield "when", Problem("adjust.when", "", what, str(when or ""), f"when: {arguments['to']}")
    if to and not to.optional and when:
        what = "the step waits for an input that is always there"
        yield "when", Problem("adjust.when", "", what, str(when), "an optional input", "Leave `when` out")


def adjusts_by_the_right_kind(arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """Differences can take rain below zero; ratios of a temperature depend on where its unit has zero."""
    of = setting.inputs.get(arguments["of"])
    if not of or arguments["kind"] == VARIABLES[of.variable].kind:
        return
    label = VARIABLES[of.variable].label["en"]
    if arguments["kind"] == "+":
        what = f"additive adjustment of {label} can give negative {label}"
    else:
        what = f"adjusting {label} by ratios depends on where its unit has zero"
    right = VARIABLES[of.variable].kind
    yield "kind", Problem("adjust.kind", "", what, f'kind: "{arguments["kind"]}"', "", f'Use kind: "{right}"')


def asks_what_the_method_can(arguments: Mapping[str, object], _: Setting) -> Iterator[Finding]:
    """Not every method takes ratios, draws lines between groups, or fits distributions."""
    method, kind = str(arguments["method"]), str(arguments["kind"])
    if kind not in METHOD_KINDS[method]:
        allowed = ", ".join(f'"{one}"' for one in METHOD_KINDS[method])
        yield "method", Problem("adjust.method", "", f"{method} is not made for this kind", f'kind: "{kind}"', allowed)
    if arguments["interpolation"] not in METHOD_INTERPOLATIONS[method]:
        what, allowed = f"{method} has no such interpolation", ", ".join(METHOD_INTERPOLATIONS[method])
        yield "interpolation", Problem("adjust.method", "", what, str(arguments["interpolation"]), allowed)
    fitted, kinds = str(arguments["distribution"]), DISTRIBUTION_KINDS[str(arguments["distribution"])]
    if fitted != "auto" and (method != "trend_preserving" or kind not in kinds):
        what, got = "this distribution is fitted by trend_preserving only", f'{method}, kind: "{kind}"'
        allowed = f'trend_preserving, kind: "{kinds[0]}"'
        yield "distribution", Problem("adjust.distribution", "", what, got, allowed)


def fits_humidity_only(arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """Only relative humidity ends at 0 and 100."""
    of = setting.variables.get(str(arguments["of"]), "hurs")
    if arguments["distribution"] == "logit_normal" and of != "hurs":
        what = "logit_normal is for what lies between 0 and 100 %"
        yield "distribution", Problem("adjust.distribution", "", what, of, "hurs")


def adjusts_each_with_its_like(arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """The same rules for several series: variable by variable, in one order."""
    several, to = list(arguments["of"]), list(arguments["to"])
    if len(several) < 2 or len(several) != len(to):
        what = "two series or more, and as many observations in the same order"
        yield "to", Problem("adjust.several", "", what, f"{len(several)} and {len(to)}")
    for of, one in zip(several, to, strict=False):
        pair = {"of": of, "to": one, "when": one if arguments.get("when") in to else arguments.get("when")}
        yield from adjusts_like_with_like(pair, setting)
        yield from adjusts_when_there_is_something(pair, setting)


def names_temperatures_in_order(arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """Which is the lowest is told by the order they are named in."""
    given = tuple(setting.variables.get(name, "") for name in arguments["of"])
    if all(given) and given not in (("tasmin", "tas", "tasmax"), ("tasmin", "tasmax")):
        allowed = "tasmin, tas, tasmax"
        yield "of", Problem("adjust.order", "", "temperatures are named from low to high", ", ".join(given), allowed)


def windows_of_days_only(arguments: Mapping[str, object], _: Setting) -> Iterator[Finding]:
    """A window goes around days of the year."""
    window = amount(arguments["window"], "day")
    if window % 2 != 1 or (window > 1 and arguments["group"] != "day_of_year"):
        what = "only days of the year have a window, of an odd number of days"
        got = f"{arguments['window']} by {arguments['group']}"
        yield "window", Problem("adjust.window", "", what, got, "1 day, or 3, 5 .. 181 day with group: day_of_year")


def _rules_of_xsdba(peer: Peer) -> tuple[Rule, ...]:
    named = {argument.name for argument in peer.arguments}
    single = (adjusts_like_with_like, adjusts_when_there_is_something)
    return (
        *((adjusts_each_with_its_like,) if peer.together else single),
        *((adjusts_by_the_right_kind,) if "kind" in named else ()),
        *((windows_of_days_only,) if "window" in named else ()),
    )


def wet_days_fit_the_window(arguments: Mapping[str, object], _: Setting) -> Iterator[Finding]:
    """More wet days than days can never be."""
    if arguments["wet_days"] > amount(arguments["window"], "day"):
        what = "there cannot be more wet days than the window has days"
        got = f"{arguments['wet_days']} in {arguments['window']}"
        yield "wet_days", Problem("onset.wet_days", "", what, got, "", "Make wet_days smaller or the window longer")


def dry_spell_fits_the_look_ahead(arguments: Mapping[str, object], _: Setting) -> Iterator[Finding]:
    """A spell longer than the days looked at can never be found: the test would promise what it does not do."""
    spell, ahead = amount(arguments["dry_spell"], "day"), amount(arguments["look_ahead"], "day")
    if 0 < ahead < spell:
        what = "a dry spell this long does not fit into the days looked ahead, so none would ever be found"
        got = f"{arguments['dry_spell']} within {arguments['look_ahead']}"
        advice = "Make look_ahead longer or dry_spell shorter, or set look_ahead to 0 day for no test"
        yield "dry_spell", Problem("onset.dry_spell", "", what, got, "", advice)


def ripens_before_an_end(arguments: Mapping[str, object], _: Setting) -> Iterator[Finding]:
    """Whether a crop ripens in time can be told only where the end of the rains is known."""
    if arguments["condition"] == "length" and not arguments.get("end"):
        what, advice = "this condition needs the end of the rains", "Add a cessation step before and name it as `end`"
        yield "condition", Problem("crop.condition", "", what, "length, without `end`", "", advice)


def statement_fits_the_metric(arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """Dates are early or late; counts are many or few."""
    metric = METRICS.get(setting.metric)
    if metric and arguments["statement"] not in STATEMENTS[metric.kind]:
        what = f"this statement does not fit {metric.code}, which is a {metric.kind}"
        allowed = ", ".join(STATEMENTS[metric.kind])
        yield "statement", Problem("ensemble.statement", "", what, str(arguments["statement"]), allowed)


def moments_fit_the_metric(arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """A month-day is a date: it needs a metric of dates, and must lie in its season."""
    metric = METRICS.get(setting.metric)
    for at in arguments["at"]:
        if not is_month_day(at) or metric is None:
            continue
        if metric.kind != "date":
            what = f"{metric.code} is a {metric.kind}, not a date"
            yield "at", Problem("ensemble.at", "", what, at, f"such as 3 {metric.unit}")
        elif setting.season and not _lies_in(at, setting.season):
            allowed = f"{setting.season['from']} to {setting.season['to']}"
            yield "at", Problem("ensemble.season", "", "this day is not in the season", at, allowed)


def answer_is_one_of_them(arguments: Mapping[str, object], _: Setting) -> Iterator[Finding]:
    """The sentence must speak of a number that is in the table."""
    if arguments["answer_at"] not in arguments["at"]:
        what = "the answer must be one of the moments counted"
        yield "answer_at", Problem("ensemble.answer", "", what, str(arguments["answer_at"]), ", ".join(arguments["at"]))


def threshold_is_an_amount(arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """Thirds are of numbers: a date has no lowest third that brings less."""
    metric = METRICS.get(setting.metric)
    if metric and metric.kind == "date":
        allowed = "an amount or a number of days"
        yield "of", Problem("chance.metric", "", f"{metric.code} is a date", str(arguments.get("of", "")), allowed)
    elif is_month_day(str(arguments["at"])):
        yield "at", Problem("chance.at", "", "this is a day, not an amount", str(arguments["at"]), "such as 300 mm")


def thirds_are_one_whole(arguments: Mapping[str, object], _: Setting) -> Iterator[Finding]:
    """What the lowest and the highest third leave is the chance of the middle one."""
    below, above = (amount(arguments[name], "percent") for name in ("below", "above"))
    if below + above > 100:
        what, got = "the chances of the lowest and the highest third are more than everything", f"{below + above:g} %"
        yield "below", Problem("chance.thirds", "", what, got, "up to 100 %", "Write them as the bulletin gives them")


def bounds_what_it_reads(arguments: Mapping[str, object], _: Setting) -> Iterator[Finding]:
    """A variable without bounds says nothing; bounds without a variable are never looked at."""
    if not any(name in arguments for name in BOUNDED):
        allowed = ", ".join(BOUNDED)
        yield "season", Problem("bounds.none", "", "no variable is named, so nothing would be looked at", "", allowed)
    for name in BOUNDED:
        ends = [f"{name}_{end}" for end in ("from", "to") if f"{name}_{end}" in arguments]
        if name in arguments and not ends:
            yield name, Problem("bounds.none", "", f"{name} has no bounds", "", f"{name}_from or {name}_to or both")
        if name not in arguments and ends:
            yield ends[0], Problem("bounds.unread", "", f"{name} is bounded, and not named", "", f"{name}: an input")
        if len(ends) == 2:
            low, high = (amount(arguments[end], BOUNDED[name][1]) for end in ends)
            if low > high:
                got = f"{arguments[ends[0]]} to {arguments[ends[1]]}"
                what = "the lower bound is above the upper one"
                yield ends[0], Problem("bounds.order", "", what, got, "", f"Make {ends[0]} smaller or {ends[1]} larger")


def _lies_in(day: str, season: Mapping[str, str]) -> bool:
    """Whether a month-day lies in a season, which may cross the New Year."""
    first, last, it = (parse_month_day(text, where="") for text in (season["from"], season["to"], day))
    return first <= it <= last if first <= last else it >= first or it <= last


def reads_what_it_can(operation: str, arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """Every input must be of a variable that the operation is made for."""
    for argument in OPERATIONS[operation].parameters:
        known = argument.variables or (OPERATIONS[operation].variables if argument.name == "of" else ())
        if not (known and argument.names_values):
            continue
        given = arguments.get(argument.name) or ()
        for name in [given] if isinstance(given, str) else given:
            variable = setting.variables.get(name)
            if variable and variable not in known:
                what = f"{operation} does not work on {variable}"
                allowed = f"an input of {', '.join(known)}"
                yield argument.name, Problem("step.variable", "", what, name, allowed)


def names_dates(operation: str, arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """Days can be counted from a date only; a number of days or of millimetres is none."""
    for argument in OPERATIONS[operation].parameters:
        name = arguments.get(argument.name)
        metric = METRICS.get(setting.metrics.get(str(name), ""))
        if argument.dated and metric and metric.kind != "date":
            dates = [one for one, code in setting.metrics.items() if code in METRICS and METRICS[code].kind == "date"]
            what = f"{operation} needs a date here, which {metric.code} is not"
            yield argument.name, Problem("step.dated", "", what, str(name), ", ".join(dates))


def days_lie_in_the_season(arguments: Mapping[str, object], _: Setting) -> Iterator[Finding]:
    """xclim searches after or before a day; from one that the season does not have it finds nothing, in any year."""
    for name, given in arguments.items():
        season = arguments.get("season")
        if season and isinstance(given, str) and is_month_day(given) and not _lies_in(given, season):
            allowed = f"{season['from']} to {season['to']}"
            yield name, Problem("xclim.day", "", "this day is not in the season", given, allowed)


RULES: dict[str, tuple[Rule, ...]] = {
    "adjust": (
        adjusts_like_with_like,
        adjusts_when_there_is_something,
        adjusts_by_the_right_kind,
        asks_what_the_method_can,
        fits_humidity_only,
        windows_of_days_only,
    ),
    "downscale": (adjusts_like_with_like, adjusts_when_there_is_something, adjusts_by_the_right_kind),
    "delta_change": (adjusts_like_with_like, adjusts_when_there_is_something, adjusts_by_the_right_kind),
    "adjust_together": (adjusts_each_with_its_like,),
    "adjust_temperatures": (adjusts_each_with_its_like, names_temperatures_in_order),
    "put_in_order": (names_temperatures_in_order,),
    **{PREFIX + name: _rules_of_xsdba(peer) for name, peer in CLASSES.items()},
    "favourable_days": (bounds_what_it_reads,),
    "adverse_days": (bounds_what_it_reads,),
    "onset": (wet_days_fit_the_window, dry_spell_fits_the_look_ahead),
    "crop_success": (ripens_before_an_end,),
    "chance_from_thirds": (threshold_is_an_amount, thirds_are_one_whole),
    "chance_from_hindcasts": (threshold_is_an_amount,),
    "ensemble": (statement_fits_the_metric, moments_fit_the_metric, answer_is_one_of_them),
}


def findings(operation: str, arguments: Mapping[str, object], setting: Setting) -> Iterator[Finding]:
    """Everything wrong between the arguments of one fully read step."""
    yield from reads_what_it_can(operation, arguments, setting)
    yield from names_dates(operation, arguments, setting)
    rules = (days_lie_in_the_season,) if operation.startswith(xclim.PREFIX) else RULES.get(operation, ())
    for rule in rules:
        yield from rule(arguments, setting)
