"""What migrations from 0006 on say about a table that belongs to an authority, in one place.

Written once and for good: a migration that has run must mean the same for ever. New wishes get new
functions.
"""

import sqlalchemy as sa
from alembic import op


def make_owned(table, *columns, parents=None, people=(), unique=()):
    """A table of one authority's rows: keys lead with the authority, parents are of the same one.

    `parents`: column -> table; `people`: columns that name a person; `unique`: tuples of columns.
    """
    op.create_table(
        table,
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f(f"pk_{table}")),
        *(_of(table, column, parent) for column, parent in (parents or {}).items()),
        *(
            sa.ForeignKeyConstraint(
                [column], ["person.id"], name=op.f(f"fk_{table}_{column}_person")
            )
            for column in people
        ),
        *(
            sa.UniqueConstraint(
                "authority_id", *names, name=op.f(f"uq_{table}_authority_id_{'_'.join(names)}")
            )
            for names in unique
        ),
    )


def _of(table, column, parent):
    return sa.ForeignKeyConstraint(
        ["authority_id", column],
        [f"{parent}.authority_id", f"{parent}.id"],
        name=op.f(f"fk_{table}_authority_id_{column}_{parent}"),
        initially="DEFERRED",
        deferrable=True,
    )


def only_add_to(*tables, may_go=False):
    """Rows are added and never changed; they `may_go` only when somebody is erased."""
    for table in tables:
        _refuse("update", table, f"{table} is only ever added to")
        if not may_go:
            _refuse("delete", table, f"{table} is only ever added to")
        _refuse_emptying(table)


def freeze_at_publication(table, column="tender_id"):
    """Rows of a published tender stay exactly as they are (R4)."""
    for act in ("insert", "update", "delete"):
        rows = {"insert": ["new"], "delete": ["old"], "update": ["old", "new"]}[act]
        published = " or ".join(
            f"exists (select 1 from tender t where t.authority_id = {row}.authority_id"
            f" and t.id = {row}.{column} and t.published_at is not null)"
            for row in rows
        )
        _refuse_when(act, table, f"{table} is frozen from publication on", published)
    _refuse_emptying(table)


def raise_walls(*tables):
    """On PostgreSQL each authority sees its own rows alone."""
    mine = "authority_id = nullif(current_setting('app.tenant_id', true), '')::uuid"
    for table in tables if _is_postgresql() else ():
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy wall on {table} using ({mine}) with check ({mine})")


def _is_postgresql():
    return op.get_bind().dialect.name == "postgresql"


def _refuse(act, table, message):
    then = (
        f"for each row execute function refuse_change('{message}')"
        if _is_postgresql()
        else f"begin select raise(abort, '{message}'); end"
    )
    op.execute(f"create trigger refuse_{act}_{table} before {act} on {table} {then}")


def _refuse_emptying(table):
    """PostgreSQL alone empties a table without asking its rows."""
    if _is_postgresql():
        op.execute(
            f"create trigger refuse_truncate_{table} before truncate on {table}"
            f" for each statement execute function refuse_change('{table} is never emptied')"
        )


def _refuse_when(act, table, message, condition):
    name = f"refuse_{act}_{table}"
    if not _is_postgresql():
        op.execute(
            f"create trigger {name} before {act} on {table} when {condition}"
            f" begin select raise(abort, '{message}'); end"
        )
        return
    row = "old" if act == "delete" else "new"
    op.execute(
        f"create function {name}() returns trigger language plpgsql as $$ begin"
        f" if {condition} then raise exception '{message}'"
        f" using errcode = 'integrity_constraint_violation'; end if; return {row}; end $$"
    )
    op.execute(
        f"create trigger {name} before {act} on {table} for each row execute function {name}()"
    )


def let_redact(table, texts, others, documents=()):
    """A text may become exactly what a redaction of its row and column says (R26); nothing else
    of the row changes, and none goes. `documents`: columns of JSON, which PostgreSQL compares as
    text alone. Call it on a table that is `only_add_to`; again when it has
    a new column."""
    postgresql = _is_postgresql()
    same = "is not distinct from" if postgresql else "is"
    cast = "::text" if postgresql else ""
    may = " and ".join(
        [
            *(f"new.{column} {same} old.{column}" for column in others),
            *(f"new.{column}{cast} {same} old.{column}{cast}" for column in documents),
            *(
                f"(new.{column} {same} old.{column} or exists (select 1 from redaction r"
                f" where r.authority_id = old.authority_id and r.of_table = '{table}'"
                f" and r.of_row = old.id and r.of_column = '{column}' and r.text = new.{column}))"
                for column in texts
            ),
        ]
    )
    op.execute(f"drop trigger refuse_update_{table}{f' on {table}' if postgresql else ''}")
    message = f"{table} is only ever added to, but for a text that is redacted"
    if postgresql:
        op.execute(f"drop function if exists refuse_update_{table}()")
    _refuse_when("update", table, message, f"not ({may})")


def freeze_column(table, column, condition):
    """A column stays as it is once something has begun; `condition` speaks of old and new."""
    different = "is distinct from" if _is_postgresql() else "is not"
    changed = f"new.{column} {different} old.{column} and {condition}"
    message = f"{column} stays as it is"
    name = f"freeze_{column}_{table}"
    if not _is_postgresql():
        op.execute(
            f"create trigger {name} before update on {table} when {changed}"
            f" begin select raise(abort, '{message}'); end"
        )
        return
    op.execute(
        f"create trigger {name} before update on {table} for each row when ({changed})"
        f" execute function refuse_change('{message}')"
    )


def follow_only(table, message, stay, follow, documents=(), given="1 = 1", must=False):
    """What is published stays as it is, and its days follow the last version of its notice (R4).

    `stay`: columns that never change, `documents` such columns of JSON; `follow`: columns that take
    the last version's value or keep their own; `must`: a change that changes none of these is
    refused too. It takes the place of the table's trigger against changes.
    """
    postgresql = _is_postgresql()
    same = "is not distinct from" if postgresql else "is"
    cast = "::text" if postgresql else ""
    stays = [f"new.{column} {same} old.{column}" for column in stay]
    stays += [f"new.{column}{cast} {same} old.{column}{cast}" for column in documents]
    keeps = " and ".join(f"new.{column} {same} old.{column}" for column in follow)
    takes = " and ".join(f"v.{column} {same} new.{column}" for column in follow)
    follows = (
        f"exists (select 1 from notice_version v where v.notice_id = new.id and {takes}"
        " and v.number = (select max(w.number) from notice_version w where w.notice_id = new.id))"
    )
    days = follows if must else f"(({keeps}) or {follows})"
    op.execute(f"drop trigger refuse_update_{table}{f' on {table}' if postgresql else ''}")
    if postgresql:
        op.execute(f"drop function if exists refuse_update_{table}()")
    may = " and ".join([*stays, days])
    _refuse_when("update", table, message, f"({given}) and not ({may})")
