"""Run by Alembic: the migrations on the connection that `climserv.storage.database.upgrade` opened."""

from alembic import context

from climserv.storage.models import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
