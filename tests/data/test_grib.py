"""GRIB through cfgrib: fields become cells and days; without cfgrib the way to it is said."""

import sys
import tracemalloc

import numpy as np
import pytest

from climserv.data.files.file_kinds import open_file
from climserv.data.files.grib_header import GribReader
from climserv.vocabulary.problems import Refused

eccodes = pytest.importorskip("eccodes")


def write(path, *, days=5, parameters=("2t",), size=(2, 3), missing=False):
    """Fields of `parameters`, one a day, latitudes falling as ECMWF has them; every value another."""
    with path.open("wb") as file:
        for number, name in enumerate(parameters):
            for day in range(days):
                values = 280 + np.arange(size[0] * size[1]) + 10 * day + 0.5 * number
                _write_field(file, name, 20010101 + day, size, values, missing)
    return path


def _write_field(file, name, date, size, values, missing):
    handle = eccodes.codes_grib_new_from_samples("regular_ll_sfc_grib2")
    keys = {
        "Nj": size[0], "Ni": size[1], "latitudeOfFirstGridPointInDegrees": size[0],
        "latitudeOfLastGridPointInDegrees": 1, "longitudeOfFirstGridPointInDegrees": 10,
        "longitudeOfLastGridPointInDegrees": 9 + size[1], "iDirectionIncrementInDegrees": 1,
        "jDirectionIncrementInDegrees": 1, "dataDate": date, "dataTime": 0, "shortName": name,
    }  # fmt: skip
    for key, value in keys.items():
        eccodes.codes_set(handle, key, value)
    if missing:
        eccodes.codes_set(handle, "bitmapPresent", 1)
        values = np.where(np.arange(values.size) == 0, 9999.0, values)
        eccodes.codes_set(handle, "missingValue", 9999.0)
    eccodes.codes_set_values(handle, values)
    eccodes.codes_write(handle, file)
    eccodes.codes_release(handle)


def test_fields_become_cells_and_days(tmp_path):
    opened = open_file(write(tmp_path / "era.grib"))
    piece = opened.piece
    assert (piece.cells.shape, piece.cells.lats.tolist()) == ((2, 3), [1, 2])
    assert (piece.dates.iso(0), piece.dates.iso(4), piece.dates.calendar) == ("2001-01-01", "2001-01-05", "standard")
    # The first row of the file is the northern one: cells 3..5 here.
    np.testing.assert_allclose(piece.read("tas", 0, np.array([3, 1]), slice(0, 2)), [[280, 290], [284, 294]], atol=1e-3)
    assert piece.chunk("tas") == (2, 3)


def test_missing_points_are_missing(tmp_path):
    piece = open_file(write(tmp_path / "sea.grib2", missing=True)).piece
    assert np.isnan(piece.read("tas", 0, np.array([3]), slice(None))).all()
    assert np.isfinite(piece.read("tas", 0, np.array([4]), slice(None))).all()


def test_parameters_on_other_levels_stand_together(tmp_path):
    opened = open_file(write(tmp_path / "both.grib", parameters=("2t", "sp")))
    assert {"tas", "ps"} <= set(opened.piece.units)


def test_no_pickle_is_left_or_read(tmp_path):
    path = write(tmp_path / "era.grib")
    open_file(path)
    assert list(tmp_path.iterdir()) == [path]


def test_each_field_is_unpacked_once_however_its_cells_lie(tmp_path, monkeypatch):
    from cfgrib import dataset

    path = write(tmp_path / "era.grib", days=9, size=(4, 5))
    piece = open_file(path).piece
    whole = piece.values("tas", 0, np.arange(20), np.arange(9))
    unpacked, unpack = [], dataset.get_values_in_order
    monkeypatch.setattr(dataset, "get_values_in_order", lambda m, s: unpacked.append(m["dataDate"]) or unpack(m, s))
    corners = np.array([0, 4, 15, 19])
    np.testing.assert_array_equal(piece.values("tas", 0, corners, np.arange(2, 8)), whole[corners, 2:8])
    assert unpacked == [20010103 + day for day in range(6)]


def test_of_a_long_record_only_the_cells_asked_are_held(tmp_path):
    days, size = 28, (80, 150)
    piece = open_file(write(tmp_path / "era.grib", days=days, size=size)).piece
    piece.values("tas", 0, np.array([0]), np.arange(2))
    tracemalloc.start()
    piece.values("tas", 0, np.array([0, 11999]), np.arange(days))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # A field is unpacked in float64; all of them, even in float32, would be 14 such.
    assert peak < 6 * 8 * size[0] * size[1]


def test_a_file_cut_short_is_refused(tmp_path):
    path = write(tmp_path / "era.grib")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(Refused) as refusal:
        open_file(path)
    assert [problem.code for problem in refusal.value.problems] == ["file.damaged"]


def test_a_changed_file_is_refused(tmp_path):
    reader = GribReader(write(tmp_path / "era.grib"))
    write(tmp_path / "era.grib", days=6)
    with pytest.raises(Refused, match="changed after it was opened"):
        reader.read("t2m", [(slice(None), slice(None), slice(None))])


def test_without_cfgrib_the_extra_is_named(tmp_path, monkeypatch):
    path = write(tmp_path / "era.grib")
    monkeypatch.setitem(sys.modules, "cfgrib", None)
    with pytest.raises(Refused, match=r"climserv\[grib\]") as refusal:
        open_file(path)
    assert refusal.value.problems[0].code == "file.grib"
