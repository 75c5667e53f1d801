"""Make the Suffolk files of this folder from the PyPI package aquacrop 3.1.0.

    python sample_data/build_suffolk.py WHEEL_OR_FOLDER OUT

WHEEL_OR_FOLDER is the wheel of aquacrop, or a folder that holds the installed package. Two files are written into OUT:
`suffolk_observed.nc` (station record) and `suffolk_cmip6.nc` (three models, two scenarios). No number is changed: each
is kept as the nearest float32, in the unit it came in, on the calendar it came in. The same input gives the same bytes.
"""

import csv
import hashlib
import sys
import zipfile
from datetime import date
from pathlib import Path

import netCDF4
import numpy as np

MODELS = ("CanESM5", "MIROC6", "NorESM2-LM")
SCENARIOS = ("ssp245", "ssp585")
HISTORICAL = (1995, 2014)
PIECES = ((2020, 2039), (2040, 2059), (2060, 2079), (2080, 2099))
OBSERVED = (1991, 2021)

# Name, standard name, cell method and unit here; column in the station record; column in the model files.
# A millimetre of water is a kilogram on a square metre: the numbers stay those of the package.
VARIABLES = (
    ("pr", "precipitation_flux", "mean", "kg m-2 day-1", "Prcp(mm)", "Precipitation"),
    ("tasmin", "air_temperature", "minimum", "degC", "Tmin(C)", "MinTemp"),
    ("tasmax", "air_temperature", "maximum", "degC", "Tmax(C)", "MaxTemp"),
    ("evspsblpot", "water_potential_evaporation_flux", "mean", "kg m-2 day-1", "Et0(mm)", "ReferenceET"),
)
LONG_NAMES = {
    "pr": "rain of the day",
    "tasmin": "lowest temperature of the day",
    "tasmax": "highest temperature of the day",
    "evspsblpot": "reference evapotranspiration of the day, as computed by whoever made the package's files",
}

# Rounded from the names of the model files; where the station record belongs is not said in the package.
SITE, LATITUDE, LONGITUDE = "Woolpit", 52.22, 0.884

SOURCE = "PyPI package aquacrop 3.1.0"
LICENCE = (
    "aquacrop 3.1.0: its metadata says MIT, its LICENSE file holds the Apache License 2.0. "
    "Both allow passing on with notice."
)


def package_data(source: Path):
    """The data folder of aquacrop inside a wheel or below a folder."""
    root = zipfile.Path(source) if source.is_file() else source
    for folder in (root / "aquacrop" / "data", root / "data", root):
        if (folder / "suffolk_climate.txt").is_file():
            return folder
    raise SystemExit(f"{source}: no aquacrop/data/suffolk_climate.txt in it; give the wheel of aquacrop 3.1.0")


def all_days(first: int, last: int) -> list[date]:
    """Every day of the years `first` to `last`, in the Gregorian calendar."""
    start, end = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    return [date.fromordinal(n) for n in range(start, end + 1)]


def read_observed(data) -> dict[str, np.ndarray]:
    """The station record: name -> (time) float32. Every day must be there, once, in order."""
    with (data / "suffolk_climate.txt").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    days = [date(int(row["Year"]), int(row["Month"]), int(row["Day"])) for row in rows]
    if days != all_days(*OBSERVED):
        raise SystemExit("suffolk_climate.txt: not one row for every day of 1991-2021")
    return {name: _column(rows, column) for name, _, _, _, column, _ in VARIABLES}


def read_piece(data, model: str, experiment: str, first: int, last: int) -> dict[str, np.ndarray]:
    """One model file of twenty years: name -> (time) float32. Every day of the standard calendar must be there."""
    folder = data / "cmip6_woolpit" / model
    start = f"{model}_{experiment}_{first}_{last}_"
    found = [path for path in folder.iterdir() if path.name.startswith(start)]
    if len(found) != 1:
        raise SystemExit(f"cmip6_woolpit/{model}: {len(found)} files named {start}*, one was looked for")
    with found[0].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if [row["Date"] for row in rows] != [day.isoformat() for day in all_days(first, last)]:
        raise SystemExit(f"{found[0].name}: not one row for every day of {first}-{last}")
    return {name: _column(rows, column) for name, _, _, _, _, column in VARIABLES}


def _column(rows: list[dict[str, str]], column: str) -> np.ndarray:
    values = np.array([row[column] for row in rows], dtype=np.float64).astype(np.float32)
    if not np.isfinite(values).all():
        raise SystemExit(f"{column}: a value is missing or no number")
    return values


def read_models(data) -> tuple[list[tuple[str, str]], dict[str, np.ndarray]]:
    """Members as (model, scenario), and name -> (member, time) float32: the historical run, then the scenario."""
    members = [(model, scenario) for model in MODELS for scenario in SCENARIOS]
    series: dict[str, list[np.ndarray]] = {name: [] for name, *_ in VARIABLES}
    for model, scenario in members:
        runs = [read_piece(data, model, "historical", *HISTORICAL)]
        runs += [read_piece(data, model, scenario, *years) for years in PIECES]
        for name, parts in series.items():
            parts.append(np.concatenate([run[name] for run in runs]))
    return members, {name: np.stack(parts) for name, parts in series.items()}


def start_file(path: Path, days: list[date], attributes: dict[str, str]) -> netCDF4.Dataset:
    """A new CF file with its time axis and its one site."""
    file = netCDF4.Dataset(path, "w", format="NETCDF4")
    file.setncatts(
        {"Conventions": "CF-1.11", "history": "made by sample_data/build_suffolk.py", "source": SOURCE} | attributes
    )
    file.createDimension("site", 1)
    file.createDimension("time", len(days))
    time = file.createVariable("time", "i4", ("time",), zlib=True, shuffle=True, chunksizes=(len(days),))
    time.setncatts(
        {"standard_name": "time", "axis": "T", "units": f"days since {days[0].isoformat()}", "calendar": "standard"}
    )
    time[:] = np.array([day.toordinal() - days[0].toordinal() for day in days], dtype=np.int32)
    _write_names(file, "site", ("site",), [SITE], {"cf_role": "timeseries_id", "long_name": "name of the place"})
    for name, value, unit in (("lat", LATITUDE, "degrees_north"), ("lon", LONGITUDE, "degrees_east")):
        variable = file.createVariable(name, "f8", ("site",))
        variable.setncatts({"standard_name": {"lat": "latitude", "lon": "longitude"}[name], "units": unit})
        variable[:] = value
    return file


def _write_names(file: netCDF4.Dataset, name: str, dims: tuple[str], texts: list[str], attributes: dict) -> None:
    """Names as characters: every reader of NetCDF can take them."""
    width = max(map(len, texts))
    length = f"{name}_strlen"
    file.createDimension(length, width)
    variable = file.createVariable(name, "S1", (*dims, length))
    variable.setncatts(attributes)
    variable[:] = np.array(texts, dtype=f"S{width}").view("S1").reshape(len(texts), width)
    variable.setncattr("_Encoding", "utf-8")  # after the letters: the library would join them on the way in


def write_variables(file: netCDF4.Dataset, dims: tuple[str, ...], series: dict[str, np.ndarray]) -> None:
    """The daily values, one chunk a member, so that a member's series is one read."""
    for name, standard_name, method, unit, *_ in VARIABLES:
        shape = tuple(len(file.dimensions[dim]) for dim in dims)
        chunks = (*(1 for _ in dims[:-1]), shape[-1])
        variable = file.createVariable(
            name, "f4", dims, zlib=True, complevel=9, shuffle=True, chunksizes=chunks, fill_value=np.float32(1e20)
        )
        variable.setncatts(
            {
                "standard_name": standard_name,
                "long_name": LONG_NAMES[name],
                "units": unit,
                "cell_methods": f"time: {method}",
                "coordinates": "lat lon" + (" model scenario" if "member" in dims else ""),
            }
        )
        variable[:] = series[name].reshape(shape)


def write_observed(data, out: Path) -> Path:
    """The station file: (site, time), 1991-2021."""
    path = out / "suffolk_observed.nc"
    attributes = {
        "title": "Daily weather of Suffolk, England, 1991-2021, as shipped with aquacrop",
        "featureType": "timeSeries",
        "license": LICENCE,
        "comment": "The package does not say who made these numbers or for which point. They are smoother than a field "
        "thermometer: see the card suffolk-observed.",
    }
    with start_file(path, all_days(*OBSERVED), attributes) as file:
        write_variables(file, ("site", "time"), read_observed(data))
    return path


def write_models(data, out: Path) -> Path:
    """The model file: (member, site, time), 1995-2014 and 2020-2099."""
    path = out / "suffolk_cmip6.nc"
    days = all_days(*HISTORICAL) + [day for years in PIECES for day in all_days(*years)]
    attributes = {
        "title": "CMIP6 daily output at Woolpit, Suffolk, 1995-2014 and 2020-2099, as shipped with aquacrop",
        "license": LICENCE + " The model output itself: CMIP6, CC BY 4.0.",
        "comment": "Each member is the historical run of its model, 1995-2014, then a scenario, 2020-2099; no "
        "years 2015-2019. CanESM5 and NorESM2-LM have no 29 February; the package filled it with the temperatures of "
        "the day before and no rain. Kept as shipped: see the card suffolk-cmip6.",
    }
    members, series = read_models(data)
    with start_file(path, days, attributes) as file:
        file.createDimension("member", len(members))
        names = [f"{model}-{scenario}" for model, scenario in members]
        _write_names(file, "member", ("member",), names, {"standard_name": "realization", "long_name": "member"})
        _write_names(file, "model", ("member",), [m for m, _ in members], {"long_name": "climate model"})
        _write_names(file, "scenario", ("member",), [s for _, s in members], {"long_name": "scenario after 2014"})
        write_variables(file, ("member", "site", "time"), series)
    return path


def main(arguments: list[str]) -> None:
    """Write both files and say their checksums, for the cards and the README of this folder."""
    if len(arguments) != 2:
        raise SystemExit("give two arguments: python sample_data/build_suffolk.py WHEEL_OR_FOLDER OUT")
    data, out = package_data(Path(arguments[0])), Path(arguments[1])
    out.mkdir(parents=True, exist_ok=True)
    for path in (write_observed(data, out), write_models(data, out)):
        content = path.read_bytes()
        print(f"{hashlib.sha256(content).hexdigest()}  {len(content)}  {path.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
