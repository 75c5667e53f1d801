"""Values of one variable: codes for missing, ranges, days and places without any."""

from collections.abc import Iterator

import numpy as np

from ...vocabulary.problems import Refused
from ...vocabulary.sentences import told
from ...vocabulary.units import conversion
from ...vocabulary.variables import VARIABLES
from ..meaning.file_units import MISSING_CODES
from ..pieces import Piece, impossible
from .accumulated import Accumulated
from .finding import LISTED, Block, Finding, Sightings
from .resolution import Resolution
from .runs import Stuck
from .unit_guess import UnitGuess
from .years import Years
from .zeros import Zeros

# Numbers that people write for "missing" above all that can be, and what the NetCDF library writes for nothing.
_HIGH_CODES = (999.0, 999.9, 9999.0, 9999.9, 99999.0, 999999.0, 32767.0, 1e20, 1e30, 9.969209968386869e36)
_RAIN_CODES = (999.0, 999.9)

# Values looked at in one go: some 30 MB.
_VALUES_AT_ONCE = 4_000_000


def blocks(piece: Piece, variable: str) -> Iterator[tuple[int, np.ndarray]]:
    """Member and cells of blocks that fit in memory, each with the whole time axis.

    Cells that the file keeps together are taken together, lest its blocks be read again and again.
    """
    most = max(1, _VALUES_AT_ONCE // max(1, len(piece.dates)))
    shape, chunk = piece.cells.shape, piece.chunk(variable)
    if len(shape) == 2 and chunk is not None and len(chunk) == 2:
        rows, columns = min(chunk[0], shape[0], most), min(chunk[1], shape[1], most)
        rows = max(1, min(rows, most // columns))
        columns *= max(1, most // (rows * columns))
    else:
        rows, columns, shape = 1, most, (1, len(piece.cells))
    numbers = np.arange(len(piece.cells)).reshape(shape)
    for member in range(len(piece.members)):
        for row in range(0, shape[0], rows):
            for column in range(0, shape[1], columns):
                yield member, numbers[row : row + rows, column : column + columns].ravel()


def value_findings(piece: Piece, variable: str) -> list[Finding]:
    """All that is to be said of a variable's numbers."""
    codes, limits, guess = Codes(piece, variable), Limits(piece, variable), UnitGuess(piece, variable)
    summed, missing = Accumulated(piece, variable), Missing(piece, variable)
    others = [Stuck(piece, variable), Zeros(piece, variable), Resolution(piece, variable), Years(piece, variable)]
    unit, times = piece.units[variable].text, np.arange(len(piece.dates))
    for member, cells in blocks(piece, variable):
        try:
            values = piece.values(variable, member, cells, times, unit=unit)
        except Refused as refusal:
            return [Finding("error", problem, variable) for problem in refusal.problems]
        block = Block(piece, variable, member, cells, values)
        missing.look(block)
        # A code is no value: nothing else is said of it.
        codes.look(block)
        for matter in (limits, guess, summed, *others):
            matter.look(block)
    found = list(codes.findings())
    if accumulated := list(summed.findings()):
        return [*found, *accumulated, *missing.findings()]
    guessed = list(guess.findings())
    found += guessed or limits.findings()
    if missing.total:
        found += [finding for matter in others for finding in matter.findings()]
    return [*found, *missing.findings()]


class Codes:
    """Numbers that stand for missing and are not declared; they are taken out of the block."""

    def __init__(self, piece: Piece, variable: str):
        self.piece, self.variable = piece, variable
        known = VARIABLES[variable]
        factor, offset = conversion(known.unit, piece.units[variable].text)
        self.low, self.high = known.low * factor + offset, known.high * factor + offset
        every = (*MISSING_CODES, *_HIGH_CODES)
        self.codes = [code for code in every if not self.low <= code <= self.high]
        # So much rain may fall; but where nothing else comes near it, it is a code.
        self.doubtful = [code for code in _RAIN_CODES if variable == "pr" and self.low <= code <= self.high]
        self.seen: dict[float, Sightings] = {}
        self.doubted: dict[float, Sightings] = {}
        self.highest = 0.0

    def look(self, block: Block) -> None:
        values = block.values
        if ((values < self.low) | (values > self.high)).any():
            for code in self.codes:
                there = _is(values, code)
                if there.any():
                    self.seen.setdefault(code, Sightings(self.piece)).add(there, block.cells, block.where)
                    values[there] = np.nan
        if not self.doubtful:
            return
        others = np.ones(values.shape, bool)
        for code in self.doubtful:
            there = _is(values, code)
            others &= ~there
            if there.any():
                self.doubted.setdefault(code, Sightings(self.piece)).add(there, block.cells, block.where)
        self.highest = max(self.highest, float(np.fmax.reduce(values, axis=None, initial=0, where=others)))

    def findings(self) -> Iterator[Finding]:
        found = self.seen | {code: seen for code, seen in self.doubted.items() if code > 2 * self.highest}
        for code, seen in sorted(found.items()):
            values = {"name": self.variable, "code": f"{code:g}", "days": seen.count, "seen": seen.got}
            problem = told("value.code", self.piece.where, **values)
            yield seen.finding("error", self.variable, problem)


def _is(values: np.ndarray, code: float) -> np.ndarray:
    return np.abs(values - np.float32(code)) <= 1e-5 * abs(code)


class Limits:
    """Values that cannot be, and such as are hard to believe."""

    def __init__(self, piece: Piece, variable: str):
        self.piece, self.variable = piece, variable
        known, (low, high) = VARIABLES[variable], impossible(variable)
        factor, offset = conversion(known.unit, piece.units[variable].text)
        self.wrong = low * factor + offset, high * factor + offset
        self.usual = known.low * factor + offset, known.high * factor + offset
        self.cannot, self.strange, self.rounding = Sightings(piece), Sightings(piece), 0

    def look(self, block: Block) -> None:
        values = block.values
        wrong = (values < self.wrong[0]) | (values > self.wrong[1])
        # Reading takes rain a rounding error below zero as zero: nothing to look at.
        below = (values < 0) & ~wrong if self.variable == "pr" else np.zeros_like(wrong)
        # A rounding error of float32 beyond a limit is at the limit.
        slack = 1e-6 * max(abs(self.usual[0]), abs(self.usual[1]))
        strange = ((values < self.usual[0] - slack) | (values > self.usual[1] + slack)) & ~wrong & ~below
        self.cannot.add(wrong, block.cells, block.said)
        self.strange.add(strange, block.cells, block.said)
        self.rounding += int(below.sum())

    def findings(self) -> Iterator[Finding]:
        known, name, where = VARIABLES[self.variable], self.variable, self.piece.where
        factor, offset = conversion(known.unit, known.display)
        limits = f"{known.low * factor + offset:g}..{known.high * factor + offset:g} {known.display}"
        if self.cannot.count:
            values = {"name": name, "days": self.cannot.count, "seen": self.cannot.got, "limits": limits}
            problem = told("value.impossible", where, **values)
            yield self.cannot.finding("error", name, problem)
        if self.strange.count:
            values = {"name": name, "days": self.strange.count, "seen": self.strange.got, "limits": limits}
            problem = told("value.strange", where, **values)
            yield self.strange.finding("warning", name, problem)
        if self.rounding:
            problem = told("value.rounding", where, name=name, days=self.rounding)
            yield Finding("note", problem, name, count=self.rounding)


class Missing:
    """Days without a value, and places that have none at all."""

    def __init__(self, piece: Piece, variable: str):
        self.piece, self.variable = piece, variable
        self.gone, self.days, self.total = 0, 0, 0
        self.empty: list[int] = []

    def look(self, block: Block) -> None:
        gone = np.isnan(block.values)
        self.gone, self.days = self.gone + int(gone.sum()), self.days + gone.size
        self.total = self.days - self.gone
        self.empty += block.cells[gone.all(axis=1)].tolist()

    def findings(self) -> Iterator[Finding]:
        where, name = self.piece.where, self.variable
        labels = tuple(dict.fromkeys(self.piece.cells.label(cell) for cell in self.empty[:LISTED]))
        if self.days and not self.total:
            yield Finding("error", told("value.none", where, name=name), name, labels, (), self.gone)
            return
        if self.empty:
            places = len(set(self.empty))
            seen = ", ".join(labels[:5]) + (", ..." if places > 5 else "")
            yield Finding("warning", told("value.empty", where, name=name, places=places, seen=seen), name, labels)
        if self.gone:
            problem = told("value.missing", where, name=name, share=f"{100 * self.gone / self.days:.1f}")
            yield Finding("note", problem, name, count=self.gone)
