"""Sets: many files as one dataset; which of them belong to one member, and what each member then holds."""

import copy
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

import numpy as np

from ...vocabulary.problems import Problem, Refused, refuse_if
from ..meaning.identity import PAST
from ..meaning.names import canonical_name
from ..pieces import Member, OpenedFile, Piece
from ..places.cells import Cells
from ..times.dates import Dates
from .joining import join

# So many are said by name in a note.
_SHOWN = 3

# Coordinates closer than this [degrees] are one: writers round them differently.
_NOISE = 1e-3


@dataclass
class Shelf:
    """What pieces have in common, kept once: hundreds of files on one grid take the memory of one."""

    cells: list[Cells] = field(default_factory=list)
    dates: dict[tuple, Dates] = field(default_factory=dict)
    arrays: dict[tuple, np.ndarray] = field(default_factory=dict)

    def keep(self, piece: Piece) -> None:
        """Let a piece share what an earlier one holds already."""
        piece.cells = self._same_cells(piece.cells)
        dates = piece.dates
        key = (dates.calendar, dates.step, *(_digest(x) for x in (dates.year, dates.month, dates.day)))
        piece.dates = self.dates.setdefault(key, dates)
        for name, value in list(vars(piece).items()):
            if isinstance(value, np.ndarray):
                key = (value.dtype.str, value.shape, _digest(value))
                setattr(piece, name, self.arrays.setdefault(key, value))

    def _same_cells(self, cells: Cells) -> Cells:
        for known in self.cells:
            if same_places(known, cells):
                return known
        self.cells.append(cells)
        return cells


def _digest(array: np.ndarray) -> bytes:
    return hashlib.blake2b(np.ascontiguousarray(array).tobytes(), digest_size=16).digest()


def same_places(one: Cells, other: Cells) -> bool:
    if (one.kind, one.names, one.shape, one.record) != (other.kind, other.names, other.shape, other.record):
        return False
    return all(
        np.allclose(a, b, rtol=0, atol=_NOISE, equal_nan=True) for a, b in ((one.lat, other.lat), (one.lon, other.lon))
    )


def join_set(opened: Iterable[OpenedFile], variables: Sequence[str] = ()) -> tuple[list[OpenedFile], list[str]]:
    """The pieces of a set of files, one a member (or a set of members that one file holds), and notes.

    variables  those that are needed; files that hold none of them are left aside (none named: all are joined)
    The past of a model's run belongs to each of its scenarios. Pieces of other calendars and grids stay apart.
    Raises `Refused` where files contradict one another.
    """
    shelf, files = Shelf(), []
    for one in opened:
        shelf.keep(one.piece)
        files.append(one)
    if len(files) == 1:
        return files, []
    used = [one for one in files if not variables or _concerns(one, variables)] or files
    groups: dict[tuple, list[OpenedFile]] = {}
    for one in used:
        groups.setdefault(_key(one.piece), []).append(one)
    notes: list[str] = []
    joined, problems = [], []
    for key, group in _with_their_past(groups, notes):
        try:
            joined.append(_joined(key, group, variables, notes))
        except Refused as refusal:
            problems += refusal.problems
    refuse_if(problems)
    _name_by_starts([one.piece for one in joined])
    refuse_if(_told_twice([one.piece for one in joined]))
    members = sum(len(one.piece.members) for one in joined)
    if len(used) > 1:
        aside = f"; {len(files) - len(used)} hold nothing that is needed" if len(used) < len(files) else ""
        said = "one" if members == 1 else f"{members} members"
        notes.insert(0, f"{len(files)} files are read as {said}{aside}")
    return joined, notes


def _concerns(one: OpenedFile, variables: Sequence[str]) -> bool:
    told = {variable for variable, _ in one.refused}
    return any(name in one.piece.units or name in told for name in variables)


def _key(piece: Piece) -> tuple:
    """What pieces must share to be one: calendar, step, grid, and who their members are; the scenario comes last."""
    cells = "sites" if piece.cells.kind == "sites" else id(piece.cells)
    scenarios = {member.scenario for member in piece.members}
    who = tuple(_who(member, len(piece.members)) for member in piece.members)
    scenario = scenarios.pop() if len(scenarios) == 1 else "*"
    return piece.dates.calendar, piece.step, cells, who, scenario


def _who(member: Member, count: int) -> tuple[str, ...]:
    """A member without its scenario; files that tell no model are taken as parts of one thing."""
    if count > 1:
        return member.id, member.model, member.init
    return member.model, member.run, member.init


def _with_their_past(groups: dict[tuple, list[OpenedFile]], notes: list[str]) -> list[tuple[tuple, list[OpenedFile]]]:
    """The groups in order, the historical part of a run put with each scenario that continues it."""
    pasts = {key[:-1]: group for key, group in groups.items() if _is_past(key)}
    continued: dict[tuple, list[str]] = {}
    found = []
    for key, group in groups.items():
        if _is_past(key) or key[-1] in ("", "*") or key[:-1] not in pasts:
            found.append((key, group))
            continue
        continued.setdefault(key[:-1], []).append(key[-1])
        found.append((key, [*pasts[key[:-1]], *group]))
    if continued:
        said = [f"{pasts[key][0].piece.members[0].id} before {', '.join(after)}" for key, after in continued.items()]
        more = ", ..." if len(said) > _SHOWN else ""
        notes.append(f"what is {PAST} is put before its scenarios: {'; '.join(said[:_SHOWN])}{more}")
    found = [(key, group) for key, group in found if not (_is_past(key) and key[:-1] in continued)]
    return sorted(found, key=lambda one: [member.id for member in one[1][-1].piece.members])


def _is_past(key: tuple) -> bool:
    return key[-1].lower() == PAST


def _joined(key: tuple, group: list[OpenedFile], variables: Sequence[str], notes: list[str]) -> OpenedFile:
    """One opened file out of those of a group."""
    last = group[-1]
    members = last.piece.members
    if len(members) == 1 and not members[0].model and not members[0].init and len(group) > 1:
        members = (replace(members[0], id=common_name([one.piece.where for one in group])),)
    told = [pair for one in group for pair in one.notes]
    refused = [pair for one in group for pair in one.refused]
    others = list(dict.fromkeys(name for one in group for name in one.others))
    if len(group) == 1:
        return last
    # What one file of a member cannot give would be a hole in it: then the member cannot give it.
    spoilt = {variable for variable, _ in refused}
    held = [name for name in dict.fromkeys(n for one in group for n in one.piece.units) if name not in spoilt]
    wanted = [name for name in held if not variables or name in variables]
    where = members[0].id if len(members) == 1 else common_name([one.piece.where for one in group])
    if not wanted:
        piece = copy.copy(last.piece)
        piece.units, piece.where = {}, where
        return OpenedFile(piece, told, refused, [*held, *others])
    pieces = [one.piece for one in group if any(name in one.piece.units for name in wanted)]
    piece, said = join(pieces, members, wanted, where)
    notes += said
    return OpenedFile(piece, told, refused, [*(name for name in held if name not in wanted), *others])


def common_name(names: list[str]) -> str:
    """What names of files begin with in common, without what hangs loose at its end."""
    stems = [_without_variable(name.split(".", 1)[0]) for name in names]
    alike = sum(1 for _ in takewhile(lambda letters: len(set(letters)) == 1, zip(*stems, strict=False)))
    return stems[0][:alike].rstrip("_-. 0123456789") or stems[0][:alike].rstrip("_-. ") or stems[0]


def _without_variable(stem: str) -> str:
    """`pr_day_2001` and `tasmax_day_2001` have their beginning in common, but for the variable."""
    first, _, rest = stem.partition("_")
    return rest if rest and canonical_name(first) else stem


def _name_by_starts(pieces: list[Piece]) -> None:
    """Let ids tell the starts where members share them: files of one start each are forecasts of one ensemble."""
    inits: dict[str, set[str]] = {}
    for piece in pieces:
        for member in piece.members:
            inits.setdefault(member.id, set()).add(member.init)
    shared = {id for id, starts in inits.items() if len(starts) > 1}
    for piece in pieces:
        piece.members = tuple(
            replace(member, id=f"{member.id}-{member.init}") if member.id in shared and member.init else member
            for member in piece.members
        )


def _told_twice(pieces: list[Piece]) -> list[Problem]:
    """One run in two pieces: its files disagree on grid or calendar, and neither can be chosen for the reader."""
    problems, seen, pasts = [], {}, {}
    for piece in pieces:
        for member in piece.members:
            if (other := seen.setdefault(member.id, piece)) is not piece:
                problems.append(_unlike(member.id, other, piece))
            elif member.model and member.scenario.lower() == PAST:
                pasts[_who(member, 1)] = piece
    for piece in pieces:
        for member in piece.members:
            past = pasts.get(_who(member, 1)) if member.scenario.lower() != PAST else None
            if past is not None:
                problems.append(_unlike(member.id, past, piece))
    return problems


def _unlike(name: str, one: Piece, other: Piece) -> Problem:
    unlike, got = "grids", f"{one.where} and {other.where}"
    if one.dates.calendar != other.dates.calendar:
        unlike, got = "calendars", f"{got}: {one.dates.calendar} and {other.dates.calendar}"
    elif one.step != other.step:
        unlike, got = "steps of time", f"{got}: {one.step} and {other.step}"
    what, next_step = f"the files of {name} have two {unlike}", "Leave one of them out"
    return Problem("set.unlike", name, what, got, "one for a member and its past", next_step)
