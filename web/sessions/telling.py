"""What the screens of a session tell: the agenda, who is here, what was said. Read from the fold."""

from datetime import timedelta
from math import ceil

from flask_babel import gettext as _

from climserv.coproduction.acting import possible
from climserv.coproduction.dialogue.contributions import WAITING, Contribution, named, side_of
from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.logbook.entity import STEERING
from climserv.coproduction.logbook.state import CaseState
from climserv.coproduction.meeting.agendas import SESSION_TYPES, step_of
from climserv.coproduction.meeting.attendance import Attendance, attendance_id, not_spoken, present
from climserv.coproduction.meeting.blocks import BLOCKS
from climserv.coproduction.meeting.sessions import Session
from climserv.coproduction.people.people import Person, roles_of
from climserv.storage.permissions import NotThere
from climserv.vocabulary.problems import Problem
from climserv.vocabulary.texts import text_in

from ..cases.remark_words import KINDS, STANDS, label_words
from ..cases.words import SIDES, word
from ..languages import language
from .words import ANSWERS, CARDS

MORE = 5
"""Minutes that a step is given more, at a touch."""


def session_of(state: CaseState, session_id: str) -> Session:
    found = state.find(Session, session_id)
    if found is None:
        what, mend = "there is no such session in this case", "Look at the sessions of the case"
        raise NotThere(Problem("session.none", "session", what, session_id[:32], "", mend))
    return found


def steers(state: CaseState, me: Person) -> bool:
    return bool(roles_of(state, me.id) & STEERING)


def title_of(session: Session) -> str:
    return text_in(SESSION_TYPES[session.type].texts, language()) if session.type in SESSION_TYPES else session.type


def agenda(session: Session) -> list[dict]:
    """The steps of the day, with which is on, and which follows it."""
    told = []
    for name in session.agenda:
        step = step_of(session.type, name)
        told.append({"name": name, "words": text_in(step.texts, language()) if step else name,
                     "minutes": step.minutes if step else 0, "now": name == session.phase})  # fmt: skip
    return told


def phase(session: Session, now) -> dict | None:
    """The step that is on: its words, when it ends, whether its time is over, and the minutes that five more make."""
    if not session.phase:
        return None
    step, ends = step_of(session.type, session.phase), session.phase_ends
    left = max(0, ceil((ends - now) / timedelta(minutes=1))) if ends else 0
    return {"name": session.phase, "words": text_in(step.texts, language()) if step else session.phase, "ends": ends,
            "over": bool(ends and now >= ends), "longer": left + MORE}  # fmt: skip


def following(steps: list[dict]) -> dict | None:
    """The step after the one that is on; the first before any is."""
    now = next((place for place, step in enumerate(steps) if step["now"]), -1)
    return steps[now + 1] if now + 1 < len(steps) else None


def cards(session: Session) -> list[str]:
    """Questions to ask in the step that is on: its own, and those of its block."""
    step = step_of(session.type, session.phase)
    if step is None:
        blocks = session.blocks or tuple(BLOCKS)
        return [str(CARDS[name][0]) for name in blocks if name in CARDS]
    return [text_in(step.texts, language()), *map(str, CARDS[step.block])]


def here_by_side(state: CaseState, session_id: str) -> list[dict]:
    """Who is here, by side; who has neither spoken nor written yet is marked."""
    wrote = {one.by for one in said_in(state, session_id)}
    silent = {one for several in not_spoken(state, session_id).values() for one in several} - wrote
    sides: dict[str, list[dict]] = {}
    for person in present(state, session_id):
        at = state.find(Attendance, attendance_id(session_id, person.id))
        sides.setdefault(person.side, []).append(
            {"id": person.id, "name": person.shown_as or _("somebody"), "silent": person.id in silent,
             "left": at.state == "left"}
        )  # fmt: skip
    return [
        {"side": word(SIDES, side), "people": several, "here": sum(not one["left"] for one in several),
         "silent": [one for one in several if one["silent"]]}
        for side, several in sides.items()
    ]  # fmt: skip


def not_here(state: CaseState, session_id: str) -> list[dict]:
    """People of the case who have not arrived."""
    came = {one.id for one in present(state, session_id)}
    return [{"id": one.id, "name": one.shown_as or _("somebody")} for one in state.of(Person).values()
            if one.state == "active" and one.id not in came]  # fmt: skip


MOST = 40
"""So many remarks stand on a screen at once."""


def first_to_answer(found: list[Contribution], most: int) -> tuple[list[Contribution], list[Contribution], int]:
    """Of what was said, what stands on the desk: remarks, those parked, and how many more there are.

    What waits for an answer goes before what has one; each newest first.
    """
    parked = [one for one in found if one.state == "parked"]
    others = sorted((one for one in found if one.state != "parked"), key=lambda one: one.state not in WAITING)
    shown = others[:most], parked[:most]
    return *shown, len(found) - sum(map(len, shown))


def said_in(state: CaseState, session_id: str) -> list[Contribution]:
    """What was said in a session, the newest first."""
    found = state.of(Contribution).values()
    return [one for one in found if state.story("contribution", one.id)[0].session == session_id][::-1]


def remark(state: CaseState, one: Contribution, me: Person | None) -> dict:
    """A remark as the screens show it."""
    story = state.story("contribution", one.id)
    scribe = state.find(Person, story[0].who) if story[0].on_behalf_of else None
    about = state.find(Subject, one.anchor.of) if one.anchor else None
    actions = possible(state, "contribution", one.id, me.id) if me else []
    return {
        "id": one.id, "words": one.words, "kind": word(KINDS, one.kind), "side": word(SIDES, side_of(state, one)),
        "name": named(state, one), "state": one.state, "stands": word(STANDS, one.state), "answer": one.answer,
        "labels": label_words(label.kind for label in one.labels),
        "about": about.title if about else "", "point": one.point,
        "channel": story[0].channel, "scribe": scribe.shown_as if scribe else "",
        "mine": me is not None and one.by == me.id, "actions": actions,
        "answers": [(name, ANSWERS[name]) for name in ANSWERS if name in actions],
    }  # fmt: skip
