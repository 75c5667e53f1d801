"""Once: what several blocks want is found by the first that asks; the others wait for it and share it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Once(Generic[Found]):
    """What was found, by key; the oldest is let go first.

    full  whether what is held is more than may be
    """

    def __init__(self, full: Callable[[Collection[Found]], bool]):
        self._full = full
        self._held: OrderedDict[Hashable, Found] = OrderedDict()
        self._finding: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What is held under a key, or what `find` gives; who comes meanwhile waits instead of finding it again."""
        with self._lock:
            lock = self._finding.setdefault(key, threading.Lock())
        with lock:
            with self._lock:
                if key in self._held:
                    self._held.move_to_end(key)
                    return self._held[key]
            found = find()
            with self._lock:
                self._held[key] = found
                while self._held and self._full(self._held.values()):
                    self._held.popitem(last=False)
        return found
