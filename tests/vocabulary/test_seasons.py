"""Days of the year and ranges of years."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climserv.vocabulary.problems import Refused
from climserv.vocabulary.seasons import MonthDay, Years, days_between, days_later, parse_month_day, parse_years

# 2001 is a plain year: an independent calendar for the days of a year of 365 days.
days = st.dates(datetime.date(2001, 1, 1), datetime.date(2001, 12, 31)).map(lambda day: MonthDay(day.month, day.day))


@given(days)
def test_a_day_of_the_year_is_read_as_it_is_written(day):
    assert parse_month_day(str(day), where="here") == day


@pytest.mark.parametrize(
    "text", ["02-29", "02-30", "13-01", "00-10", "10-00", "04-31", "10/01", "1 October", "", 10, None]
)
def test_what_is_no_day_of_every_year_is_refused(text):
    with pytest.raises(Refused, match="month-day, such as 10-01"):
        parse_month_day(text, where="season_start")


@given(days, st.integers(0, 1000))
def test_days_later_is_what_a_calendar_says(start, number):
    then = datetime.date(2001, start.month, start.day) + datetime.timedelta(number % 365)
    assert days_later(start, number) == MonthDay(then.month, then.day)


@given(days, days)
def test_days_between_lead_from_one_day_to_the_next_time_of_the_other(start, day):
    number = days_between(start, day)
    assert 0 <= number < 365
    assert days_later(start, number) == day


@given(st.integers(1000, 9999), st.integers(1000, 9999))
def test_years_count_both_ends(one, other):
    first, last = sorted((one, other))
    years = parse_years(f"{first}-{last}", where="here")
    assert years == Years(first, last)
    assert len(years) == len([year for year in range(first - 1, last + 2) if year in years])
    assert parse_years(str(years), where="here") == years


@pytest.mark.parametrize("text", ["2020-1991", "1991", "91-20", "1991-2020-", "soon", "", 1991, None])
def test_what_is_no_range_of_years_is_refused(text):
    with pytest.raises(Refused, match="such as 1991-2020"):
        parse_years(text, where="--period")
