"""Files broken on purpose, each in one way; the rest of each is sound."""

from pathlib import Path

import netCDF4
import numpy as np

DAYS, LATS, LONS = 400, (-1.0, 0.0, 1.0), (36.0, 37.0, 38.0, 39.0)

ATTRIBUTES = {
    "pr": {"standard_name": "precipitation_flux", "units": "mm/day", "cell_methods": "time: mean"},
    "tasmin": {"standard_name": "air_temperature", "units": "degC", "cell_methods": "time: minimum"},
    "tasmax": {"standard_name": "air_temperature", "units": "degC", "cell_methods": "time: maximum"},
}


def sound_values(days: int = DAYS, lats: int = 3, lons: int = 4, *, seed: int = 7) -> dict[str, np.ndarray]:
    """Rain [mm/day] and temperatures [degC] as they might be, (time, lat, lon)."""
    rng = np.random.default_rng(seed)
    shape = (days, lats, lons)
    low = 14 + rng.normal(0, 1.5, shape)
    rain = np.where(rng.random(shape) < 0.4, rng.gamma(0.8, 12, shape), 0)
    return {"pr": rain, "tasmin": low, "tasmax": low + 6 + rng.gamma(2, 2, shape)}


def write(path: Path, values: dict[str, np.ndarray] | None = None, *, days=None, lons=LONS, **options) -> Path:
    """A sound file on one grid, unless an argument says otherwise.

    options  calendar, units (of a variable: the unit written), chunks, unlimited, format, and attributes of the file
    """
    values = sound_values() if values is None else values
    first = next(iter(values.values()))
    days = np.arange(len(first)) if days is None else np.asarray(days)
    lats = np.asarray(LATS) if first.shape[1] == 3 else np.linspace(-5, 5, first.shape[1])
    lons = np.asarray(lons) if first.shape[2] == len(lons) else np.linspace(30, 40, first.shape[2])
    own = {k: v for k, v in options.items() if k not in ("calendar", "units", "chunks", "unlimited", "format")}
    with netCDF4.Dataset(path, "w", format=options.get("format", "NETCDF4")) as file:
        file.setncatts({"Conventions": "CF-1.8"} | own)
        axes = (("time", days, "days since 2001-01-01"), ("lat", lats, "degrees_north"), ("lon", lons, "degrees_east"))
        for name, axis, units in axes:
            file.createDimension(name, None if name == "time" and options.get("unlimited") else len(axis))
            file.createVariable(name, "f8", (name,)).units = units
            file[name][:] = axis
        file["time"].calendar = options.get("calendar", "standard")
        for name, numbers in values.items():
            kept = {"chunksizes": options["chunks"], "zlib": True} if "chunks" in options else {}
            variable = file.createVariable(name, "f4", ("time", "lat", "lon"), **kept)
            told = ATTRIBUTES[name] | ({"units": options["units"][name]} if name in options.get("units", {}) else {})
            variable.setncatts({attribute: text for attribute, text in told.items() if text})
            variable[:] = numbers
    return path


def truncated(folder: Path) -> list[Path]:
    path = write(folder / "a.nc")
    path.write_bytes(path.read_bytes()[:-2000])
    return [path]


def truncated_classic(folder: Path) -> list[Path]:
    path = write(folder / "a.nc", format="NETCDF3_CLASSIC")
    path.write_bytes(path.read_bytes()[:-2000])
    return [path]


def duplicate_times(folder: Path) -> list[Path]:
    days = np.arange(DAYS)
    days[200:] -= 1
    return [write(folder / "a.nc", days=days)]


def unsorted(folder: Path) -> list[Path]:
    days = np.arange(DAYS)
    days[[100, 101]] = days[[101, 100]]
    return [write(folder / "a.nc", days=days)]


def undeclared_code(folder: Path) -> list[Path]:
    values = sound_values()
    values["pr"][[5, 90], 1, 2] = -999
    return [write(folder / "a.nc", values)]


def wrong_units(folder: Path) -> list[Path]:
    return [write(folder / "a.nc", units={"pr": "K"})]


def no_units(folder: Path) -> list[Path]:
    return [write(folder / "a.nc", units={"pr": ""})]


def accumulated_rain(folder: Path) -> list[Path]:
    return [write(folder / "a.nc", {"pr": sound_values()["pr"].cumsum(axis=0)})]


def crossed_temperatures(folder: Path) -> list[Path]:
    values = sound_values()
    values["tasmin"][30, 2, 3], values["tasmin"][200, 0, 0] = values["tasmax"][[30, 200], [2, 0], [3, 0]] + 2
    return [write(folder / "a.nc", values)]


def one_day_a_chunk(folder: Path) -> list[Path]:
    return [write(folder / "a.nc", {"pr": sound_values(DAYS, 40, 40)["pr"]}, chunks=(1, 40, 40))]


def huge_chunk(folder: Path) -> list[Path]:
    values = {"pr": sound_values()["pr"]}
    return [write(folder / "a.nc", values, chunks=(1_500_000, 3, 4), unlimited=True)]


def overlapping_members(folder: Path) -> list[Path]:
    model = {"source_id": "MODEL", "experiment_id": "historical", "variant_label": "r1i1p1f1"}
    one, other = ({"pr": sound_values(seed=seed)["pr"]} for seed in (1, 2))
    first = write(folder / "a.nc", one, **model)
    return [first, write(folder / "b.nc", other, days=np.arange(DAYS) + 390, **model)]


def missing_bounds(folder: Path) -> list[Path]:
    path = write(folder / "a.nc")
    with netCDF4.Dataset(path, "a") as file:
        file["time"].bounds = "time_bnds"
    return [path]


def noisy_longitudes(folder: Path) -> list[Path]:
    return [write(folder / "a.nc", lons=np.array([36, 37.001, 37.9993, 39.0002]))]


def empty_time(folder: Path) -> list[Path]:
    return [write(folder / "a.nc", sound_values(0))]


def mixed_calendars(folder: Path) -> list[Path]:
    model = {"source_id": "MODEL", "experiment_id": "historical", "variant_label": "r1i1p1f1"}
    first = write(folder / "a.nc", **model)
    return [first, write(folder / "b.nc", days=np.arange(DAYS) + DAYS, calendar="noleap", **model)]


# The file: severity, code, and what its finding says of where and when, and of the mend.
BROKEN = {
    truncated: ("error", "file.damaged", "a.nc", "Fetch the file again"),
    truncated_classic: ("error", "file.damaged", "cut short", "Fetch the file again"),
    duplicate_times: ("error", "time.duplicate", "2001-07-19", "Keep one of each"),
    unsorted: ("error", "time.unsorted", "2001-04-11 after 2001-04-12", "Sort the file"),
    undeclared_code: ("error", "value.code", "0 N, 38 E on 2001-01-06; 0 N, 38 E on 2001-04-01", "Declare -999"),
    wrong_units: ("error", "unit.dimension", "pr is rain", "Correct the unit of pr"),
    no_units: ("error", "unit.missing", "pr is rain", 'units = "mm/day"'),
    accumulated_rain: ("error", "unit.accumulated", "on 2002-02-04", "difference from day to day"),
    crossed_temperatures: ("warning", "value.order", "1 N, 39 E on 2001-01-31", "which of the two is wrong"),
    one_day_a_chunk: ("warning", "structure.chunks", "1 day(s) a block", "nccopy -c time/1000"),
    huge_chunk: ("warning", "structure.chunks", "72 MB", "nccopy -c time/1000"),
    overlapping_members: ("error", "set.overlap", "on 2002-01-2", "Leave one of them out"),
    missing_bounds: ("warning", "cf.bounds", "time_bnds", "Add the bounds"),
    noisy_longitudes: ("note", "grid.noise", "from 37.001", "Round them"),
    empty_time: ("error", "time.empty", "the time axis is empty", "Send a file that holds days"),
    mixed_calendars: ("error", "set.unlike", "two calendars", "Leave one of them out"),
}
