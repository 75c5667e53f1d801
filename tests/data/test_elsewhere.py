"""HDF5 files that name other files as the place of their data are found before the library follows them."""

import base64
import zlib

import netCDF4
import pytest

from climserv.config import Settings
from climserv.data.files.elsewhere import leads_elsewhere
from climserv.uploads import check_upload

from .hdf5_elsewhere import FILES
from .making import some_rain, write_grid


@pytest.fixture(params=FILES)
def leading(request, tmp_path):
    path = tmp_path / f"{request.param}.nc"
    path.write_bytes(zlib.decompress(base64.b85decode(FILES[request.param])))
    return path


def test_the_library_takes_what_is_kept_elsewhere_for_a_variable(leading, tmp_path, monkeypatch):
    """Without this, the tests below would show nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.bin").write_bytes(bytes(range(40, 56)))
    with netCDF4.Dataset(tmp_path / "other.nc", "w") as other:
        other.createDimension("n", 4)
        other.createVariable("pr", "i1", ("n",))[:] = range(40, 44)
    with netCDF4.Dataset(leading) as file:
        assert "pr" in file.variables


def test_a_file_that_leads_elsewhere_is_told(leading):
    (problem,) = leads_elsewhere(leading)
    assert problem.code == "upload.elsewhere"


def test_a_file_whose_signature_stands_further_behind_is_told_too(leading):
    leading.write_bytes(b"\x89HDF".ljust(512, b"\0") + leading.read_bytes())
    assert [problem.code for problem in leads_elsewhere(leading)] == ["upload.elsewhere"]


def test_an_upload_that_leads_elsewhere_is_never_opened(leading, tmp_path, monkeypatch):
    def opened(*_args, **_more):
        raise AssertionError("the library was asked to open it")

    monkeypatch.setattr(netCDF4, "Dataset", opened)
    token = "0" * 32
    folder = Settings(instance=tmp_path).quarantine_folder / token
    folder.mkdir(parents=True)
    leading.rename(folder / "rain.nc")
    found = check_upload(token, Settings(instance=tmp_path), lambda *_: True)
    assert [one["code"] for one in found["findings"]] == ["upload.elsewhere"]
    assert found["facts"] is None


def test_real_files_and_ours_keep_their_data_themselves(shared_data, tmp_path):
    assert leads_elsewhere(write_grid(tmp_path / "rain.nc", some_rain())) == []
    for path in sorted(shared_data.rglob("*.nc")):
        assert leads_elsewhere(path) == [], path.name
