"""Memory: what a run will hold, said before it starts, and the size of its blocks chosen so that it stays within.

The model. A block holds, for each of its cells and each day that is read, every input once, and one of them twice
more (as the file is decoded and turned). Its steps take a part of its cells at a time and hold for these every input
and every observed one once more, every daily step three times (what it gives, what it sorts, what it tries), and two
for the rest. Beside it a chunk of a file is
unpacked. That is held by every worker at once. What comes out, a number and an outcome for each cell, season,
member and output, is held once, for all blocks together.
"""

import bisect
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from ...recipes.operations import OPERATIONS
from ...vocabulary.problems import Problem, Refused
from ...vocabulary.seasons import Years
from ...vocabulary.units import parse_quantity
from ..blocks.blocks import PART
from ..blocks.coarse import AT_ONCE
from ..blocks.reading import SHARE, Readings, cells_together, readings_for
from ..functions.analogs import MOST_KEPT
from .plan import Plan

# Cells: more gives little speed, and takes memory; up to twice as many where files keep so many together, so that a
# chunk is unpacked for one block.
LARGEST_BLOCK = 320
_NUMBER, _OUTCOME = 4, 1  # bytes
# Series of each coarse cell while analogs are looked up: three read, and their means, quantiles and anomalies.
_OF_DOMAIN = 8
_ANALOG = 12  # bytes: a day's number and its weight


@dataclass(frozen=True)
class Need:
    """What a plan needs with so many workers, in bytes.

    read     of one cell of a block, as it is read
    made     of one cell of the part that the steps take
    result   of what comes out, for one cell
    """

    plan: Plan
    workers: int

    @cached_property
    def series(self) -> tuple[int, int]:
        """How many series of a cell are held at once: as they are read, and in the part that steps take."""
        plan, parts = self.plan, self.plan.parts
        daily = [number for number in parts.daily if OPERATIONS[plan.filled.steps[number].op].gives == "series"]
        inputs, observed = len(plan.inputs), len(plan.references) if plan.adjusts else 0
        placed = [weights for strand in plan.strands for weights in strand.weights.values()]
        # Of a finer source more cells are read than come out.
        finer = max((math.ceil(len(one.columns) / max(1, len(one))) for one in placed), default=0)
        # Of a coarse source, the observations of the whole coarse cells around a block.
        finer += 3 * max(len(strand.between) for strand in plan.strands)
        return inputs + observed + 2 + finer, inputs + observed + 3 * len(daily) + 2

    @cached_property
    def days(self) -> int:
        """The most days that are read of one strand."""
        extra = self.plan.tail + self.plan.head
        return max(
            min(366 * sum(len(years) + extra for years in strand.periods.values()), len(strand.piece.dates.year))
            for strand in self.plan.strands
        )

    @property
    def read(self) -> int:
        return _NUMBER * self.days * self.series[0]

    @property
    def made(self) -> int:
        return _NUMBER * self.days * self.series[1]

    def of_block(self, cells: int) -> int:
        """What one worker holds for a block of so many cells."""
        return cells * self.read + min(cells, PART) * self.made + self.beside

    @property
    def beside(self) -> int:
        """What one worker holds beside its block, however small that is."""
        return self.unpacked + self.looked_up

    @cached_property
    def unpacked(self) -> int:
        """While a chunk of a file is unpacked."""
        plan, beside = self.plan, self.plan.reference.pieces if self.plan.adjusts else ()
        pieces = {id(piece): piece for piece in (*(strand.piece for strand in plan.strands), *beside)}
        names = {*plan.inputs.values(), *plan.references.values()}
        return max(piece.unpacked(one) for piece in pieces.values() for one in names & set(piece.units))

    @cached_property
    def looked_up(self) -> int:
        """Of constructed analogs, one worker's: the cells whose weather is compared, and what was found is kept."""
        plan = self.plan
        domains = [len(one.domain) for s in plan.strands for one in s.between.values() if one.domain is not None]
        if not domains:
            return 0
        of_days = max(domains) * _OF_DOMAIN + 2 * min(AT_ONCE, len(plan.target))
        most = max(int(step.arguments["analogs"]) for step in plan.filled.steps if step.op == "downscale")
        kept = min(MOST_KEPT, 3 * len(plan.strands)) * most * _ANALOG * self.days
        return _NUMBER * self.days * of_days + kept // self.workers

    @cached_property
    def seasons(self) -> int:
        """Seasons of all members together, with those of the half-record check."""
        plan = self.plan
        tried = len(plan.baseline) // 2 * 2 if plan.adjusts and plan.baseline else 0
        longest = max(len(years) for strand in plan.strands for years in strand.periods.values())
        periods = len({str(years) for strand in plan.strands for years in strand.periods.values()})
        return len(plan.strands) * (periods * longest * len(plan.filled.outputs) + tried)

    @property
    def result(self) -> int:
        # Beside the arrays themselves, one member at a time is turned about while it is written.
        return (_NUMBER + _OUTCOME) * math.ceil(self.seasons * (1 + 1 / len(self.plan.strands)))

    @property
    def cells(self) -> int:
        return len(self.plan.selection.index)

    def block(self, limit: float) -> int:
        """How many cells a block may have within `limit` bytes; 0 when the run does not fit."""
        room = (limit - self.cells * self.result) / self.workers
        if room >= self.of_block(PART):
            return int(min(self._largest, (room - self.beside - PART * self.made) // self.read))
        return max(0, int((room - self.beside) // (self.read + self.made)))

    @cached_property
    def _largest(self) -> int:
        together = cells_together(self.plan)
        return together if LARGEST_BLOCK < together <= 2 * LARGEST_BLOCK else LARGEST_BLOCK

    @property
    def least(self) -> float:
        """What the run needs with the smallest blocks [bytes]."""
        return self.cells * self.result + self.workers * self.of_block(1)


def stages_size(plan: Plan) -> int:
    """What the daily series of a run take when they are kept, in bytes."""
    days = sum(366 * (len(years) + plan.tail + plan.head) for s in plan.strands for years in s.periods.values())
    return _NUMBER * len(plan.selection.index) * days * len(plan.parts.kept)


def sizes(plan: Plan, memory_limit: str, workers: int) -> tuple[int, Readings | None]:
    """Cells of a block, and what is read ahead where files keep more cells together than a block has."""
    limit = parse_quantity(memory_limit, where="CLIMSERV_MEMORY_LIMIT", like="byte").to("byte")
    need = Need(plan, workers)
    size = need.block(limit * (1 - 1 / SHARE))
    readings = readings_for(plan, _NUMBER * need.days, limit, size) if size else None
    size = size if readings else need.block(limit)
    if size < 1:
        what = f"this run does not fit into the memory limit: it needs {_words(need.least)} for {need.cells} cells"
        options = "; or ".join(_options(need, limit))
        raise Refused(Problem("memory.limit", "CLIMSERV_MEMORY_LIMIT", what, memory_limit, options, _advice(need)))
    return size, readings


def _advice(need: Need) -> str:
    """What else would help, where most is held to unpack a chunk."""
    if need.unpacked < need.least / need.workers / 2:
        return ""
    return f"Rewrite the file in smaller chunks: to unpack one, {_words(need.unpacked)} are held by each worker"


def _options(need: Need, limit: float) -> list[str]:
    """What would fit: a smaller area, fewer members, fewer years, or more memory."""
    options = []
    strands, years = len(need.plan.strands), max(len(y) for s in need.plan.strands for y in s.periods.values())
    room = limit - need.workers * need.of_block(1)
    if (cells := int(room // need.result)) >= 1:
        options.append(f"an area of at most {cells} cells")
    if members := _most(strands, lambda most: Need(_with_members(need.plan, most), need.workers).least <= limit):
        options.append(f"at most {members} of the {strands} members, observations among them")
    if fewer := _most(years, lambda most: Need(_with_years(need.plan, most), need.workers).least <= limit):
        options.append(f"a period of at most {fewer} years")
    return [*options, f"a limit of at least {_words(need.least)}"]


def _most(all_there_are: int, fits: Callable[[int], bool]) -> int:
    """The most that fits; 0 when not even one does. What fits with some fits with fewer."""
    return bisect.bisect_left(range(1, all_there_are + 1), True, key=lambda number: not fits(number))


def _with_members(plan: Plan, most: int) -> Plan:
    return replace(plan, strands=plan.strands[:most])


def _with_years(plan: Plan, most: int) -> Plan:
    """The plan with periods of at most so many years."""

    def shorter(years: Years) -> Years:
        return Years(years.first, min(years.last, years.first + most - 1))

    return replace(
        plan,
        baseline=shorter(plan.baseline) if plan.baseline is not None else None,
        strands=tuple(
            replace(one, periods={role: shorter(years) for role, years in one.periods.items()}) for one in plan.strands
        ),
    )


def _words(size: float) -> str:
    return f"{math.ceil(size / 1e6)} MB" if size < 1e9 else f"{math.ceil(size / 1e8) / 10:g} GB"
