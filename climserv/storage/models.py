"""The tables. Times are UTC and given by the caller; what happened is in `Event`, which is only ever added to."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..data.gauges.readings import KINDS, in_mm
from ..running.jobs.jobs import OPEN, Kind, State
from .cases.case_models import BallotBox, CaseEvent, CaseRow, CaseSeat, SessionCode
from .needs.need_models import NeedJoin, NeedJoinAnswer, NeedLineage
from .notice_models import MatchedState, NeedVerdict, Notice, NoticeSeen
from .recipes.recipe_models import (
    ParameterSet,
    RecipeAuthor,
    RecipeCheck,
    RecipeComment,
    RecipeRow,
    RecipeSave,
    RecipeVersion,
)
from .tables import SHA256, SLUG, Base, one_of

__all__ = [
    "BallotBox", "Base", "CaseEvent", "CaseRow", "CaseSeat", "Event", "JobRow", "MatchedState", "NeedJoin",
    "NeedJoinAnswer", "NeedLineage", "NeedRow", "NeedVerdict", "NeedVersion", "Notice", "NoticeSeen",
    "Observation", "ObservationSeries", "Organisation", "ParameterSet", "ProductRow", "ProductUse",
    "RecipeAuthor", "RecipeCheck", "RecipeComment", "RecipeRow", "RecipeSave", "RecipeVersion", "SessionCode",
    "SignInTry", "User",
]  # fmt: skip

ROLES = ("member", "meteorologist", "facilitator")
CONSENT_FORMS = ("spoken", "written")
# Whom the readings may serve: only the group itself; the runs of this platform; anybody, passed on with the data.
CONSENT_SCOPES = ("group", "runs", "open")


class Organisation(Base):
    """A cooperative, a meteorological service, a group that facilitates; `sector` is a code of `SECTORS`, or empty."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    sector: Mapped[str] = mapped_column(String(40), default="", server_default="")
    created_at: Mapped[datetime]


class User(Base):
    """A person who can sign in. The table is `account`: `user` is a reserved word in PostgreSQL."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint(one_of("role", ROLES), name="role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_in: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    language: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime]

    organisation: Mapped[Organisation | None] = relationship(lazy="joined")


class NeedRow(Base):
    """A need: whose it is and which version is the newest. What it says is in its versions."""

    __tablename__ = "need"

    id: Mapped[str] = mapped_column(String(SLUG), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    latest: Mapped[int] = mapped_column(default=0)

    organisation: Mapped[Organisation] = relationship(lazy="joined")


class NeedVersion(Base):
    """What a need said at one time. Never changed, only followed by the next version."""

    __tablename__ = "need_version"
    __table_args__ = (UniqueConstraint("need_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[str] = mapped_column(ForeignKey("need.id"))
    number: Mapped[int]
    record: Mapped[dict[str, Any]]
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime]

    need: Mapped[NeedRow] = relationship(lazy="joined")


class ProductRow(Base):
    """A finished product: where its folder is, and who may see it. Its id is the hash of what went in."""

    __tablename__ = "product"

    id: Mapped[str] = mapped_column(String(SHA256), primary_key=True)
    title: Mapped[dict[str, Any]]
    recipe: Mapped[str] = mapped_column(String(SLUG))
    folder: Mapped[str] = mapped_column(Text)
    public: Mapped[bool] = mapped_column(Boolean(create_constraint=False), index=True)
    made_for_demonstration: Mapped[bool] = mapped_column(Boolean(create_constraint=False))
    registered_at: Mapped[datetime]


_OPEN_ORDER = text(one_of("state", OPEN))


class JobRow(Base):
    """One asked-for run; see `climserv.running.jobs.jobs` for the states."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(one_of("state", tuple(State)), name="state"),
        # The same order is open once, even when two processes add it at the same moment.
        Index(
            "uq_job_open_order",
            "order_key",
            unique=True,
            sqlite_where=_OPEN_ORDER,
            postgresql_where=_OPEN_ORDER,
        ),
        Index("ix_job_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), default=Kind.RUN, server_default="run")
    state: Mapped[str] = mapped_column(String(12), default=State.QUEUED)
    order: Mapped[dict[str, Any]]
    order_key: Mapped[str] = mapped_column(String(SHA256))
    recipe: Mapped[str] = mapped_column(String(SLUG), default="")
    need_id: Mapped[str | None] = mapped_column(ForeignKey("need.id"), index=True)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    worker: Mapped[str | None] = mapped_column(String(200))
    attempts: Mapped[int] = mapped_column(default=0)
    done: Mapped[float] = mapped_column(default=0.0)
    total: Mapped[float] = mapped_column(default=0.0)
    text: Mapped[str] = mapped_column(Text, default="")
    message: Mapped[str] = mapped_column(Text, default="")
    product_id: Mapped[str | None] = mapped_column(ForeignKey("product.id"))
    result: Mapped[dict[str, Any] | None]
    queued_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    need: Mapped[NeedRow | None] = relationship(lazy="joined")


class ProductUse(Base):
    """For which need, and by which run, a product was made. Two needs may have led to the same product."""

    __tablename__ = "product_use"
    __table_args__ = (UniqueConstraint("product_id", "need_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[str] = mapped_column(ForeignKey("product.id"))
    need_id: Mapped[str] = mapped_column(ForeignKey("need.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))


class ObservationSeries(Base):
    """What one gauge measured, or when one field was sown: where, and with whose consent. See `observations.py`."""

    __tablename__ = "observation_series"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint(one_of("consent_form", CONSENT_FORMS), name="consent_form"),
        CheckConstraint(one_of("consent_scope", CONSENT_SCOPES), name="consent_scope"),
        # A station table knows its gauges by their names, so a group has each name once.
        Index(
            "uq_observation_series_place",
            "organisation_id",
            "kind",
            "place",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(SLUG))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    altitude: Mapped[float | None]
    dated: Mapped[str] = mapped_column(String(20), default="")
    consent_by: Mapped[str] = mapped_column(String(200))
    consent_form: Mapped[str] = mapped_column(String(20))
    consent_scope: Mapped[str] = mapped_column(String(20))
    consent_witness: Mapped[str] = mapped_column(String(200), default="")
    created_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(lazy="joined")


class Observation(Base):
    """One reading: rain as it was written, in the unit it was written in, or what was sown that day."""

    __tablename__ = "observation"
    __table_args__ = (UniqueConstraint("series_id", "day", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("observation_series.id"))
    day: Mapped[date]
    value: Mapped[float | None]
    unit: Mapped[str] = mapped_column(String(10), default="")
    flag: Mapped[str] = mapped_column(String(20), default="")
    what: Mapped[str] = mapped_column(String(SLUG), default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    on_behalf_of: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(String(20))
    entered_at: Mapped[datetime]

    @property
    def mm(self) -> float | None:
        """The rain in mm; None for what was sown."""
        return None if self.value is None else in_mm(self.value, self.unit)


class Event(Base):
    """What somebody did, once and for all. Rows are added and never changed; the database itself refuses it."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_entity", "entity", "entity_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    on_behalf_of: Mapped[str] = mapped_column(String(200), default="")
    channel: Mapped[str] = mapped_column(String(20), default="screen")
    entity: Mapped[str] = mapped_column(String(20))
    entity_id: Mapped[str] = mapped_column(String(SLUG))
    version: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(40))
    from_state: Mapped[str] = mapped_column(String(20), default="")
    to_state: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)


class SignInTry(Base):
    """A sign-in that failed or is being checked now. In the database, so that every worker counts the same."""

    __tablename__ = "sign_in_try"
    __table_args__ = (
        Index("ix_sign_in_try_account_at", "account", "at"),
        Index("ix_sign_in_try_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(SHA256))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


@event.listens_for(Event, "before_update")
@event.listens_for(Event, "before_delete")
def _refuse_rewriting(mapper: Any, connection: Any, target: Event) -> None:
    raise RuntimeError("events are only ever added to; write a new one that says what changed")
