"""A record as a group wrote it, with its quantities turned into the form the house reads; ambiguous ones are asked."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..vocabulary.problems import Problem, Refused
from ..vocabulary.said_quantities import house_form
from ..vocabulary.units import measures_the_same, parse_quantity
from .levels import LEVELS

# Where quantities stand in the record, and what they measure.
QUANTITIES: dict[str, str | None] = {
    "decision.lead": "day",
    **{f"space.resolution.{level}": "km" for level in LEVELS},
    **{f"levels.{kind}.{level}": "day" for kind in ("step", "lead", "timeliness") for level in LEVELS},
}
# People count small numbers of a measure, down to a quarter of it.
MOST_QUARTERS = 400
_HAS_UNIT = re.compile(r"[^\d\s.,:/+><=-]")
# A setting that is no quantity is for the recipe to judge; one with two readings is asked about here.
_ASKED = ("number.ambiguous", "measure.ambiguous", "measure.taken")


def in_house_units(record: Mapping[str, Any], language: str | None) -> tuple[dict[str, Any], list[Problem]]:
    """The record with `siku 14`, `1 1/2 inches`, `86 °F` as the house writes them, and what could not be read.

    language  of the people who wrote it; decides `1,500` and `décade`
    returns   a new record; what could not be read stays as it was, and so does what the house reads already
    """
    measures = record.get("measures")
    measures = {str(k): str(v) for k, v in measures.items()} if isinstance(measures, Mapping) else {}
    problems: list[Problem] = []
    turned = _copy(record)
    for path, like in _paths(turned):
        holder, name = _holder(turned, path)
        text = holder.get(name) if holder is not None else None
        if not isinstance(text, str) or not re.search(r"[\d½¼¾]", text):
            continue
        # Degrees of latitude measure a place too, and `km` does not know them.
        like = None if like == "km" and re.search(r"deg|°", text) else like
        try:
            holder[name] = house_form(text, where=".".join(path), language=language, like=like, measures=measures)
        except Refused as refusal:
            problems += [one for one in refusal.problems if path[:2] != ("metric", "with") or one.code in _ASKED]
    return turned, problems


def in_own_measure(text: str, measures: Mapping[str, str]) -> str:
    """A quantity counted in one of the group's own measures, `2 finger`, where it comes out even; "" elsewhere."""
    for name, size in measures.items():
        try:
            said, one = parse_quantity(text, where=""), parse_quantity(size, where="")
        except Refused:
            continue
        if not measures_the_same(said.unit, one.unit):
            continue
        quarters = 4 * said.to(one.unit) / one.value
        if 1 <= quarters <= MOST_QUARTERS and abs(quarters - round(quarters)) < 1e-6:
            return f"{round(quarters) / 4:g} {name}"
    return ""


def _paths(record: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str | None]]:
    yield from ((tuple(path.split(".")), like) for path, like in QUANTITIES.items())
    metric = record.get("metric")
    settings = metric.get("with") if isinstance(metric, Mapping) else None
    for name, value in settings.items() if isinstance(settings, Mapping) else ():
        if isinstance(value, str) and _HAS_UNIT.search(value):
            yield ("metric", "with", name), "degC" if name == "threshold" and _warm(value) else None


def _warm(text: str) -> bool:
    """Whether a threshold is a temperature by its unit, with or without its scale."""
    return re.search(r"°|deg|degr|grado|nyuzi|digrii|fahren|cels", text, re.IGNORECASE) is not None


def _holder(record: dict[str, Any], path: tuple[str, ...]) -> tuple[dict[str, Any] | None, str]:
    part: Any = record
    for name in path[:-1]:
        part = part.get(name) if isinstance(part, dict) else None
    return (part if isinstance(part, dict) else None), path[-1]


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _copy(part) for key, part in value.items()}
    return [_copy(part) for part in value] if isinstance(value, list | tuple) else value
