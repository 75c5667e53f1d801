"""NetCDF files of every manner: what is read, what is refused."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import netCDF4
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climserv.data.files.blocks import boxes
from climserv.data.opening import open_file, open_source
from climserv.vocabulary.problems import Refused

from .making import RAIN, add_axis, add_variable, some_rain, start_file, write_grid

ALL = slice(None)


def opened(path, *variables):
    source = open_source(path, catalogue={}, variables=variables, made_folder=path.parent)
    return source.pieces[0], source.notes


def refused(path, *variables):
    with pytest.raises(Refused) as refusal:
        opened(path, *variables)
    return list(refusal.value.problems)


def test_cells_are_in_order_whatever_the_file_does(tmp_path):
    rain = some_rain()
    plain, _ = opened(write_grid(tmp_path / "a.nc", rain))
    turned, _ = opened(write_grid(tmp_path / "b.nc", rain[:, ::-1], lats=(2.0, 1.0)))
    expected = rain.reshape(6, 6).T
    for piece in (plain, turned):
        np.testing.assert_array_equal(piece.cells.lat, [1, 1, 1, 2, 2, 2])
        np.testing.assert_array_equal(piece.cells.lon, [10, 11, 12, 10, 11, 12])
        np.testing.assert_array_equal(piece.read("pr", 0, np.arange(6), ALL), expected)
        np.testing.assert_array_equal(
            piece.read("pr", 0, np.array([1, 5]), np.array([0, 4])), expected[[1, 5]][:, [0, 4]]
        )
        np.testing.assert_array_equal(piece.read("pr", 0, np.array([5, 1]), slice(2, 4)), expected[[5, 1], 2:4])


def test_a_grid_over_the_seam_of_0_to_360(tmp_path):
    rain = some_rain(lons=4)
    piece, _ = opened(write_grid(tmp_path / "a.nc", rain, lons=(0.0, 90.0, 200.0, 359.0)))
    np.testing.assert_array_equal(piece.cells.lons, [-160, -1, 0, 90])
    np.testing.assert_array_equal(piece.read("pr", 0, np.array([1, 2]), ALL), rain[:, 0, [3, 0]].T)


@pytest.mark.parametrize("lons", [(-181.0, 0.0, 1.0), (0.0, 1.0, 361.0), (0.0, 180.0, 360.0)])
def test_longitudes_that_are_none_or_stand_twice_are_refused(tmp_path, lons):
    assert [p.code for p in refused(write_grid(tmp_path / "a.nc", some_rain(), lons=lons))] == ["grid.axis"]


def test_missing_stays_local_and_packing_is_undone(tmp_path):
    path = tmp_path / "a.nc"
    with start_file(path, days=range(3)) as file:
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [1.0], "degrees_east")
        raw = np.array([[[100]], [[-32767]], [[250]]], np.int16)
        packed = {"units": "degC", "scale_factor": 0.1, "add_offset": 5.0}
        add_variable(file, "tasmax", raw, ("time", "lat", "lon"), dtype="i2", fill=-32767, **packed)
        add_variable(file, "pr", np.array([1, 9.96921e36, 2]).reshape(3, 1, 1), ("time", "lat", "lon"), units="mm/day")
        unsigned = np.array([1, 200, 255], np.uint8).view(np.int8).reshape(3, 1, 1)
        add_variable(file, "hurs", unsigned, ("time", "lat", "lon"), dtype="i1", fill=np.int8(-1), _Unsigned="true",
                     units="%", scale_factor=0.5)  # fmt: skip
        add_variable(file, "ps", np.array([900, 1000, 1100]).reshape(3, 1, 1), ("time", "lat", "lon"), units="hPa",
                     valid_range=np.array([950, 1050], "f4"))  # fmt: skip
    piece, _ = opened(path)
    values = {name: piece.read(name, 0, np.array([0]), ALL)[0] for name in piece.variables}
    np.testing.assert_allclose(values["tasmax"], [288.15, np.nan, 303.15], rtol=1e-6)
    np.testing.assert_allclose(values["pr"], [1 / 86400, np.nan, 2 / 86400], rtol=1e-6)
    np.testing.assert_allclose(values["hurs"], [0.5, 100, np.nan], rtol=1e-6)
    np.testing.assert_allclose(values["ps"], [np.nan, 100000, np.nan], rtol=1e-6)


def test_thirty_degrees_are_thirty_degrees_after_conversion(tmp_path):
    path = tmp_path / "a.nc"
    degrees = np.round(np.arange(-40, 50, 0.1), 1).astype(np.float32)
    with start_file(path, days=range(len(degrees))) as file:
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [1.0], "degrees_east")
        add_variable(file, "tasmax", degrees.reshape(-1, 1, 1), ("time", "lat", "lon"), units="degC")
    kelvin = opened(path)[0].read("tasmax", 0, np.array([0]), ALL)[0]
    thresholds = (np.round(np.arange(-40, 50, 0.1), 1) + 273.15).astype(np.float32)
    np.testing.assert_array_equal(kelvin, thresholds)


def test_rain_in_millimetres_is_not_rounded_twice(tmp_path):
    amounts = np.round(np.arange(0, 60, 0.05), 2).astype(np.float32).reshape(-1, 1, 1)
    piece, _ = opened(write_grid(tmp_path / "a.nc", amounts, lats=(1,), lons=(1,), units="mm/day"))
    np.testing.assert_array_equal(piece.read("pr", 0, np.array([0]), ALL, unit="mm/day")[0], amounts.ravel())


def test_members_along_one_and_two_dimensions(tmp_path):
    path = tmp_path / "a.nc"
    values = np.arange(2 * 3 * 4, dtype="f4").reshape(2, 3, 4, 1, 1)
    with start_file(path, days=range(4)) as file:
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [1.0], "degrees_east")
        for name, words in (("scenario", ("dry", "wet")), ("simulation", ("A", "B", "C"))):
            file.createDimension(name, len(words))
            said = file.createVariable(name, str, (name,))
            for place, word in enumerate(words):
                said[place] = word
        add_variable(file, "pr", values, ("scenario", "simulation", "time", "lat", "lon"), units="mm/day")
    piece, _ = opened(path)
    said = [(member.id, member.model, member.scenario) for member in piece.members]
    assert said[:2] == [("dry-A", "A", "dry"), ("dry-B", "B", "dry")]
    assert said[5] == ("wet-C", "C", "wet")
    read = piece.read("pr", 4, np.array([0]), ALL, unit="mm/day")
    np.testing.assert_array_equal(read, values[1, 1, :, :, 0].T)


def test_a_stray_dimension_of_one_is_passed_and_of_two_refused(tmp_path):
    path = tmp_path / "a.nc"
    with start_file(path, days=range(3)) as file:
        add_axis(file, "lat", [1.0, 2.0], "degrees_north")
        add_axis(file, "lon", [1.0], "degrees_east")
        add_axis(file, "height", [2.0], "m")
        add_axis(file, "plev", [85000.0, 50000.0], "Pa")
        add_variable(file, "tasmax", np.full((3, 1, 2, 1), 300), ("time", "height", "lat", "lon"), units="K")
        add_variable(file, "tasmin", np.full((3, 2, 2, 1), 290), ("time", "plev", "lat", "lon"), units="K")
        add_variable(file, "pr", np.zeros((3, 2)), ("time", "lat"), units="mm/day")
    piece, _ = opened(path, "tasmax")
    assert piece.variables == ("tasmax",)
    assert (piece.read("tasmax", 0, np.array([0, 1]), ALL) == 300).all()
    problems = refused(path, "tasmin", "pr")
    assert [p.code for p in problems] == ["variable.level", "variable.dimension"]
    assert problems[0].got == "plev 85000, 50000 Pa"
    assert "column" in problems[1].what


@pytest.mark.parametrize(
    ("name", "attributes", "code"),
    [
        ("pr", {"units": "K"}, "unit.dimension"),
        ("pr", {}, "unit.missing"),
        ("pr", {"units": "mm", "long_name": "accumulated total precipitation"}, "unit.accumulated"),
        ("pr", {"units": "K", "standard_name": "air_temperature"}, "variable.doubt"),
        ("pr", {"units": "mm/day", "standard_name": "relative_humidity"}, "variable.doubt"),
    ],
)
def test_a_variable_in_doubt_is_refused(tmp_path, name, attributes, code):
    path = tmp_path / "a.nc"
    with start_file(path, days=range(3)) as file:
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [1.0], "degrees_east")
        add_variable(file, name, np.zeros((3, 1, 1)), ("time", "lat", "lon"), **attributes)
    problems = refused(path, "pr")
    assert [problem.code for problem in problems] == [code]
    assert problems[0].next_step


def test_two_claims_to_one_name(tmp_path):
    path = tmp_path / "a.nc"
    with start_file(path, days=range(3)) as file:
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [1.0], "degrees_east")
        for name in ("rain", "rainfall"):
            add_variable(file, name, np.zeros((3, 1, 1)), ("time", "lat", "lon"), units="mm/day")
    assert [(p.code, p.got) for p in refused(path, "pr")] == [("variable.twice", "rain, rainfall")]


@pytest.mark.parametrize(
    ("days", "time", "codes"),
    [
        ([0, 1, 3, 2, 4, 5], {}, ["time.unsorted"]),
        ([0, 1, 2, 2, 3, 4], {}, ["time.duplicate"]),
        ([0, 31, 59, 90, 120, 151], {}, ["time.monthly"]),
        ([0, 5, 10, 15, 20, 25], {}, ["time.step"]),
        ([0, 6, 6, 18, 12, 30], {"units": "hours since 2001-01-01"}, ["time.unsorted", "time.duplicate"]),
        ([0, 1, 2, 3, 4, 5], {"units": "months since 2001-01-01"}, ["time.monthly"]),
        ([0, 1, 2, 3, 4, 5], {"units": "fortnights since 2001-01-01"}, ["time.units"]),
        ([0, 1, 2, 3, 4, 5], {"units": "days since Easter"}, ["time.units"]),
        ([0, 1, 2, 3, 4, 5], {"calendar": "mayan"}, ["time.calendar"]),
        ([0, 1, np.nan, 3, 4, 5], {}, ["time.missing"]),
    ],
)
def test_times_that_are_no_daily_axis(tmp_path, days, time, codes):
    problems = refused(write_grid(tmp_path / "a.nc", some_rain(), days=days, time=time))
    assert [problem.code for problem in problems] == codes


def test_the_days_at_fault_are_named(tmp_path):
    (problem,) = refused(write_grid(tmp_path / "a.nc", some_rain(), days=[0, 1, 2, 2, 3, 4]))
    assert problem.got == "2001-01-03"


def test_short_gaps_become_missing_days_and_long_ones_stay(tmp_path):
    path = write_grid(tmp_path / "a.nc", some_rain(), days=[0, 1, 4, 5, 400, 401])
    piece, notes = opened(path)
    assert [piece.dates.iso(i) for i in range(len(piece.dates))] == [
        "2001-01-01", "2001-01-02", "2001-01-03", "2001-01-04", "2001-01-05", "2001-01-06", "2002-02-05", "2002-02-06",
    ]  # fmt: skip
    assert piece.dates.gaps() == [("2001-01-06", "2002-02-05")]
    read = piece.read("pr", 0, np.arange(6), ALL)
    rain = some_rain().reshape(6, 6).T
    np.testing.assert_array_equal(read[:, [0, 1, 4, 5, 6, 7]], rain)
    assert np.isnan(read[:, 2:4]).all()
    np.testing.assert_array_equal(piece.read("pr", 0, np.array([3]), slice(1, 5)), read[3:4, 1:5])
    assert "2 day(s) that the file leaves out are counted as missing: 2001-01-03, 2001-01-04" in notes


def test_a_code_that_nobody_declared_is_refused_with_place_and_day(tmp_path):
    rain = some_rain() * 86400
    rain[3, 1, 2] = -999
    path = write_grid(tmp_path / "a.nc", rain, units="mm/day")
    piece, _ = opened(path)
    piece.read("pr", 0, np.arange(5), ALL)
    with pytest.raises(Refused) as refusal:
        piece.read("pr", 0, np.arange(6), ALL)
    (problem,) = refusal.value.problems
    assert "2 N, 12 E" in problem.where
    assert "2001-01-04" in problem.got
    assert "Declare -999 as missing" in problem.next_step


def test_degrees_called_kelvin_are_refused(tmp_path):
    path = write_grid(tmp_path / "a.nc", some_rain() * 1e6 + 10, standard_name="air_temperature", units="K",
                      cell_methods="time: maximum")  # fmt: skip
    # The name says rain, the standard name temperature.
    assert [p.code for p in refused(path, "pr")] == ["variable.doubt"]
    other = tmp_path / "b.nc"
    with start_file(other, days=range(3)) as file:
        add_axis(file, "lat", [1.0], "degrees_north")
        add_axis(file, "lon", [1.0], "degrees_east")
        add_variable(file, "tasmax", np.full((3, 1, 1), 25), ("time", "lat", "lon"), units="K")
    with pytest.raises(Refused, match="Check the unit"):
        opened(other)[0].read("tasmax", 0, np.array([0]), ALL)


def test_rain_a_rounding_error_below_zero_is_zero(tmp_path):
    rain = some_rain()
    rain[0] = -1e-12
    piece, _ = opened(write_grid(tmp_path / "a.nc", rain))
    assert (piece.read("pr", 0, np.arange(6), ALL)[:, 0] == 0).all()


def test_a_file_cut_short_or_of_another_kind(tmp_path):
    whole = write_grid(tmp_path / "a.nc", some_rain(400))
    (tmp_path / "short.nc").write_bytes(whole.read_bytes()[:3000])
    (tmp_path / "words.nc").write_text("not a NetCDF file")
    (tmp_path / "void.nc").write_bytes(b"")
    for name in ("short.nc", "words.nc", "void.nc"):
        assert [problem.code for problem in refused(tmp_path / name)] == ["file.damaged"], name


def test_a_changed_file_is_read_anew(tmp_path):
    path = write_grid(tmp_path / "a.nc", some_rain())
    first = opened(path)[0].read("pr", 0, np.array([0]), ALL)
    old, _ = opened(path)
    path.unlink()
    write_grid(path, np.concatenate([some_rain(), some_rain()]) * 2)
    with pytest.raises(Refused, match="changed after it was opened"):
        old.read("pr", 0, np.array([0]), ALL)
    np.testing.assert_allclose(opened(path)[0].read("pr", 0, np.array([0]), slice(0, 6)), first * 2)


def test_sites_named_by_letters_and_in_any_order_of_dimensions(tmp_path):
    path = tmp_path / "a.nc"
    values = np.arange(8, dtype="f4").reshape(2, 4)
    with start_file(path, days=range(4)) as file:
        file.createDimension("station", 2)
        file.createDimension("letters", 12)
        names = file.createVariable("station_name", "S1", ("station", "letters"))
        names[:] = np.array(["Birni N'Konni"[:12], "Amos"], "S12").view("S1").reshape(2, 12)
        names.cf_role = "timeseries_id"
        add_axis(file, "lat", [13.8, 48.6], "degrees_north", ("station",))
        add_axis(file, "lon", [5.2, 281.9], "degrees_east", ("station",))
        add_variable(file, "pr", values, ("station", "time"), units="mm/day")
    piece, _ = opened(path)
    assert piece.cells.names == ("Birni N'Konn", "Amos")
    np.testing.assert_allclose(piece.cells.lon, [5.2, -78.1])
    np.testing.assert_array_equal(piece.read("pr", 0, np.array([1]), ALL, unit="mm/day")[0], [4, 5, 6, 7])


def test_many_threads_read_the_same_as_one(tmp_path):
    rain = np.random.default_rng(1).gamma(0.5, 1e-5, (400, 12, 12)).astype(np.float32)
    path = write_grid(tmp_path / "a.nc", rain, lats=range(12), lons=range(12))
    piece, _ = opened(path)
    blocks = [np.arange(n, n + 12) for n in range(0, 144, 12)] * 4
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda cells: piece.read("pr", 0, cells, ALL), blocks))
    for cells, values in zip(blocks, read, strict=True):
        np.testing.assert_array_equal(values, rain.reshape(400, 144).T[cells])


def test_a_piece_travels_to_another_process(tmp_path):
    piece, _ = opened(write_grid(tmp_path / "a.nc", some_rain()))
    other = pickle.loads(pickle.dumps(piece))  # noqa: S301 - our own object, not a file's
    np.testing.assert_array_equal(other.read("pr", 0, np.arange(6), ALL), piece.read("pr", 0, np.arange(6), ALL))


def test_a_midnight_that_ends_a_day_belongs_to_it_when_bounds_say_so(tmp_path):
    path = write_grid(tmp_path / "a.nc", some_rain(), days=np.arange(1, 7))
    assert opened(path)[0].dates.iso(0) == "2001-01-02"
    with netCDF4.Dataset(path, "a") as file:
        file.createDimension("two", 2)
        add_axis(file, "time_bnds", np.arange(6)[:, None] + [0, 1], "", ("time", "two"))
        file["time"].bounds = "time_bnds"
    piece, notes = opened(path)
    assert (piece.dates.iso(0), piece.dates.iso(-1)) == ("2001-01-01", "2001-01-06")
    assert any("2001-01-02 means 2001-01-01" in note for note in notes)


def test_edges_come_from_bounds_where_they_meet(tmp_path):
    path = tmp_path / "a.nc"
    with start_file(path, days=range(2)) as file:
        add_axis(file, "lat", [3.0, 1.0], "degrees_north")
        add_axis(file, "lon", [350.0, 351.0], "degrees_east")
        file.createDimension("two", 2)
        add_axis(file, "lat_bnds", [[2.5, 3.5], [0.0, 2.5]], "", ("lat", "two"))
        file["lat"].bounds = "lat_bnds"
        add_variable(file, "pr", np.zeros((2, 2, 2)), ("time", "lat", "lon"), **RAIN)
    rows, columns = open_file(path).piece.cells.edges
    np.testing.assert_allclose(rows, [0, 2.5, 3.5])
    np.testing.assert_allclose(columns, [-10.5, -9.5, -8.5])


@settings(max_examples=60, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=80))
def test_boxes_hold_each_place_once_and_at_most_twice_what_is_asked(places):
    row, column = (np.array(axis) for axis in zip(*sorted(places), strict=True))
    found = boxes(row, column)
    assert sorted(np.concatenate(found).tolist()) == list(range(len(row)))
    for some in found:
        size = (np.ptp(row[some]) + 1) * (np.ptp(column[some]) + 1)
        assert size <= 2 * len(some)


def test_a_region_on_both_sides_of_the_seam_is_two_boxes():
    row, column = (axis.ravel() for axis in np.meshgrid(np.arange(5), [0, 1, 358, 359], indexing="ij"))
    assert len(boxes(row, column)) == 2
