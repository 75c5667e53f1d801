"""Writing cases: every act becomes one event, judged against the case as it stands, in one transaction."""

import secrets
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import null, select, update
from sqlalchemy.orm import Session

from ...coproduction.acting import act
from ...coproduction.cases import Case
from ...coproduction.erasing import erased_by
from ...coproduction.logbook.entity import Role, Side
from ...coproduction.logbook.events import Channel, Event
from ...coproduction.logbook.state import CaseState
from ...coproduction.people.people import Person
from ...vocabulary.problems import Problem, Refused
from ..clock import Clock, utc_now
from ..needs.needs import slug
from ..permissions import Who, refuse_unless
from .case_logs import CaseLogs, event_of, no_case, row_of
from .case_models import CaseEvent, CaseRow, CaseSeat

# What somebody is in a case that they open, by what they are on this site.
_OPENS_AS = {
    "member": (Side.USER, Role.LEAD),
    "meteorologist": (Side.PRODUCER, Role.LEAD),
    "facilitator": (Side.BRIDGE, Role.FACILITATOR),
}


def new_id() -> str:
    """An id that nobody else has thrown, here or on a laptop in a hall."""
    return uuid4().hex


def do(
    session: Session,
    logs: CaseLogs,
    case_id: str,
    person: str,
    entity: str,
    action: str,
    *,
    entity_id: str | None = None,
    data: Mapping[str, Any] | None = None,
    reason: str = "",
    on_behalf_of: str = "",
    channel: str = Channel.SCREEN,
    meeting: str = "",
    id: str = "",
    clock: Clock = utc_now,
) -> Event:
    """One act of a person of the case, written to its log; `Refused` with every reason where it is not legal.

    entity_id   of the thing; None: of a new one
    meeting     the id of the session it was done in
    id          of the event, where a phone has thrown it: sent again, it writes nothing and answers alike
    """
    _one_at_a_time(session, case_id)
    known = session.scalar(select(CaseEvent).where(CaseEvent.id == id)) if id else None
    if known is not None:
        return _sent_before(event_of(known), case_id, person, entity, action)
    event = act(
        logs.read(session, case_id).state, entity, action, entity_id=entity_id or new_id(), who=person, at=clock(),
        id=id or new_id(), salt=secrets.token_hex(16), data=data, reason=reason, on_behalf_of=on_behalf_of,
        channel=channel, session=meeting,
    )  # fmt: skip
    session.add(row_of(event))
    session.flush()
    take_back(session, case_id, erased_by(logs.read(session, case_id).state, event))
    return event


def was_sent(session: Session, case_id: str, person: str, id: str) -> bool:
    """Whether this person's act with this mark is written already. Who asks holds the case until they are done."""
    _one_at_a_time(session, case_id)
    mine = select(CaseEvent.id).where(CaseEvent.id == id, CaseEvent.case_id == case_id, CaseEvent.who == person)
    return session.scalar(mine) is not None


def _sent_before(event: Event, case_id: str, person: str, entity: str, action: str) -> Event:
    """The event that this act wrote the first time; another act may not take its id."""
    if (event.case, event.who, event.entity, event.action) != (case_id, person, entity, action):
        what, mend = "this mark belongs to another act", "Load the page again and send it once more"
        raise Refused(Problem("act.taken", f"case {case_id}", what, event.id, "", mend))
    return event


def open_case(
    session: Session, logs: CaseLogs, who: Who, title: str, *, data: Mapping[str, Any] | None = None,
    clock: Clock = utc_now,
) -> str:  # fmt: skip
    """A new case, led by who opens it (a facilitator facilitates it, and names a lead); returns its id.

    data   what else is known of it: area, languages, entry_block, mode
    """
    refuse_unless(who, "case.open")
    case_id, person = f"{slug(title)[:60] or 'case'}-{secrets.token_hex(3)}", new_id()
    session.add(CaseRow(id=case_id, created_by=who.id, created_at=clock()))
    session.flush()
    do(session, logs, case_id, person, "case", "open", entity_id=case_id, data={"title": title}, clock=clock)
    if data:
        do(session, logs, case_id, person, "case", "describe", entity_id=case_id, data=data, clock=clock)
    side, role = _OPENS_AS[who.role]
    seat(session, logs, case_id, person, person, side=side, role=role, account=who, clock=clock)
    return case_id


def seat(
    session: Session, logs: CaseLogs, case_id: str, by: str, person: str, *, side: str, role: str,
    account: Who | None = None, party: str = "", words: Mapping[str, Any] | None = None, clock: Clock = utc_now,
) -> str:  # fmt: skip
    """Somebody comes into the case, named by `by`; returns their pseudonym.

    account   whose seat it is on this site; None: nobody's yet, it can be claimed
    words     how they wish to be described (name, group, languages, ...), erasable
    """
    if account is not None and seat_of(session, account, case_id):
        what, mend = "somebody with this account is in the case already", "Look for their name among the people"
        raise Refused(Problem("case.seated", f"case {case_id}", what, account.name, "one seat for an account", mend))
    placed = {"side": side, "role": role, "party": party}
    do(session, logs, case_id, by, "person", "add", entity_id=person, data=placed, clock=clock)
    told = {"name": account.name} if account is not None else {}
    told |= dict(words or {})
    if told:
        do(session, logs, case_id, by, "person", "describe", entity_id=person, data=told, clock=clock)
    if account is not None:
        session.add(CaseSeat(case_id=case_id, person=person, account_id=account.id))
        session.flush()
    return person


def cases_of(session: Session, logs: CaseLogs, who: Who) -> list[tuple[Case, Person]]:
    """Every case in which somebody has a seat, with who they are in it; the newest first."""
    mine = select(CaseSeat).join(CaseRow, CaseRow.id == CaseSeat.case_id).where(CaseSeat.account_id == who.id)
    seats = session.scalars(mine.order_by(CaseRow.created_at.desc(), CaseRow.id))
    states = [(logs.read(session, one.case_id).state, one.person) for one in seats]
    return [(state.find(Case, state.case), state.find(Person, person)) for state, person in states]


def all_cases(session: Session, logs: CaseLogs) -> list[Case]:
    """Every case of this site, the newest first: for who keeps the machine."""
    ids = session.scalars(select(CaseRow.id).order_by(CaseRow.created_at.desc(), CaseRow.id))
    states = [logs.read(session, one).state for one in ids]
    return [state.find(Case, state.case) for state in states]


def see_case(session: Session, logs: CaseLogs, who: Who | None, case_id: str) -> tuple[CaseState, Person]:
    """A case, for somebody who has a seat in it, and who they are there; for others it is as good as not there."""
    found = seat_of(session, who, case_id)
    if found is None:
        raise no_case(case_id)
    state = logs.read(session, case_id).state
    return state, state.find(Person, found.person)


def seat_of(session: Session, who: Who | None, case_id: str) -> CaseSeat | None:
    """The seat of an account in a case."""
    if getattr(who, "id", None) is None:
        return None
    return session.scalar(select(CaseSeat).where(CaseSeat.case_id == case_id, CaseSeat.account_id == who.id))


def _one_at_a_time(session: Session, case_id: str) -> None:
    """Who writes to a case holds its row: the next sees what this one wrote. (SQLite's writers take turns anyway.)"""
    if session.scalar(select(CaseRow.id).where(CaseRow.id == case_id).with_for_update()) is None:
        raise no_case(case_id)


def take_back(session: Session, case_id: str, events: tuple[str, ...]) -> None:
    """Erase the words of these events: their envelopes stay, and every copy of the log is read anew."""
    if not events:
        return
    empty = {"data": null(), "salt": None, "reason": ""}
    session.execute(update(CaseEvent).where(CaseEvent.id.in_(events)).values(empty))
    session.execute(update(CaseRow).where(CaseRow.id == case_id).values(erasures=CaseRow.erasures + 1))
    session.expire_all()
