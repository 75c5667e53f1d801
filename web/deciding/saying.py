"""What is said of a thing on the table: the room of its page where remarks stand, and the form for one more."""

from collections.abc import Mapping
from typing import Any

from flask import request

from climserv.coproduction.acting import possible
from climserv.coproduction.dialogue.contributions import Contribution, on
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.people.people import Person

from ..cases.remark_words import KINDS, SHOWN, label_words, offered_labels
from . import pins, shown


def room(
    state: CaseState, subject: Subject, me: Person, known: pins.Pinnable, record: Mapping | None
) -> dict[str, Any]:
    """The remarks, by what they are pinned to as well; and what the form for another one offers."""
    remarks = [_remark(state, one, me, known, record) for one in on(state, subject.id)]
    by_code: dict[str, list[dict]] = {}
    for one in remarks:
        by_code.setdefault(one["code"], []).append(one)
    asked = request.values.get("about", "")[: pins.LONGEST_CODE]
    return {
        "remarks": remarks, "pinned": by_code, "lines_pinned": any(one["code"][:5] == "line:" for one in remarks),
        "lines_said": [one for one in remarks if one["code"][:6] == "level:"],
        "known": known, "about": asked,
        "about_words": pins.offered(asked, known, record), "remark_kinds": KINDS, "shown_as": SHOWN,
        "labels": offered_labels(),
        "may_say": "note" in possible(state, "contribution", "", me.id),
    }  # fmt: skip


def _remark(
    state: CaseState, one: Contribution, me: Person, known: pins.Pinnable, record: Mapping | None
) -> dict[str, Any]:
    told = shown.remark_shown(state, one, me.id)
    earlier = [str(version.content.get("words", "")) for version in one.versions[:-1]]
    return {
        **told, "actions": possible(state, "contribution", one.id, me.id), "mine": one.by == me.id,
        "kind": KINDS.get(one.kind, "") if one.kind != "comment" else "",
        "labels": label_words(label.kind for label in one.labels),
        "code": pins.code_of(one.anchor), "about": pins.about(one.anchor, known, record),
        "earlier": [words for words in earlier if words] if told["open_to_me"] else [],
    }  # fmt: skip
