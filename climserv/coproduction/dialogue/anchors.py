"""Anchors: to what exactly a remark is pinned."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from climserv.vocabulary.problems import Problem

from ..logbook.refusals import Refusal

# What it can be pinned to, and what else must then be said: a field of a need, a parameter of a set, a point of a
# figure (in the figure's own coordinates), a line of a message, or the whole thing.
KINDS: dict[str, tuple[str, ...]] = {
    "whole": (), "field": ("name",), "parameter": ("name",), "point": ("name", "x", "y"), "line": ("name",),
}  # fmt: skip


@dataclass(frozen=True)
class Anchor:
    """A place on a thing on the table: `of` is the subject, `version` the hash of the version that was looked at."""

    kind: str
    of: str
    version: str = ""
    name: str = ""
    x: float | None = None
    y: float | None = None


def anchor_from(row: Mapping[str, Any]) -> Anchor:
    """The anchor that an event tells."""
    texts = {name: str(row.get(name, "")) for name in ("kind", "of", "version", "name")}
    point = {name: float(row[name]) for name in ("x", "y") if row.get(name) is not None}
    return Anchor(**texts, **point)


def problems_of(row: Mapping[str, Any], where: str) -> list[Problem]:
    """What is missing for pinning it there."""
    kind = row.get("kind")
    if kind not in KINDS:
        return [NO_KIND.at(where, got=str(kind), kinds=", ".join(KINDS))]
    missing = [name for name in ("of", *KINDS[kind]) if row.get(name) in (None, "")]
    return [MISSING.at(where, kind=kind, missing=", ".join(missing))] if missing else []


NO_KIND = Refusal(
    "anchor.kind",
    en=("nothing can be pinned to this", "%(kinds)s", "Say what it is about"),
    fr=("rien ne peut être épinglé à ceci", "%(kinds)s", "Dites de quoi il s’agit"),
    sw=("hakuna kinachoweza kubandikwa hapa", "%(kinds)s", "Sema ni kuhusu nini"),
    es=("a esto no se le puede prender nada", "%(kinds)s", "Diga de qué trata"),
)
MISSING = Refusal(
    "anchor.missing",
    en=("the place on the %(kind)s is not said", "%(missing)s", "Point at it again"),
    fr=("l’endroit n’est pas précisé (%(kind)s)", "%(missing)s", "Montrez-le de nouveau"),
    sw=("mahali hapajatajwa (%(kind)s)", "%(missing)s", "Onyesha tena"),
    es=("no se dice el lugar (%(kind)s)", "%(missing)s", "Señálelo otra vez"),
)
REFUSALS = (NO_KIND, MISSING)
