"""The matters of the health check, one by one: what each finds, and what it leaves alone."""

import json

import netCDF4
import numpy as np
import pytest
from click.testing import CliRunner

from climserv.cli import main
from climserv.data.checking import TOGETHER, check_file, check_files
from climserv.data.files.netcdf_header import NetCDFReader
from climserv.data.health import values as values_room

from .broken_files import ATTRIBUTES, DAYS, sound_values, undeclared_code, write


def found(path, *codes):
    findings = [f for f in check_file(path) if f.problem.code != "file.holds"]
    return [f for f in findings if f.problem.code in codes] if codes else findings


def only(path, code):
    (finding,) = found(path)
    assert finding.problem.code == code
    return finding


def test_an_instrument_that_stands_still_is_named_with_its_days(tmp_path):
    values = sound_values()
    values["tasmax"][100:120, 1, 2] = 23.5
    finding = only(write(tmp_path / "a.nc", values), "value.stuck")
    assert finding.problem.got == "23.5 degC at 0 N, 38 E from 2001-04-11 to 2001-04-30"
    assert (finding.severity, finding.variable, finding.places) == ("warning", "tasmax", ("0 N, 38 E",))


@pytest.mark.parametrize(
    ("amount", "days", "strange"), [(7, 10, True), (7, 9, False), (0, 60, False), (0.2, 30, False)]
)
def test_the_same_rain_for_ten_days_is_strange_and_a_dry_month_is_not(tmp_path, amount, days, strange):
    values = {"pr": sound_values()["pr"]}
    values["pr"][50 : 50 + days, 0, 0] = amount
    values["pr"][[49, 50 + days], 0, 0] = 31
    assert [f.problem.code for f in found(write(tmp_path / "a.nc", values))] == ["value.stuck"] * strange


def test_a_run_ends_at_a_gap_of_the_axis(tmp_path):
    values = {"tasmax": sound_values()["tasmax"]}
    values["tasmax"][190:210, 0, 0] = 23.5
    days = np.arange(DAYS) + np.where(np.arange(DAYS) < 200, 0, 3650)
    assert [f.problem.code for f in found(write(tmp_path / "a.nc", values, days=days))] == ["time.gap"]


def test_zero_degrees_on_many_days_are_perhaps_missing(tmp_path):
    values = {"tasmin": sound_values()["tasmin"]}
    values["tasmin"][::15, 1, 1] = 0
    finding = only(write(tmp_path / "a.nc", values), "value.zeros")
    assert (finding.count, finding.dates) == (27, ("2001-01-01", "2002-01-26"))


def test_zero_degrees_among_frost_are_not(tmp_path):
    values = {"tasmin": np.round(sound_values()["tasmin"] - 14)}
    assert [f.problem.code for f in found(write(tmp_path / "a.nc", values))] == ["value.precision"]


def test_a_year_without_rain_at_a_wet_place_is_perhaps_missing(tmp_path):
    rain = sound_values(4 * 365)["pr"]
    rain[365 : 2 * 365, 2, 0] = 0
    finding = only(write(tmp_path / "a.nc", {"pr": rain}, calendar="noleap"), "value.zeros")
    assert finding.problem.got == "no rain at 1 N, 36 E in 2002"
    rain[:, 1, 1] = np.where(np.arange(len(rain)) % 365 == 99, 3, 0)
    rain[:365, 1, 1] = 0
    assert only(write(tmp_path / "b.nc", {"pr": rain}, calendar="noleap"), "value.zeros").places == ("1 N, 36 E",)


@pytest.mark.parametrize(
    ("name", "written", "turn", "severity", "looks"),
    [
        ("tasmax", "K", lambda t: t, "error", "degC"),
        ("tasmax", "degC", lambda t: t + 273.15, "error", "K"),
        ("tasmax", "degC", lambda t: t * 1.8 + 32, "error", "degF"),
        ("pr", "mm/day", lambda r: r / 86400, "warning", "kg m-2 s-1"),
        ("pr", "kg m-2 s-1", lambda r: r, "error", "mm/day"),
        ("pr", "mm/day", lambda r: r / 1000, "warning", "m/day"),
        ("pr", "m/day", lambda r: r, "error", "mm/day"),
    ],
)
def test_a_unit_that_the_numbers_belie_is_found(tmp_path, name, written, turn, severity, looks):
    values = {name: turn(sound_values()[name])}
    finding = only(write(tmp_path / "a.nc", values, units={name: written}), "unit.values")
    assert finding.severity == severity
    assert looks in finding.problem.allowed.split(" or ")


def test_one_station_of_several_in_another_unit_is_named(tmp_path):
    values, lines = sound_values()["pr"], ["station,date,rain [mm]"]
    for day in range(DAYS):
        date = np.datetime64("2001-01-01") + day
        hill, lake, mission = values[day, 0, :3]
        lines += [f"Hill,{date},{hill:.1f}", f"Lake,{date},{lake:.1f}", f"Mission,{date},{mission / 1000:.5f}"]
    path = tmp_path / "stations.csv"
    path.write_text("\n".join(lines) + "\n")
    (finding,) = found(path, "unit.values")
    assert finding.places == ("Mission",)
    assert "m/day" in finding.problem.allowed.split(" or ")


@pytest.mark.parametrize("unit", ["mm/day", "kg m-2 s-1", "m/day", "inch/day"])
@pytest.mark.parametrize("mean", [0.05, 1.5, 15])
def test_a_true_unit_is_left_alone_from_the_desert_to_the_rain_forest(tmp_path, unit, mean):
    factor = {"mm/day": 1, "kg m-2 s-1": 1 / 86400, "m/day": 1e-3, "inch/day": 1 / 25.4}[unit]
    rain = sound_values()["pr"]
    path = write(tmp_path / "a.nc", {"pr": rain / rain.mean() * mean * factor}, units={"pr": unit})
    assert found(path) == []


@pytest.mark.parametrize(("step", "severity"), [(1, "note"), (5, "warning"), (0.1, None)])
def test_coarse_numbers_are_named_by_their_step(tmp_path, step, severity):
    values = {"tasmax": np.round(sound_values()["tasmax"] / step) * step}
    findings = found(write(tmp_path / "a.nc", values), "value.precision")
    assert [f.severity for f in findings] == ([severity] if severity else [])
    assert all(f"steps of {step:g} degC" in f.problem.what for f in findings)


def test_rain_that_starts_anew_each_month_is_still_a_sum(tmp_path):
    rain = sound_values()["pr"]
    for first in range(0, DAYS, 30):
        rain[first : first + 30] = rain[first : first + 30].cumsum(axis=0)
    assert only(write(tmp_path / "a.nc", {"pr": rain}), "unit.accumulated").severity == "error"


@pytest.mark.parametrize(("name", "turn"), [("tasmax", lambda t: t * 1.8 + 32), ("pr", lambda r: r / 25.4)])
def test_a_year_in_another_unit_is_found(tmp_path, name, turn):
    values = {name: sound_values(5 * 365)[name]}
    values[name][2 * 365 : 3 * 365] = turn(values[name][2 * 365 : 3 * 365])
    (finding,) = found(write(tmp_path / "a.nc", values, calendar="noleap"), "value.scale")
    assert (finding.severity, finding.dates, finding.count) == ("warning", ("2003", "2003"), 1)


def test_a_year_that_was_filled_with_a_copy_is_found(tmp_path):
    values = sound_values(4 * 365)
    values["tasmin"][3 * 365 :] = values["tasmin"][365 : 2 * 365]
    finding = only(write(tmp_path / "a.nc", {"tasmin": values["tasmin"]}, calendar="noleap"), "value.copy")
    assert (finding.problem.got, finding.dates) == ("2004 as 2002", ("2004", "2004"))


def test_winters_are_a_season_and_no_gap(tmp_path):
    days = np.concatenate([np.arange(90) + 365 * year for year in range(5)])
    path = write(tmp_path / "a.nc", sound_values(450), days=days, calendar="noleap")
    finding = only(path, "time.season")
    assert (finding.severity, finding.count, finding.dates) == ("note", 4, ("2001-03-31", "2005-01-01"))


def test_a_name_that_promises_more_days_is_noted(tmp_path):
    finding = only(write(tmp_path / "pr_day_MODEL_20010101-20101231.nc"), "time.name")
    assert finding.problem.got == "2001-01-01 to 2002-02-04"
    assert found(write(tmp_path / "pr_day_MODEL_20010101-20020204.nc")) == []


def test_a_scale_of_zero_and_two_codes_for_missing_are_named(tmp_path):
    path = write(tmp_path / "a.nc", {"tasmax": sound_values()["tasmax"]})
    with netCDF4.Dataset(path, "a") as file:
        file["tasmax"].missing_value = np.float32(-77)
        file["tasmax"].scale_factor = np.float32(0)
    assert [f.problem.code for f in found(path, "structure.packing")] == ["structure.packing"]


def test_a_misspelt_standard_name_is_answered_with_the_right_one(tmp_path):
    path = write(tmp_path / "a.nc")
    with netCDF4.Dataset(path, "a") as file:
        file["pr"].standard_name = "precipitaton_flux"
    assert only(path, "cf.standard_name").problem.next_step == "Did you mean precipitation_flux?"


def test_files_seen_together_are_compared_across_variables_and_years(tmp_path):
    model = {"source_id": "MODEL", "experiment_id": "historical", "variant_label": "r1i1p1f1"}
    values = sound_values()
    values["tasmin"][60, 0, 0] = values["tasmax"][60, 0, 0] + 1
    paths = [write(tmp_path / f"{name}.nc", {name: values[name]}, **model) for name in ("tasmin", "tasmax")]
    paths.append(write(tmp_path / "more.nc", {"tasmax": values["tasmax"][300:]}, days=np.arange(300, DAYS), **model))
    later = np.arange(DAYS) + 2000
    paths.append(write(tmp_path / "later.nc", {"tasmin": sound_values(seed=9)["tasmin"]}, days=later, **model))
    together = check_files(paths)[TOGETHER]
    told = [(f.severity, f.problem.code, f.variable) for f in together]
    assert told[:2] == [("warning", "time.gap", ""), ("warning", "value.order", "tasmin")]
    assert set(told[2:]) == {("note", "set.holds", "")}
    assert "on 2001-03-02" in together[1].problem.got
    assert together[0].dates == ("2002-02-04", "2006-06-24")


@pytest.mark.parametrize("chunks", [(100, 10, 10), (400, 3, 7), None])
def test_the_check_reads_each_block_of_a_file_about_once(tmp_path, monkeypatch, chunks):
    """Also where memory holds but a few of them, so that the blocks of the check are small."""
    kept = {"chunks": chunks} if chunks else {}
    path = write(tmp_path / "a.nc", {"pr": sound_values(DAYS, 40, 40)["pr"]}, **kept)
    monkeypatch.setattr(values_room, "_VALUES_AT_ONCE", 210 * DAYS)
    seen, read = [], NetCDFReader.read
    monkeypatch.setattr(NetCDFReader, "read", lambda self, name, parts: seen.extend(parts) or read(self, name, parts))
    before = found(path)
    size = chunks or (DAYS, 1, 40)
    touched = sum(
        np.prod([(p.stop - 1) // n - p.start // n + 1 for p, n in zip(part, size, strict=True)]) for part in seen
    )
    assert touched <= 1.5 * np.prod([-(-length // n) for length, n in zip((DAYS, 40, 40), size, strict=True)])
    monkeypatch.undo()
    assert before == found(path)


def test_a_folder_stands_for_the_files_in_it(tmp_path):
    paths = [write(tmp_path / name) for name in ("a.nc", "b.nc")]
    assert list(check_files([tmp_path])) == [*map(str, paths), TOGETHER]
    assert list(check_files([tmp_path / "b*.nc"])) == [str(paths[1])]
    assert [f.problem.code for f in check_files([tmp_path / "c.nc"])[str(tmp_path / "c.nc")]] == ["file.missing"]


def test_models_with_several_calendars_are_only_noted(tmp_path):
    paths = [
        write(tmp_path / f"{name}.nc", calendar=calendar, source_id=name, variant_label="r1")
        for name, calendar in (("A", "standard"), ("B", "360_day"), ("C", "noleap"))
    ]
    *_, finding = check_files(paths)[TOGETHER]
    assert (finding.severity, finding.problem.code) == ("note", "time.calendars")
    assert finding.problem.got == "360_day, noleap, standard"


def test_the_command_prints_plain_data_and_ends_with_one_where_something_is_wrong(tmp_path):
    broken = undeclared_code(tmp_path)[0]
    sound = write(tmp_path / "sound.nc")
    run = CliRunner().invoke(main, ["data", "check", str(broken), "--json"])
    assert run.exit_code == 1
    (first, *_) = json.loads(run.output)[str(broken)]
    assert (first["code"], first["severity"], first["variable"]) == ("value.code", "error", "pr")
    assert (first["places"], first["dates"], first["count"]) == (["0 N, 38 E"], ["2001-01-06", "2001-04-01"], 2)
    assert CliRunner().invoke(main, ["data", "check", str(sound)]).exit_code == 0


def test_all_that_is_wrong_is_said_at_once_even_where_the_file_does_not_open(tmp_path):
    days = np.arange(DAYS)
    days[[100, 101]] = days[[101, 100]]
    days[300] = 299
    path = write(tmp_path / "a.nc", days=days)
    with netCDF4.Dataset(path, "a") as file:
        file["lat"].bounds = "lat_bnds"
    assert [f.problem.code for f in found(path)] == ["time.unsorted", "time.duplicate", "cf.bounds"]


def test_the_sound_attributes_are_those_that_opening_knows():
    assert set(ATTRIBUTES) == set(sound_values())
