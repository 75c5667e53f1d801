"""What is said about recipes, in the reader's language: problems, operations and their arguments, notes of a preview.

The words lie in one file a language, such as `words.fr.json`: the English text to the other one. Text in braces stands
for what changes from time to time. What has no words in a language is said in English.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..vocabulary.problems import Problem

_PARTS = {
    "fr": {"got": "Reçu", "allowed": "Permis"},
    "sw": {"got": "Kilichopokelewa", "allowed": "Kinachoruhusiwa"},
    "es": {"got": "Recibido", "allowed": "Permitido"},
}
_STOPS = {"fr": "\u00a0: ", "sw": ": ", "es": ": "}
# Where a problem lies: words of our own before a number or a name.
_PLACES = {
    "fr": (
        (r"\bstep (\d+)", r"étape \1"), (r"\bparameter (?=\w)", "paramètre "), (r"\binput (?=\w)", "donnée "),
        (r"\bentry (\d+)", r"entrée \1"), (r"\btest (\d+)", r"cas \1"), (r"\bsetting (?=\w)", "valeur "),
        (r"^recipe (?=\w)", "recette "),
    ),
    "sw": (
        (r"\bstep (\d+)", r"hatua ya \1"), (r"\bparameter (?=\w)", "kigezo "), (r"\binput (?=\w)", "data "),
        (r"\bentry (\d+)", r"ingizo la \1"), (r"\btest (\d+)", r"mfano wa \1"), (r"\bsetting (?=\w)", "mpangilio "),
        (r"^recipe (?=\w)", "njia "),
    ),
    "es": (
        (r"\bstep (\d+)", r"paso \1"), (r"\bparameter (?=\w)", "parámetro "), (r"\binput (?=\w)", "dato "),
        (r"\bentry (\d+)", r"entrada \1"), (r"\btest (\d+)", r"caso \1"), (r"\bsetting (?=\w)", "valor "),
        (r"^recipe (?=\w)", "receta "),
    ),
}  # fmt: skip
_BRACE = re.compile(r"\{(\w+)\}")


def in_words(text: str, language: str) -> str:
    """A text about recipes in this language; as it stands where there are no words for it.

    >>> in_words("step 3 is empty", "fr"), in_words("such as 10 mm", "fr")
    ('step 3 is empty', 'comme 10 mm')
    """
    words, patterns = _words(language)
    if text in words:
        return words[text]
    for pattern, other in patterns:
        found = pattern.fullmatch(text)
        if found:
            return other.format_map({name: words.get(part, part) for name, part in found.groupdict().items()})
    return text


def place_in_words(where: str, language: str) -> str:
    """`step 2 (adjust), kind` in this language; names stay as they are written in the file."""
    for pattern, other in _PLACES.get(language, ()):
        where = re.sub(pattern, other, where)
    return where


def problem_in_words(problem: Problem, language: str) -> str:
    """The five parts of a problem as sentences: where, what, got, allowed, next step."""
    if language not in _PARTS:
        return str(problem)
    what = in_words(problem.what, language)
    where = place_in_words(problem.where, language)
    parts = [f"{where}{_STOPS[language]}{what}." if where else f"{what[:1].upper()}{what[1:]}."]
    for name, part in (("got", problem.got), ("allowed", in_words(problem.allowed, language))):
        if part:
            parts.append(f"{_PARTS[language][name]}{_STOPS[language]}{part}.")
    if problem.next_step:
        step = in_words(problem.next_step.removesuffix("."), language)
        parts.append(step if step.endswith((".", "?")) else f"{step}.")
    return " ".join(parts)


@cache
def _words(language: str) -> tuple[Mapping[str, str], tuple[tuple[re.Pattern, str], ...]]:
    """What is said word for word, and what has a place for something in it, the longest first."""
    path = Path(__file__).with_name(f"words.{language}.json")
    if not language.isalpha() or not path.is_file():
        return {}, ()
    table = json.loads(path.read_text(encoding="utf-8"))
    open_ones = sorted((one for one in table if _BRACE.search(one)), key=lambda one: -len(_BRACE.sub("", one)))
    return table, tuple((re.compile(_pattern(one), re.DOTALL), table[one]) for one in open_ones)


def _pattern(text: str) -> str:
    parts = _BRACE.split(text)
    return "".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
