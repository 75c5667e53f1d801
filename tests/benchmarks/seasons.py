"""Seasons and heat against xclim in the same run: 30 years of daily rain and temperature, in memory.

Rates are million cell-days a second (cells x days / seconds). `ratio` compares one thread with one thread; where xclim
runs on Dask the two threads of each are compared too.
"""

import resource
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from climserv.methods.calendars import seasons
from climserv.methods.heat.degree_days import degree_days
from climserv.methods.seasons.amounts import wettest_days
from climserv.methods.seasons.counting import wet_days
from climserv.methods.seasons.length import rainy_season
from climserv.methods.seasons.onset import rainy_season_onset
from climserv.methods.seasons.spells import longest_dry_spell

YEARS = 30
# Cells at a time, as a run takes them.
PART = 64
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
YEAR = np.repeat(np.arange(1991, 1991 + YEARS), 365)
MONTH = np.tile(np.repeat(np.arange(1, 13), LENGTHS), YEARS)
DAY = np.tile(np.concatenate([np.arange(1, length + 1) for length in LENGTHS]), YEARS)
START = {"amount": 25, "window": 3, "operator": ">", "anchor": "window_end", "dry_spell": 7, "look_ahead": 37}
END = {"days": 20, "operator": ">"}


def _seasons(start, end):
    return seasons(YEAR, MONTH, DAY, start, end, "noleap")


def _rain(cells: int) -> np.ndarray:
    """Rain of one wet season a year, with exact zeros."""
    rng = np.random.default_rng(7)
    day = np.tile(np.arange(365), YEARS)
    chance = np.where((day > 100) & (day < 290), 0.05 + 0.45 * np.sin(np.pi * (day - 100) / 190), 0.02)
    wet = rng.random((cells, YEARS * 365), dtype=np.float32) < chance
    return np.where(wet, rng.gamma(0.8, 12, wet.shape), 0).astype(np.float32)


def _warmth(cells: int) -> np.ndarray:
    year = 10 * np.cos(2 * np.pi * np.arange(YEARS * 365) / 365)
    return (287 + year + np.random.default_rng(8).normal(0, 4, (cells, YEARS * 365))).astype(np.float32)


def _seconds(work: Callable[[], object], times: int = 5) -> float:
    """The least of several runs, after one that compiles."""
    work()
    return min(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def _on_two_threads(work: Callable[[slice], object], cells: int) -> float:
    halves = [slice(0, cells // 2), slice(cells // 2, cells)]
    with ThreadPoolExecutor(2) as pool:
        return _seconds(lambda: list(pool.map(work, halves)))


def _array(values, units: str):
    import xarray as xr

    # numpy's own dates, which xclim takes more quickly than those of cftime
    axis = xr.date_range("1991-01-01", periods=values.shape[1])
    return xr.DataArray(values, {"time": axis}, ("cell", "time"), attrs={"units": units})


def _xclim(values, units: str, ask: Callable, *, threads: int) -> float:
    """Seconds of xclim, in memory or on Dask with two threads and half the cells a chunk; imports are not counted."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import dask
        import xclim.indices

        array = _array(values, units)
        if threads == 1:
            with dask.config.set(scheduler="synchronous"):
                return min(_once(lambda: ask(xclim.indices, array)) for _ in range(2))
        array = array.chunk({"cell": -(-values.shape[0] // 2), "time": -1})
        with dask.config.set(scheduler="threads", num_workers=2):
            return min(_once(lambda: ask(xclim.indices, array).load()) for _ in range(2))


def _report(name: str, values, mine: float, mine_on_two: float, theirs: float, **more) -> dict:
    rate = values.size / 1e6
    return {
        "name": name,
        "unit": "million cell-days/s",
        "ours": round(rate / mine, 1),
        "peer": "xclim",
        "peers": round(rate / theirs, 2),
        "ratio": round(theirs / mine, 1),
        "threads": 1,
        "ours_on_2_threads": round(rate / mine_on_two, 1),
        **more,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def rain_season(quick: bool) -> dict:
    """Start, end and length of the rains; xclim's `rain_season` gives all three too, and fails on Dask chunks."""
    cells = 1000 if quick else 2500
    rain = _rain(cells)
    starts, ends = _seasons((5, 1), (8, 31)), _seasons((9, 1), (12, 31))

    def ours(part: slice = slice(None)) -> object:
        return rainy_season(rain[part], starts, ends, start=START, end=END)

    def ask(indices, array):
        return indices.rain_season(
            array, thresh_dry_start="1 mm", date_max_start="08-31", thresh_dry_end="1 mm", date_min_end="09-01"
        )

    theirs = _xclim(rain, "mm/d", ask, threads=1)
    return _report("rain_season", rain, _seconds(ours), _on_two_threads(ours, cells), theirs)


def dry_spell(quick: bool) -> dict:
    """Longest dry spell of each year; xclim in memory, and on Dask, which is its quicker way."""
    cells = 1000 if quick else 2500
    rain = _rain(cells)
    year = _seasons((1, 1), (12, 31))

    def ours(part: slice = slice(None)) -> object:
        return longest_dry_spell(rain[part], year)

    def ask(indices, array):
        return indices.maximum_consecutive_dry_days(array)

    mine, on_two = _seconds(ours), _on_two_threads(ours, cells)
    theirs = _xclim(rain, "mm/d", ask, threads=1)
    dask = _xclim(rain, "mm/d", ask, threads=2)
    more = {"peers_on_2_threads": round(rain.size / 1e6 / dask, 1), "ratio_on_2_threads": round(dask / on_two, 1)}
    return _report("longest_dry_spell", rain, mine, on_two, theirs, **more)


def growing_degree_days(quick: bool) -> dict:
    """Degree days of each year above 10 degC."""
    cells = 1000 if quick else 2500
    tas = _warmth(cells)
    year = _seasons((1, 1), (12, 31))

    def ours(part: slice = slice(None)) -> object:
        return degree_days(tas[part], year, lower=283.15)

    def ask(indices, array):
        return indices.growing_degree_days(array, thresh="10 degC")

    mine, on_two = _seconds(ours), _on_two_threads(ours, cells)
    theirs = _xclim(tas, "K", ask, threads=1)
    dask = _xclim(tas, "K", ask, threads=2)
    more = {"peers_on_2_threads": round(tas.size / 1e6 / dask, 1), "ratio_on_2_threads": round(dask / on_two, 1)}
    return _report("degree_days", tas, mine, on_two, theirs, **more)


def five_indices(quick: bool) -> dict:
    """Degree days, dry spell, onset, wet days and Rx5day of a block while it is in cache, against one after another.

    The cell-days are those of one series, though two are read. The kernels are bound by arithmetic, not by memory, so
    little is to be gained: the two should be alike.
    """
    cells = 256 if quick else 1024
    rain, tas = _rain(cells), _warmth(cells)
    year, search = _seasons((1, 1), (12, 31)), _seasons((5, 1), (8, 31))
    five = (
        lambda part: degree_days(tas[part], year, lower=283.15),
        lambda part: longest_dry_spell(rain[part], year),
        lambda part: rainy_season_onset(rain[part], search, **START),
        lambda part: wet_days(rain[part], year),
        lambda part: wettest_days(rain[part], year, days=5),
    )

    def in_blocks(part: slice) -> None:
        for begin in range(part.start, part.stop, PART):
            for index in five:
                index(slice(begin, min(begin + PART, part.stop)))

    def one_after_another() -> None:
        for index in five:
            index(slice(0, cells))

    mine, apart = _seconds(lambda: in_blocks(slice(0, cells))), _seconds(one_after_another)
    found = _report("five_indices", rain, mine, _on_two_threads(in_blocks, cells), apart)
    return found | {"peer": "ours, one index after another"}
