"""Tables: `table.csv` and `summary.csv`, the same numbers as everywhere, for a spreadsheet."""

from collections.abc import Iterator

import numpy as np

from ..vocabulary.outcomes import NOT_A_SEASON, Outcome
from ..vocabulary.spreadsheets import as_csv, as_text

TABLE = ("place", "lat", "lon", "member", "period", "season", "metric", "value", "unit", "date", "outcome")
SUMMARY = (
    "place", "member_group", "period", "statement", "condition", "years_true", "years_valid", "years_unknown",
    "probability",
)  # fmt: skip


SPREAD = ("value", "unit", "members", "words")


def table_csv(result) -> str:
    """One row a place, member and season of each output; seasons that do not exist have no row."""
    return as_csv(TABLE, [row for answer in result.answers for row in table_rows(answer)])


def table_rows(answer) -> Iterator[tuple]:
    """The rows of one output, as `TABLE` names their columns."""
    places = answer.places.transpose("member", "period", "season", "place")
    value, outcome = places["value"].values, places["outcome"].values
    dates, labels = places["date"].values, places["season_label"].transpose("period", "season").values
    names, lat, lon = (places[key].values for key in ("place", "lat", "lon"))
    members, periods = places["member"].values, places["period"].values
    for place in range(len(names)):
        for member, period, season in zip(*np.nonzero(outcome[..., place] != NOT_A_SEASON), strict=True):
            at = (member, period, season, place)
            happened = outcome[at] == Outcome.HAPPENED
            yield (
                as_text(names[place]), coordinate(lat[place]), coordinate(lon[place]), as_text(members[member]),
                str(periods[period]), str(labels[period, season]), answer.code,
                amount(value[at]) if happened else "", answer.metric.unit, str(dates[at]) if happened else "",
                Outcome(int(outcome[at])).word,
            )  # fmt: skip


def summary_csv(result) -> str:
    """One row a place, member group, period and condition; with several outputs told, a last column names which.

    What is said over members (percentiles, changes) follows the counts, in columns of its own.
    """
    told = [answer for answer in result.answers if answer.summary or answer.spreads]
    several, wide = len(told) > 1, any(answer.spreads for answer in told)
    header = (*SUMMARY, *(SPREAD if wide else ()), *(("metric",) if several else ()))
    rows = []
    for answer in told:
        last = (answer.code,) if several else ()
        rows += [(*_counted(row), *([""] * len(SPREAD) if wide else ()), *last) for row in answer.summary]
        rows += [(*_spread(row), *last) for row in answer.spreads]
    return as_csv(header, rows)


def _counted(row) -> tuple[str, ...]:
    share = row["probability"]
    chance = "" if share is None or share != share else f"{share:.4f}"
    return (as_text(row["place"]), as_text(row["member_group"]), *(str(row[key]) for key in SUMMARY[2:-1]), chance)


def _spread(row) -> tuple[str, ...]:
    texts = (as_text(row["place"]), as_text(row["member_group"]), *(str(row[key]) for key in SUMMARY[2:5]))
    value = "" if row["value"] is None else amount(row["value"])
    return (*texts, *[""] * len(SUMMARY[5:]), value, row["unit"], str(row["members"]), row["words"])


def amount(value: float) -> str:
    """A value with as many digits as float32 carries, and no more."""
    return f"{float(value):.7g}"


def coordinate(degrees: float) -> str:
    """Degrees; empty where the file does not tell the place."""
    return "" if degrees != degrees else f"{float(degrees):.6g}"
