"""Signs of drought: a season with too little rain, a dry spell that is too long; for triggers of early action."""

import numpy as np

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least, cells_by_time
from ..calendars import Seasons
from .amounts import seasonal_total
from .rules import EQUAL_WITHIN
from .spells import longest_dry_spell


def drought_signs(
    rain, seasons: Seasons, *, least_rain: float, dry_spell: int, wet_day: float = 1.0, operator: str = ">="
):
    """How many of two signs of drought each season shows: little rain in all, and a long dry spell.

    rain       (cell, time) float32, daily [mm/day]
    least_rain [mm]; a season with less has the first sign
    dry_spell  [day], 1 or more; a season with so many dry days in a row, or more, has the second
    wet_day    [mm/day]; a day is wet when its rain is `operator` that, ">=" or ">"
    returns    value (cell, season) float32, 0 to 2; outcome (cell, season) uint8: UNKNOWN only where missing days could
               change the number; they can hide rain, never take it away, so a known sum that is enough is enough
    source     PRCPTOT and CDD of Zhang et al. (2011), WIREs Climate Change 2, 851-870, each against a bound

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 7)], (6, 1), (6, 6))
    >>> rain = [[5, 0, 0, 0, 5, 9], [5, 0, 0, 0, 2, 0], [5, 3, 0, 0, 2, 9]]
    >>> drought_signs(rain, june, least_rain=12, dry_spell=3)[0].tolist()
    [[1.0], [2.0], [0.0]]
    """
    here = "drought_signs, "
    refuse_if(at_least(least_rain, 0, here + "least_rain") + at_least(dry_spell, 1, here + "dry_spell"))
    values = cells_by_time(rain, here + "rain", len(seasons.season))
    enough = float(least_rain) * (1.0 - EQUAL_WITHIN)
    signs = []
    # The driest filling shows most signs, the wettest fewest; where both show the same, so does every filling.
    for filling in (0.0, np.inf):
        filled = np.nan_to_num(values, nan=filling, posinf=np.inf)
        total, _ = seasonal_total(filled, seasons)
        longest, _ = longest_dry_spell(filled, seasons, wet_day=wet_day, operator=operator)
        signs.append((total < enough).astype(np.float32) + (longest >= dry_spell))
    known = (signs[0] == signs[1]) & ~seasons.so_far
    value = np.where(known, signs[0], np.nan).astype(np.float32)
    return value, np.where(known, Outcome.HAPPENED, Outcome.UNKNOWN).astype(np.uint8)
