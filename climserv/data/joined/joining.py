"""Joining: pieces of several files that are one, in time, in variables and in sites, read as one piece."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ...vocabulary.problems import Problem, refuse_if
from ...vocabulary.variables import VARIABLES
from ..pieces import Member, Piece
from ..places.cells import Cells, site_cells
from ..times.dates import FILLED_GAP, Dates, days_said
from ..times.day_numbers import date_of

# Values compared in one go where files overlap: some 30 MB.
_VALUES_AT_ONCE = 4_000_000

# So many are said in a note.
_SHOWN = 3

# Equal days may differ by what packing into whole numbers takes away.
_SAME = 1e-4


@dataclass
class Part:
    """One file's share of a joined piece.

    piece   the file's own piece
    at      for each of its days the place in the joined axis, rising; a slice where the days follow one another
    sites   for each joined cell its own cell, -1 where it has none; None: the cells are the same
    idle    joined places that earlier parts hold already, and that this part adds nothing to
    """

    piece: Piece
    at: np.ndarray | slice
    sites: np.ndarray | None = None
    idle: np.ndarray | None = None

    @property
    def span(self) -> tuple[int, int]:
        """First and last place in the joined axis."""
        return (self.at.start, self.at.stop - 1) if isinstance(self.at, slice) else (int(self.at[0]), int(self.at[-1]))

    def own(self, times: np.ndarray) -> np.ndarray:
        """The place of joined times in this part, -1 where it has none."""
        if isinstance(self.at, slice):
            inside = (times >= self.at.start) & (times < self.at.stop)
            found = np.where(inside, times - self.at.start, -1)
        else:
            near = np.searchsorted(self.at, times).clip(max=len(self.at) - 1)
            found = np.where(self.at[near] == times, near, -1)
        if self.idle is not None:
            found[np.isin(times, self.idle)] = -1
        return found


class JoinedPiece(Piece):
    """Several pieces read as one: each variable from the parts that hold it, the first that has a value giving it."""

    def __init__(
        self, members: tuple[Member, ...], cells: Cells, dates: Dates, parts: Mapping[str, Sequence[Part]], where: str
    ):
        self.members, self.cells, self.dates, self.parts, self.where = members, cells, dates, parts, where
        self.units = {variable: some[0].piece.units[variable] for variable, some in parts.items()}
        self.modelled = any(part.piece.modelled for some in parts.values() for part in some)

    def chunk(self, variable):
        part = self.parts[variable][0]
        return part.piece.chunk(variable) if part.sites is None else None

    def unpacked(self, variable):
        return max(part.piece.unpacked(variable) for part in self.parts[variable])

    def _heights(self):
        out = np.full(len(self.cells), np.nan)
        for part in (one for some in self.parts.values() for one in some):
            if (own := part.piece.heights()) is not None:
                there = slice(None) if part.sites is None else np.flatnonzero(part.sites >= 0)
                out[there] = np.where(
                    np.isnan(out[there]), own if part.sites is None else own[part.sites[there]], out[there]
                )
        return out if np.isfinite(out).any() else None

    def values(self, variable, member, cells, times, *, unit=None):
        out = np.full((len(cells), len(times)), np.nan, np.float32)
        for part in self.parts[variable]:
            own = part.own(times)
            at = np.flatnonzero(own >= 0)
            rows = np.arange(len(cells)) if part.sites is None else np.flatnonzero(part.sites[cells] >= 0)
            if not at.size or not rows.size:
                continue
            its_cells = cells if part.sites is None else part.sites[cells[rows]]
            values = part.piece.values(variable, member, its_cells, own[at], unit=unit)
            where = (_run(rows), _run(at)) if _is_run(rows) or _is_run(at) else np.ix_(rows, at)
            there = out[where]
            out[where] = np.where(np.isnan(there), values, there)
        return out


def _is_run(places: np.ndarray) -> bool:
    return bool((np.diff(places) == 1).all())


def _run(places: np.ndarray) -> np.ndarray | slice:
    return slice(int(places[0]), int(places[-1]) + 1) if _is_run(places) else places


def join(
    pieces: Sequence[Piece], members: tuple[Member, ...], variables: Sequence[str], where: str
) -> tuple[JoinedPiece, list[str]]:
    """One piece out of several of one calendar, step and set of members, and what a reader must know.

    variables  those to be joined; days that two files give are compared for them, all of them
    Raises `Refused` where two files give another value for the same day and place.
    """
    dates, filled = joined_dates([piece.dates for piece in pieces])
    cells, maps = joined_sites([piece.cells for piece in pieces], where)
    numbers, notes = dates.numbers(), []
    shares = [
        Part(piece, _slice(np.searchsorted(numbers, piece.dates.numbers())), own)
        for piece, own in zip(pieces, maps, strict=True)
    ]
    if filled.size:
        said = days_said(dates, filled)
        notes.append(f"{where}: {filled.size} day(s) between its files are in none and count as missing: {said}")
    if apart := _gaps_between(pieces, dates):
        more = "; ..." if len(apart) > _SHOWN else ""
        notes.append(f"{where}: its files leave a gap, {'; '.join(apart[:_SHOWN])}{more}")
    parts: dict[str, list[Part]] = {}
    problems: list[Problem] = []
    for variable in variables:
        holding = [Part(s.piece, s.at, s.sites) for s in shares if variable in s.piece.units]
        holding.sort(key=lambda part: (part.span, part.piece.where))
        for part, after in pairwise(holding):
            part.piece.carry_on(after.piece)
        same = _settle_overlaps(variable, holding, dates, len(cells), problems)
        if same:
            notes.append(f"{where}: {variable} stands in two files for {same} day(s), with the same values")
        if holding:
            parts[variable] = holding
    refuse_if(problems)
    return JoinedPiece(members, cells, dates, parts, where), notes


def _gaps_between(pieces: Sequence[Piece], dates: Dates) -> list[str]:
    """Long gaps of the joined axis that no single file has by itself, from the last day before to the first after."""
    numbers = dates.numbers()
    breaks = np.flatnonzero(np.diff(numbers) != 1)
    own = np.zeros(len(breaks), bool)
    for piece in pieces:
        held = piece.dates.numbers()
        own |= np.isin(numbers[breaks], held) & np.isin(numbers[breaks + 1], held)
    return [f"{dates.iso(i)} to {dates.iso(i + 1)}" for i in breaks[~own].tolist()]


def _slice(places: np.ndarray) -> np.ndarray | slice:
    """Places as a slice where they follow one another: hundreds of files then take no memory."""
    return slice(int(places[0]), int(places[-1]) + 1) if _is_run(places) else places.astype(np.int32)


def joined_dates(axes: Sequence[Dates]) -> tuple[Dates, np.ndarray]:
    """All days of several axes in order, and the places of days that were filled in; long gaps stay."""
    first = axes[0]
    numbers = np.concatenate([axis.numbers() for axis in axes])
    distinct, where = np.unique(numbers, return_index=True)
    year, month, day = (np.concatenate([getattr(axis, of) for axis in axes])[where] for of in ("year", "month", "day"))
    steps = np.diff(distinct)
    short = np.flatnonzero((steps > 1) & (steps < FILLED_GAP)) if first.step == "day" else np.zeros(0, np.intp)
    if not short.size:
        return Dates(first.calendar, year, month, day, first.step), np.zeros(0, np.intp)
    missing = np.concatenate([np.arange(distinct[i] + 1, distinct[i + 1]) for i in short])
    every = np.sort(np.concatenate((distinct, missing)))
    # Numbers of days are those of `number_of`, so the way back is `date_of`.
    at = np.searchsorted(every, missing)
    columns = []
    for told, counted in zip((year, month, day), date_of(missing, first.calendar), strict=True):
        column = np.empty(len(every), told.dtype)
        column[np.searchsorted(every, distinct)], column[at] = told, counted
        columns.append(column)
    return Dates(first.calendar, *columns, first.step), at


def joined_sites(places: Sequence[Cells], where: str) -> tuple[Cells, list[np.ndarray | None]]:
    """The cells of all: equal ones as they are; sites by their names, with each one's own place or -1."""
    first = places[0]
    if first.kind != "sites" or all(cells is first for cells in places):
        return first, [None] * len(places)
    names = list(dict.fromkeys(name for cells in places for name in cells.names))
    number = {name: i for i, name in enumerate(names)}
    lat, lon = np.full(len(names), np.nan), np.full(len(names), np.nan)
    years: list[list[tuple[int, int]]] = [[] for _ in names]
    maps, problems = [], []
    for cells in places:
        at = np.array([number[name] for name in cells.names], np.intp)
        apart = np.fmax(np.abs(lat[at] - cells.lat), np.abs(lon[at] - cells.lon)) > 0.01
        for i in np.flatnonzero(apart)[:3].tolist():
            got = f"{cells.lat[i]:g}, {cells.lon[i]:g} and {lat[at[i]]:g}, {lon[at[i]]:g}"
            what, next_step = "a site of one name stands at two places", "Name them apart, or correct one of them"
            problems.append(Problem("sites.place", f"{where}: {cells.names[i]}", what, got, "one place", next_step))
        lat[at] = np.where(np.isnan(lat[at]), cells.lat, lat[at])
        lon[at] = np.where(np.isnan(lon[at]), cells.lon, lon[at])
        for i, record in zip(at.tolist(), cells.record, strict=False):
            years[i].append(record)
        own = np.full(len(names), -1, np.intp)
        own[at] = np.arange(len(at))
        maps.append(own)
    refuse_if(problems)
    record = tuple((min(y[0] for y in own), max(y[1] for y in own)) for own in years) if all(years) else ()
    return site_cells(names, lat, lon, record), maps


def _settle_overlaps(variable: str, parts: list[Part], dates: Dates, count: int, problems: list[Problem]) -> int:
    """Compare what two parts both hold; days that a later part adds nothing to become idle. Returns how many days."""
    same = 0
    for number, later in enumerate(parts):
        idle: list[np.ndarray] = []
        for earlier in parts[:number]:
            if earlier.span[1] < later.span[0]:
                continue
            days = np.arange(later.span[0], min(earlier.span[1], later.span[1]) + 1)
            days = days[(later.own(days) >= 0) & (earlier.own(days) >= 0)]
            cells = np.arange(count)
            if later.sites is not None:
                cells = np.flatnonzero((later.sites >= 0) & (earlier.sites >= 0))
            if not days.size or not cells.size:
                continue
            found = _compare(variable, earlier, later, cells, days)
            if found.problem is not None:
                problems.append(_unequal(variable, earlier, later, dates, found.problem))
                break
            same += int(found.both.sum())
            if later.sites is None:
                idle.append(days[~found.adds])
        if idle:
            later.idle = np.unique(np.concatenate(idle))
    return same


@dataclass
class _Compared:
    """Of each day: whether both parts have values, and whether the later one adds some; the first day that differs."""

    both: np.ndarray
    adds: np.ndarray
    problem: tuple[str, int, float, float] | None = None


def _compare(variable: str, earlier: Part, later: Part, cells: np.ndarray, days: np.ndarray) -> _Compared:
    unit = VARIABLES[variable].display
    found = _Compared(np.zeros(len(days), bool), np.zeros(len(days), bool))
    at_once = max(1, _VALUES_AT_ONCE // len(days))
    for member in range(len(later.piece.members)):
        for first in range(0, len(cells), at_once):
            some = cells[first : first + at_once]
            old, new = (
                part.piece.values(
                    variable, member, some if part.sites is None else part.sites[some], part.own(days), unit=unit
                )
                for part in (earlier, later)
            )
            known = np.isfinite(old) & np.isfinite(new)
            differs = known & (np.abs(old - new) > _SAME * np.maximum(1, np.abs(old)))
            if differs.any():
                cell, day = np.argwhere(differs)[0]
                label = later.piece.cells.label(int(some[cell] if later.sites is None else later.sites[some[cell]]))
                found.problem = label, int(days[day]), float(old[cell, day]), float(new[cell, day])
                return found
            found.both |= known.any(axis=0)
            found.adds |= (np.isnan(old) & np.isfinite(new)).any(axis=0)
    return found


def _unequal(variable: str, earlier: Part, later: Part, dates: Dates, seen: tuple[str, int, float, float]) -> Problem:
    label, day, old, new = seen
    unit = VARIABLES[variable].display
    got = (
        f"{old:.6g} {unit} in {earlier.piece.where} and {new:.6g} {unit} in {later.piece.where} "
        f"at {label} on {dates.iso(day)}"
    )
    what = f"two files give {variable} for the same days, with other values"
    next_step = (
        "Leave one of them out; where they are two models or runs, name these in source_id, experiment_id and "
        "variant_label, or in the files' names"
    )
    return Problem("set.overlap", later.piece.where, what, got, "one value for a day and place", next_step)
