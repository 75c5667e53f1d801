"""Zeros that are perhaps missing values: temperatures of exactly zero, and whole years without any rain."""

from collections.abc import Iterator

import numpy as np

from ...vocabulary.sentences import phrase, told
from ...vocabulary.units import conversion
from ..pieces import Piece
from .finding import Block, Finding, Sightings

# A place with less rain than this in its other years may well have none in one [mm a year].
_DESERT = 100.0

# A year with fewer days than this is no whole year.
_WHOLE_YEAR = 300

# Temperatures of exactly zero are strange when they are this many, and more than those around zero.
_LEAST_ZEROS = 20
_AROUND_ZERO = 1.5


class Zeros:
    """Looks for zeros where there was perhaps nothing measured."""

    def __init__(self, piece: Piece, variable: str):
        self.piece, self.variable = piece, variable
        self.seen, self.around = Sightings(piece), 0
        rain = variable == "pr"
        self.on = (rain and piece.step == "day") or variable in ("tas", "tasmin", "tasmax")
        year = piece.dates.year
        self.first = np.flatnonzero(np.diff(year, prepend=year[0] - 1)) if len(year) else np.zeros(0, int)

    def look(self, block: Block) -> None:
        if self.on:
            self._rain(block) if self.variable == "pr" else self._temperature(block)

    def _rain(self, block: Block) -> None:
        factor, offset = conversion(block.unit, "mm/day")
        there = np.isfinite(block.values)
        days = np.add.reduceat(there, self.first, axis=1, dtype=np.int32)
        with np.errstate(invalid="ignore"):
            rain = np.add.reduceat(np.where(there, block.values, 0), self.first, axis=1, dtype=np.float64)
        rain = rain * factor + offset
        whole = days >= _WHOLE_YEAR
        wet = whole & (rain > 0)
        mean = np.where(wet, rain, 0).sum(axis=1) / np.maximum(wet.sum(axis=1), 1)
        dry = whole & (rain == 0) & ((mean >= _DESERT) & (wet.sum(axis=1) >= 2))[:, None]
        if dry.any():
            faulty = np.zeros(block.values.shape, bool)
            for cell, year in np.argwhere(dry).tolist():
                faulty[cell, self.first[year]] = True

            def said(cell: int, time: int) -> dict:
                return phrase("no_rain_in", place=block.place(cell), year=str(self.piece.dates.year[time]))

            self.seen.add(faulty, block.cells, said)

    def _temperature(self, block: Block) -> None:
        zero = block.values == 0
        self.around += int((np.abs(block.values) <= _AROUND_ZERO).sum()) - int(zero.sum())
        self.seen.add(zero, block.cells, block.where)

    def findings(self) -> Iterator[Finding]:
        seen, name = self.seen, self.variable
        if name == "pr" and seen.count:
            problem = told("value.zeros:rain", self.piece.where, name=name, times=seen.count, seen=seen.got)
            yield seen.finding("warning", name, problem)
        elif name != "pr" and seen.count >= _LEAST_ZEROS and seen.count > 3 * self.around:
            problem = told("value.zeros", self.piece.where, name=name, days=seen.count, seen=seen.got)
            yield seen.finding("warning", name, problem)
