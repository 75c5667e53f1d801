"""The sentences of the verdicts: reason and remedy by rule, in English and French; other languages fall back."""

from collections.abc import Mapping
from typing import Any

from ..vocabulary.texts import text_in
from .words_of_metric import METRIC
from .words_of_reach import DELIVERY, REACH
from .words_of_space import SPACE
from .words_of_time import TIME

LANGUAGES = ("en", "fr")

WORDS: dict[str, tuple[str, str, str, str]] = {**TIME, **SPACE, **METRIC, **REACH, **DELIVERY}


def said(code: str, part: str, values: Mapping[str, Any]) -> dict[str, str]:
    """The `reason` or `remedy` of a finding by language; values that are texts by language are put in as such."""
    first = 0 if part == "reason" else 2
    texts = WORDS[code][first : first + 2]
    return {
        language: text.format_map({name: _in(value, language) for name, value in values.items()})
        for language, text in zip(LANGUAGES, texts, strict=True)
    }


def _in(value: Any, language: str) -> Any:
    return text_in(value, language) if isinstance(value, Mapping) else value
