"""What is sent to the database meanwhile, to be counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from portal.core.database import db
from tests.client import Client


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(db.engine, "after_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "after_cursor_execute", note)


def statements_at(client: Client, path: str) -> int:
    """How many statements a page takes, without the event that it was opened: what an append to
    the log takes depends on the log's size."""
    with counted() as statements:
        answer = client.get(path, headers={"Sec-Purpose": "prefetch"})
    assert answer.status_code == 200, path
    return len(statements)
