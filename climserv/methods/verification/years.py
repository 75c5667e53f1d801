"""Leaving years out: a method is judged on years it has not seen."""

from collections.abc import Iterator

import numpy as np

from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least


def leave_years_out(years, *, at_once: int = 1, apart: int = 0) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Splits of years into those to learn from and those to be judged on, each year judged once.

    years    (season) whole years, in any order; those of one block follow each other in time
    at_once  years judged together; more than one where neighbouring years are alike
    apart    years on either side of a block that are not learnt from either, for the same reason
    returns  pairs of (season) bool: learn, judge
    source   Jolliffe and Stephenson (2012), Forecast Verification, 2nd edition, Wiley, section 1.4.2: cross-validation

    >>> [np.flatnonzero(learn).tolist() for learn, judge in leave_years_out([2001, 2002, 2003], at_once=2)]
    [[2], [0, 1]]
    """
    refuse_if(at_least(at_once, 1, "leave_years_out, at_once") + at_least(apart, 0, "leave_years_out, apart"))
    years = np.asarray(years, np.int64)
    ordered = np.unique(years)
    for first in range(0, ordered.size, at_once):
        block = ordered[first : first + at_once]
        judge = np.isin(years, block)
        yield ~((years >= block[0] - apart) & (years <= block[-1] + apart)), judge
