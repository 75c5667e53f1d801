"""What if: a county, its models and a changed onset threshold, from asking the worker to the new counts."""

import resource
import tempfile
import time
from pathlib import Path

import numpy as np

from .region import write_region


def what_if(quick: bool) -> dict:
    """50 x 50 cells, 5 members, 30 years ahead and 30 before: seconds from a new amount of rain to the new counts.

    The 95th percentile of many different amounts after the run that kept the series; the peer is the run itself.
    """
    from climserv.catalogue.catalogue import load_catalogue
    from climserv.catalogue.places import load_places
    from climserv.recipes.book import load_book
    from climserv.running.computing import compute
    from climserv.running.keeping.stages import Stages
    from climserv.running.planning.order import Order
    from climserv.running.planning.plan import Shelf, make_plan
    from climserv.running.what_if import PlansKnown, what_if

    size, members, asked = (50, 5, 12) if quick else (50, 5, 40)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        years = {"models": (1981, 2010)} if quick else {"models": (1981, 2040)}
        observed, models = write_region(
            folder, size=size, members=members, observed=(1981, 2010), packed=False, **years
        )
        shelf = Shelf(load_book(), load_catalogue(), load_places(), folder / "made")
        period = "1981-2009" if quick else "2011-2039"
        order = Order("rainy_season_onset", tuple(map(str, models)), str(observed), baseline="1981-2009", period=period)
        plans, stages = PlansKnown(lambda asked: make_plan(asked, shelf)), Stages(folder / "stages", 20e9)
        plan = plans.plan(order)
        before = time.perf_counter()
        compute(plan, stages=stages)
        whole = time.perf_counter() - before
        seconds = []
        for amount in np.linspace(10, 50, asked):
            before = time.perf_counter()
            what_if(plans.plan(order), {"amount": f"{amount:.1f} mm"}, stages=stages)
            seconds.append(time.perf_counter() - before)
    slow = float(np.quantile(seconds, 0.95))
    return {
        "name": "what_if",
        "unit": "s, 95th percentile",
        "ours": round(slow, 3),
        "median": round(float(np.median(seconds)), 3),
        "first": round(seconds[0], 3),
        "peer": "the whole run",
        "peers": round(whole, 1),
        "ratio": round(whole / slow, 1),
        "threads": 2,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
