"""The six building blocks as a map: enter anywhere, go back, skip with a reason. Never an order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from climserv.vocabulary.problems import Problem

from ..logbook.entity import EVERYBODY, NOT_YET, STEERING, Entity, Move, Thing, born
from ..logbook.events import Event
from ..logbook.refusals import Refusal

if TYPE_CHECKING:
    from ..logbook.state import CaseState

# After the manual of co-production in African weather and climate services (WISER and FCFA), in our words.
BLOCKS: dict[str, dict[str, str]] = {
    "actors": {
        "en": "Who is at the table", "fr": "Qui est à la table",
        "sw": "Nani yuko mezani", "es": "Quién está en la mesa",
    },
    "common_ground": {
        "en": "Common ground", "fr": "Terrain commun", "sw": "Uelewa wa pamoja", "es": "Terreno común",
    },
    "need": {
        "en": "What is needed", "fr": "Ce qu’il faut", "sw": "Kinachohitajika", "es": "Qué hace falta",
    },
    "solution": {
        "en": "Making it together", "fr": "Le faire ensemble", "sw": "Kutengeneza pamoja", "es": "Hacerlo juntos",
    },
    "delivery": {
        "en": "Bringing it to people", "fr": "Le faire parvenir", "sw": "Kuwafikishia watu",
        "es": "Hacerlo llegar",
    },
    "evaluation": {
        "en": "Looking back together", "fr": "Le bilan ensemble", "sw": "Kutathmini pamoja",
        "es": "Mirar atrás juntos",
    },
}  # fmt: skip


class State(StrEnum):
    ENTERED = "entered"
    DONE = "done"
    SKIPPED = "skipped"


class Action(StrEnum):
    ENTER = "enter"
    FINISH = "finish"
    SKIP = "skip"


@dataclass(frozen=True, kw_only=True)
class Block(Thing):
    """One block of the map, called by its name in `BLOCKS`; `why` it was skipped."""

    why: str = ""


def map_of(state: "CaseState") -> dict[str, Block | None]:
    """All six blocks with where each stands; None has not been entered yet."""
    return {name: state.find(Block, name) for name in BLOCKS}


def apply(block: Block | None, event: Event, state: "CaseState") -> Block:
    block = block or Block(**born(event))
    return replace(block, why=event.reason if event.action == Action.SKIP else "")


def is_one_of_six(state: "CaseState", event: Event) -> Iterable[Problem]:
    """The block is on the map."""
    if event.entity_id not in BLOCKS:
        yield NO_BLOCK.at(f"block {event.entity_id}", got=event.entity_id, blocks=", ".join(BLOCKS))


_ENTER = Move(State.ENTERED, EVERYBODY, guards=(is_one_of_six,))
_SKIP = Move(State.SKIPPED, STEERING, guards=(is_one_of_six,), needs_reason=True)

MOVES = {
    **{(state, Action.ENTER): _ENTER for state in (NOT_YET, State.DONE, State.SKIPPED)},
    **{(state, Action.SKIP): _SKIP for state in (NOT_YET, State.ENTERED)},
    (State.ENTERED, Action.FINISH): Move(State.DONE, STEERING),
}

NO_BLOCK = Refusal(
    "block.none",
    en=("there is no such block", "%(blocks)s", "Choose one of the six"),
    fr=("ce bloc n’existe pas", "%(blocks)s", "Choisissez l’un des six"),
    sw=("hakuna sehemu kama hiyo", "%(blocks)s", "Chagua moja kati ya sita"),
    es=("no existe ese bloque", "%(blocks)s", "Elija uno de los seis"),
)

BLOCK = Entity("block", Block, State, Action, MOVES, apply, refusals=(NO_BLOCK,))
