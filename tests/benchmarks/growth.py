"""How cost and memory grow: with cells, years and members; each size in a process of its own."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from .region import write_region

ROOT = Path(__file__).parents[2]


def measured(folder: Path) -> dict:
    """Seconds and memory of one run of the onset on the files of a folder."""
    from climserv.catalogue.catalogue import load_catalogue
    from climserv.catalogue.places import load_places
    from climserv.recipes.book import load_book
    from climserv.running.computing import compute
    from climserv.running.order import Order
    from climserv.running.plan import Shelf, make_plan

    shelf = Shelf(load_book(), load_catalogue(), load_places(), folder / "made")
    models = tuple(str(path) for path in sorted(folder.glob("model-*.nc")))
    settings = {"search_start": "02-01", "search_end": "03-01"}
    order = Order("rainy_season_onset", models, str(folder / "observed.nc"), settings, baseline="2001-2010")
    small = Order(**{**order.as_dict(), "area": "36,-2,36.05,-1.95"})
    compute(make_plan(small, shelf))
    before = time.perf_counter()
    compute(make_plan(order, shelf))
    seconds = time.perf_counter() - before
    return {"seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def growth(quick: bool) -> dict:
    """Peak memory from the smallest to the largest area, and how well a straight line through cost fits."""
    sides = (50, 75, 100) if quick else (50, 100, 200)
    found = {}
    for side in sides:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_region(folder, size=side, members=2, observed=(2001, 2010), models=(2001, 2020), packed=False)
            told = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.growth", name], cwd=ROOT, check=True, capture_output=True,
                text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
            found[side] = json.loads(told.stdout.strip().splitlines()[-1])
    cells = np.array([side**2 for side in sides], float)
    seconds = np.array([found[side]["seconds"] for side in sides])
    slope, first = np.polyfit(cells, seconds, 1)
    left = seconds - (slope * cells + first)
    peaks = [found[side]["peak_mb"] for side in sides]
    return {
        "name": "growth",
        "unit": f"peak MB, {sides[-1]} x {sides[-1]} cells",
        "ours": round(peaks[-1]),
        "peer": f"{sides[0]} x {sides[0]} cells",
        "peers": round(peaks[0]),
        "ratio": round(peaks[-1] / peaks[0], 2),
        "fit": round(float(1 - (left**2).sum() / ((seconds - seconds.mean()) ** 2).sum()), 3),
        "ms_a_cell": round(1000 * float(slope), 3),
        "threads": 2,
        "peak_mb": round(peaks[-1]),
    }


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
