"""Where a problem is: the path into the file in people's words, and its line."""

from dataclasses import replace

from ..vocabulary.problems import Problem
from ..vocabulary.yaml_text import Marked
from .parameters import Path

_GROUPS = {"parameters": "parameter", "inputs": "input", "settings": "setting", "tests": "test"}


def place_words(path: Path) -> str:
    """A path as people say it: `step 2 (adjust), kind`, `parameter amount, default`, `test 1, given, rain`."""
    match path:
        case ("steps", int(place), "version", *_):
            return f"step {place + 1}, version"
        case ("steps", int(place), str(operation), *rest):
            words = [f"step {place + 1} ({operation})", *rest]
        case ("steps" | "tests" as group, int(place), *rest):
            words = [f"{group[:-1]} {place + 1}", *rest]
        case ("parameters" | "inputs" | "settings" as group, str(name), *rest):
            words = [f"{_GROUPS[group]} {name}", *rest]
        case _:
            words = list(path)
    return ", ".join(f"entry {word + 1}" if isinstance(word, int) else str(word) for word in words)


def placed(path: Path, problem: Problem, marked: Marked) -> Problem:
    """The problem with its file, line and field."""
    words, place = place_words(path), marked.place_of(path)
    return replace(problem, where=f"{place}: {words}" if words else place)


def visible(problem: Problem) -> Problem:
    """The problem with every character that nobody sees written out, such as `\\u202e`."""
    parts = {name: getattr(problem, name) for name in ("where", "what", "got", "allowed", "next_step")}
    if all(part.isprintable() for part in parts.values()):
        return problem
    return replace(problem, **{name: "".join(map(_seen, part)) for name, part in parts.items()})


def _seen(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")


def line_of(problem: Problem, name: str) -> int:
    """The line that a problem of the file `name` speaks of; 0 when it speaks of the whole."""
    number = problem.where.removeprefix(f"{name}:").split(":")[0]
    return int(number) if number.isdigit() else 0
