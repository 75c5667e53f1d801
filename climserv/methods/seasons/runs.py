"""Runs of days that pass a threshold, in a row: the kernels of dry and wet spells, heat waves and heat stress.

A season's days are looked at under a filling: every missing day passes, or none does. `whole` runs go on beyond the
season's edges, as far as the axis runs without a hole; beyond that, days are missing.
"""

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import Outcome

from ..arrays import integers
from ..calendars import Seasons

_HAPPENED, _UNKNOWN, _NOT = int(Outcome.HAPPENED), int(Outcome.UNKNOWN), int(Outcome.DID_NOT_HAPPEN)
AT_EDGES = ("cut", "whole")
LONGEST, DAYS, COUNT, START = range(4)
# What a kernel answers when there is no start, and when nobody can know; starts before the season are below 0, too.
_NONE, _UNSURE = -(1 << 30), -(1 << 30) - 1


def measure_runs(values, seasons: Seasons, least, above: bool, *, what: int, shortest=1, nth=1, whole=False, exact):
    """The pair (value, outcome) of one measure of the runs of each season.

    values    (cell, time) float32; a day passes when (value >= least) is `above`
    what      LONGEST (the nth; 0 when the longest is below `shortest`), DAYS in runs of `shortest` or more, COUNT of
              these, START of the nth of these, UNKNOWN while days to come of a season so far may bring it
    exact     a missing day makes the season unknown only when it could change the answer; else always. Exact answers
              need a measure that grows, or comes sooner, with every day that passes: not COUNT, nor `nth` above one.
    """
    shape = (values.shape[0], len(seasons))
    value, outcome = np.empty(shape, np.float32), np.empty(shape, np.uint8)
    axis = tuple(integers(part) for part in (seasons.first, seasons.present, seasons.since, seasons.reach))
    rule = (np.float32(least), bool(above), int(what), int(shortest), int(nth), bool(whole), bool(exact))
    _measure(values, *axis, rule, value, outcome)
    if what == START:
        for season in np.flatnonzero(seasons.so_far):
            outcome[_may_come(values, seasons, season, rule) & (outcome[:, season] == _NOT), season] = _UNKNOWN
    return value, outcome


def _may_come(values, seasons, season, rule):
    """(cell) bool: whether the days to come of a season so far may still bring a start of its own."""
    least, above, _, shortest, _, whole, _ = rule
    end = int(seasons.first[season]) + int(seasons.present[season])
    last = values[:, max(int(seasons.first[season]), end - shortest) : end][:, ::-1]
    running = np.cumprod(np.isnan(last) | ((last >= least) == above), axis=1).sum(axis=1)
    to_come = int(seasons.length[season]) - int(seasons.present[season])
    return (running + to_come >= shortest) | whole


@njit(cache=True, nogil=True)
def _has_missing(row, begin, end):
    gone = 0
    for at in range(begin, end):
        gone += row[at] != row[at]
    return gone > 0


@njit(cache=True, nogil=True)
def _passes(today, least, above, filling):
    """Whether a day passes; a missing day does when `filling`. Any comparison with a missing day is false."""
    return (today >= least) == above if filling != above else (today < least) != above


@njit(cache=True, nogil=True)
def _longest(row, begin, end, least, above, filling):
    """Longest run. A day that does not pass spares the look at every run with it: a run's last day comes first."""
    longest, checked = 0, begin
    while begin + longest < end:
        last = begin + longest
        at = last
        while at >= checked and _passes(row[at], least, above, filling):
            at -= 1
        if at >= checked:
            begin, checked = at + 1, last + 1
            continue
        at = last + 1
        while at < end and _passes(row[at], least, above, filling):
            at += 1
        longest = at - begin
        begin, checked = at + 1, at + 1
    return longest


@njit(cache=True, nogil=True)
def _measured(row, begin, end, first, rule, filling):
    """One measure of the runs from `begin` up to `end`; _NONE for a start that there is not."""
    least, above, what, shortest, nth, _, _ = rule
    if what == 0 and nth == 1:
        longest = _longest(row, begin, end, least, above, filling)
        return longest if longest >= shortest else 0
    best = np.zeros(nth, np.int64)
    run, days, count = 0, 0, 0
    for at in range(begin, end + 1):
        if at < end and _passes(row[at], least, above, filling):
            run += 1
            if run == shortest:
                count += 1
                if what == 3 and count == nth:
                    return at - shortest + 1 - first
        elif run > 0:
            days += run if run >= shortest else 0
            place = nth
            while place > 0 and best[place - 1] < run:
                if place < nth:
                    best[place] = best[place - 1]
                place -= 1
            if place < nth:
                best[place] = run
            run = 0
    if what == 0:
        return best[nth - 1]
    if what == 3:
        return _NONE
    return days if what == 1 else count


@njit(cache=True, nogil=True)
def _edges(row, first, end, since, reach, rule, filling):
    """First and one past the last day of the runs that touch the season, and whether they leave the known axis."""
    least, above, _, _, _, whole, _ = rule
    begin = first
    if not whole or first == end:
        return begin, end, False
    if _passes(row[first], least, above, filling):
        while begin > since and _passes(row[begin - 1], least, above, filling):
            begin -= 1
    last = end
    if _passes(row[end - 1], least, above, filling):
        while last < reach and _passes(row[last], least, above, filling):
            last += 1
    leaves = (begin == since and _passes(row[begin], least, above, filling)) or (
        last == reach and _passes(row[last - 1], least, above, filling)
    )
    return begin, last, leaves


@njit(cache=True, nogil=True)
def _settled(row, first, end, since, reach, rule):
    """The measure, or _UNSURE."""
    exact = rule[6]
    begin, last, leaves = _edges(row, first, end, since, reach, rule, True)
    if not leaves and not _has_missing(row, begin, last):
        return _measured(row, begin, last, first, rule, True)
    if not exact or leaves:
        return _UNSURE
    most = _measured(row, begin, last, first, rule, True)
    begin, last, _ = _edges(row, first, end, since, reach, rule, False)
    return most if most == _measured(row, begin, last, first, rule, False) else _UNSURE


@njit(cache=True, nogil=True)
def _measure(values, first, days, since, reach, rule, value, outcome):
    start = rule[2] == 3
    for cell in range(values.shape[0]):
        row = values[cell]
        for season in range(first.size):
            begin = first[season]
            end = begin + days[season]
            found = _settled(row, begin, end, since[season], reach[season], rule)
            known = found != _UNSURE
            happened = known and not (start and found == _NONE)
            value[cell, season] = found if happened else np.nan
            outcome[cell, season] = _HAPPENED if happened else (_NOT if known else _UNKNOWN)
