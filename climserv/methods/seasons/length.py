"""The length of the rainy season: from its start to its end, two dates that belong to each other."""

from typing import NamedTuple

import numpy as np

from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import one_of
from ..calendars import Seasons, number_of
from .cessation import cessation
from .onset import rainy_season_onset

NOT_ENDED = ("to_search_end", "did_not_happen")
_HAPPENED, _UNKNOWN, _NOT = Outcome.HAPPENED, Outcome.UNKNOWN, Outcome.DID_NOT_HAPPEN


class RainySeason(NamedTuple):
    """Start, end and length of each season, in the order and with the seasons of the start; each with its outcome."""

    onset: np.ndarray
    onset_outcome: np.ndarray
    end: np.ndarray
    end_outcome: np.ndarray
    length: np.ndarray
    length_outcome: np.ndarray


def paired(starts: Seasons, ends: Seasons) -> tuple[np.ndarray, np.ndarray]:
    """Which search for an end belongs to each search for a start, and how many days it opens after it.

    It is the one that opens on the same day or next after it, before the next year's search for a start; -1 where the
    axis holds no such search, as in the first or last year of a record.

    returns  (season of starts) int64 number of the search for the end, or -1; (season of starts) int64 [day]

    >>> days = days_between((2001, 5, 1), (2003, 3, 31))
    >>> rains, dry = seasons_of(days, (10, 1), (12, 15)), seasons_of(days, (2, 1), (3, 31))
    >>> [found.tolist() for found in paired(rains, dry)]
    [[0, 1], [123, 123]]
    """
    opens = number_of(np.asarray(starts.years, np.int64), starts.start, starts.calendar)
    following = number_of(np.asarray(starts.years, np.int64) + 1, starts.start, starts.calendar)
    closes = number_of(np.asarray(ends.years, np.int64), ends.start, ends.calendar)
    found = np.searchsorted(closes, opens)
    there = found < closes.size
    later = closes[np.minimum(found, closes.size - 1)] if closes.size else opens
    there &= later < following
    return np.where(there, found, -1), np.where(there, later - opens, 0)


def aligned(starts: Seasons, ends: Seasons, day, outcome) -> tuple[np.ndarray, np.ndarray]:
    """The dates of `starts` in days after the first day of each search for an end: the `after` of `cessation`.

    day, outcome  (cell, season of starts), as `rainy_season_onset` gives them
    returns       (cell, season of ends) float32 and uint8; UNKNOWN where no start belongs to a search for an end

    >>> days = days_between((2001, 5, 1), (2001, 12, 31))
    >>> rains, dry = seasons_of(days, (5, 1), (7, 31)), seasons_of(days, (9, 1), (11, 30))
    >>> [found.tolist() for found in aligned(rains, dry, [[30]], [[1]])]
    [[[-93.0]], [[1]]]
    """
    day, outcome = np.asarray(day, np.float32), np.asarray(outcome, np.uint8)
    found, later = paired(starts, ends)
    after = np.full((day.shape[0], len(ends)), np.nan, np.float32)
    known = np.full(after.shape, _UNKNOWN, np.uint8)
    own = np.flatnonzero(found >= 0)
    after[:, found[own]] = day[:, own] - later[own].astype(np.float32)
    known[:, found[own]] = outcome[:, own]
    return after, known


def season_length(
    starts: Seasons, onset, onset_outcome, ends: Seasons, end, end_outcome, *, not_ended: str = "to_search_end"
):
    """Days from the start of the rains to their end, the day of the end not counted.

    starts, onset, onset_outcome  the search for the start and what came of it, (cell, season of starts)
    ends, end, end_outcome        the search for the end and what came of it, (cell, season of ends); which belongs to
                                  which is said by `paired`
    not_ended  rains that had not ended when the search for it did: "to_search_end" (the length counts up to the last
               day of that search, which is included: a lower bound, as the season was at least so long), or
               "did_not_happen" (there is no length; the season is then UNKNOWN, as it is a long one)
    returns    length (cell, season of starts) float32 [day]; outcome (cell, season of starts) uint8: DID_NOT_HAPPEN
               only when there was no start, which counts as short; UNKNOWN when start or end is, when the axis holds no
               search for the end, with an end before the start, and with no end because it did not rain (NOT_A_SEASON,
               see `cessation`) although there was a start. NOT_A_SEASON where the start has none
    source     Stern, Dennett and Dale (1982), Experimental Agriculture 18, 223-236; xclim's `rain_season` counts alike

    >>> days = days_between((2001, 5, 1), (2001, 12, 31))
    >>> rains, dry = seasons_of(days, (5, 1), (7, 31)), seasons_of(days, (9, 1), (11, 30))
    >>> [found.tolist() for found in season_length(rains, [[30]], [[1]], dry, [[10]], [[1]])]
    [[[103.0]], [[1]]]
    >>> season_length(rains, [[30]], [[1]], dry, [[np.nan]], [[2]])[0].tolist()
    [[184.0]]
    """
    refuse_if(one_of(not_ended, NOT_ENDED, "season_length, not_ended"))
    onset, known = np.asarray(onset, np.float32), np.asarray(onset_outcome, np.uint8)
    shapes = [np.shape(part) for part in (onset, known, end, end_outcome)]
    allowed = [(onset.shape[0], len(starts))] * 2 + [(onset.shape[0], len(ends))] * 2
    if shapes != allowed:
        what = "start and end must be (cell, season) of their own seasons"
        raise Refused(Problem("array.shape", "season_length", what, str(shapes), str(allowed)))
    found, later = paired(starts, ends)
    closing = np.append(np.asarray(end, np.float32), np.full((onset.shape[0], 1), np.nan, np.float32), axis=1)[:, found]
    ended = np.append(np.asarray(end_outcome), np.full((onset.shape[0], 1), _UNKNOWN), axis=1)[:, found]
    if not_ended == "to_search_end":
        last = np.append(np.asarray(ends.length, np.float32), np.float32(np.nan))[found]
        closing = np.where(ended == _NOT, last, closing)
        ended = np.where(ended == _NOT, _HAPPENED, ended)
    length = later.astype(np.float32) + closing - onset
    both = (known == _HAPPENED) & (ended == _HAPPENED)
    outcome = np.full(length.shape, _UNKNOWN, np.uint8)
    outcome[both & (length >= 0)] = _HAPPENED
    outcome[known == _NOT] = _NOT
    outcome[known == NOT_A_SEASON] = NOT_A_SEASON
    return np.where(outcome == _HAPPENED, length, np.nan).astype(np.float32), outcome


def rainy_season(rain, starts: Seasons, ends: Seasons, *, start: dict, end: dict, not_ended: str = "to_search_end"):
    """Start, end and length of the rains in one go: the end is searched after the start that was found.

    rain       (cell, time) float32, daily [mm/day]
    starts, ends  the search seasons of `rainy_season_onset` and of `cessation`
    start, end    their parameters, by name
    not_ended  as in `season_length`
    returns    a `RainySeason`, all in the seasons of `starts`; where there was no start the end is NOT_A_SEASON and the
               length DID_NOT_HAPPEN
    source     as `rainy_season_onset`, `cessation` and `season_length`

    >>> days = days_between((2001, 5, 1), (2001, 6, 12))
    >>> rain = np.zeros((1, len(days)))
    >>> rain[0, 3:30] = 8
    >>> found = rainy_season(
    ...     rain, seasons_of(days, (5, 1), (5, 20)), seasons_of(days, (5, 21), (6, 5)),
    ...     start={"amount": 20, "window": 3, "look_ahead": 0}, end={"days": 5})
    >>> [part.tolist() for part in (found.onset, found.end, found.length)]
    [[[3.0]], [[10.0]], [[27.0]]]
    """
    onset, known = rainy_season_onset(rain, starts, **start)
    after, after_outcome = aligned(starts, ends, onset, known)
    closing, ended = cessation(rain, ends, **end, after=after, after_outcome=after_outcome)
    length, outcome = season_length(starts, onset, known, ends, closing, ended, not_ended=not_ended)
    found, _ = paired(starts, ends)
    closing = np.append(closing, np.full((closing.shape[0], 1), np.nan, np.float32), axis=1)[:, found]
    ended = np.append(ended, np.full((ended.shape[0], 1), _UNKNOWN, np.uint8), axis=1)[:, found]
    return RainySeason(onset, known, closing, ended, length, outcome)
