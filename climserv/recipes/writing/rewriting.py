"""Writing into the text of a recipe: a value is put or an entry added, and all else stays as its author wrote it.

Comments, order, and the form of every other line stay. What was written is read back; where the text would say anything
else than is meant, nothing is written and the author is told to write it by hand.
"""

from collections.abc import Sequence
from copy import deepcopy
from textwrap import indent, wrap
from typing import Any

import yaml

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.yaml_text import nodes_of, read_yaml, write_inline, write_yaml
from ..model import Recipe

Path = tuple[str | int, ...]

# The groups of a file in the order in which recipes of the book have them.
ORDER = tuple(Recipe.model_fields)

WIDE = 110  # columns of a text on one line


def put(text: str, path: Path, value: Any) -> str:
    """The text with `value` at `path`, such as `("inputs", "rain")`: in the place of what stood there, or added.

    What holds it is added where it is missing, too. Raises `Refused` for a text that is not YAML.
    """
    was = read_yaml(text, "recipe").value
    meant = _with(was if was is not None else {}, path, value)
    return _checked(_put(text, path, value), meant)


def add(text: str, path: Path, value: Any, *, at: int | None = None) -> str:
    """The text with `value` as a further entry of the list at `path`: before its entry `at` (from 0), else the last."""
    was = read_yaml(text, "recipe").value
    entries = _at(was, path)
    if not entries:
        return put(text, path, [value])
    number = len(entries) if at is None else min(max(at, 0), len(entries))
    meant = _with(was, path, [*entries[:number], value, *entries[number:]])
    node = _node(nodes_of(text), path)
    if node.flow_style:
        return _checked(_put(text, path, _at(meant, path)), meant)
    snippet = _entry(value, node.start_mark.column)
    if number:
        return _checked(_after(text, node.value[number - 1], snippet), meant)
    start = text.rfind("\n", 0, node.start_mark.index) + 1
    return _checked(f"{text[:start]}{snippet}\n{text[start:]}", meant)


def arrange(text: str, path: Path, order: Sequence[int]) -> str:
    """The text with the entries of the list at `path` in another order (numbers from 0); those left out are gone.

    A comment above an entry goes with it.
    """
    was = read_yaml(text, "recipe").value
    entries = _at(was, path)
    meant = _with(was, path, [entries[number] for number in order])
    node = _node(nodes_of(text), path)
    if node.flow_style or not order:
        return _checked(_put(text, path, _at(meant, path)), meant)
    lines = text.split("\n")
    starts = [_first_line(lines, entry.start_mark.line, node.start_mark.column) for entry in node.value]
    end = text.count("\n", 0, _end(text, node)) + 1
    ends = [*starts[1:], end]
    parts = [lines[start:stop] for start, stop in zip(starts, ends, strict=True)]
    moved = [line for number in order for line in parts[number]]
    return _checked("\n".join([*lines[: starts[0]], *moved, *lines[end:]]), meant)


def _first_line(lines: Sequence[str], line: int, column: int) -> int:
    """Where an entry begins: at its dash, or at the comments that stand straight above it, as deep as it."""
    while line and lines[line - 1].startswith(f"{' ' * column}#"):
        line -= 1
    return line


def line_of_change(before: str, after: str) -> int:
    """The first line (from 1) in which two texts differ."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=False)
    return next((n for n, (one, other) in enumerate(pairs, start=1) if one != other), before.count("\n") + 1)


def _put(text: str, path: Path, value: Any) -> str:
    root = nodes_of(text)
    if not isinstance(root, yaml.MappingNode):
        return f"{text.rstrip()}\n{write_yaml(_nested(path, value))}".lstrip("\n")
    holder, found = root, _child(root, path[0])
    depth = 0
    while found is not None and depth + 1 < len(path) and _child(found, path[depth + 1]) is not None:
        holder, depth = found, depth + 1
        found = _child(found, path[depth])
    if found is None:
        return _new_group(text, root, path, value)
    if depth + 1 == len(path):
        return _instead(text, holder, found, value)
    return _added(text, holder, found, path[depth + 1 :], value)


def _instead(text: str, holder: yaml.Node, node: yaml.Node, value: Any) -> str:
    """What stood there gives way; in brackets stays in brackets."""
    start, end = node.start_mark.index, _end(text, node)
    inline = write_inline(value)
    short = len(inline) <= WIDE and getattr(node, "flow_style", False)
    if holder.flow_style or short or not _nests(value):
        gap = " " if text[start - 1 : start] == ":" else ""
        rest = text[end:]
        return text[:start] + gap + inline + (rest.lstrip(" ") if rest.lstrip(" ").startswith("}") else rest)
    return text[:start].rstrip(" ") + _below(value, holder.start_mark.column + 2) + text[end:]


def _added(text: str, holder: yaml.Node, node: yaml.Node, path: Path, value: Any) -> str:
    """A further key of a mapping; of one that is still empty, the first."""
    inner = _nested(path, value)
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _after(text, node.value[-1][1], indent(write_yaml(inner).rstrip("\n"), " " * node.start_mark.column))
    if isinstance(node, yaml.MappingNode) and node.value:
        end = text.rindex("}", 0, node.end_mark.index)
        return f"{text[:end].rstrip()}, {write_inline(inner)[1:-1]}{text[end:]}"
    return _instead(text, holder, node, inner)


def _new_group(text: str, root: yaml.Node, path: Path, value: Any) -> str:
    """A group of the file that was not there, after those that go before it."""
    before = set(ORDER[: ORDER.index(path[0])]) if path[0] in ORDER else set(ORDER)
    earlier = [entry for key, entry in root.value if key.value in before]
    snippet = write_yaml(_nested(path, value)).rstrip("\n")
    if not earlier:
        return f"{snippet}\n{text}"
    return _after(text, max(earlier, key=lambda one: one.start_mark.index), f"\n{snippet}")


def _after(text: str, node: yaml.Node, snippet: str) -> str:
    """The snippet on lines of its own below a node, with the comment that stands beside it left there."""
    end = text.find("\n", _end(text, node))
    end = len(text) if end < 0 else end
    return f"{text[:end]}\n{snippet}{text[end:] or chr(10)}"


def _end(text: str, node: yaml.Node) -> int:
    """Where a node ends in the text, without the blank lines and comments that follow it."""
    if not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return node.start_mark.index + len(text[node.start_mark.index : node.end_mark.index].rstrip())
    return node.end_mark.index


def _nests(value: Any) -> bool:
    """Whether it is written on lines below its key."""
    return (isinstance(value, dict | list) and bool(value)) or (isinstance(value, str) and len(value) > WIDE)


def _below(value: Any, column: int) -> str:
    if isinstance(value, str):
        lines = wrap(value, WIDE, break_long_words=False, break_on_hyphens=False)
        return " >-\n" + indent("\n".join(lines), " " * column)
    if isinstance(value, list):
        return "\n" + "\n".join(_entry(one, column) for one in value)
    return "\n" + indent(write_yaml(value).rstrip("\n"), " " * column)


def _entry(value: Any, column: int) -> str:
    return indent(write_yaml([value]).rstrip("\n"), " " * column)


def _child(node: yaml.Node, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key]
    return None


def _node(root: yaml.Node, path: Path) -> yaml.Node:
    for key in path:
        root = _child(root, key)
    return root


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _nested(path: Sequence[str | int], value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value


def _with(whole: Any, path: Path, value: Any) -> Any:
    """The plain value that the new text must read back as."""
    if not path:
        return value
    whole = deepcopy(whole)
    if isinstance(whole, list):
        whole[path[0]] = _with(whole[path[0]], path[1:], value)
        return whole
    whole = whole or {}
    if not isinstance(whole, dict):
        raise _by_hand()
    whole[path[0]] = _with(whole.get(path[0]), path[1:], value)
    return whole


def _checked(text: str, meant: Any) -> str:
    try:
        if read_yaml(text, "recipe").value == meant:
            return text
    except Refused:
        pass
    raise _by_hand()


def _by_hand() -> Refused:
    what = "this cannot be written into the text as it stands, without changing what else it says"
    return Refused(Problem("rewriting.form", "", what, next_step="Write it by hand, or mend the lines around it first"))
