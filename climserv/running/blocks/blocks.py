"""A block: a tile of cells of one strand with its whole time axis; one task reads, adjusts, computes, returns little.

All cell-wise steps of a recipe fuse here into one pass over the block, so tasks grow with blocks and members only.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ...data.opening import Piece
from ...methods.calendars import season_label
from ...methods.regridding.applying import apply_weights
from ...methods.regridding.weights import Weights
from ...vocabulary.outcomes import NOT_A_SEASON
from ...vocabulary.problems import Refused
from ...vocabulary.seasons import Years
from ..arenas import give_back
from ..keeping.stages import Stages
from ..planning.components import Component
from ..planning.lineage import digest, names_of_values
from ..planning.plan import Plan, Strand
from .chain import Cells, Chain, Keep, Lessons, Watch, changed_by, unwatched
from .coarse import Coarse, around, of_part
from .domain import Domain, domain_of
from .heights import heights_of, moved_by_height
from .reading import Readings
from .record import days_of, read_series
from .side_by_side import side_by_side
from .values import Seasonal, Series, Value


@dataclass(frozen=True)
class Block:
    """Which cells of which strand; `cells` counts positions within the plan's selection, turned into tiles."""

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


# Cells that steps take at a time: what they make of a long record stays in a few MB.
PART = 64
# Names of the two extra periods of the half-record check.
TRIED, TRIED_RAW = "tried", "tried_raw"


def compute_block(
    plan: Plan,
    block: Block,
    stages: Stages | None = None,
    *,
    trials: bool = True,
    readings: Readings | None = None,
    watch: Watch = unwatched,
    threads: int = 1,
) -> Numbers:
    """Read one block once and take it through all cell-wise steps, for every period of its strand.

    stages    where daily series are kept: what is there is not read again, what is not there is put there
    trials    try the adjustment on years it did not learn from, too
    readings  what is read ahead, for this block and those that follow
    watch     stands around each reading and each step
    threads   that take parts of the block side by side: of few blocks each is for several workers
    Steps take a part of the block at a time: it is as large as the file's chunks ask for, what is made of it small.
    """
    read, size = Reading(plan, block, readings, watch), len(block.cells)
    parts = [slice(first, min(first + PART, size)) for first in range(0, size, PART)]
    numbers = Numbers({}, {}, Counter())
    for component in plan.components:
        found = side_by_side(
            lambda part, one=component: _compute_part(_Work(read, one, part, stages), trials), parts, threads
        )
        read.forget()
        numbers.labels.update(found[0].labels)
        for key in found[0].periods:
            pairs = [one.periods[key] for one in found]
            numbers.periods[key] = pairs[0] if len(pairs) == 1 else tuple(map(np.concatenate, zip(*pairs, strict=True)))
        for one in found:
            numbers.facts.update(one.facts)
            numbers.excluded.extend(label for label in one.excluded if label not in numbers.excluded)
    return numbers


def _compute_part(work: "_Work", trials: bool) -> Numbers:
    """Some cells of a block, taken through all steps for every period; afterwards their series are let go."""
    try:
        return _taken_through(work, trials)
    finally:
        work.close()
        work.reading.done_with(work.part)


def _taken_through(work: "_Work", trials: bool) -> Numbers:
    plan, strand, numbers = work.plan, work.strand, Numbers({}, {}, Counter())
    training = plan.baseline or next(iter(strand.periods.values()))
    for role, years in strand.periods.items():
        shown = plan.shown(strand, years)
        chain = work.taken(Years(years.first - plan.head, years.last + plan.tail), years, training)
        for name in work.component.outputs:
            found = chain.values[name]
            numbers.periods[role, name], numbers.labels[role, name] = cut(found, shown), _labels(found, shown)
            excluded = (str(one) for one in found.seasons.excluded if int(one.label[:4]) in shown)
            numbers.excluded.extend(one for one in excluded if one not in numbers.excluded)
        for counted in chain.facts.values():
            numbers.facts.update(counted)
    main = plan.filled.outputs[0]
    asked = trials and plan.adjusts and main in work.component.outputs
    if asked and (halves := tried_years(plan)) is not None:
        train, test = halves
        numbers.periods[TRIED, main] = cut(work.taken(test, test, train).values[main], test)
        if strand.projected:
            raw = work.taken(test, test, train, raw=True)
            numbers.periods[TRIED_RAW, main] = cut(raw.values[main], test)
    return numbers


class _Lazily(dict):
    """Values by name, each found when it is asked for, by the first thread that does."""

    def __init__(self, find: Callable[[str], Series]):
        self._find, self._lock = find, threading.Lock()

    def __missing__(self, name: str) -> Series:
        with self._lock:
            return self[name] if name in self else self.setdefault(name, self._find(name))


class Reading:
    """What a block reads, once, when it is needed.

    whole     the strand's own inputs by name; two that are of one variable, placed in one way, are read once
    observed  the observations that steps adjust to, over the baseline
    """

    def __init__(self, plan: Plan, block: Block, ahead: Readings | None = None, watch: Watch = unwatched):
        self.plan, self.block, self.ahead, self.watch = plan, block, ahead, watch
        self.strand = plan.strands[block.strand]
        self.positions = plan.tiles.turn[block.cells.start : block.cells.stop]
        self.ids = plan.selection.index[self.positions]
        self.whole, self.observed = _Lazily(self._own), _Lazily(self._beside)
        self._read_already: dict[tuple[str, str], Series] = {}
        self._coarse: dict[str, Coarse] = {}

    def done_with(self, part: slice) -> None:
        """Give back the memory of some cells' own series: no step reads them again before `forget`."""
        if self.ahead is not None and self.ahead.together:
            return
        for series in self._read_already.values():
            if series.values.flags.owndata:
                give_back(series.values[part])

    def forget(self) -> None:
        """Let go of all that was read."""
        for held in (self.whole, self.observed, self._read_already, self._coarse):
            held.clear()

    def _own(self, name: str) -> Series:
        variable, strand = self.plan.inputs[name], self.strand
        years, weights = _years_to_read(self.plan, strand), strand.weights.get(name)
        key = (variable, weights.sha256 if weights else "")
        if key not in self._read_already:
            with self.watch("read"):
                self._read_already[key] = (
                    self._placed(variable, weights, years)
                    if weights
                    else self._read(self.block.strand, strand.piece, variable, strand.member, strand.cells, years)
                )
        return self._read_already[key]

    def _beside(self, name: str) -> Series:
        piece, years = self.plan.reference.pieces[0], [self.plan.baseline]
        with self.watch("read"):
            return self._read("", piece, self.plan.references[name], 0, self.plan.selection.index, years)

    def coarse(self, name: str, ids: np.ndarray) -> Coarse:
        """What a `downscale` step of the input `name` reads of the source's own cells around some fine ones."""
        plan, strand = self.plan, self.strand
        between = strand.between[name]
        if name not in self._coarse:
            variable, years = plan.inputs[name], _years_to_read(plan, strand)
            piece = plan.reference.pieces[0]
            with self.watch("read"):
                self._coarse[name] = around(
                    between,
                    self.ids,
                    lambda cells: read_series(strand.piece, variable, strand.member, cells, years),
                    lambda cells: read_series(piece, variable, 0, cells, [plan.baseline]),
                )
        return of_part(self._coarse[name], between, ids)

    def _placed(self, variable: str, weights: Weights, years: list[Years]) -> Series:
        """From the shares of several cells of the source."""
        some, cells = weights.part(self.ids)
        series = read_series(self.strand.piece, variable, self.strand.member, cells, years)
        return series.holding(apply_weights(some, series.values))

    def _read(self, of, piece: Piece, variable: str, member: int, cells: np.ndarray, years: list[Years]) -> Series:
        """This block's part of `cells`, which are one for each cell of the selection."""

        def read(some: slice) -> Series:
            return read_series(piece, variable, member, cells[self.plan.tiles.turn[some]], years)

        here = self.block.cells
        if self.ahead is None or (of != "" and not self.ahead.together):
            return read(slice(here.start, here.stop))
        return self.ahead.series((of, variable), here, len(cells), read)


class _Work:
    """Some cells of a block on their way through a component; nothing is read when stages hold what comes of it."""

    def __init__(self, read: Reading, component: Component, part: slice, stages: Stages | None):
        self.plan, self.strand, self.stages = read.plan, read.strand, None if read.plan.moves(read.strand) else stages
        self.reading, self.part = read, part
        self.positions, self.ids = read.positions[part], read.ids[part]
        self.cells = Cells(
            self.ids, self.plan.target.lat[self.ids], self.plan.target.lon[self.ids], self._around, self._domain,
            self._heights,
        )  # fmt: skip
        self.component, self.parts = component, component.parts
        self.lessons: dict[tuple[Years, bool], Lessons] = {}

    def _around(self, name: str) -> Coarse:
        return self.reading.coarse(name, self.ids)

    def _domain(self, name: str) -> Domain:
        return domain_of(self.plan, self.strand, name, self.ids)

    def _heights(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        return heights_of(self.plan, self.strand, name, self.positions)

    @cached_property
    def whole(self) -> dict[str, Series]:
        return self._part(self.reading.whole, self.plan.inputs)

    @cached_property
    def observed(self) -> dict[str, Series]:
        return self._part(self.reading.observed, self.plan.references)

    def _part(self, whole: Mapping[str, Series], names: Iterable[str]) -> dict[str, Series]:
        here = [name for name in names if name in self.component.inputs]
        return {name: whole[name].holding(whole[name].values[self.part]) for name in here}

    def close(self) -> None:
        """Let go of all series at once: lessons and chains know one another, and would wait for the collector."""
        for lessons in self.lessons.values():
            lessons.close()
        self.lessons.clear()
        for held in ("whole", "observed"):
            self.__dict__.pop(held, None)

    @cached_property
    def _own(self) -> str:
        """What the inputs are read from."""
        strand = self.strand
        own = [[fact.sha256 for fact in strand.source.files], strand.source.pieces.index(strand.piece), strand.member]
        heights = [self._heights(name) for name in moved_by_height(self.plan.filled)]
        return digest([*own, strand.cells[self.positions], self.ids, self.cells.lat, self.cells.lon, *heights])

    def taken(self, read: Years, asked: Years, training: Years, *, raw: bool = False) -> Chain:
        """The years `read` taken through all steps; `raw` leaves the observations, and so the adjustment, away."""
        steps, parts = self.plan.filled.steps, self.parts
        adjusts = self.plan.adjusts and self.strand.projected and not raw
        lessons = self._lessons(training, adjusts)
        years = (asked.first, asked.last)
        chain = Chain(steps, {}, self.cells, years, lessons, watch=self.reading.watch)
        names, of_steps = self._names(read, training, adjusts) if self.stages else ({}, {})
        if self.stages and self._from_stages(chain, names, of_steps, read):
            return chain.take(parts.rest)
        if adjusts:
            # First what others have read already: so nobody waits for it with a whole block of their own in hand.
            years = (training.first, training.last)
            chain.values |= {name: series.within(*years) for name, series in self.observed.items()}
        chain.values |= {name: series.within(read.first, read.last) for name, series in self.whole.items()}
        chain.take(parts.daily)
        if self.stages:
            self._refuse_changed_files()
            facts = {of_steps[number]: dict(facts) for number, facts in chain.facts.items()}
            for name in parts.kept:
                if name in chain.values and name in names:
                    self.stages.put(names[name], chain.values[name], facts)
        return chain.take(parts.rest)

    def _refuse_changed_files(self) -> None:
        """Raise `Refused` when a file was replaced while it was read: what is kept is named by what it was before."""
        for source in (self.strand.source, self.plan.reference):
            for fact in source.files if source is not None else ():
                if not fact.unchanged:
                    raise Refused(fact.problem)

    def _lessons(self, years: Years, adjusts: bool) -> Lessons:
        key = (years, adjusts)
        if key not in self.lessons:

            def read() -> dict[str, Series]:
                both = {**self.whole, **(self.observed if adjusts else {})}
                return {name: series.within(years.first, years.last) for name, series in both.items()}

            def once(number: int) -> Keep | None:
                return self._kept_of(number, years) if adjusts else None

            span, watch = (years.first, years.last), self.reading.watch
            self.lessons[key] = Lessons(self.plan.filled.steps, read, self.cells, span, watch=watch, once=once)
        return self.lessons[key]

    def _kept_of(self, number: int, years: Years) -> Keep | None:
        """What keeps a step's findings of its observations; None where these are not as they were read."""
        ahead, steps = self.reading.ahead, self.plan.filled.steps
        to = steps[number].arguments.get("to")
        read = isinstance(to, str) and to in self.plan.references
        if ahead is None or not read or any(to in changed_by(step) for step in steps):
            return None
        key = (number, years, self.reading.block.cells, self.part.start)
        return lambda name, find: ahead.learnt.get((*key, name), find)

    def _names(self, read: Years, training: Years, adjusts: bool) -> tuple[dict[str, str], dict[int, str]]:
        """The names of the values that are kept, and of the steps that led to them."""
        plan, key = self.plan, (self.reading.block.strand, read, training, adjusts)
        if key not in plan.lineages:
            placed = {name: weights.sha256 for name, weights in self.strand.weights.items()}
            placed |= {name: digest(one.domain) for name, one in self.strand.between.items()}
            inputs = {name: digest(["data", variable, placed.get(name, "")]) for name, variable in plan.inputs.items()}
            if adjusts:
                beside = [[fact.sha256 for fact in plan.reference.files], str(training)]
                inputs |= {name: digest([beside, variable]) for name, variable in plan.references.items()}
            plan.lineages[key] = names_of_values(plan.filled, plan.parts, inputs, read, training)
        names, steps = plan.lineages[key]
        # What is done is the same for all cells of a strand; from what, only this part knows.
        values = {name: digest([self._own, names[name]]) for name in self.parts.kept if name in names}
        return values, {number: f"{self._own[:16]}-{name}" for number, name in steps.items()}

    def _from_stages(self, chain: Chain, names: dict[str, str], of_steps: dict[int, str], read: Years) -> bool:
        """Whether the stages hold all daily values that the rest of the steps needs; they are in the chain then."""
        wanted = [name for name in self.parts.kept if name in names]
        days, _ = days_of(self.strand.piece.dates, tuple(_years_to_read(self.plan, self.strand)))
        here, _ = days.within(read.first, read.last)
        facts: dict[str, dict[str, int]] = {}
        found: dict[str, Value] = {}
        for name in wanted:
            stage = self.stages.get(names[name], here)
            if stage is None:
                return False
            found[name] = stage.value
            facts |= stage.facts
        chain.values |= found
        chain.facts |= {number: Counter(facts[name]) for number, name in of_steps.items() if name in facts}
        return True


def tried_years(plan: Plan) -> tuple[Years, Years] | None:
    """The halves of the baseline: train on the first, try on the second; None when too short to say anything.

    None, too, for delta change: it gives the observed years themselves, which would be held against themselves.
    """
    years = plan.baseline
    if years is None or len(years) < 10 or any(map(plan.moves, plan.strands)):
        return None
    middle = years.first + len(years) // 2
    return Years(years.first, middle - 1), Years(middle, years.last)


def _years_to_read(plan: Plan, strand: Strand) -> list[Years]:
    """The years of all periods, with what seasons reach beyond them, and those that steps learn from."""
    training = [plan.baseline] if plan.baseline is not None else []
    return [*(Years(p.first - plan.head, p.last + plan.tail) for p in strand.periods.values()), *training]


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
