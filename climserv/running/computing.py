"""Computing: from a plan to a result, the one way that the command line, Python and the worker share."""

from dataclasses import replace

from ..methods.adjustment import shares
from ..recipes.operations import OPERATIONS
from ..vocabulary.metrics import METRICS
from ..vocabulary.seasons import parse_month_day
from ..vocabulary.units import parse_quantity
from .execution import Progress, execute
from .keeping.kept import KeptBlocks
from .keeping.stages import Stages
from .planning.plan import Plan
from .results.assembling import Collected, assemble
from .results.emptiness import refuse_nothing, refuse_slipped_units
from .results.result import Answer, Result
from .results.so_far import notes_of, tell_so_far
from .results.spreading import spread
from .results.summarising import summarise
from .results.trying import try_out


def compute(
    plan: Plan,
    *,
    memory_limit: str = "4 GB",
    kept: KeptBlocks | None = None,
    stages: Stages | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    scheduler: str = "",
    trials: bool = True,
) -> Result:
    """Run every block of the plan on Dask and put the answers together; the same inputs give the same numbers.

    kept, stages, scheduler, trials   see `execution.execute`
    """
    collected = Collected(plan)
    execute(
        plan,
        memory_limit=memory_limit,
        kept=kept,
        stages=stages,
        progress=progress,
        workers=workers,
        scheduler=scheduler,
        trials=trials,
        take=collected.take,
    )
    return result_of(plan, collected, trials=trials)


def result_of(plan: Plan, collected: Collected, *, trials: bool) -> Result:
    """What was collected of all blocks, labelled and counted.

    Raises `Refused` when no year at all is known, or the unit of a model is not that of the observations.
    trials  whether the adjustment was tried on years it did not learn from
    """
    refuse_slipped_units(plan, collected)
    main, *others = (answer_of(plan, collected, name) for name in plan.filled.outputs)
    refuse_nothing(plan, main.summary, collected)
    so_far = tell_so_far(plan, collected)
    return Result(
        order=plan.order,
        filled=plan.filled,
        metric=main.metric,
        sources=plan.sources,
        reference=plan.reference,
        places=main.places,
        grid=main.grid,
        summary=main.summary,
        adjustment=_adjustment(plan, collected.facts),
        skill=_skill(plan, collected, main) if trials else {"measured": False, "why": "it was not asked for"},
        area=plan.selection,
        notes=(*plan.notes, *_excluded(collected.excluded), *collected.notes(main.name), *notes_of(so_far)),
        so_far=so_far,
        spreads=main.spreads,
        code=main.code,
        others=tuple(others),
    )


def answer_of(plan: Plan, collected: Collected, name: str, *, gridded: bool = True) -> Answer:
    """One output: labelled arrays, and its years counted where the recipe counts them; `gridded`: its map, too."""
    filled = plan.filled
    codes = [filled.metric_of(one) for one in filled.outputs]
    metric = METRICS[filled.metric_of(name)]
    code = metric.code if codes.count(metric.code) == 1 else name
    first = filled.season(name)["from"] if metric.kind == "date" else ""
    start = parse_month_day(first, where="season") if first else None
    places, grid = assemble(plan, collected, name, start, gridded=gridded)
    summary: list[dict] = []
    if (counted := filled.counted(name)) is not None:
        statement, at = str(counted["statement"]), [str(condition) for condition in counted["at"]]
        calendars = {strand.name: plan.calendar(strand) for strand in plan.strands}
        summary = summarise(places, statement, at, start, metric.unit, calendars, metric.never)
    roles = [{role: str(years) for role, years in strand.periods.items()} for strand in plan.strands]
    spreads = spread(places, filled.spreads(name), roles, metric, start)
    if metric.general:
        metric = replace(metric, label={one: text[:1].lower() + text[1:] for one, text in filled.title.items()})
    return Answer(name, code, metric, first, places, grid, summary, spreads)


def _skill(plan: Plan, collected: Collected, main: Answer) -> dict:
    """The adjustment tried out of sample, on the statement that the answer in words uses."""
    counted = plan.filled.counted(main.name)
    answer_at = str(counted.get("answer_at") or counted["at"][0])
    start = parse_month_day(main.start, where="season") if main.start else None
    unit = main.metric.unit
    limit = None if start else parse_quantity(answer_at, where="ensemble", like=unit).to(unit)
    return try_out(plan, collected, str(counted["statement"]), answer_at, start, limit)


def _adjustment(plan: Plan, facts: dict[str, int]) -> dict:
    """What was done to the models' values, and how often it had to go beyond what it learnt."""
    if not plan.adjusts:
        why = "no observations were given to adjust to" if plan.reference is None else "the recipe does not adjust"
        return {"made": False, "why": why}
    step = next(step for step in plan.filled.steps if OPERATIONS[step.op].argument("to") is not None)
    told = {name: step.arguments.get(name, "") for name in ("method", "kind", "group")}
    return {
        "made": True,
        **{**told, "method": told["method"] or step.op},
        "reference": plan.reference.name,
        "training": str(plan.baseline),
        "facts": {"days": facts["values"], **shares(facts)},
    }


def _excluded(labels: tuple[str, ...]) -> list[str]:
    return [f"Incomplete seasons left out: {', '.join(labels)}"] if labels else []
