"""The sentences of the verdicts: reason and remedy by rule, in English, French, Swahili and Spanish."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...vocabulary.texts import text_in
from .words_in_spanish import SPANISH
from .words_in_swahili import SWAHILI
from .words_of_metric import METRIC
from .words_of_reach import DELIVERY, REACH
from .words_of_space import SPACE
from .words_of_time import TIME

LANGUAGES = ("en", "fr", "sw", "es")

WORDS: dict[str, tuple[str, str, str, str]] = {**TIME, **SPACE, **METRIC, **REACH, **DELIVERY}
_SILENT = ("", "")


def said(code: str, part: str, values: Mapping[str, Any]) -> dict[str, str]:
    """The `reason` or `remedy` of a finding by language; values that are texts by language are put in as such."""
    return {
        language: text.format_map({name: _in(value, language) for name, value in values.items()})
        for language, text in texts_of(code, part).items()
    }


def texts_of(code: str, part: str) -> dict[str, str]:
    """The sentence of a finding by language, before it is filled."""
    first, place = (0, 0) if part == "reason" else (2, 1)
    english, french = WORDS[code][first : first + 2]
    return {
        "en": english, "fr": french, "sw": SWAHILI.get(code, _SILENT)[place], "es": SPANISH.get(code, _SILENT)[place],
    }  # fmt: skip


def listed(parts: Iterable[str], language: str) -> str:
    """Several things one after the other, with the sign between them as the language sets it."""
    return (" ; " if language == "fr" else "; ").join(parts)


def _in(value: Any, language: str) -> Any:
    return text_in(value, language) if isinstance(value, Mapping) else value
