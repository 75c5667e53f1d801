"""Days on which grain, hay, fish or coffee can dry in the open air."""

import numpy as np

from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least, cells_by_time, one_of
from ..calendars import Seasons
from .rules import least_wet
from .spells import days_in_dry_spells


def drying_days(
    rain,
    seasons: Seasons,
    *,
    wet_day: float = 1.0,
    operator: str = ">=",
    run: int = 1,
    humidity=None,
    damp: float = 100.0,
):
    """Days of each season without rain, in air that is not damp, that come so many in a row or more.

    rain      (cell, time) float32, daily [mm/day]
    wet_day   [mm/day]; a day is wet when its rain is `operator` that, ">=" or ">"
    run       least number of such days in a row, 1 or more; days of a shorter run do not count
    humidity  (cell, time) float32, relative humidity of the day [%], or None: rain alone tells
    damp      [%]; a day of more humidity than this dries nothing
    returns   value (cell, season) float32 [day]; outcome (cell, season) uint8: UNKNOWN only where missing days could
              change the count; a day known to be wet or damp is no drying day, whatever else is missing
    source    a count of days in dry spells (Stern, Dennett and Dale 1982, Experimental Agriculture 18, 223-236), with
              the air's humidity added

    >>> may = seasons_of([(2001, 5, d) for d in range(1, 8)], (5, 1), (5, 7))
    >>> drying_days([[0, 0, 4, 0, 0, 0, 9]], may, run=3)[0].tolist()
    [[3.0]]
    >>> drying_days([[0, 0, 4, 0, 0, 0, 9]], may, humidity=[[60, 60, 60, 60, 90, 60, 60]], damp=75)[0].tolist()
    [[4.0]]
    """
    here = "drying_days, "
    refuse_if(
        one_of(operator, (">=", ">"), here + "operator")
        + at_least(run, 1, here + "run")
        + at_least(wet_day, 0, here + "wet_day")
    )
    values = cells_by_time(rain, here + "rain", len(seasons.season))
    spoilt = np.where(np.isnan(values), np.nan, values >= least_wet(wet_day, operator)).astype(np.float32)
    if humidity is not None:
        air = cells_by_time(humidity, here + "humidity", len(seasons.season))
        wet = np.where(np.isnan(air), np.nan, air > np.float32(damp)).astype(np.float32)
        spoilt = np.where((spoilt == 1) | (wet == 1), np.float32(1), spoilt + wet).astype(np.float32)
    return days_in_dry_spells(spoilt, seasons, days=run, wet_day=1.0)
