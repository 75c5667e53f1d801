"""The time of day: an argument everywhere else, so that tests and replays can say what time it is."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The wall clock, in UTC: what the edges (a request, a command, the worker) pass in."""
    return datetime.now(UTC)
