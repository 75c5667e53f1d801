"""What changes against a baseline, whether the members agree, and whether it stands out from ordinary years."""

from enum import IntEnum

import numpy as np

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least, one_of
from .members import checked_weights

KINDS = ("difference", "percent")
_IPCC_AR6 = "Gutiérrez et al. (2021), IPCC AR6 WGI Atlas, Cross-Chapter Box Atlas.1"
# The width of a one-sided 95 % interval of the normal distribution, as the Atlas uses it.
_GAMMA = 1.645


class Robustness(IntEnum):
    """The Atlas's three categories, and the one for too few members that are known."""

    UNKNOWN = 0
    ROBUST = 1
    NO_CHANGE = 2
    CONFLICTING = 3

    @property
    def words(self) -> str:
        return {
            Robustness.UNKNOWN: "unknown",
            Robustness.ROBUST: "robust signal",
            Robustness.NO_CHANGE: "no change or no robust signal",
            Robustness.CONFLICTING: "conflicting signals",
        }[self]


def period_mean(value, outcome, *, least: int = 24):
    """The mean of the seasons of a period that are known.

    value    (..., season); outcome (..., season) uint8
    least    with fewer known seasons there is no mean
    returns  (...) float64; not a number with too few known seasons, or where the event did not happen in some year:
             a mean of the years with a date would leave out the late ones. Count years instead.
    source   WMO-No. 1203 (2017), Guidelines on the Calculation of Climate Normals: 80 % of the years must be there,
             24 of 30

    >>> float(period_mean([1.0, 3.0, np.nan], np.array([1, 1, 0], np.uint8), least=2))
    2.0
    """
    refuse_if(at_least(least, 1, "period_mean, least"))
    value, outcome = np.asarray(value, np.float64), np.asarray(outcome)
    known = outcome == Outcome.HAPPENED
    count = known.sum(axis=-1)
    usable = (count >= least) & ~(outcome == Outcome.DID_NOT_HAPPEN).any(axis=-1)
    return np.where(usable, np.where(known, value, 0.0).sum(axis=-1) / np.maximum(count, 1), np.nan)


def change(future, baseline, *, kind: str = "difference"):
    """How a number differs between two periods, member by member.

    future, baseline  (...) of the same members, one unit
    kind              "difference" [unit], or "percent" of the baseline
    returns           (...) float64; not a number where one is missing, and for "percent" of a baseline of 0
    source            IPCC AR6 WGI (2021), Annex VII, Glossary: climate change relative to a baseline

    >>> change([12.0, 9.0], [10.0, 10.0], kind="percent").tolist()
    [20.0, -10.0]
    """
    refuse_if(one_of(kind, KINDS, "change, kind"))
    future, baseline = np.asarray(future, np.float64), np.asarray(baseline, np.float64)
    if kind == "difference":
        return future - baseline
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(baseline != 0, (future - baseline) / np.abs(baseline) * 100, np.nan)


def agreement(changes, weights=None) -> tuple[np.ndarray, np.ndarray]:
    """The share of members on the side of the majority, and which side it is.

    changes  (member, ...) change of each member; missing ones are left out
    weights  (member); default: all alike
    returns  share (...) float64 of the members that are there, and side (...) int8: 1 more, -1 less, 0 neither.
             80 % or more is high agreement in the simple approach of the Atlas. No change is no side.
    source   Gutiérrez et al. (2021), IPCC AR6 WGI Atlas, Cross-Chapter Box Atlas.1

    >>> share, side = agreement([0.5, 0.2, -0.1, 0.4, 0.3])
    >>> float(share), int(side)
    (0.8, 1)
    """
    changes = np.asarray(changes, np.float64)
    weight = _spread(weights, changes)
    there = np.where(np.isfinite(changes), weight, 0.0).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        more, less = (np.where(side, weight, 0.0).sum(axis=0) / there for side in (changes > 0, changes < 0))
    side = np.where(more > less, 1, np.where(less > more, -1, 0)).astype(np.int8)
    return np.maximum(more, less), side


def spread_about_line(yearly, *, fitted: int = 2) -> np.ndarray:
    """Standard deviation of yearly values about their straight line, the room's measure of ordinary years.

    yearly   (..., year), none missing
    fitted   how many numbers the line took from the years: their sum of squares is divided by years - fitted. 2, an
             intercept and a slope, is the rule of this room; 0 divides by all years, as xclim does
    returns  (...) float64; not a number where a year is missing or there are fewer than three
    source   Wilks (2019), Statistical Methods in the Atmospheric Sciences, chapter 7: the residual variance

    >>> round(float(spread_about_line([1.0, 3.0, 1.0, 3.0, 1.0, 3.0])), 3)
    1.171
    """
    yearly = np.asarray(yearly, np.float64)
    years = yearly.shape[-1]
    if years < 3:
        return np.full(yearly.shape[:-1], np.nan)
    year = np.arange(years) - (years - 1) / 2
    slope = (yearly * year).sum(axis=-1) / (year**2).sum()
    left = yearly - yearly.mean(axis=-1)[..., None] - slope[..., None] * year
    return np.sqrt((left**2).sum(axis=-1) / (years - fitted))


def variability_threshold(yearly, *, fitted: int = 2):
    """How large a change of 20-year means must be to stand out from ordinary years.

    yearly   (..., year) yearly values of a baseline of modern years, none missing, one member
    fitted   see `spread_about_line`; 0 is xclim's choice, which passes a change a little sooner
    returns  (...) float64 [unit]: 1.645 * sqrt(2 / 20) * standard deviation of the years about their straight line;
             not a number where a year is missing or there are fewer than three
    source   Gutiérrez et al. (2021), IPCC AR6 WGI Atlas, Cross-Chapter Box Atlas.1, by way of xclim's documentation
             (the Atlas itself was not opened): the way for linearly detrended modern years. With a pre-industrial
             control run it is 1.645 * sqrt(2) * the standard deviation of its 20-year means about a quadratic line,
             which is not done here

    >>> round(float(variability_threshold([1.0, 3.0, 1.0, 3.0, 1.0, 3.0])), 3)
    0.609
    """
    return _GAMMA * np.sqrt(2 / 20) * spread_about_line(yearly, fitted=fitted)


def robustness(changes, threshold, weights=None) -> np.ndarray:
    """The advanced approach of the Atlas: robust, no robust signal, or conflicting.

    changes    (member, ...) change of each member between means of 20 years or more
    threshold  (member, ...) `variability_threshold` of each member's own baseline
    weights    (member); default: all alike
    returns    (...) uint8, see Robustness: ROBUST when two thirds or more of the members (66 %) pass their threshold
               and 80 % or more agree on the sign; CONFLICTING when they pass and do not agree; NO_CHANGE else. UNKNOWN
               when fewer than three members are there.
    source     Gutiérrez et al. (2021), IPCC AR6 WGI Atlas, Cross-Chapter Box Atlas.1

    >>> Robustness(int(robustness([2.0, 1.5, -0.1], [1.0, 1.0, 1.0]))).words
    'conflicting signals'
    """
    changes, threshold = np.broadcast_arrays(np.asarray(changes, np.float64), np.asarray(threshold, np.float64))
    there = np.isfinite(changes) & np.isfinite(threshold)
    changes = np.where(there, changes, np.nan)
    weight = np.where(there, _spread(weights, changes), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        passing = np.where(np.abs(changes) > threshold, weight, 0.0).sum(axis=0) / weight.sum(axis=0)
    share, _ = agreement(changes, weights)
    # A share of weights that sums in another order must not fall on the other side of the limit.
    stands_out, agrees = passing >= 0.66 - 1e-9, share >= 0.8 - 1e-9
    found = np.where(stands_out & agrees, Robustness.ROBUST, Robustness.NO_CHANGE)
    found = np.where(stands_out & ~agrees, Robustness.CONFLICTING, found)
    return np.where(there.sum(axis=0) < 3, Robustness.UNKNOWN, found).astype(np.uint8)


def _spread(weights, changes) -> np.ndarray:
    members = changes.shape[0]
    weights = np.ones(members) if weights is None else checked_weights(weights, members, "agreement, weights")
    return weights.reshape(-1, *[1] * (changes.ndim - 1))
