"""Acting: the one way to make an event. It looks at the fold, the moves and their rules, and refuses with reasons."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from climserv.vocabulary.problems import Refused, refuse_if

from . import moves
from .folding import entitled, judged
from .logbook.bounds import beyond
from .logbook.entity import NOT_YET, Thing
from .logbook.events import Channel, Event, make_event
from .logbook.state import CaseState
from .logbook.versions import Versioned


def act(
    state: CaseState,
    entity: str,
    action: str,
    *,
    entity_id: str,
    who: str,
    at: datetime,
    id: str,
    salt: str,
    data: Mapping[str, Any] | None = None,
    reason: str = "",
    on_behalf_of: str = "",
    channel: str = Channel.SCREEN,
    session: str = "",
) -> Event:
    """The event of this act, following all that `state` knows; not yet in any log.

    state         the case as it stands; of a new case, `CaseState(case_id)`
    entity        the kind of thing, such as `person`; `action` one of its moves from where the thing stands
    who           the person who does it, "" for the house; `on_behalf_of` whose words `who` writes down
    at, id, salt  given: nothing here looks at a clock or throws dice
    raises        `Refused` with every reason
    """
    if entity not in moves.ENTITIES:
        raise Refused(moves.NO_ENTITY.at(f"case {state.case}", got=entity, known=", ".join(moves.ENTITIES)))
    thing = state.find(moves.ENTITIES[entity].kind, entity_id)
    now = thing.state if thing else NOT_YET
    move = moves.ENTITIES[entity].moves.get((now, action))
    event = make_event(
        id=id, case=state.case, at=at, who=who, entity=entity, entity_id=entity_id, action=action, from_state=now,
        to_state=move.to if move else now, after=state.heads, salt=salt, data=data, reason=reason,
        version=_number(thing) if move and move.versions else None,
        on_behalf_of="" if on_behalf_of == who else on_behalf_of, channel=channel, session=session,
    )  # fmt: skip
    refuse_if(beyond(event) or judged(state, event)[1])
    return event


def possible(state: CaseState, entity: str, entity_id: str, who: str) -> list[str]:
    """The actions that the state of a thing, and the roles and side of a person, allow: for showing buttons."""
    thing = state.find(moves.ENTITIES[entity].kind, entity_id)
    found = moves.ENTITIES[entity].moves.items()
    here = [(action, move) for (start, action), move in found if start == (thing.state if thing else NOT_YET)]
    return [str(action) for action, move in here if entitled(state, move, entity, entity_id, who)]


def _number(thing: Thing | None) -> int:
    """The number of the next version for somebody who has seen all versions."""
    versions = thing.versions if isinstance(thing, Versioned) else ()
    return max((one.number for one in versions), default=0) + 1
