"""The migrations make exactly the tables of the models, with the triggers that keep them."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import text

from portal.core.database import Base, db
from tests.migration_lists import APPEND_ONLY, FROZEN

MAY_GO = {"refuse_delete_pseudonym"}
"""What erasure deletes, once a migration lets it (R26)."""


def test_the_migrations_make_the_models_tables(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_table_that_must_not_change_has_its_triggers(app: Flask) -> None:
    names = {
        "sqlite": "select name from sqlite_master where type = 'trigger'",
        "postgresql": "select tgname from pg_trigger where not tgisinternal",
    }
    found = set(db.session.scalars(text(names[db.engine.dialect.name])))
    for table in [*APPEND_ONLY, "look"]:
        assert {f"refuse_update_{table}", f"refuse_delete_{table}"} - MAY_GO <= found
    assert not MAY_GO & found
    assert {"refuse_update_sealed_fact", "refuse_update_redaction"} <= found
    for table in FROZEN:
        acts = ("insert", "update", "delete")
        assert {f"refuse_{act}_{table}" for act in acts} <= found
