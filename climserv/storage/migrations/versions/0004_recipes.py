"""Recipes written here: versions, every text saved, peer checks, comments, and named sets of parameters."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STATES = "'draft', 'tested', 'peer_checked', 'offered', 'in_use', 'deprecated'"
PUBLISHED = "'offered', 'in_use', 'deprecated'"


def upgrade() -> None:
    _recipes()
    _texts()
    _checks()
    _sets()
    for table in ("recipe_save", "recipe_comment", "parameter_set"):
        _refuse(table, "UPDATE", "", f"rows of {table} are only ever added")
        _refuse(table, "DELETE", "", f"rows of {table} are only ever added")
    _published_stay()


def _account(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["account.id"], name=f"fk_{table}_{column}")


def _version(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["version_id"], ["recipe_version.id"], name=f"fk_{table}_version_id")


def _recipes() -> None:
    op.create_table(
        "recipe",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recipe"),
        _account("recipe", "created_by"),
    )
    op.create_table(
        "recipe_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipe_id", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.Column("save_number", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("instead", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recipe_version"),
        sa.UniqueConstraint("recipe_id", "number", name="uq_recipe_version_recipe_id_number"),
        sa.CheckConstraint(f"state IN ({STATES})", name="ck_recipe_version_state"),
        sa.ForeignKeyConstraint(["recipe_id"], ["recipe.id"], name="fk_recipe_version_recipe_id"),
        _account("recipe_version", "created_by"),
    )
    op.create_index("ix_recipe_version_state", "recipe_version", ["state"], unique=False)


def _texts() -> None:
    op.create_table(
        "recipe_save",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recipe_save"),
        sa.UniqueConstraint("version_id", "number", name="uq_recipe_save_version_id_number"),
        _version("recipe_save"),
        _account("recipe_save", "saved_by"),
    )
    op.create_table(
        "recipe_author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recipe_author"),
        sa.UniqueConstraint("version_id", "account_id", name="uq_recipe_author_version_id_account_id"),
        _version("recipe_author"),
        _account("recipe_author", "account_id"),
    )
    op.create_index("ix_recipe_author_account_id", "recipe_author", ["account_id"], unique=False)


def _checks() -> None:
    op.create_table(
        "recipe_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("save_number", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_of", sa.Integer(), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recipe_check"),
        sa.CheckConstraint("answer IN ('', 'approved', 'declined', 'fallen')", name="ck_recipe_check_answer"),
        _version("recipe_check"),
        _account("recipe_check", "asked_by"),
        _account("recipe_check", "asked_of"),
        _account("recipe_check", "answered_by"),
    )
    op.create_index("ix_recipe_check_version_id", "recipe_check", ["version_id"], unique=False)
    op.create_table(
        "recipe_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("save_number", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Integer(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recipe_comment"),
        _version("recipe_comment"),
        _account("recipe_comment", "said_by"),
    )
    op.create_index("ix_recipe_comment_version_id", "recipe_comment", ["version_id"], unique=False)


def _sets() -> None:
    op.create_table(
        "parameter_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipe_id", sa.String(length=80), nullable=False),
        sa.Column("recipe_number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parameter_set"),
        sa.UniqueConstraint("recipe_id", "name", "number", name="uq_parameter_set_recipe_id_name_number"),
        _account("parameter_set", "saved_by"),
    )


def _published_stay() -> None:
    """What a published version computes, and that it was published, never changes; it may come into use, or go out."""
    kept = " OR ".join(
        f"NEW.{name} IS DISTINCT FROM OLD.{name}"
        for name in ("recipe_id", "number", "text", "sha256", "save_number", "created_by", "published_at")
    )
    if op.get_bind().dialect.name == "sqlite":
        # The SQLite of older systems does not know the other words for it.
        kept = kept.replace("IS DISTINCT FROM", "IS NOT")
    says = "a published recipe never changes"
    changed = f"OLD.state IN ({PUBLISHED}) AND ({kept} OR NEW.state NOT IN ({PUBLISHED}))"
    _refuse("recipe_version", "UPDATE", changed, says)
    _refuse("recipe_version", "DELETE", f"OLD.state IN ({PUBLISHED})", says)


def _refuse(table: str, act: str, when: str, says: str) -> None:
    """The database itself refuses, whoever asks."""
    name = f"{table}_no_{act.lower()}"
    condition = f"WHEN ({when})" if when else ""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{says}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{says}'; END $$ LANGUAGE plpgsql"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION {name}()")
