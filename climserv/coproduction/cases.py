"""Cases: one dialogue between those who decide with climate information and those who make it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from climserv.vocabulary.problems import Problem

from .dialogue.contributions import all_answered
from .logbook.entity import NOT_YET, STEERING, Entity, Move, Role, Thing, born
from .logbook.events import Event
from .logbook.refusals import Refusal
from .people.working_agreements import NO_AGREEMENT, agreement_in_force

if TYPE_CHECKING:
    from .logbook.state import CaseState


class State(StrEnum):
    PROPOSED = "proposed"
    FORMING = "forming"
    ACTIVE = "active"
    PAUSED = "paused"
    IN_SERVICE = "in_service"
    CLOSING = "closing"
    CLOSED = "closed"


class Action(StrEnum):
    OPEN = "open"
    DESCRIBE = "describe"
    FORM = "form"
    ACTIVATE = "activate"
    PAUSE = "pause"
    RESUME = "resume"
    SERVE = "serve"
    WIND_UP = "wind_up"
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True, kw_only=True)
class Case(Thing):
    """A case. Its id is the case's own; `owner` and `hand_over` say who runs the service and how it ends.

    method   how another case went about it, as `copying.Method.as_dict`, where this one began from it
    """

    title: str = ""
    area: str = ""
    languages: tuple[str, ...] = ()
    entry_block: str = ""
    mode: str = ""
    outcomes: str = ""
    owner: str = ""
    hand_over: str = ""
    method: Mapping[str, Any] = field(default_factory=dict)


def apply(case: Case | None, event: Event, state: "CaseState") -> Case:
    case = case or Case(**born(event))
    said = event.said
    names = ("title", "area", "entry_block", "mode", "outcomes", "owner", "hand_over")
    told = {name: str(said[name]) for name in names if name in said}
    languages, method = tuple(said.get("languages", case.languages)), said.get("method", case.method)
    return replace(case, **told, languages=languages, method=method)


def agreed_how_to_work(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A working agreement is in force."""
    if agreement_in_force(state) is None:
        yield NO_AGREEMENT.at(f"case {event.case}")


def is_the_case(state: "CaseState", event: Event) -> Iterable[Problem]:
    """A log is of one case, which is called as the log is."""
    if event.entity_id != event.case:
        yield OTHER_CASE.at(f"case {event.case}", got=event.entity_id)


LEADING = frozenset({Role.LEAD, Role.DEPUTY})
# Anybody with an account may open a case: nobody has a role in it yet.
OPENERS = frozenset({Role.ANYONE, Role.HOUSE})

MOVES = {
    (NOT_YET, Action.OPEN): Move(State.PROPOSED, OPENERS, needs=("title",), guards=(is_the_case,)),
    **{(state, Action.DESCRIBE): Move(state, STEERING) for state in State if state != State.CLOSED},
    (State.PROPOSED, Action.FORM): Move(State.FORMING, STEERING),
    (State.PROPOSED, Action.CLOSE): Move(State.CLOSED, LEADING, needs_reason=True),
    (State.FORMING, Action.ACTIVATE): Move(State.ACTIVE, STEERING, guards=(agreed_how_to_work,)),
    (State.FORMING, Action.CLOSE): Move(State.CLOSED, LEADING, needs_reason=True),
    (State.ACTIVE, Action.PAUSE): Move(State.PAUSED, LEADING, needs_reason=True),
    (State.PAUSED, Action.RESUME): Move(State.ACTIVE, LEADING),
    (State.ACTIVE, Action.SERVE): Move(State.IN_SERVICE, LEADING, needs=("owner", "hand_over")),
    (State.IN_SERVICE, Action.RESUME): Move(State.ACTIVE, LEADING, needs_reason=True),
    (State.ACTIVE, Action.WIND_UP): Move(State.CLOSING, LEADING, needs_reason=True),
    (State.PAUSED, Action.WIND_UP): Move(State.CLOSING, LEADING, needs_reason=True),
    (State.IN_SERVICE, Action.WIND_UP): Move(State.CLOSING, LEADING, needs_reason=True),
    (State.CLOSING, Action.RESUME): Move(State.ACTIVE, LEADING, needs_reason=True),
    (State.CLOSING, Action.CLOSE): Move(State.CLOSED, LEADING, guards=(all_answered,)),
    (State.CLOSED, Action.REOPEN): Move(State.ACTIVE, LEADING, needs_reason=True),
}

OTHER_CASE = Refusal(
    "case.other",
    en=("a log holds one case", "the case of the log", "Open the other case with a log of its own"),
    fr=("un journal contient un seul dossier", "le dossier du journal", "Ouvrez l’autre dossier à part"),
    sw=("kumbukumbu moja ni ya shauri moja", "shauri la kumbukumbu hii", "Fungua shauri jingine kwa kumbukumbu yake"),
    es=("un registro guarda un solo caso", "el caso de este registro", "Abra el otro caso con su propio registro"),
)

CASE = Entity("case", Case, State, Action, MOVES, apply, refusals=(OTHER_CASE,))
