"""Dry spells that follow a date: does the seed that was planted that day meet one, and how long is the longest?"""

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons
from .rules import least_wet

_HAPPENED, _UNKNOWN, _NOT = int(Outcome.HAPPENED), int(Outcome.UNKNOWN), int(Outcome.DID_NOT_HAPPEN)
_NO_SEASON = int(NOT_A_SEASON)


def dry_spell_after(
    rain,
    seasons: Seasons,
    planted,
    planted_outcome,
    *,
    within: int,
    dry_spell: int,
    wet_day: float = 1.0,
    operator: str = ">=",
):
    """First dry spell that begins within so many days after a date of each season, such as the planting or the onset.

    rain       (cell, time) float32, daily [mm/day]
    planted    (cell, season) [day after the season's first]; planted_outcome (cell, season) uint8: the pair that
               `rainy_season_onset` gives, or a day of the user's own with HAPPENED everywhere
    within     [day], 1 or more: the spell's first day is one of so many days after the date; its other days may come
               later. A dry run that goes on from the date itself begins on the day after it.
    dry_spell  [day], least length of the spell
    wet_day    [mm/day]; a day is wet when its rain is `operator` that, ">=" or ">"
    missing    exact: UNKNOWN only when a missing day, or one after the end of the record, could change the answer
    returns    day (cell, season) float32 [day after the season's first] on which the spell begins; outcome (cell,
               season) uint8: DID_NOT_HAPPEN where the crop was spared, UNKNOWN where the planting is, NOT_A_SEASON,
               which counts as nothing, where nothing was planted: there is no crop to spare
    source     Marteau, Sultan, Moron, Alhassane, Baron and Traore (2011), Agricultural and Forest Meteorology 151,
               1356-1369: 7 dry days or more soon after sowing

    Planted on day 1; the days 4 to 6 are dry.

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 11)], (6, 1), (6, 3))
    >>> rain = [[0, 15, 0, 2, 0, 0, 0.4, 3, 0, 0]]
    >>> [found.tolist() for found in dry_spell_after(rain, june, [[1]], [[1]], within=3, dry_spell=3)]
    [[[4.0]], [[1]]]
    >>> [found.tolist() for found in dry_spell_after(rain, june, [[1]], [[1]], within=2, dry_spell=3)]
    [[[nan]], [[2]]]
    """
    here = "dry_spell_after, "
    refuse_if(
        one_of(operator, (">=", ">"), here + "operator")
        + [
            problem
            for what, value, least in (("within", within, 1), ("dry_spell", dry_spell, 1), ("wet_day", wet_day, 0))
            for problem in at_least(value, least, here + what)
        ]
    )
    values, dates, known = _dated(rain, seasons, planted, planted_outcome, here)
    day, outcome = np.empty(dates.shape, np.float32), np.empty(dates.shape, np.uint8)
    rule = (int(within), int(dry_spell), least_wet(wet_day, operator))
    _after(values, integers(seasons.first), integers(seasons.reach), dates, known, rule, day, outcome)
    return day, outcome


def longest_dry_spell_after(
    rain,
    seasons: Seasons,
    planted,
    planted_outcome,
    *,
    wait: int = 1,
    days: int,
    wet_day: float = 1.0,
    operator: str = ">=",
):
    """Longest run of dry days in a stretch of days that is told from a date of each season, such as flowering.

    rain       (cell, time) float32, daily [mm/day]
    planted    (cell, season) [day after the season's first]; planted_outcome (cell, season) uint8, as in
               `dry_spell_after`
    wait       [day] from the date to the first day of the stretch; 1: from the day after it
    days       [day], length of the stretch; of a spell that goes on beyond it, the days in it are counted
    wet_day    [mm/day]; a day is wet when its rain is `operator` that, ">=" or ">"
    returns    value (cell, season) float32 [day]; outcome (cell, season) uint8: UNKNOWN only when missing days, or days
               after the end of the record, could change it; DID_NOT_HAPPEN is never told: where nothing was planted
               there is NOT_A_SEASON, which counts as nothing
    source     Stern, Dennett and Dale (1982), Experimental Agriculture 18, 223-236: dry spells in the weeks after
               planting

    Planted on day 1; of days 3 to 7 the days 4 to 6 are dry.

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 11)], (6, 1), (6, 3))
    >>> rain = [[0, 15, 0, 2, 0, 0, 0.4, 3, 0, 0]]
    >>> [x.tolist() for x in longest_dry_spell_after(rain, june, [[1]], [[1]], wait=2, days=5)]
    [[[3.0]], [[1]]]
    """
    here = "longest_dry_spell_after, "
    least = (("wait", wait, 0), ("days", days, 1), ("wet_day", wet_day, 0))
    refuse_if(
        one_of(operator, (">=", ">"), here + "operator")
        + [problem for what, value, low in least for problem in at_least(value, low, here + what)]
    )
    values, dates, known = _dated(rain, seasons, planted, planted_outcome, here)
    value, outcome = np.empty(dates.shape, np.float32), np.empty(dates.shape, np.uint8)
    rule = (int(wait), int(days), least_wet(wet_day, operator))
    _longest_after(values, integers(seasons.first), integers(seasons.reach), dates, known, rule, value, outcome)
    return value, outcome


def _dated(rain, seasons, planted, planted_outcome, here):
    """Rain, and the dates with their outcomes, as the kernels take them."""
    values = cells_by_time(rain, here + "rain", len(seasons.season))
    dates, known = np.require(planted, np.float32, ["C", "W"]), np.require(planted_outcome, np.uint8, ["C", "W"])
    shape = (values.shape[0], len(seasons))
    if dates.shape != shape or known.shape != shape:
        got = f"{dates.shape} and {known.shape}"
        raise Refused(Problem("array.shape", here + "planted", "a date for each cell and season", got, str(shape)))
    return values, dates, known


@njit(cache=True, nogil=True)
def _unplanted(date, known):
    """What a season without a date is: unknown when the date is, else no season at all; -1 where there is a date."""
    if known == _HAPPENED and date >= 0:
        return -1
    return _UNKNOWN if known in (_HAPPENED, _UNKNOWN) else _NO_SEASON


@njit(cache=True, nogil=True)
def _longest_run(row, begin, end, reach, least, filling):
    """Longest run of dry days; a missing day is dry when `filling`."""
    longest, run = 0, 0
    for at in range(begin, end):
        today = row[at] if at < reach else np.float32(np.nan)
        dry = today < least or (today != today and filling)
        run = run + 1 if dry else 0
        longest = max(longest, run)
    return longest


@njit(cache=True, nogil=True)
def _longest_after(rain, first, reach, planted, known, rule, value, outcome):
    wait, days, least = rule
    for cell in range(rain.shape[0]):
        for season in range(first.size):
            value[cell, season] = np.nan
            none = _unplanted(planted[cell, season], known[cell, season])
            if none >= 0:
                outcome[cell, season] = none
                continue
            begin = first[season] + int(planted[cell, season]) + wait
            most = _longest_run(rain[cell], begin, begin + days, reach[season], least, True)
            if most == _longest_run(rain[cell], begin, begin + days, reach[season], least, False):
                value[cell, season] = most
                outcome[cell, season] = _HAPPENED
            else:
                outcome[cell, season] = _UNKNOWN


@njit(cache=True, nogil=True)
def _first_spell(row, begin, reach, rule, filling):
    """Position of the first day of the spell, -1 when there is none; a missing day is dry when `filling`."""
    within, dry_spell, least = rule
    run = 0
    for at in range(begin, begin + within + dry_spell - 1):
        today = row[at] if at < reach else np.float32(np.nan)
        dry = today < least or (today != today and filling)
        run = run + 1 if dry else 0
        if run >= dry_spell:
            return at - dry_spell + 1
    return -1


@njit(cache=True, nogil=True)
def _after(rain, first, reach, planted, known, rule, day, outcome):
    for cell in range(rain.shape[0]):
        row = rain[cell]
        for season in range(first.size):
            day[cell, season] = np.nan
            none = _unplanted(planted[cell, season], known[cell, season])
            if none >= 0:
                outcome[cell, season] = none
                continue
            begin = first[season] + int(planted[cell, season]) + 1
            found = _first_spell(row, begin, reach[season], rule, True)
            if found != _first_spell(row, begin, reach[season], rule, False):
                outcome[cell, season] = _UNKNOWN
            elif found < 0:
                outcome[cell, season] = _NOT
            else:
                outcome[cell, season] = _HAPPENED
                day[cell, season] = found - first[season]
