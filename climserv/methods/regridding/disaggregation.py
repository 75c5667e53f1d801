"""Bias correction with spatial disaggregation (BCSD): the model's anomalies on the detail of a fine climatology.

The way, each step public:

  1  the fine reference is brought to the model's grid conservatively: `conservative`, `apply_weights`
  2  the model is adjusted there to it: `train` and `apply` of the room of adjustment
  3  `climatology` of the reference, coarse and fine: by month, or by day of year smoothed over a window
  4  `anomalies` of the adjusted series from the coarse climatology: differences (temperature) or ratios (rain)
  5  the anomalies are interpolated: `bilinear`, `apply_weights`
  6  `on_climatology`: put on the fine climatology

`spatial_disaggregation` is steps 4 to 6. The change that the model projects stays that of its coarse cells, the detail
is that of the reference's climatology: two numbers in `resolution`.

Groups. A group is an integer of each day, from 0: the month less one, or the day of the year less one. With months the
climatology jumps at their borders, with days of the year it does not.

Dry months (ratios). A ratio to a climatology near zero says nothing: where a climatology is below `least`, coarse or
fine, `least` stands for it. An amount passes through unchanged where both are dry. Only where the coarse climatology is
dry and the fine one is not does a ratio grow without bound: 5 mm on 0.02 mm/day (counted as 0.1) is a ratio of 50, and
on a fine 6 mm/day 300 mm. What is put on the climatology is therefore at most `growth` times the largest value of the
fine reference there. The cap is all that holds such days: each is counted in `capped`, and where that is not small the
coarse reference does not have the months of the fine one.

sources  Wood, Maurer, Kumar and Lettenmaier (2002), doi 10.1029/2001JD000659; Wood, Leung, Sridhar and Lettenmaier
         (2004), doi 10.1023/B:CLIM.0000013685.99609.9e; daily: Thrasher et al. (2012), doi 10.5194/hess-16-3309-2012
"""

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from .applying import apply_weights
from .weights import Weights

KINDS = ("+", "*")
# Rain of a month below which it counts as dry [mm/day].
DRY_MONTH = 0.1
FACTS = ("values", "capped")


def climatology(values, group, *, groups: int, window: int = 1) -> np.ndarray:
    """Mean of each group of days, in each cell.

    values   (cell, time) float32; not a number is missing and left out
    group    (time) int, 0 to groups - 1
    groups   12 for months, 365, 366 or 360 for days of the year
    window   odd: the mean takes in the days of so many groups around, the last group being the first one's neighbour; 1
             for months, 31 for smoothed days of the year
    returns  (cell, groups) float32; not a number where no day has a value
    source   Wood, Leung, Sridhar and Lettenmaier (2004), doi 10.1023/B:CLIM.0000013685.99609.9e

    >>> climatology([[1, 3, 5, float("nan")]], [0, 0, 1, 1], groups=3).tolist()
    [[2.0, 5.0, nan]]
    >>> climatology([[1, 2, 6, 7]], [0, 1, 2, 3], groups=4, window=3).tolist()
    [[3.3333332538604736, 3.0, 5.0, 4.666666507720947]]
    """
    here = "climatology, "
    values = cells_by_time(values, here + "values")
    problems = at_least(groups, 1, here + "groups")
    if not (window % 2 == 1 and 1 <= window <= max(1, groups)):
        what, allowed = "a window reaches as far to both sides", f"an odd number, 1 to {groups}"
        problems.append(Problem("argument.bounds", here + "window", what, str(window), allowed))
    refuse_if(problems + _group_problems(group, values.shape[1], groups, here))
    out = np.empty((len(values), groups), np.float32)
    _means(values, integers(group), int(window) // 2, np.empty(groups), np.empty(groups, np.int64), out)
    return out


def anomalies(values, climate, group, *, kind: str, least: float = DRY_MONTH) -> np.ndarray:
    """What each day differs by from the climatology of its group.

    values   (cell, time) float32; not a number stays so
    climate  (cell, groups) from `climatology`, same unit
    kind     "+": value - climatology; "*": value / climatology, a climatology below `least` counting as `least`
    least    kind "*" only, above 0 [unit of the values; the default is for mm/day]
    returns  (cell, time) float32
    source   Wood, Leung, Sridhar and Lettenmaier (2004), doi 10.1023/B:CLIM.0000013685.99609.9e

    >>> anomalies([[284, 280]], [[282.0, 279.0]], [0, 1], kind="+").tolist()
    [[2.0, 1.0]]
    >>> anomalies([[8.0, 0.05]], [[4.0, 0.0]], [0, 1], kind="*").tolist()
    [[2.0, 0.5]]
    """
    values, climate, group = _checked(values, climate, group, kind, least, "anomalies, ")
    out = np.empty_like(values)
    _differences(values, climate, group, kind == "*", float(least), out)
    return out


def on_climatology(
    differences, climate, group, *, kind: str, least: float = DRY_MONTH, highest=None, growth: float = 3.0
) -> tuple[np.ndarray, dict[str, int]]:
    """Anomalies put on a climatology: the way back from `anomalies`.

    differences  (cell, time) float32 from `anomalies`; not a number stays so
    climate      (cell, groups) from `climatology`
    kind, least  as in `anomalies`
    highest      (cell), kind "*" only and needed there: the largest value of the reference in the cell
    growth       kind "*": a value is at most `growth` times `highest`
    returns      (cell, time) float32, and facts, both counts: `values` that are there, `capped`
    source   Wood, Leung, Sridhar and Lettenmaier (2004), doi 10.1023/B:CLIM.0000013685.99609.9e; the bound
             of growth is ours

    >>> found, facts = on_climatology([[2.0, 0.5, 40]], [[3.0, 0.0]], [0, 1, 0], kind="*", highest=[20])
    >>> found.round(3).tolist(), facts
    ([[6.0, 0.05000000074505806, 60.0]], {'values': 3, 'capped': 1})
    """
    here = "on_climatology, "
    values, climate, group = _checked(differences, climate, group, kind, least, here)
    refuse_if(at_least(growth, 1, here + "growth") + _unbounded(highest, len(values), kind, here))
    most = np.full(len(values), np.inf) if kind == "+" else np.asarray(highest, np.float64) * growth
    out = np.empty_like(values)
    counts = _put_on(values, climate, group, kind == "*", float(least), most, out)
    return out, dict(zip(FACTS, counts, strict=True))


def spatial_disaggregation(
    adjusted,
    coarse_climate,
    fine_climate,
    weights: Weights,
    group,
    *,
    kind: str,
    least: float = DRY_MONTH,
    highest=None,
    growth: float = 3.0,
    least_covered: float = 0.5,
) -> tuple[np.ndarray, dict[str, int]]:
    """BCSD, steps 4 to 6: a coarse, adjusted series on the detail of a fine climatology.

    adjusted        (coarse cell, time) float32, adjusted to the coarse reference
    coarse_climate  (coarse cell, groups), of the reference brought to the coarse grid
    fine_climate    (fine cell, groups), of the reference
    weights         bilinear, from coarse to fine cells, or some of them (`Weights.part`)
    group           (time) int
    others          as in `on_climatology` and `apply_weights`; `highest` is (fine cell)
    returns         (fine cell, time) float32, and facts
    source          Wood, Leung, Sridhar and Lettenmaier (2004), doi 10.1023/B:CLIM.0000013685.99609.9e

    Two coarse cells, and a place halfway between them that is 3 K colder than their mean:

    >>> from climserv.methods.regridding.points import bilinear
    >>> weights = bilinear(([0], [10, 12]), ([0], [11]))
    >>> spatial_disaggregation([[281.0], [285.0]], [[280.0], [282.0]], [[278.0]], weights, [0], kind="+")[0].tolist()
    [[280.0]]
    """
    away = anomalies(adjusted, coarse_climate, group, kind=kind, least=least)
    away = apply_weights(weights, away, least_covered=least_covered)
    return on_climatology(away, fine_climate, group, kind=kind, least=least, highest=highest, growth=growth)


def _checked(values, climate, group, kind: str, least: float, here: str):
    values = cells_by_time(values, here + "values")
    climate = cells_by_time(climate, here + "climate")
    problems = one_of(kind, KINDS, here + "kind") + _group_problems(group, values.shape[1], climate.shape[1], here)
    if not least > 0:
        what = "a climatology of zero divides nothing"
        problems.append(Problem("argument.bounds", here + "least", what, str(least), "above 0"))
    if len(climate) != len(values):
        what = "the climatology is of other cells"
        problems.append(Problem("array.cells", here + "climate", what, str(len(climate)), str(len(values))))
    refuse_if(problems)
    return values, climate, integers(group)


def _group_problems(group, days: int, groups: int, here: str) -> list[Problem]:
    group = np.asarray(group)
    if group.shape == (days,) and (not days or (group.min() >= 0 and group.max() < groups)):
        return []
    got = f"{group.shape}, {group.min()} to {group.max()}" if group.size else str(group.shape)
    return [Problem("argument.group", here + "group", "each day needs its group", got, f"({days},), 0 to {groups - 1}")]


def _unbounded(highest, cells: int, kind: str, here: str) -> list[Problem]:
    if kind == "+" or np.shape(highest) == (cells,):
        return []
    what = "ratios need a bound, and the largest values of the reference are not there"
    got = "none" if highest is None else str(np.shape(highest))
    return [Problem("argument.missing", here + "highest", what, got, f"({cells},), the largest value of each cell")]


@njit(cache=True, nogil=True)
def _means(values, group, half, sums, counts, out):
    groups = sums.size
    for cell in range(values.shape[0]):
        sums[:], counts[:] = 0.0, 0
        for day in range(group.size):
            value = values[cell, day]
            if value == value:
                sums[group[day]] += value
                counts[group[day]] += 1
        for one in range(groups):
            total, days = 0.0, 0
            for other in range(one - half, one + half + 1):
                total += sums[other % groups]
                days += counts[other % groups]
            out[cell, one] = total / days if days else np.nan


@njit(cache=True, nogil=True)
def _base(climate, least):
    """The climatology a ratio is taken from; not a number stays so."""
    return least if climate < least else np.float64(climate)


@njit(cache=True, nogil=True)
def _differences(values, climate, group, times, least, out):
    for cell in range(values.shape[0]):
        for day in range(group.size):
            value, mean = np.float64(values[cell, day]), climate[cell, group[day]]
            out[cell, day] = value / _base(mean, least) if times else value - mean


@njit(cache=True, nogil=True)
def _put_on(values, climate, group, times, least, most, out):
    there, capped = 0, 0
    for cell in range(values.shape[0]):
        for day in range(group.size):
            value, mean = np.float64(values[cell, day]), climate[cell, group[day]]
            found = value * _base(mean, least) if times else value + mean
            if found == found:
                there += 1
                if found > most[cell]:
                    found = most[cell]
                    capped += 1
            out[cell, day] = found
    return there, capped
