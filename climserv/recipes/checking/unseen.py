"""Characters nobody sees: a page must show the text that is computed, to the author and to who checks it."""

import re
from collections.abc import Iterator

from ...vocabulary.problems import Problem
from ..parameters import Found, Path

# Controls, and what turns the direction of letters. Joiners, and the marks of words from right to left, are left alone.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def unseen_faults(value: object, path: Path = ()) -> Iterator[Found]:
    """Every text and key of plain data that holds one."""
    if isinstance(value, str):
        found = _UNSEEN.search(value)
        if found:
            yield path, _problem(found[0])
    elif isinstance(value, dict):
        for key, inner in value.items():
            found = _UNSEEN.search(key)
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
