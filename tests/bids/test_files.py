"""Files beside an answer: judged by their content, kept as a draft, sealed with the bid (R29)."""

from __future__ import annotations

import hashlib
import io
import json
import socketserver
import threading
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.bids.cleaning import lately
from portal.bids.cleaning.clean import cleaned
from portal.bids.files.models import Attachment, DraftFile, SealedFile
from portal.bids.files.operations import shown_name
from portal.bids.models import OpenedBid
from portal.core import clock
from portal.core.database import db
from portal.core.files import kinds
from portal.core.files.kinds import Unreadable, kind_of
from portal.core.tenancy import tenant
from tests import make, make_bids
from tests.bids.conftest import Scene, _scene
from tests.client import token_of
from tests.make_files import add_file, png, published_with_files
from tests.shelf import Prepared


@pytest.fixture
def filing(
    quick_app: Flask, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Scene]:
    """Before the deadline of a tender whose first question takes three files."""
    monkeypatch.setattr(lately, "cleaned_apart", cleaned)
    with clock.at(make_bids.BEFORE):
        yield _scene(quick_app, *prepared(published_with_files))


def _send(scene: Scene, content: bytes, name: str = "our plan.png") -> str:
    page = f"{scene.bid}/answers/Q1/files"
    data = {"csrf_token": token_of(scene.client.get(page)), "file": (io.BytesIO(content), name)}
    answer = scene.client.post(page, data=data)
    assert answer.status_code in (200, 303)
    return answer.text if answer.status_code == 200 else scene.client.get(page).text


def _drafts(scene: Scene) -> list[DraftFile]:
    with tenant(scene.house.id):
        return list(db.session.scalars(select(DraftFile)))


def test_a_file_is_put_to_an_answer_listed_and_removed_again(filing: Scene) -> None:
    assert "3 files may come with this answer" in filing.client.get(f"{filing.bid}/answers/Q1").text
    assert "our plan.png" in _send(filing, png(), "our plan.png")
    assert "1 file" in filing.client.get(filing.bid).text
    assert "our plan.png (PNG, 1 KB)" in filing.client.get(f"{filing.bid}/check").text
    file_id = _drafts(filing)[0].id
    at = f"{filing.bid}/answers/Q1/files"
    assert filing.client.submit(f"{at}/{file_id}/remove", at=at).status_code == 303
    assert _drafts(filing) == []


def test_what_a_file_is_its_content_says(filing: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "LARGEST", 2000)
    for content, sentence in (
        (b"", "Choose a file first"),
        (b"#!/bin/sh", "We can’t read this kind of file"),
        (b"x" * 2001, "bigger than 10 MB"),
        (b"PK not a zip", "This file is damaged"),
    ):
        assert sentence in _send(filing, content, "harmless.pdf"), content[:20]
    assert _drafts(filing) == []
    assert "PNG" in _send(filing, png(), "really.pdf")
    assert "This file is there already" in _send(filing, png())
    assert (
        "as many files as it may have"
        in [_send(filing, png(colour)) for colour in ("red", "blue", "green")][-1]
    )
    assert len(_drafts(filing)) == 3


def test_a_file_that_swells_or_is_locked_is_refused() -> None:
    for entries, sentence in (
        ({f"{n}.xml": b"" for n in range(kinds.MOST_PARTS + 1)}, kinds.SWOLLEN),
        ({"readme.txt": b"hello"}, kinds.OF_NO_KIND),
    ):
        with pytest.raises(Unreadable) as caught:
            kind_of(_zip(entries))
        assert caught.value.message == sentence
    with pytest.raises(Unreadable) as caught:
        kind_of(kinds.OLE + "EncryptedPackage".encode("utf-16-le"))
    assert caught.value.message == kinds.LOCKED
    assert kind_of(_zip({"word/document.xml": b"<w/>"})) == "docx"
    assert kind_of(_zip({"xl/workbook.xml": b"<w/>"})) == "xlsx"


def _zip(entries: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name, content in entries.items():
            parts.writestr(name, content)
    return made.getvalue()


def test_names_show_as_they_are_and_hide_nothing() -> None:
    assert shown_name("../../etc/our\u202eplan\0.png") == "ourplan.png"
    assert shown_name("") == "file"


def test_where_no_file_is_asked_for_there_is_no_page_and_the_bid_is_as_ever(quick: Scene) -> None:
    assert quick.client.get(f"{quick.bid}/answers/Q1/files").status_code == 404
    quick.write_all()
    quick.submit()
    make_bids.opened_bids(quick.house, quick.tender_id)
    with tenant(quick.house.id):
        assert "files" not in json.loads(db.session.scalars(select(OpenedBid.blob)).one())


def test_the_bids_hash_covers_its_files_and_the_opening_gives_them_to_the_label(
    app: Flask,
) -> None:
    house, tender_id = published_with_files(make.house())
    member, content = make.provider(), png("red")
    add_file(tender_id, member, content, "Tollerby plan.png")
    make_bids.submitted_bid(tender_id, member)
    with tenant(house.id):
        assert db.session.scalars(select(SealedFile)).all() == []
    make_bids.opened_bids(house, tender_id)
    with tenant(house.id):
        whole = json.loads(db.session.scalars(select(OpenedBid.blob)).one())
        sha256 = hashlib.sha256(content).hexdigest()
        told = {"name": "Tollerby plan.png", "kind": "png", "size": len(content), "sha256": sha256}
        assert whole["files"] == {"Q1": [told]}
        assert db.session.scalars(select(SealedFile.content)).one() == content
        row = db.session.scalars(select(Attachment)).one()
        assert (row.number, row.kind, row.sha256) == (1, "png", sha256)


def test_after_the_deadline_or_once_it_is_submitted_nothing_of_the_files_changes(
    filing: Scene,
) -> None:
    file_id = add_file(filing.tender_id, filing.member, png("red"))
    filing.write_all()
    page = f"{filing.bid}/answers/Q1/files"
    token = token_of(filing.client.get(page))
    filing.submit()
    assert filing.client.get(page).status_code == 303
    data = {"csrf_token": token, "file": (io.BytesIO(png("blue")), "x.png")}
    assert "You have submitted this bid" in filing.client.post(page, data=data).text
    late = filing.client.post(f"{page}/{file_id}/remove", data={"csrf_token": token})
    assert "You have submitted this bid" in late.text
    gone = filing.client.post(f"{page}/{uuid.uuid4()}/remove", data={"csrf_token": token})
    assert gone.status_code == 200
    assert _drafts(filing) == []


class _FakeClamd(socketserver.StreamRequestHandler):
    """Reads INSTREAM as clamd does; what holds the word EVIL is found."""

    def handle(self) -> None:
        """One file: its pieces, each behind its length, until one of nothing."""
        assert self.rfile.read(10) == b"zINSTREAM\0"
        whole = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            whole += self.rfile.read(length)
        said = b"stream: Eicar-Test FOUND" if b"EVIL" in whole else b"stream: OK"
        self.wfile.write(said + b"\0")


def test_a_scanner_is_asked_about_each_file_where_there_is_one(
    filing: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, place = filing.client.application.extensions, tmp_path / "clamd.ctl"
    monkeypatch.setitem(here, "evenhand", replace(here["evenhand"], clamd=str(place)))
    with socketserver.ThreadingUnixStreamServer(str(place), _FakeClamd) as clamd:
        threading.Thread(target=clamd.serve_forever, args=(0.01,), daemon=True).start()
        assert "found something harmful" in _send(filing, png() + b"EVIL")
        assert len(_drafts(filing)) == 0
        _send(filing, png())
        assert len(_drafts(filing)) == 1
        clamd.shutdown()
    place.unlink()
    assert "We can’t ask the virus scanner" in _send(filing, png() + b"another")
    assert len(_drafts(filing)) == 1
