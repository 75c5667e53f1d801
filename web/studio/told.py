"""The problems of a recipe as the studio shows them: each with its line and its sentence."""

import re
from collections.abc import Iterable
from dataclasses import replace

from climserv.recipes.in_words import problem_in_words
from climserv.vocabulary.problems import Problem

from ..languages import language

# What a recipe that is being written is called in its problems; the page needs no file name.
NAME = "recipe"

_PLACE = re.compile(rf"{NAME}:(\d+)(?:: (.*))?", re.DOTALL)


def told(problems: Iterable[Problem]) -> list[dict]:
    """Line (0: of all of it), sentence, and whether it is a warning only."""
    return [_told(problem) for problem in problems]


def _told(problem: Problem) -> dict:
    found = _PLACE.match(problem.where)
    line, where = (int(found[1]), found[2] or "") if found else (0, problem.where)
    own = replace(problem, where="" if where == NAME else where)
    text = problem_in_words(own, language())
    return {"line": line, "text": text if own.where else text[:1].upper() + text[1:], "warning": False}
