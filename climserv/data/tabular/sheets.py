"""Excel workbooks of stations as tables: values only, no formula is evaluated, no macro is run."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...vocabulary.problems import Problem, Refused, refuse_if
from ...vocabulary.sentences import note
from ...vocabulary.texts import plain_word
from .headings import STATION_COLUMNS, column_names, doubled, heading_of
from .tables import Table
from .texts import LARGEST

# A workbook is a zip archive of texts. These pack well, but not like a bomb.
MOST_PACKED = 200
SMALL = 64_000_000
MOST_ENTRIES = 2000

_SHEETS = "xl/worksheets/"


def read_workbook(path: Path) -> Table:
    """The table in a workbook. Several sheets with the same columns are several stations, named by their sheets."""
    _refuse_bombs(path)
    import openpyxl

    try:
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = {sheet.title: list(_rows(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"}
            book.close()
            formulas = _without_values(path, file)
    # A damaged workbook fails anywhere in its XML, each time in another way.
    except Exception as error:
        raise Refused(_damaged(path, error)) from None
    refuse_if(formulas)
    filled = {title: rows for title, rows in sheets.items() if rows}
    if not any(len(rows) > 1 for rows in filled.values()):
        allowed = "a line of column names, then data"
        raise Refused(Problem("table.empty", path.name, "the workbook has no rows", "", allowed))
    return _one_table(path.name, filled)


def _damaged(path: Path, error: Exception) -> Problem:
    what, next_step = "this workbook cannot be read", "Save it again from Excel or LibreOffice, or as CSV"
    return Problem("file.damaged", path.name, what, str(error), "", next_step)


def _refuse_bombs(path: Path) -> None:
    """Archives that unpack to far more than they are; unpacking later stops at what the archive claims."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise Refused(_damaged(path, error)) from None
    size = sum(entry.file_size for entry in entries)
    tight = size > SMALL and size > MOST_PACKED * path.stat().st_size
    if size > LARGEST or tight or len(entries) > MOST_ENTRIES:
        got = f"{size / 10**6:.0f} MB in {len(entries)} parts, packed into {path.stat().st_size / 10**6:.1f} MB"
        what, next_step = "the workbook unpacks to too much", "Save its data as CSV"
        raise Refused(Problem("table.large", path.name, what, got, f"{LARGEST // 10**6} MB unpacked", next_step))


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, with their numbers; cells as texts."""
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = [_text(value) for value in row]
        if any(texts):
            yield number, texts


def _text(value: Any) -> str:
    """A cell as it would stand in a text table: dates as 1990-01-31, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()


def _without_values(path: Path, file: Any) -> list[Problem]:
    """Formulas that hold no value: nothing computes them here, and taking them as missing would be a silent guess."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith(_SHEETS) and name.endswith(".xml")]
        if not any(_holds(archive, name, b"<f") for name in names):
            return []
    import openpyxl

    problems = []
    told, known = (
        openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False) for values in (False, True)
    )
    for sheet in told.worksheets:
        bare = [
            cell.coordinate
            for row, values in zip(sheet.iter_rows(), known[sheet.title].iter_rows(values_only=True), strict=False)
            for cell, value in zip(row, values, strict=False)
            if cell.data_type == "f" and value is None
        ]
        if bare:
            what, next_step = (
                f"{len(bare)} formula(s) hold no value",
                "Open it in Excel or LibreOffice and save it again",
            )
            got = ", ".join(bare[:3]) + (", ..." if len(bare) > 3 else "")
            problems.append(Problem("table.formula", f"{path.name}: {sheet.title}", what, got, "values", next_step))
    return problems


def _holds(archive: zipfile.ZipFile, name: str, mark: bytes) -> bool:
    """Whether an entry holds `mark`, read in parts."""
    tail = b""
    with archive.open(name) as entry:
        while part := entry.read(1 << 20):
            if mark in tail + part:
                return True
            tail = part[-len(mark) :]
    return False


def _one_table(where: str, sheets: dict[str, list[tuple[int, list[str]]]]) -> Table:
    sheets, notes = _below_titles(sheets)
    headers = {title: _header(rows[0][1]) for title, rows in sheets.items()}
    first = next(iter(headers.values()))
    if any(header != first for header in headers.values()):
        what, next_step = "its sheets have other columns", "Save the sheet with the data as a file of its own"
        got, allowed = ", ".join(sheets), "one sheet, or sheets with the same columns"
        raise Refused(Problem("table.sheets", where, what, got, allowed, next_step))
    header, rows, lines = list(first), [], []
    named = any(plain_word(column_names([cell])[0][0]) in STATION_COLUMNS for cell in header)
    for title, found in sheets.items():
        for number, cells in found[1:]:
            row = (cells + [""] * len(header))[: len(header)]
            rows.append(row if named or len(sheets) == 1 else [*row, title])
            lines.append(number)
        _refuse_beyond(where, title, found, len(header))
    if not named and len(sheets) > 1:
        header.append("station")
    names, units = column_names(header)
    if twice := doubled(names):
        raise Refused(Problem("table.column", where, "two columns have one name", ", ".join(twice)))
    return Table(where, names, units, rows, lines, False, tuple(notes))


def _below_titles(sheets: dict[str, list[tuple[int, list[str]]]]):
    """The sheets from the row that names their columns on, and a note on the rows above it."""
    found, notes = {}, []
    for title, rows in sheets.items():
        heading = heading_of([cells for _, cells in rows])
        found[title] = rows[heading:]
        if heading:
            notes.append(note("above_header", count=heading))
    return found, list(dict.fromkeys(notes))


def _header(cells: list[str]) -> list[str]:
    """The column names of a row, without empty cells at its end."""
    last = max((i for i, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _refuse_beyond(where: str, title: str, rows: list[tuple[int, list[str]]], width: int) -> None:
    """Numbers beside the table belong to no column."""
    beyond = [number for number, cells in rows[1:] if any(cells[width:])]
    if beyond:
        what = f"{len(beyond)} row(s) have cells without a column name"
        got = ", ".join(f"row {number}" for number in beyond[:3])
        raise Refused(
            Problem("table.uneven", f"{where}: {title}", what, got, "", "Name the column, or empty these cells")
        )
