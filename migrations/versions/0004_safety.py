"""The safety store, apart from every record (R31)."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("safety_key", "safety_access", "safety_code", "safety_entry", "safety_note")

# What of a row may never change; days and a lock's promise may.
FIXED = {
    "safety_key": ("number", "public", "made_on"),
    "safety_entry": ("key_id", "box", "received_on"),
    "safety_note": ("entry_id", "box"),
}


def upgrade():
    op.create_table(
        "safety_key",
        *_owned(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("answers_within", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        *_keys("safety_key"),
        sa.UniqueConstraint(
            "authority_id", "number", name=op.f("uq_safety_key_authority_id_number")
        ),
    )
    _create_wrapped("safety_access", sa.Column("forgotten_on", sa.Date(), nullable=True))
    _create_wrapped("safety_code", sa.Column("ends_on", sa.Date(), nullable=False))
    op.create_table(
        "safety_entry",
        *_owned(),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        *_keys("safety_entry", key_id="safety_key"),
    )
    op.create_table(
        "safety_note",
        *_owned(),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        *_keys("safety_note", entry_id="safety_entry"),
    )
    op.create_index(op.f("ix_safety_note_entry_id"), "safety_note", ["entry_id"])
    op.create_index(op.f("ix_role_authority_id"), "role", ["authority_id"])
    _keep_as_written()


def _create_wrapped(table, column):
    op.create_table(
        table,
        *_owned(),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("wrapped", sa.JSON(), nullable=False),
        column,
        *_keys(table, key_id="safety_key"),
        sa.UniqueConstraint(
            "authority_id",
            "key_id",
            "person_id",
            name=op.f(f"uq_{table}_authority_id_key_id_person_id"),
        ),
    )


def _owned():
    return (
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
    )


def _keys(table, **parents):
    yield sa.PrimaryKeyConstraint("authority_id", "id", name=op.f(f"pk_{table}"))
    for column, parent in parents.items():
        yield sa.ForeignKeyConstraint(
            ["authority_id", column],
            [f"{parent}.authority_id", f"{parent}.id"],
            name=op.f(f"fk_{table}_authority_id_{column}_{parent}"),
            initially="DEFERRED",
            deferrable=True,
        )


def _keep_as_written():
    """What was sealed stays as it was; on PostgreSQL each authority sees its own rows alone."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    different = "is distinct from" if postgresql else "is not"
    for table, columns in FIXED.items():
        message = f"{table} keeps what was sealed"
        changed = " or ".join(f"new.{column} {different} old.{column}" for column in columns)
        then = (
            f"for each row when ({changed}) execute function refuse_change('{message}')"
            if postgresql
            else f"when {changed} begin select raise(abort, '{message}'); end"
        )
        op.execute(f"create trigger refuse_update_{table} before update on {table} {then}")
        then = (
            f"for each row execute function refuse_change('{message}')"
            if postgresql
            else f"begin select raise(abort, '{message}'); end"
        )
        op.execute(f"create trigger refuse_delete_{table} before delete on {table} {then}")
        if postgresql:
            op.execute(
                f"create trigger refuse_truncate_{table} before truncate on {table}"
                f" for each statement execute function refuse_change('{table} is never emptied')"
            )
    for table in TABLES if postgresql else ():
        mine = "authority_id = nullif(current_setting('app.tenant_id', true), '')::uuid"
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy wall on {table} using ({mine}) with check ({mine})")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
