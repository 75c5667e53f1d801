"""Characters nobody sees: a page must show the text that is computed, to the author and to who checks it."""

from collections.abc import Iterator

from ...vocabulary.problems import Problem
from ...vocabulary.unseen import UNSEEN
from ..parameters import Found, Path


def unseen_faults(value: object, path: Path = ()) -> Iterator[Found]:
    """Every text and key of plain data that holds one."""
    if isinstance(value, str):
        found = UNSEEN.search(value)
        if found:
            yield path, _problem(found[0])
    elif isinstance(value, dict):
        for key, inner in value.items():
            found = UNSEEN.search(key)
            if found:
                yield path, _problem(found[0])
            else:
                yield from unseen_faults(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from unseen_faults(inner, (*path, place))


def _problem(character: str) -> Problem:
    what, got = "this text holds a character that nobody sees", f"U+{ord(character):04X}"
    return Problem("recipe.unseen", "", what, got, "letters, signs and spaces", "Write the text anew")
