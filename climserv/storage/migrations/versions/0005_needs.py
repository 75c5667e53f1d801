"""Needs among needs: what was split and merged, and which groups were asked to join."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _lineage()
    _joins()
    for table in ("need_lineage", "need_join", "need_join_answer"):
        for act in ("UPDATE", "DELETE"):
            _refuse(table, act, f"rows of {table} are only ever added")


def _need(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["need.id"], name=f"fk_{table}_{column}")


def _account(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["account.id"], name=f"fk_{table}_{column}")


def _lineage() -> None:
    op.create_table(
        "need_lineage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.String(length=80), nullable=False),
        sa.Column("parent_id", sa.String(length=80), nullable=False),
        sa.Column("parent_version", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_need_lineage"),
        sa.UniqueConstraint("child_id", "parent_id", name="uq_need_lineage_child_id_parent_id"),
        sa.CheckConstraint("how IN ('split', 'merged')", name="ck_need_lineage_how"),
        _need("need_lineage", "child_id"),
        _need("need_lineage", "parent_id"),
        _account("need_lineage", "made_by"),
    )
    op.create_index("ix_need_lineage_parent_id", "need_lineage", ["parent_id"], unique=False)


def _joins() -> None:
    op.create_table(
        "need_join",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.String(length=80), nullable=False),
        sa.Column("other_id", sa.String(length=80), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_need_join"),
        sa.UniqueConstraint("one_id", "other_id", name="uq_need_join_one_id_other_id"),
        _need("need_join", "one_id"),
        _need("need_join", "other_id"),
        _account("need_join", "asked_by"),
    )
    op.create_index("ix_need_join_other_id", "need_join", ["other_id"], unique=False)
    op.create_table(
        "need_join_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("join_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.String(length=80), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_need_join_answer"),
        sa.CheckConstraint("answer IN ('yes', 'no')", name="ck_need_join_answer_answer"),
        sa.ForeignKeyConstraint(["join_id"], ["need_join.id"], name="fk_need_join_answer_join_id"),
        _need("need_join_answer", "need_id"),
        _account("need_join_answer", "answered_by"),
    )
    op.create_index("ix_need_join_answer_join_id", "need_join_answer", ["join_id"], unique=False)


def _refuse(table: str, act: str, says: str) -> None:
    """The database itself refuses, whoever asks."""
    name = f"{table}_no_{act.lower()}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{says}'); END")
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{says}'; END $$ LANGUAGE plpgsql"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
