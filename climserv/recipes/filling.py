"""A recipe with everything decided: parameters set, steps filled, conventions stated, and a hash that names it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..vocabulary.problems import Refused
from .checking import parts_of, place_words
from .model import Answers, Input, Recipe
from .resolving import FilledStep, resolve
from .stating import sentences, statements

__all__ = ["FilledRecipe", "FilledStep", "fill"]

SCHEMA = "climserv.filled_recipe/1"


@dataclass(frozen=True)
class FilledRecipe:
    """What is hashed, run, and stored with the product.

    parameters   values as canonical strings, in the unit of the recipe's own default
    steps        operations with their versions and every argument
    conventions  what the metric's definition takes for granted, stated
    """

    id: str
    version: int
    title: dict[str, str]
    question: dict[str, str]
    authors: tuple[str, ...]
    metric: str
    answers: Answers
    inputs: dict[str, Input]
    parameters: dict[str, str]
    steps: tuple[FilledStep, ...]
    limits: tuple[dict[str, str], ...]
    references: tuple[str, ...]
    uses_hindsight: bool
    conventions: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Plain data for JSON; keys in a fixed order."""
        return {
            "schema": SCHEMA,
            "recipe": self.id,
            "version": self.version,
            "title": dict(self.title),
            "question": dict(self.question),
            "authors": list(self.authors),
            "metric": self.metric,
            "answers": self.answers.model_dump(mode="json", by_alias=True),
            "inputs": {name: one.model_dump(mode="json", by_alias=True) for name, one in self.inputs.items()},
            "parameters": dict(self.parameters),
            "steps": [{"op": s.op, "version": s.version, "arguments": dict(s.arguments)} for s in self.steps],
            "limits": [dict(limit) for limit in self.limits],
            "references": list(self.references),
            "uses_hindsight": self.uses_hindsight,
            "conventions": dict(self.conventions),
        }

    def convention_sentences(self, language: str) -> list[str]:
        """The conventions for readers, in English or French."""
        return sentences(self.steps, language)

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical JSON of `as_dict`: keys sorted, no spaces, UTF-8.

        Parameters are in it as canonical strings, so equal amounts in other units (20 mm, 2 cm) give the same hash,
        as does any order of settings.
        """
        text = json.dumps(self.as_dict(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def fill(recipe: Recipe, settings: Mapping[str, str] | None = None) -> FilledRecipe:
    """The recipe with `settings` (`{"amount": "25 mm"}`) over its defaults; raises `Refused` with all problems."""
    resolved = resolve(parts_of(recipe), settings or {})
    if resolved.found:
        raise Refused(replace(problem, where=f"{recipe.name}, {place_words(path)}") for path, problem in resolved.found)
    steps = tuple(resolved.steps)
    return FilledRecipe(
        id=recipe.id,
        version=recipe.version,
        title=recipe.title,
        question=recipe.question,
        authors=recipe.authors,
        metric=recipe.answers.metric,
        answers=recipe.answers,
        inputs=recipe.inputs,
        parameters={name: str(resolved.values[name]) for name in recipe.parameters},
        steps=steps,
        limits=recipe.limits,
        references=recipe.references,
        uses_hindsight=any(step.looks_ahead for step in steps),
        conventions=statements(steps),
    )
