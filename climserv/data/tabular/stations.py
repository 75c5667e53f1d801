"""Stations from a table: one shared daily axis, each station where its own record begins, missing days as NaN."""

from pathlib import Path

import numpy as np

from ...vocabulary.problems import Problem, Refused, refuse_if
from ...vocabulary.sentences import note
from ...vocabulary.texts import plain_word
from ...vocabulary.units import conversion, measures_the_same
from ...vocabulary.variables import VARIABLES
from ..files.paths import SHEETS
from ..meaning.file_units import MISSING_CODES, FileUnit, assumed_unit, file_unit
from ..meaning.names import canonical_name
from ..pieces import Member, OpenedFile, TablePiece, impossible
from ..places.cells import Cells, site_cells
from ..times.dates import Dates, Stamps, days_said, faults_of, fill_axis
from .days import read_days
from .headings import LATITUDE_COLUMNS, LONGITUDE_COLUMNS, STATION_COLUMNS
from .numbers import no_numbers, read_degrees, read_numbers
from .sheets import read_workbook
from .tables import Table, read_table

_EPOCH = np.datetime64("1970-01-01")


def open_stations(path: Path) -> OpenedFile:
    """The piece in a table, notes on how it was read, and why some of its variables are not offered."""
    days, table = read_days(read_workbook(path) if path.suffix.lower() in SHEETS else read_table(path))
    notes: list[tuple[str, str]] = [("", said) for said in table.notes]
    names, station = _stations(table)
    dates, row_time = _axis(table, days, names, station, notes)
    units, held, refused = {}, {}, []
    for variable, column in _columns(table, refused).items():
        try:
            values, unit = _values(table, column, variable, (names, station), notes)
        except Refused as refusal:
            refused += [(variable, problem) for problem in refusal.problems]
            continue
        placed = np.full((len(names), len(dates)), np.nan)
        placed[station, row_time] = values
        units[variable], held[variable] = unit, placed
    cells = _cells(table, names, station, _records(held, dates, len(names)), notes)
    notes += [(variable, unit.note) for variable, unit in units.items() if unit.note]
    piece = TablePiece(path.name, Member(_stem(path)), cells, dates, units, held)
    for variable in list(units):
        try:
            piece.read(variable, 0, np.arange(len(names)), slice(None))
        except Refused as refusal:
            refused += [(variable, problem) for problem in refusal.problems]
            del piece.units[variable]
    others = [name for name in table.names if canonical_name(name) is None]
    return OpenedFile(piece, notes, refused, others)


def _stem(path: Path) -> str:
    return path.name.split(".", 1)[0]


def _stations(table: Table) -> tuple[list[str], np.ndarray]:
    """Names of the stations in the order of the file, and the station of each row."""
    column = table.find(STATION_COLUMNS)
    if column is None:
        return [_stem(Path(table.where))], np.zeros(len(table.rows), np.intp)
    cells = table.column(column)
    if "" in cells:
        at = table.line(cells.index(""))
        raise Refused(Problem("table.station", at, "this row names no station", "", "the station's name in every row"))
    alike: dict[str, dict[str, None]] = {}
    for cell in dict.fromkeys(cells):
        alike.setdefault(plain_word(cell), {})[cell] = None
    if twins := [", ".join(names) for names in alike.values() if len(names) > 1]:
        what, next_step = "names of stations differ in nothing but capitals, accents or spaces", "Write each in one way"
        raise Refused(Problem("table.station", table.where, what, "; ".join(twins[:3]), "", next_step))
    order = {name: number for number, name in enumerate(dict.fromkeys(cells))}
    return list(order), np.array([order[cell] for cell in cells], np.intp)


def _axis(
    table: Table, written: np.ndarray, names: list[str], station: np.ndarray, notes: list[tuple[str, str]]
) -> tuple[Dates, np.ndarray]:
    """The shared axis of all stations, and for each row its place on it."""
    days = (written - _EPOCH).astype(np.int64)
    key = station * 10**9 + days
    order = np.argsort(key, kind="stable")
    twice = order[1:][np.diff(key[order]) == 0]
    if twice.size:
        got = ", ".join(
            f"{names[station[i]]} {_EPOCH + int(days[i])} (line {table.lines[i]})" for i in twice[:3].tolist()
        )
        what = f"{twice.size} row(s) repeat a day of a station"
        raise Refused(Problem("time.duplicate", table.where, what, got, "each day once", "Keep one row of each"))
    if (order[1:] < order[:-1]).any() and any((np.diff(days[station == s]) < 0).any() for s in range(len(names))):
        notes.append(("", note("rows")))
    distinct = np.unique(days)
    stamps = Stamps("standard", "1970-01-01", distinct, np.zeros_like(distinct))
    refuse_if(faults_of(stamps, where=table.where))
    dates, positions = fill_axis(stamps)
    place = np.flatnonzero(positions >= 0)[np.searchsorted(distinct, days)]
    for number, name in enumerate(names):
        own = np.zeros(len(dates), bool)
        own[place[station == number]] = True
        first, last = np.flatnonzero(own)[[0, -1]]
        if (left_out := first + np.flatnonzero(~own[first:last])).size:
            seen = days_said(dates, left_out)
            notes.append(("", note("no_row", name=name, count=left_out.size, seen=seen)))
    return dates, place


def _columns(table: Table, refused: list[tuple[str, Problem]]) -> dict[str, int]:
    """The column of each canonical variable; what is claimed twice goes to `refused`."""
    claims: dict[str, list[int]] = {}
    for index, name in enumerate(table.names):
        if variable := canonical_name(name):
            claims.setdefault(variable, []).append(index)
    for variable, columns in claims.items():
        if len(columns) > 1:
            got = ", ".join(table.names[c] for c in columns)
            what = f"several columns could be {variable} ({VARIABLES[variable].label['en']})"
            refused.append((variable, Problem("variable.twice", table.where, what, got, "one", "Rename the others")))
    return {variable: columns[0] for variable, columns in claims.items() if len(columns) == 1}


def _values(
    table: Table, column: int, variable: str, stations, notes: list[tuple[str, str]]
) -> tuple[np.ndarray, FileUnit]:
    """The numbers of a column (row), missing as NaN, and their unit."""
    names, station = stations
    name = table.names[column]
    found = read_numbers(table, column)
    problems = no_numbers(table, column, found.faults)
    if found.traces.size and variable != "pr":
        at, got = table.line(int(found.traces[0])), table.rows[found.traces[0]][column]
        problems.append(Problem("table.number", at, f"only rain can be a trace, {name} cannot", got))
    refuse_if(problems)
    if found.traces.size:
        notes.append((variable, note("traces", name=name, count=found.traces.size)))
    values = _without_codes(found.values, variable, table.units[column], name, names, station, notes)
    where = table.where
    if table.units[column] is None:
        return values, assumed_unit(variable, values, where=where, name=name)
    return values, file_unit(variable, table.units[column], where=where, name=name)


def _without_codes(values, variable, unit, name, names, station, notes) -> np.ndarray:
    """Well-known codes for missing become NaN where they cannot be values; which and where is noted."""
    known = VARIABLES[variable]
    for code in MISSING_CODES:
        there = values == code
        if not there.any() or (known.kind == "+" and unit and not _is_impossible(code, variable, unit)):
            continue
        values = np.where(there, np.nan, values)
        places = ", ".join(
            f"{names[s]} ({int((station[there] == s).sum())})" for s in np.unique(station[there]).tolist()
        )
        notes.append((variable, note("code", name=name, code=f"{code:g}", places=places)))
    return values


def _is_impossible(code: float, variable: str, unit: str) -> bool:
    known = VARIABLES[variable]
    if not measures_the_same(unit, known.unit):
        return True
    factor, offset = conversion(unit, known.unit)
    low, _ = impossible(variable)
    return code * factor + offset < max(low, known.low)


def _records(held: dict[str, np.ndarray], dates: Dates, count: int) -> list[tuple[int, int]]:
    """First and last year with any value, for each station."""
    records = []
    for site in range(count):
        there = [np.flatnonzero(np.isfinite(values[site])) for values in held.values()]
        there = [places for places in there if places.size]
        first = min((int(p[0]) for p in there), default=0)
        last = max((int(p[-1]) for p in there), default=len(dates) - 1)
        records.append((int(dates.year[first]), int(dates.year[last])))
    return records


def _cells(table: Table, names: list[str], station: np.ndarray, records, notes: list[tuple[str, str]]) -> Cells:
    lat, lon = (_coordinate(table, station, len(names), c) for c in (LATITUDE_COLUMNS, LONGITUDE_COLUMNS))
    if np.isnan(lat).any() or np.isnan(lon).any():
        notes.append(("", note("no_places")))
    if (np.abs(lat) > 90).any() or (np.abs(lon) > 360).any():
        raise Refused(Problem("table.place", table.where, "a station's latitude or longitude is none", "", "degrees"))
    return site_cells(names, lat, lon, records)


def _coordinate(table: Table, station: np.ndarray, count: int, columns: tuple[str, ...]) -> np.ndarray:
    column = table.find(columns)
    if column is None:
        return np.full(count, np.nan)
    read, found = read_degrees(table, column), np.full(count, np.nan)
    refuse_if(no_numbers(table, column, read.faults))
    values = read.values
    for site in range(count):
        own = np.unique(values[(station == site) & np.isfinite(values)])
        if len(own) > 1:
            what = f"a station has several values of {table.names[column]}"
            raise Refused(Problem("table.place", table.where, what, ", ".join(f"{v:g}" for v in own[:3]), "one place"))
        found[site] = own[0] if len(own) else np.nan
    return found
