"""The command line as its user meets it: whole runs on real files, one clear line and exit code 2 for wrong use."""

import csv
import json
import os
import select
import subprocess
import sys
from pathlib import Path

import netCDF4
import numpy as np
import pytest
from click.testing import CliRunner

from climserv.cli import main


@pytest.fixture
def climserv(tmp_path, monkeypatch):
    """Run a command in a fresh instance; answers click's result."""
    monkeypatch.setenv("CLIMSERV_INSTANCE", str(tmp_path / "instance"))

    def run(*words):
        return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)

    return run


def rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CANADA = ("hot_days", "--set", "threshold=30 degC", "--baseline", "1981-2010", "--period", "2041-2070")


def test_hot_days_at_three_canadian_sites(climserv, shared_data, tmp_path):
    """Real CanESM2 output adjusted to real station records: noleap, other units, other order of dimensions."""
    out = tmp_path / "p"
    files = ("--data", shared_data / "CanESM2_1950-2100.nc", "--reference", shared_data / "ahccd_1950-2013.nc")
    done = climserv("run", *CANADA, *files, "--out", out)
    assert done.exit_code == 0, done.stderr
    product = json.loads((out / "product.json").read_text(encoding="utf-8"))
    assert {d["role"] for d in product["datasets"]} == {"projection", "observation"}
    table = rows(out / "table.csv")
    assert {row["place"] for row in table} == {"Vancouver", "Kugluktuk", "Amos"}
    future = [r for r in table if r["place"] == "Amos" and r["period"] == "2041-2070" and r["member"] != "observed"]
    assert [r["season"] for r in future] == [str(year) for year in range(2041, 2071)]
    assert climserv("product", "verify", out).exit_code == 0


NIGER = (
    "rainy_season_onset", "--set", "amount=20 mm", "--set", "window=3 day", "--set", "search_start=05-01",
    "--set", "search_end=07-31", "--set", "dry_spell=7 day", "--set", "look_ahead=20 day",
)  # fmt: skip


def test_start_of_rains_at_two_gauges_in_niger(climserv, shared_data, tmp_path):
    out = tmp_path / "n"
    done = climserv("run", *NIGER, "--data", shared_data / "niger_daily_1940-1980.csv", "--out", out)
    assert done.exit_code == 0, done.stderr
    table = rows(out / "table.csv")
    niamey = {r["season"]: r for r in table if r["place"] == "Niamey_Aero"}
    konni = {r["season"]: r for r in table if r["place"] == "Birni N'Konni"}
    assert list(niamey) == [str(year) for year in range(1940, 1981)]
    assert {r["outcome"] for r in table} == {"happened", "did_not_happen", "unknown"}
    # The gauge at Konni began in 1945: what came before cannot be known.
    assert {konni[str(year)]["outcome"] for year in range(1940, 1945) if str(year) in konni} <= {"unknown"}
    # At Niamey June 1966 is missing, and so is August 1975: the one hides the start, the other comes after it.
    assert niamey["1966"]["outcome"] == "unknown"
    assert niamey["1975"]["date"] == "1975-06-11"
    product = json.loads((out / "product.json").read_text(encoding="utf-8"))
    assert product["adjustment"]["made"] is False
    assert product["hindsight"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hot_day", "--data", "suffolk-cmip6"), "Did you mean hot_days?"),
        (("hot_days", "--data", "nowhere.nc"), "nowhere.nc"),
        (("hot_days", "--data", "suffolk-cmip6", "--set", "threshold=30 mm"), "does not measure the same thing"),
        (("hot_days", "--data", "suffolk-cmip6", "--set", "threshold=30"), "a number needs its unit"),
        (("hot_days", "--data", "suffolk-cmip6", "--set", "threshold=400 degC"), "out of bounds"),
        (("hot_days", "--data", "suffolk-cmip6", "--set", "treshold=30 degC"), "Did you mean threshold?"),
        (("hot_days", "--data", "suffolk-cmip6", "--set", "threshold"), "NAME=QUANTITY"),
        (("hot_days", "--data", "suffolk-cmip6", "--area", "30,0,31,1"), "outside"),
        (("hot_days", "--data", "suffolk-cmip6", "--period", "2011-2030"), "1995-2014, 2020-2099"),
        (("hot_days", "--data", "suffolk-cmip6", "--period", "soon"), "such as 1991-2020"),
        (("hot_days",), "--data"),
    ],
)
def test_wrong_use_is_one_clear_line_and_nothing_is_written(climserv, tmp_path, words, said):
    out = tmp_path / "product"
    done = climserv("run", *words, "--out", out)
    assert done.exit_code == 2, done.output
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert not out.exists()
    assert not list(tmp_path.glob("*product*"))


def test_a_product_is_never_written_over(climserv, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    done = climserv("run", "hot_days", "--data", "suffolk-observed", "--out", tmp_path)
    assert done.exit_code == 2
    assert "not empty" in done.stderr


def test_a_product_can_be_rebuilt_from_itself(climserv, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    assert climserv("run", "hot_days", "--data", "suffolk-observed", "--out", first).exit_code == 0
    done = climserv("product", "rebuild", first, "--out", second)
    assert done.exit_code == 0, done.output
    assert (first / "data.nc").read_bytes() == (second / "data.nc").read_bytes()


def test_a_product_of_own_files_names_no_folder_and_is_rebuilt_where_they_lie(climserv, shared_data, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    assert climserv("run", *NIGER, "--data", shared_data / "niger_daily_1940-1980.csv", "--out", first).exit_code == 0
    for path in first.iterdir():
        assert str(shared_data).encode() not in path.read_bytes()
    done = climserv("product", "rebuild", first, "--out", second)
    assert done.exit_code == 2
    assert "--files" in done.stderr
    assert climserv("product", "rebuild", first, "--out", second, "--files", shared_data).exit_code == 0
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {p.name: p.read_bytes() for p in second.iterdir()}
    (tmp_path / "niger_daily_1940-1980.csv").write_text("date,rain\n2000-01-01,1\n")
    done = climserv("product", "rebuild", first, "--out", tmp_path / "third", "--files", tmp_path)
    assert done.exit_code == 2
    assert "not the one" in done.stderr


@pytest.mark.parametrize("form", ["{}/*.nc", "{}", "{0}/a.nc,{0}/b.nc"])
def test_patterns_folders_and_lists_are_one_dataset(climserv, tmp_path, form):
    folder = tmp_path / "set"
    folder.mkdir()
    for name, first, years in (("a", 1990, 6), ("b", 1996, 4)):
        _write_heat(folder / f"{name}.nc", first, years)
    done = climserv("run", "hot_days", "--data", form.format(folder), "--out", tmp_path / "p")
    assert done.exit_code == 0, done.output
    product = json.loads((tmp_path / "p" / "product.json").read_text(encoding="utf-8"))
    (dataset,) = product["datasets"]
    assert (dataset["period"], [file["name"] for file in dataset["files"]]) == ("1990-1999", ["a.nc", "b.nc"])
    assert product["order"]["data"] == [dataset["id"]]


def _write_heat(path, first, years):
    """Daily highest temperature at one place, as hot as its day of the year is late."""
    with netCDF4.Dataset(path, "w") as file:
        file.createDimension("time", 365 * years)
        time = file.createVariable("time", "f8", ("time",))
        time.units, time.calendar = f"days since {first}-01-01", "noleap"
        time[:] = np.arange(365 * years)
        for name, value, units in (("lat", 1, "degrees_north"), ("lon", 10, "degrees_east")):
            axis = file.createVariable(name, "f8", ())
            axis.units = units
            axis[...] = value
        heat = file.createVariable("tasmax", "f4", ("time",))
        heat.units = "degC"
        heat[:] = np.arange(365 * years) % 365 / 10


def test_a_changed_product_is_found_out(climserv, tmp_path):
    folder = tmp_path / "p"
    assert climserv("run", "hot_days", "--data", "suffolk-observed", "--out", folder).exit_code == 0
    table = folder / "table.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("happened", "happend", 1), encoding="utf-8")
    done = climserv("product", "verify", folder)
    assert done.exit_code == 1
    assert "table.csv" in done.output


def test_lists_speak_json(climserv):
    assert {row["dataset"] for row in json.loads(climserv("data", "list", "--json").output)} >= {"suffolk-cmip6"}
    assert {row["recipe"] for row in json.loads(climserv("recipes", "list", "--json").output)} >= {"hot_days"}
    assert json.loads(climserv("data", "show", "suffolk-cmip6", "--json").output)["role"] == "projection"


def test_check_finds_what_is_wrong_with_a_file(climserv, tmp_path, shared_data):
    assert climserv("data", "check", shared_data / "CanESM2_1950-2100.nc").exit_code == 0
    page = tmp_path / "page.nc"
    page.write_text("<html>not found</html>")
    done = climserv("data", "check", page)
    assert done.exit_code == 1
    assert "page.nc" in done.output


@pytest.mark.skipif(not hasattr(select, "poll"), reason="no pipes that tell")
def test_who_reads_no_further_hears_of_no_fault():
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run([sys.executable, "-m", "climserv", "methods"], stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert ran.stderr == b""
