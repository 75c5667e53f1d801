"""What is in some of the real files, read and compared; what each opens to is in `test_every_file`."""

from pathlib import Path

import netCDF4
import numpy as np
import pytest

from climserv.data.opening import open_source
from climserv.vocabulary.problems import Refused


@pytest.fixture
def opened(shared_data, tmp_path):
    def open_(name: str, **options):
        return open_source(shared_data / name, catalogue={}, made_folder=tmp_path, **options)

    return open_


def test_model_and_stations_meet_by_name_and_unit(opened):
    model, stations = opened("CanESM2_1950-2100.nc").pieces[0], opened("ahccd_1950-2013.nc").pieces[0]
    assert model.cells.names == stations.cells.names == ("Vancouver", "Kugluktuk", "Amos")
    assert (model.members[0].model, model.members[0].scenario) == ("CanESM2", "rcp85")
    for variable in ("pr", "tasmax"):
        a, b = (p.read(variable, 0, np.arange(3), slice(None)) for p in (model, stations))
        assert a.dtype == b.dtype == np.float32
        assert a.flags.c_contiguous
        assert b.flags.c_contiguous
        np.testing.assert_allclose(np.nanmean(a), np.nanmean(b), rtol=0.35)


@pytest.mark.parametrize(
    ("name", "variable", "factor", "offset"),
    [
        ("CanESM2_1950-2100.nc", "tasmax", 1, 0),
        ("ahccd_1950-2013.nc", "tasmax", 1, 273.15),
        ("ahccd_1950-2013.nc", "pr", 1 / 86400, 0),
        ("nrcan_1950-2013.nc", "pr", 1, 0),
    ],
)
def test_the_numbers_are_those_of_the_file(opened, shared_data, name, variable, factor, offset):
    piece = opened(name).pieces[0]
    days = slice(1000, 1400)
    read = piece.read(variable, 0, np.array([0, 2]), days)
    with netCDF4.Dataset(shared_data / name) as file:
        raw = file[variable]
        raw = raw[days] if raw.dimensions[0] == "time" else raw[:, days].T
        expected = np.ma.filled(raw[:, [0, 2]].T.astype(np.float64), np.nan) * factor + offset
    np.testing.assert_allclose(read, expected, rtol=1e-6)


def test_fahrenheit_and_sixty_two_members(opened, shared_data):
    piece = opened("loca_3km_daily_temp_2030-2035.nc").pieces[0]
    assert len(piece.members) == 62
    with netCDF4.Dataset(shared_data / "loca_3km_daily_temp_2030-2035.nc") as file:
        name, said = str(file["simulation"][7]), file["Maximum air temperature at 2m"][0, 7, :5, 0, 0]
    assert piece.members[7].model == name
    read = piece.read("tasmax", 7, np.array([0]), slice(0, 5))[0]
    np.testing.assert_allclose(read, (said - 32) / 1.8 + 273.15, atol=1e-4)


def test_two_stations_of_different_years_share_an_axis(opened):
    source = opened("niger_daily_1940-1980.csv", variables=("pr",))
    piece = source.pieces[0]
    assert piece.cells.names == ("Niamey_Aero", "Birni N'Konni")
    assert piece.cells.record == ((1940, 1980), (1945, 1980))
    rain = piece.read("pr", 0, np.array([0, 1]), slice(None), unit="mm/day")
    assert np.isnan(rain[1, piece.dates.year < 1945]).all()
    assert source.notes == (
        "the table gives no latitude and longitude for its stations; they are known by name only",
        "rain names no unit; it is read as mm a day",
        "niger_daily_1940-1980.csv is taken as station, as the file looks",
    )


def test_rain_of_niamey_is_that_of_the_lines(opened, shared_data):
    piece = opened("niger_daily_1940-1980.csv").pieces[0]
    rain = piece.read("pr", 0, np.array([0]), slice(None), unit="mm/day")[0]
    lines = (line.split(",") for line in (shared_data / "niger_daily_1940-1980.csv").read_text().splitlines()[1:])
    said = {line[1]: line[8] for line in lines if line[0] == "Niamey_Aero"}
    assert sum(float(text) for text in said.values() if text) == pytest.approx(np.nansum(rain, dtype=float), rel=1e-6)
    for index in range(0, len(rain), 97):
        text = said[piece.dates.iso(index)]
        assert np.isnan(rain[index]) if text == "" else rain[index] == np.float32(text)


def test_winters_keep_their_gaps(opened):
    piece = opened("iberia_djf/pr_day_CNRM-CM5_historical_r1i1p1_198212-200202_DJF.nc").pieces[0]
    gaps = piece.dates.gaps()
    assert len(gaps) == 19
    assert gaps[0] == ("1983-02-28", "1983-12-01")


def test_bounds_say_which_day_a_midnight_ends(opened):
    source = opened("calendars/tas_day_CESM2-WACCM_historical_r1i1p1f1_gn_20000101-20091231.nc")
    assert source.pieces[0].dates.iso(0) == "1999-12-31"
    assert any("2000-01-01 means 1999-12-31" in note for note in source.notes)


def test_humidity_without_a_unit_is_refused_with_its_mend(opened):
    with pytest.raises(Refused) as refusal:
        opened("ERA5_daily_surface_cancities_1990-1993.nc", variables=("hurs",))
    (problem,) = refusal.value.problems
    assert problem.code == "unit.missing"
    assert 'units = "%"' in problem.next_step


def test_a_variable_that_is_not_there_is_named_with_what_is(opened):
    with pytest.raises(Refused) as refusal:
        opened("CanESM2_1950-2100.nc", variables=("tasmin", "hurs"))
    assert [p.code for p in refusal.value.problems] == ["variable.missing", "variable.missing"]
    assert "pr, tasmax" in refusal.value.problems[0].got


def test_an_ensemble_of_three_calendars(shared_data, tmp_path):
    folder = shared_data / "ensemble_bccaqv2_1cell_2016"
    lengths = set()
    for path in sorted(Path(folder).glob("*.nc")):
        piece = open_source(path, catalogue={}, made_folder=tmp_path).pieces[0]
        assert piece.cells.shape == (1,)
        assert piece.members[0].model
        lengths.add((piece.dates.calendar, len(piece.dates)))
    assert lengths == {("standard", 366), ("noleap", 365), ("360_day", 360)}
