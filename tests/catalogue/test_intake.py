"""Collections of intake-esm: their groups, and what of them cannot be had here."""

import gzip
import json

import pytest

from climserv.catalogue.intake import read_collection
from climserv.vocabulary.problems import Refused

TABLE = """\
source_id,experiment_id,variable_id,path
CanESM5,ssp245,pr,a/pr.nc
CanESM5,ssp245,tas,a/tas.nc
MIROC6,ssp245,pr,gs://bucket/pr.zarr
NorESM2-LM,ssp245,pr,
"""


@pytest.fixture
def collection(tmp_path):
    """Write a collection with these changes; its path."""

    def write(table=TABLE, packed=False, **changes):
        name = "table.csv.gz" if packed else "table.csv"
        content = table.encode()
        (tmp_path / name).write_bytes(gzip.compress(content) if packed else content)
        told = {
            "esmcat_version": "0.1.0", "id": "three-models", "description": "Three models.", "catalog_file": name,
            "attributes": [], "assets": {"column_name": "path", "format": "netcdf"},
            "aggregation_control": {"variable_column_name": "variable_id",
                                    "groupby_attrs": ["source_id", "experiment_id"]},
        }  # fmt: skip
        path = tmp_path / "collection.json"
        path.write_text(json.dumps({**told, **changes}))
        return path

    return write


@pytest.mark.parametrize("packed", [False, True])
def test_rows_become_groups_by_the_collections_own_keys(collection, packed):
    found = read_collection(collection(packed=packed))
    assert [group.dataset for group in found.groups] == ["CanESM5.ssp245", "MIROC6.ssp245", "NorESM2-LM.ssp245"]
    first = found.groups[0]
    assert [path.name for path in first.paths] == ["pr.nc", "tas.nc"]
    assert first.paths[0].parent.name == "a"
    assert first.shared == {"source_id": "CanESM5", "experiment_id": "ssp245"}


def test_what_lies_elsewhere_and_what_is_empty_is_told_not_opened(collection):
    _, remote, empty = read_collection(collection()).groups
    assert remote.problems[0].code == "file.remote"
    assert remote.problems[0].got == "gs://bucket/pr.zarr"
    assert empty.problems[0].code == "intake.asset"
    assert not remote.paths


def test_rows_may_stand_in_the_description_itself(collection):
    rows = [{"source_id": "A", "experiment_id": "x", "path": "pr.nc"}]
    found = read_collection(collection(catalog_dict=rows))
    assert [group.dataset for group in found.groups] == ["A.x"]


def test_a_collection_without_keys_is_one_dataset(collection):
    found = read_collection(collection(TABLE.replace("gs://bucket/", "b/"), aggregation_control={}))
    assert [group.dataset for group in found.groups] == ["three-models"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"assets": None}, "intake.form"),
        ({"assets": {}}, "intake.assets"),
        ({"catalog_file": ""}, "intake.table"),
        ({"catalog_file": "https://a.example/t.csv"}, "file.remote"),
        ({"catalog_file": "nothing.csv"}, "intake.file"),
        ({"table": "path\n"}, "intake.empty"),
    ],
)
def test_what_is_no_collection_is_refused_in_words(collection, changes, code):
    with pytest.raises(Refused) as refused:
        read_collection(collection(**changes))
    assert refused.value.problems[0].code == code


def test_text_that_is_not_json_is_refused(tmp_path):
    path = tmp_path / "c.json"
    path.write_text("<html>")
    with pytest.raises(Refused, match="not JSON"):
        read_collection(path)
