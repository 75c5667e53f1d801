"""Conservative regridding against xarray-regrid in the same run: 0.25 to 1 degree and back, ten years of days."""

import resource
import time
import warnings

import numpy as np

from climserv.methods.regridding.applying import apply_weights
from climserv.methods.regridding.conservative import conservative
from climserv.methods.turning import put_series, series_of

DAYS = 3650


def _best(work, times: int = 3) -> float:
    """Seconds of the quickest of some runs, the first of which only warms up."""
    work()
    found = []
    for _ in range(times):
        before = time.perf_counter()
        work()
        found.append(time.perf_counter() - before)
    return min(found)


def conservative_regridding(quick: bool) -> dict:
    """Million cell-days of the fine grid a second, down and back, weights made anew each time.

    Each in its own best layout: ours (cell, time), as blocks are; theirs (time, lat, lon). `ratio_with_transposes` is
    ours from and to their layout. Theirs with `skipna`, its default, as ours leaves missing values out too.
    """
    wide = 10 if quick else 40
    days = DAYS // 2 if quick else DAYS
    fine, coarse = (np.arange(0, wide + step / 2, step) for step in (0.25, 1.0))
    field = np.random.default_rng(7).normal(285, 5, (days, 4 * wide, 4 * wide)).astype(np.float32)
    values = np.ascontiguousarray(field.reshape(days, -1).T)

    def ours(given) -> np.ndarray:
        down = apply_weights(conservative((fine, fine), (coarse, coarse)), given)
        return apply_weights(conservative((coarse, coarse), (fine, fine)), down)

    def ours_transposed() -> np.ndarray:
        given = field.reshape(days, -1)
        found = np.empty_like(given)
        put_series(ours(series_of(given, 0, given.shape[1])), found, 0)
        return found

    mine, turned = _best(lambda: ours(values)), _best(ours_transposed)
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    theirs, apart = _xarray_regrid(field, fine, coarse, ours(values))
    rate = values.size / 1e6
    return {
        "name": "conservative_regridding",
        "unit": "million cell-days/s",
        "ours": round(rate / mine, 1),
        "peer": "xarray-regrid",
        "peers": round(rate / theirs, 1),
        "ratio": round(theirs / mine, 1),
        "ratio_with_transposes": round(theirs / turned, 1),
        "largest_difference": apart,
        "threads": 1,
        "peak_mb": peak,
    }


def _xarray_regrid(field, fine, coarse, ours) -> tuple[float, float]:
    """Seconds that the peer needs in memory, imports not counted, and the largest difference to ours.

    On the way back it leaves the outermost cells missing, which the coarse cells do cover: they are not compared.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import dask
        import xarray as xr
        import xarray_regrid  # noqa: F401 - it makes the accessor

        centres, wide = ((edges[1:] + edges[:-1]) / 2 for edges in (fine, coarse))
        axes = {"time": np.arange(len(field)), "latitude": centres, "longitude": centres}
        data = xr.DataArray(field, axes, ("time", "latitude", "longitude"))
        down, back = (xr.Dataset(coords={"latitude": x, "longitude": x}) for x in (wide, centres))

        def there_and_back():
            first = data.regrid.conservative(down, latitude_coord="latitude")
            return first.regrid.conservative(back, latitude_coord="latitude").load()

        with dask.config.set(scheduler="synchronous"):
            seconds = _best(there_and_back, 2)
            found = there_and_back().transpose("time", "latitude", "longitude").values
    return seconds, round(float(np.nanmax(np.abs(found.reshape(len(field), -1).T - ours))), 6)
