"""The sector an organisation works in; empty while nobody has said it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Which sectors there are is in the vocabulary, which grows: the table does not hold the list.
    op.add_column("organisation", sa.Column("sector", sa.String(length=40), nullable=False, server_default=""))
