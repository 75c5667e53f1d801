"""The health check of files: everything wrong or strange in them, with place and days, and how to mend it."""

from collections.abc import Sequence
from pathlib import Path

from ..vocabulary.problems import Problem, Refused
from ..vocabulary.sentences import phrase, told, values_of
from ..vocabulary.variables import VARIABLES
from .files.file_kinds import open_file
from .files.netcdf_header import NetCDFHeader, opened
from .files.paths import find_files, plain_path
from .files.zarr_header import ZarrHeader, is_zarr
from .health.finding import SEVERITIES, Finding
from .health.header import header_findings
from .health.order import order_findings
from .health.sets import set_findings
from .health.times import gap_findings, name_findings
from .health.values import value_findings
from .pieces import OpenedFile, Piece

__all__ = ["TOGETHER", "Finding", "check_file", "check_files"]

# Under this name stand the findings of several files seen together.
TOGETHER = "together"

# How HDF5 and classic NetCDF files begin.
_NETCDF_MARKS = (b"\x89HDF", b"CDF\x01", b"CDF\x02", b"CDF\x05")


def check_file(path: str | Path) -> list[Finding]:
    """All findings of one file or Zarr store, errors first; without an error everything in it can be used as it is."""
    return _sorted(_check(path)[0])


def check_files(paths: Sequence[str | Path]) -> dict[str, list[Finding]]:
    """The findings of each file under its path, and under `together` those of files that belong to one set.

    A folder or a pattern stands for the files in it.
    """
    found, files = {}, []
    for path in (file for named in paths for file in _files(named)):
        findings, file = _check(path)
        found[str(path)] = _sorted(findings)
        files += [file] if file is not None else []
    if len(files) > 1:
        found[TOGETHER] = _sorted(set_findings(files))
    return found


def _files(path: str | Path) -> list[str | Path]:
    try:
        found = list(find_files(path))
    except Refused:
        found = []
    # What is wrong with a path that leads nowhere is said when it is opened.
    return found or [path]


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def _check(path: str | Path) -> tuple[list[Finding], OpenedFile | None]:
    try:
        path = plain_path(path)
        file = open_file(path)
    except Refused as refusal:
        errors = [Finding("error", problem) for problem in refusal.problems]
        return [*errors, *_header(path)], None
    piece = file.piece
    findings = [Finding("error", problem, variable) for variable, problem in file.refused]
    if not piece.units and not findings:
        known, others = ", ".join(VARIABLES), ", ".join(file.others)
        findings.append(Finding("error", told("variable.none", piece.where, others=others, known=known)))
    findings += [*_header(path), *gap_findings(piece), *name_findings(piece)]
    findings += [finding for variable in piece.units for finding in value_findings(piece, variable)]
    findings += order_findings(piece)
    notes = [Problem("file.note", piece.where, text, values=values_of(text)) for text in _notes(file)]
    findings += [Finding("note", problem) for problem in notes]
    return [*findings, Finding("note", _summary(piece))], file


def _header(path: str | Path) -> list[Finding]:
    """What the header says; nothing for a table, and for a file whose header cannot be read."""
    path = Path(path)
    try:
        if is_zarr(path):
            return list(header_findings(ZarrHeader(path)))
        with path.open("rb") as file:
            if file.read(4) not in _NETCDF_MARKS:
                return []
        with opened(path) as file:
            return list(header_findings(NetCDFHeader(file, path)))
    except (OSError, RuntimeError, Refused):
        # That it cannot be opened has been said.
        return []


def _notes(file: OpenedFile) -> list[str]:
    return list(dict.fromkeys(text for _, text in file.notes))


def _summary(piece: Piece) -> Problem:
    dates, cells = piece.dates, piece.cells
    if cells.kind == "sites" or len(cells.shape) == 1:
        places = phrase("sites" if cells.kind == "sites" else "cells", n=len(cells))
    else:
        places = phrase("grid", rows=cells.shape[0], columns=cells.shape[1])
    if len(piece.members) > 1:
        places = phrase("members", n=len(piece.members), places=places)
    variables = ", ".join(f"{name} [{unit.text}]" for name, unit in piece.units.items()) or phrase("no_variable")
    name = "days" if piece.step == "day" else f"days_of_{piece.step}"
    days = phrase(name, first=dates.iso(0), last=dates.iso(-1), calendar=dates.calendar)
    return told("file.holds", piece.where, variables=variables, places=places, days=days)
