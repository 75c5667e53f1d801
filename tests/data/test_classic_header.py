"""Classic NetCDF files cut short: the library would read zeros, so they are refused by their size."""

import netCDF4
import numpy as np
import pytest

from climserv.data.files.classic_header import classic_header, cut_short
from climserv.data.opening import open_file
from climserv.vocabulary.problems import Refused

KINDS = ("NETCDF3_CLASSIC", "NETCDF3_64BIT_OFFSET", "NETCDF3_64BIT_DATA")


def write(path, kind, *, growing, names=("pr", "flag")):
    with netCDF4.Dataset(path, "w", format=kind) as file:
        file.title = "odd lengths"
        file.createDimension("time", None if growing else 100)
        file.createDimension("site", 7)
        time = file.createVariable("time", "f8", ("time",))
        time.units = "days since 2000-01-01"
        time[:] = np.arange(100)
        for name in names:
            file.createVariable(name, "i2", ("time", "site"))[:] = 1
    return path


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("growing", [True, False])
@pytest.mark.parametrize("names", [("pr",), ("pr", "flag")])
def test_a_whole_file_is_as_long_as_its_header_says(tmp_path, kind, growing, names):
    path = write(tmp_path / "a.nc", kind, growing=growing, names=names)
    # The library may round the end up to four bytes.
    assert 0 <= path.stat().st_size - classic_header(path).expected_size() < 4
    assert cut_short(path) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("growing", [True, False])
@pytest.mark.parametrize("kept", [6, 70, 0.5, -4])
def test_a_cut_file_is_refused(tmp_path, kind, growing, kept):
    path = write(tmp_path / "a.nc", kind, growing=growing)
    raw = path.read_bytes()
    path.write_bytes(raw[: kept if isinstance(kept, int) else int(len(raw) * kept)])
    with pytest.raises(Refused) as refusal:
        open_file(path)
    (problem,) = refusal.value.problems
    assert problem.code == "file.damaged"
    assert "cut short" in problem.next_step


def test_other_kinds_have_no_such_size(tmp_path):
    assert classic_header(write(tmp_path / "a.nc", "NETCDF4", growing=True)) is None
