"""Run by Alembic on the connection it is given, inside the transaction that its caller has begun."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    # SQLite's DDL belongs to its transactions, once the driver's own are off.
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
