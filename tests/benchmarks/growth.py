"""How cost and memory grow with cells, years and members: a straight line through the costs of several sizes.

The cost is seconds of the processor, on both threads together: what else runs on the machine does not bend the line.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from .process import peak_mb, told_by
from .region import write_region

BASELINE, FIRST = "2001-2010", 2011


def measured(folder: Path, asked: list[dict], repeats: int) -> dict:
    """The least seconds of each of some runs of the onset on the files of a folder, and memory; in its own process.

    asked  for each run how many `members` and `years` ahead, or nothing: all
    """
    from climserv.catalogue.catalogue import load_catalogue
    from climserv.catalogue.places import load_places
    from climserv.recipes.book import load_book
    from climserv.running.computing import compute
    from climserv.running.planning.order import Order
    from climserv.running.planning.plan import Shelf, make_plan

    shelf = Shelf(load_book(), load_catalogue(), load_places(), folder / "made")
    models = tuple(str(path) for path in sorted(folder.glob("model-*.nc")))
    settings = {"search_start": "02-01", "search_end": "03-01"}

    def order(members: int | None = None, years: int | None = None, area: str = "") -> Order:
        period = f"{FIRST}-{FIRST + years - 1}" if years else ""
        return Order("rainy_season_onset", models[:members], str(folder / "observed.nc"), settings,
                     baseline=BASELINE, period=period, **({"area": area} if area else {}))  # fmt: skip

    compute(make_plan(order(1, area="36,-2,36.05,-1.95"), shelf))  # compiled on the first call, and kept on disk
    seconds = [[] for _ in asked]
    for _ in range(repeats):
        for found, one in zip(seconds, asked, strict=True):
            before = time.process_time()
            compute(make_plan(order(**one), shelf))
            found.append(time.process_time() - before)
    return {"seconds": [min(found) for found in seconds], "peak_mb": peak_mb()}


def _line(sizes, seconds) -> dict:
    """A straight line through seconds: how much of their variance it tells, and its slope."""
    sizes, seconds = np.asarray(sizes, float), np.asarray(seconds)
    slope, first = np.polyfit(sizes, seconds, 1)
    left = seconds - (slope * sizes + first)
    told = 1 - (left**2).sum() / ((seconds - seconds.mean()) ** 2).sum()
    return {
        "sizes": sizes.astype(int).tolist(),
        "seconds": seconds.round(3).tolist(),
        "fit": round(float(told), 3),
        "ms_each": round(1000 * float(slope), 3),
    }


def growth(quick: bool) -> dict:
    """Peak memory from the smallest to the largest area, and the cost of a cell; one model, four years ahead."""
    sides, found = ((50, 75, 100) if quick else (50, 100, 150, 200)), []
    for side in sides:
        with tempfile.TemporaryDirectory() as name:
            years = {"observed": (2001, 2010), "models": (2001, 2014)}
            write_region(Path(name), size=side, members=1, packed=False, **years)
            found.append(told_by("tests.benchmarks.growth", name, "[{}]", "2"))
    peaks = [round(one["peak_mb"]) for one in found]
    return {
        "name": "growth",
        "unit": f"peak MB, {sides[-1]} x {sides[-1]} cells",
        "ours": peaks[-1],
        "peer": f"{sides[0]} x {sides[0]} cells",
        "peers": peaks[0],
        "ratio": round(peaks[-1] / peaks[0], 2),
        **_line([side**2 for side in sides], [one["seconds"][0] for one in found]),
        "threads": 2,
        "peak_mb": peaks[-1],
    }


def growth_with_years(quick: bool) -> dict:
    """The cost of a year ahead, of one member."""
    return _along("years", (10, 20, 30) if quick else (10, 20, 40, 60), 1, quick)


def growth_with_members(quick: bool) -> dict:
    """The cost of a member, of ten years ahead."""
    return _along("members", (1, 2, 4) if quick else (1, 2, 4, 8), None, quick)


def _along(what: str, sizes: tuple[int, ...], members: int | None, quick: bool) -> dict:
    ahead = 10 if members is None else sizes[-1]
    with tempfile.TemporaryDirectory() as name:
        years = {"observed": (2001, 2010), "models": (2001, FIRST + ahead)}
        write_region(Path(name), size=24 if quick else 40, members=members or sizes[-1], packed=False, **years)
        asked = json.dumps([{what: size} for size in sizes])
        found = told_by("tests.benchmarks.growth", name, asked, "3")
    line = _line(sizes, found["seconds"])
    return {
        "name": f"growth_with_{what}",
        "unit": f"R2 of processor seconds by {what}",
        "ours": line["fit"],
        **line,
        "threads": 2,
    }


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), json.loads(sys.argv[2]), int(sys.argv[3]))))
