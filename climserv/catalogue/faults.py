"""Card files as plain data, and what is wrong with them as problems that name the file and the field."""

import re
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from ..vocabulary.problems import Problem, Refused, did_you_mean


class _PlainLoader(yaml.SafeLoader):
    """YAML without surprises: only true and false are truth values, dates stay text, a key stands once."""


# YAML 1.1 turns `no:` (Norwegian) into False and 2020-01-01 into a date; people who write cards do not expect that.
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in rules if not tag.endswith((":bool", ":timestamp"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _mapping_once(loader: _PlainLoader, node: yaml.MappingNode) -> dict:
    seen: dict[Any, yaml.Node] = {}
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key} stands twice", key_node.start_mark)
        seen[key] = key_node
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


_PlainLoader.add_constructor("tag:yaml.org,2002:map", _mapping_once)


def read_yaml(path: Path) -> dict:
    """The mapping a YAML file holds; raises `Refused` with file and line when it cannot be read."""
    try:
        # Our loader is a SafeLoader: it builds plain data only.
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_PlainLoader)  # noqa: S506
    except OSError as error:
        raise Refused(Problem("card.file", str(path), f"this file cannot be read: {error.strerror}")) from error
    except UnicodeDecodeError as error:
        raise Refused(Problem("card.file", str(path), "this file is not UTF-8 text")) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        what = getattr(error, "problem", None) or str(error)
        raise Refused(Problem("card.yaml", where, f"this is not YAML: {what}")) from error
    if not isinstance(found, dict):
        raise Refused(Problem("card.yaml", str(path), "a card is a list of fields with values", type(found).__name__))
    return found


def problems_of(error: ValidationError, model: type[BaseModel], path: Path) -> list[Problem]:
    """Every fault pydantic found, each with `file: field`."""
    return [_problem(fault, model, path) for fault in error.errors(include_url=False)]


def _problem(fault: dict, model: type[BaseModel], path: Path) -> Problem:
    loc = fault["loc"]
    field = ".".join(str(part) for part in loc)
    where = f"{path}: {field}" if field else str(path)
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
