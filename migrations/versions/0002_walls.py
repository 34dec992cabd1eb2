"""Walls in the database: append-only evidence, frozen publications, row-level security.

`batch_alter_table` drops a table's triggers on SQLite: a later migration that uses it creates
them again (tests/test_migrations.py looks).
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = """
    event pseudonym submission withdrawal bid origin answer gate_answer bid_price
    gate_confirmation declaration conflict_decision mark voided moderation agreed_mark presence
    sign_off run decision approval letter letter_opening award_notice notice
""".split()

ERASABLE = ["sealed_fact"]

# table -> the column that names its tender
FROZEN = {
    "section": "tender_id",
    "evaluator_group": "tender_id",
    "scale": "tender_id",
    "descriptor": "tender_id",
    "criterion": "tender_id",
    "share": "tender_id",
    "gate": "tender_id",
    "tie_break": "tender_id",
    "method_settings": "id",
}

TENDER_FACTS = """
    authority_id id title reference description plain_description regime regime_reason
    created_at deadline_at marking_ends_on decision_on starts_on published_at
""".split()

BY_TENANT = [
    *(table for table in APPEND_ONLY if table != "notice"),
    *ERASABLE,
    *FROZEN,
    *"log tender bid_draft seat seat_criterion sheet draft moderation_draft".split(),
]
BY_PROVIDER = ["bid_entry"]


def upgrade():
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(
            "create function refuse_change() returns trigger language plpgsql as $$ begin"
            " raise exception '%', tg_argv[0]"
            " using errcode = 'integrity_constraint_violation'; end $$"
        )
    refuse = _refuse_postgresql if postgresql else _refuse_sqlite
    for table in APPEND_ONLY:
        refuse(table, "update", f"{table} is only ever added to")
        refuse(table, "delete", f"{table} is only ever added to")
    for table in ERASABLE:
        refuse(table, "update", f"{table} may be erased, never changed")
    for table, column in FROZEN.items():
        for act in ("insert", "update", "delete"):
            refuse(table, act, f"{table} is frozen from publication on", _published(act, column))
    refuse("tender", "update", "a published tender keeps its facts", _facts_changed())
    refuse("tender", "delete", "a published tender stays", "old.published_at is not null")
    refuse("sheet", "update", "a sheet that was sent stays as it is", "old.sent_at is not null")
    refuse("sheet", "delete", "a sheet stays")
    refuse("log", "update", "a log only grows", "new.size < old.size or new.id <> old.id")
    refuse("log", "delete", "a log stays")
    if postgresql:
        _raise_walls(BY_TENANT, "authority_id", "app.tenant_id")
        _raise_walls(BY_PROVIDER, "provider_id", "app.provider_id")


def _published(act, column):
    rows = {"insert": ["new"], "delete": ["old"], "update": ["old", "new"]}[act]
    return " or ".join(
        f"exists (select 1 from tender t where t.authority_id = {row}.authority_id"
        f" and t.id = {row}.{column} and t.published_at is not null)"
        for row in rows
    )


def _facts_changed():
    different = "is distinct from" if op.get_bind().dialect.name == "postgresql" else "is not"
    changed = " or ".join(f"new.{fact} {different} old.{fact}" for fact in TENDER_FACTS)
    return f"old.published_at is not null and ({changed})"


def _refuse_sqlite(table, act, message, condition="1"):
    op.execute(
        f"create trigger refuse_{act}_{table} before {act} on {table} when {condition}"
        f" begin select raise(abort, '{message}'); end"
    )


def _refuse_postgresql(table, act, message, condition=None):
    # A subquery isn't allowed in a trigger's WHEN: the frozen tables ask in a function each.
    if condition and "select" in condition:
        otherwise = "old" if act == "delete" else "new"
        op.execute(
            f"create function refuse_{act}_{table}() returns trigger language plpgsql as $$ begin"
            f" if {condition} then raise exception '{message}'"
            f" using errcode = 'integrity_constraint_violation'; end if;"
            f" return {otherwise}; end $$"
        )
        call, when = f"refuse_{act}_{table}()", ""
    else:
        call, when = f"refuse_change('{message}')", f"when ({condition})" if condition else ""
    op.execute(
        f"create trigger refuse_{act}_{table} before {act} on {table}"
        f" for each row {when} execute function {call}"
    )


def _raise_walls(tables, column, setting):
    for table in tables:
        mine = f"{column} = nullif(current_setting('{setting}', true), '')::uuid"
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy wall on {table} using ({mine}) with check ({mine})")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
