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

Rounding. Two amounts that differ by less than one part in a million are taken as equal (`rules.EQUAL_WITHIN`).

Speed. One pass along the search with running sums answers a season as long as it meets no missing day; the two
fillings are tried only where it met one. Windows undone by one dry spell are passed over at once.
"""

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons
from .rules import EQUAL_WITHIN, least_wet

OPERATORS = (">=", ">")
ANCHORS = ("first_wet_day", "window_start", "window_end")
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
    values, axis, rule = _prepared(
        "rainy_season_onset", rain, seasons, amount, window, wet_day, operator, wet_days, anchor, dry_spell, look_ahead
    )
    shape = (values.shape[0], len(seasons))
    day, outcome = np.empty(shape, np.float32), np.empty(shape, np.uint8)
    _onset(values, *axis, rule, day, outcome)
    return day, outcome


def false_starts(
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
    """Starts of the rains that a dry spell undid, in each search season: how many, and the first one's day.

    The rule and its parameters are those of `rainy_season_onset`, here with a look-ahead of a day or more. A false
    start is a window that is wet enough and is followed by the dry spell, before the start that is kept, or before the
    end of the search when none is. All windows that one and the same run of dry days undoes are one false start, dated
    by the first of them.

    returns    number (cell, season) float32, its outcome (cell, season) uint8: HAPPENED (none is a number too) or
               UNKNOWN; day (cell, season) float32 [day after the search start] of the first false start, not a number
               when none; its outcome, with DID_NOT_HAPPEN when there was none
    missing    a missing day among the days looked at (up to the look-ahead of the start that is kept) makes both
               UNKNOWN: more rain can make a false start as well as save one, so there is no filling to try
    source     Marteau, Sultan, Moron, Alhassane, Baron and Traore (2011), Agricultural and Forest Meteorology 151,
               1356-1369: sowings undone by a dry spell

    The 24 mm of days 1 and 2 are undone by the dry days after them; the 25 mm of day 8 are kept.

    >>> rain = [[0, 12, 12, 0, 0, 0, 0, 0.9, 25, 0, 3, 0, 0, 2, 0, 0]]
    >>> search = seasons_of([(2001, 5, d) for d in range(1, 17)], (5, 1), (5, 10))
    >>> rule = dict(amount=20, window=2, dry_spell=4, look_ahead=6)
    >>> [found.tolist() for found in false_starts(rain, search, **rule)]
    [[[1.0]], [[1]], [[1.0]], [[1]]]
    """
    refuse_if(at_least(look_ahead, 1, "false_starts, look_ahead"))
    values, axis, rule = _prepared(
        "false_starts", rain, seasons, amount, window, wet_day, operator, wet_days, anchor, dry_spell, look_ahead
    )
    shape = (values.shape[0], len(seasons))
    number, day = np.empty(shape, np.float32), np.empty(shape, np.float32)
    known, outcome = np.empty(shape, np.uint8), np.empty(shape, np.uint8)
    _false_starts(values, *axis, rule, number, known, day, outcome)
    return number, known, day, outcome


def _prepared(name, rain, seasons, amount, window, wet_day, operator, wet_days, anchor, dry_spell, look_ahead):
    """Rain, the axis and the rule as the kernels take them; wrong use is refused, all at once."""
    here = name + ", "
    refuse_if(
        one_of(operator, OPERATORS, here + "operator")
        + one_of(anchor, ANCHORS, here + "anchor")
        + [
            problem
            for what, value, least in (
                ("amount", amount, 0),
                ("wet_day", wet_day, 0),
                ("window", window, 1),
                ("wet_days", wet_days, 1),
                ("dry_spell", dry_spell, 1),
                ("look_ahead", look_ahead, 0),
            )
            for problem in at_least(value, least, here + what)
        ]
    )
    rule = (
        float(amount) * (1.0 - EQUAL_WITHIN),
        int(window),
        least_wet(wet_day, operator),
        int(wet_days),
        ANCHORS.index(anchor),
        int(dry_spell),
        int(look_ahead) if dry_spell <= look_ahead else 0,
    )
    values = cells_by_time(rain, here + "rain", len(seasons.season))
    return values, (integers(seasons.first), integers(seasons.length), integers(seasons.reach)), rule


@njit(cache=True, nogil=True)
def _rain(row, at, reach, fill):
    """Rain of one day; a missing day, or one past the end of the record, holds `fill`."""
    if at >= reach:
        return fill
    today = row[at]
    return today if today == today else fill


@njit(cache=True, nogil=True)
def _first_wet_in(row, begin, reach, fill, amount, window, least, wet_days):
    """Position of the first wet day of the window that begins at `begin`; -1 when the window is not wet enough."""
    total, wet, first_wet = 0.0, 0, -1
    for at in range(begin, begin + window):
        today = _rain(row, at, reach, fill)
        total += today
        if today >= least:
            wet += 1
            if first_wet < 0:
                first_wet = at
    return first_wet if total >= amount and wet >= wet_days else -1


@njit(cache=True, nogil=True)
def _dry_spell_in(row, begin, days, reach, fill, least, dry_spell):
    """Position of the first of `dry_spell` dry days in a row within `days` days from `begin`; -1 when there is none."""
    run = 0
    for at in range(begin, begin + days):
        run = 0 if _rain(row, at, reach, fill) >= least else run + 1
        if run >= dry_spell:
            return at - dry_spell + 1
    return -1


@njit(cache=True, nogil=True)
def _start(row, first, length, reach, fill, rule):
    """Day of the season on which the rains start when every missing day holds `fill`; -1 when they do not."""
    amount, window, least, wet_days, anchor, dry_spell, look_ahead = rule
    for begin in range(first, first + length):
        first_wet = _first_wet_in(row, begin, reach, fill, amount, window, least, wet_days)
        if first_wet < 0:
            continue
        if _dry_spell_in(row, begin + window, look_ahead, reach, fill, least, dry_spell) >= 0:
            continue
        return _reported(row, begin, first_wet, window, anchor) - first
    return -1


@njit(cache=True, nogil=True)
def _reported(row, begin, first_wet, window, anchor):
    if anchor == 0:
        return first_wet
    return begin if anchor == 1 else begin + window - 1


@njit(cache=True, nogil=True)
def _first_wet_from(row, begin, least):
    at = begin
    while not row[at] >= least:
        at += 1
    return at


@njit(cache=True, nogil=True)
def _dry_spell_ahead(row, begin, days, reach, least, dry_spell):
    """As `_dry_spell_in`, and -2 when a missing day is met first.

    A wet day spares the look at every spell that holds it: the spell's last day is looked at first.
    """
    checked, end = begin, begin + days
    while begin + dry_spell <= end:
        last = begin + dry_spell - 1
        if last >= reach:
            return -2
        at = last
        while at >= checked and row[at] < least:
            at -= 1
        if at < checked:
            return begin
        if row[at] != row[at]:
            return -2
        begin, checked = at + 1, last + 1
    return -1


@njit(cache=True, nogil=True)
def _wet_day_in(row, begin, end, least):
    """1 when a day from `begin` up to `end` is wet, 0 when all are dry, -2 when a missing day is met first."""
    for at in range(begin, end):
        if not row[at] < least:
            return 1 if row[at] >= least else -2
    return 0


@njit(cache=True, nogil=True)
def _look_along(row, first, length, reach, rule):
    """One pass without missing days: the start (-1 none, -2 a missing day was met), false starts, the first's day."""
    amount, window, least, wet_days, anchor, dry_spell, look_ahead = rule
    total, wet, undone_before, false, false_day = 0.0, 0, first, 0, -1
    end = first + length + window - 1
    for at in range(first, min(end, reach)):
        today = row[at]
        if today != today:
            return -2, false, false_day
        begin = at - window + 1
        if begin <= first:
            total += today
            wet += today >= least
            if begin < first:
                continue
        else:
            gone = row[begin - 1]
            total += np.float64(today) - gone
            wet += int(today >= least) - int(gone >= least)
        if total < amount or wet < wet_days or begin < undone_before:
            continue
        spell = _dry_spell_ahead(row, begin + window, look_ahead, reach, least, dry_spell)
        if spell == -2:
            return -2, false, false_day
        day = _reported(row, begin, _first_wet_from(row, begin, least), window, anchor) - first
        if spell == -1:
            return day, false, false_day
        wet_between = _wet_day_in(row, undone_before + window - 1, spell, least) if false > 0 else 1
        if wet_between == -2:
            return -2, false, false_day
        undone_before = spell - window + 1
        false_day = day if false == 0 else false_day
        false += wet_between
    return -1 if end <= reach else -2, false, false_day


@njit(cache=True, nogil=True)
def _onset(rain, first, length, reach, rule, day, outcome):
    for cell in range(rain.shape[0]):
        row = rain[cell]
        for season in range(first.size):
            begin, count, end = first[season], length[season], reach[season]
            found, _, _ = _look_along(row, begin, count, end, rule)
            if found == -2:
                found = _start(row, begin, count, end, np.float32(0.0), rule)
                if found != _start(row, begin, count, end, np.float32(np.inf), rule):
                    found = -2
            day[cell, season] = found if found >= 0 else np.nan
            outcome[cell, season] = _HAPPENED if found >= 0 else (_NOT if found == -1 else _UNKNOWN)


@njit(cache=True, nogil=True)
def _false_starts(rain, first, length, reach, rule, number, known, day, outcome):
    for cell in range(rain.shape[0]):
        row = rain[cell]
        for season in range(first.size):
            found, false, false_day = _look_along(row, first[season], length[season], reach[season], rule)
            sure = found != -2
            number[cell, season] = false if sure else np.nan
            known[cell, season] = _HAPPENED if sure else _UNKNOWN
            day[cell, season] = false_day if sure and false > 0 else np.nan
            outcome[cell, season] = (_HAPPENED if false > 0 else _NOT) if sure else _UNKNOWN
