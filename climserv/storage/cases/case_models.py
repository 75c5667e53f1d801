"""The tables of cases: the log of each, who sits in it, the codes that people join by, and the secret ballot boxes."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..tables import SHA256, SLUG, Base

ID = 32


class CaseRow(Base):
    """A case: all that is known of it is in its events.

    erasures   how often words of its events were erased: who keeps a copy of the log reads it anew
    """

    __tablename__ = "case_record"

    id: Mapped[str] = mapped_column(String(SLUG), primary_key=True)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    erasures: Mapped[int] = mapped_column(default=0)


class CaseEvent(Base):
    """One event of a case. Added and never changed, but that its words can be erased; the database refuses the rest.

    number   the order in which this database got them: the cursor of who follows a case
    after    hashes of the heads its writer saw, with spaces between
    """

    __tablename__ = "case_event"
    __table_args__ = (
        UniqueConstraint("id"),
        UniqueConstraint("hash"),
        Index("ix_case_event_case_id_number", "case_id", "number"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(ID))
    case_id: Mapped[str] = mapped_column(ForeignKey("case_record.id"))
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(SLUG))
    on_behalf_of: Mapped[str] = mapped_column(String(SLUG))
    channel: Mapped[str] = mapped_column(String(20))
    entity: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[str] = mapped_column(String(SLUG))
    version: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(40))
    from_state: Mapped[str] = mapped_column(String(40))
    to_state: Mapped[str] = mapped_column(String(40))
    session: Mapped[str] = mapped_column(String(SLUG))
    seal: Mapped[str] = mapped_column(String(SHA256))
    after: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(SHA256))
    reason: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    salt: Mapped[str | None] = mapped_column(String(ID))


class CaseSeat(Base):
    """Who a person of a case is on this site: somebody with an account, or somebody who came by a code and a PIN.

    The only place that joins the pseudonym of the log to an account; the row goes when the person is erased.
    """

    __tablename__ = "case_seat"
    __table_args__ = (UniqueConstraint("case_id", "person"), UniqueConstraint("case_id", "account_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_record.id"))
    person: Mapped[str] = mapped_column(String(ID))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    pin_hash: Mapped[str] = mapped_column(String(200), default="")


class SessionCode(Base):
    """The short code by which people join a session; gone when the session is over."""

    __tablename__ = "session_code"
    __table_args__ = (UniqueConstraint("case_id", "session"),)

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_record.id"))
    session: Mapped[str] = mapped_column(String(SLUG))


class BallotBox(Base):
    """The secret answers to one round: counts and sorted reasons only. No person, no time, no order.

    One row for all answers, so that not even the order of rows in the file tells who came when.
    """

    __tablename__ = "ballot_box"

    round: Mapped[str] = mapped_column(String(SLUG), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_record.id"))
    box: Mapped[dict[str, Any]]
