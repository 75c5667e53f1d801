"""What an agreement holds of a product: its parts with their hash, and all it takes to make it again. Light to import.

The minutes of a session carry it in their text, so that whoever has the minutes can make the product, and no more.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

from ..coproduction.deciding.agreements import content_hash_of
from ..coproduction.looking_back.minutes_text import MARK
from ..vocabulary.problems import Problem, Refused
from .reading import read_product

# Of a product's record, what `rebuilding` reads.
KEPT = ("id", "order", "files")
_IN_MARKDOWN = re.compile(rf"^```json {re.escape(MARK)}\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
_IN_HTML = re.compile(rf'<pre data-name="{re.escape(MARK)}">(.*?)</pre>', re.DOTALL)


def parts_of(record: Mapping[str, Any], need: Mapping[str, Any]) -> dict[str, Any]:
    """The need in its version, recipe, values of the parameters and datasets with checksums: what is agreed to."""
    return {
        "need": dict(need),
        "recipe": {name: record["recipe"][name] for name in ("id", "version", "sha256")},
        "parameters": dict(record["parameters"]),
        "datasets": [{"id": one["id"], "checksum": checksum_of(one)} for one in record["datasets"]],
    }


def checksum_of(dataset: Mapping[str, Any]) -> str:
    """One hash for all files of a dataset."""
    files = sorted(one["sha256"] for one in dataset["files"])
    return files[0] if len(files) == 1 else hashlib.sha256(" ".join(files).encode()).hexdigest()


def what_it_takes(record: Mapping[str, Any]) -> dict[str, Any]:
    """What of a product's record it takes to make it again: order, filled recipe, files with checksums, its id."""
    recipe = {name: record["recipe"][name] for name in ("id", "version", "sha256", "filled")}
    datasets = [{name: one[name] for name in ("id", "files", "licence")} for one in record["datasets"]]
    return {**{name: record[name] for name in KEPT}, "recipe": recipe, "datasets": datasets}


def read_agreed(minutes: Path, hash: str = "") -> dict[str, Any]:
    """The agreement that a file of minutes carries, the one whose content hash begins with `hash` where there are more.

    `Refused` where it carries none, or more than one fits, or its parts are not what its hash was taken of.
    """
    try:
        text = minutes.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise _refused(minutes, "these minutes cannot be read as text", type(error).__name__) from error
    found = [json.loads(one) for one in _IN_MARKDOWN.findall(text)]
    found += [json.loads(unescape(one)) for one in _IN_HTML.findall(text)]
    fitting = [one for one in found if one["content_hash"].startswith(hash)]
    if len(fitting) != 1:
        what = "it is not clear which agreement is meant" if fitting else "these minutes carry no such agreement"
        known = ", ".join(one["content_hash"][:12] for one in found)
        raise _refused(minutes, what, hash or "none named", known)
    (agreed,) = fitting
    if content_hash_of(agreed) != agreed["content_hash"] or not _fit_together(agreed):
        raise _refused(minutes, "the agreement is not what its hash was taken of", agreed["content_hash"][:12])
    return agreed


def _fit_together(agreed: Mapping[str, Any]) -> bool:
    """Whether what it takes to make the product again is of the parts that were agreed to."""
    again = agreed["again"]
    checksums = [{"id": one["id"], "checksum": checksum_of(one)} for one in again["datasets"]]
    return again["recipe"]["sha256"] == agreed["recipe"]["sha256"] and checksums == agreed["datasets"]


def agreed_with(folder: Path, agreed: Mapping[str, Any]) -> bool:
    """Whether the product in a folder has the content hash that was agreed to."""
    return content_hash_of(parts_of(read_product(folder), agreed["need"])) == agreed["content_hash"]


def _refused(minutes: Path, what: str, got: str, allowed: str = "") -> Refused:
    mend = "Take the minutes as a web page or as Markdown, unchanged; name one of several agreements with --hash"
    return Refused(Problem("rebuild.minutes", str(minutes), what, got, allowed, mend))
