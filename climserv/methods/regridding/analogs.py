"""Constructed analogs: a coarse day rebuilt from the most similar days of a library, whose fine fields are known.

For each day the `analogs` library days nearest to it are taken: those within `within` days of its day of the year with
the least root mean square error over the whole coarse domain, each cell counting by its share of surface. Their weights
are the least squares that rebuild the coarse field, held down by a ridge so that near-equal analogs share the work
rather than cancel. The same weights, on the fine fields of the same days, make the fine day.

Fields are anomalies: taken before with `anomalies` from each side's own climatology and put back with `on_climatology`,
so that a warmer future looks for days like its weather and not for days like its warmth. Two public steps: what is
found looks at the whole coarse domain once, and is then applied to any block of fine cells.

A day with a missing coarse cell is missing, and such a library day is never an analog. Cells with a share of 0 are left
out. Nothing is drawn by chance: of days equally near the first in the library is taken.

sources  Hidalgo, Dettinger and Cayan (2008), California Energy Commission CEC-500-2007-123: 30 analogs within 45 days;
         Pierce, Cayan and Thrasher (2014), doi 10.1175/JHM-D-14-0082.1, for why one analog at a place may do better for
         rain. The ridge stands in for their pseudo-inverse.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import at_least, cells_by_time, integers


@dataclass(frozen=True)
class Analogs:
    """The analogs of each day and their weights.

    index   (time, analog) int32, positions in the library, the most similar first; -1 where there is none
    weight  (time, analog) float64, of any sign; 0 where there is no analog
    apart   (time, analog) float32, root mean square error of each analog [unit of the fields]
    left    (time) float32, root mean square error of the rebuilt coarse field; not a number on a missing day
    """

    index: np.ndarray
    weight: np.ndarray
    apart: np.ndarray
    left: np.ndarray


def find_analogs(
    fields,
    library,
    day,
    library_day,
    *,
    days: int = 365,
    analogs: int = 30,
    within: int = 45,
    ridge: float = 0.01,
    shares=None,
    number=None,
    library_number=None,
    spared: int = 0,
) -> Analogs:
    """Constructed analogs: the most similar days of a library, and the weights that rebuild each coarse day from them.

    fields, library   (coarse cell, time) float32, anomalies, one unit
    day, library_day  (time) int, day of the year, 1 to `days`; others are refused (`Timeline.number` is none)
    days              of the year of the calendar: 365, 366 or 360
    analogs           how many days are combined, 1 or more
    within            [day], an analog's day of the year is at most this far off, over New Year too
    ridge             0 or more, as a share of the mean square of the analogs' fields
    shares            (coarse cell), surface of each cell in any unit; all alike when None, 0 leaves a cell out
    number, library_number, spared
                      (time) int, `Timeline.number`: a library day fewer than `spared` days from the day itself is no
                      analog. For verifying on the library's own years
    returns           Analogs
    source            Hidalgo, Dettinger and Cayan (2008), California Energy Commission CEC-500-2007-123

    Two cells, and a day that is half one library day and half another:

    >>> library, fine = [[2, 0, 9], [0, 2, 9]], [[6, 2, 50]]
    >>> found = find_analogs([[1], [1]], library, [5], [4, 6, 5], analogs=2, ridge=0)
    >>> found.index.tolist(), found.weight.round(6).tolist(), apply_analogs(found, fine).tolist()
    ([[0, 1]], [[0.5, 0.5]], [[4.0]])
    """
    here = "find_analogs, "
    fields = cells_by_time(fields, here + "fields", len(day))
    library = cells_by_time(library, here + "library", len(library_day))
    least = {
        "days": (days, 1),
        "analogs": (analogs, 1),
        "within": (within, 0),
        "ridge": (ridge, 0),
        "spared": (spared, 0),
    }
    problems = [p for name, (value, low) in least.items() for p in at_least(value, low, here + name)]
    root = _roots(shares, len(library), here, problems)
    if len(fields) != len(library):
        what = "the library is of other cells"
        problems.append(Problem("array.cells", here + "library", what, str(len(library)), str(len(fields))))
    if spared > 0 and (number is None or library_number is None):
        what = "days can be spared only where the number of each day is known"
        problems.append(Problem("argument.missing", here + "number", what, "none", "Timeline.number"))
    problems += _day_problems(day, days, here + "day") + _day_problems(library_day, days, here + "library_day")
    refuse_if(problems)
    fields, library = _side_by_side(fields, root), _side_by_side(library, root)
    usable = np.isfinite(library).all(axis=1)
    if not usable.any():
        what, next_step = "no day of the library has all its cells", "Give cells that are always missing a share of 0"
        refuse_if([Problem("analogs.library", here + "library", what, next_step=next_step)])
    numbers = (number, library_number) if spared > 0 else (np.zeros(len(day)), np.zeros(len(library_day)))
    when = (integers(day), integers(library_day), *(integers(each, np.int64) for each in numbers))
    shape = (len(day), analogs)
    index, weight = np.full(shape, -1, np.int32), np.zeros(shape)
    apart, left = np.full(shape, np.nan, np.float32), np.full(len(day), np.nan, np.float32)
    room = (np.empty(analogs), np.empty((analogs, analogs)))
    rule = (int(days), int(within), int(spared))
    _find(fields, library, usable, when, rule, float(ridge), room, index, weight, apart, left)
    return Analogs(index, weight, apart, left)


def apply_analogs(found: Analogs, fine, *, lowest: float | None = None) -> np.ndarray:
    """The fine fields of the analogs, combined day by day.

    fine     (fine cell, library time) float32: the fine fields of the library's days. A fine cell missing on one of a
             day's analogs is missing that day
    lowest   values below it become it, 0 for rain, whose sums may fall below; None leaves them
    returns  (fine cell, time) float32; missing on days without analogs

    source   Hidalgo, Dettinger and Cayan (2008), California Energy Commission CEC-500-2007-123
    """
    fine = cells_by_time(fine, "apply_analogs, fine")
    if found.index.size and found.index.max() >= fine.shape[1]:
        what = "these fields are of another library"
        got, allowed = f"{fine.shape[1]} days", f"more than {found.index.max()} days"
        refuse_if([Problem("array.shape", "apply_analogs, fine", what, got, allowed)])
    out = np.empty((len(fine), len(found.index)), np.float32)
    _combine(fine, found.index, found.weight, -np.inf if lowest is None else float(lowest), out)
    return out


def _day_problems(day, days: int, where: str) -> list[Problem]:
    """Days that the year does not have: the distance to them over New Year would be none."""
    day = np.asarray(day, np.float64)
    wrong = ~((day >= 1) & (day <= days) & (day == np.floor(day)))
    if day.ndim == 1 and not wrong.any():
        return []
    got = str(day[wrong].flat[0]) if wrong.any() else str(day.shape)
    return [Problem("argument.bounds", where, "these are no days of the year", got, f"whole numbers, 1 to {days}")]


def _roots(shares, cells: int, here: str, problems: list[Problem]) -> np.ndarray:
    """Root of each cell's share of the whole."""
    shares = np.ones(cells) if shares is None else np.asarray(shares, np.float64)
    if shares.shape != (cells,) or not (np.isfinite(shares).all() and (shares >= 0).all() and shares.any()):
        allowed = f"{cells} finite numbers, none below zero, one above"
        problems.append(Problem("weights", here + "shares", "these shares cannot be used", str(shares), allowed))
        return np.ones(cells)
    return np.sqrt(shares / shares.sum())


def _side_by_side(values, root) -> np.ndarray:
    """Days as rows, each cell times the root of its share: distances are then plain sums of squares."""
    kept = root > 0
    return np.ascontiguousarray((values[kept] * root[kept, None].astype(np.float32)).T)


@njit(cache=True, nogil=True)
def _squares(one, other, limit):
    """Sum of squared differences; any number above `limit` once it is passed."""
    total, at = 0.0, 0
    while at + 32 <= one.size and total <= limit:
        a, b, c, d = 0.0, 0.0, 0.0, 0.0
        for k in range(at, at + 32, 4):
            p, q = np.float64(one[k] - other[k]), np.float64(one[k + 1] - other[k + 1])
            r, s = np.float64(one[k + 2] - other[k + 2]), np.float64(one[k + 3] - other[k + 3])
            a, b, c, d = a + p * p, b + q * q, c + r * r, d + s * s
        total += (a + b) + (c + d)
        at += 32
    if total <= limit:
        for k in range(at, one.size):
            p = np.float64(one[k] - other[k])
            total += p * p
    return total


@njit(cache=True, nogil=True)
def _product(one, other):
    a, b, c, d = 0.0, 0.0, 0.0, 0.0
    whole = one.size - one.size % 4
    for k in range(0, whole, 4):
        a += np.float64(one[k]) * other[k]
        b += np.float64(one[k + 1]) * other[k + 1]
        c += np.float64(one[k + 2]) * other[k + 2]
        d += np.float64(one[k + 3]) * other[k + 3]
    for k in range(whole, one.size):
        a += np.float64(one[k]) * other[k]
    return (a + b) + (c + d)


@njit(cache=True, nogil=True)
def _nearest_days(field, library, usable, at, when, rule, best, index):
    """Fill `best` (squares) and `index` with the nearest library days, the nearest first; how many there are."""
    day, library_day, number, library_number = when
    days, within, spared = rule
    count, most = 0, best.size
    for other in range(library.shape[0]):
        off = abs(day[at] - library_day[other])
        if not usable[other] or min(off, days - off) > within or abs(number[at] - library_number[other]) < spared:
            continue
        away = _squares(field, library[other], best[most - 1] if count == most else np.inf)
        if count == most and away >= best[most - 1]:
            continue
        if count < most:
            count += 1
        place = count - 1
        while place > 0 and best[place - 1] > away:
            best[place], index[place] = best[place - 1], index[place - 1]
            place -= 1
        best[place], index[place] = away, other
    return count


@njit(cache=True, nogil=True)
def _solve(gram, size, weight):
    """Cholesky, in place: gram x = weight, and the answer stands in `weight`."""
    for i in range(size):
        for j in range(i + 1):
            total = gram[i, j]
            for k in range(j):
                total -= gram[i, k] * gram[j, k]
            if i == j:
                # An analog that adds nothing to those before it gets no weight.
                gram[i, i] = np.sqrt(total) if total > 0.0 else np.inf
            else:
                gram[i, j] = total / gram[j, j]
    for i in range(size):
        for k in range(i):
            weight[i] -= gram[i, k] * weight[k]
        weight[i] /= gram[i, i]
    for i in range(size - 1, -1, -1):
        for k in range(i + 1, size):
            weight[i] -= gram[k, i] * weight[k]
        weight[i] /= gram[i, i]


@njit(cache=True, nogil=True)
def _find(fields, library, usable, when, rule, ridge, room, index, weight, apart, left):
    best, gram = room
    for at in range(fields.shape[0]):
        field = fields[at]
        whole = True
        for value in field:
            whole = whole and value == value
        if not whole:
            continue
        count = _nearest_days(field, library, usable, at, when, rule, best, index[at])
        if count == 0:
            continue
        mean = 0.0
        for i in range(count):
            apart[at, i] = np.sqrt(best[i])
            weight[at, i] = _product(library[index[at, i]], field)
            for j in range(i + 1):
                gram[i, j] = _product(library[index[at, i]], library[index[at, j]])
            mean += gram[i, i] / count
        for i in range(count):
            gram[i, i] += ridge * mean
        _solve(gram, count, weight[at])
        total = 0.0
        for cell in range(field.size):
            rest = np.float64(field[cell])
            for i in range(count):
                rest -= weight[at, i] * library[index[at, i], cell]
            total += rest * rest
        left[at] = np.sqrt(total)


@njit(cache=True, nogil=True)
def _combine(fine, index, weight, lowest, out):
    for cell in range(fine.shape[0]):
        row = fine[cell]
        for day in range(index.shape[0]):
            total = 0.0 if index[day, 0] >= 0 else np.nan
            for k in range(index.shape[1]):
                if index[day, k] >= 0:
                    total += weight[day, k] * row[index[day, k]]
            out[cell, day] = lowest if total < lowest else total
