"""The facts that cards are written from, on real files; and bombs that are found without being unpacked."""

import gzip
import zipfile

import pytest

from climserv.data.files.bombs import bombs_in
from climserv.data.probing import probe
from climserv.vocabulary.problems import Refused

REAL = {
    "CanESM2_1950-2100.nc": {"kind": "sites", "resolution": "point", "period": "1950-2100", "calendars": ["noleap"]},
    "ERA5_daily_surface_cancities_1990-1993.nc": {"kind": "sites", "places": 5, "period": "1990-1993"},
    "niger_daily_1940-1980.csv": {"bounds": None, "period": "1940-1980", "roles": ["station", "observation"]},
    "wrf_45km_monthly_2022.nc": {"kind": "mesh", "step": "month", "resolution": "46 km"},
    "loca_3km_daily_temp_2030-2035.nc": {"resolution": "", "period": "2030-2035"},
}


@pytest.mark.parametrize("name", REAL)
def test_real_files_say_what_they_are(shared_data, name):
    facts = probe([shared_data / name])
    assert {key: facts[key] for key in REAL[name]} == REAL[name]


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        # Raw cells of a model tell of themselves; what was adjusted or taken at points does not.
        ("cmip6_monthly_access/*.nc", "10 degree"),
        ("*_day_CanESM2_365day_2095.nc", ""),
        ("ensemble_bccaqv2_1cell_2016/*.nc", ""),
        ("ahccd_1950-2013.nc", "point"),
    ],
)
def test_the_effective_resolution_is_told_only_where_it_is_known(shared_data, pattern, value):
    assert probe(sorted(shared_data.glob(pattern)))["effective"]["value"] == value


def test_an_ensemble_of_many_files_is_one_dataset_with_three_calendars(shared_data):
    facts = probe(sorted((shared_data / "ensemble_bccaqv2_1cell_2016").glob("*.nc")))
    assert set(facts["calendars"]) == {"standard", "noleap", "360_day"}
    assert facts["variables"] == ["pr", "tasmax", "tasmin"]
    assert len(facts["files"]) == 27
    assert len({member["id"] for member in facts["members"]}) == len(facts["members"]) == 9


def test_winters_alone_are_told_as_a_part_of_each_year(shared_data):
    (path,) = sorted((shared_data / "iberia_djf").glob("tas*CNRM*historical*"))[:1]
    facts = probe([path])
    assert facts["partly"]
    assert facts["period"] == "1983-2001"


def test_a_file_without_a_known_variable_is_refused(shared_data):
    with pytest.raises(Refused, match="no variable of this file is known"):
        probe([shared_data / "prsn_day_CanESM5_historical_19910101-20101231.nc"])


def test_zeros_packed_a_thousand_times_are_a_bomb_whatever_holds_them(tmp_path):
    zeros = b"0" * (80 * 1024 * 1024)
    packed = tmp_path / "rain.csv.gz"
    packed.write_bytes(gzip.compress(zeros))
    archive = tmp_path / "rain.xlsx"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("sheet.xml", zeros)
    for path in (packed, archive):
        (problem,) = bombs_in(path, 10**9)
        assert problem.code == "upload.bomb"
        assert "80 MB" in problem.got


def test_more_than_the_limit_is_too_much_however_it_is_packed(tmp_path):
    path = tmp_path / "rain.csv.gz"
    path.write_bytes(gzip.compress(bytes(range(256)) * 8000))
    assert bombs_in(path, 10**9) == []
    assert "more than 1 MB" in bombs_in(path, 1024 * 1024)[0].got


def test_real_files_are_no_bombs(shared_data):
    for path in sorted(shared_data.glob("*.nc")) + sorted(shared_data.glob("stations_aquacrop/*.gz")):
        assert bombs_in(path, 10**9) == [], path.name


def test_an_archive_cut_short_is_damaged(tmp_path):
    path = tmp_path / "rain.csv.gz"
    path.write_bytes(gzip.compress(b"date,rain\n" * 1000)[:40])
    assert bombs_in(path, 10**9)[0].code == "file.damaged"
