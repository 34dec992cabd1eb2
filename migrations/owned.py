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
        refuse_emptying(table)


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
    refuse_emptying(table)


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


def refuse_emptying(table):
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


def let_redact(table, texts, others, documents=(), papers=()):
    """A text may become exactly what a redaction of its row and column says (R26); nothing else
    of the row changes, and none goes. `documents`: columns of JSON, which PostgreSQL compares as
    text alone; `papers`: such columns that may be redacted too. Call it on a table that is
    `only_add_to`; again when it has a new column."""
    may = " and ".join([*_stay(others, documents), *_or_redacted(table, texts, papers)])
    message = f"{table} is only ever added to, but for a text that is redacted"
    _change_only_when(table, message, f"not ({may})")


def let_redact_frozen(table, texts, column="tender_id"):
    """The same for what is frozen at publication: from then on a redaction alone changes it."""
    others = _others(table, texts)
    may = " and ".join([*_stay(others), *_or_redacted(table, texts)])
    published = " or ".join(
        f"exists (select 1 from tender t where t.authority_id = {row}.authority_id"
        f" and t.id = {row}.{column} and t.published_at is not null)"
        for row in ("old", "new")
    )
    message = f"{table} is frozen from publication on"
    _change_only_when(table, message, f"({published}) and not ({may})")


def let_redact_public(table, texts, papers=()):
    """The same for a table of the directory, which belongs to no authority."""
    others = _others(table, [*texts, *papers])
    may = " and ".join([*_stay(others), *_or_redacted(table, texts, papers, is_owned=False)])
    message = f"{table} is only ever added to, but for a text that is redacted"
    _change_only_when(table, message, f"not ({may})")


def _others(table, besides):
    """Every column of a table that stays as it is."""
    found = [each["name"] for each in sa.inspect(op.get_bind()).get_columns(table)]
    return [name for name in found if name not in besides]


def _stay(columns, documents=()):
    cast = "::text" if _is_postgresql() else ""
    found = [f"new.{column} {_same()} old.{column}" for column in columns]
    return found + [f"new.{column}{cast} {_same()} old.{column}{cast}" for column in documents]


def _or_redacted(table, texts, papers=(), is_owned=True):
    """Each stays as it is, or becomes what a redaction of it says."""
    cast = "::text" if _is_postgresql() else ""
    owned = "r.authority_id = old.authority_id and " if is_owned else ""
    columns = [*((column, "") for column in texts), *((column, cast) for column in papers)]
    return [
        f"(new.{column}{as_text} {_same()} old.{column}{as_text} or exists (select 1"
        f" from redaction r where {owned}r.of_table = '{table}' and r.of_row = old.id"
        f" and r.of_column = '{column}' and r.text = new.{column}{as_text}))"
        for column, as_text in columns
    ]


def _same():
    return "is not distinct from" if _is_postgresql() else "is"


def _change_only_when(table, message, refused):
    """A new rule in the place of the table's trigger against changes."""
    postgresql = _is_postgresql()
    op.execute(f"drop trigger refuse_update_{table}{f' on {table}' if postgresql else ''}")
    if postgresql:
        op.execute(f"drop function if exists refuse_update_{table}()")
    _refuse_when("update", table, message, refused)


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


def follow_only(table, message, stay, follow, documents=(), given="1 = 1", must=False, texts=()):
    """What is published stays as it is, and its days follow the last version of its notice (R4).

    `stay`: columns that never change, `documents` such columns of JSON; `follow`: columns that take
    the last version's value or keep their own; `must`: a change that changes none of these is
    refused too, but for a redaction. It takes the place of the table's trigger against changes.
    `texts`: what may be redacted; of JSON where it stands in `documents`.
    """
    papers = [column for column in texts if column in documents]
    words = [column for column in texts if column not in documents]
    stays = _stay(stay, [column for column in documents if column not in papers])
    stays += _or_redacted(table, words, papers)
    keeps = " and ".join(_stay(follow))
    takes = " and ".join(f"v.{column} {_same()} new.{column}" for column in follow)
    follows = (
        f"exists (select 1 from notice_version v where v.notice_id = new.id and {takes}"
        " and v.number = (select max(w.number) from notice_version w where w.notice_id = new.id))"
    )
    if must:
        is_redacted = f"not ({' and '.join(_stay(words, papers))})" if texts else "1 = 0"
        keeps = f"{keeps} and {is_redacted}"
    may = " and ".join([*stays, f"(({keeps}) or {follows})"])
    _change_only_when(table, message, f"({given}) and not ({may})")


def refuse_when(act, table, message, condition):
    """An act on a row is refused under a condition, which speaks of old and new."""
    _refuse_when(act, table, message, condition)


def change_while(table, message, refused):
    """Another rule in the place of the table's trigger against changes."""
    _change_only_when(table, message, refused)


def go_while(table, message, refused):
    """Another rule in the place of the table's trigger against deleting."""
    postgresql = _is_postgresql()
    op.execute(f"drop trigger refuse_delete_{table}{f' on {table}' if postgresql else ''}")
    _refuse_when("delete", table, message, refused)
