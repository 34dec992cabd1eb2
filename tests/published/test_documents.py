"""The authority's documents: published with their hashes, frozen, new ones by amendment (R4)."""

from __future__ import annotations

import hashlib
import html
import io
import re
import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.record.erasure.removal import leaves_of
from portal.tenders.documents.models import NoticeDocument
from portal.tenders.models import Notice, Tender
from portal.tenders.queries_after import versions_of
from tests import make, make_bids, make_specification
from tests.client import Client
from tests.papers import read, words, wrong_with

FIRST, SECOND = b"%PDF-1.7 the contract", b"%PDF-1.7 the figures"


def _add(lead: Client, at: str, name: str, content: bytes) -> str:
    page = f"{at}/documents"
    file = (io.BytesIO(content), "C:\\\\secret name.pdf") if content else (io.BytesIO(), "")
    answer = lead.submit(page, {"name": name, "file": file})
    return str(answer.text) if answer.status_code == 200 else ""


def test_r4_documents_are_published_with_their_hashes_and_new_ones_come_by_amendment(
    quick_app: Flask,
) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    at = f"/{house.slug}/tenders/{tender_id}"
    lead, anybody = make.client_of(quick_app, house.lead), quick_app.test_client()
    with clock.at(make.START):
        assert "Choose a PDF" in _add(lead, at, "A picture", b"\x89PNG\r\n\x1a\n")
        assert "We can’t read this kind of file" in _add(lead, at, "A text", b"words")
        nothing = _add(lead, at, "", b"")
        assert "Choose a file first" in nothing
        assert "Enter what it is called" in nothing
        assert _add(lead, at, "Draft contract", FIRST) == ""
        assert "is there already" in _add(lead, at, "Twice", FIRST)
        with make.writing(house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            make_specification.publish(house.lead.actor, tender)
    said = db.session.get_one(Notice, tender_id).document["specification"]["documents"]
    db.session.rollback()
    assert [each["sha256"] for each in said] == [hashlib.sha256(FIRST).hexdigest()]
    public = f"/notices/{tender_id}"
    with clock.at(make_bids.BEFORE):
        assert said[0]["sha256"] in anybody.get(public).text
        answer = anybody.get(f"{public}/documents/1")
        assert (answer.data, answer.mimetype) == (FIRST, "application/pdf")
        assert "secret" not in answer.headers["Content-Disposition"]
        assert _add(lead, at, "Figures", SECOND) == ""
        assert anybody.get(f"{public}/documents/2").status_code == 404, "it waits"
        _amend(lead, at, tender_id)
        assert anybody.get(f"{public}/documents/2").data == SECOND
        assert "Figures" in anybody.get(f"{public}/versions/2").text
        pdf = anybody.get(f"{public}/specification.pdf")
        assert wrong_with(pdf.data) == []
        for part in ("Draft contract", "Young carers.", "Insured?", "Every group’s mark has to"):
            assert words(part) in read(pdf.data)
        _says_what_the_page_says(anybody, public)
        assert _add(lead, at, "Too late", SECOND + b"!") == ""
    with clock.at(make_bids.BEFORE + timedelta(days=30)):
        page = lead.get(f"{at}/documents").text
        assert "No amendment can take them along any more" in page
        assert "Wait for the next amendment" not in page
    with tenant(house.id), pytest.raises(DBAPIError, match="only ever added"):
        db.session.execute(update(NoticeDocument).values(name="Another"))


def _says_what_the_page_says(anybody: Client, public: str) -> None:
    """The PDF has every published text, in standard and in plain words, as the page has it."""
    said = anybody.get(f"{public}/versions/2.json").json
    for plain, query in (("", ""), ("plain_", "?words=plain")):
        texts = [
            text
            for place, text in leaves_of(said).items()
            if place.split("/")[-1].startswith("plain_") == bool(plain)
        ]
        assert len(texts) > 10
        page = html.unescape(re.sub("<[^>]*>", " ", anybody.get(f"{public}{query}").text))
        paper = read(anybody.get(f"{public}/specification.pdf{query}").data)
        for text in texts:
            assert words(text) in paper, text
            assert words(text) in words(page), text


def _amend(lead: Client, at: str, tender_id: uuid.UUID) -> None:
    """The lead changes nothing but what waits, looks at it, and publishes it."""
    notice = db.session.get_one(Notice, tender_id)
    said = notice.document["specification"]["sections"]
    texts = {
        f"{box}_{section}_{number}": paragraph[name]
        for section, each in enumerate(said)
        for number, paragraph in enumerate(each["paragraphs"])
        for box, name in (("words", "words"), ("plain", "plain_words"))
    }
    deadline = notice.deadline_at.astimezone(clock.LONDON)
    db.session.rollback()
    sent = texts | {"reason": "The figures are here.", "is_material": "no"}
    sent |= {"deadline_day": [deadline.day, deadline.month, deadline.year]}
    sent |= {"deadline_time": f"{deadline:%H:%M}"}
    assert "Figures" in lead.submit(f"{at}/amend", sent).text
    lead.submit(f"{at}/amend", sent | {"is_sure": "y"})
    assert [each.number for each in versions_of(tender_id)] == [2]
    db.session.rollback()
