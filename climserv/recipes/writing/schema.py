"""The JSON Schema of recipe files, so that editors complete and check while people write.

Written from the same declarations that the checks read: the fields of `model`, the tables of the vocabulary, every
operation with its arguments. What only all parts together tell (`$names`, units, dates) is left to `recipes check`.
"""

from typing import Any

from ...vocabulary.metrics import METRICS
from ...vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES
from ...vocabulary.variables import VARIABLES
from ..model import CHANGERS, ROLES, Recipe
from ..operations import OPERATIONS, Argument, Operation
from .documenting import allowed

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NAME = "^[a-z][a-z0-9_]{0,59}$"
_REFERENCE = {"type": "string", "pattern": "^\\$[a-z][a-z0-9_]{0,59}$", "description": "a parameter of the recipe"}
_QUANTITY = {"type": "string", "pattern": "^\\s*[+-]?[0-9.,]+([eE][+-]?[0-9]+)?\\s*\\S.*$"}
_MONTH_DAY = {"type": "string", "pattern": "^\\s*[0-9]{1,2}-[0-9]{1,2}\\s*$"}


def schema() -> dict[str, Any]:
    """The schema as plain data; keys in a fixed order."""
    whole = Recipe.model_json_schema(by_alias=True)
    parts = whole["$defs"]
    parts["Words"] = _words()
    parts["Step"] = _step()
    for name, operation in OPERATIONS.items():
        parts[f"step.{name}"] = _operation(operation)
    _name_tables(parts)
    fields = whole["properties"]
    for name in ("title", "question"):
        fields[name] = {"$ref": "#/$defs/Words"}
    fields["limits"]["items"] = {"$ref": "#/$defs/Words"}
    fields["recipe"] |= {"pattern": _NAME}
    for name in ("inputs", "parameters"):
        fields[name]["propertyNames"] = {"pattern": _NAME}
    return {"$schema": DIALECT, **whole, "title": "A climserv recipe"}


def _words() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "a text by language; en is what others fall back to",
        "required": ["en"],
        "patternProperties": {"^[a-z]{2,3}(-[A-Za-z]{2,8})?$": {"type": "string", "minLength": 1}},
        "additionalProperties": False,
    }


def _name_tables(parts: dict[str, Any]) -> None:
    """The words that may stand where the model asks for one of a table."""
    answers, space = parts["Answers"]["properties"], parts["Space"]["properties"]
    answers["metric"] |= {"enum": list(METRICS)}
    answers["time"]["items"] = {"enum": list(TIME_SCALES)}
    answers["horizons"]["items"] = {"enum": list(HORIZONS)}
    space["upto"] |= {"enum": list(SPATIAL_SCALES)}
    parts["Input"]["properties"]["variable"] |= {"enum": list(VARIABLES)}
    parts["Input"]["properties"]["role"]["items"] = {"enum": list(ROLES)}
    parameter = parts["Parameter"]["properties"]
    parameter["ask"] = {"$ref": "#/$defs/Words"}
    parameter["changed_by"] = {"type": "array", "items": {"enum": list(CHANGERS)}}


def _step() -> dict[str, Any]:
    """One operation with its arguments, and `version` and `as` beside it."""
    beside = {
        "version": {"type": "integer", "description": "the version of the operation that is meant"},
        "as": {"type": "string", "pattern": _NAME, "description": "what its result is called"},
    }
    named = {name: {"$ref": f"#/$defs/step.{name}"} for name in OPERATIONS}
    return {
        "type": "object",
        "description": "one operation with its arguments",
        "properties": {**named, **beside},
        "additionalProperties": False,
        # Whatever stands beside, one key more is there: the operation.
        "oneOf": [
            {"maxProperties": 1, "minProperties": 1, "not": {"anyOf": [{"required": [one]} for one in beside]}},
            *({"minProperties": 2, "maxProperties": 2, "required": [one], "not": {"required": [other]}}
              for one, other in (("version", "as"), ("as", "version"))),
            {"minProperties": 3, "maxProperties": 3, "required": list(beside)},
        ],
    }  # fmt: skip


def _operation(operation: Operation) -> dict[str, Any]:
    required = [one.name for one in operation.parameters if one.default is None]
    return {
        "type": "object",
        "description": f"{operation.about}. Source: {operation.source}",
        "properties": {one.name: _argument(one) for one in operation.parameters},
        "required": required,
        "additionalProperties": False,
    }


def _argument(argument: Argument) -> dict[str, Any]:
    told: dict[str, Any] = {"description": f"{argument.about} ({allowed(argument)})"}
    if argument.default not in (None, ""):
        told["default"] = list(argument.default) if isinstance(argument.default, tuple) else argument.default
    return told | _form(argument.kind, argument)


def _form(kind: str, argument: Argument) -> dict[str, Any]:
    """What may stand there; a value, or the name of a parameter."""
    match kind:
        case "input":
            return {"type": "string", "pattern": _NAME}
        case "inputs":
            return {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": _NAME}}
        case "list":
            return {"type": "array", "minItems": 1, "items": _form(argument.items, argument)}
        case "season":
            day = {"anyOf": [_MONTH_DAY, _REFERENCE]}
            ends = {"from": day, "to": day}
            return {"type": "object", "properties": ends, "required": list(ends), "additionalProperties": False}
        case "choice":
            return {"anyOf": [{"enum": list(argument.choices)}, _REFERENCE]}
        case "integer":
            return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[+-]?[0-9]+$"}, _REFERENCE]}
        case "month_day":
            return {"anyOf": [_MONTH_DAY, _REFERENCE]}
        case "moment":
            return {"anyOf": [_MONTH_DAY, _QUANTITY, _REFERENCE]}
        case "years":
            return {"type": "string", "pattern": "^[0-9]{4} ?[-/–] ?[0-9]{4}$"}
        case "warming":
            return {"type": "string", "pattern": "^\\S+ \\S+ ([0-9]{4}|never)$"}
        case _:
            return {"anyOf": [_QUANTITY, _REFERENCE]}
