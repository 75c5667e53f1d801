"""The health check: what it finds, where, and that it finds nothing in sound files."""

import numpy as np
import pytest

from climserv.data.checking import TOGETHER, check_file, check_files

from .making import add_axis, add_variable, some_rain, start_file, write_grid


def found(path, severity=None):
    return [f for f in check_file(path) if severity in (None, f.severity)]


def codes(path, severity):
    return [finding.problem.code for finding in found(path, severity)]


def test_a_sound_file_has_notes_only(tmp_path):
    path = write_grid(tmp_path / "a.nc", some_rain())
    (note,) = found(path)
    assert note.severity == "note"
    assert note.problem.what == "holds pr [kg m-2 s-1]; 2 x 3 cells; 2001-01-01 to 2001-01-06, calendar noleap"


def test_everything_wrong_is_named_with_place_and_day(tmp_path):
    path = tmp_path / "a.nc"
    low, high = np.full((5, 1, 3), 290.0), np.full((5, 1, 3), 300.0)
    low[2, 0, 1], low[4, 0, 1], high[:, 0, 2], high[0, 0, 0] = 301, 302, np.nan, 340
    rain = np.zeros((5, 1, 3))
    rain[1, 0, 0], rain[3, 0, 2] = -999, -4
    with start_file(path, days=[0, 1, 2, 3, 300]) as file:
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [10.0, 11.0, 12.0], "degrees_east")
        for name, values, units in (("tasmin", low, "K"), ("tasmax", high, "K"), ("pr", rain, "mm/day")):
            add_variable(file, name, values, ("time", "lat", "lon"), units=units)
        add_variable(file, "hurs", rain, ("time", "lat", "lon"), units="")
        add_variable(file, "ps", rain * np.nan, ("time", "lat", "lon"), units="hPa")
    assert codes(path, "error") == ["unit.missing", "value.code", "value.impossible", "value.none"]
    assert codes(path, "warning") == ["time.gap", "value.strange", "value.empty", "value.order"]
    said = {f.problem.code: f.problem for f in found(path)}
    assert said["value.code"].got == "1 N, 10 E on 2001-01-02"
    assert said["value.impossible"].got == "-4 mm/day at 1 N, 12 E on 2001-01-04"
    assert said["value.order"].what == "tasmin is above tasmax on 2 day(s) at 1 place(s)"
    assert "1 N, 11 E on 2001-01-03" in said["value.order"].got
    assert said["value.strange"].got == "340 K at 1 N, 10 E on 2001-01-01"
    assert said["value.empty"].got == "1 N, 12 E"
    assert said["time.gap"].got == "2001-01-04 to 2001-10-28"
    assert all(f.problem.next_step for f in found(path) if f.severity != "note")


def test_times_out_of_order_and_twice_are_both_named(tmp_path):
    path = write_grid(tmp_path / "a.nc", some_rain(), days=[0, 1, 1, 5, 4, 6])
    assert codes(path, "error") == ["time.unsorted", "time.duplicate"]


def test_rain_a_rounding_error_below_zero_is_a_note(tmp_path):
    rain = some_rain()
    rain[2] = -1e-12
    path = write_grid(tmp_path / "a.nc", rain)
    assert codes(path, "note") == ["value.rounding", "file.holds"]
    assert not found(path, "error")


@pytest.mark.parametrize("name", ["none.nc", "http://example.org/a.nc", "dods://example.org/a"])
def test_what_cannot_be_opened_is_a_finding_and_no_crash(name):
    assert len(found(name, "error")) == 1


def test_a_table_is_checked_too(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("date,rain,tmin,tmax\n1990-01-01,3,20,30\n1990-01-02,-5,31,30\n1990-01-04,,20,30\n")
    assert codes(path, "error") == ["unit.missing"]
    assert codes(path, "warning") == ["value.order"]
    notes = [f.problem.what for f in found(path, "note")]
    assert "a: 1 day(s) without a row are counted as missing: 1990-01-03" in notes


def test_real_stations_hold_one_day_with_its_temperatures_crossed(shared_data):
    findings = found(shared_data / "niger_daily_1940-1980.csv", "warning")
    assert [f.problem.got for f in findings] == ["40 above 26.5 degC at Niamey_Aero on 1943-06-22"]


def test_findings_are_plain_data(tmp_path):
    (note,) = check_file(write_grid(tmp_path / "a.nc", some_rain()))
    assert note.as_dict()["severity"] == "note"
    assert note.as_dict()["code"] == "file.holds"


def test_real_models_in_separate_files_have_days_with_their_temperatures_crossed(shared_data):
    together = check_files([shared_data / "ensemble_bccaqv2_1cell_2016"])[TOGETHER]
    crossed = {f.problem.where: f.count for f in together if f.problem.code == "value.order"}
    assert crossed == {
        "CNRM-CM5-rcp45-r1i1p1": 3,
        "CanESM2-rcp85-r1i1p1": 1,
        "MPI-ESM-LR-rcp85-r1i1p1": 1,
        "MPI-ESM-LR-rcp85-r3i1p1": 1,
    }
    assert not any(finding.severity == "error" for finding in together)
