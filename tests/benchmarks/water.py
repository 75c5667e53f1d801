"""Evapotranspiration and SPI against xclim in the same run: 30 years of days in memory, one thread each."""

import resource
import time
import warnings

import numpy as np

from climserv.methods.calendars import Timeline
from climserv.methods.water.evaporation import reference_evapotranspiration
from climserv.methods.water.standardised import standardised_precipitation_index
from climserv.methods.water.sun import solar_day

START, DAYS = "1971-01-01", 10958


def _axis() -> tuple[np.ndarray, Timeline]:
    """Days of the standard calendar, which xclim handles quickest, as dates and as ours."""
    dates = np.datetime64(START) + np.arange(DAYS)
    month = dates.astype("datetime64[M]")
    parts = (
        month.astype("datetime64[Y]").astype(int) + 1970,
        month.astype(int) % 12 + 1,
        (dates - month).astype(int) + 1,
    )
    return dates.astype("datetime64[ns]"), Timeline("standard", *parts)


def _weather(cells: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(6)
    shape = (cells, DAYS)
    low = 288 + rng.normal(0, 5, shape)
    made = {
        "tasmin": low,
        "tasmax": low + rng.uniform(2, 15, shape),
        "hurs": rng.uniform(20, 100, shape),
        "sfcWind": rng.uniform(0, 8, shape),
        "rsds": rng.uniform(50, 320, shape),
        "rsus": rng.uniform(10, 60, shape),
        "rlds": rng.uniform(280, 400, shape),
        "rlus": rng.uniform(350, 480, shape),
    }
    return {name: values.astype(np.float32) for name, values in made.items()}


def _arrays(made: dict[str, np.ndarray], **units: str) -> dict:
    import xarray as xr

    axis, _ = _axis()
    return {
        name: xr.DataArray(made[name], {"time": axis}, ("cell", "time"), attrs={"units": unit})
        for name, unit in units.items()
    }


def _quickest(work, times: int = 3) -> float:
    work()  # compiled, or warmed up, on the first call
    spent = []
    for _ in range(times):
        before = time.perf_counter()
        work()
        spent.append(time.perf_counter() - before)
    return min(spent)


def _told(name: str, cells: int, mine: float, theirs: float) -> dict:
    rate = cells * DAYS / 1e6
    return {
        "name": name,
        "unit": "million cell-days/s",
        "ours": round(rate / mine, 1),
        "peer": "xclim",
        "peers": round(rate / theirs, 2),
        "ratio": round(theirs / mine, 1),
        "threads": 1,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def evapotranspiration(quick: bool) -> dict:
    """FAO-56 Penman-Monteith. Ours works net radiation out of rsds; xclim is given all four fluxes."""
    cells = 200 if quick else 400
    made, day = _weather(cells), solar_day(_axis()[1])
    air = {name: made[name] for name in ("tasmin", "tasmax", "hurs", "rsds")}

    def ours() -> None:
        reference_evapotranspiration(**air, wind=made["sfcWind"], latitude=12.0, day=day, altitude=300)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import xarray as xr
        import xclim.indices

        units = dict.fromkeys(("tasmin", "tasmax"), "K") | {"hurs": "%", "sfcWind": "m s-1"}
        units |= dict.fromkeys(("rsds", "rsus", "rlds", "rlus"), "W m-2")
        data = _arrays(made, **units)
        place = xr.DataArray(np.full(cells, 12.0), dims="cell", attrs={"units": "degrees_north"})

        def peer() -> None:
            xclim.indices.potential_evapotranspiration(**data, lat=place, method="FAO_PM98").load()

        return _told("evapotranspiration", cells, _quickest(ours), _quickest(peer))


def drought_index(quick: bool) -> dict:
    """SPI-3 of daily rain, gamma by Thom's method (xclim's "APP"), monthly sums included."""
    cells = 200 if quick else 400
    rain = np.random.default_rng(6).gamma(0.3, 9, (cells, DAYS)).astype(np.float32)
    _, line = _axis()

    def ours() -> None:
        standardised_precipitation_index(rain, line, months=3, baseline=(1971, 2000))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import xclim.indices

        data = _arrays({"pr": rain}, pr="mm/day")

        def peer() -> None:
            xclim.indices.standardized_precipitation_index(
                **data, freq="MS", window=3, dist="gamma", method="APP", fitkwargs={"floc": 0}
            ).load()

        return _told("drought_index", cells, _quickest(ours), _quickest(peer, 1))
