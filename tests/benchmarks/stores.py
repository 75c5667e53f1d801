"""Files to measure on: a long store of rain, and an ensemble of many files."""

from pathlib import Path

import netCDF4
import numpy as np


def write_store(
    path: Path, *, years: int, size: int, chunks: tuple[int, int, int] | None, first: int = 1961, kind: str = "NETCDF4",
    **packing,
) -> Path:  # fmt: skip
    """Daily rain over a square of half-degree cells, noleap; noise, because constants compress to nothing."""
    rng, days = np.random.default_rng(first), years * 365
    with netCDF4.Dataset(path, "w", format=kind) as file:
        axes = (("time", np.arange(days)), ("lat", np.arange(size) / 2 - 5), ("lon", np.arange(size) / 2 + 30))
        for name, axis in axes:
            file.createDimension(name, len(axis))
            file.createVariable(name, "f8", (name,))[:] = axis
        file["time"].setncatts({"units": f"days since {first}-01-01", "calendar": "noleap"})
        file["lat"].units, file["lon"].units = "degrees_north", "degrees_east"
        rain = file.createVariable("pr", "f4", ("time", "lat", "lon"), chunksizes=chunks, **packing)
        rain.setncatts({"units": "kg m-2 s-1", "standard_name": "precipitation_flux", "cell_methods": "time: mean"})
        for day in range(0, days, 3650):
            some = (min(3650, days - day), size, size)
            rain[day : day + some[0]] = rng.gamma(0.5, 1e-4, some).astype(np.float32)
    return path


def zarr_of(path: Path, store: Path, chunks: tuple[int, int, int]) -> Path:
    """The same as a Zarr store, format 3, in chunks of this shape."""
    import zarr

    group = zarr.open_group(store, mode="w", zarr_format=3)
    with netCDF4.Dataset(path) as file:
        file.set_auto_mask(False)
        for name, variable in file.variables.items():
            shape = chunks if name == "pr" else variable.shape
            array = group.create_array(
                name, shape=variable.shape, dtype=variable.dtype, chunks=shape, dimension_names=variable.dimensions
            )
            array.attrs.update({attribute: variable.getncattr(attribute) for attribute in variable.ncattrs()})
            for start in range(0, len(variable), shape[0]):
                array[start : start + shape[0]] = variable[start : start + shape[0]]
    return store


def write_ensemble(folder: Path, *, models: int, files: int, years: int = 5, size: int = 10) -> list[Path]:
    """Files of several models in consecutive periods, named and described as CMIP does."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for model in range(models):
        for part in range(files // models):
            first = 1961 + part * years
            path = folder / f"pr_day_MODEL{model:02d}_ssp245_r1i1p1f1_gn_{first}0101-{first + years - 1}1231.nc"
            write_store(path, years=years, size=size, chunks=None, first=first)
            with netCDF4.Dataset(path, "a") as file:
                file.setncatts(
                    {"source_id": f"MODEL{model:02d}", "experiment_id": "ssp245", "variant_label": "r1i1p1f1"}
                )
            paths.append(path)
    return paths
