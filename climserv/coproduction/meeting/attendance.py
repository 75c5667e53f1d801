"""Attendance: who is in a session, who has spoken and what it cost them. Exports know groups only."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import EVERYBODY, NOT_YET, SCRIBES, Entity, Move, Role, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..people.people import Person, roles_of
from ..people.small_numbers import split_or_whole
from .sessions import Session
from .sessions import State as SessionState

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    HERE = "here"
    LEFT = "left"


class Action(StrEnum):
    ARRIVE = "arrive"
    SPEAK = "speak"
    COST = "cost"
    LEAVE = "leave"


@dataclass(frozen=True, kw_only=True)
class Attendance(Thing):
    """One person in one session: how often they spoke, and the hours and allowance that coming took."""

    turns: int = 0
    travel_hours: float = 0
    allowance: float = 0

    @property
    def session(self) -> str:
        return self.id.partition(":")[0]

    @property
    def person(self) -> str:
        return self.id.partition(":")[2]


def attendance_id(session: str, person: str) -> str:
    """What the attendance of a person in a session is called: there is one, however often it is entered."""
    return f"{session}:{person}"


def present(state: "CaseState", session: str) -> list[Person]:
    """People who are, or were, in a session; somebody who left early was there."""
    found = [state.find(Person, one.person) for one in state.of(Attendance).values() if one.session == session]
    return [one for one in found if one]


def was_there(state: "CaseState", session: str, person: str) -> bool:
    """Whether a person is, or was, in a session."""
    return state.find(Attendance, attendance_id(session, person)) is not None


def turns_by_side(state: "CaseState", session: str) -> dict[str, int]:
    """How often each side has spoken."""
    turns: Counter[str] = Counter()
    for person in present(state, session):
        turns[person.side] += state.find(Attendance, attendance_id(session, person.id)).turns
    return dict(turns)


def not_spoken(state: "CaseState", session: str) -> dict[str, list[str]]:
    """Who is here and has not spoken yet, by side: for the facilitator's desk only."""
    silent: dict[str, list[str]] = {}
    for person in present(state, session):
        here = state.find(Attendance, attendance_id(session, person.id))
        if not here.turns and here.state == State.HERE:
            silent.setdefault(person.side, []).append(person.id)
    return silent


def in_groups(state: "CaseState", session: str) -> dict[str, dict[str, int]]:
    """Who came, for exports: by side, gender and age band, each split only where no part is under five."""
    people = present(state, session)
    return {
        by: split_or_whole(Counter(getattr(one, by) or "not said" for one in people))
        for by in ("side", "gender", "age_band")
    }


def apply(attendance: Attendance | None, event: Event, state: "CaseState") -> Attendance:
    attendance, said = attendance or Attendance(**born(event)), event.said
    if event.action == Action.SPEAK:
        return replace(attendance, turns=attendance.turns + 1)
    if event.action == Action.COST:
        told = {name: float(said.get(name, 0)) for name in ("travel_hours", "allowance")}
        return replace(attendance, **told)
    return attendance


def of_somebody_here(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A known person marks themself, or somebody who may write for others marks them."""
    where = f"attendance {event.entity_id}"
    person = event.entity_id.partition(":")[2]
    if state.find(Person, person) is None:
        yield NOBODY.at(where, got=person)
    elif person != event.person and not roles_of(state, event.person) & SCRIBES:
        yield NOT_YOU.at(where, got=person)


def session_has_begun(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The session is open, or its minutes are being drafted from the sheets."""
    session = state.find(Session, event.entity_id.partition(":")[0])
    if session is None or session.state not in (SessionState.OPEN, SessionState.MINUTES_DRAFT):
        yield NO_SESSION.at(f"attendance {event.entity_id}", got=session.state if session else "")


WHO = frozenset({*EVERYBODY, Role.HOUSE})
# Who only looks on is there all the same, and is counted.
COMERS = WHO | {Role.OBSERVER}
_GUARDS = (of_somebody_here, session_has_begun)

MOVES = {
    (NOT_YET, Action.ARRIVE): Move(State.HERE, COMERS, guards=_GUARDS),
    (State.HERE, Action.SPEAK): Move(State.HERE, WHO, guards=_GUARDS),
    (State.HERE, Action.COST): Move(State.HERE, WHO, guards=_GUARDS),
    (State.HERE, Action.LEAVE): Move(State.LEFT, COMERS, guards=_GUARDS),
    (State.LEFT, Action.ARRIVE): Move(State.HERE, COMERS, guards=_GUARDS),
    (State.LEFT, Action.COST): Move(State.LEFT, WHO, guards=_GUARDS),
}

NOBODY = Refusal(
    "attendance.nobody",
    en=("nobody of that name is in this case", "a person of the case", "Add them first; a nickname is enough"),
    fr=("personne de ce nom n’est dans ce dossier", "une personne du dossier",
        "Ajoutez-la d’abord ; un surnom suffit"),
    sw=("hakuna mtu wa jina hilo katika shauri hili", "mtu wa shauri hili", "Mwongeze kwanza; jina la utani linatosha"),
    es=("no hay nadie con ese nombre en este caso", "una persona del caso", "Añádala primero; basta un apodo"),
)  # fmt: skip
NOT_YOU = Refusal(
    "attendance.not_you",
    en=("this is somebody else", "yourself", "Ask the facilitator or a helper to mark them"),
    fr=("c’est quelqu’un d’autre", "vous-même", "Demandez à l’animateur ou à un aide de le noter"),
    sw=("huyu ni mtu mwingine", "wewe mwenyewe", "Mwombe mwezeshaji au msaidizi amwandike"),
    es=("es otra persona", "usted", "Pida a quien facilita o ayuda que lo anote"),
)
NO_SESSION = Refusal(
    "attendance.session",
    en=("this session is not open", "a session that is open, or whose minutes are being drafted", "Open the session"),
    fr=("cette séance n’est pas ouverte", "une séance ouverte, ou dont on rédige le compte rendu",
        "Ouvrez la séance"),
    sw=("kikao hiki hakijafunguliwa", "kikao kilichofunguliwa, au ambacho kumbukumbu zake zinaandikwa", "Fungua kikao"),
    es=("esta sesión no está abierta", "una sesión abierta, o cuya acta se está escribiendo", "Abra la sesión"),
)  # fmt: skip

ATTENDANCE = Entity("attendance", Attendance, State, Action, MOVES, apply, refusals=(NOBODY, NOT_YOU, NO_SESSION))
