"""Reading the logs of cases: each process keeps what it has read, and reads on from there."""

from dataclasses import dataclass, replace
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...coproduction.folding import applied, fold
from ...coproduction.logbook.events import Event
from ...coproduction.logbook.log import Log
from ...coproduction.logbook.state import CaseState
from ...vocabulary.problems import Problem
from ..database import only_reads
from ..permissions import NotThere
from .case_models import CaseEvent, CaseRow

_ENVELOPE = (
    "id", "who", "on_behalf_of", "channel", "entity", "entity_id", "version", "action", "from_state", "to_state",
    "session", "seal", "hash", "reason", "data", "salt",
)  # fmt: skip
_UNWRITTEN = "case logs"


@dataclass(frozen=True)
class Kept:
    """A log and its fold, as far as it was read.

    number     of the newest event of it in this database: what comes later is news
    erasures   of the case, when it was read
    """

    log: Log
    state: CaseState
    number: int
    erasures: int


class CaseLogs:
    """The logs that this process has read. Safe to share between threads: what is kept is never changed."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._lock = Lock()

    def read(self, session: Session, case_id: str) -> Kept:
        """The log of a case as the database has it in this transaction; `NotThere` without one."""
        row = session.get(CaseRow, case_id, populate_existing=True)
        if row is None:
            raise no_case(case_id)
        before = self._of(session, case_id)
        if before is None or before.erasures != row.erasures:
            before = Kept(Log.of(()), CaseState(case_id), 0, row.erasures)
        now = _read_on(before, _newer(session, case_id, before.number))
        self._keep(session, case_id, now)
        return now

    def _of(self, session: Session, case_id: str) -> Kept | None:
        return session.info.get(_UNWRITTEN, {}).get(case_id) or self._kept.get(case_id)

    def _keep(self, session: Session, case_id: str, now: Kept) -> None:
        if not only_reads(session):
            # What this transaction has written is nobody else's until it is over, and may be undone.
            session.info.setdefault(_UNWRITTEN, {})[case_id] = now
            return
        with self._lock:
            self._kept[case_id] = now


def _newer(session: Session, case_id: str, number: int) -> list[CaseEvent]:
    later = (CaseEvent.case_id == case_id, CaseEvent.number > number)
    return list(session.scalars(select(CaseEvent).where(*later).order_by(CaseEvent.number)))


def _read_on(before: Kept, rows: list[CaseEvent]) -> Kept:
    if not rows:
        return before
    events, number = [event_of(row) for row in rows], rows[-1].number
    if before.number and all(_in_line(before, events)):
        log, state = before.log, before.state
        for event in events:
            log, state = log.plus(event), applied(state, event)
        return replace(before, log=log, state=state, number=number)
    log = Log.of((*before.log.ordered, *events))
    return replace(before, log=log, state=fold(log), number=number)


def _in_line(before: Kept, events: list[Event]):
    """Whether each event follows all that came before it: so does what is written here; what is merged in may not."""
    heads = set(before.log.heads)
    for event in events:
        yield heads <= set(event.after)
        heads = {event.hash}


def event_of(row: CaseEvent) -> Event:
    """The event that a row keeps."""
    after = tuple(row.after.split())
    return Event(case=row.case_id, at=row.at, after=after, **{name: getattr(row, name) for name in _ENVELOPE})


def row_of(event: Event) -> CaseEvent:
    """The row that keeps an event."""
    words = {name: getattr(event, name) for name in _ENVELOPE}
    data = None if event.data is None else dict(event.data)
    return CaseEvent(case_id=event.case, at=event.at, after=" ".join(event.after), **{**words, "data": data})


def no_case(case_id: str) -> NotThere:
    """There is no such case, or it is not open to who asks: the two look the same from outside."""
    return NotThere(
        Problem("case.none", "case", "there is no such case here", case_id, "", "Ask whoever told you of it")
    )
