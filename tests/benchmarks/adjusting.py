"""Adjustment and exact quantiles against xsdba and numpy in the same run.

Adjustment: 30 + 30 years of training, 60 to adjust, 50 quantiles, additive, nearest node; data come as (time, lat,
lon) and go back so. Million cell-days a second: cells x days to adjust / (training + adjusting). xsdba is given what
suits it best: arrays in memory, no scheduler, its imports and its compiling not counted, the faster of two layouts.

The sorting bound is the time numpy.sort needs for all values of all months, gathered beforehand for it, at no cost.
"""

import subprocess
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np

from climserv.methods.adjustment import Groups, apply, make_groups, train
from climserv.methods.calendars import Timeline
from climserv.methods.quantiles import exact_quantiles
from climserv.methods.turning import put_series, series_of

PAST, AHEAD = 30, 60
BLOCK = 64
_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


@cache
def _groups(years: int, first: int, name: str, window: int) -> Groups:
    """Calendars become integers once, before the blocks: not counted for either side."""
    days = [(y, m + 1, d + 1) for y in range(first, first + years) for m in range(12) for d in range(_LENGTHS[m])]
    groups = make_groups(Timeline("noleap", *np.array(days).T), name, window)
    _ = groups.runs, groups.order
    return groups


def _fields(side: int) -> list[np.ndarray]:
    """Reference, historical and future temperature (time, lat, lon) float32 [K]."""
    rng, found = np.random.default_rng(5), []
    for years, mean, spread in ((PAST, 285, 3), (PAST, 287, 4), (AHEAD, 290, 4)):
        days = 365 * years
        wave = np.float32(mean) + 10 * np.cos(2 * np.pi * np.arange(days, dtype=np.float32) / 365)
        noise = rng.standard_normal((days, side, side), dtype=np.float32)
        noise *= spread
        noise += wave[:, None, None].astype(np.float32)
        found.append(noise)
    return found


def _ours(fields, group: str, window: int, threads: int) -> np.ndarray:
    """Blocks of cells, each turned, trained, applied and turned back; threads outside, as Dask has them."""
    reference, historical, future = (values.reshape(values.shape[0], -1) for values in fields)
    past, ahead = _groups(PAST, 1981, group, window), _groups(AHEAD, 2041, group, window)
    adjusted = np.empty_like(future)
    rule = {"method": "quantile_delta_mapping", "kind": "+", "interpolation": "nearest"}

    # Few cells are still work for all threads.
    size = max(8, min(BLOCK, future.shape[1] // (4 * threads)))

    def block(first: int) -> None:
        last = min(first + size, future.shape[1])
        taught = train(series_of(reference, first, last), series_of(historical, first, last), past, past, **rule)
        put_series(apply(taught, series_of(future, first, last), ahead)[0], adjusted, first)

    firsts = range(0, future.shape[1], size)
    if threads == 1:
        for first in firsts:
            block(first)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(block, firsts))
    return adjusted.reshape(fields[2].shape)


def _xsdba(fields, window: int, last_dim_time: bool) -> tuple[tuple[float, float], np.ndarray]:
    """Seconds that xsdba needs in memory, those of the processor, and what it gives (time, lat, lon)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import dask
        import xarray as xr
        import xsdba

        def array(values, year):
            axis = xr.date_range(f"{year}-01-01", periods=values.shape[0], calendar="noleap", use_cftime=True)
            found = xr.DataArray(values, {"time": axis}, ("time", "lat", "lon"), attrs={"units": "K"})
            return found.transpose("lat", "lon", "time").copy() if last_dim_time else found

        ref, hist, sim = (array(v, y) for v, y in zip(fields, (1981, 1981, 2041), strict=True))
        group = xsdba.Grouper("time.month") if window == 1 else xsdba.Grouper("time.dayofyear", window)
        with dask.config.set(scheduler="synchronous"):
            before, cpu = time.perf_counter(), time.process_time()
            trained = xsdba.QuantileDeltaMapping.train(ref, hist, nquantiles=50, group=group, kind="+")
            found = trained.adjust(sim, interp="nearest").load()
            taken = time.perf_counter() - before, time.process_time() - cpu
        return taken, found.transpose("time", "lat", "lon").values


def _seconds(work, repeats: int, clock=time.perf_counter) -> float:
    found = []
    for _ in range(repeats):
        before = clock()
        work()
        found.append(clock() - before)
    return min(found)


def _sorting(side: int) -> float:
    """Seconds for numpy.sort to sort every month of every series of as many cells."""
    rng = np.random.default_rng(1)
    cells, seconds = side * side, 0.0
    for years in (PAST, PAST, AHEAD):
        for days in _LENGTHS:
            values = rng.standard_normal((cells, days * years), dtype=np.float32)
            before = time.perf_counter()
            values.sort(axis=1)
            seconds += time.perf_counter() - before
    return seconds


def _peak(group: str, window: int, side: int) -> int:
    """Peak memory of a process of its own that does nothing else [MB]; the data themselves counted in."""
    code = (
        "from tests.benchmarks import adjusting as a, process; "
        f"a._ours(a._fields({side}), {group!r}, {window}, 1); print(process.peak_mb())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return round(float(done.stdout))


def _against_xsdba(name: str, group: str, window: int, side: int, peers_side: int, layouts=(False, True)) -> dict:
    """The peer gets as many cells as make its fixed costs small."""
    fields = _fields(side)
    _ours([part[:, :1, :1] for part in fields], group, window, 1)  # compiled on the first call, kept on disk after it
    mine, two = (_seconds(lambda n=n: _ours(fields, group, window, n), 3) for n in (1, 2))
    mine_cpu = _seconds(lambda: _ours(fields, group, window, 1), 3, time.process_time)
    theirs, few = [], [np.ascontiguousarray(part[:, :peers_side, :peers_side]) for part in fields]
    _xsdba([part[:, :1, :1] for part in few], window, False)
    for last_dim_time in layouts:
        taken, found = _xsdba(few, window, last_dim_time)
        theirs.append(taken)
    # Days whose rank is as near to one node as to the next may go either way.
    ours = _ours(few, group, window, 1)
    steps = np.abs(ours - found) / np.spacing(np.abs(ours))
    rate, peers_rate = (n * n * AHEAD * 365 / 1e6 for n in (side, peers_side))
    theirs_alone, theirs_cpu = (min(one) for one in zip(*theirs, strict=True))
    return {
        "name": name,
        "unit": "million cell-days/s",
        "ours": round(rate / mine, 1),
        "ours_two_threads": round(rate / two, 1),
        "peer": "xsdba",
        "peers": round(peers_rate / theirs_alone, 2),
        "ratio": round(rate / mine / (peers_rate / theirs_alone), 1),
        # On a machine that others use too, this tells more than the clock.
        "cpu_ratio": round(rate / mine_cpu / (peers_rate / theirs_cpu), 1),
        "within_one_float32_step": round(float((steps <= 1).mean()), 4),
        "not_finite": int((~np.isfinite(ours)).sum()),
        "peers_not_finite": int((~np.isfinite(found)).sum()),
        "threads": 1,
        "peak_mb": _peak(group, window, side),
    }


def quantile_delta_mapping(quick: bool) -> dict:
    """Monthly, turning included, and how near it comes to sorting alone."""
    side = 12 if quick else 24
    found = _against_xsdba("quantile_delta_mapping", "month", 1, side, 12 if quick else 20)
    bound = side * side * AHEAD * 365 / 1e6 / min(_sorting(side) for _ in range(3))
    return {**found, "sorting_bound": round(bound, 1), "of_the_bound": round(found["ours"] / bound, 2)}


def quantile_delta_mapping_in_windows(quick: bool) -> dict:
    """31 days around each day of the year. xsdba ranks, by default and faster, within single days: not the same."""
    # As many cells for both: the peer's fixed costs are some seconds here, and few cells would flatter ours.
    side, name = 12 if quick else 25, "quantile_delta_mapping_in_windows"
    found = _against_xsdba(name, "day_of_year", 31, side, side, (False,))
    del found["within_one_float32_step"]
    return found


def exact_percentile_map(quick: bool) -> dict:
    """The 90th percentile of 30 years of days at each cell, equal to numpy.nanquantile."""
    side = 40 if quick else 200
    rng = np.random.default_rng(2)
    values = rng.standard_normal((side * side, 365 * PAST), dtype=np.float32)
    values[::7, ::50] = np.nan
    exact_quantiles(values[:1], 0.9)
    mine = _seconds(lambda: exact_quantiles(values, 0.9), 2)
    few = values[: min(len(values), 400)].astype(np.float64)
    before = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = np.nanquantile(few, [0.9], axis=1)[0]
    theirs = (time.perf_counter() - before) * len(values) / len(few)
    rate = values.size / 1e6
    return {
        "name": "exact_percentile_map",
        "unit": "million values/s",
        "cells": side * side,
        "seconds": round(mine, 2),
        "ours": round(rate / mine, 1),
        "peer": "numpy.nanquantile",
        "peers": round(rate / theirs, 1),
        "ratio": round(theirs / mine, 1),
        "equal": bool((exact_quantiles(few, 0.9)[:, 0] == expected).all()),
        "threads": 1,
    }
