"""Seasons in every calendar, over the year's end, with holes and half seasons."""

import cftime
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.methods.calendars import Timeline, day_number, days_in_month, seasons
from climserv.vocabulary.problems import Refused
from climserv.vocabulary.seasons import MonthDay

from .series import CALENDARS, dated, days_between, days_of_years, seasons_of


@pytest.mark.parametrize("calendar", CALENDARS)
def test_day_numbers_are_those_of_cftime(calendar):
    days = days_of_years([1583, 1600, 1899, 1900, 1999, 2000, 2001, 2100, 2299], calendar)
    numbers = day_number(*zip(*days, strict=True), calendar)
    theirs = cftime.date2num(
        [cftime.datetime(*day, calendar=calendar) for day in days], "days since 1583-01-01", calendar
    )
    np.testing.assert_array_equal(numbers - numbers[0], theirs)


@pytest.mark.parametrize(
    ("calendar", "days"), [("standard", 366), ("noleap", 365), ("360_day", 360), ("all_leap", 366)]
)
def test_a_year_has_the_days_its_calendar_gives_it(calendar, days):
    found = seasons_of(days_of_years([2000], calendar), (1, 1), (12, 31), calendar)
    assert found.length.tolist() == [days]
    assert found.labels == ["2000"]
    assert found.day[-1] == days - 1


@pytest.mark.parametrize("calendar", CALENDARS)
def test_a_season_over_new_year_keeps_its_days_together(calendar):
    found = seasons_of(days_of_years(range(1999, 2003), calendar), MonthDay(11, 15), MonthDay(3, 10), calendar)
    assert found.labels == ["1999-00", "2000-01", "2001-02"]
    assert found.years.tolist() == [1999, 2000, 2001]
    assert [str(x)[:7] for x in found.excluded] == ["1998-99", "2002-03"]
    for number in range(3):
        np.testing.assert_array_equal(found.day[found.season == number], np.arange(found.length[number]))
        assert dated(found, number, 0) == f"{1999 + number}-11-15"
        assert dated(found, number, found.length[number] - 1) == f"{2000 + number}-03-10"
    february = {"standard": 29, "noleap": 28, "360_day": 30, "all_leap": 29}.get(calendar, 29)
    assert (
        found.length[0]
        == int(days_in_month(1999, 11, calendar))
        - 14
        + int(days_in_month(1999, 12, calendar))
        + int(days_in_month(2000, 1, calendar))
        + february
        + 10
    )


def test_the_century_is_written_out_where_it_turns():
    found = seasons_of(days_between((1999, 7, 1), (2000, 6, 30)), (7, 1), (6, 30))
    assert found.labels == ["1999-00"]


def test_days_360_day_months_lack_are_their_last():
    found = seasons_of(days_of_years([2000, 2001], "360_day"), (12, 31), (1, 31), "360_day")
    assert found.length.tolist() == [31]
    assert dated(found, 0, 0) == "2000-12-30"
    assert dated(found, 0, 30) == "2001-01-30"


def test_half_seasons_at_the_ends_are_left_out_and_told():
    found = seasons_of(days_between((2000, 6, 10), (2002, 6, 20)), (6, 1), (6, 30))
    assert found.labels == ["2001"]
    assert [str(x) for x in found.excluded] == ["2000 (21 of 30 days)", "2002 (20 of 30 days)"]
    assert set(found.season[:300]) == {-1}


def test_a_hole_of_years_leaves_only_whole_seasons():
    """A projection file: 1995-2014, then 2020 on. The season over the hole's edge has no second half."""
    days = days_of_years(range(2012, 2015), "noleap") + days_of_years(range(2020, 2022), "noleap")
    found = seasons_of(days, (12, 1), (2, 28), "noleap")
    assert found.labels == ["2012-13", "2013-14", "2020-21"]
    assert [x.label for x in found.excluded] == ["2011-12", "2014-15", "2019-20", "2021-22"]
    assert found.first.tolist() == [334, 334 + 365, 3 * 365 + 334]
    # What follows a season runs to the hole and no further.
    assert found.reach.tolist() == [3 * 365, 3 * 365, 5 * 365]


def test_a_season_with_a_day_gone_from_the_axis_is_left_out():
    days = days_between((2001, 1, 1), (2002, 12, 31))
    days.remove((2001, 6, 15))
    found = seasons_of(days, (6, 1), (6, 30))
    assert found.labels == ["2002"]
    assert [str(x) for x in found.excluded] == ["2001 (29 of 30 days)"]


def test_winters_only_have_no_summers():
    days = days_between((1982, 12, 1), (1983, 2, 28)) + days_between((1983, 12, 1), (1984, 2, 29))
    assert len(seasons_of(days, (6, 1), (6, 30))) == 0
    assert seasons_of(days, (12, 1), (2, 28)).labels == ["1982-83", "1983-84"]


def test_an_empty_axis_has_no_seasons():
    found = seasons([], [], [], (6, 1), (6, 30), "standard")
    assert (len(found), found.labels, found.excluded) == (0, [], ())


@pytest.mark.parametrize(
    ("days", "calendar", "code"),
    [
        ([(2001, 1, 1), (2001, 1, 1)], "standard", "time.order"),
        ([(2001, 1, 2), (2001, 1, 1)], "standard", "time.order"),
        ([(2001, 2, 29)], "noleap", "time.date"),
        ([(2001, 13, 1)], "standard", "time.date"),
        ([(1500, 1, 1)], "standard", "time.early"),
        ([(2001, 1, 1)], "lunar", "calendar.unknown"),
    ],
)
def test_axes_that_cannot_be_are_refused(days, calendar, code):
    with pytest.raises(Refused) as refusal:
        Timeline(calendar, *zip(*days, strict=True))
    assert [problem.code for problem in refusal.value.problems] == [code]


@given(
    calendar=st.sampled_from(CALENDARS),
    start=st.tuples(st.integers(1, 12), st.integers(1, 28)),
    end=st.tuples(st.integers(1, 12), st.integers(1, 28)),
)
def test_each_season_is_a_run_of_days_from_start_to_end(calendar, start, end):
    found = seasons_of(days_of_years(range(1999, 2002), calendar), start, end, calendar)
    days = days_of_years(range(1999, 2002), calendar)
    assert len(found) == (2 if end < start else 3)
    for number, first in enumerate(found.first.tolist()):
        last = first + int(found.length[number]) - 1
        assert days[first][1:] == start
        assert days[last][1:] == end
        for day in (0, last - first):
            year, month, of_month = days[first + day]
            assert dated(found, number, day) == f"{year:04d}-{month:02d}-{of_month:02d}"
    assert (found.season >= 0).sum() == found.length.sum()
