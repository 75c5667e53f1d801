"""Readings as people write them: days, amounts, traces, blanks, and every problem of a sheet at once."""

from datetime import UTC, date, datetime

import pytest

from climserv.data.gauges.reading_sheets import read_sheet
from climserv.data.gauges.readings import Row, read_rows, today_anywhere, which_first

TODAY = date(2026, 3, 10)


def read(*pairs, kind="rain_gauge", unit="mm"):
    rows = [Row(f"row {n}", day, value) for n, (day, value) in enumerate(pairs, 1)]
    return read_rows(rows, kind=kind, unit=unit, today=TODAY)


def codes(problems):
    return [(problem.code, problem.where) for problem in problems]


@pytest.mark.parametrize(
    ("text", "unit", "mm", "flag"),
    [
        ("12", "mm", 12.0, ""), ("12,5", "mm", 12.5, ""), (" 0 ", "mm", 0.0, ""), (".4", "mm", 0.4, ""),
        ("0.5", "inch", 12.7, ""), ("0.5 in", "mm", 12.7, ""), ('1"', "mm", 25.4, ""), ("3 mm", "inch", 3.0, ""),
        ("T", "mm", 0.0, "trace"), ("trace", "inch", 0.0, "trace"), ("150", "mm", 150.0, ""),
        ("dalili", "mm", 0.0, "trace"), ("Trazas", "mm", 0.0, "trace"), ("150.1", "mm", 150.1, "unusual"),
        ("6", "inch", 152.4, "unusual"),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_its_unit(text, unit, mm, flag):
    [(_, reading)], problems = read(("2026-03-01", text), unit=unit)
    assert problems == []
    assert (reading.mm, reading.flag, reading.day) == (mm, flag, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-1", "reading.value.negative"), ("-99", "reading.value.negative"), ("a lot", "reading.value"),
        ("1.250,5", "reading.value"), ("nan", "reading.value"), ("1e3", "reading.value"),
        ("2001", "reading.value.large"), ("٣", "reading.value"), ("=1+1", "reading.value"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_named(text, code):
    found, problems = read(("2026-03-01", text))
    assert found == []
    assert codes(problems) == [(code, "row 1")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "reading.day.missing"), ("2026-02-30", "reading.day"), ("yesterday", "reading.day"),
        ("2026-03-11", "reading.day.future"), ("0202-03-01", "reading.day.early"), ("03/04/2025", "reading.day.order"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_named(text, code):
    found, problems = read((text, "5"))
    assert found == []
    assert codes(problems) == [(code, "row 1")]


def test_blank_rows_are_skipped_and_all_problems_come_at_once():
    found, problems = read(
        ("2026-03-01", ""), ("", ""), ("2026-03-02", "0"), ("", "4"), ("2026-03-12", "-3"), ("2026-03-02", "7")
    )
    assert [reading.day.day for _, reading in found] == [2, 2]
    assert codes(problems) == [
        ("reading.day.missing", "row 4"),
        ("reading.day.future", "row 5"),
        ("reading.value.negative", "row 5"),
        ("reading.twice", "row 6"),
    ]


def test_the_order_of_day_and_month_is_told_by_the_whole_sheet():
    found, problems = read(("03/02/2026", "1"), ("25/02/2026", "2"))
    assert problems == []
    assert found[0][1].day == date(2026, 2, 3)
    found, problems = read(("03/02/2025", "1"), ("02/25/2025", "2"))
    assert found[0][1].day == date(2025, 3, 2)
    assert which_first(["13/02/2025", "02/13/2025"]) == ""


def test_a_sowing_date_needs_no_amount_and_says_what():
    found, problems = read(("2026-03-01", " maize  H614 "), ("", ""), ("2026-03-01", "beans"), kind="sowing_date")
    assert problems == []
    assert [(r.value, r.what) for _, r in found] == [(None, "maize H614"), (None, "beans")]
    assert codes(read(("", "maize"), kind="sowing_date")[1]) == [("reading.day.missing", "row 1")]


def test_a_unit_is_never_guessed():
    assert codes(read(("2026-03-01", "5"), unit="")[1]) == [("reading.unit", "unit")]


def test_nobody_is_told_that_their_today_is_tomorrow():
    # In the evening of 9 March in London it is the 10th in Samoa, and nowhere the 11th.
    assert today_anywhere(datetime(2026, 3, 9, 12, tzinfo=UTC)) == TODAY


def sheet(text, kind="rain_gauge", unit="mm"):
    return read_sheet(text, kind=kind, unit=unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("date,rain\n2026-03-01,5\n2026-03-02,\n", "mm"),
        ("\ufeffDate;Pluie (mm)\r\n2026-03-01;5\r\n2026-03-02;\r\n", "mm"),
        ("station\tdate\train [inch]\nMill\t2026-03-01\t5\nMill\t2026-03-02\t\n", "inch"),
        ("2026-03-01,5\n2026-03-02,\n\n,,\n", "mm"),
    ],
)
def test_a_sheet_is_read_however_its_columns_are_parted(text, unit):
    rows, told, problems = sheet(text)
    assert problems == []
    assert told == unit
    assert [(row.day, row.value) for row in rows] == [("2026-03-01", "5"), ("2026-03-02", "")]
    assert rows[0].where in ("line 1", "line 2")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "sheet.empty"), ("\n ,,\n", "sheet.empty"), ("when,rain\n2026-03-01,5\n", "sheet.day"),
        ("date,water\n2026-03-01,5\n", "sheet.rain"), ("date,rain (cups)\n2026-03-01,5\n", "reading.unit"),
        ("date,station,rain\n2026-03-01,A,5\n2026-03-01,B,5\n", "sheet.sites"),
        ("2026-03-01,5\n" * 20_001, "sheet.long"),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_understood_is_refused(text, code):
    assert [problem.code for problem in sheet(text)[2]] == [code]


def test_an_open_quote_spoils_its_own_line_only():
    rows, _unit, _problems = sheet('date,rain\n2026-03-01,"5\n2026-03-02,6\n')
    assert [row.value for row in rows] == ["5", "6"]
