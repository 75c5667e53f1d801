"""Hands: a show of hands, counted by side. Counts only, kept apart from answers by name."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import NOT_YET, SCRIBES, Entity, Move, Role, Side, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal
from ..meeting.heads import unnamed
from .rounds import ANSWERING, Kind, Round, voters

if TYPE_CHECKING:
    from ..logbook.state import CaseState


class State(StrEnum):
    COUNTED = "counted"


class Action(StrEnum):
    COUNT = "count"


@dataclass(frozen=True, kw_only=True)
class Hands(Thing):
    """The hands of one side in one round, by answer. A later count takes the place of an earlier one."""

    counts: dict[str, int] = field(default_factory=dict)
    counted: int = 0

    @property
    def round(self) -> str:
        return self.id.partition(":")[0]

    @property
    def side(self) -> str:
        return self.id.partition(":")[2]


def hands_id(round: str, side: str) -> str:
    """What the hands of a side in a round are called."""
    return f"{round}:{side}"


def hands_in(state: "CaseState", round: str) -> list[Hands]:
    """The hands of all sides in a round."""
    return [one for one in state.of(Hands).values() if one.round == round]


def apply(hands: Hands | None, event: Event, state: "CaseState") -> Hands:
    hands = hands or Hands(**born(event))
    counts = {str(value): int(count) for value, count in event.said.get("counts", {}).items()}
    return replace(hands, counts=counts, counted=hands.counted + 1)


def counted_rightly(state: "CaseState", event: Event) -> Iterable[Problem]:
    """Whole numbers for answers that the round knows, and no more hands than there are people of that side."""
    where, (round_id, _, side) = f"hands {event.entity_id}", event.entity_id.partition(":")
    round, counts = state.find(Round, round_id), event.said["counts"]
    if round is None:
        return
    fine = all(isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in counts.values())
    if not fine or not set(counts) <= set(round.values):
        yield NO_COUNT.at(where, got=str(counts), values=", ".join(round.values))
    elif round.session:
        people = sum(one.side == side for one in voters(state, round.session)) + unnamed(state, round.session, side)
        if sum(counts.values()) > people:
            yield TOO_MANY.at(where, got=str(sum(counts.values())), people=people)


def round_takes_hands(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The round is open, not secret, and of a kind that hands can answer; the side has a voice."""
    round_id, _, side = event.entity_id.partition(":")
    round = state.find(Round, round_id)
    if side not in (Side.USER, Side.PRODUCER, Side.BRIDGE):
        yield NO_HANDS.at(f"hands {event.entity_id}", got=side)
    elif round is None or round.state not in ANSWERING or round.secret or round.kind in (Kind.DOTS, Kind.SCORE):
        yield NO_HANDS.at(f"hands {event.entity_id}", got=f"{round.kind}, {round.privacy}" if round else "")


# Who counts hands has none to raise here, or is one of those who write for others.
COUNTERS = SCRIBES - {Role.HOUSE}
_COUNT = Move(State.COUNTED, COUNTERS, needs=("counts",), checks=(counted_rightly,), guards=(round_takes_hands,))

MOVES = {(NOT_YET, Action.COUNT): _COUNT, (State.COUNTED, Action.COUNT): _COUNT}

NO_COUNT = Refusal(
    "hands.count",
    en=("these are not counts of hands for this question", "whole numbers for %(values)s", "Count again"),
    fr=("ce ne sont pas des mains comptées pour cette question", "des nombres entiers pour %(values)s", "Recomptez"),
    sw=("hizi si hesabu za mikono kwa swali hili", "namba kamili kwa %(values)s", "Hesabu tena"),
    es=("no son recuentos de manos para esta pregunta", "números enteros para %(values)s", "Cuente otra vez"),
)
TOO_MANY = Refusal(
    "hands.too_many",
    en=("more hands than people of that side", "%(people)s at most", "Count the people again, or the hands"),
    fr=("plus de mains que de personnes de ce côté", "%(people)s au plus", "Recomptez les personnes, ou les mains"),
    sw=("mikono ni mingi kuliko watu wa upande huo", "%(people)s kwa wingi", "Hesabu tena watu, au mikono"),
    es=("hay más manos que personas de ese lado", "%(people)s como máximo",
        "Cuente otra vez las personas, o las manos"),
)  # fmt: skip
NO_HANDS = Refusal(
    "hands.round",
    en=("hands cannot answer here", "a sense-check, a show of hands or a consent round that is open and not secret",
        "Let each answer for themself"),
    fr=("on ne peut pas répondre ici à main levée", "un avis, un vote à main levée ou un tour de consentement ouvert",
        "Laissez chacun répondre pour soi"),
    sw=("mikono haiwezi kujibu hapa", "maoni ya awali, kuonyesha mikono au duru ya ridhaa iliyo wazi na si ya siri",
        "Mwache kila mtu ajibu mwenyewe"),
    es=("aquí no se puede responder a mano alzada",
        "un sondeo, un voto a mano alzada o una ronda de consentimiento abierta y no secreta",
        "Deje que cada uno responda por sí"),
)  # fmt: skip

HANDS = Entity("hands", Hands, State, Action, MOVES, apply, refusals=(NO_COUNT, TOO_MANY, NO_HANDS))
