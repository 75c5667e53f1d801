"""The tables of needs among needs: which was made of which, and which two groups were asked to join."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..tables import Base, one_of

if TYPE_CHECKING:
    from ..models import NeedRow

HOW = ("split", "merged")
ANSWERS = ("yes", "no")


class NeedLineage(Base):
    """That one need was split from, or merged out of, another at one of its versions; added and never changed."""

    __tablename__ = "need_lineage"
    __table_args__ = (
        UniqueConstraint("child_id", "parent_id"),
        CheckConstraint(one_of("how", HOW), name="how"),
        Index("ix_need_lineage_parent_id", "parent_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[str] = mapped_column(ForeignKey("need.id"))
    parent_id: Mapped[str] = mapped_column(ForeignKey("need.id"))
    parent_version: Mapped[int]
    how: Mapped[str] = mapped_column(String(20))
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime]


class NeedJoin(Base):
    """Two needs that are alike, and whose groups were asked whether they want to join; the answers are beside.

    reasons   why they are alike, by language, as they were then
    """

    __tablename__ = "need_join"
    __table_args__ = (UniqueConstraint("one_id", "other_id"), Index("ix_need_join_other_id", "other_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    one_id: Mapped[str] = mapped_column(ForeignKey("need.id"))
    other_id: Mapped[str] = mapped_column(ForeignKey("need.id"))
    reasons: Mapped[dict[str, Any]]
    asked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]

    one: Mapped["NeedRow"] = relationship(foreign_keys=[one_id], lazy="joined")
    other: Mapped["NeedRow"] = relationship(foreign_keys=[other_id], lazy="joined")


class NeedJoinAnswer(Base):
    """What the group of one of the two needs answered; the newest row counts, and the older ones stay."""

    __tablename__ = "need_join_answer"
    __table_args__ = (
        CheckConstraint(one_of("answer", ANSWERS), name="answer"),
        Index("ix_need_join_answer_join_id", "join_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    join_id: Mapped[int] = mapped_column(ForeignKey("need_join.id"))
    need_id: Mapped[str] = mapped_column(ForeignKey("need.id"))
    answer: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime]
