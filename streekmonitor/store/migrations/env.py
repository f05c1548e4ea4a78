"""Runs migrations on the connection that `database.py` gives, within its transaction."""

from alembic import context

from streekmonitor.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
