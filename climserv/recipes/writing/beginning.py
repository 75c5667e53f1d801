"""A first recipe: from a metric and a few answers to a whole file that passes the checks, for its author to change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...vocabulary.metrics import METRICS
from ...vocabulary.problems import Problem, Refused, unknown_name
from ...vocabulary.scales import TIME_SCALES
from ...vocabulary.seasons import days_between, parse_month_day
from ...vocabulary.variables import VARIABLES
from ...vocabulary.yaml_text import write_yaml
from ..filling import fill
from ..model import Recipe
from ..operations import OPERATIONS, STATEMENTS, Argument, Operation

_SEASON = {"from": "06-01", "to": "08-31"}
_TEST = """
# A golden test: a short daily series whose answer you work out by hand. Take away the signs at the beginning of these
# lines, write the series and the answer, and run `climserv recipes check` on this file. Nobody else knows it.
# tests:
#   - about: what this shows, and the arithmetic
#     given:
{given}
#     expect:
#       - {{season: 2001, value: WORKED OUT BY HAND}}
"""


@dataclass(frozen=True)
class Beginning:
    """What a first file is made of.

    variables  of each input that the operation reads, by its argument
    values     of its other arguments, as written; seasons as {from, to}
    at         the moments that years are counted at
    notes      lines of comment at the head of the file
    """

    id: str
    operation: Operation
    variables: Mapping[str, str]
    values: Mapping[str, object]
    at: str
    languages: tuple[str, ...] = ("en",)
    author: str = "To be named"
    adjust: bool = True
    notes: tuple[str, ...] = ()


def operation_of(metric: str) -> Operation:
    """The operation that gives a metric from daily series alone; raises `Refused` where none does."""
    found: dict[str, Operation] = {}
    for one in OPERATIONS.values():
        if _begins(one):
            found.setdefault(one.metric, one)
    if metric in found:
        return found[metric]
    if metric in METRICS:
        what = "no single operation gives this metric from daily series, so a first file cannot be written for it"
        next_step = "Begin from a recipe of the book: climserv recipes export"
        raise Refused(Problem("new.metric", "--metric", what, metric, ", ".join(found), next_step))
    raise unknown_name("new.metric", "--metric", "metric", metric, found)


def _begins(operation: Operation) -> bool:
    inputs = [one for one in operation.parameters if one.kind in ("input", "inputs")]
    series = operation.needs == "series" and all(one.takes == "series" for one in inputs[1:])
    first = inputs[0] if inputs else None
    return bool(operation.metric and series and first and (first.name == "of" or first.default is None))


def suggested(operation: Operation, recipes: Iterable[Recipe]) -> dict[str, object]:
    """Values of its arguments: those of a recipe that uses it, else its own defaults, else its bounds."""
    for recipe in recipes:
        for step in fill(recipe).steps:
            if step.op == operation.name:
                return {one.name: step.arguments[one.name] for one in _asked(operation) if one.name in step.arguments}
    return {one.name: value for one in _asked(operation) if (value := _own(one)) != ""}


def _asked(operation: Operation) -> list[Argument]:
    return [one for one in operation.parameters if not one.names_values]


def _own(argument: Argument) -> object:
    if argument.default is not None:
        return argument.default
    match argument.kind:
        case "choice":
            return argument.choices[0]
        case "season":
            return dict(_SEASON)
        case "quantity":
            return f"{argument.low if argument.low is not None else 1} {argument.unit}"
        case "integer":
            return argument.low or 1
        case _:
            return _SEASON["from"]


def first_text(begun: Beginning) -> str:
    """The file: every argument is a parameter with its bounds; the text is English, for its author to translate."""
    main = next(iter(begun.variables.values()))
    adjusts = begun.adjust and list(begun.variables) == ["of"]
    parameters, arguments = _parameters(begun)
    names = {argument: variable.lower() for argument, variable in begun.variables.items()}
    inputs: dict[str, object] = {
        names[argument]: {"variable": variable, "record": "20 year"} for argument, variable in begun.variables.items()
    }
    steps: list[object] = []
    if adjusts:
        role = {"role": ["observation", "station"], "optional": True}
        inputs["reference"] = {"variable": main, "record": "20 year", **role}
        kind = VARIABLES[main].kind
        steps.append({"adjust": {"of": names["of"], "kind": kind, "to": "reference", "when": "reference"}})
    steps.append({begun.operation.name: {**names, **arguments}})
    metric = METRICS[begun.operation.metric]
    steps.append({"ensemble": {"statement": STATEMENTS[metric.kind][0], "at": [begun.at]}})
    label = {language: metric.label[language] for language in begun.languages if language in metric.label}
    whole = {
        "recipe": begun.id,
        "version": 1,
        "title": {language: text[:1].upper() + text[1:] for language, text in label.items()},
        "question": {"en": f"What is the {metric.label['en']}?"},
        "authors": [begun.author],
        "answers": {
            "metric": metric.code,
            "time": [_scale(begun)],
            "space": {"from": "0.05 degree" if adjusts else "10 km", "upto": "district"},
            "horizons": ["past", "projection"] if adjusts else ["past"],
        },
        "inputs": inputs,
        "parameters": parameters,
        "steps": steps,
        "limits": [{"en": "A grid cell is not a field; a place within it may differ."}],
        "references": [begun.operation.source],
    }
    return _notes(begun) + write_yaml(whole) + _TEST.format(given="\n".join(_given(begun)))


def _scale(begun: Beginning) -> str:
    """A season, or a year where the season is most of one."""
    seasons = [value for value in begun.values.values() if isinstance(value, Mapping)]
    ends = [[parse_month_day(value[end], where=f"season, {end}") for end in ("from", "to")] for value in seasons]
    longest = max((days_between(*one) + 1 for one in ends), default=0)
    dated = METRICS[begun.operation.metric].kind == "date"
    return "season" if dated or longest < 2 * TIME_SCALES["season"].days else "year"


def _notes(begun: Beginning) -> str:
    others = ", ".join(one for one in begun.languages if one != "en")
    lines = [*begun.notes, "A first file: change the question, the limits and the references to what you know."]
    if others:
        lines.append(f"Beside each `en:` write the same in {others}.")
    return "".join(f"# {line}\n" for line in lines)


def _given(begun: Beginning) -> list[str]:
    return [
        f'#       {one.lower()}: {{from: 2001-01-01, unit: {VARIABLES[one].display}, days: "0*365"}}'
        for one in begun.variables.values()
    ]


def _parameters(begun: Beginning) -> tuple[dict[str, object], dict[str, object]]:
    """The parameters, and the arguments that point to them; a season has one parameter for each end."""
    parameters: dict[str, object] = {}
    arguments: dict[str, object] = {}
    for argument in _asked(begun.operation):
        value = begun.values.get(argument.name)
        if value is None:
            continue
        if isinstance(value, Mapping):
            ends = {"from": f"{argument.name}_start", "to": f"{argument.name}_end"}
            for end, name in ends.items():
                word = "first" if end == "from" else "last"
                parameters[name] = {"default": value[end], "ask": {"en": f"On what day is the {word} of the season?"}}
            arguments[argument.name] = {end: f"${name}" for end, name in ends.items()}
        elif argument.kind in ("list", "moment", "years"):
            arguments[argument.name] = value
        else:
            parameters[argument.name] = first_parameter(argument, value)
            arguments[argument.name] = f"${argument.name}"
    return parameters, arguments


def first_parameter(argument: Argument, value: object) -> dict[str, object]:
    """One argument as a parameter that people may move: its value, its bounds or choices, a question to be changed."""
    told: dict[str, object] = {"default": value}
    unit = f" {argument.unit}" if argument.unit else ""
    if argument.kind in ("quantity", "integer"):
        ends = {"from": argument.low, "to": argument.high}
        whole = argument.kind == "integer"
        told |= {end: one if whole else f"{one:g}{unit}" for end, one in ends.items() if one is not None}
    if argument.kind == "choice":
        told["choices"] = list(argument.choices)
    return {**told, "ask": {"en": f"{argument.about[:1].upper()}{argument.about[1:]}: how much, or which?"}}
