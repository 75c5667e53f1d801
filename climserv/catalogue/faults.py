"""Card files as plain data, and what is wrong with them as problems that name the file, the line and the field."""

import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from ..vocabulary.problems import Problem, Refused, did_you_mean
from ..vocabulary.yaml_text import Marked, read_yaml


def read_record(path: Path) -> Marked:
    """The fields of a card file with their lines; raises `Refused` when it cannot be read."""
    try:
        record = read_yaml(path.read_bytes(), str(path))
    except OSError as error:
        raise Refused(Problem("card.file", str(path), f"this file cannot be read: {error.strerror}")) from error
    if not isinstance(record.value, dict):
        raise Refused(Problem("card.form", str(path), "a card is a list of fields with values", str(record.value)))
    return record


def problems_of(error: ValidationError, model: type[BaseModel], record: Marked) -> list[Problem]:
    """Every fault pydantic found, each with `file:line: field`."""
    return [_problem(fault, model, record) for fault in error.errors(include_url=False)]


def _problem(fault: dict, model: type[BaseModel], record: Marked) -> Problem:
    loc = fault["loc"]
    field = ".".join(str(part) for part in loc)
    where = f"{record.place_of(loc)}: {field}" if field else record.where
    if fault["type"] == "extra_forbidden":
        known = _fields_at(model, loc[:-1])
        name = str(loc[-1])
        return Problem(
            "card.field",
            where,
            "no such field in a card",
            name,
            ", ".join(known),
            did_you_mean(name, known),
        )
    if fault["type"] == "missing":
        return Problem("card.missing", where, "this field is missing")
    got = "" if isinstance(fault["input"], dict) else str(fault["input"])
    return Problem("card.value", where, _plain(fault), got, _allowed(fault))


def _plain(fault: dict) -> str:
    if fault["type"] == "literal_error":
        return "this value is not known"
    message = fault["msg"].removeprefix("Value error, ").rstrip(".")
    return message[:1].lower() + message[1:]


def _allowed(fault: dict) -> str:
    return str(fault.get("ctx", {}).get("expected", "")) if fault["type"] == "literal_error" else ""


def _fields_at(model: type[BaseModel], loc: Iterable[str | int]) -> list[str]:
    """The field names allowed at a place inside the model, so that a misspelt one can be answered."""
    for part in loc:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, list, Union, types.UnionType):
        return next(filter(None, map(_model_in, get_args(annotation))), None)
    return None
