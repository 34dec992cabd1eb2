"""Somebody with full access to the database, triggers off, and if need be to the signing key."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from portal.audit.checkpoints import origin_of
from portal.audit.contents import leaf_line
from portal.audit.keys import signer
from portal.audit.merkle import Peaks, leaf_hash
from portal.audit.models import Event
from portal.audit.notes import Statement, sign
from portal.audit.proofs import is_kept
from portal.core.database import db
from tests import make
from tests.make_moderation import Panel


@contextmanager
def intruder() -> Iterator[sqlite3.Connection]:
    """A connection of their own to the database file: no trigger, no foreign key, no tenancy."""
    db.session.remove()
    file = db.engine.url.database
    db.engine.dispose()
    connection = sqlite3.connect(str(file))
    for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'"):
        connection.execute(f'drop trigger "{name}"')
    yield connection
    connection.commit()
    connection.close()


def number_of(made: Panel, name: str) -> int:
    """The number of the last event with this name."""
    with make.looking(made.house.id):
        found = db.session.query(Event).filter_by(log_id=made.id, name=name)
        return max(event.number for event in found)


def size_of(made: Panel) -> int:
    """How many events the log has."""
    with make.looking(made.house.id):
        return db.session.query(Event).filter_by(log_id=made.id).count()


def rebuild(app: Flask, made: Panel, *, keeps: int | None = None) -> None:
    """Write leaves, tree and checkpoints anew over what now stands in the events, with the key.

    With `keeps`, later events are cut off first.
    """
    log = made.id.hex
    with intruder() as database:
        if keeps is not None:
            for table, column in (("event", "number"), ("checkpoint", "size")):
                wanted = f"delete from {table} where log_id = ? and {column} > ?"
                database.execute(wanted, (log, keeps))
    with make.looking(made.house.id):
        events = db.session.query(Event).filter_by(log_id=made.id).order_by(Event.number).all()
        leaves = [(event.number, leaf_hash(leaf_line(event).encode())) for event in events]
    with intruder() as database, app.app_context():
        peaks, nodes, roots = Peaks(), [], {}
        for number, leaf in leaves:
            database.execute(
                "update event set leaf = ? where log_id = ? and number = ?",
                (leaf.hex(), log, number),
            )
            nodes += [each for each in peaks.append(leaf) if is_kept(each[0])]
            roots[peaks.size] = peaks.root
        for level, place, made_hash in nodes:
            database.execute(
                "update log_node set hash = ? where log_id = ? and level = ? and place = ?",
                (made_hash.hex(), log, level, place),
            )
        database.execute(
            "update log set size = ?, peaks = ? where id = ?",
            (peaks.size, json.dumps([each.hex() for each in peaks.hashes]), log),
        )
        _sign_again(made, database, roots)


def _sign_again(made: Panel, database: sqlite3.Connection, roots: dict[int, Any]) -> None:
    rows = database.execute(
        "select size, note from checkpoint where log_id = ?", (made.id.hex,)
    ).fetchall()
    for size, note in rows:
        lines = note.split("\n")
        lines[2] = Statement(origin_of(made.id), size, roots[size]).text.split("\n")[2]
        text = "\n".join(lines).partition("\n\n")[0] + "\n"
        database.execute(
            "update checkpoint set root = ?, note = ? where log_id = ? and size = ?",
            (roots[size].hex(), sign(text, signer()), made.id.hex, size),
        )
