"""Cases: their logs, who sits in them, codes to join by, ballot boxes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
# What stays of an event for ever; the words (reason, data, salt) may be erased, all three together.
ENVELOPE = (
    "number", "id", "case_id", "at", "who", "on_behalf_of", "channel", "entity", "entity_id", "version", "action",
    "from_state", "to_state", "session", "seal", "after", "hash",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "case_record",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("erasures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name="fk_case_record_created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_case_record"),
    )
    _events()
    _seats()
    op.create_table(
        "session_code",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("session", sa.String(length=80), nullable=False),
        _case("session_code"),
        sa.PrimaryKeyConstraint("code", name="pk_session_code"),
        sa.UniqueConstraint("case_id", "session", name="uq_session_code_case_id_session"),
    )
    op.create_table(
        "ballot_box",
        sa.Column("round", sa.String(length=80), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("box", sa.JSON(), nullable=False),
        _case("ballot_box"),
        sa.PrimaryKeyConstraint("round", name="pk_ballot_box"),
    )


def _case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["case_id"], ["case_record.id"], name=f"fk_{table}_case_id")


def _events() -> None:
    def text(name: str, length: int) -> sa.Column:
        return sa.Column(name, sa.String(length=length), nullable=False)

    op.create_table(
        "case_event",
        sa.Column("number", sa.Integer(), nullable=False),
        text("id", 32),
        text("case_id", 80),
        sa.Column("at", MOMENT, nullable=False),
        text("who", 80),
        text("on_behalf_of", 80),
        text("channel", 20),
        text("entity", 40),
        text("entity_id", 80),
        sa.Column("version", sa.Integer(), nullable=True),
        text("action", 40),
        text("from_state", 40),
        text("to_state", 40),
        text("session", 80),
        text("seal", 64),
        sa.Column("after", sa.Text(), nullable=False),
        text("hash", 64),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        _case("case_event"),
        sa.PrimaryKeyConstraint("number", name="pk_case_event"),
        sa.UniqueConstraint("id", name="uq_case_event_id"),
        sa.UniqueConstraint("hash", name="uq_case_event_hash"),
    )
    op.create_index("ix_case_event_case_id_number", "case_event", ["case_id", "number"], unique=False)
    _keep_events()


def _keep_events() -> None:
    """The database itself refuses to lose or to change an event; it lets its words be erased."""
    kept = "events of a case are only ever added, and their words erased"
    if op.get_bind().dialect.name == "sqlite":
        same = " AND ".join(f'OLD."{name}" IS NEW."{name}"' for name in ENVELOPE)
        gone = "NEW.data IS NULL AND NEW.salt IS NULL AND NEW.reason = ''"
        raises = f"BEGIN SELECT RAISE(ABORT, '{kept}'); END"
        op.execute(f"CREATE TRIGGER case_event_no_delete BEFORE DELETE ON case_event {raises}")
        op.execute(
            f"CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event WHEN NOT ({same} AND {gone}) {raises}"
        )
        return
    same = " AND ".join(f'OLD."{name}" IS NOT DISTINCT FROM NEW."{name}"' for name in ENVELOPE)
    gone = "NEW.data IS NULL AND NEW.salt IS NULL AND NEW.reason = ''"
    op.execute(
        "CREATE FUNCTION case_event_stays() RETURNS trigger AS $$ BEGIN "
        f"IF TG_OP = 'UPDATE' THEN IF {same} AND {gone} THEN RETURN NEW; END IF; END IF; "
        f"RAISE EXCEPTION '{kept}'; END $$ LANGUAGE plpgsql"
    )
    op.execute(
        "CREATE TRIGGER case_event_stays BEFORE UPDATE OR DELETE ON case_event "
        "FOR EACH ROW EXECUTE FUNCTION case_event_stays()"
    )


def _seats() -> None:
    op.create_table(
        "case_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        _case("case_seat"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_case_seat_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_case_seat"),
        sa.UniqueConstraint("case_id", "person", name="uq_case_seat_case_id_person"),
        sa.UniqueConstraint("case_id", "account_id", name="uq_case_seat_case_id_account_id"),
    )
    op.create_index("ix_case_seat_account_id", "case_seat", ["account_id"], unique=False)
