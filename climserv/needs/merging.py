"""Needs made of needs: several merged into one that keeps all that was said, one split into several; with lineage.

Nobody's yes is carried over: what is merged or split must be read aloud and confirmed anew.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..vocabulary.problems import Problem, Refused, refuse_if
from .loading import need_from_dict, need_to_dict
from .need import Need
from .written import LONGEST_TEXT, MOST_ITEMS

# What is one thing as a whole, though it is written as a mapping.
_WHOLE = ("space.geometry", "metric.with")
_OPENNESS = ("own", "partners", "public")
_NOT_CARRIED = (("origin", "confirmed_by"), ("metric", "confirmed_by"))

Versioned = tuple[Need, int | None]


def merge(parents: Sequence[Versioned], need_id: str) -> Need:
    """One need of several: lists are joined, the first says what can be said once, others stand in `differences`.

    parents   needs with the version they are taken at
    returns   a drafted need that the narrowest of its parents' circles may see; `Refused` where it would not hold all
    """
    if len({need.need for need, _ in parents}) < 2:
        raise Refused(Problem("need.merge", "", "there is nothing to merge", str(len(parents)), "two needs at least"))
    records = [need_to_dict(need) for need, _ in parents]
    differences = [one for record in records for one in record.pop("differences", ())]
    merged: dict[str, Any] = {}
    for record in records:
        _into(merged, _without_yes(record), (), record["need"], differences)
    chosen = [_openness(record) for record in records]
    merged.setdefault("origin", {})["visibility"] = min(chosen, key=_OPENNESS.index)
    merged |= {"need": need_id, "differences": _each_once(differences)}
    return _whole(_with_parents(merged, parents, "merged"))


def split(need: Need, version: int | None, parts: Mapping[str, Mapping[str, Any]]) -> list[Need]:
    """Several needs of one: each says the same, save for the fields that its part gives anew.

    parts   id of each new need -> its fields, such as {"question": {...}, "decision": {"what": ...}}; None takes out
    """
    problems = [
        Problem("need.split", name, "this part says nothing of its own", "", "", "Say what is different in it")
        for name, part in parts.items() if not part
    ]  # fmt: skip
    if len(parts) < 2:
        problems.append(Problem("need.split", "", "a need is split into two at least", str(len(parts)), "two or more"))
    refuse_if(problems)
    record = _without_yes(need_to_dict(need))
    return [_whole(_with_parents({**_over(record, part), "need": name}, [(need, version)], "split"))
            for name, part in parts.items()]  # fmt: skip


def _into(merged: dict[str, Any], said: Mapping[str, Any], path: tuple[str, ...], by: str, differences: list) -> None:
    for name, value in said.items():
        where = ".".join((*path, name))
        if where in ("need", "origin.visibility"):
            continue
        if name not in merged:
            merged[name] = value
        elif isinstance(value, list) and isinstance(merged[name], list):
            joined = [*merged[name], *(one for one in value if one not in merged[name])]
            merged[name] = joined[:MOST_ITEMS]
            differences += [_difference(where, one, by) for one in joined[MOST_ITEMS:]]
        elif isinstance(value, dict) and isinstance(merged[name], dict) and where not in _WHOLE:
            merged[name] = dict(merged[name])
            _into(merged[name], value, (*path, name), by, differences)
        elif value != merged[name]:
            differences += _told(where, value, merged[name], by)


def _told(where: str, value: Any, kept: Any, by: str) -> list[dict[str, str]]:
    """What one parent said otherwise; of settings each that differs, or that the first does not have."""
    if where == "metric.with":
        return [_difference(f"{where}.{name}", one, by) for name, one in value.items() if kept.get(name) != one]
    return [_difference(where, value, by)]


def _difference(where: str, value: Any, by: str) -> dict[str, str]:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return {"field": where, "said": text[:LONGEST_TEXT], "by": by}


def _without_yes(record: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(record)
    for part, name in _NOT_CARRIED:
        if isinstance(kept.get(part), dict):
            kept[part] = {key: value for key, value in kept[part].items() if key != name}
    return kept


def _openness(record: Mapping[str, Any]) -> str:
    return record.get("origin", {}).get("visibility") or "own"


def _over(record: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """`record` with the fields of `part` over it; lists are replaced, None takes a field out."""
    over = dict(record)
    for name, value in part.items():
        if isinstance(value, Mapping) and isinstance(over.get(name), dict) and name != "question":
            over[name] = _over(over[name], value)
        elif value is None:
            over.pop(name, None)
        else:
            over[name] = value
    return over


def _with_parents(record: dict[str, Any], parents: Sequence[Versioned], how: str) -> dict[str, Any]:
    line = [{"need": need.need, **({"version": version} if version else {}), "how": how} for need, version in parents]
    return {**record, "lineage": _each_once([*line, *record.get("lineage", ())])[:MOST_ITEMS]}


def _each_once(items: Sequence[Any]) -> list[Any]:
    return [one for place, one in enumerate(items) if one not in items[:place]]


def _whole(record: dict[str, Any]) -> Need:
    need, problems = need_from_dict(record)
    refuse_if(problems)
    return need
