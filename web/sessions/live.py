"""Being told what others do: a cheap question that a hundred phones may ask each second, and a line kept open."""

import json
from collections.abc import Iterator
from threading import BoundedSemaphore, Event, Lock
from time import monotonic

from flask import Flask, Response, current_app, jsonify, session
from flask_login import current_user
from sqlalchemy import func, select

from climserv.storage import cases
from climserv.storage.case_logs import no_case
from climserv.storage.case_models import CaseEvent
from climserv.storage.case_people import has_seat

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


class News:
    """The newest number of each kind of thing in each case, as this process last saw it."""

    def __init__(self) -> None:
        self.over = Event()
        self._seen: dict[str, tuple[float, dict[str, int]]] = {}
        self._lock = Lock()

    def of(self, home: House, case_id: str) -> dict[str, int]:
        with self._lock:
            at, parts = self._seen.get(case_id, (0.0, {}))
            if monotonic() - at > FRESH:
                parts = _newest(home, case_id)
                self._seen[case_id] = (monotonic(), parts)
            return parts


def _newest(home: House, case_id: str) -> dict[str, int]:
    newest = select(CaseEvent.entity, func.max(CaseEvent.number)).where(CaseEvent.case_id == case_id)
    with home.database.reading() as reading:
        return dict(reading.execute(newest.group_by(CaseEvent.entity)).all())


_OPEN = BoundedSemaphore(LINES)


@blueprint.get("/<session_id>/changes")
def changes(case_id: str, session_id: str) -> Response:
    """The number of the newest event, and of the newest of each kind of thing."""
    refuse_strangers(case_id)
    answer = jsonify(told(_news().of(house(), case_id)))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/<session_id>/live")
def live(case_id: str, session_id: str) -> Response:
    """The same as a line kept open for a while; with no line free, "no content": then the page asks by and by."""
    refuse_strangers(case_id)
    if not _OPEN.acquire(blocking=False):
        return Response(status=204)
    answer = Response(_lines(house(), _news(), case_id), mimetype="text/event-stream")
    answer.call_on_close(_OPEN.release)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _lines(home: House, news: News, case_id: str) -> Iterator[str]:
    until, beat, last = monotonic() + LONGEST, monotonic(), -1
    yield "retry: 500\n\n"
    while monotonic() < until and not news.over.wait(FRESH):
        now = told(news.of(home, case_id))
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


def _news() -> News:
    """What this application has seen last."""
    return current_app.extensions.setdefault("climserv.news", News())


def told(parts: dict[str, int]) -> dict:
    return {"number": max(parts.values(), default=0), "parts": parts}


def refuse_strangers(case_id: str) -> None:
    """Only who has a seat in the case hears of it; the log need not be read for that."""
    person = session.get(SEATS, {}).get(case_id)
    with house().database.reading() as reading:
        known = person is not None and has_seat(reading, case_id, person)
        if not known and not cases.seat_of(reading, current_user, case_id):
            raise no_case(case_id)
