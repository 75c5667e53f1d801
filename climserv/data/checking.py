"""The health check of a file: what is wrong or strange in it, with place and days, and how to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ..vocabulary.problems import Problem, Refused
from ..vocabulary.units import conversion
from ..vocabulary.variables import VARIABLES
from .opening import open_file, plain_path
from .pieces import Piece, impossible

# Values looked at in one go: some 30 MB.
_VALUES_AT_ONCE = 4_000_000

_SHOWN = 3


@dataclass(frozen=True)
class Finding:
    """One finding: "error" keeps a variable from being used, "warning" is to be looked at, "note" is good to know."""

    severity: str
    problem: Problem

    def as_dict(self) -> dict[str, str]:
        return {"severity": self.severity, **self.problem.as_dict()}


@dataclass
class Tally:
    """How often something was found, and where first."""

    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, faulty: np.ndarray, say) -> None:
        """Count True in `faulty` (cell, time); `say(cell, time)` words one of them."""
        self.count += int(faulty.sum())
        if len(self.examples) < _SHOWN and faulty.any():
            for cell, time in np.argwhere(faulty)[: _SHOWN - len(self.examples)].tolist():
                self.examples.append(say(cell, time))

    @property
    def got(self) -> str:
        return "; ".join(self.examples) + ("; ..." if self.count > len(self.examples) else "")


def check_file(path: str | Path) -> list[Finding]:
    """All findings of one file, errors first; without an error everything in it can be used as it is."""
    try:
        opened = open_file(plain_path(path))
    except Refused as refusal:
        return [Finding("error", problem) for problem in refusal.problems]
    piece = opened.piece
    findings = [Finding("error", problem) for _, problem in opened.refused]
    if not piece.units and not findings:
        known, others = ", ".join(VARIABLES), ", ".join(opened.others)
        what, next_step = "no variable of this file is known", "Rename its variables to canonical names"
        findings.append(Finding("error", Problem("variable.none", piece.where, what, others, known, next_step)))
    findings += _axis_findings(piece)
    findings += [finding for variable in piece.units for finding in _value_findings(piece, variable)]
    findings += _order_findings(piece)
    findings += [Finding("note", Problem("file.note", piece.where, text)) for text in _notes(opened)]
    findings.append(Finding("note", _summary(piece)))
    return sorted(findings, key=lambda finding: ("error", "warning", "note").index(finding.severity))


def _notes(opened) -> list[str]:
    return list(dict.fromkeys(text for _, text in opened.notes))


def _summary(piece: Piece) -> Problem:
    dates, cells = piece.dates, piece.cells
    places = f"{len(cells)} site(s)" if cells.kind == "sites" else f"{cells.shape[0]} x {cells.shape[1]} cells"
    variables = ", ".join(f"{name} [{unit.text}]" for name, unit in piece.units.items()) or "no known variable"
    members = f"{len(piece.members)} members, " if len(piece.members) > 1 else ""
    days = f"{dates.iso(0)} to {dates.iso(-1)}, calendar {dates.calendar}"
    return Problem("file.holds", piece.where, f"holds {variables}; {members}{places}; {days}")


def _axis_findings(piece: Piece) -> Iterator[Finding]:
    gaps = piece.dates.gaps()
    if gaps:
        got = "; ".join(f"{a} to {b}" for a, b in gaps[:_SHOWN]) + ("; ..." if len(gaps) > _SHOWN else "")
        what = f"the time axis has {len(gaps)} gap(s), from the last day before to the first after"
        next_step = "Right for winters only, or a historical and a future part; else fetch the missing pieces"
        yield Finding("warning", Problem("time.gap", piece.where, what, got, "", next_step))


def _blocks(piece: Piece) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """Member, cells and times of blocks that fit in memory."""
    times = np.arange(len(piece.dates))
    step = max(1, _VALUES_AT_ONCE // len(times))
    for member in range(len(piece.members)):
        for first in range(0, len(piece.cells), step):
            yield member, np.arange(first, min(first + step, len(piece.cells))), times


def _value_findings(piece: Piece, variable: str) -> Iterator[Finding]:
    known = VARIABLES[variable]
    low, high = impossible(variable)
    cannot, strange, rounding, missing, total = Tally(), Tally(), 0, 0, 0
    empty: list[str] = []
    factor, offset = conversion(known.unit, known.display)
    to_file = conversion(known.unit, piece.units[variable].text)
    for member, cells, times in _blocks(piece):
        try:
            values = piece.values(variable, member, cells, times)
        except Refused as refusal:
            yield from (Finding("error", problem) for problem in refusal.problems)
            return

        def said(cell, time, values=values, cells=cells):
            number, where = values[cell, time], _where(piece, int(cells[cell]), time)
            return f"{number * to_file[0] + to_file[1]:.6g} {piece.units[variable].text} at {where}"

        gone = np.isnan(values)
        wrong = (values < low) | (values > high)
        cannot.add(wrong, said)
        # Reading takes rain a rounding error below zero as zero: nothing to look at.
        below = (values < 0) & ~wrong if variable == "pr" else np.zeros_like(wrong)
        rounding += int(below.sum())
        strange.add(((values < known.low) | (values > known.high)) & ~wrong & ~below, said)
        missing, total = missing + int(gone.sum()), total + gone.size
        empty += [piece.cells.label(int(c)) for c in cells[gone.all(axis=1)]]
    limits = f"{known.low * factor + offset:g}..{known.high * factor + offset:g} {known.display}"
    yield from _tallied(piece, variable, cannot, strange, limits)
    if rounding:
        what = f"{variable} is a rounding error below zero on {rounding} day(s); they are read as zero"
        yield Finding("note", Problem("value.rounding", piece.where, what))
    yield from _missing_findings(piece, variable, missing, total, empty)


def _tallied(piece: Piece, variable: str, cannot: Tally, strange: Tally, limits: str) -> Iterator[Finding]:
    if cannot.count:
        next_step = "Declare missing codes such as -999 (_FillValue), mend the unit, or empty these days"
        what = f"{variable} cannot be so on {cannot.count} day(s)"
        yield Finding("error", Problem("value.impossible", piece.where, what, cannot.got, limits, next_step))
    if strange.count:
        what = f"{variable} lies outside what is plausible on {strange.count} day(s)"
        yield Finding("warning", Problem("value.strange", piece.where, what, strange.got, limits, "Look at these days"))


def _missing_findings(piece: Piece, variable: str, missing: int, total: int, empty: list[str]) -> Iterator[Finding]:
    if total and missing == total:
        next_step = "Fetch the file again, or leave this variable out"
        what = f"{variable} is missing on every day at every place"
        yield Finding("error", Problem("value.none", piece.where, what, "", "", next_step))
    elif empty:
        got = ", ".join(dict.fromkeys(empty[:5])) + (", ..." if len(empty) > 5 else "")
        next_step = "Right over sea or outside a country; else ask the source"
        what = f"{variable} is missing on every day at {len(empty)} place(s)"
        yield Finding("warning", Problem("value.empty", piece.where, what, got, "", next_step))
    if 0 < missing < total:
        what = f"{variable} is missing on {100 * missing / total:.1f} % of the days of all places"
        yield Finding("note", Problem("value.missing", piece.where, what))


def _order_findings(piece: Piece) -> Iterator[Finding]:
    """Days on which the lowest temperature is above the highest."""
    if not {"tasmin", "tasmax"} <= set(piece.units):
        return
    crossed, places = Tally(), set()
    for member, cells, times in _blocks(piece):
        low, high = (piece.values(name, member, cells, times, unit="degC") for name in ("tasmin", "tasmax"))

        def said(cell, time, low=low, high=high, cells=cells):
            where = _where(piece, int(cells[cell]), time)
            return f"{low[cell, time]:.4g} above {high[cell, time]:.4g} degC at {where}"

        # A rounding error of float32 apart they are equal.
        faulty = low > high + 1e-3
        crossed.add(faulty, said)
        places |= {int(cells[c]) for c in np.flatnonzero(faulty.any(axis=1))}
    if crossed.count:
        what = f"tasmin is above tasmax on {crossed.count} day(s) at {len(places)} place(s)"
        next_step = "Ask the source which of the two is wrong; both may have been adjusted apart"
        yield Finding("warning", Problem("value.order", piece.where, what, crossed.got, "tasmin <= tasmax", next_step))


def _where(piece: Piece, cell: int, time: int) -> str:
    return f"{piece.cells.label(cell)} on {piece.dates.iso(time)}"
