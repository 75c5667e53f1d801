"""Small files for the tests of the data door."""

from pathlib import Path

import netCDF4
import numpy as np

RAIN = {"standard_name": "precipitation_flux", "units": "kg m-2 s-1", "cell_methods": "time: mean"}


def start_file(
    path: Path, *, days, units="days since 2001-01-01", calendar="noleap", dtype="f8", kind="NETCDF4"
) -> netCDF4.Dataset:
    """A file with a time axis, open for more."""
    file = netCDF4.Dataset(path, "w", format=kind)
    file.Conventions = "CF-1.8"
    file.createDimension("time", len(days))
    time = file.createVariable("time", dtype, ("time",))
    time.setncatts({"units": units} | ({"calendar": calendar} if calendar else {}))
    time[:] = days
    return file


def add_axis(file: netCDF4.Dataset, name: str, values, units: str, dims: tuple[str, ...] | None = None) -> None:
    """A coordinate, on its own dimension unless `dims` says otherwise."""
    if dims is None:
        file.createDimension(name, len(values))
        dims = (name,)
    axis = file.createVariable(name, "f8", dims)
    axis.units = units
    axis[...] = values


def add_variable(file, name, values, dims, *, dtype="f4", fill=None, **attributes) -> None:
    """A variable; `values` are raw, as they shall stand in the file."""
    variable = file.createVariable(name, dtype, dims, fill_value=fill)
    variable.set_auto_maskandscale(False)
    variable.setncatts(attributes)
    variable[...] = values


def write_grid(
    path: Path, values, *, lats=(1.0, 2.0), lons=(10.0, 11.0, 12.0), days=None, time=None, **attributes
) -> Path:
    """Rain on a grid, (time, lat, lon); attributes of the variable over those of CMIP rain."""
    values = np.asarray(values, np.float32)
    with start_file(path, days=np.arange(len(values)) if days is None else days, **(time or {})) as file:
        add_axis(file, "lat", lats, "degrees_north")
        add_axis(file, "lon", lons, "degrees_east")
        add_variable(file, "pr", values, ("time", "lat", "lon"), **(RAIN | attributes))
    return path


def some_rain(days: int = 6, lats: int = 2, lons: int = 3) -> np.ndarray:
    """Rain (time, lat, lon) [kg m-2 s-1] with every value different, so that no swap goes unseen."""
    return ((np.arange(days * lats * lons).reshape(days, lats, lons) + 1) * 1e-6).astype(np.float32)
