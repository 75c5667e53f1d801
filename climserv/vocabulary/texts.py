"""Words in several languages: a plain mapping from language code to text, with an honest fall-back."""

import unicodedata
from collections.abc import Mapping


def text_in(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`, else in English, else in whatever language there is."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def decimals(number: str, language: str) -> str:
    """A number with the decimal sign of a language: `0.85`, in French and Spanish `0,85`."""
    return number.replace(".", ",") if language in ("fr", "es") else number


def plain_word(word: str) -> str:
    """A word for comparing: small letters without accents, `_` for spaces.

    >>> plain_word(" Année "), plain_word("Station name")
    ('annee', 'station_name')
    """
    letters = unicodedata.normalize("NFKD", word.strip().casefold())
    return "_".join("".join(c for c in letters if not unicodedata.combining(c)).split())
