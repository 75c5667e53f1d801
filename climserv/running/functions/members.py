"""Steps over members: from the yearly values of all members of a place to what is said of them together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ...methods.ensembles import middle
from ...methods.ensembles.changes import Robustness, agreement, change, period_mean, robustness, variability_threshold
from ...methods.ensembles.emergence import time_of_emergence
from ...methods.ensembles.members import one_model_one_vote, percentiles
from ...vocabulary.outcomes import NOT_A_SEASON, Outcome
from ..blocks.values import Arguments

# With fewer known years than these of a period, nothing stands for a member (WMO-No. 1203: 24 of 30).
_KNOWN = 0.8
# The Atlas's categories, emergence and warming levels are of means of twenty years.
TWENTY = 20
_TIMES = {"unusual": 1.0, "unfamiliar": 2.0, "unknown": 3.0}
_SIDES = {1: "more", -1: "less", 0: "neither"}


@dataclass(frozen=True)
class Stretch:
    """A period: value (member, season) float64, outcome (member, season) uint8, and the year of each season."""

    label: str
    years: np.ndarray
    value: np.ndarray
    outcome: np.ndarray


@dataclass(frozen=True)
class Sample:
    """The members of one scenario, or one member alone, at one place; `periods` by role: record, baseline, future.

    whole     it is a whole scenario, and not one member of it
    observed  what was observed at the place, in the baseline where the members have one
    """

    models: tuple[str, ...]
    scenarios: tuple[str, ...]
    periods: dict[str, Stretch]
    unit: str
    never: str
    whole: bool
    observed: Stretch | None = None

    def weights(self, arguments: Arguments) -> np.ndarray | None:
        return one_model_one_vote(self.models) if arguments["weights"] == "one_model_one_vote" else None

    @property
    def both(self) -> tuple[Stretch, Stretch] | None:
        """Future and baseline, where there are both."""
        return (
            (self.periods["future"], self.periods["baseline"]) if {"future", "baseline"} <= set(self.periods) else None
        )


@dataclass(frozen=True)
class Told:
    """One row: what is said of a period, its number (not a number: none can be given) and how many members are known.

    moment  the number is a value of the metric itself, a date for dates
    """

    period: str
    statement: str
    condition: str
    value: float
    unit: str
    members: int
    words: str = ""
    moment: bool = False


def tell_percentiles(sample: Sample, arguments: Arguments) -> Iterator[Told]:
    """Percentiles of what members give for a period, or of all their years; of every period."""
    weights = sample.weights(arguments)
    for stretch in {one.label: one for one in sample.periods.values()}.values():
        if arguments["over"] == "members":
            if not sample.whole:
                continue
            numbers = _each(sample, stretch, arguments["each"])
            yield from _percentiles(
                sample, stretch.label, "percentile_of_members", numbers, arguments, weights, moment=True
            )
        else:
            yield from _percentiles_of_years(sample, stretch, arguments, weights)


def tell_change(sample: Sample, arguments: Arguments) -> Iterator[Told]:
    """The change of a member, or the percentiles of the changes of a scenario's members."""
    if sample.both is None:
        return
    future, baseline = sample.both
    moved = change(*(_each(sample, one, arguments["each"]) for one in sample.both), kind=arguments["kind"])
    told = replace(sample, unit="%") if arguments["kind"] == "percent" else sample
    yield from _spread(told, future.label, "change", moved, arguments, f"against {baseline.label}")


def tell_robustness(sample: Sample, arguments: Arguments) -> Iterator[Told]:
    """The share of members on the side of the majority, and the category of the IPCC Atlas."""
    if sample.both is None or not sample.whole:
        return
    future, baseline = sample.both
    weights = sample.weights(arguments)
    moved = change(_each(sample, future, "mean"), _each(sample, baseline, "mean"))
    known = int(np.isfinite(moved).sum())
    share, side = agreement(moved, weights) if known else (np.nan, 0)
    against = f"against {baseline.label}"
    yield Told(future.label, "agreement", _SIDES[int(side)] if known else "unknown", float(share), "1", known, against)
    limits = variability_threshold(np.where(baseline.outcome == Outcome.HAPPENED, baseline.value, np.nan))
    long = min(len(future.years), len(baseline.years)) >= TWENTY
    found = Robustness(int(robustness(moved, limits, weights))) if long else Robustness.UNKNOWN
    there = int((np.isfinite(moved) & np.isfinite(limits)).sum())
    number = np.nan if found is Robustness.UNKNOWN else float(found)
    words = found.words if long else f"unknown: both periods must have {TWENTY} years"
    yield Told(future.label, "robustness", "category", number, "1", there, words)


def tell_emergence(sample: Sample, arguments: Arguments) -> Iterator[Told]:
    """The year from which a member stays outside; of a scenario, the middle of its members' years."""
    if sample.both is None:
        return
    baseline = sample.both[1]
    years, value, outcome = _joined(sample)
    known = np.where(outcome == Outcome.HAPPENED, value, np.nan)
    ends = int(baseline.years[0]), int(baseline.years[-1])
    year, found = time_of_emergence(known, int(years[0]), ends, times=_TIMES[arguments["outside"]], window=TWENTY)
    weights = sample.weights(arguments)
    alike = np.ones(len(year)) if weights is None else weights
    one, which = middle(year[:, None], found[:, None], alike, never="after")
    words = {Outcome.DID_NOT_HAPPEN: f"not by {years[-1] - TWENTY // 2 + 1}", Outcome.UNKNOWN: "unknown"}
    told = words.get(int(which[0]), str(int(one[0])) if np.isfinite(one[0]) else "")
    label = f"{years[0]}-{years[-1]}"
    members = int((found != Outcome.UNKNOWN).sum())
    yield Told(label, "time_of_emergence", str(arguments["outside"]), float(one[0]), "year", members, told)


def tell_at_warming_level(sample: Sample, arguments: Arguments) -> Iterator[Told]:
    """The mean of a member's own twenty years, or percentiles of them over a scenario's members."""
    if "future" not in sample.periods:
        return
    reached = {tuple(one.split()[:2]): one.split()[2] for one in arguments["reached"]}
    own = [reached.get(pair, "") for pair in zip(sample.models, sample.scenarios, strict=True)]
    years, value, outcome = _joined(sample)
    found = [_twenty(years, value[n], outcome[n], first) for n, first in enumerate(own)]
    numbers, unit, kind = np.array([one for one, _ in found]), sample.unit, arguments["kind"]
    words = found[0][1] if not sample.whole or len(found) == 1 else ""
    if kind != "value":
        baseline = sample.periods.get("baseline")
        numbers = change(numbers, _each(sample, baseline, "mean"), kind=kind) if baseline else numbers * np.nan
        unit = "%" if kind == "percent" else unit
        words = f"{words} against {baseline.label}".strip() if baseline else words
    told = replace(sample, unit=unit)
    label = str(arguments["level"])
    yield from _spread(told, label, "at_warming_level", numbers, arguments, words, moment=kind == "value")


def _twenty(years, value, outcome, first: str) -> tuple[float, str]:
    """The mean of twenty years from `first`, and which years they are or why there is none."""
    if not first or first == "never":
        return np.nan, "not reached" if first else "not in the table"
    begin, end = int(first), int(first) + TWENTY - 1
    here = (years >= begin) & (years <= end)
    if here.sum() < TWENTY:
        return np.nan, f"{begin}-{end} is not computed"
    return float(period_mean(value[here], outcome[here], least=round(_KNOWN * TWENTY))), f"{begin}-{end}"


def _each(sample: Sample, stretch: Stretch, each: str) -> np.ndarray:
    """(member) what stands for each member's years; not a number where too few are known."""
    least = max(1, int(np.ceil(_KNOWN * len(stretch.years) - 1e-9)))
    if each == "mean":
        return period_mean(stretch.value, stretch.outcome, least=least)
    pairs = zip(stretch.value, stretch.outcome, strict=True)
    return np.array(
        [_placed(value, outcome, np.ones(value.size), 0.5, sample.never, least)[0] for value, outcome in pairs]
    )


def _placed(value, outcome, weights, share: float, never: str, least: int) -> tuple[float, Outcome]:
    """The value that a share of the known years has reached; years that are not known count for nothing."""
    known = np.where(outcome == Outcome.UNKNOWN, NOT_A_SEASON, outcome).astype(np.uint8)
    if (known != NOT_A_SEASON).sum() < least:
        return np.nan, Outcome.UNKNOWN
    found, which = middle(value[:, None], known[:, None], weights, share=share, never=never)
    return float(found[0]), Outcome(int(which[0]))


def _percentiles_of_years(sample: Sample, stretch: Stretch, arguments: Arguments, weights) -> Iterator[Told]:
    own = np.ones(len(sample.models)) if weights is None else weights
    every = np.repeat(own, len(stretch.years))
    least = max(1, int(np.ceil(_KNOWN * stretch.value.size - 1e-9)))
    members = int(np.isin(stretch.outcome, (Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN)).any(axis=1).sum())
    for at in arguments["at"]:
        found, which = _placed(stretch.value.ravel(), stretch.outcome.ravel(), every, at / 100, sample.never, least)
        words = "" if which == Outcome.HAPPENED else which.word.replace("_", " ")
        yield Told(stretch.label, "percentile_of_years", f"p{at}", found, sample.unit, members, words, moment=True)


def _spread(sample: Sample, period, statement, numbers, arguments, words="", *, moment: bool = False) -> Iterator[Told]:
    """The number of a member by itself; of a scenario the percentiles over its members."""
    if sample.whole:
        weights = sample.weights(arguments)
        yield from _percentiles(sample, period, statement, numbers, arguments, weights, words, moment=moment)
    else:
        yield Told(period, statement, "mean" if "each" not in arguments else str(arguments["each"]),
                   float(numbers[0]), sample.unit, int(np.isfinite(numbers[0])), words, moment)  # fmt: skip


def _percentiles(
    sample: Sample, period, statement, numbers, arguments, weights, words="", *, moment: bool = False
) -> Iterator[Told]:
    known = int(np.isfinite(numbers).sum())
    # One member has no spread: its percentiles would look like certainty.
    found = percentiles(numbers, arguments["at"], weights) if known > 1 else np.full(len(arguments["at"]), np.nan)
    words = words if known > 1 else "fewer than two members"
    for at, value in zip(arguments["at"], found, strict=True):
        yield Told(period, statement, f"p{at}", float(value), sample.unit, known, words, moment)


def _joined(sample: Sample) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Baseline and future on one axis of years: years (year), value and outcome (member, year); gaps are no seasons."""
    stretches = [sample.periods[role] for role in ("baseline", "future") if role in sample.periods]
    years = np.arange(min(one.years[0] for one in stretches), max(one.years[-1] for one in stretches) + 1)
    shape = (len(sample.models), len(years))
    value, outcome = np.full(shape, np.nan), np.full(shape, NOT_A_SEASON, np.uint8)
    for one in stretches:
        here = one.years - years[0]
        value[:, here], outcome[:, here] = one.value, one.outcome
    return years, value, outcome


FUNCTIONS = {
    "percentiles": tell_percentiles,
    "change": tell_change,
    "robustness": tell_robustness,
    "time_of_emergence": tell_emergence,
    "at_warming_level": tell_at_warming_level,
}
