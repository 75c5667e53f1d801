"""The start of a rainy season: the first wet window that no long dry spell follows.

The definition, in full. Days are numbered along the season in which the start is searched.

  wet day       rain `operator` `wet_day`, with `>=` or `>`; every other day is dry, a drizzle too
  window        `window` days in a row whose rain, drizzle included, sums to `amount` or more, `wet_days` of them wet
  candidates    windows whose first day lies in the search season, tried in the order of their first day; window and
                look-ahead may run past the end of the search
  dry spell     the window is dropped when `dry_spell` or more dry days in a row lie wholly within the `look_ahead`
                days counted from the day after the window; dry days inside the window do not add to the run
  start         of the first window that is kept, the day that `anchor` names: `first_wet_day` (the first wet day of
                that window, which need not be its first day), `window_start`, or `window_end`. The anchor says which
                day is reported, never which window is kept.

How it stands to others. The windows and `first_wet_day` are those of IRI's ENACTS onset, where wet is `>` and a dry run
that began inside the window counts. xclim's `rain_season` reports the last day of the window, its wet day is `>`, such
runs count too, and what it forbids is a dry spell that begins, not one that lies, in the days ahead.

Missing days. A missing day may hide any amount of rain. More rain on any day can only help a window (its sum, its
wet days, the spells after it), so the earliest answer comes from the wettest filling and the latest from the driest,
all missing days at once: one and the same filling serves window and look-ahead. Where both give the same answer every
filling between them does, so the answer is known; where they differ it is UNKNOWN. This is exact, not a bound.
Days after the end of the record, or after a hole in the time axis, are missing days.

Rounding. Rain is held as float32 and was converted from other units on the way, so two amounts that differ by less
than one part in a million are taken as equal: 0.85 mm is 0.85 mm everywhere.
"""

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons

OPERATORS = (">=", ">")
ANCHORS = ("first_wet_day", "window_start", "window_end")
EQUAL_WITHIN = 1e-6
_HAPPENED, _UNKNOWN, _NOT = int(Outcome.HAPPENED), int(Outcome.UNKNOWN), int(Outcome.DID_NOT_HAPPEN)


def rainy_season_onset(
    rain,
    seasons: Seasons,
    *,
    amount: float,
    window: int,
    wet_day: float = 1.0,
    operator: str = ">=",
    wet_days: int = 1,
    anchor: str = "first_wet_day",
    dry_spell: int = 10,
    look_ahead: int = 20,
):
    """Start of the rains in each search season, in days after the first day of the search.

    rain       (cell, time) float32, daily [mm/day]; not a number is missing
    seasons    the search seasons; only windows that begin in them are tried
    amount     least rain of a window [mm]
    window     [day], 1 or more
    wet_day    [mm/day]; operator ">=" or ">"
    wet_days   least wet days in a window, 1 or more
    anchor     "first_wet_day", "window_start" or "window_end": the day reported
    dry_spell  [day], 1 or more; with more than `look_ahead` days it can never occur
    look_ahead [day], counted from the day after the window; 0 switches the test off. Above 0 the rule uses hindsight:
               right for history, of no use on the day itself.
    returns    day (cell, season) float32 [day after the search start, 0 is its first day], not a number when none;
               outcome (cell, season) uint8: HAPPENED, DID_NOT_HAPPEN, or UNKNOWN when rain on missing days could
               change the answer
    source     Stern, Dennett and Dale (1982), Experimental Agriculture 18, 223-236; the module says how it stands
               to xclim and IRI

    Two days of 12 mm come first, but four dry days follow; the 25 mm of day 8 are kept.

    >>> rain = [[0, 12, 12, 0, 0, 0, 0, 0.9, 25, 0, 3, 0, 0, 2, 0, 0]]
    >>> search = seasons_of([(2001, 5, d) for d in range(1, 17)], (5, 1), (5, 10))
    >>> rule = dict(amount=20, window=2, dry_spell=4, look_ahead=6)
    >>> [found.tolist() for found in rainy_season_onset(rain, search, **rule)]
    [[[8.0]], [[1]]]
    >>> [found.tolist() for found in rainy_season_onset(rain, search, anchor="window_start", **rule)]
    [[[7.0]], [[1]]]
    >>> rain[0][4] = float("nan")
    >>> rainy_season_onset(rain, search, **rule)[1].tolist()
    [[0]]
    """
    here = "rainy_season_onset, "
    refuse_if(
        one_of(operator, OPERATORS, here + "operator")
        + one_of(anchor, ANCHORS, here + "anchor")
        + [
            problem
            for name, value, least in (
                ("amount", amount, 0),
                ("wet_day", wet_day, 0),
                ("window", window, 1),
                ("wet_days", wet_days, 1),
                ("dry_spell", dry_spell, 1),
                ("look_ahead", look_ahead, 0),
            )
            for problem in at_least(value, least, here + name)
        ]
    )
    values = cells_by_time(rain, here + "rain", len(seasons.season))
    shape = (values.shape[0], len(seasons))
    day, outcome = np.empty(shape, np.float32), np.empty(shape, np.uint8)
    slack = EQUAL_WITHIN if operator == ">" else -EQUAL_WITHIN
    rule = (
        float(amount) * (1.0 - EQUAL_WITHIN),
        int(window),
        float(wet_day) * (1.0 + slack),
        operator == ">=",
        int(wet_days),
        ANCHORS.index(anchor),
        int(dry_spell),
        int(look_ahead),
    )
    axis = (integers(seasons.first), integers(seasons.length), integers(seasons.reach))
    _onset(values, *axis, rule, day, outcome)
    return day, outcome


@njit(cache=True, nogil=True)
def _rain(row, at, reach, fill):
    """Rain of one day; a missing day, or one past the end of the record, holds `fill`."""
    if at >= reach:
        return fill
    today = np.float64(row[at])
    return today if today == today else fill


@njit(cache=True, nogil=True)
def _is_wet(rain, wet_day, inclusive):
    return rain >= wet_day if inclusive else rain > wet_day


@njit(cache=True, nogil=True)
def _first_wet_in(row, begin, reach, fill, amount, window, wet_day, inclusive, wet_days):
    """Position of the first wet day of the window that begins at `begin`; -1 when the window is not wet enough."""
    total, wet, first_wet = 0.0, 0, -1
    for at in range(begin, begin + window):
        today = _rain(row, at, reach, fill)
        total += today
        if _is_wet(today, wet_day, inclusive):
            wet += 1
            if first_wet < 0:
                first_wet = at
    return first_wet if total >= amount and wet >= wet_days else -1


@njit(cache=True, nogil=True)
def _dry_spell_in(row, begin, days, reach, fill, wet_day, inclusive, dry_spell):
    """Whether `dry_spell` dry days in a row lie within `days` days from `begin`."""
    run = 0
    for at in range(begin, begin + days):
        run = 0 if _is_wet(_rain(row, at, reach, fill), wet_day, inclusive) else run + 1
        if run >= dry_spell:
            return True
    return False


@njit(cache=True, nogil=True)
def _start(row, first, length, reach, fill, rule):
    """Day of the season on which the rains start when every missing day holds `fill`; -1 when they do not."""
    amount, window, wet_day, inclusive, wet_days, anchor, dry_spell, look_ahead = rule
    for begin in range(first, first + length):
        first_wet = _first_wet_in(row, begin, reach, fill, amount, window, wet_day, inclusive, wet_days)
        if first_wet < 0:
            continue
        if _dry_spell_in(row, begin + window, look_ahead, reach, fill, wet_day, inclusive, dry_spell):
            continue
        if anchor == 0:
            return first_wet - first
        return begin - first if anchor == 1 else begin + window - 1 - first
    return -1


@njit(cache=True, nogil=True)
def _onset(rain, first, length, reach, rule, day, outcome):
    for cell in range(rain.shape[0]):
        row = rain[cell]
        for season in range(first.size):
            begin, count, end = first[season], length[season], reach[season]
            driest = _start(row, begin, count, end, 0.0, rule)
            wettest = _start(row, begin, count, end, np.inf, rule)
            day[cell, season] = np.nan
            if driest != wettest:
                outcome[cell, season] = _UNKNOWN
            elif driest < 0:
                outcome[cell, season] = _NOT
            else:
                outcome[cell, season] = _HAPPENED
                day[cell, season] = driest
