# ruff: noqa: INP001  # Alembic loads it by its path
"""How Alembic runs here: on the connection it is handed, never on one of its own.

A new migration is a file in `versions/`, and its revision the last of `schema.REVISIONS`.
"""

from alembic import context

from coach.memory.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
