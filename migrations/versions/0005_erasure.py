"""Erasure that keeps the proof (R26): what may go, what may be redacted, who looked, who asked."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# table -> (what somebody wrote freely, all its other columns)
REDACTABLE = {
    "mark": (
        "reason",
        "authority_id id tender_id sheet_id criterion_id version replaces_id mark is_pass"
        " recorded_at",
    ),
    "moderation": (
        "points_for points_against reconciled reason next_mark",
        "authority_id id tender_id bid_id criterion_id version recorded_by recorded_at",
    ),
    "gate_confirmation": (
        "reason",
        "authority_id id tender_id bid_id gate_id version passed confirmed_by confirmed_at",
    ),
    "voided": ("reason", "authority_id id tender_id seat_id bid_id voided_by voided_at"),
    "decision": (
        "reason",
        "authority_id id tender_id version run_id bid_id made_by made_at",
    ),
    "approval": ("reason", "authority_id id tender_id is_approved given_by given_at"),
    "declaration": (
        "details",
        "authority_id id tender_id seat_id provider_id version has_used has_interest"
        " needs_decision declared_at",
    ),
    "conflict_decision": (
        "reason",
        "authority_id id tender_id is_kept_from decided_by decided_at",
    ),
}


def upgrade():
    _add_columns()
    _make_redaction()
    _make_look()
    _make_request()
    postgresql = op.get_bind().dialect.name == "postgresql"
    _let_go("pseudonym", postgresql)
    for table, (texts, others) in REDACTABLE.items():
        _let_redact(table, texts.split(), others.split(), postgresql)
    refuse = _refuse_postgresql if postgresql else _refuse_sqlite
    refuse("update", "redaction", "redaction may be erased, never changed")
    for act in ("update", "delete"):
        refuse(act, "look", "look is only ever added to")
    if postgresql:
        for table in ("redaction", "look"):
            _raise_wall(table)
            op.execute(
                f"create trigger refuse_truncate_{table} before truncate on {table}"
                f" for each statement execute function refuse_change('{table} is never emptied')"
            )


def _add_columns():
    op.add_column("person", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("invitation", sa.Column("accepted_by", sa.Uuid(), nullable=True))


def _make_redaction():
    op.create_table(
        "redaction",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("of_table", sa.String(), nullable=False),
        sa.Column("of_row", sa.Uuid(), nullable=False),
        sa.Column("of_column", sa.String(), nullable=False),
        sa.Column("old_seal", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("redacted_by", sa.Uuid(), nullable=True),
        sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=False),
        _of_tender("redaction"),
        sa.ForeignKeyConstraint(
            ["redacted_by"], ["person.id"], name=op.f("fk_redaction_redacted_by_person")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_redaction")),
        sa.UniqueConstraint(
            "authority_id",
            "of_table",
            "of_row",
            "of_column",
            name=op.f("uq_redaction_authority_id_of_table_of_row_of_column"),
        ),
    )


def _make_look():
    op.create_table(
        "look",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at_what", sa.String(), nullable=False),
        _of_tender("look"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_look_person_id_person")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_look")),
        sa.UniqueConstraint(
            "authority_id",
            "tender_id",
            "person_id",
            "at_what",
            name=op.f("uq_look_authority_id_tender_id_person_id_at_what"),
        ),
    )


def _make_request():
    op.create_table(
        "erasure_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_erasure_request_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_request")),
        sa.UniqueConstraint("person_id", name=op.f("uq_erasure_request_person_id")),
    )


def _of_tender(table):
    return sa.ForeignKeyConstraint(
        ["authority_id", "tender_id"],
        ["tender.authority_id", "tender.id"],
        name=op.f(f"fk_{table}_authority_id_tender_id_tender"),
        initially="DEFERRED",
        deferrable=True,
    )


def _let_go(table, postgresql):
    """A row may be deleted now; changing one is refused as before."""
    _drop("delete", table, postgresql)


def _let_redact(table, texts, others, postgresql):
    """A text may become exactly what a redaction of this row and column says; nothing else may."""
    same = "is not distinct from" if postgresql else "is"
    may = " and ".join(
        [
            *(f"new.{column} {same} old.{column}" for column in others),
            *(
                f"(new.{column} {same} old.{column} or exists (select 1 from redaction r"
                f" where r.authority_id = old.authority_id and r.of_table = '{table}'"
                f" and r.of_row = old.id and r.of_column = '{column}' and r.text = new.{column}))"
                for column in texts
            ),
        ]
    )
    message = f"{table} is only ever added to, but for a text that is redacted"
    _drop("update", table, postgresql)
    if not postgresql:
        _refuse_sqlite("update", table, message, f"not ({may})")
        return
    op.execute(
        f"create function refuse_update_{table}() returns trigger language plpgsql as $$ begin"
        f" if not ({may}) then raise exception '{message}'"
        f" using errcode = 'integrity_constraint_violation'; end if; return new; end $$"
    )
    _trigger("update", table, f"refuse_update_{table}()")


def _drop(act, table, postgresql):
    where = f" on {table}" if postgresql else ""
    op.execute(f"drop trigger refuse_{act}_{table}{where}")


def _refuse_sqlite(act, table, message, condition="1"):
    op.execute(
        f"create trigger refuse_{act}_{table} before {act} on {table} when {condition}"
        f" begin select raise(abort, '{message}'); end"
    )


def _refuse_postgresql(act, table, message):
    _trigger(act, table, f"refuse_change('{message}')")


def _trigger(act, table, call):
    op.execute(
        f"create trigger refuse_{act}_{table} before {act} on {table}"
        f" for each row execute function {call}"
    )


def _raise_wall(table):
    mine = "authority_id = nullif(current_setting('app.tenant_id', true), '')::uuid"
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(f"create policy wall on {table} using ({mine}) with check ({mine})")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
