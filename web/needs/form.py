"""Between the need record and the fields of its form: what the form does not show is kept as it was."""

import re
from copy import deepcopy
from typing import Any

from werkzeug.datastructures import MultiDict

from climserv.needs.written import OPEN_HALF

from .questions import METRIC_NAMES, Question, Values, all_questions, setting_questions

NOT_YET = "not_yet"
WRITTEN_IN = "written_in"
LEAST_PAIRS = 3
HALVES = ("question", "answer")
_SINGULAR = {"degrees": "degree", "days": "day", "weeks": "week", "inches": "inch", "C": "degC", "F": "degF"}


def setting_name(metric: str, setting: str) -> str:
    return f"with.{metric}.{setting}"


def values_of_record(record: dict[str, Any], language: str) -> Values:
    """The fields as they show a saved record."""
    given: dict[str, str] = {}
    many: dict[str, tuple[str, ...]] = {}
    given[WRITTEN_IN] = _written_in(record, language)
    unknown = [str(line) for line in record.get("unknown", ())]
    paths = {question.path for question in all_questions() if question.not_yet}
    many[NOT_YET] = tuple(line for line in unknown if line in paths)
    for question in all_questions():
        value = _at(record, question.path)
        if question.path == "unknown":
            value = [line for line in unknown if line not in paths]
        _show(question, question.path, value, given, many)
    chosen = given.get("metric.is", "")
    for question in setting_questions(chosen):
        setting = _at(record, f"metric.with.{question.path}")
        _show(question, setting_name(chosen, question.path), setting, given, many)
    return Values(given, many)


def values_of_form(form: MultiDict) -> Values:
    """The fields as they were typed."""
    lists = ("reach.languages", "reach.channels", NOT_YET)
    return Values(
        {name: form.get(name, "") for name in form if name not in lists},
        {name: tuple(form.getlist(name)) for name in lists},
    )


def record_of_values(values: Values, base: dict[str, Any]) -> dict[str, Any]:
    """The record that the fields say, over `base`: parts without a field, other languages and details are kept."""
    record = deepcopy(base)
    for question in all_questions():
        if question.path == "unknown":
            continue
        _put(record, question.path, _read(question, question.path, values, _at(base, question.path)))
    chosen = values.one("metric.is")
    settings = {} if chosen != _at(base, "metric.is") else dict(_at(base, "metric.with") or {})
    for question in setting_questions(chosen):
        before = settings.pop(question.path, None)
        value = _read(question, setting_name(chosen, question.path), values, before)
        if value is not None:
            settings[question.path] = value
    _put(record, "metric.with", settings or None)
    more = [line for line in _lines(values.one("unknown")) if line not in values.many.get(NOT_YET, ())]
    _put(record, "unknown", [*values.many.get(NOT_YET, ()), *more] or None)
    return record


def pair_numbers(values: Values, name: str) -> list[int]:
    """The rows of a field of pairs: those that were filled or sent, and never fewer than three."""
    sent = {int(n) for one in values.given if (n := _row_of(one, name)) is not None}
    return sorted(sent | set(range(LEAST_PAIRS)))


def _row_of(one: str, name: str) -> str | None:
    found = re.fullmatch(re.escape(name) + r"\.([0-9]{1,3})\.(?:question|answer)", one)
    return found[1] if found else None


def filled_paths(values: Values) -> set[str]:
    """The questions that say something; a unit alone says nothing."""
    said = {name for name, text in values.given.items() if text and not name.endswith(".unit")}
    said |= {name for name, chosen in values.many.items() if chosen}
    paths = {question.path for question in all_questions()}
    return {path for path in paths if any(name == path or name.startswith(path + ".") for name in said)}


def numbers_without_metric(values: Values) -> bool:
    """Whether settings were typed but nothing was chosen that they would belong to; saving would lose them."""
    if values.one("metric.is"):
        return False
    kinds = {"quantity": ".number", "plain_number": "", "whole": "", "month_day": ".month"}
    return any(
        values.one(setting_name(metric, question.path) + kinds[question.kind])
        for metric in METRIC_NAMES
        for question in setting_questions(metric)
        if question.kind in kinds
    )


def field_of_problem(where: str, metric: str) -> str:
    """The id of the field that a problem's path belongs to; "" when the form has no such field."""
    if where.startswith("metric.with."):
        setting = where.removeprefix("metric.with.")
        known = {question.path for question in setting_questions(metric)}
        return setting_name(metric, setting) if setting in known else "metric.is"
    paths = [question.path for question in all_questions()]
    fitting = [path for path in paths if where == path or where.startswith(path + ".")]
    return max(fitting, key=len) if fitting else next((p for p in paths if where and p.startswith(where + ".")), "")


def _show(question: Question, name: str, value: Any, given: dict, many: dict) -> None:
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
    elif kind == "quantity":
        given[name + ".number"], given[name + ".unit"] = _number_and_unit(str(value))
    elif kind == "years":
        given[name] = "\n".join(f"{year} {what}" for year, what in value.items())
    elif kind == "pairs":
        for number, pair in enumerate(value):
            for half in HALVES:
                given[f"{name}.{number}.{half}"] = "" if pair.get(half) == OPEN_HALF else str(pair.get(half) or "")
    elif kind == "sources":
        given[name] = "\n".join(source["source"] for source in value)
    else:
        given[name] = str(value)


def _read(question: Question, name: str, values: Values, before: Any) -> Any:
    """One value of the record from the inputs of its field; None when nothing is given."""
    kind, typed = question.kind, values.one(name).strip()
    if kind == "checks":
        chosen = [*values.many.get(name, ()), *re.split(r"[,\s]+", values.one(name + ".other").strip())]
        # The first language is the answer's own, so those named before stay in the order they were named in.
        kept = [one for one in before or () if one in chosen]
        return [one for one in dict.fromkeys([*kept, *chosen]) if one] or None
    if kind == "month_day":
        month, day = values.one(name + ".month"), values.one(name + ".day")
        return f"{month}-{day}" if month or day else None
    if kind == "quantity":
        number, unit = values.one(name + ".number").strip(), values.one(name + ".unit").strip()
        if not re.search(r"\d", number):
            return number or None
        # `2 weeks` stays as it was written, though the form shows its unit as `week`.
        return before if before and _number_and_unit(str(before)) == (number, unit) else f"{number} {unit}".strip()
    if kind == "words":
        kept = {code: text for code, text in (before or {}).items() if code != values.one(WRITTEN_IN)}
        return ({values.one(WRITTEN_IN): typed} if typed else {}) | kept or None
    if kind == "lines":
        return _lines(typed) or None
    if kind == "years":
        pairs = (line.replace(":", " ", 1).split(None, 1) for line in _lines(typed))
        return {year: (rest or ["?"])[0] for year, *rest in pairs} or None
    if kind == "pairs":
        pairs = [[values.one(f"{name}.{n}.{half}").strip() for half in HALVES] for n in pair_numbers(values, name)]
        return [
            dict(zip(HALVES, [half or OPEN_HALF for half in pair], strict=True)) for pair in pairs if any(pair)
        ] or None
    if kind == "sources":
        known = {source.get("source"): source for source in before or ()}
        return [known.get(line, {"source": line}) for line in _lines(typed)] or None
    if kind == "whole":
        return int(typed) if typed.isascii() and typed.isdigit() else typed or None
    if kind == "place":
        return values.one(name + ".other").strip() or typed or None
    return typed or None


def _number_and_unit(text: str) -> tuple[str, str]:
    """A quantity in the two inputs of its field; what has no number, such as `point`, stands in the first."""
    number, unit = re.match(r"\s*([+-]?[\d.,]*)\s*(.*)$", text).groups()
    unit = unit.strip()
    return (number, _SINGULAR.get(unit, unit)) if number else (unit, "")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _written_in(record: dict[str, Any], language: str) -> str:
    said = record.get("question") or _at(record, "metric.words") or {}
    return language if not said or language in said else next(iter(said))


def _at(record: dict[str, Any], path: str) -> Any:
    for part in path.split("."):
        record = record.get(part) if isinstance(record, dict) else None
    return record


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
