"""Chunks of HDF5 files: what is unpacked here is what the library gives; what is odd is left to it."""

import dataclasses
import os
import tracemalloc

import netCDF4
import numpy as np
import pytest

from climserv.data.files import large_chunks
from climserv.data.files.hdf5_chunks import Chunks, hdf5_chunks, read_chunks
from climserv.data.files.netcdf_header import NetCDFReader
from climserv.vocabulary.problems import Refused

INDICES = [
    (slice(0, 23), slice(0, 7), slice(0, 9)),
    (slice(3, 4), slice(6, 7), slice(8, 9)),
    (slice(4, 22), 2, slice(1, 8)),
    (slice(4, 22), slice(2, 5), 8),
]
WAYS = {
    "deflate and shuffle": {"zlib": True, "shuffle": True},
    "deflate": {"zlib": True, "shuffle": False},
    "plain": {},
    "big-endian": {"zlib": True, "shuffle": True, "endian": "big"},
}


def write(path, kind="f4", whole=True, **way):
    """Noise (time, lat, lon) in chunks that do not divide it."""
    values = np.random.default_rng(3).normal(100, 20, (23, 7, 9)).astype(kind)
    with netCDF4.Dataset(path, "w") as file:
        for name, length in zip(("time", "lat", "lon"), values.shape, strict=True):
            file.createDimension(name, length)
        kept = np.dtype(kind).newbyteorder(">" if way.get("endian") == "big" else "=")
        rain = file.createVariable("pr", kept, ("time", "lat", "lon"), chunksizes=(5, 3, 4), **way)
        rain[: None if whole else 5] = values[: None if whole else 5]
    return path, values


def found(path):
    with netCDF4.Dataset(path) as file:
        return hdf5_chunks(path, file["pr"])


@pytest.mark.parametrize("kind", ["f4", "f8", "i2"])
@pytest.mark.parametrize("way", WAYS)
def test_chunks_hold_what_the_library_gives(tmp_path, way, kind):
    path, values = write(tmp_path / "a.nc", kind, **WAYS[way])
    for read in (read_chunks(path, found(path), INDICES), NetCDFReader(path).read("pr", INDICES)):
        for part, index in zip(read, INDICES, strict=True):
            assert part.dtype == np.dtype(kind)
            np.testing.assert_array_equal(part, values[index])


@pytest.mark.parametrize("step", [7, 100, 1 << 20])
@pytest.mark.parametrize("kind", ["f4", "f8", "i2"])
@pytest.mark.parametrize("way", WAYS)
def test_a_chunk_too_large_to_hold_is_cut_as_it_is_read(tmp_path, monkeypatch, way, kind, step):
    monkeypatch.setattr(large_chunks, "LARGE", 0)
    monkeypatch.setattr(large_chunks, "_STEP", step)
    monkeypatch.setattr(Chunks, "unpack", None)
    path, values = write(tmp_path / "a.nc", kind, **WAYS[way])
    for part, index in zip(read_chunks(path, found(path), INDICES), INDICES, strict=True):
        assert part.dtype == np.dtype(kind)
        np.testing.assert_array_equal(part, values[index])


@pytest.mark.parametrize("sides", [(1, 400, 30, 20), (6, 400, 10, 10), (30, 20, 400)])
@pytest.mark.parametrize("way", ["deflate and shuffle", "deflate", "plain"])
def test_little_is_held_of_a_large_chunk_whatever_runs_first(tmp_path, monkeypatch, way, sides):
    """A dimension of one or of members before time, or time as the last one."""
    monkeypatch.setattr(large_chunks, "LARGE", 0)
    monkeypatch.setattr(large_chunks, "_STEP", 2000)
    values, index = np.random.default_rng(3).normal(100, 20, sides).astype("f4"), tuple(slice(0, n, 1) for n in sides)
    index = (slice(0, 1), *index[1:-2], slice(3, 5), slice(7, 9))
    with netCDF4.Dataset(tmp_path / "a.nc", "w") as file:
        for number, length in enumerate(sides):
            file.createDimension(f"d{number}", length)
        file.createVariable("pr", "f4", [*file.dimensions], chunksizes=sides, **WAYS[way])[:] = values
    chunks = found(tmp_path / "a.nc")
    tracemalloc.start()
    try:
        (part,) = read_chunks(tmp_path / "a.nc", chunks, [index])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    np.testing.assert_array_equal(part, values[index])
    # Of a chunk of 960 kB.
    assert most < 150_000


@pytest.mark.parametrize("way", ["deflate and shuffle", "plain"])
def test_a_damaged_large_chunk_is_told(tmp_path, monkeypatch, way):
    monkeypatch.setattr(large_chunks, "LARGE", 0)
    path, _ = write(tmp_path / "a.nc", **WAYS[way])
    reader, chunks = NetCDFReader(path), found(path)
    for what in ("shorter", "other bytes") if way != "plain" else ("shorter",):
        damaged = {at: (place, size - 5) if what == "shorter" else (place + 1, size)
                   for at, (place, size) in chunks.places.items()}  # fmt: skip
        reader._runs["pr"] = dataclasses.replace(chunks, places=damaged)
        with pytest.raises(Refused, match="a block of pr cannot be read"):
            list(reader.read("pr", INDICES))


@pytest.mark.parametrize("way", [{"zlib": True, "fletcher32": True}, {"compression": "zstd"}, {"whole": False}])
def test_what_is_odd_is_left_to_the_library(tmp_path, way):
    path, values = write(tmp_path / "a.nc", **way)
    assert found(path) is None
    (part,) = NetCDFReader(path).read("pr", [(slice(0, 5), slice(0, 7), slice(0, 9))])
    np.testing.assert_array_equal(part, values[:5])


def test_a_damaged_chunk_is_refused(tmp_path):
    path, _ = write(tmp_path / "a.nc", zlib=True)
    reader = NetCDFReader(path)
    first = min(place for place, _ in found(path).places.values())
    list(reader.read("pr", INDICES))
    state = path.stat()
    with path.open("r+b") as file:
        file.seek(first)
        file.write(b"\xff" * 40)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    with pytest.raises(Refused, match="cannot be read"):
        list(reader.read("pr", INDICES))
