"""Watching a computation: how long each step takes, how much memory there is, and when the time is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_STATUS = Path("/proc/self/status")


class TimeOver(Exception):  # noqa: N818 - a limit that was set, not a fault
    """The time that a computation was given is over; `at` is what was being done."""

    def __init__(self, at: int | str):
        self.at = at
        super().__init__(str(at))


@dataclass
class Stopwatch:
    """Stands around readings and steps, and adds up their seconds; a step within another is not counted twice.

    clock   seconds that only rise, such as `time.monotonic`
    until   when it is over: whatever begins or ends later raises `TimeOver`
    memory  bytes that this process holds, looked at after each step
    """

    clock: Callable[[], float]
    until: float
    memory: Callable[[], int] = lambda: 0
    seconds: dict[int | str, float] = field(default_factory=dict)
    highest: int = 0
    _inside: list[float] = field(default_factory=list)

    @contextmanager
    def __call__(self, what: int | str) -> Iterator[None]:
        self.look(what)
        began = self.clock()
        self._inside.append(0.0)
        try:
            yield
        finally:
            took, within = self.clock() - began, self._inside.pop()
            self.seconds[what] = self.seconds.get(what, 0.0) + took - within
            if self._inside:
                self._inside[-1] += took
        self.look(what)

    def look(self, what: int | str) -> None:
        """Note the memory; raise `TimeOver` when the time is over."""
        self.highest = max(self.highest, self.memory())
        if self.clock() > self.until:
            raise TimeOver(what)


def memory_held() -> int:
    """Bytes of memory that this process holds now; 0 where the system does not tell."""
    try:
        lines = _STATUS.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:")), 0)
