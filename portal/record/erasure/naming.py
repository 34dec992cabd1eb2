"""What a member of panels wrote, or others wrote with their name in it: it stays, and is read."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from sqlalchemy import select

from portal.core.database import db
from portal.core.identity import findings
from portal.participation.panels.models import Member
from portal.record.erasure.text import Text
from portal.record.erasure.texts import texts_written
from portal.specifications.cowriting.models import Round
from portal.tenders.models import Tender


def written_about(person_id: uuid.UUID, name: str) -> Iterator[tuple[Tender, Text]]:
    """Texts of the tenders that their panels write with: by them, or with a part of their name.

    Whoever erases somebody looks through them first: nobody finds them by name afterwards (R18).
    """
    theirs = (
        select(Round.tender_id)
        .join(Member, Member.panel_id == Round.panel_id)
        .where(Member.person_id == person_id)
    )
    wanted = select(Tender).where(Tender.id.in_(theirs)).order_by(Tender.created_at, Tender.id)
    for tender in db.session.scalars(wanted).all():
        for text in texts_written(tender):
            if text.by == person_id or _names(text.text, name):
                yield tender, text


def _names(words: str, name: str) -> bool:
    return any(found.kind == "name" for found in findings(words, [name]))
