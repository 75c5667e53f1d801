"""Whether units slipped between reference and model: told by each part of a grid, judged of all of them together."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from ...methods.adjustment.taught import slips
from ...vocabulary.problems import Problem
from ..blocks.values import Context

_MARK = "units of"


def told(context: Context, variable: str) -> Callable[[Mapping[str, int]], None]:
    """Keeps the tally of a training among the facts of its step, in place of refusing one part of a grid by itself."""

    def keep(tally: Mapping[str, int]) -> None:
        for name, number in tally.items():
            context.facts[f"{_MARK} {variable}: {name}"] += number

    return keep


def slipped(facts: Mapping[str, int]) -> Iterable[Problem]:
    """What is wrong by the facts of all parts of one member."""
    tallies: dict[str, Counter] = {}
    for fact, number in facts.items():
        if fact.startswith(_MARK):
            variable, _, name = fact.removeprefix(_MARK).strip().partition(": ")
            tallies.setdefault(variable, Counter())[name] = number
    return [problem for tally in tallies.values() for problem in slips(tally)]
