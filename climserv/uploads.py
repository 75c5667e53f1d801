"""The worker's part of an upload: the health check of the files, and the facts for their card."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .catalogue.quarantine import brought
from .config import Settings
from .vocabulary.problems import Refused
from .vocabulary.sentences import told
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
    from .data.files.bombs import bombs_in
    from .data.files.elsewhere import leads_elsewhere
    from .data.probing import probe

    paths = brought(settings.quarantine_folder, token)
    findings: list[dict[str, Any]] = []
    for path in paths:
        # Before anything opens the file: the library would follow it to other files of this machine.
        unsafe = leads_elsewhere(path) or bombs_in(path, UNPACKED * upload_limit(settings))
        findings += [{"severity": "error", **problem.as_dict(), "file": path.name} for problem in unsafe]
    safe = not findings
    if safe:
        report(0, 2, ", ".join(path.name for path in paths))
        findings += _checked(paths)
    findings.sort(key=lambda one: ("error", "warning", "note").index(one["severity"]))
    report(1, 2, "facts")
    facts, refused = None, []
    if safe and not any(one["code"] == "file.damaged" for one in findings):
        try:
            facts = probe(paths)
        except Refused as refusal:
            refused = [problem.as_dict() for problem in refusal.problems]
    known = {(one["code"], one["what"]) for one in findings}
    refused = [one for one in refused if (one["code"], one["what"]) not in known]
    counts = {kind: sum(one["severity"] == kind for one in findings) for kind in ("error", "warning", "note")}
    return {"findings": findings[:MOST_FINDINGS], "counts": counts, "facts": facts, "refused": refused}


def _checked(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Findings of files, each with its file ("" for all together)."""
    from .data.checking import TOGETHER, check_files

    try:
        found = check_files(paths)
    except Exception as error:  # A stranger's file may break any reader; that is a finding, not a fault of ours.
        if len(paths) > 1:  # One by one, so that it shows which of them it was.
            return [finding for path in paths for finding in _checked([path])]
        problem = told("file.damaged", paths[0].name, error=type(error).__name__)
        return [{"severity": "error", **problem.as_dict(), "file": paths[0].name}]
    return [
        {**finding.as_dict(), "file": "" if name == TOGETHER else Path(name).name}
        for name, findings in found.items()
        for finding in findings
    ]
