"""What could stand at a place of a recipe while it is written: for editors, on text that need not be whole or right.

The place is found from the indentation and the brackets before it, never by parsing the whole, so that it also works in
the middle of a word.
"""

import re
from collections.abc import Iterable

from ...vocabulary.metrics import METRICS
from ...vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES
from ...vocabulary.variables import VARIABLES
from ...vocabulary.yaml_text import LARGEST
from ..cases import Case, Expected, Given, Place
from ..model import CHANGERS, ROLES, Answers, Input, InUse, Parameter, Recipe, Space
from ..operations import OPERATIONS, STATEMENTS, Argument, Operation
from ..shapes import Part
from .documenting import allowed

MOST = 60  # suggestions at once
Suggestion = dict[str, str]  # text, kind, about
Path = tuple[str, ...]

_WORD = re.compile(r"[\"$\w.<>=+*-]*$")
_KEY = re.compile(r"(?P<space> *)(?P<dash>(?:- +)*)(?:(?P<key>[\w.]+|\"[^\"]*\"|'[^']*') *:(?= |$))?(?P<rest>.*)$")
_ITEM = "*"

# The fields at each place, and the words that may stand as a value.
_FIELDS: dict[Path, type[Part]] = {
    (): Recipe,
    ("answers",): Answers,
    ("answers", "space"): Space,
    ("inputs", _ITEM): Input,
    ("parameters", _ITEM): Parameter,
    ("parameters", _ITEM, "in_use"): InUse,
    ("tests",): Case,
    ("tests", "at"): Place,
    ("tests", "given", _ITEM): Given,
    ("tests", "expect"): Expected,
}
_VALUES: dict[Path, dict[str, str]] = {
    ("answers", "metric"): {code: one.label["en"] for code, one in METRICS.items()},
    ("answers", "time"): {code: one.label["en"] for code, one in TIME_SCALES.items()},
    ("answers", "horizons"): {code: one.label["en"] for code, one in HORIZONS.items()},
    ("answers", "space", "upto"): {code: one.label["en"] for code, one in SPATIAL_SCALES.items()},
    ("inputs", _ITEM, "variable"): {name: one.label["en"] for name, one in VARIABLES.items()},
    ("inputs", _ITEM, "role"): dict.fromkeys(ROLES, "role"),
    ("inputs", _ITEM, "step"): {"day": "daily"},
    ("parameters", _ITEM, "changed_by"): dict.fromkeys(CHANGERS, "who may change it"),
    ("tests", "expect", "outcome"): dict.fromkeys(("happened", "did_not_happen", "unknown"), "outcome"),
    ("tests", "expect", "statement"): dict.fromkeys({one for each in STATEMENTS.values() for one in each}, "statement"),
}
_TRUTHS = {
    ("answers", "sites"),
    ("uses_hindsight",),
    ("inputs", _ITEM, "optional"),
    ("parameters", _ITEM, "provisional"),
}
_BESIDE = {"version": "the version of the operation that is meant", "as": "what its result is called"}


def complete(text: str, line: int, column: int) -> list[Suggestion]:
    """Suggestions for the word at a place, the line counted from 1 and the column from 0; none when nothing fits.

    Each has `text` (what to write), `kind` (field, operation, argument, parameter, input, choice, value) and `about`.
    """
    lines = text[:LARGEST].split("\n")
    if not 1 <= line <= len(lines):
        return []
    before = [*lines[: line - 1], lines[line - 1][: max(0, column)]]
    word = _WORD.search(before[-1])[0]
    before[-1] = before[-1][: len(before[-1]) - len(word)]
    path, at_value = _place(before)
    found = [one for one in _suggested(path, at_value, lines) if one["text"].startswith(word)]
    return found[:MOST]


def _place(lines: list[str]) -> tuple[Path, bool]:
    """The keys that hold the end of the text, and whether a value (or an entry of a list) is written there."""
    line = _KEY.match(lines[-1])
    path: list[str] = []
    bound = len(line["space"]) if line["dash"] or line["key"] or line["rest"].strip() else len(lines[-1])
    for above in reversed(lines[:-1]):
        found = _KEY.match(above)
        if not above.strip() or above.lstrip().startswith("#"):
            continue
        column = len(found["space"]) + len(found["dash"])
        # A list may stand as deep as its key.
        holds = column < bound or (column == bound and line["dash"] and not found["dash"])
        if found["key"] and holds:
            path.insert(0, found["key"].strip("\"'"))
            bound = column
            if found["dash"] and len(found["space"]) < bound:
                bound = len(found["space"])
                line = found
        if bound == 0 and not (line["dash"] and found["dash"]):
            break
    return _within(path, _KEY.match(lines[-1]))


def _within(path: list[str], line: re.Match) -> tuple[Path, bool]:
    """Further in, through the brackets that are open on the line itself."""
    if line["key"]:
        path.append(line["key"].strip("\"'"))
    at_value = bool(line["key"])
    stack: list[str] = []
    rest = line["rest"]
    for sign in re.findall(r"\"[^\"]*\"|'[^']*'|[{}\[\],]|[\w.]+ *:(?= |$)|[^\s{}\[\],]+", rest):
        if sign in "{[":
            stack.append(sign)
            at_value = sign == "["
        elif sign in "}]":
            while stack and stack.pop() not in "{[":
                path.pop()
        elif sign == ",":
            if stack and stack[-1] == ":":
                stack.pop()
                path.pop()
            at_value = bool(stack) and stack[-1] == "["
        elif sign.endswith(":") and (stack and stack[-1] == "{"):
            path.append(sign.rstrip(" :"))
            stack.append(":")
            at_value = True
    return tuple(path), at_value


def _suggested(path: Path, at_value: bool, lines: list[str]) -> Iterable[Suggestion]:
    if path[:1] == ("steps",):
        return _in_steps(path[1:], at_value, lines)
    if path == ("outputs",):
        return _listed(dict.fromkeys(_results(lines), "a result"), "value")
    if path[:2] == ("tests", "set") or path == ("tests", "given"):
        names = _names(lines, "parameters" if path[1] == "set" else "inputs")
        return _listed(dict.fromkeys(names, path[1]), "field") if not at_value else []
    plain = _plain(path)
    if plain in _TRUTHS:
        return _listed({"true": "yes", "false": "no"}, "value")
    if plain in _VALUES:
        return _listed(_VALUES[plain], "value")
    model = _FIELDS.get(plain)
    return [] if model is None else _fields(model)


def _plain(path: Path) -> Path:
    """The path with the author's own names left open."""
    if path[:1] in (("inputs",), ("parameters",)) and len(path) > 1:
        return (path[0], _ITEM, *path[2:])
    if path[:2] == ("tests", "given") and len(path) > 2:
        return ("tests", "given", _ITEM, *path[3:])
    return path


def _fields(model: type[Part]) -> list[Suggestion]:
    return [
        {"text": field.alias or name, "kind": "field", "about": "must be given" if field.is_required() else ""}
        for name, field in model.model_fields.items()
    ]


def _in_steps(path: Path, at_value: bool, lines: list[str]) -> Iterable[Suggestion]:
    """Operations, their arguments, and what the arguments may be."""
    if not path:
        operations = {name: one.about for name, one in OPERATIONS.items()}
        return [*_listed(operations, "operation"), *_listed(_BESIDE, "field")]
    operation = OPERATIONS.get(path[0])
    if operation is None:
        return []
    if len(path) == 1:
        told = {one.name: f"{one.about} ({allowed(one)})" for one in operation.parameters}
        return [] if at_value and not operation.parameters else _listed(told, "argument")
    argument = operation.argument(path[1])
    if argument is None:
        return []
    if argument.kind == "season" and len(path) == 2:
        return _listed({"from": "the first day", "to": "the last day"}, "field")
    return _of_argument(operation, argument, lines)


def _of_argument(operation: Operation, argument: Argument, lines: list[str]) -> list[Suggestion]:
    if argument.names_values:
        takes = operation.needs if argument.name == "of" else argument.takes
        inputs = _names(lines, "inputs") if takes == "series" else []
        return [*_listed(dict.fromkeys(inputs, "input"), "input"), *_listed(_results(lines, takes), "input")]
    choices = {one: argument.words.get(one, {}).get("en", argument.about) for one in argument.choices}
    quoted = {f'"{one}"' if re.match(r"\W", one) else one: about for one, about in choices.items()}
    defaults = {} if argument.choices or argument.default in (None, "") else {str(argument.default): "default"}
    parameters = {f"${name}": "parameter" for name in _names(lines, "parameters")}
    return [*_listed(quoted, "choice"), *_listed(parameters, "parameter"), *_listed(defaults, "value")]


def _listed(words: dict[str, str], kind: str) -> list[Suggestion]:
    return [{"text": text, "kind": kind, "about": about} for text, about in words.items()]


def _names(lines: list[str], group: str) -> list[str]:
    """The author's own names of inputs or parameters: the keys one level below."""
    found: list[str] = []
    inside, depth = False, 0
    for line in lines:
        match = _KEY.match(line)
        column = len(match["space"])
        if column == 0 and match["key"]:
            inside, depth = match["key"] == group, 0
            if inside and match["rest"].strip().startswith("{"):
                found += re.findall(r"(\w+) *: *\{", match["rest"])
        elif inside and match["key"]:
            depth = depth or column
            if column == depth:
                found.append(match["key"])
    return found


def _results(lines: list[str], takes: str = "seasonal") -> dict[str, str]:
    """What the steps give, by name; a changed series keeps the name of the series."""
    found: dict[str, str] = {}
    named = ""
    for line in lines:
        match = re.match(r" *- +([\w.]+) *:", line)
        operation = OPERATIONS.get(match[1]) if match else None
        if operation is not None and operation.gives == takes and not operation.rebinds:
            named = operation.name
            found[named] = operation.about
        called = re.match(r" +as *: *(\w+)", line)
        if called and named in found:
            found[called[1]] = found.pop(named)
    return found
