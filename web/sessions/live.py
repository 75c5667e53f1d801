"""Being told what others do: a cheap question that a hundred phones may ask each second, and a line kept open."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore, Event, Lock
from time import monotonic

from flask import Flask, Response, current_app, jsonify, session
from flask_login import current_user
from sqlalchemy import select

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
    """The newest number of each kind of thing in a case, and of what each person has said in it.

    authors   who said each of the contributions, by their ids
    """

    parts: Mapping[str, int]
    said_by: Mapping[str, int]
    authors: Mapping[str, str]

    @property
    def number(self) -> int:
        return max(self.parts.values(), default=0)

    def told(self, person: str) -> dict:
        """As a page of that person asks for it; `mine` is news of their own remarks."""
        parts = {**self.parts, "mine": self.said_by.get(person, 0)}
        return {"number": self.number, "parts": parts}


NOTHING_YET = Newest({}, {}, {})


class News:
    """What is newest in each case, as this process last saw it; `said` keeps lists of remarks that many phones ask."""

    def __init__(self) -> None:
        self.over = Event()
        self.said: dict[tuple[str, str, str], tuple[int, str]] = {}
        self._seen: dict[str, tuple[float, Newest]] = {}
        self._lock = Lock()

    def of(self, home: House, case_id: str) -> Newest:
        with self._lock:
            at, newest = self._seen.get(case_id, (0.0, NOTHING_YET))
            if not at or monotonic() - at > FRESH:
                newest = _newest(home, case_id, newest)
                self._seen[case_id] = (monotonic(), newest)
            return newest


def _newest(home: House, case_id: str, before: Newest) -> Newest:
    """Read on from what was seen before: what is asked so often costs what is new, not all that was ever said."""
    row = CaseEvent
    columns = (row.number, row.entity, row.entity_id, row.action, row.who, row.on_behalf_of)
    later = select(*columns).where(row.case_id == case_id, row.number > before.number).order_by(row.number)
    with home.database.reading() as reading:
        found = reading.execute(later).all()
    if not found:
        return before
    parts, said_by, authors = dict(before.parts), dict(before.said_by), dict(before.authors)
    for number, entity, thing, action, who, on_behalf_of in found:
        parts[entity] = number
        if entity == "contribution":
            author = authors.setdefault(thing, on_behalf_of or who) if action == "note" else authors.get(thing, "")
            said_by[author] = number
    return Newest(parts, said_by, authors)


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
