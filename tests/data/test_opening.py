"""Opening datasets of the catalogue and files: what is verified, what is refused."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from climserv.catalogue.catalogue import load_catalogue
from climserv.data import describing
from climserv.data.opening import open_source
from climserv.vocabulary.problems import Refused

from .making import some_rain, write_grid

CARD = """
dataset: little-rain
title: {{en: A little rain}}
about: {{en: Good for tests.}}
role: observation
variables: [{variables}]
step: day
resolution: 1 degree
effective_resolution: 1 degree
period: 2001-2001
bounds: [9.5, 0.5, 12.5, 2.5]
calendars: [noleap]
files:
  - {{path: rain.nc, sha256: {sha256}, size: {size}}}
licence: {{id: CC0-1.0, name: CC0, redistribution: true, source: here}}
origin: {{en: made by a test}}
limits: [{{en: six days}}]
"""


@pytest.fixture
def shipped(tmp_path):
    """A catalogue with one card and its file."""

    def ship(variables="pr"):
        raw = write_grid(tmp_path / "rain.nc", some_rain()).read_bytes()
        (tmp_path / "cards").mkdir(exist_ok=True)
        told = {"variables": variables, "sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw)}
        (tmp_path / "cards" / "little-rain.yaml").write_text(CARD.format(**told))
        return load_catalogue(tmp_path / "cards")

    return ship


def refused(source, catalogue, **options):
    with pytest.raises(Refused) as refusal:
        open_source(source, catalogue=catalogue, made_folder=Path("nowhere"), **options)
    return list(refusal.value.problems)


def test_a_card_opens_with_checksums(shipped, tmp_path):
    source = open_source("little-rain", catalogue=shipped(), variables=("pr",), made_folder=tmp_path)
    assert (source.name, source.role, source.card.dataset) == ("little-rain", "observation", "little-rain")
    assert source.files[0].sha256 == source.card.files[0].sha256
    assert not source.made_for_demonstration


def test_a_changed_file_is_refused(shipped, tmp_path):
    catalogue = shipped()
    raw = bytearray((tmp_path / "rain.nc").read_bytes())
    raw[-1] ^= 1
    (tmp_path / "rain.nc").write_bytes(raw)
    (problem,) = refused("little-rain", catalogue)
    assert problem.code == "file.changed"
    assert "new card" in problem.next_step
    (tmp_path / "rain.nc").unlink()
    assert [p.code for p in refused("little-rain", catalogue)] == ["file.missing"]


def test_a_card_that_promises_too_much_is_refused(shipped):
    assert [p.code for p in refused("little-rain", shipped("pr, tasmax"))] == ["card.variables"]


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.nc",
        "https://example.org/a.nc",
        "dods://example.org/a",
        "s3://bucket/a.nc",
        "file:///etc/a.nc",
    ],
)
def test_other_machines_are_not_asked(address):
    assert [p.code for p in refused(address, {})] == ["file.remote"]


def test_a_misspelt_dataset_is_answered_with_the_nearest(shipped):
    (problem,) = refused("litle-rain", shipped())
    assert problem.next_step == "Did you mean little-rain?"


@pytest.mark.parametrize("name", ["a.pkl", "a.zip", "a.zarr.zip", "a"])
def test_other_kinds_of_file_are_not_opened(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x80\x04K\x01.")
    assert [p.code for p in refused(tmp_path / name, {})] == ["file.kind"]


def test_the_role_is_as_told(tmp_path):
    path = write_grid(tmp_path / "a.nc", some_rain())
    assert open_source(path, catalogue={}, made_folder=tmp_path).role == "observation"
    told = open_source(path, catalogue={}, role="projection", made_folder=tmp_path)
    assert told.role == "projection"
    assert told.notes == ("a.nc is taken as projection, as it was named; the file itself does not say so",)
    assert open_source(path, catalogue={}, role="station", made_folder=tmp_path).notes == ()


@pytest.fixture(scope="module")
def made_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("made")


def test_suffolk_is_real_and_opens(made_folder):
    catalogue = load_catalogue()
    observed = open_source("suffolk-observed", catalogue=catalogue, variables=("tasmax",), made_folder=made_folder)
    models = open_source("suffolk-cmip6", catalogue=catalogue, variables=("tasmax",), made_folder=made_folder)
    assert observed.pieces[0].cells.names == models.pieces[0].cells.names
    (piece,) = models.pieces
    assert {(m.id, m.model, m.scenario) for m in piece.members} == {
        (m.id, m.model, m.scenario) for m in models.card.members
    }
    assert piece.dates.gaps() == [("2014-12-31", "2020-01-01")]
    hottest = observed.pieces[0].read("tasmax", 0, np.array([0]), slice(None)).max() - 273.15
    assert 25 < hottest < 40


def test_the_made_region_is_made_once_and_says_so(made_folder):
    catalogue = load_catalogue()
    models = open_source("embu-models", catalogue=catalogue, variables=("pr",), made_folder=made_folder)
    assert models.made_for_demonstration
    assert {p.dates.calendar for p in models.pieces} == {"standard", "noleap", "360_day"}
    assert [p.members[0].id for p in models.pieces] == ["made-A", "made-B", "made-C"]
    before = {path: path.stat().st_mtime_ns for path in made_folder.iterdir()}
    open_source("embu-models", catalogue=catalogue, variables=("pr",), made_folder=made_folder)
    assert before == {path: path.stat().st_mtime_ns for path in made_folder.iterdir()}


def test_descriptions_are_plain_and_open_no_file():
    catalogue = load_catalogue()
    rows = describing.list_datasets(catalogue)
    assert [row["dataset"] for row in rows] == sorted(row["dataset"] for row in rows)
    assert rows[0]["variables"] == ["pr", "tasmin", "tasmax"]
    assert rows[0]["period"] == "1991-2020, 2041-2070"
    card = catalogue.card("embu-models")
    assert describing.show_dataset(card)["members"][2]["calendar"] == "360_day"
    lines = dict(describing.show_lines(card))
    assert lines["made"] == "made for demonstration"
    assert lines["period"] == "1991-2020, 2041-2070"


def test_describing_imports_nothing_heavy():
    heavy = ("xarray", "dask", "netCDF4", "numba", "numpy")
    code = f"import sys, climserv.data.describing; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
