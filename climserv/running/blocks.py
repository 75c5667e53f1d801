"""A block: a tile of cells of one strand with its whole time axis; one task reads, adjusts, computes, returns little.

All cell-wise steps of a recipe fuse here into one pass over the block, so tasks grow with blocks and members only.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ..data.opening import Piece
from ..methods.calendars import season_label
from ..recipes.filling import FilledStep
from ..vocabulary.outcomes import NOT_A_SEASON
from ..vocabulary.seasons import Years
from .chain import Cells, Chain, Lessons
from .functions import CELL_WISE
from .plan import Plan, Strand
from .values import WORKED_IN, Seasonal, Series, unit_of


@dataclass(frozen=True)
class Block:
    """Which cells of which strand; `cells` counts positions within the plan's selection."""

    strand: int
    cells: range


@dataclass(frozen=True)
class Numbers:
    """A block's answer: for each period and output (value, outcome) of (cell, season), the seasons' labels, and facts.

    periods, labels  by (role of the period, name of the output)
    """

    periods: dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]
    labels: dict[tuple[str, str], list[str]]
    facts: Counter
    excluded: list[str] = field(default_factory=list)


# Names of the two extra periods of the half-record check.
TRIED, TRIED_RAW = "tried", "tried_raw"


def compute_block(plan: Plan, block: Block) -> Numbers:
    """Read one block once and take it through all cell-wise steps, for every period of its strand."""
    strand = plan.strands[block.strand]
    positions = np.arange(block.cells.start, block.cells.stop)
    ids = plan.selection.index[positions]
    cells = Cells(ids, plan.target.lat[ids], plan.target.lon[ids])
    whole = _inputs(plan, strand, positions)
    observed = _observed(plan, ids) if plan.adjusts and strand.projected else {}
    training = plan.baseline or next(iter(strand.periods.values()))
    lessons = _lessons(plan, whole, observed, cells, training)
    numbers = Numbers({}, {}, Counter())
    for role, years in strand.periods.items():
        chain = _chain(plan, whole, years, lessons)
        for name in plan.filled.outputs:
            found = chain.values[name]
            numbers.periods[role, name], numbers.labels[role, name] = cut(found, years), _labels(found, years)
            excluded = (str(one) for one in found.seasons.excluded if int(one.label[:4]) in years)
            numbers.excluded.extend(one for one in excluded if one not in numbers.excluded)
        numbers.facts.update(chain.context.facts)
    if plan.adjusts and (halves := tried_years(plan)) is not None:
        _try_out(plan, strand, whole, observed, cells, halves, numbers)
    return numbers


def _try_out(plan, strand, whole, observed, cells, halves, numbers: Numbers) -> None:
    """The main output of the second half of the baseline, learnt from the first, and as the models gave it."""
    train, test = halves
    main = plan.filled.outputs[0]
    tried = {TRIED: observed}
    if strand.projected:
        tried[TRIED_RAW] = {}
    for role, beside in tried.items():
        chain = _chain(plan, whole, test, _lessons(plan, whole, beside, cells, train), tail=0)
        numbers.periods[role, main] = cut(chain.values[main], test)


def _chain(plan: Plan, whole: dict[str, Series], years: Years, lessons: Lessons, tail: int | None = None) -> Chain:
    """One period taken through all steps."""
    first, last = years.first - plan.head, years.last + (plan.tail if tail is None else tail)
    values = {name: series.within(first, last) for name, series in whole.items()}
    values |= {name: lessons.values[name] for name in plan.references if name in lessons.values}
    context = lessons.cells.context((years.first, years.last), Counter())
    return Chain(plan.filled.steps, values, context, lessons).through()


def _lessons(plan: Plan, whole, observed, cells: Cells, years: Years) -> Lessons:
    values = {name: series.within(years.first, years.last) for name, series in {**whole, **observed}.items()}
    return Lessons(plan.filled.steps, values, cells, (years.first, years.last))


def _inputs(plan: Plan, strand: Strand, positions: np.ndarray) -> dict[str, Series]:
    """The strand's own inputs; two that are of one variable are read once."""
    years = _years_to_read(plan, strand)
    read: dict[str, Series] = {}
    for variable in plan.inputs.values():
        if variable not in read:
            read[variable] = read_series(strand.piece, variable, strand.member, strand.cells[positions], years)
    return {name: read[variable] for name, variable in plan.inputs.items()}


def _observed(plan: Plan, ids: np.ndarray) -> dict[str, Series]:
    """The observations that steps adjust to, over the baseline."""
    piece = plan.reference.pieces[0]
    return {name: read_series(piece, variable, 0, ids, [plan.baseline]) for name, variable in plan.references.items()}


def tried_years(plan: Plan) -> tuple[Years, Years] | None:
    """The halves of the baseline: train on the first, try on the second; None when too short to say anything."""
    years = plan.baseline
    if years is None or len(years) < 10:
        return None
    middle = years.first + len(years) // 2
    return Years(years.first, middle - 1), Years(middle, years.last)


def read_series(piece: Piece, variable: str, member: int, cells: np.ndarray, years: list[Years]) -> Series:
    """The days of `years` in the unit steps work in, cells in the order asked; each source cell is read once."""
    dates = piece.dates
    wanted = np.zeros(len(dates.year), bool)
    for span in years:
        wanted |= (dates.year >= span.first) & (dates.year <= span.last)
    distinct, back = np.unique(cells, return_inverse=True)
    runs = _runs(wanted)
    parts = [piece.read(variable, member, distinct, run, unit=WORKED_IN.get(variable)) for run in runs]
    values = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)
    values = (
        np.ascontiguousarray(values[back]) if len(distinct) < len(cells) or (back[:-1] > back[1:]).any() else values
    )
    days = (dates.calendar, dates.year[wanted], dates.month[wanted], dates.day[wanted])
    return Series(values, *days, variable, unit_of(variable))


def _runs(wanted: np.ndarray) -> list[slice]:
    """The unbroken runs of True, as slices."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], wanted.view(np.int8), [0]))))
    return [slice(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _years_to_read(plan: Plan, strand: Strand) -> list[Years]:
    return [Years(p.first - plan.head, p.last + plan.tail) for p in strand.periods.values()]


def cut(found: Seasonal, years: Years) -> tuple[np.ndarray, np.ndarray]:
    """Value and outcome of the seasons that start in `years`, one column a year; 255 where the record has no season."""
    cells = found.value.shape[0]
    value = np.full((cells, len(years)), np.nan, np.float32)
    outcome = np.full((cells, len(years)), NOT_A_SEASON, np.uint8)
    for column, year in enumerate(found.seasons.years.tolist()):
        if year in years:
            value[:, year - years.first] = found.value[:, column]
            outcome[:, year - years.first] = found.outcome[:, column]
    return value, outcome


def _labels(found: Seasonal, years: Years) -> list[str]:
    """One label a year, also where this strand has no season: other strands share the column."""
    return [season_label(year, found.seasons.crosses) for year in range(years.first, years.last + 1)]


def steps_of_cells(steps: tuple[FilledStep, ...]) -> list[Mapping[str, object]]:
    """The part of a recipe that decides a block's numbers: what a kept block is named after."""
    return [step.as_dict() for step in steps if step.op in CELL_WISE]
