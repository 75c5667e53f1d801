"""Several things of one kind, a row each: between the record, whatever shape it has, and the rows of the form."""

from typing import Any

from climserv.needs.written import OPEN_HALF
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.said_quantities import house_form

from .questions import Question

LEAST_ROWS, SPARE_ROWS = 2, 1
_BETWEEN_PEOPLE = "; "


def rows_of(question: Question, record: dict[str, Any]) -> list[dict[str, str]]:
    """The rows as the form shows them; what is not known is an empty field."""
    if question.path == "bad_years":
        return _years(record)
    if question.path == "measures":
        return [{"name": name, "size": size} for name, size in (record.get("measures") or {}).items()]
    found = record
    for part in question.path.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return [
        {name: "" if value == OPEN_HALF else str(value) for name, value in row.items() if isinstance(value, str | int)}
        for row in found or ()
    ]


def items_of(question: Question, rows: list[dict[str, str]], before: Any) -> list[dict[str, Any]] | None:
    """Rows as a list of the record; what a row does not show is kept from the one that stood in its place."""
    before = before if isinstance(before, list | tuple) else ()
    columns = {column.path for column in question.columns}
    items = []
    for place, row in enumerate(rows):
        if not any(row.values()):
            continue
        stood = before[place] if place < len(before) else {}
        said = {name: _typed(name, text) for name, text in row.items() if text}
        for name in _needed(question):
            said.setdefault(name, OPEN_HALF)
        whole = {key: value for key, value in stood.items() if key not in columns} | said
        items.append({key: whole[key] for key in dict.fromkeys([*stood, *columns]) if key in whole})
    return items or None


def put_years(record: dict[str, Any], rows: list[dict[str, str]]) -> None:
    """Bad years: what happened, who remembers it, and how bad it was; two rows of one year are both kept."""
    for name in ("bad_years", "bad_years_by"):
        record.pop(name, None)
    before = record.pop("worst_first", [])
    what: dict[str, str] = {}
    by: dict[str, list[str]] = {}
    ranks: dict[str, int] = {}
    for row in rows:
        if not any(row.values()):
            continue
        year = row.get("year") or OPEN_HALF
        told = [text for text in (what.get(year), row.get("what") or OPEN_HALF) if text]
        what[year] = "; ".join(dict.fromkeys(text for text in told if text != OPEN_HALF)) or OPEN_HALF
        if people := [name.strip() for name in row.get("by", "").split(";") if name.strip()]:
            by[year] = [*by.get(year, ()), *people]
        if row.get("rank"):
            ranks[year] = int(row["rank"]) if row["rank"].isascii() and row["rank"].isdigit() else len(rows) + 1
    # A year that was ranked but is not among the bad ones contradicts itself: that is for people to mend.
    strays = [year for year in before if year not in what]
    ranked = [*sorted(ranks, key=ranks.__getitem__), *strays]
    said = {"bad_years": what, "bad_years_by": by, "worst_first": ranked}
    record.update({name: value for name, value in said.items() if value})


def put_measures(record: dict[str, Any], rows: list[dict[str, str]], language: str) -> None:
    """Measures by their name; `20 litros` is kept as the house writes it."""
    found = {}
    for row in rows:
        if any(row.values()):
            found[row.get("name") or OPEN_HALF] = _in_house_units(row.get("size", ""), language)
    record.pop("measures", None)
    if found:
        record["measures"] = found


def _years(record: dict[str, Any]) -> list[dict[str, str]]:
    by, worst = record.get("bad_years_by") or {}, list(record.get("worst_first") or ())
    return [
        {"year": year, "what": "" if what == OPEN_HALF else what, "by": _BETWEEN_PEOPLE.join(by.get(year, ())),
         "rank": str(worst.index(year) + 1) if year in worst else ""}
        for year, what in (record.get("bad_years") or {}).items()
    ]  # fmt: skip


def _needed(question: Question) -> tuple[str, ...]:
    """The columns without which a row is no thing; of a question and its answer, both."""
    names = tuple(column.path for column in question.columns)
    return names if question.path == "evidence.baseline" else names[:1]


def _typed(name: str, text: str) -> Any:
    return int(text) if name == "trusted" and text.isascii() and text.isdigit() else text


def _in_house_units(text: str, language: str) -> str:
    try:
        return house_form(text, where="measures", language=language)
    except Refused:
        return text or OPEN_HALF
