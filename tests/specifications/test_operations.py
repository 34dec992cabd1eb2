"""A specification is written, checked, published, and from then on frozen (R4)."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask

from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.specifications.method import method_of, method_sha256
from portal.specifications.problems import problems_of
from portal.tenders.models import Notice, Tender
from tests import make, make_specification

BEFORE = datetime(2026, 9, 1, tzinfo=UTC)


def test_a_ready_tender_has_no_problem_but_the_warning_that_bids_depend(app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    with tenant(house.id), clock.at(BEFORE):
        found = problems_of(db.session.get_one(Tender, (house.id, tender_id)))
        assert [problem.warns for problem in found] == [True], found


def test_publishing_freezes_document_and_both_hashes(app: Flask) -> None:
    house = make.house()
    with clock.at(BEFORE):
        tender_id = make_specification.published_tender(house)
    with tenant(house.id):
        notice = db.session.get_one(Notice, tender_id)
        method = method_of(db.session.get_one(Tender, (house.id, tender_id)))
        assert notice.document["method"] == method
        assert notice.method_sha256 == method_sha256(method)
        assert len(notice.specification_sha256) == 64
