"""How each need was last matched, and what its group is told when that changes."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "matched_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_matched_state"),
    )
    op.create_table(
        "need_verdict",
        sa.Column("need_id", sa.String(length=80), nullable=False),
        sa.Column("need_version", sa.Integer(), nullable=False),
        sa.Column("worst", sa.String(length=20), nullable=False),
        sa.Column("recipe", sa.String(length=80), nullable=False),
        sa.Column("dataset", sa.String(length=80), nullable=False),
        sa.Column("matched_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("need_id", name="pk_need_verdict"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_need_verdict_need_id"),
        sa.CheckConstraint(
            "worst IN ('meets', 'meets_after_step', 'dialogue', 'cannot', 'nothing')", name="ck_need_verdict_worst"
        ),
    )
    _notices()


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_notice_need_id"),
        sa.CheckConstraint(
            "kind IN ('verdict', 'asked_to_join', 'join_yes', 'join_no', 'asked_to_read', 'asked_to_talk')",
            name="ck_notice_kind",
        ),
    )
    op.create_index("ix_notice_need_id", "notice", ["need_id"], unique=False)
    op.create_table(
        "notice_seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice_seen"),
        sa.UniqueConstraint("notice_id", "account_id", name="uq_notice_seen_notice_id_account_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_notice_seen_notice_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_notice_seen_account_id"),
    )
    op.create_index("ix_notice_seen_account_id", "notice_seen", ["account_id"], unique=False)
