"""data.nc: by the CF conventions, equal to the tables, and readable by xarray."""

import csv
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import xarray as xr

from climserv.products.counts import Counts
from climserv.products.netcdf import write_netcdf
from climserv.products.reading import open_product
from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome

CHECK = """
import sys
from compliance_checker.runner import CheckSuite, ComplianceChecker
CheckSuite.load_all_available_checkers()
for name in sys.argv[1:]:
    passed, failed = ComplianceChecker.run_checker(name, ["cf:1.11"], 0, "strict")
    if failed or not passed:
        sys.exit(1)
"""


def test_the_cf_checker_finds_nothing(folders):
    """Its newest conventions, its strictest mode, in a process of its own: it warns about itself."""
    files = [str(folders / name / "data.nc") for name in ("embu", "niger")]
    command = [sys.executable, "-W", "ignore", "-c", CHECK, *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("All tests passed!") == 2, done.stdout


def test_the_same_numbers_as_the_table(folder):
    data = open_product(folder)
    with (folder / "table.csv").open() as file:
        rows = list(csv.DictReader(file))
    metric = rows[0]["metric"]
    labels = data["season_label"]
    for row in rows[:: max(1, len(rows) // 60)]:
        names = [str(label) for label in labels.sel(period=row["period"]).values]
        at = {"member": row["member"], "period": row["period"], "place": row["place"]}
        one = data.sel(at).isel(season=names.index(row["season"]))
        assert Outcome(int(one["outcome"])).word == row["outcome"]
        value = float(one[metric])
        assert np.isnan(value) if row["value"] == "" else value == np.float32(row["value"])
    assert int((data["outcome"] != NOT_A_SEASON).sum()) == len(rows)


def test_the_same_counts_as_the_summary(folder):
    data = open_product(folder)
    with (folder / "summary.csv").open() as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        one = data.sel({key: row[key] for key in ("member_group", "period", "condition", "place")})
        assert [int(one[key]) for key in ("years_true", "years_valid", "years_unknown")] == [
            int(row[key]) for key in ("years_true", "years_valid", "years_unknown")
        ]
        assert float(one["probability"]) == pytest.approx(float(row["probability"]), abs=5e-5)
    assert int((data["years_valid"] > 0).sum()) == sum(row["years_valid"] != "0" for row in rows)


def test_the_metric_has_its_dimensions_and_its_flags(folders):
    with xr.open_dataset(folders / "embu" / "data.nc", mask_and_scale=False) as data:
        assert data["rainy_season_onset"].dims == ("member", "period", "season", "place")
        assert data["rainy_season_onset_grid"].dims == ("member", "period", "season", "lat", "lon")
        assert data["outcome"].attrs["flag_meanings"] == "unknown happened did_not_happen"
        assert data["outcome"].attrs["flag_values"].tolist() == [0, 1, 2]
        assert data["rainy_season_onset"].attrs["ancillary_variables"] == "outcome"
        assert "ade for demonstration" in data.attrs["comment"]
        assert not any("_FillValue" in data[name].attrs for name in ("lat", "lon", "season", "member"))


def test_the_grid_holds_what_the_result_held(folders, embu):
    data = open_product(folders / "embu")
    found, given = data["rainy_season_onset_grid"].values, embu.grid["value"].values
    happened = embu.grid["outcome"].values == Outcome.HAPPENED
    assert np.array_equal(found[happened], given[happened])
    assert np.isnan(found[~happened]).all()


def test_the_same_bytes_twice(embu, tmp_path):
    for name in ("a.nc", "b.nc"):
        write_netcdf(embu, Counts(embu), tmp_path / name, product="x", title="t")
    assert (tmp_path / "a.nc").read_bytes() == (tmp_path / "b.nc").read_bytes()


def test_names_of_places_in_any_script(niger, tmp_path):
    names = ["Niamey Aéro", "አዲስ አበባ"]
    places = niger.places.assign_coords(place=names)
    summary = [
        {**row, "place": dict(zip(niger.places["place"].values, names, strict=True))[row["place"]]}
        for row in niger.summary
    ]
    named = replace(niger, places=places, summary=summary)
    write_netcdf(named, Counts(named), tmp_path / "x.nc", product="x", title="t")
    with xr.open_dataset(tmp_path / "x.nc") as data:
        assert data["place"].values.tolist() == names
