"""Questions that nearly every request asks the database: they go straight to the driver.

The walls stand as for every other: each owned table is read for the owner that is open, and nothing
is asked while none is; row-level security watches it too.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, inspect
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.orm.attributes import instance_state, set_committed_value

from portal.core.database import db
from portal.core.driver import Compiled, compiled, send
from portal.core.rows import write_waiting
from portal.core.tenancy import behind_walls, owners_open


@dataclass(frozen=True)
class _Entity:
    """The columns of a row that make an object of the session, the first of them at `start`."""

    mapper: Mapper[Any]
    names: Sequence[str]
    start: int
    key: Sequence[int]


@dataclass(frozen=True)
class _Sent:
    """A question as one kind of database is asked it: the owners it names, what a row is made of
    (a column's place or an entity), and how such a row is called together."""

    what: Compiled
    owners: Sequence[str]
    parts: Sequence[int | _Entity]
    row: Callable[..., Any]


class Straight:
    """A select that is written once, when its module is read; values come where it is asked.

    `apart`: it asks nothing of rows that wait to be written, so they go on waiting.
    """

    def __init__(self, statement: Any, *, apart: bool = False) -> None:
        self._statement = statement
        self._apart = apart
        self._sent: dict[str, _Sent] = {}

    def all(self, **asked: Any) -> list[Any]:
        """Its rows, each with the names of its columns; an entity is the session's own object."""
        session = db.session()
        if not self._apart:
            if session.autoflush:
                session.flush()
            write_waiting(session)
        connection = session.connection()
        sent = self._sent.get(connection.dialect.name) or self._write(connection.dialect)
        rows = send(connection, sent.what, asked | owners_open(session, sent.owners))
        return [
            sent.row(
                *(
                    row[at] if isinstance(at, int) else _object(session, at, row)
                    for at in sent.parts
                )
            )
            for row in rows
        ]

    def first(self, **asked: Any) -> Any:
        """Its first row; none where there is none."""
        rows = self.all(**asked)
        return rows[0] if rows else None

    def scalar(self, **asked: Any) -> Any:
        """What stands first in its first row."""
        row = self.first(**asked)
        return row and row[0]

    def _write(self, dialect: Dialect) -> _Sent:
        wanted, owners = behind_walls(self._statement)
        parts: list[int | _Entity] = [*range(len(wanted.selected_columns))]
        names = wanted.selected_columns.keys()
        if hasattr(wanted, "column_descriptions"):  # no union, which has no entities
            told = wanted.column_descriptions
            columns, parts = _expanded(told)
            wanted, names = wanted.with_only_columns(*columns), [each["name"] for each in told]
        row = namedtuple("Row", names, rename=True)  # type: ignore[misc]
        sent = self._sent[dialect.name] = _Sent(compiled(wanted, dialect), owners, parts, row)
        return sent


def _expanded(told: Sequence[Any]) -> tuple[list[Any], list[int | _Entity]]:
    """All columns of what is selected, and what of a row each of these is."""
    columns: list[Any] = []
    parts: list[int | _Entity] = []
    for each in told:
        chosen, start = each["expr"], len(columns)
        if chosen is not each.get("entity"):
            parts.append(start)
            columns.append(chosen)
            continue
        mapper = inspect(chosen).mapper
        names = [one.key for one in mapper.column_attrs if not one.deferred]
        keys = (mapper.get_property_by_column(column).key for column in mapper.primary_key)
        parts.append(_Entity(mapper, names, start, [start + names.index(key) for key in keys]))
        columns += [getattr(chosen, name) for name in names]
    return columns, parts


def _object(session: Session, entity: _Entity, row: Sequence[Any]) -> Any:
    """The session's object of a row, as SQLAlchemy makes it; none where nothing joined."""
    own = tuple(row[at] for at in entity.key)
    if None in own:
        return None
    key = entity.mapper.identity_key_from_primary_key(own)
    values = zip(entity.names, row[entity.start :], strict=False)
    found = session.identity_map.get(key)
    if found is None:
        found = entity.mapper.class_manager.new_instance()
        state = instance_state(found)
        state.dict.update(values)
        state.key, state.session_id = key, session.hash_key
        session.identity_map.add(state)
    elif instance_state(found).expired:
        for name, value in values:
            set_committed_value(found, name, value)
    return found
