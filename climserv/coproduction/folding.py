"""Folding: the state of a case, worked out from its log; and the one judgement of what is legal.

Acting and folding ask `judged` alike. Acting refuses; folding sets the event aside with the reasons, and goes on:
after a merge two sides may have done what does not go together, and neither is lost.
"""

from collections.abc import Iterator
from dataclasses import replace

from climserv.vocabulary.problems import Problem, Refused

from . import moves
from .logbook.entity import NOT_YET, SCRIBES, Entity, Move, Role, Thing
from .logbook.events import Channel, Event
from .logbook.log import Log
from .logbook.state import CaseState, SetAside
from .logbook.versions import next_number
from .people.people import PERSON, Person, roles_of

UNREADABLE_AS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def fold(log: Log) -> CaseState:
    """The state after all events of the log. Never raises: what is not legal is in `set_aside`."""
    state = CaseState(log.case)
    for event in log.ordered:
        _take(state, event)
    return state


def applied(state: CaseState, event: Event) -> CaseState:
    """The state after one more event that has seen all the others; `state` stays as it is.

    Refused where the event has not: its place in the order may be an earlier one. Then fold the whole log.
    """
    if not state.ancestry.follows_all(event):
        raise Refused(moves.NOT_LAST.at(where_of(event)))
    after = state.copied()
    _take(after, event)
    return after


def why_not(state: CaseState, event: Event) -> list[Problem]:
    """Every reason why `event` is not legal after `state`; none where it is."""
    where = where_of(event)
    if event.case != state.case:
        return [moves.OTHER_CASE.at(where, got=event.case, case=state.case)]
    entity = moves.ENTITIES.get(event.entity)
    if entity is None:
        return [moves.NO_ENTITY.at(where, got=event.entity, known=", ".join(moves.ENTITIES))]
    thing = state.find(entity.kind, event.entity_id)
    now = thing.state if thing else NOT_YET
    move = entity.moves.get((now, event.action))
    if move is None:
        actions = ", ".join(moves.actions_from(entity.name, now)) or "-"
        return [moves.NOT_NOW.at(where, got=event.action, state=now or "not there yet", actions=actions)]
    if event.to_state != move.to:
        return [moves.MOVED_ON.at(where, got=event.to_state, to=str(move.to))]
    try:
        return [*_by_whom(state, event, move), *_content(state, event, move), *_place(state, event, move, thing)]
    except UNREADABLE_AS as error:
        return [moves.UNREADABLE.at(where, got=repr(error)[:200])]


def where_of(event: Event) -> str:
    """The thing that an event is about, for a message."""
    return f"{event.entity} {event.entity_id}"


def _take(state: CaseState, event: Event) -> None:
    """Take the next event into the state, or set it aside."""
    thing, problems = judged(state, event)
    if thing is not None:
        state.keep(event, thing)
    else:
        state.set_aside[event.id] = SetAside(event, tuple(problems))
    state.ancestry.add(event)


def judged(state: CaseState, event: Event) -> tuple[Thing | None, list[Problem]]:
    """The thing as the event leaves it; or None, with every reason why the event is not legal or cannot be read."""
    problems = why_not(state, event)
    if problems:
        return None, problems
    try:
        return _changed(state, event), []
    except UNREADABLE_AS as error:
        return None, [moves.UNREADABLE.at(where_of(event), got=repr(error)[:200])]


def _changed(state: CaseState, event: Event) -> Thing:
    """The thing as a legal event leaves it."""
    entity: Entity = moves.ENTITIES[event.entity]
    before = state.find(entity.kind, event.entity_id)
    after = entity.apply(before, event, state)
    came = before is None or before.state != event.to_state
    return replace(after, state=event.to_state, since=event.at if came else before.since)


def entitled(state: CaseState, move: Move, entity: str, entity_id: str, person: str) -> bool:
    """Whether the roles and the side of a person allow a move on this thing."""
    known = state.find(Person, person)
    sided = not move.sides or (known is not None and known.side in move.sides)
    return sided and bool(move.who & _roles(state, entity, entity_id, person))


def _roles(state: CaseState, entity: str, entity_id: str, person: str) -> frozenset[Role]:
    """What a person is in the case, to the thing, and to the house."""
    roles = roles_of(state, person)
    if not person:
        return roles
    thing = state.find(moves.ENTITIES[entity].kind, entity_id)
    relations = {Role.ANYONE}
    if entity == PERSON.name and entity_id == person:
        relations.add(Role.SELF)
    if thing and roles and thing.by == person:
        relations.add(Role.AUTHOR)
    return roles | relations


def _by_whom(state: CaseState, event: Event, move: Move) -> Iterator[Problem]:
    where = where_of(event)
    if event.channel not in tuple(Channel):
        yield moves.NO_CHANNEL.at(where, got=event.channel[:20], channels=", ".join(Channel))
    if event.session and not state.story("session", event.session):
        yield moves.NO_SESSION.at(where, got=event.session[:40])
    if not entitled(state, move, event.entity, event.entity_id, event.person):
        got = sorted(_roles(state, event.entity, event.entity_id, event.person))
        allowed = ", ".join(sorted(move.who)) + (f" ({', '.join(sorted(move.sides))})" if move.sides else "")
        yield moves.NOT_YOURS.at(where, got=", ".join(got), who=allowed)
    if event.on_behalf_of:
        if not roles_of(state, event.who) & SCRIBES:
            yield moves.NO_SCRIBE.at(where, got=event.who, who=", ".join(sorted(SCRIBES)))
        if event.channel not in (Channel.PAPER, Channel.SPOKEN):
            yield moves.NO_CHANNEL.at(where, got=event.channel, channels=f"{Channel.PAPER}, {Channel.SPOKEN}")


def _content(state: CaseState, event: Event, move: Move) -> Iterator[Problem]:
    """What is wrong with what is said; of an erased event nothing is known, and it was judged when it was written."""
    if event.erased:
        return
    where = where_of(event)
    if move.needs_reason and not event.reason.strip():
        yield moves.NO_REASON.at(where)
    empty = [name for name in move.needs if event.said.get(name) in (None, "", [], {})]
    yield from (moves.NEEDED.at(where, name=name) for name in empty)
    if not empty:
        for check in move.checks:
            yield from check(state, event)


def _place(state: CaseState, event: Event, move: Move, thing: Thing | None) -> Iterator[Problem]:
    if move.versions:
        number = next_number(thing, event, state)
        if event.version != number:
            yield moves.VERSION.at(where_of(event), got=str(event.version), number=number)
    for guard in move.guards:
        yield from guard(state, event)
