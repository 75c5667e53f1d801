"""The middle of an area, or any share of it: what part of its cells has reached, with the three outcomes apart."""

from fractions import Fraction

import numpy as np

from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import one_of

# Weights become integers of this many steps, so that sums do not depend on the order of the cells.
_WEIGHT_STEPS = 2**40
# Where cells stand in which the event did not happen, by `Metric.never`.
_NEVER = {"after": np.inf, "before": -np.inf, "least": -np.inf}


def middle(value, outcome, weights, *, share: float = 0.5, never: str = "after"):
    """The middle of an area in each season: the value that half of the area (by weight) has reached.

    value     (cell, season); outcome (cell, season) uint8; weights (cell), not negative, any scale; members instead of
              cells, with their weights, give the middle of an ensemble
    share     0 to 1: another part of the area than half
    never     where cells stand in which the event did not happen, as in `count`: "after" every value, or "before" or
              "least", which come before every value
    returns   value (season) float32, outcome (season) uint8
    source    the inverse of the empirical distribution: Hyndman and Fan (1996), The American Statistician 50, 361-365,
              definition 1; the rule for outcomes is ours
    The middle is the smallest value that, with all smaller ones, holds half of the weight or more. A cell that is
    unknown may stand anywhere: the middle is given when it is the same wherever the unknown cells stand, else it is
    UNKNOWN. Cells without a season are left out; so are cells of weight 0, which is what a cell that never holds data
    should have.

    >>> value = np.array([[4.0], [9.0], [np.nan]], np.float32)
    >>> [x.tolist() for x in middle(value, np.array([[1], [1], [2]], np.uint8), [1, 1, 1])]
    [[9.0], [1]]
    >>> [x.tolist() for x in middle(value, np.array([[1], [1], [0]], np.uint8), [1, 1, 1])]
    [[nan], [0]]
    """
    refuse_if(one_of(never, _NEVER, "middle of the area, never"))
    if not 0 <= share <= 1:
        raise Refused(Problem("argument.bounds", "middle of the area, share", "no share", str(share), "0 to 1"))
    value, outcome = np.asarray(value, np.float32), np.asarray(outcome, np.uint8)
    steps = _whole_weights(weights, value.shape[0])
    found, found_outcome = np.full(value.shape[1], np.nan, np.float32), np.empty(value.shape[1], np.uint8)
    for season in range(value.shape[1]):
        there = (outcome[:, season] != NOT_A_SEASON) & (steps > 0)
        if not there.any():
            found_outcome[season] = NOT_A_SEASON
            continue
        cells = value[there, season], outcome[there, season], steps[there]
        latest = _reached_by(*cells, share, _NEVER[never], np.inf)
        known = not (cells[1] == Outcome.UNKNOWN).any()
        earliest = latest if known else _reached_by(*cells, share, _NEVER[never], -np.inf)
        if earliest != latest:
            found_outcome[season] = Outcome.UNKNOWN
        elif latest == _NEVER[never]:
            found_outcome[season] = Outcome.DID_NOT_HAPPEN
        else:
            found[season], found_outcome[season] = latest, Outcome.HAPPENED
    return found, found_outcome


def _whole_weights(weights, cells: int) -> np.ndarray:
    weights = np.asarray(weights, np.float64)
    if weights.shape != (cells,) or not (np.isfinite(weights).all() and (weights >= 0).all() and weights.any()):
        allowed = f"{cells} finite numbers, none below zero, one above"
        raise Refused(Problem("weights", "middle of the area", "these weights cannot be used", str(weights), allowed))
    return np.rint(weights / weights.max() * _WEIGHT_STEPS).astype(np.int64)


def _reached_by(value, outcome, weight, share: float, never: float, unknown: float) -> float:
    """What `share` of the weight has reached when every unknown cell stands at `unknown`, others at `never`."""
    placed = value.copy()
    placed[outcome == Outcome.DID_NOT_HAPPEN] = never
    placed[outcome == Outcome.UNKNOWN] = unknown
    # Cells of one value may come in any order: it is the value that is asked for.
    order = np.argsort(placed)
    reached = np.cumsum(weight[order])
    # Whole numbers: a third of three cells is one cell, whatever a third is in binary.
    wanted = Fraction(share).limit_denominator(10_000) * int(reached[-1])
    return float(placed[order][np.searchsorted(reached, max(1, -(-wanted.numerator // wanted.denominator)))])
