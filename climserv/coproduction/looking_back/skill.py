"""Skill: what was said beforehand against what came, as the group wrote it down, local knowledge and science alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from ..sheets.sheets import Sheet, sheets_of

if TYPE_CHECKING:
    from ..logbook.state import CaseState

# With fewer times that it came, one more or less turns the picture.
TIMES = 5


@dataclass(frozen=True)
class Skill:
    """One sheet of outcomes, counted.

    worthy, in_vain, missed, quiet  seasons: acted and it came, acted in vain, failed to act, rightly did nothing
    brier    mean squared error of the chances told, 0 (best) to 1; `usual` of always telling how often it came
    tens     chance told, of ten -> (times it came, times it was told)
    value    0 as without the information, 1 as knowing each time; None where cost and loss are not told or knowing
             could not help. Richardson (2000), Quarterly Journal of the Royal Meteorological Society 126, 649-667
    """

    event: str
    whose: str
    worthy: int
    in_vain: int
    missed: int
    quiet: int
    brier: float
    usual: float
    tens: Mapping[float, tuple[int, int]]
    value: float | None

    @property
    def seasons(self) -> int:
        return self.worthy + self.in_vain + self.missed + self.quiet

    @property
    def seasons_needed(self) -> int | None:
        """About how many seasons hold it five times, as often as it came so far; None where it never came."""
        came = self.worthy + self.missed
        return ceil(TIMES * self.seasons / came) if came else None


def skills(state: "CaseState") -> list[Skill]:
    """Each sheet of outcomes of the case that stands, counted."""
    return [skill_of(sheet) for sheet in sheets_of(state, "outcomes") if sheet.rows]


def skill_of(sheet: Sheet) -> Skill:
    """A sheet of outcomes, counted. Its rows are complete: the sheet takes no others."""
    rows = sheet.rows
    worthy, in_vain = _seasons(rows, "yes", "yes"), _seasons(rows, "yes", "no")
    missed, quiet = _seasons(rows, "no", "yes"), _seasons(rows, "no", "no")
    usual = (worthy + missed) / len(rows)
    tens: dict[float, tuple[int, int]] = {}
    for row in rows:
        came, told = tens.get(row["said"], (0, 0))
        tens[row["said"]] = (came + (row["came"] == "yes"), told + 1)
    return Skill(
        str(sheet.head.get("event", "")), str(sheet.head.get("whose", "")), worthy, in_vain, missed, quiet,
        brier=_brier((row["said"] / 10, row) for row in rows), usual=_brier((usual, row) for row in rows),
        tens=dict(sorted(tens.items())), value=_value(worthy, in_vain, missed, len(rows), sheet.head),
    )  # fmt: skip


def _seasons(rows: Iterable[Mapping[str, Any]], acted: str, came: str) -> int:
    return sum(row["acted"] == acted and row["came"] == came for row in rows)


def _brier(told: Iterable[tuple[float, Mapping[str, Any]]]) -> float:
    errors = [(chance - (row["came"] == "yes")) ** 2 for chance, row in told]
    return sum(errors) / len(errors)


def _value(worthy: int, in_vain: int, missed: int, seasons: int, head: Mapping[str, Any]) -> float | None:
    cost, loss = head.get("cost"), head.get("loss")
    if not cost or not loss:
        return None
    came = (worthy + missed) / seasons
    without, perfect = min(cost, came * loss), came * min(cost, loss)
    so = ((worthy + in_vain) * cost + missed * loss) / seasons
    return (without - so) / (without - perfect) if without > perfect else None
