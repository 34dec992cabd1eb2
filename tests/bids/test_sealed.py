"""Sealed until two of three open: what a copy of everything tells before that, which is nothing."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from psycopg.sql import SQL, Identifier
from sqlalchemy import select, update

from portal.audit.models import Event
from portal.bids import opening
from portal.bids import operations as bids
from portal.bids.files.models import FileBox
from portal.bids.models import Bid, OpenedBid, Submission
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.sealing import new_private_key
from portal.core.tenancy import tenant
from portal.tenders.models import Tender
from portal.tenders.openers.models import FIRST, OFFICERS, SEATS
from portal.tenders.openers.queries import WINDOW, key_of_bids, turns_of
from tests import make, make_bids, make_openers
from tests.conftest import Cluster
from tests.make_bids import BEFORE
from tests.make_files import add_file, published_with_files
from tests.shelf import Prepared

ANSWER, PRICE, FILE = "Wobblethwaite listens on Mondays", "739154.27", b"Quibblestone 4711 plan"
AFTER = timedelta(hours=1)
PDF = b"%PDF-1.4\n" + FILE + b"\n%%EOF\n"
STREAMS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")


def _tender(house: make.House, tender_id: Any) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def _told(data: bytes) -> list[bytes]:
    """Which markers stand in these bytes: plain, as other texts write them, or compressed."""
    found = []
    digest = hashlib.sha256(PDF)
    for marker in (ANSWER.encode(), PRICE.encode(), FILE, digest.digest(), digest.hexdigest()):
        word = marker.encode() if isinstance(marker, str) else marker
        ways = [word, word.hex().encode(), word.hex().upper().encode()]
        ways += [base64.b64encode(word[cut:])[2:-4] for cut in range(3)]
        ways += [word.decode("latin-1").encode("utf-16-le")]
        if any(each in data for each in ways):
            found.append(word)
    return found


def _everything(data: bytes) -> Iterator[bytes]:
    """The bytes, and whatever in them was compressed."""
    yield data
    for match in STREAMS.finditer(data):
        bits = zlib.MAX_WBITS | (16 if match.group().startswith(b"\x1f") else 0)
        try:
            unpacked = zlib.decompressobj(bits).decompress(data[match.start() :], 1 << 22)
        except zlib.error:
            continue
        yield unpacked


def _files_of(app: Flask) -> bytes:
    """Every byte of the data folder, and of the database where it is a file."""
    folder = app.extensions["evenhand"].data
    database = Path(str(db.engine.url.database))
    files = [each for each in folder.rglob("*") if each.is_file()]
    files += list(database.parent.glob(f"{database.name}*")) if database.exists() else []
    return b"\n".join(each.read_bytes() for each in files)


def _dump_of(cluster: Cluster) -> bytes:
    """Every row of every table, as whoever passes all walls reads them."""
    name, rows = str(db.engine.url.database), []
    with (
        psycopg.connect(cluster.url("postgres", name)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            with cursor.copy(SQL("copy {} to stdout").format(Identifier(table))) as copied:
                rows += [bytes(each) for each in copied]
    return b"".join(rows)


def _write(house: make.House, tender_id: Any, member: make.Human) -> None:
    add_file(tender_id, member, PDF, "Quibblestone 4711 plan.pdf")
    with clock.at(BEFORE), make.writing(house.id):
        content = make_bids.answered(_tender(house, tender_id), ANSWER, PRICE)
        bids.save_draft(member.actor, _tender(house, tender_id), content)


def test_r29_a_copy_of_database_and_folder_tells_nothing_before_the_opening(
    app: Flask, request: pytest.FixtureRequest
) -> None:
    """Must show 2: with all of the source, too; drafts and submitted bids, texts and files."""
    house, tender_id = published_with_files(make.house())
    draft, sent, back = (make.provider(name) for name in ("Draft", "Sent", "Back"))
    for member in (draft, sent, back):
        _write(house, tender_id, member)
    with clock.at(BEFORE):
        for member in (sent, back):
            with make.writing(house.id):
                bids.submit_bid(member.actor, _tender(house, tender_id))
        with make.writing(house.id):
            bids.withdraw_bid(back.actor, _tender(house, tender_id))

    def copied() -> bytes:
        db.session.remove()
        on_server = db.engine.dialect.name == "postgresql"
        return _files_of(app) + (_dump_of(request.getfixturevalue("cluster")) if on_server else b"")

    everything = copied()
    for data in _everything(everything):
        assert _told(data) == []
    make_bids.opened_bids(house, tender_id)
    assert len(_told(copied())) >= 3  # the search finds what is there


@pytest.mark.parametrize("pair", list(permutations(SEATS, 2)))
def test_r29_any_two_open_the_bids(prepared: Prepared, pair: tuple[str, str]) -> None:
    house, tender_id = prepared(make_bids.published)
    digest = make_bids.submitted_bid(tender_id, make.provider())
    with _closed(house, tender_id):
        make_openers.open_bids(house, tender_id, pair)
    with tenant(house.id):
        facts = db.session.scalars(select(Event).where(Event.name == "bids:opened")).one().facts
        sealed = db.session.scalars(select(Submission)).one()
        assert facts["seats"] == list(pair)
        assert facts["bids"] == [{"bid": digest, "box": sealed.box_sha256}]


@pytest.mark.parametrize("seat", SEATS)
def test_r29_nobody_opens_them_alone(prepared: Prepared, seat: str) -> None:
    house, tender_id = prepared(make_bids.published)
    make_bids.submitted_bid(tender_id, make.provider())
    actors = make_openers.actors_of(house)
    with _closed(house, tender_id):
        _turn(house, tender_id, actors[seat], seat)
    for own in SEATS:  # the same person with another share, should they have come by one
        with pytest.raises(Refused, match="Somebody else"), _closed(house, tender_id):
            _turn(house, tender_id, actors[seat], own)
    with tenant(house.id):
        assert db.session.scalars(select(Bid)).all() == []
        (turn,) = turns_of(key_of_bids(_tender(house, tender_id)))
        assert set(turn.boxes) == set(SEATS) - {seat}
        assert not turn.completes


def test_r29_a_turn_waits_two_hours_and_is_taken_again_after_that(prepared: Prepared) -> None:
    house, tender_id = prepared(make_bids.published)
    actors = make_openers.actors_of(house)
    first, second = OFFICERS
    with _closed(house, tender_id):
        _turn(house, tender_id, actors[first], first)
    with _closed(house, tender_id, WINDOW):
        assert _turn(house, tender_id, actors[second], second) is None
    with _closed(house, tender_id, WINDOW):
        assert _turn(house, tender_id, actors[first], first) == []


def test_r29_before_the_deadline_no_turn_counts(prepared: Prepared) -> None:
    house, tender_id = prepared(make_bids.published)
    actor = make_openers.actors_of(house)[FIRST]
    with pytest.raises(Refused, match="deadline"), clock.at(BEFORE), make.writing(house.id):
        _turn(house, tender_id, actor, FIRST)


@pytest.mark.parametrize("pair", list(combinations(SEATS, 2)))
def test_a_wrong_key_opens_nothing(prepared: Prepared, pair: tuple[str, str]) -> None:
    house, tender_id = prepared(make_bids.published)
    actors = make_openers.actors_of(house)
    for seat in pair:
        with pytest.raises(Refused), _closed(house, tender_id):
            tender = _tender(house, tender_id)
            opening.bring_share(actors[seat], tender, seat, new_private_key())


@pytest.mark.parametrize("what", [Submission, FileBox])
def test_a_damaged_bid_opens_none_is_recorded_and_can_be_tried_again(
    quick_app: Flask, what: Any
) -> None:
    house, tender_id = published_with_files(make.house())
    for name in ("One", "Two"):
        member = make.provider(name)
        _write(house, tender_id, member)
        with clock.at(BEFORE), make.writing(house.id):
            bids.submit_bid(member.actor, _tender(house, tender_id))
    with tenant(house.id):
        row = db.session.scalars(select(what)).first()
        assert row is not None
        whole, row_id = row.box, row.id
    _put_box(what, row_id, whole[:-1] + bytes([whole[-1] ^ 1]))
    actors = make_openers.actors_of(house)
    first, second = OFFICERS
    with _closed(house, tender_id):
        _turn(house, tender_id, actors[first], first)
    with pytest.raises(Refused, match="no bid was opened") as caught, _closed(house, tender_id):
        _turn(house, tender_id, actors[second], second)
    assert caught.value.record
    with make.writing(house.id):
        caught.value.record()
    with tenant(house.id):
        assert _tender(house, tender_id).stage == "open"
        assert db.session.scalars(select(OpenedBid)).all() == []
    _put_box(what, row_id, whole)
    with _closed(house, tender_id):
        assert len(_turn(house, tender_id, actors[second], second) or []) == 2


def test_a_sealed_bid_and_a_draft_of_another_length_look_alike(prepared: Prepared) -> None:
    house, tender_id = prepared(make_bids.published)
    for number, name in enumerate(("Short", "Long")):
        make_bids.submitted_bid(tender_id, make.provider(name), marker="x " * 80 * number)
    with tenant(house.id):
        assert len({len(each.box) for each in db.session.scalars(select(Submission))}) == 1


def _closed(house: make.House, tender_id: Any, later: timedelta = timedelta()) -> Any:
    """A transaction after the deadline."""
    return _At(house, make_bids.notice_of(tender_id).deadline_at + AFTER + later)


class _At:
    def __init__(self, house: make.House, moment: Any) -> None:
        self.parts = (clock.at(moment), make.writing(house.id))

    def __enter__(self) -> None:
        for part in self.parts:
            part.__enter__()

    def __exit__(self, *error: Any) -> None:
        for part in reversed(self.parts):
            part.__exit__(*error)


def _turn(house: make.House, tender_id: Any, actor: Any, seat: str) -> list[Bid] | None:
    private = make_openers.private_of(seat, tender_id)
    return opening.bring_share(actor, _tender(house, tender_id), seat, private)


def _put_box(what: Any, row_id: Any, box: bytes) -> None:
    """Change what lies in the file, past the triggers, as a bad disk would."""
    table = what.__tablename__
    with db.engine.begin() as connection:
        connection.exec_driver_sql(f"drop trigger if exists refuse_update_{table}")
        connection.execute(update(what.__table__).where(what.id == row_id).values(box=box))
