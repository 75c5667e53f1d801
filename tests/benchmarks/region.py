"""Daily rain and temperature of a region and its models as files, for benchmarks of whole runs; written once a run."""

from pathlib import Path

import netCDF4
import numpy as np

_LENGTHS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def write_region(
    folder: Path, *, size: int, members: int, variables=("pr",), observed=(1981, 2010), models=(1981, 2070), packed=True
) -> tuple[Path, list[Path]]:
    """Observations and `members` models on one grid of `size` x `size` cells, calendar noleap; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "observed.nc", *(folder / f"model-{number}.nc" for number in range(members))]
    for number, path in enumerate(paths):
        years = observed if number == 0 else models
        _write(path, np.random.default_rng(number), size, years, variables, number, packed)
    return paths[0], paths[1:]


def _write(path: Path, random, size: int, years: tuple[int, int], variables, number: int, packed: bool) -> None:
    days = 365 * (years[1] - years[0] + 1)
    with netCDF4.Dataset(path, "w") as file:
        for name, length in (("time", days), ("lat", size), ("lon", size)):
            file.createDimension(name, length)
        file.title = "made for a benchmark"
        if number:
            file.setncatts({"source_id": f"model-{number}", "experiment_id": "ssp245", "mip_era": "CMIP6"})
        time = file.createVariable("time", "i4", ("time",))
        time.setncatts({"units": f"days since {years[0]}-01-01", "calendar": "noleap", "standard_name": "time"})
        time[:] = np.arange(days)
        for name, standard, unit, first in (
            ("lat", "latitude", "degrees_north", -2.0), ("lon", "longitude", "degrees_east", 36.0),
        ):  # fmt: skip
            axis = file.createVariable(name, "f8", (name,))
            axis.setncatts({"standard_name": standard, "units": unit})
            axis[:] = first + 0.05 * np.arange(size)
        side = min(size, 25)
        for name in variables:
            unit, standard = {
                "pr": ("mm/day", "precipitation_flux"), "tas": ("K", "air_temperature"),
            }[name]  # fmt: skip
            variable = file.createVariable(
                name,
                "f4",
                ("time", "lat", "lon"),
                zlib=packed,
                complevel=4,
                shuffle=packed,
                chunksizes=(365, side, side),
            )
            variable.setncatts({"units": unit, "standard_name": standard, "cell_methods": "time: mean"})
            for year in range(days // 365):
                variable[365 * year : 365 * (year + 1)] = _a_year(random, name, size, number)


def _a_year(random, name: str, size: int, number: int) -> np.ndarray:
    """One year of all cells, with a wet and a dry season, at the digits that files have."""
    day = np.arange(365)[:, None, None]
    if name == "tas":
        wave = 293 + 4 * np.cos(2 * np.pi * (day - 20) / 365) + 0.5 * number
        return np.round(wave + 2 * random.standard_normal((365, size, size), dtype=np.float32), 2).astype(np.float32)
    chance = 0.15 + 0.35 * (np.abs(day - 320) < 45) + 0.02 * number
    wet = random.random((365, size, size), dtype=np.float32) < chance
    amount = random.standard_exponential((365, size, size), dtype=np.float32)
    return np.round(np.where(wet, 8 * amount, 0), 1).astype(np.float32)
