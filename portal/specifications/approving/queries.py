"""Reads of the approval before publication."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from portal.accounts.models import Person
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.specifications.approving.models import PublicationWord
from portal.tenders.models import Tender


def words_of(tender: Tender) -> Sequence[tuple[PublicationWord, str]]:
    """Every step in order, with the name of who took it."""
    wanted = select(PublicationWord, Person.name).join(Person, Person.id == PublicationWord.said_by)
    wanted = wanted.where(PublicationWord.tender_id == tender.id)
    rows = db.session.execute(wanted.order_by(PublicationWord.number))
    return [(word, name) for word, name in rows]


def last_word(tender: Tender) -> PublicationWord | None:
    """The step that stands."""
    wanted = select(PublicationWord).where(PublicationWord.tender_id == tender.id)
    return db.session.scalar(wanted.order_by(PublicationWord.number.desc()).limit(1))


def steps_among(tender_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """By tender the step that stands, of those where there is one."""
    wanted = select(PublicationWord.tender_id, PublicationWord.step)
    wanted = wanted.where(PublicationWord.tender_id.in_(tender_ids))
    rows = db.session.execute(wanted.order_by(PublicationWord.number))
    return {tender_id: step for tender_id, step in rows}  # noqa: C416  a row isn't a tuple to mypy


def refuse_own_approval(actor: Actor, tender: Tender) -> None:
    """Who approved it doesn't publish it too: two people stand behind what is frozen (R4)."""
    word = last_word(tender)
    if word is not None and word.said_by == actor.person_id:
        raise Refused(say("You approved this yourself. Somebody else has to publish it."))
