"""What if: a county, its models and a changed onset threshold, from asking the worker to the new counts."""

import resource
import time

import numpy as np

from .county import county


def what_if(quick: bool) -> dict:
    """50 x 50 cells, 5 members, 30 years ahead and 30 before: seconds from a new amount of rain to the new counts.

    The 95th percentile of many different amounts after the run that kept the series; the peer is the run itself.
    """
    from climserv.catalogue.catalogue import load_catalogue
    from climserv.catalogue.places import load_places
    from climserv.products.making import stages_of
    from climserv.recipes.book import load_book
    from climserv.running.computing import compute
    from climserv.running.planning.plan import Shelf, make_plan
    from climserv.running.what_if import PlansKnown, what_if

    asked, here = 12 if quick else 40, county(quick)
    shelf = Shelf(load_book(), load_catalogue(), load_places(), here.folder / "made")
    plans, stages = PlansKnown(lambda asked: make_plan(asked, shelf)), stages_of(here.settings)
    plan = plans.plan(here.order)
    before = time.perf_counter()
    compute(plan, stages=stages)
    whole = time.perf_counter() - before
    seconds = []
    for amount in np.linspace(10, 50, asked):
        before = time.perf_counter()
        what_if(plans.plan(here.order), {"amount": f"{amount:.1f} mm"}, stages=stages)
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
