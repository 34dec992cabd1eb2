"""Alembic's way into the portal's database, one transaction for each migration.

Whoever restores a backup hands a connection in: then all of it is part of that transaction.
"""

import sys
from contextlib import nullcontext
from pathlib import Path

from alembic import context
from flask import current_app

sys.path.insert(0, str(Path(__file__).parent.parent))  # migrations import migrations.owned

PLAIN_TYPES = {"UtcDateTime": "sa.DateTime(timezone=True)", "ExactDecimal": "sa.String(64)"}


def plain_type(kind, item, _autogenerate):
    """Migrations name plain types, so that they run when the code has moved on."""
    return PLAIN_TYPES.get(type(item).__name__, False) if kind == "type" else False


database = current_app.extensions["migrate"].db
given = context.config.attributes.get("connection")

with nullcontext(given) if given else database.engine.connect() as connection:
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
