"""Demand: what the needs that nobody meets are waiting for, put together into a list of work."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...needs.deadline import is_over, next_deadline
from ..judging import Asked
from .board import Board
from .gaps import KINDS, Gap, Waiting, waiting_of

# Places this far apart, chained, are one region: what one dataset, or the gauges of one network, may reach.
REGION_DEGREES = {"dataset": 10.0, "observation": 0.5}


@dataclass(frozen=True)
class Work:
    """One line of the list of work: a gap, the needs that wait for it, the people they touch, the first deadline.

    needs    ids, the first deadline first
    people   of each group the most that it spoke of: who has two needs is not counted twice
    also     how many of the needs would still wait for something of another kind
    metrics, scales  what the needs ask for, the most asked for first
    """

    gap: Gap
    needs: tuple[str, ...]
    people: int
    deadline: date | None
    places: tuple[str, ...] = ()
    also: tuple[tuple[str, int], ...] = ()
    metrics: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {**self.gap.as_dict(), "needs": list(self.needs), "people": self.people,
                "deadline": self.deadline.isoformat() if self.deadline else None, "places": list(self.places),
                "also": dict(self.also), "metrics": list(self.metrics), "scales": list(self.scales)}  # fmt: skip


ORDERS = {
    "needs": lambda w: (-len(w.needs), -w.people, w.deadline or date.max),
    "people": lambda w: (-w.people, -len(w.needs), w.deadline or date.max),
    "deadline": lambda w: (w.deadline or date.max, -len(w.needs), -w.people),
}


def waiting(board: Board, today: date, seen: Collection[str] | None = None) -> list[tuple[Asked, Waiting]]:
    """The needs that wait for something, by id, each with what it waits for.

    seen   only these needs are read; None: all
    A decision taken once whose time is over waits for nothing any more.
    """
    names = sorted(board.needs if seen is None else board.needs.keys() & set(seen))
    asked = (board.needs[name] for name in names)
    return [(one, held) for one in asked if not is_over(one.need, today) and (held := waiting_of(one, board))]


def work_list(
    several: Iterable[tuple[Asked, Waiting]],
    today: date,
    groups: Mapping[str, Any] | None = None,
    order: str = "needs",
) -> list[Work]:
    """Needs that wait for the same, together: by default what most needs wait for first, then most people, then the
    first deadline, then by name.

    groups   need id to whose it is; without it, each need is a group of its own
    order    which of the three counts first: `needs`, `people` or `deadline`
    """
    together: dict[Gap, list[tuple[Asked, Waiting]]] = defaultdict(list)
    for asked, held in several:
        together[held.gap].append((asked, held))
    lines = [
        _work(gap, near, today, groups or {})
        for gap, all_of in together.items()
        for near in _regions(all_of, REGION_DEGREES.get(gap.kind))
    ]
    return sorted(lines, key=lambda w: (ORDERS[order](w), KINDS.index(w.gap.kind), str(w.gap.as_dict()), w.needs))


def _work(gap: Gap, several: list[tuple[Asked, Waiting]], today: date, groups: Mapping[str, Any]) -> Work:
    due = {asked.need.need: next_deadline(asked.need, today) for asked, _ in several}
    also = Counter(kind for _, held in several for kind in held.also)
    return Work(
        gap,
        tuple(sorted(due, key=lambda name: (due[name] or date.max, name))),
        people_of((asked for asked, _ in several), groups),
        min((day for day in due.values() if day), default=None),
        tuple(sorted({asked.area.id for asked, _ in several if asked.area is not None})),
        tuple((kind, also[kind]) for kind in KINDS if also[kind]),
        _most_first(asked.need.metric.is_ for asked, _ in several),
        _most_first(asked.need.time.scale for asked, _ in several),
    )


def people_of(several: Iterable[Asked], groups: Mapping[str, Any]) -> int:
    """The people whom needs touch: of each group the most that it spoke of."""
    most: dict[Any, int] = defaultdict(int)
    for asked in several:
        group = groups.get(asked.need.need, ("need", asked.need.need))
        most[group] = max(most[group], asked.need.who.people or 0)
    return sum(most.values())


def _most_first(codes: Iterable[str | None]) -> tuple[str, ...]:
    counted = Counter(code for code in codes if code)
    return tuple(sorted(counted, key=lambda code: (-counted[code], code)))


def _regions(several: list, degrees: float | None) -> list[list]:
    """Needs whose places are near each other, chained over squares of the globe that touch; all, where None."""
    if degrees is None:
        return [several]
    squares: dict[tuple[int, int] | None, list] = defaultdict(list)
    for asked, held in several:
        squares[_square(asked, degrees)].append((asked, held))
    found, left = [], set(squares)
    while left:
        region, edge = [], [left.pop()]
        while edge:
            square = edge.pop()
            region += squares[square]
            near = left & _touching(square, round(360 / degrees))
            left -= near
            edge += near
        found.append(region)
    return found


def _square(asked: Asked, degrees: float) -> tuple[int, int] | None:
    if asked.area is None:
        return None
    west, south, east, north = asked.area.bounds
    return int((west + east) / 2 // degrees), int((south + north) / 2 // degrees)


def _touching(square: tuple[int, int] | None, around: int) -> set[tuple[int, int]]:
    if square is None:
        return set()
    column, row = square
    half = around // 2
    # Beyond the last column comes the first: the globe is round.
    return {((column + c + half) % around - half, row + r) for c in (-1, 0, 1) for r in (-1, 0, 1)}
