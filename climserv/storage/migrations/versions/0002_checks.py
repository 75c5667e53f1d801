"""Jobs that are no runs: a file somebody brought is checked by the worker, and what was found is kept with the job."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("job", sa.Column("kind", sa.String(length=12), nullable=False, server_default="run"))
    op.add_column("job", sa.Column("result", sa.JSON(), nullable=True))
