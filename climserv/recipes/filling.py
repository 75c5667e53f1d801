"""A recipe with everything decided: parameters set, steps filled, conventions stated, and a hash that names it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..vocabulary.problems import Refused
from .graph import FilledStep, names_read
from .model import Answers, Input, Recipe
from .operations import OPERATIONS
from .places import place_words
from .resolving import parts_of, resolve
from .stating import sentences, statements

__all__ = ["FilledRecipe", "FilledStep", "fill"]

SCHEMA = "climserv.filled_recipe/1"


@dataclass(frozen=True)
class FilledRecipe:
    """What is hashed, run, and stored with the product.

    parameters   values as canonical strings, in the unit of the recipe's own default
    steps        operations with their versions and every argument
    conventions  what the metric's definition takes for granted, stated
    outputs      names of the seasonal values that go into the product, the main one first
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
    outputs: tuple[str, ...] = ()

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
            "steps": [step.as_dict() for step in self.steps],
            "limits": [dict(limit) for limit in self.limits],
            "references": list(self.references),
            "uses_hindsight": self.uses_hindsight,
            "conventions": dict(self.conventions),
            # Said only where there are several, so that what answers one question keeps its name.
            **({"outputs": list(self.outputs)} if len(self.outputs) > 1 else {}),
        }

    def step(self, name: str) -> FilledStep:
        """The step that gives the value of this name, the last where a series is changed again and again."""
        return next(step for step in reversed(self.steps) if step.name == name)

    def season(self, name: str) -> Mapping[str, str]:
        """The season that an output is of, {from, to}: its own, or that of what it is computed from."""
        step = self.step(name)
        if step.season is not None:
            return step.season
        made = {one.name for one in self.steps}
        read = [n for names in names_read(step.op, step.arguments).values() for n in names if n in made and n != name]
        dated = [n for n in read if OPERATIONS[self.step(n).op].gives == "seasonal"]
        return self.season((dated or read)[0])

    def looks_ahead(self, name: str) -> bool:
        """Whether an output, or a date that it is told from, uses days after the one it speaks of."""
        step, made = self.step(name), {one.name for one in self.steps}
        read = {one for names in names_read(step.op, step.arguments).values() for one in names if one in made}
        return step.looks_ahead or any(self.looks_ahead(one) for one in read - {name})

    def metric_of(self, name: str) -> str:
        """The metric of an output."""
        return OPERATIONS[self.step(name).op].metric

    def defined(self, name: str) -> dict[str, str]:
        """What defines an output, by the names that its metric gives them; seasons by their two ends."""
        told = dict(self.parameters)
        for argument, value in self.step(name).arguments.items():
            if isinstance(value, Mapping):
                told |= {f"{argument}_start": value["from"], f"{argument}_end": value["to"]}
            elif isinstance(value, str | int):
                told[argument] = str(value)
        return told

    def counted(self, name: str) -> Mapping[str, object] | None:
        """The arguments of the step that counts an output; None when none does."""
        for step in self.steps:
            if step.op == "ensemble" and step.arguments.get("of", self.outputs[0]) == name:
                return step.arguments
        return None

    def spreads(self, name: str) -> list[FilledStep]:
        """The steps that tell an output over members, beside counts."""
        return [one for one in self.steps if OPERATIONS[one.op].gives == "spread" and one.arguments.get("of") == name]

    @property
    def baselines(self) -> list[str]:
        """The years that steps compare with, where the recipe says which."""
        return list(dict.fromkeys(str(one.arguments["baseline"]) for one in self.steps if "baseline" in one.arguments))

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
        conventions=statements(steps, resolved.outputs),
        outputs=resolved.outputs,
    )
