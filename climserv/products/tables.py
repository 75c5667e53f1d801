"""Tables: `table.csv` and `summary.csv`, the same numbers as everywhere, for a spreadsheet."""

import csv
import io
from collections.abc import Iterator

import numpy as np

from ..vocabulary.outcomes import NOT_A_SEASON, Outcome

TABLE = ("place", "lat", "lon", "member", "period", "season", "metric", "value", "unit", "date", "outcome")
SUMMARY = (
    "place", "member_group", "period", "statement", "condition", "years_true", "years_valid", "years_unknown",
    "probability",
)  # fmt: skip


def table_csv(result) -> str:
    """One row a place, member and season of each output; seasons that do not exist have no row."""
    return _csv(TABLE, [row for answer in result.answers for row in table_rows(answer)])


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
                plain(names[place]), coordinate(lat[place]), coordinate(lon[place]), plain(members[member]),
                str(periods[period]), str(labels[period, season]), answer.code,
                amount(value[at]) if happened else "", answer.metric.unit, str(dates[at]) if happened else "",
                Outcome(int(outcome[at])).word,
            )  # fmt: skip


def summary_csv(result) -> str:
    """One row a place, member group, period and condition; with several outputs counted, a last column names which."""
    counted = [answer for answer in result.answers if answer.summary]
    several = len(counted) > 1
    rows = []
    for answer in counted:
        for row in answer.summary:
            share = row["probability"]
            chance = "" if share is None or share != share else f"{share:.4f}"
            texts = (plain(row["place"]), plain(row["member_group"]), *(str(row[key]) for key in SUMMARY[2:-1]))
            rows.append((*texts, chance, answer.code) if several else (*texts, chance))
    return _csv((*SUMMARY, "metric") if several else SUMMARY, rows)


def amount(value: float) -> str:
    """A value with as many digits as float32 carries, and no more."""
    return f"{float(value):.7g}"


def coordinate(degrees: float) -> str:
    """Degrees; empty where the file does not tell the place."""
    return "" if degrees != degrees else f"{float(degrees):.6g}"


def plain(name: object) -> str:
    """A name that a spreadsheet reads as text: a leading sign would make it a formula."""
    text = str(name)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _csv(header, rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
