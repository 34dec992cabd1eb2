"""Builders of bids: providers who submit, and tenders whose bids are open."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from portal.bids import operations as bids
from portal.bids.models import Bid, Origin
from portal.bids.queries import questions_of
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.tenders.models import Notice, Tender
from tests import make, make_openers
from tests.make_specification import published_tender
from tests.shelf import shelved

__all__ = ["published_tender"]

BEFORE = datetime(2026, 10, 1, 9, tzinfo=UTC)  # after publication, before the usual deadline


def published(house: make.House, **facts: object) -> tuple[make.House, uuid.UUID]:
    """An authority and its published tender."""
    return house, published_tender(house, **facts)


def answered(tender: Tender, marker: str = "", price: str = "612000") -> dict[str, Any]:
    """A whole draft: a short answer to every question, every gate passed, a price."""
    questions = questions_of(tender)
    return {
        "answers": {
            each.code: f"Our answer to {each.code}. {marker}".strip() for each in questions.criteria
        },
        "gates": {
            each.code: {"passes": True, "evidence": f"Yes, for {each.code}."}
            for each in questions.gates
        },
        "price": price if questions.has_price else "",
    }


def submitted_bid(
    tender_id: uuid.UUID, provider: make.Human, content: dict[str, Any] | None = None, **more: Any
) -> str:
    """One provider's bid, submitted before the deadline; its SHA-256."""
    with clock.at(BEFORE), make.writing(authority_of(tender_id)):
        tender = db.session.query(Tender).filter_by(id=tender_id).one()
        bids.save_draft(provider.actor, tender, content or answered(tender, **more))
        db.session.flush()
        return bids.submit_bid(provider.actor, tender).sha256


@shelved
def submitted_bids(tender_id: uuid.UUID, n: int) -> list[make.Human]:
    """Bids of `n` new providers to a published tender, dearer one by one; their members."""
    members = make.providers(f"Provider {number} of {n}" for number in range(1, n + 1))
    for number, member in enumerate(members):
        submitted_bid(tender_id, member, price=price_of(number))
    return members


def price_of(number: int) -> str:
    """What the bid in this place asks for."""
    return str(600000 + 1000 * number)


def opened_bids(house: make.House, tender_id: uuid.UUID) -> None:
    """Both officers open the bids an hour after the deadline."""
    deadline = notice_of(tender_id).deadline_at
    with clock.at(deadline + timedelta(hours=1)), make.writing(house.id):
        make_openers.open_bids(house, tender_id)


@shelved
def opened_tender(
    house: make.House, tender_id: uuid.UUID, n: int = 3
) -> tuple[uuid.UUID, list[make.Human]]:
    """A published tender with `n` bids, opened: its id and the members of its bidders."""
    members = submitted_bids(tender_id, n)
    opened_bids(house, tender_id)
    return tender_id, members


def notice_of(tender_id: uuid.UUID) -> Notice:
    """The public notice of a published tender."""
    return db.session.get_one(Notice, tender_id)


def authority_of(tender_id: uuid.UUID) -> uuid.UUID:
    """Whose tender it is."""
    return notice_of(tender_id).authority_id


def label_of(house: make.House, tender_id: uuid.UUID, provider: make.Human) -> str:
    """Which label a provider's bid was given."""
    with tenant(house.id):
        return (
            db.session.query(Bid)
            .join(Origin, Origin.id == Bid.id)
            .filter(Origin.tender_id == tender_id, Origin.provider_id == provider.actor.provider_id)
            .one()
            .label
        )
