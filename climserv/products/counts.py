"""Finding counts: the statement that the answer speaks of, and its rows in the summary. Light: no arrays are imported.

Every number that people read, in graph, map, bulletin and message, is looked up here; nothing is counted twice.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..vocabulary.seasons import MonthDay, days_between, days_later, parse_month_day
from ..vocabulary.units import parse_quantity

OBSERVED = "observed"
# The method whose years are the observed ones.
MOVED = "delta_change"
ROLES = ("record", "baseline", "future")


@dataclass(frozen=True)
class Statement:
    """What is counted: `by` 11-05, `at_least` 3 day.

    code       by, later_than, at_least, more_than, fewer_than
    condition  as `summary.csv` writes it
    at         the same as a number in the metric's unit; for dates, days after the start of the search
    start      for dates: the day of the year that `at` counts from, as month-day; else empty
    """

    code: str
    condition: str
    at: float
    start: str = ""

    @property
    def is_date(self) -> bool:
        return bool(self.start)

    def as_dict(self) -> dict[str, object]:
        return {"statement": self.code, "condition": self.condition, "at": self.at, "start": self.start}


def find_statement(filled, metric, summary: Iterable[Mapping]) -> Statement:
    """The one statement that the answer in words uses: the ensemble step's `answer_at`, else the first of its `at`."""
    main = filled.outputs[0]
    step = filled.counted(main)
    at = [step["at"]] if isinstance(step["at"], str) else [str(one) for one in step["at"]]
    wanted = str(step.get("answer_at") or at[0])
    code, start = str(step["statement"]), ""
    if metric.kind == "date":
        start = filled.season(main)["from"]
        wanted = _month_day(wanted, parse_month_day(start, where="season"))
    known = {str(row["condition"]) for row in summary if row["statement"] == code}
    if known and wanted not in known:
        raise LookupError(f"the summary has no row for {code} {wanted}; it has {', '.join(sorted(known))}")
    return Statement(code, wanted, _number(wanted, start, metric.unit), start)


def _number(condition: str, start: str, unit: str) -> float:
    if start:
        return float(days_between(*(parse_month_day(text, where="condition") for text in (start, condition))))
    return float(parse_quantity(condition, where="condition", like=unit).to(unit))


def _month_day(text: str, start: MonthDay) -> str:
    """`35 day` after 1 October as `11-05`; a month-day stays itself."""
    if re.fullmatch(r"\s*\d{1,2}-\d{1,2}\s*", text):
        return str(parse_month_day(text, where="condition"))
    return str(days_later(start, round(parse_quantity(text, where="condition", like="day").to("day"))))


@dataclass(frozen=True)
class Member:
    """One member as people name it."""

    id: str
    model: str
    scenario: str
    group: str
    kind: str


def years_of_models(record: Mapping) -> str:
    """The sentence that says what the years of models are, as it is called."""
    return "moved_years" if record["adjustment"].get("method") == MOVED else "model_years"


class Counts:
    """The summary of one result, with the questions that products ask of it."""

    def __init__(self, result):
        self.statement = find_statement(result.filled, result.metric, result.summary)
        self.rows = result.summary
        places = result.places
        self.places = [str(name) for name in places["place"].values]
        self.roles = dict(zip(_texts(places["period"]), _texts(places["period_role"]), strict=True))
        # What the years of models are, as a phrase is called: their own, or the observed ones that they moved.
        self.of_models = "moved_count" if result.adjustment.get("method") == MOVED else "model_count"
        columns = (_texts(places[name]) for name in ("member", "model", "scenario", "group", "kind"))
        self.members = [Member(*row) for row in zip(*columns, strict=True)]

    @property
    def scenarios(self) -> list[str]:
        """Groups of projected members, in the order of the members."""
        return list(dict.fromkeys(m.group for m in self.members if m.kind != OBSERVED))

    @property
    def observed(self) -> list[Member]:
        return [m for m in self.members if m.kind == OBSERVED]

    def of_group(self, group: str) -> list[Member]:
        return [m for m in self.members if m.group == group]

    def row(self, place: str, group: str, period: str, condition: str | None = None) -> Mapping | None:
        """The row of the answer's statement; None where that group has no such years."""
        wanted = (place, group, period, self.statement.code, condition or self.statement.condition)
        keys = ("place", "member_group", "period", "statement", "condition")
        return next((row for row in self.rows if tuple(str(row[key]) for key in keys) == wanted), None)

    def period(self, group: str, role: str) -> str | None:
        """The label of a group's period with this role, if its years are in the summary."""
        labels = [label for label, its_role in self.roles.items() if its_role == role]
        there = {row["period"] for row in self.rows if row["member_group"] == group}
        return next((label for label in labels if label in there), None)

    @property
    def record_period(self) -> str | None:
        """The years of the observations: the whole record where it has a period of its own, else the baseline."""
        return self.period(OBSERVED, "record") or self.period(OBSERVED, "baseline") or self.period(OBSERVED, "future")

    @property
    def conditions(self) -> list[str]:
        return list(dict.fromkeys(str(r["condition"]) for r in self.rows if r["statement"] == self.statement.code))


def _texts(variable) -> list[str]:
    return [str(text) for text in variable.values]
