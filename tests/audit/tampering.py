"""Changing a log past the portal, as somebody who may do anything to the database."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Connection, create_engine, select, text

from portal.audit.contents import leaf_input
from portal.audit.merkle import Peaks, leaf_hash
from portal.audit.models import Event
from portal.audit.proofs import is_kept
from portal.core.database import db
from portal.core.tenancy import tenant
from tests import make_evaluation


def verify(app: Flask, *args: str) -> tuple[int, str]:
    """The command's exit status and what it said."""
    db.session.remove()
    result = app.test_cli_runner().invoke(args=["audit", "verify", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@contextmanager
def superuser(app: Flask) -> Iterator[Connection]:
    """Somebody with full access to the database and no trigger in their way."""
    db.session.remove()
    url = db.engine.url.render_as_string(hide_password=False)
    engine = create_engine(url.replace("evenhand_app", "postgres"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("set session_replication_role = replica"))
        else:
            connection.execute(text("pragma writable_schema = on"))
            connection.execute(text("delete from sqlite_master where type = 'trigger'"))
            connection.execute(text("pragma writable_schema = reset"))
        yield connection
    engine.dispose()


def change(app: Flask, *statements: str, **values: Any) -> None:
    """Change the database as that somebody; ids are given as its driver keeps them."""
    with superuser(app) as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        told = {k: getattr(v, "hex", v) if is_sqlite else v for k, v in values.items()}
        for statement in statements:
            wanted = {k: v for k, v in told.items() if f":{k}" in statement}
            done = connection.execute(text(statement), wanted)
            assert done.rowcount, statement


def cut_tail(app: Flask, made: make_evaluation.Marking, size: int) -> None:
    """Let a log end at `size` events, with everything about it as if it had never gone on."""
    with tenant(made.house.id):
        events = select(Event).where(Event.log_id == made.id, Event.number <= size)
        leaves = [bytes.fromhex(e.leaf) for e in db.session.scalars(events.order_by(Event.number))]
    change(
        app,
        "delete from event where log_id = :log and number > :size",
        "delete from checkpoint where log_id = :log and size > :size",
        log=made.id,
        size=size,
    )
    rebuild_tree(app, made, leaves)


def rebuild_tree(app: Flask, made: make_evaluation.Marking, leaves: list[bytes]) -> None:
    """Put the log's head and its subtrees in order for these leaves, as only a forger does."""
    peaks, kept = Peaks(), set()
    for leaf in leaves:
        kept |= {each for each in peaks.append(leaf) if is_kept(each[0])}
    hashes = ", ".join(f'"{each.hex()}"' for each in peaks.hashes)
    change(
        app,
        "update log set size = :size, peaks = :peaks where id = :log",
        log=made.id,
        size=peaks.size,
        peaks=f"[{hashes}]",
    )
    with superuser(app) as connection:
        its = {"log": made.id.hex}
        connection.execute(text("delete from log_node where log_id = :log and place >= 0"), its)
        for level, place, made_hash in kept:
            connection.execute(
                text(
                    "insert into log_node (authority_id, id, log_id, level, place, hash) values"
                    " (:owner, :id, :log, :level, :place, :hash)"
                ),
                its
                | {"owner": made.house.id.hex, "id": f"{level:016x}{place:016x}"}
                | {"level": level, "place": place, "hash": made_hash.hex()},
            )


def forge(app: Flask, made: make_evaluation.Marking, number: int) -> None:
    """Rewrite one event, and every hash in the database that would tell of it."""
    change(
        app,
        "update event set actor_role = 'system' where log_id = :log and number = :number",
        log=made.id,
        number=number,
    )
    with tenant(made.house.id):
        wanted = select(Event).where(Event.log_id == made.id).order_by(Event.number)
        events = {
            event.number: leaf_hash(leaf_input(event)) for event in db.session.scalars(wanted)
        }
    change(
        app,
        "update event set leaf = :leaf where log_id = :log and number = :number",
        log=made.id,
        number=number,
        leaf=events[number].hex(),
    )
    rebuild_tree(app, made, list(events.values()))


def remove_log(app: Flask, log_id: uuid.UUID) -> None:
    """Delete a log with all that belongs to it; its owner may have nothing signed yet."""
    with superuser(app) as connection:
        for table in ("checkpoint", "log_node", "event"):
            statement = text(f"delete from {table} where log_id = :log")
            connection.execute(statement, {"log": log_id.hex})
    change(app, "delete from log where id = :log", log=log_id)


def number_of(made: make_evaluation.Marking, name: str) -> int:
    """The number of the first event of this name."""
    with tenant(made.house.id):
        wanted = select(Event.number).where(Event.log_id == made.id, Event.name == name)
        return db.session.scalars(wanted.order_by(Event.number)).all()[0]
