"""Reads of who comes to a briefing."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from portal.core.database import db
from portal.published.briefing.models import BriefingSignUp
from portal.tenders.models import Tender


def sign_ups_of(tender: Tender) -> dict[uuid.UUID, BriefingSignUp]:
    """By provider the word that counts."""
    wanted = select(BriefingSignUp).where(BriefingSignUp.tender_id == tender.id)
    rows = db.session.scalars(wanted.order_by(BriefingSignUp.version))
    return {row.provider_id: row for row in rows}


def who_comes(tender: Tender) -> tuple[int, int]:
    """How many organisations and how many people; which ones would tell who may bid (R29)."""
    coming = [row.people for row in sign_ups_of(tender).values() if row.people]
    return len(coming), sum(coming)
