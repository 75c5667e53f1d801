"""Excel workbooks of stations: what stands in their cells, and nothing that they could run."""

import datetime as dt
import zipfile

import numpy as np
import openpyxl
import pytest

from climserv.data.files.file_kinds import open_file
from climserv.data.opening import open_source
from climserv.vocabulary.problems import Refused

HEADER = ["station", "date", "rain [mm]", "tmax [degC]"]
DAYS = [dt.datetime(1990, 2, day) for day in (27, 28)] + [dt.datetime(1990, 3, 1)]  # noqa: DTZ001 - as Excel has them


def write(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def rain(piece, unit="mm/day"):
    return piece.read("pr", 0, np.arange(len(piece.cells)), slice(None), unit=unit)


def codes(path):
    with pytest.raises(Refused) as refusal:
        open_file(path)
    return [problem.code for problem in refusal.value.problems]


def test_stations_dates_and_missing_cells(tmp_path):
    rows = [
        HEADER,
        *(["A", day, value, 30 + i] for i, (day, value) in enumerate(zip(DAYS, (1.5, None, 3), strict=True))),
    ]
    rows += [["B", "1990-02-28", "T", None], ["B", "1990-03-01", "NA", 31.5], [None, None, None, None]]
    piece = open_file(write(tmp_path / "gauges.xlsx", {"data": rows})).piece
    assert piece.cells.names == ("A", "B")
    assert [piece.dates.iso(i) for i in range(3)] == ["1990-02-27", "1990-02-28", "1990-03-01"]
    np.testing.assert_array_equal(rain(piece), np.float32([[1.5, np.nan, 3], [np.nan, 0, np.nan]]))
    assert piece.read("tasmax", 0, np.array([1]), slice(2, 3), unit="degC")[0, 0] == np.float32(31.5)


def test_day_month_year_in_columns(tmp_path):
    rows = [["day", "month", "year", "rain [mm]"], [27, 2, 1990, 1.0], [28.0, 2.0, 1990.0, 2.0]]
    piece = open_file(write(tmp_path / "niamey.xlsx", {"Sheet1": rows})).piece
    assert (piece.cells.names, piece.dates.iso(1)) == (("niamey",), "1990-02-28")
    np.testing.assert_array_equal(rain(piece), np.float32([[1, 2]]))


def test_titles_above_the_names_of_the_columns(tmp_path):
    rows = [["Rain of Kita"], [None], ["read by hand", "in mm"], ["date", "Pluie [mm]"], [DAYS[0], 1.0], [DAYS[1], 2.0]]
    opened = open_file(write(tmp_path / "kita.xlsx", {"Sheet1": rows}))
    np.testing.assert_array_equal(rain(opened.piece), np.float32([[1, 2]]))
    assert ("", "2 line(s) above the names of the columns are left out") in opened.notes


def test_sheets_with_the_same_columns_are_stations(tmp_path):
    sheets = {name: [["date", "rain [mm]"], [DAYS[0], value]] for name, value in (("Maradi", 4), ("Zinder", 5))}
    piece = open_file(write(tmp_path / "two.xlsx", sheets)).piece
    assert piece.cells.names == ("Maradi", "Zinder")
    np.testing.assert_array_equal(rain(piece), np.float32([[4], [5]]))


def test_sheets_with_other_columns_are_refused(tmp_path):
    sheets = {"data": [["date", "rain [mm]"], [DAYS[0], 1]], "notes": [["who", "what"], ["Ali", "moved the gauge"]]}
    assert codes(write(tmp_path / "a.xlsx", sheets)) == ["table.sheets"]


def test_a_formula_without_a_value_is_refused_and_never_computed(tmp_path):
    rows = [["date", "rain [mm]"], [DAYS[0], "=1+1"], [DAYS[1], 2]]
    with pytest.raises(Refused) as refusal:
        open_file(write(tmp_path / "a.xlsx", {"data": rows}))
    (problem,) = refusal.value.problems
    assert (problem.code, problem.got) == ("table.formula", "B2")


def test_numbers_beside_the_table_are_refused(tmp_path):
    rows = [["date", "rain [mm]"], [DAYS[0], 1], [DAYS[1], 2, 99]]
    assert codes(write(tmp_path / "a.xlsx", {"data": rows})) == ["table.uneven"]


def test_an_empty_workbook_and_one_that_is_none(tmp_path):
    assert codes(write(tmp_path / "empty.xlsx", {"data": []})) == ["table.empty"]
    page = tmp_path / "page.xlsx"
    page.write_text("<html>sign in first</html>")
    assert codes(page) == ["file.page"]
    archive = tmp_path / "archive.xlsx"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("readme.txt", "no workbook")
    assert codes(archive) == ["file.damaged"]


def test_a_bomb_is_not_unpacked(tmp_path):
    bomb = write(tmp_path / "bomb.xlsx", {"data": [["date", "rain [mm]"], [DAYS[0], 1]]})
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as file, file.open("xl/worksheets/sheet9.xml", "w") as entry:
        for _ in range(90):
            entry.write(b" " * 1_000_000)
    assert bomb.stat().st_size < 200_000
    assert codes(bomb) == ["table.large"]


def test_workbooks_and_text_tables_join(tmp_path):
    write(tmp_path / "a.xlsx", {"data": [HEADER, ["A", DAYS[0], 1, 30]]})
    (tmp_path / "b.csv").write_text("station,date,rain [mm]\nA,1990-02-28,2\nB,1990-02-28,3\n")
    source = open_source(tmp_path, catalogue={}, made_folder=tmp_path, variables=("pr",))
    (piece,) = source.pieces
    assert (source.role, piece.cells.names) == ("station", ("A", "B"))
    np.testing.assert_array_equal(rain(piece), np.float32([[1, 2], [np.nan, 3]]))
