"""How well an adjustment did on years it had not learnt from: the climate it gives beside the observed one, in a table.

Days of a model do not belong to days of the record: only climates are compared, cell by cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import cells_by_time
from ..calendars import Timeline
from ..seasons.rules import least_wet
from .scores import mean_absolute_error

RAW = "raw"
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95, 0.99)


@dataclass(frozen=True)
class AdjustmentSkill:
    """The table: for each statistic and cell, what was observed and what each series gives.

    statistics  names; units  of each: "data" (that of the values), "1" (a share) or "day"
    reference   (statistic, cell) float64
    series      by name, the raw model as "raw": (statistic, cell) float64
    """

    statistics: tuple[str, ...]
    units: tuple[str, ...]
    reference: np.ndarray
    series: Mapping[str, np.ndarray]

    def errors(self, name: str) -> np.ndarray:
        """How much too high each statistic of a series is: (statistic, cell)."""
        return self.series[name] - self.reference

    def mean_absolute(self, name: str) -> dict[str, float]:
        """The mean absolute error over the statistics of one unit and all cells, by unit."""
        found = {}
        for unit in dict.fromkeys(self.units):
            here = [number for number, one in enumerate(self.units) if one == unit]
            pairs = (table[here].ravel() for table in (self.series[name], self.reference))
            found[unit] = float(mean_absolute_error(*pairs))
        return found

    def relative(self, name: str) -> dict[str, float]:
        """The same as a share of the raw model's: below 1 the adjustment helped."""
        raw = self.mean_absolute(RAW)
        return {unit: error / raw[unit] if raw[unit] else np.nan for unit, error in self.mean_absolute(name).items()}

    def rows(self) -> list[dict[str, str | float]]:
        """One row a statistic and series, means over the cells: for tables that people read."""
        return [
            {
                "statistic": statistic,
                "unit": self.units[number],
                "series": name,
                "observed": float(np.nanmean(self.reference[number])),
                "value": float(np.nanmean(table[number])),
                "error": float(np.nanmean(np.abs(self.errors(name)[number]))),
            }
            for number, statistic in enumerate(self.statistics)
            for name, table in self.series.items()
        ]


def adjustment_skill(
    reference,
    raw,
    adjusted: Mapping[str, np.ndarray],
    *,
    reference_line: Timeline,
    line: Timeline,
    wet_day: float | None = None,
    quantiles=QUANTILES,
) -> AdjustmentSkill:
    """Hold adjusted series, and the raw one, against observations of years that were not learnt from.

    reference       (cell, time) float32, observed
    raw, adjusted   (cell, time) float32, one time axis and unit; `adjusted` by name
    reference_line, line   their time axes, of any two calendars
    wet_day         for rain, its unit: a day with as much is wet. Adds the share of wet days and the mean and 95th
                    percentile of the lengths of dry spells; a spell that ends at a missing day, a hole or an end of the
                    record has no known length and is left out
    quantiles       shares, 0 to 1
    returns         AdjustmentSkill: quantiles, mean, and what rain adds; missing days are left out
    source          Maraun et al. (2015), Earth's Future 3, 1-14, doi 10.1002/2014EF000259: the statistics of VALUE

    A model 2 K too warm, mended:

    >>> days = Timeline("noleap", [2001] * 4, [1] * 4, [1, 2, 3, 4])
    >>> warm = np.array([[283.0, 284, 285, 286]])
    >>> table = adjustment_skill(warm - 2, warm, {"shifted": warm - 1.5}, reference_line=days, line=days)
    >>> table.mean_absolute("raw"), table.relative("shifted")
    ({'data': 2.0}, {'data': 0.25})
    """
    here = "adjustment_skill, "
    series = {RAW: raw, **adjusted}
    refuse_if(_wrong_names(adjusted))
    series = {name: cells_by_time(values, here + name, line.number.size) for name, values in series.items()}
    reference = cells_by_time(reference, here + "reference", reference_line.number.size)
    names = [f"quantile {100 * share:g} %" for share in quantiles] + ["mean"]
    units = ["data"] * len(names)
    if wet_day is not None:
        names += ["wet days", "mean dry spell", "dry spell, 95 %"]
        units += ["1", "day", "day"]
    least = None if wet_day is None else least_wet(wet_day, ">=")
    told = {name: _statistics(values, line, quantiles, least) for name, values in series.items()}
    of_record = _statistics(reference, reference_line, quantiles, least)
    return AdjustmentSkill(tuple(names), tuple(units), of_record, told)


def _wrong_names(adjusted) -> list[Problem]:
    if RAW not in adjusted:
        return []
    return [Problem("skill.name", "adjustment_skill, adjusted", "this name is the raw model's", RAW, "another name")]


def _statistics(values, line: Timeline, quantiles, least) -> np.ndarray:
    """(statistic, cell)."""
    return np.array([_of_cell(row, line, quantiles, least) for row in values]).T


def _of_cell(row, line: Timeline, quantiles, least) -> list[float]:
    there = np.isfinite(row)
    known = row[there].astype(np.float64)
    if not known.size:
        return [np.nan] * (len(quantiles) + 1 + (0 if least is None else 3))
    found = [*np.quantile(known, quantiles), known.mean()]
    if least is not None:
        lengths = dry_spell_lengths(row, line, least)
        spells = (lengths.mean(), np.quantile(lengths, 0.95)) if lengths.size else (np.nan, np.nan)
        found += [(row[there] >= least).mean(), *spells]
    return found


def dry_spell_lengths(row, line: Timeline, least) -> np.ndarray:
    """Lengths of the dry spells of one series (time) whose both ends are known, in their order: days below `least`."""
    whole = np.append(True, np.diff(line.number) == 1)
    # 1 dry, 0 wet, 2 not known; a hole in the axis is a day that is not known.
    state = np.where(np.isfinite(row), (row < least).astype(np.int64), 2)
    state = np.insert(state, np.flatnonzero(~whole), 2)
    state = np.concatenate([[2], state, [2]])
    begins = np.flatnonzero((state[1:] == 1) & (state[:-1] != 1)) + 1
    ends = np.flatnonzero((state[:-1] == 1) & (state[1:] != 1)) + 1
    kept = (state[begins - 1] == 0) & (state[ends] == 0)
    return (ends - begins)[kept]
