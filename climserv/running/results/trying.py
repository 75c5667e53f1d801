"""Trying the adjustment out of sample: learnt on the first half of the baseline, held against the second."""

import numpy as np

from ...methods.ensembles import count
from ...vocabulary.outcomes import NOT_A_SEASON
from ..blocks.blocks import TRIED, TRIED_RAW, tried_years
from ..planning.plan import Plan
from .assembling import Collected, at_places
from .summarising import days_after


def try_out(plan: Plan, collected: Collected, statement: str, condition: str, start, limit: float | None) -> dict:
    """How often the statement was true in the second half: observed, adjusted and as the models gave it.

    Model years are not the observed years: only their counts compare. Answers `measured: False` with the reason
    where nothing was adjusted or the baseline is too short.
    """
    halves = tried_years(plan)
    if not plan.adjusts:
        return {"measured": False, "why": "nothing was adjusted"}
    if any(map(plan.moves, plan.strands)):
        return {"measured": False, "why": "delta change gives the observed years themselves"}
    if halves is None:
        return {"measured": False, "why": "the baseline is too short to be halved"}
    rows = []
    for place, name in enumerate(_names(plan)):
        observed = _counts(plan, collected, (0, TRIED), place, statement, condition, start, limit)
        for number, strand in enumerate(plan.strands):
            if strand.projected:
                one = (plan, collected)
                adjusted = _counts(*one, (number, TRIED), place, statement, condition, start, limit)
                raw = _counts(*one, (number, TRIED_RAW), place, statement, condition, start, limit)
                rows.append(
                    {"place": name, "member": strand.name, "observed": observed, "adjusted": adjusted, "raw": raw}
                )
    return {"measured": True, "trained": str(halves[0]), "tried": str(halves[1]), "rows": rows}


def _names(plan: Plan) -> list[str]:
    if plan.target.kind == "sites":
        return [plan.target.names[i] for i in plan.selection.index]
    return [plan.selection.name]


def _counts(plan, collected, key, place, statement, condition, start, limit) -> list[int]:
    """[true, valid] of one strand at one place in the years tried."""
    main = plan.filled.outputs[0]
    seasonal = collected.cells(*key, main)
    value, outcome = (array[place] for array in at_places(plan, seasonal, main, collected.weights(main)))
    real = outcome != NOT_A_SEASON
    if start is not None:
        first = tried_years(plan)[1].first
        calendar = plan.strands[key[0]].piece.dates.calendar
        years = first + np.flatnonzero(real)
        limit = np.array([days_after(start, condition, int(year), calendar) for year in years], np.float64)
    true, valid, _ = count(value[real], outcome[real], statement, limit, plan.metric.never)
    return [int(true), int(valid)]
