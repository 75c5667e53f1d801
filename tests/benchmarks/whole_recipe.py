"""The whole recipe, NetCDF to NetCDF, against the script that users of xclim and xsdba write (tests/peers)."""

import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from .process import peak_mb, told_by
from .region import write_region

RECIPE = """\
recipe: whole_recipe
version: 1
title: {en: "Warmth, dry spells and wet days"}
question: {en: "How warm, how dry and how wet?"}
authors: [A. Author]
answers: {metric: degree_days, time: [year], space: {from: point, upto: ward}, horizons: [past, projection]}
inputs:
  tas: {variable: tas, record: 20 year}
  rain: {variable: pr, record: 20 year}
  ref_tas: {variable: tas, role: [observation, station], optional: true, record: 20 year}
  ref_rain: {variable: pr, role: [observation, station], optional: true, record: 20 year}
steps:
  - adjust: {of: tas, to: ref_tas, when: ref_tas, kind: "+", interpolation: nearest}
  - adjust: {of: rain, to: ref_rain, when: ref_rain, kind: "*", interpolation: nearest}
  - degree_days: {of: tas, lower: 10 degC, season: {from: 01-01, to: 12-31}}
  - longest_dry_spell: {of: rain, wet_day: 1 mm/day, operator: ">=", season: {from: 01-01, to: 12-31}}
  - wettest_days: {of: rain, days: 5 day, season: {from: 01-01, to: 12-31}}
  - ensemble: {of: degree_days, statement: at_least, at: [4000 K day]}
outputs: [degree_days, longest_dry_spell, wettest_days]
limits: [{en: For measuring only.}]
references: [None.]
"""


def ours(folder: Path) -> dict:
    """Seconds and peak memory of our way; in a process of its own, imports not counted in the seconds."""
    from climserv.catalogue.catalogue import load_catalogue
    from climserv.catalogue.places import load_places
    from climserv.recipes.book import load_book
    from climserv.running.computing import compute, result_of
    from climserv.running.execution import execute
    from climserv.running.planning.order import Order
    from climserv.running.planning.plan import Shelf, make_plan
    from climserv.running.results.assembling import Collected

    recipe = folder / "whole_recipe.yaml"
    recipe.write_text(RECIPE)
    shelf = Shelf(load_book(), load_catalogue(), load_places(), folder / "made")
    models = tuple(str(path) for path in sorted(folder.glob("model-*.nc")))
    last = json.loads((folder / "years.json").read_text())[1]
    order = Order(str(recipe), models, str(folder / "observed.nc"), baseline="1981-2010", period=f"2011-{last}")
    small = Order(**{**order.as_dict(), "data": models[:1], "area": "36,-2,36.05,-1.95"})
    # Compiled on the first call, and kept on disk after it.
    execute(make_plan(small, shelf), memory_limit="4 GB")
    clock = _Clock()
    plan = make_plan(order, shelf)
    # The peer's work and no more: the models' years ahead. A product has the baseline and the trial beside them.
    ahead = [
        replace(strand, periods={"future": strand.periods["future"]}) for strand in plan.strands if strand.projected
    ]
    asked = replace(plan, strands=tuple(ahead))
    collected = Collected(asked)
    execute(asked, memory_limit="4 GB", trials=False, take=collected.take)
    clock.stop()
    # Imports that come late: they count for memory. xarray fetches the other one with its first array.
    import dask.array  # noqa: F401
    import xarray  # noqa: F401

    clock.go_on()
    _write(result_of(asked, collected, trials=False), folder / "ours.nc")
    clock.stop()
    found = {**clock.told, "peak_mb": round(peak_mb())}
    before = time.perf_counter()
    compute(plan)
    return {**found, "product_seconds": round(time.perf_counter() - before, 2)}


class _Clock:
    """Seconds, and those of the processor, while it goes; it goes at first."""

    def __init__(self):
        self.seconds = self.cpu = 0.0
        self.go_on()

    def go_on(self) -> None:
        self._since = time.perf_counter(), time.process_time()

    def stop(self) -> None:
        self.seconds += time.perf_counter() - self._since[0]
        self.cpu += time.process_time() - self._since[1]

    @property
    def told(self) -> dict:
        return {"seconds": round(self.seconds, 2), "cpu_seconds": round(self.cpu, 2)}


def _write(result, path: Path) -> None:
    """Percentiles over the members of each season and cell, as the peer writes them."""
    import netCDF4

    from climserv.methods.ensembles.members import percentiles

    with netCDF4.Dataset(path, "w") as file:
        for number, answer in enumerate(result.answers):
            grid = answer.grid
            future = list(grid["period_role"].values).index("future")
            members = np.flatnonzero(grid["kind"].values == "projection")
            values = grid["value"].values[members, future]
            if not number:
                for name, size in (("season", values.shape[1]), ("lat", values.shape[2]), ("lon", values.shape[3])):
                    file.createDimension(name, size)
                file.createDimension("percentile", 3)
            found = np.asarray(percentiles(values.reshape(len(members), -1), [10, 50, 90]))
            variable = file.createVariable(answer.code, "f4", ("percentile", "season", "lat", "lon"))
            variable[:] = found.reshape(3, *values.shape[1:])


def whole_recipe(quick: bool) -> dict:
    """5 members x (tas, pr), 40 x 40 cells, 30 + 60 years, monthly QDM, three indices, percentiles, files to file.

    Quick: one member and 25 x 25 cells, one chunk of the files: as many as either side holds at once of more.
    """
    size, members, last = (25, 1, 2070) if quick else (40, 5, 2070)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_region(folder, size=size, members=members, variables=("tas", "pr"), models=(1981, last))
        (folder / "years.json").write_text(json.dumps([1981, last]))
        mine = told_by("tests.benchmarks.whole_recipe", name)
        theirs = told_by("tests.peers.whole_recipe", name)
    return {
        "name": "whole_recipe",
        "unit": "s",
        "size": f"{members} members, {size} x {size} cells, 1981-2010 and 2011-{last}",
        "ours": mine["seconds"],
        "peer": "xclim + xsdba",
        "peers": theirs["seconds"],
        "ratio": round(theirs["seconds"] / mine["seconds"], 1),
        # On a machine that others use too, this tells more than the clock.
        "cpu_ratio": round(theirs["cpu_seconds"] / mine["cpu_seconds"], 1),
        "ours_for_a_product": mine["product_seconds"],
        "threads": 2,
        "peak_mb": mine["peak_mb"],
        "peers_peak_mb": theirs["peak_mb"],
        "memory_ratio": round(theirs["peak_mb"] / mine["peak_mb"], 1),
    }


if __name__ == "__main__":
    print(json.dumps(ours(Path(sys.argv[1]))))
