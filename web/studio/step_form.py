"""The form of a step: find an operation, read about it, fill in what its declaration asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from climserv.recipes.graph import GIVES
from climserv.recipes.in_words import in_words
from climserv.recipes.operations import OPERATIONS, Argument, Operation
from climserv.recipes.values import read_value
from climserv.recipes.writing.beginning import first_parameter
from climserv.recipes.writing.documenting import allowed
from climserv.recipes.writing.rewriting import add, put
from climserv.vocabulary.problems import Problem, Refused, refuse_if, unknown_name
from climserv.vocabulary.yaml_text import examine_yaml

from ..languages import language
from .manual import granted

MOST = 30  # operations found at once

Sent = Mapping[str, str]


@dataclass(frozen=True)
class Names:
    """The names that a recipe has given so far, as far as its text can be read."""

    inputs: tuple[str, ...]
    results: tuple[str, ...]
    parameters: tuple[str, ...]
    steps: tuple[str, ...]


def show(text: str, sent: Sent) -> dict:
    """What was looked for, and the operation that was chosen with its form."""
    words = sent.get("find", "").strip()[:100]
    chosen = OPERATIONS.get(sent.get("op", ""))
    found = [one for one in OPERATIONS.values() if _fits(one, words)] if words else _everyday()
    shown = found[:MOST] if not chosen else []
    return {
        "find": words, "found": [{"name": one.name, "about": _said(one.about)} for one in shown],
        "more": max(len(found) - MOST, 0), "operation": chosen and _told(chosen, names_in(text), sent),
    }  # fmt: skip


def write(text: str, sent: Sent) -> str:
    """The text with the step in its place; arguments that people may move become parameters with the same bounds."""
    name = sent.get("op", "")
    if name not in OPERATIONS:
        raise unknown_name("step.operation", "", "operation", name, OPERATIONS)
    operation, names = OPERATIONS[name], names_in(text)
    arguments, problems = {}, []
    for argument in operation.parameters:
        try:
            value = _filled(argument, sent)
        except Refused as refused:
            problems += [replace(one, where=argument.name) for one in refused.problems]
            continue
        if value is not None:
            arguments[argument.name] = value
    refuse_if(problems)
    for argument in operation.parameters:
        own = _name_of(operation, argument, names)
        if sent.get(f"open.{argument.name}") and argument.name in arguments:
            text = put(text, ("parameters", own), first_parameter(argument, arguments[argument.name]))
            arguments[argument.name] = f"${own}"
    step: dict[str, object] = {name: arguments}
    if called := sent.get("as", "").strip():
        step["as"] = called
    return add(text, ("steps",), step, at=_place(sent, names))


def names_in(text: str) -> Names:
    """The names of inputs, results and parameters, and the operations of the steps in their order."""
    value = examine_yaml(text, "recipe")[0].value
    value = value if isinstance(value, dict) else {}
    steps = [one for one in value.get("steps") or () if isinstance(one, dict)] if _listed(value.get("steps")) else []
    operations = [next((name for name in one if name not in ("as", "version")), "") for one in steps]
    results = [
        str(one.get("as") or name)
        for one, name in zip(steps, operations, strict=True)
        if name in OPERATIONS and not OPERATIONS[name].rebinds and OPERATIONS[name].gives != "counts"
    ]
    keys = (tuple(value[group]) if isinstance(value.get(group), dict) else () for group in ("inputs", "parameters"))
    inputs, parameters = keys
    return Names(inputs, tuple(results), parameters, tuple(operations))


def _listed(value: object) -> bool:
    return isinstance(value, list)


def _fits(one: Operation, words: str) -> bool:
    text = f"{one.name} {one.about} {_said(one.about)} {one.metric}".lower().replace("_", " ")
    return all(word in text for word in words.lower().replace("_", " ").split())


def _said(text: str) -> str:
    return in_words(text, language())


def _everyday() -> list[Operation]:
    """Our own operations; those of packages are found by their words."""
    return [one for name, one in OPERATIONS.items() if "." not in name]


def _told(one: Operation, names: Names, sent: Sent) -> dict:
    return {
        "name": one.name, "version": one.version, "about": _said(one.about), "needs": _said(GIVES[one.needs]),
        "gives": _said(GIVES[one.gives]), "source": one.source,
        "granted": granted(one),
        "hindsight": bool(one.hindsight), "fields": list(_fields(one, names, sent)),
        "steps": names.steps, "at": _place(sent, names, one), "as": sent.get("as", ""),
    }  # fmt: skip


def _fields(one: Operation, names: Names, sent: Sent) -> Iterator[dict]:
    for argument in one.parameters:
        given = sent.get(f"arg.{argument.name}")
        movable = argument.kind in ("quantity", "integer", "choice", "month_day")
        yield {
            "name": argument.name, "about": _said(argument.about), "kind": argument.kind,
            "allowed": _said(allowed(argument)),
            "required": argument.default is None, "default": "" if argument.default is None else argument.default,
            "value": given or "", "choices": _choices(argument, names), "movable": movable,
            "open": bool(sent.get(f"open.{argument.name}")),
            "from": sent.get(f"arg.{argument.name}.from", ""), "to": sent.get(f"arg.{argument.name}.to", ""),
        }  # fmt: skip


def _choices(argument: Argument, names: Names) -> tuple[str, ...]:
    if argument.kind == "input":
        return (*names.inputs, *names.results) if argument.takes == "series" else names.results
    return argument.choices


def _filled(argument: Argument, sent: Sent) -> object:
    """What was filled in, as it is written in the file; None where it was left out."""
    name = f"arg.{argument.name}"
    raw = sent.get(name, "").strip()[:500]
    if argument.kind == "season":
        ends = {end: sent.get(f"{name}.{end}", "").strip()[:100] for end in ("from", "to")}
        return _season(ends, argument)
    if not raw:
        if argument.default is None:
            raise Refused(Problem("value.missing", "", _("this must be given"), "", allowed(argument)))
        return None
    if raw.startswith("$") or argument.kind == "input":
        return raw
    if argument.kind in ("inputs", "list"):
        return [one.strip() for one in raw.split(",") if one.strip()]
    if argument.kind == "integer":
        return read_value(int(raw) if raw.lstrip("-").isdigit() else raw, argument)
    if argument.kind == "quantity" and argument.unit and raw.replace(".", "", 1).lstrip("-").isdigit():
        raw = f"{raw} {argument.unit}"
    read_value(raw, argument)
    return raw


def _season(ends: Mapping[str, str], argument: Argument) -> dict[str, str] | None:
    if not any(ends.values()) and argument.default is not None:
        return None
    for end, raw in ends.items():
        if not raw:
            raise Refused(Problem("value.missing", "", _("both days must be given"), end, "06-01"))
        if not raw.startswith("$"):
            read_value(raw, replace(argument, kind="month_day"))
    return dict(ends)


def _name_of(operation: Operation, argument: Argument, names: Names) -> str:
    """What the parameter is called: as the argument, unless another one is called so."""
    plain = argument.name
    return plain if plain not in names.parameters else f"{operation.name.rsplit('.', 1)[-1]}_{plain}"


def _place(sent: Sent, names: Names, one: Operation | None = None) -> int:
    """Before which step (from 0) it goes: as was chosen; else before the counts, which come last."""
    chosen = sent.get("at", "")
    if chosen.isdigit():
        return int(chosen)
    one = one or OPERATIONS[sent["op"]]
    last = len(names.steps)
    counted = last and names.steps[-1] in OPERATIONS and OPERATIONS[names.steps[-1]].gives == "counts"
    return last - 1 if counted and one.gives != "counts" else last
