"""Station tables: CSV and the like, several stations in one file, read with every fault named by line."""

import csv
import gzip
import io
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...vocabulary.problems import Problem, Refused

# A text table larger than this, unpacked, is refused: stations of a whole country for a century are smaller.
LARGEST = 400_000_000

STATION_COLUMNS = ("station_name", "station", "site", "name", "location", "station_id", "id", "gauge")
DATE_COLUMNS = ("date", "time", "fecha", "datum", "tarehe")
LATITUDE_COLUMNS = ("lat", "latitude")
LONGITUDE_COLUMNS = ("lon", "long", "longitude")

MISSING_WORDS = frozenset(("", "na", "n/a", "nan", "null", "none", "-", "--", ".", "#n/a", "m", "missing"))
TRACE_WORDS = frozenset(("t", "tr", "trace"))

_MONTHS = {
    word: number
    for words in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "january february march april may june july august september october november december",
        "janv févr mars avr mai juin juil août sept oct nov déc",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, word in enumerate(words.split(), 1)
}

_HEADER = re.compile(r"^(.*?)\s*[\[(]\s*([^\])]*?)\s*[\])]\s*$")
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]([\d:.]+)Z?)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")


@dataclass(frozen=True)
class Table:
    """A text table: `names` and `units` of its columns (unit None where the header has none), rows with their lines."""

    where: str
    names: tuple[str, ...]
    units: tuple[str | None, ...]
    rows: list[list[str]]
    lines: list[int]
    decimal_comma: bool

    def find(self, names: tuple[str, ...]) -> int | None:
        """The column that bears one of these names, best first."""
        lower = [name.lower() for name in self.names]
        return next((lower.index(name) for name in names if name in lower), None)

    def column(self, index: int) -> list[str]:
        return [row[index] for row in self.rows]

    def line(self, row: int) -> str:
        return f"{self.where}:{self.lines[row]}"


def read_table(path: Path) -> Table:
    """The table in a text file: comma, semicolon, tab or spaces between columns; # begins a comment line."""
    text = _text(path)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    if len(lines) < 2:
        raise Refused(
            Problem("table.empty", path.name, "the table has no rows", "", "a line of column names, then data")
        )
    header = lines[0][1]
    mark = max(",;\t", key=header.count)
    if header.count(mark):
        parsed = list(csv.reader((line for _, line in lines), delimiter=mark))
    else:
        mark, parsed = " ", [line.split() for _, line in lines]
    names, units = column_names(parsed[0])
    rows = [[cell.strip() for cell in row] for row in parsed[1:]]
    numbers = [number for number, _ in lines[1:]]
    if len(rows) != len(numbers):
        raise Refused(Problem("table.quotes", path.name, "a quoted cell runs over several lines", "", "one line a row"))
    uneven = [i for i, row in enumerate(rows) if len(row) != len(names)]
    if uneven:
        got = ", ".join(f"line {numbers[i]}: {len(rows[i])}" for i in uneven[:3])
        next_step = "Mend these lines; a last line that is short means a file cut off"
        what = f"{len(uneven)} line(s) have another number of cells than the header"
        raise Refused(Problem("table.uneven", path.name, what, got, str(len(names)), next_step))
    doubled = sorted({name for name in names if names.count(name) > 1 and name})
    if doubled:
        raise Refused(Problem("table.column", path.name, "two columns have one name", ", ".join(doubled)))
    return Table(path.name, names, units, rows, numbers, mark != ",")


def _text(path: Path) -> str:
    try:
        if path.suffix.lower() == ".gz":
            with gzip.open(path) as file:
                raw = file.read(LARGEST + 1)
        else:
            with path.open("rb") as file:
                raw = file.read(LARGEST + 1)
    except (OSError, EOFError) as error:
        raise Refused(Problem("file.damaged", path.name, "this file cannot be read", str(error))) from None
    if len(raw) > LARGEST:
        raise Refused(Problem("table.large", path.name, "the table is too large", "", f"{LARGEST // 10**6} MB as text"))
    if b"\0" in raw[:4096]:
        raise Refused(Problem("file.kind", path.name, "this is no text table", "binary data", "CSV text or NetCDF"))
    try:
        return io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig").read()
    except UnicodeDecodeError:
        next_step = "Save it as `CSV UTF-8`"
        raise Refused(Problem("table.text", path.name, "the text is not UTF-8", "", "UTF-8", next_step)) from None


def column_names(cells: list[str]) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """Names and units of columns from cells such as `rain [mm]`; the unit is None where there is none."""
    names, units = zip(*(_name_and_unit(cell) for cell in cells), strict=True)
    return names, units


def _name_and_unit(cell: str) -> tuple[str, str | None]:
    found = _HEADER.match(cell.strip())
    return (found[1].strip(), found[2]) if found and found[1].strip() else (cell.strip(), None)


def read_days(table: Table) -> np.ndarray:
    """The day of each row as datetime64[D]; every row that has none is named."""
    date = table.find(DATE_COLUMNS)
    if date is not None:
        return _written_days(table, date)
    year, month, day = (table.find((name,)) for name in ("year", "month", "day"))
    of_year = table.find(("doy", "day_of_year", "yday"))
    if year is None or (None in (month, day) and of_year is None):
        allowed = "a column date (1990-01-31), or year, month and day, or year and doy"
        raise Refused(Problem("table.dates", table.where, "no column tells the day", ", ".join(table.names), allowed))
    if None in (month, day):
        return _joined_days(table, (year, of_year))
    return _joined_days(table, (year, month, day))


def _joined_days(table: Table, columns: tuple[int, ...]) -> np.ndarray:
    days = np.empty(len(table.rows), "datetime64[D]")
    faults = []
    for number, row in enumerate(table.rows):
        try:
            parts = [_MONTHS.get(row[c].lower().rstrip(".")) or int(row[c]) for c in columns]
            days[number] = f"{parts[0]:04d}-{parts[1]:02d}-{parts[2]:02d}" if len(parts) == 3 else _nth_day(*parts)
        except ValueError:
            faults.append((number, "-".join(row[c] for c in columns)))
    _refuse_days(table, faults)
    return days


def _nth_day(year: int, number: int) -> np.datetime64:
    day = np.datetime64(f"{year:04d}-01-01") + (number - 1)
    if day.astype("datetime64[Y]") != np.datetime64(f"{year:04d}"):
        raise ValueError(number)
    return day


def _written_days(table: Table, column: int) -> np.ndarray:
    cells = table.column(column)
    if any(_DAY_FIRST.match(cell) for cell in cells[:50]):
        return _short_days(table, cells)
    days = np.empty(len(cells), "datetime64[D]")
    faults = []
    for number, cell in enumerate(cells):
        found = _ISO.match(cell) or _COMPACT.match(cell)
        try:
            days[number] = f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
            if found.lastindex == 4 and set(found[4]) - set("0:."):
                raise Refused(Problem("time.subdaily", table.line(number), "the data have times of day", cell,
                                      "one value a day", "Make daily values first"))  # fmt: skip
        except (TypeError, ValueError):
            faults.append((number, cell))
    _refuse_days(table, faults)
    return days


def _short_days(table: Table, cells: list[str]) -> np.ndarray:
    """Days written 31/12/1990 or 12/31/1990: read only when the whole column allows but one of the two."""
    parts = [_DAY_FIRST.match(cell) for cell in cells]
    _refuse_days(table, [(n, cells[n]) for n, part in enumerate(parts) if part is None])
    first, second = (np.array([int(part[i]) for part in parts]) for i in (1, 2))
    if (first > 12).any() == (second > 12).any():
        next_step = "Write dates as 1990-01-31"
        raise Refused(Problem("table.dates", table.where, "it cannot be told whether the day or the month comes first",
                              cells[0], "year-month-day", next_step))  # fmt: skip
    day, month = (first, second) if (first > 12).any() else (second, first)
    days, faults = np.empty(len(cells), "datetime64[D]"), []
    for number, part in enumerate(parts):
        try:
            days[number] = f"{part[3]}-{month[number]:02d}-{day[number]:02d}"
        except ValueError:
            faults.append((number, cells[number]))
    _refuse_days(table, faults)
    return days


def _refuse_days(table: Table, faults: list[tuple[int, str]]) -> None:
    if faults:
        got = ", ".join(f"line {table.lines[n]}: {text or 'nothing'}" for n, text in faults[:3])
        what = f"{len(faults)} row(s) have no day of the calendar"
        raise Refused(Problem("table.dates", table.where, what, got, "dates such as 1990-01-31"))


@dataclass(frozen=True)
class Numbers:
    """A column as numbers: missing as NaN; rows with a trace of rain (0.0), and rows that are no number."""

    values: np.ndarray
    traces: np.ndarray
    faults: list[int]


def read_numbers(table: Table, column: int) -> Numbers:
    """A column of numbers, float64 (row); words for missing become NaN, a trace of rain 0."""
    cells = table.column(column)
    if table.decimal_comma:
        cells = [cell.replace(",", ".") for cell in cells]
    values = np.full(len(cells), np.nan)
    traces, faults = [], []
    for number, cell in enumerate(cells):
        word = cell.lower()
        if word in MISSING_WORDS:
            continue
        if word in TRACE_WORDS:
            values[number] = 0.0
            traces.append(number)
            continue
        try:
            values[number] = float(cell)
        except ValueError:
            faults.append(number)
    values[np.isinf(values)] = np.nan
    return Numbers(values, np.array(traces, np.intp), faults)
