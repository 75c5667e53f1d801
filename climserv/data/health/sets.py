"""Several files that belong together: days held twice, calendars and grids that differ, gaps between files."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ..pieces import Piece
from .finding import SHOWN, Finding, Sightings
from .order import order_findings
from .values import blocks

# Between the last day of one file and the first day of the next.
_JOINED = 1


def set_findings(pieces: Sequence[Piece]) -> list[Finding]:
    """What is to be said of files only when they are seen together."""
    found = []
    for first, second in combinations(pieces, 2):
        if _related(first, second):
            found += overlap_findings(first, second)
        if _same_members(first, second):
            found += order_findings(first, second)
            found += order_findings(second, first)
    return [*found, *_calendar_findings(pieces), *_gap_findings(pieces)]


def _ids(piece: Piece) -> set[str]:
    return {member.id for member in piece.members}


def _same_members(first: Piece, second: Piece) -> bool:
    return _ids(first) == _ids(second)


def _related(first: Piece, second: Piece) -> bool:
    """Whether two files hold the same variable of the same member."""
    return bool(_ids(first) & _ids(second)) and bool(set(first.units) & set(second.units))


def overlap_findings(first: Piece, second: Piece) -> Iterator[Finding]:
    """Days that two files of one member both hold: equal ones are noted, unequal ones are an error."""
    if first.dates.calendar != second.dates.calendar or first.step != second.step:
        return
    days, mine, theirs = np.intersect1d(first.dates.numbers(), second.dates.numbers(), return_indices=True)
    if not days.size:
        return
    span = first.dates.iso(int(mine[0])), first.dates.iso(int(mine[-1]))
    if first.cells.shape != second.cells.shape or not np.allclose(
        (first.cells.lat, first.cells.lon), (second.cells.lat, second.cells.lon), atol=1e-3, equal_nan=True
    ):
        # Other places on the same days: two parts of a country, two station files.
        return
    same, unlike, names = [], Sightings(first), []
    for variable in sorted(set(first.units) & set(second.units)):
        before = unlike.count
        try:
            _compare(first, second, variable, (mine, theirs), unlike)
        except Refused:
            # That a file cannot be read is said where its values are looked at.
            return
        (names if unlike.count > before else same).append(variable)
    where = f"{first.where} and {second.where}"
    if same:
        what = f"both files hold the same {', '.join(same)} on {len(mine)} day(s)"
        yield Finding(
            "note", Problem("time.overlap", where, what, f"{span[0]} to {span[1]}"), dates=span, count=len(mine)
        )
    if names:
        what = f"both files hold {', '.join(names)} on {len(mine)} day(s), with other values"
        next_step = "Keep the file that is right; they are perhaps two runs, or two versions of one"
        problem = Problem("time.overlap", where, what, unlike.got, "each day once", next_step)
        yield unlike.finding("error", names[0] if len(names) == 1 else "", problem)


def _compare(first: Piece, second: Piece, variable: str, days, unlike: Sightings) -> None:
    """Add to `unlike` where two files differ on the days (places in each axis) that both hold."""
    mine, theirs = days
    ids = [member.id for member in second.members]
    for member, cells in blocks(first):
        if first.members[member].id not in ids:
            continue
        a = first.values(variable, member, cells, mine)
        b = second.values(variable, ids.index(first.members[member].id), cells, theirs)
        faulty = np.zeros((len(cells), len(first.dates)), bool)
        faulty[:, mine] = ~np.isclose(a, b, rtol=1e-5, atol=1e-7, equal_nan=True)

        def said(cell, time, cells=cells):
            return f"{variable} at {first.cells.label(int(cells[cell]))} on {first.dates.iso(time)}"

        unlike.add(faulty, cells, said)


def _calendar_findings(pieces: Sequence[Piece]) -> Iterator[Finding]:
    """Calendars that differ: within one member they cannot be joined, between models they stay apart."""
    of_member: dict[str, set[str]] = {}
    for piece in pieces:
        for member in piece.members:
            of_member.setdefault(member.id, set()).add(piece.dates.calendar)
    for member, calendars in of_member.items():
        if len(calendars) > 1:
            what = f"the files of {member} have several calendars and cannot be joined"
            next_step = "Ask the source for all of its files in the calendar of the model"
            problem = Problem("time.calendars", member, what, ", ".join(sorted(calendars)), "one calendar", next_step)
            yield Finding("error", problem)
    found = {piece.dates.calendar for piece in pieces}
    if len(found) > 1 and all(len(calendars) == 1 for calendars in of_member.values()):
        what = "the models have several calendars; each keeps its own, and years are compared by their number"
        yield Finding("note", Problem("time.calendars", "all files", what, ", ".join(sorted(found))))


def _gap_findings(pieces: Sequence[Piece]) -> Iterator[Finding]:
    """Days between the files of one member and variable."""
    for name, calendar, variable in sorted(
        {(m.id, p.dates.calendar, v) for p in pieces for m in p.members for v in p.units if p.step == "day"}
    ):
        held = [p for p in pieces if name in _ids(p) and variable in p.units and p.dates.calendar == calendar]
        held.sort(key=lambda p: int(p.dates.numbers()[0]))
        gaps = [
            (a, b)
            for a, b in pairwise(held)
            if b.dates.numbers()[0] - max(p.dates.numbers()[-1] for p in held[: held.index(b)]) > _JOINED
        ]
        if gaps:
            got = "; ".join(f"{a.dates.iso(-1)} to {b.dates.iso(0)}" for a, b in gaps[:SHOWN])
            what = f"between the files of {name} {variable} is missing, {len(gaps)} time(s)"
            problem = Problem("time.gap", gaps[0][0].where, what, got, "",
                              "Right for a historical and a future part; else fetch the missing files")  # fmt: skip
            dates = (gaps[0][0].dates.iso(-1), gaps[-1][1].dates.iso(0))
            yield Finding("warning", problem, variable, dates=dates, count=len(gaps))
