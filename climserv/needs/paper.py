"""The need on paper: the blank form as data, two A4 pages of questions in order, and sheets entered later with whose
word they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..vocabulary.problems import Problem
from ..vocabulary.texts import text_in
from .house_units import in_house_units
from .loading import need_from_dict, need_to_dict
from .need import Need
from .odds import parse_odds
from .paper_questions import QUESTIONS, UNKNOWN_BOX, Question
from .written import OPEN_HALF

# In mm: an A4 page without its margins of 15 mm and a heading; a printed line, and a line to write on by hand.
PAGE, PRINTED, WRITTEN = 250, 5, 8
PAGES = 2


@dataclass(frozen=True)
class Item:
    """One question on the sheet.

    number   printed before it, and how answers are entered
    text     the question, in the language of the sheet
    lines    lines to write on; 0 where boxes are ticked
    boxes    what can be ticked: code and words; the last is always "we do not know yet"
    height   mm of the page that it takes in all
    """

    number: int
    field: str
    text: str
    lines: int
    boxes: tuple[tuple[str, str], ...]
    height: int


@dataclass(frozen=True)
class Page:
    number: int
    items: tuple[Item, ...]


def blank_form(language: str = "en") -> tuple[Page, ...]:
    """The form as its pages, in `language` (en, fr, sw, es; else English), questions in the order of talk."""
    pages: list[list[Item]] = [[]]
    for number, question in enumerate(QUESTIONS, 1):
        item = _item(number, question, language)
        if pages[-1] and sum(one.height for one in pages[-1]) + item.height > PAGE:
            pages.append([])
        pages[-1].append(item)
    return tuple(Page(number, tuple(items)) for number, items in enumerate(pages, 1))


def _item(number: int, question: Question, language: str) -> Item:
    boxes = tuple((code, text_in(words, language)) for code, words in question.boxes)
    boxes += (("?", text_in(UNKNOWN_BOX, language)),)
    # The question on a line of its own, then the room to write or the boxes, three to a line.
    ticked = -(-len(boxes) // 3) if question.boxes else 0
    return Item(number, question.field, text_in(question.words, language), question.lines, boxes,
                PRINTED * (1 + ticked) + WRITTEN * question.lines)  # fmt: skip


def record_from_sheet(
    answers: Mapping[int, str], *, need_id: str, sheet: str, language: str, recorded_by: str, on_behalf_of: str,
) -> tuple[dict[str, Any], list[Problem]]:  # fmt: skip
    """The record that a filled sheet says, attributed, and what of it cannot be read, each with its field.

    answers       number of the question -> what stands there; codes of boxes; several answers one a line; `?` for a
                  ticked "we do not know yet"
    recorded_by   who types it in, `on_behalf_of` who filled the sheet; neither confirms anything
    """
    record: dict[str, Any] = {"need": need_id}
    problems = []
    for number, text in sorted(answers.items()):
        if not 1 <= number <= len(QUESTIONS):
            allowed = f"1 to {len(QUESTIONS)}"
            problems.append(Problem("sheet.number", str(number), "no such question on the form", text[:40], allowed))
            continue
        question = QUESTIONS[number - 1]
        if text.strip() == "?":
            record.setdefault("unknown", []).append(question.field)
        elif text.strip():
            _put(record, question.field, _value(question, text.strip(), language))
    origin = {"sheet": sheet, "recorded_by": recorded_by, "on_behalf_of": on_behalf_of}
    record["origin"] = {**record.get("origin", {}), **{name: said for name, said in origin.items() if said}}
    turned, asked = in_house_units(record, language)
    _need, unread = need_from_dict(turned)
    places = {problem.where for problem in asked}
    return turned, [*problems, *asked, *(problem for problem in unread if problem.where not in places)]


def answers_of(need: Need, language: str) -> dict[int, str]:
    """What a sheet would say of a need: number of the question -> answer, as `record_from_sheet` reads it."""
    record = need_to_dict(need)
    found = {}
    for number, question in enumerate(QUESTIONS, 1):
        value = _at(record, question.field)
        if value is not None:
            found[number] = _text(question, value, language)
        elif question.field in need.unknown:
            found[number] = "?"
    return {number: text for number, text in found.items() if text}


def _value(question: Question, text: str, language: str) -> Any:
    kind = question.kind
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if kind == "words":
        return {language: text}
    if kind == "lines":
        return lines
    if kind == "ticks":
        return [one for one in re.split(r"[,\n]\s*", text) if one]
    if kind == "years":
        return {line.split(None, 1)[0].rstrip(":"): (line.split(None, 1)[1:] or [OPEN_HALF])[0] for line in lines}
    if kind == "sources":
        return [{"source": line} for line in lines]
    if kind == "pairs":
        return [dict(zip(("question", "answer"), _halves(line), strict=True)) for line in lines]
    if kind == "times":
        return f"{text} in 10" if text.isdigit() else text
    return int(text) if kind == "whole" and text.isascii() and text.isdigit() else text


def _text(question: Question, value: Any, language: str) -> str:
    kind = question.kind
    if kind == "words":
        return text_in(value, language)
    if kind in ("lines", "ticks"):
        return "\n".join(value)
    if kind == "years":
        return "\n".join(f"{year} {what}" for year, what in value.items())
    if kind == "sources":
        return "\n".join(one["source"] for one in value)
    if kind == "pairs":
        return "\n".join(f"{one['question']} = {one['answer']}" for one in value)
    if kind == "times":
        times, years = parse_odds(value, where="")
        return str(times) if years == 10 else value
    return str(value)


def _halves(line: str) -> tuple[str, str]:
    question, _, answer = line.partition(" = ")
    return question.strip() or OPEN_HALF, answer.strip() or OPEN_HALF


def _put(record: dict[str, Any], field: str, value: Any) -> None:
    *parents, last = field.split(".")
    for part in parents:
        record = record.setdefault(part, {})
    record[last] = value


def _at(record: Any, field: str) -> Any:
    for part in field.split("."):
        record = record.get(part) if isinstance(record, dict) else None
    return record
