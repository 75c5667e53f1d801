"""From values and outcomes to counts: in how many years a statement held."""

import numpy as np

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import refuse_if

from ..arrays import one_of

NEVER = ("after", "before", "least")
# A statement: how the value is compared, and where a season without the event must stand to make it true. A date that
# did not come is late or early by what the metric says of it; of a number there is nothing, whatever it says.
STATEMENTS = {
    "by": (np.less_equal, ("before", "least")),
    "later_than": (np.greater, ("after",)),
    "at_least": (np.greater_equal, ()),
    "more_than": (np.greater, ()),
    "fewer_than": (np.less, NEVER),
}


def count(value, outcome, statement: str, at: float, never: str = "after"):
    """In how many seasons a statement holds, along the last axis.

    value     (..., season), the number that belongs to the outcome; `at` in its unit (dates: days after search start)
    outcome   (..., season) uint8; NOT_A_SEASON counts as nothing
    statement one of STATEMENTS: `by` (on that day or before), `later_than`, `at_least`, `more_than`, `fewer_than`
    never     where a season stands in which the event did not happen: `vocabulary.metrics.Metric.never`. "after" every
              date (a start), "before" every date (the last frost), or "least" (a length). The statements about numbers
              take it as nothing each time: `fewer_than` holds, `at_least` and `more_than` do not
    returns   years_true, years_valid, years_unknown (...) int64. Valid is happened + did not happen; the probability
              is years_true / years_valid. Unknown seasons are in neither.

    source    our own rule: years in which it happened, did not happen and is unknown are counted apart

    >>> value = np.array([3.0, 9.0, np.nan, np.nan, 5.0], np.float32)
    >>> outcome = np.array([1, 1, 2, 0, 1], np.uint8)
    >>> [int(n) for n in count(value, outcome, "by", 5)], [int(n) for n in count(value, outcome, "later_than", 5)]
    ([2, 4, 1], [2, 4, 1])
    >>> [int(n) for n in count(value, outcome, "later_than", 5, never="before")]
    [1, 4, 1]
    """
    refuse_if(one_of(statement, STATEMENTS, "ensemble, statement") + one_of(never, NEVER, "ensemble, never"))
    compare, true_for = STATEMENTS[statement]
    value, outcome = np.asarray(value), np.asarray(outcome)
    happened, did_not = outcome == Outcome.HAPPENED, outcome == Outcome.DID_NOT_HAPPEN
    # Both sides as float32: the value is one, and 0.1 must equal 0.1.
    holds = happened & compare(value, np.float32(at))
    true = holds.sum(axis=-1) + (did_not.sum(axis=-1) if never in true_for else 0)
    return true, (happened | did_not).sum(axis=-1), (outcome == Outcome.UNKNOWN).sum(axis=-1)
