"""Who has to do with a published tender's bids; read to tell all of them at one moment, and shown
to nobody on the buying side (R29)."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from portal.bids.models import BidDraft, Submission
from portal.core.database import db
from portal.published.clarifications.models import Clarification
from portal.tenders.models import Tender


def interested_in(tender: Tender) -> set[uuid.UUID]:
    """Providers that are writing a bid, have sent one (withdrawn ones too), or have asked."""
    drafts = select(BidDraft.provider_id).where(BidDraft.tender_id == tender.id)
    sent = select(Submission.provider_id).where(Submission.tender_id == tender.id)
    asked = select(Clarification.provider_id).where(Clarification.tender_id == tender.id)
    return {each for which in (drafts, sent, asked) for each in db.session.scalars(which)}
