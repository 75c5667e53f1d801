"""A product of nothing, or of another unit: refused, with the rule that emptied it."""

from collections.abc import Sequence
from dataclasses import replace

from ...vocabulary.problems import Problem, refuse_if
from ..functions.units import slipped
from ..planning.plan import Plan
from .assembling import Collected
from .result import OBSERVED

_NEXT = "`climserv data check` tells which days a file holds"


def refuse_slipped_units(plan: Plan, collected: Collected) -> None:
    """Raise `Refused` when all cells of a member together show that its unit is not the one of the observations."""
    refuse_if(
        replace(problem, where=f"{plan.strands[strand].name}: {problem.where}")
        for strand, facts in sorted(collected.facts_of.items())
        for problem in slipped(facts)
    )


def refuse_nothing(plan: Plan, summary: Sequence[dict], collected: Collected) -> None:
    """Raise `Refused` when no year at all is known of the observations, or none of all the models."""
    problems = []
    for kind in dict.fromkeys(strand.projected for strand in plan.strands):
        rows = [row for row in summary if (row["member_group"] != OBSERVED) == kind]
        if not any(row["years_valid"] for row in rows):
            problems.append(_nothing(plan, kind, rows, collected))
    refuse_if(problems)


def _nothing(plan: Plan, projected: bool, rows: Sequence[dict], collected: Collected) -> Problem:
    strands = [strand for strand in plan.strands if strand.projected == projected]
    where = ", ".join(dict.fromkeys(strand.source.name for strand in strands))
    if not rows:
        years = ", ".join(dict.fromkeys(str(years) for strand in strands for years in strand.periods.values()))
        got = "; ".join(collected.excluded) or "no day of any season"
        what = f"nothing can be computed: no season of {years} is complete in the data"
        return Problem("product.nothing", where, what, got, "", "Choose other years or another season")
    if projected and plan.adjusts and collected.facts.get("without_training"):
        what = "nothing can be known: a month without observations in the training years cannot be adjusted"
        got = f"{plan.reference.name}, {plan.baseline}: {collected.facts['without_training']} days of the models lost"
        return Problem("product.nothing", where, what, got, "observations of every month in the baseline", _NEXT)
    unknown = max(row["years_unknown"] for row in rows)
    what = "nothing can be known, by this rule for missing days: " + plan.filled.conventions["missing"]
    return Problem("product.nothing", where, what, f"{unknown} of {unknown} seasons unknown", "", _NEXT)
