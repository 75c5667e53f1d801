"""The forms of this room: ten rows of day and amount, and the description of a gauge or field."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from werkzeug.datastructures import MultiDict

from climserv.data.gauges.readings import TRACES, Row
from climserv.storage.observations import Clash, NewSeries
from climserv.vocabulary.problems import Problem

from .words import told

ROWS = 10


@dataclass
class TypedRow:
    """One row of the page: what stands in its cells, what is wrong with it, and what is asked back."""

    number: int
    day: str = ""
    value: str = ""
    trace: bool = False
    wrong: list[str] = field(default_factory=list)
    asked: list[dict] = field(default_factory=list)

    @property
    def where(self) -> str:
        return f"row {self.number}"

    @property
    def iso(self) -> bool:
        """Whether a field for dates can show the day: it drops everything else in silence."""
        try:
            return not self.day or date.fromisoformat(self.day).isoformat() == self.day
        except ValueError:
            return False


def empty_rows(days: Sequence[date]) -> list[TypedRow]:
    """The rows before anything is typed, with the days that wait for a reading."""
    shown = [day.isoformat() for day in days]
    return [TypedRow(n, day) for n, day in enumerate([*shown, *[""] * ROWS][:ROWS], 1)]


def waiting_days(last: date, known: Iterable[date]) -> list[date]:
    """The ten newest days up to `last` without a reading, in order."""
    known, day, found = set(known), last, []
    while len(found) < ROWS and (last - day).days < 60:
        if day not in known:
            found.append(day)
        day -= timedelta(days=1)
    return found[::-1]


def days_from(first: date, last: date) -> list[date]:
    """Ten days in a row from `first`, none after `last`: for typing off an old sheet."""
    return [first + timedelta(days=n) for n in range(min(ROWS, max(0, (last - first).days + 1)))]


def typed_rows(form: MultiDict) -> list[TypedRow]:
    return [
        TypedRow(n, form.get(f"day.{n}", "").strip(), form.get(f"value.{n}", "").strip(), bool(form.get(f"trace.{n}")))
        for n in range(1, ROWS + 1)
    ]


def rows_to_read(rows: Sequence[TypedRow]) -> list[Row]:
    """The rows for the reader. Trace ticked and nothing, or 0, typed is a trace; with an amount the amount must go."""
    return [Row(row.where, row.day, "trace" if row.trace and row.value in ("", "0") else row.value) for row in rows]


def tick_or_amount(rows: Sequence[TypedRow]) -> list[Problem]:
    return [
        Problem("reading.trace", row.where, "a trace is ticked and an amount is typed", row.value, "one of the two")
        for row in rows
        if row.trace and row.value not in ("", "0") and row.value.lower() not in TRACES
    ]


def mark_problems(rows: Sequence[TypedRow], problems: Sequence[Problem]) -> list[dict]:
    """Put each problem beside its row; all of them, each with its field, for the summary."""
    at = {row.where: row for row in rows}
    listed = []
    for problem in problems:
        row = at.get(problem.where)
        if row is not None:
            row.wrong.append(told(problem))
        day = row is not None and problem.code.startswith(("reading.day", "reading.twice"))
        name = f"{'day' if day else 'value'}.{row.number}" if row is not None else problem.where
        listed.append({"field": name, "text": told(problem)})
    return listed


def mark_questions(rows: Sequence[TypedRow], clashes: Sequence[Clash], agreed: Iterable[str]) -> None:
    """Put each question beside its row; what was agreed to already stays ticked."""
    at, agreed = {row.where: row for row in rows}, set(agreed)
    for clash in clashes:
        question = {"token": clash.token, "there": clash.there, "mm": clash.reading.mm, "ticked": clash.token in agreed}
        at[clash.where].asked.append(question)


def series_of_form(form: MultiDict) -> tuple[NewSeries, list[Problem]]:
    """The gauge or field that the form describes, and which numbers are none."""
    problems: list[Problem] = []

    def number(name: str) -> float | None:
        text = form.get(name, "").strip().replace(",", ".").replace("−", "-")
        if not text:
            return None
        try:
            found = float(text)
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            problems.append(Problem("series.number", name, "this is no number", text[:40]))
            return 0.0
        return found

    words = ("kind", "place", "dated", "consent_by", "consent_form", "consent_scope", "consent_witness")
    given = {name: form.get(name, "").strip() for name in words}
    return NewSeries(lat=number("lat"), lon=number("lon"), altitude=number("altitude"), **given), problems
