"""The soil's water through a crop's season, and the water that irrigation must add.

One bucket as deep as the roots (FAO-56, chapter 8, single crop coefficient). A day goes so:

  1  the roots grow; the soil they newly reach holds `deep` of its available water
  2  rain and irrigation come at the start of the day; rain above `runoff_above` on one day runs off
  3  ETc = Kc x ET0; without stress the crop takes the share p = depletion + 0.04 (5 - ETc), kept between 0.1 and 0.8
     (`adjust` off: p stays as it is); beyond it ETa = Ks x ETc, Ks = (TAW - D) / ((1 - p) TAW), and never more than
     the water that is left
  4  what is above field capacity at the end of the day percolates
Water in = water out: rain + irrigation + reached - runoff - percolation - evapotranspiration = end - start.
"""

from typing import NamedTuple

import numpy as np

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import at_least, cells_by_time, integers, share
from ..calendars import Seasons
from . import bucket
from .crops import Crop, crop_coefficients, root_depths

_NONE = np.empty((0, 0), np.float32)
_HAPPENED = int(Outcome.HAPPENED)
# An onset may be told some days after the last day on which it was searched for.
LATE = 31


class Ledger(NamedTuple):
    """The books of each season, all (cell, season) float64 [mm], not a number where a day is missing.

    requirement is the sum of ETc, evapotranspiration that of ETa; reached is the water of the soil into which roots
    grew; start and end are the available water in the root zone; waterings counts the days of irrigation that the
    refill rule asked for.
    """

    rain: np.ndarray
    irrigation: np.ndarray
    runoff: np.ndarray
    percolation: np.ndarray
    requirement: np.ndarray
    evapotranspiration: np.ndarray
    reached: np.ndarray
    start: np.ndarray
    end: np.ndarray
    waterings: np.ndarray


def crop_arrays(crop: Crop, available: float, start: float, deep: float):
    """What the kernels ask of a crop on a soil with `available` mm of water in a metre."""
    capacity = float(available) * root_depths(crop)
    return crop_coefficients(crop), capacity, float(deep), float(start)


def rules(crop: Crop, adjust: bool, runoff_above, refill: bool = False):
    """What the kernels ask about stress, runoff and irrigation."""
    limit = np.inf if runoff_above is None else float(runoff_above)
    return float(crop.depletion), bool(adjust), limit, bool(refill)


def share_problems(here: str, **shares) -> list[Problem]:
    """Problems of shares that are not between 0 and 1."""
    return [problem for name, value in shares.items() for problem in share(value, here + name)]


def soil_problems(here: str, available, start, deep, runoff_above) -> list[Problem]:
    """Problems of the numbers that describe a soil."""
    problems = share_problems(here, start=start, deep=deep)
    if not available > 0:
        problems.append(
            Problem("argument.bounds", here + "available", "a number out of bounds", str(available), "above 0")
        )
    return problems + at_least(0 if runoff_above is None else runoff_above, 0, here + "runoff_above")


def planting_days(planting, seasons: Seasons, cells: int, here: str) -> tuple[np.ndarray, np.ndarray]:
    """Day of the season (int64, -1 where there is none) and outcome (uint8) of planting, (cell, season) each.

    planting  one day for all, a whole number within every season; or a pair (day, outcome) as `rainy_season_onset`
              gives it. Of a pair, planting on a day that is not known, before the season, or more than `LATE` days
              after it is UNKNOWN: it is another season's crop. A part of a day is refused

    >>> may = seasons_of([(2001, 5, d) for d in range(1, 6)], (5, 1), (5, 4))
    >>> pair = np.array([[3.0], [-1.0], [np.nan], [400.0], [np.nan]]), np.array([[1], [1], [1], [1], [2]])
    >>> [x.ravel().tolist() for x in planting_days(pair, may, 5, "example, ")]
    [[3, -1, -1, -1, -1], [1, 0, 0, 0, 2]]
    """
    shape, length = (cells, len(seasons)), np.asarray(seasons.length, np.int64)
    if not isinstance(planting, tuple):
        last = int(length.min(initial=366)) - 1
        if not (0 <= planting <= last and planting == int(planting)):
            what = "this is no day of every season"
            allowed = f"a whole number, 0 to {last}"
            refuse_if([Problem("argument.planting", here + "planting", what, str(planting), allowed)])
        return np.full(shape, int(planting), np.int64), np.ones(shape, np.uint8)
    day, planted = np.asarray(planting[0], np.float64), np.array(planting[1], np.uint8)
    if day.shape != shape or planted.shape != shape:
        what = "the days and outcomes of planting must be (cell, season)"
        refuse_if([Problem("array.shape", here + "planting", what, f"{day.shape}, {planted.shape}", str(shape))])
    known = (planted == _HAPPENED) & (day >= 0) & (day < length + LATE)
    parts = known & (day != np.floor(day))
    if parts.any():
        what = "a crop is planted on a whole day"
        refuse_if([Problem("argument.planting", here + "planting", what, str(day[parts][0]), "whole numbers")])
    planted[(planted == _HAPPENED) & ~known] = Outcome.UNKNOWN
    return np.where(known, day, -1).astype(np.int64), planted


def begins(planting, seasons: Seasons, cells: int, here: str) -> tuple[np.ndarray, np.ndarray]:
    """Position on the time axis (-1 where there is none) and outcome of planting: `planting_days`."""
    day, planted = planting_days(planting, seasons, cells, here)
    return integers(np.where(day >= 0, day + np.asarray(seasons.first), -1)), planted


def soil_water_balance(
    rain,
    et0,
    seasons: Seasons,
    *,
    planting,
    crop: Crop,
    available: float,
    start: float,
    deep: float = 1.0,
    adjust: bool = True,
    runoff_above: float | None = None,
    irrigation=None,
    daily: bool = False,
):
    """The water of the root zone from planting to harvest, day by day.

    rain, et0    (cell, time) float32 [mm/day]
    seasons      those that crops are planted in; the crop may stand on past their end
    planting     day of the season (0 is its first), one for all; or the pair (day, outcome) of `rainy_season_onset`;
                 what is no day of the season is refused or unknown, see `planting_days`
    available    water between field capacity and wilting point in a metre of soil [mm m-1]
    start        share of the available water that the root zone holds at planting, 0 to 1: stated, never guessed
    deep         the same share, for the soil that roots grow into
    adjust       whether p follows ETc
    runoff_above rain of a day above it runs off [mm/day]; None: nothing does
    irrigation   (cell, time) [mm/day] that is given; None: none
    returns      Ledger; with daily=True also depletion (cell, season, day) float32 [mm] at the end of each day.
                 A season with a missing day, or that runs past the record, or without planting, is not a number
    source       Allen et al. (1998), FAO-56, equations 81 to 88

    Ten millimetres fill a small bucket: 40 mm hold, 16 taken without stress. Day 4 is short of water.

    >>> wet = seasons_of([(2001, 5, d) for d in range(1, 6)], (5, 1), (5, 5))
    >>> maize = Crop(stages=(5, 0, 0, 0), kc=(1.0, 1.0, 1.0), depletion=0.4, roots=(0.4, 0.4))
    >>> books, depletion = soil_water_balance([[0, 0, 0, 0, 50]], [[8] * 5], wet, planting=0, crop=maize,
    ...                                       available=100, start=1.0, adjust=False, daily=True)
    >>> [round(float(mm), 2) for mm in depletion[0, 0]]
    [8.0, 16.0, 24.0, 29.33, 0.0]
    >>> [round(float(x[0, 0]), 2) for x in (books.requirement, books.evapotranspiration, books.percolation)]
    [40.0, 37.33, 12.67]
    """
    here = "soil_water_balance, "
    return _books(
        rain, et0, seasons, planting, crop, available, start, deep, adjust, runoff_above, irrigation, daily, here
    )


def irrigation_requirement(
    rain,
    et0,
    seasons: Seasons,
    *,
    planting,
    crop: Crop,
    available: float,
    start: float,
    deep: float = 1.0,
    adjust: bool = True,
    runoff_above: float | None = None,
) -> Ledger:
    """Net irrigation that keeps a crop from stress.

    The refill rule: on a day on which, after its rain, the depletion is above the readily available water p x TAW, the
    root zone is filled up to field capacity. So the crop never lacks water, and none is given that runs through.

    rain, et0, ...  as in `soil_water_balance`
    returns         Ledger; `irrigation` [mm] is the net requirement (what reaches the roots, not what a pump must
                    deliver), `waterings` how often
    source          Allen et al. (1998), FAO-56, chapter 8, irrigation scheduling

    >>> dry = seasons_of([(2001, 5, d) for d in range(1, 6)], (5, 1), (5, 5))
    >>> maize = Crop(stages=(5, 0, 0, 0), kc=(1.0, 1.0, 1.0), depletion=0.4, roots=(0.4, 0.4))
    >>> books = irrigation_requirement([[0, 0, 0, 0, 0]], [[9] * 5], dry, planting=0, crop=maize, available=100,
    ...                                start=1.0, adjust=False)
    >>> books.irrigation.tolist(), books.waterings.tolist(), books.evapotranspiration.tolist()
    ([[36.0]], [[2.0]], [[45.0]])
    """
    here = "irrigation_requirement, "
    return _books(
        rain, et0, seasons, planting, crop, available, start, deep, adjust, runoff_above, None, False, here, True
    )


def _books(
    rain, et0, seasons, planting, crop, available, start, deep, adjust, runoff_above, given, daily, here, refill=False
):
    refuse_if(soil_problems(here, available, start, deep, runoff_above))
    rain = cells_by_time(rain, here + "rain", len(seasons.season))
    et0 = alike(et0, rain, here + "et0")
    given = _NONE if given is None else alike(given, rain, here + "irrigation")
    begin, _ = begins(planting, seasons, rain.shape[0], here)
    totals = np.empty((*begin.shape, len(Ledger._fields)))
    depletions = np.empty((*begin.shape, len(crop)) if daily else (0, 0, 0), np.float32)
    of_crop, rule = crop_arrays(crop, available, start, deep), rules(crop, adjust, runoff_above, refill)
    bucket.balance(rain, et0, given, begin, integers(seasons.reach), of_crop, rule, totals, depletions)
    ledger = Ledger(*(np.ascontiguousarray(totals[..., n]) for n in range(totals.shape[2])))
    return (ledger, depletions) if daily else ledger


def alike(values, rain, name: str) -> np.ndarray:
    """An array of the cells and days of `rain`."""
    values = cells_by_time(values, name, rain.shape[1])
    if values.shape != rain.shape:
        what = "an array with other cells than rain"
        refuse_if([Problem("array.cells", name, what, f"{values.shape[0]} cells", f"{rain.shape[0]} cells")])
    return values
