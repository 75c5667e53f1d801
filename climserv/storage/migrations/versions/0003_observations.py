"""What people observe: series with their consent, and their readings."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "observation_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("altitude", sa.Double(), nullable=True),
        sa.Column("dated", sa.String(length=20), nullable=False),
        sa.Column("consent_by", sa.String(length=200), nullable=False),
        sa.Column("consent_form", sa.String(length=20), nullable=False),
        sa.Column("consent_scope", sa.String(length=20), nullable=False),
        sa.Column("consent_witness", sa.String(length=200), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.CheckConstraint("kind IN ('rain_gauge', 'sowing_date')", name="ck_observation_series_kind"),
        sa.CheckConstraint("consent_form IN ('spoken', 'written')", name="ck_observation_series_consent_form"),
        sa.CheckConstraint("consent_scope IN ('group', 'runs', 'open')", name="ck_observation_series_consent_scope"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_observation_series_organisation_id"),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name="fk_observation_series_created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_observation_series"),
    )
    live = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_observation_series_place",
        "observation_series",
        ["organisation_id", "kind", "place"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("flag", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=80), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("on_behalf_of", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["observation_series.id"], name="fk_observation_series_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name="fk_observation_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_observation"),
        sa.UniqueConstraint("series_id", "day", "what", name="uq_observation_series_id_day_what"),
    )
