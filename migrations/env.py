"""Alembic's way into the portal's database, one transaction for each migration."""

from alembic import context
from flask import current_app

PLAIN_TYPES = {"UtcDateTime": "sa.DateTime(timezone=True)", "ExactDecimal": "sa.String(64)"}


def plain_type(kind, item, _autogenerate):
    """Migrations name plain types, so that they run when the code has moved on."""
    return PLAIN_TYPES.get(type(item).__name__, False) if kind == "type" else False


database = current_app.extensions["migrate"].db

with database.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        transaction_per_migration=True,
        compare_type=True,
        render_item=plain_type,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
