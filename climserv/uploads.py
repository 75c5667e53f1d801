"""The worker's part of an upload: the health check of the files, and the facts for their card."""

from collections.abc import Callable
from typing import Any

from .catalogue.quarantine import brought
from .config import Settings
from .vocabulary.problems import Problem, Refused
from .vocabulary.units import parse_quantity

# Unpacked, an upload may be this many times the limit of what is sent.
UNPACKED = 8
MOST_FINDINGS = 100


def upload_limit(settings: Settings) -> int:
    """What one upload may hold [bytes]."""
    return int(parse_quantity(settings.upload_limit, where="CLIMSERV_UPLOAD_LIMIT", like="byte").to("byte"))


def check_upload(token: str, settings: Settings, report: Callable[[float, float, str], bool]) -> dict[str, Any]:
    """What is found in the files of an upload.

    findings   of the health check, errors first, each with its file; a bomb is found before anything is unpacked
    facts      for the card, or None
    refused    why there are no facts
    Anything that breaks while a stranger's file is read is a finding about that file.
    """
    from .data.bombs import bombs_in
    from .data.checking import check_file
    from .data.probing import probe

    paths = brought(settings.quarantine_folder, token)
    findings: list[dict[str, Any]] = []
    safe = True
    for number, path in enumerate(paths):
        report(number, len(paths) + 1, path.name)
        bombs = bombs_in(path, UNPACKED * upload_limit(settings))
        safe = safe and not bombs
        found = [{"severity": "error", **problem.as_dict()} for problem in bombs]
        found = found or [finding.as_dict() for finding in _guarded(check_file, path)]
        findings += [{**one, "file": path.name} for one in found]
    findings.sort(key=lambda one: ("error", "warning", "note").index(one["severity"]))
    report(len(paths), len(paths) + 1, "facts")
    facts, refused = None, []
    if safe:
        try:
            facts = probe(paths)
        except Refused as refusal:
            refused = [problem.as_dict() for problem in refusal.problems]
    told = {(one["code"], one["what"]) for one in findings}
    refused = [one for one in refused if (one["code"], one["what"]) not in told]
    counts = {kind: sum(one["severity"] == kind for one in findings) for kind in ("error", "warning", "note")}
    return {"findings": findings[:MOST_FINDINGS], "counts": counts, "facts": facts, "refused": refused}


def _guarded(check, path):
    from .data.checking import Finding

    try:
        return check(path)
    except Exception as error:  # A stranger's file may break any reader; that is a finding, not a fault of ours.
        what = "reading this file broke off"
        next_step = "It is most likely damaged: fetch or write it again"
        return [Finding("error", Problem("file.damaged", path.name, what, type(error).__name__, "", next_step))]
