"""The value of a field as people say it, whatever kind of field it is: for examples, histories and differences."""

from typing import Any

from climserv.needs.odds import parse_odds
from climserv.needs.phrases import ODDS
from climserv.needs.sentence import day_in_words, settings_in_words
from climserv.needs.written import OPEN_HALF
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.seasons import parse_month_day
from climserv.vocabulary.texts import text_in

from .form import number_and_unit
from .questions import Question


def value_in_words(question: Question, value: Any, language: str) -> str:
    """One value of the record; what cannot be said better is said as it was written."""
    kind = question.kind
    if kind == "settings" and isinstance(value, dict):
        return settings_in_words(value, language)
    if kind == "metric" and value in METRICS:
        return text_in(METRICS[value].label, language)
    if kind == "words" and isinstance(value, dict):
        return "“" + "” / “".join(str(text) for text in value.values()) + "”"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_plain(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_row(question, one, language) for one in value)
    return _single(question, str(value), language)


def _single(question: Question, text: str, language: str) -> str:
    labels = dict(question.options)
    try:
        if question.kind == "month_day":
            return day_in_words(parse_month_day(text, where=""), language)
        if question.kind == "odds":
            return ODDS[language if language in ODDS else "en"].format(*parse_odds(text, where=""))
    except Refused:
        return text
    if question.kind == "quantity":
        number, unit = number_and_unit(text, language)
        return f"{number} {labels.get(unit, unit)}".strip()
    return _label(labels[text], language) if text in labels else text


def _row(question: Question, one: Any, language: str) -> str:
    if not isinstance(one, dict):
        return _single(question, str(one), language)
    options = {column.path: dict(column.options) for column in question.columns}
    said = [
        _label(options.get(name, {}).get(str(part), str(part)), language)
        for name, part in one.items() if part != OPEN_HALF and not isinstance(part, dict)
    ]  # fmt: skip
    return " – ".join(said)


def _label(label: Any, language: str) -> str:
    return text_in(label, language) if isinstance(label, dict) else str(label)


def _plain(part: Any) -> str:
    return ", ".join(str(one) for one in part) if isinstance(part, list | tuple) else str(part)
