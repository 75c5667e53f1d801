"""Station tables: CSV and the like, several stations in one file, read with every fault named by line."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.sentences import Note, note
from ...vocabulary.texts import plain_word
from .headings import column_names, doubled, heading_of, tells_days
from .texts import read_text

_MARKS = ",;\t"


@dataclass(frozen=True)
class Table:
    """A table: `names` and `units` of its columns (unit None where the header has none), rows with their lines."""

    where: str
    names: tuple[str, ...]
    units: tuple[str | None, ...]
    rows: list[list[str]]
    lines: list[int]
    decimal_comma: bool
    notes: tuple[Note, ...] = ()

    def find(self, names: tuple[str, ...]) -> int | None:
        """The column that bears one of these names, best first."""
        words = [plain_word(name) for name in self.names]
        return next((words.index(name) for name in names if name in words), None)

    def column(self, index: int) -> list[str]:
        return [row[index] for row in self.rows]

    def line(self, row: int) -> str:
        return f"{self.where}:{self.lines[row]}"

    def without(self, rows: set[int], *said: Note) -> "Table":
        """The table without some of its rows, and notes on why."""
        kept = [number for number in range(len(self.rows)) if number not in rows]
        return replace(
            self,
            rows=[self.rows[number] for number in kept],
            lines=[self.lines[number] for number in kept],
            notes=(*self.notes, *said),
        )


def read_table(path: Path) -> Table:
    """The table in a text file: comma, semicolon, tab or spaces between columns; # begins a comment line."""
    text, notes = read_text(path)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    mark, heading = _heading([line for _, line in lines])
    if heading:
        notes.append(note("above_header", count=heading))
    lines = lines[heading:]
    if len(lines) < 2:
        allowed = "a line of column names, then data"
        raise Refused(Problem("table.empty", path.name, "the table has no rows", "", allowed))
    texts = (line for _, line in lines)
    parsed = [line.split() for line in texts] if mark == " " else list(csv.reader(texts, delimiter=mark))
    if len(parsed) != len(lines):
        raise Refused(Problem("table.quotes", path.name, "a quoted cell runs over several lines", "", "one line a row"))
    names, units = column_names(parsed[0])
    numbered = [
        (number, [cell.strip() for cell in cells])
        for (number, _), cells in zip(lines[1:], parsed[1:], strict=True)
        if any(cell.strip() for cell in cells)
    ]
    numbers, rows = [number for number, _ in numbered], [_fitted(cells, len(names)) for _, cells in numbered]
    uneven = [i for i, row in enumerate(rows) if len(row) != len(names)]
    if uneven:
        got = ", ".join(f"line {numbers[i]}: {len(rows[i])}" for i in uneven[:3])
        next_step = "Mend these lines; a last line that is short means a file cut off"
        what = f"{len(uneven)} line(s) have another number of cells than the header"
        raise Refused(Problem("table.uneven", path.name, what, got, str(len(names)), next_step))
    if twice := doubled(names):
        raise Refused(Problem("table.column", path.name, "two columns have one name", ", ".join(twice)))
    return Table(path.name, names, units, rows, numbers, mark != ",", tuple(notes))


def _heading(lines: list[str]) -> tuple[str, int]:
    """The mark between columns, and which line holds their names: the one whose names tell of days, if any."""
    for mark in (*_MARKS, " "):
        rows = [line.split() if mark == " " else next(csv.reader([line], delimiter=mark)) for line in lines[:30]]
        number = heading_of(rows)
        if rows and len(rows[number]) > 1 and tells_days(rows[number]):
            return mark, number
    first = lines[0] if lines else ""
    mark = max(_MARKS, key=first.count)
    return (mark if first.count(mark) else " "), 0


def _fitted(cells: list[str], width: int) -> list[str]:
    """A row without the empty cells that a sheet leaves behind its last column."""
    return cells[:width] if not any(cells[width:]) else cells
