"""Codes for missing that nobody declared, where they could be taken for weather."""

import netCDF4
import numpy as np
import pytest

from climserv.data.checking import check_file
from climserv.data.opening import open_file
from climserv.vocabulary.problems import Refused

from .making import add_axis, add_variable, start_file

DAYS = 400


def grid(path, name, values, unit):
    with start_file(path, days=range(DAYS), calendar="standard") as file:
        add_axis(file, "lat", [1.0, 2.0], "degrees_north")
        add_axis(file, "lon", [10.0, 11.0], "degrees_east")
        add_variable(file, name, values, ("time", "lat", "lon"), units=unit)
    return path


def warmth(code):
    values = 20 + np.random.default_rng(1).normal(0, 3, (DAYS, 2, 2))
    values[7, 0, 1] = code
    return values


def rain(*heavy):
    values = np.random.default_rng(1).gamma(0.3, 8.0, (DAYS, 2, 2)).clip(max=100)
    values[10 : 10 + len(heavy), 0, 0] = heavy
    return values


def codes_found(path):
    return [f.problem.values["code"] for f in check_file(path) if f.problem.code == "value.code"]


@pytest.mark.parametrize("code", [-99.0, -99.9, -99.99])
def test_a_code_colder_than_any_place_is_found_and_no_run_takes_it(tmp_path, code):
    path = grid(tmp_path / "a.nc", "tas", warmth(code), "degC")
    assert codes_found(path) == [f"{code:g}"]
    with pytest.raises(Refused, match="_FillValue"):
        open_file(path).piece.read("tas", 0, np.arange(4), slice(None))
    with netCDF4.Dataset(path) as file:
        assert file["tas"][:].min() == np.float32(code)


@pytest.mark.parametrize(
    ("heavy", "found"),
    [((999.0,), ["999"]), ((999.9, 999.9), ["999.9"]), ((9999.0,), ["9999"]), ((999.0, 700.0), []), ((998.0,), [])],
)
def test_rain_that_is_a_code_stands_alone_and_a_cyclone_does_not(tmp_path, heavy, found):
    assert codes_found(grid(tmp_path / "a.nc", "pr", rain(*heavy), "mm/day")) == found


def test_no_run_takes_9999_for_rain(tmp_path):
    piece = open_file(grid(tmp_path / "a.nc", "pr", rain(9999.0), "mm/day")).piece
    with pytest.raises(Refused):
        piece.read("pr", 0, np.arange(4), slice(None))


def test_a_table_with_its_unit_has_the_same_codes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("date,tmin (degC)\n2001-01-01,-99\n2001-01-02,20\n2001-01-03,-62.5\n")
    opened = open_file(path)
    read = opened.piece.read("tasmin", 0, np.array([0]), slice(None), unit="degC")
    np.testing.assert_allclose(read, [[np.nan, 20, -62.5]], rtol=1e-5)
    assert any("-99 is read as missing" in text for _, text in opened.notes)
