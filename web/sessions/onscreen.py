"""What lies on the table and what is being asked, as every screen of a session shows it."""

from typing import Any

from sqlalchemy.orm import Session as Database

from climserv.coproduction.acting import possible
from climserv.coproduction.deciding.responses import Response, response_id
from climserv.coproduction.deciding.rounds import ANSWERING, Kind, Round
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.meeting.sessions import Session
from climserv.coproduction.people.people import Person

from ..cases.deciding_words import KINDS, ROUND_STATES
from ..cases.words import word
from ..deciding import made_of, shown
from ..deciding.counted import outcome
from ..products.showing import page_of

ON_SCREEN = frozenset({"open", "revealed", "objection_open", "fallback"})


def on_table(reading: Database, state: CaseState, session: Session) -> list[dict[str, Any]]:
    """The things on the table, each in its last version."""
    found = (state.find(Subject, one) for one in session.table)
    return [_thing(reading, one) for one in found if one and one.latest]


def _thing(reading: Database, one: Subject) -> dict[str, Any]:
    """A thing with its answer as counts, its settings as questions answered, and what its last version changed."""
    latest = one.latest
    before = one.version(latest.over[0]) if latest.over else None
    product = made_of.product_of(reading, latest.content)
    page = page_of(product[1]) if product else None
    settings = latest.content.get("parameters")
    return {
        "id": one.id, "kind": one.kind, "title": one.title, "number": latest.number, "hash": latest.hash,
        "conflict": one.in_conflict, "summary": latest.content.get("summary", ""), "page": page,
        "tens": page.tens() if page else [],
        "settings": shown.settings_in_words(latest.content) if isinstance(settings, dict) else [],
        "changed": shown.changes(before.content, latest.content) if before else [],
        "effect": latest.content.get("effect", ()),
        "being_made": bool(latest.content.get("run")) and product is None,
    }  # fmt: skip


def asked_in(state: CaseState, session_id: str, me: Person) -> list[dict[str, Any]]:
    """The rounds of a session that are going on, or whose answers are shown; the newest first."""
    found = [one for one in state.of(Round).values() if one.session == session_id and one.state in ON_SCREEN]
    return [_asked(state, one, me) for one in found[::-1]]


def _asked(state: CaseState, one: Round, me: Person) -> dict[str, Any]:
    mine = state.find(Response, response_id(one.id, me.id))
    answered = mine is not None and mine.state != "taken_back"
    takes = one.state in ANSWERING and one.kind != Kind.HANDS and me.has_voice
    return {
        "id": one.id, "question": one.question or word(KINDS, one.kind), "kind": word(KINDS, one.kind),
        "stands": word(ROUND_STATES, one.state), "open": one.state == "open", "answered": answered,
        "waits_for_me": takes and not answered, "result": outcome(state, one),
        "may_reveal": "reveal" in possible(state, "round", one.id, me.id),
    }  # fmt: skip
