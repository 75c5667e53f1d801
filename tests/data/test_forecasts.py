"""Seasonal forecasts and hindcasts: starts and leads become members on an axis of days."""

import netCDF4
import numpy as np
import pytest

from climserv.data.opening import open_file, open_source
from climserv.vocabulary.problems import Refused

from .making import RAIN, add_axis, add_variable, start_file

ALL = slice(None)


def forecast(path, *, starts=(0, 365), leads=(0, 1, 2, 3), unit="days", numbers=2, name="pr", told=RAIN, scalar=False):
    """(start, number, lead, lat, lon), values counted up, in mm/day."""
    shape = (len(starts), numbers, len(leads), 1, 2)
    values = np.arange(np.prod(shape), dtype=float).reshape(shape) / 86400
    with start_file(path, days=[0]) as file:
        file.renameVariable("time", "unused")
        file["unused"].units = "1"
        if scalar:
            add_variable(file, "init", starts[0], (), dtype="f8", units="days since 2001-05-01", calendar="standard")
            values = values[0]
        else:
            add_axis(file, "init", starts, "days since 2001-05-01")
            file["init"].calendar = "standard"
        add_axis(file, "number", range(numbers), "1")
        add_axis(file, "lead", leads, unit)
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [36.0, 37.0], "degrees_east")
        dims = ("number", "lead", "lat", "lon")
        add_variable(file, name, values, dims if scalar else ("init", *dims), dtype="f8", **told)
    return path, values * 86400


def test_each_start_is_a_member_on_the_days_it_reaches(tmp_path):
    path, values = forecast(tmp_path / "a.nc")
    piece = open_file(path).piece
    assert [m.init for m in piece.members] == ["2001-05-01", "2002-05-01"] * 2
    assert piece.members[1].id == "number-0-2002-05-01"
    assert piece.dates.gaps() == [("2001-05-04", "2002-05-01")]
    for member, (number, start) in enumerate([(0, 0), (0, 1), (1, 0), (1, 1)]):
        read = piece.read("pr", member, np.array([0, 1]), ALL, unit="mm/day")
        own = slice(4 * start, 4 * start + 4)
        np.testing.assert_allclose(read[:, own], values[start, number, :, 0].T, rtol=1e-6)
        assert np.isnan(np.delete(read, np.r_[own], axis=1)).all()


def test_starts_that_overlap_stay_apart(tmp_path):
    path, values = forecast(tmp_path / "a.nc", starts=(0, 2))
    piece = open_file(path).piece
    assert len(piece.dates) == 6
    later = piece.read("pr", 1, np.array([1]), ALL, unit="mm/day")[0]
    np.testing.assert_allclose(later, [np.nan, np.nan, *values[1, 0, :, 0, 1]], rtol=1e-6)


def test_one_start_without_a_dimension(tmp_path):
    path, values = forecast(tmp_path / "a.nc", scalar=True)
    source = open_source(path, catalogue=(), made_folder=tmp_path)
    (piece,) = source.pieces
    assert [(m.id, m.init) for m in piece.members] == [("number-0", "2001-05-01"), ("number-1", "2001-05-01")]
    np.testing.assert_allclose(piece.read("pr", 1, np.array([0]), ALL, unit="mm/day")[0], values[1, :, 0, 0], rtol=1e-6)
    assert source.role == "forecast"
    many = open_source(forecast(tmp_path / "b.nc")[0], catalogue=(), made_folder=tmp_path)
    assert many.role == "hindcast"


def test_hours_count_to_the_end_of_their_day(tmp_path):
    opened = open_file(forecast(tmp_path / "a.nc", leads=(24, 48), unit="hours", starts=(0,))[0])
    assert [opened.piece.dates.iso(i) for i in range(2)] == ["2001-05-01", "2001-05-02"]
    assert any("24 hours is read as the day that ends then" in text for _, text in opened.notes)


def test_leads_in_months_are_monthly(tmp_path):
    told = {"units": "mm", "standard_name": "precipitation_amount"}
    path, values = forecast(tmp_path / "a.nc", leads=(0.5, 1.5), unit="months", starts=(0, 31), told=told)
    piece = open_file(path).piece
    assert (piece.step, [piece.dates.iso(i) for i in range(3)]) == ("month", ["2001-05-01", "2001-06-01", "2001-07-01"])
    read = piece.read("pr", 1, np.array([0]), ALL, unit="mm/day")[0]
    np.testing.assert_allclose(read[1:] * [30, 31] * 86400, values[1, 0, :, 0, 0], rtol=1e-6)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        ({"name": "tp", "told": {"units": "m"}}, "unit.accumulated"),
        ({"leads": (0, 6, 12), "unit": "hours"}, "time.leads"),
        ({"leads": (0, 2, 1)}, "time.leads"),
    ],
)
def test_what_cannot_be_told_is_refused(tmp_path, made, code):
    with pytest.raises(Refused) as refusal:
        open_source(forecast(tmp_path / "a.nc", **made)[0], catalogue=(), variables=("pr",), made_folder=tmp_path)
    assert [p.code for p in refusal.value.problems] == [code]


def of_cfgrib(path, leads=(24, 48, 72), unit="hours", **told):
    """Starts along `time`, leads along `step`, and the days they hold for beside both, as cfgrib has them."""
    with start_file(path, days=(0, 365), units="days since 2001-05-01", calendar="standard") as file:
        file["time"].standard_name = "forecast_reference_time"
        add_axis(file, "number", range(2), "1")
        add_axis(file, "step", leads, unit)
        file["step"].setncatts({"standard_name": "forecast_period"} | told)
        add_variable(file, "valid_time", np.add.outer((0, 365), (1, 2, 3)), ("time", "step"), dtype="f8",
                     units="days since 2001-05-01", standard_name="time")  # fmt: skip
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [36.0], "degrees_east")
        values = 290 + np.arange(12).reshape(2, 2, 3, 1, 1)
        add_variable(file, "t2m", values, ("number", "time", "step", "lat", "lon"), units="K")
    return path


@pytest.mark.parametrize(("leads", "unit"), [((24, 48, 72), "hours"), ((1, 2, 3), "days")])
def test_starts_along_a_dimension_called_time(tmp_path, leads, unit):
    """The leads are the same, whether they are written in hours or, as xarray does, in days."""
    piece = open_file(of_cfgrib(tmp_path / "a.nc", leads, unit)).piece
    assert [(m.id, m.init) for m in piece.members][1] == ("number-0-2002-05-01", "2002-05-01")
    assert piece.dates.iso(0) == "2001-05-01"
    second = piece.read("tas", 1, np.array([0]), ALL)[0]
    np.testing.assert_allclose(second, [np.nan] * 3 + [293, 294, 295])


def lone_start(path, start, number, value):
    """One start and one run a file, with plain times, as xarray cuts them out."""
    with start_file(path, days=start + np.arange(3), units="days since 2001-05-01", calendar="standard") as file:
        told = {"units": "days since 2001-05-01", "standard_name": "forecast_reference_time"}
        add_variable(file, "forecast_reference_time", start, (), dtype="f8", **told)
        add_variable(file, "number", number, (), dtype="i4")
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [36.0], "degrees_east")
        add_variable(file, "t2m", np.full((3, 1, 1), value), ("time", "lat", "lon"), units="K")
    return path


def test_files_of_one_start_and_run_each_are_a_hindcast(tmp_path):
    known = [(start, number, 290 + 2 * start + number) for start in (0, 1) for number in (0, 1)]
    paths = [lone_start(tmp_path / f"t2m_{s}_{n}.nc", s, n, value) for s, n, value in known]
    source = open_source(paths, catalogue=(), made_folder=tmp_path)
    assert source.role == "hindcast"
    found = {p.members[0].id: float(p.read("tas", 0, np.array([0]), ALL)[0, 0]) for p in source.pieces}
    assert found == {f"number-{n}-2001-05-0{s + 1}": value for s, n, value in known}


def test_the_start_of_a_run_of_the_climate_long_ago_makes_no_forecast(tmp_path):
    path = lone_start(tmp_path / "a.nc", 0, 0, 290)
    with netCDF4.Dataset(path, "a") as file:
        file["forecast_reference_time"][...] = -50_000
    assert open_file(path).piece.members[0].init == ""


def test_months_counted_from_one(tmp_path):
    path, values = forecast(tmp_path / "a.nc", leads=(1, 2, 3), unit="1", starts=(0,))
    with netCDF4.Dataset(path, "a") as file:
        file.renameVariable("lead", "forecastMonth")
    piece = open_file(path).piece
    assert (piece.step, piece.dates.iso(0), piece.dates.iso(-1)) == ("month", "2001-05-01", "2001-07-01")
    read = piece.read("pr", 1, np.array([0]), ALL, unit="mm/day")[0]
    np.testing.assert_allclose(read, values[0, 1, :, 0, 0], rtol=1e-6)


def test_starts_counted_in_months(tmp_path):
    path, _ = forecast(tmp_path / "a.nc", leads=(0.5, 1.5), unit="months")
    with netCDF4.Dataset(path, "a") as file:
        file["init"].setncatts({"units": "months since 1960-01-01", "calendar": "360"})
        file["init"][:] = [496, 508]
    assert [m.init for m in open_file(path).piece.members[:2]] == ["2001-05-01", "2002-05-01"]
