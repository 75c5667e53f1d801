"""How this room is told whether an event came: one rule for all of it.

Booleans say that it came or did not. An array of uint8 always holds outcomes, as seasonal methods give them: 0 UNKNOWN,
1 HAPPENED, 2 DID_NOT_HAPPEN. Scores also take numbers: 1 it came, 0 it did not, not a number unknown. Counts and
triggers do not, because there 0 is UNKNOWN, and a 0 that was meant as "did not come" would go out of the count unseen.
All else is refused.
"""

import numpy as np

from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Problem, Refused

_OUTCOMES = "0 unknown, 1 happened, 2 did not happen, 255 no season"


def outcomes_of(values, where: str) -> np.ndarray:
    """Booleans or outcomes as outcomes (uint8); a season that does not exist is unknown.

    >>> outcomes_of([True, False], "example").tolist()
    [1, 2]
    """
    values = np.asarray(values)
    if values.dtype == bool:
        return np.where(values, Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN).astype(np.uint8)
    if values.dtype != np.uint8:
        what = "these are neither booleans nor outcomes"
        mend = "Give `event == 1` where 1 means that it came, or the uint8 outcomes of a seasonal method"
        raise Refused(Problem("event.kind", where, what, str(values.dtype), "bool, or uint8 outcomes", mend))
    return _known_outcomes(values, where)


def events_of(values, where: str) -> np.ndarray:
    """Booleans, outcomes, or numbers 1, 0 and not a number as float64: 1 it came, 0 it did not, else unknown.

    >>> events_of(np.array([1, 2, 0], np.uint8), "example").tolist(), events_of([1, 0], "example").tolist()
    ([1.0, 0.0, nan], [1.0, 0.0])
    """
    values = np.asarray(values)
    if values.dtype == np.uint8:
        outcome = _known_outcomes(values, where)
        return np.where(outcome == Outcome.UNKNOWN, np.nan, outcome == Outcome.HAPPENED)
    values = values.astype(np.float64)
    wrong = ~(np.isnan(values) | (values == 0) | (values == 1))
    if wrong.any():
        mend = "Give outcomes as uint8, as seasonal methods do, or booleans"
        raise Refused(Problem("event.value", where, "no event", f"{values[wrong][0]:g}", "1, 0, not a number", mend))
    return values


def _known_outcomes(values: np.ndarray, where: str) -> np.ndarray:
    values = np.where(values == NOT_A_SEASON, np.uint8(Outcome.UNKNOWN), values)
    if (values > max(Outcome)).any():
        raise Refused(Problem("event.value", where, "no outcome", str(values.max()), _OUTCOMES))
    return values
