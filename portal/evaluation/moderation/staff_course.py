"""Professionals who sit with young people or parents, and haven't learned how yet (P28)."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.models import Moderation
from portal.evaluation.moderation.panel import Panel
from portal.participation.training.models import STAFF
from portal.participation.training.queries import trained_among
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender


def without_course(tender: Tender, panel: Panel) -> list[uuid.UUID]:
    """The professionals of a mixed panel who haven't done the course for staff (P28)."""
    kinds = {group.id: group.kind for group in groups_of(tender)}
    seats = list(panel.seats.values())
    if all(kinds[seat.group_id] == "professional" for seat in seats):
        return []
    people = [seat.person_id for seat in seats if kinds[seat.group_id] == "professional"]
    trained = trained_among(people, STAFF)
    return [each for each in people if each not in trained]


def note_without_course(actor: Actor, tender: Tender, panel: Panel) -> None:
    """The record says once, with the first agreed mark, that some hadn't done the course (P28)."""
    begun = db.session.scalar(
        select(Moderation.id).where(Moderation.tender_id == tender.id).limit(1)
    )
    if begun is None and without_course(tender, panel):
        record("moderation:without-course", actor, tender.id)
