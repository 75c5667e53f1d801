"""Numbers that lie in a file as they are: read at their own places, at most twice what is asked, counted."""

import netCDF4
import numpy as np
import pytest
import zarr
from hypothesis import given
from hypothesis import strategies as st

from climserv.data.files import netcdf_header, runs
from climserv.data.files.classic_header import classic_runs
from climserv.data.files.netcdf_header import NetCDFReader
from climserv.data.opening import open_file
from climserv.data.places.areas import select_cells
from climserv.vocabulary.problems import Refused

from .making import add_axis, add_variable, start_file

DAYS, LATS, LONS = 400, 30, 72
RAIN = {"units": "mm/day"}
KINDS = {
    "classic": {"kind": "NETCDF3_CLASSIC"},
    "64-bit offset": {"kind": "NETCDF3_64BIT_OFFSET"},
    "64-bit data": {"kind": "NETCDF3_64BIT_DATA"},
    "HDF5": {"kind": "NETCDF4"},
}


def write(path, *, kind="NETCDF4", growing=False, many=False, dtype="f4", days=DAYS):
    """Noise over the seam of a 0..360 grid; `growing` along time with another variable between its records."""
    values = np.random.default_rng(3).integers(0, 90, (days, LATS, LONS)).astype(dtype)
    with start_file(path, days=np.arange(days), kind=kind) as file:
        if growing:
            file.renameDimension("time", "t")
            file.createDimension("growing", None)
        along = "growing" if growing else "time"
        add_axis(file, "lat", np.arange(LATS) / 2 + 5, "degrees_north")
        add_axis(file, "lon", np.arange(LONS) * 5.0, "degrees_east")
        for number in range(20 if many else 0):
            add_variable(file, f"other_{number}", np.zeros(LATS), ("lat",))
        if growing:
            add_variable(file, "flag", np.zeros((days, 3), "i1"), (along, _short(file)), dtype="i1")
        add_variable(file, "pr", values, (along, "lat", "lon"), dtype=dtype, **RAIN)
    return path, values


def _short(file) -> str:
    file.createDimension("short", 3)
    return "short"


@pytest.fixture
def read_bytes(monkeypatch):
    """How many bytes each read took."""
    sizes, read = [], runs._read_into

    def counting(file, place, into):
        sizes.append(len(into))
        read(file, place, into)

    monkeypatch.setattr(runs, "_read_into", counting)
    return sizes


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("area", ["10,6,40,9", "-20,6,20,9", "12,7,13,7.4"])
def test_a_district_costs_less_than_twice_its_bytes(tmp_path, read_bytes, kind, area):
    path, values = write(tmp_path / "a.nc", **KINDS[kind])
    piece = open_file(path).piece
    cells = select_cells(piece.cells, area, None).index
    found = piece.read("pr", 0, cells, slice(30, 330), unit="mm/day")
    lon = np.rint(piece.cells.lon[cells] % 360 / 5).astype(int)
    np.testing.assert_array_equal(found, values[30:330, cells // LONS, lon].T)
    assert found.nbytes <= sum(read_bytes) <= 2 * found.nbytes


def test_a_slanting_district_costs_less_than_twice_its_bytes(tmp_path, read_bytes):
    piece = open_file(write(tmp_path / "a.nc")[0]).piece
    ragged = np.concatenate([row * LONS + np.arange(row, row + 5 + row % 3) for row in range(LATS)])
    found = piece.read("pr", 0, ragged, slice(None))
    assert found.nbytes <= sum(read_bytes) <= 2 * found.nbytes


def test_all_of_it_is_one_read(tmp_path, read_bytes):
    path, values = write(tmp_path / "a.nc")
    (found,) = NetCDFReader(path).read("pr", [(slice(0, DAYS), slice(0, LATS), slice(0, LONS))])
    np.testing.assert_array_equal(found, values)
    assert read_bytes == [values.nbytes]


@pytest.mark.parametrize("kind", ["NETCDF3_CLASSIC", "NETCDF3_64BIT_OFFSET", "NETCDF3_64BIT_DATA"])
@pytest.mark.parametrize("dtype", ["i1", "i2", "i4", "f4", "f8"])
def test_records_stand_between_those_of_other_variables(tmp_path, read_bytes, kind, dtype):
    path, values = write(tmp_path / "a.nc", kind=kind, growing=True, dtype=dtype, days=20)
    index = (slice(3, 17), 4, slice(10, 30))
    (found,) = NetCDFReader(path).read("pr", [index])
    assert found.dtype == np.dtype(dtype)
    np.testing.assert_array_equal(found, values[index])
    assert sum(read_bytes) == found.nbytes


def test_a_variable_among_many_is_found_in_hdf5(tmp_path, read_bytes):
    path, values = write(tmp_path / "a.nc", many=True)
    (found,) = NetCDFReader(path).read("pr", [(slice(5, 9), slice(2, 4), 7)])
    np.testing.assert_array_equal(found, values[5:9, 2:4, 7])
    assert sum(read_bytes) == found.nbytes


@pytest.mark.parametrize(
    "options", [{"zlib": True}, {"chunksizes": (10, 5, 6)}, {"datatype": ">f4", "endian": "big"}, {"fletcher32": True}]
)
def test_whatever_else_hdf5_holds_reads_alike(tmp_path, options):
    values = np.arange(20 * 10 * 12, dtype="f4").reshape(20, 10, 12)
    with netCDF4.Dataset(tmp_path / "a.nc", "w") as file:
        for name, size in zip("tyx", values.shape, strict=True):
            file.createDimension(name, size)
        file.createVariable("pr", **{"datatype": "f4", "dimensions": tuple("tyx"), **options})[:] = values
        file.createVariable("never", "f4", tuple("tyx"))
        file.createGroup("more").createVariable("pr", "f4", tuple("tyx"))[:] = values
    reader = NetCDFReader(tmp_path / "a.nc")
    (found,) = reader.read("pr", [(slice(3, 9), slice(1, 4), 5)])
    np.testing.assert_array_equal(found, values[3:9, 1:4, 5])
    assert found.dtype.isnative
    (empty,) = reader.read("never", [(0, slice(0, 2), 0)])
    assert (empty == netCDF4.default_fillvals["f4"]).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_short_after_it_was_opened_is_refused(tmp_path, monkeypatch, kind):
    path, _ = write(tmp_path / "a.nc", **KINDS[kind])
    reader = NetCDFReader(path)
    reader.read("pr", [(0, 0, 0)])
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    # As on a file system that tells no new time of change.
    monkeypatch.setattr(netcdf_header, "file_state", lambda _: reader._state)
    with pytest.raises(Refused, match="cannot be read"):
        reader.read("pr", [(DAYS - 1, 0, 0)])


axis = st.integers(1, 7).flatmap(
    lambda size: st.tuples(st.just(size), st.integers(0, size - 1)).flatmap(
        lambda at: st.tuples(
            st.just(at[0]), st.one_of(st.just(at[1]), st.integers(at[1] + 1, at[0]).map(lambda end: slice(at[1], end)))
        )
    )
)


@given(st.lists(axis, min_size=1, max_size=4), st.sampled_from([">i2", "<f4", ">f8"]), st.integers(0, 9))
def test_any_part_is_read_and_little_more(tmp_path_factory, axes, dtype, begin):
    shape, index = tuple(size for size, _ in axes), tuple(at for _, at in axes)
    values = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
    path = tmp_path_factory.mktemp("runs") / "raw"
    path.write_bytes(bytes(begin) + values.tobytes())
    with pytest.MonkeyPatch.context() as patch:
        taken, read = [], runs._read_into
        patch.setattr(runs, "_read_into", lambda f, p, into: taken.append(len(into)) or read(f, p, into))
        (found,) = runs.read_runs(path, runs.Runs.packed(begin, shape, np.dtype(dtype)), [index])
    np.testing.assert_array_equal(found, values[index])
    assert sum(taken) <= runs.MOST_READ * found.nbytes


def test_a_damaged_header_is_left_to_the_library(tmp_path):
    path, _ = write(tmp_path / "a.nc", kind="NETCDF3_CLASSIC")
    assert classic_runs(path, "pr").shape == (DAYS, LATS, LONS)
    assert classic_runs(path, "absent") is None
    path.write_bytes(path.read_bytes()[:60])
    assert classic_runs(path, "pr") is None


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("chunks", [(50, 10, 9), (1, LATS, LONS)])
def test_each_chunk_of_a_zarr_store_is_read_once(tmp_path, monkeypatch, version, chunks):
    values = np.random.default_rng(3).integers(0, 90, (100, LATS, LONS)).astype("f4")
    group = zarr.open_group(tmp_path / "a.zarr", mode="w", zarr_format=version)
    axes = {"time": np.arange(100), "lat": np.arange(LATS) / 2 + 5, "lon": np.arange(LONS) * 5.0}
    units = {"time": "days since 2001-01-01", "lat": "degrees_north", "lon": "degrees_east"}
    for name, array in [*axes.items(), ("pr", values)]:
        named = tuple(axes) if name == "pr" else (name,)
        held = group.create_array(
            name, data=array, chunks=chunks if name == "pr" else "auto", fill_value=-1,
            **({"dimension_names": named} if version == 3 else {}),
        )  # fmt: skip
        held.attrs.update({"units": units.get(name, "mm/day"), "_ARRAY_DIMENSIONS": list(named)})
    piece = open_file(tmp_path / "a.zarr").piece
    asked, get = [], zarr.storage.LocalStore.get

    def counting(self, key, *more, **how):
        asked.append(key)
        return get(self, key, *more, **how)

    monkeypatch.setattr(zarr.storage.LocalStore, "get", counting)
    cells = select_cells(piece.cells, "-32,6,32,9", None).index
    found = piece.read("pr", 0, cells, slice(20, 70), unit="mm/day")
    column = np.rint(piece.cells.lon[cells] % 360 / 5).astype(int)
    np.testing.assert_array_equal(found, values[20:70, cells // LONS, column].T)
    read = [key for key in asked if key[-1].isdigit()]
    touched = {
        (day // chunks[0], row // chunks[1], col // chunks[2])
        for day in range(20, 70)
        for row, col in zip((cells // LONS).tolist(), column.tolist(), strict=True)
    }
    assert len(read) == len(set(read)) == len(touched)
