"""Files that are not what they are called, and those that are nearly right: each is told so that it can be mended."""

import json
import re

import netCDF4
import numpy as np
import openpyxl
import pytest

from climserv.data.files.bombs import bombs_in
from climserv.data.opening import open_file, open_source
from climserv.vocabulary.problems import Refused

from .making import add_axis, add_variable, some_rain, start_file, write_grid


def refusal_of(path, **more):
    with pytest.raises(Refused) as refusal:
        open_source(path, catalogue=(), made_folder=path.parent, **more) if more else open_file(path)
    return refusal.value.problems[0]


@pytest.mark.parametrize("begin", ["<!doctype html><html>", "<HTML><head>", "<?xml version='1.0'?><html>"])
def test_a_web_page_is_called_one(tmp_path, begin):
    path = tmp_path / "rain.nc"
    path.write_text(f"{begin}<title>Sign in</title>")
    assert refusal_of(path).code == "file.page"


def test_what_is_said_of_a_damaged_file_names_no_folder(tmp_path):
    path = write_grid(tmp_path / "rain.nc", np.tile(some_rain(), (200, 1, 1)))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    told = [refusal_of(path), *bombs_in(path, 10**9)]
    assert len(told) == 2
    assert not [problem for problem in told if tmp_path.name in str(problem.as_dict())]


def test_two_stages_of_era5_are_put_together_and_not_cut(tmp_path):
    with start_file(tmp_path / "a.nc", days=range(3)) as file:
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [1.0], "degrees_east")
        add_axis(file, "expver", [1, 5], "1")
        add_variable(file, "t2m", np.full((3, 2, 1, 1), 290), ("time", "expver", "lat", "lon"), units="K")
    problem = refusal_of(tmp_path / "a.nc", variables=["tas"])
    assert "combine_first" in problem.next_step


def test_of_the_two_rains_of_tamsat_the_filled_one_is_taken(tmp_path):
    with start_file(tmp_path / "a.nc", days=range(3)) as file:
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [1.0], "degrees_east")
        for name, value in (("rfe", np.nan), ("rfe_filled", 4)):
            add_variable(file, name, np.full((3, 1, 1), value), ("time", "lat", "lon"), units="mm")
    opened = open_file(tmp_path / "a.nc")
    np.testing.assert_allclose(opened.piece.read("pr", 0, np.array([0]), slice(None), unit="mm/day"), [[4, 4, 4]])
    assert "rfe_filled is taken" in " ".join(text for _, text in opened.notes)


def test_what_a_file_holds_is_said_once(tmp_path):
    got = refusal_of(write_grid(tmp_path / "a.nc", some_rain()), variables=["tasmax"]).got
    assert got == "the file holds pr"


def test_longitudes_may_go_on_beyond_360(tmp_path):
    path = write_grid(tmp_path / "a.nc", some_rain(lons=4), lons=(358.0, 359.0, 360.0, 361.0))
    piece = open_file(path).piece
    np.testing.assert_array_equal(piece.cells.lons, [-2, -1, 0, 1])
    read = piece.read("pr", 0, np.arange(4), slice(0, 1))[:, 0]
    with netCDF4.Dataset(path) as file:
        np.testing.assert_allclose(read, file["pr"][0, 0], rtol=1e-6)


@pytest.mark.parametrize("first", [0, -180])
def test_a_meridian_that_stands_at_both_ends_is_told(tmp_path, first):
    lons = first + np.arange(0, 361, 60)
    problem = refusal_of(write_grid(tmp_path / "a.nc", some_rain(lons=7), lons=lons))
    assert (problem.code, problem.what) == ("grid.axis", "a longitude stands twice")


@pytest.mark.parametrize("chunks", [[6, 2, 0], [6, 2]])
def test_chunks_of_no_length_are_told(tmp_path, chunks):
    import xarray as xr

    store = tmp_path / "a.zarr"
    rain = xr.DataArray(some_rain(), dims=("time", "lat", "lon"), attrs={"units": "mm/day"})
    rain.to_dataset(name="pr").to_zarr(store, zarr_format=2, consolidated=False)
    told = json.loads((store / "pr/.zarray").read_text())
    (store / "pr/.zarray").write_text(json.dumps(told | {"chunks": chunks}))
    assert refusal_of(store).code == "file.damaged"


def test_dates_that_a_spreadsheet_has_half_turned_round_are_refused(tmp_path):
    book = openpyxl.Workbook()
    for row in (["date", "rain (mm)"], [np.datetime64("2000-02-01").item(), 1], ["13/01/2000", 2]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert re.search("exchanged", refusal_of(tmp_path / "a.xlsx").what)
    mixed = tmp_path / "b.csv"
    mixed.write_text("date,rain (mm)\n2000-01-31,1\n13/02/2000,2\n")
    assert open_file(mixed).piece.dates.iso(-1) == "2000-02-13"
