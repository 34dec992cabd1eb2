"""What goes straight to the driver stands behind the same walls, and is the session's own (R26)."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import column, select, table
from sqlalchemy.exc import DBAPIError

from portal.accounts.models import Authority
from portal.audit.journal import record
from portal.core.database import db
from portal.core.errors import NoTenant
from portal.core.rows import put
from portal.core.straight import Straight
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.tenders.models import Look, Tender
from tests import make

TENDERS = Straight(
    select(Tender, Authority.slug, Look)
    .select_from(Tender)
    .join(Authority, Authority.id == Tender.authority_id)
    .outerjoin(Look, Look.tender_id == Tender.id)
)
LOOKS = Straight(select(Look.at_what).where(Look.at_what.in_(["bids", "letters"])))


def test_it_reads_behind_the_walls_what_the_session_itself_would(app: Flask) -> None:
    mine, other = make.house("council-1"), make.house("council-2")
    tender_id, theirs = make.tender(mine), make.tender(other)
    with pytest.raises(NoTenant):
        TENDERS.all()
    with tenant(other.id):
        assert [row.Tender.id for row in TENDERS.all()] == [theirs]
    with tenant(mine.id), transaction():
        first = TENDERS.first()
        assert (first.Tender.id, first.slug, first.Look) == (tender_id, "council-1", None)
        assert first.Tender is db.session.get_one(Tender, (mine.id, tender_id))
        person_id = mine.lead.actor.person_id
        assert person_id
        put(Look(tender_id=tender_id, person_id=person_id, at_what="bids"))
        first.Tender.title = "Another name"
        assert LOOKS.scalar() == "bids"
        record("marking:closed", mine.lead.actor, tender_id, sheets=0)
    with tenant(mine.id):
        again = TENDERS.first()
        assert (again.Tender.title, again.Look.at_what) == ("Another name", "bids")
        db.session.expire(again.Tender)
        assert TENDERS.first().Tender is again.Tender
        assert again.Tender.title == "Another name"


def test_what_fails_is_told_as_by_the_session(app: Flask) -> None:
    with pytest.raises(DBAPIError, match="not_there"):
        Straight(select(column("it")).select_from(table("not_there"))).all()
