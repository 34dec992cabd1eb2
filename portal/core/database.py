"""The database: exact types, one base, and readers that the database itself keeps from writing."""

from __future__ import annotations

import select
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import psycopg
from flask_sqlalchemy import SQLAlchemy
from psycopg import IsolationLevel
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    String,
    event,
)
from sqlalchemy import select as sql_select
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

reading: ContextVar[bool] = ContextVar("reading", default=False)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept and given back in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal number kept as its text, so that no float comes near it (R6)."""

    impl = String(64)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Base(DeclarativeBase):
    """All tables; keys and checks have names, so that migrations can speak of them."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: UtcDateTime,
            Decimal: ExactDecimal,
            dict[str, Any]: JSON,
            list[Any]: JSON,
        },
    )


db = SQLAlchemy(model_class=Base)


class PlainCursor(psycopg.Cursor[Any]):
    """PostgreSQL's cursor, telling of its columns in tuples: objects cost a page a twentieth."""

    @property
    def description(self) -> list[Any] | None:
        """Each column's name and type; nothing where no rows came."""
        found = self.pgresult
        if found is None or not found.nfields:
            return None
        columns = range(found.nfields)
        return [(_named(found.fname(each)), found.ftype(each), *_UNTOLD) for each in columns]


_UNTOLD = (None,) * 5


@cache
def _named(name: bytes) -> str:
    return name.decode()


@event.listens_for(Base, "init", propagate=True)
def give_random_id(target: Any, _args: Any, kwargs: dict[str, Any]) -> None:
    """Every row has its random id from birth; one in order of time would tell who was first."""
    if "id" in target.__mapper__.columns:
        kwargs.setdefault("id", uuid.uuid4())


def prepare_engine(engine: Engine) -> None:
    """Readers read without the write lock and can't write; writers hold it before they load."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    else:
        event.listen(engine, "connect", _speak)
        event.listen(engine, "checkout", _look_whether_it_broke)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        read = reading.get()
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"pragma query_only={'on' if read else 'off'}")
            connection.exec_driver_sql("begin" if read else "begin immediate")
        else:  # one moment for all that is read, as SQLite has it: no torn record or bundle
            driver: Any = connection.connection.dbapi_connection
            driver.read_only = read
            driver.isolation_level = IsolationLevel.REPEATABLE_READ if read else None


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=wal",
        "synchronous=full",
        "foreign_keys=on",
        "recursive_triggers=on",
        "busy_timeout=10000",
        "secure_delete=on",  # what is erased leaves no bytes in the file (R26)
    ):
        connection.execute(f"pragma {pragma}")
    connection.create_function("lower", 1, _lower, deterministic=True)


def _speak(connection: psycopg.Connection, _record: Any) -> None:
    connection.cursor_factory = PlainCursor
    with connection.transaction():  # nearly all is asked by its key, so one plan is enough
        connection.execute("set plan_cache_mode = force_generic_plan")


def _look_whether_it_broke(connection: psycopg.Connection, _record: Any, _fairy: Any) -> None:
    """A connection that broke while it was idle is noticed before it is used: its server said
    goodbye. To look for that is free; to ask the server each time would cost a page a twentieth."""
    line = select.poll()
    line.register(connection, select.POLLIN)
    if line.poll(0):
        try:
            with connection.transaction():
                connection.execute("select 1")
        except psycopg.Error as error:
            raise DisconnectionError from error


def _lower(text: str | None) -> str | None:
    """SQLite alone makes A to Z small; É is a letter of ours too."""
    return None if text is None else str(text).lower()


def leave_no_trace() -> None:
    """After an erasure: let SQLite's write-ahead log forget the pages as they were (R26).

    A reader at the same moment puts it off; the log is written over by what comes next. PostgreSQL
    clears a deleted row when it vacuums.
    """
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        connection = db.engine.raw_connection()
        try:
            connection.cursor().execute("pragma wal_checkpoint(truncate)")
        finally:
            connection.close()


def ask_database() -> None:
    """Fail unless the database answers."""
    db.session.scalar(sql_select(1))
