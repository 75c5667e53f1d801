"""Between the need record and the fields of its form: what a screen does not ask is kept as it was."""

import json
import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from werkzeug.datastructures import MultiDict

from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.said_quantities import read_number

from .asked_settings import setting_questions
from .questions import NOT_YET, WRITTEN_IN, Question, Values
from .rows import LEAST_ROWS, SPARE_ROWS, items_of, put_measures, put_years, rows_of
from .screens import all_questions

_SINGULAR = {"degrees": "degree", "days": "day", "weeks": "week", "inches": "inch", "months": "month",
             "dekads": "dekad", "C": "degC", "F": "degF"}  # fmt: skip
_LISTS = ("reach.languages", "reach.channels", NOT_YET)
_COMMA = ("fr", "es")


def setting_name(metric: str, setting: str) -> str:
    return f"with.{metric}.{setting}"


def values_of_record(record: dict[str, Any], language: str, asked: Iterable[Question] | None = None) -> Values:
    """The fields as they show a saved record, numbers as `language` writes them."""
    given: dict[str, str] = {WRITTEN_IN: _written_in(record, language)}
    many: dict[str, tuple[str, ...]] = {}
    unknown = [str(line) for line in record.get("unknown", ())]
    paths = _paths_not_yet()
    many[NOT_YET] = tuple(line for line in unknown if line in paths)
    for question in asked if asked is not None else all_questions():
        if question.kind == "rows":
            _show_rows(question, record, given)
        elif question.kind in ("metric", "settings"):
            _show_metric(record, language, given, many)
        elif question.path == "unknown":
            given["unknown"] = "\n".join(line for line in unknown if line not in paths)
        else:
            _show(question, question.path, value_at(record, question.path), language, given, many)
    return Values(given, many)


def values_of_form(form: MultiDict, problems: Iterable[Problem] = ()) -> Values:
    """The fields as they were typed; `problems` of the place that was drawn."""
    return Values(
        {name: form.get(name, "") for name in form if name not in _LISTS},
        {name: tuple(form.getlist(name)) for name in _LISTS},
        tuple(problems),
    )


def record_of_values(
    values: Values, base: dict[str, Any], asked: Iterable[Question] | None = None, language: str = "en"
) -> dict[str, Any]:
    """The record that the fields say, over `base`: what is not asked, other languages and details are kept.

    asked      the questions of the page; None: all. A field that the page did not have stays as it was
    language   in which numbers are written
    """
    asked = tuple(all_questions() if asked is None else asked)
    record = deepcopy(base)
    for question in asked:
        _take(question, values, record, base, language)
    if any(question.kind in ("metric", "settings") for question in asked):
        _take_settings(values, record, base, language)
    _take_unknown(asked, values, record, base)
    return record


def row_numbers(values: Values, question: Question) -> list[int]:
    """The rows of a field: those that were filled or sent, and one to spare."""
    pattern = re.compile(re.escape(question.path) + r"\.([0-9]{1,3})\.\w+")
    sent = {int(found[1]) for one in values.given if (found := pattern.fullmatch(one))}
    filled = max(sent, default=-1) + 1
    return list(range(max(LEAST_ROWS, filled + SPARE_ROWS)))


def filled_paths(values: Values) -> set[str]:
    """The questions that say something; a unit alone says nothing."""
    said = {name for name, text in values.given.items() if text and not name.endswith(".unit")}
    said |= {name for name, chosen in values.many.items() if chosen}
    paths = {question.path for question in all_questions()}
    return {path for path in paths if any(name == path or name.startswith(path + ".") for name in said)}


def field_of_problem(where: str, metric: str) -> str:
    """The id of the field that a problem's path belongs to; "" when the form has no such field."""
    if where.startswith("metric.with."):
        setting = where.removeprefix("metric.with.")
        known = {question.path for question in setting_questions(metric)}
        return setting_name(metric, setting) if setting in known else "metric.is"
    if where.startswith(("bad_years_by.", "worst_first.")):
        return "bad_years"
    paths = [question.path for question in all_questions()]
    fitting = [path for path in paths if where == path or where.startswith(path + ".")]
    return max(fitting, key=len) if fitting else next((p for p in paths if where and p.startswith(where + ".")), "")


def value_at(record: Any, path: str) -> Any:
    """The value at a path of names; None when there is none."""
    for part in path.split("."):
        record = record.get(part) if isinstance(record, dict) else None
    return record


def number_shown(text: str, language: str) -> str:
    """A number as people of `language` write it: `0,85`."""
    return text.replace(".", ",") if language in _COMMA else text


def _show(question: Question, name: str, value: Any, language: str, given: dict, many: dict) -> None:
    """Spread one value of the record over the inputs of its field."""
    kind = question.kind
    if kind == "checks":
        many[name] = tuple(value or ())
        known = {code for code, _ in question.options}
        given[name + ".other"] = ", ".join(code for code in value or () if code not in known)
    elif value is None:
        return
    elif kind == "lines":
        given[name] = "\n".join(value)
    elif kind == "words":
        given[name] = value.get(given[WRITTEN_IN], "")
    elif kind == "month_day":
        given[name + ".month"], _, given[name + ".day"] = str(value).partition("-")
    elif kind == "outline":
        given[name] = json.dumps(value)
    elif kind == "quantity":
        given[name + ".number"], given[name + ".unit"] = number_and_unit(str(value), language)
    else:
        given[name] = str(value)


def _show_rows(question: Question, record: dict, given: dict) -> None:
    for number, row in enumerate(rows_of(question, record)):
        for column in question.columns:
            given[f"{question.path}.{number}.{column.path}"] = row.get(column.path, "")


def _show_metric(record: dict, language: str, given: dict, many: dict) -> None:
    chosen = given["metric.is"] = value_at(record, "metric.is") or ""
    for question in setting_questions(chosen):
        setting = value_at(record, f"metric.with.{question.path}")
        _show(question, setting_name(chosen, question.path), setting, language, given, many)


def _take(question: Question, values: Values, record: dict, base: dict, language: str) -> None:
    """One question of the form into the record."""
    if question.path == "unknown" or question.kind == "settings" or not _was_sent(question.path, values):
        return
    if question.kind == "rows":
        rows = [
            {column.path: values.one(f"{question.path}.{n}.{column.path}").strip() for column in question.columns}
            for n in row_numbers(values, question)
        ]
        if question.path == "bad_years":
            put_years(record, rows)
        elif question.path == "measures":
            put_measures(record, rows, language)
        else:
            _put(record, question.path, items_of(question, rows, value_at(base, question.path)))
        return
    _put(record, question.path, _read(question, question.path, values, value_at(base, question.path), language, base))


def _was_sent(name: str, values: Values) -> bool:
    """Whether the page had the field: what was not there to be emptied is not emptied."""
    inputs = (*values.given, *(one for one, chosen in values.many.items() if chosen))
    return any(one == name or one.startswith(name + ".") for one in inputs)


def _take_settings(values: Values, record: dict, base: dict, language: str) -> None:
    """The numbers of the metric; another metric has others, is no guess of ours, and nobody has confirmed it."""
    chosen = value_at(record, "metric.is")
    changed = chosen != value_at(base, "metric.is")
    settings = {} if changed else dict(value_at(base, "metric.with") or {})
    if changed and isinstance(record.get("metric"), dict):
        record["metric"].pop("guessed_from", None)
        if record["metric"].get("confirmed_by") == value_at(base, "metric.confirmed_by"):
            record["metric"].pop("confirmed_by", None)
    for question in setting_questions(chosen or ""):
        name = setting_name(chosen, question.path)
        if _was_sent(name, values):
            value = _read(question, name, values, settings.pop(question.path, None), language, base)
            if value is not None:
                settings[question.path] = value
    _put(record, "metric.with", settings or None)


def _take_unknown(asked: tuple[Question, ...], values: Values, record: dict, base: dict) -> None:
    """`We don't know yet` of the questions asked; a field that is filled now is known."""
    before = [str(line) for line in base.get("unknown", ())]
    paths, here = _paths_not_yet(), {question.path for question in asked}
    kept = [line for line in before if line in paths and line not in here]
    now_known = {path for path in here if path in before and value_at(base, path) is None}
    ticked = [
        path for path in values.many.get(NOT_YET, ())
        if path in here and not (path in now_known and value_at(record, path) is not None)
    ]  # fmt: skip
    free = [line for line in before if line not in paths]
    if "unknown" in here:
        free = [line for line in _lines(values.one("unknown")) if line not in (*kept, *ticked)]
    _put(record, "unknown", list(dict.fromkeys([*kept, *ticked, *free])) or None)


def _read(question: Question, name: str, values: Values, before: Any, language: str, base: dict) -> Any:
    """One value of the record from the inputs of its field; None when nothing is given."""
    kind, typed = question.kind, values.one(name).strip()
    if kind == "checks":
        chosen = [*values.many.get(name, ()), *re.split(r",\s*", values.one(name + ".other").strip())]
        # The first language is the answer's own, so those named before stay in the order they were named in.
        kept = [one for one in before or () if one in chosen]
        return [one for one in dict.fromkeys([*kept, *chosen]) if one] or None
    if kind == "month_day":
        month, day = values.one(name + ".month"), values.one(name + ".day")
        return f"{month}-{day}" if month or day else None
    if kind == "quantity":
        return _quantity(name, values, before, language)
    if kind == "words":
        written_in = values.one(WRITTEN_IN) or _written_in(base, language)
        kept = {code: text for code, text in (before or {}).items() if code != written_in}
        return ({written_in: typed} if typed else {}) | kept or None
    if kind == "lines":
        return _lines(typed) or None
    if kind == "whole":
        return _whole(typed, language)
    if kind == "outline":
        # What was drawn and cannot be used is told, and stands in its field.
        return before if values.problems else json.loads(typed) if typed else None
    return typed or None


def _quantity(name: str, values: Values, before: Any, language: str) -> str | None:
    """A number with the unit chosen beside it; a unit that was typed goes before the chosen one."""
    number, unit = values.one(name + ".number").strip(), values.one(name + ".unit").strip()
    # `2 weeks` stays as it was written, though the form shows its unit as `week`.
    if before and number_and_unit(str(before), language) == (number, unit):
        return before
    if language in _COMMA and re.fullmatch(r"\d+,\d{1,2}|0,\d+", number):
        number = number.replace(",", ".")
    if not re.search(r"[\d½¼¾⅓⅔⅛]", number) or re.search(r"[^\W\d_]|[\"″°]", number):
        return number or None
    return f"{number} {unit}".strip()


def _whole(typed: str, language: str) -> int | str | None:
    try:
        number = read_number(typed.replace("\u202f", " ").replace("\u00a0", " "), where="", language=language)
    except Refused:
        return typed or None
    return int(number) if number.is_integer() else typed


def number_and_unit(text: str, language: str) -> tuple[str, str]:
    """A quantity in the two inputs of its field; what has no number, such as `point`, stands in the first."""
    number, unit = re.match(r"\s*([+-]?[\d.,]*)\s*(.*)$", text).groups()
    unit = unit.strip()
    return (number_shown(number, language), _SINGULAR.get(unit, unit)) if number else (unit, "")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _paths_not_yet() -> set[str]:
    return {question.path for question in all_questions() if question.not_yet}


def _written_in(record: dict[str, Any], language: str) -> str:
    said = record.get("question") or value_at(record, "metric.words") or {}
    return language if not said or language in said else next(iter(said))


def _put(record: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    for part in parents:
        if value is None and part not in record:
            return
        record = record.setdefault(part, {})
    if value is None:
        record.pop(last, None)
    else:
        record[last] = value
