"""Parties: the groups and houses that take part, what each brings and what each wants. Sides are per case."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import NOT_YET, STEERING, Entity, Move, Role, Side, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    PRESENT = "present"
    GONE = "gone"


class Action(StrEnum):
    ADD = "add"
    DESCRIBE = "describe"
    LEAVE = "leave"
    RETURN = "return"


class Kind(StrEnum):
    FARMER_GROUP = "farmer group"
    MET_SERVICE = "met service"
    MINISTRY = "ministry"
    NGO = "ngo"
    MEDIA = "media"
    RESEARCHER = "researcher"
    FUNDER = "funder"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Party(Thing):
    """A party: what it brings (`assets`), what it wants, and what would be a failure to it."""

    name: str = ""
    kind: str = Kind.OTHER
    side: str = Side.OBSERVER
    assets: tuple[str, ...] = ()
    wants: str = ""
    failure: str = ""


def apply(party: Party | None, event: Event, state: "CaseState") -> Party:
    party = party or Party(**born(event))
    said = event.said
    told = {name: str(said[name]) for name in ("name", "kind", "side", "wants", "failure") if name in said}
    return replace(party, **told, assets=tuple(said.get("assets", party.assets)))


def described_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A kind and a side that there are, where they are given."""
    where = f"party {event.entity_id}"
    for name, allowed in (("kind", Kind), ("side", Side)):
        if name in event.said and event.said[name] not in tuple(allowed):
            yield NO_SUCH.at(where, got=str(event.said[name]), name=name, allowed=", ".join(allowed))


GIVERS = frozenset({*STEERING, Role.HOUSE})

MOVES = {
    (NOT_YET, Action.ADD): Move(State.PRESENT, GIVERS, needs=("name", "kind", "side"), checks=(described_rightly,)),
    (State.PRESENT, Action.DESCRIBE): Move(State.PRESENT, GIVERS, checks=(described_rightly,)),
    (State.PRESENT, Action.LEAVE): Move(State.GONE, GIVERS, needs_reason=True),
    (State.GONE, Action.RETURN): Move(State.PRESENT, GIVERS),
}

NO_SUCH = Refusal(
    "party.no_such",
    en=("there is no such %(name)s of a party", "%(allowed)s", "Choose one of them"),
    fr=("cette valeur n’existe pas pour un partenaire (%(name)s)", "%(allowed)s", "Choisissez-en une"),
    sw=("hakuna %(name)s kama hii ya kundi", "%(allowed)s", "Chagua mojawapo"),
    es=("no existe este valor de %(name)s de un grupo", "%(allowed)s", "Elija uno de ellos"),
)

PARTY = Entity("party", Party, State, Action, MOVES, apply, refusals=(NO_SUCH,))
