"""Files that are not daily: hours made into days, months and dekads as they are, sums that run on."""

import cftime
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from climserv.data.opening import open_file, open_source
from climserv.data.times.dates import CALENDARS
from climserv.data.times.day_numbers import date_of, dates_since, number_of
from climserv.vocabulary.problems import Refused

from .making import add_axis, add_variable, start_file

OURS = sorted(set(CALENDARS.values()))
ALL = slice(None)


def series(path, *, stamps, units="hours since 2001-01-01", bounds=None, attributes=None, calendar="standard", **held):
    """Variables at one site; `held` is name=(values, attributes)."""
    with start_file(path, days=stamps, units=units, calendar=calendar) as file:
        if bounds is not None:
            file.createDimension("bnds", 2)
            file["time"].bounds = "time_bnds"
            add_variable(file, "time_bnds", bounds, ("time", "bnds"), dtype="f8")
        file.createDimension("site", 1)
        add_axis(file, "lat", [1.0], "degrees_north", ("site",))
        add_axis(file, "lon", [37.0], "degrees_east", ("site",))
        for name, (values, told) in held.items():
            add_variable(file, name, np.asarray(values, np.float64)[:, None], ("time", "site"), dtype="f8", **told)
        file.setncatts(attributes or {})
    return path


def read(piece, variable, unit=None):
    return piece.read(variable, 0, np.array([0]), ALL, unit=unit)[0]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(OURS), st.integers(900, 3000), st.integers(1, 12), st.integers(1, 28), st.integers(-300000, 800000)
)
def test_dates_agree_with_cftime_far_away_and_before_1582(calendar, year, month, day, start):
    assume(year != 1582)
    days = start + np.arange(0, 2000, 97)
    found = dates_since(days, f"{year:04d}-{month:02d}-{day:02d}", calendar)
    theirs = cftime.num2date(days, f"days since {year:04d}-{month:02d}-{day:02d}", calendar)
    assert list(zip(*(x.tolist() for x in found), strict=True)) == [(d.year, d.month, d.day) for d in theirs]


@pytest.mark.parametrize("calendar", OURS)
def test_numbers_and_dates_are_each_others_way_back(calendar):
    numbers = np.arange(700000, 703000)
    np.testing.assert_array_equal(number_of(*date_of(numbers, calendar), calendar), numbers)


def test_hours_become_days_by_what_the_variable_means(tmp_path):
    hours = np.arange(72)
    temperature = 280 + 10 * np.sin(hours / 24 * 2 * np.pi) + hours // 24
    rain = np.where(hours % 24 == 5, 2.0, 0.5)
    opened = open_file(series(tmp_path / "a.nc", stamps=hours, t2m=(temperature, {"units": "K"}),
                              pr=(rain / 3600, {"units": "kg m-2 s-1"}),
                              rain_amount=(rain, {"units": "mm", "standard_name": "wind_speed"})))  # fmt: skip
    piece = opened.piece
    assert (piece.step, [piece.dates.iso(i) for i in range(3)]) == ("day", ["2001-01-01", "2001-01-02", "2001-01-03"])
    days = temperature.reshape(3, 24)
    for variable, expected in (("tas", days.mean(1)), ("tasmax", days.max(1)), ("tasmin", days.min(1))):
        np.testing.assert_allclose(read(piece, variable), expected, rtol=1e-6)
    np.testing.assert_allclose(read(piece, "pr", "mm/day"), [13.5] * 3, rtol=1e-6)
    said = " ".join(text for _, text in opened.notes)
    assert "t2m comes 24 times a day; a day is the mean of them from 00:00 to 24:00 by the file's clock" in said
    assert "tasmax is the highest of the 24 values of t2m in a day" in said
    assert [variable for variable, _ in opened.refused] == ["sfcWind"]


def test_an_incomplete_day_is_missing_and_a_left_out_one_too(tmp_path):
    hours = np.delete(np.arange(120), [30, *range(48, 72)])
    held = {"tp": (np.ones(95), {"units": "mm", "cell_methods": "time: sum"})}
    piece = open_file(series(tmp_path / "a.nc", stamps=hours, bounds=np.stack((hours, hours + 1), 1), **held)).piece
    np.testing.assert_allclose(read(piece, "pr", "mm/day"), [24, np.nan, np.nan, 24, 24], rtol=1e-6)


def test_a_missing_hour_makes_its_day_missing_and_no_other(tmp_path):
    values = np.full(48, 280.0)
    values[30] = np.nan
    piece = open_file(series(tmp_path / "a.nc", stamps=np.arange(48), tas=(values, {"units": "K"}))).piece
    assert np.isnan(read(piece, "tas")).tolist() == [False, True]
    assert np.isnan(read(piece, "tasmax")).tolist() == [False, True]


def test_six_hours_give_a_mean_and_no_extremes(tmp_path):
    values = np.tile([270.0, 280, 290, 280], 2)
    piece = open_file(series(tmp_path / "a.nc", stamps=np.arange(8) * 6, tas=(values, {"units": "K"}))).piece
    assert piece.variables == ("tas",)
    np.testing.assert_allclose(read(piece, "tas"), [280, 280])


def test_era5_sums_end_their_hour_and_come_in_metres(tmp_path):
    # From 00:00 of the first day to 00:00 of the fourth: the first stamp belongs to the day before.
    hours = np.arange(73)
    metres = np.full(73, 0.001)
    metres[24] = 0.011
    # It rains less, then more: what runs up from midnight never falls.
    metres[30:32] = 0, 0.002
    sunshine = np.where(hours % 2, 100.0, 300.0)
    told = {"units": "m", "long_name": "Total precipitation"}
    opened = open_file(series(tmp_path / "a.nc", stamps=hours, tp=(metres, told),
                              ssrd=(3600 * sunshine, {"units": "J m**-2"})))  # fmt: skip
    piece = opened.piece
    np.testing.assert_allclose(read(piece, "pr", "mm/day")[:3], [34, 24, 24], rtol=1e-6)
    assert np.isnan(read(piece, "pr")[3])
    np.testing.assert_allclose(read(piece, "rsds")[:3], [200] * 3, rtol=1e-6)
    assert any("from 01:00 to 24:00" in text for _, text in opened.notes)


def test_bounds_place_an_hour_whatever_its_stamp(tmp_path):
    ends = np.arange(1, 49)
    bounds = np.stack((ends - 1, ends), 1)
    values = np.repeat([1.0, 2.0], 24)
    piece = open_file(series(tmp_path / "a.nc", stamps=ends, bounds=bounds, tp=(values, {"units": "mm"}))).piece
    np.testing.assert_allclose(read(piece, "pr", "mm/day"), [24, 48], rtol=1e-6)


@pytest.mark.parametrize("hours", [1, 24])
def test_wrf_sums_are_taken_apart_and_a_new_start_is_missing(tmp_path, hours):
    days, count = 6, 6 * 24 // hours + 1
    convective, other = np.cumsum(np.full(count, 0.1 * hours)), np.cumsum(np.full(count, 0.2 * hours))
    # Begins anew within the fourth day.
    new = (3 * 24 + 12) // hours + (hours == 24)
    convective[new:] -= convective[new]
    other[new:] -= other[new]
    told = {"units": "mm", "description": "accumulated total precipitation"}
    opened = open_file(series(tmp_path / "a.nc", stamps=np.arange(count) * hours,
                              RAINC=(convective, told),
                              RAINNC=(other, told)))  # fmt: skip
    rain = read(opened.piece, "pr", "mm/day")
    expected = np.full(days + 1, 7.2)
    expected[[3, 6]] = np.nan
    np.testing.assert_allclose(rain, expected, rtol=1e-5)
    assert any("RAINC + RAINNC run on since a start" in text for _, text in opened.notes)


def test_running_sums_in_monthly_data_are_refused(tmp_path):
    path = series(tmp_path / "a.nc", stamps=[0, 31, 59, 90], units="days since 2001-01-01",
                  RAINNC=(np.arange(4), {"units": "mm"}))  # fmt: skip
    opened = open_file(path)
    assert [(v, p.code) for v, p in opened.refused] == [("pr", "unit.accumulated")]


def test_months_and_dekads_are_opened_and_refused_where_days_are_needed(tmp_path):
    rain = {"units": "mm", "standard_name": "precipitation_amount"}
    days = {"month": [15, 45, 74, 105], "dekad": [0, 10, 20, 31, 41, 51, 59]}
    spans = {"month": [31, 28, 31, 30], "dekad": [10, 10, 11, 10, 10, 8, 10]}
    for step, stamps in days.items():
        path = series(tmp_path / f"{step}.nc", stamps=stamps, units="days since 2001-01-01",
                      precip=(np.array(spans[step]) * 3.0, rain))  # fmt: skip
        piece = open_file(path).piece
        assert (piece.step, len(piece.dates), piece.dates.gaps()) == (step, len(stamps), [])
        # Totals of 3 mm a day, whatever the length.
        np.testing.assert_allclose(read(piece, "pr", "mm/day"), [3.0] * len(stamps), rtol=1e-6)
        np.testing.assert_array_equal(piece.dates.lengths(), spans[step])
        with pytest.raises(Refused, match="monthly" if step == "month" else "dekadal") as refusal:
            open_source(path, catalogue=(), made_folder=tmp_path)
        assert refusal.value.problems[0].code == f"time.{'monthly' if step == 'month' else 'dekadal'}"
        assert open_source(path, catalogue=(), made_folder=tmp_path, step=None).pieces[0].step == step
    assert [open_file(tmp_path / "dekad.nc").piece.dates.iso(i) for i in (2, 3)] == ["2001-01-21", "2001-02-01"]


@pytest.mark.parametrize("calendar", OURS)
def test_a_year_of_months_has_the_days_of_its_calendar(tmp_path, calendar):
    path = series(tmp_path / "a.nc", stamps=np.arange(12) * 30.4 + 14, units="days since 2004-01-01",
                  calendar=calendar, tas=(np.full(12, 280.0), {"units": "K"}))  # fmt: skip
    lengths = open_file(path).piece.dates.lengths()
    assert lengths.sum() == {"360_day": 360, "noleap": 365}.get(calendar, 366)
    assert lengths[1] == {"360_day": 30, "noleap": 28}.get(calendar, 29)


def test_one_month_is_known_by_its_bounds_or_its_frequency(tmp_path):
    held = {"tas": ([280.0], {"units": "K"})}
    by_bounds = series(tmp_path / "a.nc", stamps=[15], units="days since 2001-01-01", bounds=[[0, 31]], **held)
    by_word = series(
        tmp_path / "b.nc", stamps=[15], units="days since 2001-01-01", attributes={"frequency": "mon"}, **held
    )
    bare = series(tmp_path / "c.nc", stamps=[15], units="days since 2001-01-01", **held)
    assert [open_file(path).piece.step for path in (by_bounds, by_word, bare)] == ["month", "month", "day"]


def test_hours_twice_or_backwards_are_told_with_the_hour(tmp_path):
    path = series(tmp_path / "a.nc", stamps=[0, 1, 1, 3, 2, 4], tas=(np.full(6, 280), {"units": "K"}))
    with pytest.raises(Refused) as refusal:
        open_file(path)
    assert [(p.code, p.got) for p in refusal.value.problems] == [
        ("time.unsorted", "2001-01-01 02:00 after 2001-01-01 03:00"),
        ("time.duplicate", "2001-01-01 01:00"),
    ]


def test_two_stamps_in_one_month_are_one_month_twice(tmp_path):
    path = series(tmp_path / "a.nc", stamps=[0, 31, 58, 90, 120], units="days since 2001-01-01",
                  tas=(np.full(5, 280), {"units": "K"}))  # fmt: skip
    with pytest.raises(Refused, match="2001-02"):
        open_file(path)


def test_the_last_day_of_a_file_takes_its_midnight_from_the_next(tmp_path):
    told = {"units": "m", "long_name": "Total precipitation"}
    for name, start, value in (("a", 0, 0.001), ("b", 48, 0.003)):
        stamps = np.arange(start, start + 48)
        series(tmp_path / f"{name}.nc", stamps=stamps, tp=(value * np.where(stamps % 2, 0.5, 1.5), told))
    alone = open_file(tmp_path / "a.nc").piece
    assert np.isnan(read(alone, "pr")).tolist() == [False, True]
    paths = [tmp_path / "a.nc", tmp_path / "b.nc"]
    joined = open_source(paths, catalogue=(), made_folder=tmp_path).pieces[0]
    # 12 hours of 0.5 mm, 11 of 1.5 mm, and a midnight of 4.5 mm.
    np.testing.assert_allclose(read(joined, "pr", "mm/day"), [24, 27, 72, np.nan], rtol=1e-6)


def test_wrf_sums_go_on_over_two_files(tmp_path):
    sums = np.cumsum(np.arange(1.0, 9))
    for name, part in (("a", slice(0, 4)), ("b", slice(4, 8))):
        series(tmp_path / f"{name}.nc", stamps=np.arange(8)[part], units="days since 2001-01-01",
               RAINNC=(sums[part], {"units": "mm"}))  # fmt: skip
    joined = open_source([tmp_path / "a.nc", tmp_path / "b.nc"], catalogue=(), made_folder=tmp_path).pieces[0]
    np.testing.assert_allclose(read(joined, "pr", "mm/day"), [2, 3, 4, 5, 6, 7, 8, np.nan], rtol=1e-6)


def test_sums_that_run_up_from_midnight_are_known_by_their_shape(tmp_path):
    hours = np.arange(24 * 8 + 1)
    hourly = np.random.default_rng(3).gamma(0.3, 2.0, len(hours))
    since_midnight = np.zeros(len(hours))
    for stamp in hours[1:]:
        since_midnight[stamp] = hourly[stamp] + (since_midnight[stamp - 1] if stamp % 24 != 1 else 0)
    expected = hourly[1:].reshape(8, 24).sum(1)
    for name, values in (("land", since_midnight), ("each", hourly)):
        opened = open_file(series(tmp_path / f"{name}.nc", stamps=hours, tp=(values / 1000, {"units": "m"})))
        np.testing.assert_allclose(read(opened.piece, "pr", "mm/day")[:8], expected, rtol=1e-5)
        assert any("as in ERA5-Land" in text for _, text in opened.notes) == (name == "land")


def since_midnight(hourly):
    """What ERA5-Land makes of amounts of each hour; the first stamp is a midnight."""
    sums = np.zeros(len(hourly))
    for stamp in range(1, len(hourly)):
        sums[stamp] = hourly[stamp] + (sums[stamp - 1] if stamp % 24 != 1 else 0)
    return sums


def test_too_few_days_do_not_tell_whether_sums_run_up(tmp_path):
    hourly = np.random.default_rng(3).gamma(0.3, 2.0, 49)
    told = {"units": "m"}
    land = open_file(series(tmp_path / "a.nc", stamps=np.arange(49), tp=(since_midnight(hourly) / 1000, told)))
    assert [(variable, problem.code) for variable, problem in land.refused] == [("pr", "unit.sums")]
    each = open_file(series(tmp_path / "b.nc", stamps=np.arange(49), tp=(hourly / 1000, told)))
    np.testing.assert_allclose(read(each.piece, "pr", "mm/day")[0], hourly[1:25].sum(), rtol=1e-5)


def test_sums_that_run_up_are_known_where_the_record_begins_in_the_dry_season(tmp_path):
    hours = np.arange(24 * 200 + 1)
    hourly = np.where(hours > 24 * 100, np.random.default_rng(3).gamma(0.3, 2.0, len(hours)), 0)
    path = series(tmp_path / "a.nc", stamps=hours, tp=(since_midnight(hourly) / 1000, {"units": "m"}))
    expected = hourly[1:].reshape(200, 24).sum(1)
    np.testing.assert_allclose(read(open_file(path).piece, "pr", "mm/day")[:200], expected, rtol=1e-5)


def test_one_hour_in_six_of_era5_is_not_the_rain_of_a_day(tmp_path):
    stamps = np.arange(0, 24 * 8, 6)
    rain = (np.random.default_rng(3).gamma(0.3, 2.0, len(stamps)) / 1000, {"units": "m"})
    opened = open_file(series(tmp_path / "a.nc", stamps=stamps, tp=rain))
    ((variable, problem),) = opened.refused
    assert (variable, problem.code) == ("pr", "unit.hours")
    bounds = np.stack((stamps - 6, stamps), 1)
    told = open_file(series(tmp_path / "b.nc", stamps=stamps, bounds=bounds, tp=rain))
    np.testing.assert_allclose(read(told.piece, "pr", "mm/day")[1], rain[0][1:5].sum() * 1000, rtol=1e-6)


def test_monthly_sums_of_era5_are_of_a_day_or_of_the_month(tmp_path):
    stamps = {"stamps": [0, 31, 59, 90], "units": "days since 2001-01-01"}
    opened = open_file(series(tmp_path / "a.nc", **stamps, tp=(np.full(4, 0.1), {"units": "m"})))
    assert [(v, p.code) for v, p in opened.refused] == [("pr", "unit.amount")]
    told = open_file(series(tmp_path / "b.nc", **stamps, tp=(np.full(4, 0.004), {"units": "m/day"}))).piece
    np.testing.assert_allclose(read(told, "pr", "mm/day"), [4] * 4, rtol=1e-6)


@pytest.mark.parametrize("unit", ["mm/month", "mm month-1", "mm mon-1", "mm per month", "kg m-2 month^-1"])
def test_rain_a_month_is_divided_by_the_days_of_that_month(tmp_path, unit):
    stamps = {"stamps": [15, 45, 75], "units": "days since 2001-01-01"}
    piece = open_file(series(tmp_path / "a.nc", **stamps, pr=(np.full(3, 100), {"units": unit}))).piece
    np.testing.assert_allclose(read(piece, "pr", "mm/day"), [100 / 31, 100 / 28, 100 / 31], rtol=1e-6)


def test_rain_a_dekad_is_divided_by_the_days_of_that_dekad(tmp_path):
    stamps = {"stamps": [31, 41, 51, 59], "units": "days since 2001-01-01"}
    piece = open_file(series(tmp_path / "a.nc", **stamps, pr=(np.full(4, 80), {"units": "mm/dekad"}))).piece
    np.testing.assert_allclose(read(piece, "pr", "mm/day"), [8, 8, 10, 8], rtol=1e-6)


def test_a_daily_file_in_rain_a_dekad_has_a_tenth_each_day(tmp_path):
    path = series(
        tmp_path / "a.nc", stamps=range(3), units="days since 2001-01-01", pr=([80] * 3, {"units": "mm/dekad"})
    )
    np.testing.assert_allclose(read(open_file(path).piece, "pr", "mm/day"), [8, 8, 8], rtol=1e-6)


def test_months_counted_as_such(tmp_path):
    path = series(tmp_path / "a.nc", stamps=np.arange(13) + 0.5, units="months since 1999-11-01", calendar="360_day",
                  tas=(np.full(13, 280.0), {"units": "K"}))  # fmt: skip
    piece = open_file(path).piece
    assert (piece.step, piece.dates.calendar) == ("month", "360_day")
    assert [piece.dates.iso(i) for i in (0, 2, 12)] == ["1999-11-01", "2000-01-01", "2000-11-01"]
