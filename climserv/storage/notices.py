"""Notices: what the group of a need is told, and who of it has seen what."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from .clock import Clock, utc_now
from .models import NeedRow, Notice, NoticeSeen
from .permissions import Who, may


def add_notice(session: Session, need_id: str, kind: str, data: Mapping[str, Any], *, clock: Clock = utc_now) -> Notice:
    """Tell the group of a need something, in the transaction of what happened."""
    notice = Notice(need_id=need_id, kind=kind, data=dict(data), made_at=clock())
    session.add(notice)
    session.flush()
    return notice


def unseen(session: Session, who: Who | None) -> list[Notice]:
    """What `who` is still to be told, the newest first: members of the group of a need, and nobody else."""
    if not _is_told(who):
        return []
    seen = select(NoticeSeen.notice_id).where(NoticeSeen.account_id == who.id)
    return list(session.scalars(_of(who).where(Notice.id.not_in(seen)).order_by(Notice.id.desc())))


def notices_for(session: Session, who: Who | None, *, most: int = 50) -> list[tuple[Notice, bool]]:
    """What `who` was told, the newest first, and whether they have seen it."""
    if not _is_told(who):
        return []
    seen = set(session.scalars(select(NoticeSeen.notice_id).where(NoticeSeen.account_id == who.id)))
    rows = session.scalars(_of(who).order_by(Notice.id.desc()).limit(most))
    return [(row, row.id in seen) for row in rows]


def see(session: Session, who: Who, notice_ids: list[int], *, clock: Clock = utc_now) -> int:
    """Note that `who` has seen these; those that are not for them are left out. Seeing twice is seeing once."""
    if not _is_told(who):
        return 0
    mine = session.scalars(_of(who).where(Notice.id.in_(notice_ids)))
    return sum(_saw(session, who, notice.id, clock) for notice in mine)


def _saw(session: Session, who: Who, notice_id: int, clock: Clock) -> bool:
    there = select(NoticeSeen.id).where(NoticeSeen.notice_id == notice_id, NoticeSeen.account_id == who.id)
    if session.scalar(there) is not None:
        return False
    try:
        with session.begin_nested():
            session.add(NoticeSeen(notice_id=notice_id, account_id=who.id, seen_at=clock()))
    except IntegrityError:  # In another window, at this very moment.
        return False
    return True


def _of(who: Who) -> Select:
    return select(Notice).join(NeedRow, NeedRow.id == Notice.need_id).where(
        NeedRow.organisation_id == who.organisation_id
    )  # fmt: skip


def _is_told(who: Who | None) -> bool:
    """Only those who may act on it: members of the group."""
    own = getattr(who, "organisation_id", None)
    return getattr(who, "id", None) is not None and own is not None and may(who, "need.write", own)
