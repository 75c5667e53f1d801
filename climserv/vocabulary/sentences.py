"""Sentences with places for values: what the health check finds, kept as a name and values and said in any language.

A check is made once, by the worker, and read by people of several languages. So a finding keeps the name of its
sentence and the values in it beside the English sentence; whoever shows it passes a translation of the texts here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from .finding_texts import PHRASES, SENTENCES
from .problems import Problem

# Under this name the values keep which sentence of a code it is, where a code has several.
SENTENCE, PHRASE = "sentence", "phrase"

_VALUE = re.compile(r"%\(\w+\)s")

# Between the examples of what was seen.
BETWEEN = "; "

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Told:
    """The parts of a problem in one language, without its place."""

    what: str
    got: str
    allowed: str
    next_step: str


def told(name: str, where: str, /, **values: Any) -> Problem:
    """The problem that sentence `name` tells of: in English, with its values beside.

    name    a code such as `value.order`; with `:case` behind it where a code has several sentences
    values  texts, phrases and lists of them
    """
    code = name.partition(":")[0]
    kept = _plain(values) | ({SENTENCE: name} if name != code else {})
    said = said_in(code, kept, str)
    if said is None:
        raise KeyError(f"{name} has no sentence for {sorted(values)}")
    return Problem(code, where, said.what, said.got, said.allowed, said.next_step, values=kept)


class Note(str):
    """A note on how a file was read: an English sentence that knows its values."""

    values: Mapping[str, Any]


def note(name: str, /, **values: Any) -> Note:
    """The note `file.note:name`, with its values beside."""
    problem = told(f"file.note:{name}", "", **values)
    found = Note(problem.what)
    found.values = problem.values
    return found


def values_of(text: str) -> Mapping[str, Any]:
    """The values of a note; none of a plain text."""
    return text.values if isinstance(text, Note) else {}


def phrase(name: str, /, **values: Any) -> dict[str, Any]:
    """A value that has words in it."""
    return {PHRASE: name, **_plain(values)}


def either(names: Sequence[str]) -> Any:
    """`mm/day or inch/day`, as a value."""
    return reduce(lambda one, other: phrase("or", one=one, other=other), names)


def said_in(code: str, values: Mapping[str, Any], translate: Translate) -> Told | None:
    """A kept finding with its texts put through `translate`; None where the values do not tell it (an old check)."""
    sentence = SENTENCES.get(values.get(SENTENCE, code)) if values else None
    if sentence is None:
        return None
    try:
        return Told(*(_filled(text, values, translate) for text in sentence))
    except (KeyError, TypeError, ValueError):
        # Kept by another version of the check, whose sentence had other values.
        return None


def texts() -> list[str]:
    """Every text that can be translated, once; what is but values and signs is the same in all languages."""
    found = [text for sentence in SENTENCES.values() for text in sentence] + list(PHRASES.values())
    return [BETWEEN, *(text for text in dict.fromkeys(found) if re.search("[a-z]", _VALUE.sub("", text)))]


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON can hold them: numbers, whichever kind they are of, as text."""
    return {name: one if isinstance(one, str | Mapping | list) else str(one) for name, one in values.items()}


def _filled(text: str, values: Mapping[str, Any], translate: Translate) -> str:
    if not text:
        return ""
    return translate(text) % {name: _as_text(value, translate) for name, value in values.items()}


def _as_text(value: Any, translate: Translate) -> str:
    if isinstance(value, Mapping):
        return _filled(PHRASES[value[PHRASE]], value, translate)
    if isinstance(value, list | tuple):
        return translate(BETWEEN).join(_as_text(one, translate) for one in value)
    return str(value)
