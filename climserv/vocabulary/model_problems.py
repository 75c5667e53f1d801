"""What a pydantic model refuses, as problems that name the place, say what would be right and guess the name meant."""

import types
from collections.abc import Callable, Iterable
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from .problems import Problem, Refused, did_you_mean

Loc = tuple[str | int, ...]


def read_with(reader: Callable[..., Any], text: object) -> Any:
    """Call one of our readers inside a validator: pydantic collects `ValueError`, and the reader's words are kept."""
    try:
        return reader(text, where="")
    except Refused as refusal:
        problem = refusal.problems[0]
        raise ValueError(f"{problem.what}; allowed: {problem.allowed}" if problem.allowed else problem.what) from None


def problems_of(
    error: ValidationError, model: type[BaseModel], *, code: str, place: Callable[[Loc], str]
) -> list[Problem]:
    """Every fault pydantic found; `code` is the first word of the codes, `place` words the where of a location."""
    return [_problem(fault, model, code, place) for fault in error.errors(include_url=False)]


def location(fault: dict) -> Loc:
    """Where a fault is, without the mark pydantic adds for a key."""
    loc = fault["loc"]
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def _problem(fault: dict, model: type[BaseModel], code: str, place: Callable[[Loc], str]) -> Problem:
    loc = location(fault)
    where = place(loc)
    if fault["type"] == "extra_forbidden":
        known, name = names_at(model, loc[:-1]), str(loc[-1])
        return Problem(
            f"{code}.field", where, "there is no such field", name, ", ".join(known), did_you_mean(name, known)
        )
    if fault["type"] == "missing":
        return Problem(f"{code}.missing", where, "this field is missing")
    got = fault["input"]
    shown = "" if isinstance(got, dict | list | tuple | BaseModel) else _short(str(got))
    what, allowed = _plain(fault)
    guess = ""
    if fault["type"] == "literal_error":
        allowed = allowed.replace("'", "").replace(" or ", ", ")
        guess = did_you_mean(str(got), allowed.split(", "))
    return Problem(f"{code}.value", where, what, shown, allowed, guess)


_SAID = {
    "literal_error": ("this word is not known", "expected"),
    "string_too_long": ("this text is too long", "max_length"),
    "too_long": ("there are too many of these", "max_length"),
    "string_type": ("this must be text", None),
    "dict_type": ("this must be a list of names with values, such as {en: ...}", None),
    "model_type": ("this must be a list of names with values", None),
    "model_attributes_type": ("this must be a list of names with values", None),
    "tuple_type": ("this must be a list, such as [first, second]", None),
    "int_type": ("this must be a whole number", None),
    "int_parsing": ("this must be a whole number", None),
    "greater_than_equal": ("this number is too small", "ge"),
    "less_than_equal": ("this number is too large", "le"),
}


def _plain(fault: dict) -> tuple[str, str]:
    context = fault.get("ctx", {})
    if fault["type"] in _SAID:
        what, key = _SAID[fault["type"]]
        allowed = str(context.get(key, "")) if key else ""
        kind = {"max_length": "up to ", "ge": "at least ", "le": "at most "}.get(key or "", "")
        return what, f"{kind}{allowed}" if allowed else ""
    message = fault["msg"].removeprefix("Value error, ").rstrip(".")
    what, _, allowed = message.partition("; allowed: ")
    return what[:1].lower() + what[1:], allowed


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "..."


def names_at(model: type[BaseModel], loc: Iterable[str | int]) -> list[str]:
    """The names a person may write at a place inside the model."""
    for part in loc:
        for name, field in model.model_fields.items():
            if part in (name, field.alias):
                model = _model_in(field.annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, list, dict, Union, types.UnionType) or get_args(annotation):
        return next(filter(None, map(_model_in, get_args(annotation))), None)
    return None
