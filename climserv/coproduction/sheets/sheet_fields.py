"""What a sheet is made of: questions with words in four languages, a head that is said once, and rows."""

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]


def said(en: str, fr: str, sw: str, es: str) -> Words:
    return {"en": en, "fr": fr, "sw": sw, "es": es}


@dataclass(frozen=True)
class Field:
    """One question of a sheet.

    type          text, long (a story), number, year, day (`MM-DD`), or choice (one of `choices`)
    least, most   of numbers, both allowed
    """

    name: str
    words: Words
    type: str = "text"
    needed: bool = False
    choices: Mapping[str, Words] | None = None
    least: float = 0
    most: float = 1_000_000_000


@dataclass(frozen=True)
class Kind:
    """One kind of sheet: its title is a question; `blank` is how many empty rows are printed."""

    name: str
    title: Words
    rows: tuple[Field, ...]
    head: tuple[Field, ...] = ()
    least: int = 1
    blank: int = 8


YES_NO = {"yes": said("yes", "oui", "ndiyo", "sí"), "no": said("no", "non", "hapana", "no")}
WHOSE = {
    "local": said("local knowledge", "savoir local", "maarifa ya wenyeji", "saber local"),
    "scientific": said("science", "science", "sayansi", "ciencia"),
}
