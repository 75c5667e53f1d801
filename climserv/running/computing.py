"""Computing: from a plan to a result, the one way that the command line, Python and the worker share."""

from ..methods.adjustment import shares
from ..vocabulary.seasons import parse_month_day
from ..vocabulary.units import parse_quantity
from .assembling import assemble, collect
from .emptiness import refuse_nothing
from .execution import Progress, execute
from .kept import KeptBlocks
from .plan import Plan
from .result import Result
from .summarising import summarise
from .trying import try_out


def compute(
    plan: Plan, *, memory_limit: str = "4 GB", kept: KeptBlocks | None = None, progress: Progress | None = None
) -> Result:
    """Run every block of the plan on Dask and put the answers together; the same inputs give the same numbers."""
    numbers = execute(plan, memory_limit=memory_limit, kept=kept, progress=progress)
    collected = collect(plan, numbers)
    start = None
    if plan.metric.kind == "date":
        start = parse_month_day(plan.filled.parameters["search_start"], where="search_start")
    places, grid = assemble(plan, collected, start)
    ensemble = next(step.arguments for step in plan.filled.steps if step.op == "ensemble")
    statement, at = str(ensemble["statement"]), [str(condition) for condition in ensemble["at"]]
    answer_at = str(ensemble.get("answer_at") or at[0])
    unit = plan.metric.unit
    limit = None if start else parse_quantity(answer_at, where="ensemble", like=unit).to(unit)
    calendars = {strand.name: strand.piece.dates.calendar for strand in plan.strands}
    summary = summarise(places, statement, at, start, unit, calendars)
    refuse_nothing(plan, summary, collected)
    return Result(
        order=plan.order,
        filled=plan.filled,
        metric=plan.metric,
        sources=plan.sources,
        reference=plan.reference,
        places=places,
        grid=grid,
        summary=summary,
        adjustment=_adjustment(plan, collected.facts),
        skill=try_out(plan, collected, statement, answer_at, start, limit),
        area=plan.selection,
        notes=(*plan.notes, *_excluded(collected.excluded)),
    )


def _adjustment(plan: Plan, facts: dict[str, int]) -> dict:
    """What was done to the models' values, and how often it had to go beyond what it learnt."""
    if not plan.adjusts:
        why = "no observations were given to adjust to" if plan.reference is None else "the recipe does not adjust"
        return {"made": False, "why": why}
    step = next(step.arguments for step in plan.filled.steps if step.op == "adjust")
    return {
        "made": True,
        "method": step["method"],
        "kind": step["kind"],
        "group": step["group"],
        "reference": plan.reference.name,
        "training": str(plan.baseline),
        "facts": {"days": facts["values"], **shares(facts)},
    }


def _excluded(labels: tuple[str, ...]) -> list[str]:
    return [f"Incomplete seasons left out: {', '.join(labels)}"] if labels else []
