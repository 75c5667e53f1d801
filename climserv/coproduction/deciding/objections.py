"""Objections: what harm somebody fears and what would mend it. Only its author closes one; none is ever deleted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import NOT_YET, VOICES, Entity, Move, Role, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..people.people import Person
from .rounds import Kind, Round
from .rounds import State as RoundState

if TYPE_CHECKING:
    from ..logbook.state import CaseState

# While a round is in one of these, its objections can still be raised, closed and raised again.
UNSETTLED = frozenset({RoundState.OPEN, RoundState.REVEALED, RoundState.OBJECTION_OPEN, RoundState.FALLBACK})


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Action(StrEnum):
    RAISE = "raise"
    CLOSE = "close"


@dataclass(frozen=True, kw_only=True)
class Objection(Thing):
    """One person's objection in one consent round, with the harm, what would mend it, and how it was met."""

    harm: str = ""
    mend: str = ""
    met: str = ""

    @property
    def round(self) -> str:
        return self.id.partition(":")[0]

    @property
    def person(self) -> str:
        return self.id.partition(":")[2]


def objection_id(round: str, person: str) -> str:
    """What the objection of a person in a round is called."""
    return f"{round}:{person}"


def objections_to(state: "CaseState", round: str) -> list[Objection]:
    """All objections in a round, closed ones among them: they are printed for ever."""
    return [one for one in state.of(Objection).values() if one.round == round]


def open_objections(state: "CaseState", round: str) -> list[Objection]:
    """Those that their authors have not closed. A round that passed by its fallback passed over them."""
    return [one for one in objections_to(state, round) if one.state == State.OPEN]


def apply(objection: Objection | None, event: Event, state: "CaseState") -> Objection:
    objection, said = objection or Objection(**born(event)), event.said
    if event.action == Action.RAISE:
        return replace(objection, harm=str(said.get("harm", "")), mend=str(said.get("mend", "")), met="")
    return replace(objection, met=str(said.get("met", "")))


def is_ones_own(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Somebody with a voice objects, and closes, for themself."""
    known = state.find(Person, event.person)
    if event.entity_id.partition(":")[2] != event.person or known is None or not known.has_voice:
        yield NOT_YOURS.at(f"objection {event.entity_id}", got=event.person)


def round_is_unsettled(state: "CaseState", event: Event) -> Iterable[Problem]:
    """It belongs to a consent round by name that is not settled."""
    round = state.find(Round, event.entity_id.partition(":")[0])
    if round is None or round.kind != Kind.CONSENT or round.secret or round.state not in UNSETTLED:
        yield NO_ROUND.at(f"objection {event.entity_id}", got=round.state if round else "")


_GUARDS = (is_ones_own, round_is_unsettled)
_RAISE = Move(State.OPEN, VOICES, needs=("harm", "mend"), guards=_GUARDS)

MOVES = {
    (NOT_YET, Action.RAISE): _RAISE,
    (State.OPEN, Action.RAISE): _RAISE,
    (State.OPEN, Action.CLOSE): Move(State.CLOSED, frozenset({Role.AUTHOR}), needs=("met",), guards=_GUARDS),
    (State.CLOSED, Action.RAISE): _RAISE,
}

NOT_YOURS = Refusal(
    "objection.not_yours",
    en=("an objection belongs to who raised it", "its author, who takes part", "Ask them what would mend it"),
    fr=("une objection appartient à qui l’a soulevée", "son auteur, qui participe",
        "Demandez-lui ce qui l’apaiserait"),
    sw=("pingamizi ni la aliyelitoa", "aliyelitoa, anayeshiriki", "Mwulize nini kingelitatua"),
    es=("una objeción pertenece a quien la hizo", "su autor, que participa", "Pregúntele qué la resolvería"),
)  # fmt: skip
NO_ROUND = Refusal(
    "objection.round",
    en=("no consent round by name is under way here", "an open consent round that is not secret",
        "Say it in a new round; a past one keeps what was said"),
    fr=("aucun tour de consentement nominatif n’est en cours ici", "un tour ouvert, non secret",
        "Dites-le dans un nouveau tour ; l’ancien garde ce qui fut dit"),
    sw=("hakuna duru ya ridhaa kwa majina inayoendelea hapa", "duru ya ridhaa iliyo wazi na si ya siri",
        "Lisemwe katika duru mpya; ya zamani hutunza yaliyosemwa"),
    es=("no hay aquí ninguna ronda de consentimiento con nombres en curso",
        "una ronda de consentimiento abierta que no sea secreta",
        "Dígalo en una ronda nueva; la pasada guarda lo que se dijo"),
)  # fmt: skip

OBJECTION = Entity(
    "objection", Objection, State, Action, MOVES, apply, refusals=(NOT_YOURS, NO_ROUND)
)  # fmt: skip
