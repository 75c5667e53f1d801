"""Several files seen together: whether they open as one set, and what only then shows."""

from collections.abc import Iterator, Sequence

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.sentences import told
from ..joined.sets import join_set
from ..pieces import OpenedFile
from .finding import Finding
from .order import PAIRS, order_findings
from .times import gap_findings

WHERE = "all files"


def set_findings(files: Sequence[OpenedFile]) -> list[Finding]:
    """What is to be said of files only when they are seen together.

    Files that name their model must agree. Others were perhaps only checked in one go: they are warned of.
    """
    named = [file for file in files if all(member.model for member in file.piece.members)]
    others = [file for file in files if file not in named]
    found = [*_together(named, "error"), *_together(others, "warning")]
    # Files of one member that disagree on their calendar are refused; this is about those of several.
    agreed = all(finding.problem.code != "set.unlike" for finding in found)
    return [*found, *(_calendars(files) if agreed else ())]


def _together(files: Sequence[OpenedFile], severity: str) -> Iterator[Finding]:
    files = [file for file in files if file.piece.units]
    if len(files) < 2:
        return
    parts = [file.piece for file in files]
    apart = [pair for pair in PAIRS if not any(set(pair) <= set(part.units) for part in parts)]
    known = {gap for part in parts for gap in part.dates.gaps()}
    try:
        joined, said = join_set(files)
    except Refused as refusal:
        yield from (Finding(severity, problem) for problem in refusal.problems)
        return
    yield from (Finding("note", Problem("set.holds", WHERE, text)) for text in said)
    for one in joined:
        if one.piece not in parts:
            yield from gap_findings(one.piece, leave_out=known)
            yield from order_findings(one.piece, apart)


def _calendars(files: Sequence[OpenedFile]) -> Iterator[Finding]:
    found = {file.piece.dates.calendar for file in files}
    if len(found) > 1:
        yield Finding("note", told("time.calendars", WHERE, calendars=", ".join(sorted(found))))
