"""What a recipe will take, told without looking at data: seconds of one core, bytes held and bytes written.

A rough model, right within a factor of a few: each operation declares what one day of one cell costs it. It is there to
refuse what would take a week or a terabyte; `running.memory` reckons with the real data before a run.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..vocabulary.problems import Problem, Refused
from .filling import FilledRecipe
from .graph import FilledStep
from .operations import OPERATIONS

# One cell over this many years may take this many seconds.
CELL_YEARS, LONGEST = 30, 60
# What is read, decoded and turned, of each day of each input [ns].
READING = 30.0
_NUMBER, _OUTCOME = 4, 1  # bytes
_BLOCK = 320  # cells


@dataclass(frozen=True)
class Cost:
    """An estimate: seconds of one core, bytes held at once by one worker, bytes of the answer."""

    seconds: float
    memory: float
    result: float

    def words(self) -> str:
        return (
            f"about {_time(self.seconds)} of one core, {_size(self.memory)} of memory, {_size(self.result)} of results"
        )


def seconds_of_a_cell(steps: Sequence[FilledStep], years: float) -> float:
    """Seconds that the steps take for one cell and so many years of one member."""
    return 1e-9 * 365.25 * years * sum(_nanoseconds(step) for step in steps)


def _nanoseconds(step: FilledStep) -> float:
    operation = OPERATIONS[step.op]
    times = step.arguments.get(operation.repeats, 1) if operation.repeats else 1
    return operation.cost * (times if isinstance(times, int) else 1)


def estimate(filled: FilledRecipe, *, cells: int, years: int, members: int = 1) -> Cost:
    """What a run takes for so many cells, years and members."""
    series = len(filled.inputs) + sum(OPERATIONS[step.op].gives == "series" for step in filled.steps)
    days = 365.25 * years
    one = seconds_of_a_cell(filled.steps, years) + 1e-9 * READING * days * len(filled.inputs)
    result = (_NUMBER + _OUTCOME) * cells * years * members * max(1, len(filled.outputs))
    return Cost(one * cells * members, min(cells, _BLOCK) * days * _NUMBER * (2 * series + 3) + result, result)


def refuse_costly(
    filled: FilledRecipe, *, cells: int, years: int, members: int = 1, seconds: float, memory: float
) -> Cost:
    """The cost; raises `Refused` with what would fit when it is beyond the limits."""
    cost = estimate(filled, cells=cells, years=years, members=members)
    worst = max(cost.seconds / seconds, cost.memory / memory)
    if worst <= 1:
        return cost
    options = [f"an area of at most {fewer} cells" for fewer in [int(cells / worst)] if fewer]
    options += [f"at most {fewer} years" for fewer in [int(years / worst)] if fewer]
    allowed = "; or ".join([*options, f"limits of {_time(cost.seconds)} and {_size(cost.memory)}"])
    where = f"recipe {filled.id} v{filled.version}"
    raise Refused(Problem("recipe.cost", where, "this would take too much", cost.words(), allowed))


def _time(seconds: float) -> str:
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.2g} seconds"


def _size(size: float) -> str:
    for bound, unit in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB")):
        if size >= bound:
            return f"{size / bound:.3g} {unit}"
    return f"{math.ceil(size / 1e3)} kB"
