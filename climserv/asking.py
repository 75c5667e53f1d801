"""The desk of a worker: where "what if" is answered, from plans it still knows and series that are kept."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from .config import Settings

# Maps of orders as they were asked for, a few kB each.
_MAPS = 16


class Desk:
    """One for each worker process; what it needs is opened when somebody first asks."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self._maps: dict[str, dict[str, Any] | None] = {}

    @cached_property
    def _plans(self):
        from .products.making import shelf_of
        from .running.planning.plan import make_plan
        from .running.what_if import PlansKnown

        return PlansKnown(lambda order: make_plan(order, shelf_of(self.settings, confined=True)))

    @cached_property
    def _stages(self):
        from .products.making import stages_of

        return stages_of(self.settings)

    def keep(self, plan) -> None:
        """Know the plan of a run that this process makes."""
        self._plans.keep(plan, self._state(plan.order))

    def warm(self, orders: Sequence[Mapping[str, Any]], log: Callable[[str], None]) -> None:
        """Get ready before somebody asks: imports, the plans of some orders, and the kernels of their steps.

        One block of each is computed, from its stages where they are kept. What cannot be made ready is logged.
        """
        # What an answer needs beside the block, and imports only then.
        import dask.array  # noqa: F401
        import xarray  # noqa: F401

        from .products.making import stages_for
        from .running.blocks.blocks import compute_block
        from .running.execution import make_blocks
        from .running.planning.order import Order

        for one in orders:
            try:
                order = Order.from_dict(one)
                plan = self._plans.plan(order, self._state(order))
                block = make_blocks(plan, self.settings.memory_limit, os.cpu_count() or 1)[-1]
                compute_block(plan, block, stages_for(plan, self._stages), trials=False)
            except Exception as error:
                log(f"not ready for what if, before somebody asks: {one.get('recipe')}: {error}")

    def _state(self, order) -> str:
        """Changes whenever the data of an order may have changed."""
        from .catalogue.catalogue import stamp

        return f"{stamp(self.settings)} {[_state(name) for name in (*order.data, order.reference or '')]}"

    def answer(self, asked: Mapping[str, Any], progress: Callable[[float, float, str], bool]) -> dict[str, Any]:
        """An order with other settings: `{"order": {...}, "settings": {...}}` to what `tried.shown` tells.

        map_before  the map with the settings of the order itself; worked out once for each order that is asked about
        """
        from .running.planning.order import Order

        order, changed = Order.from_dict(asked["order"]), dict(asked["settings"])
        key = f"{self._state(order)} {order.as_dict()}"
        if key not in self._maps:
            self._maps[key] = self._shown(order, {}, progress)["map"]
            while len(self._maps) > _MAPS:
                self._maps.pop(next(iter(self._maps)))
        return {**self._shown(order, changed, progress), "map_before": self._maps[key]}

    def _shown(self, order, settings: Mapping[str, Any], progress) -> dict[str, Any]:
        from .products.making import stages_for
        from .running.what_if import with_settings
        from .tried import shown

        plan, limit = self._plans.plan(order, self._state(order)), self.settings.memory_limit
        stages = stages_for(plan, self._stages)
        return shown(with_settings(plan, settings, stages=stages, memory_limit=limit, progress=progress))

    def preview(self, asked: Mapping[str, Any], progress: Callable[[float, float, str], bool]) -> dict[str, Any]:
        """A recipe on a small area and a few years: `{"order": {...}, "years": 10, "members": 3}` to plain data.

        The order may carry the recipe's text; `previews.shown` tells what comes back. Raises `Refused` for a recipe
        with mistakes, for what would take too long or too much, and when the time is over.
        """
        from .previews import asked_limits, shown
        from .running.planning.order import Order
        from .running.previewing import preview

        order = Order.from_dict(asked["order"])
        limits = asked_limits(asked, self.settings)
        made = preview(
            lambda: self._plans.plan(order, self._state(order)), limits, clock=time.monotonic, progress=progress
        )
        return shown(made)

    def compare(self, asked: Mapping[str, Any], progress: Callable[[float, float, str], bool]) -> dict[str, Any]:
        """Two texts of a recipe on the same years: `{"before": "...", "after": "...", "order": {...}, "years": 30}`.

        What comes back is told by `comparing.side_by_side`; the limits are those of a preview, for each of the two.
        """
        from .comparing import compare_years

        limits = {name: asked[name] for name in ("years", "members", "seconds") if name in asked}
        return compare_years(
            asked["before"], asked["after"], asked["order"], lambda one: self.preview(one, progress), **limits
        )

    def prove(self, asked: Mapping[str, Any], progress: Callable[[float, float, str], bool]) -> dict[str, Any]:
        """A recipe's text with its golden cases computed: `{"text": "...", "name": "my.yaml"}` to what is wrong."""
        from .running.proving import prove

        return prove(asked["text"], str(asked.get("name") or "recipe.yaml"), progress=progress).as_dict()


def _state(name: str) -> tuple[int, int] | None:
    """Size and time of change of a file that an order names itself; a dataset's files are told by its card."""
    path = Path(name)
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns
