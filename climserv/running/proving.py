"""Proving a recipe file: every mistake in its text, and every golden case of it computed."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ..recipes.golden import case_name, case_path
from ..recipes.loading import read_recipe, text_of
from ..recipes.model import Recipe
from ..vocabulary.problems import Problem, Refused
from ..vocabulary.yaml_text import examine_yaml

# What all cases of one file may take [s].
LONGEST_ALL = 240

Progress = Callable[[int, int, str], bool]


@dataclass(frozen=True)
class Proof:
    """What came of it.

    recipe    None when the text has problems; its cases are not computed then
    problems  of the text, which leave it unusable
    run       how many cases were computed, and how many of them gave all they should
    failed    what the others gave instead
    """

    recipe: Recipe | None = None
    problems: tuple[Problem, ...] = ()
    run: int = 0
    passed: int = 0
    failed: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        return not (self.problems or self.failed)

    @property
    def untested(self) -> bool:
        """Whether no case shows that it computes what its author means."""
        return self.recipe is not None and not self.recipe.tests

    def sentence(self, tests: bool = True) -> str:
        """What came of it, in a few words; `tests` says whether they were asked for."""
        if self.problems:
            return f"{_many(len(self.problems), 'mistake')}"
        if self.untested:
            return "sound; note: it has no golden tests, so nothing shows that it computes what you mean"
        if not tests:
            return f"sound; {_many(len(self.recipe.tests), 'golden test')} not run"
        if self.failed:
            return f"{self.passed} of {_many(self.run, 'golden test')} passed, {self.run - self.passed} failed"
        return f"sound, {_many(self.run, 'golden test')} passed"

    def as_dict(self) -> dict[str, object]:
        """Plain data, ready for JSON."""
        return {
            "sound": self.sound,
            "problems": [problem.as_dict() for problem in self.problems],
            "tests": {
                "there": len(self.recipe.tests) if self.recipe else 0,
                "run": self.run,
                "passed": self.passed,
                "failed": [problem.as_dict() for problem in self.failed],
            },
        }


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def prove(
    text: str | bytes,
    name: str,
    *,
    tests: bool = True,
    progress: Progress | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Proof:
    """A recipe's text checked and, where it is sound, its golden cases computed; `name` is what problems call it.

    progress  called before each case; when it answers False, `Cancelled` is raised
    clock     seconds that only rise: no case begins when those before it took `LONGEST_ALL`
    """
    try:
        recipe = read_recipe(text, name)
    except Refused as refused:
        return Proof(problems=refused.problems)
    if not (tests and recipe.tests):
        return Proof(recipe)
    from .executors import Cancelled
    from .golden import failures

    marked, _ = examine_yaml(text, name)
    passed, failed, until = 0, [], clock() + LONGEST_ALL
    for number in range(1, len(recipe.tests) + 1):
        if progress is not None and not progress(number - 1, len(recipe.tests), case_name(recipe, number)):
            raise Cancelled
        found = failures(recipe, number, clock=clock) if clock() < until else [_not_begun(recipe, number)]
        passed += not found
        at = marked.place_of(case_path(number))
        failed += [replace(problem, where=f"{at}: {problem.where}") for problem in found]
    return Proof(recipe, (), len(recipe.tests), passed, tuple(failed))


def _not_begun(recipe: Recipe, number: int) -> Problem:
    what = f"the case was not computed: those before it took {LONGEST_ALL} seconds"
    return Problem("test.time", case_name(recipe, number), what, next_step="Write fewer cases, or of fewer years")


def prove_file(path: str | Path, *, tests: bool = True) -> Proof:
    """As `prove`, for a file."""
    try:
        text = text_of(path)
    except Refused as refused:
        return Proof(problems=refused.problems)
    return prove(text, str(path), tests=tests)
