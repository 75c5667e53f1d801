"""The first tables: people, needs, products, jobs, events."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _people()
    _needs()
    _products_and_jobs()
    _events()
    _events_stay()


def _people() -> None:
    """Who uses the platform, and the sign-ins that failed."""
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("name", name="uq_organisation_name"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_in", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("role IN ('member', 'meteorologist', 'facilitator')", name="ck_account_role"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_account_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("sign_in", name="uq_account_sign_in"),
    )
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_try"),
    )
    op.create_index("ix_sign_in_try_account_at", "sign_in_try", ["account", "at"], unique=False)
    op.create_index("ix_sign_in_try_address_at", "sign_in_try", ["address", "at"], unique=False)


def _needs() -> None:
    """Needs and what they said at each time."""
    op.create_table(
        "need",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name="fk_need_created_by"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_need_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_need"),
    )
    op.create_index("ix_need_organisation_id", "need", ["organisation_id"], unique=False)
    op.create_table(
        "need_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_need_version_need_id"),
        sa.ForeignKeyConstraint(["saved_by"], ["account.id"], name="fk_need_version_saved_by"),
        sa.PrimaryKeyConstraint("id", name="pk_need_version"),
        sa.UniqueConstraint("need_id", "number", name="uq_need_version_need_id_number"),
    )


def _products_and_jobs() -> None:
    """Finished products, asked-for runs, and which need each was for."""
    op.create_table(
        "product",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("recipe", sa.String(length=80), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("made_for_demonstration", sa.Boolean(), nullable=False),
        sa.Column("registered_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_product"),
    )
    op.create_index("ix_product_public", "product", ["public"], unique=False)
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("order_key", sa.String(length=64), nullable=False),
        sa.Column("recipe", sa.String(length=80), nullable=False),
        sa.Column("need_id", sa.String(length=80), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("worker", sa.String(length=200), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done", sa.Double(), nullable=False),
        sa.Column("total", sa.Double(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("product_id", sa.String(length=64), nullable=True),
        sa.Column("queued_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("beat_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name="ck_job_state"),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name="fk_job_asked_by"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_job_need_id"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_job_product_id"),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    op.create_index("ix_job_need_id", "job", ["need_id"], unique=False)
    op.create_index("ix_job_state_id", "job", ["state", "id"], unique=False)
    op.create_index(
        "uq_job_open_order",
        "job",
        ["order_key"],
        unique=True,
        sqlite_where=sa.text("state IN ('queued', 'running')"),
        postgresql_where=sa.text("state IN ('queued', 'running')"),
    )
    op.create_table(
        "product_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.String(length=64), nullable=False),
        sa.Column("need_id", sa.String(length=80), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name="fk_product_use_job_id"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_product_use_need_id"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_product_use_product_id"),
        sa.PrimaryKeyConstraint("id", name="pk_product_use"),
        sa.UniqueConstraint("product_id", "need_id", name="uq_product_use_product_id_need_id"),
    )
    op.create_index("ix_product_use_need_id", "product_use", ["need_id"], unique=False)


def _events() -> None:
    """What happened: added to, never changed."""
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.Integer(), nullable=True),
        sa.Column("on_behalf_of", sa.String(length=200), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("entity", sa.String(length=20), nullable=False),
        sa.Column("entity_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["who"], ["account.id"], name="fk_event_who"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_entity", "event", ["entity", "entity_id", "id"], unique=False)


def _events_stay() -> None:
    """The database itself refuses to change or remove an event, whoever asks."""
    says = "events are only ever added to"
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER event_no_{act.lower()} BEFORE {act} ON event BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION event_stays() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{says}'; END $$ LANGUAGE plpgsql"
    )
    op.execute(
        "CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_stays()"
    )
