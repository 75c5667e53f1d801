"""A block: a tile of cells of one strand with its whole time axis; one task reads, adjusts, computes, returns little.

All cell-wise steps of a recipe fuse here into one pass over the block, so tasks grow with blocks and members only.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ..methods.calendars import Seasons, season_label
from ..recipes.filling import FilledStep
from ..vocabulary.outcomes import NOT_A_SEASON
from ..vocabulary.seasons import Years
from .functions import CELL_WISE
from .plan import Plan, Strand
from .reading import Readings, Series, read_series


@dataclass(frozen=True)
class Block:
    """Which cells of which strand; `cells` counts positions within the plan's selection."""

    strand: int
    cells: range


@dataclass
class Lesson:
    """What an adjustment learns from: observations and model in the same years, and what it found, kept for reuse."""

    reference: Series
    historical: Series
    learnt: dict[str, object] = field(default_factory=dict)


@dataclass
class Work:
    """What a chain of cell-wise steps reads and leaves, for one period.

    lesson     None where nothing is adjusted
    cell_ids   flat number of each cell in the target, so that seeds do not depend on blocks
    seasons    set by the metric step, with `value` and `outcome` (cell, season)
    facts      counts that the steps report, summed over blocks
    """

    series: Series
    lesson: Lesson | None
    cell_ids: np.ndarray
    seasons: Seasons | None = None
    value: np.ndarray | None = None
    outcome: np.ndarray | None = None
    facts: Counter = field(default_factory=Counter)


@dataclass(frozen=True)
class Numbers:
    """A block's answer: for each period (value, outcome) of (cell, season), the seasons' labels, and facts."""

    periods: dict[str, tuple[np.ndarray, np.ndarray]]
    labels: dict[str, list[str]]
    facts: Counter
    excluded: list[str] = field(default_factory=list)


# Names of the two extra periods of the half-record check.
TRIED, TRIED_RAW = "tried", "tried_raw"


def compute_block(plan: Plan, block: Block, readings: Readings) -> Numbers:
    """Take one block through all cell-wise steps, for every period of its strand."""
    strand = plan.strands[block.strand]
    positions = np.arange(block.cells.start, block.cells.stop)
    ids = plan.selection.index[positions]
    whole = _series(plan, block, readings)
    adjusts = plan.adjusts and strand.projected
    # The observations come first among the strands, and hold the years that models are compared with.
    reference = _series(plan, Block(0, block.cells), readings) if adjusts else None
    lesson = _lesson(reference, whole, plan.baseline)
    numbers = Numbers({}, {}, Counter())
    for role, years in strand.periods.items():
        work = _take_through(plan, Work(whole.within(years.first, years.last + plan.tail), lesson, ids))
        numbers.periods[role], numbers.labels[role] = cut(work, years), _labels(work.seasons, years)
        numbers.excluded.extend(str(e) for e in work.seasons.excluded if int(e.label[:4]) in years)
        numbers.facts.update(work.facts)
    if plan.adjusts and (halves := tried_years(plan)) is not None:
        train, test = halves
        series = whole.within(test.first, test.last)
        tried = Work(series, _lesson(reference, whole, train), ids)
        numbers.periods[TRIED] = cut(_take_through(plan, tried), test)
        if strand.projected:
            numbers.periods[TRIED_RAW] = cut(_take_through(plan, Work(series, None, ids)), test)
    return numbers


def _series(plan: Plan, block: Block, readings: Readings) -> Series:
    strand = plan.strands[block.strand]

    def read(some: slice) -> Series:
        return read_series(strand.piece, plan.variable, strand.member, strand.cells[some], _years_to_read(plan, strand))

    return readings.series(block.strand, block.cells, len(strand.cells), read)


def _lesson(reference: Series | None, whole: Series, years: Years) -> Lesson | None:
    if reference is None:
        return None
    return Lesson(reference.within(years.first, years.last), whole.within(years.first, years.last))


def tried_years(plan: Plan) -> tuple[Years, Years] | None:
    """The halves of the baseline: train on the first, try on the second; None when too short to say anything."""
    years = plan.baseline
    if years is None or len(years) < 10:
        return None
    middle = years.first + len(years) // 2
    return Years(years.first, middle - 1), Years(middle, years.last)


def _take_through(plan: Plan, work: Work) -> Work:
    for step in plan.filled.steps:
        function = CELL_WISE.get(step.op)
        if function is not None:
            function(work, step.arguments)
    return work


def _years_to_read(plan: Plan, strand: Strand) -> list[Years]:
    return [Years(p.first, p.last + plan.tail) for p in strand.periods.values()]


def cut(work: Work, years: Years) -> tuple[np.ndarray, np.ndarray]:
    """Value and outcome of the seasons that start in `years`, one column a year; 255 where the record has no season."""
    cells = work.value.shape[0]
    value = np.full((cells, len(years)), np.nan, np.float32)
    outcome = np.full((cells, len(years)), NOT_A_SEASON, np.uint8)
    for column, year in enumerate(work.seasons.years.tolist()):
        if year in years:
            value[:, year - years.first] = work.value[:, column]
            outcome[:, year - years.first] = work.outcome[:, column]
    return value, outcome


def _labels(seasons: Seasons, years: Years) -> list[str]:
    """One label a year, also where this strand has no season: other strands share the column."""
    return [season_label(year, seasons.crosses) for year in range(years.first, years.last + 1)]


def steps_of_cells(steps: tuple[FilledStep, ...]) -> list[Mapping[str, object]]:
    """The part of a recipe that decides a block's numbers: what a kept block is named after."""
    return [{"op": s.op, "version": s.version, "arguments": s.arguments} for s in steps if s.op in CELL_WISE]
