"""Secret answers: a box of counts and reasons from which nobody can be told, and the rule what of it may be shown.

The log of a secret round knows who has answered and never what. What they answered goes into one `Box` that storage
keeps as one row: counts, and reasons in the order of the alphabet. Nothing in it says who, when or in what order.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..people.small_numbers import LEAST, may_be_split


class Privacy(StrEnum):
    """Who may see an answer. Said before the first answer, fixed when the round opens, never changed after."""

    OPEN = "open"
    SIDE_ONLY = "side_only"
    SECRET = "secret"  # noqa: S105 - the name of a privacy


TOLD: dict[Privacy, dict[str, str]] = {
    Privacy.OPEN: {
        "en": "Everybody in the case will see what you answer.",
        "fr": "Tous dans le dossier verront votre réponse.",
        "sw": "Kila mtu katika shauri ataona jibu lako.",
        "es": "Todos en el caso verán su respuesta.",
    },
    Privacy.SIDE_ONLY: {
        "en": "Only counts of your side will be shown, never your name; sides under five are not shown apart.",
        "fr": "Seuls les nombres de votre côté seront montrés, jamais votre nom ; moins de cinq, jamais à part.",
        "sw": "Idadi ya upande wako tu itaonyeshwa, si jina lako; upande wa chini ya watano hauonyeshwi peke yake.",
        "es": "Solo se mostrarán los números de su lado, nunca su nombre; un lado de menos de cinco no se separa.",
    },
    Privacy.SECRET: {
        "en": "Nobody can find out what you answered, so you can answer once and cannot change it.",
        "fr": "Personne ne pourra savoir votre réponse : vous répondez une fois, sans pouvoir changer.",
        "sw": "Hakuna awezaye kujua jibu lako, hivyo unajibu mara moja na huwezi kubadilisha.",
        "es": "Nadie podrá saber qué respondió; por eso responde una vez y no puede cambiarlo.",
    },
}


Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Box:
    """The ballot box of one round.

    split    whether answers are counted by side; fixed when the round opens
    counts   {side: {value: answers}}, one part without a name where they are not
    reasons  sorted, of no side and no person
    """

    split: bool = False
    counts: Counts = field(default_factory=dict)
    reasons: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON, the same for the same answers in whatever order they came."""
        counts = {side: dict(sorted(values.items())) for side, values in sorted(self.counts.items())}
        return {"split": self.split, "counts": counts, "reasons": list(self.reasons)}


def box_from(plain: Mapping[str, Any]) -> Box:
    """The box that `as_dict` wrote."""
    return Box(bool(plain["split"]), dict(plain["counts"]), tuple(plain["reasons"]))


def put(box: Box, side: str, value: str, reason: str = "") -> Box:
    """The box with one more answer in it."""
    part = side if box.split else ""
    values = Counter(box.counts.get(part, {}))
    values[value] += 1
    counts = dict(sorted({**box.counts, part: dict(sorted(values.items()))}.items()))
    words = reason.strip()
    return Box(box.split, counts, tuple(sorted((*box.reasons, words))) if words else box.reasons)


def may_be_shown(counts: Counts) -> bool:
    """Whether these counts speak of no one: something is in them, and every part has five answers or more."""
    sizes = [sum(values.values()) for values in counts.values()]
    return sum(sizes) >= LEAST and may_be_split(sizes)


def shown(box: Box) -> dict[str, Any] | None:
    """What a box gives when it is opened: by side where every side has five answers, else all together.

    None where all together are under five: then nothing is shown, and more people have to answer first.
    """
    counts = box.counts if may_be_shown(box.counts) else {"": pooled(box.counts.values())}
    return {"counts": counts, "reasons": list(box.reasons)} if may_be_shown(counts) else None


def pooled(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts of several sides, taken together."""
    whole: Counter[str] = Counter()
    for values in parts:
        whole.update(values)
    return dict(sorted(whole.items()))
