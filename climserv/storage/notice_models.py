"""The tables of what people are told: how each need was last matched, and the notices for the group it belongs to."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .tables import SHA256, SLUG, Base, one_of

if TYPE_CHECKING:
    from .models import NeedRow

# The four verdicts of `climserv.matching`, and that there was nothing at all to set a need against.
WORST = ("meets", "meets_after_step", "dialogue", "cannot", "nothing")
TOLD = ("verdict", "asked_to_join", "join_yes", "join_no", "asked_to_read", "asked_to_talk")


class MatchedState(Base):
    """For which state of needs and shelf the owners were told last: one row, and who tells holds it."""

    __tablename__ = "matched_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(SHA256), default="")


class NeedVerdict(Base):
    """The best that a need was offered when it was last matched; followed, not kept: what was told is in `notice`."""

    __tablename__ = "need_verdict"
    __table_args__ = (CheckConstraint(one_of("worst", WORST), name="worst"),)

    need_id: Mapped[str] = mapped_column(ForeignKey("need.id"), primary_key=True)
    need_version: Mapped[int]
    worst: Mapped[str] = mapped_column(String(20))
    recipe: Mapped[str] = mapped_column(String(SLUG), default="")
    dataset: Mapped[str] = mapped_column(String(SLUG), default="")
    matched_at: Mapped[datetime]


class Notice(Base):
    """Something the group of a need is told; never changed, only seen.

    kind   what happened; `data` holds what its sentence is filled with
    """

    __tablename__ = "notice"
    __table_args__ = (CheckConstraint(one_of("kind", TOLD), name="kind"), Index("ix_notice_need_id", "need_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[str] = mapped_column(ForeignKey("need.id"))
    kind: Mapped[str] = mapped_column(String(20))
    data: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]

    need: Mapped["NeedRow"] = relationship(lazy="joined")


class NoticeSeen(Base):
    """That one person has seen a notice."""

    __tablename__ = "notice_seen"
    __table_args__ = (UniqueConstraint("notice_id", "account_id"), Index("ix_notice_seen_account_id", "account_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    seen_at: Mapped[datetime]
