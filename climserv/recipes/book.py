"""The recipe book: all recipes of some folders, by id, the newest version first in line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..config import shipped
from ..vocabulary.problems import Problem, Refused, refuse_if, unknown_name
from .loading import load_recipe
from .model import Recipe


@dataclass(frozen=True)
class Book:
    """Recipes sorted by id, then by version."""

    recipes: tuple[Recipe, ...]

    def __contains__(self, recipe_id: str) -> bool:
        return any(recipe.id == recipe_id for recipe in self.recipes)

    def __iter__(self) -> Iterator[Recipe]:
        return iter(self.recipes)

    def recipe(self, recipe_id: str) -> Recipe:
        """The newest version of a recipe; raises `Refused` with the nearest name."""
        versions = [recipe for recipe in self.recipes if recipe.id == recipe_id]
        if versions:
            return versions[-1]
        raise unknown_name("recipe.unknown", "recipe", "recipe", recipe_id, (recipe.id for recipe in self.recipes))


def load_book(*folders: Path) -> Book:
    """The recipes in `*.yaml` of the folders, by default the shipped ones; raises `Refused` with all problems."""
    found: dict[tuple[str, int], tuple[Path, Recipe]] = {}
    problems: list[Problem] = []
    for folder in folders or (shipped("recipes"),):
        for path in sorted(Path(folder).glob("*.yaml")):
            try:
                recipe = load_recipe(path)
            except Refused as refused:
                problems += refused.problems
                continue
            earlier, _ = found.setdefault((recipe.id, recipe.version), (path, recipe))
            if earlier != path:
                what = f"{recipe.name} is in the book already, from {earlier}"
                problems.append(Problem("recipe.twice", str(path), what, next_step="Give one of them another version"))
    refuse_if(problems)
    return Book(tuple(recipe for _, (_, recipe) in sorted(found.items())))
