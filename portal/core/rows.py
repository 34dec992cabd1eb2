"""Rows written past the session: its bookkeeping costs a save more than the writing does.

They wait until somebody asks the database something, or until the transaction ends; then all go in
one statement on PostgreSQL, which takes a row of each table as it comes. The walls stand: each row
names its owner, and row-level security watches it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Dialect, Table, and_, bindparam, inspect, literal, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from portal.core.database import Base, db
from portal.core.driver import Compiled, compiled, send
from portal.core.errors import NoTenant, TransactionMisuse
from portal.core.tenancy import WALLS

Shape = tuple[str, Table, tuple[str, ...]]
"""What one write looks like without its values: how, the table, which columns."""

MOST_SHAPES = 256
_KEY = ("authority_id", "id")


@dataclass(frozen=True)
class Waiting:
    """One write that waits: `insert`, `update` or `delete`, and the row that it names.

    One row each: SQLAlchemy compiles an insert of several rows anew every time.
    """

    how: str
    table: Table
    row: Mapping[str, Any]

    @property
    def shape(self) -> Shape:
        """What it looks like without its values."""
        return self.how, self.table, tuple(self.row)


def put(row: Base) -> None:
    """Write a new row, which the session never knew."""
    told = inspect(row).dict
    names = {each.key for each in row.__mapper__.column_attrs} & told.keys()
    put_rows(type(row), [{name: told[name] for name in names}])


def put_rows(model: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write new rows of the owner that is open; each names the same columns, its id among them."""
    owner = _owner_of(model)
    for row in rows:
        _wait("insert", model, {**row, **owner})


def change(model: type[Base], row_id: object, **values: Any) -> None:
    """Write other values into a row of the owner that is open."""
    _wait("update", model, {**_owner_of(model), "id": row_id, **values})


def rewrite(row: Base, **values: Any) -> None:
    """The same of a row that the session knows."""
    change(type(row), row.id, **values)  # type: ignore[attr-defined]
    for name, value in values.items():
        set_committed_value(row, name, value)


def drop(row: Base) -> None:
    """Delete a row; the session forgets it."""
    model, row_id = type(row), row.id  # type: ignore[attr-defined]
    db.session.expunge(row)
    _wait("delete", model, {**_owner_of(model), "id": row_id})


def _owner_of(model: type[Base]) -> dict[str, Any]:
    column = next(column for wall, (column, _) in WALLS.items() if issubclass(model, wall))
    owner_id = db.session.info.get(column)
    if owner_id is None:
        raise NoTenant(model.__tablename__)
    return {column: owner_id}


def _wait(how: str, model: type[Base], row: Mapping[str, Any]) -> None:
    info, table = db.session.info, cast(Table, model.__table__)
    if not info.get("in_transaction"):
        raise TransactionMisuse(f"{how} outside a transaction: {table.name}")
    info.setdefault("written", set()).add(model)
    info.setdefault("waiting", []).append(Waiting(how, table, row))


def write_waiting(session: Session) -> None:
    """Write what waits, in one statement where the database can."""
    waiting: list[Waiting] = session.info.pop("waiting", [])
    if not waiting:
        return
    connection, shapes = session.connection(), tuple(each.shape for each in waiting)
    values = {
        f"{name}_{place}": value
        for place, each in enumerate(waiting)
        for name, value in each.row.items()
    }
    for part in _parts(shapes, connection.dialect):
        send(connection, part, values)


@lru_cache(maxsize=MOST_SHAPES)
def _parts(shapes: tuple[Shape, ...], dialect: Dialect) -> list[Compiled]:
    """The statements that write rows of these shapes: one on PostgreSQL."""
    parts = [_alone(place, shape) for place, shape in enumerate(shapes)]
    if dialect.name != "postgresql":
        return [compiled(part, dialect) for part in parts]
    named = (part.cte(f"part_{place}") for place, part in enumerate(parts))
    return [compiled(select(literal(1)).add_cte(*named), dialect)]


def _alone(place: int, shape: Shape) -> Any:
    how, table, names = shape
    row = {name: bindparam(f"{name}_{place}", type_=table.c[name].type) for name in names}
    if how == "insert":
        return table.insert().values(row)
    is_it = and_(*(table.c[name] == row.pop(name) for name in _KEY))
    return (
        table.delete().where(is_it) if how == "delete" else table.update().where(is_it).values(row)
    )
