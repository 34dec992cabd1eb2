"""A statement that is compiled once and goes straight to the database's driver.

SQLAlchemy writes it, and turns values as it always does; but its own way of sending a statement
costs five times what the driver needs, and nearly every request sends the same few.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Turn = Callable[[Any], Any]


@dataclass(frozen=True)
class Compiled:
    """A statement as a database is sent it, and how values go in and come out."""

    sql: str
    fixed: Mapping[str, Any]
    places: Sequence[str] | None
    """The names in order, where the driver has no names."""
    into: Sequence[tuple[str, Turn]]
    out: Sequence[tuple[int, Turn]]


def compiled(statement: Any, dialect: Dialect) -> Compiled:
    """Write a statement for a database; a list inside it has its length for good."""
    found = statement.compile(dialect=dialect)
    needed = [name for name, bind in found.binds.items() if bind.required]
    state = found.construct_expanded_state(dict.fromkeys(needed))
    types = {name: _impl(bind.type, dialect) for name, bind in found.binds.items()}
    into = {name: kind.bind_processor(dialect) for name, kind in types.items()}
    into |= state.processors
    fixed = {name: value for name, value in state.parameters.items() if name not in needed}
    shown = [_impl(each.type, dialect) for each in getattr(statement, "selected_columns", ())]
    out = [kind.result_processor(dialect, None) for kind in shown]
    return Compiled(
        state.statement,
        {name: turn(value) if (turn := into.get(name)) else value for name, value in fixed.items()},
        state.positiontup,
        [(name, turn) for name in needed if (turn := into[name])],
        [(at, turn) for at, turn in enumerate(out) if turn],
    )


def _impl(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)


def send(connection: Connection, what: Compiled, asked: Mapping[str, Any]) -> list[Any]:
    """Send it and fetch its rows; what fails is told as SQLAlchemy tells it."""
    told = {**what.fixed, **asked}
    for name, turn in what.into:
        told[name] = turn(told[name])
    values = told if what.places is None else [told[name] for name in what.places]
    driver: Any = connection.connection.dbapi_connection
    cursor = driver.cursor()
    try:
        cursor.execute(what.sql, values)
        rows = cursor.fetchall()
    except Exception as error:
        raise _told(connection, what.sql, error) from error
    for note in connection.engine.dispatch.after_cursor_execute:
        note(connection, cursor, what.sql, values, None, False)
    return [_turned(row, what.out) for row in rows] if what.out else rows


def _turned(row: Sequence[Any], turns: Sequence[tuple[int, Turn]]) -> list[Any]:
    values = list(row)
    for at, turn in turns:
        values[at] = turn(values[at])
    return values


def _told(connection: Connection, sql: str, error: Exception) -> BaseException:
    """The driver's error as one of SQLAlchemy's; a connection that is lost isn't used again."""
    dialect, dbapi = connection.dialect, connection.dialect.loaded_dbapi
    if not isinstance(error, dbapi.Error):
        return error
    is_lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
    if is_lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        sql, None, error, dbapi.Error, connection_invalidated=is_lost, dialect=dialect
    )
