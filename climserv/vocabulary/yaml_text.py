"""YAML as people send it: read safely, with the line of every value, and written so that it reads back the same.

Only plain data: no tags, anchors or aliases, so that a small text cannot grow or run anything. Scalars are those of
YAML 1.2, fewer: `no`, `on` and `10-01` stay words; keys are always words.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problems import Problem, refuse_if

LARGEST = 64 * 1024  # bytes; a need or a recipe is a page or two
DEEPEST = 20  # levels of nesting
MOST_PROBLEMS = 50

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]{1,3})?")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

# libyaml knows more of YAML 1.2 than the parser in Python, such as a question mark in {en: When do the rains start?};
# the wheels of PyYAML bring it, and it is ten times faster.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = Sequence[str | int]


@dataclass(frozen=True)
class Marked:
    """A value read from a text, and the line each part of it stands on."""

    value: Any
    where: str
    lines: dict[tuple[str | int, ...], int] = field(repr=False)

    def line_of(self, path: Path = ()) -> int:
        """The line (from 1) of the value at `path`, such as `("steps", 0, "adjust")`; else of what holds it."""
        at = tuple(path)
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)

    def place_of(self, path: Path = ()) -> str:
        """`file:line`, for the `where` of a problem."""
        return f"{self.where}:{self.line_of(path)}"


def read_yaml(text: str | bytes, where: str, largest: int = LARGEST) -> Marked:
    """Read one YAML document of up to `largest` bytes; `where` names the file in problems.

    Raises `Refused` with everything found: too large, not YAML, tags, anchors, aliases, doubled keys, too deep,
    several documents.
    """
    marked, problems = examine_yaml(text, where, largest)
    refuse_if(problems)
    return marked


def examine_yaml(text: str | bytes, where: str, largest: int = LARGEST) -> tuple[Marked, list[Problem]]:
    """As `read_yaml`, but hands back what could be read beside the problems, so that a checker can go on."""
    nothing = Marked(None, where, {(): 1})
    size = len(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    if size > largest:
        fault = Problem(
            "yaml.size", where, "this file is too large", f"> {largest // 1024} kB", f"up to {largest // 1024} kB",
            "Put data into data files and keep only the description here",
        )  # fmt: skip
        return nothing, [fault]
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            fault = Problem("yaml.encoding", where, "this file is not UTF-8 text", f"byte {error.start}", "UTF-8")
            return nothing, [fault]
    return _Reader(where).read(text.removeprefix("\ufeff"))


class _Reader:
    """Walks the parser's events once, keeping lines and collecting problems."""

    def __init__(self, where: str):
        self.where = where
        self.problems: list[Problem] = []
        self.lines: dict[tuple[str | int, ...], int] = {(): 1}
        self.last = 1

    def read(self, text: str) -> tuple[Marked, list[Problem]]:
        value = None
        documents = 0
        self.last = text.count("\n") + 1
        try:
            self.events = yaml.parse(text, Loader=_LOADER)
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents == 1:
                        first = next(self.events)
                        self.lines[()] = first.start_mark.line + 1
                        value = self._value(first, ())
                    else:
                        self._refuse("yaml.documents", event, "a second document begins here", "---", "one document")
                        break
        except (yaml.YAMLError, RecursionError, UnicodeEncodeError) as error:
            self.problems.append(self._not_yaml(error))
        return Marked(value, self.where, self.lines), self.problems[:MOST_PROBLEMS]

    def _value(self, event: yaml.Event, path: tuple[str | int, ...]) -> Any:
        self._check_plain(event)
        if isinstance(event, yaml.AliasEvent):
            return None
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event.value) if not event.style else event.value
        if len(path) >= DEEPEST:
            raise yaml.MarkedYAMLError(
                problem=f"this is nested more than {DEEPEST} deep", problem_mark=event.start_mark
            )
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._sequence(path)

    def _mapping(self, path: tuple[str | int, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise yaml.MarkedYAMLError(problem="a key must be one word", problem_mark=event.start_mark)
            self._check_plain(event)
            key = event.value
            doubled = key in found
            if doubled:
                earlier = self.lines[(*path, key)]
                what = f"this key stands here twice, first on line {earlier}"
                self._refuse("yaml.doubled", event, what, key, "each key once", "Keep one of the two")
            else:
                self.lines[(*path, key)] = event.start_mark.line + 1
            value = self._value(next(self.events), (*path, key))
            if not doubled:
                found[key] = value
        return found

    def _sequence(self, path: tuple[str | int, ...]) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            at = (*path, len(found))
            self.lines[at] = event.start_mark.line + 1
            found.append(self._value(event, at))
        return found

    def _check_plain(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        advice = "Write the value out; put text that begins with & * or ! in quotation marks"
        if isinstance(event, yaml.AliasEvent):
            self._refuse("yaml.alias", event, "aliases are not read", f"*{anchor}", "plain values", advice)
        elif anchor is not None:
            self._refuse("yaml.anchor", event, "anchors are not read", f"&{anchor}", "plain values", advice)
        if tag is not None:
            self._refuse("yaml.tag", event, "tags are not read", str(tag), "plain values", advice)

    def _refuse(self, code: str, event: yaml.Event, what: str, got: str, allowed: str, next_step: str = "") -> None:
        place = f"{self.where}:{event.start_mark.line + 1}"
        self.problems.append(Problem(code, place, what, got, allowed, next_step))

    def _not_yaml(self, error: Exception) -> Problem:
        if isinstance(error, RecursionError):
            return Problem("yaml.deep", self.where, "this is nested too deep", "", f"up to {DEEPEST} levels")
        mark = getattr(error, "problem_mark", None)
        # What is not closed ends after the last line, where nobody can look.
        line = f"{self.where}:{min(mark.line + 1, self.last)}" if mark is not None else self.where
        said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        return Problem(
            "yaml.form", line, f"this is not YAML that can be read: {said}", "", "name: value",
            "Look at the indentation, and put text with a colon in quotation marks",
        )  # fmt: skip


def _scalar(text: str) -> Any:
    """What a word without quotation marks means."""
    if text in _NOTHING:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text


class _Writer(yaml.SafeDumper):
    """Writes plain data; words that would read back as something else get quotation marks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write_text(writer: _Writer, text: str) -> yaml.Node:
    style = "'" if not isinstance(_scalar(text), str) else None
    if not text.isprintable():  # line ends and invisible characters: only escapes keep them exactly
        style = "|" if text.endswith("\n") and text.replace("\n", "").isprintable() else '"'
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _write_number(writer: _Writer, number: float) -> yaml.Node:
    if not math.isfinite(number):
        raise ValueError("only finite numbers can be written")
    text = repr(number)
    if "." not in text:  # repr writes 1e+16, which the older YAML rules take for a word
        text = text.replace("e", ".0e")
    return writer.represent_scalar("tag:yaml.org,2002:float", text)


_Writer.add_representer(str, _write_text)
_Writer.add_representer(float, _write_number)


def write_yaml(value: Any) -> str:
    """The YAML text of plain data, keys in the order given; `read_yaml` reads the same value back."""
    return yaml.dump(value, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=100, default_flow_style=None)


def write_inline(value: Any) -> str:
    """As `write_yaml`, on one line, with brackets, and so that it may stand within other brackets."""
    # Within a list a word that would end it gets quotation marks.
    text = yaml.dump(
        [value], Dumper=_Writer, sort_keys=False, allow_unicode=True, width=math.inf, default_flow_style=True
    )
    return text.strip()[1:-1]


def nodes_of(text: str) -> yaml.Node | None:
    """The tree of a text that `read_yaml` has read, with the place of every part; None for an empty text."""
    return yaml.compose(text, Loader=_LOADER)
