"""The log: one event for each thing done, written in the same transaction as the thing itself."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from .clock import Clock
from .models import Event
from .permissions import Who


def append_event(
    session: Session, who: Who | int | None, entity: str, entity_id: object, action: str, *, clock: Clock, **more
) -> Event:
    """Add an event to the transaction of `session`.

    who    who did it, or the number of their account; None for the worker and the command line
    more   version, from_state, to_state, reason, channel, on_behalf_of, data
    """
    account = who if isinstance(who, int) else getattr(who, "id", None)
    event = Event(at=clock(), who=account, entity=entity, entity_id=str(entity_id), action=action, **more)
    session.add(event)
    session.flush()
    return event


def history(session: Session, entity: str, entity_id: object) -> list[Event]:
    """What was done to one thing, oldest first."""
    query = select(Event).where(Event.entity == entity, Event.entity_id == str(entity_id)).order_by(Event.id)
    return list(session.scalars(query))
