"""The end of the rains, by what falls and by what the soil still holds.

Both search each season of `seasons` from its first day on, or from the day after a start that is given.

Missing days. More rain on any day can only put the end off, and less only bring it forward, so the earliest answer
comes from the driest filling of all missing days and the latest from the wettest. Where both give the same answer it is
known; where they differ it is UNKNOWN. This is exact. Days after the end of the record are missing days.
"""

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons
from .rules import EQUAL_WITHIN, least_wet

RULES = ("dry_days", "dry_total", "last_rain")
_HAPPENED, _UNKNOWN, _NOT = int(Outcome.HAPPENED), int(Outcome.UNKNOWN), int(Outcome.DID_NOT_HAPPEN)
_NO_SEASON = int(NOT_A_SEASON)


def cessation(
    rain,
    seasons: Seasons,
    *,
    rule: str = "dry_days",
    amount: float = 1.0,
    days: int = 20,
    operator: str = ">=",
    after=None,
    after_outcome=None,
):
    """End of the rains in each search season, in days after the first day of the search.

    rain       (cell, time) float32, daily [mm/day]
    seasons    the search seasons; the end lies in them, the days that prove it may come after
    rule       "dry_days": the first of `days` dry days in a row, a day being wet when its rain is `operator` `amount`
               (Sivakumar: 20 days without rain after 1 September; xclim's `rain_season` with ">" )
               "dry_total": the first day of `days` days that bring no more than `amount` together
               "last_rain": the last day on which the rain of `days` days up to it reaches `amount` (R-Instat's end of
               the rains, with `days` 1 and `amount` 10 by default there); the window may begin before the search
    amount     [mm], or [mm/day] with "dry_days"; a part in a million off is equal to it
    days       1 or more
    operator   ">=" or ">", for "dry_days"
    after      (cell, season) float32 [day after the search's first, below 0 for a day before it], with `after_outcome`
               (cell, season) uint8: the end is searched from the day after it, as from the start that `aligned` gives.
               Where there was no start there are no rains to end: NOT_A_SEASON; an unknown start, an unknown end
    returns    day (cell, season) float32 [day after the search start], not a number when none; outcome (cell, season)
               uint8: DID_NOT_HAPPEN when the rains have not ended by the end of the search; NOT_A_SEASON, which counts
               as nothing, where no rains began, and with "last_rain" when it never rained as much in the search
    source     Sivakumar (1988), Agricultural and Forest Meteorology 42, 295-305 ("dry_days"); Stern, Dennett and Dale
               (1982), Experimental Agriculture 18, 223-236 ("last_rain")

    >>> september = seasons_of([(2001, 9, d) for d in range(1, 13)], (9, 1), (9, 8))
    >>> rain = [[4, 0, 0, 12, 3, 0, 0.5, 0, 0, 2, 0, 0]]
    >>> [found.tolist() for found in cessation(rain, september, days=4)]
    [[[5.0]], [[1]]]
    >>> [found.tolist() for found in cessation(rain, september, rule="dry_total", amount=3, days=6)]
    [[[5.0]], [[1]]]
    >>> [found.tolist() for found in cessation(rain, september, rule="last_rain", amount=10, days=1)]
    [[[3.0]], [[1]]]
    """
    here = "cessation, "
    refuse_if(
        one_of(rule, RULES, here + "rule")
        + one_of(operator, (">=", ">"), here + "operator")
        + at_least(amount, 0, here + "amount")
        + at_least(days, 1, here + "days")
    )
    values = cells_by_time(rain, here + "rain", len(seasons.season))
    begin, known = _begins(after, after_outcome, (values.shape[0], len(seasons)), here)
    slack = EQUAL_WITHIN if rule == "dry_total" else -EQUAL_WITHIN
    terms = (RULES.index(rule), float(amount) * (1.0 + slack), least_wet(amount, operator), int(days))
    day, outcome = np.empty(begin.shape, np.float32), np.empty(begin.shape, np.uint8)
    axis = (integers(seasons.first), integers(seasons.length), integers(seasons.since), integers(seasons.reach))
    _cessation(values, *axis, begin, known, terms, day, outcome)
    return day, outcome


def dry_soil_cessation(
    rain,
    seasons: Seasons,
    *,
    capacity: float = 60.0,
    evaporation=5.0,
    initial: float = 0.0,
    run_up: int = 120,
    left: float = 0.5,
    days: int = 1,
    after=None,
    after_outcome=None,
):
    """End of the season by the soil: the first day of the search from which its water stays at an end for `days` days.

    The soil is a bucket: each day's water is yesterday's, plus rain, less evaporation, never below 0 nor above
    `capacity`; what does not fit runs off.

    rain         (cell, time) float32, daily [mm/day]
    capacity     most water the bucket holds [mm]
    evaporation  [mm/day], one number or (cell, time) float32; a missing day may have evaporated all or nothing
    initial      water [mm] before the first day of the balance
    run_up       days before the search on which the balance begins; days before the record are missing days, which
                 may have filled the bucket
    left         the soil is at an end when it holds this much or less [mm]
    days         how many days in a row, 1 or more
    after, after_outcome  as in `cessation`
    returns      day, outcome as `cessation`
    source       Stern, Dennett and Dale (1982), Experimental Agriculture 18, 223-236: the water balance reaches zero;
                 R-Instat's end of season (capacity 60, evaporation 5, 0.5 left) and IRI's ENACTS cessation (5 left, 3
                 days) are of this kind

    Water at the end of each day: 15, 20, 15, 10, 13, 8, 3, 0, 0, 0.

    >>> days = [(2001, 9, d) for d in range(1, 11)]
    >>> september = seasons_of(days, (9, 3), (9, 10))
    >>> rain = [[20, 10, 0, 0, 8, 0, 0, 0, 0, 0]]
    >>> [found.tolist() for found in dry_soil_cessation(rain, september, capacity=20, run_up=2, days=2)]
    [[[5.0]], [[1]]]
    """
    here = "dry_soil_cessation, "
    refuse_if(
        problem
        for what, value, least in (
            ("capacity", capacity, 0),
            ("initial", initial, 0),
            ("run_up", run_up, 0),
            ("left", left, 0),
            ("days", days, 1),
        )
        for problem in at_least(value, least, here + what)
    )
    values = cells_by_time(rain, here + "rain", len(seasons.season))
    losses = _losses(evaporation, values.shape, here)
    begin, known = _begins(after, after_outcome, (values.shape[0], len(seasons)), here)
    left = float(left) * (1.0 + EQUAL_WITHIN)
    terms = (float(capacity), float(initial), int(run_up), left, int(days), np.ndim(evaporation) == 0)
    day, outcome = np.empty(begin.shape, np.float32), np.empty(begin.shape, np.uint8)
    axis = (integers(seasons.first), integers(seasons.length), integers(seasons.since), integers(seasons.reach))
    _dry_soil(values, losses, *axis, begin, known, terms, day, outcome)
    return day, outcome


def _losses(evaporation, shape, here):
    """Evaporation as (cell, time), or (1, 1) for one number."""
    if np.ndim(evaporation) == 0:
        refuse_if(at_least(evaporation, 0, here + "evaporation"))
        return np.full((1, 1), evaporation, np.float32)
    losses = cells_by_time(evaporation, here + "evaporation", shape[1])
    if losses.shape != shape:
        got = str(losses.shape)
        raise Refused(Problem("array.shape", here + "evaporation", "an array of the wrong shape", got, str(shape)))
    return losses


def _begins(after, after_outcome, shape, here):
    """Day of each search on which it begins, and whether there was a start to search from."""
    if after is None:
        return np.zeros(shape, np.float32), np.full(shape, _HAPPENED, np.uint8)
    start = np.require(after, np.float32, ["C", "W"])
    known = np.require(after_outcome, np.uint8, ["C", "W"])
    if start.shape != shape or known.shape != shape:
        got = f"{start.shape} and {known.shape}"
        raise Refused(Problem("array.shape", here + "after", "a start for each cell and season", got, str(shape)))
    known = np.where((known == _HAPPENED) & np.isnan(start), np.uint8(_UNKNOWN), known)
    known = np.where(known == _NOT, np.uint8(NOT_A_SEASON), known)
    return np.maximum(np.nan_to_num(start + np.float32(1)), np.float32(0)), known


@njit(cache=True, nogil=True)
def _value(row, at, reach, fill):
    """One day's value; a missing day, or one past the end of the record, holds `fill`."""
    if at >= reach:
        return fill
    today = row[at]
    return today if today == today else fill


@njit(cache=True, nogil=True)
def _dry_from(row, begin, end, reach, fill, least, days):
    """First position from `begin`, before `end`, of `days` dry days in a row; -1 when there is none."""
    run = 0
    for at in range(begin, end + days - 1):
        run = 0 if _value(row, at, reach, fill) >= least else run + 1
        if run >= days:
            return at - days + 1
    return -1


@njit(cache=True, nogil=True)
def _little_from(row, begin, end, reach, fill, most, days):
    """First position from `begin`, before `end`, of `days` days that bring no more than `most`; -1 when none."""
    for at in range(begin, end):
        total = 0.0
        for day in range(at, at + days):
            total += _value(row, day, reach, fill)
            if total > most:
                break
        if total <= most:
            return at
    return -1


@njit(cache=True, nogil=True)
def _last_wet(row, begin, end, since, reach, fill, least, days):
    """Last position before `end`, from `begin` on, that ends `days` days of `least` or more; -1 when none."""
    for at in range(end - 1, begin - 1, -1):
        total = 0.0
        for day in range(at, at - days, -1):
            total += _value(row, day, reach, fill) if day >= since else fill
        if total >= least:
            return at
    return -1


@njit(cache=True, nogil=True)
def _end(row, begin, end, since, reach, fill, terms):
    rule, amount, least, days = terms
    if rule == 0:
        return _dry_from(row, begin, end, reach, fill, least, days)
    if rule == 1:
        return _little_from(row, begin, end, reach, fill, amount, days)
    return _last_wet(row, begin, end, since, reach, fill, amount, days)


@njit(cache=True, nogil=True)
def _quick_dry(row, begin, end, reach, least, days):
    """As `_dry_from`; -2 when a missing day is met first.

    A wet day spares the look at every run that holds it: the run's last day is looked at first.
    """
    checked = begin
    while begin < end:
        last = begin + days - 1
        if last >= reach:
            return -2
        at = last
        while at >= checked and row[at] < least:
            at -= 1
        if at < checked:
            return begin
        if row[at] != row[at]:
            return -2
        checked = last + 1
        begin = at + 1
    return -1


@njit(cache=True, nogil=True)
def _write(found, first, cell, season, day, outcome):
    day[cell, season] = found - first if found >= 0 else np.nan
    outcome[cell, season] = _HAPPENED if found >= 0 else (_NOT if found == -1 else _UNKNOWN)


@njit(cache=True, nogil=True)
def _cessation(rain, first, length, since, reach, after, known, terms, day, outcome):
    dry = np.float32(0.0)
    wet = np.float32(np.inf)
    for cell in range(rain.shape[0]):
        row = rain[cell]
        for season in range(first.size):
            if known[cell, season] != _HAPPENED:
                day[cell, season], outcome[cell, season] = np.nan, known[cell, season]
                continue
            begin, end = first[season] + int(after[cell, season]), first[season] + length[season]
            found = -2
            if terms[0] == 0:
                found = _quick_dry(row, begin, end, reach[season], terms[2], terms[3])
            if found == -2:
                found = _end(row, begin, end, since[season], reach[season], dry, terms)
                if found != _end(row, begin, end, since[season], reach[season], wet, terms):
                    found = -2
            _write(found, first[season], cell, season, day, outcome)
            if terms[0] == 2 and found == -1:
                outcome[cell, season] = _NO_SEASON


@njit(cache=True, nogil=True)
def _gaps(row, begin, end):
    """Whether a day from `begin` up to `end` is missing."""
    gone = 0
    for at in range(begin, end):
        gone += row[at] != row[at]
    return gone > 0


@njit(cache=True, nogil=True)
def _exhausted(row, losses, first, begin, end, since, reach, fills, terms):
    """First position from `begin`, before `end`, from which the bucket stays at an end; -1 none.

    fills  rain, evaporation of a missing day
    """
    capacity, water, run_up, left, days, constant = terms
    water, run = min(water, capacity), 0
    for at in range(first - run_up, end + days - 1):
        gain = _value(row, at, reach, fills[0]) if at >= since else fills[0]
        loss = fills[1]
        if constant:
            loss = losses[0]
        elif at >= since:
            loss = _value(losses, at, reach, fills[1])
        water = min(max(water + gain - loss, 0.0), capacity)
        run = run + 1 if at >= begin and water <= left else 0
        if run >= days:
            return at - days + 1
    return -1


@njit(cache=True, nogil=True)
def _dry_soil(rain, losses, first, length, since, reach, after, known, terms, day, outcome):
    # A finite flood, as without end less without end is no number.
    dry = (np.float32(0.0), np.float32(1e9))
    wet = (np.float32(1e9), np.float32(0.0))
    for cell in range(rain.shape[0]):
        row, loss = rain[cell], losses[cell if losses.shape[0] > 1 else 0]
        for season in range(first.size):
            if known[cell, season] != _HAPPENED:
                day[cell, season], outcome[cell, season] = np.nan, known[cell, season]
                continue
            opens, end = first[season], first[season] + length[season]
            begin = opens + int(after[cell, season])
            span = (since[season], reach[season])
            found = _exhausted(row, loss, opens, begin, end, *span, dry, terms)
            from_day, upto_day = opens - terms[2], end + terms[4] - 1
            whole = from_day >= span[0] and upto_day <= span[1]
            if whole and not _gaps(row, from_day, upto_day) and (terms[5] or not _gaps(loss, from_day, upto_day)):
                _write(found, opens, cell, season, day, outcome)
                continue
            if found != _exhausted(row, loss, opens, begin, end, *span, wet, terms):
                found = -2
            _write(found, opens, cell, season, day, outcome)
