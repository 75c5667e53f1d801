"""Side by side: parts of one block on several threads, their results in the order of the parts."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Part, Made = TypeVar("Part"), TypeVar("Made")


def side_by_side(make: Callable[[Part], Made], parts: Sequence[Part], threads: int) -> list[Made]:
    """What `make` gives of each part; the first fault is raised when all that have begun are done."""
    if threads == 1 or len(parts) == 1:
        return [make(part) for part in parts]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(make, parts))
