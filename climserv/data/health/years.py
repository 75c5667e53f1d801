"""Years beside one another: a year on another scale than the rest, a year or a member that is a copy."""

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from ...vocabulary.sentences import phrase, told
from ...vocabulary.units import conversion
from ...vocabulary.variables import VARIABLES
from ..pieces import Piece
from .finding import Block, Finding, first_few

# A year with fewer days than this is not compared.
_WHOLE_YEAR = 300

# Yearly means over all places that are further apart than weather: degrees from the middle year, or this many times it.
_DEGREES, _TIMES = 12.0, 8.0

# Means so small that a year may well be many times drier [unit people read]; None: not looked at.
_LEAST = {"pr": 1.0, "evspsblpot": 0.5, "sfcWind": 0.5, "rsds": 20.0}


class Years:
    """Means and fingerprints of each whole year of each member."""

    def __init__(self, piece: Piece, variable: str):
        self.piece, self.variable = piece, variable
        year = piece.dates.year
        self.first = np.flatnonzero(np.diff(year, prepend=year[0] - 1))
        self.year, days = year[self.first], np.diff(np.append(self.first, len(year)))
        self.whole = days >= _WHOLE_YEAR
        self.on = piece.step == "day"
        shape = (len(piece.members), len(self.first))
        self.sum, self.count = np.zeros(shape), np.zeros(shape)
        self.prints: dict[tuple[int, int], Any] = {}

    def look(self, block: Block) -> None:
        if not self.on:
            return
        there = np.isfinite(block.values)
        values = np.where(there, block.values, 0)
        self.sum[block.member] += np.add.reduceat(values.sum(axis=0, dtype=np.float64), self.first)
        self.count[block.member] += np.add.reduceat(there.sum(axis=0), self.first)
        for number in np.flatnonzero(self.whole).tolist():
            # As many days as every whole year has, so that leap years are compared too.
            part = block.values[:, self.first[number] : self.first[number] + _WHOLE_YEAR]
            mark = self.prints.setdefault((block.member, number), hashlib.blake2b(digest_size=16))
            mark.update(np.ascontiguousarray(part).tobytes())

    def findings(self) -> Iterator[Finding]:
        if self.on:
            yield from self._scales()
            yield from self._copies()

    def _scales(self) -> Iterator[Finding]:
        known = VARIABLES[self.variable]
        if known.kind == "*" and self.variable not in _LEAST:
            return
        factor, offset = conversion(self.piece.units[self.variable].text, known.display)
        there, strange = self.count > 0, []
        means = np.where(there & self.whole, self.sum / np.maximum(self.count, 1) * factor + offset, np.nan)
        for member in np.flatnonzero(np.isfinite(means).sum(axis=1) >= 3).tolist():
            middle = float(np.nanmedian(means[member]))
            far = self._far(means[member], middle)
            strange += [(self.year[n], means[member, n], middle) for n in np.flatnonzero(far).tolist()]
        if strange:
            seen = first_few([phrase("year_mean", year=str(year), mean=f"{mean:.4g}") for year, mean, _ in strange])
            values = {"years": len(strange), "mean": f"{strange[0][2]:.4g}", "unit": known.display, "seen": seen}
            dates = (f"{strange[0][0]:04d}", f"{strange[-1][0]:04d}")
            problem = told("value.scale", self.piece.where, name=self.variable, **values)
            yield Finding("warning", problem, self.variable, (), dates, len(strange))

    def _far(self, means: np.ndarray, middle: float) -> np.ndarray:
        with np.errstate(invalid="ignore"):
            if VARIABLES[self.variable].unit == "K":
                return np.abs(means - middle) > _DEGREES
            if middle < _LEAST.get(self.variable, np.inf):
                return np.zeros(len(means), bool)
            # A year without any is a matter of zeros, not of scale.
            return (means > _TIMES * middle) | ((means < middle / _TIMES) & (means > 0))

    def _copies(self) -> Iterator[Finding]:
        seen: dict[bytes, tuple[int, int]] = {}
        same = []
        for (member, number), mark in sorted(self.prints.items()):
            # Years of zeros or without values are alike, and told of elsewhere.
            if self.sum[member, number] == 0:
                continue
            earlier = seen.setdefault(mark.digest(), (member, number))
            if earlier != (member, number):
                same.append((earlier, (member, number)))
        if same:
            copies = [phrase("copy_of", later=self._said(*b), earlier=self._said(*a)) for a, b in same]
            values = {"times": len(same), "seen": first_few(copies)}
            dates = tuple(f"{self.year[number]:04d}" for _, (_, number) in (same[0], same[-1]))
            problem = told("value.copy", self.piece.where, name=self.variable, **values)
            yield Finding("warning", problem, self.variable, (), dates, len(same))

    def _said(self, member: int, number: int) -> Any:
        year = str(self.year[number])
        several = len(self.piece.members) > 1
        return phrase("year_of", year=year, member=self.piece.members[member].id) if several else year
