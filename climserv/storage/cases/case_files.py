"""A case as one file: taken to a laptop in a hall, and home again, without loss and without counting twice.

Lines of JSON: the first says what this is, each other is one event. Accounts, PINs and ballot boxes stay where they
are; a round with secret answers is closed where it was opened.
"""

import json
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ...coproduction.confiding import kept_from
from ...coproduction.erasing import meant_to_be_erased
from ...coproduction.folding import fold
from ...coproduction.logbook.bounds import beyond
from ...coproduction.logbook.events import Event, erased, event_from
from ...coproduction.logbook.log import Log, merge
from ...vocabulary.problems import Problem, Refused, refuse_if
from ..clock import Clock, utc_now
from .case_logs import CaseLogs, row_of
from .case_models import CaseRow
from .cases import take_back

FORMAT, VERSION = "climserv case", 1
LARGEST = 50_000_000
LONGEST_LINE = 1_000_000


@dataclass(frozen=True)
class Imported:
    """What an import has done.

    added       events that were not here
    known       events that were here already
    erased      events whose words are erased now, as the other side had done
    conflicts   events that do not go together with what was done here meanwhile: kept, and to be talked over
    """

    case_id: str
    added: int
    known: int
    erased: int
    conflicts: int

    def as_dict(self) -> dict[str, str | int]:
        return {"case": self.case_id, "added": self.added, "known": self.known, "erased": self.erased,
                "conflicts": self.conflicts}  # fmt: skip


def export_case(session: Session, logs: CaseLogs, case_id: str, *, taker: str | None = None) -> bytes:
    """All events of a case. The same log gives the same bytes.

    taker   the person who takes it along: words that are not for them to take stay here, their envelopes go;
            None for who keeps the machine, and has all of it anyway
    """
    kept = logs.read(session, case_id)
    head = {"file": FORMAT, "version": VERSION, "case": case_id, "events": len(kept.log)}
    told = (erased(e) if taker is not None and kept_from(kept.state, e, taker) else e for e in kept.log.ordered)
    return "".join(_line(one) for one in (head, *(event.as_dict() for event in told))).encode()


def import_case(session: Session, logs: CaseLogs, content: bytes, *, clock: Clock = utc_now) -> Imported:
    """Take in the events of a file. `Refused`, and nothing taken, when any of them was tampered with or is missing."""
    brought = _read(content)
    case_id = brought.case
    row = session.get(CaseRow, case_id, with_for_update=True)
    if row is None:
        session.add(CaseRow(id=case_id, created_by=None, created_at=clock()))
        session.flush()
    here = logs.read(session, case_id).log
    both = merge(here, _only_meant(brought, here))
    refuse_if(both.verify())
    both = _without_what_was_taken_back(both)
    new = [event for event in both.ordered if event.id not in here]
    for event in new:
        session.add(row_of(event))
    session.flush()
    gone = tuple(e.id for e in both.ordered if e.erased and e.id in here and not here[e.id].erased)
    take_back(session, case_id, gone)
    conflicts = set(fold(both).set_aside) - set(fold(here).set_aside)
    return Imported(case_id, len(new), len(brought) - len(new), len(gone), len(conflicts))


def _read(content: bytes) -> Log:
    """The log of a file; every fault of its form is told with its line."""
    if len(content) > LARGEST:
        raise _unreadable("the file is too large", f"{len(content)} bytes", f"at most {LARGEST} bytes")
    lines = content.split(b"\n")
    head = _plain(lines[0], 1)
    if head.get("file") != FORMAT:
        raise _unreadable("this is no exported case", str(head.get("file"))[:80], "a file of climserv case export")
    if head.get("version") != VERSION:
        raise _unreadable("it is of another climserv", str(head.get("version"))[:80], f"version {VERSION}")
    events = [_event(_plain(line, number), number) for number, line in enumerate(lines[1:], 2) if line.strip()]
    if len(events) != head.get("events") or not events:
        raise _unreadable("it is not whole", f"{len(events)} events", f"{head.get('events')} events")
    refuse_if([problem for event in events for problem in beyond(event)])
    log = Log.of(events)
    if log.case != head.get("case"):
        raise _unreadable("its events are of another case", log.case[:80], str(head.get("case"))[:80])
    return log


def _plain(line: bytes, number: int) -> dict:
    try:
        plain = json.loads(line) if len(line) <= LONGEST_LINE else None
    except (ValueError, RecursionError):
        plain = None
    if not isinstance(plain, dict):
        raise _unreadable("this line cannot be read", f"line {number}", "one JSON object a line, shorter than 1 MB")
    return plain


def _event(plain: dict, number: int) -> Event:
    try:
        return event_from(plain)
    except (ArithmeticError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise _unreadable(f"this is no event: {error}"[:200], f"line {number}", "an event of a case") from error


def _only_meant(brought: Log, here: Log) -> Log:
    """What was brought; an event that came without its words, though nobody took them back, keeps those from here."""
    doubtful = [event for event in brought.ordered if event.erased and event.id in here and not here[event.id].erased]
    if not doubtful:
        return brought
    # The acts that take back are never erased themselves, so either log tells what was meant.
    meant = meant_to_be_erased(fold(brought)) | meant_to_be_erased(fold(here))
    kept = {event.id: here[event.id] for event in doubtful if event.id not in meant}
    same = [one for one in kept.values() if erased(one) == brought[one.id]]
    return Log.of([kept[e.id] if kept.get(e.id) in same else e for e in brought.ordered])


def _without_what_was_taken_back(log: Log) -> Log:
    """The log without words that somebody has taken back, also where they were said apart from that, and later."""
    meant = meant_to_be_erased(fold(log))
    return Log.of(erased(event) if event.id in meant else event for event in log.ordered)


def _unreadable(what: str, got: str, allowed: str) -> Refused:
    return Refused(Problem("case.file", "case file", what, got, allowed, "Export it again, and bring the whole file"))


def _line(plain: dict) -> str:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
