"""The problems of a recipe as the studio shows them: each with its line and its sentence."""

import re
from collections.abc import Iterable

from climserv.vocabulary.problems import Problem

# What a recipe that is being written is called in its problems; the page needs no file name.
NAME = "recipe"

_PLACE = re.compile(rf"{NAME}:(\d+)(?:: (.*))?", re.DOTALL)


def told(problems: Iterable[Problem]) -> list[dict]:
    """Line (0: of all of it), sentence, and whether it is a warning only."""
    return [_told(problem) for problem in problems]


def _told(problem: Problem) -> dict:
    found = _PLACE.match(problem.where)
    line, where = (int(found[1]), found[2] or "") if found else (0, problem.where)
    what = f"{problem.what}."
    parts = [f"{where}: {what}" if where and where != NAME else what[:1].upper() + what[1:]]
    if problem.got:
        parts.append(f"Got: {problem.got}.")
    if problem.allowed:
        parts.append(f"Allowed: {problem.allowed}.")
    if problem.next_step:
        parts.append(problem.next_step if problem.next_step.endswith((".", "?")) else f"{problem.next_step}.")
    return {"line": line, "text": " ".join(parts), "warning": False}
