"""Times as files have them that were not written with care: bounds of their own, drift, means over many years."""

import netCDF4
import numpy as np
import pytest

from climserv.data.opening import open_file
from climserv.vocabulary.problems import Refused

from .making import add_axis, add_variable, some_rain, start_file, write_grid
from .test_steps import read, series


def with_bounds(path, bounds, units):
    with start_file(path, days=np.arange(6) + 1, units="days since 2000-01-01", calendar="standard") as file:
        file.createDimension("bnds", 2)
        file["time"].bounds = "time_bnds"
        add_variable(file, "time_bnds", bounds, ("time", "bnds"), dtype="f8", units=units)
        add_axis(file, "lat", [1.0, 2.0], "degrees_north")
        add_axis(file, "lon", [1.0, 2.0, 3.0], "degrees_east")
        add_variable(file, "pr", some_rain(), ("time", "lat", "lon"), units="kg m-2 s-1")
    return path


@pytest.mark.parametrize(
    ("first", "day", "units"),
    [
        (0, 1, "days since 2000-01-01"),
        (0, 24, "hours since 2000-01-01"),
        (18262, 1, "days since 1950-01-01"),
        (438288 - 12, 24, "hours since 1950-01-01 12:00:00"),
    ],
)
def test_bounds_are_read_in_their_own_units(tmp_path, first, day, units):
    begins = first + np.arange(6) * day
    piece = open_file(with_bounds(tmp_path / "a.nc", np.stack([begins, begins + day], 1), units)).piece
    assert [piece.dates.iso(i) for i in (0, -1)] == ["2000-01-01", "2000-01-06"]
    assert len(piece.dates) == 6


def test_hours_in_single_precision_are_set_right(tmp_path):
    hours = np.arange(72)
    # Days since 1900 as a float: each stamp is off by up to three minutes.
    days = (hours / 24 + 43889).astype("f4").astype("f8")
    assert np.abs(days - 43889 - hours / 24).max() * 1440 > 1
    path = series(tmp_path / "a.nc", stamps=days, units="days since 1900-01-01", t2m=(290 + hours / 24, {"units": "K"}))
    tas = read(open_file(path).piece, "tas")
    np.testing.assert_allclose(tas, [290 + (hours[d * 24 : d * 24 + 24] / 24).mean() for d in range(3)], rtol=1e-6)


def test_half_days_that_single_precision_can_hold_stay(tmp_path):
    rain = (np.ones(5), {"units": "mm/day"})
    path = series(tmp_path / "a.nc", stamps=np.arange(5) + 40000.5, units="days since 1900-01-01", pr=rain)
    piece = open_file(path).piece
    assert len(piece.dates) == 5


def test_means_over_many_years_are_no_year(tmp_path):
    path = write_grid(tmp_path / "a.nc", some_rain(12), days=np.arange(12) * 30.4 + 15)
    with netCDF4.Dataset(path, "a") as file:
        file["time"].climatology = "climatology_bounds"
    with pytest.raises(Refused) as refusal:
        open_file(path)
    assert refusal.value.problems[0].code == "time.climatology"


def test_days_as_cdo_writes_them_are_told_with_the_command(tmp_path):
    path = write_grid(tmp_path / "a.nc", some_rain(2), days=[20000101, 20000102], time={"units": "day as %Y%m%d.%f"})
    with pytest.raises(Refused, match="cdo -r copy"):
        open_file(path)


@pytest.mark.parametrize(
    ("days", "units"), [([0, 1, 1e30], "days since 2000-01-01"), ([0, 1, 2], "days since 99999-01-01")]
)
def test_stamps_of_a_damaged_file_are_told(tmp_path, days, units):
    path = write_grid(tmp_path / "a.nc", some_rain(3), days=days, time={"units": units, "calendar": "standard"})
    with pytest.raises(Refused) as refusal:
        open_file(path)
    assert refusal.value.problems[0].code == "time.range"


def test_the_calendar_360_of_iri_is_the_one_of_360_days(tmp_path):
    path = write_grid(tmp_path / "a.nc", some_rain(40), time={"calendar": "360"})
    assert open_file(path).piece.dates.calendar == "360_day"
