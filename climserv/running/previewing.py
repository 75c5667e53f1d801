"""A preview: a recipe on a small area and a few years within seconds, by the same engine as a run.

What it would take is told before it starts, and refused when it is beyond the limits; when the time is over it stops
between two steps of at most 64 cells, in the thread that asked, so nothing goes on behind.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..recipes.cost import Cost, estimate, refuse_costly
from ..recipes.operations import OPERATIONS
from ..vocabulary.problems import Problem, Refused
from ..vocabulary.seasons import Years
from .blocks.blocks import compute_block
from .blocks.chain import named_values
from .computing import result_of
from .execution import Progress, make_blocks
from .executors import Cancelled
from .planning.memory import sizes
from .planning.plan import Plan, Strand, size_of
from .results.assembling import Collected
from .results.result import Result
from .watching import Stopwatch, TimeOver, memory_held

OPEN, READ, COUNT = "open", "read", "count"


@dataclass(frozen=True)
class Limits:
    """What a preview may take.

    seconds  from its beginning to its end, opening the data among them
    memory   bytes that blocks and results may hold
    years    the last so many years are shown, where no step learns from years
    members  the first so many model runs are shown
    """

    seconds: float = 20.0
    memory: float = 256e6
    years: int = 10
    members: int = 3


@dataclass(frozen=True)
class Timing:
    """How long one thing took: "open", "read", a step (its number, from 1, and operation), "count"."""

    what: str
    seconds: float
    step: int = 0


@dataclass(frozen=True)
class Preview:
    """What came of it.

    expected  what was reckoned before
    peak      bytes that the process grew by while it computed; other work in it counts as well
    """

    plan: Plan
    result: Result
    timings: tuple[Timing, ...]
    seconds: float
    expected: Cost
    peak: int


def preview(
    opened: Callable[[], Plan],
    limits: Limits,
    *,
    clock: Callable[[], float],
    progress: Progress | None = None,
) -> Preview:
    """Make the plan, cut it to a few years and members, and compute it; raises `Refused` beyond a limit.

    opened    makes the plan; its time counts
    clock     seconds that only rise
    progress  called before each block; when it answers False, `Cancelled` is raised
    """
    began, before = clock(), memory_held()
    watch = Stopwatch(clock, began + limits.seconds, memory_held, highest=before)
    try:
        with watch(OPEN):
            plan = shortened(opened(), limits)
        expected = _refuse_beyond(plan, limits)
        collected = Collected(plan)
        _compute(plan, collected, limits, watch, progress)
        with watch(COUNT):
            result = result_of(plan, collected, trials=False)
    except TimeOver as over:
        raise Refused(_over(over, limits)) from None
    timings = _timings(plan, watch)
    return Preview(plan, result, timings, clock() - began, expected, max(0, watch.highest - before))


def _compute(plan: Plan, collected: Collected, limits: Limits, watch: Stopwatch, progress: Progress | None) -> None:
    """All blocks, one after another in this thread."""
    room = f"{limits.memory:.0f} byte"
    blocks, (_, readings) = make_blocks(plan, room, 1), sizes(plan, room, 1)
    for done, block in enumerate(blocks):
        if progress is not None and not progress(done, len(blocks), plan.strands[block.strand].name):
            raise Cancelled
        collected.take(block, compute_block(plan, block, trials=False, readings=readings, watch=watch))


def shortened(plan: Plan, limits: Limits) -> Plan:
    """The first members and the last years.

    Where a step learns from years, all of them stay: it would give other numbers than a run, for an adjustment looks at
    where a day stands among all of its period.
    """
    projected = [strand for strand in plan.strands if strand.projected]
    strands = [strand for strand in plan.strands if not strand.projected] + projected[: limits.members]
    baseline, notes = plan.baseline, list(plan.notes)
    if len(projected) > limits.members:
        notes.append(f"Shown for {limits.members} of {len(projected)} model runs")
    longest = max(len(years) for strand in strands for years in strand.periods.values())
    if longest > limits.years and not _learns(plan):
        strands = [_last_years(strand, limits.years) for strand in strands]
        baseline = baseline and _last(baseline, limits.years)
        notes.append(f"Shown for the last {limits.years} years of each period")
    return replace(plan, strands=tuple(strands), baseline=baseline, notes=tuple(notes))


def _learns(plan: Plan) -> bool:
    """Whether a step that is taken learns from years; an adjustment without observations is not."""
    there: dict[str, tuple] = dict.fromkeys((*plan.inputs, *(plan.references if plan.adjusts else ())), ())
    for step in plan.filled.steps:
        if named_values(step, there) is not None:
            if OPERATIONS[step.op].learns:
                return True
            there[step.name] = ()
    return False


def _last_years(strand: Strand, years: int) -> Strand:
    return replace(strand, periods={role: _last(one, years) for role, one in strand.periods.items()})


def _last(span: Years, years: int) -> Years:
    return Years(max(span.first, span.last - years + 1), span.last)


def _refuse_beyond(plan: Plan, limits: Limits) -> Cost:
    """What the plan will take; refused, with what would fit, when it is beyond the limits."""
    size = size_of(plan)
    try:
        return refuse_costly(plan.filled, **size, seconds=limits.seconds, memory=limits.memory)
    except Refused as refused:
        cost, problem = estimate(plan.filled, **size), refused.problems[0]
        what = f"a preview may take {limits.seconds:g} seconds and {limits.memory / 1e6:g} MB, and this would take more"
        next_step = "Choose a smaller area or fewer years, or run it as a product"
        raise Refused(replace(problem, code="preview.cost", what=what, got=cost.words(), next_step=next_step)) from None


def _timings(plan: Plan, watch: Stopwatch) -> tuple[Timing, ...]:
    """In the order of what is done."""
    steps = enumerate(plan.filled.steps)
    named = [Timing(step.op, watch.seconds[at], at + 1) for at, step in steps if at in watch.seconds]
    first = [Timing(what, watch.seconds.get(what, 0.0)) for what in (OPEN, READ)]
    return (*first, *named, Timing(COUNT, watch.seconds[COUNT]))


def _over(over: TimeOver, limits: Limits) -> Problem:
    at = (
        f"step {over.at + 1}"
        if isinstance(over.at, int)
        else {OPEN: "opening", READ: "reading"}.get(over.at, "counting")
    )
    what = f"the preview was stopped: it took longer than {limits.seconds:g} seconds"
    next_step = "Choose a smaller area or fewer years, or run it as a product"
    return Problem("preview.time", "preview", what, f"at {at}", "", next_step)
