"""Dry and wet spells: how long the longest are, how many there are, when they begin.

A dry day has less rain than a wet day; a spell is a run of dry (or wet) days in a row. A spell that crosses an edge of
the season, such as 31 December, lies in both seasons: `at_edges="cut"` takes the days of it that lie in the season,
`"whole"` takes all its days, wherever they lie.

Missing days. With `missing="exact"` a season is UNKNOWN only when what fell on a missing day could change the answer.
More dry days can only make the longest dry spell longer and the first one sooner, so the answer is known when it is the
same with all missing days dry and with all of them wet. That does not hold for a number of spells, nor for the second
longest: a dry day may join two spells into one. There one missing day makes the season unknown. With `missing="any"` it
always does.
"""

from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least, cells_by_time, one_of
from ..calendars import Seasons
from .rules import least_wet
from .runs import AT_EDGES, COUNT, DAYS, LONGEST, START, measure_runs

OPERATORS = (">=", ">")
MISSING = ("exact", "any")


def longest_dry_spell(
    rain,
    seasons: Seasons,
    *,
    wet_day: float = 1.0,
    operator: str = ">=",
    nth: int = 1,
    at_edges: str = "cut",
    missing: str = "exact",
):
    """Longest run of dry days of each season, or the `nth` longest.

    rain      (cell, time) float32, daily [mm/day]
    wet_day   [mm/day]; a day is wet when its rain is `operator` that, ">=" or ">", and dry otherwise
    nth       1 for the longest, 2 for the second longest; two spells may be equally long. 0 days when there are fewer
    at_edges  "cut" or "whole"; a whole spell of which the record does not hold all days is UNKNOWN
    missing   "exact" (see the module; for `nth` above 1 it is "any") or "any"
    returns   value (cell, season) float32 [day], not a number where unknown; outcome (cell, season) uint8
    source    Zhang et al. (2011), WIREs Climate Change 2, 851-870: CDD; there a spell may be whole

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 13)], (6, 3), (6, 10))
    >>> rain = [[0, 0, 0, 0.9, 5, 0, 0, 0, 3, 0, 0, 2]]
    >>> [found.tolist() for found in longest_dry_spell(rain, june)]
    [[[3.0]], [[1]]]
    >>> [found.tolist() for found in longest_dry_spell(rain, june, nth=2)]
    [[[2.0]], [[1]]]
    >>> rain[0][0] = 4
    >>> [found.tolist() for found in longest_dry_spell(rain, june, at_edges="whole")]
    [[[3.0]], [[1]]]
    """
    return _longest("longest_dry_spell", False, rain, seasons, wet_day, operator, nth, at_edges, missing)


def longest_wet_spell(
    rain,
    seasons: Seasons,
    *,
    wet_day: float = 1.0,
    operator: str = ">=",
    nth: int = 1,
    at_edges: str = "cut",
    missing: str = "exact",
):
    """Longest run of wet days of each season, or the `nth` longest; all as `longest_dry_spell`.

    source    Zhang et al. (2011), WIREs Climate Change 2, 851-870: CWD; there a spell may be whole

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 9)], (6, 1), (6, 8))
    >>> [found.tolist() for found in longest_wet_spell([[0, 1, 2, 0.9, 5, 7, 1, 0]], june)]
    [[[3.0]], [[1]]]
    """
    return _longest("longest_wet_spell", True, rain, seasons, wet_day, operator, nth, at_edges, missing)


def dry_spells(
    rain,
    seasons: Seasons,
    *,
    days: int,
    wet_day: float = 1.0,
    operator: str = ">=",
    at_edges: str = "cut",
    missing: str = "any",
):
    """How many dry spells of so many days or more each season has.

    rain, wet_day, operator, at_edges  as `longest_dry_spell`
    days      least length of a spell, 1 or more
    missing   "any": one missing day makes the season unknown, as it may join two spells or part one
    returns   value (cell, season) float32, not a number where unknown; outcome (cell, season) uint8
    source    Stern, Dennett and Dale (1982), Experimental Agriculture 18, 223-236: dry spells within a season

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 11)], (6, 1), (6, 10))
    >>> [found.tolist() for found in dry_spells([[0, 0, 4, 0, 6, 0, 0.5, 0, 2, 0]], june, days=2)]
    [[[2.0]], [[1]]]
    """
    refuse_if(one_of(missing, ("any",), "dry_spells, missing"))
    asked = {"what": COUNT, "shortest": days}
    return _spells("dry_spells", False, rain, seasons, wet_day, operator, at_edges, missing, asked)


def days_in_dry_spells(
    rain,
    seasons: Seasons,
    *,
    days: int,
    wet_day: float = 1.0,
    operator: str = ">=",
    at_edges: str = "cut",
    missing: str = "exact",
):
    """Dry days that lie in dry spells of so many days or more, in each season.

    rain, wet_day, operator, at_edges, missing  as `longest_dry_spell`
    days      least length of a spell, 1 or more
    returns   value (cell, season) float32 [day]; outcome (cell, season) uint8
    source    Stern, Dennett and Dale (1982), Experimental Agriculture 18, 223-236: dry spells within a season

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 11)], (6, 1), (6, 10))
    >>> [found.tolist() for found in days_in_dry_spells([[0, 0, 4, 0, 6, 0, 0.5, 0, 2, 0]], june, days=2)]
    [[[5.0]], [[1]]]
    """
    asked = {"what": DAYS, "shortest": days}
    return _spells("days_in_dry_spells", False, rain, seasons, wet_day, operator, at_edges, missing, asked)


def dry_spell_start(
    rain,
    seasons: Seasons,
    *,
    days: int,
    nth: int = 1,
    wet_day: float = 1.0,
    operator: str = ">=",
    at_edges: str = "cut",
    missing: str = "exact",
):
    """First day of the `nth` dry spell of so many days or more in each season.

    rain, wet_day, operator, at_edges  as `longest_dry_spell`
    days      least length of a spell, 1 or more
    nth       1 for the first spell of the season, and so on
    missing   "exact" (see the module; for `nth` above 1 it is "any") or "any"
    returns   day (cell, season) float32 [day after the season's first; below 0 for a whole spell that began before it];
              outcome (cell, season) uint8: DID_NOT_HAPPEN when there are fewer such spells
    source    Stern, Dennett and Dale (1982), Experimental Agriculture 18, 223-236: dry spells within a season

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 11)], (6, 1), (6, 10))
    >>> rain = [[0, 4, 0, 0, 6, 0, 0.5, 0, 2, 0]]
    >>> [dry_spell_start(rain, june, days=2, nth=nth)[0].tolist() for nth in (1, 2, 3)]
    [[[2.0]], [[5.0]], [[nan]]]
    """
    refuse_if(at_least(nth, 1, "dry_spell_start, nth"))
    asked = {"what": START, "shortest": days, "nth": nth}
    return _spells("dry_spell_start", False, rain, seasons, wet_day, operator, at_edges, missing, asked)


def _longest(name, wet, rain, seasons, wet_day, operator, nth, at_edges, missing):
    refuse_if(at_least(nth, 1, name + ", nth"))
    return _spells(
        name, wet, rain, seasons, wet_day, operator, at_edges, missing, {"what": LONGEST, "shortest": 1, "nth": nth}
    )


def _spells(name, wet, rain, seasons, wet_day, operator, at_edges, missing, asked):
    here = name + ", "
    refuse_if(
        one_of(operator, OPERATORS, here + "operator")
        + at_least(wet_day, 0, here + "wet_day")
        + at_least(asked["shortest"], 1, here + "days")
        + one_of(at_edges, AT_EDGES, here + "at_edges")
        + one_of(missing, MISSING, here + "missing")
    )
    values = cells_by_time(rain, here + "rain", len(seasons.season))
    exact = missing == "exact" and asked.get("nth", 1) == 1
    least = least_wet(wet_day, operator)
    return measure_runs(values, seasons, least, wet, whole=at_edges == "whole", exact=exact, **asked)
