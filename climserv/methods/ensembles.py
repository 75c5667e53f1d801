"""From values and outcomes to counts: in how many years a statement held, and the middle of an area."""

import numpy as np

from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Problem, Refused, refuse_if

from .arrays import one_of

# A statement: how the value is compared, and whether a season in which the event did not happen makes it true.
# What did not happen counts as late, and as few; it is never by a date, and never at least some number.
STATEMENTS = {
    "by": (np.less_equal, False),
    "later_than": (np.greater, True),
    "at_least": (np.greater_equal, False),
    "more_than": (np.greater, False),
    "fewer_than": (np.less, True),
}
# Weights become integers of this many steps, so that sums do not depend on the order of the cells.
_WEIGHT_STEPS = 2**40
_NEVER, _NOT_KNOWN = np.inf, -np.inf


def count(value, outcome, statement: str, at: float):
    """In how many seasons a statement holds, along the last axis.

    value     (..., season), the number that belongs to the outcome; `at` in its unit (dates: days after search start)
    outcome   (..., season) uint8; NOT_A_SEASON counts as nothing
    statement one of STATEMENTS: `by` (on that day or before), `later_than`, `at_least`, `more_than`, `fewer_than`
    returns   years_true, years_valid, years_unknown (...) int64. Valid is happened + did not happen; the probability
              is years_true / years_valid. Unknown seasons are in neither.

    >>> value = np.array([3.0, 9.0, np.nan, np.nan, 5.0], np.float32)
    >>> outcome = np.array([1, 1, 2, 0, 1], np.uint8)
    >>> [int(n) for n in count(value, outcome, "by", 5)], [int(n) for n in count(value, outcome, "later_than", 5)]
    ([2, 4, 1], [2, 4, 1])
    """
    refuse_if(one_of(statement, STATEMENTS, "ensemble, statement"))
    compare, when_not = STATEMENTS[statement]
    value, outcome = np.asarray(value), np.asarray(outcome)
    happened, did_not = outcome == Outcome.HAPPENED, outcome == Outcome.DID_NOT_HAPPEN
    # Both sides as float32: the value is one, and 0.1 must equal 0.1.
    holds = happened & compare(value, np.float32(at))
    true = holds.sum(axis=-1) + (did_not.sum(axis=-1) if when_not else 0)
    return true, (happened | did_not).sum(axis=-1), (outcome == Outcome.UNKNOWN).sum(axis=-1)


def middle(value, outcome, weights):
    """The middle of an area in each season: the value that half of the area (by weight) has reached.

    value     (cell, season); outcome (cell, season) uint8; weights (cell), not negative, any scale
    returns   value (season) float32, outcome (season) uint8
    The middle is the smallest value that, with all smaller ones, holds half of the weight or more. Cells where the
    event did not happen come after every date. A cell that is unknown may stand anywhere: the middle is given when it
    is the same wherever the unknown cells stand, else it is UNKNOWN. Cells without a season are left out; so are
    cells of weight 0, which is what a cell that never holds data should have.

    >>> value = np.array([[4.0], [9.0], [np.nan]], np.float32)
    >>> [x.tolist() for x in middle(value, np.array([[1], [1], [2]], np.uint8), [1, 1, 1])]
    [[9.0], [1]]
    >>> [x.tolist() for x in middle(value, np.array([[1], [1], [0]], np.uint8), [1, 1, 1])]
    [[nan], [0]]
    """
    value, outcome = np.asarray(value, np.float32), np.asarray(outcome, np.uint8)
    steps = _whole_weights(weights, value.shape[0])
    found, found_outcome = np.full(value.shape[1], np.nan, np.float32), np.empty(value.shape[1], np.uint8)
    for season in range(value.shape[1]):
        there = (outcome[:, season] != NOT_A_SEASON) & (steps > 0)
        if not there.any():
            found_outcome[season] = NOT_A_SEASON
            continue
        known, kinds, share = value[there, season], outcome[there, season], steps[there]
        earliest, latest = (_middle_of(known, kinds, share, unknown) for unknown in (_NOT_KNOWN, _NEVER))
        if earliest != latest:
            found_outcome[season] = Outcome.UNKNOWN
        elif latest == _NEVER:
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


def _middle_of(value, outcome, share, unknown: float) -> float:
    placed = value.astype(np.float64)
    placed[outcome == Outcome.DID_NOT_HAPPEN] = _NEVER
    placed[outcome == Outcome.UNKNOWN] = unknown
    order = np.argsort(placed, kind="stable")
    reached = np.cumsum(share[order])
    return float(placed[order][np.searchsorted(2 * reached, reached[-1])])
