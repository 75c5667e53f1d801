"""Radiation of single hours in megajoules is told from watts, and no dull hour is taken for it."""

import numpy as np
import pytest

from climserv.methods.water.hourly import hourly_reference_evapotranspiration
from climserv.vocabulary.problems import Refused

PLACE = {"latitude": 16.2, "longitude": -16.25, "day": 274, "utc_offset": -1, "altitude": 8}
HOURS = np.arange(24) + 0.5
# FAO-56 example 19 has 2.450 MJ m-2 from 14 to 15 o'clock.
MEGAJOULES = np.clip(2.9 * np.sin(np.pi * (HOURS - 6) / 12), 0, None)


def et0(rsds, hour=HOURS):
    return hourly_reference_evapotranspiration(305.0, 60.0, 2.0, rsds, hour=hour, **PLACE)


def test_a_day_in_megajoules_is_refused():
    assert np.isfinite(et0(MEGAJOULES / 0.0036)).all()
    with pytest.raises(Refused, match="darkest cloud"):
        et0(MEGAJOULES)
    with pytest.raises(Refused, match="darkest cloud"):
        et0(2.45, hour=14.5)


@pytest.mark.parametrize("light", [0.0, 0.02])
def test_nights_gaps_and_dull_days_pass(light):
    dull = MEGAJOULES / 0.0036 * light
    assert np.isfinite(et0(dull)).all()
    assert np.isfinite(et0(0.0, hour=2.5))
    dull[10:13] = np.nan
    assert np.isnan(et0(dull)[10:13]).all()
