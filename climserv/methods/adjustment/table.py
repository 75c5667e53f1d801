"""The table of methods: what each is called, learns, does, and can be asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from climserv.vocabulary.problems import Problem

from .groups import Groups

KINDS = ("+", "*")
INTERPOLATIONS = ("linear", "nearest", "bilinear")
# What is counted while values are adjusted; sums over blocks are exact in any order.
FACTS = ("values", "capped", "beyond_training", "dry_before", "dry_after", "without_training", "below_zero")
# What an array's dimensions may be called; `quantile` is as long as the rule says.
DIMS = ("cell", "group", "quantile", "end")


@dataclass(frozen=True)
class Rule:
    """All that was asked of an adjustment, in plain words and numbers."""

    method: str
    kind: str
    group: str
    window: int
    interpolation: str
    quantiles: int
    wet_day: float
    growth: float
    seed: int
    least_days: int
    options: Mapping[str, float | int | str] = field(default_factory=dict)

    @property
    def times(self) -> bool:
        return self.kind == "*"

    @property
    def wet(self) -> np.float32:
        """Below this a day is dry; the lowest number when no day is."""
        return np.float32(self.wet_day) if self.times else -np.finfo(np.float32).max


# Gives what was found under a name before, or finds and keeps it.
Once = Callable[[str, Callable[[], tuple]], tuple]


def each_time(_: str, find: Callable[[], tuple]) -> tuple:
    """Nothing is kept."""
    return find()


@dataclass(frozen=True)
class Lesson:
    """What a method learns from: two series (cell, time) float32 and the groups of their days.

    once  asked for what hangs on the reference and the rule alone, which many models share
    """

    reference: np.ndarray
    historical: np.ndarray
    ref_groups: Groups
    hist_groups: Groups
    rule: Rule
    once: Once = each_time


@dataclass(frozen=True)
class Method:
    """One row.

    learn     Lesson -> arrays by name, of the dimensions that `learns` gives, float64
    move      (Trained, values, groups) -> adjusted (cell, time) float32 and counts (fact) int64, one for each of FACTS;
              `groups.days` is there when the rule has dry days or `dated` says so
    learns    dimensions of each array, of DIMS
    kinds, interpolations, options   what may be asked; options with their defaults
    check     Rule -> problems, for options that have bounds
    dated     of "training" and "applying", the acts that need the dates of the days
    """

    learn: Callable[[Lesson], dict[str, np.ndarray]]
    move: Callable[..., tuple[np.ndarray, np.ndarray]]
    learns: Mapping[str, tuple[str, ...]]
    kinds: tuple[str, ...] = KINDS
    interpolations: tuple[str, ...] = INTERPOLATIONS
    options: Mapping[str, float | int | str] = field(default_factory=dict)
    check: Callable[[Rule], list[Problem]] | None = None
    dated: tuple[str, ...] = ()
