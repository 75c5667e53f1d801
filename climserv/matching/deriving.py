"""What can be had from what there is by a step of our own operations: a variable from others, a metric from another."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..recipes.operations import OPERATIONS


@dataclass(frozen=True)
class Derivation:
    """One way to a variable: the operation, what it gives, and what it cannot do without."""

    operation: str
    gives: str
    wants: tuple[str, ...]


@cache
def derivations() -> tuple[Derivation, ...]:
    """Every operation of ours that gives a canonical variable, the one that wants least first."""
    found = [
        Derivation(one.name, one.variable, _wants(one))
        for one in OPERATIONS.own.values()
        if one.gives == "series" and one.variable
    ]
    return tuple(sorted(found, key=lambda one: (len(one.wants), one.operation)))


def _wants(operation) -> tuple[str, ...]:
    """The main series, and every other that has no default; an operation takes one variable of those it names."""
    others = [a.variables[:1] for a in operation.parameters if a.names_values and a.name != "of" and a.default is None]
    return tuple(sorted({*operation.variables[:1], *(name for names in others for name in names)}))


def way_to(variable: str, held: Iterable[str]) -> Derivation | None:
    """The first operation that gives the variable from those that are held."""
    held = set(held)
    return next((one for one in derivations() if one.gives == variable and held.issuperset(one.wants)), None)


@dataclass(frozen=True)
class LastStep:
    """How a metric is had beside another, from the same series and season: the operation of its name, and its count.

    says        the step in words
    statement   which years are counted, and `at`, against which numbers; the first answers in words
    """

    says: dict[str, str]
    statement: str
    at: tuple[str, ...]


# A metric and what it can be had from. A rank needs the totals of the seasons and nothing else.
DERIVED_METRICS: dict[tuple[str, str], LastStep] = {
    ("rain_rank", "seasonal_rain"): LastStep(
        {"en": "rank the seasons by their rain", "fr": "classer les saisons par leur pluie",
         "sw": "panga misimu kwa mvua yake", "es": "ordenar las temporadas por su lluvia"},
        "fewer_than", ("33.33 percent", "66.67 percent"),
    ),
    ("heavy_rain_days", "heavy_rain"): LastStep(
        {"en": "count the days that were added up", "fr": "compter les jours qui ont été additionnés",
         "sw": "hesabu siku zilizojumlishwa", "es": "contar los días que se sumaron"},
        "at_least", ("5 day", "10 day"),
    ),
}  # fmt: skip
