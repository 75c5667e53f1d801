"""The Suffolk files: what is in them, and that the script makes them, byte for byte, from the package."""

import csv
import importlib.util
import os
import runpy
import zipfile
from datetime import date
from pathlib import Path

import netCDF4
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_data"
FILES = ("suffolk_observed.nc", "suffolk_cmip6.nc")
LEAP_DAYS_FILLED = {"CanESM5": True, "MIROC6": False, "NorESM2-LM": True}
PIECES = [(1995, 2014), (2020, 2039), (2040, 2059), (2060, 2079), (2080, 2099)]


def contents(path: Path) -> dict:
    """Values by variable name, the days, and the members as (model, scenario)."""
    with netCDF4.Dataset(path) as file:
        found = {name: np.asarray(file[name][:]) for name in ("pr", "tasmin", "tasmax", "evspsblpot")}
        time = file["time"]
        start = date.fromisoformat(time.units.removeprefix("days since ")).toordinal()
        found["days"] = [date.fromordinal(start + int(n)) for n in time[:]]
        if "member" in file.variables:
            found["members"] = list(zip(file["model"][:], file["scenario"][:], strict=True))
            found["ids"] = list(file["member"][:])
    return found


@pytest.fixture(scope="module")
def observed():
    return contents(SAMPLE / "suffolk_observed.nc")


@pytest.fixture(scope="module")
def models():
    return contents(SAMPLE / "suffolk_cmip6.nc")


@pytest.fixture(scope="module")
def script():
    return runpy.run_path(str(SAMPLE / "build_suffolk.py"))


def test_the_record_has_every_day_and_the_extremes_that_its_card_names(observed):
    days = observed["days"]
    assert (days[0], days[-1], len(days)) == (date(1991, 1, 1), date(2021, 12, 31), 11323)
    hottest = int(observed["tasmax"][0].argmax())
    assert days[hottest] == date(2018, 7, 27)
    assert observed["tasmax"][0, hottest] == np.float32(28.16)
    assert observed["tasmax"][0, days.index(date(2019, 7, 25))] == np.float32(27.67)


def test_members_are_the_historical_run_then_a_scenario(models):
    days = models["days"]
    assert sorted({day.year for day in days}) == [*range(1995, 2015), *range(2020, 2100)]
    assert len(days) == len(set(days)) == 36525
    assert models["ids"] == [f"{model}-{scenario}" for model, scenario in models["members"]]
    past = sum(day.year < 2015 for day in days)
    for model in LEAP_DAYS_FILLED:
        first, second = (n for n, (name, _) in enumerate(models["members"]) if name == model)
        for name in ("pr", "tasmin", "tasmax"):
            assert np.array_equal(models[name][first, :, :past], models[name][second, :, :past])
            assert not np.array_equal(models[name][first, :, past:], models[name][second, :, past:])


def test_values_are_what_weather_can_be(observed, models):
    for found in (observed, models):
        assert (found["tasmin"] <= found["tasmax"]).all()
        assert (found["pr"] >= 0).all()
        assert (found["evspsblpot"] >= 0).all()
        assert -25 < found["tasmin"].min() < found["tasmax"].max() < 50
        yearly = found["pr"].mean() * 365.25
        assert 550 < yearly < 1000


@pytest.mark.parametrize("piece", PIECES, ids=str)
def test_what_the_package_did_to_29_february_in_every_piece(models, piece):
    """CanESM5 and NorESM2-LM know no such day: theirs repeat 28 February and are dry. MIROC6 has its own."""
    leap = [n for n, d in enumerate(models["days"]) if (d.month, d.day) == (2, 29) and piece[0] <= d.year <= piece[1]]
    assert len(leap) == 5
    before = [n - 1 for n in leap]
    for member, (model, _) in enumerate(models["members"]):
        repeated = [
            np.array_equal(models[name][member, 0, leap], models[name][member, 0, before])
            for name in ("tasmin", "tasmax")
        ]
        dry = (models["pr"][member, 0, leap] == 0).all()
        assert [*repeated, dry] == [LEAP_DAYS_FILLED[model]] * 3


def write_package(folder: Path, observed: dict, models: dict) -> Path:
    """The package's text tables, written back from our files: what the script must be able to read."""
    data = folder / "aquacrop" / "data"
    data.mkdir(parents=True)
    columns = ("tasmin", "tasmax", "pr", "evspsblpot")
    with (data / "suffolk_climate.txt").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t")
        table.writerow(["Day", "Month", "Year", "Tmin(C)", "Tmax(C)", "Prcp(mm)", "Et0(mm)"])
        for day, *values in zip(observed["days"], *(observed[name][0] for name in columns), strict=True):
            table.writerow([day.day, day.month, day.year, *map(str, values)])
    years = np.array([day.year for day in models["days"]])
    for member, (model, scenario) in enumerate(models["members"]):
        for first, last in PIECES:
            run = scenario if first > 2014 else "historical"
            path = data / "cmip6_woolpit" / model / f"{model}_{run}_{first}_{last}_52.2_0.88.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            inside = np.flatnonzero((years >= first) & (years <= last))
            with path.open("w", encoding="utf-8", newline="") as file:
                table = csv.writer(file)
                table.writerow(["", "MinTemp", "MaxTemp", "Precipitation", "ReferenceET", "Date", "co2ppm"])
                series = [models[name][member, 0, inside] for name in columns]
                for n, (at, *values) in enumerate(zip(inside, *series, strict=True)):
                    table.writerow([n, *map(str, values), models["days"][at].isoformat(), 400])
    return folder


@pytest.fixture(scope="module")
def package(tmp_path_factory, observed, models) -> Path:
    return write_package(tmp_path_factory.mktemp("package"), observed, models)


@pytest.fixture(scope="module")
def built(tmp_path_factory, package, script) -> Path:
    out = tmp_path_factory.mktemp("built")
    script["main"]([str(package), str(out)])
    return out


@pytest.mark.parametrize("name", FILES)
def test_the_script_makes_the_shipped_numbers_from_the_tables(built, name):
    made, shipped = contents(built / name), contents(SAMPLE / name)
    assert made.keys() == shipped.keys()
    for key, values in shipped.items():
        assert np.array_equal(made[key], values), key


def test_the_script_gives_the_same_bytes_twice_from_folder_and_wheel(built, package, script, tmp_path):
    wheel = tmp_path / "aquacrop.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in sorted(package.rglob("*.*")):
            archive.write(path, path.relative_to(package).as_posix())
    script["main"]([str(wheel), str(tmp_path / "again")])
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (built / name).read_bytes()


def test_the_script_refuses_a_table_with_a_missing_day(package, script, tmp_path):
    text = (package / "aquacrop" / "data" / "suffolk_climate.txt").read_text(encoding="utf-8")
    (tmp_path / "suffolk_climate.txt").write_text("\n".join(text.splitlines()[:-1]), encoding="utf-8")
    with pytest.raises(SystemExit, match="every day"):
        script["main"]([str(tmp_path), str(tmp_path / "out")])


def test_the_script_says_what_it_looked_for(script, tmp_path):
    with pytest.raises(SystemExit, match="suffolk_climate"):
        script["main"]([str(tmp_path), str(tmp_path)])
    with pytest.raises(SystemExit, match="two arguments"):
        script["main"]([])


def real_package() -> Path | None:
    """The true package: the wheel or folder CLIMSERV_AQUACROP names, or the installed one."""
    if named := os.environ.get("CLIMSERV_AQUACROP"):
        return Path(named)
    found = importlib.util.find_spec("aquacrop")
    return Path(found.origin).parents[1] if found and found.origin else None


@pytest.mark.skipif(real_package() is None, reason="aquacrop is not installed, and CLIMSERV_AQUACROP names no wheel")
@pytest.mark.parametrize("name", FILES)
def test_the_shipped_files_are_those_the_script_makes_of_the_true_package(script, tmp_path, name):
    script["main"]([str(real_package()), str(tmp_path)])
    made, shipped = contents(tmp_path / name), contents(SAMPLE / name)
    for key, values in shipped.items():
        assert np.array_equal(made[key], values), key


def test_rain_that_fell_is_still_rain_and_dry_days_are_dry(models):
    """Nothing was rounded: the faintest rain of the package is there, and the models' dry days are exactly zero."""
    pr = models["pr"]
    assert 0 < pr[pr > 0].min() < 1e-20
    dry = {model: float((pr[n] == 0).mean()) for n, (model, _) in enumerate(models["members"])}
    assert dry["MIROC6"] == 0
    assert 0.01 < dry["CanESM5"] < 0.04
