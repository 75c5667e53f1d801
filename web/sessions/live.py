"""Being told what others do: a cheap question that a hundred phones may ask each second, and a line kept open."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore, Event, Lock
from time import monotonic

from flask import Flask, Response, current_app, jsonify, session
from flask_login import current_user
from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from climserv.storage.cases import cases
from climserv.storage.cases.case_logs import no_case
from climserv.storage.cases.case_models import CaseEvent
from climserv.storage.cases.case_people import has_seat

from ..cases.who import SEATS
from ..house import House, house
from . import blueprint

FRESH = 0.2
"""Seconds that an answer serves all who ask."""

LINES = 24
"""So many lines are kept open at once, a thread each; others ask by and by."""

LONGEST = 25.0
BEAT = 1.0
"""Seconds after which a line says that it is there: only by writing is it known that nobody listens any more."""


@dataclass(frozen=True)
class Newest:
    """The newest number of each kind of thing in a case, and of what each person has said in it."""

    parts: Mapping[str, int]
    said_by: Mapping[str, int]

    def told(self, person: str) -> dict:
        """As a page of that person asks for it; `mine` is news of their own remarks."""
        parts = {**self.parts, "mine": self.said_by.get(person, 0)}
        return {"number": max(parts.values()), "parts": parts}


class News:
    """What is newest in each case, as this process last saw it; `said` keeps lists of remarks that many phones ask."""

    def __init__(self) -> None:
        self.over = Event()
        self.said: dict[tuple[str, str, str], tuple[int, str]] = {}
        self._seen: dict[str, tuple[float, Newest]] = {}
        self._lock = Lock()

    def of(self, home: House, case_id: str) -> Newest:
        with self._lock:
            at, newest = self._seen.get(case_id, (0.0, Newest({}, {})))
            if not at or monotonic() - at > FRESH:
                newest = _newest(home, case_id)
                self._seen[case_id] = (monotonic(), newest)
            return newest


def _newest(home: House, case_id: str) -> Newest:
    kinds = select(CaseEvent.entity, func.max(CaseEvent.number)).where(CaseEvent.case_id == case_id)
    later = aliased(CaseEvent)
    author = case((CaseEvent.on_behalf_of != "", CaseEvent.on_behalf_of), else_=CaseEvent.who)
    said = (
        select(author, func.max(later.number))
        .join(later, (later.case_id == CaseEvent.case_id) & (later.entity_id == CaseEvent.entity_id))
        .where(CaseEvent.case_id == case_id, CaseEvent.entity == "contribution", CaseEvent.action == "note")
        .where(later.entity == "contribution")
    )
    with home.database.reading() as reading:
        parts = dict(reading.execute(kinds.group_by(CaseEvent.entity)).all())
        return Newest(parts, dict(reading.execute(said.group_by(author)).all()))


_OPEN = BoundedSemaphore(LINES)


@blueprint.get("/<session_id>/changes")
def changes(case_id: str, session_id: str) -> Response:
    """The number of the newest event, and of the newest of each kind of thing."""
    person = person_of(case_id)
    answer = jsonify(news().of(house(), case_id).told(person))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/<session_id>/live")
def live(case_id: str, session_id: str) -> Response:
    """The same as a line kept open for a while; with no line free, "no content": then the page asks by and by."""
    person = person_of(case_id)
    if not _OPEN.acquire(blocking=False):
        return Response(status=204)
    answer = Response(_lines(house(), news(), case_id, person), mimetype="text/event-stream")
    answer.call_on_close(_OPEN.release)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _lines(home: House, heard: News, case_id: str, person: str) -> Iterator[str]:
    until, beat, last = monotonic() + LONGEST, monotonic(), -1
    yield "retry: 500\n\n"
    while monotonic() < until and not heard.over.wait(FRESH):
        now = heard.of(home, case_id).told(person)
        if now["number"] != last:
            last = now["number"]
            yield f"id: {last}\ndata: {json.dumps(now)}\n\n"
        elif monotonic() - beat > BEAT:
            beat = monotonic()
            yield ": here\n\n"
    yield ": bye\n\n"


def end_lines(app: Flask) -> None:
    """Every line that is open is ended: the server is about to stop."""
    app.extensions.setdefault("climserv.news", News()).over.set()


def news() -> News:
    """What this application has seen last."""
    return current_app.extensions.setdefault("climserv.news", News())


def person_of(case_id: str) -> str:
    """Who asks; only who has a seat in the case hears of it. The log need not be read for that."""
    person = session.get(SEATS, {}).get(case_id)
    with house().database.reading() as reading:
        seat = cases.seat_of(reading, current_user, case_id)
        if seat is not None:
            return seat.person
        if person is None or not has_seat(reading, case_id, person):
            raise no_case(case_id)
    return person
