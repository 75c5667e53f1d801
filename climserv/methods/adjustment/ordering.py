"""What must hold between and within variables after adjustment: tasmin <= tas <= tasmax, 0 <= hurs <= 100.

Two ways. The first makes the order certain: not the three temperatures are adjusted but the highest one (or the mean),
the day's range above zero, and where in the range the mean lies. The second mends: days on which separately adjusted
temperatures are out of order are put in order, and counted; where there are many, the first way is the right one.
"""

import numpy as np

from climserv.vocabulary.problems import Problem, Refused


def day_shape(tasmin, tas, tasmax) -> tuple[np.ndarray, np.ndarray]:
    """The day's range, and where in it the mean lies: what is adjusted instead of tasmin and tasmax.

    tasmin, tas, tasmax  (...) float32, one unit, K or degC; not a number is missing
    returns              range (...) float32 [K], 0 or more, to be adjusted with kind "*"; place (...) float32, 0 to 1,
                         one half where the range is 0. Missing where one of the three is, or where they are out of
                         order in what was given.
    source               Lange (2019), Geoscientific Model Development 12, 3055-3070: tasrange and tasskew

    >>> [part.tolist() for part in day_shape([280.0], [285.0], [290.0])]
    [[10.0], [0.5]]
    """
    tasmin, tas, tasmax = _alike(tasmin, tas, tasmax, where="day_shape")
    spread, above = tasmax - tasmin, tas - tasmin
    with np.errstate(invalid="ignore", divide="ignore"):
        ordered = (above >= 0) & (above <= spread)
        place = np.where(spread > 0, above / spread, 0.5)
    return tuple(np.where(ordered, part, np.nan).astype(np.float32) for part in (spread, place))


def from_day_shape(tas, spread, place) -> tuple[np.ndarray, np.ndarray]:
    """The day's lowest and highest temperature from its mean, its range and where in it the mean lies.

    tas      (...) float32, adjusted
    spread   (...) float32 [K], adjusted; below 0 is taken as 0
    place    (...) float32, adjusted; outside 0 to 1 is taken as the nearer end
    returns  tasmin, tasmax (...) float32; tasmin <= tas <= tasmax always
    source   Lange (2019), Geoscientific Model Development 12, 3055-3070

    >>> [part.tolist() for part in from_day_shape([285.0], [8.0], [0.25])]
    [[283.0], [291.0]]
    """
    tas, spread, place = _alike(tas, spread, place, where="from_day_shape")
    spread, place = np.maximum(spread, 0), np.clip(place, 0, 1)
    # Rounding of a sum goes either way; the mean itself is the bound.
    tasmin = np.minimum(tas - spread * place, tas)
    tasmax = np.maximum(tas + spread * (1 - place), tas)
    return tasmin.astype(np.float32), tasmax.astype(np.float32)


def put_in_order(tasmin, tas, tasmax) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Separately adjusted temperatures in their order, and on how many days they were not.

    tasmin, tas, tasmax  (...) float32, one unit; a missing one stays missing and the others keep their order
    returns              the three, where each day has the numbers it had with the smallest as tasmin and the largest
                         as tasmax; and the count of days that were changed
    source               Thrasher et al. (2012), Hydrology and Earth System Sciences 16, 3309-3314, who swap the two
                         ends; with the mean between them the rule is ours

    >>> tasmin, tas, tasmax, changed = put_in_order([284.0, 280.0], [283.0, 285.0], [290.0, 290.0])
    >>> tasmin.tolist(), tas.tolist(), tasmax.tolist(), changed
    ([283.0, 280.0], [284.0, 285.0], [290.0, 290.0], 1)
    """
    three = list(_alike(tasmin, tas, tasmax, where="put_in_order"))
    out = np.zeros(three[0].shape, bool)
    # The first three sort; the last is for the ends when the mean is missing. A missing side compares as false.
    for low, high in ((0, 1), (1, 2), (0, 1), (0, 2)):
        wrong = three[low] > three[high]
        three[low], three[high] = np.where(wrong, three[high], three[low]), np.where(wrong, three[low], three[high])
        out |= wrong
    return *three, int(np.count_nonzero(out))


def within_bounds(values, low: float, high: float) -> tuple[np.ndarray, int]:
    """Values brought within what they can be, such as relative humidity within 0 and 100 %, and how many were not.

    values   (...) float32; missing ones stay missing
    returns  values (...) float32, and the count of those that were changed
    source   Lange (2019), Geoscientific Model Development 12, 3055-3070: bounds of hurs

    >>> within_bounds([-1.0, 50.0, 104.0], 0, 100)[0].tolist(), within_bounds([-1.0, 50.0, 104.0], 0, 100)[1]
    ([0.0, 50.0, 100.0], 2)
    """
    values = np.asarray(values, np.float32)
    low, high = np.float32(low), np.float32(high)
    out = (values < low) | (values > high)
    return np.clip(values, low, high), int(np.count_nonzero(out))


def _alike(*arrays, where: str) -> tuple[np.ndarray, ...]:
    arrays = tuple(np.asarray(values, np.float32) for values in arrays)
    if len({values.shape for values in arrays}) > 1:
        shapes = ", ".join(str(values.shape) for values in arrays)
        raise Refused(Problem("array.shape", where, "the variables must be given for the same days and cells", shapes))
    return arrays
