"""The day of each row, however it is written; every row that has none is named by line."""

import re

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.sentences import Note, note
from ...vocabulary.texts import plain_word
from .headings import DATE_COLUMNS, DAY_COLUMNS, DAY_OF_YEAR_COLUMNS, MONTH_COLUMNS, YEAR_COLUMNS
from .numbers import MISSING_WORDS
from .tables import Table

_MONTHS = {
    plain_word(word): number
    for words in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "january february march april may june july august september october november december",
        "janv févr mars avr mai juin juil août sept oct nov déc",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "ene feb mar abr may jun jul ago sep oct nov dic",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba",
    )
    for number, word in enumerate(words.split(), 1)
}

_TIME = r"(?:[T ]\s*([\d:.]+)\s*Z?)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})()")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _TIME)
_NAMED = re.compile(r"(\d{1,2})[-/. ]+([^\W\d_]+)\.?[-/. ]+(\d{4})" + _TIME)
# 1954 to 2064 in the numbers under which Excel keeps days.
_EXCEL = re.compile(r"[2-5]\d{4}(\.0+)?")

# A cell as year, month, day and time of day; None where it is no day.
_Parts = tuple[int, int, int, str] | None


def read_days(table: Table) -> tuple[np.ndarray, Table]:
    """The day of each row as datetime64[D], and the table without rows for days that no calendar has.

    Sheets with a row for every 29 February or 31 April hold nothing there: such rows go, with a note; one that holds
    something is a fault. Readings at one time of day, such as 06:00, are those of the day that is written.
    """
    parts, said = _parts(table)
    days = np.full(len(table.rows), np.datetime64("NaT"), "datetime64[D]")
    faults, empty = [], set()
    for number, part in enumerate(parts):
        day = _day(part)
        if day is not None:
            days[number] = day
        elif part is not None and _fixed_row(part) and _holds_nothing(table, number):
            empty.add(number)
        else:
            faults.append(number)
    _refuse_days(table, faults)
    if not empty:
        return days, table.without(set(), *said)
    said.append(note("no_such_day", count=len(empty)))
    return days[[number for number in range(len(days)) if number not in empty]], table.without(empty, *said)


def _parts(table: Table) -> tuple[list[_Parts], list[Note]]:
    date = table.find(DATE_COLUMNS)
    if date is not None:
        parts = _written(table, date)
        return parts, _time_of_day(table, date, parts)
    year, month, day, of_year = (
        table.find(names) for names in (YEAR_COLUMNS, MONTH_COLUMNS, DAY_COLUMNS, DAY_OF_YEAR_COLUMNS)
    )
    if year is None or (None in (month, day) and of_year is None):
        allowed = "a column date (1990-01-31), or year, month and day, or year and doy"
        raise Refused(Problem("table.dates", table.where, "no column tells the day", ", ".join(table.names), allowed))
    if None in (month, day):
        return [_nth_day(row[year], row[of_year]) for row in table.rows], []
    return [_joined(row[year], row[month], row[day]) for row in table.rows], []


def _joined(year: str, month: str, day: str) -> _Parts:
    number = _MONTHS.get(plain_word(month.rstrip(".")))
    try:
        return int(year), number or int(month), int(day), ""
    except ValueError:
        return None


def _nth_day(year: str, number: str) -> _Parts:
    try:
        first = np.datetime64(f"{int(year):04d}-01-01")
        day = first + (int(number) - 1)
    except ValueError:
        return None
    if day.astype("datetime64[Y]") != first.astype("datetime64[Y]"):
        return None
    return int(year), day.item().month, day.item().day, ""


def _written(table: Table, column: int) -> list[_Parts]:
    """Dates in one column; 31/12/1990 or 12/31/1990 only when the whole column allows but one of the two."""
    cells = table.column(column)
    short = [_DAY_FIRST.fullmatch(cell) for cell in cells]
    day_first = _day_first(table, cells, [found for found in short if found])
    _refuse_turned(table, cells, [found for found in short if found])
    return [_short(found, day_first) if found else _long(cell) for cell, found in zip(cells, short, strict=True)]


def _long(cell: str) -> _Parts:
    if found := _ISO.fullmatch(cell) or _COMPACT.fullmatch(cell):
        return int(found[1]), int(found[2]), int(found[3]), found[4] or ""
    found = _NAMED.fullmatch(cell)
    month = _MONTHS.get(plain_word(found[2])) if found else None
    return (int(found[3]), month, int(found[1]), found[4] or "") if month else None


def _short(found: re.Match, day_first: bool) -> _Parts:
    day, month = (found[1], found[2]) if day_first else (found[2], found[1])
    return int(found[3]), int(month), int(day), found[4] or ""


def _refuse_turned(table: Table, cells: list[str], short: list[re.Match]) -> None:
    """A spreadsheet that expects the month first turns 02/01/2000 round and leaves 13/01/2000 as the text it was."""
    long = [found for cell in cells if (found := _ISO.fullmatch(cell))]
    if not long or not short or any(int(found[3]) > 12 for found in long):
        return
    if all(int(one[1]) > 12 or int(one[2]) > 12 for one in short):
        what = "some days are dates and the others texts, and day and month of the dates were perhaps exchanged"
        got, next_step = (
            f"{long[0][0]} and {short[0][0]}",
            "Bring the days in again as text, or write all as 1990-01-31",
        )
        raise Refused(Problem("table.dates", table.where, what, got, "days written in one way", next_step))


def _day_first(table: Table, cells: list[str], found: list[re.Match]) -> bool:
    if not found:
        return True
    first, second = (any(int(one[i]) > 12 for one in found) for i in (1, 2))
    if first == second:
        what = "it cannot be told whether the day or the month comes first"
        got, next_step = found[0][0], "Write dates as 1990-01-31"
        raise Refused(Problem("table.dates", table.where, what, got, "year-month-day", next_step))
    return first


def _time_of_day(table: Table, column: int, parts: list[_Parts]) -> list[Note]:
    """One and the same time on every row is when somebody reads the gauge; several are data of parts of a day."""
    times = {part[3] for part in parts if part is not None}
    told = {time for time in times if set(time) - set("0:.")}
    if not told:
        return []
    if len(times) > 1:
        first = next(n for n, part in enumerate(parts) if part is not None and part[3] in told)
        what, next_step = "the data have times of day", "Make daily values first"
        got = table.rows[first][column]
        raise Refused(Problem("time.subdaily", table.line(first), what, got, "one value a day", next_step))
    return [note("read_at", time=told.pop())]


def _day(part: _Parts) -> np.datetime64 | None:
    try:
        return np.datetime64(f"{part[0]:04d}-{part[1]:02d}-{part[2]:02d}")
    except (TypeError, ValueError):
        return None


def _fixed_row(part: tuple[int, int, int, str]) -> bool:
    """A day that a sheet of 31 or 366 rows has and this month has not."""
    return 1 <= part[1] <= 12 and 29 <= part[2] <= 31


def _holds_nothing(table: Table, row: int) -> bool:
    """No number in any column that is a variable's."""
    from ..meaning.names import canonical_name

    held = [cell for name, cell in zip(table.names, table.rows[row], strict=True) if canonical_name(name)]
    return all(cell.lower() in MISSING_WORDS for cell in held)


def _refuse_days(table: Table, faults: list[int]) -> None:
    if not faults:
        return
    date = table.find(DATE_COLUMNS)
    columns = [date] if date is not None else [
        column for names in (YEAR_COLUMNS, MONTH_COLUMNS, DAY_COLUMNS, DAY_OF_YEAR_COLUMNS)
        if (column := table.find(names)) is not None
    ]  # fmt: skip
    texts = {number: "-".join(table.rows[number][column] for column in columns) for number in faults}
    got = ", ".join(f"line {table.lines[n]}: {texts[n] or 'nothing'}" for n in faults[:3])
    numbers = any(_EXCEL.fullmatch(text) for text in texts.values())
    next_step = "Numbers such as 36526 are how Excel keeps days: format the whole column as dates" if numbers else ""
    what = f"{len(faults)} row(s) have no day of the calendar"
    raise Refused(Problem("table.dates", table.where, what, got, "dates such as 1990-01-31", next_step))
