"""Needs from files and forms, and back: nothing is guessed, and what was written comes out the same."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..vocabulary.model_problems import Loc, location, problems_of
from ..vocabulary.problems import Problem, Refused
from ..vocabulary.texts import plain_word
from ..vocabulary.yaml_text import Marked, read_yaml, write_yaml
from .need import Need

# Control characters and halves of characters: nobody types them, and no file or page can carry them.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

# "Don't know yet" is an answer: it becomes a thing to talk about.
NOT_KNOWN = frozenset(
    plain_word(words)
    for words in (
        "don't know yet", "do not know yet", "we don't know yet", "we do not know yet", "not known yet",
        "on ne sait pas encore", "nous ne savons pas encore", "je ne sais pas encore", "pas encore connu",
        "hatujui bado", "bado hatujui", "sijui bado", "bado sijui",
        "no sabemos todavía", "todavía no sabemos", "aún no sabemos", "no sé todavía", "todavía no se sabe",
    )
)  # fmt: skip

# An id for a record whose own id cannot be read, so that the rest can be kept; never saved without its problem.
_NAMELESS = "draft"


def need_from_dict(record: object) -> tuple[Need, list[Problem]]:
    """A need from plain data, with every problem found.

    Parts that cannot be read are left out of the need and told in the problems, each with its field as `where`
    (`decision.lead`), so that a form can keep what was typed. Empty text, lists and tables count as not given.
    """
    if not isinstance(record, Mapping):
        what = "a need is a list of fields with values"
        return Need(need=_NAMELESS), [Problem("need.form", "", what, type(record).__name__, "need: my-need")]
    problems: list[Problem] = []
    cleaned = _not_known_yet(_clean(record) or {})
    # Each round takes out what the last one refused, so this ends.
    while True:
        try:
            return Need.model_validate(cleaned), problems
        except ValidationError as error:
            faults = error.errors(include_url=False)
            problems += problems_of(error, Need, code="need", place=_dotted)
            for fault in faults:
                # What is missing inside a part cannot be taken out: the part goes.
                loc = location(fault)
                _take_out(cleaned, loc[:-1] if fault["type"] == "missing" and len(loc) > 1 else loc)
            cleaned = {"need": _NAMELESS, **(_clean(cleaned) or {})}


def load_need(path: Path | str) -> Need:
    """The need in a YAML file; raises `Refused` with every problem and the line it stands on."""
    path = Path(path)
    try:
        text = path.read_bytes()
    except OSError as error:
        raise Refused(
            Problem("need.file", str(path), f"this file cannot be read: {(error.strerror or 'unknown').lower()}")
        ) from error
    return need_from_text(text, where=str(path))


def need_from_text(text: str | bytes, *, where: str) -> Need:
    """As `load_need`, for a text that was sent."""
    marked = read_yaml(text, where)
    need, problems = need_from_dict(marked.value)
    if problems:
        raise Refused(_with_line(problem, marked) for problem in problems)
    return need


def need_to_dict(need: Need) -> dict[str, Any]:
    """The need as plain data, in the order of the record, without what is not given."""
    return _clean(need.model_dump(mode="json", by_alias=True, exclude_none=True)) or {}


def dump_need(need: Need) -> str:
    """The need as YAML text; `load_need` reads the same need from it."""
    return write_yaml(need_to_dict(need))


def _clean(value: Any) -> Any:
    """Without empty parts, with plain line ends; None when nothing is left."""
    if isinstance(value, str):
        return _INVISIBLE.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n")).strip() or None
    if isinstance(value, Mapping):
        kept = {str(key): _clean(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part is not None} or None
    if isinstance(value, list | tuple):
        return [part for part in map(_clean, value) if part is not None] or None
    return value


def _not_known_yet(record: dict[str, Any]) -> dict[str, Any]:
    """`don't know yet` in place of a value goes to `unknown`, as the name of its field."""
    found: list[str] = []
    kept = _without_unknown(record, (), found)
    listed = record.get("unknown", [])
    if found and isinstance(listed, list):
        kept["unknown"] = [*listed, *(field for field in found if field not in listed)]
    return kept


def _without_unknown(part: dict[str, Any], path: tuple[str, ...], found: list[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in part.items():
        if isinstance(value, str) and plain_word(value.replace("\u2019", "'").rstrip(".!")) in NOT_KNOWN:
            found.append(_dotted((*path, key)))
        else:
            kept[key] = _without_unknown(value, (*path, key), found) if isinstance(value, dict) else value
    return kept


def _take_out(value: Any, loc: Loc) -> None:
    """Take the part at `loc` out; of a list it leaves a hole, so that the places of the others still hold."""
    *through, at = loc
    for part in through:
        inner = value.get(part) if isinstance(value, dict) else value[part]
        if not isinstance(inner, dict | list):
            at = part
            break
        value = inner
    if isinstance(value, list):
        value[at] = None
    else:
        value.pop(at, None)


def _dotted(loc: Loc) -> str:
    return ".".join(str(part) for part in loc)


def _with_line(problem: Problem, marked: Marked) -> Problem:
    path = tuple(int(part) if part.isdigit() else part for part in problem.where.split(".")) if problem.where else ()
    field = f" ({problem.where})" if problem.where else ""
    return Problem(
        problem.code, f"{marked.place_of(path)}{field}", problem.what, problem.got, problem.allowed, problem.next_step
    )
