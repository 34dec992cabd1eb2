"""What a request leaves behind: changes to the database that nobody saved.

Sessions are watched from outside, so that no code of the portal has a part in its own control.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from flask import request_finished
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

_unsaved: ContextVar[dict[Session, str] | None] = ContextVar("unsaved", default=None)
_begun: ContextVar[set[Session] | None] = ContextVar("begun", default=None)


@contextlib.contextmanager
def unsaved_changes() -> Iterator[set[str]]:
    """The changes that requests in this block make or flush, and neither commit nor roll back."""
    found: set[str] = set()
    unsaved, begun = _unsaved.set({}), _begun.set(set())

    def look(*_: Any, **__: Any) -> None:
        for session in _begun.get() or ():
            changed = [each for each in session.dirty if session.is_modified(each)]
            for each in [*session.new, *session.deleted, *changed]:
                found.add(f"{type(each).__name__} was changed and never saved")

    try:
        with request_finished.connected_to(look):
            yield found
        found.update((_unsaved.get() or {}).values())
    finally:
        _unsaved.reset(unsaved)
        _begun.reset(begun)


@event.listens_for(Session, "after_begin")
@event.listens_for(Session, "after_attach")
def _notice_session(session: Session, *_: Any) -> None:
    if (begun := _begun.get()) is not None:
        begun.add(session)


@event.listens_for(Session, "after_flush")
def _notice_flush(session: Session, *_: Any) -> None:
    _notice_change(session, "changes were sent to the database and never committed")


@event.listens_for(Session, "do_orm_execute")
def _notice_statement(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        _notice_change(state.session, "a statement changed rows and was never committed")


def _notice_change(session: Session, sentence: str) -> None:
    if (unsaved := _unsaved.get()) is not None:
        unsaved[session] = sentence


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _notice_end(session: Session) -> None:
    if not session.in_nested_transaction():
        (_unsaved.get() or {}).pop(session, None)
