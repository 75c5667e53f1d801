"""The whole recipe as users of xclim and xsdba write it: `python -m tests.peers.whole_recipe FOLDER`, one JSON line.

Daily files to a file of percentiles: each model's temperature and rain adjusted month by month with quantile delta
mapping to the observations, three indices a year, percentiles over the models. Dask's threads, chunks whole in time
and as their files lie, `nearest`, one computation at the end so that nothing is read twice: their own best way.
"""

import json
import sys
import time
import warnings
from pathlib import Path

TRAINING, AHEAD = slice("1981", "2010"), slice("2011", None)
KINDS = {"tas": "+", "pr": "*"}
CELLS = 25


def whole_recipe(folder: Path, out: Path) -> tuple[float, float]:
    """Seconds, and those of the processor, from opening the files to the written percentiles; imports not counted."""
    import dask
    import xarray as xr
    import xclim.ensembles
    import xsdba

    warnings.simplefilter("ignore")
    dask.config.set(scheduler="threads", num_workers=2)
    before, cpu = time.perf_counter(), time.process_time()
    chunks = {"time": -1, "lat": CELLS, "lon": CELLS}
    observed = xr.open_dataset(folder / "observed.nc", chunks=chunks)
    runs = []
    for path in sorted(folder.glob("model-*.nc")):
        model = xr.open_dataset(path, chunks=chunks)
        adjusted = {}
        for name, kind in KINDS.items():
            learnt = xsdba.QuantileDeltaMapping.train(
                observed[name], model[name].sel(time=TRAINING), nquantiles=50, group="time.month", kind=kind
            )
            given = learnt.adjust(model[name].sel(time=AHEAD), interp="nearest")
            adjusted[name] = given.transpose("time", "lat", "lon").assign_attrs(model[name].attrs)
        rain = xclim.core.units.convert_units_to(adjusted["pr"], "mm/day", context="hydro")
        runs.append(
            xr.Dataset(
                {
                    "degree_days": xclim.indices.growing_degree_days(adjusted["tas"], thresh="10 degC", freq="YS"),
                    "dry_spell": xclim.indices.maximum_consecutive_dry_days(rain, thresh="1 mm/day", freq="YS"),
                    "wettest": xclim.indices.max_n_day_precipitation_amount(rain, window=5, freq="YS"),
                }
            )
        )
    together = xr.concat(runs, dim="realization")
    percentiles = xclim.ensembles.ensemble_percentiles(together, values=[10, 50, 90])
    percentiles.to_netcdf(out)
    return time.perf_counter() - before, time.process_time() - cpu


def main(folder: Path) -> None:
    seconds, cpu = whole_recipe(folder, folder / "peer.nc")
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    print(json.dumps({"seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2), "peak_mb": round(peak)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
