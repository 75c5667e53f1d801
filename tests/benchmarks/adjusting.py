"""Adjustment against xsdba in the same run: 30 + 30 years of training, 60 to adjust, monthly, 50 quantiles."""

import resource
import time
import warnings

import numpy as np

from climserv.methods.adjustment import apply, train

TRAINED, AHEAD = 30 * 365, 60 * 365


def _series(cells: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    year = 10 * np.cos(2 * np.pi * np.arange(AHEAD) / 365)
    reference = 285 + year[:TRAINED] + rng.normal(0, 3, (cells, TRAINED))
    historical = 287 + year[:TRAINED] + rng.normal(0, 4, (cells, TRAINED))
    future = 290 + year + rng.normal(0, 4, (cells, AHEAD))
    return tuple(values.astype(np.float32) for values in (reference, historical, future))


def _months(days: int) -> np.ndarray:
    lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return np.tile(np.repeat(np.arange(1, 13), lengths), days // 365)


def quantile_delta_mapping(quick: bool) -> dict:
    """Monthly, additive, nearest; million cell-days a second (cells x days to adjust / time), one thread each."""
    cells = 25 if quick else 200
    reference, historical, future = _series(cells)
    rule = {"method": "quantile_delta_mapping", "kind": "+", "interpolation": "nearest"}

    def ours() -> None:
        learnt = train(reference, historical, _months(TRAINED), _months(TRAINED), **rule)
        apply(learnt, future, _months(AHEAD))

    ours()  # compiled on the first call, and kept on disk after it
    before = time.perf_counter()
    ours()
    mine = time.perf_counter() - before
    theirs = min(_xsdba(reference, historical, future) for _ in range(2))  # they compile in their first call, too
    rate = cells * AHEAD / 1e6
    return {
        "name": "quantile_delta_mapping",
        "unit": "million cell-days/s",
        "ours": round(rate / mine, 1),
        "peer": "xsdba",
        "peers": round(rate / theirs, 2),
        "ratio": round(theirs / mine, 1),
        "threads": 1,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _xsdba(reference, historical, future) -> float:
    """Seconds that xsdba needs in memory; its imports are not counted."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import dask
        import xarray as xr
        import xsdba

        def array(values):
            time_axis = xr.date_range("2001-01-01", periods=values.shape[1], calendar="noleap", use_cftime=True)
            return xr.DataArray(values, {"time": time_axis}, ("cell", "time"), attrs={"units": "K"})

        ref, hist, sim = array(reference), array(historical), array(future)
        with dask.config.set(scheduler="synchronous"):
            before = time.perf_counter()
            trained = xsdba.QuantileDeltaMapping.train(ref, hist, nquantiles=50, group="time.month", kind="+")
            trained.adjust(sim, interp="nearest").load()
            return time.perf_counter() - before
