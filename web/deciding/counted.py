"""What of a round may be shown: nothing before it is revealed, then by side, with dissent as large as assent."""

from collections.abc import Mapping
from typing import Any

from climserv.coproduction.deciding.counting import Counted, count, shown_to_all, sides_silent, yet_to_answer
from climserv.coproduction.deciding.deciding import reasons_not_to_pass
from climserv.coproduction.deciding.minority import minority_views
from climserv.coproduction.deciding.rounds import Kind, Round
from climserv.coproduction.deciding.secrecy import may_be_shown, pooled
from climserv.coproduction.logbook.state import CaseState

from ..cases.deciding_words import COUNTED, SOURCES
from ..cases.words import SIDES, word
from ..saying import said

SHUT = ("open", "cancelled")


def outcome(state: CaseState, asked: Round) -> dict[str, Any]:
    """The counts as they may be shown, where they came from, and every view against."""
    counted = count(state, asked)
    parts = shown_to_all(state, asked)
    hidden = asked.hidden and asked.state in SHUT
    return {
        "hidden": hidden, "parts": [] if parts is None else [_part(asked, side, one) for side, one in parts.items()],
        "hands": [] if hidden else [_part(asked, side, one) for side, one in counted.hands.items()],
        "too_few": parts is None and not hidden and bool(counted.answered),
        "sources": [(word(SOURCES, channel), number) for channel, number in sorted(counted.sources.items())],
        "replaced": counted.replaced, "answered": _answered(asked, counted),
        "silent": [word(SIDES, side) for side in sides_silent(state, asked)],
        "waiting": sum(yet_to_answer(state, asked).values()),
        "against": [{"view": one, "side": word(SIDES, one.side) if one.side else "",
                     "word": word(COUNTED, one.word) if one.word else ""} for one in minority_views(state, asked)],
        "stands_in_the_way": _in_the_way(state, asked),
    }  # fmt: skip


def _part(asked: Round, side: str, values: Mapping[str, int]) -> dict[str, Any]:
    """One side's counts, an answer nobody gave among them: nought is told as loud as ten."""
    whole = sum(values.values())
    rows = [{"value": value, "word": word(COUNTED, value), "count": values.get(value, 0),
             "share": round(100 * values.get(value, 0) / whole) if whole else 0}
            for value in dict.fromkeys((*asked.values, *values))]  # fmt: skip
    return {"side": word(SIDES, side) if side else "", "rows": rows, "whole": whole}


def _answered(asked: Round, counted: Counted) -> list[tuple[str, int]]:
    """How many have answered, by side where that speaks of nobody."""
    sides = {side: {"": number} for side, number in counted.answered.items()}
    if asked.privacy == "open" or may_be_shown(sides):
        return [(word(SIDES, side), number) for side, number in counted.answered.items()]
    return [("", sum(pooled(sides.values()).values()))]


def _in_the_way(state: CaseState, asked: Round) -> list[str]:
    """Why a consent round that is shown does not pass as it stands."""
    if asked.kind != Kind.CONSENT or asked.state not in ("revealed", "objection_open", "fallback"):
        return []
    return [said(problem) for problem in reasons_not_to_pass(state, asked)]
