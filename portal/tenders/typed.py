"""Drafts of what one person writes to a tender and sends in one go: an answer, a claim, a question.

They are nobody else's, stand in no trail, and go when the words are sent.
"""

from __future__ import annotations

import uuid

from sqlalchemy import delete, select

from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.tenders.models import Tender
from portal.tenders.models_typed import TypedDraft


def typed_by(actor: Actor, tender: Tender, place: str) -> TypedDraft | None:
    """What this person has typed in a place and not sent yet."""
    return db.session.scalar(
        select(TypedDraft).where(
            TypedDraft.tender_id == tender.id,
            TypedDraft.person_id == actor.person_id,
            TypedDraft.place == place,
        )
    )


def keep_typed(actor: Actor, tender: Tender, place: str, words: str) -> None:
    """Keep what is typed; no words leave no draft."""
    if not words.strip():
        forget_typed(actor, tender, place)
        return
    draft = typed_by(actor, tender, place)
    if draft is None:
        draft = TypedDraft(tender_id=tender.id, person_id=actor.person_id, place=place)
        db.session.add(draft)
    draft.words, draft.saved_at = words, clock.now()


def forget_typed(actor: Actor, tender: Tender, place: str) -> None:
    """The words are sent, or taken back: their draft goes."""
    db.session.execute(
        delete(TypedDraft).where(
            TypedDraft.tender_id == tender.id,
            TypedDraft.person_id == actor.person_id,
            TypedDraft.place == place,
        )
    )


def forget_all_typed(person_id: uuid.UUID) -> None:
    """Drafts go with whoever is erased, in the authority that is open."""
    db.session.execute(delete(TypedDraft).where(TypedDraft.person_id == person_id))
