"""Versions are kept as the draft stood, finished or not, and never change (P10)."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from portal.core.database import db
from portal.core.tenancy import tenant
from portal.specifications import operations as act
from portal.specifications.cowriting.models import Version
from portal.specifications.queries import sections_of
from portal.specifications.versions.document import as_it_stood
from portal.specifications.versions.operations import AT_PUBLICATION, keep_version
from portal.specifications.versions.queries import version_of, versions_of
from portal.tenders.models import Notice, Tender
from tests import make, make_specification
from tests.make import House

ONE = {"words": "Young carers.", "plain_words": "You."}


def _tender(house: House, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def test_an_unfinished_draft_is_kept_as_it_stands(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house, deadline_at=None)
    for why in ("Before anything", "Before the panel’s second round"):
        with make.writing(house.id):
            version = keep_version(house.lead.actor, _tender(house, tender_id), why)
            assert version.document["sections"] == []
            assert not version.document["is_price_said"]
    with tenant(house.id):
        kept = versions_of(_tender(house, tender_id))
        assert [(each.number, each.why) for each in kept] == [
            (2, "Before the panel’s second round"),
            (1, "Before anything"),
        ]


def test_a_version_stays_when_the_draft_goes_on(app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    with make.writing(house.id):
        keep_version(house.lead.actor, _tender(house, tender_id), "First")
    with make.writing(house.id):
        tender = _tender(house, tender_id)
        act.remove(house.lead.actor, tender, sections_of(tender)[0])
    with tenant(house.id):
        said = as_it_stood(version_of(_tender(house, tender_id), 1).document)
        assert said["sections"] == [{"title": "Who", "paragraphs": [ONE]}]
        with pytest.raises(DBAPIError, match="only ever added to"):
            db.session.execute(update(Version).values(why="Other"))


def test_publication_keeps_what_is_published(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.published_tender(house)
    with tenant(house.id):
        version = version_of(_tender(house, tender_id), 1)
        published = db.session.get_one(Notice, tender_id).document["specification"]
        assert version.why == AT_PUBLICATION
        assert as_it_stood(version.document)["sections"] == published["sections"]
        for kind in ("criteria", "scales", "gates"):
            bare = [{k: v for k, v in each.items() if k != "id"} for each in version.document[kind]]
            assert bare == published[kind]
