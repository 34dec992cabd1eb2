"""Walls between authorities, and between providers: one open at a time, none open by default."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, ForeignKeyConstraint, bindparam, event
from sqlalchemy.orm import (
    Mapped,
    ORMExecuteState,
    Session,
    SessionTransaction,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.sql import visitors

from portal.core.database import Base, db
from portal.core.errors import NoTenant

INSTALLATION = uuid.UUID(int=0)
"""The tenant of what belongs to no authority: the installation's own log."""


class TenantOwned:
    """A row that belongs to one authority; every key leads with it."""

    authority_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-2)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4, sort_order=-1)


class ProviderOwned:
    """A row that only its provider reads, whichever authority it bids to."""

    provider_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-2)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4, sort_order=-1)


MOST_OWNERS = 256
"""For so many owners at once it is remembered how their bulk changes read."""

WALLS: dict[type[Any], tuple[str, str]] = {
    TenantOwned: ("authority_id", "app.tenant_id"),
    ProviderOwned: ("provider_id", "app.provider_id"),
}

_SETTING = "select set_config(%s, %s, true)"


def belongs_to(parent: str, column: str | None = None) -> ForeignKeyConstraint:
    """The foreign key to a parent of the same authority: a child of another's can't be written."""
    return ForeignKeyConstraint(
        ["authority_id", column or f"{parent}_id"],
        [f"{parent}.authority_id", f"{parent}.id"],
        deferrable=True,
        initially="DEFERRED",
    )


def open_tenant(authority_id: uuid.UUID) -> None:
    """Open one authority for the rest of this session; another one is refused."""
    _open(TenantOwned, authority_id)


def open_provider(provider_id: uuid.UUID) -> None:
    """Open one provider's own rows for the rest of this session; another one is refused."""
    _open(ProviderOwned, provider_id)


@contextmanager
def tenant(authority_id: uuid.UUID) -> Iterator[None]:
    """Work as one authority in a session of its own; for commands, jobs and tests."""
    db.session.remove()
    open_tenant(authority_id)
    try:
        yield
    finally:
        db.session.remove()


@contextmanager
def as_provider(provider_id: uuid.UUID) -> Iterator[None]:
    """Change one provider's own row for it, while an authority works: a letter for each bidder.

    The wall stands: in here that provider's rows are there and no other's, and it falls back after.
    """
    session = db.session()
    column, setting = WALLS[ProviderOwned]
    before = session.info.pop(column, None)
    open_provider(provider_id)
    try:
        yield
        session.flush()
        _tell_database(session.connection(), setting, before or "")
    finally:
        session.info.pop(column)
        if before is not None:
            session.info[column] = before


def the_tenant() -> uuid.UUID:
    """The authority that is open."""
    found: uuid.UUID | None = db.session.info.get("authority_id")
    if found is None:
        raise NoTenant("no authority is open")
    return found


def _open(wall: type[Any], owner_id: uuid.UUID) -> None:
    session = db.session()
    column, setting = WALLS[wall]
    if session.info.setdefault(column, owner_id) != owner_id:
        raise NoTenant(f"one {column} per session: this one has another open")
    if session.in_transaction():
        _tell_database(session.connection(), setting, owner_id)


def _tell_database(connection: Connection, setting: str, owner_id: uuid.UUID | str) -> None:
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.dbapi_connection
        driver.execute(_SETTING, (setting, str(owner_id)))  # past the session: every page asks it


@event.listens_for(Session, "after_begin")
def tell_database(session: Session, _tx: SessionTransaction, connection: Connection) -> None:
    """Row-level security hears of the open owner at the start of every transaction."""
    for column, setting in WALLS.values():
        if owner_id := session.info.get(column):
            _tell_database(connection, setting, owner_id)


@event.listens_for(Session, "before_flush")
def fill_owner(session: Session, _context: Any, _instances: Any) -> None:
    """A new row belongs to the open owner; a row of another one is refused."""
    for row in session.new:
        for wall, (column, _setting) in WALLS.items():
            if isinstance(row, wall):
                owner_id = session.info.get(column)
                if getattr(row, column) is None:
                    setattr(row, column, owner_id)
                if owner_id is None or getattr(row, column) != owner_id:
                    raise NoTenant(f"{type(row).__name__} of a {column} that isn't open")


@cache
def _owned_tables(column: str) -> frozenset[str]:
    wall = next(wall for wall, (owner, _setting) in WALLS.items() if owner == column)
    mapped = (mapper.class_ for mapper in Base.registry.mappers)
    return frozenset(cls.__tablename__ for cls in mapped if issubclass(cls, wall))


@event.listens_for(Session, "do_orm_execute")
def keep_behind_walls(state: ORMExecuteState) -> None:
    """The net: adds the owner to every statement on owned tables; refuses it while none is open.

    It walks the statement's own tables: mappers alone miss counts, subqueries, CTEs and unions.
    """
    if state.execution_options.get("every_tenant"):
        return
    seen = _seen_of(state.statement)
    for column, _setting in WALLS.values():
        touched = seen.tables & _owned_tables(column)
        if not touched:
            continue
        owner_id = state.session.info.get(column)
        if owner_id is None:
            raise NoTenant(", ".join(sorted(touched)))
        if state.is_select:
            state.statement = _walled(state.statement, column)
            asked = cast(Mapping[str, Any], state.parameters or {})
            state.parameters = {**asked, f"open_{column}": owner_id}
        else:
            state.statement = state.statement.options(_write(column, owner_id))


def behind_walls(statement: Any) -> tuple[Any, tuple[str, ...]]:
    """A read as the net leaves it, for who sends it themselves, and the columns of its owners."""
    tables, columns = _seen_of(statement).tables, []
    for column, _setting in WALLS.values():
        if tables & _owned_tables(column):
            statement = _walled(statement, column)
            columns.append(column)
    return statement, tuple(columns)


def owners_open(session: Session, columns: Iterable[str]) -> dict[str, uuid.UUID]:
    """The owners that such a read names; refuses it while one of them isn't open."""
    found = {f"open_{column}": session.info.get(column) for column in columns}
    if None in found.values():
        raise NoTenant(", ".join(columns))
    return cast(dict[str, uuid.UUID], found)


@dataclass(frozen=True)
class _Seen:
    """What is known of a statement: its tables, and how it reads behind each wall."""

    tables: frozenset[str]
    walled: dict[str, Any] = field(default_factory=dict)


_seen: WeakKeyDictionary[Any, _Seen] = WeakKeyDictionary()
"""Statements that are written once and asked again and again are looked at once."""


def _seen_of(statement: Any) -> _Seen:
    if statement not in _seen:
        elements = visitors.iterate(statement)
        tables = (cast(Any, each).name for each in elements if each.__visit_name__ == "table")
        _seen[statement] = _Seen(frozenset(tables))
    return _seen[statement]


def _walled(statement: Any, column: str) -> Any:
    walled = _seen_of(statement).walled
    if column not in walled:
        walled[column] = statement.options(_READ[column])
    return walled[column]


# A read names its owner when it is sent, so that one statement is compiled for all owners.
_READ = {
    "authority_id": with_loader_criteria(
        TenantOwned,
        lambda cls: cls.authority_id == bindparam("open_authority_id"),
        include_aliases=True,
    ),
    "provider_id": with_loader_criteria(
        ProviderOwned,
        lambda cls: cls.provider_id == bindparam("open_provider_id"),
        include_aliases=True,
    ),
}


@lru_cache(maxsize=MOST_OWNERS)
def _write(column: str, owner_id: uuid.UUID) -> Any:
    """A bulk change has its owner in it: the session asks its own rows too whether they fit."""
    if column == "authority_id":
        return with_loader_criteria(
            TenantOwned, lambda cls: cls.authority_id == owner_id, include_aliases=True
        )
    return with_loader_criteria(
        ProviderOwned, lambda cls: cls.provider_id == owner_id, include_aliases=True
    )
