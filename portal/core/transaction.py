"""The only commit: every change was authorised, leaves an event, and lands whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app, g, has_request_context
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from portal.core.database import db, reading
from portal.core.errors import TransactionMisuse, Unaudited, Unauthorised
from portal.core.rows import write_waiting

Journal = Callable[[list[Any]], None]


class OutsideTrail:
    """A table whose changes leave no event: drafts, sign-in rows, the outbox, the log itself."""


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what the body did together with its events, or nothing of it."""
    session = db.session()
    info = session.info
    _refuse_misuse(session)
    if has_request_context() and not g.get("authorised"):
        raise Unauthorised("authorise() before transaction()")
    info["in_transaction"], info["changed"], info["events"] = True, set(), []
    try:
        yield
        session.flush()
        _note(session, info.get("written", ()))
        if info["changed"] and not info["events"]:
            raise Unaudited(", ".join(sorted(info["changed"])))
        if info["events"]:
            journal: Journal = current_app.extensions["journal"]
            journal(info["events"])
            session.flush()
        write_waiting(session)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        for key in ("in_transaction", "changed", "events", "flushed", "waiting", "written"):
            info.pop(key, None)
        if has_request_context():
            reading.set(True)  # what is shown after a change needs no write lock


def _refuse_misuse(session: Session) -> None:
    if session.info.get("in_transaction"):
        raise TransactionMisuse("a transaction inside another")
    if reading.get():
        raise TransactionMisuse("this request only reads")
    dirty = any(session.is_modified(row) for row in session.dirty)
    if session.new or session.deleted or dirty or session.info.get("flushed"):
        raise TransactionMisuse("rows were changed before the transaction")


def collect(entry: Any) -> None:
    """Hold an event until the rows are flushed; only `audit.record` calls this."""
    if not db.session.info.get("in_transaction"):
        raise TransactionMisuse("record() outside a transaction")
    db.session.info["events"].append(entry)


@contextmanager
def writing_apart() -> Iterator[None]:
    """End what the request reads, then write in a transaction of its own (openings, refusals)."""
    db.session.rollback()
    token = reading.set(False)
    try:
        with transaction():
            yield
    finally:
        reading.reset(token)


@contextmanager
def reading_only() -> Iterator[None]:
    """Read without the write lock in a request that writes later; for work outside transactions."""
    token = reading.set(True)
    try:
        yield
    finally:
        db.session.rollback()
        reading.reset(token)


def end_reading() -> None:
    """End what only read with a commit, since there is nothing to undo: at a rollback PostgreSQL's
    driver forgets how statements are planned, and each page would have them all planned anew."""
    session = db.session()
    if reading.get() and session.in_transaction():
        session.connection().commit()


@event.listens_for(Session, "after_flush")
def note_changes(session: Session, _context: Any) -> None:
    """Remember which tables changed, so that a change without an event is refused."""
    session.info["flushed"] = True
    rows = (*session.new, *session.deleted, *(r for r in session.dirty if session.is_modified(r)))
    _note(session, map(type, rows))


def _note(session: Session, models: Iterable[type[Any]]) -> None:
    inside = {each.__name__ for each in models if not issubclass(each, OutsideTrail)}
    session.info.setdefault("changed", set()).update(inside)


@event.listens_for(Session, "do_orm_execute")
def note_bulk_changes(state: ORMExecuteState) -> None:
    """A bulk insert, update or delete counts as a change too (no event can be skipped by it); and
    who asks sees the rows that wait to be written."""
    write_waiting(state.session)
    mapper = state.bind_mapper
    if not state.is_select and mapper and not issubclass(mapper.class_, OutsideTrail):
        state.session.info.setdefault("changed", set()).add(mapper.class_.__name__)
        state.session.info["flushed"] = True
