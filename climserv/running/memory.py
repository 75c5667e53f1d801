"""Memory: what a run will hold, said before it starts, and the size of its blocks chosen so that it stays within.

The model. A block holds, for each of its cells and each day that is read: every input three times (as the file is
decoded, as it is read, as it is cut to a period), the same for observations, every daily step three times (what it
gives, what it sorts, what it tries), and once for the rest. That is held by every worker at once. What comes out, a
number and an outcome for each cell, season, member and output, is held once, for all blocks together.
"""

import math
from dataclasses import dataclass
from functools import cached_property

from ..recipes.operations import OPERATIONS
from ..vocabulary.problems import Problem, Refused
from ..vocabulary.units import parse_quantity
from .lineage import parts_of
from .plan import Plan

LARGEST_BLOCK = 256  # cells; more gives no speed and coarser progress
_NUMBER, _OUTCOME = 4, 1  # bytes


@dataclass(frozen=True)
class Need:
    """What a plan needs with so many workers, in bytes.

    cell     of one cell of a block, its whole time axis and all that is made of it
    result   of what comes out, for one cell
    """

    plan: Plan
    workers: int

    @cached_property
    def series(self) -> int:
        """How many series of a cell are held at once."""
        plan, parts = self.plan, parts_of(self.plan.filled)
        daily = [number for number in parts.daily if OPERATIONS[plan.filled.steps[number].op].gives == "series"]
        observed = len(plan.references) if plan.adjusts else 0
        placed = [weights for strand in plan.strands for weights in strand.weights.values()]
        # Of a finer source more cells are read than come out.
        finer = max((math.ceil(len(one.columns) / max(1, len(one))) for one in placed), default=0)
        return 3 * (len(plan.inputs) + observed + len(daily)) + 1 + finer * len(plan.inputs)

    @cached_property
    def days(self) -> int:
        """The most days that are read of one strand."""
        extra = self.plan.tail + self.plan.head
        return max(
            min(366 * sum(len(years) + extra for years in strand.periods.values()), len(strand.piece.dates.year))
            for strand in self.plan.strands
        )

    @property
    def cell(self) -> int:
        return _NUMBER * self.days * self.series

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
        room = limit - self.cells * self.result
        return max(0, min(LARGEST_BLOCK, int(room / self.workers // self.cell)))

    @property
    def least(self) -> float:
        """What the run needs with the smallest blocks [bytes]."""
        return self.cells * self.result + self.workers * self.cell


def block_size(plan: Plan, memory_limit: str, workers: int) -> int:
    """Cells of a block, so that all workers and the results stay within the limit; `Refused` with what would fit."""
    limit = parse_quantity(memory_limit, where="CLIMSERV_MEMORY_LIMIT", like="byte").to("byte")
    need = Need(plan, workers)
    size = need.block(limit)
    if size < 1:
        what = f"this run does not fit into the memory limit: it needs {_words(need.least)} for {need.cells} cells"
        options = "; or ".join(_options(need, limit))
        raise Refused(Problem("memory.limit", "CLIMSERV_MEMORY_LIMIT", what, memory_limit, options))
    return size


def _options(need: Need, limit: float) -> list[str]:
    """What would fit: a smaller area, fewer members, fewer years, or more memory."""
    options = []
    strands, years = len(need.plan.strands), max(len(y) for s in need.plan.strands for y in s.periods.values())
    room = limit - need.workers * need.cell
    if (cells := int(room // need.result)) >= 1:
        options.append(f"an area of at most {cells} cells")
    if (members := int(room // (need.cells * need.result / strands))) >= 1:
        options.append(f"at most {members} of the {strands} members, observations among them")
    # Series and results both grow with the years.
    if (fewer := int(years * limit / need.least)) >= 1:
        options.append(f"a period of at most {fewer} years")
    return [*options, f"a limit of at least {_words(need.least)}"]


def _words(size: float) -> str:
    return f"{math.ceil(size / 1e6)} MB" if size < 1e9 else f"{math.ceil(size / 1e8) / 10:g} GB"
