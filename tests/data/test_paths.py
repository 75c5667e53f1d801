"""Paths: patterns, folders and lists; and the folders that nothing leads out of."""

import os

import pytest

from climserv.config import read_settings
from climserv.data.files.paths import MOST_FILES, allowed_address, find_files, is_remote
from climserv.data.opening import open_source
from climserv.products.making import shelf_of
from climserv.vocabulary.problems import Refused

from .making import some_rain, write_grid


@pytest.fixture
def folder(tmp_path):
    """rain_a.nc, rain_b.nc, gauges.csv, a README, a hidden file, a store with chunks."""
    for name in ("rain_b.nc", "rain_a.nc"):
        write_grid(tmp_path / name, some_rain(3))
    (tmp_path / "gauges.csv").write_text("date,rain [mm]\n2001-01-01,1\n")
    (tmp_path / "README.md").write_text("about these files")
    (tmp_path / ".rain.nc").write_text("half written")
    chunks = tmp_path / "rain.zarr" / "pr" / "c"
    chunks.mkdir(parents=True)
    (tmp_path / "rain.zarr" / "zarr.json").write_text("{}")
    (chunks / "0.nc").write_text("chunk")
    return tmp_path


def names(found):
    return [path.name for path in found]


def refused(source, **options):
    with pytest.raises(Refused) as refusal:
        find_files(source, **options)
    return refusal.value.problems[0]


def test_patterns_folders_and_lists(folder):
    assert names(find_files(str(folder / "rain_?.nc"))) == ["rain_a.nc", "rain_b.nc"]
    assert names(find_files(folder)) == ["gauges.csv", "rain.zarr", "rain_a.nc", "rain_b.nc"]
    assert names(find_files(str(folder / "**" / "*.nc"))) == ["rain_a.nc", "rain_b.nc"]
    assert names(find_files(f"{folder}/gauges.csv, {folder}/rain_*.nc")) == ["gauges.csv", "rain_a.nc", "rain_b.nc"]
    assert names(find_files([folder / "rain_b.nc", str(folder / "rain_*.nc")])) == ["rain_b.nc", "rain_a.nc"]
    assert find_files(str(folder / "snow*.nc")) == []


def test_long_lists_and_nothing_at_all(folder):
    many = ",".join([str(folder / "rain_a.nc")] * 300)
    assert names(find_files(many)) == ["rain_a.nc"]
    assert find_files("") == find_files(" , ") == find_files([]) == []
    assert refused("x" * 5000).code == "file.missing"


def test_names_with_commas_and_brackets_are_names(folder):
    for name in ("a,b.nc", "c[1].nc"):
        (folder / name).write_bytes((folder / "rain_a.nc").read_bytes())
        assert names(find_files(str(folder / name))) == [name]


def test_folders_without_data_and_sets_without_end_are_refused(folder, monkeypatch):
    (folder / "empty").mkdir()
    assert refused(folder / "empty").code == "file.folder"
    monkeypatch.setattr("climserv.data.files.paths.MOST_FILES", 2)
    assert refused(folder).code == "set.large"
    assert MOST_FILES >= 1000


def test_nothing_leads_out_of_the_roots(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    secret = write_grid(outside / "secret.nc", some_rain(3))
    (folder / "link.nc").symlink_to(secret)
    (folder / "linked").symlink_to(outside)
    (folder / "rain.zarr" / "pr" / "c" / "1").symlink_to(secret)
    for source in (
        secret, folder / "link.nc", folder / "linked" / "secret.nc", folder / "linked", folder / "rain.zarr",
        f"{folder}/../{outside.name}/secret.nc", f"{folder}/link*", f"{folder}/rain_a.nc,{secret}",
    ):  # fmt: skip
        assert refused(source, roots=[folder]).code == "file.outside", source
    assert names(find_files(folder / "rain_a.nc", roots=[folder])) == ["rain_a.nc"]
    # A root may itself be a link, and a link may lead to another root.
    assert names(find_files(folder / "linked", roots=[folder, outside])) == ["secret.nc"]
    assert refused(folder / "rain_a.nc", roots=[]).code == "file.outside"


def test_a_root_is_no_prefix_of_letters(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data-private").mkdir()
    path = write_grid(tmp_path / "data-private" / "a.nc", some_rain(3))
    assert refused(path, roots=[tmp_path / "data"]).code == "file.outside"


def test_orders_from_the_web_are_confined_those_of_the_command_line_not(tmp_path):
    environment = {"CLIMSERV_INSTANCE": str(tmp_path), "CLIMSERV_DATA_ROOTS": "/srv/climate, /srv/stations"}
    settings = read_settings(environment | {"CLIMSERV_REMOTE_HOSTS": "opendap.example.org"})
    assert [os.fspath(root) for root in shelf_of(settings, confined=True).roots] == ["/srv/climate", "/srv/stations"]
    assert shelf_of(settings).roots is None
    assert shelf_of(settings).hosts == ("opendap.example.org",)
    assert shelf_of(read_settings({"CLIMSERV_INSTANCE": str(tmp_path)}), confined=True).roots == ()


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.nc", "https://user@opendap.example.org/a.nc", "https://opendap.example.org.evil.net/a.nc",
        "http://opendap.example.org@evil.net/a.nc", "file://opendap.example.org/etc/passwd", "s3://bucket/a.nc",
        "https:///a.nc", "http://169.254.169.254/latest/meta-data",
    ],
)  # fmt: skip
def test_addresses_of_other_hosts_are_refused(address, tmp_path):
    assert is_remote(address)
    with pytest.raises(Refused) as refusal:
        open_source(address, catalogue={}, made_folder=tmp_path, hosts=["opendap.example.org"])
    assert [problem.code for problem in refusal.value.problems] == ["file.remote"]
    with pytest.raises(Refused):
        find_files([tmp_path, address])


def test_an_allowed_host_is_known_by_its_whole_name():
    address = "https://OPeNDAP.example.org/thredds/dodsC/a.nc"
    assert allowed_address(address, ["opendap.example.org"]) == address
    with pytest.raises(Refused, match="REMOTE_HOSTS"):
        allowed_address(address, ["example.org"])
