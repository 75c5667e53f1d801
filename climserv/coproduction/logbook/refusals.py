"""Refusals: what cannot be done, said with a stable code in every language of the house.

Each module declares its own refusals next to the rules that give them, and lists them in its entity (`refusals=`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from climserv.vocabulary.problems import Problem

from .code_words import in_words

Words = tuple[str, str, str]


@dataclass(frozen=True)
class Refusal:
    """One kind of refusal: what is wrong, what is allowed, what to do now, with `%(name)s` for values."""

    code: str
    en: Words
    fr: Words
    sw: Words
    es: Words

    def at(self, where: str, got: str = "", **values: Any) -> Problem:
        """The problem, in English, with its values beside so that it can be said in another language."""
        what, allowed, next_step = (text % values for text in self.en)
        return Problem(self.code, where, what, got, allowed, next_step, values=values)

    def said(self, problem: Problem, language: str) -> Problem:
        """`problem` in `language`, its codes in words; in English where we have none."""
        words = {"fr": self.fr, "sw": self.sw, "es": self.es}.get(language, self.en)
        values = {name: in_words(value, language) for name, value in problem.values.items()}
        what, allowed, next_step = (text % values for text in words)
        return replace(problem, what=what, allowed=allowed, next_step=next_step)


def by_code(refusals: Iterable[Refusal]) -> Mapping[str, Refusal]:
    """Refusals by code; two of one code are an author's mistake."""
    table: dict[str, Refusal] = {}
    for refusal in refusals:
        if table.setdefault(refusal.code, refusal) is not refusal:
            raise ValueError(f"two refusals have the code {refusal.code}")
    return table
