"""What if: the same question with a changed threshold, answered from the daily series that are kept.

Nothing is opened or read again when the plan is still known and the stages are there; no product is made.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace

from .computing import result_of
from .execution import Progress, execute
from .keeping.stages import Stages
from .planning.order import Order
from .planning.plan import Plan
from .results.assembling import Collected
from .results.result import Answer, Result

# Plans hold opened files' axes and weights, a few MB each.
_MOST_PLANS = 8


class PlansKnown:
    """Plans of this process by their order, whatever its settings; made anew when the data on disk have changed."""

    def __init__(self, make: Callable[[Order], Plan]):
        self._make = make
        self._known: OrderedDict[str, Plan] = OrderedDict()
        self._lock = threading.Lock()

    def plan(self, order: Order, stamp: str = "") -> Plan:
        """The plan of an order; `stamp` tells the state of what it draws from."""
        with self._lock:
            known = self._known.get(key := _key(order, stamp))
            if known is not None:
                self._known.move_to_end(key)
        if known is not None and _same_files(known):
            return known.with_settings(order.settings)
        made = self._make(order)
        self.keep(made, stamp)
        return made

    def keep(self, made: Plan, stamp: str = "") -> None:
        """Know a plan that was made for a run: whoever reads its answer may ask what if."""
        key = _key(made.order, stamp)
        with self._lock:
            self._known[key] = replace(made, order=replace(made.order, settings={}))
            while len(self._known) > _MOST_PLANS:
                self._known.popitem(last=False)


def _same_files(plan: Plan) -> bool:
    """Whether all files of a plan are still those that were opened."""
    sources = [*plan.sources, *([plan.reference] if plan.reference is not None else [])]
    return all(fact.unchanged for source in sources for fact in source.files)


def _key(order: Order, stamp: str) -> str:
    return repr((stamp, replace(order, settings={}).as_dict()))


def what_if(
    plan: Plan,
    settings: Mapping[str, str],
    *,
    stages: Stages | None,
    memory_limit: str = "4 GB",
    progress: Progress | None = None,
) -> tuple[Answer, ...]:
    """The outputs of `plan` with `settings` over its own, the main one first; see `with_settings`."""
    return with_settings(plan, settings, stages=stages, memory_limit=memory_limit, progress=progress).answers


def with_settings(
    plan: Plan,
    settings: Mapping[str, str],
    *,
    stages: Stages | None,
    memory_limit: str = "4 GB",
    progress: Progress | None = None,
) -> Result:
    """The numbers of `plan` with `settings` over its own; the adjustment is not tried again on unseen years.

    stages  where daily series are kept; what is missing there is computed and put there
    Raises `Refused` for settings that the recipe does not take.
    """
    changed = plan.with_settings(settings)
    collected = Collected(changed)
    execute(changed, memory_limit=memory_limit, stages=stages, trials=False, progress=progress, take=collected.take)
    return result_of(changed, collected, trials=False)
