"""Tercile forecasts: chances of below, near and above normal, calibrated on hindcasts of other years.

The bounds are the thirds of the years one learns from. Below is less than the lower bound, above more than the upper
one. Two ways from an ensemble to chances:

  counting    the members are counted between the bounds of the model's own hindcasts, so that its mean and its spread
              need not be right; each category starts with a third of a member, so that nothing is called impossible
  regression  the observations are regressed on the ensemble's mean, and the chances are those of the normal
              distribution about the line, with the spread of what the line missed; a model without skill gives thirds

A hindcast year is always judged by what was learnt from other years.
"""

from math import erf

import numpy as np

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import one_of
from ..verification.years import leave_years_out

WAYS = ("counting", "regression")
BELOW, NEAR, ABOVE, UNKNOWN = 0, 1, 2, -1
# With fewer years the thirds are a matter of chance.
LEAST_YEARS = 10
_normal_below = np.vectorize(lambda z: 0.5 * (1.0 + erf(z / 2**0.5)), otypes=[np.float64])


def tercile_bounds(values):
    """The two values between which a third of the years lies, with a third below and a third above.

    values   (year, ...), missing years are left out; fewer than LEAST_YEARS give no bounds
    returns  lower, upper (...) float64
    source   WMO-No. 1220 (2018), Guidance on Verification of Operational Seasonal Climate Forecasts: terciles;
             interpolated as Hyndman and Fan (1996), definition 7

    >>> [round(float(bound), 2) for bound in tercile_bounds(np.arange(31.0))]
    [10.0, 20.0]
    """
    values = np.asarray(values, np.float64)
    found = np.full((2, *values.shape[1:]), np.nan)
    enough = np.isfinite(values).sum(axis=0) >= LEAST_YEARS
    if enough.any():
        found[:, enough] = np.nanquantile(values[:, enough], [1 / 3, 2 / 3], axis=0)
    return found[0], found[1]


def tercile_of(values, lower, upper):
    """Which third a value lies in: BELOW 0, NEAR 1, ABOVE 2; UNKNOWN -1 without a value or bounds.

    values, lower, upper  arrays of one shape
    returns               int8
    source                see `tercile_bounds`

    >>> tercile_of([5.0, 10.0, 25.0, np.nan], 10.0, 20.0).tolist()
    [0, 1, 2, -1]
    """
    values, lower, upper = np.broadcast_arrays(*(np.asarray(part, np.float64) for part in (values, lower, upper)))
    third = np.where(values < lower, BELOW, np.where(values > upper, ABOVE, NEAR))
    return np.where(np.isfinite(values) & np.isfinite(lower), third, UNKNOWN).astype(np.int8)


def tercile_forecast(members, hindcast, observed, *, way: str = "counting"):
    """The chances of the three thirds for one season, learnt from the hindcasts of others.

    members   (member) of the season that is forecast
    hindcast  (year, member) of other years; missing members are left out
    observed  (year) of the same years, one unit with nothing: only its own thirds count
    way       "counting" or "regression", see the module
    returns   (3) float64: below, near, above, summing to 1; not numbers with fewer than LEAST_YEARS known years or no
              member
    source    counting: Weigel, Liniger and Appenzeller (2008), Quarterly Journal of the Royal Meteorological Society
              134, 241-260; regression: Barnston et al. (2019), Climate Dynamics 53, 7215-7234

    >>> hindcast = np.arange(30.0)[:, None] + [-1.0, 0.0, 1.0]
    >>> chances = tercile_forecast([25.0, 26.0, 27.0], hindcast, np.arange(30.0) * 2, way="counting")
    >>> [round(float(part), 2) for part in chances]
    [0.08, 0.08, 0.83]
    """
    refuse_if(one_of(way, WAYS, "tercile_forecast, way"))
    members, hindcast, observed = (np.asarray(part, np.float64) for part in (members, hindcast, observed))
    if hindcast.ndim != 2 or observed.shape != hindcast.shape[:1]:
        got = f"{hindcast.shape} and {observed.shape}"
        what = "hindcasts are (year, member), and observations (year) of the same years"
        raise Refused(Problem("array.shape", "tercile_forecast, hindcast", what, got))
    return (_counted if way == "counting" else _regressed)(members[np.isfinite(members)], hindcast, observed)


def hindcast_terciles(hindcast, observed, years, *, way: str = "counting", at_once: int = 1):
    """Each hindcast year forecast from the others, and the third in which it fell by the bounds of the others.

    hindcast  (year, member); observed (year); years (year) whole years
    way       see `tercile_forecast`
    at_once   years left out together
    returns   chances (year, 3) float64, fell (year) int8: BELOW, NEAR, ABOVE, UNKNOWN; to be scored with
              `ranked_probability_score` against thirds
    source    Barnston et al. (2019), Climate Dynamics 53, 7215-7234: cross-validated, also for the bounds

    Twelve winters that the hindcast knows, each a little warmer: the coldest is told cold, the warmest warm.

    >>> winters = np.arange(12.0)
    >>> chances, fell = hindcast_terciles(winters[:, None], winters, range(2001, 2013), way="regression")
    >>> fell[[0, 11]].tolist(), chances[[0, 11]].argmax(axis=1).tolist()
    ([0, 2], [0, 2])
    """
    hindcast, observed = np.asarray(hindcast, np.float64), np.asarray(observed, np.float64)
    chances, fell = np.full((len(observed), 3), np.nan), np.full(len(observed), UNKNOWN, np.int8)
    for learn, judge in leave_years_out(years, at_once=at_once):
        fell[judge] = tercile_of(observed[judge], *tercile_bounds(observed[learn]))
        for year in np.flatnonzero(judge):
            chances[year] = tercile_forecast(hindcast[year], hindcast[learn], observed[learn], way=way)
    return chances, fell


def _counted(members, hindcast, observed) -> np.ndarray:
    known = np.isfinite(hindcast).any(axis=1)
    if known.sum() < LEAST_YEARS or not members.size:
        return np.full(3, np.nan)
    lower, upper = np.nanquantile(hindcast[known], [1 / 3, 2 / 3])
    counts = np.bincount(tercile_of(members, lower, upper), minlength=3)
    return (counts + 1 / 3) / (members.size + 1)


def _regressed(members, hindcast, observed) -> np.ndarray:
    there = np.isfinite(hindcast)
    known = there.any(axis=1) & np.isfinite(observed)
    count = int(known.sum())
    if count < LEAST_YEARS or not members.size:
        return np.full(3, np.nan)
    means = np.where(there, hindcast, 0.0).sum(axis=1)[known] / there.sum(axis=1)[known]
    came = observed[known]
    away = means - means.mean()
    spread = (away**2).sum()
    slope = (away * came).sum() / spread if spread > 0 else 0.0
    left = came - came.mean() - slope * away
    here = members.mean() - means.mean()
    # What one more year may miss: the spread about the line, and that the line itself is not known exactly.
    lever = here**2 / spread if spread > 0 else 0.0
    miss = np.sqrt((left**2).sum() / (count - 2) * (1 + 1 / count + lever))
    expected = came.mean() + slope * here
    lower, upper = np.quantile(came, [1 / 3, 2 / 3])
    if miss == 0:
        return np.eye(3)[int(tercile_of(expected, lower, upper))]
    below, not_above = _normal_below((np.array([lower, upper]) - expected) / miss)
    return np.array([below, not_above - below, 1 - not_above])
