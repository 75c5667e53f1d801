"""The made region: files of weather around lower Embu, made for demonstration, the same for the same seed.

Everything a test or a card must know stands in the tables here: the grids, the models' known faults, the known change.
"""

import os
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import netCDF4
import numpy as np

from ...vocabulary.problems import Problem, Refused, did_you_mean
from .made_weather import FAILED_STRENGTH, FOOT, TOP, TRUTH, Days, Site, Traits, make_weather

GENERATOR = "made_region"
VERSION = 2  # raised when the numbers change: files of another version are made anew
SEED = 20

NOTE = "Made for demonstration: these numbers are made up by rule and say nothing about the real place."

OBSERVED_YEARS = (1991, 2020)
FUTURE_YEARS = (2041, 2070)
OBSERVED_STEP, MODEL_STEP = 0.05, 1.0
# The years that the sample need of Embu remembers, and how strong the October rains are made in them.
REMEMBERED = {1997: 2.2, 2005: FAILED_STRENGTH, 2016: FAILED_STRENGTH}
BOX = (37.4, -0.9, 37.9, -0.4)  # west, south, east, north of the observations
MODEL_CENTRE = (37.65, -0.65)  # lon, lat: the middle one of the 3 x 3 model cells covers the whole box


@dataclass(frozen=True)
class MadeModel:
    """A made model: its calendar and what is known to be wrong and to change in it."""

    name: str
    calendar: str
    traits: Traits


MODELS = (
    MadeModel(
        "made-A",
        "standard",
        Traits(
            rain_factor=1.3, drizzle=0.15, tasmin_bias=-1.0, tasmax_bias=-1.5, warming=1.3, intensity=1.05, later=6
        ),
    ),
    MadeModel(
        "made-B",
        "noleap",
        Traits(
            rain_factor=0.8, drizzle=0.05, tasmin_bias=0.8, tasmax_bias=1.4, warming=1.6, intensity=1.10, later=10
        ),
    ),
    MadeModel(
        "made-C",
        "360_day",
        Traits(
            rain_factor=1.1, drizzle=0.3, early=5, tasmin_bias=1.2, tasmax_bias=-0.6, warming=1.9, intensity=1.15,
            later=14,
        ),
    ),
)  # fmt: skip
SCENARIO = "made-future"
PARTS = ("observed", "models")

_DAYS_IN_MONTH = {"noleap": (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), "360_day": (30,) * 12}

# Name: standard name, cell method, then unit, factor and offset in the observations and in the models. Units differ on
# purpose: the observations come as a meteorological service writes them, the models as CMIP does.
_VARIABLES = {
    "pr": ("precipitation_flux", "mean", ("kg m-2 day-1", 1.0, 0.0), ("kg m-2 s-1", 1 / 86400, 0.0)),
    "tasmin": ("air_temperature", "minimum", ("degC", 1.0, 0.0), ("K", 1.0, 273.15)),
    "tasmax": ("air_temperature", "maximum", ("degC", 1.0, 0.0), ("K", 1.0, 273.15)),
}


def make_region(folder: Path, *, part: str, seed: int = SEED) -> tuple[Path, ...]:
    """Write the files of one part of the region into `folder`, in seconds; files already there are kept.

    part     "observed" (one file, 1991-2020, standard calendar) or "models" (three files, each on its own calendar,
             1991-2020 and 2041-2070 on one time axis)
    returns  the paths, always in the same order; the same seed gives the same bytes
    """
    if part not in PARTS:
        raise Refused(
            Problem("made.part", GENERATOR, "no such part", part, ", ".join(PARTS), did_you_mean(part, PARTS))
        )
    folder.mkdir(parents=True, exist_ok=True)
    if part == "observed":
        return (_once(folder / f"made-embu-observed-v{VERSION}-seed{seed}.nc", lambda to: _write_observed(to, seed)),)
    return tuple(
        _once(
            folder / f"made-embu-{model.name}-v{VERSION}-seed{seed}.nc",
            lambda to, n=n, model=model: _write_model(to, model, np.random.default_rng([seed, n])),
        )
        for n, model in enumerate(MODELS, 1)
    )


def _once(path: Path, write) -> Path:
    """Write beside and rename, so that a reader never meets half a file and two makers do not meet at all."""
    if not path.exists():
        beside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
        try:
            write(beside)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    return path


def altitude(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """Height above the sea [m] at degrees: a hill in the north-west, a plain in the south-east."""
    west, south, east, north = BOX
    toward = ((east - lon) / (east - west) + (lat - south) / (north - south)) / 2
    smooth = np.clip(toward, 0.0, 1.0)
    return FOOT + (TOP - FOOT) * smooth**2 * (3 - 2 * smooth)


def observed_axes() -> tuple[np.ndarray, np.ndarray]:
    """Cell centres of the observations, latitudes and longitudes, both ascending [degree]."""
    west, south, east, north = BOX
    lats = np.round(np.arange(south + OBSERVED_STEP / 2, north, OBSERVED_STEP), 3)
    return lats, np.round(np.arange(west + OBSERVED_STEP / 2, east, OBSERVED_STEP), 3)


def model_axes() -> tuple[np.ndarray, np.ndarray]:
    """Cell centres of the models, latitudes and longitudes, both ascending [degree]."""
    steps = np.array([-1, 0, 1]) * MODEL_STEP
    return np.round(MODEL_CENTRE[1] + steps, 3), np.round(MODEL_CENTRE[0] + steps, 3)


def model_site() -> Site:
    """The nine model cells; each is as high as the land within it is on average, as in a coarse model."""
    lats, lons = model_axes()
    lat, lon = (axis.ravel() for axis in np.meshgrid(lats, lons, indexing="ij"))
    inside = (np.arange(20) + 0.5) / 20 * MODEL_STEP - MODEL_STEP / 2
    land = altitude(lat[:, None, None] + inside[:, None], lon[:, None, None] + inside)
    # The middle cell stands for the box: models and observations then differ by the known faults alone.
    heights = land.mean(axis=(1, 2))
    heights[len(heights) // 2] = observed_site().altitude.mean()
    return Site(heights, lat, lon)


def observed_site() -> Site:
    """The cells of the observations."""
    lats, lons = observed_axes()
    lat, lon = (axis.ravel() for axis in np.meshgrid(lats, lons, indexing="ij"))
    return Site(altitude(lat, lon), lat, lon)


def days_of(first: int, last: int, calendar: str) -> Days:
    """All days of the years `first` to `last` in a calendar, the year stretched to 365 days."""
    lengths = [_year_length(year, calendar) for year in range(first, last + 1)]
    year = np.repeat(np.arange(len(lengths)), lengths)
    day = np.concatenate([(np.arange(n) + 0.5) * 365 / n for n in lengths])
    return Days(year, day)


def _year_length(year: int, calendar: str) -> int:
    if calendar in _DAYS_IN_MONTH:
        return sum(_DAYS_IN_MONTH[calendar])
    return date(year, 12, 31).toordinal() - date(year - 1, 12, 31).toordinal()


def _write_observed(path: Path, seed: int) -> None:
    first, last = OBSERVED_YEARS
    days = days_of(first, last, "standard")
    told = {year - first: strength for year, strength in REMEMBERED.items()}
    weather = make_weather(np.random.default_rng([seed, 0]), days, observed_site(), TRUTH, told=told)
    attributes = {"title": "Daily weather around lower Embu, 1991-2020 (made for demonstration)"}
    with _start(path, observed_axes(), observed_site(), np.arange(len(days.year)), "standard", attributes) as file:
        _write_weather(file, weather, 2, None)


def _write_model(path: Path, model: MadeModel, random: np.random.Generator) -> None:
    past, future = days_of(*OBSERVED_YEARS, model.calendar), days_of(*FUTURE_YEARS, model.calendar)
    site = model_site()
    runs = [
        make_weather(random, past, site, model.traits),
        make_weather(random, future, site, model.traits, future=True),
    ]
    weather = {name: np.concatenate([run[name] for run in runs]) for name in _VARIABLES}
    gap = sum(_year_length(year, model.calendar) for year in range(OBSERVED_YEARS[0], FUTURE_YEARS[0]))
    numbers = np.concatenate([np.arange(len(past.year)), gap + np.arange(len(future.year))])
    attributes = {
        "title": f"Daily output of the made model {model.name}, 1991-2020 and 2041-2070 (made for demonstration)",
        "source_id": model.name,
        "experiment_id": SCENARIO,
    }
    with _start(path, model_axes(), site, numbers, model.calendar, attributes) as file:
        _write_weather(file, weather, 3, model)


def _start(path: Path, axes, site: Site, numbers: np.ndarray, calendar: str, attributes: dict) -> netCDF4.Dataset:
    """A new CF file with its axes and the height of its cells; nothing in it depends on the clock."""
    file = netCDF4.Dataset(path, "w", format="NETCDF4")
    fixed = {"Conventions": "CF-1.11", "institution": "climserv", "source": f"{GENERATOR} version {VERSION}"}
    file.setncatts(fixed | {"history": f"made by climserv.data.{GENERATOR}", "comment": NOTE} | attributes)
    file.createDimension("time", len(numbers))
    time = file.createVariable("time", "i4", ("time",))
    units = f"days since {OBSERVED_YEARS[0]}-01-01"
    time.setncatts({"standard_name": "time", "axis": "T", "units": units, "calendar": calendar})
    time[:] = numbers
    for name, standard_name, unit, axis, values in (
        ("lat", "latitude", "degrees_north", "Y", axes[0]),
        ("lon", "longitude", "degrees_east", "X", axes[1]),
    ):
        file.createDimension(name, len(values))
        variable = file.createVariable(name, "f8", (name,))
        variable.setncatts({"standard_name": standard_name, "units": unit, "axis": axis})
        variable[:] = values
    orog = file.createVariable("orog", "f4", ("lat", "lon"))
    orog.setncatts({"standard_name": "surface_altitude", "units": "m", "comment": NOTE})
    orog[:] = site.altitude.reshape(len(axes[0]), len(axes[1]))
    return file


def _write_weather(file: netCDF4.Dataset, weather: dict, digits: int, model: MadeModel | None) -> None:
    """The daily values; a model's carry a member dimension, as an ensemble's do."""
    sizes = [len(file.dimensions[name]) for name in ("time", "lat", "lon")]
    dims, shape, chunks = ("time", "lat", "lon"), tuple(sizes), (sizes[0], min(5, sizes[1]), min(5, sizes[2]))
    coordinates = {}
    if model is not None:
        _write_member(file, model)
        dims, shape, chunks = ("member", *dims), (1, *shape), (1, *chunks)
        coordinates = {"coordinates": "model scenario"}
    for name, (standard_name, method, observed, modelled) in _VARIABLES.items():
        unit, factor, offset = observed if model is None else modelled
        variable = file.createVariable(name, "f4", dims, zlib=True, complevel=1, shuffle=True, chunksizes=chunks)
        variable.setncatts(
            {"standard_name": standard_name, "units": unit, "cell_methods": f"time: {method}", "comment": NOTE}
            | coordinates
        )
        # Rounded first: the last bits of a sum may differ between machines, the files shall not.
        variable[:] = (np.round(weather[name], digits) * factor + offset).reshape(shape)


def _write_member(file: netCDF4.Dataset, model: MadeModel) -> None:
    file.createDimension("member", 1)
    for name, text in (("member", model.name), ("model", model.name), ("scenario", SCENARIO)):
        file.createDimension(f"{name}_strlen", len(text))
        variable = file.createVariable(name, "S1", ("member", f"{name}_strlen"))
        variable.setncatts({"long_name": name})
        variable[:] = np.array([text], dtype=f"S{len(text)}").view("S1").reshape(1, len(text))
        variable.setncattr("_Encoding", "utf-8")
