"""Recipes from files, as authors write them: a YAML page, refused with every fault and its line."""

from pathlib import Path

from ..vocabulary.problems import Problem, Refused, refuse_if
from ..vocabulary.yaml_text import LARGEST
from .checking import examine
from .model import Recipe


def load_recipe(path: str | Path) -> Recipe:
    """The recipe in the file at `path`; raises `Refused` with all its problems."""
    recipe, problems = examine(text_of(path), str(path))
    refuse_if(problems)
    return recipe


def read_recipe(text: str | bytes, name: str) -> Recipe:
    """As `load_recipe`, for a text that is not a file yet."""
    recipe, problems = examine(text, name)
    refuse_if(problems)
    return recipe


def check_recipe(path: str | Path) -> list[Problem]:
    """Every problem of the file at `path`; none when it can be used."""
    try:
        return examine(text_of(path), str(path))[1]
    except Refused as refused:
        return list(refused.problems)


def text_of(path: str | Path) -> bytes:
    """The bytes of the file; no more are read than would be refused anyway."""
    try:
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        # A name with a NUL in it is no name of a file, which Python says by a ValueError.
        reason = (getattr(error, "strerror", "") or "it cannot be opened").lower()
        raise Refused(Problem("recipe.file", str(path), f"this file cannot be read: {reason}")) from error
