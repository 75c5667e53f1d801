"""The tables of recipes: their versions, every text that was saved, who looked at it and what was said."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...recipes.versions.states import State
from ..tables import SHA256, SLUG, Base, one_of

if TYPE_CHECKING:
    from ..models import User

ANSWERS = ("", "approved", "declined", "fallen")
"""Of a peer check: none yet; the two answers; what fell away because the text changed."""


class RecipeRow(Base):
    """A recipe that somebody writes here; what it says is in its versions. Shipped recipes have no row."""

    __tablename__ = "recipe"

    id: Mapped[str] = mapped_column(String(SLUG), primary_key=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]


class RecipeVersion(Base):
    """One version. While it is no published one its text changes; then the database itself refuses that.

    sha256       of the recipe filled with its defaults; "" while the text has faults
    save_number  of the text that stands here, among its `RecipeSave`s
    faults       how many the text has
    reason       why it is deprecated; `instead`: what to use now
    """

    __tablename__ = "recipe_version"
    __table_args__ = (
        UniqueConstraint("recipe_id", "number"),
        CheckConstraint(one_of("state", tuple(State)), name="state"),
        Index("ix_recipe_version_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recipe_id: Mapped[str] = mapped_column(ForeignKey("recipe.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default=State.DRAFT)
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(SHA256), default="")
    faults: Mapped[int] = mapped_column(default=0)
    save_number: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    instead: Mapped[str] = mapped_column(String(SLUG), default="")

    creator: Mapped["User"] = relationship(lazy="joined")


class RecipeSave(Base):
    """Every text that was ever saved; rows are added and never changed."""

    __tablename__ = "recipe_save"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("recipe_version.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    faults: Mapped[int]
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime]

    saver: Mapped["User"] = relationship(lazy="joined")


class RecipeAuthor(Base):
    """Who may write a version: who began it, and whom they asked in."""

    __tablename__ = "recipe_author"
    __table_args__ = (UniqueConstraint("version_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("recipe_version.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)

    account: Mapped["User"] = relationship(lazy="joined")


class RecipeCheck(Base):
    """A peer check that was asked for, and its answer.

    asked_of     the meteorologist who shall look; None: any other than the authors
    save_number  the text that was asked about
    answer       see `ANSWERS`
    """

    __tablename__ = "recipe_check"
    __table_args__ = (
        CheckConstraint(one_of("answer", ANSWERS), name="answer"),
        Index("ix_recipe_check_version_id", "version_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("recipe_version.id"))
    save_number: Mapped[int]
    asked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_of: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(String(20), default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")

    version: Mapped[RecipeVersion] = relationship(lazy="joined")
    asker: Mapped["User"] = relationship(foreign_keys=[asked_by], lazy="joined")
    peer: Mapped["User | None"] = relationship(foreign_keys=[asked_of], lazy="joined")
    answerer: Mapped["User | None"] = relationship(foreign_keys=[answered_by], lazy="joined")


class RecipeComment(Base):
    """What somebody said of one line of one text, or of all of it (line 0); added and never changed."""

    __tablename__ = "recipe_comment"
    __table_args__ = (Index("ix_recipe_comment_version_id", "version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("recipe_version.id"))
    save_number: Mapped[int]
    line: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    said_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    said_at: Mapped[datetime]

    speaker: Mapped["User"] = relationship(lazy="joined")


class ParameterSet(Base):
    """Values of a recipe's parameters that somebody named, such as the farmers' rule of Embu; each saving is a row.

    recipe_number  the version of the recipe that the values were checked against
    """

    __tablename__ = "parameter_set"
    __table_args__ = (UniqueConstraint("recipe_id", "name", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recipe_id: Mapped[str] = mapped_column(String(SLUG))
    recipe_number: Mapped[int]
    name: Mapped[str] = mapped_column(String(SLUG))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    settings: Mapped[dict[str, Any]]
    authors: Mapped[str] = mapped_column(Text, default="")
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime]

    saver: Mapped["User"] = relationship(lazy="joined")
