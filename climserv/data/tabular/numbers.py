"""Cells as numbers: words for missing, traces of rain, decimal commas; and what is none is named."""

import re
from dataclasses import dataclass

import numpy as np

from ...vocabulary.problems import Problem
from .tables import Table

MISSING_WORDS = frozenset(("", "na", "n/a", "nan", "null", "none", "-", "--", ".", "#n/a", "m", "missing"))
TRACE_WORDS = frozenset(("t", "tr", "trace"))

# Digits as people write them: no `1_000`, which is Python, and no `inf`, which no gauge shows.
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_FACED = re.compile(r"(.*?)\s*°?\s*([nsew])", re.IGNORECASE)


@dataclass(frozen=True)
class Numbers:
    """A column as numbers: missing as NaN; rows with a trace of rain (0.0), and rows that are no number."""

    values: np.ndarray
    traces: np.ndarray
    faults: list[int]


def read_numbers(table: Table, column: int) -> Numbers:
    """A column of numbers, float64 (row); words for missing become NaN, a trace of rain 0."""
    cells = table.column(column)
    values = np.full(len(cells), np.nan)
    traces, faults = [], []
    # With both in one column, `1,234` may be a thousand or little more than one.
    comma = table.decimal_comma and not any("." in cell and cell.lower() not in MISSING_WORDS for cell in cells)
    for number, cell in enumerate(cells):
        word = cell.lower()
        if word in MISSING_WORDS:
            continue
        if word in TRACE_WORDS:
            values[number] = 0.0
            traces.append(number)
            continue
        text = cell.replace(",", ".") if comma else cell
        if _NUMBER.fullmatch(text):
            values[number] = float(text)
        else:
            faults.append(number)
    return Numbers(values, np.array(traces, np.intp), faults)


def no_numbers(table: Table, column: int, faults: list[int]) -> list[Problem]:
    """What is said of cells that hold no number."""
    if not faults:
        return []
    got = ", ".join(f"line {table.lines[i]}: {table.rows[i][column]}" for i in faults[:3])
    what = f"{len(faults)} cell(s) of {table.names[column]} hold no number"
    return [Problem("table.number", table.where, what, got, "a number, or an empty cell for missing")]


def read_degrees(table: Table, column: int) -> Numbers:
    """A column of latitudes or longitudes; `0.85W` is -0.85, with N, S, E or W before or behind the number."""
    read = read_numbers(table, column)
    faults = []
    for number in read.faults:
        degrees = _faced(table.rows[number][column], table.decimal_comma)
        if degrees is None:
            faults.append(number)
        else:
            read.values[number] = degrees
    return Numbers(read.values, read.traces, faults)


def _faced(cell: str, decimal_comma: bool) -> float | None:
    """A number of degrees with the side of the world it is on."""
    text = cell.strip()
    text = text[1:] + text[0] if text[:1].lower() in ("n", "s", "e", "w") else text
    found = _FACED.fullmatch(text)
    digits = found[1].strip().replace(",", ".") if found and decimal_comma else found and found[1].strip()
    if not digits or not _NUMBER.fullmatch(digits) or digits[0] in "+-":
        return None
    return -float(digits) if found[2].lower() in "sw" else float(digits)
