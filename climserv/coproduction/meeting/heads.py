"""Heads: people in a session who are counted by side and not named; who has a name here is not counted again."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import NOT_YET, SCRIBES, Entity, Move, Side, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from .sessions import Session
from .sessions import State as SessionState

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    COUNTED = "counted"


class Action(StrEnum):
    COUNT = "count"


@dataclass(frozen=True, kw_only=True)
class Heads(Thing):
    """People of one side in one session, without names. `among` them, such as {"women": 7}, as far as counted."""

    people: int = 0
    among: dict[str, int] = field(default_factory=dict)


def heads_id(session: str, side: str) -> str:
    """What the count of a side in a session is called: a later count takes the place of an earlier one."""
    return f"{session}:{side}"


def unnamed(state: "CaseState", session: str, side: str) -> int:
    """How many of a side are in a session without a name."""
    heads = state.find(Heads, heads_id(session, side))
    return heads.people if heads else 0


def apply(heads: Heads | None, event: Event, state: "CaseState") -> Heads:
    among = {str(name): int(count) for name, count in event.said.get("among", {}).items()}
    return replace(heads or Heads(**born(event)), people=int(event.said.get("people", 0)), among=among)


def whole_numbers(state: "CaseState", event: Event) -> Iterable[Problem]:
    """None or more people, and no more of a group than there are people."""
    people, among = event.said["people"], event.said.get("among", {})
    if not _count(people) or not all(_count(one) and one <= people for one in among.values()):
        yield NO_COUNT.at(f"heads {event.entity_id}", got=f"{people}, {among}")


def _count(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0


def of_a_side_in_session(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A side that there is, in a session that is open or being written down."""
    session, _, side = event.entity_id.partition(":")
    known = state.find(Session, session)
    if side not in tuple(Side) or not known or known.state not in (SessionState.OPEN, SessionState.MINUTES_DRAFT):
        yield NOT_HERE.at(f"heads {event.entity_id}", sides=", ".join(Side))


_COUNT = Move(State.COUNTED, SCRIBES, needs=("people",), checks=(whole_numbers,), guards=(of_a_side_in_session,))

MOVES = {(NOT_YET, Action.COUNT): _COUNT, (State.COUNTED, Action.COUNT): _COUNT}

NO_COUNT = Refusal(
    "heads.count",
    en=("these are not counts of people", "whole numbers, no group larger than the whole", "Count again"),
    fr=("ce ne sont pas des nombres de personnes", "des nombres entiers, aucun groupe plus grand que le tout",
        "Recomptez"),
    sw=("hizi si hesabu za watu", "namba kamili, hakuna kundi kubwa kuliko wote", "Hesabu tena"),
    es=("no son recuentos de personas", "números enteros, ningún grupo mayor que el total", "Cuente otra vez"),
)  # fmt: skip
NOT_HERE = Refusal(
    "heads.session",
    en=("heads are counted of a side in an open session", "%(sides)s", "Open the session, and say which side"),
    fr=("on compte les têtes d’un côté dans une séance ouverte", "%(sides)s", "Ouvrez la séance et dites quel côté"),
    sw=("watu huhesabiwa kwa upande, katika kikao kilichofunguliwa", "%(sides)s",
        "Fungua kikao, na useme ni upande gani"),
    es=("las personas se cuentan por lado, en una sesión abierta", "%(sides)s", "Abra la sesión y diga qué lado"),
)  # fmt: skip

HEADS = Entity("heads", Heads, State, Action, MOVES, apply, refusals=(NO_COUNT, NOT_HERE))
