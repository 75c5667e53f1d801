"""Recipes described as plain data: what each can honestly answer, what it takes for granted, and what proves it."""

from .filling import fill
from .model import Recipe


def row(recipe: Recipe) -> dict[str, object]:
    """A line of a table of recipes."""
    return {
        "recipe": recipe.id,
        "version": recipe.version,
        "metric": recipe.answers.metric,
        "tests": len(recipe.tests),
        "question": recipe.question["en"],
    }


def describe(recipe: Recipe) -> dict[str, object]:
    """What a list tells of a recipe: envelope, languages, inputs, conventions with its defaults, and hindsight."""
    filled = fill(recipe)
    return {
        "recipe": recipe.id,
        "version": recipe.version,
        "sha256": filled.sha256,
        "title": dict(recipe.title),
        "question": dict(recipe.question),
        "metric": filled.metric,
        "envelope": recipe.answers.model_dump(mode="json", by_alias=True),
        "languages": languages(recipe),
        "inputs": {
            name: one.model_dump(mode="json", by_alias=True, exclude_none=True) for name, one in recipe.inputs.items()
        },
        "parameters": filled.parameters,
        "outputs": {name: filled.metric_of(name) for name in filled.outputs},
        "conventions": filled.conventions,
        "uses_hindsight": filled.uses_hindsight,
        "tests": len(recipe.tests),
    }


def show(recipe: Recipe) -> dict[str, object]:
    """A recipe as its author wrote it, with the sentences and the hash of its filled form."""
    filled = fill(recipe)
    written = recipe.model_dump(mode="json", exclude_none=True, exclude_defaults=True, by_alias=True)
    return {**written, "conventions": filled.convention_sentences("en"), "sha256": filled.sha256}


def languages(recipe: Recipe) -> list[str]:
    """The languages that everything in it that people read is in."""
    texts = [recipe.title, recipe.question, *recipe.limits, *(one.ask for one in recipe.parameters.values())]
    return sorted(set.intersection(*(set(text) for text in texts)))
