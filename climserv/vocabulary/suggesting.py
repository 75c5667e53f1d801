"""From plain words to metrics: what a group may mean, and by which of its words; a guess until somebody confirms it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .metric_signs import SIGNS
from .texts import plain_word
from .weather_words import IDEAS, LANGUAGES, LOCAL_NAMES, TELLING

# Words shorter than this must be spelt as they are; longer ones may have one letter wrong.
LEAST_TOLERANT = 5
MOST = 5


@dataclass(frozen=True)
class Suggestion:
    """A metric that a text may mean.

    metric   its code
    words    the words of the text that speak for it, as they were written
    ideas    what those words were taken to say
    weight   how much speaks for it; only for the order
    """

    metric: str
    words: tuple[str, ...]
    ideas: tuple[str, ...]
    weight: int


def suggest_metrics(text: str, language: str | None = None, most: int = MOST) -> list[Suggestion]:
    """The metrics that people may mean, the likeliest first; nothing where the words say too little.

    language   of the text (en, fr, sw, es); any other, or None: the words of all of them are tried
    """
    heard = ideas_in(text, language)
    found = []
    for place, (metric, signs) in enumerate(SIGNS.items()):
        fitting = [ideas for ideas in map(str.split, signs) if all(idea in heard for idea in ideas)]
        if not fitting:
            continue
        best = max(fitting, key=_weight)
        # One idea alone tells something only where it is said of one matter alone.
        if _weight(best) < 2:
            continue
        words = dict.fromkeys(word for idea in best for word in heard[idea])
        suggestion = Suggestion(metric, tuple(words), tuple(best), _weight(best))
        found.append((-suggestion.weight, -len(fitting), place, suggestion))
    return [suggestion for *_, suggestion in sorted(found, key=lambda one: one[:3])[:most]]


def ideas_in(text: str, language: str | None = None) -> dict[str, list[str]]:
    """Every idea that a text names, with the words it was named by, as they were written."""
    written = re.findall(r"[^\W_]+(?:'[^\W\d_]+)?", text.replace("\u2019", "'"))
    # An elided article is a word of its own: l'hiver, d'eau; in Swahili ng'ombe is one word.
    words = [part for word in written for part in _parts(word)]
    plain = [plain_word(word) for word in words]
    languages = (language,) if language in LANGUAGES else LANGUAGES
    heard: dict[str, list[str]] = {}
    for idea, pattern, inside in _patterns(languages):
        for first, last in _places(plain, pattern, inside):
            heard.setdefault(idea, []).append(" ".join(words[first:last]))
    return heard


def _parts(word: str) -> list[str]:
    return [word] if "'" not in word or plain_word(word).startswith("ng'") else word.split("'")


def _weight(ideas: list[str]) -> int:
    return sum(3 if idea in TELLING else 1 for idea in ideas)


@cache
def _patterns(languages: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """(idea, the words of one pattern, whether they may stand inside a longer word) for some languages."""
    found = [
        (idea, tuple(words.split("_")), language == "sw")
        for idea, said in IDEAS.items() for language in languages for words in said[language]
    ]  # fmt: skip
    found += [(idea, (f"={name}",), False) for name, ideas in LOCAL_NAMES.items() for idea in ideas]
    return tuple(found)


def _places(words: list[str], pattern: tuple[str, ...], inside: bool) -> Iterator[tuple[int, int]]:
    size = len(pattern)
    for first in range(len(words) - size + 1):
        if all(_says(words[first + n], pattern[n], inside) for n in range(size)):
            yield first, first + size


def _says(word: str, part: str, inside: bool) -> bool:
    if part.startswith("="):
        return word == part[1:]
    if word.startswith(part) or (inside and len(part) >= 4 and part in word):
        return True
    if len(part) < LEAST_TOLERANT or len(word) < LEAST_TOLERANT:
        return False
    # The first letter is seldom wrong, and keeps sow and mow apart.
    starts = range(len(word) - len(part) + 2) if inside else (0,)
    return any(
        word[at] == part[0] and _one_letter_off(word[at : at + len(part) + more], part)
        for at in starts for more in (-1, 0, 1)
    )  # fmt: skip


def _one_letter_off(one: str, other: str) -> bool:
    """Whether one letter changed, added, left out, or two swapped make the two the same."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    ends = {(1, 1), (2, 2)} if len(one) == len(other) else ({(1, 0)} if len(one) > len(other) else {(0, 1)})
    swapped = one[at : at + 2] == other[at : at + 2][::-1]
    return any(one[at + a :] == other[at + b :] and (a != 2 or swapped) for a, b in ends)
