"""What is known when days are missing: the answer that every filling of them gives."""

from itertools import product

import numpy as np

from climserv.vocabulary.outcomes import Outcome

from ..series import days_between, seasons_of

NAN = float("nan")


def may(first, last, days):
    """A season from one day of May to another, in a record of `days` days from 1 May on."""
    return seasons_of(days_between((2001, 5, 1), (2001, 6, 30))[:days], (5, first), (5, last))


def one(pair):
    """A pair of one cell and one season as (number or None, outcome)."""
    value, outcome = pair
    number = float(value[0, 0])
    return (None if np.isnan(number) else number), int(outcome[0, 0])


def few_holes(series, most=4, instead=0.0):
    """The series with no more than `most` missing days, so that all fillings can be tried."""
    holes = [day for day, value in enumerate(series) if np.isnan(value)][:most]
    return [instead if np.isnan(value) and day not in holes else value for day, value in enumerate(series)], holes


def every_answer(series, holes, values, slow):
    """What `slow` answers (None: did not happen) under each filling of the holes with `values`."""
    answers = set()
    for filling in product(values, repeat=len(holes)):
        filled = list(series)
        for day, value in zip(holes, filling, strict=True):
            filled[day] = value
        answers.add(slow(filled))
    return answers


def assert_exact(found, answers, never=Outcome.DID_NOT_HAPPEN):
    """Known exactly when all answers are one."""
    if len(answers) > 1:
        assert found == (None, Outcome.UNKNOWN)
    elif answers == {None}:
        assert found == (None, never)
    else:
        assert found == (next(iter(answers)), Outcome.HAPPENED)
