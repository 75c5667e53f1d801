"""The queue of runs: one table, so that nothing more needs to be installed, and any number of workers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ..running.jobs.jobs import (
    BROKE_THE_CHECK,
    KILLED_TOO_OFTEN,
    MOST_ATTEMPTS,
    OPEN,
    STALE_AFTER,
    Action,
    Job,
    Kind,
    State,
    moved,
    order_key,
)
from ..vocabulary.problems import Problem, Refused
from .clock import Clock, utc_now
from .database import Database
from .events import append_event
from .models import JobRow, NeedRow, ProductRow
from .permissions import NotThere, Who, may, refuse_unless
from .visibility import may_see_need, newest_version

LONGEST_TEXT = 2000


class JobQueue:
    """Runs that wait, run or have ended. Each method is one transaction.

    A worker's name must be its own: two workers, or one before and after a crash, never share one.
    """

    def __init__(self, database: Database, clock: Clock = utc_now):
        self.database = database
        self.clock = clock

    def add(self, order: dict, by: int | None = None, need_id: str | None = None, *, kind: Kind = Kind.RUN) -> int:
        """Queue an order; its id. The same order for the same need is not queued twice while it is open."""
        key = order_key(order, f"need {need_id}" if need_id else f"account {by}")
        with self.database.session() as session:
            if need_id is not None and session.get(NeedRow, need_id) is None:
                raise NotThere(Problem("need.unknown", "", "There is no such need", need_id))
            known = session.scalar(_open_with(key)) or self._insert(session, order, key, by, need_id, kind)
            # Another process may have queued it at this very moment; then it is there now.
            return known or session.scalars(_open_with(key)).one()

    def _insert(
        self, session: Session, order: dict, key: str, by: int | None, need_id: str | None, kind: Kind
    ) -> int | None:
        row = JobRow(
            kind=kind, state=State.QUEUED, order=order, order_key=key, recipe=str(order.get("recipe") or "")[:80],
            need_id=need_id, asked_by=by, queued_at=self.clock(),
        )  # fmt: skip
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError as error:
            if "uq_job_open_order" in str(error.orig) or "job.order_key" in str(error.orig):
                return None
            raise
        self._note(session, row, "asked for", "", who=by)
        return row.id

    def claim(self, worker: str, now: datetime | None = None, kinds: Sequence[Kind] | None = None) -> Job | None:
        """The next job for `worker`, or None: the oldest waiting one, or one whose worker fell silent.

        kinds  only jobs of these kinds; None: of any
        """
        now = now or self.clock()
        free_now = _claimable(now) if kinds is None else and_(_claimable(now), JobRow.kind.in_(kinds))
        with self.database.reading() as session:  # Most of the time there is nothing; then nobody has to wait.
            if session.scalar(select(JobRow.id).where(free_now).limit(1)) is None:
                return None
        with self.database.session() as session:
            # PostgreSQL passes over rows that another worker is just taking. SQLite ignores the lock,
            # but there this whole transaction is alone.
            free = select(JobRow).where(free_now).order_by(JobRow.id)
            free = free.with_for_update(skip_locked=True, of=JobRow)
            while (row := session.scalars(free.limit(1)).first()) is not None:
                if row.attempts >= MOST_ATTEMPTS:
                    message = BROKE_THE_CHECK if row.kind == Kind.CHECK else KILLED_TOO_OFTEN
                    self._end(session, row, Action.FAIL, now, message=message)
                    continue
                before, action = row.state, Action.CLAIM if row.state == State.QUEUED else Action.RETAKE
                row.state = moved(row.state, action)
                row.worker, row.attempts, row.started_at, row.beat_at = worker, row.attempts + 1, now, now
                row.done, row.total, row.text = 0.0, 0.0, ""
                self._note(session, row, "taken up" if action is Action.CLAIM else "taken up again", before, at=now)
                return _job(row)
        return None

    def beat(
        self, job_id: int, worker: str, done: float = 0, total: float = 0, text: str = "", now: datetime | None = None
    ) -> bool:
        """Say that the worker lives and how far it is. False: the job was cancelled or taken away, so stop.

        The one change that leaves no event: it says nothing about what people did, many times a minute.
        """
        values = {
            "done": float(done),
            "total": float(total),
            "text": text[:LONGEST_TEXT],
            "beat_at": now or self.clock(),
        }
        with self.database.session() as session:
            return session.execute(update(JobRow).where(*_held(job_id, worker)).values(**values)).rowcount == 1

    def hand_back(self, job_id: int, worker: str) -> bool:
        """Put the job back into the queue, because the worker is told to end; it does not count as an attempt."""
        with self.database.session() as session:
            row = self._hold(session, job_id, worker)
            if row is None:
                return False
            before, row.state = row.state, moved(row.state, Action.HAND_BACK)
            row.worker, row.attempts, row.text = None, row.attempts - 1, ""
            self._note(session, row, "handed back", before)
            return True

    def finish(self, job_id: int, worker: str, product_id: str) -> bool:
        """The product is made and registered. False: the job was cancelled or taken away before."""
        with self.database.session() as session:
            row = self._hold(session, job_id, worker)
            if row is None:
                return False
            if session.get(ProductRow, product_id) is None:
                what = "the product of this run is not registered"
                raise Refused(Problem("job.product", f"run {job_id}", what, product_id, "", "Register it first"))
            row.product_id = product_id
            self._end(session, row, Action.FINISH, self.clock())
            return True

    def finish_check(self, job_id: int, worker: str, result: dict) -> bool:
        """The files are checked, and this was found. False: the job was cancelled or taken away before."""
        with self.database.session() as session:
            row = self._hold(session, job_id, worker)
            if row is None:
                return False
            row.result = result
            self._end(session, row, Action.FINISH, self.clock())
            return True

    def fail(self, job_id: int, worker: str, message: str) -> bool:
        """The run could not be done; `message` says why and what to do, in plain words."""
        with self.database.session() as session:
            row = self._hold(session, job_id, worker)
            if row is None:
                return False
            self._end(session, row, Action.FAIL, self.clock(), message=message)
            return True

    def cancel(self, job_id: int, who: Who | None) -> None:
        """Stop a job that waits or runs; its worker hears of it at its next beat. `Refused` when it has ended."""
        with self.database.session() as session:
            row = _row(session, job_id)
            session.refresh(row, with_for_update={"of": JobRow})
            if not _may_see(session, who, row):
                raise _not_there(job_id)
            if not _asked(who, row.asked_by, row.need_id):
                refuse_unless(who, "run.cancel", _owner(row))
            self._end(session, row, Action.CANCEL, self.clock(), who=who)

    def get(self, job_id: int) -> Job:
        """A job by its id; `NotThere` without one. Asks nobody's leave."""
        with self.database.reading() as session:
            return _job(_row(session, job_id))

    def see(self, job_id: int, who: Who | None) -> Job:
        """`get` for `who`: a run they may not see is as good as not there."""
        with self.database.reading() as session:
            row = _row(session, job_id)
            if not _may_see(session, who, row):
                raise _not_there(job_id)
            return _job(row)

    def order_of(self, product_id: str) -> dict | None:
        """What the last run asked for that led to a product; None when no run of this house did."""
        made = select(JobRow.order).where(JobRow.product_id == product_id, JobRow.kind == Kind.RUN)
        with self.database.reading() as session:
            return session.scalars(made.order_by(JobRow.id.desc()).limit(1)).first()

    def last_made(self, most: int) -> list[dict]:
        """The orders of the last runs that led to products, newest first: what people are likely to ask about."""
        made = select(JobRow.order).where(JobRow.product_id.is_not(None), JobRow.kind == Kind.RUN)
        with self.database.reading() as session:
            return list(session.scalars(made.order_by(JobRow.id.desc()).limit(most)))

    def waiting(self) -> list[Job]:
        """Jobs nobody has taken up yet, in the order in which they will be."""
        return self._all(JobRow.state == State.QUEUED)

    def of_need(self, need_id: str) -> list[Job]:
        """Every run asked for a need, newest first."""
        return self._all(JobRow.need_id == need_id)[::-1]

    def ahead(self, job_id: int) -> int:
        """How many open jobs come before this one."""
        with self.database.reading() as session:
            before = select(func.count()).select_from(JobRow).where(JobRow.id < job_id, JobRow.state.in_(OPEN))
            return session.scalar(before)

    def usual_seconds(self, recipe: str) -> float | None:
        """How long the last finished run of this recipe took; None when there was none."""
        last = (
            select(JobRow)
            .where(
                JobRow.recipe == recipe,
                JobRow.kind == Kind.RUN,
                JobRow.state == State.DONE,
                JobRow.started_at.is_not(None),
            )
            .order_by(JobRow.ended_at.desc())
            .limit(1)
        )
        with self.database.reading() as session:
            row = session.scalars(last).first()
            return None if row is None else (row.ended_at - row.started_at).total_seconds()

    def _all(self, condition) -> list[Job]:
        with self.database.reading() as session:
            return [_job(row) for row in session.scalars(select(JobRow).where(condition).order_by(JobRow.id))]

    def _hold(self, session: Session, job_id: int, worker: str) -> JobRow | None:
        return session.scalar(select(JobRow).where(*_held(job_id, worker)).with_for_update(of=JobRow))

    def _end(
        self, session: Session, row: JobRow, action: Action, at: datetime, *, who: Who | None = None, message: str = ""
    ) -> None:
        before, row.state = row.state, moved(row.state, action)
        row.ended_at, row.message = at, message[:LONGEST_TEXT]
        words = {Action.FINISH: "finished", Action.FAIL: "failed", Action.CANCEL: "cancelled"}
        self._note(session, row, words[action], before, at=at, who=who, reason=row.message)

    def _note(
        self, session: Session, row: JobRow, action: str, before: str, *, at: datetime | None = None,
        who: Who | int | None = None, reason: str = "",
    ) -> None:  # fmt: skip
        append_event(
            session, who, "job", row.id, action, clock=(lambda: at) if at else self.clock,
            from_state=before, to_state=row.state, reason=reason, data={"need": row.need_id, "worker": row.worker},
        )  # fmt: skip


def _may_see(session: Session, who: Who | None, row: JobRow) -> bool:
    """Who sees a need sees its runs; who asked for a run outside any need may see it."""
    if row.need is None:
        return _asked(who, row.asked_by, row.need_id) or may(who, "run.see")
    return may_see_need(who, "run.see", newest_version(session, row.need))


def _asked(who: Who | None, asked_by: int | None, need_id: str | None) -> bool:
    return need_id is None and asked_by is not None and getattr(who, "id", None) == asked_by


def _claimable(now: datetime):
    silent = and_(JobRow.state == State.RUNNING, JobRow.beat_at < now - STALE_AFTER)
    return or_(JobRow.state == State.QUEUED, silent)


def _held(job_id: int, worker: str):
    return JobRow.id == job_id, JobRow.state == State.RUNNING, JobRow.worker == worker


def _open_with(key: str):
    return select(JobRow.id).where(JobRow.order_key == key, JobRow.state.in_(OPEN))


def _owner(row: JobRow) -> int | None:
    return row.need.organisation_id if row.need else None


def _row(session: Session, job_id: int) -> JobRow:
    # A number from an address may be too big for the column, and PostgreSQL is cross about that.
    row = session.get(JobRow, job_id) if 0 < job_id < 2**31 else None
    if row is None:
        raise _not_there(job_id)
    return row


def _job(row: JobRow) -> Job:
    names = (
        "id", "order", "asked_by", "need_id", "worker", "attempts", "done", "total", "text", "message", "product_id",
        "queued_at", "started_at", "beat_at", "ended_at", "recipe", "result",
    )  # fmt: skip
    return Job(kind=Kind(row.kind), state=State(row.state), **{name: getattr(row, name) for name in names})


def _not_there(job_id: int) -> NotThere:
    what = "There is no such run, or it is not open to you"
    return NotThere(Problem("job.unknown", "", what, str(job_id), "", "Look at the page of the need"))
