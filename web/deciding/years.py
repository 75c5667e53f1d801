"""The years of an answer on the table: those that people remember as bad, and a line of one's own across them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _

from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.sheets.sheets import sheets_of
from climserv.needs.sentence import day_in_words
from climserv.vocabulary.problems import Problem, Refused
from climserv.vocabulary.seasons import days_between, days_later, parse_month_day

from ..languages import language
from ..products.page import Page
from ..products.showing import page_of

# Below this the slider goes in so many steps; above it in whole numbers.
_COARSE, _STEPS = 10, 50


def remembered(state: CaseState, record: Mapping[str, Any] | None) -> dict[int, list[tuple[str, str]]]:
    """The years remembered as bad: who remembers each, and what happened; from the need, and from the case's sheets."""
    need = (record or {}).get("need") or {}
    asked = str(need.get("bad_years_told_by") or "") or _("the need")
    found = {int(year): [(asked, str(what or ""))] for year, what in (need.get("bad_years") or {}).items()}
    for sheet in sheets_of(state, "bad_years"):
        for row in sheet.rows:
            told = (str(sheet.head.get("by", "")), str(row.get("what", "")))
            found.setdefault(int(row["year"]), []).append(told)
    return dict(sorted(found.items()))


def in_words(years: Mapping[int, list[tuple[str, str]]]) -> dict[int, str]:
    """For each year who remembers it, and what they say of it."""
    return {year: "; ".join(f"{who}: {what}" if what else who for who, what in told) for year, told in years.items()}


@dataclass(frozen=True)
class OwnLine:
    """A line that somebody draws across the years.

    at      where, as the bars are measured; dates are days after the start of the search
    page    the answer counted by this line instead of the agreed one
    typed   as it stands in the box: `11-12`, or a number
    """

    at: float
    page: Page
    typed: str

    @property
    def words(self) -> str:
        return self.page.line_words

    def sides(self) -> list[dict[str, Any]]:
        """For each place the years on either side of the line, and those that did not happen or cannot be known."""
        told = []
        for shown in self.page.histories():
            bars = shown["wide"].bars
            parts = {state: [bar.label for bar in bars if bar.state == state]
                     for state in ("counted", "not_counted", "unknown")}  # fmt: skip
            never = [bar.label for bar in bars if bar.never]
            known = len(parts["counted"]) + len(parts["not_counted"])
            told.append({"place": shown["place"], "known": known, "never": never, **parts})
        return told


def own_line(record: Mapping[str, Any], typed: str) -> OwnLine:
    """The line that was typed; refused, with what would be right, where it cannot be read."""
    statement, typed = dict(record["statement"]), " ".join(typed.split())[:20]
    if record["metric"]["kind"] == "date":
        day = parse_month_day(typed, where=_("your line"))
        first = parse_month_day(statement["start"], where="")
        new = {"statement": "by", "condition": str(day), "at": float(days_between(first, day))}
    else:
        amount = _number(typed, record["metric"]["unit"])
        new = {"statement": "at_least", "condition": f"{amount:g} {record['metric']['unit']}", "at": amount}
    return OwnLine(new["at"], page_of({**record, "statement": statement | new}), typed)


def sides_in_words(record: Mapping[str, Any]) -> tuple[str, str]:
    """What the two sides of a line are called, with `{line}` where the line stands."""
    if record["metric"]["kind"] == "date":
        return _("by {line}"), _("after {line}")
    return _("{line} or more"), _("less than {line}")


def line_of(record: Mapping[str, Any], at: float) -> str:
    """A line, as it was pinned, in words."""
    if record["metric"]["kind"] == "date":
        return day_in_words(days_later(parse_month_day(record["statement"]["start"], where=""), round(at)), language())
    return page_of(record).value_words(at, "happened")


def box_of(record: Mapping[str, Any], line: OwnLine | None) -> dict[str, Any]:
    """What a slider and boxes for the line need: where it stands, how far it goes, and how its days are called."""
    page = page_of(record)
    tops = [(shown["wide"].zero - shown["wide"].top) / shown["wide"].scale for shown in page.histories()]
    at, highest = line.at if line else record["statement"]["at"], max(tops, default=1.0)
    told = {"at": at, "agreed": record["statement"]["at"], "unit": record["metric"]["unit"], "highest": round(highest)}
    if record["metric"]["kind"] != "date":
        fine = highest < _COARSE and told["unit"] != "day"
        return {**told, "dated": False, "step": highest / _STEPS if fine else 1}
    first = parse_month_day(record["statement"]["start"], where="")
    day = days_later(first, round(at))
    months = [((first.month + later - 1) % 12) + 1 for later in range(12)]
    names = [(f"{month:02d}", format_date(date(2001, month, 1), "MMMM")) for month in months]
    return {**told, "dated": True, "step": 1, "months": names, "month": f"{day.month:02d}", "day": day.day,
            "start": str(first)}  # fmt: skip


def typed_line(form: Mapping[str, str]) -> str:
    """The line as a form sends it: a number, or a month and a day."""
    if form.get("line_month"):
        return f"{form['line_month']}-{form.get('line_day', '')}".strip("-")
    return form.get("line", "").strip()


def _number(typed: str, unit: str) -> float:
    try:
        return float(typed.removesuffix(unit).strip().replace(",", "."))
    except ValueError:
        raise Refused(Problem("line.number", _("your line"), _("this is not a number"), typed, "",
                              _("Write it in figures"))) from None  # fmt: skip
