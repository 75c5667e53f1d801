"""Labels: the terms under which a community lets something be known. They travel with it wherever it goes.

A label of the Local Contexts Hub is the community's own: we keep its reference (`hub`), and never hand one out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    OPEN = "open"
    COMMUNITY_ONLY = "community_only"
    SEASONAL = "seasonal"
    WOMEN_ONLY = "women_only"
    MEN_ONLY = "men_only"
    ATTRIBUTION = "attribution"
    NO_COMMERCIAL = "no_commercial"
    HUB = "hub"


class Reach(StrEnum):
    """Who is going to see it: who takes part in the case, or everybody."""

    CASE = "case"
    PUBLIC = "public"


# Kinds that keep a thing among those who told it; a page for all, an API and a log for all leave it out.
KEPT_WITHIN = frozenset({Kind.COMMUNITY_ONLY, Kind.SEASONAL, Kind.WOMEN_ONLY, Kind.MEN_ONLY})

# What is told among women, or among men, stays with who said it; not even others of the case read it.
AMONG_SOME = frozenset({Kind.WOMEN_ONLY, Kind.MEN_ONLY})

WORDS: dict[Kind, dict[str, str]] = {
    Kind.OPEN: {"en": "open to all", "fr": "ouvert à tous", "sw": "wazi kwa wote", "es": "abierto a todos"},
    Kind.COMMUNITY_ONLY: {
        "en": "for the community only", "fr": "pour la communauté seulement",
        "sw": "kwa jamii pekee", "es": "solo para la comunidad",
    },
    Kind.SEASONAL: {
        "en": "told in its season only", "fr": "dit en sa saison seulement",
        "sw": "husemwa katika msimu wake tu", "es": "se cuenta solo en su temporada",
    },
    Kind.WOMEN_ONLY: {
        "en": "among women only", "fr": "entre femmes seulement", "sw": "kwa wanawake tu", "es": "solo entre mujeres",
    },
    Kind.MEN_ONLY: {
        "en": "among men only", "fr": "entre hommes seulement", "sw": "kwa wanaume tu", "es": "solo entre hombres",
    },
    Kind.ATTRIBUTION: {
        "en": "say whose it is", "fr": "dire de qui cela vient", "sw": "taja mwenyewe", "es": "decir de quién es",
    },
    Kind.NO_COMMERCIAL: {
        "en": "not for trade", "fr": "pas pour le commerce", "sw": "si kwa biashara", "es": "no para el comercio",
    },
    Kind.HUB: {
        "en": "a label of the community’s own", "fr": "une étiquette propre à la communauté",
        "sw": "lebo ya jamii yenyewe", "es": "una etiqueta propia de la comunidad",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Label:
    """One label, with its own words or the reference that the community gave (`text`)."""

    kind: str
    text: str = ""


def labels_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Label, ...]:
    """Labels as an event tells them."""
    return tuple(Label(str(row["kind"]), str(row.get("text", ""))) for row in rows)


def may_reach(labels: Iterable[Label], reach: str) -> bool:
    """Whether something with these labels may be shown so far."""
    return reach == Reach.CASE or not {label.kind for label in labels} & KEPT_WITHIN
