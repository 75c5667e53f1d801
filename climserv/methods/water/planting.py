"""Would a crop planted on a given day have come through? Three conditions, each alone and all together.

  water   enough rain from planting to harvest: `rain_enough_by_planting_day`, or
          `requirement_reached_by_planting_day` for a share of the crop's requirement
  length  planted within the rains and ripe before they end: `season_long_enough`
  spell   no long dry spell while it can kill the seedlings: `no_long_dry_spell`

Each is (cell, season, day) uint8 outcomes for the days of the same seasons; `crop_success` puts them together, and
`chances` counts the years.
"""

import math

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons
from ..seasons.rules import EQUAL_WITHIN, least_wet
from .satisfaction import by_day

OPERATORS = (">=", ">")
_HAPPENED, _UNKNOWN, _NOT = int(Outcome.HAPPENED), int(Outcome.UNKNOWN), int(Outcome.DID_NOT_HAPPEN)


def rain_by_planting_day(rain, seasons: Seasons, *, days: int):
    """Rain from planting to harvest, for each planting day of each season.

    rain        (cell, time) float32 [mm/day]
    seasons     the candidates: every day of each season
    days        from planting to harvest, planting day counted
    returns     value (cell, season, day) float32 [mm], not a number where a day is missing; outcome (cell, season, day)
                uint8: HAPPENED where it is known, else UNKNOWN; NOT_A_SEASON where a season has no such day
    source      Stern, Dennett and Dale (1982), Experimental Agriculture 18, 223-236; the crop tables of R-Instat

    >>> may = seasons_of([(2001, 5, d) for d in range(1, 7)], (5, 1), (5, 4))
    >>> [x.tolist() for x in rain_by_planting_day([[10, 0, 5, 20, np.nan, 0]], may, days=2)]
    [[[[10.0, 5.0, 25.0, nan]]], [[[1, 1, 1, 0]]]]
    """
    return _rain_against(rain, seasons, days, math.nan, "rain_by_planting_day, ")


def rain_enough_by_planting_day(rain, seasons: Seasons, *, days: int, requirement: float):
    """Whether the rain from planting to harvest reaches a requirement, for each planting day of each season.

    rain, seasons, days  as in `rain_by_planting_day`
    requirement          [mm]
    returns              (cell, season, day) uint8. Missing days may hold any rain, so a sum that reaches it without
                         them has HAPPENED, and any other is UNKNOWN. NOT_A_SEASON where a season has no such day
    source               as in `rain_by_planting_day`

    >>> may = seasons_of([(2001, 5, d) for d in range(1, 7)], (5, 1), (5, 4))
    >>> rain_enough_by_planting_day([[10, 0, 5, 20, np.nan, 0]], may, days=2, requirement=20).tolist()
    [[[2, 2, 1, 1]]]
    """
    here = "rain_enough_by_planting_day, "
    refuse_if(at_least(requirement, 0, here + "requirement"))
    return _rain_against(rain, seasons, days, float(requirement) * (1.0 - EQUAL_WITHIN), here)[1]


def _rain_against(rain, seasons, days, requirement, here):
    refuse_if(at_least(days, 1, here + "days"))
    rain = cells_by_time(rain, here + "rain", len(seasons.season))
    value, outcome = by_day(rain.shape[0], seasons)
    axis = (integers(seasons.first), integers(seasons.length), integers(seasons.reach))
    _sums(rain, *axis, int(days), requirement, value, outcome)
    return value, outcome


def no_long_dry_spell(
    rain, seasons: Seasons, *, days: int, dry_spell: int, after: int = 1, wet_day: float = 1.0, operator: str = ">="
):
    """Whether a crop planted on each day of each season is spared a dry spell while it is young.

    rain      (cell, time) float32 [mm/day]
    seasons   the candidates: every day of each season
    days      looked at, from `after` days after planting (0: from the planting day itself)
    dry_spell [day] so many dry days in a row within them, or more, are a spell
    wet_day   [mm/day], operator ">=" or ">"
    returns   (cell, season, day) uint8: HAPPENED where there is no such spell, DID_NOT_HAPPEN where there is, UNKNOWN
              where missing days decide
    source    as in `rain_by_planting_day`

    >>> may = seasons_of([(2001, 5, d) for d in range(1, 9)], (5, 1), (5, 4))
    >>> no_long_dry_spell([[20, 0, 0, 5, 0, np.nan, 9, 0]], may, days=4, dry_spell=2).tolist()
    [[[2, 0, 0, 0]]]
    """
    here = "no_long_dry_spell, "
    refuse_if(
        one_of(operator, OPERATORS, here + "operator")
        + at_least(days, 1, here + "days")
        + at_least(dry_spell, 1, here + "dry_spell")
        + at_least(after, 0, here + "after")
        + at_least(wet_day, 0, here + "wet_day")
    )
    rain = cells_by_time(rain, here + "rain", len(seasons.season))
    _, outcome = by_day(rain.shape[0], seasons)
    axis = (integers(seasons.first), integers(seasons.length), integers(seasons.reach))
    rule = (int(after), int(days), int(dry_spell), least_wet(wet_day, operator))
    _spared(rain, *axis, rule, outcome)
    return outcome


def season_long_enough(seasons: Seasons, *, days: int, end, start=None):
    """Whether a crop planted on each day of each season stands within the rains from planting to harvest.

    seasons  the candidates: every day of each season
    days     from planting to harvest, planting day counted
    end      pair (day, outcome), (cell, season) each, of the end of the rains, in days after the first day of
             `seasons`; an end that DID_NOT_HAPPEN comes after every harvest, and NOT_A_SEASON is a year without rains,
             in which no harvest stands
    start    the same of the start of the rains; a start that DID_NOT_HAPPEN lets no crop be planted. None: not asked
    returns  (cell, season, day) uint8: HAPPENED where the last day is not after the end, and planting not before the
             start
    source   as in `rain_by_planting_day`

    >>> may = seasons_of([(2001, 5, d) for d in range(1, 5)], (5, 1), (5, 4))
    >>> end, start = (np.array([[4.0]]), np.array([[1]])), (np.array([[1.0]]), np.array([[1]]))
    >>> season_long_enough(may, days=3, end=end, start=start).tolist()
    [[[2, 1, 1, 2]]]
    """
    here = "season_long_enough, "
    refuse_if(at_least(days, 1, here + "days") + _pairs(here, len(seasons), end=end, start=start))
    _, outcome = by_day(np.shape(end[0])[0], seasons)
    planted = np.arange(outcome.shape[2])
    ends, known_end = (np.asarray(part)[..., None] for part in end)
    found = np.where(known_end == _HAPPENED, np.where(planted + days - 1 <= ends, _HAPPENED, _NOT), _HAPPENED)
    found = np.where(known_end == NOT_A_SEASON, _NOT, found)
    found = np.where(known_end == _UNKNOWN, _UNKNOWN, found).astype(np.uint8)
    if start is not None:
        starts, known_start = (np.asarray(part)[..., None] for part in start)
        begun = np.where(known_start == _HAPPENED, np.where(planted >= starts, _HAPPENED, _NOT), _NOT)
        begun = np.where(known_start == _UNKNOWN, _UNKNOWN, begun).astype(np.uint8)
        found = crop_success(found, begun)
    there = planted < np.asarray(seasons.length)[None, :, None]
    outcome[...] = np.where(there, found, NOT_A_SEASON)
    return outcome


def _pairs(here: str, seasons: int, **pairs) -> list[Problem]:
    shape, problems = np.shape(pairs["end"][0]), []
    for name, pair in pairs.items():
        if pair is None:
            continue
        for part in pair:
            if len(shape) != 2 or np.shape(part) != shape or shape[1] != seasons:
                what = "days and outcomes must be (cell, season)"
                problems.append(Problem("array.shape", here + name, what, str(np.shape(part)), f"cells, {seasons}"))
    return problems


def crop_success(*conditions) -> np.ndarray:
    """All conditions together: DID_NOT_HAPPEN where one did not, else UNKNOWN where one is unknown, else HAPPENED.

    conditions  outcome arrays of one shape, such as water, length and spell (cell, season, day)
    returns     uint8 of that shape; NOT_A_SEASON where any of them has no season
    source      the conditions are those of the crop tables of R-Instat, after Stern, Dennett and Dale (1982)

    >>> crop_success(np.array([1, 1, 0, 0, 255]), np.array([1, 2, 2, 1, 255])).tolist()
    [1, 2, 2, 0, 255]
    """
    together = np.stack([np.asarray(condition, np.uint8) for condition in conditions])
    found = np.where((together == _UNKNOWN).any(axis=0), _UNKNOWN, _HAPPENED)
    found = np.where((together == _NOT).any(axis=0), _NOT, found)
    return np.where((together == NOT_A_SEASON).any(axis=0), NOT_A_SEASON, found).astype(np.uint8)


def chances(outcome) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """In how many seasons a condition held, for each planting day.

    outcome  (cell, season, day) uint8
    returns  probability (cell, day) float32 = happened / (happened + did not), not a number when that is 0; and the
             counts it rests on, years that are known and unknown, (cell, day) int32 each
    source   design.md, "Conventions that must never be implicit"

    >>> [x.tolist() for x in chances(np.array([[[1, 1], [2, 0], [2, 0]]], np.uint8))]
    [[[0.3333333432674408, 1.0]], [[3, 1]], [[0, 2]]]
    """
    outcome = np.asarray(outcome)
    happened, did_not, unknown = ((outcome == kind).sum(axis=1, dtype=np.int32) for kind in (_HAPPENED, _NOT, _UNKNOWN))
    known = happened + did_not
    share = np.full(known.shape, np.nan, np.float32)
    np.divide(happened, known, out=share, where=known > 0, casting="same_kind")
    return share, known, unknown


@njit(cache=True, nogil=True)
def _sums(rain, first, length, reach, days, requirement, value, outcome):
    for cell in range(rain.shape[0]):
        row = rain[cell]
        for season in range(first.size):
            for day in range(length[season]):
                begin, total, missing = first[season] + day, 0.0, False
                for at in range(begin, begin + days):
                    today = np.float64(row[at]) if at < reach[season] else np.nan
                    if math.isnan(today):
                        missing = True
                    else:
                        total += today
                value[cell, season, day] = np.nan if missing else total
                if math.isnan(requirement):
                    outcome[cell, season, day] = _UNKNOWN if missing else _HAPPENED
                elif total >= requirement:
                    outcome[cell, season, day] = _HAPPENED
                else:
                    outcome[cell, season, day] = _UNKNOWN if missing else _NOT


@njit(cache=True, nogil=True)
def _spared(rain, first, length, reach, rule, outcome):
    after, days, dry_spell, least = rule
    for cell in range(rain.shape[0]):
        row = rain[cell]
        for season in range(first.size):
            for day in range(length[season]):
                begin, sure, maybe, known = first[season] + day + after, 0, 0, _HAPPENED
                for at in range(begin, begin + days):
                    today = row[at] if at < reach[season] else np.float32(np.nan)
                    wet = today >= least
                    maybe = 0 if wet else maybe + 1
                    sure = 0 if wet or math.isnan(today) else sure + 1
                    if sure >= dry_spell:
                        known = _NOT
                        break
                    if maybe >= dry_spell:
                        known = _UNKNOWN
                outcome[cell, season, day] = known
