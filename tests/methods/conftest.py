"""Time axes for the tests of methods."""

import pytest

from climserv.methods.calendars import seasons


def seasons_of(days, start, end, calendar="standard"):
    """Seasons of a list of (year, month, day)."""
    return seasons(*zip(*days, strict=True), start=start, end=end, calendar=calendar)


@pytest.fixture
def seasons_from():
    return seasons_of
