"""Builders of bids: providers who submit, and tenders whose bids are open."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from portal.audit.journal import record
from portal.bids import operations as bids
from portal.bids.models import Bid, Origin
from portal.bids.queries import questions_of
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.specifications.models import Criterion, Gate, MethodSettings, Scale
from portal.tenders.models import Notice, Tender
from portal.tenders.stages import move
from tests import make

BEFORE = datetime(2026, 10, 1, 9, tzinfo=UTC)  # after publication, before the usual deadline

HASHES = {"method_sha256": "a" * 64, "specification_sha256": "b" * 64}


def published_tender(house: make.House, nil_price: str = "refuse", criteria: int = 2) -> uuid.UUID:
    """A published tender that asks a few questions, one pass/fail question and a price."""
    with clock.at(make.START):
        tender_id = make.tender(house)
        with make.writing(house.id):
            tender = db.session.query(Tender).filter_by(id=tender_id).one()
            db.session.add_all(_method(tender, nil_price, criteria))
            db.session.add(_notice(tender))
            record("tender:published", house.lead.actor, tender.id, **HASHES)
            db.session.flush()
            move(tender, "publish")
    return tender_id


def _method(tender: Tender, nil_price: str, criteria: int) -> list[Any]:
    its = {"tender_id": tender.id}
    scale = Scale(title="Marks", lowest=Decimal(0), highest=Decimal(5), step=Decimal(1), **its)
    questions = [
        Criterion(
            scale_id=scale.id,
            position=number,
            code=f"Q{number}",
            title=f"Topic {number}",
            plain_title=f"Thing {number}",
            weight=Decimal(80) / criteria,
            question=f"What will you do about topic {number}?",
            plain_question=f"What will you do about thing {number}?",
            word_limit=20,
            group_mark="agreed",
            **its,
        )
        for number in range(1, criteria + 1)
    ]
    gate = Gate(
        position=1,
        code="G1",
        title="Insurance",
        plain_title="Insurance",
        question="Are you insured for £5 million?",
        plain_question="Do you have insurance?",
        **its,
    )
    settings = MethodSettings(
        id=tender.id,
        price_method="lowest_over_bid",
        price_weight=Decimal(20),
        price_covers="Three years, everything included.",
        plain_price_covers="All the money for three years.",
        nil_price=nil_price,
        rounding_places=2,
        rounding_rule="half_up",
        empty_group="refuse",
    )
    return [scale, *questions, gate, settings]


def _notice(tender: Tender) -> Notice:
    assert tender.deadline_at
    return Notice(
        id=tender.id,
        authority_id=tender.authority_id,
        title=tender.title,
        reference=tender.reference,
        description=tender.description,
        plain_description=tender.plain_description,
        regime=tender.regime,
        published_at=clock.now(),
        deadline_at=tender.deadline_at,
        document={},
        **HASHES,
    )


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


def submitted_bids(tender_id: uuid.UUID, n: int) -> list[make.Human]:
    """Bids of `n` new providers to a published tender, dearer one by one; their members."""
    members = [make.provider(f"Provider {number} of {n}") for number in range(1, n + 1)]
    for number, member in enumerate(members):
        submitted_bid(tender_id, member, price=str(600000 + 1000 * number))
    return members


def opened_bids(house: make.House, tender_id: uuid.UUID) -> None:
    """The lead opens the bids an hour after the deadline."""
    deadline = notice_of(tender_id).deadline_at
    with clock.at(deadline + timedelta(hours=1)), make.writing(house.id):
        tender = db.session.query(Tender).filter_by(id=tender_id).one()
        bids.open_bids(house.lead.actor, tender)


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
