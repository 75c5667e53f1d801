"""One day, month or year that a need names in its own words: `14 May 2050`, `14 mai 2050`, `2050-05-14`, `in 2050`.

A range of years, or a day that comes every year, is not one: it is asked of many years, and can be counted.
"""

import re
from dataclasses import dataclass

from ..vocabulary.texts import plain_word

# The months as people write them in English, French, Swahili and Spanish, without accents, by their beginnings.
_MONTHS = (
    ("jan", "ene"), ("feb", "fev"), ("mar", "mac"), ("apr", "avr", "abr"), ("may", "mai", "mei"),
    ("jun", "juin"), ("jul", "juil"), ("aug", "aou", "ago"), ("sep", "set"), ("oct", "okt"), ("nov",),
    ("dec", "des", "dic"),
)  # fmt: skip
_YEAR = r"(?<!\d)(?:19|20|21)\d\d(?!\d)"
_ISO = re.compile(rf"({_YEAR})-(\d\d?)-(\d\d?)(?!\d)")
_SLASHES = re.compile(rf"(?<!\d)(\d\d?)[./](\d\d?)[./]({_YEAR})")
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?!\d)")


@dataclass(frozen=True)
class NamedTime:
    """A day, month or year as named, and the year it lies in; `day` when it names the very day."""

    words: str
    year: int
    day: bool


def named_time(words: str | None) -> NamedTime | None:
    """The one day, month or year that `words` name; None for none, for several years and for every year."""
    text = (words or "").strip()
    if iso := _ISO.search(text):
        return NamedTime(iso[0], int(iso[1]), True)
    if slashes := _SLASHES.search(text):
        return NamedTime(slashes[0], int(slashes[3]), True)
    years = re.findall(_YEAR, text)
    if len(years) != 1:
        return None
    named = [word for word in re.findall(r"[^\W\d_]+", text) if _is_month(word)]
    day = len(named) == 1 and _DAY.search(re.sub(_YEAR, "", text)) is not None
    return NamedTime(text, int(years[0]), day)


def _is_month(word: str) -> bool:
    plain = plain_word(word)
    # `set` and `mar` begin other words too: a month is at most ten letters, and begins so.
    return 3 <= len(plain) <= 10 and any(plain.startswith(start) for starts in _MONTHS for start in starts)
