"""What pages tell of a case: where it stands, what is next, and its story in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import format_datetime
from flask_babel import gettext as _

from climserv.coproduction.acting import possible
from climserv.coproduction.cases import Case
from climserv.coproduction.deciding.naming import may_be_named
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.logbook.events import Event
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.meeting import blocks
from climserv.coproduction.meeting.agendas import SESSION_TYPES
from climserv.coproduction.meeting.sessions import Session
from climserv.coproduction.people.actor_map import present
from climserv.coproduction.people.people import Person
from climserv.coproduction.people.working_agreements import WorkingAgreement, agreement_in_force
from climserv.vocabulary.texts import text_in

from ..languages import language
from .words import BLOCK_STATES, CASE_STATES, SESSION_STATES, THINGS, word


@dataclass(frozen=True)
class Next:
    """The one thing to do now, and where."""

    words: str
    address: str


def next_thing(state: CaseState, me: Person) -> Next:
    """What brings the case on, for somebody who can do something about it."""
    case = state.case
    if not any(subject.kind == "need" for subject in state.of(Subject).values()):
        return Next(_("Bring the need that this is about to the table"), url_for("cases.show", case_id=case) + "#table")
    if len(present(state)) < 2:
        return Next(_("Say which groups take part, and who is still missing"), url_for("cases.people", case_id=case))
    if agreement_in_force(state) is None:
        proposed = any(one.state == "draft" for one in state.of(WorkingAgreement).values())
        said = _("Read how you want to decide, and agree to it") if proposed else _("Write down how you want to decide")
        return Next(said, url_for("cases.agreement", case_id=case))
    if "activate" in possible(state, "case", case, me.id):
        return Next(_("All is ready: begin the work"), url_for("cases.show", case_id=case) + "#stands")
    coming = [one for one in state.of(Session).values() if one.state in ("planned", "invited", "open")]
    if not coming:
        return Next(_("Plan a session"), url_for("cases.show", case_id=case) + "#sessions")
    return Next(_("Meet"), url_for("cases.show", case_id=case) + "#sessions")


def listed(case: Case, me: Person) -> dict:
    return {"id": case.id, "title": case.title, "area": case.area, "state": word(CASE_STATES, case.state), "me": me}


def method(case: Case) -> dict | None:
    """How another case went about it, where this one began from it: kinds of sessions, blocks, recipes."""
    if not case.method:
        return None
    kinds = (SESSION_TYPES.get(one["type"]) for one in case.method.get("sessions", ()))
    known = (blocks.BLOCKS[one] for one in case.method.get("blocks", ()) if one in blocks.BLOCKS)
    return {
        "sessions": [text_in(kind.texts, language()) for kind in kinds if kind],
        "blocks": [text_in(texts, language()) for texts in known],
        "recipes": list(case.method.get("recipes", ())),
    }


def map_of_blocks(state: CaseState, me: Person) -> list[dict]:
    """The six blocks, to enter anywhere."""
    return [
        {
            "name": name, "title": text_in(blocks.BLOCKS[name], language()), "state": block.state if block else "",
            "state_word": word(BLOCK_STATES, block.state if block else ""), "why": block.why if block else "",
            "actions": possible(state, "block", name, me.id),
        }
        for name, block in blocks.map_of(state).items()
    ]  # fmt: skip


def sessions_of(state: CaseState) -> list[dict]:
    """The sessions of a case, by their day."""
    found = sorted(state.of(Session).values(), key=lambda one: one.starts)
    kinds = {one.id: SESSION_TYPES.get(one.type) for one in found}
    return [
        {"id": one.id, "title": text_in(kinds[one.id].texts, language()) if kinds[one.id] else one.type,
         "when": one.starts.replace("T", ", "), "place": one.place, "state": word(SESSION_STATES, one.state)}
        for one in found
    ]  # fmt: skip


def story(state: CaseState, events: tuple[Event, ...]) -> list[dict]:
    """Events in words, the newest first; what was set aside after a merge is marked, with the reasons."""
    told = [_told(state, event) for event in events]
    return told[::-1]


def _told(state: CaseState, event: Event) -> dict:
    aside = state.set_aside.get(event.id)
    named = may_be_named(state, event)
    return {
        "id": event.id, "when": format_datetime(event.at, "d MMM y, HH:mm"),
        "who": name_of(state, event.person) if named else _("somebody"),
        "recorded_by": name_of(state, event.who) if event.on_behalf_of and named else "",
        "thing": word(THINGS, event.entity), "action": event.action.replace("_", " "), "to": event.to_state,
        "channel": event.channel, "reason": event.reason, "erased": event.erased, "hash": event.hash,
        "aside": [problem.what for problem in aside.problems] if aside else [],
    }  # fmt: skip


def name_of(state: CaseState, person: str) -> str:
    """How somebody is named here; who wishes no name, or was erased, is somebody."""
    if not person:
        return _("the house")
    known = state.find(Person, person)
    return (known.shown_as if known else "") or _("somebody")


def people_by_side(state: CaseState) -> Mapping[str, list[Person]]:
    """Who takes part, by side."""
    found: dict[str, list[Person]] = {}
    for one in state.of(Person).values():
        if one.state == "active":
            found.setdefault(one.side, []).append(one)
    return found
