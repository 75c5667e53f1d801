"""How a kind of thing in a case is declared: its states, its moves, and how an event changes it.

A guide for who adds one. One module a noun, with

1. `class State(StrEnum)` and `class Action(StrEnum)`: the words that stand in the log. Never rename one.
2. a frozen, keyword-only dataclass of `Thing`: what is known of one of them; all fields beyond those of `Thing` have
   defaults, for an erased event says nothing. A thing with versions is a `versions.Versioned`.
3. `MOVES: {(state, action): Move}`. `NOT_YET` is the state before there is one. A state from which no move leads is
   listed in `ends=`. There is exactly one target for a state and an action: two outcomes are two actions.
4. `apply(thing, event, state) -> thing`: the thing after a legal event; `thing` is None for the first. It reads
   `event.said.get(...)`, never `event.data[...]`: said is empty once erased. It does not set the state: the move does.
   ONE EVENT CHANGES ONE THING: what follows for others is an event of its own, or is worked out when asked.
5. `Refusal`s beside the rules that give them, and at the end `NOUN = Entity(...)`, listed in `moves.py`.

Rules of a move, judged alike when somebody acts and when a merged log is folded:

- `who`, `sides`   roles that may, and sides that may (none named: every side)
- `needs`          names in `data` that must not be empty; skipped once the event is erased
- `checks`         rules on what is said, `(state, event) -> [Problem]`; skipped once the event is erased
- `guards`         rules on the envelope and the rest of the case, `(state, event) -> [Problem]`; always judged, so
                   they must not read `event.said`: erasing words must never change what was legal
- `needs_reason`   somebody is owed an answer

Facts that rules and counts need for ever (side, role, kind, value) and a person's own words must not share an event:
erasing takes all that an event says. So `people` adds a person with a side, and describes them in another event.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from climserv.vocabulary.problems import Problem

from .events import Event
from .refusals import Refusal

if TYPE_CHECKING:
    from .state import CaseState

NOT_YET = ""


class Side(StrEnum):
    """On which side of the table, in this case."""

    USER = "user"
    PRODUCER = "producer"
    BRIDGE = "bridge"
    OBSERVER = "observer"


class Role(StrEnum):
    """What somebody is in a case, and (the last four) what they are to the thing or to the house.

    SELF: the thing is this person. AUTHOR: made the thing, and is active in the case. ANYONE: whoever has a name here.
    """

    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    LEAD = "lead"
    DEPUTY = "deputy"
    HELPER = "helper"
    OBSERVER = "observer"
    SELF = "self"
    AUTHOR = "author"
    ANYONE = "anyone"
    HOUSE = "house"


CASE_ROLES = (Role.PARTICIPANT, Role.FACILITATOR, Role.LEAD, Role.DEPUTY, Role.HELPER, Role.OBSERVER)
# Who may speak for a side: facilitators and observers neither respond nor sign.
VOICES = frozenset({Role.PARTICIPANT, Role.LEAD, Role.DEPUTY, Role.HELPER})
EVERYBODY = frozenset({*VOICES, Role.FACILITATOR})
STEERING = frozenset({Role.LEAD, Role.DEPUTY, Role.FACILITATOR})
# Who may write down what another said.
SCRIBES = frozenset({Role.HELPER, Role.HOUSE, *STEERING})

Rule = Callable[["CaseState", Event], Iterable[Problem]]


@dataclass(frozen=True)
class Move:
    """One legal step, and what it asks. `versions` says that it makes a new version of the thing."""

    to: str
    who: frozenset[Role]
    sides: frozenset[Side] = frozenset()
    needs: tuple[str, ...] = ()
    checks: tuple[Rule, ...] = ()
    guards: tuple[Rule, ...] = ()
    needs_reason: bool = False
    versions: bool = False


@dataclass(frozen=True, kw_only=True)
class Thing:
    """What is known of one thing of a case.

    state  where it stands
    by     whose act made it
    made   when
    since  when it came to its state
    """

    id: str
    by: str
    made: datetime
    state: str = NOT_YET
    since: datetime | None = None


T = TypeVar("T", bound=Thing)


@dataclass(frozen=True)
class Entity(Generic[T]):
    """The declaration of a kind of thing."""

    name: str
    kind: type[T]
    states: type[StrEnum]
    actions: type[StrEnum]
    moves: Mapping[tuple[str, str], Move]
    apply: Callable[[T | None, Event, "CaseState"], T]
    ends: frozenset[str] = frozenset()
    refusals: tuple[Refusal, ...] = field(default=(), repr=False)


def born(event: Event) -> dict[str, Any]:
    """The fields of `Thing` that the first event gives."""
    return {"id": event.entity_id, "by": event.person, "made": event.at}
