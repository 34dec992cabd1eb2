"""How long the answers of a tender are, with the files that came with them."""

from __future__ import annotations

import uuid

from sqlalchemy import and_, func, select

from portal.bids.desk.models import ShownAnswer, ShownPage
from portal.bids.files.models import Attachment
from portal.bids.models import Answer, Bid
from portal.bids.queries import LETTERS, LETTERS_A_WORD, SAME_ANSWER
from portal.core.database import db
from portal.tenders.models import Tender


def lengths_of(tender: Tender) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    """How many words each answer has as evaluators read it, with its files, by the ids of bid and
    criterion."""
    in_files = (
        select(Attachment.bid_id, Attachment.criterion_id, LETTERS.label("letters"))
        .join(ShownPage, ShownPage.attachment_id == Attachment.id)
        .where(Attachment.tender_id == tender.id)
        .group_by(Attachment.bid_id, Attachment.criterion_id)
        .subquery()
    )
    same = in_files.c.bid_id == Answer.bid_id, in_files.c.criterion_id == Answer.criterion_id
    rows = db.session.execute(
        select(
            Answer.bid_id,
            Answer.criterion_id,
            func.coalesce(ShownAnswer.words, Answer.words),
            func.coalesce(in_files.c.letters, 0),
        )
        .join(Bid, Bid.id == Answer.bid_id)
        .outerjoin(ShownAnswer, SAME_ANSWER)
        .outerjoin(in_files, and_(*same))
        .where(Bid.tender_id == tender.id)
    )
    return {
        (bid_id, criterion_id): words + letters // LETTERS_A_WORD
        for bid_id, criterion_id, words, letters in rows
    }
