"""A season so far: an event that days to come may still bring has not "not happened"."""

import pytest

from climserv.methods.calendars import season_so_far
from climserv.methods.heat.waves import heat_waves
from climserv.methods.seasons.amounts import wettest_days
from climserv.methods.seasons.spells import dry_spell_start
from climserv.vocabulary.outcomes import Outcome

HAPPENED, NOT, UNKNOWN = Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN, Outcome.UNKNOWN
DRY_AT_LAST = [[9.0] * 3 + [0.0] * 7]


def first_ten(end):
    days = [(2001, 5, d) for d in range(1, 11)]
    return season_so_far(*zip(*days, strict=True), start=(5, 1), end=end, calendar="standard")


@pytest.mark.parametrize(
    ("end", "days", "outcome"),
    [((7, 31), 9, UNKNOWN), ((7, 31), 7, HAPPENED), ((5, 11), 8, UNKNOWN), ((5, 11), 9, NOT)],
)
def test_a_dry_spell_that_may_still_come_is_not_known(end, days, outcome):
    assert dry_spell_start(DRY_AT_LAST, first_ten(end), days=days)[1].tolist() == [[outcome]]


def test_a_heat_wave_that_may_still_come_is_not_known():
    tasmax = [[300.0] * 10]
    rule = {"measure": "first_day", "threshold": 308.15, "days": 3}
    assert heat_waves(tasmax, first_ten((7, 31)), **rule)[1].tolist() == [[UNKNOWN]]
    assert heat_waves(tasmax, first_ten((5, 12)), **rule)[1].tolist() == [[NOT]]


def test_the_wettest_days_of_a_window_still_to_come_are_not_known():
    assert wettest_days(DRY_AT_LAST, first_ten((7, 31)), days=20)[2].tolist() == [[UNKNOWN]]
    assert wettest_days(DRY_AT_LAST, first_ten((5, 15)), days=20)[2].tolist() == [[NOT]]
