"""What the methods of seasons share: a threshold as one comparison, the rule for missing days, the pair they give."""

import numpy as np

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Problem

from ..arrays import at_least, one_of

OPERATORS = (">", ">=", "<", "<=")
# Rain is held as float32 and was converted from other units on the way: two amounts that differ by less than one part
# in a million are taken as equal, so that 0.85 mm is 0.85 mm everywhere.
EQUAL_WITHIN = 1e-6


def least_passing(threshold: float, operator: str, within: float = 0.0) -> np.float32:
    """The least float32 that is `operator` the threshold, for `>` and `>=`; for `<` and `<=` the least that is not.

    So a kernel needs one comparison: a day passes `>` or `>=` when `value >= least`, and `<` or `<=` when it does not
    and is no missing day. `within` is the share of the threshold by which a value may miss it and still be equal to it.

    >>> [float(least_passing(1, operator)) for operator in (">=", ">", "<", "<=")]
    [1.0, 1.0000001192092896, 1.0, 1.0000001192092896]
    """
    strict = operator in (">", "<=")
    bound = float(threshold) * (1.0 + within if strict else 1.0 - within)
    least = np.float32(bound)
    if float(least) < bound or (strict and float(least) == bound):
        least = np.nextafter(least, np.float32(np.inf))
    return least


def least_wet(wet_day: float, operator: str) -> np.float32:
    """The least rain of a wet day: `least_passing`; amounts within a part in a million of `wet_day` are equal to it."""
    return least_passing(wet_day, operator, EQUAL_WITHIN)


def least_warm(threshold: float, operator: str) -> np.float32:
    """`least_passing` for temperatures: the threshold is rounded to float32 first, because the data were.

    So `>=` counts a day of exactly 30 degC, which both sides hold as the float32 next to 303.15 K.
    """
    return least_passing(np.float32(threshold), operator)


def missing_problems(missing, where: str, also: tuple[str, ...] = ()) -> list[Problem]:
    """A problem when the rule for missing days is none: "any", a number of days, or a word of `also`."""
    if isinstance(missing, str):
        return one_of(missing, ("any", *also), where)
    return at_least(missing, 0, where)


def settle(value, missing_days, days, missing) -> tuple[np.ndarray, np.ndarray]:
    """The pair (value, outcome) under a rule for missing days: "any", or the number that a season may miss.

    A season without a single known day is UNKNOWN under every rule.
    """
    allowed = 0 if missing == "any" else int(missing)
    known = (missing_days <= allowed) & ((missing_days < days) | (missing_days == 0))
    value = np.where(known, value, np.nan).astype(np.float32)
    return value, np.where(known, np.uint8(Outcome.HAPPENED), np.uint8(Outcome.UNKNOWN))
