"""Zarr stores: the same numbers as from NetCDF, few chunks read, and nothing run that a store asks for."""

import json
import pickle

import netCDF4
import numpy as np
import pytest
import xarray as xr

from climserv.data.files.file_kinds import open_file
from climserv.data.opening import open_source
from climserv.vocabulary.problems import Refused

from .making import some_rain, write_grid

EVERYWHERE = (np.arange(6), slice(None))


def store(tmp_path, version, *, rain=None, name="rain.zarr", **encoding):
    """A grid written as NetCDF by us and as Zarr by xarray."""
    values = some_rain(40) if rain is None else rain
    source = write_grid(tmp_path / f"{name}.nc", values, lats=(2.0, 1.0), lons=(350.0, 0.0, 10.0))
    path = tmp_path / name
    with xr.open_dataset(source, decode_times=False) as data:
        data.pr.encoding = {"chunks": (10, 1, 3)} | encoding
        data.to_zarr(path, zarr_format=version, consolidated=version == 2)
    return path, source


def codes(path):
    with pytest.raises(Refused) as refusal:
        open_file(path)
    return [problem.code for problem in refusal.value.problems]


@pytest.mark.parametrize("version", [2, 3])
def test_a_store_reads_as_the_file_it_was_made_from(tmp_path, version):
    rain = some_rain(40)
    rain[3, 1, 2] = np.nan
    path, source = store(tmp_path, version, rain=rain)
    (piece,), (like,) = (open_source(p, catalogue={}, made_folder=tmp_path).pieces for p in (path, source))
    assert (piece.dates.calendar, piece.cells.lons.tolist()) == ("noleap", [-10, 0, 10])
    np.testing.assert_array_equal(piece.read("pr", 0, *EVERYWHERE), like.read("pr", 0, *EVERYWHERE))
    assert np.isnan(piece.read("pr", 0, *EVERYWHERE)).sum() == 1
    assert piece.chunk("pr") == (1, 3)


@pytest.mark.parametrize("version", [2, 3])
def test_packed_numbers_are_unpacked(tmp_path, version):
    packing = {"dtype": "i2", "scale_factor": 1e-6, "add_offset": 0.01, "_FillValue": -9}
    rain = some_rain(40)
    rain[0] = np.nan
    path, _ = store(tmp_path, version, rain=rain, **packing)
    read = open_file(path).piece.read("pr", 0, *EVERYWHERE)
    assert np.isnan(read[:, 0]).all()
    np.testing.assert_allclose(read[3, 1:], rain[1:, 0, 0], atol=6e-7)


def test_chunks_that_are_not_there_are_told(tmp_path):
    rain = some_rain(40)
    path, _ = store(tmp_path, 3, rain=rain)
    (path / "pr" / "c" / "0" / "0" / "0").unlink()
    notes = dict(open_file(path).notes)
    assert "1 of 8 chunks are not in the store" in notes["pr"]


def test_only_the_chunks_that_are_needed_are_read(tmp_path):
    path, _ = store(tmp_path, 3)
    piece = open_file(path).piece
    # Every chunk but the one that is asked for is spoilt; a folder stays as it was, so nothing else is noticed.
    for chunk in (path / "pr" / "c").rglob("0"):
        if chunk.is_file() and chunk.relative_to(path / "pr" / "c").as_posix() != "1/0/0":
            with chunk.open("r+b") as file:
                file.write(b"\xff" * 8)
    assert np.isfinite(piece.read("pr", 0, np.array([3, 4]), slice(10, 20))).all()
    with pytest.raises(Refused, match="cannot be read"):
        piece.read("pr", 0, np.array([3, 4]), slice(9, 20))


def test_sites_with_names_of_any_length(tmp_path):
    data = xr.Dataset(
        {"pr": (("station", "time"), np.ones((2, 3)), {"units": "mm/day", "standard_name": "precipitation_flux"})},
        {
            "station": ("station", np.array(["Birni N'Konni", "Maradi"], object)),
            "lat": ("station", [13.8, 13.5], {"units": "degrees_north"}),
            "lon": ("station", [5.3, 7.1], {"units": "degrees_east"}),
            "time": ("time", [0, 1, 2], {"units": "days since 2001-01-01", "calendar": "standard"}),
        },
    )
    data.to_zarr(tmp_path / "gauges.zarr", zarr_format=2, consolidated=False)
    assert open_file(tmp_path / "gauges.zarr").piece.cells.names == ("Birni N'Konni", "Maradi")


class Trap:
    """What would run if anybody unpickled it."""

    def __reduce__(self):
        return (exec, ("raise SystemExit('unpickled')",))


@pytest.mark.parametrize("codec", [{"id": "pickle"}, {"id": "json2"}, {"id": "made_up"}])
def test_codecs_that_are_not_known_are_not_run(tmp_path, codec):
    path, _ = store(tmp_path, 2)
    told = json.loads((path / "pr" / ".zarray").read_text())
    told |= {"dtype": "|O", "filters": [codec], "compressor": None, "fill_value": None}
    (path / "pr" / ".zarray").write_text(json.dumps(told))
    (path / "pr" / "0.0.0").write_bytes(pickle.dumps(Trap()))
    assert codes(path) == ["file.codec"]


def test_a_codec_within_a_shard_is_looked_at(tmp_path):
    path, _ = store(tmp_path, 3)
    told = json.loads((path / "pr" / "zarr.json").read_text())
    told["codecs"] = [{"name": "sharding_indexed", "configuration": {"codecs": [{"name": "numcodecs.pickle"}]}}]
    (path / "pr" / "zarr.json").write_text(json.dumps(told))
    assert codes(path) == ["file.codec"]


def test_a_chunk_too_large_to_unpack_is_refused(tmp_path):
    path, _ = store(tmp_path, 2)
    told = json.loads((path / "pr" / ".zarray").read_text())
    (path / "pr" / ".zarray").write_text(json.dumps(told | {"chunks": [100_000, 1000, 1000]}))
    assert codes(path) == ["file.large"]


@pytest.mark.parametrize(
    ("part", "text"),
    [("pr/.zarray", "{"), ("pr/.zarray", "[]"), ("pr/.zarray", '{"zarr_format": 2}'), ("pr/.zattrs", "\xff")],
)
def test_damaged_descriptions_are_refused(tmp_path, part, text):
    path, _ = store(tmp_path, 2)
    (path / part).write_text(text, encoding="latin-1")
    assert codes(path) == ["file.damaged"]


def test_what_is_no_group_of_arrays_is_refused(tmp_path):
    path, _ = store(tmp_path, 3)
    assert codes(path / "pr") == ["file.kind"]
    (tmp_path / "outer.zarr").mkdir()
    (tmp_path / "outer.zarr" / "zarr.json").write_text('{"zarr_format": 3, "node_type": "group"}')
    path.rename(tmp_path / "outer.zarr" / "daily")
    with pytest.raises(Refused, match=r"outer.zarr/daily"):
        open_file(tmp_path / "outer.zarr")


def test_a_store_that_changed_since_is_refused(tmp_path):
    path, _ = store(tmp_path, 3)
    source = open_source(path, catalogue={}, made_folder=tmp_path)
    (path / "pr" / "c" / "1" / "0" / "0").unlink()
    with pytest.raises(Refused, match="changed after it was opened"):
        source.pieces[0].read("pr", 0, *EVERYWHERE)
    with pytest.raises(Refused, match="changed after it was opened"):
        _ = source.files[0].sha256


def test_classic_files_open_as_hdf5_does(tmp_path):
    source = write_grid(tmp_path / "a.nc", some_rain(5))
    read = open_file(source).piece.read("pr", 0, *EVERYWHERE)
    for kind in ("NETCDF3_CLASSIC", "NETCDF3_64BIT_OFFSET", "NETCDF3_64BIT_DATA", "NETCDF4_CLASSIC"):
        path = tmp_path / f"{kind}.nc"
        with netCDF4.Dataset(source) as old, netCDF4.Dataset(path, "w", format=kind) as new:
            for name, dimension in old.dimensions.items():
                new.createDimension(name, None if name == "time" else len(dimension))
            for name, variable in old.variables.items():
                made = new.createVariable(name, variable.dtype, variable.dimensions)
                made.setncatts({a: variable.getncattr(a) for a in variable.ncattrs()})
                made[...] = variable[...]
        np.testing.assert_array_equal(open_file(path).piece.read("pr", 0, *EVERYWHERE), read)
