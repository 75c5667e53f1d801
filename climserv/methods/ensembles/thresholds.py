"""From thirds to a threshold: the chance of an amount that somebody needs, when the thirds of a season have chances.

Years of the record stand for what may come: those of a third share the chance of that third among them. So the chance
of a threshold is the share of the weights of the years that passed it. Equal thirds give back the record's own share.
"""

from dataclasses import dataclass

import numpy as np

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import one_of
from ..verification.scores import brier_score, skill
from ..verification.years import leave_years_out
from .counts import STATEMENTS
from .terciles import LEAST_YEARS, tercile_bounds, tercile_forecast, tercile_of

# Statements about amounts.
PASSES = ("at_least", "more_than", "fewer_than")


def chance_of_threshold(past, chances, statement: str, limit: float) -> float:
    """The chance that a season passes a threshold, from the years of the record and the chances of their thirds.

    past       (year) amounts of the record, missing years left out; limit in their unit
    chances    (3) of below, near and above normal, summing to 1
    statement  "at_least", "more_than" or "fewer_than"
    returns    float; not a number with fewer than LEAST_YEARS known years, without chances, or when a third that has a
               chance has no year of its own (many years alike)
    source     past years that count as often as their third is likely: Croley (2000), Using meteorology probability
               forecasts in operational hydrology, ASCE Press; here with the three thirds of one season only

    Twelve years of 100, 110 .. 210 mm: four in each third. With 50, 30 and 20 % the four driest have 12.5 % each.

    >>> record = np.arange(100.0, 220.0, 10.0)
    >>> chance_of_threshold(record, [0.5, 0.3, 0.2], "fewer_than", 120.0)
    0.25
    >>> round(chance_of_threshold(record, [1 / 3, 1 / 3, 1 / 3], "fewer_than", 120.0), 4)
    0.1667
    """
    refuse_if(one_of(statement, PASSES, "chance_of_threshold, statement"))
    past, chances = np.asarray(past, np.float64), np.asarray(chances, np.float64)
    if chances.shape != (3,) or (np.isfinite(chances).all() and abs(chances.sum() - 1) > 1e-6):
        what = "the chances of three thirds sum to 1"
        raise Refused(Problem("array.sum", "chance_of_threshold, chances", what, str(chances.tolist())))
    past = past[np.isfinite(past)]
    third = tercile_of(past, *tercile_bounds(past))
    years = np.array([(third == one).sum() for one in range(3)])
    if past.size < LEAST_YEARS or not np.isfinite(chances).all() or (chances[years == 0] > 0).any():
        return float("nan")
    return float((chances / np.maximum(years, 1))[third] @ passes(past, statement, limit))


@dataclass(frozen=True)
class Tried:
    """What hindcasts of other years said of a threshold: chance and usual (year), came (year) 1, 0 or not a number.

    skill  of the chances against the usual share of the other years (Brier): 1 perfect, 0 no better
    """

    chance: np.ndarray
    usual: np.ndarray
    came: np.ndarray
    skill: float


def try_threshold(hindcast, observed, years, statement: str, limit: float, *, way: str = "counting") -> Tried:
    """Each hindcast year's chance of passing a threshold, learnt from the other years only.

    hindcast  (year, member); observed (year), limit in its unit; years (year) whole years
    way       see `terciles.tercile_forecast`
    source    see `chance_of_threshold` and `terciles.hindcast_terciles`; skill: Murphy (1988), Monthly Weather Review
              116, 2417-2424

    A hindcast that knows every year: the driest is told with more chance of drought than usual, the wettest with less.

    >>> rain = np.arange(100.0, 220.0, 10.0)
    >>> tried = try_threshold(rain[:, None], rain, range(2001, 2013), "fewer_than", 130.0, way="regression")
    >>> bool(tried.chance[0] > tried.usual[0]), bool(tried.chance[-1] < tried.usual[-1]), bool(tried.skill > 0)
    (True, True, True)
    """
    hindcast, observed = np.asarray(hindcast, np.float64), np.asarray(observed, np.float64)
    chance, usual = np.full((2, len(observed)), np.nan)
    for learn, judge in leave_years_out(years):
        known = observed[learn]
        share = passes(known[np.isfinite(known)], statement, limit)
        usual[judge] = share.mean() if share.size else np.nan
        for year in np.flatnonzero(judge):
            thirds = tercile_forecast(hindcast[year], hindcast[learn], known, way=way)
            chance[year] = chance_of_threshold(known, thirds, statement, limit)
    came = np.where(np.isfinite(observed), passes(observed, statement, limit), np.nan)
    both = np.isfinite(chance) & np.isfinite(came)
    found = float("nan")
    if both.sum() >= LEAST_YEARS:
        found = float(skill(brier_score(chance[both], came[both]), brier_score(usual[both], came[both])))
    return Tried(chance, usual, came, found)


def passes(values, statement: str, limit: float) -> np.ndarray:
    """1.0 where an amount passes the threshold, else 0.0; both compared in single precision, as products hold them."""
    return STATEMENTS[statement][0](np.asarray(values, np.float32), np.float32(limit)).astype(np.float64)
