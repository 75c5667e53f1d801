"""The tables: their columns, their rows, and that they count alike."""

import csv
import io
from dataclasses import replace

from climserv.products.tables import summary_csv, table_csv

COLUMNS = ["place", "lat", "lon", "member", "period", "season", "metric", "value", "unit", "date", "outcome"]


def _rows(text: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text)))


def test_one_row_a_place_member_and_season(embu, niger):
    rows = _rows(table_csv(embu))
    assert list(rows[0]) == COLUMNS
    assert len(rows) == 31 + 3 * 60
    assert len(_rows(table_csv(niger))) == 41 * 2


def test_the_three_outcomes_keep_value_and_date_apart(niger):
    by_season = {(row["place"], row["season"]): row for row in _rows(table_csv(niger))}
    never, unknown, came = (by_season["Niamey Aero", year] for year in ("1945", "1960", "1941"))
    assert (never["outcome"], never["value"], never["date"]) == ("did_not_happen", "", "")
    assert (unknown["outcome"], unknown["value"], unknown["date"]) == ("unknown", "", "")
    assert came["outcome"] == "happened"
    assert came["date"].startswith("1941-")
    assert float(came["value"]) == float(niger.places["value"].values[0, 0, 1, 0])


def test_summary_can_be_counted_again_from_the_table(embu):
    rows = [row for row in _rows(table_csv(embu)) if row["member"] == "observed"]
    by = sum(row["date"][5:] <= "11-05" for row in rows if row["outcome"] == "happened")
    valid = sum(row["outcome"] != "unknown" for row in rows)
    told = [r for r in _rows(summary_csv(embu)) if r["member_group"] == "observed" and r["condition"] == "11-05"]
    assert [(r["years_true"], r["years_valid"], r["years_unknown"]) for r in told] == [(str(by), str(valid), "1")]
    assert told[0]["probability"] == f"{by / valid:.4f}" == "0.7000"


def test_plain_counts_have_no_date(suffolk):
    rows = _rows(table_csv(suffolk))
    assert {row["date"] for row in rows} == {""}
    assert all(row["value"].isdigit() for row in rows if row["outcome"] == "happened")


def test_a_place_of_unknown_position_has_empty_coordinates(niger):
    assert {(row["lat"], row["lon"]) for row in _rows(table_csv(niger))} == {("", "")}


def test_a_name_that_a_spreadsheet_would_compute_is_made_text(niger):
    places = niger.places.assign_coords(place=["=HYPERLINK(1)", "Agadez"])
    rows = _rows(table_csv(replace(niger, places=places)))
    assert rows[0]["place"] in ("'=HYPERLINK(1)", "Agadez")
    assert not any(row["place"].startswith("=") for row in rows)
