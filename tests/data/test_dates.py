"""Days as integers, on every calendar."""

import cftime
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.data.times.dates import CALENDARS, dates_of, faults_of, fill_axis, read_stamps

OURS = sorted(set(CALENDARS.values()))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(OURS), st.integers(1600, 2300), st.integers(1, 12), st.integers(1, 28), st.integers(1, 40))
def test_consecutive_days_have_consecutive_numbers(calendar, year, month, day, step):
    dates = dates_of(np.arange(0, 400 * step, step), f"{year}-{month:02d}-{day:02d}", calendar)
    assert set(np.diff(dates.numbers()).tolist()) == {step}


@pytest.mark.parametrize("calendar", OURS)
def test_a_year_has_its_length_and_its_last_day(calendar):
    length = {"360_day": 360, "noleap": 365}.get(calendar, 366)
    dates = dates_of(np.arange(length), "2004-01-01", calendar)
    assert dates.iso(-1) == ("2004-12-30" if calendar == "360_day" else "2004-12-31")
    assert (dates.year.dtype, dates.month.dtype, dates.day.dtype) == (np.int16, np.int8, np.int8)


def test_gregorian_calendars_are_one_after_1582():
    assert dates_of(np.arange(3), "1990-01-01", "proleptic_gregorian").calendar == "standard"
    assert dates_of(np.arange(3), "1400-01-01", "proleptic_gregorian").calendar == "proleptic_gregorian"


def test_a_year_beyond_what_nanoseconds_hold():
    stamps = read_stamps(np.arange(3) + 0.5, "days since 2299-12-29", "360_day", where="t")
    assert fill_axis(stamps)[0].iso(2) == "2300-01-01"


def test_noon_and_midnight_are_the_same_day():
    noon = read_stamps(np.array([0.5, 1.5]), "days since 2000-02-28", "standard", where="t")
    hours = read_stamps(np.array([0, 24]), "hours since 2000-02-28 23:00", "standard", where="t")
    assert fill_axis(noon)[0].iso(1) == fill_axis(hours)[0].iso(1) == "2000-02-29"


def test_numbers_agree_with_cftime():
    values = np.arange(0, 60000, 37)
    for calendar in OURS:
        ours = dates_of(values, "1950-01-01", calendar)
        theirs = cftime.num2date(values, "days since 1950-01-01", calendar)
        assert [ours.iso(i) for i in range(len(values))] == [date.strftime("%Y-%m-%d") for date in theirs]


def test_a_single_day_is_no_fault():
    stamps = read_stamps(np.array([3.0]), "days since 2000-01-01", "standard", where="t")
    assert faults_of(stamps, where="t") == []
    dates, positions = fill_axis(stamps)
    assert (len(dates), positions.tolist()) == (1, [0])
