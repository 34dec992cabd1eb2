"""Nothing but the two holders' own pages tells what was written, by whom, or that it was (R31)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from portal.accounts.models import DEPUTY, SAFEGUARDING
from portal.audit.models import Event
from portal.core.database import Base, db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.safety import locks, sealing
from portal.safety.models import SafetyAccess, SafetyEntry, SafetyKey, SafetyNote
from portal.safety.queries import access_of, entries, store_of
from portal.safety.sealing import CannotOpen
from tests import make, make_safety
from tests.make_safety import PHRASE

MARKER = "marmalade-lighthouse"
STORE = "/ambleford/safety"
WORRY = {"words": f"He says {MARKER} all night.", "reach": "call", "where": f"0770 {MARKER}"}


def written(app: Flask) -> make.House:
    """A house whose young evaluator wrote something, which was read and noted."""
    house = make_safety.house_with_lock()
    make.client_of(app, make_safety.evaluator(house)).submit("/ambleford/help", WORRY)
    lead = make.client_of(app, house.staff[SAFEGUARDING])
    page = lead.submit(STORE, {"phrase": PHRASE}).text
    assert MARKER in page
    note = re.search(r'action="([^"]+/note)"', page)
    assert note
    assert lead.submit(note[1], {"words": f"{MARKER}: told the nurse."}, at=STORE).location == STORE
    return house


def test_no_file_of_the_installation_holds_what_was_written(own_app: Flask, tmp_path: Path) -> None:
    written(own_app)
    folder = own_app.extensions["evenhand"].data
    files = [path for path in (*folder.rglob("*"), *tmp_path.rglob("*")) if path.is_file()]
    assert any(path.name == "evenhand.db" for path in files)
    for path in files:
        held = path.read_bytes()
        for secret in (MARKER, PHRASE, MARKER.encode().hex()):
            assert secret.encode() not in held, path.name
    with db.engine.connect() as connection:  # and nothing hides in a way of writing it down
        dump = "\n".join(connection.connection.iterdump())  # type: ignore[attr-defined]
    assert MARKER not in dump


def test_who_has_database_files_and_keys_opens_nothing(own_app: Flask) -> None:
    house = written(own_app)
    config = own_app.extensions["evenhand"]
    files = [path.read_bytes() for path in config.data.rglob("*") if path.is_file()]
    secrets = [config.secret_key.encode(), *files]
    with make.looking(house.id):
        box = entries(closed=False)[0]
        place = locks.place_of(house.id, box.id)
        access = db.session.scalars(select(SafetyAccess)).one()
        key = db.session.scalars(select(SafetyKey)).one()
        guesses = [key.public, bytes.fromhex(access.wrapped["box"])[:32], box.box[:32]]
        guesses += [secret[at : at + 32] for secret in secrets for at in range(0, 64, 32)]
        for guess in (each for each in guesses if len(each) == 32):
            with pytest.raises(CannotOpen):
                sealing.unseal(guess, box.box, place)
        for phrase in ("", make.PASSWORD, config.secret_key, key.public.hex(), make.HASH):
            with pytest.raises(Refused):
                locks.private_key(key, access, phrase)


def test_no_row_tells_who_wrote_or_when_to_the_hour(quick_app: Flask) -> None:
    columns = {
        cls.__tablename__: {column.name: str(column.type) for column in cls.__table__.columns}
        for cls in (SafetyEntry, SafetyNote)
    }
    days = dict.fromkeys(("received_on", "opened_on", "closed_on"), "DATE")
    ids = {"authority_id": "CHAR(32)", "id": "CHAR(32)"}
    assert columns["safety_entry"] == ids | {"key_id": "CHAR(32)", "box": "BLOB"} | days
    assert columns["safety_note"] == ids | {"entry_id": "CHAR(32)", "box": "BLOB"}


def test_no_log_of_the_portal_has_an_event_of_it(quick_app: Flask) -> None:
    house = make_safety.house_with_lock()
    young = make_safety.evaluator(house)

    def events() -> list[str]:
        with make.looking():
            wanted = select(Event.name).execution_options(every_tenant=True)
            return list(db.session.scalars(wanted))

    before = events()
    make.client_of(quick_app, young).submit("/ambleford/help", WORRY)
    make.client_of(quick_app, house.lead).submit(f"{STORE}/hand-over", {"words": MARKER})
    lead = make.client_of(quick_app, house.staff[SAFEGUARDING])
    assert MARKER in lead.submit(STORE, {"phrase": PHRASE}).text
    assert before
    assert events() == before


def test_the_request_log_doesnt_tell_looking_from_sending(
    own_app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    house = written(own_app)
    lines = "".join(capsys.readouterr())
    for secret in (MARKER, PHRASE, str(house.id), house.slug, "/help", "/safety"):
        assert secret not in lines
    facts = [json.loads(line) for line in lines.splitlines() if '"private"' in line]
    told = {"request_id", "rule", "event", "level", "timestamp"}
    assert len(facts) == 6, "looking and sending; looking, reading; looking, noting"
    assert all(set(line) == told for line in facts)


def test_the_holders_get_a_mail_that_says_no_more_than_that_there_is_something(
    quick_app: Flask,
) -> None:
    house = make_safety.house_with_lock()
    make.client_of(quick_app, make_safety.evaluator(house)).submit("/ambleford/help", WORRY)
    with make.looking():
        mail = db.session.scalars(select(Mail)).one()  # the deputy isn't let in yet
    assert mail.to == house.staff[SAFEGUARDING].account
    assert mail.subject == "There is something new in the safety store"
    assert mail.body == (
        "There is something new in the safety store of Ambleford Council.\n\n"
        "Sign in to Evenhand to read it.\n"
    )


def test_what_was_opened_stays_in_no_browser_cookie_or_later_page(quick_app: Flask) -> None:
    house = written(quick_app)
    client = make.client_of(quick_app, house.staff[SAFEGUARDING])
    answer = client.submit(STORE, {"phrase": PHRASE})
    assert answer.headers["Cache-Control"] == "no-store"
    with client.session_transaction() as session:
        kept = json.dumps(dict(session), default=str)
    for secret in (MARKER, PHRASE):
        assert secret not in kept
        assert secret not in client.get(STORE).text
        assert secret not in client.get("/home").text


def test_a_lock_that_was_put_in_place_of_the_holders_is_noticed(quick_app: Flask) -> None:
    """Who can change the database could seal for themselves; whoever opens the store sees it."""
    house = written(quick_app)
    with make.looking(house.id):
        key = store_of(house.id).key
        access = access_of(key, house.staff[SAFEGUARDING].actor.person_id)
        assert key
        assert access
        db.session.expunge_all()
    key.public = sealing.public_key_of(sealing.new_private_key())
    with pytest.raises(Refused, match="Somebody may have changed it"):
        locks.private_key(key, access, PHRASE)


def test_a_box_that_was_moved_to_another_row_is_not_opened(quick_app: Flask) -> None:
    house = written(quick_app)
    make_safety.put_in(house, make_safety.evaluator(house))
    with make.looking(house.id):
        one, another = entries(closed=False)
        private = make_safety.private_of(house)
        with pytest.raises(CannotOpen):
            sealing.unseal(private, one.box, locks.place_of(house.id, another.id))


def test_what_was_sealed_is_never_changed_or_deleted(app: Flask) -> None:
    house = written(app)
    changes = (
        update(SafetyEntry).values(box=b"x"),
        update(SafetyNote).values(box=b"x"),
        update(SafetyKey).values(public=b"x"),
        delete(SafetyNote),
        delete(SafetyEntry),
        delete(SafetyKey),
    )
    for change in changes:
        with pytest.raises(DBAPIError, match="keeps what was sealed"), make.writing(house.id):
            db.session.execute(change)


def test_row_level_security_hides_the_store_of_another_authority(postgres_app: Flask) -> None:
    written(postgres_app)
    other = make.house("northmere")
    tables = [name for name in Base.metadata.tables if name.startswith("safety_")]
    assert len(tables) == 6
    with make.looking(other.id):
        for name in tables:
            assert db.session.execute(text(f"select count(*) from {name}")).scalar_one() == 0


def test_a_code_lies_in_no_file_either(own_app: Flask) -> None:
    house = make_safety.house_with_lock()
    lead = make.client_of(own_app, house.staff[SAFEGUARDING])
    page = lead.submit(f"{STORE}/let-in/{house.staff[DEPUTY].role_id}", {"phrase": PHRASE}).text
    code = re.search(r"([a-z2-9]{4}-){4}[a-z2-9]{4}", page)
    assert code
    for path in own_app.extensions["evenhand"].data.rglob("*"):
        assert not path.is_file() or code[0].encode() not in path.read_bytes()
