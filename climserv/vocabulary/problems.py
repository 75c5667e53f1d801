"""Problems: what is wrong with what somebody gave us, said so that they can mend it.

Checkers return lists of `Problem`; only the edge (a command, a request, a public function) raises `Refused`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One fault, in five parts, with a stable code.

    code      stable name for translation and documentation, such as `unit.dimension`
    where     file, line, field, step or place: where to look
    what      what is wrong, as one plain sentence without the final stop
    got       what was given, as written
    allowed   what would be right
    next_step what to do now
    values    of a sentence of `vocabulary.sentences`, so that it can be said again in another language
    """

    code: str
    where: str
    what: str
    got: str = ""
    allowed: str = ""
    next_step: str = ""
    values: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}." if self.where else f"{self.what}."]
        if self.got:
            parts.append(f"Got: {self.got}.")
        if self.allowed:
            parts.append(f"Allowed: {self.allowed}.")
        if self.next_step:
            parts.append(self.next_step if self.next_step.endswith((".", "?")) else f"{self.next_step}.")
        return " ".join(parts)

    def as_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON; `values` only where there are any."""
        return {name: part for name, part in asdict(self).items() if name != "values" or part}


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a failure of ours
    """Raised at the edge, once, with every problem found."""

    def __init__(self, problems: Problem | Iterable[Problem]):
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise `Refused` with all of `problems`, if there are any."""
    found = tuple(problems)
    if found:
        raise Refused(found)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`Did you mean hot_days?` for a misspelt name, else an empty string."""
    near = nearest(name, known)
    return f"Did you mean {near}?" if near else ""


def unknown_name(code: str, where: str, noun: str, name: str, known: Iterable[str]) -> Refused:
    """The refusal of a name that is none of the known ones: all of them, and the nearest."""
    known = list(dict.fromkeys(known))
    allowed = some_names(name, known) or "nothing: there are none"
    return Refused(Problem(code, where, f"there is no such {noun}", name, allowed, did_you_mean(name, known)))


def some_names(name: str, known: Iterable[str], most: int = 12) -> str:
    """What may stand there: all of the known names, or of many those that are most like the one that was written."""
    names = list(dict.fromkeys(known))
    if len(names) <= most:
        return ", ".join(names)
    alike = get_close_matches(name, names, n=most // 2, cutoff=0.3) or names[: most // 2]
    return f"{', '.join(alike)} and {len(names) - len(alike)} others"


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that a misspelt one is nearest to, else an empty string."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return near[0] if near else ""
