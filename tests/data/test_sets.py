"""Sets of files: joined in time, variables, sites and members; contradictions are refused with place and day."""

import pickle

import netCDF4
import numpy as np
import pytest

from climserv.data.opening import open_source
from climserv.vocabulary.problems import Refused

from .making import add_variable, some_rain, write_grid

TAS = {"standard_name": "air_temperature", "units": "K", "cell_methods": "time: maximum"}
ALL = np.arange(6)


def part(path, rain, first=0, *, calendar="noleap", lons=(10.0, 11.0, 12.0), about=None):
    """Rain of some days from 2001-01-01 on, with attributes of the file."""
    days = first + np.arange(len(rain))
    write_grid(path, rain, days=days, lons=lons, time={"calendar": calendar})
    with netCDF4.Dataset(path, "a") as file:
        file.setncatts(about or {})
    return path


def cmip(model="M", scenario="ssp245", run="r1i1p1f1"):
    return {"source_id": model, "experiment_id": scenario, "variant_label": run}


@pytest.fixture
def opened(tmp_path):
    def open_(source=None, **options):
        return open_source(tmp_path if source is None else source, catalogue={}, made_folder=tmp_path, **options)

    return open_


def refused(opened, source=None, **options):
    with pytest.raises(Refused) as refusal:
        opened(source, **options)
    return refusal.value.problems


def test_pieces_in_time_read_as_the_whole(opened, tmp_path):
    rain = some_rain(90)
    # Not in the order of names, and not all of one length.
    for name, (start, stop) in {"c": (0, 31), "a": (31, 59), "b": (59, 90)}.items():
        part(tmp_path / f"rain_{name}.nc", rain[start:stop], start)
    source = opened()
    (piece,) = source.pieces
    assert (piece.dates.iso(0), piece.dates.iso(89), piece.dates.gaps()) == ("2001-01-01", "2001-03-31", [])
    whole = rain.reshape(90, 6).T
    np.testing.assert_array_equal(piece.read("pr", 0, ALL, slice(None)), whole)
    some = np.array([80, 3, 40, 41])
    np.testing.assert_array_equal(piece.read("pr", 0, np.array([5, 1]), some), whole[[5, 1]][:, some])
    assert [fact.name for fact in source.files] == ["rain_a.nc", "rain_b.nc", "rain_c.nc"]
    assert source.role == "observation"


def test_a_short_gap_between_files_is_missing_days_a_long_one_stays(opened, tmp_path):
    rain = some_rain(10)
    for name, first in {"a": 0, "b": 15, "c": 400}.items():
        part(tmp_path / f"{name}.nc", rain, first)
    source = opened()
    (piece,) = source.pieces
    assert piece.dates.gaps() == [("2001-01-25", "2002-02-05")]
    read = piece.read("pr", 0, ALL, slice(None))
    assert np.flatnonzero(np.isnan(read[0])).tolist() == [10, 11, 12, 13, 14]
    assert [piece.dates.iso(i) for i in (9, 10, 15)] == ["2001-01-10", "2001-01-11", "2001-01-16"]
    assert any("5 day(s) between its files are in none" in note for note in source.notes)
    assert any("leave a gap, 2001-01-25 to 2002-02-05" in note for note in source.notes)


def test_equal_days_twice_are_noted_unequal_ones_refused(opened, tmp_path):
    rain = some_rain(20)
    part(tmp_path / "a.nc", rain[:12])
    part(tmp_path / "b.nc", rain[8:], 8)
    source = opened()
    assert any("pr stands in two files for 4 day(s), with the same values" in note for note in source.notes)
    np.testing.assert_array_equal(source.pieces[0].read("pr", 0, ALL, slice(None)), rain.reshape(20, 6).T)
    rain[10, 1, 2] *= 2
    part(tmp_path / "b.nc", rain[8:], 8)
    (problem,) = refused(opened)
    assert problem.code == "set.overlap"
    assert "at 2 N, 12 E on 2001-01-11" in problem.got


def test_days_that_one_file_lacks_come_from_the_other(opened, tmp_path):
    rain = some_rain(20)
    odd, even = rain.copy(), rain.copy()
    odd[::2], even[1::2] = np.nan, np.nan
    part(tmp_path / "a.nc", odd)
    part(tmp_path / "b.nc", even)
    np.testing.assert_array_equal(opened().pieces[0].read("pr", 0, ALL, slice(None)), rain.reshape(20, 6).T)


def test_variables_of_one_set_stand_together(opened, tmp_path):
    rain = some_rain(5)
    part(tmp_path / "pr_day.nc", rain)
    heat = part(tmp_path / "tasmax_day.nc", rain, 2)
    with netCDF4.Dataset(heat, "a") as file:
        file.renameVariable("pr", "tasmax")
        file["tasmax"].setncatts(TAS)
        file["tasmax"][...] = 300
    (piece,) = opened().pieces
    assert (set(piece.variables), len(piece.dates), piece.members[0].id) == ({"pr", "tasmax"}, 7, "day")
    assert np.isfinite(piece.read("pr", 0, ALL, slice(None))).sum(axis=1).tolist() == [5] * 6
    np.testing.assert_array_equal(piece.read("tasmax", 0, ALL[:1], slice(1, 4)), [[np.nan, 300, 300]])
    alone = opened(variables=("tasmax",))
    assert (alone.pieces[0].variables, len(alone.pieces[0].dates)) == (("tasmax",), 5)


def test_the_past_of_a_run_belongs_to_each_of_its_scenarios(opened, tmp_path):
    rain = some_rain(30)
    part(tmp_path / "1.nc", rain[:10], about=cmip(scenario="historical"))
    part(tmp_path / "2.nc", rain[10:], 10, about=cmip(scenario="ssp245"))
    part(tmp_path / "3.nc", rain[10:] * 2, 10, about=cmip(scenario="ssp585"))
    part(tmp_path / "4.nc", rain[:10], about=cmip("N", "historical"))
    source = opened()
    ids = [member.id for piece in source.pieces for member in piece.members]
    assert ids == ["M-ssp245-r1i1p1f1", "M-ssp585-r1i1p1f1", "N-historical-r1i1p1f1"]
    assert [len(piece.dates) for piece in source.pieces] == [30, 30, 10]
    np.testing.assert_array_equal(source.pieces[1].read("pr", 0, ALL[:1], slice(8, 12))[0], [
        *rain[8:10, 0, 0], *(2 * rain[10:12, 0, 0])
    ])  # fmt: skip
    assert any("historical" in note and "M" in note for note in source.notes)


def test_names_in_the_manner_of_cmip_tell_the_members(opened, tmp_path):
    for model, run in (("CanESM5", "r1i1p1f1"), ("CanESM5", "r2i1p1f1"), ("MIROC6", "r1i1p1f1")):
        part(tmp_path / f"pr_day_{model}_ssp245_{run}_gn_20010101-20010105.nc", some_rain(5))
    part(tmp_path / "pr_AFR-22_MPI-M-MPI-ESM-LR_rcp85_r1i1p1_GERICS-REMO2015_v1_day_2001.nc", some_rain(5))
    source = opened()
    assert [piece.members[0].id for piece in source.pieces] == [
        "CanESM5-ssp245-r1i1p1f1", "CanESM5-ssp245-r2i1p1f1", "MIROC6-ssp245-r1i1p1f1",
        "MPI-M-MPI-ESM-LR-GERICS-REMO2015-rcp85-r1i1p1",
    ]  # fmt: skip
    assert {piece.members[0].scenario for piece in source.pieces} == {"ssp245", "rcp85"}


def test_calendars_and_grids_of_an_ensemble_may_differ(opened, tmp_path):
    part(tmp_path / "1.nc", some_rain(5), about=cmip("A"), calendar="360_day")
    part(tmp_path / "2.nc", some_rain(5), about=cmip("B"), lons=(20.0, 21.0, 22.0))
    part(tmp_path / "3.nc", some_rain(5), about=cmip("C"))
    source = opened(role="projection")
    assert [piece.dates.calendar for piece in source.pieces] == ["360_day", "noleap", "noleap"]
    assert source.pieces[0].cells is source.pieces[2].cells


def test_one_member_on_two_grids_or_calendars_is_refused(opened, tmp_path):
    part(tmp_path / "1.nc", some_rain(5), about=cmip())
    part(tmp_path / "2.nc", some_rain(5), 5, about=cmip(), calendar="360_day")
    (problem,) = refused(opened)
    assert (problem.code, "calendars" in problem.what) == ("set.unlike", True)
    part(tmp_path / "2.nc", some_rain(5), 5, about=cmip(), lons=(20.0, 21.0, 22.0))
    (problem,) = refused(opened)
    assert (problem.code, "grids" in problem.what) == ("set.unlike", True)


def test_a_past_on_another_grid_than_its_scenario_is_refused(opened, tmp_path):
    part(tmp_path / "1.nc", some_rain(5), about=cmip(scenario="historical"))
    part(tmp_path / "2.nc", some_rain(5), 5, about=cmip(), lons=(20.0, 21.0, 22.0))
    (problem,) = refused(opened)
    assert problem.code == "set.unlike"


def test_observations_on_two_grids_are_not_one_reference(opened, tmp_path):
    part(tmp_path / "a.nc", some_rain(5))
    part(tmp_path / "b.nc", some_rain(5), lons=(20.0, 21.0, 22.0))
    (problem,) = refused(opened, role="observation")
    assert problem.code == "set.unlike"


def test_noise_in_coordinates_is_one_grid(opened, tmp_path):
    part(tmp_path / "a.nc", some_rain(5))
    part(tmp_path / "b.nc", some_rain(5), 5, lons=(10.00002, 11.0, 11.99998))
    (piece,) = opened().pieces
    assert (len(piece.dates), piece.cells.lons.tolist()) == (10, [10, 11, 12])


def test_a_member_that_lacks_what_is_needed_is_named(opened, tmp_path):
    part(tmp_path / "1.nc", some_rain(5), about=cmip("A"))
    path = part(tmp_path / "2.nc", some_rain(5), about=cmip("B"))
    with netCDF4.Dataset(path, "a") as file:
        file["pr"].delncattr("units")
    (problem,) = refused(opened, variables=("pr",))
    assert (problem.code, problem.where) == ("unit.missing", "2.nc")


def test_every_file_that_does_not_open_is_told(opened, tmp_path):
    part(tmp_path / "1.nc", some_rain(5))
    for name in ("2.nc", "3.nc"):
        (tmp_path / name).write_text("<html>sign in</html>")
    assert [(p.code, p.where) for p in refused(opened)] == [("file.page", "2.nc"), ("file.page", "3.nc")]


def test_station_tables_join_by_year_and_by_station(opened, tmp_path):
    head = "station,lat,lon,date,rain [mm]\n"
    (tmp_path / "1990.csv").write_text(head + "A,1,2,1990-12-30,1\nA,1,2,1990-12-31,2\nB,3,4,1990-12-31,5\n")
    (tmp_path / "1991.csv").write_text(head + "C,5,6,1991-01-01,9\nA,1,2,1991-01-01,3\n")
    (piece,) = opened().pieces
    assert (piece.cells.names, piece.cells.record) == (("A", "B", "C"), ((1990, 1991), (1990, 1990), (1991, 1991)))
    read = piece.read("pr", 0, np.arange(3), slice(None), unit="mm/day")
    np.testing.assert_array_equal(read, [[1, 2, 3], [np.nan, 5, np.nan], [np.nan, np.nan, 9]])
    (tmp_path / "1991.csv").write_text(head + "A,1,7,1991-01-01,3\n")
    assert [p.code for p in refused(opened)] == ["sites.place"]


def test_hundreds_of_files_share_what_they_have_in_common(opened, tmp_path):
    rain = some_rain(300)
    for number in range(20):
        part(tmp_path / f"{number}.nc", rain, about=cmip(f"M{number:02d}"))
    pieces = opened().pieces
    assert len({id(piece.cells) for piece in pieces}) == len({id(piece.dates) for piece in pieces}) == 1
    kept = {id(x): x.nbytes for piece in pieces for x in vars(piece).values() if isinstance(x, np.ndarray)}
    assert sum(kept.values()) < 2 * 300 * 8


def test_a_joined_piece_may_travel_to_another_process(opened, tmp_path):
    rain = some_rain(20)
    part(tmp_path / "a.nc", rain[:12])
    part(tmp_path / "b.nc", rain[8:], 8)
    (piece,) = opened().pieces
    there = pickle.loads(pickle.dumps(piece))  # noqa: S301 - our own, made a moment ago
    np.testing.assert_array_equal(there.read("pr", 0, ALL, slice(None)), piece.read("pr", 0, ALL, slice(None)))


def test_packing_that_differs_between_files_is_undone_for_each(opened, tmp_path):
    rain = some_rain(6)
    part(tmp_path / "a.nc", rain[:3])
    path = part(tmp_path / "b.nc", rain[3:], 3)
    with netCDF4.Dataset(path, "a") as file:
        file.renameVariable("pr", "old")
        told = {"standard_name": "precipitation_flux", "units": "mm/day"}
        file["old"].standard_name = "cloud_area_fraction"
        file["old"].units = "1"
        add_variable(file, "pr", rain[3:] * 86400, ("time", "lat", "lon"), **told)
    np.testing.assert_allclose(opened().pieces[0].read("pr", 0, ALL, slice(None)), rain.reshape(6, 6).T, rtol=1e-6)


# What real sets open to: ids of the members, or codes of what is refused.
REAL = {
    "ensemble_bccaqv2_1cell_2016": (
        {"CNRM-CM5", "CanESM2", "HadGEM2-ES", "MPI-ESM-LR"}, {"standard", "noleap", "360_day"}, 9,
        {"pr", "tasmax", "tasmin"},
    ),
    "iberia_djf/*CNRM*": ({"CNRM-CM5"}, {"standard"}, 1, {"pr", "tas"}),
    "iberia_djf/*RACMO*": ({"ICHEC-EC-EARTH-KNMI-RACMO22E"}, {"standard"}, 1, {"pr", "tas"}),
    "rotated_cordex": ({"MPI-M-MPI-ESM-LR-GERICS-REMO2015"}, {"standard"}, 1, {"tas"}),
    "calendars/tasmin*": ({"HadGEM3-GC31-MM"}, {"360_day"}, 1, {"tasmin"}),
    "cmip6_monthly_access": ({"ACCESS-ESM1-5"}, {"standard"}, 1, {"pr", "tas"}),
    "stations_aquacrop": ({""}, {"standard"}, 1, {"pr", "tasmin", "tasmax", "evspsblpot"}),
}  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_real_sets(opened, shared_data, name):
    models, calendars, count, variables = REAL[name]
    source = opened(str(shared_data / name), step=None)
    members = [member for piece in source.pieces for member in piece.members]
    assert ({member.model for member in members}, len(members)) == (models, count)
    assert len({member.id for member in members}) == count
    assert {piece.dates.calendar for piece in source.pieces} == calendars
    assert all(set(piece.variables) == variables for piece in source.pieces)


def test_real_pieces_that_disagree_on_one_month(opened, shared_data):
    problems = refused(opened, str(shared_data / "tas_Amon_HadGEM2-ES*"), step=None)
    assert {problem.code for problem in problems} == {"set.overlap"}
    assert "2099-12" in problems[0].got
