"""A sheet of readings as CSV text: which column tells the day, which the rain, and in which unit. Light: no arrays."""

import csv
import re

from ...vocabulary.problems import Problem
from ...vocabulary.variables import VARIABLES
from .readings import MILLIMETRES, Row

MOST_ROWS = 20_000
_DAYS = ("date", "day", "jour", "fecha", "tarehe", "sown", "sowing_date", "date de semis")
_RAINS = {name.lower() for name in (*VARIABLES["pr"].aliases, *VARIABLES["pr"].label.values(), "mm", "amount")}
_WHATS = ("crop", "what", "culture", "cultivo", "zao")
_SITES = ("station", "site", "name", "gauge", "location", "poste", "lieu")
_HEADER = re.compile(r"^(.*?)\s*(?:[\[(]\s*([^\])]*?)\s*[\])])?$")
_UNITS = {"mm": "mm", "mm/day": "mm", "mm/jour": "mm", "in": "inch", "inch": "inch", "inches": "inch", "pouces": "inch"}


def read_sheet(text: str, *, kind: str, unit: str) -> tuple[list[Row], str, list[Problem]]:
    """The rows of a sheet, the unit of its amounts (the header's own, else `unit`), and what is wrong with its form.

    Columns are parted by comma, semicolon or tab. Without a header the first column is the day, the second the amount.
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and line.strip(",;\t \ufeff")]
    if not lines:
        return [], unit, [Problem("sheet.empty", "sheet", "the sheet is empty")]
    if len(lines) > MOST_ROWS:
        what = "the sheet is too long"
        return [], unit, [Problem("sheet.long", "sheet", what, f"{len(lines)} rows", f"{MOST_ROWS} rows")]
    mark = max(";\t,", key=lines[0][1].count)
    try:
        # Line by line: a quote that is never closed spoils one row and not the rest of the sheet.
        cells = [
            (n, [c.strip() for c in next(csv.reader([line.lstrip("\ufeff")], delimiter=mark))]) for n, line in lines
        ]
    except csv.Error as error:
        return [], unit, [Problem("sheet.form", "sheet", f"this is no table: {error}")]
    if any(character.isdigit() for character in cells[0][1][0]):
        return _rows(cells, (0, 1)), unit, []
    return _with_header(cells, kind, unit)


def _with_header(cells: list, kind: str, unit: str) -> tuple[list[Row], str, list[Problem]]:
    names, units = zip(*(_name_and_unit(cell) for cell in cells[0][1]), strict=True)
    day = next((i for i, name in enumerate(names) if name in _DAYS), None)
    wanted = _RAINS if kind == "rain_gauge" else _WHATS
    value = next((i for i, name in enumerate(names) if name in wanted), None)
    problems = []
    if day is None:
        got = ", ".join(names)
        problems.append(Problem("sheet.day", "line 1", "no column is called date", got, "date", "Name the columns"))
    if value is None and kind == "rain_gauge":
        got, what = ", ".join(names), "no column is called rain"
        problems.append(Problem("sheet.rain", "line 1", what, got, "rain (mm)", "Name the columns"))
    if problems:
        return [], unit, problems
    site = next((i for i, name in enumerate(names) if name in _SITES), None)
    sites = sorted({row[site] for _, row in cells[1:] if site is not None and len(row) > site})
    if len(sites) > 1:
        what = "the sheet holds several gauges"
        return [], unit, [Problem("sheet.sites", "sheet", what, ", ".join(sites[:4]), "one", "Send one sheet a gauge")]
    if (
        value is not None
        and kind == "rain_gauge"
        and (told := units[value] or (names[value] if names[value] in MILLIMETRES else ""))
    ):
        if told.lower() not in _UNITS:
            return [], unit, [Problem("reading.unit", "line 1", "this unit is not known", told, ", ".join(MILLIMETRES))]
        unit = _UNITS[told.lower()]
    return _rows(cells[1:], (day, value)), unit, []


def _name_and_unit(cell: str) -> tuple[str, str]:
    found = _HEADER.match(cell)
    return found[1].strip().lower(), (found[2] or "").strip()


def _rows(cells: list, columns: tuple[int, int | None]) -> list[Row]:
    day, value = columns
    return [
        Row(
            f"line {n}",
            row[day] if len(row) > day else "",
            row[value] if value is not None and len(row) > value else "",
        )
        for n, row in cells
    ]
