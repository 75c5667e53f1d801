"""Temperatures that are no kelvin are refused by every method of heat, in the data and in the threshold."""

import numpy as np
import pytest

from climserv.methods.heat.chill import chill_units
from climserv.methods.heat.days import hot_days
from climserv.methods.heat.degree_days import degree_days
from climserv.methods.heat.frost import last_spring_frost
from climserv.methods.heat.growing import growing_season_length
from climserv.methods.heat.waves import heat_waves
from climserv.vocabulary.problems import Refused

from ..series import days_between, seasons_of

DAYS = days_between((2001, 1, 1), (2001, 12, 31))
YEAR = seasons_of(DAYS, (1, 1), (12, 31))
KELVIN = np.full((1, 365), 301.15)
METHODS = (
    lambda data, shift: hot_days(data, YEAR, threshold=303.15 - shift),
    lambda data, shift: degree_days(data, YEAR, lower=283.15 - shift),
    lambda data, shift: heat_waves(data, YEAR, measure="days", threshold=308.15 - shift),
    lambda data, shift: last_spring_frost(data, YEAR, threshold=273.15 - shift),
    lambda data, shift: growing_season_length(data, YEAR, threshold=278.15 - shift),
)


@pytest.mark.parametrize("method", METHODS)
def test_degrees_celsius_are_refused_wherever_they_come_in(method):
    method(KELVIN, 0)
    for data, shift in ((KELVIN, 273.15), (KELVIN - 273.15, 0)):
        with pytest.raises(Refused, match="in kelvin"):
            method(data, shift)


def test_days_to_come_of_the_axis_have_no_part_in_the_chill_of_the_last_day():
    """The axis jumps to the next year after the season's last day: its own lowest stands for the next one's."""
    january = days_between((2001, 1, 1), (2001, 1, 31))
    low = np.full((1, 32), 275.0)
    low[0, -1] = 290
    high = low + 12
    found = []
    for days in (january, [*january, (2002, 1, 1)], [*january, (2001, 2, 1)]):
        season, size = seasons_of(days, (1, 1), (1, 31)), len(days)
        at = np.append(np.arange(1, 32), 1 if days[-1][0] == 2002 else 32)[:size]
        found.append(float(chill_units(low[:, :size], high[:, :size], season, latitude=45, day=at)[0][0, 0]))
    assert found[0] == found[1] != found[2]
